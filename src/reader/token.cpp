#include "reader/token.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

constexpr std::size_t longest_sentence = 4000;

bool is_apostrophe(char32_t c) {
  return c == U'\'' || c == U'\u2019' || c == U'\u02BC' || c == U'\u2018';
}
bool is_dash(char32_t c) {
  return c == U'-' || (c >= U'\u2010' && c <= U'\u2015') || c == U'\u2212';
}
bool is_quote(char32_t c) {
  return c == U'"' || c == U'\u201C' || c == U'\u201D' || c == U'\u201E' || c == U'\u00AB' || c == U'\u00BB';
}
bool wordlike(char32_t c) {
  return text::is_letter(c) || text::is_digit(c);
}

char32_t peek(std::string_view s, std::size_t i, std::size_t end) {
  return i < end ? text::next_char(s, i) : U'\0';
}

std::string folded_sign(char32_t c, std::string_view bytes) {
  if (is_dash(c)) return c == U'-' || c == U'\u2010' || c == U'\u2011' ? "-" : "--";
  if (is_quote(c)) return "\"";
  if (is_apostrophe(c)) return "'";
  return std::string(bytes);
}

/// "U.S.", "D.C.", "H.E.", "e.g.": letters and points by turns, at least twice.
std::size_t end_of_initialism(std::string_view s, std::size_t start, std::size_t end) {
  std::size_t i = start, pairs = 0, good = start;
  while (i < end) {
    std::size_t next = i;
    const char32_t c = text::next_char(s, next);
    if (!text::is_letter(c) || next >= end || s[next] != '.') break;
    i = next + 1;
    good = i;
    ++pairs;
  }
  if (pairs < 2) return start;
  // "U.S.A" and "U.S.-Japan" are fine; "a.m.x" is not an initialism.
  return good;
}

}  // namespace

std::vector<Token> tokens_of(std::string_view text, std::size_t start, std::size_t end) {
  std::vector<Token> out;
  bool spaced = true;
  std::size_t i = start;
  while (i < end) {
    const std::size_t begin = i;
    const char32_t c = text::next_char(text, i);
    if (text::is_space(c) || c == U'\u00AD') {
      if (c != U'\u00AD' && c != U'\u200B') spaced = true;
      continue;
    }
    Token token;
    token.start = begin;
    token.spaced = spaced;
    spaced = false;
    if (wordlike(c)) {
      token.word = text::is_letter(c);
      token.number = text::is_digit(c);
      token.upper = text::is_upper(c);
      if (const auto initialism = token.word ? end_of_initialism(text, begin, end) : begin; initialism > begin) {
        i = initialism;
        token.capitals = token.upper;
      } else {
        std::size_t letters = 1, capitals = token.upper ? 1 : 0;
        while (i < end) {
          std::size_t next = i;
          const char32_t d = text::next_char(text, next);
          if (wordlike(d) || d == U'\u00AD') {
            letters += text::is_letter(d);
            capitals += text::is_upper(d);
            i = next;
          } else if (is_apostrophe(d) && token.word && text::is_letter(peek(text, next, end))) {
            // A possessive is split off; "K'Ombudo" and "O'Brien" stay whole.
            std::size_t after = next;
            const char32_t e = text::next_char(text, after);
            if ((e == U's' || e == U'S') && !wordlike(peek(text, after, end))) break;
            // Côte d'Ivoire: the word is a name's, whatever the elided one before it.
            if (letters == 1 && text::is_upper(e)) token.upper = true;
            i = next;
          } else if ((d == U'.' || d == U',') && token.number && text::is_digit(peek(text, next, end))) {
            // "10.5" and "2,400" stay whole; "28,2021" is a day and a year.
            std::size_t digits = 0;
            for (std::size_t k = next; k < end && text[k] >= '0' && text[k] <= '9'; ++k) ++digits;
            if (d == U',' && digits != 3) break;
            i = next;
          } else {
            break;
          }
        }
        token.capitals = token.word && letters >= 2 && capitals == letters;
      }
      token.folded = text::fold(text.substr(begin, i - begin));
    } else if (is_apostrophe(c) && (peek(text, i, end) == U's' || peek(text, i, end) == U'S') && !token.spaced &&
               !wordlike(peek(text, i + 1, end))) {
      ++i;
      token.folded = "'s";
    } else {
      token.folded = folded_sign(c, text.substr(begin, i - begin));
    }
    token.end = i;
    out.push_back(std::move(token));
  }
  return out;
}

