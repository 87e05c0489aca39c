// Files that a browser sent, until an operation has read them: each under a token that nobody can guess.
//
//   auto uploads = BC_TRY(Uploads::open());
//   const auto token = BC_TRY(uploads.keep("readout.html", bytes));   // `upload:3f9a...`
//   const auto path = BC_TRY(uploads.path_of(token));
//
// They lie in a private folder of the system's temporary one and are gone when the server stops; the oldest go first
// when there are too many.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.h"

namespace breadcrumb::http {

class Uploads {
 public:
  /// Errors: `file.unwritable`.
  static Result<std::unique_ptr<Uploads>> open();
  ~Uploads();

  /// `name` is what the sender calls it: kept as the file's last name as far as a file may be called so. Errors:
  /// `file.unwritable`.
  Result<std::string> keep(std::string_view name, std::string_view bytes);
  /// Errors: `http.upload` (no such token, or it was let go).
  Result<std::string> path_of(std::string_view token);
  /// The same text without the folders that files lie in here: `upload:3f9a.../readout.html`.
  [[nodiscard]] std::string without_folders(std::string text) const;
  /// A new empty folder for one answer's file.
  Result<std::filesystem::path> new_folder();

 private:
  struct Kept {
    std::string token;
    std::filesystem::path path;
    std::uint64_t bytes = 0;
  };
  explicit Uploads(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::filesystem::path folder_;
  std::mutex mutex_;
  std::deque<Kept> kept_;
  std::uint64_t bytes_ = 0;
};

}  // namespace breadcrumb::http
