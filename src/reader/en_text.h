// An English document as the passes of the reader see it: its blocks that say something, and their sentences with
// parties, dates, ordinals and named bodies marked once.
//
//   EnText text(document, grammar);
//   for (const EnSentence& sentence : text.sentences) use(sentence.parties);
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "reader/grammar.h"
#include "reader/party_names.h"
#include "reader/pattern.h"
#include "text/dates.h"

namespace breadcrumb::reader {

/// A name that ends in or holds a word such as Council, Dialogue or Agreement.
struct Named {
  std::size_t first = 0, last = 0;  ///< tokens, a bracketed acronym at the end included
  std::string name;                 ///< as printed, without that acronym
  std::string acronym;              ///< in brackets behind or inside it; "" none
  std::string noun;                 ///< folded: council, agreement, task force, ...
  bool has_party = false;
};

struct OrdinalMention {
  std::size_t first = 0, last = 0;
  int value = 0;
};

/// A delegation as it is spoken of: "the U.S. delegation", "the delegation of Chile", "Ghana's side".
struct Side {
  std::size_t first = 0, last = 0;
  std::string code;
};

/// Tokens [first, last) whose verb is taken back: negated, put off, only on a condition, only told by others.
struct Denied {
  std::size_t first = 0, last = 0;
  bool noted = false;  ///< in a clause that was spoken of: "noted that X had not been resolved"
};

struct EnSentence : Sentence {
  std::vector<PartyMention> parties;
  std::vector<text::DateMention> dates;  ///< bytes of the document's text
  std::vector<OrdinalMention> ordinals;
  std::vector<Named> named;
  std::vector<Side> sides;
  std::vector<Denied> denied;
  bool background = false;  ///< under a Background heading, or behind the end mark
  bool quoted = false;      ///< somebody's words, for the greater part
  bool heading = false;     ///< its block is a heading

  /// What takes the token back; null when it stands as it is.
  [[nodiscard]] const Denied* denial(std::size_t token) const {
    for (const auto& one : denied)
      if (one.first <= token && token < one.last) return &one;
    return nullptr;
  }
};

struct EnBlock {
  std::size_t index = 0;  ///< in Document::blocks
  std::size_t start = 0, end = 0;
  std::size_t first = 0, last = 0;  ///< sentences
  bool heading = false;             ///< marked up as one, or a line that looks like one
  bool item = false;
  bool background = false;
};

class EnText {
 public:
  EnText(const Document& document, const Grammar& grammar);

  const Document& document;
  const Grammar& grammar;
  const Language& language;
  const PatternSet& patterns;
  std::vector<EnBlock> blocks;
  std::vector<EnSentence> sentences;
  std::vector<std::string> table;  ///< codes of the parties, once the header is read

  [[nodiscard]] std::string_view words(std::size_t start, std::size_t end) const {
    return std::string_view(document.text).substr(start, end - start);
  }
  /// A sentence of any stretch of the text, tagged; used for headlines and date lines.
  [[nodiscard]] EnSentence tag(std::size_t start, std::size_t end) const;

 private:
  void mark_background();
  void mark_quotes();
};

/// "third", "3rd", "twenty-first", "inaugural" at the token; 0 when it is none. `last` is set behind it.
int ordinal_at(const std::vector<Token>& tokens, std::size_t first, std::size_t& last);
/// "eight", "13", "VIII" as a number, else 0.
int count_of(std::string_view folded);
/// All names of bodies, agreements and dialogues in the tokens.
std::vector<Named> find_named(const EnText& text, const EnSentence& sentence);

}  // namespace breadcrumb::reader
