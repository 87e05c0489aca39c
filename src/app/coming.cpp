#include "app/coming.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "app/agenda.h"
#include "app/beside.h"
#include "app/marking.h"
#include "model/due.h"
#include "model/rounds.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "text/zones.h"

namespace breadcrumb::app {

namespace {

std::string first_day(const std::string& date) {
  return date + (date.size() == 4 ? "-01-01" : date.size() == 7 ? "-01" : "");
}

std::string last_day(const std::string& date) {
  if (date.size() == 4) return date + "-12-31";
  if (date.size() != 7) return date;
  for (const auto* day : {"-31", "-30", "-29"})
    if (day_number(date + day)) return date + day;
  return date + "-28";
}

std::string changed_at(const EntryView& entry) {
  auto out = entry.time;
  for (const auto& [name, value] : entry.fields) out = std::max(out, value.time);
  return out;
}

std::string added(const std::vector<Source>& sources, std::string_view sha256) {
  const auto found = std::ranges::find(sources, sha256, &Source::sha256);
  return found == sources.end() ? "" : found->added;
}

/// Is it a party's code, or all of them? Others are persons.
bool is_side(std::string_view who) {
  return who == "both" || who == "all" ||
         std::ranges::all_of(who, [](char c) { return (c >= 'A' && c <= 'Z') || c == '-'; });
}

class Calendar {
 public:
  Calendar(const Opened& desk, const ComingWish& wish) : desk_(desk), shown_(shown_of(desk)), wish_(wish) {}

  std::vector<Coming> all() {
    for (const auto* noun : {"round", "meeting"})
      for (const auto* entry : desk_.book.of_noun(noun)) add_event(*entry);
    for (const auto& view : desk_.views) {
      add_announced(view.dialogue);
      for (const auto& body : bodies_beside(view, shown_)) add_announced(view.dialogue, body);
      for (const auto& follow_up : view.dialogue.follow_ups) add(view.dialogue, follow_up);
    }
    for (const auto* measure : desk_.book.of_noun("measure")) {
      if ((*measure)["status"] == "withdrawn") continue;
      add_deadline(*measure, "comments", (*measure)["comments_due"]);
      add_deadline(*measure, "response", (*measure)["response_due"]);
    }
    std::ranges::stable_sort(out_, {}, [](const Coming& one) { return std::tie(one.first, one.last); });
    return std::move(out_);
  }

 private:
  /// What is over is not to come; what is late still is.
  void keep(Coming one) {
    one.is_late = one.kind == "follow_up" && is_past(one.said_day, wish_.today);
    if (one.last >= wish_.from || one.is_late) out_.push_back(std::move(one));
  }

  bool is_held(const EntryView& entry, const std::string& dialogue) const {
    return std::ranges::any_of(desk_.views, [&](const DeskView& view) {
      return view.dialogue.name == dialogue &&
             std::ranges::any_of(view.dialogue.rounds, [&](const RoundView& round) { return is_of(entry, round); });
    });
  }

  void add_event(const EntryView& entry) {
    const auto& state = entry["state"];
    const auto dialogue = dialogue_of(entry, shown_);
    if (state == "held" || (entry.noun == "round" && is_held(entry, dialogue))) return;
    const bool days = !entry["start"].empty();
    const auto& first = entry[days ? "start" : "window_start"];
    if (first.empty()) return;
    const auto& end = entry[days ? "end" : "window_end"];
    Coming out{.kind = entry.noun,
               .subject = subject_of(entry),
               .id = entry.event,
               .number = entry.number,
               .dialogue = dialogue,
               .title = entry_title(entry, shown_),
               .first = first_day(first),
               .last = last_day(end.empty() ? first : end),
               .window = !days || first.size() < 10,
               .place = entry["place"],
               .state = state,
               .changed = changed_at(entry)};
    out.begins = clocks_of(entry, shown_);
    if (out.first == out.last) out.begins_utc = text::utc_stamp({out.first, entry["time"]}, entry["zone"]).value_or("");
    if (!out.begins_utc.empty())
      for (const auto* agenda : desk_.book.of_noun("agenda"))
        if (agenda->number_in(entry.noun) == entry.number)
          for (const auto* item : items_of(*agenda, desk_.book)) out.minutes += item->number_in("minutes");
    keep(std::move(out));
  }

  /// What the last text says of a round that nobody has entered yet.
  void add_announced(const DialogueView& d) {
    if (d.next_round_date.size() < 7 || next_round(d) != nullptr || last_without_text(d) != nullptr) return;
    keep(announced("round", "the next round of the " + d.name, d, d.next_round_date, d.next_round_quote));
  }
  void add_announced(const DialogueView& d, const BodyPair& body) {
    if (body.read == nullptr || body.read->next_meeting.size() < 7) return;
    const auto planned = [](const EntryView* meeting) { return (*meeting)["state"] == "planned"; };
    if (std::ranges::any_of(body.meetings, planned)) return;
    SourceQuote quote;
    for (const auto& saying : body.read->sayings)
      if (saying.next_meeting == body.read->next_meeting) quote = saying.quote;
    keep(announced("meeting", body.read->name, d, body.read->next_meeting, quote));
  }
  static Coming announced(std::string kind, std::string title, const DialogueView& d, const std::string& date,
                          const SourceQuote& quote) {
    return {.kind = std::move(kind),
            .subject = "source:" + quote.source,
            .id = fmt::format("{}/{}", d.name, title),
            .dialogue = d.name,
            .title = std::move(title),
            .first = first_day(date),
            .last = last_day(date),
            .window = date.size() < 10,
            .state = "announced",
            .quote = quote,
            .changed = added(d.sources, quote.source)};
  }

  void add(const DialogueView& d, const FollowUpView& follow_up) {
    if (follow_up.status != "open" || follow_up.due.empty()) return;
    const auto& whose = follow_up.next_step_holder.empty() ? follow_up.owner : follow_up.next_step_holder;
    const auto day = last_day(follow_up.due);
    keep({.kind = "follow_up",
          .subject = fmt::format("follow_up:{}", follow_up.number),
          .id = fmt::format("follow_up:{}", follow_up.number),
          .number = follow_up.number,
          .dialogue = d.name,
          .title = text::squeeze(follow_up.text),
          .first = day,
          .last = day,
          .said_day = follow_up.due,
          .state = follow_up.status,
          .whose = wish_.goes_out && !is_side(whose) ? "" : whose,
          .quote = follow_up.quote,
          .changed = std::max(follow_up.time, added(d.sources, follow_up.quote.source))});
  }

  void add_deadline(const EntryView& measure, const std::string& kind, const std::string& due) {
    if (due.empty()) return;
    const auto day = last_day(due);
    keep({.kind = kind,
          .subject = subject_of(measure),
          .id = fmt::format("{}/{}", measure.event, kind),
          .number = measure.number,
          .title = fmt::format("{} ({})", measure["title"], measure["country"]),
          .first = day,
          .last = day,
          .said_day = due,
          .state = measure["status"],
          .changed = changed_at(measure)});
  }

  const Opened& desk_;
  const Shown shown_;
  const ComingWish& wish_;
  std::vector<Coming> out_;
};

}  // namespace

std::vector<Coming> coming_of(const Opened& desk, const ComingWish& wish) {
  return Calendar(desk, wish).all();
}

std::string_view kind_words(std::string_view kind) {
  if (kind == "follow_up") return "follow-up";
  if (kind == "comments") return "comments on measure";
  return kind == "response" ? "response to measure" : kind;
}

}  // namespace breadcrumb::app
