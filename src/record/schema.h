// The tables of record.sqlite: the log that is kept, and the projections that follow from it.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "record/db.h"

namespace breadcrumb::record {

inline constexpr int log_version = 1;         ///< PRAGMA user_version; a higher one is refused
inline constexpr int projection_version = 3;  ///< a lower one is rebuilt when the desk is opened for writing

/// Makes the log, its guards and empty projections in an empty database.
Result<void> make_schema(const Db& db);

/// Drops every projection and makes it anew, empty.
Result<void> make_projections(const Db& db);

/// SHA-256 over all projections: rows by key, the index by term, document and position. The same log gives the same
/// digest on every machine, however the rows came to be there.
Result<std::string> projection_digest(const Db& db);

}  // namespace breadcrumb::record
