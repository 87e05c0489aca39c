// import: an edited tracker, or somebody else's by a map, read back as changes that the commands would make.
#include <fmt/format.h>

#include <algorithm>

#include "app/all_operations.h"
#include "app/intake.h"
#include "app/tracker_plan.h"
#include "base/file.h"

namespace breadcrumb::app {

namespace {

constexpr std::uint64_t max_map_bytes = 1 << 20;

Result<Drafts> drafts_of(const Request& request, const Workbook& book, const TrackerTrace& trace,
                         const std::string& name) {
  const auto& map_file = text_of(request, "map");
  if (!map_file.empty()) {
    const auto map = BC_TRY(TrackerMap::parse(BC_TRY(read_file(map_file, max_map_bytes)), map_file));
    return draft_mapped(book, map, name);
  }
  auto out = draft_export(book, trace, name);
  if (out.sheets.empty() && out.errors.empty())
    return Error{ErrorKind::bad_input, "tracker.not_ours",
                 "no sheet of this file was exported by Breadcrumb; --map says what its columns mean "
                 "(docs/tracker.md)",
                 name};
  return out;
}

/// `Papers 2, Follow-ups 1`
std::string by_sheet(const Plan& plan) {
  std::string out;
  for (const auto& kind : tracker_kinds())
    if (const auto count = std::ranges::count(plan.changes, kind.title, &Change::sheet); count > 0)
      out += fmt::format("{}{} {}", out.empty() ? "" : ", ", kind.title, count);
  return out;
}

std::string one_line(const std::string& value) {
  return value.empty() ? "(none)" : shortened(value, 60);
}

std::string text_of_plan(const Plan& plan) {
  std::string out;
  for (const auto& change : plan.changes) {
    std::vector<std::string> typed;
    for (const auto& operation : change.operations) typed.push_back(typed_name(operation));
    out += fmt::format("{}: {}{}{}{}\n", change.place, fmt::join(typed, ", "), change.key.empty() ? "" : " ",
                       change.key, change.fresh ? " (new)" : "");
    for (const auto& set : change.sets)
      out += change.fresh
                 ? fmt::format("  {}: {}\n", shown_name(set.field), one_line(set.value))
                 : fmt::format("  {}: {} -> {}\n", shown_name(set.field), one_line(set.was), one_line(set.value));
  }
  return out;
}

Json json_of(const Plan& plan) {
  Json changes = Json::array();
  for (const auto& change : plan.changes) {
    Json sets = Json::array();
    for (const auto& set : change.sets)
      sets.push(Json::object().set("field", set.field).set("was", set.was).set("value", set.value));
    changes.push(Json::object()
                     .set("place", change.place)
                     .set("operations", Json::strings(change.operations))
                     .set("key", change.key)
                     .set("new", change.fresh)
                     .set("fields", std::move(sets)));
  }
  return Json::object()
      .set("changes", std::move(changes))
      .set("unchanged", plan.unchanged)
      .set("said", Json::strings(plan.said));
}

/// Everything that is wrong, up to a limit: somebody mends the table once, not fifty times.
Answer refused(const Plan& plan) {
  Answer out;
  out.errors = plan.errors;
  const auto count = out.errors.size();
  if (count > most_errors) {
    out.errors.resize(most_errors);
    out.errors.push_back({plan.errors.front().kind, "tracker.more",
                          fmt::format("and {} errors more; those above first", count - most_errors), ""});
  }
  out.json = json_of({.changes = {}, .errors = {}, .said = plan.said, .unchanged = 0});
  out.json.set("imported", false).set("errors", count);
  out.text = fmt::format("Nothing was imported: {} {}.\n", count, count == 1 ? "error" : "errors");
  return out;
}

struct Table {
  std::string file, name;  ///< as typed, and without folders
  std::string bytes;
  Workbook book;
};

/// The table's changes planned on the desk as it is now, and made unless it is a dry run. Errors: `desk.changed` when
/// another program wrote meanwhile.
Result<Answer> import_on(Opened& desk, const Context& context, const Request& request, const Table& table) {
  const bool dry = request["dry-run"].boolean();
  const auto& name = table.name;
  auto stamp = BC_TRY(stamp_of(context, desk.record));
  stamp.expected_head = desk.views.empty() ? BC_TRY(desk.record.head()) : desk.views.front().head;
  const auto rules = BC_TRY(MarkRules::load(context, desk.record.desk()));
  const auto trace = BC_TRY(TrackerTrace::of(desk.record));
  const auto drafts = BC_TRY(drafts_of(request, table.book, trace, name));
  const auto rows = BC_TRY(tracker_rows(desk, BC_TRY(Marking::of(desk.record, rules)), rules));
  const auto number = BC_TRY(desk.record.next_number("import"));
  auto plan = BC_TRY(plan_import(desk, context.now(), rows, trace, drafts,
                                 {.import = fmt::format("import {}", number), .because = text_of(request, "because")}));
  for (const auto& warning : table.book.warnings)
    plan.said.push_back(fmt::format("{}: {}", name, warning.substr(warning.find(": ") + 2)));
  if (!plan.errors.empty()) return refused(plan);

  Answer out{.json = json_of(plan), .text = text_of_plan(plan), .errors = {}};
  for (const auto& line : plan.said) out.text += line + "\n";
  const bool any = !plan.changes.empty();
  if (any && !dry) {
    record::EntrySet import{.noun = "import", .number = number, .begins = true};
    import.fields = {{"file", name}, {"sheets", by_sheet(plan)}, {"changes", std::to_string(plan.changes.size())}};
    import.attachment = BC_TRY(desk.record.desk().store_source(table.bytes));
    import.file_name = name;
    import.because = text_of(request, "because");
    std::vector<record::Entry> entries = {std::move(import)};
    for (auto& change : plan.changes)
      for (auto& entry : change.entries) entries.push_back(std::move(entry));
    BC_TRY(desk.record.append(stamp, entries));
  }
  out.json.set("file", table.file).set("imported", any && !dry).set("import", any && !dry ? Json(number) : Json());
  const auto counted =
      fmt::format("{} {} ({})", plan.changes.size(), plan.changes.size() == 1 ? "change" : "changes", by_sheet(plan));
  out.text += !any  ? fmt::format("Nothing to change in {} {}.\n", plan.unchanged, plan.unchanged == 1 ? "row" : "rows")
              : dry ? fmt::format("Would make {}; nothing is written (--dry-run).\n", counted)
                    : fmt::format("Made {} as import {}.\n", counted, number);
  return out;
}

Result<Answer> run_import(const Context& context, const Request& request) {
  Table table{.file = text_of(request, "file")};
  table.bytes = BC_TRY(read_file(table.file, max_source_bytes));
  table.name = file_name_of(table.file);
  const auto access = request["dry-run"].boolean() ? record::Access::read : record::Access::write;
  std::optional desk = BC_TRY(open_own_views(context, access));
  if (context.progress) context.progress(table.file);
  source::Pool pool({.rules = desk->knowledge.furniture, .unfenced = request["unfenced"].boolean()});
  table.book = BC_TRY(pool.workbook(table.bytes, {.file_name = table.name, .content_type = "", .origin = table.file}));
  // Where another wrote meanwhile, its changes count too: the plan is made again on top of them.
  for (int turn = 0;; ++turn) {
    auto answer = import_on(*desk, context, request, table);
    if (answer || answer.error().code != "desk.changed" || turn == most_turns) return answer;
    desk.emplace(BC_TRY(open_own_views(context, access)));
  }
}

}  // namespace

Operation import_operation() {
  return {.name = "import",
          .summary = "read an edited tracker back: each edit as the command that makes it",
          .effect = Effect::writes,
          .role = Role::editor,
          .progress = true,
          .parameters = {{.name = "file",
                          .help = "a workbook (.xlsx) or a table as text (.csv)",
                          .positional = true,
                          .required = true,
                          .form = Form::path},
                         {.name = "map",
                          .help = "a TOML file that says what the columns of another's tracker mean",
                          .form = Form::path},
                         {.name = "dry-run",
                          .kind = ParameterKind::flag,
                          .help = "only say what would be changed; write nothing"},
                         {.name = "unfenced",
                          .kind = ParameterKind::flag,
                          .help = "read even where the reading process cannot be fenced in",
                          .local = true},
                         because_parameter()},
          .example = "breadcrumb import tracker.xlsx --dry-run",
          .run = run_import};
}

}  // namespace breadcrumb::app
