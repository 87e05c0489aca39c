// agenda draft, add, set, drop, print.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "app/agenda.h"
#include "app/all_operations.h"
#include "app/brief_material.h"
#include "app/calendar_file.h"
#include "app/party.h"
#include "base/file.h"

namespace breadcrumb::app {

namespace {

Result<int> whole(const Request& request, std::string_view name, int most) {
  const auto value = request[name].integer();
  if (value < 1 || value > most)
    return Error{ErrorKind::bad_input, "agenda.number",
                 fmt::format("{}: expected a whole number from 1 to {}", name, most), ""};
  return static_cast<int>(value);
}

Error none(std::string message) {
  return {ErrorKind::not_found, "agenda.none", std::move(message), ""};
}

/// The round or meeting that is meant: `--body N` its next meeting, `--round N` an entry, else the next round.
Result<const EntryView*> wanted_event(const Opened& desk, const Request& request, std::string_view today) {
  const auto* view = desk.views.empty() ? nullptr : BC_TRY(choose_dialogue(desk.views, text_of(request, "dialogue")));
  if (request.has("body")) {
    const auto body = BC_TRY(whole(request, "body", INT32_MAX));
    if (desk.book.find("body", body) == nullptr) return none(fmt::format("no body has the number {}", body));
    std::vector<const EntryView*> coming;
    for (const auto* meeting : desk.book.of_noun("meeting"))
      if ((*meeting)["body"] == std::to_string(body) && (*meeting)["state"] == "planned") coming.push_back(meeting);
    std::ranges::stable_sort(coming, {}, [](const EntryView* meeting) {
      return (*meeting)["start"].empty() ? "9999" : (*meeting)["start"];
    });
    if (coming.empty())
      return none(fmt::format("body {} has no meeting to come (breadcrumb body meet {})", body, body));
    return coming.front();
  }
  const auto& round = text_of(request, "round");
  if (!round.empty() && round != "next") {
    for (const auto* entry : desk.book.of_noun("round"))
      if (std::to_string(entry->number) == round) return entry;
    return none(fmt::format("no round was entered under the number \"{}\" (breadcrumb entries round)", round));
  }
  if (view == nullptr) return none("the desk has no dialogue yet (breadcrumb read)");
  const auto standing = standing_of(*view, shown_of(desk), today);
  if (standing.next == nullptr) return none("no round to come was entered yet (breadcrumb round plan)");
  return standing.next;
}

const EntryView* agenda_of(const EntryView& event, const EntryBook& book) {
  for (const auto* agenda : book.of_noun("agenda"))
    if ((*agenda)[event.noun] == std::to_string(event.number)) return agenda;
  return nullptr;
}

Json item_json(const EntryView& item, const std::string& title, const std::string& lead, const std::string& begins) {
  Json out = Json::object();
  out.set("item", item.number).set("place", item.number_in("place")).set("title", title);
  out.set("minutes", item.number_in("minutes")).set("lead", lead.empty() ? Json() : Json(lead));
  out.set("about", item["about"].empty() ? Json() : Json(item["about"]));
  out.set("outcome", item["outcome"].empty() ? Json() : Json(item["outcome"]));
  return out.set("begins", begins.empty() ? Json() : Json(begins));
}

Answer printed(const EntryView& agenda, const Opened& desk) {
  const auto shown = shown_of(desk);
  const auto* event = event_of(agenda, desk.book);
  const auto [head, line, zones, cities] = head_of(agenda, shown);
  Answer out;
  out.text = fmt::format("Agenda {}: {}\n{}", agenda.number, head, line);
  std::vector<std::string> columns = {"place", "item", "min", "what", "lead"};
  columns.insert(columns.end(), cities.begin(), cities.end());
  const auto has_outcome = [](const EntryView* item) { return !(*item)["outcome"].empty(); };
  const bool outcomes = std::ranges::any_of(items_of(agenda, desk.book), has_outcome);
  if (outcomes) columns.emplace_back("outcome");
  Table table(std::move(columns));
  Json items = Json::array(), left = Json::array();
  int minutes = 0;
  for (const auto* item : items_of(agenda, desk.book)) {
    std::vector<std::string> row = {(*item)["place"], std::to_string(item->number), (*item)["minutes"],
                                    shortened(item_title(*item, shown), 70), lead_of(*item, desk.book)};
    for (const auto& zone : zones) row.push_back(clock_at(*event, minutes, zone));
    if (outcomes) row.push_back((*item)["outcome"]);
    table.add(std::move(row));
    items.push(item_json(*item, item_title(*item, shown), lead_of(*item, desk.book),
                         event == nullptr || zones.empty() ? "" : clock_at(*event, minutes, zones.front())));
    minutes += item->number_in("minutes");
  }
  out.text += table.empty() ? "  nothing on it\n" : table.text();
  out.text += fmt::format("{} minutes in all\n", minutes);
  for (const auto* item : items_of(agenda, desk.book, true)) {
    if (left.items().empty()) out.text += "Left out:\n";
    out.text += fmt::format("  item {}: {}\n", item->number, shortened(item_title(*item, shown), 80));
    left.push(item_json(*item, item_title(*item, shown), lead_of(*item, desk.book), ""));
  }
  out.json = Json::object()
                 .set("agenda", agenda.number)
                 .set("of", event == nullptr ? Json() : Json(fmt::format("{}:{}", event->noun, event->number)))
                 .set("title", head)
                 .set("minutes", minutes)
                 .set("items", std::move(items))
                 .set("left_out", std::move(left));
  return out;
}

Result<Answer> shown_again(const Context& context, int agenda) {
  const auto desk = BC_TRY(open_views(context, record::Access::read));
  const auto* found = desk.book.find("agenda", agenda);
  if (found == nullptr) return none(fmt::format("no agenda has the number {}", agenda));
  return printed(*found, desk);
}

/// Does a paper or an issue belong to what a body is for?
bool is_for(std::string_view about, const EntryView* body, const EntryBook& book) {
  if (body == nullptr) return false;
  const auto issues = parted((*body)["issues"]);
  const auto has = [&](std::string_view issue) { return std::ranges::find(issues, issue) != issues.end(); };
  if (about.starts_with("issue:")) return has(about.substr(6));
  if (!about.starts_with("paper:")) return false;
  const auto* paper = book.find("paper", std::atoi(std::string(about.substr(6)).c_str()));
  return paper != nullptr && std::ranges::any_of(parted((*paper)["issues"]), has);
}

Result<int> drafted(const Context& context, const Request& request, Opened& desk, const record::Stamp& stamp) {
  const auto today = today_at(desk.record.desk(), desk.knowledge.grammar, context.now());
  const auto* event = BC_TRY(wanted_event(desk, request, today));
  const auto rules = BC_TRY(AgendaRules::load(context, desk.record.desk()));
  const auto* words = BC_TRY(words_for(desk.knowledge, desk.record.desk(), ""));
  const auto shown = shown_of(desk);
  const auto dialogue = dialogue_of(*event, shown);
  const DeskView* view = nullptr;
  for (const auto& each : desk.views)
    if (each.dialogue.name == dialogue) view = &each;
  if (view == nullptr) return none("no source on this desk speaks of the dialogue of this meeting");
  const auto* agenda = agenda_of(*event, desk.book);
  std::vector<record::Entry> entries;
  int number = agenda == nullptr ? BC_TRY(desk.record.next_number("agenda")) : agenda->number;
  if (agenda == nullptr)
    entries.emplace_back(record::EntrySet{.noun = "agenda",
                                          .number = number,
                                          .begins = true,
                                          .fields = {{event->noun, std::to_string(event->number)}},
                                          .because = text_of(request, "because")});
  std::vector<const EntryView*> had;
  int place = 0;
  if (agenda != nullptr)
    for (const bool left_out : {false, true})
      for (const auto* item : items_of(*agenda, desk.book, left_out)) {
        had.push_back(item);
        place = std::max(place, item->number_in("place"));
      }
  const bool of_body = event->noun == "meeting";
  const auto* body = of_body ? desk.book.find("body", event->number_in("body")) : nullptr;
  const auto add = [&](std::string about, const std::string& title, int minutes, const std::string& lead) {
    record::EntrySet item{.noun = "item", .number = 0, .begins = true};
    item.fields = {{"agenda", std::to_string(number)},   {"place", std::to_string(++place)}, {"title", title},
                   {"minutes", std::to_string(minutes)}, {"about", std::move(about)},        {"state", "in"}};
    if (!lead.empty()) item.fields["lead"] = lead;
    entries.emplace_back(std::move(item));
  };
  const auto proposed = BC_TRY(agenda_proposals(context, desk, *view, rules, *words, today));
  for (const auto& proposal : proposed) {
    // What was proposed before stays as the officer left it, on the agenda or off it.
    if (std::ranges::any_of(had, [&](const EntryView* item) { return (*item)["about"] == proposal.about; })) continue;
    // A body's meeting is about what the body is for; its own agenda comes before the closing item.
    if (of_body && proposal.about == "closing" && agenda == nullptr)
      for (const auto& line : lines_of((*event)["agenda"])) add("entered", line, 15, "");
    if (of_body && proposal.about != "opening" && proposal.about != "closing" &&
        !is_for(proposal.about, body, desk.book))
      continue;
    add(proposal.about, proposal.title, proposal.minutes, proposal.lead);
  }
  if (!entries.empty()) BC_TRY(desk.record.append(stamp, entries));
  return number;
}

Result<Answer> run_draft(const Context& context, const Request& request) {
  return shown_again(context, BC_TRY(on_views(context, [&](Opened& desk, const record::Stamp& stamp) {
                       return drafted(context, request, desk, stamp);
                     })));
}

/// The agenda that a verb speaks of: `--agenda N`, else the one of the next round.
Result<const EntryView*> wanted_agenda(const Opened& desk, const Request& request, std::string_view today) {
  if (request.has("agenda")) {
    const auto number = BC_TRY(whole(request, "agenda", INT32_MAX));
    const auto* agenda = desk.book.find("agenda", number);
    if (agenda == nullptr) return none(fmt::format("no agenda has the number {}", number));
    return agenda;
  }
  const auto* event = BC_TRY(wanted_event(desk, request, today));
  const auto* agenda = agenda_of(*event, desk.book);
  if (agenda == nullptr) return none("there is no agenda of it yet (breadcrumb agenda draft)");
  return agenda;
}

/// The places of all items when one is put at `place`: the others keep their order.
void put_at(std::vector<const EntryView*> items, const EntryView* moved, int moved_number, int place,
            std::vector<record::Entry>& entries) {
  std::erase(items, moved);
  std::vector<int> order;
  for (const auto* item : items) order.push_back(item->number);
  order.insert(order.begin() + std::min<std::ptrdiff_t>(place - 1, static_cast<std::ptrdiff_t>(order.size())),
               moved_number);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto wanted = std::to_string(i + 1);
    const auto found = std::ranges::find(items, order[i], &EntryView::number);
    const bool same = found != items.end() && (**found)["place"] == wanted;
    if (same) continue;
    if (order[i] == moved_number)
      std::get<record::EntrySet>(entries.front()).fields["place"] = wanted;
    else
      entries.emplace_back(
          record::EntrySet{.noun = "item", .number = order[i], .begins = false, .fields = {{"place", wanted}}});
  }
}

Result<void> set_fields(record::EntrySet& item, const Request& request, const Opened& desk) {
  const FieldCheck check{.knowledge = &desk.knowledge, .issue = {}, .entry = {}, .sides = {}, .now = {}};
  for (const auto* name : {"title", "lead", "state", "outcome"})
    if (request.has(name))
      item.fields[name] = BC_TRY(checked(*find_noun("item")->field(name), text_of(request, name), check));
  if (request.has("minutes")) item.fields["minutes"] = std::to_string(BC_TRY(whole(request, "minutes", 1440)));
  if (item.fields.contains("title") && item.fields["title"].empty())
    return Error{ErrorKind::bad_input, "entry.needed", "expected words for title", ""};
  return {};
}

/// Only what a round that was held had on its agenda has an outcome.
Result<void> may_have_outcome(const EntryView& agenda, const EntryView& item, const record::EntrySet& set,
                              const EntryBook& book) {
  const auto* event = event_of(agenda, book);
  if (event == nullptr || (*event)["state"] != "held")
    return Error{
        ErrorKind::conflict, "agenda.not_held",
        fmt::format("what agenda {} is for was not held yet, so that nothing came of it (breadcrumb {})", agenda.number,
                    event == nullptr         ? "round plan"
                    : event->noun == "round" ? fmt::format("round hold {}", event->number)
                                             : fmt::format("body meet {}", (*event)["body"])),
        ""};
  const auto state = set.fields.find("state");
  if ((state == set.fields.end() ? item["state"] : state->second) == "left out")
    return Error{ErrorKind::conflict, "agenda.left_out",
                 fmt::format("item {} was left out of the agenda: put it back first (--state in)", item.number), ""};
  return {};
}

Result<int> added(const Context& context, const Request& request, Opened& desk, const record::Stamp& stamp) {
  const auto* agenda =
      BC_TRY(wanted_agenda(desk, request, today_at(desk.record.desk(), desk.knowledge.grammar, context.now())));
  record::EntrySet item{.noun = "item", .number = BC_TRY(desk.record.next_number("item")), .begins = true};
  item.fields = {{"agenda", std::to_string(agenda->number)}, {"minutes", "15"}, {"state", "in"}, {"about", "entered"}};
  BC_TRY(set_fields(item, request, desk));
  const auto items = items_of(*agenda, desk.book);
  const int place = request.has("place") ? BC_TRY(whole(request, "place", 1000)) : static_cast<int>(items.size()) + 1;
  std::vector<record::Entry> entries = {item};
  put_at(items, nullptr, item.number, place, entries);
  BC_TRY(desk.record.append(stamp, entries));
  return agenda->number;
}

Result<Answer> run_add(const Context& context, const Request& request) {
  return shown_again(context, BC_TRY(on_views(context, [&](Opened& desk, const record::Stamp& stamp) {
                       return added(context, request, desk, stamp);
                     })));
}

Result<int> changed(const Request& request, bool drop, Opened& desk, const record::Stamp& stamp) {
  const auto number = BC_TRY(whole(request, "item", INT32_MAX));
  const auto* item = desk.book.find("item", number);
  const auto* agenda = item == nullptr ? nullptr : desk.book.find("agenda", item->number_in("agenda"));
  if (agenda == nullptr) return none(fmt::format("no agenda item has the number {}", number));
  record::EntrySet set{.noun = "item", .number = number, .begins = false, .because = text_of(request, "because")};
  BC_TRY(set_fields(set, request, desk));
  if (drop) set.fields["state"] = "left out";
  if (set.fields.contains("outcome")) BC_TRY(may_have_outcome(*agenda, *item, set, desk.book));
  std::vector<record::Entry> entries = {set};
  if (request.has("place"))
    put_at(items_of(*agenda, desk.book), item, number, BC_TRY(whole(request, "place", 1000)), entries);
  // Where only the others' places change, the moved one has nothing to say.
  if (std::get<record::EntrySet>(entries.front()).fields.empty()) entries.erase(entries.begin());
  if (entries.empty()) {
    if (!request.has("place"))
      return Error{ErrorKind::bad_input, "entry.needed", "expected at least one field to set", ""};
    return agenda->number;
  }
  BC_TRY(desk.record.append(stamp, entries));
  return agenda->number;
}

Result<Answer> change(const Context& context, const Request& request, bool drop) {
  return shown_again(context, BC_TRY(on_views(context, [&](Opened& desk, const record::Stamp& stamp) {
                       return changed(request, drop, desk, stamp);
                     })));
}

Result<Answer> run_print(const Context& context, const Request& request) {
  auto desk = BC_TRY(open_own_views(context));
  const auto* agenda =
      BC_TRY(wanted_agenda(desk, request, today_at(desk.record.desk(), desk.knowledge.grammar, context.now())));
  const int number = agenda->number;
  const auto left_out = BC_TRY(agenda_within(context, desk, number, request));
  agenda = desk.book.find("agenda", number);  // the book was cut down where it stands
  const auto& file = text_of(request, "output");
  const auto profile = brief::profile_of(text_of(request, "profile")).value_or(brief::Profile::delegation);
  const auto written = [&]() -> Result<Answer> {
    if (file.empty()) return goes_out(profile) ? printed_to_hand_over(*agenda, desk) : printed(*agenda, desk);
    if (!file.ends_with(".ics")) return write_agenda(context, desk, *agenda, request);
    BC_TRY(need_folder(file));
    if (!request["force"].boolean()) BC_TRY(may_replace_calendar(file, "agenda.file_exists", "agenda print"));
    const auto bytes = BC_TRY(calendar_of(*agenda, shown_of(desk), desk.record.desk().settings().name, context.now(),
                                          profile, BC_TRY(calendar_handling(context, desk, *agenda, profile))));
    BC_TRY(write_file(file, bytes));
    return Answer{.json = Json::object().set("file", file).set("bytes", bytes.size()),
                  .text = fmt::format("Wrote {}\n", file),
                  .errors = {}};
  };
  auto out = BC_TRY(written());
  out.remark = left_out_words(left_out, text_of(request, "profile"));
  if (out.json.is_object()) out.json.set("left_out", Json::strings(left_out));
  return out;
}

Parameter agenda_number() {
  return {
      .name = "agenda", .kind = ParameterKind::number, .help = "number of the agenda; default: that of the next round"};
}
Parameter item_number() {
  return {
      .name = "item", .kind = ParameterKind::number, .help = "the item's number", .positional = true, .required = true};
}
Parameter round_option() {
  return {.name = "round", .help = "next (default), or the number of the round's entry"};
}
Parameter body_option() {
  return {.name = "body", .kind = ParameterKind::number, .help = "the next meeting of this body"};
}

}  // namespace

