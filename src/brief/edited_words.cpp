#include "brief/edited_words.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace breadcrumb::brief {

namespace {

enum class Class { blank, word, japanese, sign, dropped };

bool is_blank(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

/// Shows nothing and so could hide in a word: it must count as part of it.
bool shows_nothing(char32_t c) {
  return text::is_hidden(c) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || (c >= 0xFE00 && c <= 0xFE0F) ||
         (c >= 0x0300 && c <= 0x036F) || (c >= 0x180B && c <= 0x180E) || (c >= 0x20D0 && c <= 0x20F0);
}

Class class_of(char32_t c) {
  if (c == 0xAD) return Class::dropped;
  if (is_blank(c)) return Class::blank;
  if (text::is_han(c) || text::is_kana(c)) return Class::japanese;
  if (text::is_letter(c) || text::is_digit(c) || shows_nothing(c)) return Class::word;
  return Class::sign;
}

bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

template <std::size_t Size>
bool among(std::string_view word, const std::array<std::string_view, Size>& known) {
  return std::ranges::find(known, word) != known.end();
}

}  // namespace

std::vector<EditedWord> edited_words(const std::vector<Stretch>& stretches) {
  // How a text is cut into runs must not matter, so it is read as one.
  std::string whole;
  std::vector<std::size_t> ends;
  for (const auto& stretch : stretches) {
    whole += stretch.text;
    ends.push_back(whole.size());
  }
  std::vector<EditedWord> out;
  std::size_t at = 0;  // the stretch
  bool blank = true, open = false;
  for (std::size_t i = 0; i < whole.size();) {
    const std::size_t start = i;
    while (ends[at] <= start) ++at;
    const auto& stretch = stretches[at];
    char32_t c = text::next_char(whole, i);
    if (c == 0x2010 || c == 0x2011) c = U'-';
    auto kind = class_of(c);
    if (kind == Class::dropped) continue;
    if (kind == Class::blank) {
      blank = true;
      open = false;
      continue;
    }
    // A number keeps its points and commas: "1,000" is one word, and "10, 00" is not.
    if (open && (c == U'.' || c == U',') && is_ascii_digit(out.back().text.back()) && i < whole.size() &&
        is_ascii_digit(whole[i]))
      kind = Class::word;
    if (kind != Class::word || !open || out.back().raised != stretch.raised || out.back().struck != stretch.struck) {
      out.push_back({.first = stretch.owner,
                     .start = start,
                     .raised = stretch.raised,
                     .struck = stretch.struck,
                     .sign = kind == Class::sign,
                     .blank = blank});
      blank = false;
    }
    auto& word = out.back();
    text::append_utf8(word.text, c);
    word.last = stretch.owner;
    word.end = i;
    open = kind == Class::word;
  }
  return out;
}

bool ends_sentence(std::string_view word) {
  static constexpr std::array<std::string_view, 6> known = {".", "!", "?", "。", "！", "？"};
  return among(word, known);
}

bool is_closer(std::string_view word) {
  static constexpr std::array<std::string_view, 11> known = {"”",  "’",  "\"", "'", ")", "]",
                                                             "」", "』", "）", "»", "］"};
  return among(word, known);
}

bool is_quotation(std::string_view word) {
  static constexpr std::array<std::string_view, 12> known = {"“",  "”",  "\"", "„",  "«", "»",
                                                             "「", "」", "『", "』", "‘", "‟"};
  return among(word, known);
}

}  // namespace breadcrumb::brief
