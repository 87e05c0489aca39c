// What the commands for follow-ups and the import of a tracker hold them to.
//
//   BC_TRY(check_date("2024-08-30"));
#pragma once

#include <string>

#include "base/result.h"

namespace breadcrumb::app {

/// A day, or "" for none. Errors: `follow_up.date`.
Result<void> check_date(const std::string& date);

}  // namespace breadcrumb::app
