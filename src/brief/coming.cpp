// What is to come, as it was entered: the next round's state, days and place on the clocks of the capitals, and the
// meetings of bodies.
#include <algorithm>

#include "brief/composer.h"
#include "model/due.h"
#include "text/zones.h"

namespace breadcrumb::brief {

const EntryView* Composer::entry(std::string_view noun, int number) const {
  const auto found =
      std::ranges::find_if(d_.entries, [&](const EntryView& one) { return one.noun == noun && one.number == number; });
  return found == d_.entries.end() ? nullptr : &*found;
}

std::vector<const EntryView*> Composer::entries(std::string_view noun) const {
  std::vector<const EntryView*> out;
  for (const auto& one : d_.entries)
    if (one.noun == noun) out.push_back(&one);
  return out;
}

std::string Composer::event_days(const EntryView& event) {
  if (!event["start"].empty()) return dates(event["start"], event["end"], false);
  const auto &first = event["window_start"], &last = event["window_end"];
  if (first.empty()) return text("plan.no_day");
  if (last.empty() || last == first)
    return first.size() == 10 ? date(first) : text("plan.in_window", {{"first", date(first)}});
  return text("plan.window", {{"first", date(first)}, {"last", date(last)}});
}

std::string Composer::event_place(const EntryView& event) {
  if (!event["place"].empty()) return text("place.at", {{"place", event["place"]}});
  return event["virtual"] == "yes" ? text("place.online") : "";
}

std::vector<Composer::Clock> Composer::clocks(const EntryView& event) const {
  std::vector<Clock> out;
  if (event["start"].size() != 10 || event["time"].empty()) return out;
  const text::WallTime when{event["start"], event["time"]};
  bool own = false;
  const auto add = [&](const std::string& party, const std::string& zone) {
    if (const auto there = text::moved(when, event["zone"], zone)) {
      out.push_back({party, zone, there->day, there->time});
      own = own || zone == event["zone"];
    }
  };
  // Our own capital first, then the others in the order of the dialogue.
  if (const auto zone = d_.zones.find(view_.own_party); zone != d_.zones.end()) add(zone->first, zone->second);
  for (const auto& party : d_.parties)
    if (const auto zone = d_.zones.find(party); zone != d_.zones.end() && party != view_.own_party)
      add(party, zone->second);
  if (!own) {
    add("", event["zone"]);
    if (own) std::ranges::rotate(out, out.end() - 1);
  }
  return out;
}

Runs Composer::begins(const EntryView& event) {
  std::vector<std::string> list;
  for (const auto& clock : clocks(event))
    list.push_back(text(clock.party.empty() ? "plan.other_clock" : "plan.clock",
                        {{"date", date(clock.day)},
                         {"time", clock.time},
                         {"party", words_.party(clock.party)},
                         {"zone", text::city_of(clock.zone, words_.language())}}));
  if (list.empty()) return {};
  return {claim("plan_begins", {{event.noun, std::to_string(event.number)}}, "plan.begins", {{"list", join(list)}})};
}

void Composer::coming(std::vector<Block>& out, bool brief_form) {
  if (!brief_form) out.push_back(heading(2, {say("plan.next")}));
  Runs runs;
  if (const auto* event = next_entry()) {
    const int ordinal = event->number_in("ordinal");
    const Args args{{"round", std::to_string(event->number)}};
    runs = {claim(
        "plan", args, "plan." + (*event)["state"],
        {{"round", ordinal > 0 ? text("round.ordinal_start", {{"n", std::to_string(ordinal)}}) : text("plan.next")},
         {"dates", event_days(*event)},
         {"place", event_place(*event)}})};
    if (auto when = begins(*event); !when.empty()) {
      runs.push_back(say("mark.space"));
      add(runs, std::move(when));
    }
    if (agenda_of(*event) == nullptr) {
      runs.push_back(say("mark.space"));
      runs.push_back(claim("plan_no_agenda", args, "plan.no_agenda"));
    }
  } else {
    runs = {claim("plan_none", {}, "plan.none")};
  }
  runs.push_back(method_mark("plan"));
  out.push_back(paragraph(std::move(runs)));
  for (const auto* meeting : entries("meeting")) {
    const auto& last = (*meeting)[(*meeting)["end"].empty() ? "start" : "end"];
    if ((*meeting)["state"] != "planned" || is_past(last, today_)) continue;
    const auto* body = entry("body", meeting->number_in("body"));
    if (body == nullptr) continue;
    Runs line{claim("plan_body", {{"meeting", std::to_string(meeting->number)}}, "plan.body",
                    {{"body", (*body)["name"]}, {"dates", event_days(*meeting)}, {"place", event_place(*meeting)}})};
    if (auto when = begins(*meeting); !when.empty()) {
      line.push_back(say("mark.space"));
      add(line, std::move(when));
    }
    line.push_back(method_mark("plan"));
    out.push_back(item(std::move(line)));
  }
}

}  // namespace breadcrumb::brief
