#include "brief/docx_parts.h"

#include <algorithm>

#include "brief/formats.h"
#include "text/utf8.h"

namespace breadcrumb::brief {

namespace {

const std::string declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const std::string word_space =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// A paragraph style. `paragraph` and `run` are the insides of w:pPr and w:rPr, in the order of the schema.
std::string style(const std::string& id, const std::string& name, const std::string& next, const std::string& paragraph,
                  const std::string& run) {
  return "<w:style w:type=\"paragraph\" w:styleId=\"" + id + "\"><w:name w:val=\"" + name +
         "\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"" + next + "\"/><w:qFormat/><w:pPr>" + paragraph +
         "</w:pPr><w:rPr>" + run + "</w:rPr></w:style>";
}

std::string spacing(int before, int after, int line = 0) {
  return "<w:spacing w:before=\"" + std::to_string(before) + "\" w:after=\"" + std::to_string(after) + "\"" +
         (line > 0 ? " w:line=\"" + std::to_string(line) + "\" w:lineRule=\"auto\"" : "") + "/>";
}

const std::string accent = "<w:color w:val=\"7A2130\"/>";
const std::string soft = "<w:color w:val=\"5C5C5C\"/>";

std::string size(int half_points) {
  return "<w:sz w:val=\"" + std::to_string(half_points) + "\"/><w:szCs w:val=\"" + std::to_string(half_points) + "\"/>";
}

std::string heading(int level, const std::string& room, const std::string& run) {
  const std::string n = std::to_string(level);
  return style("Heading" + n, "heading " + n, "BodyText",
               "<w:keepNext/><w:keepLines/>" + room + "<w:outlineLvl w:val=\"" + std::to_string(level - 1) + "\"/>",
               run);
}

}  // namespace

std::string docx_content_types() {
  return declaration +
         "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
         "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
         "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
         "<Override PartName=\"/docProps/custom.xml\" "
         "ContentType=\"application/vnd.openxmlformats-officedocument.custom-properties+xml\"/>"
         "<Override PartName=\"/customXml/breadcrumbsProps.xml\" "
         "ContentType=\"application/vnd.openxmlformats-officedocument.customXmlProperties+xml\"/>"
         "<Override PartName=\"/docProps/core.xml\" "
         "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
         "<Override PartName=\"/word/document.xml\" "
         "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
         "<Override PartName=\"/word/styles.xml\" "
         "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
         "<Override PartName=\"/word/settings.xml\" "
         "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>"
         "<Override PartName=\"/word/fontTable.xml\" "
         "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml\"/>"
         "<Override PartName=\"/word/footer1.xml\" "
         "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/></Types>";
}

std::string docx_package_relations() {
  return declaration +
         "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
         "<Relationship Id=\"rId1\" "
         "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
         "Target=\"word/document.xml\"/>"
         "<Relationship Id=\"rId2\" "
         "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
         "Target=\"docProps/core.xml\"/>"
         "<Relationship Id=\"rId3\" "
         "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties\" "
         "Target=\"docProps/custom.xml\"/></Relationships>";
}

std::string docx_core(const std::string& title, const std::string& made, const std::string& language) {
  return declaration +
         "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
         "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>" +
         title + "</dc:title><dc:language>" + language + "</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">" +
         made + "</dcterms:created></cp:coreProperties>";
}

std::string docx_properties(const std::string& said) {
  // Word keeps texts of up to 255 characters. A piece neither begins nor ends with a blank, which would be lost.
  constexpr std::size_t most = 120;
  std::string out = declaration +
                    "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" "
                    "xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">";
  int number = 0;
  for (std::size_t at = 0; at < said.size();) {
    std::size_t end = std::min(at + most, said.size());
    while (end > at + 1 && end < said.size() &&
           (!text::is_boundary(said, end) || said[end] == ' ' || said[end - 1] == ' '))
      --end;
    ++number;
    out += "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"" + std::to_string(number + 1) +
           "\" name=\"Breadcrumb " + std::to_string(number) + "\"><vt:lpwstr>" +
           escape_markup(said.substr(at, end - at)) + "</vt:lpwstr></property>";
    at = end;
  }
  return out + "</Properties>";
}

std::string docx_manifest(const std::string& manifest) {
  return declaration + "<breadcrumbs xmlns=\"urn:breadcrumb:brief\">" + manifest + "</breadcrumbs>";
}

std::string docx_manifest_properties() {
  return declaration +
         "<ds:datastoreItem ds:itemID=\"{6B1F0C52-8D2E-4B57-9C1A-5E0B7A3D4F16}\" "
         "xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\"><ds:schemaRefs>"
         "<ds:schemaRef ds:uri=\"urn:breadcrumb:brief\"/></ds:schemaRefs></ds:datastoreItem>";
}

std::string docx_manifest_relations() {
  return declaration + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
         "<Relationship Id=\"rId1\" "
         "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps\" "
         "Target=\"breadcrumbsProps.xml\"/></Relationships>";
}

std::string docx_document(const std::string& body) {
  // A4 with margins that leave 9360 twentieths of a point, which also fits Letter.
  return declaration + "<w:document " + word_space + "><w:body>" + body +
         "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rFooter\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
         "<w:pgMar w:top=\"1247\" w:right=\"1273\" w:bottom=\"1361\" w:left=\"1273\" w:header=\"680\" "
         "w:footer=\"680\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
}

std::string docx_document_relations(const std::string& links) {
  const std::string base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  return declaration + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
         "<Relationship Id=\"rStyles\" Type=\"" + base + "styles\" Target=\"styles.xml\"/>" +
         "<Relationship Id=\"rSettings\" Type=\"" + base + "settings\" Target=\"settings.xml\"/>" +
         "<Relationship Id=\"rFonts\" Type=\"" + base + "fontTable\" Target=\"fontTable.xml\"/>" +
         "<Relationship Id=\"rFooter\" Type=\"" + base + "footer\" Target=\"footer1.xml\"/>" +
         "<Relationship Id=\"rBreadcrumbs\" Type=\"" + base + "customXml\" Target=\"../customXml/breadcrumbs.xml\"/>" +
         links + "</Relationships>";
}

bool docx_upright(const std::string& language) {
  return language == "ja";
}

std::string docx_gothic() {
  return "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"Yu Gothic\"/>";
}

std::string docx_styles(const std::string& language, int percent) {
  const auto letters = [&](int half_points) { return size(half_points * (percent + 100) / 200); };
  const auto room = [&](int before, int after, int line = 0) {
    return spacing(before * percent / 100, after * percent / 100, line);
  };
  const std::string slope = docx_upright(language) ? "" : "<w:i/>";
  // The language of Latin letters: as Japanese, they would be broken anywhere.
  const std::string latin = docx_upright(language) ? "en-US" : language;
  return declaration + "<w:styles " + word_space +
         "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" "
         "w:eastAsia=\"Yu Mincho\" w:cs=\"Times New Roman\"/>" +
         letters(22) + "<w:lang w:val=\"" + latin +
         "\" w:eastAsia=\"ja-JP\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>" +
         room(0, 100, 264) +
         "</w:pPr></w:pPrDefault></w:docDefaults>"
         "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>"
         "</w:style>" +
         style("Title", "Title", "BodyText", "<w:keepNext/><w:keepLines/>" + room(0, 80, 240), "<w:b/>" + letters(44)) +
         style("Kicker", "Kicker", "Title", "<w:keepNext/>" + room(0, 40),
               "<w:smallCaps/>" + accent + "<w:spacing w:val=\"12\"/>" + letters(22)) +
         style(
             "Byline", "Byline", "BodyText",
             "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"6\" w:color=\"7A2130\"/></w:pBdr>" + room(0, 240),
             soft + letters(18)) +
         heading(1, room(360, 120), "<w:b/>" + accent + letters(30)) +
         heading(2, room(240, 70), "<w:b/>" + slope + letters(23)) + heading(3, room(260, 50), "<w:b/>" + letters(23)) +
         style("BodyText", "Body Text", "BodyText", room(0, 120), "") +
         style("Lede", "Lede", "BodyText", room(0, 120), letters(22)) +
         style(
             "Legend", "Legend", "BodyText",
             "<w:keepLines/><w:pBdr><w:left w:val=\"single\" w:sz=\"12\" w:space=\"8\" w:color=\"C9C6BF\"/></w:pBdr>" +
                 room(140, 140) + "<w:ind w:left=\"200\"/>",
             soft + letters(18)) +
         style("Small", "Small", "BodyText", room(0, 70), soft + letters(18)) +
         style("ListDash", "List Dash", "ListDash",
               "<w:tabs><w:tab w:val=\"left\" w:pos=\"280\"/></w:tabs>" + room(0, 60) +
                   "<w:ind w:left=\"280\" w:hanging=\"280\"/>",
               "") +
         style("Quotation", "Quotation", "BodyText", room(20, 100) + "<w:ind w:left=\"280\"/>", letters(23)) +
         style(
             "Officer", "Officer", "BodyText",
             "<w:keepLines/><w:pBdr><w:left w:val=\"single\" w:sz=\"12\" w:space=\"8\" w:color=\"7A2130\"/></w:pBdr>" +
                 room(80, 120) + "<w:ind w:left=\"200\"/>",
             letters(23)) +
         style("Note", "Note", "Note", room(0, 60, 252) + "<w:ind w:left=\"380\" w:hanging=\"380\"/>", letters(18)) +
         style("TableHead", "Table Head", "TableText", "<w:keepNext/>" + room(30, 30, 240),
               slope + soft + letters(18)) +
         style("TableText", "Table Text", "TableText", room(30, 30, 240), letters(18)) +
         style("AfterTable", "After Table", "BodyText", room(0, 60, 160), letters(8)) +
         style("Footer", "footer", "Footer", room(0, 0) + "<w:jc w:val=\"right\"/>", soft + letters(16)) +
         "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr>"
         "<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"110\" w:type=\"dxa\"/></w:tblCellMar>"
         "</w:tblPr></w:style>"
         "<w:style w:type=\"table\" w:styleId=\"Ruled\"><w:name w:val=\"Ruled\"/><w:basedOn w:val=\"TableNormal\"/>"
         "<w:tblPr><w:tblBorders><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"9A978F\"/>"
         "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"DEDBD3\"/></w:tblBorders></w:tblPr>"
         "<w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:tcBorders><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" "
         "w:color=\"9A978F\"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style></w:styles>";
}

std::string docx_settings() {
  return declaration + "<w:settings " + word_space +
         "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"280\"/><w:characterSpacingControl "
         "w:val=\"doNotCompress\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" "
         "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>";
}

std::string docx_fonts() {
  const auto font = [](const std::string& name, const std::string& other, const std::string& set) {
    return "<w:font w:name=\"" + name + "\"><w:altName w:val=\"" + other + "\"/><w:charset w:val=\"" + set +
           "\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font>";
  };
  return declaration + "<w:fonts " + word_space + ">" + font("Times New Roman", "Liberation Serif", "00") +
         font("Yu Mincho", "MS Mincho, Noto Serif CJK JP, Noto Sans CJK JP", "80") +
         font("Yu Gothic", "MS Gothic, Noto Sans CJK JP", "80") + "</w:fonts>";
}

std::string docx_footer(const std::string& runs) {
  return declaration + "<w:ftr " + word_space + "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>" + runs +
         "</w:p></w:ftr>";
}

}  // namespace breadcrumb::brief
