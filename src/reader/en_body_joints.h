// Where a list of subjects may be cut: commas, semicolons, numbers in brackets, infinitives, and what only looks like
// one.
//
//   class Splitter : Joints { ... for (const std::size_t at : separators(first, last, ",")) item(from, at); ... };
//
// All of it speaks of tokens of one sentence.
#pragma once

#include <string_view>
#include <vector>

#include "reader/en_body.h"

namespace breadcrumb::reader {

class Joints {
 protected:
  Joints(const EnText& text, const EnSentence& sentence) : text_(text), s_(sentence), tokens_(sentence.tokens) {}

  [[nodiscard]] std::string_view word(std::size_t i) const;
  [[nodiscard]] bool inside_name(std::size_t i) const;
  [[nodiscard]] std::vector<Stretch> enumerators(std::size_t first, std::size_t last) const;
  [[nodiscard]] std::vector<std::size_t> separators(std::size_t first, std::size_t last, std::string_view sign) const;
  /// "critical minerals--including rare earths--and oil": behind the second dash; `at` where no aside begins.
  [[nodiscard]] std::size_t aside_end(std::size_t at, std::size_t last) const;
  /// "officials from China, Japan and Korea": a comma or "and" between parties that belong to what stands before them.
  [[nodiscard]] bool between_parties(std::size_t first, std::size_t at) const;
  /// The first words outside names and brackets that announce a list ("including", ":"): where they begin and end.
  bool find_opener(std::size_t first, std::size_t last, std::size_t& open_first, std::size_t& open_last) const;
  /// Nothing but frame words up to the preposition, and a list of three or more behind it.
  [[nodiscard]] bool fields_behind(std::size_t first, std::size_t preposition, std::size_t last) const;
  /// "a commitment to strengthen A and combat B": the noun's infinitive goes on.
  [[nodiscard]] bool of_infinitive(std::size_t first, std::size_t conjunction) const;
  /// "ranging from A to B": where "to" stands, for words behind "from"; `last` in others.
  [[nodiscard]] std::size_t other_bound(std::size_t first, std::size_t last) const;
  /// "trade talks between A and B"
  [[nodiscard]] bool tie(std::size_t first, std::size_t last) const;
  /// Behind "and boost", "to building": what the verb is about.
  [[nodiscard]] std::size_t past_verb(std::size_t at) const;
  /// The list in brackets behind a bare noun for subjects, which closes the stretch; empty where there is none.
  [[nodiscard]] Stretch in_brackets(std::size_t first, std::size_t last) const;
  /// A noun phrase with a preposition of its own: "the harmonisation of limits".
  [[nodiscard]] bool heavy(std::size_t first, std::size_t last) const;
  /// Nothing but a name and words of a frame: "the Chile-Peru Trade Agreement".
  [[nodiscard]] bool named_frame(std::size_t first, std::size_t last) const;
  /// Whether the words before a list name no subject: a frame, or a noun for subjects with what is said of it ("areas
  /// with great potential for cooperation, including A; B; and C").
  [[nodiscard]] bool bare_head(std::size_t first, std::size_t head_last, std::size_t open_last, std::size_t last) const;
  /// Takes from both ends words that belong to no subject ("issues related to", "and").
  void strip(std::size_t& first, std::size_t& last) const;
  [[nodiscard]] bool relative_clause(std::size_t first, std::size_t last) const;
  /// "in Siam Reap, Cambodia", "Washington, D.C.": the comma belongs to a place.
  [[nodiscard]] bool place_goes_on(std::size_t first, std::size_t comma) const;
  /// "expand goods and services trade, improve X, and resolve Y": where one infinitive ends and the next begins, and
  /// the same of participles that take an object ("exploring ways, building capacity"). Empty unless the list begins
  /// so.
  [[nodiscard]] std::vector<Stretch> clauses(std::size_t first, std::size_t last) const;
  /// A preposition between the tokens: what stands behind it may be a list.
  [[nodiscard]] bool listed_behind(std::size_t first, std::size_t last) const;
  [[nodiscard]] bool has_and_after_comma(std::size_t first, std::size_t last) const;
  [[nodiscard]] bool has_and(std::size_t first, std::size_t last) const { return has_word(first, last, "and"); }
  [[nodiscard]] bool has_word(std::size_t first, std::size_t last, std::string_view folded) const;
  /// "A, the production of textile, leather and electrical products": takes out of `commas` those of a row of single
  /// words with a noun at the end that is of all of them.
  /// Where the row begins and ends; empty when there is none.
  Stretch join_row(std::size_t first, std::size_t last, std::vector<std::size_t>& commas) const;
  /// "rates between Mombasa, Kenya, and Termez": the comma before the other end.
  [[nodiscard]] bool other_end(std::size_t first, std::size_t comma) const;
  /// "seed treatment and soil quality": two nouns with their own adjectives, and no preposition that holds both.
  [[nodiscard]] bool two_things(std::size_t first, std::size_t conjunction, std::size_t last) const;
  /// Nothing but words that name no subject.
  [[nodiscard]] bool frame(std::size_t first, std::size_t last) const;
  /// "the implementation of the agreement": a subject, and yet the frame of narrower ones.
  [[nodiscard]] bool soft_frame(std::size_t first, std::size_t last) const;
  /// "multilateral trade issues", "regional developments": a frame, and yet something.
  [[nodiscard]] bool strong_frame(std::size_t first, std::size_t last) const;
  [[nodiscard]] bool examples(std::size_t first, std::size_t last) const;

  const EnText& text_;
  const EnSentence& s_;
  const std::vector<Token>& tokens_;
};

}  // namespace breadcrumb::reader
