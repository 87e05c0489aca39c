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
  [[nodiscard]] bool own_body(const Named& named) const;
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

  std::string place_in(std::size_t first, std::size_t last) const;

  void established();

  /// A signature or foundation of another time.
  bool background(std::size_t first, std::size_t last) const;

  void add_body(const Named& named, std::size_t first, std::size_t last, std::string_view stage);

  void bodies();

  std::string actor_of(std::size_t first, std::size_t last) const;

  /// A promise of several things, cut into one clause each: "agreed to consider A, provide B, and follow up on C".
  /// `act` is the first token of what is promised.
  void commitments_of(std::size_t first, std::size_t act, std::size_t last, const std::string& actor,
                      std::string_view rule);

  void commitment(std::size_t first, std::size_t last, const std::string& actor, std::string_view rule);

  /// "issues including agriculture, labor, and customs": three short members or more behind a noun for subjects.
  bool lists_subjects(std::size_t i) const;

  /// Where the promise that begins at `at` ends: before the next one or the next subject with a verb.
  std::size_t promise_end(std::size_t at, const std::vector<std::size_t>& others) const;

  void commitments();

  void future(std::size_t at, std::size_t last, const std::vector<std::size_t>& verbs, std::string_view rule);

  /// An order goes on over "and to report ...": up to the next clause with a verb of its own.
  std::size_t direction_end(std::size_t object) const;

  bool background_words() const { return any("body_background", 0, end_); }

  EnState& state_;
  const EnText& text_;
  const EnSentence& s_;
  const std::vector<Token>& tokens_;
  bool decisions_;
  std::size_t end_ = 0;
  Steps out_;
};

}  // namespace breadcrumb::reader
