// What a readout reports on of that which the desk expected, and what it leaves out: planned rounds, papers, contacts,
// agenda items, meetings of bodies, follow-ups. Proposals, each with the words that led to it; a person confirms.
//
//   const auto rules = BC_TRY(ReviewRules::load(context, desk, knowledge.grammar));
//   const Review review = BC_TRY(review_of(source, view, text, shown, rules));
//   for (const Match& match : review.reports_on) offer(match.about, match.score, match.quote);
//
// Pure and the same on every machine. The method and its score: docs/review.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/entries.h"
#include "app/review_rules.h"

namespace breadcrumb::app {

/// One thing that a text may report on, and what speaks for it.
struct Match {
  std::string about;   ///< `paper:3`, `follow_up:2`
  std::string called;  ///< its words, for people
  int score = 0;       ///< 0-100
  std::vector<std::string> why;
  SourceQuote quote;    ///< the words that speak most for it; empty when none do
  bool denied = false;  ///< the quoted sentence says that it is not so
  std::string becomes;  ///< what confirming makes of it: `held`, `done`, `under way`, `reported`
};

struct Review {
  const Source* source = nullptr;
  const RoundView* round = nullptr;
  std::string side;                               ///< whose text it is; "" unknown
  bool concludes = false;                         ///< a whole text with closed lists: what it leaves out, it leaves out
  std::vector<Match> reports_on;                  ///< undecided, the highest score first
  std::vector<Match> leaves_out;                  ///< undecided, in order of kind and number
  std::vector<std::string> confirmed, dismissed;  ///< `paper:3`: what a person has said of this text
};

/// Errors: `review.no_round` when the source is no text of a round of the view.
Result<Review> review_of(const Source& source, const DeskView& view, std::string_view text, const Shown& shown,
                         const ReviewRules& rules);

/// All that a review holds under that name, decided or not; null when the thing is none that the text could report on.
const Match* find_match(const Review& review, std::string_view about);

/// How many proposals wait in those of these sources that are of the last round of their dialogue.
Result<std::size_t> proposals_waiting(const Context& context, const record::Record& record,
                                      const std::vector<DeskView>& views, const Knowledge& knowledge,
                                      const std::vector<std::string>& sources);

/// `review`, `review-confirm`, `review-dismiss`.
std::vector<Operation> review_operations();

}  // namespace breadcrumb::app
