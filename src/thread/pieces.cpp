#include "thread/pieces.h"

#include <algorithm>

#include "text/utf8.h"
#include "text/words.h"

namespace breadcrumb::thread {
namespace {

// The word in one width and one form of quotes and dashes, with the places of its capitals behind it: case is content.
std::string key_of(std::string_view word) {
  std::string key = text::fold_word(word);
  int place = 0;
  for (std::size_t i = 0; i < word.size();) {
    const char32_t c = text::next_char(word, i);
    if (c == 0xAD) continue;
    if (text::is_upper(c)) key += '\x01' + std::to_string(place);
    ++place;
  }
  return key;
}

bool has_break(std::string_view blanks) {
  return blanks.find('\n') != std::string_view::npos;
}
bool has_empty_line(std::string_view blanks) {
  return std::count(blanks.begin(), blanks.end(), '\n') >= 2;
}

bool ends_with_stop(std::string_view word) {
  return word == "." || word == "!" || word == "?" || word == "\xE3\x80\x82" || word == "\xEF\xBC\x8E" ||
         word == "\xEF\xBC\x81" || word == "\xEF\xBC\x9F" || word == ":" || word == ";" || word == "\xEF\xBC\x9A";
}

bool is_closing(std::string_view word) {
  return word == ")" || word == "\"" || word == "'" || word == "\xE2\x80\x9D" || word == "\xE2\x80\x99" ||
         word == "\xE3\x80\x8D" || word == "\xEF\xBC\x89";
}

// "U.S." or an initial, inside a line: one word with its stops, and no end of a sentence. How many words it takes, 0
// where there is none.
std::size_t abbreviation(std::string_view text, const std::vector<text::Word>& words, std::size_t i) {
  std::size_t k = i;
  const auto letter = [&](std::size_t at) {
    const auto word = words[at].text;
    return word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z';
  };
  while (k + 2 < words.size() && letter(k) && words[k + 1].text == "." && words[k + 1].start == words[k].end() &&
         (k == i || words[k].start == words[k - 1].end()))
    k += 2;
  if (k == i || has_break(text.substr(words[k - 1].end(), words[k].start - words[k - 1].end()))) return 0;
  return k - i;
}

bool is_bullet(std::string_view word) {
  for (const std::string_view bullet :
       {"-", "\xE2\x80\xA2", "*", "\xE2\x80\x93", "\xE2\x80\x94", "\xC2\xB7", "\xE2\x97\x8F", "\xE2\x97\x8B",
        "\xE2\x96\xA0", "\xE2\x97\x86", "\xE3\x83\xBB", "\xE2\x97\xA6", "\xE2\x96\xAA"})
    if (word == bullet) return true;
  return false;
}

// Words from `i` that number a list item: "1.", "(2)", "(iv)", "a)", "3)", a circled digit, a bullet. Only where a list
// item may begin, so that a number at the start of a wrapped line is never taken for one. Returns how many words.
std::size_t list_number(const std::vector<text::Word>& words, std::size_t i) {
  const auto small = [&](std::size_t k) {
    if (k >= words.size()) return false;
    const std::string folded = text::fold_word(words[k].text);
    if (words[k].kind == text::WordKind::number) return folded.size() <= 2;
    return words[k].kind == text::WordKind::letters && folded.size() <= 4 &&
           (folded.size() == 1 || folded.find_first_not_of("ivx") == std::string::npos);
  };
  const auto sign = [&](std::size_t k, std::string_view signs) {
    if (k >= words.size()) return false;
    const std::string folded = text::fold_word(words[k].text);
    return folded.size() == 1 && signs.find(folded[0]) != std::string_view::npos;
  };
  const auto blank_after = [&](std::size_t k) { return k + 1 < words.size() && words[k + 1].start > words[k].end(); };
  std::size_t count = 0;
  if (is_bullet(words[i].text) && blank_after(i)) count = 1;
  if (small(i) && sign(i + 1, ".)") && words[i].end() == words[i + 1].start && blank_after(i + 1)) count = 2;
  if (sign(i, "(") && small(i + 1) && sign(i + 2, ")")) count = 3;
  if (words[i].kind == text::WordKind::sign || words[i].kind == text::WordKind::number) {
    std::size_t at = 0;
    const char32_t c = text::next_char(words[i].text, at);
    if (c >= 0x2460 && c <= 0x249B && at == words[i].text.size()) count = 1;
  }
  return i + count < words.size() ? count : 0;
}

}  // namespace

std::vector<Piece> pieces(std::string_view text) {
  const auto words = text::words(text);
  std::vector<Piece> out;
  if (words.empty()) {
    if (!text.empty()) out.push_back({text, "", false, true});
    return out;
  }
  out.reserve(words.size());
  bool item_may_begin = true;
  std::size_t start = 0;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t word = i;
    if (item_may_begin) word += list_number(words, i);
    const std::size_t dotted = abbreviation(text, words, word);
    std::string key;
    for (std::size_t k = word; k < word + std::max<std::size_t>(dotted, 1); ++k) key += key_of(words[k].text);
    const bool is_word = words[word].kind != text::WordKind::sign;
    if (dotted > 0) word += dotted - 1;
    const std::size_t end = word + 1 < words.size() ? words[word + 1].start : text.size();
    const std::string_view blanks = text.substr(words[word].end(), end - words[word].end());
    Piece piece{text.substr(start, end - start), std::move(key), is_word, false};
    const bool stop = dotted == 0 && (ends_with_stop(words[word].text) || (is_closing(words[word].text) && word > 0 &&
                                                                           ends_with_stop(words[word - 1].text)));
    const bool cjk_stop = words[word].text == "\xE3\x80\x82";
    const bool next_closes = word + 1 < words.size() && blanks.empty() && is_closing(words[word + 1].text);
    piece.ends_sentence =
        (stop && !next_closes && (!blanks.empty() || cjk_stop || end == text.size())) || has_empty_line(blanks);
    item_may_begin = has_break(blanks) && piece.ends_sentence;
    if (!piece.ends_sentence && has_break(blanks) && word + 1 < words.size() && is_bullet(words[word + 1].text)) {
      piece.ends_sentence = true;
      item_may_begin = true;
    }
    out.push_back(std::move(piece));
    start = end;
    i = word + 1;
  }
  return out;
}

}  // namespace breadcrumb::thread
