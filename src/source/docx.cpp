// Word files: paragraphs with their styles, list numbers, tables, notes; headers and footers as furniture. Of tracked
// changes the inserted words are kept and the deleted ones are not, as the file would print.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <pugixml.hpp>

#include "source/archive.h"
#include "source/contrast.h"
#include "source/docx_nodes.h"
#include "source/formats.h"
#include "source/word_look.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

struct Style {
  std::string based_on;
  int heading = 0;  // 1-6 by outline level or name, -1 for a title
  bool bold = false;
  bool caption = false;
  std::string num_id;
  int num_level = 0;
};

struct ListLevel {
  std::string format = "decimal";
  std::string pattern = "%1.";
  long start = 1;
};

class DocxReader {
 public:
  DocxReader(std::map<std::string, std::string> members, const Limits& limits)
      : members_(std::move(members)), limits_(limits) {}

  Result<Draft> read() {
    if (!members_.contains("word/document.xml"))
      return Error{ErrorKind::bad_input, "source.unknown_format",
                   fmt::format("this is an archive without a Word document; {}", formats_read), ""};
    pugi::xml_document main;
    BC_TRY(parse("word/document.xml", main));
    read_styles();
    read_numbering();
    read_meta();
    const auto body = main.child("w:document").child("w:body");
    around_.behind = colour_of(main.child("w:document").child("w:background"), "w:color", "w:themeColor");
    if (!body)
      return Error{ErrorKind::bad_input, "source.damaged", "the Word document has no body", "word/document.xml"};
    furniture_parts("word/header");
    blocks(body, 0, false);
    notes("word/footnotes.xml", "w:footnote");
    notes("word/endnotes.xml", "w:endnote");
    furniture_parts("word/footer");
    if (too_deep_)
      return Error{ErrorKind::too_big, "source.too_deep",
                   fmt::format("elements stand more than {} deep in one another", limits_.max_depth),
                   "word/document.xml"};
    auto draft = builder_.finish();
    draft.document.media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    draft.document.extractor = "docx/1";
    draft.document.meta = std::move(meta_);
    if (unseen_) warnings_.emplace_back(std::string(unseen_words));
    if (struck_) warnings_.emplace_back("source.struck_out: words that are struck out are not read");
    draft.document.warnings = std::move(warnings_);
    return draft;
  }

 private:
  // Entities other than XML's own five are never expanded: pugixml has no DTD processing.
  Result<void> parse(const std::string& name, pugi::xml_document& into) {
    auto& bytes = members_[name];
    const auto done = into.load_buffer_inplace(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata,
                                               pugi::encoding_auto);
    if (!done)
      return Error{ErrorKind::bad_input, "source.damaged",
                   fmt::format("the XML cannot be read: {}", done.description()),
                   fmt::format("{}: byte {}", name, done.offset)};
    return {};
  }

  // A part that helps but is not the text: damage to it is a warning.
  bool try_part(const std::string& name, pugi::xml_document& into) {
    if (!members_.contains(name)) return false;
    if (const auto done = parse(name, into); !done) {
      warnings_.push_back("source.damaged_part: " + done.error().where + ": " + done.error().message);
      return false;
    }
    return true;
  }

  void read_styles() {
    if (!try_part("word/styles.xml", styles_xml_)) return;
    looks_ = WordStyles::of(styles_xml_.child("w:styles"));
    for (const auto& node : styles_xml_.child("w:styles").children("w:style")) {
      Style style;
      style.based_on = node.child("w:basedOn").attribute("w:val").value();
      const auto name = text::fold(node.child("w:name").attribute("w:val").value());
      if (name.starts_with("heading ") && name.size() == 9 && name[8] >= '1' && name[8] <= '9')
        style.heading = std::min(6, name[8] - '0');
      if (name.starts_with("見出し") && !name.empty() && name.back() >= '1' && name.back() <= '9')
        style.heading = std::min(6, name.back() - '0');
      if (name == "title" || name == "表題") style.heading = -1;
      style.caption = name == "caption" || name == "図表番号";
      const auto outline = node.child("w:pPr").child("w:outlineLvl");
      if (style.heading == 0 && outline && outline.attribute("w:val").as_int() < 9)
        style.heading = std::clamp(outline.attribute("w:val").as_int() + 1, 1, 6);
      style.bold = is_on(node.child("w:rPr").child("w:b"));
      const auto number = node.child("w:pPr").child("w:numPr");
      style.num_id = number.child("w:numId").attribute("w:val").value();
      style.num_level = number.child("w:ilvl").attribute("w:val").as_int();
      styles_[node.attribute("w:styleId").value()] = style;
    }
    // What a style says, or those it is based on; a circle ends after a while.
    for (auto& [id, style] : styles_) {
      auto parent = style.based_on;
      for (int step = 0; step < 12 && !parent.empty(); ++step) {
        const auto found = styles_.find(parent);
        if (found == styles_.end()) break;
        if (style.heading == 0) style.heading = found->second.heading;
        if (style.num_id.empty()) style.num_id = found->second.num_id, style.num_level = found->second.num_level;
        style.bold = style.bold || found->second.bold;
        parent = found->second.based_on;
      }
    }
  }

