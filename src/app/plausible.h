// What may be entered by hand at all: how far off a day may lie, and whose party's code may stand where a side of the
// dialogue is meant. A slip of a digit (0203, 2203) is refused here, and nowhere else.
//
//   BC_TRY(check_day("date", "2203-05-01", Ahead::happened, context.now()));   // refused: more than a year ahead
//   BC_TRY(check_side("from", "ZWE", sides_of(desk.views), desk.knowledge.grammar));
//
// Pure: the day is an argument. The limits stand in docs/entries.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/desk_view.h"
#include "reader/grammar.h"

namespace breadcrumb::app {

inline constexpr std::string_view earliest_year = "1900";
inline constexpr int last_ordinal = 999;  ///< of a round

/// How many years ahead of today a day may lie.
enum class Ahead {
  happened = 1,  ///< what is entered as done: a paper passed, a call, a report
  meeting = 5,   ///< a round, a body's meeting, an office taken up
  any = 30,      ///< what is due or comes into force
};

/// `date` is an ISO day, month or year, or "". Errors: `entry.far_off`, with the limits.
Result<void> check_day(std::string_view what, std::string_view date, Ahead ahead, std::string_view now);

/// Is this an ISO day, or a month of one?
bool is_day_or_month(std::string_view date);

/// No text tells of a day before this, or of one in the next century: for what is corrected in a reading.
bool is_year_of_texts(std::string_view date);

/// The parties of all dialogues of the desk, and its own; empty where no dialogue names two: then any may be meant.
std::vector<std::string> sides_of(const std::vector<DeskView>& views);

/// A bloc stands for its members and they for it. Errors: `entry.no_side`, with the parties that are.
Result<void> check_side(std::string_view what, std::string_view code, const std::vector<std::string>& sides,
                        const reader::Grammar& grammar);

}  // namespace breadcrumb::app
