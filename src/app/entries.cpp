#include "app/entries.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/all_operations.h"
#include "app/entry_prepare.h"
#include "app/intake.h"
#include "app/long_text.h"
#include "app/marking.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

RuleDesk rules_of(const Opened& desk, const Context& context) {
  return {desk.book, desk.views, desk.knowledge, context.now()};
}

/// Those of the fields that the request names.
TypedFields typed_in(const Request& request, const std::vector<std::string>& fields) {
  TypedFields out;
  for (const auto& name : fields)
    if (const auto option = option_of(name); request.has(option)) out[name] = text_of(request, option);
  return out;
}

/// The entry, and its mark in the same transaction where one is given.
Result<record::Appended> append_marked(Opened& desk, const record::Stamp& stamp, record::EntrySet entry,
                                       const MarkRules& rules, const std::string& mark, const std::string& audience) {
  if (mark.empty() && audience.empty()) return desk.record.append(stamp, std::move(entry));
  const auto marking = BC_TRY(Marking::of(desk.record, rules));
  if (entry.number == 0) entry.number = BC_TRY(desk.record.next_number(entry.noun));
  const auto* now = desk.book.find(entry.noun, entry.number);
  const auto subject = subject_of({.noun = entry.noun,
                                   .number = entry.number,
                                   .event = entry.begins     ? "new"
                                            : now == nullptr ? ""
                                                             : now->event});
  const auto level = marking.knows(subject) ? marking.level(subject) : rules.default_of(entry.noun);
  record::MarkSet set{.subject = subject,
                      .mark = mark.empty() ? rules.mark_of(level) : mark,
                      .audience = audience.empty() ? rules.audience_of(level) : audience,
                      .because = entry.because};
  const auto done = BC_TRY(desk.record.append(stamp, std::vector<record::Entry>{std::move(entry), std::move(set)}));
  return done.front();
}

/// Appends the entry, its mark with it, and answers with the thing as it then stands.
Result<Answer> append(const Context& context, Opened& desk, const Request& request, record::EntrySet entry) {
  if (const auto& file = text_of(request, "file"); !file.empty()) {
    entry.attachment = BC_TRY(keep_file(desk.record.desk(), file));
    entry.file_name = file_name_of(file);
    if (const auto* now = desk.book.find(entry.noun, entry.number);
        now != nullptr &&
        std::ranges::find(now->attachments, entry.attachment, &EntryView::Attachment::sha256) != now->attachments.end())
      return Error{ErrorKind::conflict, "entry.attached",
                   fmt::format("{} {} has this file already", entry.noun, entry.number), file};
  }
  entry.because = text_of(request, "because");
  const auto noun = entry.noun;
  const auto rules = BC_TRY(MarkRules::load(context, desk.record.desk()));
  BC_TRY(check_mark_names(rules, text_of(request, "mark"), text_of(request, "audience")));
  const auto done = BC_TRY(on_top(context, desk.record, [&](const record::Stamp& stamp) {
    return append_marked(desk, stamp, entry, rules, text_of(request, "mark"), text_of(request, "audience"));
  }));
  const auto book = BC_TRY(EntryBook::of(desk.record));
  const auto* stands = book.find(noun, done.number);
  // Of an issue that was read nothing is entered any more when its last field is taken away.
  const EntryView bare{.noun = noun, .number = done.number};
  if (stands == nullptr && noun == "issue") stands = &bare;
  if (stands == nullptr)
    return Error{ErrorKind::broken, "record.no_such_entry",
                 fmt::format("{} {} was written and is not there", noun, done.number), ""};
  Answer out{
      .json = entry_json(*stands), .text = entry_text(*stands, {book, desk.views, desk.knowledge}), .errors = {}};
  const auto subject = subject_of(*stands);
  if (!text_of(request, "mark").empty() || !text_of(request, "audience").empty())
    out.text += fmt::format("  marked: {}\n", rules.words(BC_TRY(Marking::of(desk.record, rules)).level(subject)));
  else
    out.text += BC_TRY(goes_out_words(context, desk.record, subject));
  return out;
}

Result<Answer> run_verb(const Context& context, const Request& request, const Noun& noun, const Verb& verb) {
  auto desk = BC_TRY(open_views(context, record::Access::write));
  Wish wish{.noun = &noun, .verb = &verb, .number = 0, .typed = typed_in(request, verb.fields)};
  if (noun.name == "issue" && !verb.begins)
    wish.number = BC_TRY(issue_number(desk.views, desk.book, text_of(request, "issue")));
  else if (noun.name != "person" && !verb.begins)
    wish.number = BC_TRY(entry_number(request, noun));
  // A name in one language leaves those in others as they stand.
  for (auto& [name, typed] : wish.typed)
    if (const auto* now = desk.book.find(noun.name, wish.number);
        now != nullptr && !typed.empty() && noun.field(name)->kind == FieldKind::names)
      typed = (*now)[name] + "; " + typed;
  auto entry = BC_TRY(prepare(wish, rules_of(desk, context)));
  if (entry.fields.empty() && text_of(request, "file").empty())
    return Error{ErrorKind::bad_input, "entry.needed", "expected at least one field to set", ""};
  return append(context, desk, request, std::move(entry));
}

