// What stands in a cell, as it would be typed for a command.
//
//   const auto due = BC_TRY(typed_value(*kind.column("due"), cell, DayOrder::day_first));    // "2024-08-30"
//
// Days come as real days, as numbers where a map says so, or in the words that people type: 2024-08-30, 30.8.2024,
// August 30, 2024, 令和6年8月30日. Which of two numbers is the day is asked, never guessed.
#pragma once

#include <string>

#include "app/tracker_map.h"
#include "model/workbook.h"

namespace breadcrumb::app {

/// Errors (without a place): `tracker.day`, `tracker.error_cell`.
Result<std::string> typed_value(const Field& field, const SheetCell& cell, DayOrder days);

}  // namespace breadcrumb::app
