// Words of a sentence with their places, and the sentences of a block.
//
//   for (const auto& [start, end] : sentences_of(text, block.start, block.end))
//     for (const Token& token : tokens_of(text, start, end)) use(token.folded);
//
// A token is a word, a number or one sign. "U.S.", "D.C." and "H.E." are one token with their points; a possessive 's
// is a token of its own; hyphens split words, so that "U.S.-Japan" and "third-country" are seen part by part.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace breadcrumb::reader {

struct Token {
  std::size_t start = 0, end = 0;  ///< bytes of the document's text
  std::string folded;              ///< lower case, quotes and dashes in ASCII form
  bool word = false;               ///< begins with a letter
  bool upper = false;              ///< begins with a capital letter
  bool capitals = false;           ///< two letters or more, all of them capitals
  bool number = false;             ///< begins with a digit
  bool spaced = true;              ///< a blank, or the beginning, stands before it

  [[nodiscard]] bool is(std::string_view s) const { return folded == s; }
};

inline bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

std::vector<Token> tokens_of(std::string_view text, std::size_t start, std::size_t end);

/// Byte ranges of the sentences in [start, end), blanks at their ends left out. A sentence over 4,000 bytes is cut.
std::vector<std::pair<std::size_t, std::size_t>> sentences_of(std::string_view text, std::size_t start,
                                                              std::size_t end);

}  // namespace breadcrumb::reader
