// confirm, correct, reject: a person's word on a fact.
#include <fmt/format.h>

#include <algorithm>

#include "app/all_operations.h"
#include "app/correction.h"
#include "app/show.h"

namespace breadcrumb::app {

namespace {

Result<Answer> decide(const Context& context, const Request& request, record::Verdict verdict) {
  auto record = BC_TRY(open_record(context, record::Access::write));
  const auto view = BC_TRY(record.fact(text_of(request, "fact")));
  record::FactDecided decided{
      .fact = view.fact.id, .verdict = verdict, .fields = {}, .because = text_of(request, "because"), .ref = {}};
  const auto rules_for_desk = BC_TRY(knowledge_for(context, &record.desk()));
  const auto& knowledge = *rules_for_desk;
  if (verdict == record::Verdict::correct) {
    const auto siblings = BC_TRY(record.facts(view.source));
    decided.fields = BC_TRY(corrected(view.fact, request["fields"].texts(), knowledge, siblings));
  }
  const auto changed = decided.fields;
  const auto stamp = BC_TRY(stamp_of(context, record));
  BC_TRY(record.append(stamp, decided));
  BC_TRY(number_all(context, record, knowledge));
  const auto after = BC_TRY(record.fact(view.fact.id));
  Answer out;
  out.json = fact_json(after);
  out.text = fmt::format("{} {} {}: \"{}\"\n", after.standing, to_text(after.fact.kind), short_id(after.fact.id),
                         shortened(after.fact.quote.text, 100));
  for (const auto& [name, value] : after.fact.fields)
    if (name != "area") out.text += fmt::format("  {} = {}\n", name, value);
  // What takes the place of a text's words is printed as they are; a value that was taken away is none.
  if (std::ranges::any_of(changed, [](const auto& field) { return !field.second.empty(); }))
    out.remark = BC_TRY(goes_out_remark(context, record, view.fact.id));
  if (!out.remark.empty()) out.json.set("remark", out.remark);
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
          .summary = "a person sets a fact right; a re-read never overwrites it, and public papers print it, too",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters = {fact_parameter(),
                         {.name = "fields",
                          .kind = ParameterKind::texts,
                          .help = "field=value, such as start=2023-02-02; an empty value takes the field away",
                          .positional = true},
                         because_parameter()},
          .example = "breadcrumb correct 3f2a9c1b start=2023-02-02 --because \"the date line\"",
          .run = [](const Context& c, const Request& r) { return decide(c, r, record::Verdict::correct); },
          .more = correctable_fields()};
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
