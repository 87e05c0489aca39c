#include "record/db.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <map>

namespace breadcrumb::record {

namespace {

constexpr int busy_timeout_ms = 5000;

Error error_of(int code, std::string_view message, std::string where) {
  const int extended = code;
  switch (extended & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorKind::unavailable, "desk.busy", "another program is writing to this desk; try again in a moment",
              std::move(where)};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return {ErrorKind::broken, "desk.damaged", fmt::format("the record cannot be read: {}", message),
              std::move(where)};
    case SQLITE_FULL:
      return {ErrorKind::unavailable, "desk.full", "the disk is full; nothing was recorded", std::move(where)};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {ErrorKind::refused, "desk.read_only", "this desk cannot be written to", std::move(where)};
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_AUTH:
      return {ErrorKind::unavailable, "desk.unreadable",
              fmt::format("the record cannot be opened or read: {}", message), std::move(where)};
    default:
      // Missing tables and the like: the file is a database, and not (or no longer) one of ours.
      return {ErrorKind::broken, "desk.damaged", fmt::format("the record does not answer as it should: {}", message),
              std::move(where)};
  }
}

std::string uri_of(const std::filesystem::path& path, bool immutable) {
  std::string out = "file:";
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char c : path.string()) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '?' || c == '#' || c == '%' || byte < 0x20) {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += c;
    }
  }
  return out + (immutable ? "?immutable=1" : "");
}

}  // namespace

struct Db::Handle {
  sqlite3* db = nullptr;
  std::string where;
  struct Kept {
    sqlite3_stmt* statement = nullptr;
    bool used = false;
  };
  std::map<std::string, Kept, std::less<>> kept;

  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    for (auto& [sql, entry] : kept) sqlite3_finalize(entry.statement);
    sqlite3_close_v2(db);
  }
  [[nodiscard]] Error error() const { return error_of(sqlite3_extended_errcode(db), sqlite3_errmsg(db), where); }
};

struct Rows::Held {
  Db::Handle* handle = nullptr;
  sqlite3_stmt* statement = nullptr;
  bool* used = nullptr;  ///< of the kept statement; null when the statement is ours
  Held() = default;
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  ~Held() {
    if (used == nullptr) {
      sqlite3_finalize(statement);
      return;
    }
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    *used = false;
  }
};

Rows::Rows(std::unique_ptr<Held> held) : held_(std::move(held)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows::~Rows() = default;

Result<bool> Rows::next() {
  const int code = sqlite3_step(held_->statement);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return held_->handle->error();
}

std::int64_t Rows::integer(int column) const {
  return sqlite3_column_int64(held_->statement, column);
}

std::string Rows::text(int column) const {
  // The blob call gives the bytes of TEXT and BLOB alike, whatever they are.
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(held_->statement, column));
  const int size = sqlite3_column_bytes(held_->statement, column);
  return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(size));
}

bool Rows::is_null(int column) const {
  return sqlite3_column_type(held_->statement, column) == SQLITE_NULL;
}

std::string Rows::canonical(int column) const {
  switch (sqlite3_column_type(held_->statement, column)) {
    case SQLITE_NULL:
      return "n;";
    case SQLITE_INTEGER:
      return fmt::format("i{};", integer(column));
    case SQLITE_TEXT: {
      const auto value = text(column);
      return fmt::format("t{}:{};", value.size(), value);
    }
    default: {
      const auto value = text(column);
      return fmt::format("b{}:{};", value.size(), value);
    }
  }
}

int Rows::columns() const {
  return sqlite3_column_count(held_->statement);
}

