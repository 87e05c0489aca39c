// confirm, correct, reject: a person's word on a fact.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/all_operations.h"
#include "app/rounds_of.h"
#include "app/show.h"

namespace breadcrumb::app {

namespace {

bool is_day_or_less(std::string_view date) {
  const auto digits = [&](std::size_t from, std::size_t count) {
    return std::ranges::all_of(date.substr(from, count), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (date.size() == 10) return day_number(date).has_value();
  if (date.size() != 4 && date.size() != 7) return false;
  if (!digits(0, 4)) return false;
  return date.size() == 4 || (date[4] == '-' && digits(5, 2) && date.substr(5) >= "01" && date.substr(5) <= "12");
}

bool is_ordinal(std::string_view number) {
  return !number.empty() && number.size() <= 3 && number[0] != '0' &&
         std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
}

// A person's word outlives every re-read, so a slip of the pen is caught here: nothing after this asks again.
Result<void> check_correction(const Fact& fact, const std::string& name, const std::string& value) {
  std::vector<std::string> names;
  for (std::string_view rest = field_names(fact.kind); !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    names.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (std::ranges::find(names, name) == names.end() && !fact.fields.contains(name))
    return Error{ErrorKind::bad_input, "correct.field",
                 field_names(fact.kind).empty()
                     ? fmt::format("a fact of kind {} has no fields: it is its words", to_text(fact.kind))
                     : fmt::format("a fact of kind {} has no field \"{}\"; it has {}", to_text(fact.kind), name,
                                   fmt::join(names, ", ")),
                 ""};
  if (value.empty()) return {};
  static const std::set<std::string_view> dates = {"date", "start", "end", "due", "next_meeting"};
  static const std::set<std::string_view> truths = {"virtual", "open"};
  std::string_view expected;
  if (dates.contains(name) && !is_day_or_less(value)) expected = "a date such as 2024-08-30, 2024-08 or 2024";
  if (truths.contains(name) && value != "true" && value != "false") expected = "true or false";
  if (name == "ordinal" && !is_ordinal(value)) expected = "a number from 1 to 999";
  if (expected.empty()) return {};
  return Error{ErrorKind::bad_input, "correct.value", fmt::format("{} is {}, not \"{}\"", name, expected, value), ""};
}

Result<Answer> decide(const Context& context, const Request& request, record::Verdict verdict) {
  auto record = BC_TRY(open_record(context, record::Access::write));
  const auto view = BC_TRY(record.fact(text_of(request, "fact")));
  record::FactDecided decided{
      .fact = view.fact.id, .verdict = verdict, .fields = {}, .because = text_of(request, "because"), .ref = {}};
  for (const auto& assignment : request["fields"].texts()) {
    const auto equals = assignment.find('=');
    if (equals == std::string::npos || equals == 0)
      return Error{ErrorKind::bad_input, "correct.field", fmt::format("expected field=value, not \"{}\"", assignment),
                   ""};
    BC_TRY(check_correction(view.fact, assignment.substr(0, equals), assignment.substr(equals + 1)));
    decided.fields[assignment.substr(0, equals)] = assignment.substr(equals + 1);
  }
  if (verdict == record::Verdict::correct && decided.fields.empty())
    return Error{ErrorKind::bad_input, "correct.nothing",
                 "expected what to correct: field=value, such as start=2023-02-02", ""};
  const auto stamp = BC_TRY(stamp_of(context, record));
  BC_TRY(record.append(stamp, decided));
  const auto knowledge = BC_TRY(load_knowledge(context, &record.desk()));
  BC_TRY(number_all(context, record, knowledge));
  const auto after = BC_TRY(record.fact(view.fact.id));
  Answer out;
  out.json = fact_json(after);
  out.text = fmt::format("{} {} {}: \"{}\"\n", after.standing, to_text(after.fact.kind), short_id(after.fact.id),
                         shortened(after.fact.quote.text, 100));
  for (const auto& [name, value] : after.fact.fields)
    if (name != "area") out.text += fmt::format("  {} = {}\n", name, value);
  return out;
}

Parameter fact_parameter() {
  return {.name = "fact",
          .help = "its id or the first 6 digits of it (breadcrumb facts)",
          .positional = true,
          .required = true};
}

}  // namespace

Operation confirm_operation() {
  return {.name = "confirm",
          .summary = "a person says that a fact is right",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters = {fact_parameter(), because_parameter()},
          .example = "breadcrumb confirm 3f2a9c1b",
          .run = [](const Context& c, const Request& r) { return decide(c, r, record::Verdict::confirm); }};
}
Operation correct_operation() {
  return {.name = "correct",
          .summary = "a person sets a fact right; a re-read never overwrites it",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters = {fact_parameter(),
                         {.name = "fields",
                          .kind = ParameterKind::texts,
                          .help = "field=value; an empty value takes the field away",
                          .positional = true},
                         because_parameter()},
          .example = "breadcrumb correct 3f2a9c1b start=2023-02-02 --because \"the date line\"",
          .run = [](const Context& c, const Request& r) { return decide(c, r, record::Verdict::correct); }};
}
Operation reject_operation() {
  return {.name = "reject",
          .summary = "a person says that a fact is wrong; it counts no more",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters = {fact_parameter(), because_parameter()},
          .example = "breadcrumb reject 3f2a9c1b --because \"background, not this meeting\"",
          .run = [](const Context& c, const Request& r) { return decide(c, r, record::Verdict::reject); }};
}

}  // namespace breadcrumb::app