  static ListLevel level_of(const Node& node) {
    ListLevel level;
    level.format = node.child("w:numFmt").attribute("w:val").value();
    level.pattern = node.child("w:lvlText").attribute("w:val").value();
    level.start = node.child("w:start") ? node.child("w:start").attribute("w:val").as_int() : 1;
    return level;
  }

  void read_numbering() {
    pugi::xml_document xml;
    if (!try_part("word/numbering.xml", xml)) return;
    const auto root = xml.child("w:numbering");
    std::map<std::string, std::map<int, ListLevel>> kinds;
    for (const auto& kind : root.children("w:abstractNum"))
      for (const auto& level : kind.children("w:lvl"))
        kinds[kind.attribute("w:abstractNumId").value()][level.attribute("w:ilvl").as_int()] = level_of(level);
    for (const auto& number : root.children("w:num")) {
      auto levels = kinds[number.child("w:abstractNumId").attribute("w:val").value()];
      for (const auto& change : number.children("w:lvlOverride")) {
        const int at = change.attribute("w:ilvl").as_int();
        if (const auto level = change.child("w:lvl")) levels[at] = level_of(level);
        if (const auto start = change.child("w:startOverride")) levels[at].start = start.attribute("w:val").as_int();
      }
      lists_[number.attribute("w:numId").value()] = std::move(levels);
    }
  }

  void read_meta() {
    pugi::xml_document xml;
    if (!try_part("docProps/core.xml", xml)) return;
    const auto root = xml.child("cp:coreProperties");
    const auto add = [&](const char* name, const char* element) {
      const auto value = text::squeeze(text::repair_utf8(root.child(element).text().get()));
      if (!value.empty()) meta_.push_back({name, value});
    };
    add("title", "dc:title");
    add("author", "dc:creator");
    add("date", "dcterms:created");
    add("language", "dc:language");
  }

  // The next marker of a list; deeper counters begin anew.
  std::string next_marker(const std::string& num_id, int level) {
    const auto list = lists_.find(num_id);
    if (list == lists_.end()) return "•";
    const auto found = list->second.find(level);
    if (found == list->second.end()) return "•";
    if (found->second.format == "bullet" || found->second.format.empty()) {
      // Symbol fonts put their bullets into the private area.
      std::size_t at = 0;
      const auto& pattern = found->second.pattern;
      const char32_t c = pattern.empty() ? 0 : text::next_char(pattern, at);
      return c == 0 || (c >= 0xE000 && c <= 0xF8FF) || c == 'o' ? "•" : pattern;
    }
    if (found->second.format == "none") return "";
    auto& counters = counters_[num_id];
    auto [counter, fresh] = counters.try_emplace(level, found->second.start - 1);
    if (counter->second < 1000000) ++counter->second;
    counters.erase(counters.upper_bound(level), counters.end());
    std::string out;
    const auto& pattern = found->second.pattern;
    for (std::size_t i = 0; i < pattern.size() && out.size() < 40; ++i) {
      if (pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' && pattern[i + 1] <= '9') {
        const int of = pattern[++i] - '1';
        const auto format = list->second.contains(of) ? list->second[of].format : std::string("decimal");
        const auto value = counters.contains(of)       ? counters[of]
                           : list->second.contains(of) ? list->second[of].start
                                                       : 1;
        out += numeral(format, value);
      } else {
        out += pattern[i];
      }
    }
    return std::string(text::trim(out));
  }

