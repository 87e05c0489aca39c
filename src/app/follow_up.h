// What the commands for follow-ups and the import of a tracker hold them to.
//
//   BC_TRY(check_date("2024-08-30", context.now()));
#pragma once

#include <string>

#include "app/show.h"
#include "base/result.h"

namespace breadcrumb::app {

/// First day on which a follow-up can have been promised; "" unknown. Errors: `record.no_such_follow_up`.
Result<std::string> promised_day(const Opened& desk, int number);

/// A day, or "" for none. Errors: `follow_up.date`, `entry.far_off`.
Result<void> check_date(const std::string& date, std::string_view now);

}  // namespace breadcrumb::app
