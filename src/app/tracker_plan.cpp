#include "app/tracker_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "app/owners.h"
#include "app/tracker_verbs.h"
#include "app/typed.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

class Planner {
 public:
  Planner(Opened& desk, const std::string& now, const TrackerRows& rows, const TrackerTrace& trace,
          const PlanWish& wish)
      : desk_(desk), rows_(rows), trace_(trace), wish_(wish), verbs_(desk, now), check_(check_of(verbs_.rules())) {}

  Result<Plan> run(const Drafts& drafts) {
    plan_.errors = drafts.errors;
    plan_.said = drafts.said;
    // In the order of the kinds, so that a row finds what another sheet makes: bodies before their meetings.
    for (const auto& kind : tracker_kinds())
      for (const auto& sheet : drafts.sheets)
        if (sheet.kind == &kind) BC_TRY(plan_sheet(sheet));
    BC_TRY(ask_of_owners());
    return std::move(plan_);
  }

 private:
  void refuse(Error error, const std::string& place) {
    // What the command names as the place is part of what it says.
    if (!error.where.empty()) error.message = fmt::format("{} ({})", error.message, error.where);
    error.where = place;
    plan_.errors.push_back(std::move(error));
  }
  /// Names that nobody is known by, each once, with the cells where it stands.
  Result<void> ask_of_owners() {
    if (owners_.empty()) return {};
    const auto known = BC_TRY(KnownOwners::of(desk_));
    for (const auto& [owner, places] : owners_)
      if (const auto question = known.question(owner); !question.empty()) {
        const auto shown = std::min<std::size_t>(places.size(), 10);
        plan_.said.push_back(
            fmt::format("{}{}: {}", fmt::join(places.begin(), places.begin() + shown, "; "),
                        places.size() > shown ? fmt::format("; and {} more", places.size() - shown) : "", question));
      }
    return {};
  }

  void refuse(ErrorKind kind, std::string_view code, std::string message, const std::string& place) {
    plan_.errors.push_back({kind, std::string(code), std::move(message), place});
  }

  Result<void> plan_sheet(const DraftSheet& sheet) {
    const auto& rows = rows_.at(sheet.kind->noun);
    std::unordered_map<std::string, const TrackerRow*> by_key, by_words;
    std::set<std::string> ambiguous, seen;
    for (const auto& row : rows) by_key[row.key] = &row;
    if (const auto* column = sheet.kind->column(sheet.match); column != nullptr)
      for (const auto& row : rows)
        if (auto words = text::fold(text_in(*sheet.kind, row, sheet.match)); !words.empty())
          if (!by_words.emplace(words, &row).second) ambiguous.insert(std::move(words));
    std::map<std::string, std::string> matched;  // key, and the row that it was found by
    for (const auto& draft : sheet.rows) {
      const TrackerRow* row = nullptr;
      if (!draft.key.empty()) {
        const auto found = by_key.find(draft.key);
        if (found == by_key.end()) {
          refuse(
              ErrorKind::not_found, "tracker.unknown_number",
              fmt::format("the desk has no {} {}; leave the number empty for a new one", sheet.kind->typed, draft.key),
              draft.place);
          continue;
        }
        row = found->second;
      } else if (const auto cell = draft.cells.find(sheet.match); cell != draft.cells.end()) {
        const auto words = text::fold(cell->second.value);
        const auto found = by_words.find(words);
        if (ambiguous.contains(words)) {
          refuse(ErrorKind::conflict, "tracker.match", "several on the desk have these words; give the number",
                 cell->second.place);
          continue;
        }
        row = found == by_words.end() ? nullptr : found->second;
        if (row == nullptr && !words.empty() && !seen.insert(words).second) {
          refuse(ErrorKind::conflict, "tracker.match", "a row above has these words too, and both would be new",
                 cell->second.place);
          continue;
        }
      }
      if (row != nullptr)
        if (const auto [before, fresh] = matched.emplace(row->key, draft.place); !fresh) {
          refuse(ErrorKind::conflict, "tracker.number_twice",
                 fmt::format("{} {} is meant by {} too", sheet.kind->typed, row->key, before->second), draft.place);
          continue;
        }
      plan_row(sheet, draft, row);
      if (plan_.changes.size() > most_changes) {
        refuse(ErrorKind::too_big, "tracker.too_many",
               fmt::format("more than {} rows would change; import the table in parts", most_changes), draft.place);
        return {};
      }
    }
    if (there_ > 0)
      plan_.said.push_back(fmt::format("{}: {} without a number, and on the desk already", sheet.name,
                                       there_ == 1 ? "one row is" : fmt::format("{} rows are", there_)));
    there_ = 0;
    if (sheet.ours) say_missing(*sheet.kind, sheet.name, rows, matched);
    return {};
  }