// ---- the verbs that join two things

Result<Answer> run_link(const Context& context, const Request& request) {
  auto desk = BC_TRY(open_views(context, record::Access::write));
  const auto from = BC_TRY(issue_number(desk.views, desk.book, text_of(request, "issue")));
  const auto to = BC_TRY(issue_number(desk.views, desk.book, text_of(request, "to")));
  auto entry =
      BC_TRY(prepare_link(from, text_of(request, "relation"), to, request["off"].boolean(), rules_of(desk, context)));
  return append(context, desk, request, std::move(entry));
}

const std::vector<std::string> meeting_fields = {"start", "end", "time", "zone", "place", "agenda", "outcome", "state"};
const std::vector<std::string> report_fields = {"party", "status", "date", "words"};

Result<Answer> run_meet(const Context& context, const Request& request) {
  auto desk = BC_TRY(open_views(context, record::Access::write));
  const auto body = BC_TRY(entry_number(request, *find_noun("body")));
  int meeting = 0;
  if (request.has("meeting")) {
    meeting = static_cast<int>(std::clamp<long long>(request["meeting"].integer(), 0, INT32_MAX));
    if (meeting == 0) meeting = -1;  // no meeting has it
  }
  auto entry = BC_TRY(prepare_meeting(body, meeting, typed_in(request, meeting_fields), rules_of(desk, context)));
  return append(context, desk, request, std::move(entry));
}

Result<Answer> run_report(const Context& context, const Request& request) {
  auto desk = BC_TRY(open_views(context, record::Access::write));
  const auto typed = request["number"].integer();
  if (typed < 1 || typed > INT32_MAX)
    return Error{ErrorKind::bad_input, "follow_up.number",
                 "expected the number of a follow-up (breadcrumb follow-ups lists them)", ""};
  const auto number = static_cast<int>(typed);
  bool there = false;
  for (const auto& follow_up : BC_TRY(desk.record.follow_ups())) there = there || follow_up.number == number;
  if (!there)
    return Error{ErrorKind::not_found, "record.no_such_follow_up", "no follow-up has this number",
                 std::to_string(number)};
  auto entry = BC_TRY(prepare_report(number, typed_in(request, report_fields), rules_of(desk, context)));
  return append(context, desk, request, std::move(entry));
}

// ---- the table's rows

Parameter option_for(const Field& field, bool positional) {
  const bool may_be_edited = field.kind == FieldKind::text;
  return {.name = option_of(field.name),
          .kind = ParameterKind::text,
          .help = field.help,
          .positional = positional,
          .required = positional && !may_be_edited && field.kind != FieldKind::number,
          .choices = field.choices,
          .form = field.kind == FieldKind::text                                     ? Form::passage
                  : field.kind == FieldKind::line || field.kind == FieldKind::names ? Form::line
                                                                                    : Form::name,
          .may_be_empty = !positional || may_be_edited || field.kind == FieldKind::number};
}

/// The long texts of the entry that a request is about, as they stand now; none for one that is to be made.
Result<LongValues> texts_now(const Context& context, const Request& request, const Noun& noun) {
  const auto desk = BC_TRY(open_views(context));
  const EntryView* entry = nullptr;
  if (noun.name == "person") {
    entry = person_named(desk.book, text_of(request, "name"));
  } else if (noun.name == "issue") {
    entry = desk.book.find("issue", BC_TRY(issue_number(desk.views, desk.book, text_of(request, "issue"))));
  } else if (noun.name == "meeting") {
    entry =
        desk.book.find("meeting", static_cast<int>(std::clamp<long long>(request["meeting"].integer(), 0, INT32_MAX)));
  } else {
    entry = desk.book.find(noun.name, BC_TRY(entry_number(request, noun)));
  }
  LongValues out;
  if (entry != nullptr)
    for (const auto& field : noun.fields)
      if (field.kind == FieldKind::text) out[option_of(field.name)] = (*entry)[field.name];
  return out;
}

/// What every verb takes besides its fields.
void add_common(Operation& out) {
  out.parameters.push_back(
      {.name = "file", .help = "a file to attach: its bytes are kept on the desk", .form = Form::path});
  out.parameters.push_back({.name = "mark", .help = "how sensitive it is (lexicon/marks.toml)", .form = Form::name});
  out.parameters.push_back({.name = "audience", .help = "for whom it is (lexicon/marks.toml)", .form = Form::name});
  out.parameters.push_back(because_parameter());
}

