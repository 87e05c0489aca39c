#include "source/shape.h"

#include <cstdlib>

#include "source/builder.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

bool names_month(std::string_view line) {
  const auto key = text::fold(line);
  for (const std::string_view month :
       {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}) {
    const auto where = key.find(month);
    if (where != std::string::npos && (where == 0 || key[where - 1] == ' ' || key[where - 1] == '-')) return true;
  }
  return false;
}

}  // namespace

int ListLevels::of(std::string_view marker, int indent) {
  const auto style = marker_style(marker);
  for (std::size_t k = stack_.size(); k-- > 0;) {
    if (stack_[k].style == style && std::abs(stack_[k].indent - indent) <= 1) {
      stack_.resize(k + 1);
      return static_cast<int>(k) + 1;
    }
  }
  while (!stack_.empty() && stack_.back().indent > indent + 1) stack_.pop_back();
  if (stack_.size() < 8) stack_.push_back({indent, style});
  return static_cast<int>(stack_.size());
}

int columns_of(char32_t c) {
  return text::is_cjk(c) || (c >= 0x3000 && c <= 0x30FF) || c >= 0x1F300 ? 2 : 1;
}

int columns_of(std::string_view words) {
  int width = 0;
  for (std::size_t i = 0; i < words.size();) width += columns_of(text::next_char(words, i));
  return width;
}

bool looks_like_heading(std::string_view words) {
  if (words.empty() || words.size() > 240) return false;
  bool letter = false, year = false, digit = false;
  for (std::size_t k = 0; k < words.size();) {
    const char32_t c = text::next_char(words, k);
    letter = letter || text::is_letter(c);
    digit = digit || text::is_digit(c);
    year = year || c == U'年';
  }
  const int width = columns_of(words);
  std::size_t at = 0, end = words.size();
  const char32_t first = text::next_char(words, at);
  const char32_t last = text::previous_char(words, end);
  if (!letter || width > 170) return false;
  for (const char32_t stop : U".。,，、;:：｡")
    if (last == stop && stop != 0) return false;
  if (first >= 'a' && first <= 'z') return false;
  return !(digit && width < 40 && (year || names_month(words)));
}

bool ends_sentence(std::string_view words) {
  std::size_t end = words.size();
  while (end > 0) {
    const char32_t c = text::previous_char(words, end);
    if (c == ')' || c == U'）' || c == U'」' || c == '"' || c == U'”') continue;
    return c == '.' || c == U'。' || c == ':' || c == U'：' || c == ';' || c == '?' || c == '!';
  }
  return true;
}

}  // namespace breadcrumb::source
