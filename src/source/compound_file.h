// The file of streams in storages that Office used before ZIP (MS-CFB), read from memory: Outlook's messages are some.
//
//   const auto file = BC_TRY(CompoundFile::open(bytes));
//   for (const auto entry : file.children(CompoundFile::root))
//     if (file.name(entry) == "__properties_version1.0") use(BC_TRY(file.stream(entry)));
//
// Every sector, entry and chain is checked: a chain that goes in a circle or leads out of the file is an error, and all
// streams together give no more than a few times the file's bytes. The bytes must outlive the object.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace breadcrumb::source {

class CompoundFile {
 public:
  static constexpr std::size_t root = 0;  ///< the entry that all others hang on

  /// Whether the bytes begin with the signature.
  static bool is_one(std::string_view bytes);
  /// Errors: `source.damaged` (`where` is the byte), `source.bomb` (more entries than any message has).
  static Result<CompoundFile> open(std::string_view bytes);

  /// Entries of a storage, in the order of its tree.
  [[nodiscard]] const std::vector<std::size_t>& children(std::size_t entry) const { return entries_[entry].children; }
  [[nodiscard]] const std::string& name(std::size_t entry) const { return entries_[entry].name; }
  [[nodiscard]] bool is_storage(std::size_t entry) const { return entries_[entry].type == 1 || entry == root; }
  [[nodiscard]] bool is_stream(std::size_t entry) const { return entries_[entry].type == 2; }
  [[nodiscard]] std::uint64_t size(std::size_t entry) const { return entries_[entry].size; }
  /// A stream's bytes. Errors: `source.damaged`, `source.bomb` (streams share their sectors).
  Result<std::string> stream(std::size_t entry);

 private:
  struct Entry {
    std::string name;  // UTF-8
    int type = 0;      // 1 storage, 2 stream, 5 root
    std::uint32_t left = 0, right = 0, child = 0, start = 0;
    std::uint64_t size = 0;
    std::size_t byte = 0;  // in the file
    std::vector<std::size_t> children;
  };
  explicit CompoundFile(std::string_view bytes) : bytes_(bytes) {}
  Result<void> read_tables();
  Result<void> read_entries();
  Result<void> read_tree(std::size_t storage, std::vector<bool>& seen);
  [[nodiscard]] std::string_view sector(std::uint32_t number) const;
  /// The sectors of a chain in order; at most `most`, more is an error.
  Result<std::vector<std::uint32_t>> chain(std::uint32_t start, const std::vector<std::uint32_t>& table,
                                           std::size_t most, std::string_view what) const;

  std::string_view bytes_;
  std::size_t sector_size_ = 512;
  std::size_t sectors_ = 0;
  std::vector<std::uint32_t> fat_, mini_fat_;
  std::string mini_;  // the stream that short streams are cut from
  std::vector<Entry> entries_;
  std::size_t given_ = 0;  // bytes of streams so far
};

}  // namespace breadcrumb::source