  void say_missing(const TrackerKind& kind, const std::string& name, const std::vector<TrackerRow>& rows,
                   const std::map<std::string, std::string>& there) {
    std::vector<std::string> missing;
    for (const auto& row : rows)
      if (!there.contains(row.key)) missing.push_back(row.key);
    if (missing.empty()) return;
    const auto count = missing.size();
    if (count > 20) missing.resize(20);
    plan_.said.push_back(
        fmt::format("{}: not in the sheet, and left as {} on the desk: {} {}{}", name,
                    count == 1 ? "it is" : "they are", kind.typed, fmt::join(missing, ", "),
                    count > missing.size() ? fmt::format(" and {} more", count - missing.size()) : ""));
  }

  static const std::string& text_in(const TrackerKind& kind, const TrackerRow& row, std::string_view column) {
    const auto at = std::ranges::find(kind.columns, column, [](const auto& one) { return one.field.name; });
    return row.cells.at(static_cast<std::size_t>(at - kind.columns.begin())).text;
  }

  /// The value as the command keeps it. Reported at its cell where it cannot be one.
  std::optional<std::string> canonical(const DraftSheet& sheet, const TrackerColumn& column, const DraftCell& cell) {
    const auto form = column.field.kind == FieldKind::text ? Form::passage : Form::line;
    if (auto sound = check_words(form, shown_name(column.field.name), cell.value); !sound) {
      refuse(sound.error(), cell.place);
      return std::nullopt;
    }
    auto value = sheet.kind->of == nullptr ? verbs_.checked_beside(sheet.kind->noun, column.field, cell.value)
                                           : checked(column.field, cell.value, check_);
    if (value) return *value;
    refuse(value.error(), cell.place);
    return std::nullopt;
  }

  /// A reason that came with an import stands with its trail behind it.
  static bool is_reason_kept(std::string_view field, const std::string& value, const std::string& now) {
    return field == "because" && !value.empty() && now.starts_with(value + " (import ");
  }

  /// Whether the desk holds all that a new row says: a table that is read again makes nothing twice.
  bool is_there(const TrackerKind& kind, const TypedFields& set) {
    const auto& naming = kind.noun == "note" ? kind.columns[1] : kind.columns[0];
    const auto words = set.find(naming.field.name);
    if (words == set.end()) return false;
    auto& index = named_[kind.noun];
    if (index.empty())
      for (const auto& row : rows_.at(kind.noun)) index.emplace(text_in(kind, row, naming.field.name), &row);
    const auto [from, to] = index.equal_range(words->second);
    return std::any_of(from, to, [&](const auto& one) {
      return std::ranges::all_of(set, [&](const auto& field) {
        const auto& now = text_in(kind, *one.second, field.first);
        return now == field.second || is_reason_kept(field.first, field.second, now);
      });
    });
  }

