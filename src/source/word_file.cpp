#include "source/word_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "source/word_fields.h"
#include "source/word_grid.h"
#include "source/word_known.h"
#include "source/word_look.h"
#include "source/word_package.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

/// What the elements around a run say of it.
struct Around {
  Shown shown;
  std::string link;
  bool deleted = false, inserted = false, filled = false;
};

class WordReader {
 public:
  WordReader(WordPackage package, const Limits& limits) : package_(std::move(package)), limits_(limits) {}

  Result<WordFile> read() {
    const auto* main = BC_TRY(package_.part(package_.main_name()));
    const auto body = main->child("w:document").child("w:body");
    if (!body)
      return Error{ErrorKind::bad_input, "source.damaged", "the Word document has no body", package_.main_name()};
    if (const auto styles = package_.of_kind("/styles"); !styles.empty())
      styles_ = WordStyles::of(BC_TRY(package_.part(styles.front()))->child("w:styles"));
    if (const auto lists = package_.of_kind("/numbering"); !lists.empty())
      numbering_ = BC_TRY(package_.part(lists.front()))->child("w:numbering");
    page_.shown.behind = colour_of(main->child("w:document").child("w:background"), "w:color", "w:themeColor");
    if (main->child("w:document").child("w:background")) unread("the colour of the page");
    for (const auto& holder : styles_.all_properties()) name_unknown(holder);
    if (styles_.has_twins()) unread("styles of which two have one name");
    BC_TRY(properties());
    name_unknown(body.child("w:sectPr"));
    blocks(body, page_, 0);
    end_story();
    BC_TRY(stories("/header", WordStory::header, ""));
    BC_TRY(stories("/footer", WordStory::footer, ""));
    BC_TRY(stories("/footnotes", WordStory::footnote, "w:footnote"));
    BC_TRY(stories("/endnotes", WordStory::endnote, "w:endnote"));
    BC_TRY(stories("/comments", WordStory::comment, "w:comment"));
    if (!package_.of_kind("/aFChunk").empty()) unread("a brought-in file that a word processor puts into the text");
    if (const auto fonts = package_.of_kind("/fontTable"); !fonts.empty())
      for (const auto& font : BC_TRY(package_.part(fonts.front()))->document_element().children())
        if (font.child("w:embedRegular") || font.child("w:embedBold") || font.child("w:embedItalic"))
          unread("a font of its own, which may draw letters as others: " +
                 text::repair_utf8(font.attribute("w:name").value()));
    if (too_deep_)
      return Error{ErrorKind::too_big, "source.too_deep",
                   fmt::format("elements stand more than {} deep in one another", limits_.max_depth),
                   package_.main_name()};
    if (size_ > limits_.max_text)
      return Error{ErrorKind::too_big, "source.too_big",
                   fmt::format("the text is larger than {} bytes", limits_.max_text), package_.main_name()};
    return std::move(file_);
  }

 private:
  /// The title, and what the file says of its making: in the properties that word processors keep, in numbered pieces
  /// because they keep short ones alone, or in the part that was written beside them.
  Result<void> properties() {
    for (const auto& name : package_.of_package("/core-properties"))
      file_.title = words_of(BC_TRY(package_.part(name))->document_element().child("dc:title"));
    std::map<std::string, std::string> pieces;
    for (const auto& name : package_.of_package("/custom-properties"))
      for (const auto& property : BC_TRY(package_.part(name))->document_element().children()) {
        const std::string_view label = property.attribute("name").value();
        if (!label.starts_with("Breadcrumb ") || label.size() > 13) continue;
        // `Breadcrumb 9` stands before `Breadcrumb 10`.
        pieces[std::string(13 - label.size(), ' ') + std::string(label.substr(11))] =
            words_of(property.child("vt:lpwstr"));
      }
    for (const auto& [number, piece] : pieces) file_.said += piece;
    if (!file_.said.empty()) return {};
    for (const auto& name : package_.of_kind("/customXml")) {
      const auto xml = package_.part(name);
      if (!xml) continue;  // somebody else's part, which need not be XML
      const auto root = (*xml)->document_element();
      if (std::string_view(root.name()) == "breadcrumbs") file_.said = words_of(root);
    }
    return {};
  }

  Result<void> stories(std::string_view kind, WordStory story, const char* element) {
    for (const auto& name : package_.of_kind(kind)) {
      const auto* xml = BC_TRY(package_.part(name));
      story_ = story;
      if (*element == '\0') {
        blocks(xml->document_element(), page_, 0);
        end_story();
        continue;
      }
      for (const auto& note : xml->document_element().children(element)) {
        const std::string_view type = note.attribute("w:type").value();
        if (type == "separator" || type == "continuationSeparator") continue;
        number_ = note.attribute("w:id").as_int();
        blocks(note, page_, 0);
        end_story();
      }
      number_ = 0;
    }
    return {};
  }

