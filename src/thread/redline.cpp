#include "thread/redline.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "text/utf8.h"
#include "thread/pieces.h"

namespace breadcrumb::thread {
namespace {

using Keys = std::vector<int>;
enum class Edit : unsigned char { keep, erase, insert };

// One step of the script: an index into A (keep, erase) and into B (keep, insert).
struct Op {
  Edit edit;
  std::size_t a, b;
  int move = 0;
};

constexpr std::size_t max_edits = 1500;       // Myers keeps one row an edit: about 9 MB at the cap
constexpr std::size_t max_cells = 1'000'000;  // of the table that aligns sentences
constexpr std::size_t least_move = 4;         // words

struct Side {
  std::vector<Piece> pieces;
  Keys keys;
};

struct Differ {
  const Side& a;
  const Side& b;
  std::vector<Op> ops;

  void erase(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) ops.push_back({Edit::erase, i, 0});
  }
  void insert(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) ops.push_back({Edit::insert, 0, i});
  }

  // Words of two regions, by Myers' greedy method after equal ends are set aside.
  void words(std::size_t a0, std::size_t a1, std::size_t b0, std::size_t b1) {
    while (a0 < a1 && b0 < b1 && a.keys[a0] == b.keys[b0]) ops.push_back({Edit::keep, a0++, b0++});
    std::size_t tail = 0;
    while (a1 > a0 && b1 > b0 && a.keys[a1 - 1] == b.keys[b1 - 1]) --a1, --b1, ++tail;
    myers(a0, a1, b0, b1);
    for (std::size_t i = 0; i < tail; ++i) ops.push_back({Edit::keep, a1 + i, b1 + i});
  }

  void myers(std::size_t a0, std::size_t a1, std::size_t b0, std::size_t b1) {
    const auto n = static_cast<long>(a1 - a0), m = static_cast<long>(b1 - b0);
    if (n == 0 || m == 0) {
      erase(a0, a1);
      insert(b0, b1);
      return;
    }
    const long cap = std::min<long>(n + m, static_cast<long>(max_edits));
    std::vector<std::vector<long>> rows;
    std::vector<long> v(static_cast<std::size_t>(2 * cap + 3), 0);
    const long zero = cap + 1;
    const auto at = [&](std::vector<long>& row, long k) -> long& { return row[static_cast<std::size_t>(zero + k)]; };
    long found = -1;
    for (long d = 0; d <= cap && found < 0; ++d) {
      for (long k = -d; k <= d; k += 2) {
        long x = k == -d || (k != d && at(v, k - 1) < at(v, k + 1)) ? at(v, k + 1) : at(v, k - 1) + 1;
        if (x > n || x - k > m) {  // outside the table: keep the value, so that no path goes on from here
          at(v, k) = x;
          continue;
        }
        while (x < n && x - k < m &&
               a.keys[a0 + static_cast<std::size_t>(x)] == b.keys[b0 + static_cast<std::size_t>(x - k)])
          ++x;
        at(v, k) = x;
        if (x == n && x - k == m) {
          found = d;
          break;
        }
      }
      rows.emplace_back(v.begin() + (zero - d - 1), v.begin() + (zero + d + 2));  // k from -d-1 to d+1
    }
    if (found < 0) {
      erase(a0, a1);
      insert(b0, b1);
      return;
    }
    std::vector<Op> back;
    long x = n, y = m;
    for (long d = found; d > 0; --d) {
      const auto& before = rows[static_cast<std::size_t>(d - 1)];
      const auto old = [&](long k) { return k < -d || k > d ? -1 : before[static_cast<std::size_t>(k + d)]; };
      const long k = x - y;
      const bool down = k == -d || (k != d && old(k - 1) < old(k + 1));
      const long from_k = down ? k + 1 : k - 1;
      const long from_x = old(from_k);
      const long start_x = down ? from_x : from_x + 1;  // where the equal words behind the edit begin
      while (x > start_x) {
        --x, --y;
        back.push_back({Edit::keep, a0 + static_cast<std::size_t>(x), b0 + static_cast<std::size_t>(y)});
      }
      if (down) {
        --y;
        back.push_back({Edit::insert, 0, b0 + static_cast<std::size_t>(y)});
      } else {
        --x;
        back.push_back({Edit::erase, a0 + static_cast<std::size_t>(x), 0});
      }
    }
    while (x > 0 && y > 0) {
      --x, --y;
      back.push_back({Edit::keep, a0 + static_cast<std::size_t>(x), b0 + static_cast<std::size_t>(y)});
    }
    ops.insert(ops.end(), back.rbegin(), back.rend());
  }
};

