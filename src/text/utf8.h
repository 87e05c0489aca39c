// UTF-8: checking, stepping, and the UTF-16 offsets that a page needs.
//
//   for (std::size_t i = 0; i < s.size();) {
//     const char32_t c = next_char(s, i);      // moves i past the character
//   }
//
// Offsets are bytes everywhere in Breadcrumb; only `utf16_offset` speaks UTF-16.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace breadcrumb::text {

/// Byte offset of the first byte that is not UTF-8, or npos when all is well.
std::size_t first_invalid_utf8(std::string_view s);
/// The same text with each bad byte replaced by U+FFFD.
std::string repair_utf8(std::string_view s);
/// The character at `i`, moving `i` past it. A bad byte gives U+FFFD and moves one byte.
char32_t next_char(std::string_view s, std::size_t& i);
/// The character that ends before `i`, moving `i` to its first byte.
char32_t previous_char(std::string_view s, std::size_t& i);
void append_utf8(std::string& out, char32_t c);
std::string to_utf8(std::u32string_view s);
std::u32string to_utf32(std::string_view s);
/// True when `i` is at a character's first byte or at the end.
bool is_boundary(std::string_view s, std::size_t i);
/// Number of UTF-16 units before byte `i`.
std::size_t utf16_offset(std::string_view s, std::size_t i);

/// Blank in the sense of the genre: ASCII blanks, no-break spaces, ideographic space, zero-width space, BOM.
bool is_space(char32_t c);
bool is_digit(char32_t c);  ///< 0-9 and full-width digits
bool is_letter(char32_t c);
bool is_upper(char32_t c);
bool is_han(char32_t c);
bool is_kana(char32_t c);  ///< hiragana, katakana and the long mark
/// Han, kana, full-width forms: text that is set without blanks between words.
bool is_cjk(char32_t c);

/// Shows nothing itself and may change how what stands around it is shown: controls but tab and line feed, line
/// separators, marks that turn the direction of writing, tags, and what is no character.
bool is_hidden(char32_t c);

/// Without blanks (`is_space`) at both ends.
std::string_view trim(std::string_view s);
/// NFKC, case folded, every run of blanks one space, quotes and dashes in their ASCII form: the form for comparing.
std::string fold(std::string_view s);
/// Every run of blanks as one ASCII space, ends trimmed; nothing else changes.
std::string squeeze(std::string_view s);

}  // namespace breadcrumb::text
