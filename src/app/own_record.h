// What was entered on one issue: the officer's page, links, papers, contacts, measures, bodies and follow-ups.
//
//   const OwnRecord own = own_record(IssueNumbers{7, 12}, shown);
//   answer.text += own_text(own, shown);
//
// Pure; pointers lead into the book and the views.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "app/entries.h"

namespace breadcrumb::app {

struct OwnRecord {
  std::set<int> numbers;  ///< of the issue: its own and those that lead to it
  const EntryView* page = nullptr;
  std::vector<const EntryView*> links;  ///< in force, from or to it
  std::vector<const EntryView*> papers, contacts, measures, bodies;
  std::vector<const FollowUpView*> follow_ups;  ///< that were entered for it
};

OwnRecord own_record(std::set<int> numbers, const Shown& shown);
/// `Entered:` and what there is, with who set it and when; "" when nothing was entered.
std::string own_text(const OwnRecord& own, const Shown& shown);
/// Members `page`, `links`, `papers`, `contacts`, `measures`, `bodies`, `follow_ups`.
Json own_json(const OwnRecord& own);

}  // namespace breadcrumb::app
