// The tables: dialogues, rounds, issues, follow-ups, people, bodies, facts.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/all_operations.h"
#include "app/commitments.h"
#include "app/party.h"
#include "app/questions.h"
#include "app/show.h"
#include "model/due.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

std::string dialogue_label(const DialogueView& d) {
  return shortened(d.short_name.empty() ? d.name : d.short_name, 40);
}

// What to say of an empty table: that the desk holds nothing yet, or that nothing fits what was asked for.
std::string_view nothing_in(const std::vector<DeskView>& views, std::string_view when_empty) {
  return views.empty() ? "No dialogue yet: breadcrumb read takes documents in." : when_empty;
}

Error unknown_value(std::string_view code, std::string_view what, std::string_view typed,
                    const std::set<std::string>& known) {
  return {ErrorKind::bad_input, std::string(code),
          known.empty() ? fmt::format("\"{}\" is no {}; the desk knows none yet", typed, what)
                        : fmt::format("\"{}\" is no {}; known: {}", typed, what, fmt::join(known, ", ")),
          ""};
}

// The views that `--dialogue` leaves: all without it.
Result<std::vector<const DeskView*>> chosen(const std::vector<DeskView>& views, const Request& request) {
  std::vector<const DeskView*> out;
  if (!text_of(request, "dialogue").empty()) {
    out.push_back(BC_TRY(choose_dialogue(views, text_of(request, "dialogue"))));
    return out;
  }
  for (const auto& view : views) out.push_back(&view);
  return out;
}

Result<Answer> run_dialogues(const Context& context, const Request&) {
  const auto opened = BC_TRY(open_views(context));
  Json json = Json::array();
  Table table({"dialogue", "parties", "rounds", "sources", "issues"});
  for (const auto& view : opened.views) {
    const auto& d = view.dialogue;
    json.push(Json::object()
                  .set("id", d.id)
                  .set("name", d.name)
                  .set("short_name", text_or_null(d.short_name))
                  .set("parties", Json::strings(d.parties))
                  .set("launched", text_or_null(d.launched))
                  .set("rounds", d.rounds.size())
                  .set("sources", d.sources.size())
                  .set("issues", d.threads.size()));
    table.add({shortened(d.name, 70), fmt::format("{}", fmt::join(d.parties, " ")), std::to_string(d.rounds.size()),
               std::to_string(d.sources.size()), std::to_string(d.threads.size())});
  }
  auto out = listed(std::move(json), table, "No dialogue yet: breadcrumb read takes documents in.");
  out.text += BC_TRY(open_dialogues(context, opened.views, opened.knowledge));
  return out;
}

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
             shortened(fmt::format("{}", fmt::join(names_of(event.people), "; ")), 60), "1"});
}

Result<Answer> run_rounds(const Context& context, const Request& request) {
  const auto opened = BC_TRY(open_views(context));
  Json json = Json::array();
  Table table({"dialogue", "round", "dates", "place", "led by", "sources"});
  for (const auto* view : BC_TRY(chosen(opened.views, request))) {
    for (const auto& round : view->dialogue.rounds) {
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
                    .set("sources", Json::strings(round.sources)));
      table.add({dialogue_label(view->dialogue), round_label(round), dates_text(round, view->dialogue.sources),
                 round.place.empty() ? (round.is_virtual == 1 ? "virtual" : "") : round.place,
                 shortened(fmt::format("{}", fmt::join(led, "; ")), 60),
                 std::to_string(round.sources.size()) + (round.whole ? "" : " (excerpt)")});
    }
    for (const auto& event : view->dialogue.events) add_event(view->dialogue, event, json, table);
  }
  return listed(std::move(json), table, nothing_in(opened.views, "No round yet."));
}