Db::Db(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
Db::Db(Db&&) noexcept = default;
Db& Db::operator=(Db&&) noexcept = default;
Db::~Db() = default;

Result<Db> Db::open(const std::filesystem::path& path, Mode mode) {
  auto handle = std::make_unique<Handle>();
  handle->where = path.string();
  const int flags = (mode == Mode::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) |
                    SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const auto uri = uri_of(path, mode == Mode::immutable);
  if (sqlite3_open_v2(uri.c_str(), &handle->db, flags, nullptr) != SQLITE_OK) return handle->error();
  sqlite3_busy_timeout(handle->db, busy_timeout_ms);
  sqlite3_db_config(handle->db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(handle->db, SQLITE_LIMIT_ATTACHED, 0);
  const bool writes = mode == Mode::write;
  Db db(std::move(handle));
  BC_TRY(db.script("PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;"));
  if (writes) BC_TRY(db.script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"));
  // The first read finds out whether this is a database at all.
  BC_TRY(db.integer("SELECT count(*) FROM sqlite_schema"));
  return db;
}

Result<Db> Db::in_memory() {
  auto handle = std::make_unique<Handle>();
  handle->where = "memory";
  if (sqlite3_open_v2(":memory:", &handle->db,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                      nullptr) != SQLITE_OK)
    return handle->error();
  Db db(std::move(handle));
  BC_TRY(db.script("PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"));
  return db;
}

Result<void> Db::script(std::string_view sql) const {
  if (sqlite3_exec(handle_->db, std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return handle_->error();
  return {};
}

Result<Rows> Db::query(std::string_view sql, std::vector<Value> values) const {
  auto found = handle_->kept.find(sql);
  if (found == handle_->kept.end()) found = handle_->kept.emplace(std::string(sql), Handle::Kept{}).first;
  auto& kept = found->second;
  auto held = std::make_unique<Rows::Held>();
  held->handle = handle_.get();
  // A statement that is being read higher up the stack is prepared a second time.
  sqlite3_stmt** statement = kept.used ? &held->statement : &kept.statement;
  if (*statement == nullptr &&
      sqlite3_prepare_v2(handle_->db, sql.data(), static_cast<int>(sql.size()), statement, nullptr) != SQLITE_OK)
    return handle_->error();
  if (!kept.used) {
    kept.used = true;
    held->used = &kept.used;
    held->statement = kept.statement;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    const int at = static_cast<int>(i) + 1;
    int code = SQLITE_OK;
    if (const auto* integer = std::get_if<std::int64_t>(&values[i])) {
      code = sqlite3_bind_int64(held->statement, at, *integer);
    } else if (const auto* text = std::get_if<std::string>(&values[i])) {
      code = sqlite3_bind_text64(held->statement, at, text->data(), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } else if (const auto* blob = std::get_if<Blob>(&values[i])) {
      code = sqlite3_bind_blob64(held->statement, at, blob->bytes.data(), blob->bytes.size(), SQLITE_TRANSIENT);
    } else {
      code = sqlite3_bind_null(held->statement, at);
    }
    if (code != SQLITE_OK) return handle_->error();
  }
  return Rows(std::move(held));
}

Result<void> Db::run(std::string_view sql, std::vector<Value> values) const {
  auto rows = BC_TRY(query(sql, std::move(values)));
  while (BC_TRY(rows.next())) {
  }
  return {};
}

Result<std::int64_t> Db::integer(std::string_view sql, std::vector<Value> values, std::int64_t fallback) const {
  auto rows = BC_TRY(query(sql, std::move(values)));
  if (!BC_TRY(rows.next()) || rows.is_null(0)) return fallback;
  return rows.integer(0);
}

Result<std::string> Db::text(std::string_view sql, std::vector<Value> values) const {
  auto rows = BC_TRY(query(sql, std::move(values)));
  if (!BC_TRY(rows.next())) return std::string();
  return rows.text(0);
}

std::int64_t Db::last_row() const {
  return sqlite3_last_insert_rowid(handle_->db);
}
bool Db::in_transaction() const {
  return sqlite3_get_autocommit(handle_->db) == 0;
}

Result<Transaction> Transaction::begin(const Db& db) {
  BC_TRY(db.run("BEGIN IMMEDIATE"));
  return Transaction(db);
}

Transaction::Transaction(Transaction&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}

Transaction::~Transaction() {
  if (db_ != nullptr && db_->in_transaction()) static_cast<void>(db_->run("ROLLBACK").has_value());
}

Result<void> Transaction::commit() {
  BC_TRY(db_->run("COMMIT"));
  db_ = nullptr;
  return {};
}

}  // namespace breadcrumb::record
