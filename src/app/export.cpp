// export: the officer's own record as a workbook or a CSV, to be edited and read back by `import`.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <span>

#include "app/all_operations.h"
#include "app/held_names.h"
#include "app/tracker.h"
#include "app/within.h"
#include "base/bytes.h"
#include "base/file.h"
#include "brief/compose.h"
#include "brief/table_file.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

/// Rows and cells that a profile may carry; what is left out is told by its subject.
struct Chosen {
  std::map<std::string, std::vector<TrackerRow>, std::less<>> rows;
  std::vector<std::string> left_out;
};

/// `outside`: the views that rows were made from, where only what may go out is in them.
Chosen within_profile(TrackerRows all, const std::vector<const TrackerKind*>& kinds, const Marking& marking,
                      const MarkRules& rules, Level most, const std::vector<DeskView>* outside = nullptr) {
  Chosen out;
  std::set<std::string, std::less<>> free;
  if (outside != nullptr)
    for (const auto& view : *outside)
      for (const auto& thread : view.dialogue.threads) free.insert(fmt::format("issue:{}", thread.number));
  const auto fits = [&](const std::string& subject) {
    return within(marking.level(subject), most) || free.contains(subject);
  };
  for (const auto* kind : kinds) {
    for (auto& row : all[kind->noun]) {
      if (!fits(row.subject)) {
        out.left_out.push_back(row.subject);
        continue;
      }
      // As if it had never been there: nothing shows that something was left out.
      row.cells.back().text = marked_words(row, marking, rules, most);
      for (auto& cell : row.cells)
        for (const auto& subject : cell.subjects) {
          if (fits(subject)) continue;
          out.left_out.push_back(subject);
          cell.text.clear();
        }
      out.rows[kind->noun].push_back(std::move(row));
    }
  }
  std::ranges::sort(out.left_out);
  out.left_out.erase(std::unique(out.left_out.begin(), out.left_out.end()), out.left_out.end());
  return out;
}

/// Names of persons whom somebody marked above the profile, in lines that may go out otherwise.
void hold_persons(Chosen& chosen, const std::vector<const TrackerKind*>& kinds, const EntryBook& book,
                  const Marking& marking, Level most) {
  for (const auto* kind : kinds)
    for (std::size_t i = 0; i < kind->columns.size(); ++i) {
      if (!is_of_names(kind->columns[i].field.name)) continue;
      for (auto& row : chosen.rows[kind->noun]) {
        const auto persons = marked_persons_in(row.cells[i].text, book, marking, most);
        if (persons.empty()) continue;
        row.cells[i].text.clear();
        chosen.left_out.insert(chosen.left_out.end(), persons.begin(), persons.end());
      }
    }
  std::ranges::sort(chosen.left_out);
  chosen.left_out.erase(std::unique(chosen.left_out.begin(), chosen.left_out.end()), chosen.left_out.end());
}

/// What was said by hand of a promise as it ended stays in the house; that it ended does not.
void hold_reasons(Chosen& chosen) {
  const auto* kind = find_tracker_kind("follow_up");
  for (std::size_t i = 0; i < kind->columns.size(); ++i)
    if (const auto& name = kind->columns[i].field.name; name == "because" || name == "shown_by")
      for (auto& row : chosen.rows["follow_up"]) row.cells[i].text.clear();
}

int width_of(const Field& field) {
  switch (field.kind) {
    case FieldKind::text:
      return 44;
    case FieldKind::line:
      return 26;
    default:
      return std::max(12, static_cast<int>(field.name.size()) + 2);
  }
}

/// How rows are marked is the delegation's own affair: the last column stays in the house.
brief::TableSheet sheet_of(const TrackerKind& kind, const std::vector<TrackerRow>& rows, const TrackerTrace& trace,
                           bool in_house) {
  brief::TableSheet out{.name = kind.title, .columns = {}, .rows = {}};
  const bool numbered = kind.noun != "note";
  out.columns.push_back({.title = "number",
                         .kind = numbered ? brief::ColumnKind::number : brief::ColumnKind::words,
                         .width = 10,
                         .fixed = true});
  const auto shown = kind.columns.size() - (in_house ? 0 : 1);
  for (const auto& column : std::span(kind.columns).first(shown)) {
    const auto& field = column.field;
    const bool number = field.kind == FieldKind::number || field.kind == FieldKind::entry;
    out.columns.push_back({.title = shown_name(field.name),
                           .kind = field.kind == FieldKind::date ? brief::ColumnKind::day
                                   : number                      ? brief::ColumnKind::number
                                                                 : brief::ColumnKind::words,
                           .width = width_of(field),
                           .fixed = column.fixed,
                           .choices = column.fixed                      ? std::vector<std::string>()
                                      : field.kind == FieldKind::yes_no ? std::vector<std::string>{"yes", "no"}
                                                                        : field.choices});
  }
  out.columns.push_back({.title = trace.head(kind), .width = 12, .fixed = true, .hidden = true});
  for (const auto& row : rows) {
    std::vector<std::string> cells = {row.key};
    std::string traces;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const std::string_view text = i < shown ? row.cells[i].text : std::string_view();
      if (i < shown) cells.push_back(plain_words(text));
      traces += (traces.empty() ? "" : " ") + trace.of_cell(kind, row.key, kind.columns[i].field.name, text);
    }
    cells.push_back(std::move(traces));
    out.rows.push_back(std::move(cells));
  }
  return out;
}

