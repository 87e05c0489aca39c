// A line typed at the terminal that nobody can read over the shoulder.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace breadcrumb::cli {

/// Errors: `cli.terminal` when there is none to ask at, or it was closed.
Result<std::string> ask_secret(std::string_view prompt);

}  // namespace breadcrumb::cli
