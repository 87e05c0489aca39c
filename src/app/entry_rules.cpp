#include "app/entry_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/party.h"
#include "app/typed.h"
#include "text/utf8.h"
#include "text/zones.h"

namespace breadcrumb::app {

namespace {

Error refuse(std::string code, std::string message, ErrorKind kind = ErrorKind::bad_input) {
  return {kind, std::move(code), std::move(message), ""};
}

/// A field as it will stand: what is set now, else what stood before.
const std::string& will_be(const record::EntrySet& entry, const EntryView* before, std::string_view field) {
  static const std::string none;
  if (const auto found = entry.fields.find(field); found != entry.fields.end()) return found->second;
  return before == nullptr ? none : (*before)[field];
}

Result<void> in_order(const record::EntrySet& entry, const EntryView* before, std::string_view first,
                      std::string_view last) {
  const auto& a = will_be(entry, before, first);
  const auto& b = will_be(entry, before, last);
  if (a.empty() || b.empty() || !is_later(a, b)) return {};
  return refuse("entry.days", fmt::format("{} ({}) is later than {} ({})", shown_name(first), a, shown_name(last), b));
}

/// A time needs its zone: the one given, else that of the desk's own capital.
Result<void> complete_zone(record::EntrySet& entry, const EntryView* before, const RuleDesk& desk) {
  if (will_be(entry, before, "time").empty()) return {};
  if (will_be(entry, before, "zone").empty()) {
    const auto own = desk.views.empty() ? std::string() : desk.views.front().own_party;
    entry.fields["zone"] = capital_zone(desk.knowledge.grammar, own);
  }
  const auto& zone = will_be(entry, before, "zone");
  if (zone.empty())
    return refuse("entry.zone", "expected --zone with a time, such as Asia/Tokyo: the desk has no capital of its own");
  const auto& start = will_be(entry, before, "start");
  if (start.size() == 10 && !text::utc_stamp({start, will_be(entry, before, "time")}, zone))
    return refuse("entry.zone", "the day, time and zone make no moment");
  const text::WallTime said{start, will_be(entry, before, "time")};
  if (const auto shown = text::moved(said, zone, zone); start.size() == 10 && shown && *shown != said)
    return refuse("entry.zone", fmt::format("there is no {} on {} in {}: the clocks are set forward then, to {}",
                                            said.time, start, zone, shown->time));
  return {};
}

/// `JPN: Sato Hanako, Director` a line.
Result<void> check_delegation(const record::EntrySet& entry, const RuleDesk& desk) {
  const auto found = entry.fields.find("delegation");
  if (found == entry.fields.end()) return {};
  std::map<std::string, std::string> of;  // folded name to party
  std::string_view rest = found->second;
  for (int line = 1; !rest.empty(); ++line) {
    const auto end = rest.find('\n');
    const auto words = text::trim(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (words.empty()) continue;
    const auto colon = words.find(':');
    const std::string party(text::trim(words.substr(0, colon)));
    if (colon == std::string_view::npos || desk.knowledge.grammar.party(party) == nullptr)
      return refuse(
          "entry.delegation",
          fmt::format("line {} of the delegation: expected PARTY: name, title, not \"{}\"", line, words.substr(0, 80)));
    BC_TRY(check_side(fmt::format("line {} of the delegation", line), party, sides_of(desk.views),
                      desk.knowledge.grammar));
    const auto person = words.substr(colon + 1);
    const auto name = text::fold(text::trim(person.substr(0, person.find(','))));
    if (name.empty()) return refuse("entry.delegation", fmt::format("line {} of the delegation names nobody", line));
    if (const auto [at, fresh] = of.emplace(name, party); !fresh && at->second != party)
      return refuse(
          "person.two_delegations",
          fmt::format("line {} of the delegation: the same person comes for {} and for {}", line, at->second, party),
          ErrorKind::conflict);
  }
  return {};
}

/// Two issues of one name could not be told apart where one is named. Errors: `issue.name_taken`.
Result<void> check_new_name(const record::EntrySet& entry, const RuleDesk& desk) {
  const auto name = entry.fields.find("name");
  if (name == entry.fields.end()) return {};
  const auto said = entry.fields.find("dialogue");
  const auto wanted = text::fold(name->second);
  const auto refused = [&](int number) {
    return refuse("issue.name_taken",
                  fmt::format("issue {} has this name: breadcrumb issue set {} says more of it; a new one needs a name "
                              "of its own",
                              number, number),
                  ErrorKind::conflict);
  };
  for (const auto& view : desk.views)
    if (said == entry.fields.end() || said->second.empty() || view.dialogue.name == said->second)
      for (const auto& thread : view.dialogue.threads)
        if (text::fold(thread.name) == wanted) return refused(thread.number);
  for (const auto* other : desk.book.of_noun("issue"))
    if (!other->event.empty() && text::fold((*other)["name"]) == wanted &&
        (said == entry.fields.end() || (*other)["dialogue"].empty() || (*other)["dialogue"] == said->second))
      return refused(other->number);
  return {};
}

/// Rounds follow one another in time as their numbers do: a year that was mistyped shows here.
Result<void> in_turn(int ordinal, const std::string& first, const std::string& last, const std::string& dialogue,
                     const RuleDesk& desk) {
  if (ordinal < 1 || first.empty()) return {};
  for (const auto& view : desk.views) {
    if (view.dialogue.name != dialogue) continue;
    for (const auto& round : view.dialogue.rounds) {
      const bool before_it = round.ordinal > 0 && round.ordinal < ordinal;
      if (before_it && is_later(round.start, last.empty() ? first : last))
        return refuse("round.order", fmt::format("round {} cannot be on {}: round {} was on {}", ordinal, first,
                                                 round.ordinal, round.start));
      if (round.ordinal > ordinal && is_later(first, round.start))
        return refuse("round.order", fmt::format("round {} cannot be on {}: round {} was on {} already", ordinal, first,
                                                 round.ordinal, round.start));
    }
  }
  return {};
}

Result<void> check_round(record::EntrySet& entry, const EntryView* before, const RuleDesk& desk) {
  // A new window without an end takes the end of the old one away when it no longer fits.
  if (const auto from = entry.fields.find("window_start"); from != entry.fields.end() && before != nullptr &&
                                                           !entry.fields.contains("window_end") &&
                                                           is_later(from->second, (*before)["window_end"]))
    entry.fields["window_end"] = "";
  BC_TRY(in_order(entry, before, "window_start", "window_end"));
  const auto& state = will_be(entry, before, "state");
  const auto& start = will_be(entry, before, "start");
  if (will_be(entry, before, "dialogue").empty() && !desk.views.empty())
    entry.fields["dialogue"] = desk.views.front().dialogue.name;
  const auto& dialogue = will_be(entry, before, "dialogue");
  const auto& ordinal = will_be(entry, before, "ordinal");
  for (const auto* other : desk.book.of_noun("round")) {
    if ((before != nullptr && other->number == before->number) || (*other)["state"] == "cancelled") continue;
    if (!ordinal.empty() && state != "cancelled" && (*other)["ordinal"] == ordinal && (*other)["dialogue"] == dialogue)
      return refuse("round.number_taken",
                    fmt::format("entry {} is round {} of this dialogue already", other->number, ordinal),
                    ErrorKind::conflict);
  }
  if (state == "planned" || state == "confirmed" || state == "postponed")
    for (const auto& view : desk.views)
      for (const auto& round : view.dialogue.rounds)
        if (view.dialogue.name == dialogue && round.ordinal > 0 && std::to_string(round.ordinal) == ordinal)
          return refuse("round.number_taken",
                        fmt::format("round {} is on record: a text tells of it{}", ordinal,
                                    before == nullptr ? ""
                                                      : fmt::format(" (breadcrumb round hold {} says that this is it)",
                                                                    before->number)),
                        ErrorKind::conflict);
  if (state == "planned" || state == "confirmed")
    BC_TRY(in_turn(std::atoi(ordinal.c_str()), start.empty() ? will_be(entry, before, "window_start") : start,
                   will_be(entry, before, start.empty() ? "window_end" : "end"), dialogue, desk));
  if (state == "planned" && start.empty() && will_be(entry, before, "window_start").empty() && entry.begins &&
      ordinal.empty())
    return refuse("round.window", "expected a number, a window or days of the round");
  if (state == "confirmed" && start.size() != 10)
    return refuse("round.no_days", "a confirmed round has its first day: --start 2027-02-16");
  if (state == "held") {
    if (start.size() != 10) return refuse("round.no_days", "a held round has its first day: --start 2027-02-16");
    // It may have begun where it is held, or here.
    const auto own = desk.views.empty() ? std::string() : desk.views.front().own_party;
    const auto today = std::max(text::day_in(capital_zone(desk.knowledge.grammar, own), desk.now),
                                text::day_in(will_be(entry, before, "zone"), desk.now));
    if (start > today)
      return refuse("round.not_yet", fmt::format("the round begins on {}, which is to come", start),
                    ErrorKind::conflict);
    if (before != nullptr && (*before)["state"] != "held") {
      const auto& planned = (*before)[(*before)["start"].empty() ? "window_start" : "start"];
      if (!planned.empty() && is_later(planned, start))
        return refuse("round.before_plan",
                      fmt::format("held on {}, and planned for {}: if it was brought forward, say so first (round "
                                  "confirm {} --start {})",
                                  start, planned, before->number, start),
                      ErrorKind::conflict);
    }
  }
  // A window that was asked for anew is what counts now.
  if (state == "postponed" && !entry.fields.contains("start")) {
    entry.fields["start"] = entry.fields["end"] = "";
  }
  return {};
}

/// One person, one delegation at a time.
Result<void> check_person(record::EntrySet& entry, const EntryView* before) {
  if (before == nullptr) return {};
  const auto& old = (*before)["party"];
  const auto& party = will_be(entry, before, "party");
  if (old.empty() || party == old || party.empty()) return {};
  const auto& until = (*before)["to"];
  const auto from = entry.fields.find("from");
  if (!until.empty() && from != entry.fields.end() && !is_later(until, from->second)) {
    entry.fields.try_emplace("to", "");  // the end of the office before, not of this one
    return {};
  }
  return refuse("person.two_delegations",
                fmt::format("{} is of {}'s delegation; say first until when (--to), then since when of {} (--from)",
                            (*before)["name"], old, party),
                ErrorKind::conflict);
}

/// Follows `field` from entry to entry of one noun: does it come back to `number`?
Result<void> check_chain(const record::EntrySet& entry, const EntryBook& book, std::string_view field) {
  const auto found = entry.fields.find(field);
  if (found == entry.fields.end() || found->second.empty() || entry.number == 0) return {};
  std::string at = found->second;
  std::set<std::string> seen;
  while (!at.empty() && seen.insert(at).second) {
    if (at == std::to_string(entry.number))
      return refuse(seen.size() == 1 ? "entry.self" : "entry.loop",
                    fmt::format("{} {}: {} would lead back to itself", entry.noun, entry.number, shown_name(field)));
    const auto* next = book.find(entry.noun, std::stoi(at));
    at = next == nullptr ? "" : (*next)[field];
  }
  return {};
}

}  // namespace

Result<void> check_entry_rules(record::EntrySet& entry, const EntryView* before, const RuleDesk& desk) {
  if (entry.fields.contains("start") && !entry.fields["start"].empty() && !entry.fields.contains("end")) {
    // A first day alone is a day's meeting; a last day that is passed, or was only a month, gives way.
    const auto& start = entry.fields["start"];
    const auto& end = will_be(entry, before, "end");
    if (start.size() == 10 && (end.empty() || end.size() < 10 || is_later(start, end)))
      entry.fields["end"] = start;
    else if (start.size() < 10 && !end.empty())
      entry.fields["end"] = "";
  }
  // The dialogue by its whole name, so that the entry stands when the desk learns of another.
  if (const auto said = entry.fields.find("dialogue");
      said != entry.fields.end() && !said->second.empty() && !desk.views.empty())
    said->second = BC_TRY(choose_dialogue(desk.views, said->second))->dialogue.name;
  BC_TRY(in_order(entry, before, "start", "end"));
  BC_TRY(complete_zone(entry, before, desk));
  BC_TRY(check_delegation(entry, desk));
  if (entry.noun == "round") BC_TRY(check_round(entry, before, desk));
  if (entry.noun == "issue" && entry.begins) BC_TRY(check_new_name(entry, desk));
  if (entry.noun == "person") {
    BC_TRY(check_person(entry, before));
    BC_TRY(in_order(entry, before, "from", "to"));
  }
  if (entry.noun == "paper") {
    BC_TRY(check_chain(entry, desk.book, "replaces"));
    BC_TRY(check_chain(entry, desk.book, "answered_by"));
    const auto& from = will_be(entry, before, "from");
    if (const auto to = parted(will_be(entry, before, "to"));
        !from.empty() && std::ranges::find(to, from) != to.end() &&
        (entry.fields.contains("from") || entry.fields.contains("to")))
      return refuse("entry.no_side", fmt::format("to: expected another party than the one it is from, {}", from));
  }
  if (entry.noun == "measure") {
    BC_TRY(in_order(entry, before, "proposed", "adopted"));
    BC_TRY(in_order(entry, before, "adopted", "in_force"));
  }
  return {};
}

Result<void> check_link(const record::EntrySet& link, const EntryBook& book) {
  const auto& from = link.fields.at("from");
  const auto& relation = link.fields.at("relation");
  if (from == link.fields.at("to"))
    return refuse("entry.self", fmt::format("issue {} cannot be linked to itself", from));
  // Every relation has a direction, so that none may run in a circle.
  std::vector<std::string> open = {link.fields.at("to")};
  std::set<std::string> seen;
  while (!open.empty()) {
    const auto at = open.back();
    open.pop_back();
    if (!seen.insert(at).second) continue;
    if (at == from)
      return refuse("entry.loop", fmt::format("issue {} {} issue {}: the links would run in a circle", from, relation,
                                              link.fields.at("to")));
    for (const auto* other : book.of_noun("link"))
      if ((*other)["state"] == "in force" && (*other)["relation"] == relation && (*other)["from"] == at)
        open.push_back((*other)["to"]);
  }
  return {};
}

}  // namespace breadcrumb::app
