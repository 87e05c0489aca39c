#include "record/numbering.h"

#include <fmt/format.h>

#include <algorithm>

#include "record/state.h"

namespace breadcrumb::record {

namespace {

constexpr int most_number = 1'000'000'000;

}  // namespace

Result<std::int64_t> last_entry_number(const Db& db, std::string_view noun) {
  if (noun == "commitment")
    return db.integer(
        "SELECT max(CAST(substr(subject, 11) AS INTEGER)) FROM event_index WHERE kind IN ('followup.added', "
        "'followup.numbered')");
  const auto subject = fmt::format("entry:{}:", noun);
  const auto entered =
      BC_TRY(db.integer("SELECT max(CAST(substr(subject, ?2) AS INTEGER)) FROM event_index WHERE kind = 'entry.set' "
                        "AND substr(subject, 1, ?2 - 1) = ?1",
                        {subject, static_cast<std::int64_t>(subject.size()) + 1}));
  if (noun != "issue") return entered;
  return std::max(entered, BC_TRY(db.integer("SELECT max(number) FROM issue_numbers")));
}

Result<std::optional<Appended>> Numbering::of_issue(const std::string& key) {
  return find(issues_, "SELECT event, number, key AS fact FROM issue_numbers", key);
}

Result<std::optional<Appended>> Numbering::of_promise(const std::string& fact) {
  return find(promises_, "SELECT event, number, fact FROM follow_ups WHERE fact <> ''", fact);
}

Result<std::optional<Appended>> Numbering::find(Given& given, std::string_view rows, const std::string& key) {
  // What this call numbered just now is in the table, and not yet in what was kept.
  if (given.asked.contains(key)) given = {};
  if (!given.loaded) {
    // A fact that is there still is itself; only where it is gone may another have taken its place.
    auto all =
        BC_TRY(db_.query(fmt::format("SELECT g.event, g.number, g.fact, EXISTS(SELECT 1 FROM facts f WHERE "
                                     "f.id = g.fact AND f.anchor IN ('exact', 'moved')) FROM ({}) g "
                                     "ORDER BY g.number",
                                     rows)));
    while (BC_TRY(all.next())) {
      const Appended appended{all.text(0), static_cast<int>(all.integer(1))};
      const auto old = all.text(2);
      given.by_key.try_emplace(old, appended);
      if (all.integer(3) != 0) continue;
      if (auto now = BC_TRY(present_id(db_, appended.id, old)); now != old)
        given.by_present.try_emplace(std::move(now), appended);
    }
    given.loaded = true;
  }
  for (const auto* known : {&given.by_key, &given.by_present})
    if (const auto found = known->find(key); found != known->end()) return std::optional(found->second);
  given.asked.insert(key);
  return std::optional<Appended>();
}

Result<void> Numbering::take(std::string_view noun, int& asked, bool taken) {
  auto last = last_.find(noun);
  if (last == last_.end()) last = last_.emplace(std::string(noun), BC_TRY(last_entry_number(db_, noun))).first;
  if (asked == 0) asked = static_cast<int>(last->second + 1);
  if (taken || asked < 1 || asked > most_number)
    return Error{ErrorKind::conflict, "record.number_taken", "the number is taken or cannot be one",
                 std::to_string(asked)};
  last->second = std::max(last->second, std::int64_t{asked});
  return {};
}

}  // namespace breadcrumb::record
