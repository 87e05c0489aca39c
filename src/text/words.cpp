#include "text/words.h"

#include <algorithm>

#include "text/utf8.h"

namespace breadcrumb::text {
namespace {

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019 || c == 0x02BC;
}
bool is_hyphen(char32_t c) {
  return c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0xAD;
}

WordKind kind_of(char32_t c) {
  if (is_digit(c)) return WordKind::number;
  if (is_han(c)) return WordKind::han;
  if ((c >= 0x30A1 && c <= 0x30FF && c != 0x30FB) || (c >= 0xFF66 && c <= 0xFF9F)) return WordKind::katakana;
  if (c >= 0x3041 && c <= 0x309F) return WordKind::hiragana;
  if (is_letter(c)) return WordKind::letters;
  return WordKind::sign;
}

// Combining marks belong to the letter before them; so do soft hyphens.
bool is_mark(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) || c == 0xAD || (c >= 0xFE00 && c <= 0xFE0F);
}

}  // namespace

std::vector<Word> words(std::string_view s) {
  std::vector<Word> out;
  std::size_t i = 0;
  while (i < s.size()) {
    const std::size_t start = i;
    const char32_t first = next_char(s, i);
    if (is_space(first)) continue;
    const WordKind kind = kind_of(first);
    while (kind != WordKind::sign && i < s.size()) {
      std::size_t next = i;
      const char32_t c = next_char(s, next);
      if (is_space(c)) break;
      const WordKind other = kind_of(c);
      bool inside = other == kind || is_mark(c);
      if (!inside && kind == WordKind::letters) inside = other == WordKind::number;
      if (!inside && kind == WordKind::number) inside = other == WordKind::letters && c < 0x250;
      const bool joiner =
          (kind == WordKind::letters && (is_apostrophe(c) || is_hyphen(c))) ||
          (kind == WordKind::number && (is_hyphen(c) || c == '.' || c == ',' || c == 0xFF0E || c == 0xFF0C));
      if (!inside && joiner && next < s.size()) {
        // A joiner counts only between two letters or digits: "third-country", "14-15", "1,000".
        std::size_t after = next;
        const WordKind follow = kind_of(next_char(s, after));
        inside = follow == kind || (is_hyphen(c) && (follow == WordKind::number || follow == WordKind::letters));
      }
      if (!inside) break;
      i = next;
    }
    out.push_back({s.substr(start, i - start), start, kind});
  }
  return out;
}

std::string fold_word(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  for (const char c : word) {
    if (static_cast<unsigned char>(c) >= 0x80) return fold(word);
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::string light_stem(std::string_view folded) {
  for (const char c : folded)
    if ((c < 'a' || c > 'z') && c != '\'' && c != '-') return std::string(folded);
  std::string word(folded);
  const auto ends = [&](std::string_view tail) { return word.size() > tail.size() && word.ends_with(tail); };
  const auto cut = [&](std::size_t n) { word.resize(word.size() - n); };
  if (ends("'s")) cut(2);
  if (ends("s'")) cut(1);
  if (word.size() > 4 && ends("ies")) {
    cut(3);
    word += 'y';
  } else if (word.size() > 4 && (ends("sses") || ends("ches") || ends("shes") || ends("xes"))) {
    cut(2);
  } else if (word.size() > 3 && ends("s") && !ends("ss") && !ends("us") && !ends("is")) {
    cut(1);
  }
  if (word.size() > 6 && ends("ing")) {
    cut(3);
  } else if (word.size() > 5 && ends("ed")) {
    cut(2);
  }
  if (word.size() > 4 && ends("e")) cut(1);
  return word;
}

std::vector<std::string_view> hyphen_parts(std::string_view folded) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0; start <= folded.size();) {
    const std::size_t end = std::min(folded.find('-', start), folded.size());
    if (end > start) parts.push_back(folded.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

std::vector<std::string_view> pieces_of(std::string_view s, char mark) {
  std::vector<std::string_view> out;
  while (!s.empty()) {
    const auto end = s.find(mark);
    if (const auto one = trim(s.substr(0, end)); !one.empty()) out.push_back(one);
    s = end == std::string_view::npos ? std::string_view() : s.substr(end + 1);
  }
  return out;
}

}  // namespace breadcrumb::text
