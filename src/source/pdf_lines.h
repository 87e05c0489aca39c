// The lines of a PDF page as poppler lays them out: their words, where they stand, and what their characters tell.
// Internal to source/.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace breadcrumb::source {

struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;
  [[nodiscard]] double height() const { return bottom - top; }
};

struct PdfLine {
  std::string words;
  Box box;
  int page = 0;
  double page_height = 0;
  double first_word = 0;  // width of it
  double em = 0;          // of a wide character; the height where there is none
  bool opens = false;     // it begins with an ideographic space, as a Japanese paragraph does
  bool first_of_block = false;
  Box block;
  double column_right = 0;  // how far lines of this size that begin here reach
  bool furniture = false;
};

Box box_of(const pugi::xml_node& node);

/// First and last character; 0 for no words.
char32_t first_of(std::string_view words);
char32_t last_of(std::string_view words);

bool is_wide(char32_t c);
bool holds_wide(std::string_view words);
bool is_lower(char32_t c);
bool ends_hyphen(std::string_view words);

/// The line that a node holds, trimmed; its words are "" when it shows none. Page and block are the caller's.
PdfLine line_of(const pugi::xml_node& node);

bool is_page_number(std::string_view words);
/// With its digits made alike, so that "Page 2" is the running title "Page 3" of another page.
std::string running_key(std::string_view words);

}  // namespace breadcrumb::source