std::vector<Operation> agenda_operations() {
  const Parameter title{.name = "title", .help = "what it says on the agenda"},
      lead{.name = "lead", .help = "who leads"};
  const Parameter minutes{.name = "minutes", .kind = ParameterKind::number, .help = "how long"},
      place{.name = "place", .kind = ParameterKind::number, .help = "its place, from 1; the others make room"};
  Parameter first_title = title;
  first_title.positional = first_title.required = true;
  return {
      {.name = "agenda-draft",
       .summary = "propose an agenda: follow-ups, papers, issues, meetings of bodies; keeps what was changed by hand",
       .effect = Effect::writes,
       .role = Role::editor,
       .parameters = {round_option(), body_option(), one_dialogue_parameter(), because_parameter()},
       .example = "breadcrumb agenda draft --round next",
       .run = run_draft},
      {.name = "agenda-add",
       .summary = "put an item of your own on an agenda",
       .effect = Effect::writes,
       .role = Role::editor,
       .parameters = {first_title, minutes, lead, place, agenda_number(), round_option(), body_option(),
                      one_dialogue_parameter()},
       .example = "breadcrumb agenda add \"Lunch hosted by the embassy\" --minutes 60 --place 4",
       .run = run_add},
      {.name = "agenda-set",
       .summary = "move or change an item of an agenda",
       .effect = Effect::writes,
       .role = Role::editor,
       .parameters = {item_number(),
                      title,
                      minutes,
                      lead,
                      place,
                      {.name = "state", .help = "in, or left out", .choices = {"in", "left out"}},
                      {.name = "outcome",
                       .help = "what came of it at a round that was held; the draft readout tells it",
                       .choices = find_noun("item")->field("outcome")->choices},
                      because_parameter()},
       .example = "breadcrumb agenda set 3 --place 1 --minutes 20",
       .run = [](const Context& c, const Request& r) { return change(c, r, false); }},
      {.name = "agenda-drop",
       .summary = "leave an item out of an agenda; it is kept, with the reason",
       .effect = Effect::writes,
       .role = Role::editor,
       .parameters = {item_number(), because_parameter()},
       .example = "breadcrumb agenda drop 5 --because \"settled by mail\"",
       .run = [](const Context& c, const Request& r) { return change(c, r, true); }},
      {.name = "agenda-print",
       .summary = "an agenda with its times in both capitals; as a paper or a calendar file with -o FILE",
       .parameters = {round_option(),
                      body_option(),
                      one_dialogue_parameter(),
                      agenda_number(),
                      {.name = "output",
                       .help = "a file that ends in .html, .docx, .md or .json (a paper that `verify` proves), or .ics",
                       .short_name = "o",
                       .form = Form::path,
                       .written = true},
                      {.name = "profile",
                       .help = "for whom: delegation (what each item rests on, what was left out; default), minister, "
                               "or both sides (to hand over); the public has no agenda",
                       .choices = {"minister", "delegation", "both sides"}},
                      {.name = "leave-out",
                       .kind = ParameterKind::flag,
                       .help = "leave out items that are marked above the profile, and say which, instead of refusing"},
                      {.name = "language",
                       .help = "of the paper's own words, such as ja; without it the first of the desk's languages "
                               "that there are words in",
                       .form = Form::name},
                      {.name = "force",
                       .kind = ParameterKind::flag,
                       .help = "replace the file even when it is not as Breadcrumb wrote it",
                       .local = true}},
       .example = "breadcrumb agenda print --round next -o round6.docx",
       .run = run_print}};
}

}  // namespace breadcrumb::app
