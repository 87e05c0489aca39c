#include "app/tracker_draft.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/tracker_values.h"
#include "brief/table_file.h"
#include "text/utf8.h"
#include "text/words.h"

namespace breadcrumb::app {

namespace {

/// Which column of a sheet is which, and how its cells are meant.
struct Layout {
  const TrackerKind* kind = nullptr;
  int head_row = 0;
  int number = 0, trace = 0;                    ///< columns; 0 none
  std::map<int, const TrackerColumn*> columns;  ///< by place
  const SheetMap* map = nullptr;                ///< null for our own export
};

std::string head_words(const SheetCell& cell) {
  auto out = text::fold(cell.text);
  std::ranges::replace(out, '_', ' ');
  return out;
}

/// Places of rows and cells as they are told: of a CSV by line and name, else by sheet, row and cell.
class Places {
 public:
  Places(const Workbook& book, const Sheet& sheet, std::string file)
      : csv_(book.csv), sheet_(sheet.name), file_(std::move(file)) {}
  [[nodiscard]] std::string sheet() const { return csv_ ? file_ : fmt::format("{}: {}", file_, sheet_); }
  [[nodiscard]] std::string row(int number) const {
    return csv_ ? fmt::format("{}: line {}", file_, number) : fmt::format("{}, row {}", sheet(), number);
  }
  [[nodiscard]] std::string cell(int number, int column, std::string_view name) const {
    if (csv_) return fmt::format("{}, column {}", row(number), name);
    return fmt::format("{}, cell {}", row(number), cell_name(column, number));
  }

 private:
  bool csv_;
  std::string sheet_, file_;
};

class SheetDraft {
 public:
  SheetDraft(const Workbook& book, const Sheet& sheet, const Layout& layout, const TrackerTrace* trace,
             const std::string& file, Drafts& out)
      : book_(book), sheet_(sheet), layout_(layout), trace_(trace), places_(book, sheet, file), out_(out) {}

  void run() {
    draft_.kind = layout_.kind;
    draft_.name = sheet_.name.empty() ? layout_.kind->title : sheet_.name;
    draft_.ours = layout_.map == nullptr;
    if (layout_.map != nullptr) {
      draft_.take_away = layout_.map->take_away;
      draft_.match = layout_.map->match;
    }
    merges();
    say_hidden();
    for (const auto& row : sheet_.rows)
      if (row.number > layout_.head_row) read(row);
    out_.sheets.push_back(std::move(draft_));
  }

 private:
  void refuse(std::string_view code, std::string message, std::string where, ErrorKind kind = ErrorKind::bad_input) {
    out_.errors.push_back({kind, std::string(code), std::move(message), std::move(where)});
  }

  /// A merge hides which row the words belong to, where it touches what is read.
  void merges() {
    const bool fill = layout_.map != nullptr && layout_.map->fill_merged;
    for (const auto& merge : sheet_.merges) {
      if (merge.last_row < layout_.head_row) continue;
      bool touches = merge.first_column <= layout_.number && layout_.number <= merge.last_column;
      for (const auto& [place, column] : layout_.columns)
        touches = touches || (merge.first_column <= place && place <= merge.last_column);
      if (!touches) continue;
      if (fill && merge.first_column == merge.last_column && merge.first_row > layout_.head_row)
        filled_[merge.first_column][merge.first_row] = &merge;
      else
        refuse("tracker.merged",
               fill ? "the merged cells lie across columns or in the row of names"
                    : "the cells are merged; part them, or say merged = \"fill\" in a map",
               fmt::format("{}, {}:{}", places_.sheet(), cell_name(merge.first_column, merge.first_row),
                           cell_name(merge.last_column, merge.last_row)));
    }
  }

  void say_hidden() {
    if (sheet_.hidden)
      out_.said.push_back(fmt::format("{}: the sheet is hidden, and read all the same", places_.sheet()));
    const auto rows = std::ranges::count_if(
        sheet_.rows, [&](const SheetRow& row) { return row.hidden && row.number > layout_.head_row; });
    if (rows > 0)
      out_.said.push_back(
          fmt::format("{}: {} hidden {} read too", places_.sheet(), rows, rows == 1 ? "row is" : "rows are"));
    std::vector<std::string> columns;
    for (const int column : sheet_.hidden_columns)
      if (layout_.columns.contains(column) || column == layout_.number) columns.push_back(column_name(column));
    if (!columns.empty())
      out_.said.push_back(
          fmt::format("{}: hidden columns are read too: {}", places_.sheet(), fmt::join(columns, ", ")));
  }

