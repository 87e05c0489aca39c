#include "workbook.h"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "brief/zip.h"
#include "case_file.h"
#include "model/workbook.h"
#include "text/utf8.h"

namespace breadcrumb::lang {

namespace {

constexpr std::string_view main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string escaped(std::string_view words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words.substr(i).starts_with("\\n")) {
      out += '\n';
      ++i;
    } else {
      out += words[i] == '&' ? "&amp;" : words[i] == '<' ? "&lt;" : words[i] == '>' ? "&gt;" : std::string(1, words[i]);
    }
  }
  return out;
}

/// `number 7`, `day 45534`, `month 45534`, `time 0.5`, `yes`/`no` as `flag 1`, `error #REF!`, `formula A1+1 = 3`,
/// `xml <c .../>`; anything else is words.
std::string cell(std::string_view said, const std::string& place) {
  const auto blank = said.find(' ');
  const auto kind = said.substr(0, blank);
  const auto rest = blank == std::string_view::npos ? std::string_view() : text::trim(said.substr(blank + 1));
  const auto valued = [&](std::string_view attributes, std::string_view value) {
    return fmt::format("<c r=\"{}\"{}><v>{}</v></c>", place, attributes, value);
  };
  if (kind == "number") return valued("", rest);
  if (kind == "day") return valued(" s=\"1\"", rest);
  if (kind == "month") return valued(" s=\"2\"", rest);
  if (kind == "time") return valued(" s=\"3\"", rest);
  if (kind == "era") return valued(" s=\"4\"", rest);
  if (kind == "flag") return valued(" t=\"b\"", rest);
  if (kind == "error") return valued(" t=\"e\"", rest);
  if (kind == "shared") return valued(" t=\"s\"", rest);
  if (kind == "xml") return std::string(rest);
  if (kind == "formula") {
    const auto equals = rest.rfind(" = ");
    return fmt::format("<c r=\"{}\" t=\"str\"><f>{}</f><v>{}</v></c>", place, escaped(rest.substr(0, equals)),
                       equals == std::string_view::npos ? "" : escaped(rest.substr(equals + 3)));
  }
  return fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", place, escaped(said));
}

struct SheetText {
  std::string name, rows, merges, columns;
  bool hidden = false;
};

}  // namespace

Result<std::string> make_workbook(std::string_view text) {
  std::vector<SheetText> sheets;
  std::map<std::string, std::string> parts;
  std::vector<std::string> dropped;
  bool from_1904 = false;
  std::size_t number = 0;
  for (const auto& line : split_lines(text)) {
    ++number;
    const auto blank = line.find(' ');
    const auto word = line.substr(0, blank);
    const auto rest = blank == std::string::npos ? std::string() : line.substr(blank + 1);
    const auto bad = [&] {
      return Error{ErrorKind::bad_input, "case.syntax",
                   "expected sheet, hidden sheet, row, hidden row, merge, hide, 1904, part or drop",
                   fmt::format("line {} of the workbook", number)};
    };
    if (word.empty()) continue;
    if (word == "sheet" || line.starts_with("hidden sheet ")) {
      sheets.push_back({.name = word == "sheet" ? rest : line.substr(13), .hidden = word != "sheet"});
    } else if (word == "1904") {
      from_1904 = true;
    } else if (word == "part") {
      const auto colon = rest.find(": ");
      if (colon == std::string::npos) return bad();
      parts[rest.substr(0, colon)] = rest.substr(colon + 2);
    } else if (word == "drop") {
      dropped.push_back(rest);
    } else if (sheets.empty()) {
      return bad();
    } else if (word == "merge") {
      sheets.back().merges += fmt::format("<mergeCell ref=\"{}\"/>", rest);
    } else if (word == "hide") {
      sheets.back().columns += fmt::format("<col min=\"{0}\" max=\"{0}\" hidden=\"1\"/>", rest);
    } else if (word == "row" || line.starts_with("hidden row ")) {
      const auto body = std::string_view(line).substr(word == "row" ? 4 : 11);
      const auto colon = body.find(':');
      if (colon == std::string_view::npos) return bad();
      const auto row = std::string(body.substr(0, colon));
      auto& out = sheets.back().rows;
      out += fmt::format("<row r=\"{}\"{}>", row, word == "row" ? "" : " hidden=\"1\"");
      int column = 0;
      for (auto left = body.substr(colon + 1); column == 0 || !left.empty();) {
        const auto bar = std::min(left.find('|'), left.size());
        ++column;
        if (const auto said = text::trim(left.substr(0, bar)); !said.empty())
          out += cell(said, column_name(column) + row);
        left = bar < left.size() ? left.substr(bar + 1) : std::string_view();
      }
      out += "</row>";
    } else {
      return bad();
    }
  }
  std::string book = fmt::format("<workbook xmlns=\"{}\" xmlns:r=\"{}\"><workbookPr{}/><sheets>", main_space, office,
                                 from_1904 ? " date1904=\"1\"" : ""),
              relations;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const auto& sheet = sheets[i];
    book += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"{}/>", sheet.name, i + 1, i + 1,
                        sheet.hidden ? " state=\"hidden\"" : "");
    relations += fmt::format("<Relationship Id=\"rId{0}\" Type=\"{1}/worksheet\" Target=\"worksheets/sheet{0}.xml\"/>",
                             i + 1, office);
    parts.try_emplace(fmt::format("xl/worksheets/sheet{}.xml", i + 1),
                      fmt::format("<worksheet xmlns=\"{}\">{}<sheetData>{}</sheetData>{}</worksheet>", main_space,
                                  sheet.columns.empty() ? "" : "<cols>" + sheet.columns + "</cols>", sheet.rows,
                                  sheet.merges.empty() ? "" : "<mergeCells>" + sheet.merges + "</mergeCells>"));
  }
  parts.try_emplace("xl/workbook.xml", book + "</sheets></workbook>");
  parts.try_emplace("xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>");
  parts.try_emplace("[Content_Types].xml", "<Types/>");
  parts.try_emplace("xl/styles.xml",
                    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/><numFmt numFmtId=\"165\" "
                    "formatCode=\"[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts><cellXfs>"
                    "<xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"17\"/><xf numFmtId=\"20\"/><xf "
                    "numFmtId=\"165\"/></cellXfs></styleSheet>");
  for (const auto& name : dropped) parts.erase(name);
  return brief::write_zip({parts.begin(), parts.end()}, "");
}

}  // namespace breadcrumb::lang
