// Runs a program in a folder, with a time limit, and says what it printed, how it ended and what it took.
//
//   const Outcome outcome = run({binary, "rounds", "--json"}, {.folder = desk});
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace breadcrumb::lang {

struct RunOptions {
  std::filesystem::path folder;                    ///< where it runs; "" here
  std::map<std::string, std::string> environment;  ///< the whole of it
  std::string input;                               ///< a file for standard input; "" none
  int timeout_ms = 60'000;                         ///< then the program and its children are killed
  bool unprivileged = false;                       ///< file modes bind the program even when we are root
};

struct Outcome {
  std::string out, err;
  int exit_code = -1;  ///< -1 when a signal ended it or it could not be started
  int signal = 0;      ///< that ended it
  bool timed_out = false;
  long elapsed_ms = 0;
  long cpu_ms = 0;  ///< processor time of the program and the children it waited for: what it takes on an idle machine
  long max_rss_kb = 0;  ///< the largest of the program and the children it waited for

  [[nodiscard]] bool crashed() const { return exit_code < 0 || exit_code > 100; }
};

/// The first word is a path or a name that is looked up in PATH. Never throws; a program that cannot be started ends
/// with exit code 127 and a sentence in `err`.
Outcome run(const std::vector<std::string>& words, const RunOptions& options);

/// A new empty folder that goes away with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace breadcrumb::lang
