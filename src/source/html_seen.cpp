#include "source/html_seen.h"

#include <algorithm>

#include "source/contrast.h"
#include "text/utf8.h"

namespace breadcrumb::source {

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

std::string_view attribute(const GumboNode* node, const char* name) {
  const auto* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool has_attribute(const GumboNode* node, const char* name) {
  return gumbo_get_attribute(&node->v.element.attributes, name) != nullptr;
}

bool is_element(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT;
}

bool is_words(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA;
}

namespace {

constexpr std::size_t longest_sheet = 256 << 10;

bool is_unseen_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_RT:
    case GUMBO_TAG_RP:
      return true;
    default:
      return false;
  }
}

bool is_struck_tag(GumboTag tag) {
  return tag == GUMBO_TAG_DEL || tag == GUMBO_TAG_S || tag == GUMBO_TAG_STRIKE;
}

std::string squeezed(std::string_view declarations) {
  auto out = lower(declarations.substr(0, 4096));
  std::erase_if(out, [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
  return out;
}

bool hides(std::string_view declarations) {
  return declarations.find("display:none") != std::string_view::npos ||
         declarations.find("visibility:hidden") != std::string_view::npos ||
         declarations.find("visibility:collapse") != std::string_view::npos;
}

bool strikes(std::string_view declarations) {
  for (const std::string_view property : {"text-decoration:", "text-decoration-line:"})
    if (const auto at = declarations.find(property); at != std::string_view::npos) {
      const auto value = declarations.substr(at + property.size());
      if (value.substr(0, value.find(';')).find("line-through") != std::string_view::npos) return true;
    }
  return false;
}

// A rule that says how the element is to be shown: hiding it was not the last word.
bool shows(std::string_view declarations) {
  for (const std::string_view property : {"opacity:", "max-height:", "clip:", "clip-path:", "position:"})
    if (const auto at = declarations.find(property); at != std::string_view::npos) {
      const auto value = declarations.substr(at + property.size());
      if (property == "clip:" || property == "clip-path:" ? value.starts_with("auto") || value.starts_with("none")
          : property == "position:"                       ? value.starts_with("static")
                                                          : !value.starts_with('0') || value.starts_with("0."))
        return true;
    }
  for (std::size_t at = 0; (at = declarations.find("display:", at)) != std::string_view::npos; at += 8)
    if (!declarations.substr(at + 8).starts_with("none")) return true;
  return declarations.find("visibility:visible") != std::string_view::npos ||
         declarations.find("text-decoration:none") != std::string_view::npos;
}

bool is_name(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
         (c & 0x80) != 0;
}

// `.note`, `p.note`, `#note`: one class or id, maybe behind a tag, and nothing else.
bool is_plain(std::string_view selector) {
  const auto sign = selector.find_first_of(".#");
  if (sign == std::string_view::npos || sign + 1 == selector.size()) return false;
  for (std::size_t i = 0; i < selector.size(); ++i)
    if (i != sign && !is_name(selector[i])) return false;
  return true;
}

bool paints(std::string_view declarations) {
  return declarations.find("color") != std::string_view::npos ||
         declarations.find("background") != std::string_view::npos ||
         declarations.find("font") != std::string_view::npos;
}

std::string without_comments(std::string_view css) {
  std::string out;
  while (true) {
    const auto start = css.find("/*");
    out += css.substr(0, start);
    if (start == std::string_view::npos) return out;
    const auto end = css.find("*/", start + 2);
    if (end == std::string_view::npos) return out;
    css.remove_prefix(end + 2);
  }
}

bool holds_words(const GumboNode* node, int depth) {
  if (is_words(node)) return !text::trim(node->v.text.text).empty();
  if (!is_element(node) || depth > 64) return false;
  for (unsigned i = 0; i < node->v.element.children.length; ++i)
    if (holds_words(static_cast<const GumboNode*>(node->v.element.children.data[i]), depth + 1)) return true;
  return false;
}

}  // namespace

void Seen::read_styles(const GumboNode* root) {
  std::vector<const GumboNode*> open{root};
  std::string css;
  while (!open.empty() && css.size() < longest_sheet) {
    const GumboNode* node = open.back();
    open.pop_back();
    if (!is_element(node)) continue;
    const bool sheet = node->v.element.tag == GUMBO_TAG_STYLE;
    sheets_ =
        sheets_ || sheet ||
        (node->v.element.tag == GUMBO_TAG_LINK && attribute(node, "rel").find("stylesheet") != std::string_view::npos);
    for (unsigned i = node->v.element.children.length; i > 0; --i) {
      const auto* child = static_cast<const GumboNode*>(node->v.element.children.data[i - 1]);
      if (sheet && is_words(child) && attribute(node, "media").find("print") == std::string_view::npos)
        css += child->v.text.text;
      else if (!sheet)
        open.push_back(child);
    }
  }
  read_rules(without_comments(std::string_view(css).substr(0, longest_sheet)), 0);
  const auto is_shown = [&](const std::string& selector) {
    return shown_.contains(std::string_view(selector).substr(selector.find_first_of(".#")));
  };
  std::erase_if(hidden_, is_shown);
  std::erase_if(struck_, is_shown);
}

void Seen::read_rules(std::string_view css, int depth) {
  while (!css.empty()) {
    const auto open = css.find_first_of("{;");
    if (open == std::string_view::npos) return;
    const auto prelude = text::trim(css.substr(0, open));
    if (css[open] == ';') {  // @import and the like
      css.remove_prefix(open + 1);
      continue;
    }
    int braces = 1;
    std::size_t end = open + 1;
    for (; end < css.size() && braces > 0; ++end) braces += css[end] == '{' ? 1 : css[end] == '}' ? -1 : 0;
    const auto inside = css.substr(open + 1, end - open - (braces == 0 ? 2 : 1));
    css.remove_prefix(end);
    if (prelude.starts_with('@')) {
      // What a medium or a condition hides may be seen without it; what it shows counts.
      if (depth < 4) read_rules(inside, depth + 1);
      continue;
    }
    const auto declarations = squeezed(inside);
    const bool shown = shows(declarations);
    for (std::size_t at = 0; at <= prelude.size();) {
      const auto comma = std::min(prelude.find(',', at), prelude.size());
      const auto selector = text::trim(prelude.substr(at, comma - at));
      at = comma + 1;
      if (shown)
        for (std::size_t i = 0; i < selector.size(); ++i) {
          if (selector[i] != '.' && selector[i] != '#') continue;
          std::size_t stop = i + 1;
          while (stop < selector.size() && is_name(selector[stop])) ++stop;
          shown_.emplace(selector.substr(i, stop - i));
        }
      const bool tag = !selector.empty() && std::ranges::all_of(selector, is_name);
      if (depth == 0 && (tag || is_plain(selector)) && paints(declarations))
        painted_[std::string(selector)] += declarations + ';';
      if (depth > 0 || !is_plain(selector)) continue;
      if (hides(declarations) || is_off_page(declarations)) hidden_.emplace(selector);
      if (strikes(declarations)) struck_.emplace(selector);
    }
  }
}

bool Seen::matches(const GumboNode* node, const std::set<std::string, std::less<>>& selectors) const {
  if (selectors.empty()) return false;
  const auto named = [&](std::string_view sign, std::string_view name) {
    const auto selector = std::string(sign) + std::string(name);
    const auto* tag = gumbo_normalized_tagname(node->v.element.tag);
    return selectors.contains(selector) || selectors.contains(std::string(tag) + selector);
  };
  if (const auto id = attribute(node, "id"); !id.empty() && named("#", id)) return true;
  const auto classes = attribute(node, "class");
  for (std::size_t at = 0; at < classes.size();) {
    const auto end = std::min(classes.find_first_of(" \t\r\n\f", at), classes.size());
    if (end > at && named(".", classes.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

bool Seen::is_unseen(const GumboNode* node) {
  const auto tag = node->v.element.tag;
  if (is_unseen_tag(tag)) return true;
  if (has_attribute(node, "hidden") || attribute(node, "aria-hidden") == "true") return true;
  const auto style = squeezed(attribute(node, "style"));
  if (hides(style)) return true;
  if (!style.empty() && is_off_page(style)) {
    met_unseen_ = met_unseen_ || holds_words(node, 0);
    return true;
  }
  if (is_struck_tag(tag) || strikes(style) || matches(node, struck_)) {
    met_struck_ = met_struck_ || holds_words(node, 0);
    return true;
  }
  // Only what the element itself says could show it again.
  if (!matches(node, hidden_) || shows(style)) return false;
  met_hidden_ = met_hidden_ || holds_words(node, 0);
  return true;
}

Paint Seen::paint(const GumboNode* node, const Paint& around) const {
  std::string declarations;
  if (const auto ground = attribute(node, "bgcolor"); !ground.empty())
    declarations += "background-color:" + squeezed(ground) + ';';
  const auto tag = node->v.element.tag;
  if (tag == GUMBO_TAG_FONT || tag == GUMBO_TAG_BODY)
    if (const auto ink = attribute(node, tag == GUMBO_TAG_FONT ? "color" : "text"); !ink.empty())
      declarations += "color:" + squeezed(ink) + ';';
  const std::string name = gumbo_normalized_tagname(tag);
  const auto add = [&](const std::string& selector) {
    for (const auto& one : {selector, name + selector})
      if (const auto found = painted_.find(one); found != painted_.end()) declarations += found->second;
  };
  if (!painted_.empty()) {
    if (const auto found = painted_.find(name); found != painted_.end()) declarations += found->second;
    const auto classes = attribute(node, "class");
    for (std::size_t at = 0; at < classes.size();) {
      const auto end = std::min(classes.find_first_of(" \t\r\n\f", at), classes.size());
      if (end > at) add('.' + std::string(classes.substr(at, end - at)));
      at = end + 1;
    }
    if (const auto id = attribute(node, "id"); !id.empty()) add('#' + std::string(id));
  }
  declarations += squeezed(attribute(node, "style"));
  return painted(declarations, around, !sheets_);
}

bool Seen::leaves_out(const Paint& paint, std::string_view words) {
  if (!paint.is_faint()) return false;
  met_unseen_ = met_unseen_ || !text::trim(words).empty();
  return true;
}

std::vector<std::string> Seen::warnings() const {
  std::vector<std::string> out;
  if (met_struck_) out.emplace_back("source.struck_out: words that are struck out are not read");
  if (met_hidden_) out.emplace_back("source.hidden_by_style: words that the page's own style sheet hides are not read");
  if (met_unseen_) out.emplace_back(std::string(unseen_words));
  return out;
}

}  // namespace breadcrumb::source
