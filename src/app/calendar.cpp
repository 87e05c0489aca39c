// calendar: what is to come on the desk, by day, and as a calendar file.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/agenda.h"
#include "app/all_operations.h"
#include "app/beside.h"
#include "app/brief_material.h"
#include "app/calendar_file.h"
#include "app/coming.h"
#include "app/held_names.h"
#include "app/lists.h"
#include "app/party.h"
#include "app/typed.h"
#include "app/window.h"
#include "app/within.h"
#include "base/file.h"

namespace breadcrumb::app {

namespace {

struct Found {
  std::vector<Coming> coming;
  std::vector<std::string> left_out;
};

std::vector<Coming> wanted_of(const Opened& desk, const std::set<std::string>& dialogues, const ComingWish& wish) {
  auto out = coming_of(desk, wish);
  std::erase_if(out, [&](const Coming& one) { return !one.dialogue.empty() && !dialogues.contains(one.dialogue); });
  return out;
}

/// What of it the profile may carry; as with an agenda, what is above is refused or left out.
Result<Found> found_within(const Context& context, Opened shared, const Request& request, ComingWish wish) {
  std::set<std::string> dialogues;
  for (const auto* view : BC_TRY(chosen(shared.views, request))) dialogues.insert(view->dialogue.name);
  const auto profile = brief::profile_of(text_of(request, "profile")).value_or(brief::Profile::delegation);
  wish.goes_out = goes_out(profile);
  const auto rules = BC_TRY(MarkRules::load(context, shared.record.desk()));
  const auto most = level_of(rules, profile);
  auto whole = wanted_of(shared, dialogues, wish);
  if (!wish.goes_out && BC_TRY(Marking::of(shared.record, rules)).above(most).empty())
    return Found{std::move(whole), {}};
  auto desk = with_own_views(std::move(shared));
  const auto marking = BC_TRY(Marking::of(desk.record, rules));
  std::vector<std::string> carried;
  for (const auto& one : whole) carried.push_back(one.subject);
  Found out;
  out.left_out = BC_TRY(left_out_of(carried, marking, rules, to_text(profile), request["leave-out"].boolean()));
  desk.own->views = BC_TRY(views_within(desk, marking, most, profile));
  hold_names(desk.own->book, {.marking = marking,
                              .most = most,
                              .goes_out = wish.goes_out,
                              .own_party = desk.record.desk().settings().party,
                              .grammar = desk.knowledge.grammar});
  desk.own->book.erase_if([&](const EntryView& entry) { return !within(marking.level(subject_of(entry)), most); });
  out.coming = wanted_of(desk, dialogues, wish);
  // A date that was set by hand goes out only with a person's mark, whatever the promise itself may.
  for (const auto& one : whole)
    if (within(marking.level(one.subject), most) &&
        std::ranges::find(out.coming, one.subject, &Coming::subject) == out.coming.end())
      out.left_out.push_back(fmt::format("the date of {}, which was entered by hand", subject_words(one.subject)));
  return out;
}

std::string when_text(const Coming& one) {
  auto out = one.kind == "round" || one.kind == "meeting" ? dates_text(one.first, one.last) : one.said_day;
  if (one.window) out = "window " + out;
  if (one.is_late) out += " overdue";
  return out;
}

std::string what_text(const Coming& one, bool goes_out) {
  if (goes_out || one.number == 0) return std::string(kind_words(one.kind));
  return fmt::format("{} {}", kind_words(one.kind), one.number);
}

Json coming_json(const Coming& one, bool goes_out) {
  Json begins = Json::array();
  for (const auto& [zone, clock] : one.begins) begins.push(Json::object().set("zone", zone).set("clock", clock));
  Json out = Json::object().set("kind", one.kind);
  if (!goes_out) out.set("number", one.number == 0 ? Json() : Json(one.number));
  return out.set("title", one.title)
      .set("dialogue", text_or_null(one.dialogue))
      .set("start", one.first)
      .set("end", one.last)
      .set("window", one.window)
      .set("begins", std::move(begins))
      .set("place", text_or_null(one.place))
      .set("state", one.state)
      .set("whose", text_or_null(one.whose))
      .set("overdue", one.is_late)
      .set("quote", quote_json(one.quote));
}

std::string summary_of(const Coming& one) {
  const auto* before = one.window                ? "Window: "
                       : one.kind == "follow_up" ? "Due: "
                       : one.kind == "comments"  ? "Comments due: "
                       : one.kind == "response"  ? "Response due: "
                                                 : "";
  return before + one.title;
}

CalendarEvent event_of(const Coming& one, std::string_view desk, bool goes_out) {
  CalendarEvent out{.id = fmt::format("{}/calendar/{}", desk, one.id),
                    .stamp = one.changed,
                    .first = one.first,
                    .last = one.last,
                    .begins = one.begins_utc,
                    .minutes = one.minutes,
                    .summary = summary_of(one),
                    .place = one.place,
                    .takes_time = !one.window && (one.kind == "round" || one.kind == "meeting"),
                    .confidential = !goes_out};
  std::vector<std::string> lines;
  if (!goes_out && one.number > 0) lines.push_back("On the desk: " + what_text(one, goes_out));
  for (const auto& [zone, clock] : one.begins) lines.push_back(fmt::format("Begins {} ({})", clock, zone));
  if (one.said_day.size() < 10 && !one.said_day.empty()) lines.push_back("Due in " + one.said_day);
  if (!one.whose.empty()) lines.push_back("Next step: " + one.whose);
  if (!one.quote.source.empty() && one.kind != "follow_up") lines.push_back(fmt::format("\"{}\"", one.quote.span.text));
  out.description = fmt::format("{}", fmt::join(lines, "\n"));
  if (one.kind == "round" || one.kind == "meeting") out.status = calendar_status(one.state);
  return out;
}

Result<Answer> run(const Context& context, const Request& request) {
  auto desk = BC_TRY(open_views(context));
  ComingWish wish{.from = text_of(request, "from"),
                  .today = today_at(desk.record.desk(), desk.knowledge.grammar, context.now())};
  if (wish.from.empty()) wish.from = wish.today;
  if (!is_day(wish.from))
    return Error{ErrorKind::bad_input, "calendar.from",
                 fmt::format("expected a day such as 2027-02-01, not \"{}\"", wish.from), ""};
  const auto& file = text_of(request, "output");
  if (!file.empty()) {
    BC_TRY(need_folder(file));
    if (!file.ends_with(".ics"))
      return Error{ErrorKind::bad_input, "calendar.format", "expected a file name that ends in .ics", file};
    if (!request["force"].boolean()) BC_TRY(may_replace_calendar(file, "calendar.file_exists", "calendar"));
  }
  const auto desk_id = BC_TRY(desk.record.owner());
  const auto found = BC_TRY(found_within(context, std::move(desk), request, wish));
  const auto profile = brief::profile_of(text_of(request, "profile")).value_or(brief::Profile::delegation);
  Answer out;
  if (!file.empty()) {
    std::vector<CalendarEvent> events;
    for (const auto& one : found.coming) events.push_back(event_of(one, desk_id, goes_out(profile)));
    const auto bytes = calendar_file("Calendar", events);
    BC_TRY(write_file(file, bytes));
    out.json = Json::object()
                   .set("file", file)
                   .set("bytes", bytes.size())
                   .set("events", events.size())
                   .set("left_out", Json::strings(found.left_out));
    out.text = fmt::format("Wrote {} with {} {}\n", file, events.size(), events.size() == 1 ? "date" : "dates");
  } else {
    Json json = Json::array();
    Table table({"when", "what", "title", "state", "whose", "begins"});
    auto window = BC_TRY(Window::in(request));
    for (const auto& one : found.coming) {
      if (window.is_full()) break;
      if (!window.takes()) continue;
      json.push(coming_json(one, goes_out(profile)));
      std::vector<std::string> begins;
      for (const auto& [zone, clock] : one.begins) begins.push_back(fmt::format("{} ({})", clock, zone));
      table.add({when_text(one), what_text(one, goes_out(profile)), shortened(one.title, 80), one.state, one.whose,
                 fmt::format("{}", fmt::join(begins, ", "))});
    }
    out = listed(std::move(json), table, "Nothing is to come that has a day.");
  }
  out.remark = left_out_words(found.left_out, to_text(profile));
  return out;
}

}  // namespace

Operation calendar_operation() {
  Operation out{
      .name = "calendar",
      .summary =
          "what is to come, by day: rounds, meetings of bodies, follow-ups due, measures' deadlines; as a "
          "calendar file with -o FILE.ics",
      .parameters = {dialogue_parameter(),
                     {.name = "from", .help = "first day, YYYY-MM-DD; default: today", .form = Form::name},
                     {.name = "profile",
                      .help = "for whom: delegation (default), minister, or both sides (to hand over)",
                      .choices = {"minister", "delegation", "both sides"}},
                     {.name = "leave-out",
                      .kind = ParameterKind::flag,
                      .help = "leave out what is marked above the profile, and say what, instead of refusing"},
                     {.name = "output",
                      .help = "a calendar file (RFC 5545) that ends in .ics; without it a table is printed",
                      .short_name = "o",
                      .form = Form::path,
                      .written = true},
                     {.name = "force",
                      .kind = ParameterKind::flag,
                      .help = "replace the file even when it is not as Breadcrumb wrote it",
                      .local = true}},
      .example = "breadcrumb calendar -o desk.ics",
      .run = run};
  add_window_parameters(out.parameters);
  return out;
}

}  // namespace breadcrumb::app
