#include "brief/edited_fates.h"

#include <algorithm>
#include <map>
#include <set>

namespace breadcrumb::brief {

namespace {

constexpr auto nowhere = Alignment::nowhere;

class Settler {
 public:
  Settler(const OurSide& ours, const TheirSide& theirs) : ours_(ours), theirs_(theirs) {}

  Fates settle() {
    match();
    fates_.of.assign(ours_.sentences.size(), Fate::holds);
    for (std::size_t s = 0; s < ours_.sentences.size(); ++s) fates_.of[s] = fate(ours_.sentences[s]);
    return std::move(fates_);
  }

 private:
  /// A mark may go, and an officer's words are the officer's: the rest must be there.
  [[nodiscard]] bool is_fixed(const Sentence& of, std::size_t i) const {
    const auto& word = ours_.words[i];
    return !word.mark && !(word.kind == RunKind::officer && of.kind != RunKind::officer);
  }

  void match() {
    std::map<std::string, std::uint32_t, std::less<>> ids;
    const auto number = [&](const EditedWord& word) {
      return ids.try_emplace(word.text, static_cast<std::uint32_t>(ids.size())).first->second;
    };
    const auto numbered = [&](const auto& side) {
      std::vector<AlignWord> out;
      for (std::size_t i = 0; i < side.words.size(); ++i)
        out.push_back({number(side.words[i].word), side.words[i].word.sign,
                       i == 0 || side.words[i].paragraph != side.words[i - 1].paragraph});
      return out;
    };
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    for (const auto& each : ours_.sentences) ranges.emplace_back(each.first, each.last);
    auto found = align(numbered(ours_), numbered(theirs_), ranges);
    fates_.match = std::move(found.match);
    fates_.too_long = std::move(found.too_long);
  }

  /// Whole, changed, or gone: a few words in common with what stands there now do not make it the same sentence.
  Fate fate(const Sentence& of) {
    std::size_t all = 0, matched = 0, chain = 0, longest = 0, before = nowhere, first = nowhere, last = nowhere;
    bool whole = true;
    for (std::size_t i = of.first; i < of.last; ++i) {
      if (!is_fixed(of, i)) continue;
      const bool sign = ours_.words[i].word.sign && !of.signs;
      all += sign ? 0 : 1;
      if (fates_.match[i] == nowhere) {
        whole = false;
        chain = 0;
        continue;
      }
      if (sign) continue;
      ++matched;
      chain = before != nowhere && fates_.match[i] <= before + 2 ? chain + 1 : 1;
      longest = std::max(longest, chain);
      before = fates_.match[i];
      first = std::min(first, fates_.match[i]);
      last = fates_.match[i];
    }
    if (whole) return Fate::holds;
    constexpr std::size_t long_enough = 6;
    if (matched > 0 && (matched * 2 >= all || longest >= long_enough || is_what_is_left(of, first, last, matched)))
      return Fate::changed;
    for (std::size_t i = of.first; i < of.last; ++i) fates_.match[i] = nowhere;
    return Fate::left_out;
  }

  /// The file's sentences around these words consist of them for the better part.
  [[nodiscard]] bool is_what_is_left(const Sentence& of, std::size_t first, std::size_t last,
                                     std::size_t matched) const {
    const auto& words = theirs_.words;
    std::set<std::size_t> others;
    for (std::size_t i = of.first; i > 0 && i + 400 > of.first; --i)
      if (fates_.match[i - 1] != nowhere) others.insert(fates_.match[i - 1]);
    for (std::size_t i = of.last; i < fates_.match.size() && i < of.last + 400; ++i)
      if (fates_.match[i] != nowhere) others.insert(fates_.match[i]);
    while (first > 0 && words[first - 1].paragraph == words[first].paragraph &&
           !ends_sentence(words[first - 1].word.text))
      --first;
    while (last + 1 < words.size() && words[last + 1].paragraph == words[last].paragraph &&
           !ends_sentence(words[last].word.text))
      ++last;
    std::size_t all = 0;
    for (std::size_t f = first; f <= last; ++f) all += words[f].word.sign || others.contains(f) ? 0 : 1;
    return matched >= 3 && matched * 2 >= all;
  }

  const OurSide& ours_;
  const TheirSide& theirs_;
  Fates fates_;
};

}  // namespace

Fates fates_of(const OurSide& ours, const TheirSide& theirs) {
  return Settler(ours, theirs).settle();
}

}  // namespace breadcrumb::brief
