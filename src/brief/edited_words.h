// Both sides of an edited briefing as words that can be compared one by one. Internal to brief/.
//
//   std::vector<EditedWord> words = edited_words({{"in 2024", 0}, {"7", 1, true}});    // "in" "2024" "7"
//
// A word is letters and digits set alike, one sign, or one character of Japanese. Blanks part words and are no words.
// What shows nothing (zero-width characters, marks of direction) stays in its word, so that a word with one is another
// word; soft hyphens alone are dropped, and hyphens that do not break are hyphens.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace breadcrumb::brief {

/// Characters set alike, of one owner: a run of ours or a piece of the file.
struct Stretch {
  std::string_view text;
  std::size_t owner = 0;
  bool raised = false;
  bool struck = false;
};

struct EditedWord {
  std::string text{};
  std::size_t first = 0, last = 0;  ///< owners of its first and last character
  std::size_t start = 0, end = 0;   ///< bytes in the stretches, one behind the other
  bool raised = false, struck = false;
  bool sign = false;   ///< no letter, digit or character of Japanese
  bool blank = false;  ///< a blank stands before it
};

std::vector<EditedWord> edited_words(const std::vector<Stretch>& stretches);

bool ends_sentence(std::string_view word);  ///< a full stop, question or exclamation mark
bool is_closer(std::string_view word);      ///< a closing quotation mark or bracket
bool is_quotation(std::string_view word);   ///< a quotation mark of any kind

}  // namespace breadcrumb::brief
