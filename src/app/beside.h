// What was entered beside what was read: the same round or body told twice, once by a text and once by an officer.
//
//   for (const RoundPair& pair : rounds_beside(view, shown)) row(pair.read, pair.entered, pair.differs);
//
// The two stay two records: nothing here decides which is right. Pure; pointers lead into the view and the book.
#pragma once

#include <string>
#include <vector>

#include "app/entries.h"

namespace breadcrumb::app {

/// A round that a text tells of, that was entered, or both.
struct RoundPair {
  const RoundView* read = nullptr;
  const EntryView* entered = nullptr;
  std::vector<std::string> differs;  ///< in what the two differ, with what was entered: `days (entered 2025-03-03)`
};

/// Rounds that texts tell of in order of time, each with its entry; then those that were only entered, by day. An entry
/// is of a round when both have one ordinal, or, where one of them has none, when their days lie as close as those of
/// two texts of one meeting do. A cancelled round is of none.
std::vector<RoundPair> rounds_beside(const DeskView& view, const Shown& shown);

/// The entry that is of this round; null when there is none.
const EntryView* entry_of(const RoundView& round, const DeskView& view, const Shown& shown);

/// `2027-02-16/17`, `window 2027-02-01/28`, `no days yet`.
std::string days_of(const EntryView& entry);

/// A body that a text tells of, that was entered, or both: by its name.
struct BodyPair {
  const BodyView* read = nullptr;
  const EntryView* entered = nullptr;
  std::vector<const EntryView*> meetings;  ///< entered, by day
};
std::vector<BodyPair> bodies_beside(const DeskView& view, const Shown& shown);

}  // namespace breadcrumb::app