  void end_story() {
    fields_.clear();
    // Text boxes hang on runs and are read apart.
    while (!boxes_.empty()) {
      auto boxes = std::move(boxes_);
      boxes_.clear();
      const auto outer = std::exchange(story_, WordStory::text_box);
      for (const auto& box : boxes) blocks(box, page_, 1);
      fields_.clear();
      story_ = outer;
    }
  }

  [[nodiscard]] bool in_margin() const { return story_ == WordStory::header || story_ == WordStory::footer; }

  /// Names what this program does not judge of how words are shown.
  void name_unknown(const Node& properties) {
    for (auto& what : unjudged_of(properties)) unread(std::move(what));
  }

  void unread(std::string what) {
    if (file_.unread.size() < 200 && std::ranges::find(file_.unread, what) == file_.unread.end())
      file_.unread.push_back(std::move(what));
  }

  bool is_too_deep(int depth) {
    too_deep_ = too_deep_ || depth > limits_.max_depth;
    return too_deep_ || size_ > limits_.max_text;
  }

  /// What an element that only holds others says of them; false when nothing of it is shown here.
  bool enter(const Node& node, std::string_view name, Around& around) {
    if (name == "w:bookmarkStart")
      file_.bookmarks.emplace(bookmark_name(node), file_.paragraphs.size() - (is_inline(node) ? 1 : 0));
    if (name == "w:ins" || name == "w:moveTo") around.inserted = true;
    if (name == "w:del" || name == "w:moveFrom") around.deleted = true;
    if (name == "w:bdo" || name == "w:dir") around.shown.turned = true;
    if (name == "w:sdt")
      for (const auto& one : node.child("w:sdtPr").children())
        around.filled = around.filled || name_of(one).ends_with("dataBinding");
    // A program may leave out what is of a kind that it does not know.
    if (!name.starts_with("w:") && !name.starts_with("mc:")) around.filled = true;
    const bool brought_in = name == "w:subDoc" || name == "w:altChunk";
    if (name == "mc:AlternateContent" || brought_in) around.filled = true;
    if (brought_in) unread("a brought-in file that a word processor puts into the text");
    return !(name.ends_with("Pr") || name == "w:sectPr" || name == "w:tblGrid");
  }

  void blocks(const Node& parent, const Around& around, int depth) {
    if (is_too_deep(depth)) return;
    for (const auto& node : parent.children()) {
      const auto name = name_of(node);
      if (name == "w:p") {
        paragraph(node, around, depth);
      } else if (name == "w:tbl") {
        table(node, around, depth);
      } else if (name == "w:r" || name == "w:hyperlink") {
        open(false);
        inlines(parent, around, depth + 1);
        return;
      } else if (auto inner = around; node.type() == pugi::node_element && enter(node, name, inner)) {
        blocks(node, inner, depth + 1);
      }
    }
  }

  void table(const Node& node, const Around& around, int depth) {
    auto inner = around;
    const auto properties = node.child("w:tblPr");
    if (styles_.table_hides(properties.child("w:tblStyle").attribute("w:val").value())) inner.shown.covered = true;
    // A table that floats may stand anywhere on its page, or beside it.
    if (properties.child("w:tblpPr")) inner.shown.turned = true;
    if (is_off_page(properties.child("w:tblInd").attribute("w:w").as_int())) inner.shown.covered = true;
    name_unknown(properties);
    auto outer = std::exchange(grid_, WordGrid(++tables_));
    rows(node, inner, depth + 1);
    grid_ = std::move(outer);
  }

  void rows(const Node& parent, const Around& around, int depth) {
    if (is_too_deep(depth)) return;
    for (const auto& node : parent.children()) {
      const auto name = name_of(node);
      auto inner = around;
      if (name == "w:tr") {
        const auto properties = node.child("w:trPr");
        name_unknown(properties);
        if (node.child("w:tblPrEx").child("w:tblInd")) inner.shown.turned = true;
        if (properties.child("w:del")) inner.deleted = true;
        if (properties.child("w:ins")) inner.inserted = true;
        if (is_on(properties.child("w:hidden"))) inner.shown.covered = true;
        const auto height = properties.child("w:trHeight");
        if (height && std::string_view(height.attribute("w:hRule").value()) == "exact" &&
            height.attribute("w:val").as_int(240) < 60)
          inner.shown.covered = true;
        grid_.begin_row(properties.child("w:gridBefore").attribute("w:val").as_int());
        cells(node, inner, depth + 1);
      } else if (node.type() == pugi::node_element && enter(node, name, inner)) {
        rows(node, inner, depth + 1);
      }
    }
  }

