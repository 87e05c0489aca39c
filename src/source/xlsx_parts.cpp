#include "source/xlsx_parts.h"

#include <charconv>

namespace breadcrumb::source {

namespace {

using Kind = XmlPull::Kind;

int number_in(std::string_view digits, int otherwise) {
  int out = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return problem == std::errc() && end == digits.data() + digits.size() ? out : otherwise;
}

/// Calls `each` for every element that opens.
template <class Each>
Result<void> walk(const Members& members, const std::string& part, Each each) {
  const auto found = members.find(part);
  if (found == members.end()) return {};
  XmlPull xml(found->second, most_sheet_depth);
  for (auto kind = xml.next(); kind != Kind::end; kind = xml.next()) {
    if (kind == Kind::broken) return xml.error(part);
    if (kind == Kind::open) each(xml);
  }
  return {};
}

/// `xl/worksheets/sheet1.xml` for `worksheets/sheet1.xml` beside `xl/workbook.xml`.
std::string beside(std::string_view part, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string folder(part.substr(0, part.rfind('/') == std::string_view::npos ? 0 : part.rfind('/') + 1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    const auto up = folder.size() < 2 ? std::string::npos : folder.rfind('/', folder.size() - 2);
    folder.resize(up == std::string::npos ? 0 : up + 1);
  }
  return folder + std::string(target);
}

std::string relations_of(std::string_view part) {
  const auto slash = part.rfind('/');
  const auto cut = slash == std::string_view::npos ? 0 : slash + 1;
  return std::string(part.substr(0, cut)) + "_rels/" + std::string(part.substr(cut)) + ".rels";
}

}  // namespace

Result<BookParts> book_parts(const Members& members) {
  std::string book = "xl/workbook.xml";
  BC_TRY(walk(members, "_rels/.rels", [&](const XmlPull& xml) {
    if (xml.name() == "Relationship" && xml.attribute("Type").ends_with("/officeDocument"))
      book = beside("", xml.attribute("Target"));
  }));
  if (!members.contains(book) || book.starts_with("word/"))
    return Error{ErrorKind::bad_input, "source.unknown_format", "this is an archive without an Excel workbook", ""};
  bool macros = false;
  BC_TRY(walk(members, "[Content_Types].xml", [&](const XmlPull& xml) {
    const auto type = xml.attribute("ContentType");
    macros = macros || type.find("macroEnabled") != std::string::npos || type.find("vbaProject") != std::string::npos;
  }));
  std::map<std::string, std::string> sheets;  // by id of the relation
  BC_TRY(walk(members, relations_of(book), [&](const XmlPull& xml) {
    if (xml.name() != "Relationship") return;
    const auto type = xml.attribute("Type");
    macros = macros || type.ends_with("/vbaProject");
    if (type.ends_with("worksheet")) sheets[xml.attribute("Id")] = beside(book, xml.attribute("Target"));
  }));
  if (macros)
    return Error{ErrorKind::refused, "source.macros", "the workbook holds macros; save it as .xlsx, which holds none",
                 ""};
  BookParts out;
  std::vector<std::string> missing;
  BC_TRY(walk(members, book, [&](const XmlPull& xml) {
    if (xml.name() == "workbookPr") {
      const auto flag = xml.attribute("date1904");
      if (flag == "1" || flag == "true") out.days = DaySystem::from_1904;
    }
    if (xml.name() != "sheet") return;
    // `id` is also what `r:id` is called without its prefix; `sheetId` is not.
    const auto found = sheets.find(xml.attribute("id"));
    if (found == sheets.end()) return;
    const auto state = xml.attribute("state");
    out.sheets.push_back({xml.attribute("name"), found->second, state == "hidden" || state == "veryHidden"});
    if (!members.contains(found->second)) missing.push_back(out.sheets.back().name);
  }));
  if (!missing.empty())
    return Error{ErrorKind::bad_input, "source.damaged", "a sheet of the workbook is missing from the file",
                 missing.front()};
  if (out.sheets.empty()) return Error{ErrorKind::bad_input, "source.damaged", "the workbook has no sheets", book};
  return out;
}

XmlPull::Kind rich_words(XmlPull& xml, std::string& into) {
  const auto around = xml.depth() - 1;
  bool inside = false;
  while (true) {
    const auto kind = xml.next();
    if (kind == Kind::broken || kind == Kind::end) return kind;
    if (kind == Kind::open && xml.name() == "rPh") {
      if (xml.skip() == Kind::broken) return Kind::broken;
    } else if (kind == Kind::open) {
      inside = xml.name() == "t";
    } else if (kind == Kind::words && inside) {
      into += xml.words();
    } else if (kind == Kind::close) {
      inside = false;
      if (xml.depth() == around) return kind;
    }
  }
}

Result<std::vector<std::string>> shared_words(const Members& members, SheetMeter& meter) {
  std::vector<std::string> out;
  const std::string part = "xl/sharedStrings.xml";
  const auto found = members.find(part);
  if (found == members.end()) return out;
  XmlPull xml(found->second, most_sheet_depth);
  for (auto kind = xml.next(); kind != Kind::end; kind = xml.next()) {
    if (kind == Kind::open && xml.name() == "si") {
      std::string words;
      kind = rich_words(xml, words);
      BC_TRY(meter.take(words.size(), part));
      out.push_back(decode_escapes(words));
    }
    if (kind == Kind::broken) return xml.error(part);
  }
  return out;
}

Result<std::vector<NumberFormat>> cell_formats(const Members& members) {
  std::map<int, std::string> codes;
  std::vector<int> ids;
  bool inside = false;
  BC_TRY(walk(members, "xl/styles.xml", [&](const XmlPull& xml) {
    if (xml.name() == "numFmt") codes[number_in(xml.attribute("numFmtId"), 0)] = xml.attribute("formatCode");
    if (xml.name() == "cellXfs" || xml.name() == "cellStyleXfs" || xml.name() == "cellStyles" || xml.name() == "dxfs")
      inside = xml.name() == "cellXfs";
    if (inside && xml.name() == "xf") ids.push_back(number_in(xml.attribute("numFmtId"), 0));
  }));
  std::vector<NumberFormat> out;
  for (const int id : ids) {
    const auto code = codes.find(id);
    out.push_back(number_format(id, code == codes.end() ? "" : code->second));
  }
  return out;
}

}  // namespace breadcrumb::source