  void furniture_parts(std::string_view prefix) {
    std::vector<std::string> names;
    for (const auto& [name, bytes] : members_)
      if (name.starts_with(prefix)) names.push_back(name);
    for (const auto& name : names) {
      pugi::xml_document xml;
      if (!try_part(name, xml)) continue;
      feature_.landmark = true;
      blocks(xml.first_child(), 0, false);
      feature_.landmark = false;
    }
  }

  void notes(const std::string& part, const char* element) {
    pugi::xml_document xml;
    if (!try_part(part, xml)) return;
    for (const auto& note : xml.first_child().children(element)) {
      const std::string_view type = note.attribute("w:type").value();
      if (type == "separator" || type == "continuationSeparator" || type == "continuationNotice") continue;
      note_ = note.attribute("w:id").value();
      blocks(note, 0, false);
      note_.reset();
    }
  }

  void blocks(const Node& parent, int depth, bool in_cell) {
    if (depth > limits_.max_depth) {
      too_deep_ = true;
      return;
    }
    for (const auto& node : parent.children()) {
      const auto name = name_of(node);
      if (name == "w:p") {
        paragraph(node, depth, in_cell);
      } else if (name == "w:tbl") {
        table(node, depth);
      } else if (name == "w:sdt") {
        blocks(node.child("w:sdtContent"), depth + 1, in_cell);
      } else if (name == "w:ins" || name == "w:moveTo" || name == "w:customXml" || name == "w:smartTag") {
        blocks(node, depth + 1, in_cell);
      }
    }
  }

  void table(const Node& node, int depth) {
    for (const auto& row : node.children("w:tr")) {
      const auto cells = std::distance(row.children("w:tc").begin(), row.children("w:tc").end());
      for (const auto& cell : row.children("w:tc")) {
        const auto outside = around_;
        if (const auto shading = cell.child("w:tcPr").child("w:shd")) around_.behind = ground_of(shading);
        blocks(cell, depth + 1, cells > 1);
        around_ = outside;
      }
    }
  }

  void paragraph(const Node& node, int depth, bool in_cell) {
    const auto properties = node.child("w:pPr");
    Style style;
    const auto id = properties.child("w:pStyle").attribute("w:val").value();
    if (const auto found = styles_.find(id); found != styles_.end()) style = found->second;
    if (const auto outline = properties.child("w:outlineLvl"); outline && outline.attribute("w:val").as_int() < 9)
      style.heading = std::clamp(outline.attribute("w:val").as_int() + 1, 1, 6);
    if (const auto number = properties.child("w:numPr")) {
      if (number.child("w:numId")) style.num_id = number.child("w:numId").attribute("w:val").value();
      if (number.child("w:ilvl")) style.num_level = number.child("w:ilvl").attribute("w:val").as_int();
    }
    Block block;
    if (in_cell) block.kind = BlockKind::table_cell;
    if (style.caption) block.kind = BlockKind::caption;
    if (note_) block.kind = BlockKind::note, block.marker = *note_;
    const bool has_words = holds_words(node, 0);
    if (!style.num_id.empty() && style.num_id != "0" && has_words && !note_) {
      const int level = std::clamp(style.num_level, 0, 8);
      block.marker = next_marker(style.num_id, level);
      if (!block.marker.empty() && style.heading == 0) block.kind = BlockKind::list_item, block.level = level + 1;
    }
    if (style.heading > 0) block.kind = BlockKind::heading, block.level = style.heading;
    if (style.heading < 0 && !feature_.landmark) block.kind = BlockKind::title;
    builder_.open(std::move(block), feature_);
    shown_ = looks_.paragraph(properties, around_);
    Look look;
    look.bold = style.bold && style.heading == 0;
    field_ = 0;
    inline_children(node, look, depth + 1);
    builder_.close();
    // Text boxes hang on runs; their paragraphs follow the one they hang on.
    auto boxes = std::move(boxes_);
    boxes_.clear();
    for (const auto& box : boxes) blocks(box, depth + 1, false);
  }

  static bool holds_words(const Node& node, int depth) {
    if (depth > 24) return true;
    for (const auto& child : node.children()) {
      const auto name = name_of(child);
      if (name == "w:t" && child.first_child()) return true;
      if (name != "w:del" && name != "w:pPr" && holds_words(child, depth + 1)) return true;
    }
    return false;
  }

