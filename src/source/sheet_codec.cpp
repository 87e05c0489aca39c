#include "source/sheet_codec.h"

#include "source/wire.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

constexpr int most_rows = 1'048'576, most_columns = 16'384;

bool is_text(std::string_view words) {
  return text::first_invalid_utf8(words) == std::string_view::npos;
}

}  // namespace

std::string fault_of(const Workbook& book) {
  for (const auto& warning : book.warnings)
    if (!is_text(warning)) return "a warning is not UTF-8";
  for (const auto& sheet : book.sheets) {
    if (!is_text(sheet.name)) return "a sheet's name is not UTF-8";
    int above = 0;
    for (const auto& row : sheet.rows) {
      if (row.number <= above || (!book.csv && row.number > most_rows)) return "rows are out of order";
      above = row.number;
      int left = 0;
      for (const auto& cell : row.cells) {
        if (cell.column <= left || cell.column > most_columns) return "cells are out of order";
        left = cell.column;
        if (cell.kind < SheetCell::Kind::words || cell.kind > SheetCell::Kind::error) return "a cell has no kind";
        if (!is_text(cell.text)) return "a cell is not UTF-8";
      }
    }
    for (const auto& merge : sheet.merges)
      if (merge.first_row < 1 || merge.first_column < 1 || merge.last_row < merge.first_row ||
          merge.last_column < merge.first_column || merge.last_row > most_rows || merge.last_column > most_columns)
        return "a merge is no range";
  }
  return "";
}

std::string encode(const Workbook& book) {
  Writer out;
  out.number(book.csv ? 1 : 0);
  out.number(book.sheets.size());
  for (const auto& sheet : book.sheets) {
    out.words(sheet.name);
    out.number(sheet.hidden ? 1 : 0);
    out.number(sheet.rows.size());
    for (const auto& row : sheet.rows) {
      out.number(static_cast<std::uint64_t>(row.number) << 1 | (row.hidden ? 1U : 0U));
      out.number(row.cells.size());
      for (const auto& cell : row.cells) {
        out.number(static_cast<std::uint64_t>(cell.column) << 8 | static_cast<std::uint64_t>(cell.kind) << 1 |
                   (cell.formula ? 1U : 0U));
        out.words(cell.text);
      }
    }
    out.number(sheet.merges.size());
    for (const auto& merge : sheet.merges)
      for (const int value : {merge.first_row, merge.first_column, merge.last_row, merge.last_column})
        out.number(static_cast<std::uint64_t>(value));
    out.number(sheet.hidden_columns.size());
    for (const int column : sheet.hidden_columns) out.number(static_cast<std::uint64_t>(column));
  }
  out.number(book.warnings.size());
  for (const auto& warning : book.warnings) out.words(warning);
  return out.take();
}

Result<Workbook> decode_workbook(std::string_view bytes, const SheetLimits& limits) {
  Reader in(bytes);
  Workbook book;
  book.csv = in.number() != 0;
  std::size_t cells = 0;
  for (auto sheets = in.count(48); sheets > 0; --sheets) {
    Sheet sheet;
    sheet.name = in.words();
    sheet.hidden = in.number() != 0;
    for (auto rows = in.count(16); rows > 0; --rows) {
      SheetRow row;
      const auto number = in.number();
      row.number = static_cast<int>(number >> 1 & 0x7FFFFFF);
      row.hidden = (number & 1) != 0;
      for (auto count = in.count(16); count > 0; --count) {
        if (++cells > limits.max_cells) return bad_answer("it holds too many cells");
        SheetCell cell;
        const auto kind = in.number();
        cell.column = static_cast<int>(kind >> 8 & 0xFFFFF);
        cell.kind = static_cast<SheetCell::Kind>(kind >> 1 & 0x7F);
        cell.formula = (kind & 1) != 0;
        cell.text = in.words();
        row.cells.push_back(std::move(cell));
      }
      sheet.rows.push_back(std::move(row));
    }
    for (auto merges = in.count(32); merges > 0; --merges) {
      SheetMerge merge;
      for (auto* value : {&merge.first_row, &merge.first_column, &merge.last_row, &merge.last_column})
        *value = static_cast<int>(in.number() & 0xFFFFFF);
      sheet.merges.push_back(merge);
    }
    for (auto columns = in.count(8); columns > 0; --columns)
      sheet.hidden_columns.push_back(static_cast<int>(in.number() & 0xFFFFF));
    book.sheets.push_back(std::move(sheet));
  }
  for (auto count = in.count(8); count > 0; --count) book.warnings.push_back(in.words());
  if (!in.good()) return bad_answer("it is cut off or too long");
  if (auto fault = fault_of(book); !fault.empty()) return bad_answer(std::move(fault));
  return book;
}

std::string encode(const SheetRequest& request) {
  Writer out;
  out.words(request.hints.file_name);
  out.number(request.limits.max_bytes);
  out.number(request.limits.max_cells);
  out.number(request.limits.max_words);
  out.number(request.limits.max_cell);
  out.number(request.limits.max_merges);
  out.words(request.bytes);
  return out.take();
}

Result<SheetRequest> decode_sheet_request(std::string_view bytes) {
  Reader in(bytes);
  SheetRequest request;
  request.hints.file_name = in.words();
  request.limits.max_bytes = in.number();
  request.limits.max_cells = in.number();
  request.limits.max_words = in.number();
  request.limits.max_cell = in.number();
  request.limits.max_merges = in.number();
  request.bytes = in.words();
  if (!in.good()) return bad_answer("the request is cut off or too long");
  return request;
}

}  // namespace breadcrumb::source
