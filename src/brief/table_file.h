// Tables as files: a workbook for Excel (XLSX) with a frozen row of names, and CSV.
//
//   const TableSheet sheet{.name = "Papers", .columns = {{.title = "number", .kind = ColumnKind::number}},
//                          .rows = {{"1"}}};
//   write_file("tracker.xlsx", write_xlsx({sheet}));
//
// The same tables give the same bytes. Words stay words: what begins like a formula is a text cell, or stands behind an
// apostrophe in a CSV. Days are real days of the 1900 system; what is no whole day stays text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace breadcrumb::brief {

enum class ColumnKind { words, number, day };

struct TableColumn {
  std::string title;
  ColumnKind kind = ColumnKind::words;
  int width = 20;                         ///< in characters
  bool fixed = false;                     ///< told and not to be changed: printed in grey
  bool hidden = false;                    ///< in a workbook; a CSV shows it
  std::vector<std::string> choices = {};  ///< offered as a list
};

struct TableSheet {
  std::string name;  ///< at most 31 characters, without : \ / ? * [ ]
  std::vector<TableColumn> columns;
  std::vector<std::vector<std::string>> rows;  ///< as many cells as columns; "" is an empty one
};

std::string write_xlsx(const std::vector<TableSheet>& sheets);

/// UTF-8 with a byte order mark (Excel asks for it), lines end in CR LF, cells are quoted where they must be.
std::string write_csv(const TableSheet& sheet);

/// The words of a CSV's cell as `write_csv` was given them: without the apostrophe that keeps it from being a formula.
std::string_view without_guard(std::string_view cell);

}  // namespace breadcrumb::brief
