#include "source/word_known.h"

#include <set>
#include <string_view>

#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

bool is_known_property(std::string_view holder, std::string_view name) {
  using Names = std::set<std::string_view>;
  static const Names of_run = {"w:rStyle",       "w:rFonts",      "w:b",
                               "w:bCs",          "w:i",           "w:iCs",
                               "w:caps",         "w:smallCaps",   "w:strike",
                               "w:dstrike",      "w:outline",     "w:shadow",
                               "w:emboss",       "w:imprint",     "w:noProof",
                               "w:vanish",       "w:webHidden",   "w:color",
                               "w:spacing",      "w:w",           "w:kern",
                               "w:position",     "w:sz",          "w:szCs",
                               "w:highlight",    "w:u",           "w:shd",
                               "w:vertAlign",    "w:rtl",         "w:cs",
                               "w:lang",         "w:specVanish",  "w:eastAsianLayout",
                               "w:rPrChange",    "w:ins",         "w:del",
                               "w:snapToGrid",   "w14:ligatures", "w14:numForm",
                               "w14:numSpacing", "w14:cntxtAlts", "w:em"};
  static const Names of_paragraph = {"w:pStyle",
                                     "w:keepNext",
                                     "w:keepLines",
                                     "w:pageBreakBefore",
                                     "w:widowControl",
                                     "w:numPr",
                                     "w:suppressLineNumbers",
                                     "w:suppressAutoHyphens",
                                     "w:pBdr",
                                     "w:shd",
                                     "w:tabs",
                                     "w:kinsoku",
                                     "w:wordWrap",
                                     "w:overflowPunct",
                                     "w:topLinePunct",
                                     "w:autoSpaceDE",
                                     "w:autoSpaceDN",
                                     "w:bidi",
                                     "w:adjustRightInd",
                                     "w:snapToGrid",
                                     "w:spacing",
                                     "w:ind",
                                     "w:contextualSpacing",
                                     "w:mirrorIndents",
                                     "w:jc",
                                     "w:outlineLvl",
                                     "w:textAlignment",
                                     "w:rPr",
                                     "w:sectPr",
                                     "w:cnfStyle",
                                     "w:framePr",
                                     "w:divId",
                                     "w:pPrChange",
                                     "w:suppressOverlap"};
  static const Names of_table = {"w:tblStyle",
                                 "w:tblW",
                                 "w:jc",
                                 "w:tblCellSpacing",
                                 "w:tblInd",
                                 "w:tblBorders",
                                 "w:tblLayout",
                                 "w:tblCellMar",
                                 "w:tblLook",
                                 "w:tblpPr",
                                 "w:tblOverlap",
                                 "w:tblCaption",
                                 "w:tblDescription",
                                 "w:tblStyleRowBandSize",
                                 "w:tblStyleColBandSize",
                                 "w:tblPrChange"};
  static const Names of_row = {"w:cantSplit",  "w:tblHeader", "w:trHeight", "w:gridBefore", "w:gridAfter",
                               "w:wAfter",     "w:jc",        "w:hidden",   "w:ins",        "w:del",
                               "w:trPrChange", "w:cnfStyle",  "w:divId"};
  static const Names of_cell = {"w:tcW",      "w:gridSpan", "w:vMerge",  "w:hMerge",    "w:tcBorders",
                                "w:shd",      "w:noWrap",   "w:tcMar",   "w:vAlign",    "w:hideMark",
                                "w:cnfStyle", "w:cellIns",  "w:cellDel", "w:tcPrChange"};
  const Names* names = holder == "w:rPr"     ? &of_run
                       : holder == "w:pPr"   ? &of_paragraph
                       : holder == "w:tblPr" ? &of_table
                       : holder == "w:trPr"  ? &of_row
                       : holder == "w:tcPr"  ? &of_cell
                                             : nullptr;
  return names == nullptr || names->contains(name);
}

/// A page on which words may lie outside the paper, or stand otherwise than in lines.
void look_at_page(const Node& section, std::vector<std::string>& out) {
  for (const auto& margin : section.child("w:pgMar").attributes())
    if (margin.as_int() < 0 || margin.as_int() > 4000) {
      out.emplace_back("a page with margins that may cut words");
      break;
    }
  const auto size = section.child("w:pgSz");
  if (size && (size.attribute("w:w").as_int() < 5000 || size.attribute("w:h").as_int() < 5000))
    out.emplace_back("a page so small that it may cut words");
  const std::string_view lines = section.child("w:textDirection").attribute("w:val").as_string("lrTb");
  if (lines != "lrTb" || is_on(section.child("w:bidi")) || section.child("w:cols").attribute("w:num").as_int(1) > 1)
    out.emplace_back("a page whose lines run otherwise");
}

}  // namespace

std::vector<std::string> unjudged_of(const Node& properties) {
  std::vector<std::string> out;
  const auto value = [&](const char* element, const char* attribute) {
    return std::string_view(properties.child(element).attribute(attribute).value());
  };
  if (name_of(properties) == "w:sectPr") {
    look_at_page(properties, out);
    return out;
  }
  for (const auto& one : properties.children())
    if (one.type() == pugi::node_element && !is_known_property(name_of(properties), name_of(one)))
      out.push_back("looks that are not judged: " + text::repair_utf8(name_of(one)));
  if (properties.child("w:numPr")) out.emplace_back("the number or sign of a list");
  for (const char* crossing : {"w:tl2br", "w:tr2bl"})
    if (properties.child("w:tcBorders").child(crossing)) out.emplace_back("a line across a cell");
  if (value("w:trHeight", "w:hRule") == "exact") out.emplace_back("a row of a fixed height, which may cut words");
  if (const auto pattern = value("w:shd", "w:val"); !pattern.empty() && pattern != "clear" && pattern != "nil")
    out.emplace_back("a pattern behind words");
  if (const auto width = value("w:tcW", "w:type"); !width.empty() && width != "dxa" && width != "auto")
    out.emplace_back("a cell whose width is told in parts of the page");
  if (const auto theme = value("w:color", "w:themeColor");
      !theme.empty() && !theme.starts_with("text") && !theme.starts_with("dark") && theme != "none")
    out.push_back("a colour of the file's theme: " + text::repair_utf8(theme));
  if (const auto section = properties.child("w:sectPr")) look_at_page(section, out);
  return out;
}

}  // namespace breadcrumb::source
