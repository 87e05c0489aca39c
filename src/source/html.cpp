// HTML through gumbo (which only the files of HTML know): visible words in order, with what the tags say of each block.
#include <fmt/format.h>
#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>

#include "source/formats.h"
#include "source/html_seen.h"
#include "text/encoding.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_OPTION:
    case GUMBO_TAG_P:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_UL:
      return true;
    default:
      return false;
  }
}

// What a list would print before its n-th item.
std::string list_marker(std::string_view type, long n) {
  if (type == "a" || type == "A") {
    std::string out;
    for (long k = n; k > 0 && out.size() < 4; k = (k - 1) / 26)
      out.insert(out.begin(), static_cast<char>((type == "a" ? 'a' : 'A') + (k - 1) % 26));
    if (!out.empty()) return out + ".";
  }
  if ((type == "i" || type == "I") && n > 0 && n < 40) {
    std::string out(static_cast<std::size_t>(n / 10), 'x');
    constexpr std::array<const char*, 10> ones = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    out += ones[static_cast<std::size_t>(n % 10)];
    if (type == "I") {
      for (char& c : out) c = static_cast<char>(c - 32);
    }
    return out + ".";
  }
  return fmt::format("{}.", n);
}

long number_of(std::string_view s, long fallback) {
  if (s.empty() || s.size() > 6) return fallback;
  long out = 0;
  for (const char c : s) {
    if (c < '0' || c > '9') return fallback;
    out = out * 10 + (c - '0');
  }
  return out;
}

struct Context {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;
  int list_depth = 0;
  Look look;
  bool preformatted = false;
  Feature feature;
  Paint paint;
};

class HtmlReader {
 public:
  HtmlReader(std::string_view html, std::size_t offset, bool keeps_bytes, const Limits& limits,
             const FurnitureRules& rules)
      : html_(html), offset_(offset), keeps_bytes_(keeps_bytes), limits_(limits), rules_(rules) {}

  Result<Draft> read() {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    const auto close = [&](GumboOutput* output) { gumbo_destroy_output(&options, output); };
    const std::unique_ptr<GumboOutput, decltype(close)> output(
        gumbo_parse_with_options(&options, html_.data(), html_.size()), close);
    seen_.read_styles(output->root);
    measure(output->root, 0);
    total_ = sizes_[output->root];
    walk(output->root, {}, 0);
    if (too_deep_)
      return Error{ErrorKind::too_big, "source.too_deep",
                   fmt::format("elements stand more than {} deep in one another", limits_.max_depth), ""};
    auto draft = builder_.finish();
    draft.has_main = has_main_;
    meta_.insert(meta_.begin(), draft.document.meta.begin(), draft.document.meta.end());
    draft.document.meta = std::move(meta_);
    draft.document.warnings = seen_.warnings();
    return draft;
  }

 private:
  // Bytes of visible words under each element, for telling a sidebar from a body whose class says "has-sidebar".
  std::size_t measure(const GumboNode* node, int depth) {
    if (depth > limits_.max_depth * 4) {
      too_deep_ = true;
      return 0;
    }
    if (is_words(node)) return text::trim(node->v.text.text).size();
    if (!is_element(node) || seen_.is_unseen(node)) return 0;
    std::size_t size = 0;
    for (unsigned i = 0; i < node->v.element.children.length; ++i)
      size += measure(static_cast<const GumboNode*>(node->v.element.children.data[i]), depth + 1);
    sizes_[node] = size;
    return size;
  }

  [[nodiscard]] bool is_landmark(const GumboNode* node, const Context& context) const {
    const auto found = sizes_.find(node);
    const auto size = found == sizes_.end() ? 0 : found->second;
    const auto role = attribute(node, "role");
    switch (node->v.element.tag) {
      case GUMBO_TAG_NAV:
      case GUMBO_TAG_BUTTON:
      case GUMBO_TAG_MENU:
        return true;
      case GUMBO_TAG_ASIDE:
      case GUMBO_TAG_FOOTER:
      case GUMBO_TAG_FORM:
        return size * 2 < total_;
      case GUMBO_TAG_HEADER:
        return !context.feature.main && size * 2 < total_;
      case GUMBO_TAG_HTML:
      case GUMBO_TAG_BODY:
      case GUMBO_TAG_MAIN:
      case GUMBO_TAG_ARTICLE:
      case GUMBO_TAG_H1:
        return false;
      default:
        break;
    }
    if (role == "navigation" || role == "search" || role == "menu" || role == "menubar") return true;
    if (size * 2 >= total_) return false;
    if (role == "banner" || role == "contentinfo" || role == "complementary") return true;
    if (role == "main" || role == "article") return false;
    return rules_.names_furniture(attribute(node, "class")) || rules_.names_furniture(attribute(node, "id"));
  }