Result<Answer> run_issues(const Context& context, const Request& request) {
  const auto opened = BC_TRY(open_views(context));
  const auto topic = text::fold(text_of(request, "topic"));
  const auto& kind = text_of(request, "kind");
  const auto words = text::fold(text_of(request, "words"));
  if (!topic.empty()) {
    std::set<std::string> known;
    for (const auto& one : opened.knowledge.grammar.topics()) known.insert(one.id);
    for (const auto& view : opened.views)
      for (const auto& thread : view.dialogue.threads) known.insert(thread.topics.begin(), thread.topics.end());
    if (!known.contains(topic)) return unknown_value("issues.topic", "topic", text_of(request, "topic"), known);
  }
  Json json = Json::array();
  const auto shown = BC_TRY(chosen(opened.views, request));
  std::vector<std::string> head = {"no", "issue", "kind", "first seen", "last step", "topics"};
  if (shown.size() > 1) head.emplace_back("dialogue");
  Table table(head);
  for (const auto* view : shown) {
    const auto& d = view->dialogue;
    std::vector<const Thread*> by_number;
    for (const auto& thread : d.threads) by_number.push_back(&thread);
    std::ranges::stable_sort(by_number, {}, &Thread::number);
    for (const auto* one : by_number) {
      const auto& thread = *one;
      if (!topic.empty() && std::ranges::find(thread.topics, topic) == thread.topics.end()) continue;
      if (!kind.empty() && thread.kind != kind) continue;
      if (!words.empty() && text::fold(thread.name).find(words) == std::string::npos) continue;
      if (request["silent"].boolean() && thread.steps.back().silence == 0) continue;
      const auto& first = d.rounds.at(static_cast<std::size_t>(thread.steps.front().round));
      const auto& last = thread.steps.back();
      json.push(Json::object()
                    .set("number", thread.number)
                    .set("name", thread.name)
                    .set("kind", text_or_null(thread.kind))
                    .set("dialogue", d.name)
                    .set("topics", Json::strings(thread.topics))
                    .set("first_round", first.ordinal > 0 ? Json(first.ordinal) : Json())
                    .set("last_step", step_json(last, d)["kinds"])
                    .set("streak", last.streak)
                    .set("silence", last.silence)
                    .set("key", thread.key));
      std::vector<std::string> row = {
          std::to_string(thread.number),
          shortened(thread.name, 60),
          thread.kind,
          first.ordinal > 0 ? "round " + round_label(first) : round_label(first),
          kinds_text(last) + (last.silence > 1  ? fmt::format(" ({} rounds)", last.silence)
                              : last.streak > 1 ? fmt::format(" (same words, {} rounds)", last.streak)
                                                : ""),
          fmt::format("{}", fmt::join(thread.topics, " "))};
      if (shown.size() > 1) row.push_back(dialogue_label(d));
      table.add(std::move(row));
    }
  }
  return listed(std::move(json), table, nothing_in(opened.views, "No issue fits."));
}

Result<Answer> run_follow_ups(const Context& context, const Request& request) {
  const auto opened = BC_TRY(open_views(context));
  const auto owner = owner_of(opened.knowledge.grammar, text_of(request, "owner"));
  if (!owner.empty() && owner != "both" && owner != "all" && find_party(opened.knowledge.grammar, owner) == nullptr) {
    std::set<std::string> known;
    for (const auto& view : opened.views)
      for (const auto& f : view.dialogue.follow_ups)
        if (!f.owner.empty()) known.insert(f.owner);
    if (!known.contains(owner)) return unknown_value("follow_ups.owner", "owner", owner, known);
  }
  const auto& status = text_of(request, "status");
  const auto today = context.now().substr(0, 10);
  Json json = Json::array();
  Table table({"no", "owner", "next step", "due", "status", "reported", "round", "what"});
  for (const auto* view : BC_TRY(chosen(opened.views, request))) {
    for (const auto& f : view->dialogue.follow_ups) {
      if (!owner.empty() && f.owner != owner) continue;
      if (!status.empty() ? f.status != status : f.status != "open" && !request["all"].boolean()) continue;
      const bool overdue = f.status == "open" && is_past(f.due, today);
      if (request["overdue"].boolean() && !overdue) continue;
      json.push(follow_up_json(f));
      table.add({std::to_string(f.number), f.owner.empty() ? "unknown" : f.owner, next_step_text(f),
                 f.due + (overdue ? " overdue" : ""), f.status, f.reported,
                 f.round < 0 ? f.promised : round_label(view->dialogue.rounds.at(static_cast<std::size_t>(f.round))),
                 shortened(f.text, 90)});
    }
  }
  return listed(std::move(json), table, nothing_in(opened.views, "No follow-up fits."));
}

