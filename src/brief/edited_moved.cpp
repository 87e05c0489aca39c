#include "brief/edited_moved.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace breadcrumb::brief {

namespace {

constexpr auto nowhere = Alignment::nowhere;

using Words = std::vector<std::string>;
using Stretches = std::vector<std::pair<std::size_t, std::size_t>>;

/// A row of a table of the file's, by its words that are none of the briefing's.
struct AddedRow {
  std::size_t first = nowhere, last = 0;
  std::map<int, Words> cells;  // by column
};

/// A table of ours: its heads, and its rows by what is in their cells.
struct OurTable {
  Words heads;
  std::map<std::size_t, std::map<int, Words>> rows;  // by sentence, by column
  std::set<int> named_by;                            // the columns
};

class Rows {
 public:
  Rows(const OurSide& ours, const TheirSide& theirs, const Fates& fates) : ours_(ours), theirs_(theirs), fates_(fates) {
    read_ours();
    read_theirs();
  }

  std::vector<Moved> find() const {
    std::vector<Moved> out;
    for (const auto& [at, row] : added_)
      for (const int table : is_of(at.first))
        if (const auto found = look(tables_.at(table), row)) {
          out.push_back(*found);
          break;
        }
    return out;
  }

 private:
  void read_ours() {
    for (std::size_t s = 0; s < ours_.sentences.size(); ++s) {
      const auto& of = ours_.sentences[s];
      const auto& begun = ours_.paragraphs[of.paragraph];
      if (begun.table == 0) continue;
      auto& table = tables_[begun.table];
      for (std::size_t i = of.first; i < of.last; ++i) {
        const auto& word = ours_.words[i];
        if (word.mark) continue;
        if (begun.head)
          table.heads.push_back(word.word.text);
        else if (of.is_desk())
          table.rows[s][ours_.paragraphs[word.paragraph].column].push_back(word.word.text);
        if (fates_.match[i] == nowhere) continue;
        const auto& their = theirs_.file.paragraphs[theirs_.words[fates_.match[i]].paragraph];
        if (their.table != 0) ours_in_[their.table].insert(begun.table);
      }
    }
    for (auto& [number, table] : tables_) table.named_by = naming_columns(table);
  }

  /// A row is known by its number or short name, which is in the first of the columns in which the fewest rows are
  /// alike, and by what there is most to read of.
  static std::set<int> naming_columns(const OurTable& table) {
    std::map<int, std::set<Words>> different;
    std::map<int, std::size_t> size;
    for (const auto& [sentence, cells] : table.rows)
      for (const auto& [column, words] : cells) {
        different[column].insert(words);
        for (const auto& word : words) size[column] += word.size();
      }
    if (different.empty()) return {};
    const auto first = std::ranges::max_element(different, {}, [](const auto& each) { return each.second.size(); });
    const auto most = std::ranges::max_element(size, {}, [](const auto& each) { return each.second; });
    return {first->first, most->first};
  }

  void read_theirs() {
    std::vector<bool> is_ours(theirs_.words.size(), false);
    for (const std::size_t f : fates_.match)
      if (f != nowhere) is_ours[f] = true;
    for (std::size_t f = 0; f < theirs_.words.size(); ++f) {
      const auto& word = theirs_.words[f];
      const auto& paragraph = theirs_.file.paragraphs[word.paragraph];
      if (paragraph.table == 0 || word.word.raised) continue;
      if (paragraph.row == 1) heads_[paragraph.table].push_back(word.word.text);
      if (is_ours[f]) continue;
      auto& row = added_[{paragraph.table, paragraph.row}];
      row.first = std::min(row.first, f);
      row.last = f + 1;
      row.cells[paragraph.column].push_back(word.word.text);
    }
  }

  /// The tables of ours that a table of the file's is, by what stands in it or by its heads.
  [[nodiscard]] std::set<int> is_of(int their_table) const {
    std::set<int> out;
    if (const auto found = ours_in_.find(their_table); found != ours_in_.end()) out = found->second;
    std::set<Words> heads;
    if (const auto found = heads_.find(their_table); found != heads_.end()) heads.insert(found->second);
    for (const int table : out) heads.insert(tables_.at(table).heads);
    for (const auto& [number, table] : tables_)
      if (heads.contains(table.heads)) out.insert(number);
    return out;
  }

  /// A name without the number before it, which may be a breadcrumb's.
  static std::multiset<std::string> name_of(const Words& words) {
    std::multiset<std::string> out;
    for (const auto& word : words)
      if (word.find_first_not_of("0123456789.,()") != std::string::npos) out.insert(word);
    return out.empty() ? std::multiset<std::string>(words.begin(), words.end()) : out;
  }

