// The difference between two wordings: one form for page, command line and print.
//
//   applying every `keep` and `insert` in order gives B; every `keep` and `erase` gives A (thread::redline makes it).
#pragma once

#include <string>
#include <vector>

namespace breadcrumb {

enum class RedlineKind { keep, insert, erase, move_out, move_in };

/// One run of whole words (Japanese: one run of characters of a class), with the blanks that follow it.
struct RedlineRun {
  RedlineKind kind = RedlineKind::keep;
  std::string text;  ///< of B for keep, insert and move_in; of A for erase and move_out
  std::string old;   ///< of `keep`: the words of A when they differ in typography alone (quotes, blanks); else ""
  int move = 0;      ///< pairs a move_out with its move_in; 0 none
  bool operator==(const RedlineRun&) const = default;
};

struct Redline {
  std::vector<RedlineRun> runs;
  bool typography_only = false;  ///< no change of content
  [[nodiscard]] bool unchanged() const {
    for (const auto& run : runs)
      if (run.kind != RedlineKind::keep || !run.old.empty()) return false;
    return true;
  }
  bool operator==(const Redline&) const = default;
};

}  // namespace breadcrumb
