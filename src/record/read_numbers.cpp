#include <fmt/format.h>

#include "record/state.h"

namespace breadcrumb::record {

namespace {

/// Whether the column's fact stands where it did. Only where it does not, the event says where to look for it.
std::string is_there(std::string_view column) {
  return fmt::format("EXISTS(SELECT 1 FROM facts f WHERE f.id = {} AND f.anchor IN ('exact', 'moved'))", column);
}

Result<std::vector<IssueNumber>> numbers_where(const Db& db, std::string_view where, std::vector<Value> values) {
  std::vector<IssueNumber> out;
  auto rows = BC_TRY(db.query(
      fmt::format("SELECT key, number, event, {} FROM issue_numbers {} ORDER BY number", is_there("key"), where),
      std::move(values)));
  while (BC_TRY(rows.next())) {
    const auto old = rows.text(0);
    auto now = rows.integer(3) != 0 ? old : BC_TRY(present_id(db, rows.text(2), old));
    out.push_back({now.empty() ? old : std::move(now), static_cast<int>(rows.integer(1))});
  }
  return out;
}

Result<std::vector<FollowUpEntry>> follow_ups_where(const Db& db, std::string_view where, std::vector<Value> values) {
  std::vector<FollowUpEntry> out;
  auto rows =
      BC_TRY(db.query(fmt::format("SELECT number, event, fact, words, source, owner, due, status, closed_because, "
                                  "closed_source, author, time, added, {} FROM follow_ups {} ORDER BY number",
                                  is_there("fact"), where),
                      std::move(values)));
  while (BC_TRY(rows.next())) {
    FollowUpEntry each;
    each.number = static_cast<int>(rows.integer(0));
    each.fact = rows.text(2);
    if (!each.fact.empty() && rows.integer(13) == 0) {
      auto now = BC_TRY(present_id(db, rows.text(1), each.fact));
      if (!now.empty()) each.fact = std::move(now);
    }
    each.text = rows.text(3);
    each.source = rows.text(4);
    if (!rows.is_null(5)) each.owner = rows.text(5);
    if (!rows.is_null(6)) each.due = rows.text(6);
    each.status = rows.text(7);
    each.closed_because = rows.text(8);
    each.closed_source = rows.text(9);
    each.author = rows.text(10);
    each.time = rows.text(11);
    each.added = rows.text(12);
    out.push_back(std::move(each));
  }
  return out;
}

template <class One>
std::optional<One> first_of(std::vector<One> found) {
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

}  // namespace

Result<std::vector<IssueNumber>> Record::issue_numbers() const {
  return numbers_where(state_->db, "", {});
}

Result<std::optional<IssueNumber>> Record::issue_number(std::string_view key) const {
  return first_of(BC_TRY(numbers_where(state_->db, "WHERE key = ?", {std::string(key)})));
}

Result<std::vector<FollowUpEntry>> Record::follow_ups() const {
  return follow_ups_where(state_->db, "", {});
}

Result<std::optional<FollowUpEntry>> Record::follow_up(int number) const {
  return first_of(BC_TRY(follow_ups_where(state_->db, "WHERE number = ?", {std::int64_t{number}})));
}

Result<std::vector<std::string>> Record::owners() const {
  std::vector<std::string> out;
  auto rows = BC_TRY(state_->db.query("SELECT DISTINCT owner FROM follow_ups WHERE owner IS NOT NULL ORDER BY owner"));
  while (BC_TRY(rows.next())) out.push_back(rows.text(0));
  return out;
}

}  // namespace breadcrumb::record
