#include "brief/edited_align.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace breadcrumb::brief {

namespace {

using Range = std::pair<std::size_t, std::size_t>;

class Aligner {
 public:
  Aligner(const std::vector<AlignWord>& ours, const std::vector<AlignWord>& theirs, const std::vector<Range>& sentences)
      : ours_(ours), theirs_(theirs), sentences_(sentences) {
    out_.match.assign(ours.size(), Alignment::nowhere);
    inner_.assign(ours.size() + 1, false);
    for (const auto& [first, last] : sentences)
      for (std::size_t i = first + 1; i < last; ++i) inner_[i] = true;
  }

  Alignment align() {
    // Rare sentences first: among many that are alike, those between two that stand fast are soon told apart.
    between(0, sentences_.size(), 0, theirs_.size(), 0);
    return std::move(out_);
  }

 private:
  struct Found {
    std::size_t sentence = 0, at = 0;
    long weight = 0;
  };

  /// Sentences [s0, s1) against the file's words [f0, f1).
  void between(std::size_t s0, std::size_t s1, std::size_t f0, std::size_t f1, int step) {
    if (s0 >= s1) return;
    constexpr int steps = 4;
    constexpr std::array<std::size_t, steps> most = {2, 8, 60, 400};
    for (; step < steps; ++step) {
      const auto chain = rising(occurrences(s0, s1, f0, f1, most[static_cast<std::size_t>(step)]));
      if (chain.empty()) continue;
      std::size_t s = s0, f = f0;
      for (const auto& found : chain) {
        between(s, found.sentence, f, found.at, step + 1);
        const auto [first, last] = sentences_[found.sentence];
        for (std::size_t i = first; i < last; ++i) out_.match[i] = found.at + (i - first);
        s = found.sentence + 1;
        f = found.at + (last - first);
      }
      between(s, s1, f, f1, step + 1);
      return;
    }
    words({sentences_[s0].first, sentences_[s1 - 1].second}, {f0, f1});
  }

  /// Where each sentence stands whole, when it does so in no more than `most` places.
  std::vector<Found> occurrences(std::size_t s0, std::size_t s1, std::size_t f0, std::size_t f1, std::size_t most) {
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> places;
    for (std::size_t f = f0; f < f1; ++f) places[theirs_[f].id].push_back(f);
    std::vector<Found> out;
    for (std::size_t s = s0; s < s1; ++s) {
      const auto [first, last] = sentences_[s];
      if (first == last || last - first > f1 - f0) continue;
      // By its rarest word.
      const std::vector<std::size_t>* rarest = nullptr;
      std::size_t offset = 0;
      for (std::size_t i = first; i < last; ++i) {
        const auto found = places.find(ours_[i].id);
        if (found == places.end()) {
          rarest = nullptr;
          break;
        }
        if (rarest == nullptr || found->second.size() < rarest->size()) {
          rarest = &found->second;
          offset = i - first;
        }
      }
      if (rarest == nullptr || rarest->size() > most * 16) continue;
      std::vector<Found> here;
      for (const auto place : *rarest) {
        if (place < f0 + offset || place - offset + (last - first) > f1) continue;
        const std::size_t at = place - offset;
        if (!std::equal(ours_.begin() + static_cast<std::ptrdiff_t>(first),
                        ours_.begin() + static_cast<std::ptrdiff_t>(last),
                        theirs_.begin() + static_cast<std::ptrdiff_t>(at),
                        [](const auto& a, const auto& b) { return a.id == b.id; }))
          continue;
        long weight = 0, breaks = 0;
        for (std::size_t i = first; i < last; ++i) {
          weight += ours_[i].sign ? 4 : 16;
          breaks += ours_[i].begins == theirs_[at + (i - first)].begins ? 1 : 0;
        }
        // Where paragraphs begin alike, and end alike.
        const bool ends = (last >= ours_.size() || ours_[last].begins) ==
                          (at + (last - first) >= theirs_.size() || theirs_[at + (last - first)].begins);
        here.push_back({s, at, weight + (breaks == static_cast<long>(last - first) ? 3 : 0) + (ends ? 3 : 0)});
      }
      if (here.size() <= most) out.insert(out.end(), here.begin(), here.end());
    }
    return out;
  }

  /// The heaviest chain that rises in both texts without overlapping.
  std::vector<Found> rising(std::vector<Found> found) const {
    if (found.empty()) return {};
    // best[f]: the heaviest chain that ends at or before the file's word f, as a tree of prefix maxima.
    std::size_t low = theirs_.size(), high = 0;
    for (const auto& each : found) {
      low = std::min(low, each.at);
      high = std::max(high, each.at + length(each));
    }
    struct Best {
      long weight = 0;
      std::size_t chain = Alignment::nowhere;
    };
    std::vector<Best> tree(high - low + 2);
    const auto best_until = [&](std::size_t f) {
      Best out;
      for (std::size_t i = f - low + 1; i > 0; i -= i & (~i + 1))
        if (tree[i].weight > out.weight) out = tree[i];
      return out;
    };
    const auto enter = [&](std::size_t f, Best best) {
      for (std::size_t i = f - low + 1; i < tree.size(); i += i & (~i + 1))
        if (best.weight > tree[i].weight) tree[i] = best;
    };
    std::vector<std::size_t> before(found.size(), Alignment::nowhere);
    std::vector<long> weights(found.size());
    Best best;
    for (std::size_t i = 0; i < found.size();) {
      std::size_t next = i;
      // The places of one sentence exclude each other.
      for (; next < found.size() && found[next].sentence == found[i].sentence; ++next) {
        const auto prior = best_until(found[next].at);
        before[next] = prior.chain;
        weights[next] = prior.weight + found[next].weight;
      }
      for (; i < next; ++i) {
        enter(found[i].at + length(found[i]), {weights[i], i});
        if (weights[i] > best.weight) best = {weights[i], i};
      }
    }
    std::vector<Found> out;
    for (auto at = best.chain; at != Alignment::nowhere; at = before[at]) out.push_back(found[at]);
    std::ranges::reverse(out);
    return out;
  }

