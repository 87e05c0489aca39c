// The fields of a Word file: what a program shows in the place of their results. Internal to source/.
//
//   Field field{.code = " PAGE \\* MERGEFORMAT "};
//   field.settle();
//   is_page_field(field.name);      // true
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "text/utf8.h"

namespace breadcrumb::source {

/// A field between its `begin` and its `end`.
struct Field {
  std::string code{};
  bool shows = false;    ///< behind its `separate`: the result
  std::size_t size = 0;  ///< of the text before it, or before its result
  std::string name{};    ///< the code's first word, in small letters; "" before `settle`
  std::string link{};    ///< where a HYPERLINK leads: its address and, behind `#`, the place that its `\l` names

  /// The code is whole: takes from it, once, what every word of the result is asked for.
  void settle() {
    const auto words = text::trim(code);
    name = text::fold(words.substr(0, words.find_first_of(" \\\t\"")));
    if (name != "hyperlink") return;
    std::string address, place;
    bool is_place = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
      if (code[i] == '\\') is_place = i + 1 < code.size() && code[i + 1] == 'l';
      if (code[i] != '"') continue;
      const auto end = std::min(code.find('"', i + 1), code.size());
      (is_place ? place : address) = code.substr(i + 1, end - i - 1);
      is_place = false;
      i = end;
    }
    link = text::repair_utf8(place.empty() ? address : address + "#" + place);
  }
};

/// What a program shows here is not in the file.
constexpr std::string_view unknown_words = "\xEF\xBF\xBD";

inline bool is_page_field(std::string_view field) {
  return field == "page" || field == "numpages" || field == "sectionpages";
}

/// Marks of an index or a table of contents, which show nothing where they stand.
inline bool shows_nothing(std::string_view field) {
  return field == "xe" || field == "tc" || field == "ta" || field == "rd";
}

/// A link in a link: which of them a program follows is its own affair.
inline void lead(const std::string& to, std::string& link, bool& filled) {
  if (link.empty()) link = to;
  filled = filled || link != to;
}

}  // namespace breadcrumb::source
