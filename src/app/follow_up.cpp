// follow-up add, assign, due, done, drop, and note add: what an officer enters.
#include "app/follow_up.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/all_operations.h"
#include "app/entries.h"
#include "app/party.h"
#include "app/show.h"
#include "app/typed.h"

namespace breadcrumb::app {

namespace {

// Every entry is answered by the follow-up as it then stands.
Result<Answer> appended(const Context& context, record::Record& record, const record::Entry& entry, int number) {
  const auto stamp = BC_TRY(stamp_of(context, record));
  const auto done = BC_TRY(record.append(stamp, entry));
  if (number == 0) number = done.number;
  const auto knowledge = BC_TRY(load_knowledge(context, &record.desk()));
  for (const auto& view : BC_TRY(desk_views(record, knowledge)))
    for (const auto& follow_up : view.dialogue.follow_ups)
      if (follow_up.number == number) {
        Answer out;
        out.json = follow_up_json(follow_up);
        out.text = fmt::format("Follow-up {}: {}\n  owner {}, due {}, {}\n", number, shortened(follow_up.text, 100),
                               follow_up.owner.empty() ? "unknown" : follow_up.owner,
                               follow_up.due.empty() ? "not set" : follow_up.due, follow_up.status);
        return out;
      }
  // A desk without a dialogue yet still keeps what was entered.
  for (const auto& entered : BC_TRY(record.follow_ups()))
    if (entered.number == number) {
      Answer out;
      out.json = Json::object()
                     .set("number", number)
                     .set("text", entered.text)
                     .set("owner", entered.owner.value_or(""))
                     .set("due", entered.due.value_or(""))
                     .set("status", entered.status);
      out.text = fmt::format("Follow-up {}: {}\n", number, shortened(entered.text, 100));
      return out;
    }
  return Error{ErrorKind::broken, "record.no_such_follow_up",
               fmt::format("follow-up {} was written and is not there", number), ""};
}

Result<std::string> source_id(const record::Record& record, const std::string& wanted) {
  if (wanted.empty()) return std::string();
  return BC_TRY(find_source(BC_TRY(record.sources()), wanted)).sha256;
}

}  // namespace

Result<void> check_due(const std::string& date) {
  if (date.empty() || is_day(date)) return {};
  return Error{ErrorKind::bad_input, "follow_up.date",
               fmt::format("expected a date such as 2024-08-30, not \"{}\"", date), ""};
}

namespace {

Result<int> number_in(const Request& request) {
  const auto number = request["number"].integer();
  if (number < 1 || number > INT32_MAX)
    return Error{ErrorKind::bad_input, "follow_up.number",
                 "expected the number of a follow-up (breadcrumb follow-ups lists them)", ""};
  return static_cast<int>(number);
}

Result<Answer> run_add(const Context& context, const Request& request) {
  BC_TRY(check_due(text_of(request, "due")));
  auto record = BC_TRY(open_record(context, record::Access::write));
  const auto knowledge = BC_TRY(load_knowledge(context, &record.desk()));
  return appended(context, record,
                  record::FollowUpAdded{.number = 0,
                                        .text = text_of(request, "text"),
                                        .owner = owner_of(knowledge.grammar, text_of(request, "owner")),
                                        .due = text_of(request, "due"),
                                        .source = BC_TRY(source_id(record, text_of(request, "source"))),
                                        .because = text_of(request, "because")},
                  0);
}

Result<Answer> run_assign(const Context& context, const Request& request) {
  const auto number = BC_TRY(number_in(request));
  auto record = BC_TRY(open_record(context, record::Access::write));
  const auto knowledge = BC_TRY(load_knowledge(context, &record.desk()));
  return appended(context, record,
                  record::FollowUpAssigned{.number = number,
                                           .owner = owner_of(knowledge.grammar, text_of(request, "owner")),
                                           .because = text_of(request, "because")},
                  number);
}

Result<Answer> run_due(const Context& context, const Request& request) {
  const auto number = BC_TRY(number_in(request));
  const auto& typed = text_of(request, "date");
  const std::string date = typed == "none" ? "" : typed;
  BC_TRY(check_due(date));
  auto record = BC_TRY(open_record(context, record::Access::write));
  return appended(context, record,
                  record::FollowUpDue{.number = number, .due = date, .because = text_of(request, "because")}, number);
}

Result<Answer> close(const Context& context, const Request& request, record::Closing closing) {
  const auto number = BC_TRY(number_in(request));
  auto record = BC_TRY(open_record(context, record::Access::write));
  const auto source = BC_TRY(source_id(record, text_of(request, "source")));
  return appended(context, record,
                  record::FollowUpClosed{
                      .number = number, .status = closing, .because = text_of(request, "because"), .source = source},
                  number);
}

Result<Answer> run_note(const Context& context, const Request& request) {
  int issue = 0;
  if (!text_of(request, "issue").empty()) {
    const auto opened = BC_TRY(open_views(context));
    issue = BC_TRY(issue_number(opened.views, opened.book, text_of(request, "issue")));
  }
  auto record = BC_TRY(open_record(context, record::Access::write));
  const auto stamp = BC_TRY(stamp_of(context, record));
  const auto done = BC_TRY(record.append(stamp, record::NoteAdded{.issue = issue, .text = text_of(request, "text")}));
  Answer out;
  out.json = Json::object()
                 .set("id", done.id)
                 .set("issue", issue == 0 ? Json() : Json(issue))
                 .set("time", stamp.time)
                 .set("text", text_of(request, "text"));
  out.text = fmt::format("Noted{} ({})\n", issue == 0 ? "" : fmt::format(" on issue {}", issue), short_id(done.id));
  return out;
}

Parameter number_parameter() {
  return {.name = "number",
          .kind = ParameterKind::number,
          .help = "the follow-up's number",
          .positional = true,
          .required = true};
}
Parameter source_parameter() {
  return {.name = "source", .help = "the source that shows it: digits of its SHA-256 or its file name"};
}

}  // namespace

Operation follow_up_add_operation() {
  return {.name = "follow-up-add",
          .summary = "enter a follow-up by hand",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters = {{.name = "text", .help = "what is to be done", .positional = true, .required = true},
                         {.name = "owner", .help = "a party code, both, or a name", .form = Form::name},
                         {.name = "due", .help = "YYYY-MM-DD"},
                         source_parameter(),
                         because_parameter()},
          .example = "breadcrumb follow-up add \"Send the draft agenda\" --owner JPN --due 2024-09-15",
          .run = run_add};
}
Operation follow_up_assign_operation() {
  return {.name = "follow-up-assign",
          .summary = "say who owns a follow-up",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters = {number_parameter(),
                         {.name = "owner",
                          .help = "a party code, both, or a name; empty: unknown again",
                          .positional = true,
                          .required = true,
                          .form = Form::name},
                         because_parameter()},
          .example = "breadcrumb follow-up assign 3 USA",
          .run = run_assign};
}
Operation follow_up_due_operation() {
  return {.name = "follow-up-due",
          .summary = "say when a follow-up is due",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters = {number_parameter(),
                         {.name = "date", .help = "YYYY-MM-DD, or none", .positional = true, .required = true},
                         because_parameter()},
          .example = "breadcrumb follow-up due 3 2024-09-30",
          .run = run_due};
}
Operation follow_up_done_operation() {
  return {.name = "follow-up-done",
          .summary = "a follow-up is done: why, and what shows it",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters = {number_parameter(), because_parameter(), source_parameter()},
          .example = "breadcrumb follow-up done 3 --because \"sent on 12 September\" --source minutes.pdf",
          .run = [](const Context& c, const Request& r) { return close(c, r, record::Closing::done); }};
}
Operation follow_up_drop_operation() {
  return {.name = "follow-up-drop",
          .summary = "a follow-up is given up, and why",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters = {number_parameter(), because_parameter(), source_parameter()},
          .example = "breadcrumb follow-up drop 3 --because \"overtaken by round 5\"",
          .run = [](const Context& c, const Request& r) { return close(c, r, record::Closing::dropped); }};
}
Operation note_add_operation() {
  return {.name = "note-add",
          .summary = "the officer's own words, on an issue or on the desk",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters = {{.name = "text",
                          .help = "the note; it may have several lines",
                          .positional = true,
                          .required = true,
                          .form = Form::passage},
                         {.name = "issue", .help = "its number, or words of its name"}},
          .example = "breadcrumb note add --issue ethanol \"Ask about the blending schedule\"",
          .run = run_note};
}

}  // namespace breadcrumb::app