  /// Three words of four are the same, or a name of several words has some put into it.
  static bool is_alike(const Words& ours, const Words& theirs) {
    const auto name = name_of(ours), other = name_of(theirs);
    std::vector<std::string> common;
    std::ranges::set_intersection(name, other, std::back_inserter(common));
    if (common.empty()) return false;
    return common.size() * 4 >= std::max(name.size(), other.size()) * 3 ||
           (common.size() == name.size() && name.size() > 1 && other.size() <= name.size() * 2);
  }

  [[nodiscard]] std::optional<Moved> look(const OurTable& table, const AddedRow& added) const {
    std::optional<Moved> out;
    for (const auto& [s, cells] : table.rows) {
      const bool named = std::ranges::any_of(table.named_by, [&](int column) {
        const auto name = cells.find(column);
        return name != cells.end() &&
               std::ranges::any_of(added.cells, [&](const auto& cell) { return is_alike(name->second, cell.second); });
      });
      if (!named) continue;
      const bool gone = fates_.of[s] == Fate::left_out;
      const bool same = std::ranges::equal(cells, added.cells, {}, &Cell::second, &Cell::second);
      out = {.sentence = s,
             .first = added.first,
             .last = added.last,
             .code = gone && !same ? "verify.changed" : "verify.moved",
             .what = gone && same ? "stands where the desk has not put it"
                     : gone       ? "stands elsewhere, with other words"
                     : same       ? "stands once more where the desk has not put it"
                                  : "has another row of its name beside it"};
      if (gone) break;  // a row that is gone is rather the one that stands here
    }
    return out;
  }

  using Cell = std::pair<const int, Words>;
  const OurSide& ours_;
  const TheirSide& theirs_;
  const Fates& fates_;
  std::map<int, OurTable> tables_;
  std::map<int, std::set<int>> ours_in_;  // by table of the file
  std::map<int, Words> heads_;            // of the file's tables: their first row
  std::map<std::pair<int, int>, AddedRow> added_;
};

/// Stretches of a sentence's words that are one claim or quotation, and long enough to be no chance.
std::map<std::string, std::vector<std::pair<std::size_t, Words>>, std::less<>> by_first_word(const OurSide& ours,
                                                                                             const Fates& fates) {
  constexpr std::size_t least = 4;
  std::map<std::string, std::vector<std::pair<std::size_t, Words>>, std::less<>> out;
  for (std::size_t s = 0; s < fates.of.size(); ++s) {
    const auto& of = ours.sentences[s];
    if (!of.is_desk() || of.heading) continue;
    for (std::size_t i = of.first; i < of.last;) {
      Words words;
      std::size_t letters = 0, last = i;
      for (; last < of.last && ours.words[last].paragraph == ours.words[i].paragraph &&
             ours.words[last].word.first == ours.words[i].word.first;
           ++last) {
        words.push_back(ours.words[last].word.text);
        letters += ours.words[last].word.sign ? 0 : 1;
      }
      const auto kind = ours.words[i].kind;
      const bool copied = kind == RunKind::computed || (kind == RunKind::quote && fates.of[s] == Fate::left_out);
      if (copied && !ours.words[i].mark && letters >= least && words.back() != ":")
        out[words.front()].emplace_back(s, std::move(words));
      i = last;
    }
  }
  return out;
}

}  // namespace

std::vector<Moved> moved(const OurSide& ours, const TheirSide& theirs, const Fates& fates, const Stretches& added) {
  auto out = Rows(ours, theirs, fates).find();
  const auto is_told = [rows = out](std::size_t f) {
    return std::ranges::any_of(rows, [&](const auto& row) { return row.first <= f && f < row.last; });
  };
  const auto by_first = by_first_word(ours, fates);
  for (const auto& [first, last] : added) {
    if (is_told(first)) continue;
    bool told = false;
    for (std::size_t f = first; f < last && !told; ++f) {
      const auto found = by_first.find(theirs.words[f].word.text);
      if (found == by_first.end()) continue;
      if (theirs.piece(theirs.words[f].paragraph, theirs.words[f].word.first).filled) continue;
      for (const auto& [s, words] : found->second) {
        if (last - f < words.size()) continue;
        told = std::equal(words.begin(), words.end(), theirs.words.begin() + static_cast<std::ptrdiff_t>(f),
                          [](const auto& ours_word, const TheirWord& word) { return ours_word == word.word.text; });
        if (!told) continue;
        out.push_back({.sentence = s,
                       .first = first,
                       .last = last,
                       .code = "verify.moved",
                       .what = fates.of[s] == Fate::left_out ? "stands where the desk has not put it"
                                                             : "stands once more where the desk has not put it"});
        break;
      }
    }
  }
  return out;
}

}  // namespace breadcrumb::brief
