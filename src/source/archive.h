// The members of a zip held in memory, within limits that a bomb cannot pass (libarchive; the only file that knows it).
//
//   const auto members = BC_TRY(read_zip(bytes, {"word/"}, {}));
//   members.at("word/document.xml")
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace breadcrumb::source {

struct ZipLimits {
  std::size_t entry_bytes = std::size_t{64} << 20;
  std::size_t total_bytes = std::size_t{128} << 20;
  std::size_t entries = 10000;
  std::size_t ratio = 200;                        ///< of unpacked to packed, once past `ratio_from`
  std::size_t ratio_from = std::size_t{8} << 20;  ///< bytes
};

/// Members whose names begin with one of the prefixes and end with ".xml" or ".rels". Errors: `source.bomb`,
/// `source.damaged`, `source.encrypted`.
Result<std::map<std::string, std::string>> read_zip(std::string_view bytes,
                                                    const std::vector<std::string_view>& prefixes,
                                                    const ZipLimits& limits);

}  // namespace breadcrumb::source
