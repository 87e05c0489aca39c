// Dates as an iCalendar file (RFC 5545), and whether a file is still as it was written here.
//
//   const auto bytes = calendar_file("Agenda", {{.id = "desk/agenda 1", .stamp = now, .first = "2027-02-16"}});
//
// Pure but for `may_replace_calendar`: the same events give the same bytes.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace breadcrumb::app {

struct CalendarEvent {
  std::string id;      ///< what it is, the same whenever it is written: a calendar then replaces what it had
  std::string stamp;   ///< UTC, `2026-03-01T09:30:00Z`
  std::string first;   ///< ISO day
  std::string last;    ///< ISO day; "" the first
  std::string begins;  ///< `20240807T133000Z`, of an event within one day; "" it is whole days
  int minutes = 0;     ///< from `begins`; 0 unknown
  std::string summary, place, description;
  std::string status;         ///< TENTATIVE, CONFIRMED, CANCELLED; "" none
  bool takes_time = true;     ///< a date by which something is due does not
  bool confidential = false;  ///< who sees the calendar of another sees that time is taken, and no more
};

/// Of a round or a meeting in that state.
std::string_view calendar_status(std::string_view state);

/// `product` names who wrote it: one word.
std::string calendar_file(std::string_view product, const std::vector<CalendarEvent>& events);

/// A calendar file that somebody edited, or another program wrote, is not lost unasked. Errors: `code` (conflict),
/// which names the command.
Result<void> may_replace_calendar(const std::filesystem::path& file, std::string_view code, std::string_view command);

}  // namespace breadcrumb::app
