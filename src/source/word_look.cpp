#include "source/word_look.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "source/contrast.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

constexpr long white = 0xFFFFFF;
constexpr int least_size = 8;      // half points; smaller is no print
constexpr int least_height = 160;  // twentieths of a point of a line: lower ones run into each other

int number(const Node& node, const char* name, int fallback) {
  const auto attribute = node.attribute(name);
  return attribute ? attribute.as_int(fallback) : fallback;
}

bool draws_signs(std::string_view font) {
  static constexpr std::array<std::string_view, 8> fonts = {
      "symbol", "wingdings", "webdings", "marlett", "mt extra", "zapf dingbats", "bookshelf symbol", "zapfdingbats"};
  const auto name = text::fold(font);
  return std::ranges::any_of(fonts, [&](auto known) { return name.starts_with(known); });
}

/// What is set on the properties of a run or of a style's runs.
void add(const Node& properties, Shown& to) {
  if (!properties) return;
  for (const char* toggle : {"w:vanish", "w:webHidden", "w:specVanish"})
    if (const auto node = properties.child(toggle)) to.vanished = is_on(node);
  if (properties.child("w:strike") || properties.child("w:dstrike")) to.struck = is_struck(properties);
  if (const auto align = properties.child("w:vertAlign"))
    to.raised = std::string_view(align.attribute("w:val").value()) != "baseline";
  if (const auto position = properties.child("w:position")) to.raised = to.raised || number(position, "w:val", 0) != 0;
  if (const auto rtl = properties.child("w:rtl")) to.turned = is_on(rtl);
  if (const auto vertical = properties.child("w:eastAsianLayout")) to.turned = to.turned || bool(vertical);
  if (const auto fonts = properties.child("w:rFonts")) {
    to.symbols = false;
    for (const auto& attribute : fonts.attributes()) to.symbols = to.symbols || draws_signs(attribute.value());
  }
  if (const auto colour = properties.child("w:color")) to.colour = colour_of(colour, "w:val", "w:themeColor");
  if (const auto fill = properties.child("w14:textFill")) {
    const auto solid = fill.child("w14:solidFill");
    const auto rgb = solid.child("w14:srgbClr"), scheme = solid.child("w14:schemeClr");
    const auto faint = [](const Node& node) { return number(node.child("w14:alpha"), "w14:val", 0) >= 80000; };
    if (fill.child("w14:noFill") || faint(rgb) || faint(scheme)) to.vanished = true;
    if (rgb) to.colour = colour_of(rgb, "w14:val", "");
    if (scheme) to.colour = colour_of(scheme, "", "w14:val");
  }
  if (const auto shading = properties.child("w:shd")) to.behind = ground_of(shading);
  if (const auto mark = properties.child("w:highlight")) {
    const std::string_view name = mark.attribute("w:val").value();
    // ECMA-376-1, 17.18.40 `ST_HighlightColor`
    static const std::map<std::string_view, long> inks = {
        {"black", 0x000000},    {"blue", 0x0000FF},       {"cyan", 0x00FFFF},      {"darkBlue", 0x00008B},
        {"darkCyan", 0x008B8B}, {"darkGray", 0xA9A9A9},   {"darkGreen", 0x006400}, {"darkMagenta", 0x800080},
        {"darkRed", 0x8B0000},  {"darkYellow", 0x808000}, {"green", 0x00FF00},     {"lightGray", 0xD3D3D3},
        {"magenta", 0xFF00FF},  {"red", 0xFF0000},        {"white", 0xFFFFFF},     {"yellow", 0xFFFF00}};
    if (const auto found = inks.find(name); found != inks.end()) to.behind = found->second;
    to.marked = name != "none";
  }
  if (const auto size = properties.child("w:sz")) to.size = number(size, "w:val", 22);
  if (const auto scale = properties.child("w:w"); scale && number(scale, "w:val", 100) < 50) to.vanished = true;
  if (const auto apart = properties.child("w:spacing"); apart && number(apart, "w:val", 0) < -30) to.vanished = true;
}