  void inline_children(const Node& parent, Look look, int depth) {
    if (depth > limits_.max_depth) {
      too_deep_ = true;
      return;
    }
    for (const auto& node : parent.children()) {
      const auto name = name_of(node);
      if (name == "w:r") {
        run(node, look, depth);
      } else if (name == "w:hyperlink") {
        auto linked = look;
        linked.link = true;
        inline_children(node, linked, depth + 1);
      } else if (name == "w:ins" || name == "w:moveTo" || name == "w:smartTag" || name == "w:fldSimple" ||
                 name == "w:customXml" || name == "w:dir" || name == "w:bdo") {
        inline_children(node, look, depth + 1);
      } else if (name == "w:sdt") {
        inline_children(node.child("w:sdtContent"), look, depth + 1);
      } else if (name == "m:oMath" || name == "m:oMathPara") {
        for (const auto& words : node.select_nodes(".//m:t"))
          builder_.add(text::repair_utf8(words.node().text().get()), look);
      }
    }
  }

  void run(const Node& node, Look look, int depth) {
    const auto properties = node.child("w:rPr");
    if (is_on(properties.child("w:vanish"))) return;
    if (is_struck(properties)) {
      struck_ = struck_ || holds_words(node, depth);
      return;
    }
    // Seen by nobody: white on white, no size, off the page; as `verify` judges an edited paper.
    auto shown = shown_;
    looks_.apply(properties, shown);
    if (shown.is_hidden()) {
      unseen_ = unseen_ || holds_words(node, depth);
      return;
    }
    if (properties.child("w:b")) look.bold = is_on(properties.child("w:b"));
    look.italic = is_on(properties.child("w:i"));
    look.underline = is_on(properties.child("w:u"));
    for (const auto& child : node.children()) {
      const auto name = name_of(child);
      if (name == "w:fldChar") {
        const std::string_view type = child.attribute("w:fldCharType").value();
        if (type == "begin") field_ = 1;
        if (type == "separate" || type == "end") field_ = 0;
      } else if (field_ != 0) {
        continue;  // the field's instruction, not its result
      } else if (name == "w:t") {
        builder_.add(text::repair_utf8(child.text().get()), look);
      } else if (name == "w:tab" || name == "w:ptab") {
        builder_.add(" ", look);
      } else if (name == "w:br" || name == "w:cr") {
        const std::string_view type = child.attribute("w:type").value();
        if (type.empty() || type == "textWrapping") builder_.line_break();
      } else if (name == "w:noBreakHyphen") {
        builder_.add("\xE2\x80\x91", look);
      } else if (name == "w:sym") {
        builder_.add(" ", look);
      } else if (name == "w:ruby") {
        inline_children(child.child("w:rubyBase"), look, depth + 1);
      } else if (name == "mc:AlternateContent") {
        collect_boxes(child.child("mc:Choice"), 0);
      } else if (name == "w:pict" || name == "w:drawing") {
        collect_boxes(child, 0);
      }
    }
  }

  void collect_boxes(const Node& node, int depth) {
    if (depth > 64) return;
    for (const auto& child : node.children()) {
      if (name_of(child) == "w:txbxContent") {
        boxes_.push_back(child);
      } else {
        collect_boxes(child, depth + 1);
      }
    }
  }

  std::map<std::string, std::string> members_;
  const Limits& limits_;
  Builder builder_;
  std::map<std::string, Style, std::less<>> styles_;
  std::map<std::string, std::map<int, ListLevel>> lists_;
  std::map<std::string, std::map<int, long>> counters_;
  std::vector<MetaEntry> meta_;
  std::vector<std::string> warnings_;
  pugi::xml_document styles_xml_;
  WordStyles looks_;     // made of `styles_xml_`
  Shown around_;         // what the paragraphs stand in: the page, a cell
  Shown shown_;          // how the paragraph at hand sets its runs
  bool unseen_ = false;  // words that nobody sees were met
  bool struck_ = false;  // words that are struck out were met
  std::vector<Node> boxes_;
  Feature feature_;
  std::optional<std::string> note_;
  int field_ = 0;
  bool too_deep_ = false;
};

}  // namespace

Result<Draft> read_docx(std::string_view bytes, const Hints&, const Limits& limits) {
  auto members = BC_TRY(read_zip(bytes,
                                 {"word/document", "word/styles", "word/numbering", "word/footnotes", "word/endnotes",
                                  "word/header", "word/footer", "docProps/core"},
                                 {}));
  return DocxReader(std::move(members), limits).read();
}

}  // namespace breadcrumb::source