  [[nodiscard]] std::size_t length(const Found& found) const {
    return sentences_[found.sentence].second - sentences_[found.sentence].first;
  }

  /// Word by word. Three states a cell: the words match, ours is left out, theirs is put in.
  void words(Range e, Range f) {
    const std::size_t n = e.second - e.first, m = f.second - f.first;
    if (n == 0 || m == 0) return;
    constexpr std::size_t most_cells = std::size_t{24} << 20;
    if (n > most_cells / m) {
      out_.too_long.push_back(e);
      return;
    }
    constexpr int never = -1000000000, left_out = 7, put_in = 5, put_inside = 9;
    enum State : std::uint8_t { match, skip, insert };
    struct Scores {
      int match = never, skip = never, insert = never;
    };
    const auto best_of = [](const Scores& s, int skip_cost, int insert_cost) {
      std::pair<int, State> best{s.match, match};
      if (s.skip - skip_cost > best.first) best = {s.skip - skip_cost, skip};
      if (s.insert - insert_cost > best.first) best = {s.insert - insert_cost, insert};
      return best;
    };
    std::vector<Scores> above(m + 1), row(m + 1);
    std::vector<std::uint8_t> trace((n + 1) * (m + 1));  // two bits a state: whence it came
    above[0].match = 0;
    for (std::size_t j = 1; j <= m; ++j) {
      above[j].insert = -put_in;
      trace[j] = static_cast<std::uint8_t>((j == 1 ? match : insert) << 4);
    }
    for (std::size_t i = 1; i <= n; ++i) {
      const auto& our = ours_[e.first + i - 1];
      const int enter = i < n && inner_[e.first + i] ? put_inside : put_in;
      row[0] = {never, -left_out, never};
      trace[i * (m + 1)] = static_cast<std::uint8_t>((i == 1 ? match : skip) << 2);
      for (std::size_t j = 1; j <= m; ++j) {
        const auto& their = theirs_[f.first + j - 1];
        Scores next;
        std::uint8_t whence = 0;
        if (our.id == their.id) {
          const auto [score, state] = best_of(above[j - 1], 0, 0);
          next.match = score + (our.sign ? 2 : 6) + (our.begins && their.begins ? 1 : 0);
          whence = state;
        }
        {
          // Going on with a gap is free; changing its kind is a gap of its own.
          std::pair<int, State> best{above[j].match - left_out, match};
          if (above[j].skip > best.first) best = {above[j].skip, skip};
          if (above[j].insert - left_out > best.first) best = {above[j].insert - left_out, insert};
          next.skip = best.first;
          whence = static_cast<std::uint8_t>(whence | best.second << 2);
        }
        {
          std::pair<int, State> best{row[j - 1].match - enter, match};
          if (row[j - 1].insert > best.first) best = {row[j - 1].insert, insert};
          if (row[j - 1].skip - enter > best.first) best = {row[j - 1].skip - enter, skip};
          next.insert = best.first;
          whence = static_cast<std::uint8_t>(whence | best.second << 4);
        }
        row[j] = next;
        trace[i * (m + 1) + j] = whence;
      }
      std::swap(above, row);
    }
    auto state = best_of(above[m], 0, 0).second;
    for (std::size_t i = n, j = m; i > 0 || j > 0;) {
      const auto whence = trace[i * (m + 1) + j];
      const auto came = static_cast<State>(whence >> (state == match ? 0 : state == skip ? 2 : 4) & 3);
      if (state == match) {
        if (i == 0 || j == 0) break;
        out_.match[e.first + i - 1] = f.first + j - 1;
        --i, --j;
      } else if (state == skip) {
        if (i == 0) break;
        --i;
      } else {
        if (j == 0) break;
        --j;
      }
      state = came;
    }
  }

  const std::vector<AlignWord>& ours_;
  const std::vector<AlignWord>& theirs_;
  const std::vector<Range>& sentences_;
  std::vector<bool> inner_;  // whether a sentence goes on before the word
  Alignment out_;
};

}  // namespace

Alignment align(const std::vector<AlignWord>& ours, const std::vector<AlignWord>& theirs,
                const std::vector<std::pair<std::size_t, std::size_t>>& sentences) {
  return Aligner(ours, theirs, sentences).align();
}

}  // namespace breadcrumb::brief