/// What a paragraph's properties do to all of its words.
void add_paragraph(const Node& properties, Shown& to) {
  if (const auto shading = properties.child("w:shd")) to.behind = ground_of(shading);
  if (const auto bidi = properties.child("w:bidi")) to.turned = is_on(bidi);
  if (const auto line = properties.child("w:spacing");
      line && std::string_view(line.attribute("w:lineRule").value()) == "exact")
    to.covered = to.covered || number(line, "w:line", 240) < least_height;
  if (const auto indent = properties.child("w:ind"))
    for (const auto& attribute : indent.attributes()) {
      const bool out = std::string_view(attribute.name()) == "w:hanging";
      to.covered = to.covered || is_off_page(out ? -static_cast<long>(attribute.as_int(0)) +
                                                       number(indent, "w:left", number(indent, "w:start", 0))
                                                 : attribute.as_int(0));
    }
  // A frame may stand anywhere on its page, or beside it; a large first letter stays.
  if (const auto frame = properties.child("w:framePr"))
    to.turned = to.turned || !frame.attribute("w:dropCap") || frame.attribute("w:x") || frame.attribute("w:y");
}

}  // namespace

long ground_of(const Node& shading) {
  const bool solid = std::string_view(shading.attribute("w:val").value()) == "solid";
  return solid ? colour_of(shading, "w:color", "w:themeColor") : colour_of(shading, "w:fill", "w:themeFill");
}

bool is_off_page(long indent) {
  return indent < -1200 || indent > 6500;  // the margins that papers have, and the lowest level of lists
}

bool is_out_of_cell(const Node& indent) {
  return std::ranges::any_of(indent.attributes(), [](const auto& one) {
    const long by = one.as_int(0);
    return by < -400 || by > 800;
  });
}

long colour_of(const Node& node, const char* value, const char* theme) {
  // A tint or shade makes another colour of the theme's, which the digits tell.
  const bool made = node.attribute("w:themeTint") || node.attribute("w:themeShade") ||
                    node.attribute("w:themeFillTint") || node.attribute("w:themeFillShade");
  const std::string_view themed = *theme == '\0' || made ? "" : node.attribute(theme).value();
  if (themed == "background1" || themed == "light1" || themed == "bg1" || themed == "lt1") return white;
  if (themed == "text1" || themed == "dark1" || themed == "tx1" || themed == "dk1") return 0;
  const std::string_view digits = *value == '\0' ? "" : node.attribute(value).value();
  long colour = -1;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), colour, 16);
  return digits.size() == 6 && read.ec == std::errc() && read.ptr == digits.data() + digits.size() ? colour : -1;
}

bool Shown::is_hidden() const {
  if (vanished || covered || size < least_size) return true;
  if (colour < 0 && !marked) return false;  // automatic colours stand out from what is behind them
  const long ink = std::max(colour, 0L);
  const long back = behind < 0 ? white : behind;
  return blends(ink, back);
}

WordStyles WordStyles::of(const Node& styles) {
  WordStyles out;
  out.defaults_ = styles.child("w:docDefaults").child("w:rPrDefault").child("w:rPr");
  out.paragraph_defaults_ = styles.child("w:docDefaults").child("w:pPrDefault").child("w:pPr");
  for (const auto& style : styles.children("w:style")) {
    const std::string id = style.attribute("w:styleId").value();
    out.twins_ = !out.styles_.emplace(id, style).second || out.twins_;
    const std::string_view preset = style.attribute("w:default").value();
    if (std::string_view(style.attribute("w:type").value()) == "paragraph" && (preset == "1" || preset == "true"))
      out.usual_ = id;
  }
  return out;
}

std::vector<Node> WordStyles::chain(std::string style) const {
  std::vector<Node> out;
  // A circle of styles ends after a while.
  for (int step = 0; step < 100 && !style.empty(); ++step) {
    const auto found = styles_.find(style);
    if (found == styles_.end()) break;
    out.insert(out.begin(), found->second);
    style = found->second.child("w:basedOn").attribute("w:val").value();
  }
  return out;
}

Shown WordStyles::paragraph(const Node& properties, Shown within) const {
  add(defaults_, within);
  add_paragraph(paragraph_defaults_, within);
  const auto named = properties.child("w:pStyle");
  for (const auto& style : chain(named ? named.attribute("w:val").value() : usual_)) {
    add_paragraph(style.child("w:pPr"), within);
    add(style.child("w:rPr"), within);
  }
  add_paragraph(properties, within);
  return within;
}

