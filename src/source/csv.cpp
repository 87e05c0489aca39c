// Tables as text: cells parted by commas, semicolons or tabs, in quotation marks where they hold any of those or line
// breaks (RFC 4180). A row's number is the line on which it begins.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "source/sheets.h"
#include "text/encoding.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

constexpr std::array separators = {',', ';', '\t'};

/// The separator that stands most often outside quotation marks in the first rows; Excel's own line `sep=;` says it.
char separator_of(std::string_view text) {
  std::array<std::size_t, separators.size()> counts{};
  bool quoted = false;
  for (const char c : text.substr(0, 64 << 10)) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    for (std::size_t i = 0; i < separators.size(); ++i)
      if (c == separators[i]) ++counts[i];
    // The row of names tells best: text below it may be full of commas.
    if (c == '\n' && std::ranges::any_of(counts, [](auto count) { return count > 0; })) break;
  }
  return separators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

}  // namespace

Result<Workbook> read_csv(std::string_view bytes, const SheetLimits& limits) {
  const auto decoded = BC_TRY(text::decode(bytes));
  std::string_view text = decoded.text;
  if (const auto zero = text.find('\0'); zero != std::string_view::npos)
    return Error{ErrorKind::bad_input, "source.not_text", "this is no text: it holds control characters",
                 fmt::format("byte {}", zero)};
  Workbook out{.csv = true, .sheets = {Sheet{}}};
  auto& sheet = out.sheets.front();
  SheetMeter meter(limits);
  int line = 1;
  char separator = 0;
  if (text.starts_with("sep=") && text.size() > 4 && std::ranges::find(separators, text[4]) != separators.end()) {
    separator = text[4];
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    ++line;
  } else {
    separator = separator_of(text);
  }
  SheetRow row{.number = line};
  SheetCell cell;
  const auto end_cell = [&]() -> Result<void> {
    if (!cell.text.empty()) {
      BC_TRY(meter.take(cell.text.size(), fmt::format("line {}", row.number)));
      row.cells.push_back(cell);
    }
    cell.text.clear();
    if (++cell.column > 16385)
      return Error{ErrorKind::too_big, "source.too_big", "a row has more than 16,384 cells",
                   fmt::format("line {}", row.number)};
    return {};
  };
  const auto end_row = [&](int next) {
    if (!row.cells.empty()) sheet.rows.push_back(std::move(row));
    row = {.number = next};
    cell.column = 1;
  };
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"' && cell.text.empty()) {
      const int from = line;
      for (++i; i < text.size() && (text[i] != '"' || text.substr(i).starts_with("\"\"")); ++i) {
        if (text[i] == '"') ++i;  // two marks are one
        if (text[i] == '\r' && text.substr(i).starts_with("\r\n")) continue;
        cell.text += text[i];
        if (text[i] == '\n') ++line;
        if (cell.text.size() > limits.max_cell) break;
      }
      if (i >= text.size() || text[i] != '"')
        return Error{ErrorKind::bad_input, "source.damaged", "a quotation mark is not closed",
                     fmt::format("line {}", from)};
      ++i;
      // Behind the closing mark comes a separator or the row's end; other words belong to the cell as they stand.
    } else if (c == separator) {
      BC_TRY(end_cell());
      ++i;
    } else if (c == '\n' || c == '\r') {
      BC_TRY(end_cell());
      i += text.substr(i).starts_with("\r\n") ? 2 : 1;
      end_row(++line);
    } else {
      cell.text += c;
      ++i;
    }
  }
  BC_TRY(end_cell());
  end_row(line);
  if (decoded.encoding != "utf-8") out.warnings.push_back("source.encoding: the file is in " + decoded.encoding);
  return out;
}

}  // namespace breadcrumb::source
