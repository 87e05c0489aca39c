// Where the cells of a Word table stand. Internal to source/.
//
//   WordGrid grid(3);
//   grid.begin_row(0);
//   if (!grid.begin_cell(1, width)) ...      // drawn somewhere else than its column
//   print(grid.row, grid.column);
//
// The column is that of the table's grid: wide cells have more than one, and a row may leave the first ones out
// (ECMA-376-1, 17.4.14 `gridBefore`, 17.4.17 `gridSpan`). A row may also give its cells widths of its own (17.4.71
// `tcW`), which a reader sees as another column although the grid says the same.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string_view>
#include <utility>

#include "source/docx_nodes.h"

namespace breadcrumb::source {

class WordGrid {
 public:
  explicit WordGrid(int number = 0) : table(number) {}

  void begin_row(int before) {
    ++row;
    next_ = 1 + std::clamp(before, 0, most);
    left_ = 0;
    known_ = before == 0;
    column = 0;
  }

  /// Goes to the row's next cell; `width` is its `tcW`. False when it is not drawn where its column is.
  bool begin_cell(int span, const Node& width) {
    column = next_;
    next_ = std::min(next_ + std::clamp(span, 0, most), 2 * most);
    const auto [edge, is_first] = known_ ? edges_.try_emplace(column, left_) : std::pair(edges_.end(), true);
    const bool in_place = is_first || std::abs(edge->second - left_) <= tolerance;
    known_ = known_ && std::string_view(width.attribute("w:type").value()) == "dxa";
    if (span > 0) left_ += std::clamp(width.attribute("w:w").as_int(), 0, most * most);
    return in_place;
  }

  int table, row = 0, column = 0;  ///< from 1; 0 outside a table

 private:
  static constexpr int most = 1000;      // columns; Word has 63
  static constexpr int tolerance = 400;  // twentieths of a point: less than the narrowest column that holds a word
  std::map<int, int> edges_{};           // of columns: where they begin, as first seen
  int next_ = 1, left_ = 0;
  bool known_ = true;  // the widths of all cells before
};

}  // namespace breadcrumb::source