Result<std::vector<const TrackerKind*>> wanted_kinds(const Request& request, bool csv) {
  std::vector<const TrackerKind*> out;
  std::vector<std::string> known;
  const auto wanted = request["sheet"].texts();
  for (const auto& kind : tracker_kinds()) {
    known.push_back(kind.typed);
    if (wanted.empty() || std::ranges::find(wanted, kind.typed) != wanted.end()) out.push_back(&kind);
  }
  if (csv && out.size() != 1)
    return Error{ErrorKind::bad_input, "export.sheet",
                 fmt::format("a CSV holds one sheet: expected one --sheet of {}", fmt::join(known, ", ")),
                 text_of(request, "file")};
  return out;
}

Result<Answer> run_export(const Context& context, const Request& request) {
  const auto& file = text_of(request, "file");
  const auto ending = text::fold(file);
  const bool csv = ending.ends_with(".csv");
  if (!csv && !ending.ends_with(".xlsx"))
    return Error{ErrorKind::bad_input, "export.format", "expected a file name that ends in .xlsx or .csv", file};
  BC_TRY(need_folder(file));
  const auto kinds = BC_TRY(wanted_kinds(request, csv));
  std::error_code problem;
  // Somebody may have written into it: what an officer typed is not replaced unasked.
  if (std::filesystem::exists(file, problem) && !request["force"].boolean())
    return Error{ErrorKind::conflict, "export.file_exists",
                 "there is such a file, and what was typed into it would be lost; name another, or say --force", file};
  auto desk = BC_TRY(open_own_views(context));
  const auto rules = BC_TRY(MarkRules::load(context, desk.record.desk()));
  const auto marking = BC_TRY(Marking::of(desk.record, rules));
  const auto profile = text_of(request, "profile").empty() ? std::string("delegation") : text_of(request, "profile");
  BC_TRY(check_profile({}, marking, rules, profile));
  const auto most = *rules.profile(profile);
  auto chosen = within_profile(BC_TRY(tracker_rows(desk, marking, rules)), kinds, marking, rules, most);
  hold_persons(chosen, kinds, desk.book, marking, most);
  if (!request["leave-out"].boolean()) BC_TRY(check_profile(chosen.left_out, marking, rules, profile));

  const auto trace = BC_TRY(TrackerTrace::of(desk.record));
  const auto paper = brief::profile_of(profile);
  const bool in_house = !paper || !brief::goes_out(*paper);
  if (!in_house) {
    // As a paper that goes out sees the desk: an issue has the name that texts give it, and what was said by hand of a
    // promise counts where a person marked the promise.
    auto outside = desk_within(BC_TRY(contents_of(desk.record)), marking, most, desk.knowledge, desk.views);
    desk.own->views = std::move(outside.views);
    desk.own->book = std::move(outside.book);
    auto shown = within_profile(BC_TRY(tracker_rows(desk, marking, rules)), kinds, marking, rules, most, &desk.views);
    // An issue that a text which stays behind named first is there by the texts that may go out.
    for (const auto& row : shown.rows["issue"]) std::erase(chosen.left_out, row.subject);
    chosen.rows = std::move(shown.rows);
    hold_reasons(chosen);
  }
  std::vector<brief::TableSheet> sheets;
  Json counts = Json::array();
  std::string told;
  for (const auto* kind : kinds) {
    sheets.push_back(sheet_of(*kind, chosen.rows[kind->noun], trace, in_house));
    const auto rows = sheets.back().rows.size();
    counts.push(Json::object().set("sheet", kind->title).set("kind", kind->typed).set("rows", rows));
    if (rows > 0) told += fmt::format("{}{} {}", told.empty() ? "" : ", ", kind->title, rows);
  }
  const auto bytes = csv ? brief::write_csv(sheets.front()) : brief::write_xlsx(sheets);
  BC_TRY(write_file(file, bytes));
  Answer out;
  out.json = Json::object()
                 .set("file", file)
                 .set("profile", profile)
                 .set("sheets", std::move(counts))
                 .set("left_out", Json::strings(chosen.left_out))
                 .set("bytes", bytes.size())
                 .set("sha256", sha256_hex(bytes));
  out.text = fmt::format("Wrote {}: {}\n", file, told.empty() ? "no rows yet" : told);
  for (const auto& subject : chosen.left_out)
    out.text += fmt::format("  left out: {}\n", subject_with_level(subject, marking, rules));
  return out;
}

}  // namespace

Operation export_operation() {
  std::vector<std::string> kinds;
  for (const auto& kind : tracker_kinds()) kinds.push_back(kind.typed);
  return {.name = "export",
          .summary = "the tracker: what the desk keeps, as a workbook or a CSV to edit",
          .parameters =
              {{.name = "file",
                .help = "a file to write that ends in .xlsx or .csv",
                .positional = true,
                .required = true,
                .form = Form::path,
                .written = true},
               {.name = "sheet",
                .kind = ParameterKind::texts,
                .help = "only this kind of row; default: every kind (a CSV holds one)",
                .choices = std::move(kinds)},
               {.name = "profile",
                .help = "for whom it is (lexicon/marks.toml): delegation (default), both sides, public",
                .form = Form::name},
               {.name = "leave-out",
                .kind = ParameterKind::flag,
                .help = "leave out what is above the profile, and say what it was"},
               {.name = "force", .kind = ParameterKind::flag, .help = "replace a file that is there", .local = true}},
          .example = "breadcrumb export tracker.xlsx",
          .run = run_export};
}

}  // namespace breadcrumb::app
