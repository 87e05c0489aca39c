#include "source/compound_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

constexpr std::uint32_t last_sector = 0xFFFFFFFA;  // above are marks: end of a chain, free, ...
constexpr std::uint32_t end_of_chain = 0xFFFFFFFE, no_entry = 0xFFFFFFFF;
constexpr std::size_t header_size = 512, entry_size = 128, mini_size = 64, mini_cutoff = 4096;
constexpr std::size_t most_entries = 200'000;
constexpr std::size_t listed_in_header = 109;

std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t out = 0;
  for (std::size_t i = size; i-- > 0;)
    out = out << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
  return out;
}
std::uint32_t number32(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(number(bytes, at, 4));
}

Error damaged(std::string what, std::size_t byte) {
  return {ErrorKind::bad_input, "source.damaged", std::move(what), fmt::format("byte {}", byte)};
}

}  // namespace

bool CompoundFile::is_one(std::string_view bytes) {
  return bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
}

Result<CompoundFile> CompoundFile::open(std::string_view bytes) {
  if (!is_one(bytes)) return damaged("the signature of an Office file is missing", 0);
  if (bytes.size() < header_size) return damaged("the file ends inside its header", bytes.size());
  CompoundFile out(bytes);
  const auto shift = number(bytes, 30, 2);
  if (shift != 9 && shift != 12) return damaged("the file's sectors are of no size that is known", 30);
  if (number(bytes, 32, 2) != 6) return damaged("the file's short sectors are of no size that is known", 32);
  if (number32(bytes, 56) != mini_cutoff) return damaged("the file's short streams are of no size that is known", 56);
  out.sector_size_ = std::size_t{1} << shift;
  // The header takes the place of one sector. A last sector may be cut short, as some programs write it.
  out.sectors_ = bytes.size() > out.sector_size_ ? (bytes.size() - 1) / out.sector_size_ : 0;
  BC_TRY(out.read_tables());
  BC_TRY(out.read_entries());
  return out;
}

std::string_view CompoundFile::sector(std::uint32_t number) const {
  const auto at = (std::size_t{number} + 1) * sector_size_;
  return at < bytes_.size() ? bytes_.substr(at, sector_size_) : std::string_view();
}

Result<std::vector<std::uint32_t>> CompoundFile::chain(std::uint32_t start, const std::vector<std::uint32_t>& table,
                                                       std::size_t most, std::string_view what) const {
  std::vector<std::uint32_t> out;
  auto at = start;
  for (; at < last_sector; at = table[at]) {
    if (at >= table.size()) return damaged(fmt::format("{} leads out of the file, to sector {}", what, at), 0);
    // No chain has more links than there are sectors: one that has goes in a circle.
    if (out.size() >= most || out.size() >= table.size())
      return damaged(fmt::format("{} goes in a circle or on too long", what),
                     (std::size_t{out.back()} + 1) * sector_size_);
    out.push_back(at);
  }
  if (at != end_of_chain && at != no_entry)
    return damaged(fmt::format("{} ends where no chain does", what),
                   out.empty() ? 0 : (std::size_t{out.back()} + 1) * sector_size_);
  return out;
}

Result<void> CompoundFile::read_tables() {
  // The sectors of the allocation table: 109 are named by the header, others by sectors in a chain of their own.
  const auto wanted = number32(bytes_, 44);
  const auto per_sector = sector_size_ / 4;
  if (wanted == 0 || wanted > sectors_) return damaged("the allocation table is larger than the file, or missing", 44);
  std::vector<std::uint32_t> table;
  for (std::size_t i = 0; i < std::min<std::size_t>(wanted, listed_in_header); ++i)
    table.push_back(number32(bytes_, 76 + 4 * i));
  auto next = number32(bytes_, 68);
  for (std::size_t links = 0; table.size() < wanted; ++links) {
    if (next >= sectors_ || links >= sectors_)
      return damaged("the list of the allocation table leads out of the file", 68);
    const auto list = sector(next);
    for (std::size_t i = 0; i + 1 < per_sector && table.size() < wanted; ++i) table.push_back(number32(list, 4 * i));
    next = number32(list, sector_size_ - 4);
  }
  for (std::size_t k = 0; k < table.size() && fat_.size() < sectors_; ++k) {
    if (table[k] >= sectors_) return damaged("the allocation table leads out of the file", 76 + 4 * k);
    const auto part = sector(table[k]);
    for (std::size_t i = 0; i < per_sector && fat_.size() < sectors_; ++i) fat_.push_back(number32(part, 4 * i));
  }
  return {};
}

