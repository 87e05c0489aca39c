// The fence around code that reads hostile bytes: no network, no other program, no file opened for writing.
//
//   BC_TRY(raise_fence(Fence::worker));       // from here on this process can compute, and speak over its pipes
//
// seccomp for the whole process and what it executes later; it cannot be taken down again.
#pragma once

#include "base/result.h"

namespace breadcrumb::source {

enum class Fence {
  worker,    ///< a list of allowed calls: memory, pipes, clocks; opening a file answers "no such file"
  launcher,  ///< for pdftotext, which must be executed and read its fonts: a list of forbidden calls
};

/// Errors: `source.no_fence` when the kernel or container does not allow it. Under sanitizers a worker gets the
/// launcher's fence, because their runtime opens files and maps memory as it likes.
Result<void> raise_fence(Fence fence);

}  // namespace breadcrumb::source
