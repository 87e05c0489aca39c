// A table file (XLSX or CSV) as rows of typed cells.
//
//   const Workbook book = BC_TRY(read_workbook(bytes, {.file_name = "tracker.xlsx"}));
//   book.sheets[0].rows[3].cells[1].text
//
// This parses in the calling process; what comes from outside goes through Pool::workbook (worker.h), which does the
// same behind a fence. The same bytes give the same Workbook.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/workbook.h"
#include "source/source.h"

namespace breadcrumb::source {

struct SheetLimits {
  std::size_t max_bytes = std::size_t{64} << 20;      ///< of the file
  std::size_t max_cells = 1'500'000;                  ///< with words, in all sheets
  std::size_t max_words = std::size_t{96} << 20;      ///< bytes of all cells together
  std::size_t max_cell = 100'000;                     ///< bytes of one cell; a spreadsheet holds 32,767 characters
  std::size_t max_merges = 20'000;                    ///< of one sheet
  std::chrono::milliseconds deadline{30000};          ///< kept by the parent
  std::size_t max_resident = std::size_t{640} << 20;  ///< of the worker's memory, watched by the parent
};

/// By the first bytes, then by the name: a ZIP is XLSX, text whose name ends in .csv, .tsv or .txt is CSV. Errors:
/// `source.empty`, `source.unknown_format`, `source.not_text`, `source.encrypted`, `source.damaged`, `source.doctype`,
/// `source.bomb`, `source.macros`, `source.too_big`, `source.too_deep`, `source.cell_twice`, `source.encoding_unknown`.
Result<Workbook> read_workbook(std::string_view bytes, const Hints& hints, const SheetLimits& limits = {});

Result<Workbook> read_xlsx(std::string_view bytes, const SheetLimits& limits);
Result<Workbook> read_csv(std::string_view bytes, const SheetLimits& limits);

/// `AB12` as column and row; nothing when it is no cell of a sheet (16,384 columns, 1,048,576 rows).
struct CellPlace {
  int column = 0, row = 0;
};
std::optional<CellPlace> cell_place(std::string_view name);

/// What all readers of one file keep to: counts cells and bytes as they come.
class SheetMeter {
 public:
  explicit SheetMeter(const SheetLimits& limits) : limits_(limits) {}
  /// Errors: `source.too_big`.
  Result<void> take(std::size_t bytes, const std::string& where);

 private:
  const SheetLimits& limits_;
  std::size_t cells_ = 0, words_ = 0;
};

}  // namespace breadcrumb::source
