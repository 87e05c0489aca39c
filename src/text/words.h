// Cutting a text into whole words: for redlines, and for comparing what texts speak of.
//
//   for (const text::Word& word : text::words("Third-country rules, 貿易円滑化"))
//     use(word.text, word.kind);   // "Third-country", "rules", ",", "貿易円滑化"
//
// A word of letters may hold apostrophes and hyphens, a number its points and commas. Japanese has no blanks, so a word
// there is a run of one class of characters: Han, hiragana, katakana. Everything else is a word of one character.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace breadcrumb::text {

enum class WordKind { letters, number, han, hiragana, katakana, sign };

struct Word {
  std::string_view text;  ///< into the text that was cut
  std::size_t start = 0;  ///< byte offset in it
  WordKind kind = WordKind::sign;
  [[nodiscard]] std::size_t end() const { return start + text.size(); }
};

/// All words in order; between them stand only blanks. Views live as long as the text.
std::vector<Word> words(std::string_view s);

/// `fold` of one word, quick for ASCII.
std::string fold_word(std::string_view word);

/// A light English stem of a folded word: plural and possessive endings go, `-ies` becomes `-y`. No verb forms but
/// `-ing` and `-ed` of long words. Words with other letters than a-z stay.
std::string light_stem(std::string_view folded);

/// The parts of a folded word of letters between its hyphens: "third-country" gives "third" and "country".
std::vector<std::string_view> hyphen_parts(std::string_view folded);

/// What stands between marks, trimmed, without empty pieces; views into `s`.
std::vector<std::string_view> pieces_of(std::string_view s, char mark);

}  // namespace breadcrumb::text
