// How the runs of a Word file are shown: styles, what they are based on, and whether anybody can see the words.
// Internal to source/.
//
//   const WordStyles styles = WordStyles::of(styles_xml);
//   Shown shown = styles.paragraph(paragraph_properties);
//   styles.apply(run_properties, shown);
//   if (shown.is_hidden()) ...
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "source/docx_nodes.h"

namespace breadcrumb::source {

/// The properties of a run that bear on what is seen; colours are 0xRRGGBB, -1 automatic.
struct Shown {
  bool vanished = false;  ///< hidden text
  bool covered = false;   ///< hidden by what it stands in: a clipped line, a row of no height, a merged cell
  bool struck = false, raised = false, turned = false, symbols = false;
  long colour = -1;
  long behind = -1;     ///< the colour of run, paragraph, cell or page behind the words
  bool marked = false;  ///< that colour is a marker's, which automatic words stay black on
  int size = 22;        ///< in half points
  /// Nobody sees these words on paper.
  [[nodiscard]] bool is_hidden() const;
};

class WordStyles {
 public:
  /// `styles` must live as long as what is made of it.
  static WordStyles of(const Node& styles);
  /// How a paragraph with these properties sets its runs, beginning from what it stands in.
  [[nodiscard]] Shown paragraph(const Node& properties, Shown within) const;
  /// Adds a run's own properties and its character style.
  void apply(const Node& properties, Shown& to) const;
  /// Every rPr and pPr of the styles and of what holds without one.
  [[nodiscard]] std::vector<Node> all_properties() const;
  /// Which of two styles with one name holds depends on the program.
  [[nodiscard]] bool has_twins() const { return twins_; }
  /// A table of this style may hide words or strike them out.
  [[nodiscard]] bool table_hides(const std::string& style) const;
  /// The paragraph is a heading by its own outline level or its style's.
  [[nodiscard]] bool is_heading(const Node& properties) const;
  /// A list's sign that is more than a bullet or a number, since it can say anything; "" none.
  [[nodiscard]] std::string spelled_sign(const Node& properties, const Node& numbering) const;

 private:
  /// The list that the paragraph is an item of, with its level; an empty id for none.
  [[nodiscard]] std::pair<std::string, int> list_of(const Node& properties) const;
  /// The style and those it is based on, the root first.
  [[nodiscard]] std::vector<Node> chain(std::string style) const;
  std::map<std::string, Node, std::less<>> styles_;
  Node defaults_, paragraph_defaults_;
  bool twins_ = false;
  std::string usual_;  // the style of a paragraph that names none
};

/// So far in or out, in twentieths of a point, that words may leave the page.
bool is_off_page(long indent);
/// A paragraph's indents that may take it out of its table's cell.
bool is_out_of_cell(const Node& indent);

/// A colour's number from its six digits; -1 when it is automatic or none.
long colour_of(const Node& node, const char* value, const char* theme);
/// The colour of a shading; a solid one has that of its pattern.
long ground_of(const Node& shading);

}  // namespace breadcrumb::source