  void cells(const Node& parent, const Around& around, int depth) {
    if (is_too_deep(depth)) return;
    for (const auto& node : parent.children()) {
      const auto name = name_of(node);
      auto inner = around;
      if (name == "w:tc") {
        const auto properties = node.child("w:tcPr");
        name_unknown(properties);
        if (properties.child("w:cellDel")) inner.deleted = true;
        // A cell that goes on from the one above or before it shows nothing of its own.
        for (const char* merge : {"w:vMerge", "w:hMerge"})
          if (const auto merged = properties.child(merge);
              merged && std::string_view(merged.attribute("w:val").value()) != "restart")
            inner.shown.covered = true;
        if (const auto shading = properties.child("w:shd")) inner.shown.behind = ground_of(shading);
        // One whose deletion is tracked is gone for those behind it.
        const auto span = inner.deleted ? 0 : properties.child("w:gridSpan").attribute("w:val").as_int(1);
        if (!grid_.begin_cell(span, properties.child("w:tcW"))) inner.shown.turned = true;
        blocks(node, inner, depth + 1);
      } else if (node.type() == pugi::node_element && enter(node, name, inner)) {
        cells(node, inner, depth + 1);
      }
    }
  }

  void open(bool heading) {
    file_.paragraphs.push_back({.story = story_,
                                .number = number_,
                                .heading = heading,
                                .table = grid_.table,
                                .row = grid_.row,
                                .column = grid_.column,
                                .pieces = {}});
  }

  void paragraph(const Node& node, const Around& around, int depth) {
    const auto properties = node.child("w:pPr");
    auto inner = around;
    inner.shown = styles_.paragraph(properties, around.shown);
    name_unknown(properties);
    if (const auto indent = properties.child("w:ind"); indent && grid_.table > 0 && is_out_of_cell(indent))
      inner.shown.covered = true;
    open(styles_.is_heading(properties));
    if (const auto words = styles_.spelled_sign(properties, numbering_); !words.empty()) put(words, inner);
    inlines(node, inner, depth + 1);
  }

  void inlines(const Node& parent, const Around& around, int depth) {
    if (is_too_deep(depth)) return;
    for (const auto& node : parent.children()) {
      const auto name = name_of(node);
      auto inner = around;
      if (name == "w:r") {
        run(node, around, depth + 1);
      } else if (name == "w:hyperlink") {
        const std::string anchor = text::repair_utf8(node.attribute("w:anchor").value());
        inner.link = package_.target(node.attribute("r:id").value()) + (anchor.empty() ? "" : "#" + anchor);
        inner.filled = inner.filled || (!around.link.empty() && around.link != inner.link);
        inlines(node, inner, depth + 1);
      } else if (name == "w:fldSimple") {
        Field field{.code = text::repair_utf8(node.attribute("w:instr").value())};
        field.settle();
        if (is_page_field(field.name) && in_margin()) continue;
        if (!field.link.empty()) lead(field.link, inner.link, inner.filled);
        inner.filled = inner.filled || field.name != "hyperlink";
        const auto before = size_;
        inlines(node, inner, depth + 1);
        if (is_page_field(field.name) || (size_ == before && !shows_nothing(field.name))) put(unknown_words, inner);
      } else if (name.starts_with("m:")) {
        mathematics(node, around, depth + 1);
      } else if (node.type() == pugi::node_element && enter(node, name, inner)) {
        inlines(node, inner, depth + 1);
      }
    }
  }

  void mathematics(const Node& node, const Around& around, int depth) {
    if (is_too_deep(depth)) return;
    unread("how a formula is set");
    if (name_of(node) == "m:t") put(words_of(node), around);
    for (const auto& child : node.children()) mathematics(child, around, depth + 1);
  }

  void run(const Node& node, const Around& around, int depth) {
    auto inner = around;
    styles_.apply(node.child("w:rPr"), inner.shown);
    name_unknown(node.child("w:rPr"));
    run_children(node, inner, depth);
  }

