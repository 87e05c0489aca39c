// The small part of the ZIP format that a DOCX needs: stored parts, fixed times, and a comment at the end.
//
//   const std::string file = write_zip({{"a.xml", "<a/>"}}, "seal sha256:...");
//   const auto parts = BC_TRY(read_zip(file));
//
// Parts are stored, not deflated: the bytes depend on no library's version, and reading our own files again needs no
// decompression of hostile input.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace breadcrumb::brief {

struct ZipPart {
  std::string_view name, bytes;  ///< into the file
  std::size_t at = 0;            ///< byte of the file where `bytes` begins
};

std::string write_zip(const std::vector<std::pair<std::string, std::string>>& parts, std::string_view comment);

enum class Sums { checked, ignored };

/// Reads what `write_zip` wrote. Errors: `verify.unreadable` with the byte (another program's archive, a wrong sum).
Result<std::vector<ZipPart>> read_zip(std::string_view file, Sums sums = Sums::checked);

}  // namespace breadcrumb::brief
