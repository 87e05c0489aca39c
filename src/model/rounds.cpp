#include "model/rounds.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace breadcrumb {

namespace {

/// First day by which an entry can be ordered; what has none comes last.
std::string first_day(const EntryView& entry) {
  const auto& day = entry[entry["start"].empty() ? "window_start" : "start"];
  return day.empty() ? "9999" : day;
}

const RoundView& read_of(const HeldRound& round, const DialogueView& dialogue) {
  return dialogue.rounds[static_cast<std::size_t>(round.read)];
}

/// Is the round after the entered one? By day, else by number.
bool is_after(const RoundView& round, const EntryView& entry) {
  if (!round.start.empty()) return round.start > entry["start"];
  return round.ordinal > 0 && round.ordinal > entry.number_in("ordinal");
}

}  // namespace

std::optional<long> day_number(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  int year = 0;
  unsigned month = 0, day = 0;
  std::from_chars(iso.data(), iso.data() + 4, year);
  std::from_chars(iso.data() + 5, iso.data() + 7, month);
  std::from_chars(iso.data() + 8, iso.data() + 10, day);
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

int HeldRound::ordinal(const DialogueView& dialogue) const {
  return entered != nullptr ? entered->number_in("ordinal") : read_of(*this, dialogue).ordinal;
}

const std::string& HeldRound::start(const DialogueView& dialogue) const {
  return entered != nullptr ? (*entered)["start"] : read_of(*this, dialogue).start;
}

const std::string& HeldRound::last_day(const DialogueView& dialogue) const {
  const auto& end = entered != nullptr ? (*entered)["end"] : read_of(*this, dialogue).end;
  return end.empty() ? start(dialogue) : end;
}

bool is_of(const EntryView& entry, const RoundView& round) {
  if (entry["state"] == "cancelled") return false;
  if (round.ordinal > 0 && !entry["ordinal"].empty()) return entry.number_in("ordinal") == round.ordinal;
  const auto entered = day_number(entry["start"]);
  return entered && std::ranges::any_of(round.dates, [&](const MeetingDates& dates) {
           const auto read = day_number(dates.start);
           return read && std::abs(*read - *entered) <= same_meeting_days;
         });
}

std::vector<HeldRound> held_rounds(const DialogueView& dialogue) {
  std::vector<HeldRound> out;
  for (int i = 0; i < static_cast<int>(dialogue.rounds.size()); ++i) out.push_back({.read = i});
  std::vector<const EntryView*> entered;
  for (const auto& entry : dialogue.entries)
    if (entry.noun == "round" && entry["state"] == "held" && !entry["start"].empty() &&
        std::ranges::none_of(dialogue.rounds, [&](const RoundView& round) { return is_of(entry, round); }))
      entered.push_back(&entry);
  std::ranges::stable_sort(entered, {}, [](const EntryView* entry) { return (*entry)["start"]; });
  for (const auto* entry : entered) {
    const auto after = std::ranges::find_if(out, [&](const HeldRound& round) {
      return round.entered == nullptr && is_after(read_of(round, dialogue), *entry);
    });
    out.insert(after, {.entered = entry});
  }
  return out;
}

const EntryView* last_without_text(const DialogueView& dialogue) {
  const auto held = held_rounds(dialogue);
  return held.empty() ? nullptr : held.back().entered;
}

const EntryView* next_round(const DialogueView& dialogue) {
  const auto held = held_rounds(dialogue);
  const int last = held.empty() ? 0 : held.back().ordinal(dialogue);
  const EntryView* next = nullptr;
  for (const auto& entry : dialogue.entries) {
    if (entry.noun != "round" || entry["state"] == "held" || entry["state"] == "cancelled") continue;
    if (std::ranges::any_of(dialogue.rounds, [&](const RoundView& round) { return is_of(entry, round); })) continue;
    const int ordinal = entry.number_in("ordinal");
    if (last > 0 && ordinal == last + 1) return &entry;
    if (ordinal > 0 && ordinal <= last) continue;
    if (next == nullptr || first_day(entry) < first_day(*next)) next = &entry;
  }
  return next;
}

int rounds_since(const FollowUpView& follow_up, const DialogueView& dialogue, bool entered_too) {
  const auto held = held_rounds(dialogue);
  const auto counts = [&](const HeldRound& round) { return entered_too || round.entered == nullptr; };
  if (follow_up.round >= 0) {
    const auto promised = std::ranges::find(held, follow_up.round, &HeldRound::read);
    return promised == held.end() ? 0 : static_cast<int>(std::count_if(promised + 1, held.end(), counts));
  }
  // Outside the rounds: those held since then.
  if (follow_up.promised.empty()) return 0;
  return static_cast<int>(std::ranges::count_if(held, [&](const HeldRound& round) {
    const auto& start = round.start(dialogue);
    return counts(round) && !start.empty() && start >= follow_up.promised;
  }));
}

}  // namespace breadcrumb
