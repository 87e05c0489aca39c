// Runs another program with pipes, limits and a deadline, and never leaves it behind.
//
//   const auto done = BC_TRY(run_child({"pdftotext", "-", "-"}, bytes, {.deadline = 20s, .max_output = 64 << 20}));
//   if (done.exit_code != 0) ...
//
//   Child child = BC_TRY(Child::start({"/proc/self/exe", "worker"}, {}));   // one that is spoken with
//   BC_TRY(child.write_all(frame, deadline));
//   const auto answer = BC_TRY(child.read_exact(8, deadline));
//
// The child leads a process group of its own, which is killed at the deadline and when Child goes away. It gets the
// three standard streams, no other file, and PATH, LANG, HOME and BREADCRUMB_* of the environment.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace breadcrumb {

struct ChildLimits {
  std::chrono::milliseconds deadline{20000};       ///< wall clock, for run_child
  std::size_t max_output = std::size_t{64} << 20;  ///< bytes of standard output; standard error keeps its first 64 KiB
  std::uint64_t address_space = 0;                 ///< bytes, 0 none; ignored under sanitizers
  std::uint64_t cpu_seconds = 0;                   ///< 0 none
  std::uint64_t open_files = 0;                    ///< 0 none
  bool no_files = false;                           ///< RLIMIT_FSIZE 0: it cannot write any file
  std::size_t max_resident = 0;                    ///< bytes watched by the parent, 0 none
};

struct ChildOutcome {
  int exit_code = 0;  ///< -1 when a signal ended it
  int signal = 0;
  std::string out, err;
};

using Deadline = std::chrono::steady_clock::time_point;

/// A running child with its standard input and output as pipes; standard error goes nowhere.
class Child {
 public:
  /// Errors: `child.not_started` (no such program, no more processes).
  static Result<Child> start(const std::vector<std::string>& argv, const ChildLimits& limits);
  Child(Child&& other) noexcept;
  Child& operator=(Child&& other) noexcept;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child();

  /// Errors: `child.timeout`, `child.closed` (it went away), `child.memory` (over max_resident).
  Result<void> write_all(std::string_view bytes, Deadline deadline);
  Result<std::string> read_exact(std::size_t count, Deadline deadline);
  [[nodiscard]] pid_t pid() const { return pid_; }
  /// Ends the process group and waits for it.
  void kill();

 private:
  Child() = default;
  Result<void> wait_for(int fd, short events, Deadline deadline);
  pid_t pid_ = -1;
  int in_ = -1, out_ = -1;
  std::size_t max_resident_ = 0;
};

/// Runs to the end. Errors: `child.not_started`, `child.timeout`, `child.too_much_output`, `child.memory`.
Result<ChildOutcome> run_child(const std::vector<std::string>& argv, std::string_view input, const ChildLimits& limits);

}  // namespace breadcrumb
