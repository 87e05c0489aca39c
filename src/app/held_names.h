// Names that may not go as far as the entry they stand in: a person whom somebody marked above a paper's profile, in
// the delegation of a round that is within it; the officer who leads on an item of an agenda that is handed over.
//
//   hold_names(contents.book, scope);                     // before what is above is taken out of the book
//   for (const auto& subject : persons_named(round, parties, book, scope, today)) in_the_way(subject);
//
// A person's default (the own delegation's) holds back that person's entry and no line that an officer wrote; a mark of
// the person's own does. Who leads on an item is the own side's matter until the item, or the person, is marked for
// whom the paper is for; parties, `both` and agencies are no persons. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/marking.h"
#include "reader/grammar.h"

namespace breadcrumb::app {

/// How far names may go.
struct NameScope {
  const Marking& marking;
  Level most;
  bool goes_out = false;  ///< of the delegation's hands
  std::string own_party;
  const reader::Grammar& grammar;
};

/// Do the words (a line of a delegation, who leads) name that person, in whichever order of names? Before the first
/// comma the family name alone does, with a title or the first letter of another name ("Ms Njeri", "G. Njeri").
bool names_person(std::string_view words, const EntryView& person);

/// Fields in which an officer names persons: `delegation`, `lead`, `who`, `owner`.
bool is_of_names(std::string_view field);

/// Subjects of the persons whom somebody marked above the level and whom one of the words' lines names.
std::vector<std::string> marked_persons_in(std::string_view words, const EntryBook& book, const Marking& marking,
                                           Level most);

/// Takes names out of the book. A line of a delegation keeps its party, so that the next line does not take its place
/// as the head's.
void hold_names(EntryBook& book, const NameScope& scope);

/// Subjects of the marked persons whom the delegations of a paper on this event name, or would.
std::vector<std::string> persons_named(const EntryView& event, const std::vector<std::string>& parties,
                                       const EntryBook& book, const NameScope& scope, std::string_view today);

/// Subjects of the marked persons among them.
std::vector<std::string> persons_leading(const EntryView& item, const EntryBook& book, const NameScope& scope);

}  // namespace breadcrumb::app