  /// The cell, or the one that a merge gives its words from.
  const SheetCell* cell_at(const SheetRow& row, int column) const {
    if (const auto* cell = row.at(column); cell != nullptr) return cell;
    const auto merged = filled_.find(column);
    if (merged == filled_.end()) return nullptr;
    const auto below = merged->second.upper_bound(row.number);
    if (below == merged->second.begin() || std::prev(below)->second->last_row < row.number) return nullptr;
    const auto from = std::ranges::lower_bound(sheet_.rows, std::prev(below)->first, {}, &SheetRow::number);
    return from != sheet_.rows.end() && from->number == std::prev(below)->first ? from->at(column) : nullptr;
  }

  void read(const SheetRow& row) {
    DraftRow out{.number = row.number,
                 .place = places_.row(row.number),
                 .trail = fmt::format("{}, {} {}", draft_.name, book_.csv ? "line" : "row", row.number),
                 .key = ""};
    const auto blank = [&](int column) {
      const auto* cell = column == 0 ? nullptr : cell_at(row, column);
      return cell == nullptr || (plain_words(cell->text).empty() && !cell->formula);
    };
    if (blank(layout_.number) &&
        std::ranges::all_of(layout_.columns, [&](const auto& one) { return blank(one.first); }))
      return;
    if (!blank(layout_.number) && !read_key(*cell_at(row, layout_.number), row.number, out)) return;
    if (const auto* cell = layout_.trace == 0 ? nullptr : row.at(layout_.trace); cell != nullptr && !out.key.empty())
      for (const auto piece : text::pieces_of(cell->text, ' ')) out.traces.emplace(piece);
    out.unknown = draft_.ours && !out.key.empty() && out.traces.empty();
    for (const auto& [place, column] : layout_.columns) read_cell(row, place, *column, out);
    if (out.key.empty() && layout_.map != nullptr)
      for (const auto& [field, value] : layout_.map->fixed) out.cells[field] = {out.place, value};
    // What only a fixed value of the map says is no row.
    if (out.key.empty() && std::ranges::all_of(layout_.columns, [&](const auto& one) {
          const auto found = out.cells.find(one.second->field.name);
          return found == out.cells.end() || found->second.value.empty();
        }))
      return;
    draft_.rows.push_back(std::move(out));
  }

  bool read_key(const SheetCell& cell, int row, DraftRow& out) {
    const auto place = places_.cell(row, layout_.number, "number");
    const auto words = plain_words(cell.text);
    const auto digits = layout_.kind->noun == "note" && words.starts_with('n') ? words.substr(1) : words;
    const bool note = layout_.kind->noun == "note";
    if (cell.formula) {
      refuse("tracker.formula", "a formula stands where the number of a row belongs", place);
      return false;
    }
    const bool sound = note ? words.starts_with('n') && digits.size() == 8 &&
                                  digits.find_first_not_of("0123456789abcdef") == std::string::npos
                            : !digits.empty() && digits.size() < 10 && digits.front() != '0' &&
                                  digits.find_first_not_of("0123456789") == std::string::npos;
    if (!sound) {
      refuse("tracker.number",
             fmt::format("expected the number of a {}, or nothing for a new one, not \"{}\"", layout_.kind->typed,
                         words.substr(0, 40)),
             place);
      return false;
    }
    if (const auto [before, fresh] = keys_.emplace(words, row); !fresh) {
      refuse("tracker.number_twice",
             fmt::format("{} {} stands in {} {} too; which of the two is meant?", layout_.kind->typed, words,
                         book_.csv ? "line" : "row", before->second),
             place, ErrorKind::conflict);
      return false;
    }
    out.key = words;
    return true;
  }

