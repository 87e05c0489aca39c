// The delegations: who comes, as it was entered with the round, and the people whom an officer entered, with their
// offices and a few lines on each.
#include <algorithm>

#include "brief/composer.h"
#include "model/due.h"
#include "text/words.h"

namespace breadcrumb::brief {

void Composer::person(const EntryView& person, bool biography, std::vector<Block>& out) {
  const Args args{{"person", std::to_string(person.number)}};
  Runs runs = portion(person);
  runs.push_back(own_words(person, "name", person["name"]).front());
  runs.back().look = Look::strong;
  const auto part = [&](Run run) {
    runs.push_back(say("mark.comma"));
    runs.push_back(std::move(run));
  };
  if (!person["reading"].empty())
    part(claim("person_reading", args, "delegations.reading", {{"reading", person["reading"]}}));
  if (!person["office"].empty()) part(own_words(person, "office", person["office"]).front());
  const auto &from = person["from"], &to = person["to"];
  if (!from.empty() || !to.empty())
    part(claim("person_office", args,
               to.empty()     ? "delegations.office_from"
               : from.empty() ? "delegations.office_to"
                              : "delegations.office_days",
               {{"date", date(from.empty() ? to : from)}, {"from", date(from)}, {"to", date(to)}}));
  const auto signature = own_words(person, "name", "");
  runs.insert(runs.end(), signature.begin() + 1, signature.end());
  out.push_back(paragraph(std::move(runs), "officer"));
  if (!biography || person["biography"].empty()) return;
  Runs lines = portion(person);
  lines.push_back(say("delegations.biography"));
  lines.back().look = Look::soft;
  add(lines, own_words(person, "biography", person["biography"]));
  out.push_back(paragraph(std::move(lines), "officer"));
}

std::vector<std::pair<int, std::string_view>> Composer::delegation_of(const EntryView& event, std::string_view party) {
  std::vector<std::pair<int, std::string_view>> out;
  int number = 0;
  for (const auto line : text::pieces_of(event["delegation"], '\n')) {
    ++number;
    if (!line.starts_with(party) || !line.substr(party.size()).starts_with(':')) continue;
    std::string_view who = line.substr(party.size() + 1);
    while (who.starts_with(' ')) who.remove_prefix(1);
    if (!who.empty()) out.emplace_back(number, who);
  }
  return out;
}

Section Composer::delegations(const EntryView* event, bool biographies) {
  Section section{.id = "delegations", .title = {say("delegations.title"), method_mark("plan")}};
  std::vector<std::string> parties = d_.parties;
  std::ranges::stable_sort(parties, {}, [&](const std::string& party) { return party != view_.own_party; });
  bool any = false;
  for (const auto& party : parties) {
    section.blocks.push_back(
        heading(3, {claim("delegation_of", {{"party", party}}, "delegations.of", {{"party", words_.party(party)}})}));
    const auto before = section.blocks.size();
    // Who comes.
    if (event != nullptr)
      for (const auto& [line, who] : delegation_of(*event, party)) {
        Runs runs = portion(*event);
        if (!goes_out(request_.profile)) {
          runs.push_back(say("delegations.as_entered"));
          runs.back().look = Look::soft;
        }
        add(runs, own_words(*event, "delegation", who, "#" + std::to_string(line)));
        section.blocks.push_back(paragraph(std::move(runs), "officer"));
      }
    // An agenda names who comes; where nobody was named, whom the desk knows.
    for (const auto* one : entries("person"))
      if ((biographies || section.blocks.size() == before) && (*one)["party"] == party &&
          !is_past((*one)["to"], today_))
        person(*one, biographies, section.blocks);
    any = any || section.blocks.size() > before;
    if (section.blocks.size() == before)
      section.blocks.push_back(paragraph({claim("delegation_none", {{"party", party}}, "delegations.none")}, "small"));
  }
  if (!any) return {};
  return section;
}

}  // namespace breadcrumb::brief
