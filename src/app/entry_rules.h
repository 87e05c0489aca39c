// What must hold between the fields of an entry and the rest of the desk: days in order, one number for one round, one
// delegation for one person, no link that runs in a circle.
//
//   BC_TRY(check_entry_rules(entry, before, desk));   // `before` null for a new entry
#pragma once

#include <string>

#include "app/entries.h"

namespace breadcrumb::app {

/// What the rules look at.
struct RuleDesk {
  const EntryBook& book;
  const std::vector<DeskView>& views;
  const Knowledge& knowledge;
  std::string now;  ///< UTC
};

/// Completes fields that follow from others (a last day from the first, a zone from the desk's party). Errors:
/// `entry.days`, `entry.zone`, `entry.delegation`, `round.window`, `round.number_taken`, `round.not_yet`,
/// `round.no_days`, `round.before_plan`, `person.two_delegations`, `entry.loop`, and those of choose_dialogue.
Result<void> check_entry_rules(record::EntrySet& entry, const EntryView* before, const RuleDesk& desk);

/// Errors: `entry.self`, `entry.loop`.
Result<void> check_link(const record::EntrySet& link, const EntryBook& book);

}  // namespace breadcrumb::app
