// Runs another program on the user's own terminal and waits for it: an editor.
//
//   const int code = BC_TRY(run_in_foreground({"sh", "-c", "vi \"$@\"", "vi", "draft.txt"}));
//
// The program has the three standard streams and the whole environment. While it runs, an interrupt from the keyboard
// is its own and not ours.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace breadcrumb {

/// Its exit code; 128 and the signal's number when a signal ended it. Errors: `child.not_started`.
Result<int> run_in_foreground(const std::vector<std::string>& argv);

}  // namespace breadcrumb
