// A folder whose files only its owner may read, and into which nobody else can have put a link or a file.
//
//   const auto folder = BC_TRY(PrivateFolder::open(desk / "drafts"));       // made with mode 0700 where it is not
//   there if (BC_TRY(folder.make("form.txt", bytes))) edit(folder.path() / "form.txt");      // mode 0600; false: the
//   name is taken const auto written = BC_TRY(folder.read("form.txt", 1 << 20));
//
// The folder is held open, so that what is read is in the folder that was looked at, whatever its path means by then.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace breadcrumb {

class PrivateFolder {
 public:
  /// Takes away what others may do in it. Errors: `file.unwritable`, `file.not_private` (refused: the path is a link or
  /// no folder, or the folder belongs to somebody else).
  static Result<PrivateFolder> open(const std::filesystem::path& path);

  PrivateFolder(PrivateFolder&& other) noexcept;
  PrivateFolder& operator=(PrivateFolder&&) = delete;
  ~PrivateFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// A new file; false when something of that name is there already, be it a link that leads nowhere. Errors:
  /// `file.unwritable`; nothing of the file is left then.
  Result<bool> make(const std::string& name, std::string_view bytes) const;
  /// Errors: those of `read_file`; `file.not_regular` for a link.
  Result<std::string> read(const std::string& name, std::uint64_t max_bytes) const;
  void remove(const std::string& name) const;

 private:
  PrivateFolder(std::filesystem::path path, int fd) : path_(std::move(path)), fd_(fd) {}

  std::filesystem::path path_;
  int fd_;
};

}  // namespace breadcrumb