// The first and last piece of every sentence.
struct Sentence {
  std::size_t from, to;
  Keys bag;  // sorted keys of its words, signs left out
};

std::vector<Sentence> sentences(const Side& side) {
  std::vector<Sentence> out;
  std::size_t from = 0;
  for (std::size_t i = 0; i < side.pieces.size(); ++i) {
    if (!side.pieces[i].ends_sentence && i + 1 < side.pieces.size()) continue;
    Sentence sentence{from, i + 1, {}};
    for (std::size_t k = from; k <= i; ++k)
      if (side.pieces[k].is_word) sentence.bag.push_back(side.keys[k]);
    std::sort(sentence.bag.begin(), sentence.bag.end());
    out.push_back(std::move(sentence));
    from = i + 1;
  }
  return out;
}

// Words in common over words of both, in hundredths (Dice).
int likeness(const Keys& x, const Keys& y) {
  if (x.empty() && y.empty()) return 100;
  std::size_t common = 0;
  for (std::size_t i = 0, k = 0; i < x.size() && k < y.size();) {
    if (x[i] == y[k]) {
      ++common, ++i, ++k;
    } else if (x[i] < y[k]) {
      ++i;
    } else {
      ++k;
    }
  }
  return static_cast<int>(200 * common / (x.size() + y.size()));
}

Keys joined(const Keys& x, const Keys& y) {
  Keys out(x.size() + y.size());
  std::merge(x.begin(), x.end(), y.begin(), y.end(), out.begin());
  return out;
}

// Aligns sentences by the best sum of likenesses (one to one, one to two, two to one), then words inside each pair. A
// pair that has little in common is shown as a sentence erased and a sentence inserted.
void align(Differ& differ) {
  const auto left = sentences(differ.a), right = sentences(differ.b);
  const std::size_t n = left.size(), m = right.size();
  if (n <= 1 && m <= 1) return differ.words(0, differ.a.pieces.size(), 0, differ.b.pieces.size());
  if ((n + 1) * (m + 1) > max_cells) return differ.words(0, differ.a.pieces.size(), 0, differ.b.pieces.size());
  constexpr int least = 34;
  struct Cell {
    int score = 0;
    unsigned char da = 0, db = 0;
  };
  std::vector<Cell> table((n + 1) * (m + 1));
  const auto cell = [&](std::size_t i, std::size_t k) -> Cell& { return table[i * (m + 1) + k]; };
  const auto weight = [](const Keys& x, const Keys& y) {
    return static_cast<int>(std::min<std::size_t>(x.size() + y.size() + 1, 200));
  };
  for (std::size_t i = n + 1; i-- > 0;) {
    for (std::size_t k = m + 1; k-- > 0;) {
      Cell best;
      const auto offer = [&](std::size_t da, std::size_t db, int gain) {
        const int score = gain + cell(i + da, k + db).score;
        if (score > best.score || best.da + best.db == 0)
          best = {score, static_cast<unsigned char>(da), static_cast<unsigned char>(db)};
      };
      if (i == n && k == m) continue;
      if (i < n && k < m) {
        const int like = likeness(left[i].bag, right[k].bag);
        if (like >= least) offer(1, 1, like * weight(left[i].bag, right[k].bag) + 1);
        if (k + 1 < m && like > 0) {
          const Keys both = joined(right[k].bag, right[k + 1].bag);
          const int two = likeness(left[i].bag, both);
          if (two >= 60 && two > like) offer(1, 2, two * weight(left[i].bag, both));
        }
        if (i + 1 < n && like > 0) {
          const Keys both = joined(left[i].bag, left[i + 1].bag);
          const int two = likeness(both, right[k].bag);
          if (two >= 60 && two > like) offer(2, 1, two * weight(both, right[k].bag));
        }
      }
      if (i < n) offer(1, 0, 0);
      if (k < m) offer(0, 1, 0);
      cell(i, k) = best;
    }
  }
  for (std::size_t i = 0, k = 0; i < n || k < m;) {
    const Cell step = cell(i, k);
    if (step.da == 0) {
      differ.insert(right[k].from, right[k].to);
    } else if (step.db == 0) {
      differ.erase(left[i].from, left[i].to);
    } else {
      differ.words(left[i].from, left[i + step.da - 1].to, right[k].from, right[k + step.db - 1].to);
    }
    i += step.da;
    k += step.db;
  }
}