Result<Answer> run_people(const Context& context, const Request& request) {
  const auto opened = BC_TRY(open_views(context));
  Json json = Json::array();
  Table table({"party", "name", "office", "rounds"});
  const auto party = BC_TRY(party_code(opened.knowledge.grammar, text_of(request, "party"), "people.party"));
  for (const auto* view : BC_TRY(chosen(opened.views, request))) {
    struct Person {
      const HeadView* head = nullptr;
      std::vector<std::string> rounds;
      Json quotes = Json::array();
    };
    std::map<std::pair<std::string, std::string>, Person> people;
    for (const auto& round : view->dialogue.rounds)
      for (const auto& head : round.heads) {
        auto& person = people[{head.party, text::fold(head.name)}];
        person.head = &head;
        person.rounds.push_back(round_label(round));
        person.quotes.push(quote_json(head.quote));
      }
    for (const auto& event : view->dialogue.events)
      for (const auto& head : event.people) {
        auto& person = people[{head.party, text::fold(head.name)}];
        if (person.head == nullptr) person.head = &head;
        person.rounds.push_back(event.kind);
        person.quotes.push(quote_json(head.quote));
      }
    for (auto& [key, person] : people) {
      if (!party.empty() && person.head->party != party) continue;
      json.push(Json::object()
                    .set("party", text_or_null(person.head->party))
                    .set("name", person.head->name)
                    .set("title", text_or_null(person.head->title))
                    .set("dialogue", view->dialogue.name)
                    .set("rounds", Json::strings(person.rounds))
                    .set("quotes", std::move(person.quotes)));
      table.add({person.head->party, person.head->name, shortened(person.head->title, 80),
                 fmt::format("{}", fmt::join(person.rounds, " "))});
    }
  }
  return listed(std::move(json), table,
                nothing_in(opened.views, party.empty() ? "Nobody is named yet." : "Nobody of this side is named yet."));
}

Result<Answer> run_bodies(const Context& context, const Request& request) {
  const auto opened = BC_TRY(open_views(context));
  Json json = Json::array();
  Table table({"body", "relation", "stage", "next meeting", "dialogue"});
  for (const auto* view : BC_TRY(chosen(opened.views, request))) {
    for (const auto& body : view->dialogue.bodies) {
      Json sayings = Json::array();
      for (const auto& saying : body.sayings)
        sayings.push(Json::object()
                         .set("round", saying.round < 0 ? Json() : Json(saying.round + 1))
                         .set("stage", text_or_null(saying.stage))
                         .set("next_meeting", text_or_null(saying.next_meeting))
                         .set("quote", quote_json(saying.quote)));
      json.push(Json::object()
                    .set("name", body.name)
                    .set("relation", text_or_null(body.relation))
                    .set("stage", text_or_null(body.stage))
                    .set("next_meeting", text_or_null(body.next_meeting))
                    .set("dialogue", view->dialogue.name)
                    .set("sayings", std::move(sayings)));
      table.add({shortened(body.name, 70), body.relation, shortened(body.stage, 40), body.next_meeting,
                 shortened(view->dialogue.name, 40)});
    }
  }
  return listed(std::move(json), table, nothing_in(opened.views, "No body is named yet."));
}

std::set<std::string> fact_kinds() {
  std::set<std::string> out;
  for (int i = 0; i <= static_cast<int>(FactKind::next_round); ++i) out.emplace(to_text(static_cast<FactKind>(i)));
  return out;
}

