// SQLite with errors as values; the only header of the only file that knows it.
//
//   Db db = BC_TRY(Db::open(path, Db::Mode::write));
//   Transaction transaction = BC_TRY(Transaction::begin(db));
//   BC_TRY(db.run("INSERT INTO notes(id, text) VALUES(?, ?)", {id, text}));
//   Rows rows = BC_TRY(db.query("SELECT id FROM notes ORDER BY id"));
//   while (BC_TRY(rows.next())) use(rows.text(0));
//   BC_TRY(transaction.commit());                         // rolled back when it is destroyed without
//
// WAL, synchronous=FULL, foreign keys, untrusted schema, defensive; writers wait five seconds for each other.
// Statements are prepared once and kept. One thread per Db.
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace breadcrumb::record {

/// Bytes that are stored as a BLOB.
struct Blob {
  std::string bytes;
};

using Value = std::variant<std::nullptr_t, std::int64_t, std::string, Blob>;

class Db;

/// Rows of one statement, read in order. Resets the statement when it is destroyed.
class Rows {
 public:
  Rows(Rows&&) noexcept;
  Rows& operator=(Rows&&) = delete;
  ~Rows();

  Result<bool> next();  ///< false after the last row
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;  ///< text or blob bytes; "" for NULL
  [[nodiscard]] bool is_null(int column) const;
  /// A type letter, the length and the bytes: what a digest is made of.
  [[nodiscard]] std::string canonical(int column) const;
  [[nodiscard]] int columns() const;

 private:
  friend class Db;
  struct Held;
  explicit Rows(std::unique_ptr<Held> held);
  std::unique_ptr<Held> held_;
};

class Db {
 public:
  struct Handle;  ///< private to db.cpp
  enum class Mode {
    write,      ///< makes the file when missing
    read,       ///< the file must be there
    immutable,  ///< read, on a folder that cannot be written and has no live WAL
  };
  /// Errors: `desk.damaged` (not a database), `desk.unreadable`, `desk.busy`.
  static Result<Db> open(const std::filesystem::path& path, Mode mode);
  static Result<Db> in_memory();

  Db(Db&&) noexcept;
  Db& operator=(Db&&) noexcept;
  ~Db();

  /// Several statements without values, separated by semicolons.
  Result<void> script(std::string_view sql) const;
  Result<void> run(std::string_view sql, std::vector<Value> values = {}) const;
  Result<Rows> query(std::string_view sql, std::vector<Value> values = {}) const;
  /// First column of the first row; the fallback when there is no row or it is NULL.
  Result<std::int64_t> integer(std::string_view sql, std::vector<Value> values = {}, std::int64_t fallback = 0) const;
  Result<std::string> text(std::string_view sql, std::vector<Value> values = {}) const;
  [[nodiscard]] std::int64_t last_row() const;
  [[nodiscard]] bool in_transaction() const;

 private:
  explicit Db(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
};

/// A write transaction: takes the writer's lock at once, rolls back unless committed.
class Transaction {
 public:
  static Result<Transaction> begin(const Db& db);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  explicit Transaction(const Db& db) : db_(&db) {}
  const Db* db_;
};

}  // namespace breadcrumb::record