// Erasures before insertions inside one change, and no lonely small words kept between two larger changes: a reader
// takes "[-fast small-] the {+slow large+}" in worse than the whole phrase replaced.
void tidy(Differ& differ) {
  std::vector<Op>& ops = differ.ops;
  const auto words_in = [&](std::size_t from, std::size_t to, Edit edit) {
    std::size_t count = 0;
    for (std::size_t i = from; i < to; ++i)
      if (ops[i].edit == edit) ++count;
    return count;
  };
  std::vector<Op> out;
  for (std::size_t i = 0; i < ops.size();) {
    if (ops[i].edit == Edit::keep) {
      out.push_back(ops[i++]);
      continue;
    }
    std::vector<std::size_t> taken_a, taken_b;
    for (;;) {
      std::size_t end = i;
      while (end < ops.size() && ops[end].edit != Edit::keep) ++end;
      for (std::size_t k = i; k < end; ++k)
        (ops[k].edit == Edit::erase ? taken_a : taken_b).push_back(ops[k].edit == Edit::erase ? ops[k].a : ops[k].b);
      std::size_t next = end;
      while (next < ops.size() && ops[next].edit == Edit::keep) ++next;
      std::size_t after = next;
      while (after < ops.size() && ops[after].edit != Edit::keep) ++after;
      bool swallow = next > end && next < ops.size() && next - end <= 2 && taken_a.size() >= 2 && taken_b.size() >= 2 &&
                     words_in(next, after, Edit::erase) >= 2 && words_in(next, after, Edit::insert) >= 2;
      std::size_t kept_words = 0;
      for (std::size_t k = end; swallow && k < next; ++k) {
        const Piece& piece = differ.b.pieces[ops[k].b];
        if (piece.ends_sentence) swallow = false;
        if (piece.is_word) {
          ++kept_words;
          if (piece.text.size() > 5) swallow = false;
        }
      }
      if (!swallow || kept_words > 1) {
        i = end;
        break;
      }
      for (std::size_t k = end; k < next; ++k) {
        taken_a.push_back(ops[k].a);
        taken_b.push_back(ops[k].b);
      }
      i = next;
    }
    for (const std::size_t a : taken_a) out.push_back({Edit::erase, a, 0});
    for (const std::size_t b : taken_b) out.push_back({Edit::insert, 0, b});
  }
  ops = std::move(out);
}

// Marks runs of at least four words that were erased in one place and inserted in another.
void find_moves(Differ& differ) {
  std::vector<Op>& ops = differ.ops;
  std::map<std::vector<int>, std::vector<std::size_t>> starts;  // four keys in a row -> places among the operations
  // Positions of erased and inserted pieces, each list broken where the pieces do not follow one another.
  std::vector<std::size_t> erased, inserted;
  for (std::size_t i = 0; i < ops.size(); ++i) {
    if (ops[i].edit == Edit::erase) erased.push_back(i);
    if (ops[i].edit == Edit::insert) inserted.push_back(i);
  }
  if (erased.size() < least_move || inserted.size() < least_move) return;
  const auto key_a = [&](std::size_t e) { return differ.a.keys[ops[erased[e]].a]; };
  const auto key_b = [&](std::size_t e) { return differ.b.keys[ops[inserted[e]].b]; };
  const auto follows_a = [&](std::size_t e) { return ops[erased[e]].a == ops[erased[e - 1]].a + 1; };
  const auto follows_b = [&](std::size_t e) { return ops[inserted[e]].b == ops[inserted[e - 1]].b + 1; };
  for (std::size_t e = 0; e + least_move <= erased.size(); ++e) {
    bool run = true;
    for (std::size_t k = 1; k < least_move; ++k) run = run && follows_a(e + k);
    if (!run) continue;
    auto& places = starts[{key_a(e), key_a(e + 1), key_a(e + 2), key_a(e + 3)}];
    if (places.size() < 16) places.push_back(e);
  }
  int number = 0;
  for (std::size_t f = 0; f + least_move <= inserted.size();) {
    bool run = true;
    for (std::size_t k = 1; k < least_move; ++k) run = run && follows_b(f + k);
    const auto found = run ? starts.find({key_b(f), key_b(f + 1), key_b(f + 2), key_b(f + 3)}) : starts.end();
    std::size_t best = 0, best_place = 0;
    if (found != starts.end()) {
      for (const std::size_t e : found->second) {
        std::size_t length = 0, words = 0;
        while (e + length < erased.size() && f + length < inserted.size() && key_a(e + length) == key_b(f + length) &&
               ops[erased[e + length]].move == 0 && (length == 0 || (follows_a(e + length) && follows_b(f + length)))) {
          if (differ.b.pieces[ops[inserted[f + length]].b].is_word) ++words;
          ++length;
        }
        if (words >= least_move && length > best) best = length, best_place = e;
      }
    }
    if (best == 0) {
      ++f;
      continue;
    }
    ++number;
    for (std::size_t k = 0; k < best; ++k) {
      ops[erased[best_place + k]].move = number;
      ops[inserted[f + k]].move = number;
    }
    f += best;
  }
}