  // "x-small" boxes aside: does a cell hold blocks of its own, so that the table only lays the page out?
  static bool holds_blocks(const GumboNode* cell) {
    for (unsigned i = 0; i < cell->v.element.children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(cell->v.element.children.data[i]);
      if (is_element(child) && is_block(child->v.element.tag) && child->v.element.tag != GUMBO_TAG_HR) return true;
    }
    return false;
  }

  static std::size_t cells_of_row(const GumboNode* row) {
    std::size_t count = 0;
    for (unsigned i = 0; i < row->v.element.children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(row->v.element.children.data[i]);
      if (is_element(child) && (child->v.element.tag == GUMBO_TAG_TD || child->v.element.tag == GUMBO_TAG_TH)) ++count;
    }
    return count;
  }

  void open(const Context& context, std::size_t origin) {
    Block block;
    block.kind = context.kind;
    block.level = context.level;
    block.marker = marker_;
    block.origin = keeps_bytes_ ? origin + offset_ : 0;
    marker_.clear();
    builder_.open(std::move(block), context.feature);
  }

  void words(const GumboNode* node, const Context& context) {
    const std::string_view content = node->v.text.text;
    if (seen_.leaves_out(context.paint, content)) return;
    if (!builder_.is_open() && text::trim(content).empty()) return;
    if (!builder_.is_open()) open(context, node->v.text.start_pos.offset);
    builder_.add(content, context.look, context.preformatted);
    breaks_ = text::trim(content).empty() ? breaks_ : 0;
  }

  // One <br> is a line's end in a block; two part blocks, and so does one before a list marker or after bold words.
  void line_break(const GumboNode* node, const Context& context) {
    if (!builder_.is_open()) return;
    if (++breaks_ >= 2 || next_has_marker(node) || (builder_.is_strong() && !context.look.bold)) {
      builder_.close();
      breaks_ = 0;
      return;
    }
    builder_.line_break();
  }

  static bool next_has_marker(const GumboNode* node) {
    const auto& siblings = node->parent->v.element.children;
    for (unsigned i = static_cast<unsigned>(node->index_within_parent) + 1; i < siblings.length; ++i) {
      const auto* next = static_cast<const GumboNode*>(siblings.data[i]);
      if (next->type == GUMBO_NODE_WHITESPACE || next->type == GUMBO_NODE_COMMENT) continue;
      if (!is_words(next)) return false;
      const auto line = text::trim(next->v.text.text);
      return !line.empty() && !marker_of(line.substr(0, 64)).empty();
    }
    return false;
  }

  void collect_meta(const GumboNode* node) {
    const auto add = [&](std::string_view name, std::string_view value) {
      auto clean = text::squeeze(value);
      if (clean.empty() || clean.size() > 2000) return;
      for (const auto& entry : meta_)
        if (entry.name == name) return;
      meta_.push_back({std::string(name), std::move(clean)});
    };
    switch (node->v.element.tag) {
      case GUMBO_TAG_TITLE:
        if (node->v.element.children.length > 0) {
          const auto* child = static_cast<const GumboNode*>(node->v.element.children.data[0]);
          if (is_words(child)) page_title_ = text::squeeze(child->v.text.text);
          add("title", page_title_);
        }
        break;
      case GUMBO_TAG_HTML:
        add("language", attribute(node, "lang"));
        break;
      case GUMBO_TAG_LINK:
        if (lower(attribute(node, "rel")) == "canonical") add("canonical_url", attribute(node, "href"));
        break;
      case GUMBO_TAG_TIME:
        add("date", attribute(node, "datetime"));
        break;
      case GUMBO_TAG_META: {
        const auto name = lower(has_attribute(node, "name") ? attribute(node, "name") : attribute(node, "property"));
        const auto value = attribute(node, "content");
        if (name == "og:title" || name == "dc.title") add("title", value);
        if (name == "og:site_name") add("site_name", value);
        if (name == "author" || name == "dc.creator") add("author", value);
        if (name == "og:url") add("canonical_url", value);
        for (const std::string_view date :
             {"date", "dc.date", "dcterms.date", "dcterms.issued", "pubdate", "dc.date.issued",
              "article:published_time", "datepublished", "publication-date"})
          if (name == date) add("date", value);
        break;
      }
      default:
        break;
    }
  }

  void head(const GumboNode* node, int depth) {
    if (depth > 8 || !is_element(node)) return;
    collect_meta(node);
    for (unsigned i = 0; i < node->v.element.children.length; ++i)
      head(static_cast<const GumboNode*>(node->v.element.children.data[i]), depth + 1);
  }