void WordStyles::apply(const Node& properties, Shown& to) const {
  if (!properties) return;
  for (const auto& style : chain(properties.child("w:rStyle").attribute("w:val").value()))
    add(style.child("w:rPr"), to);
  add(properties, to);
}

std::vector<Node> WordStyles::all_properties() const {
  std::vector<Node> out = {defaults_, paragraph_defaults_};
  for (const auto& [id, style] : styles_)
    for (const char* holder : {"w:rPr", "w:pPr"})
      if (const auto node = style.child(holder)) out.push_back(node);
  return out;
}

bool WordStyles::table_hides(const std::string& style) const {
  const auto hides = [](const Node& properties, const Node& cell) {
    Shown shown;
    add(properties, shown);
    if (const auto shading = cell.child("w:shd"); shading && shown.behind < 0) shown.behind = ground_of(shading);
    return shown.is_hidden() || shown.struck || shown.turned || shown.symbols;
  };
  for (const auto& each : chain(style)) {
    if (hides(each.child("w:rPr"), each.child("w:tcPr"))) return true;
    for (const auto& part : each.children("w:tblStylePr"))
      if (hides(part.child("w:rPr"), part.child("w:tcPr"))) return true;
  }
  return false;
}

bool WordStyles::is_heading(const Node& properties) const {
  auto outline = properties.child("w:outlineLvl");
  if (!outline)
    for (const auto& style : chain(properties.child("w:pStyle").attribute("w:val").value()))
      if (const auto own = style.child("w:pPr").child("w:outlineLvl")) outline = own;
  return outline && outline.attribute("w:val").as_int(9) < 9;
}

std::pair<std::string, int> WordStyles::list_of(const Node& properties) const {
  std::pair<std::string, int> out{"", 0};
  const auto look = [&](const Node& of) {
    const auto list = of.child("w:numPr");
    if (const auto id = list.child("w:numId")) out.first = id.attribute("w:val").value();
    if (const auto level = list.child("w:ilvl")) out.second = level.attribute("w:val").as_int();
  };
  for (const auto& style : chain(properties.child("w:pStyle").attribute("w:val").value())) look(style.child("w:pPr"));
  look(properties);
  return out;
}

std::string WordStyles::spelled_sign(const Node& properties, const Node& numbering) const {
  const auto [id, level] = list_of(properties);
  if (id.empty() || id == "0") return "";
  const auto by = [](const Node& parent, const char* element, const char* attribute, std::string_view value) {
    for (const auto& each : parent.children(element))
      if (value == each.attribute(attribute).value()) return each;
    return Node();
  };
  const auto number = by(numbering, "w:num", "w:numId", id);
  const auto kind =
      by(numbering, "w:abstractNum", "w:abstractNumId", number.child("w:abstractNumId").attribute("w:val").value());
  auto found = by(kind, "w:lvl", "w:ilvl", std::to_string(level));
  if (const auto own = by(number, "w:lvlOverride", "w:ilvl", std::to_string(level)).child("w:lvl")) found = own;
  const bool attached = std::string_view(found.child("w:suff").attribute("w:val").value()) == "nothing";
  const bool bullet = std::string_view(found.child("w:numFmt").attribute("w:val").value()) == "bullet";
  const std::string sign = text::repair_utf8(found.child("w:lvlText").attribute("w:val").value());
  std::string out;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < sign.size();) {
    if (sign[i] == '%' && i + 1 < sign.size() && sign[i + 1] >= '1' && sign[i + 1] <= '9') {
      i += 2;
      // A number that touches the words reads as part of them.
      if (attached) out += "\xEF\xBF\xBD", letters = 2;
      continue;
    }
    const auto c = text::next_char(sign, i);
    // Symbol fonts have their bullets in the private area.
    if ((text::is_letter(c) || text::is_digit(c)) && (c < 0xE000 || c > 0xF8FF)) ++letters;
    text::append_utf8(out, c);
  }
  const bool says = letters > 1 || (letters == 1 && (attached || (bullet && sign != "o")));
  return says ? out + (attached ? "" : " ") : "";
}

}  // namespace breadcrumb::source
