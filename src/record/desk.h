// The folder that holds everything: desk.toml, record.sqlite, sources/ and texts/ by SHA-256.
//
//   const Desk desk = BC_TRY(Desk::find(std::filesystem::current_path()));
//   const std::string sha256 = BC_TRY(desk.store_source(bytes));   // durable when it returns
//   const std::string text = BC_TRY(desk.text(source.text_sha256));  // checked against its hash
//
// desk.toml is written once, at creation, and never rewritten. Files come before the events that name them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace breadcrumb::record {

struct DeskSettings {
  std::string name;                    ///< shown; not empty
  std::string party;                   ///< own party's code; "" for an outsider
  std::vector<std::string> languages;  ///< of the officer, first choice first: `en`, `ja`
  bool operator==(const DeskSettings&) const = default;
};

class Desk {
 public:
  /// Makes the folder and its desk.toml. Use `Record::create`, which also begins the record.
  /// Errors: `desk.exists` (conflict), `desk.settings`, `file.unwritable`.
  static Result<Desk> create(const std::filesystem::path& folder, const DeskSettings& settings);
  /// Errors: `desk.not_found`, `desk.newer` (refused: written by a newer Breadcrumb), `desk.settings`, `toml.syntax`.
  static Result<Desk> open(const std::filesystem::path& folder);
  /// The folder or the nearest parent that holds a desk.toml. Errors as `open`.
  static Result<Desk> find(const std::filesystem::path& start);

  [[nodiscard]] const std::filesystem::path& root() const { return root_; }
  [[nodiscard]] const DeskSettings& settings() const { return settings_; }
  [[nodiscard]] std::filesystem::path record_path() const { return root_ / "record.sqlite"; }
  [[nodiscard]] std::filesystem::path source_path(std::string_view sha256) const;
  [[nodiscard]] std::filesystem::path text_path(std::string_view sha256) const;

  /// Stores bytes under their SHA-256 and returns it; what is there already is checked and kept.
  Result<std::string> store_source(std::string_view bytes) const;
  /// The same for an extracted text. Errors of both: `file.unwritable`, `desk.text_encoding` (a text must be UTF-8).
  Result<std::string> store_text(std::string_view text) const;

  /// Removes what a write that was broken off has left below sources/ and texts/ before `before`: temporary files,
  /// which nothing names. Their paths inside the desk, in order. What cannot be removed stays.
  [[nodiscard]] Result<std::vector<std::string>> remove_unfinished(std::filesystem::file_time_type before) const;

  /// The bytes, checked. Errors: `desk.source_missing` (not_found), `desk.source_damaged` (broken), `file.unreadable`.
  [[nodiscard]] Result<std::string> source_bytes(std::string_view sha256) const;
  /// The text, checked. Errors as `source_bytes`.
  [[nodiscard]] Result<std::string> text(std::string_view sha256) const;

 private:
  Desk(std::filesystem::path root, DeskSettings settings) : root_(std::move(root)), settings_(std::move(settings)) {}
  std::filesystem::path root_;
  DeskSettings settings_;
};

/// Whether a file's name is that of one that is still to get its own: `.NAME.0123456789ab.tmp`.
bool is_unfinished(std::string_view file_name);
/// An hour ago: no write that is under way has begun before.
std::filesystem::file_time_type unfinished_before();

}  // namespace breadcrumb::record