  void run_children(const Node& node, const Around& around, int depth) {
    if (is_too_deep(depth)) return;
    for (const auto& child : node.children()) {
      const auto name = name_of(child);
      auto inner = around;
      if (name == "w:fldChar") {
        const std::string_view type = child.attribute("w:fldCharType").value();
        if (type == "begin") fields_.push_back({.size = size_});
        if (type == "separate" && !fields_.empty()) {
          fields_.back().shows = true;
          fields_.back().size = size_;
          fields_.back().settle();
        }
        if (type == "end" && !fields_.empty()) {
          auto ended = std::move(fields_.back());
          fields_.pop_back();
          if (!ended.shows) ended.settle();
          inner.filled = true;
          if (is_page_field(ended.name) ? !in_margin() : ended.size == size_ && !shows_nothing(ended.name))
            put(unknown_words, inner);
        }
      } else if (name == "w:instrText" || name == "w:delInstrText") {
        if (!fields_.empty()) fields_.back().code += words_of(child);
      } else if (name == "w:t" || name == "w:delText") {
        inner.deleted = inner.deleted || name == "w:delText";
        const auto words = words_of(child);
        const bool kept = std::string_view(child.attribute("xml:space").value()) == "preserve";
        put(kept ? words : std::string(trimmed(words)), inner);
      } else if (name == "w:tab" || name == "w:ptab" || name == "w:br" || name == "w:cr") {
        put(" ", around);
      } else if (name == "w:noBreakHyphen") {
        put("\xE2\x80\x91", around);
      } else if (name == "w:pgNum" || name.starts_with("w:day") || name.starts_with("w:month") ||
                 name.starts_with("w:year")) {
        put(unknown_words, around);  // a figure that the program fills in
      } else if (name == "w:sym") {
        inner.shown.symbols = true;
        put(unknown_words, inner);
      } else if (name == "w:ruby") {
        // What stands above the words is read, too.
        inner.shown.raised = true;
        inlines(child.child("w:rt"), inner, depth + 1);
        inlines(child.child("w:rubyBase"), around, depth + 1);
      } else if (name == "mc:AlternateContent" || name == "mc:Choice" || name == "mc:Fallback") {
        // Which of them is shown depends on the program, so all are read.
        inner.filled = true;
        run_children(child, inner, depth + 1);
      } else if (name == "w:drawing" || name == "w:pict" || name == "w:object") {
        std::string says;
        const bool only_words = drawing(child, says, 0);
        unread(only_words && says.empty() ? "the place of a text box, which may cover words"
                                          : "a drawing or picture" + (says.empty() ? "" : ", called: " + says));
      } else if (name == "w:footnoteReference" || name == "w:endnoteReference") {
        unread("the number of a footnote or endnote that was put in");
      }
    }
  }

  /// Text boxes are kept for later; true when the drawing holds such words alone. `says` takes its alternative texts.
  bool drawing(const Node& node, std::string& says, int depth) {
    if (is_too_deep(depth)) return false;
    bool words = false, picture = false;
    const auto add = [&](std::string_view more) {
      if (!more.empty() && says.size() < 400) says += (says.empty() ? "" : "; ") + text::repair_utf8(more);
    };
    for (const auto& child : node.children()) {
      const auto name = name_of(child);
      for (const char* told : {"descr", "title", "alt", "string"})
        if (const auto attribute = child.attribute(told)) add(attribute.value());
      if (name == "w:txbxContent") {
        boxes_.push_back(child);
        words = true;
      } else if (name == "a:t") {
        add(words_of(child));
      } else {
        picture =
            picture || name == "pic:pic" || name == "v:imagedata" || name.starts_with("c:") || name == "o:OLEObject";
        words = drawing(child, says, depth + 1) || words;
      }
    }
    return words && !picture;
  }

  void put(std::string_view words, const Around& around) {
    if (words.empty() || file_.paragraphs.empty()) return;
    WordPiece piece{.text = std::string(words),
                    .link = around.link,
                    .hidden = around.shown.is_hidden(),
                    .deleted = around.deleted,
                    .inserted = around.inserted,
                    .struck = around.shown.struck,
                    .raised = around.shown.raised,
                    .turned = around.shown.turned,
                    .filled = around.filled,
                    .symbols = around.shown.symbols};
    for (const auto& field : fields_) {
      if (!field.shows) {
        piece.hidden = true;  // stands in a field's instructions, where nobody sees it
        continue;
      }
      if (is_page_field(field.name) && in_margin()) return;
      piece.filled = piece.filled || field.name != "hyperlink";
      if (!field.link.empty()) lead(field.link, piece.link, piece.filled);
    }
    size_ += words.size();
    auto& pieces = file_.paragraphs.back().pieces;
    if (!pieces.empty()) {
      const auto before = std::exchange(pieces.back().text, piece.text);
      const bool alike = pieces.back() == piece;
      pieces.back().text = before;
      if (alike) {
        pieces.back().text += piece.text;
        return;
      }
    }
    pieces.push_back(std::move(piece));
  }

  WordPackage package_;
  const Limits& limits_;
  WordFile file_;
  WordStyles styles_;
  Node numbering_;
  Around page_;
  WordStory story_ = WordStory::body;
  int number_ = 0, tables_ = 0;
  WordGrid grid_;
  std::vector<Field> fields_;
  std::vector<Node> boxes_;
  std::size_t size_ = 0;
  bool too_deep_ = false;
};

}  // namespace

Result<WordFile> read_word_file(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.max_bytes)
    return Error{ErrorKind::too_big, "source.too_big",
                 fmt::format("the file is larger than {} bytes", limits.max_bytes), ""};
  return WordReader(BC_TRY(WordPackage::open(bytes)), limits).read();
}

}  // namespace breadcrumb::source
