// Words of a text for the full-text index, queries against them, and snippets around what was found.
//
//   const Query query = BC_TRY(parse_query("\"forced labor\" 労働"));
//   const auto snippets = find_in(text, query, 3);       // byte spans of the matched words in the stored text
//
// Pure. Japanese and Chinese are indexed as overlapping pairs of characters, so that a word of any length is found;
// case, width and (outside Japanese) diacritics do not matter. docs/file-format.md describes the index.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace breadcrumb::record {

/// One index term and where its first character stands in the text.
struct Token {
  std::string term;  ///< folded; a pair of characters in Japanese, a single one at the end of a run
  std::size_t start = 0;
  std::size_t head = 0;  ///< end of the first character of a pair; else the same as `end`
  std::size_t end = 0;   ///< bytes [start, end) of the text hold the whole term
};

/// The text's terms in order.
std::vector<Token> tokens_of(std::string_view text);
/// The terms parted by blanks: what the index is given.
std::string index_text(std::string_view text);

/// Terms that must stand side by side. The last one may be a prefix.
struct Phrase {
  std::vector<std::string> terms;
  bool prefix = false;     ///< of the last term
  bool head_only = false;  ///< the last term is one character, found as the first of pairs
};

/// All phrases must be found.
struct Query {
  std::vector<Phrase> phrases;
  /// The query in the index's own syntax; holds letters and digits in quotes only, whatever was typed.
  [[nodiscard]] std::string match() const;
};

/// Words, "quoted phrases" (also 「」 and curly quotes), a trailing * for a prefix. Errors: `search.empty` (no word in
/// it), `search.too_long` (over 1,000 bytes or 32 words).
Result<Query> parse_query(std::string_view typed);

/// A piece of a text around matched words.
struct Snippet {
  struct Match {
    std::size_t start = 0, end = 0;  ///< bytes of the stored text
    bool operator==(const Match&) const = default;
  };
  std::size_t start = 0, end = 0;  ///< bytes [start, end) of the stored text, cut at characters, at blanks if possible
  std::string text;                ///< those bytes, as stored
  std::string field{};             ///< of an entry, whose value is the stored text; "" of everything else
  std::vector<Match> matches;      ///< in order
};

/// The first `most` pieces of the text that hold matches, with about 80 characters on each side.
std::vector<Snippet> find_in(std::string_view text, const Query& query, std::size_t most);

}  // namespace breadcrumb::record
