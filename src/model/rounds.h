// The rounds of a dialogue as both records know them: those that texts tell of, and those that were entered as held
// and that no text tells of yet.
//
//   for (const HeldRound& round : held_rounds(view.dialogue))
//     round.entered == nullptr ? tell(view.dialogue.rounds[round.read]) : say_that_no_text_was_read(*round.entered);
//   const EntryView* next = next_round(view.dialogue);
//
// Pure. Pointers lead into the dialogue's entries.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/desk_view.h"

namespace breadcrumb {

/// Two texts speak of one meeting when their days lie this close: the two sides' calendars and a week named by its
/// Monday.
constexpr long same_meeting_days = 6;

/// Days since 1970-01-01 of an ISO date; nothing for "" or a month alone.
std::optional<long> day_number(std::string_view iso);

/// A round that was held: one of the two is set.
struct HeldRound {
  int read = -1;                       ///< index in the dialogue's rounds; -1: no text tells of it
  const EntryView* entered = nullptr;  ///< its entry, where no text tells of it

  [[nodiscard]] int ordinal(const DialogueView& dialogue) const;               ///< 0 unknown
  [[nodiscard]] const std::string& start(const DialogueView& dialogue) const;  ///< ISO, "" unknown
  [[nodiscard]] const std::string& last_day(const DialogueView& dialogue) const;
};

/// Is the entry of this round? Both have one ordinal, or, where one of them has none, their days lie as close as those
/// of two texts of one meeting do. A cancelled round is of none.
bool is_of(const EntryView& entry, const RoundView& round);

/// All rounds that were held, in order of time.
std::vector<HeldRound> held_rounds(const DialogueView& dialogue);

/// The last one where no text tells of it; else null.
const EntryView* last_without_text(const DialogueView& dialogue);

/// The entered round that comes next: the one after the last held, else the first by day of those to come; null when
/// none was entered.
const EntryView* next_round(const DialogueView& dialogue);

/// Rounds held since a follow-up was promised; `entered_too` counts those of which no text tells yet.
int rounds_since(const FollowUpView& follow_up, const DialogueView& dialogue, bool entered_too);

}  // namespace breadcrumb
