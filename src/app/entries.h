// The officer's own record: entries made by hand, one operation for each verb of each noun.
//
//   for (auto& operation : entry_operations()) table.push_back(std::move(operation));
//   const auto entries = EntryBook::of(record);      // everything entered, to look up by noun and number
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/entry_book.h"
#include "app/nouns.h"
#include "app/operation.h"
#include "app/show.h"
#include "record/record.h"

namespace breadcrumb::app {

/// `paper-add`, `round-plan`, ... in the order of the nouns, with the lists that show them.
std::vector<Operation> entry_operations();

/// The lists among them: `papers`, `contacts`, `measures`, `entries`, `entry`.
std::vector<Operation> entry_lists();

/// The number of an entry that the request's `number` is. Errors: `entry.number`.
Result<int> entry_number(const Request& request, const Noun& noun);

Json entry_json(const EntryView& entry);
/// What an entry is shown beside: other entries, issues, time zones.
struct Shown {
  const EntryBook& book;
  const std::vector<DeskView>& views;
  const Knowledge& knowledge;
};
inline Shown shown_of(const Opened& desk) {
  return {desk.book, desk.views, desk.knowledge};
}
/// `Paper 3: Draft work plan` and its fields on the lines below.
std::string entry_text(const EntryView& entry, const Shown& shown);
/// What an entry is called in a table: its title, or what it joins.
std::string entry_title(const EntryView& entry, const Shown& shown);
/// An item's title: as long as it is the one that the desk proposed, with the words that its follow-up, paper or issue
/// has now.
std::string item_title(const EntryView& item, const Shown& shown);
/// The moment that an entry begins, on the clocks of its zone and of the parties' capitals: zone, then day and time.
/// Empty when no day or time is entered.
std::vector<std::pair<std::string, std::string>> clocks_of(const EntryView& entry, const Shown& shown);
/// The dialogue that an entry belongs to: the one named, else the desk's first; "" on an empty desk.
std::string dialogue_of(const EntryView& entry, const Shown& shown);
/// Of a thread or an entered issue; "" when there is none.
std::string issue_name(int number, const Shown& shown);
/// A field's name as it is shown: `red lines`.
std::string shown_name(std::string_view field);

/// Number of the issue that a number or words mean: a thread's, or an entered issue's. Errors: `issue.unknown`,
/// `issue.ambiguous`.
Result<int> issue_number(const std::vector<DeskView>& views, const EntryBook& book, std::string_view wanted);

}  // namespace breadcrumb::app
