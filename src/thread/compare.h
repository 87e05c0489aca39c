// Two sides' texts of one round, side by side: what both say, what one says alone, and what they say otherwise.
//
//   const thread::SideText left{american_text, american_facts}, right{japanese_text, japanese_facts};
//   for (const SideDifference& difference : thread::compare(left, right, rules)) print(difference.sentence);
//
// Dates a day apart are one moment (`date_line`) when the party whose clock is ahead has the later day; otherwise they
// differ. Acts are compared by grade alone. Silence of an excerpt is named as such: nothing follows from it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "model/thread.h"
#include "thread/rules.h"

namespace breadcrumb::thread {

/// One side's text of a round with the facts of its reading (round, meeting, session, commitment, next_round are used).
struct SideText {
  RoundText text;
  std::vector<Fact> facts;
};

/// Header first (ordinal, dates, place, next round), then subjects in the order of the left text, then those of the
/// right text alone, then commitments.
std::vector<SideDifference> compare(const SideText& left, const SideText& right, const ThreadRules& rules);

/// `both`, `differs` or `date_line` for two ISO dates as two parties print them. A party without a known clock: never
/// `date_line`.
std::string_view compare_dates(std::string_view left_date, std::string_view left_party, std::string_view right_date,
                               std::string_view right_party, const ThreadRules& rules);

}  // namespace breadcrumb::thread
