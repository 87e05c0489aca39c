// Puts a Document together: runs of text become blocks, blanks are treated as docs/text-rules.md says.
//
//   Builder builder;
//   builder.open({.kind = BlockKind::heading, .level = 2});
//   builder.add("Digital\n  Economy", {});
//   builder.close();
//   Draft draft = builder.finish();        // text "Digital Economy", one block
//
// All formats build through this, so that they agree on blanks, soft hyphens and markers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "source/shape.h"

namespace breadcrumb::source {

/// How a run is set.
struct Look {
  bool bold = false;
  bool italic = false;
  bool underline = false;
  bool link = false;
};

/// What the markup tells of a block beside the block itself; index by index with Document::blocks.
struct Feature {
  std::size_t link_bytes = 0;  ///< bytes inside links
  bool landmark = false;       ///< inside an element that is furniture by its tag, role or name
  bool main = false;           ///< inside <main>, <article> or role=main
  bool break_before = true;    ///< a blank line or a block boundary stood before it, not just a line's end
};

struct Draft {
  Document document;
  std::vector<Feature> features;
  bool has_main = false;  ///< a <main> or <article> was there
  bool marked = false;    ///< its furniture is marked and its title chosen already
};

class Builder {
 public:
  /// Begins a block (ending the one that is open).
  void open(Block block, Feature feature = {});
  [[nodiscard]] bool is_open() const { return open_; }
  [[nodiscard]] bool is_blank() const { return text_.empty(); }
  /// Whether all words so far are set bold or underlined.
  [[nodiscard]] bool is_strong() const { return words_ > 0 && strong_ == words_; }
  /// Adds visible words to the open block. Runs of blanks collapse unless `preformatted`.
  void add(std::string_view utf8, Look look, bool preformatted = false);
  /// A line's end inside the block.
  void line_break();
  /// Ends the block; one without words leaves no trace.
  void close();
  /// Bytes of finished text and of the open block.
  [[nodiscard]] std::size_t size() const { return draft_.document.text.size() + text_.size(); }
  Draft finish();

 private:
  void put(char32_t c, Look look);
  Draft draft_;
  ListLevels levels_;  // of list items that only their printed markers give away
  Block block_;
  Feature feature_;
  std::string text_;
  bool open_ = false;
  bool space_ = false;      // a run of blanks is waiting for the next word
  bool feed_ = false;       // ... and it held a line feed
  std::size_t strong_ = 0;  // bytes set bold or underlined, blanks aside
  std::size_t words_ = 0;   // bytes that are no blanks
};

/// The list marker a line begins with ("•", "(1)", "2.", "①"), as printed; empty when none. `rest` is where the words
/// after it begin. A number needs a blank, a dot or brackets after it, and a dash a blank.
struct Marker {
  std::string_view text;
  std::size_t rest = 0;
  [[nodiscard]] bool empty() const { return text.empty(); }
};
Marker marker_of(std::string_view line);

/// The style of a marker, so that two markers of one list compare equal: "(1)" and "(2)" give "(1)".
std::string marker_style(std::string_view marker);

/// Characters that no text keeps: soft hyphen, zero-width characters, byte order marks, controls other than line feed.
bool is_dropped(char32_t c);

}  // namespace breadcrumb::source
