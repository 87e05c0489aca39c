#include "app/agenda.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/party.h"
#include "app/rounds_of.h"
#include "base/file.h"
#include "base/toml.h"
#include "text/zones.h"

namespace breadcrumb::app {

namespace {

constexpr std::uint64_t max_rules = 1 << 20;
constexpr std::array<std::string_view, 7> kinds = {"opening", "follow_up", "paper",  "issue",
                                                   "silent",  "meeting",   "closing"};

Error bad(std::string_view where, std::string message) {
  return {ErrorKind::bad_input, "agenda.rules", std::move(message), std::string(where)};
}

/// The capital that has this clock, of the dialogue's parties; else the city that the zone is called after.
std::string city_on(const std::string& zone, const std::string& dialogue, const Shown& shown) {
  for (const auto& view : shown.views)
    if (view.dialogue.name == dialogue)
      for (const auto& code : view.dialogue.parties)
        if (const auto* party = shown.knowledge.grammar.party(code);
            party != nullptr && !party->capitals.empty() && capital_zone(shown.knowledge.grammar, code) == zone)
          return party->capitals.front();
  return text::city_of(zone, "en");
}

}  // namespace

Result<AgendaRules> AgendaRules::load(const Context& context, const record::Desk& desk) {
  const auto path = rules_file(context, desk, "agenda.toml");
  return parse(BC_TRY(read_file(path.string(), max_rules)), path.string());
}

Result<AgendaRules> AgendaRules::parse(std::string_view toml, std::string_view where) {
  const Json file = BC_TRY(parse_toml(toml, where));
  AgendaRules out;
  for (const auto& entry : file["item"].items()) {
    Item item{entry["from"].string(), entry["title"].string(), 0};
    if (std::ranges::find(kinds, item.from) == kinds.end())
      return bad(where, fmt::format("item {}: `from` must be one of {}", out.items.size() + 1, fmt::join(kinds, ", ")));
    const auto minutes = entry["minutes"].integer(0);
    if (minutes < 1 || minutes > 1440)
      return bad(where, fmt::format("item {}: `minutes` must be a whole number from 1 to 1440", out.items.size() + 1));
    item.minutes = static_cast<int>(minutes);
    out.items.push_back(std::move(item));
  }
  if (out.items.empty()) return bad(where, "expected at least one [[item]]");
  return out;
}

std::vector<Proposal> proposals(const Standing& standing, const DeskView& view, const Shown& shown,
                                const AgendaRules& rules, const brief::Words& words) {
  std::vector<Proposal> out;
  const auto issues = [&](bool silent, int minutes) {
    for (const auto& thread : view.dialogue.threads) {
      if (thread.steps.empty()) continue;
      const bool is_silent = std::ranges::find(standing.silent, &thread) != standing.silent.end();
      if (is_silent != silent) continue;
      const auto* page = shown.book.find("issue", thread.number);
      if (page != nullptr && (*page)["state"] == "set aside") continue;
      out.push_back({fmt::format("issue:{}", thread.number), thread.name, "", minutes});
    }
    if (silent) return;
    for (const auto* issue : shown.book.of_noun("issue"))
      if (!issue->event.empty() && (*issue)["state"] != "set aside" && dialogue_of(*issue, shown) == view.dialogue.name)
        out.push_back({fmt::format("issue:{}", issue->number), (*issue)["name"], "", minutes});
  };
  for (const auto& rule : rules.items) {
    if (rule.from == "opening" || rule.from == "closing")
      out.push_back(
          {rule.from, rule.title.empty() ? words.fill("agenda." + rule.from, {}) : rule.title, "", rule.minutes});
    if (rule.from == "follow_up")
      for (const auto* one : standing.open)
        out.push_back({fmt::format("follow_up:{}", one->number),
                       words.fill("agenda.follow_up", {{"n", std::to_string(one->number)}}) + one->text,
                       holder_of(*one), rule.minutes});
    if (rule.from == "paper")
      for (const auto& one : standing.unanswered)
        out.push_back({fmt::format("paper:{}", one.paper->number),
                       words.fill("agenda.paper", {{"n", std::to_string(one.paper->number)}}) + (*one.paper)["title"],
                       fmt::format("{}", fmt::join(one.owed_by, ", ")), rule.minutes});
    if (rule.from == "issue") issues(false, rule.minutes);
    if (rule.from == "silent") issues(true, rule.minutes);
    if (rule.from == "meeting")
      for (const auto* meeting : standing.meetings)
        out.push_back({fmt::format("meeting:{}", meeting->number),
                       words.fill("agenda.body_meeting", {{"body", entry_title(*meeting, shown)}}), "", rule.minutes});
  }
  for (auto& proposal : out) std::ranges::replace(proposal.title, '\n', ' ');
  return out;
}

std::string lead_of(const EntryView& item, const EntryBook& book) {
  if (!item["lead"].empty()) return item["lead"];
  constexpr std::string_view issue = "issue:";
  const auto& about = item["about"];
  if (!about.starts_with(issue)) return "";
  const auto* page = book.find("issue", std::atoi(about.c_str() + issue.size()));
  return page == nullptr ? "" : (*page)["lead"];
}

std::vector<const EntryView*> items_of(const EntryView& agenda, const EntryBook& book, bool left_out) {
  std::vector<const EntryView*> out;
  for (const auto* item : book.of_noun("item"))
    if ((*item)["agenda"] == std::to_string(agenda.number) && ((*item)["state"] == "left out") == left_out)
      out.push_back(item);
  std::ranges::stable_sort(out, {}, [](const EntryView* item) { return item->number_in("place"); });
  return out;
}

const EntryView* event_of(const EntryView& agenda, const EntryBook& book) {
  if (!agenda["round"].empty()) return book.find("round", agenda.number_in("round"));
  return book.find("meeting", agenda.number_in("meeting"));
}

AgendaHead head_of(const EntryView& agenda, const Shown& shown) {
  AgendaHead out{.title = "an event that is gone", .line = "", .zones = {}, .cities = {}};
  const auto* event = event_of(agenda, shown.book);
  if (event == nullptr) return out;
  out.title = entry_title(*event, shown);
  for (const auto& [zone, clock] : clocks_of(*event, shown)) {
    out.zones.push_back(zone);
    out.cities.push_back(city_on(zone, dialogue_of(*event, shown), shown));
  }
  const std::string window = (*event)["start"].empty() ? "window" : "";
  const auto& first = (*event)[window.empty() ? "start" : "window_start"];
  const auto& last = (*event)[window.empty() ? "end" : "window_end"];
  out.line = fmt::format(
      "  {}{}{}\n", (*event)["state"],
      first.empty() ? "" : fmt::format(", {}{}{}", window, window.empty() ? "" : " ", dates_text(first, last)),
      (*event)["place"].empty() ? "" : ", " + (*event)["place"]);
  return out;
}

std::string title_of(const EntryView& item, const Shown& shown, brief::Profile profile) {
  auto title = item_title(item, shown);
  if (!goes_out(profile)) return title;
  const auto& about = item["about"];
  const auto colon = about.find(':');
  if (colon == std::string::npos || !(about.starts_with("follow_up:") || about.starts_with("paper:"))) return title;
  return std::string(
      shown.knowledge.english().behind("agenda." + about.substr(0, colon), {{"n", about.substr(colon + 1)}}, title));
}

std::string clock_at(const EntryView& event, int minutes, std::string_view zone) {
  if (event["start"].size() != 10 || event["time"].empty()) return "";
  const auto begins = text::later_by({event["start"], event["time"]}, event["zone"], minutes, zone);
  return begins ? (begins->day == event["start"] ? begins->time : begins->day + " " + begins->time) : "";
}

}  // namespace breadcrumb::app