Result<Answer> run_facts(const Context& context, const Request& request) {
  const auto record = BC_TRY(open_record(context, record::Access::read));
  const auto sources = BC_TRY(record.sources());
  const auto& kind = text_of(request, "kind");
  if (!kind.empty() && !fact_kind(kind)) return unknown_value("facts.kind", "kind of fact", kind, fact_kinds());
  std::vector<Source> wanted = sources;
  if (!text_of(request, "source").empty()) wanted = {BC_TRY(find_source(sources, text_of(request, "source")))};
  Json json = Json::array();
  Table table({"fact", "kind", "standing", "fields", "words"});
  for (const auto& source : wanted) {
    for (const auto& view : BC_TRY(record.facts(source.sha256))) {
      if (!kind.empty() && to_text(view.fact.kind) != kind) continue;
      const bool waits = view.fact.certainty < 70 || view.anchor == "ambiguous" || view.anchor == "lost";
      if (request["waiting"].boolean() && !(waits && view.standing == "read") && view.anchor != "ambiguous" &&
          view.anchor != "lost")
        continue;
      json.push(fact_json(view));
      std::vector<std::string> fields;
      for (const auto& [name, value] : view.fact.fields)
        if (name != "area") fields.push_back(name + "=" + value);
      table.add({short_id(view.fact.id), std::string(to_text(view.fact.kind)),
                 view.standing + (view.anchor.empty() || view.anchor == "exact" ? "" : ", " + view.anchor),
                 shortened(fmt::format("{}", fmt::join(fields, " ")), 50), shortened(view.fact.quote.text, 60)});
    }
  }
  return listed(std::move(json), table,
                request["waiting"].boolean()
                    ? "No fact waits for a person; breadcrumb questions lists what else is open."
                : sources.empty() ? "No source yet: breadcrumb read takes documents in."
                                  : "No fact fits.");
}

}  // namespace

Operation dialogues_operation() {
  return {.name = "dialogues",
          .summary = "the dialogues that the sources speak of",
          .example = "breadcrumb dialogues",
          .run = run_dialogues};
}
Operation rounds_operation() {
  return {.name = "rounds",
          .summary = "the rounds: dates, place, who led, sources",
          .parameters = {dialogue_parameter()},
          .example = "breadcrumb rounds --json",
          .run = run_rounds};
}
Operation issues_operation() {
  return {.name = "issues",
          .summary = "the issues with their numbers and last step",
          .parameters = {dialogue_parameter(),
                         {.name = "topic", .help = "only those tagged with this topic"},
                         {.name = "kind", .help = "common or bilateral", .choices = {"common", "bilateral"}},
                         {.name = "silent",
                          .kind = ParameterKind::flag,
                          .help = "only those that the last round's texts do not mention"},
                         {.name = "words", .help = "only those whose name holds these words", .positional = true}},
          .example = "breadcrumb issues --kind bilateral",
          .run = run_issues};
}
Operation follow_ups_operation() {
  return {.name = "follow-ups",
          .summary = "what was promised: owner, due, status",
          .parameters = {dialogue_parameter(),
                         {.name = "owner", .help = "only this owner's: a party code, both, a name"},
                         {.name = "status",
                          .help = "open (default), done or dropped",
                          .choices = {"open", "done", "dropped"}},
                         {.name = "overdue", .kind = ParameterKind::flag, .help = "only open ones past their day"},
                         {.name = "all", .kind = ParameterKind::flag, .help = "closed ones too"}},
          .example = "breadcrumb follow-ups --owner JPN",
          .run = run_follow_ups};
}
Operation people_operation() {
  return {.name = "people",
          .summary = "who led the delegations, by round",
          .parameters = {dialogue_parameter(), {.name = "party", .help = "only this side's: a party's code or name"}},
          .example = "breadcrumb people",
          .run = run_people};
}
Operation bodies_operation() {
  return {.name = "bodies",
          .summary = "task forces, working groups and committees",
          .parameters = {dialogue_parameter()},
          .example = "breadcrumb bodies",
          .run = run_bodies};
}
Operation facts_operation() {
  return {.name = "facts",
          .summary = "what was read, with ids to confirm, correct or reject",
          .parameters = {{.name = "source", .help = "only of this source", .positional = true},
                         {.name = "kind", .help = "only of this kind, e.g. meeting"},
                         {.name = "waiting", .kind = ParameterKind::flag, .help = "only those that wait for a person"}},
          .example = "breadcrumb facts 2023-02-03-round-3.html",
          .run = run_facts};
}
}  // namespace breadcrumb::app