  void read_cell(const SheetRow& row, int place, const TrackerColumn& column, DraftRow& out) {
    const auto& name = column.field.name;
    DraftCell draft{.place = places_.cell(row.number, place, shown_name(name)), .value = ""};
    const auto* cell = cell_at(row, place);
    static const SheetCell empty;
    SheetCell read = cell == nullptr ? empty : *cell;
    if (draft_.ours && book_.csv) read.text = brief::without_guard(read.text);
    if (read.formula && (layout_.map == nullptr || !layout_.map->cached_formulas)) {
      refuse("tracker.formula",
             fmt::format("the cell holds a formula, not somebody's words{}; type the value{}",
                         read.text.empty() ? "" : fmt::format(" (it gave \"{}\")", read.text.substr(0, 40)),
                         layout_.map == nullptr ? "" : ", or say formulas = \"cached\" in the map"),
             draft.place);
      return;
    }
    const auto words = plain_words(read.text);
    if (trace_ != nullptr && out.traces.contains(trace_->of_cell(*layout_.kind, out.key, name, words))) {
      draft.value = words;
      draft.unedited = true;
    } else {
      if (layout_.map != nullptr)
        if (const auto meanings = layout_.map->values.find(name); meanings != layout_.map->values.end())
          if (const auto meant = meanings->second.find(text::fold(words)); meant != meanings->second.end())
            read = {.column = place, .text = meant->second};
      auto value = typed_value(column.field, read, layout_.map == nullptr ? DayOrder::unknown : layout_.map->days);
      if (!value) {
        refuse(value.error().code, value.error().message, draft.place);
        return;
      }
      draft.value = std::move(*value);
      // A day that Excel wrote in another form is the same day.
      draft.unedited =
          trace_ != nullptr && out.traces.contains(trace_->of_cell(*layout_.kind, out.key, name, draft.value));
    }
    out.cells[name] = std::move(draft);
  }