  void walk(const GumboNode* node, Context context, int depth) {
    if (too_deep_ || depth > limits_.max_depth * 4) {
      too_deep_ = true;
      return;
    }
    if (is_words(node)) return words(node, context);
    if (!is_element(node)) return;
    const auto tag = node->v.element.tag;
    if (tag == GUMBO_TAG_HEAD) return head(node, 0);
    if (tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_TIME) collect_meta(node);
    if (seen_.is_unseen(node)) return;
    context.paint = seen_.paint(node, context.paint);
    if (tag == GUMBO_TAG_BR) return line_break(node, context);
    enter(node, context);
    const bool block = is_block(tag);
    if (block) {
      builder_.close();
      breaks_ = 0;
    }
    const auto [list_before, style_before] = std::pair(list_number_, list_style_);
    if (tag == GUMBO_TAG_OL) {
      list_number_ = number_of(attribute(node, "start"), 1);
      list_style_ = std::string(attribute(node, "type").substr(0, 1));
      if (list_style_.empty()) list_style_ = "1";
    }
    if (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_DIR) list_style_.clear();
    for (unsigned i = 0; i < node->v.element.children.length; ++i)
      walk(static_cast<const GumboNode*>(node->v.element.children.data[i]), context, depth + 1);
    if (tag == GUMBO_TAG_OL || tag == GUMBO_TAG_UL || tag == GUMBO_TAG_DIR) {
      list_number_ = list_before;
      list_style_ = style_before;
    }
    if (block) {
      builder_.close();
      breaks_ = 0;
      if (tag == GUMBO_TAG_LI) marker_.clear();
    }
  }

  // What an element changes for the words inside.
  void enter(const GumboNode* node, Context& context) {
    const auto tag = node->v.element.tag;
    if (is_landmark(node, context)) context.feature.landmark = true;
    if (tag == GUMBO_TAG_MAIN || tag == GUMBO_TAG_ARTICLE || attribute(node, "role") == "main") {
      context.feature.main = has_main_ = true;
    }
    const auto become = [&](BlockKind kind, int level) {
      context.kind = kind;
      context.level = level;
    };
    switch (tag) {
      case GUMBO_TAG_H1:
      case GUMBO_TAG_H2:
      case GUMBO_TAG_H3:
      case GUMBO_TAG_H4:
      case GUMBO_TAG_H5:
      case GUMBO_TAG_H6:
        become(BlockKind::heading, 1 + static_cast<int>(tag) - static_cast<int>(GUMBO_TAG_H1));
        break;
      case GUMBO_TAG_UL:
      case GUMBO_TAG_OL:
      case GUMBO_TAG_DIR:
        ++context.list_depth;
        break;
      case GUMBO_TAG_LI: {
        become(BlockKind::list_item, std::max(1, context.list_depth));
        if (list_style_.empty()) {
          marker_ = "•";
        } else {
          list_number_ = number_of(attribute(node, "value"), list_number_);
          marker_ = list_marker(list_style_, list_number_++);
        }
        break;
      }
      case GUMBO_TAG_TD:
      case GUMBO_TAG_TH:
        if (node->parent != nullptr && is_element(node->parent) && cells_of_row(node->parent) > 1 &&
            !holds_blocks(node))
          become(BlockKind::table_cell, 0);
        else
          become(BlockKind::paragraph, 0);
        break;
      case GUMBO_TAG_DT:
        become(BlockKind::term, 0);
        break;
      case GUMBO_TAG_DD:
        become(BlockKind::paragraph, 0);
        break;
      case GUMBO_TAG_CAPTION:
      case GUMBO_TAG_FIGCAPTION:
        become(BlockKind::caption, 0);
        break;
      case GUMBO_TAG_PRE:
        context.preformatted = true;
        break;
      case GUMBO_TAG_A:
        context.look.link = has_attribute(node, "href");
        break;
      case GUMBO_TAG_B:
      case GUMBO_TAG_STRONG:
        context.look.bold = true;
        break;
      case GUMBO_TAG_I:
      case GUMBO_TAG_EM:
        context.look.italic = true;
        break;
      case GUMBO_TAG_U:
        context.look.underline = true;
        break;
      default:
        break;
    }
    const auto style = attribute(node, "style");
    if (!style.empty() && style.size() < 4096 && tag != GUMBO_TAG_BODY) {
      auto squeezed = lower(style);
      std::erase_if(squeezed, [](char c) { return c == ' '; });
      if (squeezed.find("font-weight:bold") != std::string::npos || squeezed.find("font-weight:7") != std::string::npos)
        context.look.bold = true;
      if (squeezed.find("text-decoration:underline") != std::string::npos) context.look.underline = true;
    }
  }

