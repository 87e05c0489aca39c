// When a promise is past its date.
//
//   is_past("2024-12", "2026-11-27")   // true: the last day of December 2024 is over
//   is_past("2026", "2026-11-27")      // false: the year is not
#pragma once

#include <string_view>

namespace breadcrumb {

/// `due` is an ISO day, month or year, "" none; `today` an ISO day or time. A month or a year is past with its last
/// day.
inline bool is_past(std::string_view due, std::string_view today) {
  const bool whole = due.size() == 4 || due.size() == 7 || due.size() == 10;
  return whole && today.size() >= due.size() && due < today.substr(0, due.size());
}

}  // namespace breadcrumb
