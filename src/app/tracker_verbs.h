// One row's edits as the commands that would make them: `paper set`, `round confirm`, `follow-up done`, `rename`.
//
//   TrackerVerbs verbs(desk, context.now());
//   const Change change = BC_TRY(verbs.change({.kind = kind, .row = row, .set = {{"due", "2024-08-30"}}}));
//
// Every change counts at once: what comes later is checked against the desk with it. Nothing is written.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/entry_prepare.h"
#include "app/tracker.h"
#include "app/tracker_plan.h"

namespace breadcrumb::app {

struct RowWish {
  const TrackerKind* kind = nullptr;
  const TrackerRow* row = nullptr;  ///< null for a new one
  TypedFields set{};                ///< checked values of the fields that change; "" takes one away
  std::string because{};            ///< kept with every event
  std::string trail{};              ///< the same without the officer's words
};

class TrackerVerbs {
 public:
  TrackerVerbs(Opened& desk, std::string now);

  [[nodiscard]] const RuleDesk& rules() const { return rules_; }

  /// A value of a follow-up or note in the form in which it is kept. Errors: `entry.value`, `follow_up.date`,
  /// `source.unknown`, `source.ambiguous`.
  Result<std::string> checked_beside(std::string_view noun, const Field& field, const std::string& typed) const;

  /// Errors: those of the commands, `tracker.fixed` for what no command changes.
  Result<Change> change(const RowWish& wish);
  /// The fields that the last error was about, the nearest first; none: the whole row.
  [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }

 private:
  Result<Change> follow_up(const RowWish& wish);
  Result<Change> note(const RowWish& wish);
  Result<Change> link(const RowWish& wish);
  Result<Change> meeting(const RowWish& wish);
  Result<Change> report(const RowWish& wish);
  Result<Change> entry(const RowWish& wish);
  Result<void> close(const RowWish& wish, int number, const std::string& because, Change& out);
  /// By a text, whose words they are.
  Result<bool> is_promised(int number);
  Error fixed(std::string field, std::string message);
  Result<void> add(Change& out, record::EntrySet entry, const RowWish& wish);
  Result<int> next(const std::string& noun);

  Opened& desk_;
  std::string now_;
  RuleDesk rules_;
  std::map<std::string, int> numbers_;     ///< the next one by noun
  std::optional<std::set<int>> promised_;  ///< follow-ups that a text promises, once somebody asked
  std::vector<std::string> faults_;
};

}  // namespace breadcrumb::app
