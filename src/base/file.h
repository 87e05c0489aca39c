// Reading whole files within a limit, and writing them so that a crash leaves the old one or the new one.
//
//   const auto bytes = BC_TRY(read_file("notice.txt", 64 << 20));
//   BC_TRY(write_file(desk / "sources/ab/abcd", bytes));     // temporary file, fsync, rename, fsync of the folder
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace breadcrumb {

/// Sees that the folder that `path` names stands, before work is done for a file in it. Errors: `file.no_folder`.
Result<void> need_folder(const std::filesystem::path& path);

/// The bytes of a regular file. Errors: `file.not_found`, `file.is_directory`, `file.unreadable`, `file.too_big`,
/// `file.not_regular` (a pipe or device), `file.changed` (it shrank while it was read).
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t max_bytes);

/// The same of a file that is open already, and stays so; `where` is what errors call it.
Result<std::string> read_open_file(int file, const std::string& where, std::uint64_t max_bytes);

/// Durable replacement of a file; makes missing folders. Errors: `file.unwritable`.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

/// fsync of a folder, so that a rename in it survives a power cut. Errors: `file.unwritable`.
Result<void> sync_folder(const std::filesystem::path& folder);

}  // namespace breadcrumb