Operation verb_operation(const Noun& noun, const Verb& verb) {
  Operation out{.name = fmt::format("{}-{}", noun.name, verb.name),
                .summary = verb.summary,
                .effect = Effect::writes,
                .role = Role::editor,
                .example = verb.example};
  std::size_t from = 0;
  if (verb.begins) {
    out.parameters.push_back(option_for(*noun.field(verb.fields.front()), true));
    from = 1;
  } else if (noun.name == "issue") {
    out.parameters.push_back(
        {.name = "issue", .help = "its number, or words of its name", .positional = true, .required = true});
  } else {
    out.parameters.push_back({.name = "number",
                              .kind = ParameterKind::number,
                              .help = fmt::format("the {}'s number", noun.name),
                              .positional = true,
                              .required = true});
  }
  for (std::size_t i = from; i < verb.fields.size(); ++i)
    out.parameters.push_back(option_for(*noun.field(verb.fields[i]), false));
  add_common(out);
  out.run = [&noun, &verb](const Context& context, const Request& request) {
    return run_verb(context, request, noun, verb);
  };
  if (verb.begins && noun.name != "person")
    make_editable(out);
  else
    make_editable(
        out, [&noun](const Context& context, const Request& request) { return texts_now(context, request, noun); });
  return out;
}

Operation link_operation() {
  return {.name = "issue-link",
          .summary = "say how two issues belong together",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters =
              {{.name = "issue", .help = "its number, or words of its name", .positional = true, .required = true},
               {.name = "relation",
                .help = "how",
                .positional = true,
                .required = true,
                .choices = find_noun("link")->field("relation")->choices},
               {.name = "to", .help = "the other issue", .positional = true, .required = true},
               {.name = "off", .kind = ParameterKind::flag, .help = "take the link away"},
               because_parameter()},
          .example = "breadcrumb issue link \"Inflation Reduction Act\" \"taken forward in\" \"Critical Minerals\"",
          .run = run_link};
}

Operation meet_operation() {
  const auto& noun = *find_noun("meeting");
  Operation out{.name = "body-meet",
                .summary = "a body's meeting: planned or held, with its agenda",
                .effect = Effect::writes,
                .role = Role::editor,
                .parameters = {{.name = "number",
                                .kind = ParameterKind::number,
                                .help = "the body's number",
                                .positional = true,
                                .required = true},
                               {.name = "meeting",
                                .kind = ParameterKind::number,
                                .help = "number of a meeting entered before; default: a new one"}},
                .example = "breadcrumb body meet 1 --start 2025-01 --agenda \"Terms of reference\""};
  for (const auto& field : meeting_fields) out.parameters.push_back(option_for(*noun.field(field), false));
  add_common(out);
  out.run = run_meet;
  make_editable(out, [](const Context& context, const Request& request) {
    return texts_now(context, request, *find_noun("meeting"));
  });
  return out;
}

Operation report_operation() {
  const auto& noun = *find_noun("report");
  Operation out{.name = "commitment-status",
                .summary = "what one side reports of a commitment",
                .effect = Effect::writes,
                .role = Role::editor,
                .parameters = {{.name = "number",
                                .kind = ParameterKind::number,
                                .help = "the follow-up's number",
                                .positional = true,
                                .required = true}},
                .example = "breadcrumb commitment status 3 --party JPN --status done --date 2024-09-30"};
  for (const auto& field : report_fields) out.parameters.push_back(option_for(*noun.field(field), false));
  out.parameters.push_back(because_parameter());
  out.run = run_report;
  make_editable(out);
  return out;
}

}  // namespace

Result<int> entry_number(const Request& request, const Noun& noun) {
  const auto number = request["number"].integer();
  if (number < 1 || number > INT32_MAX)
    return Error{ErrorKind::bad_input, "entry.number",
                 fmt::format("expected the number of a {} (breadcrumb entries {} lists them)", noun.name, noun.name),
                 ""};
  return static_cast<int>(number);
}

std::vector<Operation> entry_operations() {
  std::vector<Operation> out;
  for (const auto& noun : nouns()) {
    for (const auto& verb : noun.verbs) out.push_back(verb_operation(noun, verb));
    if (noun.name == "issue") out.push_back(link_operation());
    if (noun.name == "body") out.push_back(meet_operation());
    if (noun.name == "measure") out.push_back(report_operation());
  }
  for (auto& operation : entry_lists()) out.push_back(std::move(operation));
  return out;
}

}  // namespace breadcrumb::app
