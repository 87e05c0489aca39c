#include <fmt/format.h>

#include <algorithm>

#include "app/accounts.h"
#include "app/agenda.h"
#include "app/all_operations.h"
#include "app/entries.h"
#include "app/long_text.h"
#include "app/marking.h"
#include "app/review.h"
#include "app/serve.h"
#include "app/typed.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

std::string_view to_text(ParameterKind kind) {
  switch (kind) {
    case ParameterKind::flag:
      return "flag";
    case ParameterKind::text:
      return "text";
    case ParameterKind::number:
      return "number";
    case ParameterKind::texts:
      return "texts";
  }
  return "";
}

}  // namespace

Parameter dialogue_parameter() {
  return {.name = "dialogue", .help = "only of this dialogue: words of its name; default: of all", .form = Form::name};
}
Parameter one_dialogue_parameter() {
  return {.name = "dialogue",
          .help = "which dialogue, by words of its name; default: the one with most rounds",
          .form = Form::name};
}
std::vector<std::string> source_kinds() {
  return {"readout", "joint_statement", "announcement", "agreement", "notice", "minutes", "other"};
}
Parameter because_parameter() {
  return {.name = "because", .help = "why, in your words; kept with the decision"};
}

const std::vector<Operation>& operations() {
  static const std::vector<Operation> table = [] {
    std::vector<Operation> out = {
        demo_operation(),          init_operation(),           read_operation(),           dialogues_operation(),
        rounds_operation(),        issues_operation(),         follow_ups_operation(),     people_operation(),
        bodies_operation(),        sources_operation(),        source_operation(),         source_page_operation(),
        facts_operation(),         notes_operation(),          questions_operation(),      issue_operation(),
        compare_operation(),       redline_operation(),        search_operation(),         confirm_operation(),
        correct_operation(),       fact_add_operation(),       reject_operation(),         merge_operation(),
        split_operation(),         rename_operation(),         follow_up_add_operation(),  follow_up_assign_operation(),
        follow_up_due_operation(), follow_up_done_operation(), follow_up_drop_operation(), follow_up_reword_operation(),
        note_add_operation(),      note_set_operation(),
    };
    for (auto& operation : entry_operations()) out.push_back(std::move(operation));
    for (auto& operation : agenda_operations()) out.push_back(std::move(operation));
    for (auto& operation : review_operations()) out.push_back(std::move(operation));
    for (auto* rest : {export_operation, import_operation, mark_operation, marks_operation, status_operation,
                       calendar_operation, brief_operation, readout_draft_operation, verify_operation, log_operation,
                       undo_operation, check_operation, rebuild_operation, doctor_operation, serve_operation,
                       accounts_operation, account_add_operation, account_set_operation, account_remove_operation})
      out.push_back(rest());
    return out;
  }();
  return table;
}

const Operation* find_operation(std::string_view name) {
  const auto& table = operations();
  const auto found = std::ranges::find(table, name, &Operation::name);
  return found == table.end() ? nullptr : &*found;
}

const Parameter* find_parameter(const Operation& operation, std::string_view name) {
  const auto found = std::ranges::find(operation.parameters, name, &Parameter::name);
  return found == operation.parameters.end() ? nullptr : &*found;
}

// Such a character can only stand in a text, and nothing needs to be lost.
std::string json_text(const Json& json, int indent) {
  const auto all = json.dump(indent);
  std::string out;
  out.reserve(all.size());
  for (std::size_t i = 0; i < all.size();) {
    const std::size_t start = i;
    const char32_t c = text::next_char(all, i);
    if (!text::is_hidden(c))
      out.append(all, start, i - start);
    else if (c < 0x10000)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      out += fmt::format("\\u{:04x}\\u{:04x}", static_cast<unsigned>(0xD7C0 + (c >> 10)),
                         static_cast<unsigned>(0xDC00 + (c & 0x3FF)));
  }
  return out;
}

Json error_json(const Error& error) {
  return Json::object().set("error", Json::object()
                                         .set("kind", breadcrumb::to_text(error.kind))
                                         .set("code", error.code)
                                         .set("message", error.message)
                                         .set("where", error.where));
}

std::string typed_name(std::string_view name) {
  for (const std::string_view first : two_word_groups())
    if (name.starts_with(first) && name.size() > first.size() && name[first.size()] == '-')
      return fmt::format("{} {}", first, name.substr(first.size() + 1));
  return std::string(name);
}

const std::vector<std::string_view>& two_word_groups() {
  static const std::vector<std::string_view> groups = {"follow-up", "note",    "round",   "issue",      "contact",
                                                       "paper",     "body",    "measure", "commitment", "person",
                                                       "agenda",    "readout", "review",  "fact",       "account"};
  return groups;
}

Result<Answer> perform(const Operation& operation, Context context, const Request& typed) {
  const auto request = BC_TRY(with_input(operation, context, typed));
  BC_TRY(check_typed(operation, request));
  std::vector<Error> warnings;
  context.warn = [&](const Error& error) {
    const auto same = [&](const Error& one) { return one.code == error.code && one.where == error.where; };
    if (std::ranges::none_of(warnings, same)) warnings.push_back(error);
  };
  auto answer = operation.run(context, request);
  if (answer) answer->errors.insert(answer->errors.begin(), warnings.begin(), warnings.end());
  return answer;
}

Json operations_json() {
  Json out = Json::array();
  for (const auto& operation : operations()) {
    Json parameters = Json::array();
    for (const auto& parameter : operation.parameters) {
      Json one = Json::object()
                     .set("name", parameter.name)
                     .set("kind", to_text(parameter.kind))
                     .set("help", parameter.help)
                     .set("positional", parameter.positional)
                     .set("required", parameter.required);
      if (!parameter.choices.empty()) one.set("choices", Json::strings(parameter.choices));
      parameters.push(std::move(one));
    }
    out.push(Json::object()
                 .set("name", operation.name)
                 .set("typed", typed_name(operation.name))
                 .set("summary", operation.summary)
                 .set("effect", operation.effect == Effect::reads ? "reads" : "writes")
                 .set("role", to_text(operation.role))
                 .set("exposure", operation.exposure == Exposure::cli_only ? "cli" : "cli, http")
                 .set("progress", operation.progress)
                 .set("example", operation.example)
                 .set("parameters", std::move(parameters)));
  }
  return Json::object().set("operations", std::move(out));
}

}  // namespace breadcrumb::app
