// What one sentence says comes next, as its passes share it: the next meeting, bodies and foundations, promises.
//
//   Steps steps = StepReader(state, sentence, under_decisions).run();
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "reader/en_body.h"

namespace breadcrumb::reader {

class StepReader {
 public:
  StepReader(EnState& state, const EnSentence& sentence, bool decisions)
      : state_(state), text_(state.text), s_(sentence), tokens_(sentence.tokens), decisions_(decisions) {
    end_ = tokens_.size();
    while (end_ > 0 && (tokens_[end_ - 1].is(".") || tokens_[end_ - 1].is(";"))) --end_;
  }

  Steps run();

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const;
  [[nodiscard]] bool in(std::string_view name, std::size_t i) const;
  [[nodiscard]] bool any(std::string_view name, std::size_t first, std::size_t last) const;
  [[nodiscard]] bool used(std::size_t i) const;
  /// Its verb is taken back ("will not", "failed to").
  [[nodiscard]] bool denied(std::size_t i) const { return s_.denial(i) != nullptr; }
  [[nodiscard]] bool own_body(const Named& named) const;
  [[nodiscard]] std::string token_text(std::size_t i) const;
  /// A business council, rules, a group of another organisation, or words that name no single body.
  [[nodiscard]] bool others_body(const Named& named) const;
  [[nodiscard]] bool body_noun(const Named& named) const;

  /// The clause around a token: between `;`, or ", and" and a subject with its own verb.
  [[nodiscard]] Stretch clause(std::size_t at) const;
  /// "the United States and Japan": one subject.
  [[nodiscard]] bool between_parties(std::size_t i) const;
  [[nodiscard]] bool subject_verb(std::size_t i) const;

  text::Day near() const;

  /// The date a stretch names as a deadline or as a day to come, as its precise form; "" none.
  std::string date_in(std::size_t first, std::size_t last, bool deadline) const;

  void next_round();

  /// The clause of the next meeting, cut where a list, a relative clause or the teller begins.
  Stretch meeting_clause(std::size_t at, Stretch clause) const;
  /// "agreed to convene the fourth meeting": a number that was taken for this meeting's own and stands nowhere else.
  bool agreed_only_here(std::size_t ordinal) const;

  std::string place_in(std::size_t first, std::size_t last) const;

  void established();

  /// "established committees on A, B, and C": one body each.
  void established_list();

  /// "established a mechanism for the exchange of data": what has no capitalised name.
  void established_unnamed();

  /// "agreed to establish a working group on supply chains": a body in small letters that is to be set up.
  void founded_ahead();

  /// A signature or foundation of another time.
  bool background() const;
  /// By its year, and its month where it has one.
  bool before_meeting(const text::DateMention& date) const;

  /// The fact of that body, which may have been read before.
  Fact& add_body(const Named& named, std::size_t first, std::size_t last, std::string_view stage);
  /// Where the clause of the verb at `at` ends: what follows has a subject or a verb of its own.
  std::size_t own_clause_end(std::size_t at) const;
  /// The sentence says that the body has met.
  bool has_met(const Named& named) const;

  void bodies();

  std::string actor_of(std::size_t first, std::size_t last) const;

  /// A promise of several things, cut into one clause each: "agreed to consider A, provide B, and follow up on C".
  /// `act` is the first token of what is promised.
  void commitments_of(std::size_t first, std::size_t act, std::size_t last, const std::string& actor,
                      std::string_view rule);

  /// True when what is agreed at `begin` is an act: an infinitive, or a noun of something to be held or to go on.
  bool acts(std::size_t begin) const;

  /// "a roadmap to strengthen trade": an infinitive that names a purpose; "and" behind it goes on with the purpose.
  bool purpose(std::size_t first, std::size_t last) const;

  void commitment(std::size_t first, std::size_t last, const std::string& actor, std::string_view rule);

  /// "issues including agriculture, labor, and customs": three short members or more behind a noun for subjects.
  bool lists_subjects(std::size_t i) const;

  /// ", the ministry said on Monday": who told it, and no part of the clause.
  bool told_by(std::size_t comma) const;

  /// Where the promise that begins at `at` ends: before the next one or the next subject with a verb.
  std::size_t promise_end(std::size_t at, const std::vector<std::size_t>& others) const;

  void commitments();

  void future(std::size_t at, std::size_t last, const std::vector<std::size_t>& verbs, std::string_view rule);

  /// "A website will be set up": a thing to be done, with the done thing as its subject.
  void done_later(std::size_t at, std::size_t verb, const std::vector<std::size_t>& verbs, std::string_view rule);

  /// An order goes on over "and to report ...": up to the next clause with a verb of its own.
  /// A month before the meeting's stands behind the verb ("in November 2002").
  bool earlier(std::size_t verb) const;
  std::size_t direction_end(std::size_t object) const;

  bool background_words() const { return any("body_background", 0, end_); }

  EnState& state_;
  const EnText& text_;
  const EnSentence& s_;
  const std::vector<Token>& tokens_;
  bool decisions_;
  std::size_t end_ = 0;
  std::vector<std::size_t> told_;  ///< where acts of talk begin, for the promises to end before
  Steps out_;
};

}  // namespace breadcrumb::reader
