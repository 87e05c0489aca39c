// Excel workbooks: cells as they stand, by shared or inline words, numbers by their format. Formulas are not computed,
// links to other files not followed.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "source/archive.h"
#include "source/sheets.h"
#include "source/xlsx_parts.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

using Kind = XmlPull::Kind;

bool is_on(std::string_view flag) {
  return flag == "1" || flag == "true";
}

class SheetReader {
 public:
  SheetReader(const SheetPart& part, const std::vector<std::string>& words, const std::vector<NumberFormat>& formats,
              DaySystem days, SheetMeter& meter, const SheetLimits& limits)
      : part_(part), words_(words), formats_(formats), days_(days), meter_(meter), limits_(limits) {}

  Result<Sheet> read(std::string_view bytes) {
    sheet_.name = part_.name;
    sheet_.hidden = part_.hidden;
    XmlPull xml(bytes, most_sheet_depth);
    for (auto kind = xml.next(); kind != Kind::end; kind = xml.next()) {
      if (kind == Kind::broken) return xml.error(part_.part);
      if (kind != Kind::open) continue;
      if (xml.name() == "row") {
        BC_TRY(row(xml));
      } else if (xml.name() == "mergeCell") {
        BC_TRY(merge(xml.attribute("ref")));
      } else if (xml.name() == "col" && is_on(xml.attribute("hidden"))) {
        hide(xml.attribute("min"), xml.attribute("max"));
      }
    }
    // Spreadsheets write rows in order; where a file does not, the numbers say where a row stands.
    std::ranges::stable_sort(sheet_.rows, {}, &SheetRow::number);
    for (std::size_t i = 1; i < sheet_.rows.size(); ++i)
      if (sheet_.rows[i].number == sheet_.rows[i - 1].number)
        return twice(fmt::format("row {}", sheet_.rows[i].number));
    return std::move(sheet_);
  }

 private:
  Error damaged(std::string message, const std::string& cell) const {
    return {ErrorKind::bad_input, "source.damaged", std::move(message), fmt::format("{}, {}", part_.name, cell)};
  }
  Error twice(const std::string& what) const {
    return {ErrorKind::bad_input, "source.cell_twice", "it stands twice, and nothing says which of the two counts",
            fmt::format("{}, {}", part_.name, what)};
  }

  Result<void> row(XmlPull& xml) {
    SheetRow row{.number = ++row_, .hidden = is_on(xml.attribute("hidden"))};
    if (const auto said = xml.attribute("r"); !said.empty()) {
      const auto place = cell_place("A" + said);
      if (!place)
        return damaged(
            fmt::format("there is no row \"{}\"; a sheet has rows 1 to 1048576", text::repair_utf8(said.substr(0, 40))),
            fmt::format("row {}", row_));
      row_ = row.number = place->row;
    }
    const auto around = xml.depth() - 1;
    int column = 0;
    while (true) {
      const auto kind = xml.next();
      if (kind == Kind::broken || kind == Kind::end) return xml.error(part_.part);
      if (kind == Kind::close && xml.depth() == around) break;
      if (kind != Kind::open || xml.name() != "c") continue;
      ++column;
      if (const auto said = xml.attribute("r"); !said.empty()) {
        const auto place = cell_place(said);
        if (!place || place->row != row.number)
          return damaged(fmt::format("there is no cell \"{}\" in this row; its cells are A{} to XFD{}",
                                     text::repair_utf8(said.substr(0, 40)), row.number, row.number),
                         fmt::format("row {}", row.number));
        column = place->column;
      }
      if (column > 16384) return damaged("a row ends at column XFD", fmt::format("row {}", row.number));
      auto cell = BC_TRY(this->cell(xml, cell_name(column, row.number)));
      if (cell.text.empty() && !cell.formula) continue;
      cell.column = column;
      BC_TRY(meter_.take(cell.text.size(), fmt::format("{}, {}", part_.name, cell_name(column, row.number))));
      row.cells.push_back(std::move(cell));
    }
    std::ranges::stable_sort(row.cells, {}, &SheetCell::column);
    for (std::size_t i = 1; i < row.cells.size(); ++i)
      if (row.cells[i].column == row.cells[i - 1].column) return twice(cell_name(row.cells[i].column, row.number));
    if (!row.cells.empty()) sheet_.rows.push_back(std::move(row));
    return {};
  }

