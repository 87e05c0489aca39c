// Rules over tagged sentences: a small language of patterns, compiled once, matched with a bound on its work.
//
//   pattern = "(delegation|team|side) (was|were) $led_verb by who:@people"
//   for (const Match& match : patterns.find("head", sentence)) use(match.of("who"));
//
// Elements, separated by blanks:
//   word        the word itself, folded; a hyphened word is the sequence of its parts
//   $name       the longest phrase of a class of the lexicon
//   @tag        an annotation of the tagger: @party @date @ordinal @named @people @person @number ...
//   <  >        beginning and end of the sentence (a final point counts as its end)
//   ..  ..8     a gap, as short as possible: at most 12 tokens, or as many as said; it does not cross `;`
//   ~           everything up to the end of the sentence, without the final point
//   (a|b c)     alternatives;  x? optional;  name:x captures what x matched
// Matching is leftmost, earlier alternatives first, one match a starting place; a sentence gets a fixed number of
// steps.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "reader/grammar.h"
#include "reader/token.h"

namespace breadcrumb::reader {

/// What the tagger found: tokens [first, last) and a place in the list of things of that kind.
struct Tag {
  int kind = 0;  ///< from `tag_kind`
  std::size_t first = 0, last = 0;
  std::size_t value = 0;
};

/// Number of a tag's name; the same for the same name. Unknown names get -1.
int tag_kind(std::string_view name);

struct Sentence {
  std::size_t start = 0, end = 0;  ///< bytes of the text
  std::size_t block = 0;           ///< index of its block
  std::vector<Token> tokens;
  std::vector<Tag> tags;                     ///< by first token, longest first
  std::vector<std::vector<std::size_t>> at;  ///< tags that begin at a token

  /// Bytes of tokens [first, last).
  [[nodiscard]] std::size_t byte(std::size_t token) const { return token < tokens.size() ? tokens[token].start : end; }
  [[nodiscard]] std::size_t byte_after(std::size_t last) const { return last == 0 ? start : tokens[last - 1].end; }
  /// Fills `at` from `tags`.
  void index();
};

struct Capture {
  std::string_view name;
  std::size_t first = 0, last = 0;
};

struct Match {
  const RuleSource* rule = nullptr;
  std::size_t first = 0, last = 0;
  std::vector<Capture> captures;
  /// The capture of that name, or null.
  [[nodiscard]] const Capture* of(std::string_view name) const;
};

struct PatternNode;

class PatternSet {
 public:
  ~PatternSet();
  /// Errors: `reader.lexicon_invalid` with the rule's id.
  static Result<std::shared_ptr<const PatternSet>> compile(const Language& language);

  /// Matches of all rules that read `reads`, by first token, then in the order of the files.
  [[nodiscard]] std::vector<Match> find(std::string_view reads, const Sentence& sentence) const;
  /// True when the class holds the phrase that begins at the token; `last` is its end.
  [[nodiscard]] bool in_class(std::string_view name, const Sentence& sentence, std::size_t first,
                              std::size_t& last) const;
  /// True when a phrase of the class stands anywhere in the sentence.
  [[nodiscard]] bool holds(std::string_view name, const Sentence& sentence) const;
  /// True when the folded word alone is in the class.
  [[nodiscard]] bool word_in(std::string_view name, std::string_view folded) const;

 private:
  PatternSet() = default;
  friend class Compiler;
  friend class Matcher;
  struct Rule {
    RuleSource source;
    std::unique_ptr<PatternNode> root;
  };
  /// Phrases of a class by their first word, longest first.
  using PhraseTable = std::map<std::string, std::vector<std::vector<std::string>>, std::less<>>;
  [[nodiscard]] static bool phrase_at(const PhraseTable& table, const Sentence& sentence, std::size_t first,
                                      std::size_t& last);
  std::vector<Rule> rules_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_reads_;
  std::map<std::string, PhraseTable, std::less<>> classes_;
};

}  // namespace breadcrumb::reader
