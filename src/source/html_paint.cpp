#include "source/html_paint.h"

#include <array>
#include <cstdlib>
#include <string>
#include <utility>

#include "source/contrast.h"

namespace breadcrumb::source {

namespace {

constexpr long unknown = -1, clear_ink = -2, same = -3;
constexpr int least_size = 10;   // tenths of a pixel
constexpr double off = -900;     // pixels: beyond any page's margin
constexpr int faint_alpha = 25;  // of 255

/// The last value of a property, since a later one takes the place of an earlier; "" when it is not declared.
std::string_view value_of(std::string_view declarations, std::string_view property) {
  std::string_view out;
  for (std::size_t at = 0; at < declarations.size();) {
    const auto end = std::min(declarations.find(';', at), declarations.size());
    const auto one = declarations.substr(at, end - at);
    if (one.starts_with(property) && one.size() > property.size() && one[property.size()] == ':') {
      out = one.substr(property.size() + 1);
      if (const auto important = out.find('!'); important != out.npos) out = out.substr(0, important);
    }
    at = end + 1;
  }
  return out;
}

double number(std::string_view value, std::size_t& end) {
  const std::string digits(value.substr(0, 24));
  char* stop = nullptr;
  const double out = std::strtod(digits.c_str(), &stop);
  end = static_cast<std::size_t>(stop - digits.c_str());
  return out;
}

int hex(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

long of_digits(std::string_view digits) {
  std::string full;
  if (digits.size() == 3 || digits.size() == 4)
    for (const char c : digits) full += std::string(2, c);
  else
    full = digits;
  if (full.size() != 6 && full.size() != 8) return unknown;
  long out = 0;
  for (const char c : full) {
    if (hex(c) < 0) return unknown;
    out = out * 16 + hex(c);
  }
  if (full.size() == 6) return out;
  return (out & 0xFF) < faint_alpha ? clear_ink : out >> 8;
}

/// `rgb(255,255,255)`, `rgba(0,0,0,0)`, `rgb(100%100%100%/0)` (blanks are gone)
long of_function(std::string_view value) {
  if (!value.starts_with("rgb")) return unknown;
  const auto open = value.find('(');
  if (open == value.npos) return unknown;
  auto rest = value.substr(open + 1);
  std::array<double, 4> parts = {0, 0, 0, 1};
  for (std::size_t i = 0; i < 4; ++i) {
    std::size_t end = 0;
    parts.at(i) = number(rest, end);
    if (end == 0) return i == 3 ? unknown : unknown;
    rest.remove_prefix(end);
    if (rest.starts_with('%')) {
      parts.at(i) *= i < 3 ? 2.55 : 0.01;
      rest.remove_prefix(1);
    }
    if (rest.starts_with(')')) {
      if (i < 2) return unknown;
      break;
    }
    if (rest.starts_with(',') || rest.starts_with('/')) rest.remove_prefix(1);
  }
  if (parts[3] * 255 < faint_alpha) return clear_ink;
  long out = 0;
  for (std::size_t i = 0; i < 3; ++i)
    out = out * 256 + static_cast<long>(parts.at(i) < 0 ? 0 : parts.at(i) > 255 ? 255 : parts.at(i));
  return out;
}

long colour(std::string_view value) {
  using Name = std::pair<std::string_view, long>;
  static constexpr std::array<Name, 30> names = {{
      {"white", 0xFFFFFF},         {"black", 0},
      {"snow", 0xFFFAFA},          {"ivory", 0xFFFFF0},
      {"ghostwhite", 0xF8F8FF},    {"whitesmoke", 0xF5F5F5},
      {"floralwhite", 0xFFFAF0},   {"mintcream", 0xF5FFFA},
      {"azure", 0xF0FFFF},         {"aliceblue", 0xF0F8FF},
      {"seashell", 0xFFF5EE},      {"honeydew", 0xF0FFF0},
      {"lightyellow", 0xFFFFE0},   {"lightcyan", 0xE0FFFF},
      {"lavenderblush", 0xFFF0F5}, {"oldlace", 0xFDF5E6},
      {"linen", 0xFAF0E6},         {"beige", 0xF5F5DC},
      {"cornsilk", 0xFFF8DC},      {"red", 0xFF0000},
      {"green", 0x008000},         {"blue", 0x0000FF},
      {"navy", 0x000080},          {"yellow", 0xFFFF00},
      {"gray", 0x808080},          {"grey", 0x808080},
      {"silver", 0xC0C0C0},        {"darkblue", 0x00008B},
      {"maroon", 0x800000},        {"darkgreen", 0x006400},
  }};
  if (value.empty() || value == "inherit" || value == "currentcolor" || value == "unset") return same;
  if (value == "transparent") return clear_ink;
  if (value.starts_with('#')) return of_digits(value.substr(1));
  for (const auto& [name, number] : names)
    if (value == name) return number;
  return of_function(value);
}

/// `background` may hold more than a colour; a picture cannot be told.
long ground_of_value(std::string_view value) {
  if (value.empty() || value == "none" || value == "inherit" || value == "initial" || value == "unset") return same;
  if (value.find("url(") != value.npos || value.find("gradient") != value.npos) return unknown;
  const auto read = colour(value);
  return read == clear_ink ? same : read;
}

/// Pixels of a length; `otherwise` where it is none.
double pixels(std::string_view value, double otherwise) {
  std::size_t end = 0;
  const double out = number(value, end);
  if (end == 0) return otherwise;
  const auto unit = value.substr(end);
  if (unit.starts_with("px") || unit.empty()) return out;
  if (unit.starts_with("em") || unit.starts_with("rem") || unit.starts_with("ch") || unit.starts_with("ex"))
    return out * 16;
  if (unit.starts_with("pt")) return out * 4 / 3;
  if (unit.starts_with("in")) return out * 96;
  if (unit.starts_with("cm")) return out * 38;
  if (unit.starts_with("%") || unit.starts_with("v")) return out * 10;
  return otherwise;
}

bool is_nothing(std::string_view value, double least) {
  return !value.empty() && pixels(value, least + 1) <= least;
}

}  // namespace

bool Paint::is_faint() const {
  if (clear || size <= least_size) return true;
  return ink >= 0 && ground >= 0 && blends(ink, ground);
}

Paint painted(std::string_view declarations, Paint around, bool sure) {
  if (declarations.empty()) return around;
  auto out = around;
  auto ground = ground_of_value(value_of(declarations, "background"));
  if (const auto only = ground_of_value(value_of(declarations, "background-color")); only != same) ground = only;
  if (const auto picture = value_of(declarations, "background-image"); !picture.empty() && picture != "none")
    ground = unknown;
  if (ground != same) out.ground = ground;
  const auto ink = colour(value_of(declarations, "color"));
  if (ink != same) {
    out.clear = ink == clear_ink;
    out.ink = ink == clear_ink ? unknown : ink;
  } else if (ground != same && !sure) {
    out.ink = unknown;
  }
  if (const auto fill = colour(value_of(declarations, "-webkit-text-fill-color")); fill == clear_ink && out.ground >= 0)
    out.clear = true;
  auto size = value_of(declarations, "font-size");
  if (const auto font = value_of(declarations, "font"); size.empty() && font.starts_with('0')) size = "0";
  if (!size.empty()) {
    std::size_t end = 0;
    const double read = number(size, end);
    const auto unit = size.substr(end);
    if (end == 0)
      out.size = 160;  // "small", "calc(...)"
    else if (unit.starts_with("em") || unit.starts_with("%"))
      out.size = static_cast<int>(around.size * read / (unit.starts_with("%") ? 100 : 1));
    else
      out.size = static_cast<int>(pixels(size, 16) * 10);
  }
  return out;
}

bool is_off_page(std::string_view declarations) {
  // What moves or fades in is seen at some time.
  for (const auto* moves : {"transition", "animation"})
    if (declarations.find(moves) != declarations.npos) return false;
  const auto has = [&](std::string_view property) { return value_of(declarations, property); };
  if (const auto opacity = has("opacity"); !opacity.empty()) {
    std::size_t end = 0;
    if (const double value = number(opacity, end); end > 0 && value < 0.1) return true;
  }
  if (has("filter").starts_with("opacity(0")) return true;
  if (const auto transform = has("transform"); transform == "scale(0)" || transform == "scale(0,0)") return true;
  const auto position = has("position");
  if (position == "absolute" || position == "fixed" || position == "relative")
    for (const auto* edge : {"left", "top", "right", "bottom"})
      if (const auto at = has(edge); !at.empty() && pixels(at, 0) < off) return true;
  for (const auto* indent : {"text-indent", "margin-left", "margin-top", "margin-right"})
    if (const auto by = has(indent); !by.empty() && pixels(by, 0) < off) return true;
  const auto clip = has("clip"), path = has("clip-path");
  if (clip.starts_with("rect(0") || clip.starts_with("rect(1px") || path.starts_with("inset(50%") ||
      path.starts_with("inset(100%") || path.starts_with("circle(0") || path.starts_with("polygon(00"))
    return true;
  const bool cut = has("overflow").starts_with("hidden") || has("overflow").starts_with("clip");
  if (!cut) return false;
  for (const auto* side : {"height", "max-height", "width", "max-width"})
    if (is_nothing(has(side), 1)) return true;
  return false;
}

}  // namespace breadcrumb::source
