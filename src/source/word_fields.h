// The fields of a Word file: what a program shows in the place of their results. Internal to source/.
//
//   Field field{.code = " PAGE \\* MERGEFORMAT "};
//   is_page_field(field.name());      // true
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
  /// Its first word, in small letters.
  [[nodiscard]] std::string name() const {
    const auto words = text::trim(code);
    return text::fold(words.substr(0, words.find_first_of(" \\\t\"")));
  }
  /// Where a HYPERLINK leads: its address and, behind `#`, the place that its `\l` names; "" none.
  [[nodiscard]] std::string link() const {
    std::string address, place;
    bool is_place = false;
    for (std::size_t i = 0; name() == "hyperlink" && i < code.size(); ++i) {
      if (code[i] == '\\') is_place = i + 1 < code.size() && code[i + 1] == 'l';
      if (code[i] != '"') continue;
      const auto end = std::min(code.find('"', i + 1), code.size());
      (is_place ? place : address) = code.substr(i + 1, end - i - 1);
      is_place = false;
      i = end;
    }
    return place.empty() ? address : address + "#" + place;
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

/// Ends of words that do not ask for their blanks to be kept lose them, as word processors do.
inline std::string_view trimmed(std::string_view s) {
  const auto first = s.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  return s.substr(first, s.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace breadcrumb::source
