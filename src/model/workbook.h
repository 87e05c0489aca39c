// A table file as it was read: sheets of rows of cells, each cell in the words that a person would type for it.
//
//   for (const SheetRow& row : book.sheets[0].rows)
//     for (const SheetCell& cell : row.cells) use(cell_name(cell.column, row.number), cell.text);   // "B7"
//
// Rows and cells are in order, none stands twice, and cells without words are not there. What the numbers of a
// spreadsheet mean (days, times) has been looked up already.
#pragma once

#include <string>
#include <vector>

namespace breadcrumb {

struct SheetCell {
  enum class Kind {
    words,
    number,  ///< `12`, `0.5`
    day,     ///< `2024-08-30`; with a time of day `2024-08-30 09:30`
    month,   ///< `2024-08`: the cell shows no day
    time,    ///< `09:30`, `09:30:15`
    yes_no,  ///< `yes` or `no`
    error,   ///< `#REF!`; or a number that is no day
  };
  int column = 1;  ///< from 1
  Kind kind = Kind::words;
  bool formula = false;  ///< the words are what a formula gave when the file was saved
  std::string text{};
};

struct SheetRow {
  int number = 1;  ///< from 1; in a CSV the line on which it begins
  bool hidden = false;
  std::vector<SheetCell> cells{};

  /// The cell of that column, or null.
  [[nodiscard]] const SheetCell* at(int column) const {
    for (const auto& cell : cells)
      if (cell.column == column) return &cell;
    return nullptr;
  }
};

/// Cells shown as one: the words stand in the first.
struct SheetMerge {
  int first_row = 1, first_column = 1, last_row = 1, last_column = 1;
};

struct Sheet {
  std::string name{};  ///< "" for a CSV
  bool hidden = false;
  std::vector<SheetRow> rows{};
  std::vector<SheetMerge> merges{};
  std::vector<int> hidden_columns{};  ///< in order
};

struct Workbook {
  bool csv = false;  ///< rows are lines, and cells are words only
  std::vector<Sheet> sheets{};
  std::vector<std::string> warnings{};  ///< `code: sentence`
};

/// `A`, `Z`, `AA`.
std::string column_name(int column);
/// `B7`.
std::string cell_name(int column, int row);

}  // namespace breadcrumb
