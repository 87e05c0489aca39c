// The tables: dialogues, issues, follow-ups, people, facts.
#include "app/lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "app/all_operations.h"
#include "app/commitments.h"
#include "app/entries.h"
#include "app/party.h"
#include "app/questions.h"
#include "app/window.h"
#include "model/due.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

Error unknown_value(std::string_view code, std::string_view what, std::string_view typed,
                    const std::set<std::string>& known) {
  return {ErrorKind::bad_input, std::string(code),
          known.empty() ? fmt::format("\"{}\" is no {}; the desk knows none yet", typed, what)
                        : fmt::format("\"{}\" is no {}; known: {}", typed, what, fmt::join(known, ", ")),
          ""};
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
  auto window = BC_TRY(Window::in(request));
  const auto shown = BC_TRY(chosen(opened.views, request));
  std::vector<std::string> head = {"no", "issue", "kind", "first seen", "last step", "topics"};
  if (shown.size() > 1) head.emplace_back("dialogue");
  Table table(head);
  for (const auto* view : shown) {
    if (window.is_full()) break;
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
      if (!window.takes()) continue;
      const auto& first = d.rounds.at(static_cast<std::size_t>(thread.steps.front().round));
      const auto& last = thread.steps.back();
      auto steps = steps_json(thread, d);
      auto kinds = steps.items().back()["kinds"];
      json.push(Json::object()
                    .set("number", thread.number)
                    .set("name", thread.name)
                    .set("kind", text_or_null(thread.kind))
                    .set("dialogue", d.name)
                    .set("topics", Json::strings(thread.topics))
                    .set("first_round", first.ordinal > 0 ? Json(first.ordinal) : Json())
                    .set("last_step", std::move(kinds))
                    .set("streak", last.streak)
                    .set("silence", last.silence)
                    .set("key", thread.key)
                    .set("steps", std::move(steps)));
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
  // Issues that no text names: what is silent, they cannot be.
  const auto desk = shown_of(opened);
  for (const auto* entry : opened.book.of_noun("issue")) {
    const auto& e = *entry;
    const auto topics = parted(e["topics"]);
    const auto dialogue = dialogue_of(e, desk);
    const bool here = opened.views.empty() ||
                      std::ranges::any_of(shown, [&](const DeskView* view) { return view->dialogue.name == dialogue; });
    if (e.event.empty() || !here || request["silent"].boolean()) continue;
    if (!topic.empty() && std::ranges::find(topics, topic) == topics.end()) continue;
    if (!kind.empty() && e["kind"] != kind) continue;
    if (!words.empty() && text::fold(e["name"]).find(words) == std::string::npos) continue;
    if (!window.takes()) continue;
    json.push(Json::object()
                  .set("number", e.number)
                  .set("name", e["name"])
                  .set("kind", text_or_null(e["kind"]))
                  .set("dialogue", dialogue)
                  .set("topics", Json::strings(topics))
                  .set("first_round", Json())
                  .set("last_step", Json::array())
                  .set("streak", 0)
                  .set("silence", 0)
                  .set("key", Json())
                  .set("steps", Json::array())
                  .set("entered", entry_json(e)));
    std::vector<std::string> row = {std::to_string(e.number),
                                    shortened(e["name"], 60),
                                    e["kind"],
                                    "entered",
                                    e["state"],
                                    fmt::format("{}", fmt::join(topics, " "))};
    if (shown.size() > 1) row.push_back(shortened(dialogue, 40));
    table.add(std::move(row));
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
  const auto today = today_at(opened.record.desk(), opened.knowledge.grammar, context.now());
  struct Row {
    const DialogueView* dialogue;
    const FollowUpView* follow_up;
    bool overdue;
  };
  std::vector<Row> rows;
  for (const auto* view : BC_TRY(chosen(opened.views, request)))
    for (const auto& f : view->dialogue.follow_ups) {
      if (!owner.empty() && f.owner != owner) continue;
      if (!status.empty() ? f.status != status : f.status != "open" && !request["all"].boolean()) continue;
      const bool overdue = f.status == "open" && is_past(f.due, today);
      if (request["overdue"].boolean() && !overdue) continue;
      rows.push_back({&view->dialogue, &f, overdue});
    }
  if (request["soonest"].boolean())
    std::ranges::stable_sort(rows, {}, [](const Row& row) {
      const auto& f = *row.follow_up;
      return std::tuple(!row.overdue, f.due.empty(), std::string_view(f.due), f.number);
    });
  auto window = BC_TRY(Window::in(request));
  Json json = Json::array();
  Table table({"no", "owner", "next step", "due", "status", "reported", "round", "what"});
  for (const auto& [dialogue, follow_up, overdue] : rows) {
    if (window.is_full()) break;
    if (!window.takes()) continue;
    const auto& f = *follow_up;
    json.push(follow_up_json(f));
    table.add({std::to_string(f.number), f.owner.empty() ? "unknown" : f.owner, next_step_text(f),
               f.due + (overdue ? " overdue" : ""), f.status, f.reported,
               f.round < 0 ? f.promised : round_label(dialogue->rounds.at(static_cast<std::size_t>(f.round))),
               shortened(f.text, 90)});
  }
  return listed(std::move(json), table, nothing_in(opened.views, "No follow-up fits."));
}

Result<Answer> run_people(const Context& context, const Request& request) {
  const auto opened = BC_TRY(open_views(context));
  Json json = Json::array();
  Table table({"party", "name", "office", "rounds"});
  const auto party = BC_TRY(party_code(opened.knowledge.grammar, text_of(request, "party"), "people.party"));
  auto window = BC_TRY(Window::in(request));
  for (const auto* view : BC_TRY(chosen(opened.views, request))) {
    if (window.is_full()) break;
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
      if (!window.takes()) continue;
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

std::set<std::string> fact_kinds() {
  std::set<std::string> out;
  for (int i = 0; i <= static_cast<int>(FactKind::next_round); ++i) out.emplace(to_text(static_cast<FactKind>(i)));
  return out;
}

/// What a person added is by hand and by name, whatever was decided of it later.
std::string standing_text(const FactView& view, const AuthorNames& names) {
  if (view.fact.rule != record::by_hand) return view.standing;
  const auto name = names.find(view.decided_by);
  return fmt::format("by hand{}, {}", view.standing == "confirmed" ? "" : ", " + view.standing,
                     name == names.end() ? short_id(view.decided_by) : name->second);
}

Result<Answer> run_facts(const Context& context, const Request& request) {
  const auto record = BC_TRY(open_record(context, record::Access::read));
  const auto& kind = text_of(request, "kind");
  if (!kind.empty() && !fact_kind(kind)) return unknown_value("facts.kind", "kind of fact", kind, fact_kinds());
  const auto names = BC_TRY(author_names(record));
  const auto& named = text_of(request, "source");
  const auto wanted = !named.empty()                 ? std::vector<Source>{BC_TRY(find_source(record, named))}
                      : request["waiting"].boolean() ? BC_TRY(record.waiting_sources())
                                                     : BC_TRY(record.sources());
  auto window = BC_TRY(Window::in(request));
  Json json = Json::array();
  Table table({"fact", "kind", "standing", "fields", "words"});
  for (const auto& source : wanted) {
    if (window.is_full()) break;
    for (const auto& view : BC_TRY(record.facts(source.sha256))) {
      if (!kind.empty() && to_text(view.fact.kind) != kind) continue;
      const bool waits = view.fact.certainty < 70 || view.anchor == "ambiguous" || view.anchor == "lost";
      if (request["waiting"].boolean() && !(waits && view.standing == "read") && view.anchor != "ambiguous" &&
          view.anchor != "lost")
        continue;
      if (!window.takes()) continue;
      json.push(fact_json(view, names));
      std::vector<std::string> fields;
      for (const auto& [name, value] : view.fact.fields)
        if (name != "area") fields.push_back(name + "=" + value);
      table.add({short_id(view.fact.id), std::string(to_text(view.fact.kind)),
                 standing_text(view, names) + (view.anchor.empty() || view.anchor == "exact" ? "" : ", " + view.anchor),
                 shortened(fmt::format("{}", fmt::join(fields, " ")), 50), shortened(view.fact.quote.text, 60)});
    }
  }
  return listed(std::move(json), table,
                request["waiting"].boolean()
                    ? "No fact waits for a person; breadcrumb questions lists what else is open."
                : wanted.empty() ? "No source yet: breadcrumb read takes documents in."
                                 : "No fact fits.");
}

}  // namespace

std::string dialogue_label(const DialogueView& d) {
  return shortened(d.short_name.empty() ? d.name : d.short_name, 40);
}

std::string_view nothing_in(const std::vector<DeskView>& views, std::string_view when_empty) {
  return views.empty() ? "No dialogue yet: breadcrumb read takes documents in." : when_empty;
}

Result<std::vector<const DeskView*>> chosen(const std::vector<DeskView>& views, const Request& request) {
  std::vector<const DeskView*> out;
  if (!text_of(request, "dialogue").empty()) {
    out.push_back(BC_TRY(choose_dialogue(views, text_of(request, "dialogue"))));
    return out;
  }
  for (const auto& view : views) out.push_back(&view);
  return out;
}

Operation dialogues_operation() {
  return {.name = "dialogues",
          .summary = "the dialogues that the sources speak of",
          .example = "breadcrumb dialogues",
          .run = run_dialogues};
}
Operation issues_operation() {
  Operation out{
      .name = "issues",
      .summary = "the issues with their numbers and last step, read and entered",
      .parameters = {dialogue_parameter(),
                     {.name = "topic", .help = "only those tagged with this topic"},
                     {.name = "kind", .help = "common or bilateral", .choices = {"common", "bilateral"}},
                     {.name = "silent",
                      .kind = ParameterKind::flag,
                      .help = "only those that the last round's texts do not mention"},
                     {.name = "words", .help = "only those whose name holds these words", .positional = true}},
      .example = "breadcrumb issues --kind bilateral",
      .run = run_issues};
  add_window_parameters(out.parameters);
  return out;
}
Operation follow_ups_operation() {
  Operation out{
      .name = "follow-ups",
      .summary = "what was promised: owner, due, status",
      .parameters =
          {dialogue_parameter(),
           {.name = "owner", .help = "only this owner's: a party code, both, a name"},
           {.name = "status", .help = "open (default), done or dropped", .choices = {"open", "done", "dropped"}},
           {.name = "overdue", .kind = ParameterKind::flag, .help = "only open ones past their day"},
           {.name = "soonest", .kind = ParameterKind::flag, .help = "overdue ones first, then as they are due"},
           {.name = "all", .kind = ParameterKind::flag, .help = "closed ones too"}},
      .example = "breadcrumb follow-ups --owner JPN",
      .run = run_follow_ups};
  add_window_parameters(out.parameters);
  return out;
}
Operation people_operation() {
  Operation out{
      .name = "people",
      .summary = "who led the delegations, by round",
      .parameters = {dialogue_parameter(), {.name = "party", .help = "only this side's: a party's code or name"}},
      .example = "breadcrumb people",
      .run = run_people};
  add_window_parameters(out.parameters);
  return out;
}
Operation facts_operation() {
  Operation out{
      .name = "facts",
      .summary = "what was read, with ids to confirm, correct or reject",
      .parameters = {{.name = "source", .help = "only of this source", .positional = true},
                     {.name = "kind", .help = "only of this kind, e.g. meeting"},
                     {.name = "waiting", .kind = ParameterKind::flag, .help = "only those that wait for a person"}},
      .example = "breadcrumb facts 2023-02-03-round-3.html",
      .run = run_facts};
  add_window_parameters(out.parameters);
  return out;
}
}  // namespace breadcrumb::app
