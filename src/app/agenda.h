// The agenda of a round to come or of a body's meeting: what the desk proposes, what an officer makes of it, and when
// each item begins in both capitals.
//
//   const auto rules = BC_TRY(AgendaRules::load(context, desk));
//   for (const Proposal& proposal : proposals(standing, view, shown, rules)) offer(proposal.title);
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/standing.h"
#include "brief/compose.h"

namespace breadcrumb::app {

using brief::goes_out;

/// What is proposed, in which order and for how long: lexicon/agenda.toml.
struct AgendaRules {
  struct Item {
    std::string from;   ///< opening, silent, issue, paper, follow_up, meeting, closing
    std::string title;  ///< of opening and closing, where the papers' own words for them are not wanted; else ""
    int minutes = 0;
  };
  std::vector<Item> items;

  /// The desk's own file, else the installed one. Errors: `agenda.rules`, `toml.syntax`, those of read_file.
  static Result<AgendaRules> load(const Context& context, const record::Desk& desk);
  static Result<AgendaRules> parse(std::string_view toml, std::string_view where);
};

struct Proposal {
  std::string about;  ///< `follow_up:3`, `opening`
  std::string title;
  std::string lead;  ///< officer who leads on it, "" unknown
  int minutes = 0;
};

/// In the order of the rules, in these words. Pure.
std::vector<Proposal> proposals(const Standing& standing, const DeskView& view, const Shown& shown,
                                const AgendaRules& rules, const brief::Words& words);

/// Those of the desk, in the order and with the minutes that the other side's view of it gives: where a sheet for both
/// leaves out the rest, order and length tell nothing of what a text that is above says or does not say. Errors: those
/// of MarkRules::load and `contents_of`.
Result<std::vector<Proposal>> agenda_proposals(const Context& context, const Opened& desk, const DeskView& view,
                                               const AgendaRules& rules, const brief::Words& words,
                                               std::string_view today);
/// The merging of the two lists. Pure.
std::vector<Proposal> ordered_as_outside(std::vector<Proposal> own, const std::vector<Proposal>& outside);

/// Who leads on an item: as it says, else as the page of its issue says. That is looked up and never copied: the page
/// is the own delegation's, and the item may be handed over.
std::string lead_of(const EntryView& item, const EntryBook& book);

/// An item's title; for whom it is handed to, without the desk's number of the follow-up or paper it was proposed from.
std::string title_of(const EntryView& item, const Shown& shown, brief::Profile profile);

/// What stands over a printed agenda: what it is of, its state, day and place on one line, the zones of its
/// columns, and the cities that these are headed with.
struct AgendaHead {
  std::string title, line;
  std::vector<std::string> zones, cities;
};
AgendaHead head_of(const EntryView& agenda, const Shown& shown);

/// `09:30` and some minutes later, on the clock of that zone; "" when no day and time are known.
std::string clock_at(const EntryView& event, int minutes, std::string_view zone);

/// The agenda as it is printed for the other side: no number of the desk's, nothing of what was left out.
Answer printed_to_hand_over(const EntryView& agenda, const Opened& desk);

/// An agenda's items that are on it, by place and then number.
std::vector<const EntryView*> items_of(const EntryView& agenda, const EntryBook& book, bool left_out = false);

/// The round or meeting that an agenda is of; null when it is gone.
const EntryView* event_of(const EntryView& agenda, const EntryBook& book);

/// Cuts the desk down to what the wanted profile may carry; what of the agenda went with it, in words: items, persons
/// whom somebody marked, who leads on items where that is not for the other side. Errors: `mark.above` where something
/// of it that is marked is above and is not to be left out, or the agenda itself.
Result<std::vector<std::string>> agenda_within(const Context& context, Opened& desk, int agenda_number,
                                               const Request& request);

/// An iCalendar file (RFC 5545) of the agenda's round or meeting with its items. Several days are whole days.
/// `handling` is the paper's handling line, "" none: with one, a calendar that others see shows that time is taken and
/// no more (CLASS:CONFIDENTIAL). Errors: `agenda.no_days`.
Result<std::string> calendar_of(const EntryView& agenda, const Shown& shown, std::string_view desk_name,
                                std::string_view now, brief::Profile profile, const std::string& handling);

/// The handling line of what a calendar file of the agenda carries, in the desk's language.
Result<std::string> calendar_handling(const Context& context, const Opened& desk, const EntryView& agenda,
                                      brief::Profile profile);

/// The agenda as a paper in the form that the file's name says. Errors: `agenda.format`, `agenda.none`,
/// `brief.file_exists`, `brief.language`, `mark.above`, those of write_file.
Result<Answer> write_agenda(const Context& context, const Opened& desk, const EntryView& agenda,
                            const Request& request);

std::vector<Operation> agenda_operations();

}  // namespace breadcrumb::app
