// Where a dialogue stands on a day: what `status` shows and an agenda is drafted from.
//
//   const Standing standing = standing_of(view, shown, "2026-11-27");
//   for (const FollowUpView* late : standing.overdue) remind(*late);
//
// Pure: the day is an argument. Pointers lead into the view and the book.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/entries.h"

namespace breadcrumb::app {

struct Standing {
  /// A body, as texts or as entries know it.
  struct Body {
    std::string name;
    const BodyView* read = nullptr;
    const EntryView* entered = nullptr;
  };
  /// A paper that nothing answers, and who owes the answer.
  struct Paper {
    const EntryView* paper = nullptr;
    std::vector<std::string> owed_by;  ///< party codes; empty: unknown
    std::optional<long> days;          ///< since it was passed
  };
  const RoundView* last_round = nullptr;    ///< the last one held, where a text tells of it
  const EntryView* last_entered = nullptr;  ///< the last one held, where it was only entered
  std::optional<long> days_since;           ///< since the last round's last day
  const EntryView* next = nullptr;          ///< the entered round that comes next
  std::vector<const FollowUpView*> open, overdue;
  std::map<std::string, std::vector<const FollowUpView*>>
      waiting_on;  ///< open ones by who holds the next step; "" unknown
  std::vector<Paper> unanswered;
  std::map<std::string, int> unconfirmed;  ///< sources with facts that no person has confirmed yet: how many
  std::vector<Body> bodies;                ///< all of the dialogue
  std::vector<Body> without_meeting;       ///< that have no meeting to come
  std::vector<const EntryView*> meetings;  ///< of bodies, to come, by day
  std::vector<const EntryView*> measures;  ///< with a comment or response date to come or passed and not withdrawn
  std::vector<const Thread*> silent;       ///< not mentioned for two rounds or more
};

Standing standing_of(const DeskView& view, const Shown& shown, std::string_view today);

/// Whom to ask about a follow-up: who holds its next step, else its owner; "" unknown.
const std::string& holder_of(const FollowUpView& follow_up);

}  // namespace breadcrumb::app