std::vector<std::pair<std::size_t, std::size_t>> sentences_of(std::string_view text, std::size_t start,
                                                              std::size_t end) {
  static constexpr std::array abbreviations{
      "mr",  "ms",  "mrs",    "dr",   "hon", "st",   "no",  "nos",    "prof", "gen",  "sen", "amb", "jan", "feb", "mar",
      "apr", "jun", "jul",    "aug",  "sep", "sept", "oct", "nov",    "dec",  "etc",  "vs",  "inc", "ltd", "co",  "jr",
      "sr",  "rep", "messrs", "para", "art", "e.g",  "i.e", "approx", "dept", "govt", "vol", "cf",  "lt",  "col"};
  std::vector<std::pair<std::size_t, std::size_t>> out;
  std::size_t begin = start;
  const auto close = [&](std::size_t until) {
    const auto words = text::trim(text.substr(begin, until - begin));
    if (!words.empty()) {
      const auto from = static_cast<std::size_t>(words.data() - text.data());
      out.emplace_back(from, from + words.size());
    }
    begin = until;
  };
  for (std::size_t i = start; i < end;) {
    const std::size_t at = i;
    const char32_t c = text::next_char(text, i);
    if (i - begin > longest_sentence && text::is_space(c)) {
      close(at);
      continue;
    }
    const bool full = c == U'。' || c == U'!' || c == U'?' || c == U'.';
    if (!full) continue;
    std::size_t after = i;
    while (after < end) {
      std::size_t next = after;
      const char32_t d = text::next_char(text, next);
      if (!is_quote(d) && !is_apostrophe(d) && d != U')' && d != U']') break;
      after = next;
    }
    if (after >= end) break;
    if (c == U'。') {
      close(after);
      i = after;
      continue;
    }
    std::size_t next = after;
    char32_t d = text::next_char(text, next);
    if (!text::is_space(d)) continue;
    while (next < end && text::is_space(peek(text, next, end))) text::next_char(text, next);
    d = peek(text, next, end);
    if (!(text::is_upper(d) || text::is_digit(d) || is_quote(d) || d == U'(' || d == U'[' || is_apostrophe(d) ||
          is_dash(d) || d == U'\u2022'))
      continue;
    if (c == U'.') {
      // The word before the point: an abbreviation, an initial, or a short form such as "U.S." goes on.
      std::size_t k = at;
      while (k > begin && !text::is_space(static_cast<unsigned char>(text[k - 1])) && text[k - 1] != '(' &&
             text[k - 1] != '-' && text[k - 1] != '/' &&
             (static_cast<unsigned char>(text[k - 1]) < 0x80 || static_cast<unsigned char>(text[k - 1]) > 0xBF))
        --k;
      const auto word = text.substr(k, at - k);
      const auto folded = text::fold(word);
      if (std::find(abbreviations.begin(), abbreviations.end(), folded) != abbreviations.end()) continue;
      if (folded.size() == 1 && text::is_upper(peek(text, k, end)) && !text::is_digit(d))
        continue;  // "Susan C. Schwab"
      if (folded.find('.') != std::string::npos && folded.size() <= 6) {
        std::size_t stop = next;
        while (stop < end && wordlike(peek(text, stop, end))) text::next_char(text, stop);
        const auto opener = text::fold(text.substr(next, stop - next));
        static constexpr std::array openers{"the",       "they",        "both", "it",  "this",     "these", "in",
                                            "on",        "during",      "at",   "we",  "a",        "an",    "ministers",
                                            "officials", "delegations", "as",   "for", "following"};
        // Two blanks behind the point are a typist's end of a sentence.
        const bool wide = next >= after + 2 && text[after] == ' ' && text[after + 1] == ' ';
        if (!wide && std::find(openers.begin(), openers.end(), opener) == openers.end()) continue;
      }
    }
    close(after);
    i = after;
  }
  close(end);
  return out;
}

}  // namespace breadcrumb::reader
