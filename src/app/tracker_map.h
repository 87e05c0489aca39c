// What the columns of somebody else's tracker mean: a TOML file that an officer writes once for each tracker.
//
//   const auto map = BC_TRY(TrackerMap::parse(bytes, "map.toml"));
//   for (const SheetMap& sheet : map.sheets) read(sheet.sheet, sheet.kind, sheet.columns);
//
// docs/tracker.md explains the keys; examples/tracker-map.toml is one with comments.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/tracker.h"

namespace breadcrumb::app {

/// How days that are typed in figures are meant.
enum class DayOrder { unknown, day_first, month_first, serial };

struct MappedColumn {
  std::string head;   ///< as it stands in the tracker
  std::string field;  ///< of the kind; `number` for the desk's number
  unsigned line = 0;  ///< of the map
};

struct SheetMap {
  std::string sheet;  ///< its name; "" the first
  const TrackerKind* kind = nullptr;
  int head_row = 0;  ///< 0: the first row that holds anything
  std::vector<MappedColumn> columns;
  std::string match;  ///< a row without a number is the one on the desk with the same words there; "" it is new
  bool fill_merged = false, cached_formulas = false, take_away = false;
  DayOrder days = DayOrder::unknown;
  /// By field: what the tracker writes, folded, and what is meant.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> values;
  std::map<std::string, std::string, std::less<>> fixed;  ///< the same for every new row, by field
  unsigned line = 0;
};

struct TrackerMap {
  std::vector<SheetMap> sheets;
  std::string where;

  /// Errors: `tracker.map` with file, line and what was expected; `toml.syntax`.
  static Result<TrackerMap> parse(std::string_view toml, std::string_view where);
};

}  // namespace breadcrumb::app
