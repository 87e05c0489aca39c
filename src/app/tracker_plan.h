// From the rows of a tracker to the changes they ask for: each as a command would make it, with the same rules, on the
// desk as the rows before it leave it.
//
//   Plan plan = BC_TRY(plan_import(desk, rules_desk, drafts, {.import = 3}));
//   if (plan.errors.empty()) record.append(stamp, entries_of(plan));
//
// A cell that was not edited changes nothing, whatever the desk has become meanwhile. One that was edited while the
// desk moved on is a conflict: it is told, and neither is preferred.
#pragma once

#include <string>
#include <vector>

#include "app/entry_prepare.h"
#include "app/tracker_draft.h"

namespace breadcrumb::app {

struct Change {
  struct Set {
    std::string field, was, value;
  };
  std::string place;                    ///< `tracker.xlsx: Papers, row 3`
  std::string sheet;                    ///< title of the kind
  std::vector<std::string> operations;  ///< `paper-set`, in order
  std::string key;                      ///< of what is changed or made
  bool fresh = false;
  std::vector<Set> sets;
  std::vector<record::Entry> entries;  ///< in order
};

struct Plan {
  std::vector<Change> changes;
  std::vector<Error> errors;
  std::vector<std::string> said;
  long long unchanged = 0;  ///< rows that ask for nothing
};

/// Most changes in one import.
constexpr std::size_t most_changes = 2'000;
/// Errors that are listed one by one; of more only the number is told.
constexpr std::size_t most_errors = 50;

struct PlanWish {
  std::string import;   ///< how the trail begins: `import 3`
  std::string because;  ///< the officer's, for all
};

/// Errors of its own are those of reading the desk. Among the plan's: `tracker.conflict`, `tracker.fixed`,
/// `tracker.unknown_number`, `tracker.no_trace`, `tracker.match`, `tracker.too_many`, and those of the commands.
Result<Plan> plan_import(Opened& desk, const std::string& now, const TrackerRows& rows, const TrackerTrace& trace,
                         const Drafts& drafts, const PlanWish& wish);

}  // namespace breadcrumb::app
