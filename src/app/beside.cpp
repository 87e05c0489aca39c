#include "app/beside.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/typed.h"
#include "model/rounds.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

/// First day by which an entry can be ordered; what has none comes last.
std::string first_day(const EntryView& entry) {
  for (const auto* field : {"start", "window_start"})
    if (!entry[field].empty()) return entry[field];
  return "9999";
}

std::vector<std::string> differences(const RoundView& round, const EntryView& entry, const thread::Across& across) {
  std::vector<std::string> out;
  if (!entry["start"].empty() && !round.dates.empty()) {
    // One side's days suffice: the other's may be those of another calendar.
    const bool same = std::ranges::any_of(round.dates, [&](const MeetingDates& dates) {
      const auto last = dates.end.empty() ? dates.start : dates.end;
      return dates.start == entry["start"] && (entry["end"].empty() || last == entry["end"]);
    });
    if (!same) out.push_back(fmt::format("days (entered {})", days_of(entry)));
  } else if (!round.start.empty()) {
    const bool early = !entry["window_start"].empty() && is_later(entry["window_start"], round.start);
    const bool late = !entry["window_end"].empty() && is_later(round.start, entry["window_end"]);
    if (early || late) out.push_back(fmt::format("days (entered {})", days_of(entry)));
  }
  if (!entry["place"].empty() && !round.place.empty()) {
    const int a = across.place_of(entry["place"]), b = across.place_of(round.place);
    const bool same = text::fold(entry["place"]) == text::fold(round.place) || (a >= 0 && a == b);
    if (!same) out.push_back(fmt::format("place (entered {})", entry["place"]));
  }
  if (!entry["virtual"].empty() && round.is_virtual >= 0 && (entry["virtual"] == "yes") != (round.is_virtual == 1))
    out.push_back(entry["virtual"] == "yes" ? "form (entered as virtual)" : "form (entered as in person)");
  return out;
}

}  // namespace

const EntryView* entry_of(const RoundView& round, const DeskView& view, const Shown& shown) {
  for (const auto* entry : shown.book.of_noun("round"))
    if (dialogue_of(*entry, shown) == view.dialogue.name && is_of(*entry, round)) return entry;
  return nullptr;
}

std::vector<RoundPair> rounds_beside(const DeskView& view, const Shown& shown) {
  std::vector<RoundPair> out;
  std::vector<const EntryView*> rest;
  for (const auto* entry : shown.book.of_noun("round"))
    if (dialogue_of(*entry, shown) == view.dialogue.name) rest.push_back(entry);
  for (const auto& round : view.dialogue.rounds) {
    RoundPair pair{.read = &round};
    if (const auto found = std::ranges::find_if(rest, [&](const EntryView* entry) { return is_of(*entry, round); });
        found != rest.end()) {
      pair.entered = *found;
      pair.differs = differences(round, **found, shown.knowledge.threads.across());
      rest.erase(found);
    }
    out.push_back(std::move(pair));
  }
  std::ranges::stable_sort(rest, {}, [](const EntryView* entry) { return first_day(*entry); });
  for (const auto* entry : rest) out.push_back({.entered = entry});
  return out;
}

std::string days_of(const EntryView& entry) {
  if (!entry["start"].empty()) return dates_text(entry["start"], entry["end"]);
  if (entry["window_start"].empty() && entry["window_end"].empty()) return "no days yet";
  return "window " + dates_text(entry["window_start"], entry["window_end"]);
}

std::vector<BodyPair> bodies_beside(const DeskView& view, const Shown& shown) {
  std::vector<BodyPair> out;
  for (const auto& body : view.dialogue.bodies) out.push_back({.read = &body});
  for (const auto* entry : shown.book.of_noun("body")) {
    if (dialogue_of(*entry, shown) != view.dialogue.name) continue;
    const auto name = text::fold((*entry)["name"]);
    const auto same = std::ranges::find_if(out, [&](const BodyPair& pair) {
      return pair.read != nullptr && pair.entered == nullptr && text::fold(pair.read->name) == name;
    });
    if (same != out.end())
      same->entered = entry;
    else
      out.push_back({.entered = entry});
  }
  for (auto& pair : out) {
    if (pair.entered == nullptr) continue;
    for (const auto* meeting : shown.book.of_noun("meeting"))
      if ((*meeting)["body"] == std::to_string(pair.entered->number)) pair.meetings.push_back(meeting);
    std::ranges::stable_sort(pair.meetings, {}, [](const EntryView* meeting) { return first_day(*meeting); });
  }
  return out;
}

}  // namespace breadcrumb::app
