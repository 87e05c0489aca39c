// follow-up add, assign, reword, due, done, drop.
#include "app/follow_up.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/all_operations.h"
#include "app/commitments.h"
#include "app/entries.h"
#include "app/intake.h"
#include "app/long_text.h"
#include "app/marking.h"
#include "app/owners.h"
#include "app/party.h"
#include "app/plausible.h"
#include "app/show.h"
#include "app/typed.h"

namespace breadcrumb::app {

namespace {

/// The follow-up under that number, of whatever dialogue; null when the desk has none that a view shows.
const FollowUpView* find_view(const std::vector<DeskView>& views, int number) {
  for (const auto& view : views)
    for (const auto& follow_up : view.dialogue.follow_ups)
      if (follow_up.number == number) return &follow_up;
  return nullptr;
}

/// What there is to ask of the names that a request gives; asked before they stand on the record.
Result<std::vector<std::string>> questions_on(const Request& request, const Opened& desk) {
  const auto owners = BC_TRY(KnownOwners::of(desk));
  std::vector<std::string> out;
  for (const auto* name : {"owner", "next"})
    if (auto question = owners.question(owner_of(desk.knowledge.grammar, text_of(request, name))); !question.empty())
      if (std::ranges::find(out, question) == out.end()) out.push_back(std::move(question));
  return out;
}

std::string text_of_follow_up(const FollowUpView& f) {
  std::string out = fmt::format("Follow-up {}: {}\n  owner {}, next step {}, due {}, {}\n", f.number,
                                shortened(f.text, 100), f.owner.empty() ? "unknown" : f.owner, next_step_text(f),
                                f.due.empty() ? "not set" : f.due, f.status);
  if (!f.reported.empty()) out += fmt::format("  {}\n", f.reported);
  for (const auto& [sha256, name] : f.evidence) out += fmt::format("  shown by: {} ({})\n", name, short_id(sha256));
  return out;
}

// Every entry is answered by the follow-up as it then stands.
Result<Answer> answered(const Context& context, const Opened& desk, int number) {
  const auto& record = desk.record;
  const auto shared = BC_TRY(shared_views(context, record, desk.knowledge));
  if (const auto* view = find_view(shared->views, number))
    return Answer{.json = follow_up_json(*view), .text = text_of_follow_up(*view), .errors = {}};
  // A desk without a dialogue yet still keeps what was entered.
  const auto book = BC_TRY(EntryBook::of(record));
  const auto all = BC_TRY(record.follow_ups());
  for (const auto& entered : all)
    if (entered.number == number) {
      FollowUpView bare{.number = number, .text = entered.text, .owner = entered.owner.value_or("")};
      bare.due = entered.due.value_or("");
      bare.status = entered.status;
      add_commitment(bare, book, all);
      return Answer{.json = follow_up_json(bare), .text = text_of_follow_up(bare), .errors = {}};
    }
  return Error{ErrorKind::broken, "record.no_such_follow_up",
               fmt::format("follow-up {} was written and is not there", number), ""};
}

/// Entries that are appended together count together.
Result<Answer> appended(const Context& context, Opened& desk, const std::vector<record::Entry>& entries, int number) {
  BC_TRY(desk.record.append(BC_TRY(stamp_of(context, desk.record)), entries));
  auto out = BC_TRY(answered(context, desk, number));
  out.text += BC_TRY(goes_out_words(context, desk.record, fmt::format("follow_up:{}", number)));
  return out;
}

/// The answer with what is to be asked behind it.
Answer asking(Answer answer, const std::vector<std::string>& questions) {
  if (questions.empty()) return answer;
  answer.json.set("said", Json::strings(questions));
  for (const auto& question : questions) answer.text += fmt::format("  {}\n", question);
  return answer;
}

Result<std::string> source_id(const record::Record& record, const std::string& wanted) {
  if (wanted.empty()) return std::string();
  return BC_TRY(find_source(record, wanted)).sha256;
}

}  // namespace

Result<void> check_date(const std::string& date, std::string_view now) {
  if (date.empty() || is_day_or_month(date)) return check_day("due", date, Ahead::any, now);
  return Error{ErrorKind::bad_input, "follow_up.date",
               fmt::format("expected a date such as 2024-08-30, or a month such as 2024-08, not \"{}\"", date), ""};
}

namespace {

/// The follow-up that a request is about, as the record has it. Errors: `record.no_such_follow_up`.
Result<record::FollowUpEntry> entry_of(const record::Record& record, int number) {
  for (auto& entered : BC_TRY(record.follow_ups()))
    if (entered.number == number) return entered;
  return Error{ErrorKind::not_found, "record.no_such_follow_up", "no follow-up has this number",
               std::to_string(number)};
}

/// When a source's round was held, else when the source was published; "" unknown.
std::string day_of(const std::vector<DeskView>& views, const std::string& sha256) {
  for (const auto& view : views)
    for (const auto& source : view.dialogue.sources) {
      if (source.sha256 != sha256) continue;
      FollowUpView from{};
      from.promised = source.published;
      for (const auto& round : view.dialogue.rounds)
        if (std::ranges::find(round.sources, sha256) != round.sources.end()) from.round = round.index;
      return promised_on(from, view.dialogue);
    }
  return "";
}

}  // namespace

Result<std::string> promised_day(const Opened& desk, int number) {
  const auto entered = BC_TRY(entry_of(desk.record, number));
  if (!entered.fact.empty())
    for (const auto& view : desk.views)
      for (const auto& read : view.dialogue.follow_ups)
        if (read.number == number) return promised_on(read, view.dialogue);
  return day_of(desk.views, entered.source);
}

namespace {

Result<int> number_in(const Request& request) {
  const auto number = request["number"].integer();
  if (number < 1 || number > INT32_MAX)
    return Error{ErrorKind::bad_input, "follow_up.number",
                 "expected the number of a follow-up (breadcrumb follow-ups lists them)", ""};
  return static_cast<int>(number);
}

/// Who must act next, what must come first, which issues it is on: as far as the request says. Nothing when it says
/// nothing of them.
Result<std::optional<record::EntrySet>> commitment_in(const Request& request, const Opened& desk, int number) {
  record::EntrySet out{.noun = "commitment", .number = number};
  if (request.has("next")) out.fields["next"] = owner_of(desk.knowledge.grammar, text_of(request, "next"));
  if (request.has("waits-for")) {
    const auto& typed = text_of(request, "waits-for");
    const int first = typed_number(typed).value_or(0);
    if (!typed.empty() && first < 1)
      return Error{ErrorKind::bad_input, "follow_up.number",
                   fmt::format("waits-for: expected the number of a follow-up, not \"{}\"", typed), ""};
    if (first != 0) {
      // A new follow-up can only be said to wait for itself by guessing its number, which nothing has yet.
      if (first != number) BC_TRY(entry_of(desk.record, first));
      BC_TRY(check_waits_for(number, first, desk.book));
    }
    out.fields["waits_for"] = first == 0 ? "" : std::to_string(first);
  }
  if (request.has("issues")) {
    std::vector<int> numbers;
    for (const auto& one : parted(text_of(request, "issues")))
      numbers.push_back(BC_TRY(issue_number(desk.views, desk.book, one)));
    out.fields["issues"] = fmt::format("{}", fmt::join(numbers, ", "));
  }
  if (out.fields.empty()) return std::optional<record::EntrySet>();
  out.because = text_of(request, "because");
  return std::optional(std::move(out));
}

Result<Answer> run_add(const Context& context, const Request& request) {
  const auto& due = text_of(request, "due");
  BC_TRY(check_date(due, context.now()));
  auto desk = BC_TRY(open_views(context, record::Access::write));
  const auto source = BC_TRY(source_id(desk.record, text_of(request, "source")));
  BC_TRY(check_due(due, day_of(desk.views, source)));
  record::FollowUpAdded added{.text = text_of(request, "text"),
                              .owner = owner_of(desk.knowledge.grammar, text_of(request, "owner")),
                              .due = due,
                              .source = source,
                              .because = text_of(request, "because")};
  const auto questions = BC_TRY(questions_on(request, desk));
  // Where another program takes the number first, the next one is taken.
  const auto number = BC_TRY(on_top(context, desk.record, [&](const record::Stamp& stamp) -> Result<int> {
    added.number = BC_TRY(desk.record.next_number("commitment"));
    std::vector<record::Entry> entries = {added};
    if (auto commitment = BC_TRY(commitment_in(request, desk, added.number)))
      entries.emplace_back(std::move(*commitment));
    BC_TRY(desk.record.append(stamp, entries));
    return added.number;
  }));
  return asking(BC_TRY(answered(context, desk, number)), questions);
}

Result<Answer> run_assign(const Context& context, const Request& request) {
  const auto number = BC_TRY(number_in(request));
  auto desk = BC_TRY(open_views(context, record::Access::write));
  BC_TRY(entry_of(desk.record, number));
  std::vector<record::Entry> entries;
  if (request.has("owner"))
    entries.emplace_back(record::FollowUpAssigned{.number = number,
                                                  .owner = owner_of(desk.knowledge.grammar, text_of(request, "owner")),
                                                  .because = text_of(request, "because")});
  if (auto commitment = BC_TRY(commitment_in(request, desk, number))) entries.emplace_back(std::move(*commitment));
  if (entries.empty())
    return Error{ErrorKind::bad_input, "entry.needed", "expected an owner, --next, --waits-for or --issues", ""};
  const auto questions = BC_TRY(questions_on(request, desk));
  return asking(BC_TRY(appended(context, desk, entries, number)), questions);
}

Result<Answer> run_due(const Context& context, const Request& request) {
  const auto number = BC_TRY(number_in(request));
  const auto& typed = text_of(request, "date");
  const std::string date = typed == "none" ? "" : typed;
  BC_TRY(check_date(date, context.now()));
  auto desk = BC_TRY(open_views(context, record::Access::write));
  BC_TRY(check_due(date, BC_TRY(promised_day(desk, number))));
  return appended(context, desk,
                  {record::FollowUpDue{.number = number, .due = date, .because = text_of(request, "because")}}, number);
}

Result<Answer> close(const Context& context, const Request& request, record::Closing closing) {
  const auto number = BC_TRY(number_in(request));
  auto desk = BC_TRY(open_views(context, record::Access::write));
  const auto entered = BC_TRY(entry_of(desk.record, number));
  const auto& because = text_of(request, "because");
  const auto& file = text_of(request, "file");
  const auto source = BC_TRY(source_id(desk.record, text_of(request, "source")));
  std::vector<record::Entry> entries = {
      record::FollowUpClosed{.number = number, .status = closing, .because = because, .source = source}};
  const bool shown = !because.empty() || !source.empty() || !file.empty();
  if (entered.status == "open" && (closing == record::Closing::dropped ? because.empty() : !shown))
    return Error{ErrorKind::bad_input, "follow_up.no_reason",
                 closing == record::Closing::dropped
                     ? "expected --because: why it is given up"
                     : "expected --because, --source or --file: what shows that it is done",
                 ""};
  if (!file.empty()) {
    record::EntrySet evidence{.noun = "commitment", .number = number};
    evidence.attachment = BC_TRY(keep_file(desk.record.desk(), file));
    evidence.file_name = file_name_of(file);
    evidence.because = because;
    entries.emplace_back(std::move(evidence));
  }
  return appended(context, desk, entries, number);
}

Result<Answer> run_reword(const Context& context, const Request& request) {
  const auto number = BC_TRY(number_in(request));
  auto desk = BC_TRY(open_views(context, record::Access::write));
  BC_TRY(entry_of(desk.record, number));
  return appended(context, desk,
                  {record::FollowUpReworded{
                      .number = number, .text = text_of(request, "text"), .because = text_of(request, "because")}},
                  number);
}

Result<LongValues> words_now(const Context& context, const Request& request) {
  const auto record = BC_TRY(open_record(context, record::Access::read));
  return LongValues{{"text", BC_TRY(entry_of(record, BC_TRY(number_in(request)))).text}};
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
Parameter file_parameter() {
  return {.name = "file", .help = "a file that shows it: its bytes are kept on the desk", .form = Form::path};
}
/// What `add` and `assign` take beside an owner.
void add_commitment_parameters(std::vector<Parameter>& into) {
  into.push_back({.name = "next",
                  .help = "who holds the next step: a party code, both, or a name; empty: as the words say",
                  .form = Form::name,
                  .may_be_empty = true});
  into.push_back({.name = "waits-for",
                  .help = "number of the follow-up that must come first; empty: none",
                  .form = Form::name,
                  .may_be_empty = true});
  into.push_back({.name = "issues",
                  .help = "the issues it is on: numbers or words, parted by commas; empty: none",
                  .may_be_empty = true});
}

}  // namespace

Operation follow_up_add_operation() {
  Operation out{.name = "follow-up-add",
                .summary = "enter a follow-up by hand",
                .effect = Effect::writes,
                .role = Role::editor,
                .parameters = {{.name = "text", .help = "what is to be done", .positional = true, .required = true},
                               {.name = "owner", .help = "a party code, both, or a name", .form = Form::name},
                               {.name = "due", .help = "YYYY-MM-DD, or YYYY-MM"},
                               source_parameter()},
                .example = "breadcrumb follow-up add \"Send the draft agenda\" --owner JPN --next USA --due 2024-09-15",
                .run = run_add};
  add_commitment_parameters(out.parameters);
  out.parameters.push_back(because_parameter());
  return out;
}
Operation follow_up_assign_operation() {
  Operation out{.name = "follow-up-assign",
                .summary = "say who owns a follow-up, who holds its next step, and what it waits for",
                .effect = Effect::writes,
                .role = Role::editor,
                .parameters = {number_parameter(),
                               {.name = "owner",
                                .help = "a party code, both, or a name; empty: unknown again",
                                .positional = true,
                                .form = Form::name,
                                .may_be_empty = true,
                                .by_name_too = true}},
                .example = "breadcrumb follow-up assign 3 --owner USA --next JPN",
                .run = run_assign};
  add_commitment_parameters(out.parameters);
  out.parameters.push_back(because_parameter());
  return out;
}
Operation follow_up_reword_operation() {
  Operation out{.name = "follow-up-reword",
                .summary = "other words for a follow-up that was entered by hand",
                .effect = Effect::writes,
                .role = Role::editor,
                .parameters = {number_parameter(),
                               {.name = "text",
                                .help = "what is to be done; - reads standard input",
                                .form = Form::passage,
                                .may_be_empty = true},
                               because_parameter()},
                .example = "breadcrumb follow-up reword 3 --text \"Send the draft agenda and the list\"",
                .run = run_reword};
  make_editable(out, words_now);
  return out;
}
Operation follow_up_due_operation() {
  return {
      .name = "follow-up-due",
      .summary = "say when a follow-up is due",
      .effect = Effect::writes,
      .role = Role::editor,
      .parameters = {number_parameter(),
                     {.name = "date", .help = "YYYY-MM-DD, or YYYY-MM, or none", .positional = true, .required = true},
                     because_parameter()},
      .example = "breadcrumb follow-up due 3 2024-09-30",
      .run = run_due};
}
Operation follow_up_done_operation() {
  return {.name = "follow-up-done",
          .summary = "a follow-up is done: why, and what shows it",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters = {number_parameter(), because_parameter(), source_parameter(), file_parameter()},
          .example = "breadcrumb follow-up done 3 --because \"sent on 12 September\" --source minutes.pdf",
          .run = [](const Context& c, const Request& r) { return close(c, r, record::Closing::done); }};
}
Operation follow_up_drop_operation() {
  return {.name = "follow-up-drop",
          .summary = "a follow-up is given up, and why",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters = {number_parameter(), because_parameter(), source_parameter(), file_parameter()},
          .example = "breadcrumb follow-up drop 3 --because \"overtaken by round 5\"",
          .run = [](const Context& c, const Request& r) { return close(c, r, record::Closing::dropped); }};
}
}  // namespace breadcrumb::app