  void plan_row(const DraftSheet& sheet, const DraftRow& draft, const TrackerRow* row) {
    RowWish wish{.kind = sheet.kind, .row = row, .set = {}, .because = {}};
    const auto errors = plan_.errors.size();
    for (const auto& column : sheet.kind->columns) {
      const auto& name = column.field.name;
      const auto found = draft.cells.find(name);
      if (found == draft.cells.end() || found->second.unedited) continue;
      const auto& cell = found->second;
      const auto now = row == nullptr ? std::string() : plain_words(text_in(*sheet.kind, *row, name));
      if (cell.value == now) continue;
      if (cell.value.empty() && !(sheet.ours && !draft.unknown) && !sheet.take_away) continue;
      if (column.fixed) {
        refuse(ErrorKind::refused, "tracker.fixed",
               fmt::format("\"{}\" is what the desk tells and is not set here; {}", shown_name(name),
                           row == nullptr ? "leave it empty" : fmt::format("the desk says \"{}\"", now.substr(0, 80))),
               cell.place);
        continue;
      }
      const auto value = canonical(sheet, column, cell);
      if (!value || *value == now || is_reason_kept(name, *value, now)) continue;
      if (draft.unknown) {
        refuse(
            ErrorKind::conflict, "tracker.no_trace",
            "the row has lost what the export knew of it (its last, hidden column), so that nobody can tell what was "
            "edited; export again",
            draft.place);
        return;
      }
      if (sheet.ours && row != nullptr && !draft.traces.contains(trace_.of_cell(*sheet.kind, row->key, name, now))) {
        refuse(ErrorKind::conflict, "tracker.conflict",
               fmt::format("edited in the sheet (\"{}\") and changed on the desk since the export (\"{}\"); export "
                           "again, or type what the desk says",
                           value->substr(0, 80), now.substr(0, 80)),
               cell.place);
        continue;
      }
      wish.set[name] = *value;
    }
    if (plan_.errors.size() != errors) return;
    // Another's columns of remarks stand there every time; alone they ask for nothing.
    if (!sheet.ours && row != nullptr && std::ranges::all_of(wish.set, [](const auto& field) {
          return field.first == "because" || field.first == "shown_by";
        }))
      wish.set.clear();
    if (wish.set.empty()) {
      ++plan_.unchanged;
      return;
    }
    if (row == nullptr && is_there(*sheet.kind, wish.set)) {
      ++there_;
      ++plan_.unchanged;
      return;
    }
    const auto trail = fmt::format("{}: {}", wish_.import, draft.trail);
    wish.because = wish_.because.empty() ? trail : fmt::format("{} ({})", wish_.because, trail);
    wish.trail = trail;
    auto change = verbs_.change(wish);
    if (!change) {
      // Where the fault lies in one cell, that one is named.
      const auto& faults = verbs_.faults();
      const auto fault = std::ranges::find_if(faults, [&](const auto& name) { return draft.cells.contains(name); });
      refuse(change.error(), fault == faults.end() ? draft.place : draft.cells.find(*fault)->second.place);
      return;
    }
    change->place = draft.place;
    if (const auto owner = wish.set.find("owner"); owner != wish.set.end() && sheet.kind->noun == "follow_up")
      owners_[owner->second].push_back(draft.cells.find("owner")->second.place);
    for (const auto& column : sheet.kind->columns)
      if (const auto set = wish.set.find(column.field.name); set != wish.set.end())
        change->sets.push_back(
            {set->first, row == nullptr ? "" : plain_words(text_in(*sheet.kind, *row, set->first)), set->second});
    plan_.changes.push_back(std::move(*change));
  }

  const Opened& desk_;
  const TrackerRows& rows_;
  const TrackerTrace& trace_;
  const PlanWish& wish_;
  TrackerVerbs verbs_;
  FieldCheck check_;
  std::map<std::string, std::unordered_multimap<std::string, const TrackerRow*>> named_;  ///< by noun and words
  std::map<std::string, std::vector<std::string>> owners_;  ///< that are set, and the cells that name them
  std::size_t there_ = 0;                                   ///< new rows of the sheet that the desk holds already
  Plan plan_;
};

}  // namespace

Result<Plan> plan_import(Opened& desk, const std::string& now, const TrackerRows& rows, const TrackerTrace& trace,
                         const Drafts& drafts, const PlanWish& wish) {
  return Planner(desk, now, rows, trace, wish).run(drafts);
}

}  // namespace breadcrumb::app
