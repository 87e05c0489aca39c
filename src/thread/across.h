// What is the same in two languages: names of places, ranks of offices. All of it data (across.toml).
//
//   across.place_of("Vancouver, British Columbia") == across.place_of("バンクーバー")   // one number
//   across.rank_of("課長")                                                            // -1 where it knows none
//
// Two texts differ only where both names are known: what this cannot tell is no difference.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

namespace breadcrumb::thread {

class Across {
 public:
  /// Takes in one file's table; names said again join what they named before. Errors: `thread.rules_bad`.
  Result<void> add(const Json& table, std::string_view where);

  /// A number for the place that a printed one names, whole or at its beginning; -1 unknown.
  [[nodiscard]] int place_of(std::string_view printed) const;
  /// A number for the rank of a printed title: the longest word for one that stands in it; -1 unknown.
  [[nodiscard]] int rank_of(std::string_view title) const;

  /// By folded name.
  using Names = std::map<std::string, int, std::less<>>;
  [[nodiscard]] const Names& ranks() const { return ranks_; }
  [[nodiscard]] const Names& places() const { return places_; }

 private:
  static Result<void> add(Names& into, const Json& lists, int& next, std::string_view where);

  Names places_, ranks_;
  int next_place_ = 0, next_rank_ = 0;
};

}  // namespace breadcrumb::thread
