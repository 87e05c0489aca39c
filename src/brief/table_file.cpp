#include "brief/table_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "brief/formats.h"
#include "brief/zip.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace breadcrumb::brief {

namespace {

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view package = "http://schemas.openxmlformats.org/package/2006";

// Indexes of the cell formats in styles().
constexpr int style_words = 1, style_guarded = 2, style_day = 3, style_number = 4, style_head = 5, style_fixed = 6;

bool looks_like_formula(std::string_view words) {
  if (words.empty()) return false;
  std::size_t at = 0;
  const char32_t first = text::next_char(words, at);
  // A Japanese spreadsheet takes the full-width signs for the same.
  return std::u32string_view(U"=+-@\t\r＝＋－＠").find(first) != std::u32string_view::npos;
}

bool is_number(std::string_view words) {
  return !words.empty() && words.size() <= 15 && words.find_first_not_of("0123456789") == std::string_view::npos &&
         (words.size() == 1 || words.front() != '0');
}

std::string column_letters(std::size_t index) {
  std::string out;
  for (auto n = index + 1; n > 0; n = (n - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
  return out;
}

/// XML holds no control characters, and a spreadsheet reads `_x000D_` as one: neither may come of an officer's words.
std::string cell_words(std::string_view words) {
  std::string out;
  for (std::size_t i = 0; i < words.size();) {
    const auto from = i;
    const char32_t c = text::next_char(words, i);
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0xFFFE || c == 0xFFFF)
      text::append_utf8(out, 0xFFFD);
    else if (c == '_' && words.substr(i).starts_with("x") && words.size() - i >= 6 && words[i + 5] == '_')
      out += "_x005F_";
    else
      out.append(words, from, i - from);
  }
  return escape_markup(out);
}

/// The day's number in the system of 1900; 0 when the words are no whole day from March 1900, where the system is
/// sound.
long long serial_of(std::string_view words) {
  if (words.size() != 10 || words[4] != '-' || words[7] != '-') return 0;
  const auto part = [&](std::size_t at, std::size_t size) {
    int out = 0;
    for (const char c : words.substr(at, size)) out = c >= '0' && c <= '9' ? out * 10 + c - '0' : -100'000;
    return out;
  };
  const text::Day day{.year = part(0, 4), .month = part(5, 2), .day = part(8, 2)};
  if (day.year < 1900 || !text::is_valid(day)) return 0;
  const auto serial = text::day_number(day) - text::day_number({.year = 1899, .month = 12, .day = 30});
  return serial > 60 ? serial : 0;
}

std::string words_cell(const std::string& place, int style, std::string_view words) {
  return fmt::format("<c r=\"{}\" s=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", place, style,
                     cell_words(words));
}

int style_of(const TableColumn& column) {
  if (column.fixed) return style_fixed;
  return column.kind == ColumnKind::day ? style_day : column.kind == ColumnKind::number ? style_number : style_words;
}

std::string cell(const TableColumn& column, const std::string& place, const std::string& words) {
  const int style = style_of(column);
  // An empty cell has its form too: what is typed there looks like the rest of its column.
  if (words.empty()) return fmt::format("<c r=\"{}\" s=\"{}\"/>", place, style);
  if (column.kind == ColumnKind::number && is_number(words))
    return fmt::format("<c r=\"{}\" s=\"{}\"><v>{}</v></c>", place, style, words);
  if (column.kind == ColumnKind::day)
    if (const auto serial = serial_of(words); serial != 0)
      return fmt::format("<c r=\"{}\" s=\"{}\"><v>{}</v></c>", place, style, serial);
  return words_cell(place, looks_like_formula(words) ? style_guarded : column.fixed ? style_fixed : style_words, words);
}

/// Lines that the words take in a column of that width; East Asian letters are as wide as two.
std::size_t lines_in(std::string_view words, int width) {
  std::size_t lines = 1, used = 0;
  for (std::size_t i = 0; i < words.size();) {
    const char32_t c = text::next_char(words, i);
    const std::size_t wide = text::is_cjk(c) ? 2 : 1;
    used += wide;
    if (c == '\n' || used > static_cast<std::size_t>(width)) {
      ++lines;
      used = c == '\n' ? 0 : wide;
    }
  }
  return lines;
}

/// As high as its fullest cell; an office that counts better does so when the row is edited.
std::string row_height(const TableSheet& sheet, const std::vector<std::string>& row) {
  std::size_t lines = 1;
  for (std::size_t i = 0; i < row.size(); ++i)
    if (!sheet.columns[i].hidden) lines = std::max(lines, lines_in(row[i], sheet.columns[i].width - 1));
  return lines == 1 ? "" : fmt::format(" ht=\"{}\"", std::min<std::size_t>(15 * lines, 405));
}

std::string sheet_part(const TableSheet& sheet, bool first) {
  const auto last = column_letters(sheet.columns.size() - 1);
  std::string out = fmt::format(
      "{}<worksheet xmlns=\"{}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView "
      "{}workbookViewId=\"0\"><pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\" activePane=\"bottomRight\" "
      "state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>",
      declaration, main_space, first ? "tabSelected=\"1\" " : "");
  for (std::size_t i = 0; i < sheet.columns.size(); ++i)
    out +=
        fmt::format("<col min=\"{0}\" max=\"{0}\" width=\"{1}\" style=\"{2}\"{3} customWidth=\"1\"/>", i + 1,
                    sheet.columns[i].width, style_of(sheet.columns[i]), sheet.columns[i].hidden ? " hidden=\"1\"" : "");
  out += "</cols><sheetData><row r=\"1\">";
  for (std::size_t i = 0; i < sheet.columns.size(); ++i)
    out += words_cell(column_letters(i) + "1", style_head, sheet.columns[i].title);
  out += "</row>";
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    out += fmt::format("<row r=\"{}\"{}>", row + 2, row_height(sheet, sheet.rows[row]));
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
      out += cell(sheet.columns[i], fmt::format("{}{}", column_letters(i), row + 2), sheet.rows[row][i]);
    out += "</row>";
  }
  out += fmt::format("</sheetData><autoFilter ref=\"A1:{}{}\"/>", last, sheet.rows.size() + 1);
  const auto lists = std::ranges::count_if(sheet.columns, [](const auto& column) { return !column.choices.empty(); });
  if (lists > 0) {
    out += fmt::format("<dataValidations count=\"{}\">", lists);
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
      if (!sheet.columns[i].choices.empty())
        out += fmt::format(
            "<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" sqref=\"{0}2:{0}{1}\"><formula1>"
            "&quot;{2}&quot;</formula1></dataValidation>",
            column_letters(i), sheet.rows.size() + 1001,
            escape_markup(fmt::format("{}", fmt::join(sheet.columns[i].choices, ","))));
    out += "</dataValidations>";
  }
  return out +
         "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/><pageSetup "
         "paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>";
}

std::string styles() {
  const auto format = [](int number_format, int font, int fill, std::string_view more) {
    return fmt::format(
        "<xf numFmtId=\"{}\" fontId=\"{}\" fillId=\"{}\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" "
        "applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\"{}><alignment vertical=\"top\" wrapText=\"1\"/></xf>",
        number_format, font, fill, more);
  };
  constexpr int general = 0, whole = 1, text = 49, day = 164;
  return fmt::format(
             "{}<styleSheet xmlns=\"{}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" "
             "formatCode=\"yyyy\\-mm\\-dd\"/></numFmts><fonts count=\"3\"><font><sz val=\"11\"/><name "
             "val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font><font><sz "
             "val=\"11\"/><color rgb=\"FF6B6B6B\"/><name val=\"Calibri\"/></font></fonts><fills count=\"3\"><fill>"
             "<patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill><fill>"
             "<patternFill patternType=\"solid\"><fgColor rgb=\"FFE9E6DF\"/></patternFill></fill></fills><borders "
             "count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"7\"><xf "
             "xfId=\"0\"/>",
             declaration, main_space) +
         format(text, 0, 0, "") + format(text, 0, 0, " quotePrefix=\"1\"") + format(day, 0, 0, "") +
         format(whole, 0, 0, "") + format(general, 1, 2, "") + format(text, 2, 0, "") + "</cellXfs></styleSheet>";
}

std::string quoted(std::string_view words) {
  if (words.find_first_of("\",;\t\r\n") == std::string_view::npos) return std::string(words);
  std::string out = "\"";
  for (const char c : words) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::string write_xlsx(const std::vector<TableSheet>& sheets) {
  std::string types = fmt::format(
                  "{}<Types xmlns=\"{}/content-types\"><Default Extension=\"rels\" "
                  "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default "
                  "Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "
                  "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                  "<Override PartName=\"/xl/styles.xml\" "
                  "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>",
                  declaration, package),
              book = fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets>", declaration, main_space, office),
              relations = fmt::format("{}<Relationships xmlns=\"{}/relationships\">", declaration, package);
  std::vector<std::pair<std::string, std::string>> parts;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const auto number = i + 1;
    const auto name = fmt::format("xl/worksheets/sheet{}.xml", number);
    parts.emplace_back(name, sheet_part(sheets[i], i == 0));
    types += fmt::format(
        "<Override PartName=\"/{}\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>",
        name);
    book += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>", escape_markup(sheets[i].name), number,
                        number);
    relations += fmt::format("<Relationship Id=\"rId{}\" Type=\"{}/worksheet\" Target=\"worksheets/sheet{}.xml\"/>",
                             number, office, number);
  }
  relations +=
      fmt::format("<Relationship Id=\"rStyles\" Type=\"{}/styles\" Target=\"styles.xml\"/></Relationships>", office);
  const auto root = fmt::format(
      "{}<Relationships xmlns=\"{}/relationships\"><Relationship Id=\"rId1\" Type=\"{}/officeDocument\" "
      "Target=\"xl/workbook.xml\"/></Relationships>",
      declaration, package, office);
  std::vector<std::pair<std::string, std::string>> out = {{"[Content_Types].xml", types + "</Types>"},
                                                          {"_rels/.rels", root},
                                                          {"xl/workbook.xml", book + "</sheets></workbook>"},
                                                          {"xl/_rels/workbook.xml.rels", relations},
                                                          {"xl/styles.xml", styles()}};
  std::ranges::move(parts, std::back_inserter(out));
  return write_zip(out, "");
}

std::string write_csv(const TableSheet& sheet) {
  std::string out = "\xEF\xBB\xBF";
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) out += (i == 0 ? "" : ",") + quoted(sheet.columns[i].title);
  out += "\r\n";
  for (const auto& row : sheet.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool guarded = looks_like_formula(row[i]) || row[i].starts_with('\'');
      out += (i == 0 ? "" : ",") + quoted((guarded ? "'" : "") + row[i]);
    }
    out += "\r\n";
  }
  return out;
}

std::string_view without_guard(std::string_view cell) {
  return cell.starts_with('\'') ? cell.substr(1) : cell;
}

}  // namespace breadcrumb::brief
