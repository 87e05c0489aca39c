// The tracker: everything an officer keeps, as one table a kind, to be edited in a spreadsheet and read back.
//
//   for (const TrackerKind& kind : tracker_kinds()) offer(kind.typed, kind.columns);
//   const auto rows = BC_TRY(tracker_rows(desk, marking, rules));
//   for (const TrackerRow& row : rows.at("paper")) print(row.key, row.cells);
//
// Kinds and columns are made from the table of nouns; follow-ups and notes, whose events are their own, stand beside
// them. A column is known by its name, a row by its key: both stay the same from one export to the next.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/entries.h"
#include "app/marking.h"

namespace breadcrumb::app {

struct TrackerColumn {
  Field field;
  bool fixed = false;  ///< told, and not set in a table
};

struct TrackerKind {
  std::string noun;          ///< `follow_up`, `note`, or one of nouns()
  std::string typed;         ///< `follow-up`
  std::string title;         ///< of its sheet: `Follow-ups`
  const Noun* of = nullptr;  ///< null for follow-ups and notes
  std::vector<TrackerColumn> columns;

  [[nodiscard]] const TrackerColumn* column(std::string_view name) const;
};

/// Issues and follow-ups first, then in the order of the nouns.
const std::vector<TrackerKind>& tracker_kinds();
/// By noun or as typed; null when there is none.
const TrackerKind* find_tracker_kind(std::string_view name);

struct TrackerCell {
  std::string text;
  std::vector<std::string> subjects;  ///< what it is derived from beside the row's own subject (app/marking.h)
};

struct TrackerRow {
  std::string key;                 ///< the number; of a note `n` and the first digits of its event
  std::string subject;             ///< app/marking.h
  std::vector<TrackerCell> cells;  ///< one a column
};

/// By noun; rows in the order of their numbers.
using TrackerRows = std::map<std::string, std::vector<TrackerRow>, std::less<>>;
/// How a row is marked by all that is within `most`: what is left out of it does not show.
std::string marked_words(const TrackerRow& row, const Marking& marking, const MarkRules& rules,
                         std::optional<Level> most = std::nullopt);
Result<TrackerRows> tracker_rows(const Opened& desk, const Marking& marking, const MarkRules& rules);

/// What a table's last column remembers of the cells as they were exported, so that an edited cell is told from one in
/// which the desk moved on.
class TrackerTrace {
 public:
  static Result<TrackerTrace> of(const record::Record& record);

  /// The name of the column: `breadcrumb paper 18d6e1ca`.
  [[nodiscard]] std::string head(const TrackerKind& kind) const;
  /// Of one cell: 8 hex digits.
  [[nodiscard]] std::string of_cell(const TrackerKind& kind, std::string_view key, std::string_view column,
                                    std::string_view text) const;

 private:
  std::string desk_;  ///< of the event that made it
};

/// The words of a cell as they are compared: lines end alike, no blanks around.
std::string plain_words(std::string_view text);

}  // namespace breadcrumb::app