Side side_of(std::string_view text, std::unordered_map<std::string, int>& ids) {
  Side side{pieces(text), {}};
  side.keys.reserve(side.pieces.size());
  for (const Piece& piece : side.pieces)
    side.keys.push_back(ids.try_emplace(piece.key, static_cast<int>(ids.size())).first->second);
  return side;
}

bool only_blanks(std::string_view s) {
  return text::trim(s).empty();
}

}  // namespace

Redline redline(std::string_view before, std::string_view after, std::string_view) {
  std::unordered_map<std::string, int> ids;
  const Side a = side_of(before, ids), b = side_of(after, ids);
  Differ differ{a, b, {}};
  align(differ);
  tidy(differ);
  find_moves(differ);

  Redline out;
  bool content = false, typography = false;
  const auto add = [&](RedlineKind kind, std::string_view text, std::string_view old, int move) {
    if (kind != RedlineKind::keep && !only_blanks(text)) content = true;
    if (!old.empty() || (kind != RedlineKind::keep && only_blanks(text))) typography = true;
    if (!out.runs.empty()) {
      RedlineRun& last = out.runs.back();
      if (last.kind == kind && last.move == move && last.old.empty() == old.empty()) {
        last.text += text;
        last.old += old;
        return;
      }
    }
    out.runs.push_back({kind, std::string(text), std::string(old), move});
  };
  const auto& ops = differ.ops;
  // The first of the words that a change takes away, if it is no move.
  const auto first_erased = [&](std::size_t i) {
    while (i < ops.size() && ops[i].edit == Edit::insert) ++i;
    return i < ops.size() && ops[i].edit == Edit::erase && ops[i].move == 0;
  };
  std::string blanks;  // that stood before words which are gone: "rules and duties." made "rules."
  for (std::size_t i = 0; i < ops.size();) {
    if (ops[i].edit == Edit::keep) {
      std::string_view old = a.pieces[ops[i].a].text;
      const std::string_view text = b.pieces[ops[i].b].text;
      if (old.size() > text.size() && old.starts_with(text) && only_blanks(old.substr(text.size())) &&
          first_erased(i + 1)) {
        blanks = old.substr(text.size());
        old = text;
      }
      add(RedlineKind::keep, text, old == text ? std::string_view() : old, 0);
      ++i;
      continue;
    }
    // One change: what went, then what came.
    std::size_t end = i;
    while (end < ops.size() && ops[end].edit != Edit::keep) ++end;
    for (std::size_t k = i; k < end; ++k)
      if (ops[k].edit == Edit::erase) {
        add(ops[k].move != 0 ? RedlineKind::move_out : RedlineKind::erase,
            blanks + std::string(a.pieces[ops[k].a].text), {}, ops[k].move);
        blanks.clear();
      }
    for (std::size_t k = i; k < end; ++k)
      if (ops[k].edit == Edit::insert)
        add(ops[k].move != 0 ? RedlineKind::move_in : RedlineKind::insert, b.pieces[ops[k].b].text, {}, ops[k].move);
    i = end;
  }
  out.typography_only = typography && !content;
  return out;
}

}  // namespace breadcrumb::thread
