#include "source/sheets.h"

#include <fmt/format.h>

#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

using namespace std::string_view_literals;  // NOLINT: byte strings with zeros in them

bool is_named(std::string_view name, std::string_view ending) {
  return text::fold(name).ends_with(ending);
}

}  // namespace

Result<void> SheetMeter::take(std::size_t bytes, const std::string& where) {
  if (bytes > limits_.max_cell)
    return Error{ErrorKind::too_big, "source.too_big", fmt::format("a cell holds more than {} bytes", limits_.max_cell),
                 where};
  words_ += bytes;
  if (++cells_ > limits_.max_cells)
    return Error{ErrorKind::too_big, "source.too_big", fmt::format("more than {} cells hold words", limits_.max_cells),
                 where};
  if (words_ > limits_.max_words)
    return Error{ErrorKind::too_big, "source.too_big",
                 fmt::format("the cells hold more than {} bytes", limits_.max_words), where};
  return {};
}

std::optional<CellPlace> cell_place(std::string_view name) {
  CellPlace out;
  std::size_t i = 0;
  for (; i < name.size() && name[i] >= 'A' && name[i] <= 'Z' && i < 4; ++i)
    out.column = out.column * 26 + name[i] - 'A' + 1;
  const auto digits = i;
  for (; i < name.size() && name[i] >= '0' && name[i] <= '9' && i < digits + 8; ++i)
    out.row = out.row * 10 + name[i] - '0';
  if (i != name.size() || out.column < 1 || out.column > 16384 || out.row < 1 || out.row > 1048576) return std::nullopt;
  return out;
}

Result<Workbook> read_workbook(std::string_view bytes, const Hints& hints, const SheetLimits& limits) {
  if (bytes.empty()) return Error{ErrorKind::bad_input, "source.empty", "the file is empty", ""};
  if (bytes.size() > limits.max_bytes)
    return Error{ErrorKind::too_big, "source.too_big",
                 fmt::format("the file is larger than {} bytes", limits.max_bytes), ""};
  if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv)) return read_xlsx(bytes, limits);
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) {
    // An encrypted workbook is an OLE container, whose directory names its parts in UTF-16.
    constexpr auto encrypted = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;
    if (bytes.find(encrypted) != std::string_view::npos)
      return Error{ErrorKind::bad_input, "source.encrypted",
                   "the workbook is locked with a password; save it without one", ""};
    return Error{ErrorKind::bad_input, "source.unknown_format", "this is an old Excel file; save it as .xlsx", ""};
  }
  if (is_named(hints.file_name, ".csv") || is_named(hints.file_name, ".tsv") || is_named(hints.file_name, ".txt"))
    return read_csv(bytes, limits);
  return Error{ErrorKind::bad_input, "source.unknown_format",
               "expected an Excel workbook (.xlsx) or a table as text (.csv)", ""};
}

}  // namespace breadcrumb::source
