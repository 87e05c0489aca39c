// Whether the cells of a table in an edited file stand under the heads that the desk put over them. Internal to brief/.
//
//   Columns columns(ours, theirs, match);
//   if (const char* odd = columns.odd(sentence)) ...       // "stands in another column of its table"
//
// Words in their order do not show it: a cell that changes places with an empty one beside it leaves their order as it
// was. What counts is the column of the grid, so that columns may be put in, taken out or moved as a whole.
#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "brief/edited_sides.h"

namespace breadcrumb::brief {

class Columns {
 public:
  Columns(const OurSide& ours, const TheirSide& theirs, const std::vector<std::size_t>& match)
      : ours_(ours), theirs_(theirs), match_(match) {}

  /// What is odd about where a sentence's words stand, or null. Rows are asked for in the order of the briefing, the
  /// heads of a table before its rows.
  [[nodiscard]] const char* odd(const Sentence& of);

 private:
  struct Heads {
    int table = 0;                // of the file
    std::map<int, int> column{};  // ours to theirs, where a head has words
  };
  [[nodiscard]] std::pair<int, int> bounds(const Heads& heads, int column) const;

  const OurSide& ours_;
  const TheirSide& theirs_;
  const std::vector<std::size_t>& match_;
  std::map<int, Heads> heads_;  // by our table
};

}  // namespace breadcrumb::brief
