#include "brief/edited_columns.h"

#include <limits>

#include "brief/edited_align.h"

namespace breadcrumb::brief {

namespace {

constexpr const char* out_of_table = "stands outside the table that it is a row of";
constexpr const char* out_of_row = "stands in more than one row";
constexpr const char* out_of_cell = "stands in more than one column where the desk has one";
constexpr const char* out_of_column = "stands in another column of its table";

}  // namespace

std::pair<int, int> Columns::bounds(const Heads& heads, int column) const {
  if (const auto found = heads.column.find(column); found != heads.column.end()) return {found->second, found->second};
  // A column without a head lies between those that have one.
  std::pair<int, int> out{1, std::numeric_limits<int>::max()};
  for (const auto& [our, their] : heads.column) {
    if (our < column) out.first = their + 1;
    if (our > column && out.second == std::numeric_limits<int>::max()) out.second = their - 1;
  }
  return out;
}

const char* Columns::odd(const Sentence& of) {
  const auto& head = ours_.paragraphs[of.paragraph];
  if (head.table == 0) return nullptr;
  std::map<int, int> found;  // our columns: theirs
  std::pair<int, int> row{0, 0};
  for (std::size_t i = of.first; i < of.last; ++i) {
    const auto& word = ours_.words[i];
    if (match_[i] == Alignment::nowhere || word.mark || word.kind == RunKind::officer) continue;
    const auto& their = theirs_.file.paragraphs[theirs_.words[match_[i]].paragraph];
    if (their.table == 0) return out_of_table;
    if (row.first == 0) row = {their.table, their.row};
    if (row.first != their.table || row.second != their.row) return out_of_row;
    const auto [at, is_new] = found.emplace(ours_.paragraphs[word.paragraph].column, their.column);
    if (!is_new && at->second != their.column) return out_of_cell;
  }
  if (found.empty()) return nullptr;
  if (head.head) {
    heads_[head.table] = {.table = row.first, .column = std::move(found)};
    return nullptr;
  }
  const auto heads = heads_.find(head.table);
  if (heads == heads_.end()) return nullptr;  // that the heads are gone is a failure of its own
  if (heads->second.table != row.first) return out_of_table;
  std::map<int, int> taken;  // their columns: ours
  for (const auto& [our, their] : found) {
    const auto [low, high] = bounds(heads->second, our);
    if (their < low || their > high || !taken.emplace(their, our).second) return out_of_column;
  }
  return nullptr;
}

}  // namespace breadcrumb::brief
