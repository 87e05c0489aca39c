// What of an agenda a paper of some profile may carry, and what stands in its way.
#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

#include "app/agenda.h"
#include "app/brief_material.h"
#include "app/held_names.h"
#include "app/marking.h"
#include "app/within.h"

namespace breadcrumb::app {

Result<std::vector<std::string>> agenda_within(const Context& context, Opened& desk, int agenda_number,
                                               const Request& request) {
  const auto profile = brief::profile_of(text_of(request, "profile")).value_or(brief::Profile::delegation);
  const auto rules = BC_TRY(MarkRules::load(context, desk.record.desk()));
  const auto marking = BC_TRY(Marking::of(desk.record, rules));
  const auto most = level_of(rules, profile);
  const auto& agenda = *desk.book.find("agenda", agenda_number);
  const auto* event = event_of(agenda, desk.book);
  std::vector<std::string> whole = {subject_of(agenda)};
  if (event != nullptr) whole.push_back(subject_of(*event));
  for (const auto& subject : whole)
    if (!within(marking.level(subject), most))
      return Error{ErrorKind::refused, "mark.above",
                   fmt::format("above what the profile {} may carry: {}; without it there is no agenda to print "
                               "(breadcrumb mark says for whom it is)",
                               to_text(profile), subject_with_level(subject, marking, rules)),
                   ""};
  const NameScope scope{.marking = marking,
                        .most = most,
                        .goes_out = goes_out(profile),
                        .own_party = desk.record.desk().settings().party,
                        .grammar = desk.knowledge.grammar};
  std::vector<std::string> carried;
  std::map<int, std::string> leads;  // of the items that may be carried, as they stand on the desk
  for (const auto* item : items_of(agenda, desk.book)) {
    carried.push_back(subject_of(*item));
    for (auto& person : persons_leading(*item, desk.book, scope)) carried.push_back(std::move(person));
    if (within(marking.level(subject_of(*item)), most)) leads[item->number] = (*item)["lead"];
  }
  // Only the paper has a section on the delegations.
  const auto& file = text_of(request, "output");
  if (event != nullptr && !file.empty() && !file.ends_with(".ics")) {
    const auto dialogue = dialogue_of(*event, shown_of(desk));
    for (const auto& view : desk.views)
      if (view.dialogue.name == dialogue)
        for (auto& person : persons_named(*event, view.dialogue.parties, desk.book, scope, context.now()))
          carried.push_back(std::move(person));
  }
  auto left_out = BC_TRY(left_out_of(carried, marking, rules, to_text(profile), request["leave-out"].boolean()));
  desk.own->views = BC_TRY(views_within(desk, marking, most, profile));
  if (goes_out(profile)) forget_leads(desk.own->book, BC_TRY(desk.record.follow_ups()), marking);
  hold_names(desk.own->book, scope);
  for (const auto& [number, lead] : leads)
    if ((*desk.book.find("item", number))["lead"] != lead)
      left_out.push_back(fmt::format("who leads on item {}", number));
  desk.own->book.erase_if([&](const EntryView& entry) { return !within(marking.level(subject_of(entry)), most); });
  return left_out;
}

}  // namespace breadcrumb::app
