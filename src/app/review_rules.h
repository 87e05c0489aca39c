// How `review` compares: figures of its score, and the words that have no weight in it. All of it is
// lexicon/review.toml.
//
//   const auto rules = BC_TRY(ReviewRules::load(context, desk, knowledge.grammar));
//   if (score >= rules.least) propose();
//
// The desk's own file lies over the installed one: its figures take the place of those there, its lists are added.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/context.h"

namespace breadcrumb::app {

/// Words that stand in every text of a dialogue, or in every entry.
struct SilentWords {
  std::vector<std::string> titles_en;               ///< classes of en.toml behind which a name stands
  std::vector<std::string> classes_en, classes_ja;  ///< other classes of the lexicons
  std::vector<std::string> agency_opens, agency_ends, agency_ends_ja, no_agency_ja;
  std::vector<std::string> en, ja;
};

struct ReviewRules {
  int least = 0, issue = 0, round_number = 0, round_days = 0, round_window = 0, denied = 0, meeting = 0;
  SilentWords silent;
  std::vector<std::string> led_en, led_ja;              ///< words of a sentence about who led
  std::vector<std::string> delivered_en, delivered_ja;  ///< words of one that says that something was handed over
  std::vector<std::string> to_come_en, to_come_ja;      ///< and of one that says it of what is still to come

  /// Errors: `review.rules`, `toml.syntax`, those of read_file.
  static Result<ReviewRules> load(const Context& context, const record::Desk& desk, const reader::Grammar& grammar);
  /// Lays one file over what is there. Errors: `review.rules` (a figure out of range, no list of words, a name that it
  /// does not know; with a grammar, a class of words that this does not have, with its line), `toml.syntax`.
  Result<void> add(std::string_view toml, std::string_view where, const reader::Grammar* grammar = nullptr);
};

}  // namespace breadcrumb::app
