// Which elements of a page a reader of it sees: hidden ones, and words that are struck out, are no words of the text.
//
//   Seen seen;
//   seen.read_styles(output->root);
//   if (seen.is_unseen(node)) return;
//   document.warnings = seen.warnings();
//
// Internal to the files of HTML.
#pragma once

#include <gumbo.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "source/html_paint.h"

namespace breadcrumb::source {

std::string lower(std::string_view s);
/// "" when the element has none of that name.
std::string_view attribute(const GumboNode* node, const char* name);
bool has_attribute(const GumboNode* node, const char* name);
bool is_element(const GumboNode* node);
bool is_words(const GumboNode* node);

class Seen {
 public:
  /// Takes in the page's own style sheets: classes and ids that a rule of one plain selector (`.note`, `p.note`,
  /// `#note`) hides or strikes out, and that no rule shows, be it for another state or another medium.
  void read_styles(const GumboNode* root);
  /// The element's words are not seen, or are struck out.
  [[nodiscard]] bool is_unseen(const GumboNode* node);
  /// How the element's words are painted within what it stands in.
  [[nodiscard]] Paint paint(const GumboNode* node, const Paint& around) const;
  /// Words that are painted so are left out; true when they are.
  [[nodiscard]] bool leaves_out(const Paint& paint, std::string_view words);
  /// `source.struck_out`, `source.hidden_by_style`, `source.unseen`: what was met and left out.
  [[nodiscard]] std::vector<std::string> warnings() const;

 private:
  void read_rules(std::string_view css, int depth);
  [[nodiscard]] bool matches(const GumboNode* node, const std::set<std::string, std::less<>>& selectors) const;

  std::set<std::string, std::less<>> hidden_, struck_;       ///< selectors: `.a`, `p.a`, `#b`
  std::set<std::string, std::less<>> shown_;                 ///< `.a`, `#b`: named by a rule that shows something
  std::map<std::string, std::string, std::less<>> painted_;  ///< by selector, a tag's too: declarations that paint
  bool sheets_ = false;                                      ///< the page has style sheets, its own or other files'
  bool met_hidden_ = false, met_struck_ = false, met_unseen_ = false;
};

}  // namespace breadcrumb::source