  const Workbook& book_;
  const Sheet& sheet_;
  const Layout& layout_;
  const TrackerTrace* trace_;
  Places places_;
  Drafts& out_;
  DraftSheet draft_;
  std::map<std::string, int> keys_;                         ///< and the row where each stands
  std::map<int, std::map<int, const SheetMerge*>> filled_;  ///< by column, then first row
};

/// The row of names of one of our sheets: it holds the column whose name begins with `breadcrumb`. Officers put titles
/// above, so the first rows are looked at.
const SheetRow* head_of_ours(const Sheet& sheet) {
  for (const auto& row : sheet.rows) {
    if (row.number > 20) break;
    for (const auto& cell : row.cells)
      if (cell.text.starts_with("breadcrumb ")) return &row;
  }
  return nullptr;
}

/// Reads the row of names; false when the sheet cannot be read by it.
bool layout_of_ours(const Workbook& book, const Sheet& sheet, const SheetRow& head, const TrackerTrace& trace,
                    const std::string& file, Layout& out, Drafts& drafts) {
  const Places places(book, sheet, file);
  const auto refuse = [&](std::string_view code, ErrorKind kind, std::string message, std::string where) {
    drafts.errors.push_back({kind, std::string(code), std::move(message), std::move(where)});
    return false;
  };
  out.head_row = head.number;
  for (const auto& cell : head.cells) {
    if (!cell.text.starts_with("breadcrumb ")) continue;
    const auto words = text::pieces_of(cell.text, ' ');
    out.kind = words.size() == 3 ? find_tracker_kind(words[1]) : nullptr;
    out.trace = cell.column;
    if (out.kind == nullptr || trace.head(*out.kind) != cell.text)
      return refuse(out.kind == nullptr ? "tracker.head" : "tracker.other_desk", ErrorKind::conflict,
                    out.kind == nullptr
                        ? "the name of the column that begins with breadcrumb was changed"
                        : "the sheet was exported from another desk; its numbers mean other things here",
                    places.cell(head.number, cell.column, "breadcrumb"));
  }
  bool strange = false;
  for (const auto& cell : head.cells) {
    if (cell.column == out.trace) continue;
    const auto name = head_words(cell);
    const auto place = places.cell(head.number, cell.column, name);
    const auto column = std::ranges::find_if(
        out.kind->columns, [&](const TrackerColumn& one) { return shown_name(one.field.name) == name; });
    bool twice = false;
    if (name == "number") {
      twice = out.number != 0;
      out.number = cell.column;
    } else if (column == out.kind->columns.end()) {
      drafts.said.push_back(fmt::format("{}: the column \"{}\" is not read", place, cell.text.substr(0, 40)));
      strange = true;
    } else {
      twice = std::ranges::any_of(out.columns, [&](const auto& one) { return one.second == &*column; });
      out.columns[cell.column] = &*column;
    }
    if (twice)
      return refuse("tracker.head", ErrorKind::bad_input, fmt::format("two columns are called \"{}\"", name), place);
  }
  // A name that nobody knows may be a column that was renamed, and what was typed there would be lost unsaid.
  std::vector<std::string> gone;
  for (const auto& column : out.kind->columns)
    if (!column.fixed && std::ranges::none_of(out.columns, [&](const auto& one) { return one.second == &column; }))
      gone.push_back(shown_name(column.field.name));
  if (strange && !gone.empty())
    drafts.said.push_back(
        fmt::format("{}: missing, and left as on the desk: {}", places.row(head.number), fmt::join(gone, ", ")));
  if (out.number == 0)
    return refuse("tracker.head", ErrorKind::bad_input, "the column \"number\" is gone, by which rows are known",
                  places.row(head.number));
  return true;
}

bool layout_of_map(const Workbook& book, const Sheet& sheet, const TrackerMap& whole, const SheetMap& map,
                   const std::string& file, Layout& out, Drafts& drafts) {
  const Places places(book, sheet, file);
  out.kind = map.kind;
  out.map = &map;
  out.head_row = map.head_row > 0 ? map.head_row : sheet.rows.empty() ? 1 : sheet.rows.front().number;
  const auto head = std::ranges::find(sheet.rows, out.head_row, &SheetRow::number);
  bool sound = true;
  std::vector<std::string> there;
  if (head != sheet.rows.end())
    for (const auto& cell : head->cells) there.push_back(text::squeeze(cell.text).substr(0, 40));
  for (const auto& column : map.columns) {
    std::vector<int> found;
    if (head != sheet.rows.end())
      for (const auto& cell : head->cells)
        if (text::fold(cell.text) == text::fold(column.head)) found.push_back(cell.column);
    if (found.size() != 1) {
      drafts.errors.push_back(
          {ErrorKind::bad_input, "tracker.column",
           fmt::format("{} called \"{}\" in {}{}", found.empty() ? "there is no column" : "there are several columns",
                       column.head, places.row(out.head_row),
                       there.empty() ? ", which is empty" : fmt::format("; there are {}", fmt::join(there, ", "))),
           fmt::format("{}:{}", whole.where, column.line)});
      sound = false;
      continue;
    }
    if (column.field == "number")
      out.number = found.front();
    else
      out.columns[found.front()] = map.kind->column(column.field);
  }
  return sound;
}

}  // namespace

Drafts draft_export(const Workbook& book, const TrackerTrace& trace, const std::string& file) {
  Drafts out;
  std::map<std::string, std::string> kinds;  // read, and the sheet that holds each
  std::vector<const Sheet*> others;
  for (const auto& sheet : book.sheets) {
    const auto* head = head_of_ours(sheet);
    if (head == nullptr) {
      if (!sheet.rows.empty()) others.push_back(&sheet);
      continue;
    }
    Layout layout;
    if (!layout_of_ours(book, sheet, *head, trace, file, layout, out)) {
      // All sheets of a workbook come from one desk.
      if (out.errors.back().code == "tracker.other_desk") return out;
      continue;
    }
    if (const auto [before, fresh] = kinds.emplace(layout.kind->noun, sheet.name); !fresh) {
      out.errors.push_back(
          {ErrorKind::conflict, "tracker.head",
           fmt::format("the sheet {} holds {} too; one of the two must go", before->second, layout.kind->title),
           fmt::format("{}: {}", file, sheet.name)});
      continue;
    }
    SheetDraft(book, sheet, layout, &trace, file, out).run();
  }
  if (!out.sheets.empty())
    for (const auto* sheet : others)
      out.said.push_back(fmt::format("{}: {}: the sheet is none of ours and is not read", file, sheet->name));
  return out;
}

Drafts draft_mapped(const Workbook& book, const TrackerMap& map, const std::string& file) {
  Drafts out;
  for (const auto& one : map.sheets) {
    const auto found = std::ranges::find_if(book.sheets, [&](const Sheet& sheet) {
      return one.sheet.empty() || book.csv || text::fold(sheet.name) == text::fold(one.sheet);
    });
    if (found == book.sheets.end()) {
      std::vector<std::string> there;
      for (const auto& sheet : book.sheets) there.push_back(sheet.name);
      out.errors.push_back({ErrorKind::not_found, "tracker.sheet",
                            fmt::format("{} has no sheet \"{}\"; it has {}", file, one.sheet, fmt::join(there, ", ")),
                            fmt::format("{}:{}", map.where, one.line)});
      continue;
    }
    Layout layout;
    if (layout_of_map(book, *found, map, one, file, layout, out))
      SheetDraft(book, *found, layout, nullptr, file, out).run();
  }
  return out;
}

}  // namespace breadcrumb::app
