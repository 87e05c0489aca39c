// What a number in a spreadsheet's cell shows: itself, a day, a month or a time, by the cell's number format.
//
//   const NumberFormat format = number_format(164, "yyyy\\-mm\\-dd");     // day
//   const SheetCell cell = number_cell("45534", format, DaySystem::from_1900);   // day 2024-08-30
//
// Days count from 1900 (with the 29 February 1900 that never was) or from 1904.
#pragma once

#include <string>
#include <string_view>

#include "model/workbook.h"

namespace breadcrumb::source {

/// What of a moment a format shows.
struct NumberFormat {
  bool year = false, month = false, day = false, clock = false;
  [[nodiscard]] bool is_date() const { return year || month || day; }
};

enum class DaySystem { from_1900, from_1904 };

/// `id` below 164 is one of the formats that every spreadsheet knows; `code` is what the file says of it, "" nothing.
NumberFormat number_format(int id, std::string_view code);

/// The number as a cell without a place. What is no number, or no day where one is shown, is an error cell that says
/// so.
SheetCell number_cell(std::string_view digits, const NumberFormat& format, DaySystem system);

}  // namespace breadcrumb::source
