// The numbers of issues, follow-ups and entries, while one call of `append` gives new ones. What it looked up it keeps
// for the entries to come, so that a hundred thousand promises are not each compared with all the others.
//
//   Numbering numbering(db);
//   if (auto known = BC_TRY(numbering.of_issue(key))) return known;   // it has one already
//   BC_TRY(numbering.take("issue", e.number, taken));
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "record/db.h"
#include "record/record.h"

namespace breadcrumb::record {

/// The highest number that a noun has used; stays used after an undo: it may stand in somebody's papers. Threads and
/// entered issues share one row; a commitment has its follow-up's number.
Result<std::int64_t> last_entry_number(const Db& db, std::string_view noun);

class Numbering {
 public:
  explicit Numbering(const Db& db) : db_(db) {}

  /// What numbered the thread of that key, or the promise of that fact, if only under an id of an earlier reading.
  Result<std::optional<Appended>> of_issue(const std::string& key);
  Result<std::optional<Appended>> of_promise(const std::string& fact);

  /// The next number of the noun for 0, else `asked` itself, unless it is `taken`. Errors: `record.number_taken`.
  Result<void> take(std::string_view noun, int& asked, bool taken);

  /// To be called when anything but a numbering was written: facts may have other ids since.
  void forget() { issues_ = promises_ = {}; }

 private:
  struct Given {
    bool loaded = false;
    std::unordered_map<std::string, Appended> by_key;      ///< as they were numbered
    std::unordered_map<std::string, Appended> by_present;  ///< those whose fact has another id now
    std::unordered_set<std::string> asked;                 ///< which this call numbers itself
  };
  Result<std::optional<Appended>> find(Given& given, std::string_view rows, const std::string& key);

  const Db& db_;
  Given issues_, promises_;
  std::map<std::string, std::int64_t, std::less<>> last_;
};

}  // namespace breadcrumb::record