  std::string_view html_;
  std::size_t offset_;
  bool keeps_bytes_;
  const Limits& limits_;
  const FurnitureRules& rules_;
  Seen seen_;
  Builder builder_;
  std::unordered_map<const GumboNode*, std::size_t> sizes_;
  std::size_t total_ = 0;
  std::vector<MetaEntry> meta_;
  std::string page_title_;
  std::string marker_;      // of the list item whose first words are still to come
  std::string list_style_;  // of the innermost list: "" for bullets
  long list_number_ = 1;
  int breaks_ = 0;
  bool has_main_ = false;
  bool too_deep_ = false;
};

}  // namespace

bool looks_like_html(std::string_view bytes) {
  std::string head;
  for (const char c : bytes.substr(0, 8192))
    if (c != '\0') head += c;
  std::string_view rest = head;
  if (rest.starts_with("\xEF\xBB\xBF"))
    rest.remove_prefix(3);
  else if (rest.starts_with("\xFF\xFE") || rest.starts_with("\xFE\xFF"))
    rest.remove_prefix(2);
  while (true) {
    while (!rest.empty() && (rest[0] == ' ' || (rest[0] >= '\t' && rest[0] <= '\r'))) rest.remove_prefix(1);
    std::size_t end = std::string_view::npos;
    if (rest.starts_with("<!--"))
      end = rest.find("-->") == std::string_view::npos ? end : rest.find("-->") + 3;
    else if (rest.starts_with("<?"))
      end = rest.find('>') == std::string_view::npos ? end : rest.find('>') + 1;
    else
      break;
    if (end == std::string_view::npos) return false;
    rest.remove_prefix(end);
  }
  if (rest.empty() || rest[0] != '<') return false;
  const auto start = lower(rest.substr(1, 16));
  for (const std::string_view tag :
       {"!doctype html", "html",    "head", "body",    "meta",   "title", "p",     "div", "h1",   "h2", "h3",
        "table",         "article", "main", "section", "header", "nav",   "ul",    "ol",  "span", "a",  "b",
        "font",          "center",  "br",   "script",  "link",   "style", "strong"}) {
    if (!start.starts_with(tag)) continue;
    const char next = start.size() > tag.size() ? start[tag.size()] : '>';
    if (tag[0] == '!' || next == '>' || next == ' ' || next == '/' || (next >= '\t' && next <= '\r')) return true;
  }
  return false;
}

std::string declared_charset(std::string_view bytes) {
  const auto head = lower(bytes.substr(0, 4096));
  if (head.starts_with("<?xml")) {
    const auto end = head.find("?>");
    const auto at = head.find("encoding=");
    if (at != std::string::npos && at < end && at + 10 < head.size()) {
      const auto value = std::string_view(head).substr(at + 10);
      return std::string(value.substr(0, value.find_first_of("\"'?>")));
    }
  }
  for (std::size_t at = 0; (at = head.find("<meta", at)) != std::string::npos; ++at) {
    const auto end = std::min(head.find('>', at), head.size());
    const auto element = std::string_view(head).substr(at, end - at);
    const auto found = element.find("charset=");
    if (found == std::string_view::npos) continue;
    auto value = element.substr(found + 8);
    while (!value.empty() && (value[0] == '"' || value[0] == '\'' || value[0] == ' ')) value.remove_prefix(1);
    value = value.substr(0, value.find_first_of("\"' ;/>"));
    // A page that says so in ASCII is not in UTF-16.
    return value.starts_with("utf-16") ? "utf-8" : std::string(value);
  }
  return "";
}

Result<Draft> read_html(std::string_view bytes, const Hints& hints, const Limits& limits, const FurnitureRules& rules) {
  auto declared = charset_of(hints.content_type);
  if (text::encoding_name(declared).empty()) declared = declared_charset(bytes);
  auto decoded = BC_TRY(text::decode(bytes, declared));
  BC_TRY(check_markup(decoded.text, limits.max_depth));
  HtmlReader reader(decoded.text, decoded.offset, decoded.encoding == "utf-8", limits, rules);
  auto draft = BC_TRY(reader.read());
  draft.document.media_type = "text/html";
  draft.document.extractor = "html/1";
  draft.document.meta.push_back({"encoding", decoded.encoding});
  if (!decoded.warning.empty()) draft.document.warnings.push_back(decoded.warning);
  return draft;
}

}  // namespace breadcrumb::source