  Result<SheetCell> cell(XmlPull& xml, const std::string& name) {
    const auto type = xml.attribute("t"), style = xml.attribute("s");
    const auto around = xml.depth() - 1;
    std::string value, rich;
    SheetCell out;
    bool inside = false;
    while (true) {
      auto kind = xml.next();
      if (kind == Kind::open && xml.name() == "is") kind = rich_words(xml, rich);
      if (kind == Kind::broken || kind == Kind::end) return xml.error(part_.part);
      if (kind == Kind::close && xml.depth() == around) break;
      if (kind == Kind::open) {
        inside = xml.name() == "v";
        out.formula = out.formula || xml.name() == "f";
      } else if (kind == Kind::words && inside) {
        value += xml.words();
      } else if (kind == Kind::close) {
        inside = false;
      }
    }
    if (type == "inlineStr") {
      out.text = decode_escapes(rich);
    } else if (type == "s") {
      std::size_t index = 0;
      const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), index);
      if (!value.empty() && (problem != std::errc() || end != value.data() + value.size() || index >= words_.size()))
        return damaged(fmt::format("number {} is not among the workbook's {} shared words",
                                   text::repair_utf8(value.substr(0, 40)), words_.size()),
                       name);
      if (!value.empty()) out.text = words_[index];
    } else if (type == "str") {
      out.text = decode_escapes(value);
    } else if (type == "b") {
      out.kind = SheetCell::Kind::yes_no;
      out.text = value.empty() ? "" : value == "1" || value == "true" ? "yes" : "no";
    } else if (type == "e") {
      out.kind = SheetCell::Kind::error;
      out.text = value.substr(0, 40);
    } else if (type == "d") {
      day(value, out);
    } else if (!value.empty()) {
      std::size_t index = 0;
      std::from_chars(style.data(), style.data() + style.size(), index);
      const bool formula = out.formula;
      out = number_cell(value, index < formats_.size() ? formats_[index] : NumberFormat{}, days_);
      out.formula = formula;
    }
    return out;
  }

  /// A day written by ISO 8601: `2024-08-30T00:00:00`.
  static void day(std::string_view value, SheetCell& out) {
    out.kind = SheetCell::Kind::day;
    out.text = value.substr(0, 10);
    if (const auto clock = value.size() >= 16 && value[10] == 'T' ? value.substr(11, 5) : ""; !clock.empty())
      if (clock != "00:00") out.text += fmt::format(" {}", clock);
  }

  Result<void> merge(const std::string& range) {
    const auto colon = range.find(':');
    const auto first = cell_place(std::string_view(range).substr(0, colon));
    const auto last = colon == std::string::npos ? first : cell_place(std::string_view(range).substr(colon + 1));
    if (!first || !last || last->row < first->row || last->column < first->column)
      return damaged("cells are merged that are no range", range.substr(0, 40));
    if (sheet_.merges.size() >= limits_.max_merges)
      return Error{ErrorKind::too_big, "source.too_big",
                   fmt::format("more than {} ranges of cells are merged", limits_.max_merges), part_.name};
    sheet_.merges.push_back({first->row, first->column, last->row, last->column});
    return {};
  }

  void hide(const std::string& from, const std::string& to) {
    const auto first = cell_place(fmt::format("A{}", from)), last = cell_place(fmt::format("A{}", to));
    if (!first || !last) return;
    for (int column = first->row; column <= std::min(last->row, 16384); ++column)
      if (sheet_.hidden_columns.empty() || sheet_.hidden_columns.back() < column)
        sheet_.hidden_columns.push_back(column);
  }

  const SheetPart& part_;
  const std::vector<std::string>& words_;
  const std::vector<NumberFormat>& formats_;
  DaySystem days_;
  SheetMeter& meter_;
  const SheetLimits& limits_;
  Sheet sheet_;
  int row_ = 0;
};

}  // namespace

Result<Workbook> read_xlsx(std::string_view bytes, const SheetLimits& limits) {
  auto members = BC_TRY(read_zip(bytes,
                                 {"[Content_Types].xml", "_rels/", "xl/_rels/", "xl/workbook", "xl/worksheets/",
                                  "xl/sharedStrings", "xl/styles", "word/document"},
                                 {.entry_bytes = std::size_t{96} << 20, .total_bytes = std::size_t{160} << 20}));
  const auto parts = BC_TRY(book_parts(members));
  SheetMeter meter(limits);
  const auto words = BC_TRY(shared_words(members, meter));
  members.erase("xl/sharedStrings.xml");
  const auto formats = BC_TRY(cell_formats(members));
  Workbook out;
  for (const auto& part : parts.sheets) {
    SheetReader reader(part, words, formats, parts.days, meter, limits);
    out.sheets.push_back(BC_TRY(reader.read(members.at(part.part))));
  }
  return out;
}

}  // namespace breadcrumb::source
