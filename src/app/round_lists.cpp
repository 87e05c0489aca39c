// rounds, bodies: what texts tell of, beside what was entered.
#include <fmt/format.h>

#include <algorithm>

#include "app/all_operations.h"
#include "app/beside.h"
#include "app/lists.h"
#include "app/window.h"

namespace breadcrumb::app {

namespace {

Json heads_json(const std::vector<HeadView>& heads) {
  Json out = Json::array();
  for (const auto& head : heads)
    out.push(Json::object()
                 .set("party", text_or_null(head.party))
                 .set("name", head.name)
                 .set("title", text_or_null(head.title))
                 .set("quote", quote_json(head.quote)));
  return out;
}

// "JPN Ono Keiichi", a cell's words for each.
std::vector<std::string> names_of(const std::vector<HeadView>& heads) {
  std::vector<std::string> out;
  for (const auto& head : heads) out.push_back(head.party.empty() ? head.name : head.party + " " + head.name);
  return out;
}

// A launch or a signing: listed with the rounds, and none of them.
void add_event(const DialogueView& d, const EventView& event, Json& json, Table& table) {
  json.push(Json::object()
                .set("dialogue", d.name)
                .set("kind", event.kind)
                .set("start", text_or_null(event.start))
                .set("end", text_or_null(event.end))
                .set("quote", quote_json(event.quote))
                .set("heads", heads_json(event.people))
                .set("sources", Json::strings(std::vector{event.source})));
  table.add({dialogue_label(d), event.kind, dates_text(event.start, event.end), "",
             shortened(fmt::format("{}", fmt::join(names_of(event.people), "; ")), 60), "1", ""});
}

// What was entered of a round that a text tells of, and whether the two agree.
std::string entered_text(const RoundPair& pair) {
  if (pair.entered == nullptr) return "";
  return fmt::format("round {}, {}: {}", pair.entered->number, (*pair.entered)["state"],
                     pair.differs.empty() ? "agrees" : fmt::format("differs in {}", fmt::join(pair.differs, ", ")));
}

Json entered_json(const RoundPair& pair) {
  if (pair.entered == nullptr) return {};
  auto out = entry_json(*pair.entered);
  if (pair.read != nullptr) out.set("agrees", pair.differs.empty()).set("differs", Json::strings(pair.differs));
  return out;
}

// A round that only an officer knows of: nothing of it was read.
void add_entered(const EntryView& entry, const std::string& label, const Shown& shown, Json& json, Table& table) {
  const auto ordinal = entry.number_in("ordinal");
  json.push(Json::object()
                .set("dialogue", dialogue_of(entry, shown))
                .set("kind", "round")
                .set("ordinal", ordinal > 0 ? Json(ordinal) : Json())
                .set("start", text_or_null(entry["start"]))
                .set("end", text_or_null(entry["end"]))
                .set("dates", Json::array())
                .set("place", text_or_null(entry["place"]))
                .set("virtual", entry["virtual"].empty() ? Json() : Json(entry["virtual"] == "yes"))
                .set("heads", Json::array())
                .set("head_unknown", Json::array())
                .set("whole_text", false)
                .set("sources", Json::array())
                .set("entered", entered_json({.entered = &entry})));
  std::vector<std::string> who = lines_of(entry["delegation"]);
  table.add({label, ordinal > 0 ? std::to_string(ordinal) : "?", days_of(entry),
             entry["place"].empty() && entry["virtual"] == "yes" ? "virtual" : entry["place"],
             shortened(fmt::format("{}", fmt::join(who, "; ")), 60), "none",
             fmt::format("round {}, {}", entry.number, entry["state"])});
}

Result<Answer> run_rounds(const Context& context, const Request& request) {
  const auto opened = BC_TRY(open_views(context));
  Json json = Json::array();
  Table table({"dialogue", "round", "dates", "place", "led by", "sources", "entered"});
  const auto shown = shown_of(opened);
  auto window = BC_TRY(Window::in(request));
  for (const auto* view : BC_TRY(chosen(opened.views, request))) {
    if (window.is_full()) break;
    for (const auto& pair : rounds_beside(*view, shown)) {
      if (!window.takes()) continue;
      if (pair.read == nullptr) {
        add_entered(*pair.entered, dialogue_label(view->dialogue), shown, json, table);
        continue;
      }
      const auto& round = *pair.read;
      Json dates = Json::array();
      auto led = names_of(round.heads);
      for (const auto& date : round.dates)
        dates.push(Json::object()
                       .set("start", text_or_null(date.start))
                       .set("end", text_or_null(date.end))
                       .set("zone", text_or_null(date.zone))
                       .set("week", date.week)
                       .set("quote", quote_json(date.quote)));
      for (const auto& party : round.parties_without_head) led.push_back(party + " unknown");
      json.push(Json::object()
                    .set("dialogue", view->dialogue.name)
                    .set("kind", "round")
                    .set("ordinal", round.ordinal > 0 ? Json(round.ordinal) : Json())
                    .set("start", text_or_null(round.start))
                    .set("end", text_or_null(round.end))
                    .set("dates", std::move(dates))
                    .set("place", text_or_null(round.place))
                    .set("virtual", round.is_virtual < 0 ? Json() : Json(round.is_virtual == 1))
                    .set("heads", heads_json(round.heads))
                    .set("head_unknown", Json::strings(round.parties_without_head))
                    .set("whole_text", round.whole)
                    .set("sources", Json::strings(round.sources))
                    .set("entered", entered_json(pair)));
      table.add({dialogue_label(view->dialogue), round_label(round), dates_text(round, view->dialogue.sources),
                 round.place.empty() ? (round.is_virtual == 1 ? "virtual" : "") : round.place,
                 shortened(fmt::format("{}", fmt::join(led, "; ")), 60),
                 std::to_string(round.sources.size()) + (round.whole ? "" : " (excerpt)"), entered_text(pair)});
    }
    for (const auto& event : view->dialogue.events)
      if (window.takes()) add_event(view->dialogue, event, json, table);
  }
  // A round can be planned before any text speaks of the dialogue.
  if (opened.views.empty())
    for (const auto* entry : opened.book.of_noun("round"))
      if (window.takes()) add_entered(*entry, (*entry)["dialogue"], shown, json, table);
  return listed(std::move(json), table, nothing_in(opened.views, "No round yet."));
}

Result<Answer> run_bodies(const Context& context, const Request& request) {
  const auto opened = BC_TRY(open_views(context));
  const auto shown = shown_of(opened);
  Json json = Json::array();
  Table table({"body", "relation", "stage", "next meeting", "entered", "dialogue"});
  const auto add = [&](const BodyPair& pair, const std::string& dialogue) {
    const BodyView none{};
    const auto& body = pair.read == nullptr ? none : *pair.read;
    const auto name = pair.read == nullptr ? (*pair.entered)["name"] : body.name;
    Json sayings = Json::array(), entered;
    for (const auto& saying : body.sayings)
      sayings.push(Json::object()
                       .set("round", saying.round < 0 ? Json() : Json(saying.round + 1))
                       .set("stage", text_or_null(saying.stage))
                       .set("next_meeting", text_or_null(saying.next_meeting))
                       .set("quote", quote_json(saying.quote)));
    std::vector<std::string> words;
    if (pair.entered != nullptr) {
      Json meetings = Json::array();
      for (const auto* meeting : pair.meetings) meetings.push(entry_json(*meeting));
      entered = entry_json(*pair.entered).set("meetings", std::move(meetings));
      words.push_back(fmt::format("body {}", pair.entered->number));
      for (const auto* field : {"relation", "stage"})
        if (const auto& value = (*pair.entered)[field]; !value.empty()) words.push_back(value);
      for (const auto* meeting : pair.meetings)
        words.push_back(fmt::format("meeting {} {}{}", meeting->number, (*meeting)["state"],
                                    (*meeting)["start"].empty() ? "" : " " + days_of(*meeting)));
    }
    json.push(Json::object()
                  .set("name", name)
                  .set("relation", text_or_null(body.relation))
                  .set("stage", text_or_null(body.stage))
                  .set("next_meeting", text_or_null(body.next_meeting))
                  .set("dialogue", dialogue)
                  .set("sayings", std::move(sayings))
                  .set("entered", std::move(entered)));
    table.add({shortened(name, 70), body.relation, shortened(body.stage, 40), body.next_meeting,
               shortened(fmt::format("{}", fmt::join(words, ", ")), 80), shortened(dialogue, 40)});
  };
  auto window = BC_TRY(Window::in(request));
  for (const auto* view : BC_TRY(chosen(opened.views, request))) {
    if (window.is_full()) break;
    for (const auto& pair : bodies_beside(*view, shown))
      if (window.takes()) add(pair, view->dialogue.name);
  }
  // A body can be entered before any text speaks of the dialogue.
  if (opened.views.empty())
    for (const auto* entry : opened.book.of_noun("body"))
      if (window.takes()) add({.entered = entry}, (*entry)["dialogue"]);
  return listed(std::move(json), table, nothing_in(opened.views, "No body is named yet."));
}

}  // namespace

Operation rounds_operation() {
  Operation out{.name = "rounds",
                .summary = "the rounds that texts tell of and those that were entered: dates, place, who led, state",
                .parameters = {dialogue_parameter()},
                .example = "breadcrumb rounds --json",
                .run = run_rounds};
  add_window_parameters(out.parameters);
  return out;
}
Operation bodies_operation() {
  Operation out{.name = "bodies",
                .summary = "task forces, working groups and committees, read and entered",
                .parameters = {dialogue_parameter()},
                .example = "breadcrumb bodies",
                .run = run_bodies};
  add_window_parameters(out.parameters);
  return out;
}

}  // namespace breadcrumb::app