Result<void> CompoundFile::read_entries() {
  const auto directory = BC_TRY(chain(number32(bytes_, 48), fat_, sectors_, "the directory"));
  if (directory.empty()) return damaged("the file has no directory", 48);
  if (directory.size() * (sector_size_ / entry_size) > most_entries)
    return Error{ErrorKind::bad_input, "source.bomb", fmt::format("the file holds more than {} entries", most_entries),
                 "byte 48"};
  for (const auto number_of_sector : directory) {
    const auto part = sector(number_of_sector);
    for (std::size_t at = 0; at + entry_size <= part.size(); at += entry_size) {
      const auto raw = part.substr(at, entry_size);
      Entry entry;
      entry.byte = (std::size_t{number_of_sector} + 1) * sector_size_ + at;
      const auto length = std::min<std::uint64_t>(number(raw, 64, 2), 64);
      for (std::size_t i = 0; i + 3 < length; i += 2) {
        const auto c = static_cast<char32_t>(number(raw, i, 2));
        text::append_utf8(entry.name, c >= 0xD800 && c <= 0xDFFF ? U'\uFFFD' : c);
      }
      entry.type = static_cast<unsigned char>(raw[66]);
      entry.left = number32(raw, 68);
      entry.right = number32(raw, 72);
      entry.child = number32(raw, 76);
      entry.start = number32(raw, 116);
      // Files of version 3 may have anything in the upper half.
      entry.size = number(raw, 120, sector_size_ == 512 ? 4 : 8);
      entries_.push_back(std::move(entry));
    }
  }
  if (entries_.empty() || entries_[root].type != 5) return damaged("the directory does not begin with its root", 48);
  std::vector<bool> seen(entries_.size());
  seen[root] = true;
  // Storages are visited as they are found; `seen` ends every circle.
  std::vector<std::size_t> waiting = {root};
  while (!waiting.empty()) {
    const auto storage = waiting.back();
    waiting.pop_back();
    BC_TRY(read_tree(storage, seen));
    for (const auto entry : entries_[storage].children)
      if (entries_[entry].type == 1) waiting.push_back(entry);
  }
  const auto minis = BC_TRY(chain(number32(bytes_, 60), fat_, sectors_, "the table of short streams"));
  for (const auto each : minis)
    for (std::size_t i = 0; i < sector_size_ / 4; ++i) mini_fat_.push_back(number32(sector(each), 4 * i));
  if (entries_[root].size > 0) {
    for (const auto each : BC_TRY(chain(entries_[root].start, fat_, sectors_, "the stream of short streams")))
      mini_ += sector(each);
    mini_.resize(std::min<std::uint64_t>(mini_.size(), entries_[root].size));
  }
  return {};
}

// The entries of a storage hang in a search tree; in order without recursion, for a tree may be a list.
Result<void> CompoundFile::read_tree(std::size_t storage, std::vector<bool>& seen) {
  std::vector<std::size_t> path, out;
  auto at = entries_[storage].child;
  const auto storage_byte = entries_[storage].byte;
  while (at != no_entry || !path.empty()) {
    while (at != no_entry) {
      if (at >= entries_.size()) return damaged("an entry of the directory leads out of it", storage_byte);
      if (seen[at]) return damaged("entries of the directory go in a circle", entries_[at].byte);
      seen[at] = true;
      path.push_back(at);
      at = entries_[at].left;
    }
    const auto entry = path.back();
    path.pop_back();
    if (entries_[entry].type == 1 || entries_[entry].type == 2) out.push_back(entry);
    at = entries_[entry].right;
  }
  entries_[storage].children = std::move(out);
  return {};
}

Result<std::string> CompoundFile::stream(std::size_t index) {
  const auto& entry = entries_[index];
  if (entry.size > bytes_.size()) return damaged("a stream is larger than the file", entry.byte + 120);
  given_ += entry.size;
  if (given_ > bytes_.size() * 2 + (std::size_t{1} << 20))
    return Error{ErrorKind::bad_input, "source.bomb", "the file's streams hold more than the file",
                 fmt::format("byte {}", entry.byte + 120)};
  std::string out;
  if (entry.size == 0) return out;
  out.reserve(entry.size);
  const bool is_short = entry.size < mini_cutoff;
  const auto unit = is_short ? mini_size : sector_size_;
  const auto links = BC_TRY(chain(entry.start, is_short ? mini_fat_ : fat_, entry.size / unit + 1, "a stream"));
  for (const auto each : links) {
    if (is_short)
      out += std::size_t{each} * unit < mini_.size() ? std::string_view(mini_).substr(std::size_t{each} * unit, unit)
                                                     : std::string_view();
    else
      out += sector(each);
  }
  if (out.size() < entry.size) return damaged("a stream ends early", entry.byte + 120);
  out.resize(entry.size);
  return out;
}

}  // namespace breadcrumb::source
