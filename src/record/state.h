// What a Record holds, shared by the files that make it up: record.cpp opens, append.cpp writes, read.cpp answers,
// check.cpp proves. Not for use outside this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "record/db.h"
#include "record/project.h"
#include "record/record.h"
#include "record/schema.h"

namespace breadcrumb::record {

struct Record::State {
  Desk desk;
  Db db;
  bool writable = false;
  IdSource ids;
  int snapshots = 0;  ///< open read transactions, nested

  [[nodiscard]] TextLoader texts() const {
    return [this](std::string_view sha256) { return desk.text(sha256); };
  }
  /// Events in order inside an open transaction.
  Result<std::vector<Appended>> append(const Stamp& stamp, std::vector<Entry> entries);
};

/// The columns of `events e` in the order of `event_from`.
inline constexpr std::string_view event_columns =
    "e.arrival, e.id, e.channel, e.author, e.seq, e.kind, e.time, e.commitment, e.previous, e.hash, e.arrival_hash";
Event event_from(const Rows& rows);

/// The fact's row as a view. Columns as `fact_columns`.
inline constexpr std::string_view fact_columns =
    "f.id, f.source, f.kind, f.start, f.finish, f.words, f.fields, f.rule, f.certainty, f.standing, f.anchor, "
    "f.decided_by, f.decided_at";
Result<FactView> fact_from(const Rows& rows);

/// The one full key that begins with `prefix`. `column` of `table`, hex digits. Errors: the code given (not_found), or
/// `record.ambiguous_id`.
Result<std::string> whole_id(const Db& db, std::string_view table, std::string_view column, std::string_view prefix,
                             std::size_t least, std::string_view code, std::string_view what);

/// The first `events` events (all when negative) with their payloads in a database in memory, without projections'
/// rows. Errors: `desk.damaged`.
Result<Db> copy_log(const Db& from, long long events);

/// The present id of the fact that a numbering or deciding event spoke of as `old`; `old` itself when nothing better is
/// known. `mention` is its place among the mentions of a decision on threads. "" when the fact is lost.
Result<std::string> present_id(const Db& db, std::string_view event, const std::string& old, std::size_t mention = 0);

/// "`breadcrumb read first.html` puts it back"
std::string how_to_restore(const Source& source);

/// Errors: `record.stamp`.
Result<void> check_stamp(const Stamp& stamp);

/// The head of the arrival chain, "" at the start.
Result<std::string> head_of(const Db& db);

}  // namespace breadcrumb::record
