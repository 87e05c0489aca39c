// How deep a page nests, counted on its bytes before the parser sees them: the parser has no limit of its own.
//
// The count follows what a tree builder does with end tags closely enough to be no less than the tree's depth on what
// people write: implied ends (p, li, td, ...) are not counted at all, an end tag without a beginning is ignored, an end
// tag does not reach out of a table, and script text is not markup.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "source/formats.h"

namespace breadcrumb::source {

namespace {

constexpr std::array uncounted = std::to_array<std::string_view>(
    {"area",   "base",     "br",      "col",      "embed",    "hr",    "img",     "input",  "link", "meta", "param",
     "source", "track",    "wbr",     "p",        "li",       "dt",    "dd",      "tr",     "td",   "th",   "thead",
     "tbody",  "tfoot",    "option",  "optgroup", "colgroup", "rt",    "rp",      "rb",     "rtc",  "html", "head",
     "body",   "basefont", "bgsound", "frame",    "keygen",   "image", "isindex", "caption"});
constexpr std::array raw = std::to_array<std::string_view>(
    {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"});

template <class List>
bool has(const List& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

// The parser compares each attribute with all before it, so their number is bounded; pages have a few dozen at most.
constexpr int most_attributes = 256;

char low(char c) {
  return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_';
}

}  // namespace

Depth html_depth(std::string_view html, int limit) {
  std::vector<std::string> open;
  Depth deepest;
  int foreign = 0;
  for (std::size_t i = 0; i < html.size();) {
    i = html.find('<', i);
    if (i == std::string_view::npos) break;
    const auto tag = i++;
    if (html.substr(i).starts_with("!--")) {
      const auto end = html.find("-->", i + 1);
      if (end == std::string_view::npos) break;
      i = end + 3;
      continue;
    }
    const bool closing = i < html.size() && html[i] == '/';
    if (closing) ++i;
    std::string name;
    while (i < html.size() && is_name(low(html[i])) && name.size() < 32) name += low(html[i++]);
    if (name.empty() || name[0] < 'a' || name[0] > 'z') continue;
    char quote = 0;
    bool self_closed = false, gap = false;
    int attributes = 0;
    char last = 0;  // before this one and not blank: `title = "..."` is quoted too
    while (i < html.size()) {
      const char c = html[i++];
      if (quote == 0) {
        const bool blank =
            c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '/' || c == '"' || c == '\'';
        if (!blank && c != '>' && gap && ++attributes > most_attributes) {
          deepest.crowded = tag;
          return deepest;
        }
        gap = blank;
      }
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if ((c == '"' || c == '\'') && last == '=') {
        quote = c;
      } else if (c == '>') {
        self_closed = html[i - 2] == '/';
        break;
      }
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') last = c;
    }
    const bool own = name == "svg" || name == "math";
    if (closing) {
      if (own && foreign > 0) --foreign;
      for (std::size_t k = open.size(); k-- > 0;) {
        if (open[k] == name) {
          open.resize(k);
          break;
        }
        if (open[k] == "table" || open[k] == "template" || open[k] == "object" || open.size() - k > 64) break;
      }
      continue;
    }
    if (foreign == 0 && has(raw, name)) {
      if (name == "plaintext") break;
      // To its own end tag, whatever stands between.
      while (i < html.size()) {
        i = html.find("</", i);
        if (i == std::string_view::npos) return deepest;
        const auto found = html.substr(i + 2, name.size());
        if (std::equal(found.begin(), found.end(), name.begin(), name.end(),
                       [](char a, char b) { return low(a) == b; }))
          break;
        i += 2;
      }
      continue;
    }
    if (foreign > 0 && self_closed) continue;
    if (foreign == 0 && has(uncounted, name)) continue;
    if (own) ++foreign;
    open.push_back(name);
    if (static_cast<int>(open.size()) > deepest.depth) {
      deepest.depth = static_cast<int>(open.size());
      deepest.byte = tag;
      if (deepest.depth > limit) return deepest;
    }
  }
  return deepest;
}

Result<void> check_markup(std::string_view html, int limit) {
  const auto depth = html_depth(html, limit);
  if (depth.depth > limit)
    return Error{ErrorKind::too_big, "source.too_deep",
                 fmt::format("elements stand more than {} deep in one another", limit),
                 fmt::format("byte {}", depth.byte)};
  if (depth.crowded != std::string_view::npos)
    return Error{ErrorKind::too_big, "source.too_big",
                 fmt::format("an element has more than {} attributes", most_attributes),
                 fmt::format("byte {}", depth.crowded)};
  return {};
}

}  // namespace breadcrumb::source
