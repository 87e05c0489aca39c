// Compound files and Outlook messages made by the tests themselves (MS-CFB version 3, MS-OXMSG).
//
//   const auto bytes = compound(outlook({.subject = "Third round", .body = "The two sides met."}));
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace breadcrumb::source {

struct CfbNode {
  std::string name;  // ASCII
  std::string bytes = {};
  std::vector<CfbNode> children = {};
  bool storage = false;
};

inline std::string little(std::uint64_t value, int size) {
  std::string out;
  for (int i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

class CfbWriter {
 public:
  std::string write(const std::vector<CfbNode>& children) {
    add({.name = "Root Entry", .bytes = {}, .children = children, .storage = true}, 5);
    const auto mini_fat = chained_mini();
    auto& root = entries_[0];
    root.start = mini_.empty() ? end : put(mini_);
    root.size = mini_.size();
    std::string table;
    for (const auto link : mini_fat) table += little(link, 4);
    const auto mini_start = table.empty() ? end : put(table, '\xFF');
    std::string directory;
    for (const auto& entry : entries_) directory += entry_bytes(entry);
    const auto directory_start = put(directory);
    // The table holds its own sectors; how many there are is found by trying.
    std::size_t fats = 1;
    while (fats * 128 < fat_.size() + fats) ++fats;
    const auto first = fat_.size();
    for (std::size_t i = 0; i < fats; ++i) fat_.push_back(0xFFFFFFFD);
    std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(16, '\0') + little(0x3E, 2) + little(3, 2) +
                         little(0xFFFE, 2) + little(9, 2) + little(6, 2) + std::string(6, '\0') + little(0, 4) +
                         little(fats, 4) + little(directory_start, 4) + little(0, 4) + little(4096, 4) +
                         little(mini_start, 4) + little((table.size() + 511) / 512, 4) + little(end, 4) + little(0, 4);
    for (std::size_t i = 0; i < 109; ++i) header += little(i < fats ? first + i : 0xFFFFFFFF, 4);
    std::string fat;
    for (const auto link : fat_) fat += little(link, 4);
    fat.resize(fats * 512, '\xFF');
    return header + sectors_ + fat;
  }

 private:
  static constexpr std::uint32_t end = 0xFFFFFFFE, none = 0xFFFFFFFF;
  struct Entry {
    std::string name;
    int type = 0;
    std::uint32_t right = none, child = none, start = 0;
    std::size_t size = 0;
  };

  std::uint32_t put(const std::string& bytes, char fill = '\0') {
    const auto first = static_cast<std::uint32_t>(fat_.size());
    const auto count = (bytes.size() + 511) / 512;
    sectors_ += bytes;
    sectors_.resize(fat_.size() * 512 + count * 512, fill);
    for (std::size_t i = 0; i < count; ++i)
      fat_.push_back(i + 1 < count ? first + static_cast<std::uint32_t>(i) + 1 : end);
    return first;
  }

  std::uint32_t add(const CfbNode& node, int type) {
    const auto index = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({.name = node.name, .type = type});
    if (!node.storage) {
      entries_[index].size = node.bytes.size();
      if (node.bytes.size() >= 4096) {
        entries_[index].start = put(node.bytes);
      } else if (node.bytes.empty()) {
        entries_[index].start = end;
      } else {
        entries_[index].start = static_cast<std::uint32_t>(mini_.size() / 64);
        mini_ += node.bytes;
        mini_.resize((mini_.size() + 63) / 64 * 64);
        mini_ends_.push_back(mini_.size() / 64);
      }
    }
    auto children = node.children;
    std::ranges::sort(children, [](const auto& a, const auto& b) {
      return a.name.size() != b.name.size() ? a.name.size() < b.name.size() : a.name < b.name;
    });
    std::uint32_t before = none;
    for (const auto& child : children) {
      const auto at = add(child, child.storage ? 1 : 2);
      (before == none ? entries_[index].child : entries_[before].right) = at;
      before = at;
    }
    return index;
  }

  std::vector<std::uint32_t> chained_mini() const {
    std::vector<std::uint32_t> out;
    std::size_t next = 0;
    for (std::size_t i = 0; i < mini_.size() / 64; ++i) {
      const bool last = i + 1 == mini_ends_[next];
      out.push_back(last ? end : static_cast<std::uint32_t>(i + 1));
      next += last ? 1 : 0;
    }
    return out;
  }

  static std::string entry_bytes(const Entry& entry) {
    std::string name;
    for (const char c : entry.name) name += {c, '\0'};
    name.resize(64);
    return name + little(entry.name.size() * 2 + 2, 2) + little(static_cast<std::uint64_t>(entry.type), 1) +
           little(1, 1) + little(none, 4) + little(entry.right, 4) + little(entry.child, 4) + std::string(36, '\0') +
           little(entry.start, 4) + little(entry.size, 8);
  }

  std::vector<Entry> entries_;
  std::string sectors_, mini_;
  std::vector<std::size_t> mini_ends_;
  std::vector<std::uint32_t> fat_;
};

inline std::string compound(const std::vector<CfbNode>& children) {
  return CfbWriter().write(children);
}

inline std::string utf16(const std::u16string& words) {
  std::string out;
  for (const auto c : words) out += little(c, 2);
  return out;
}

/// The stream of a property, `tag` with its type: 0x0037001F.
inline CfbNode property(std::uint32_t tag, std::string bytes) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string name = "__substg1.0_";
  for (int shift = 28; shift >= 0; shift -= 4) name += digits[tag >> shift & 0xF];
  return {.name = name, .bytes = std::move(bytes)};
}

/// The table of properties of a fixed size; `header` is 32 bytes for a message, 24 for one inside, 8 for a file.
inline CfbNode fixed(std::size_t header, const std::map<std::uint32_t, std::uint64_t>& values) {
  std::string bytes(header, '\0');
  for (const auto& [tag, value] : values) bytes += little(tag, 4) + little(6, 4) + little(value, 8);
  return {.name = "__properties_version1.0", .bytes = bytes};
}

/// A file that a message brings.
inline CfbNode attached(std::size_t number, const std::u16string& name, const std::string& bytes) {
  static constexpr char digits[] = "0123456789ABCDEF";
  return {.name = std::string("__attach_version1.0_#0000000") + digits[number & 0xF],
          .bytes = {},
          .children = {fixed(8, {{0x37050003, 1}}), property(0x3707001F, utf16(name)), property(0x37010102, bytes)},
          .storage = true};
}

/// A message inside of a message.
inline CfbNode embedded(std::size_t number, std::vector<CfbNode> message) {
  static constexpr char digits[] = "0123456789ABCDEF";
  return {.name = std::string("__attach_version1.0_#0000000") + digits[number & 0xF],
          .bytes = {},
          .children = {fixed(8, {{0x37050003, 5}}),
                       {.name = "__substg1.0_3701000D", .bytes = {}, .children = std::move(message), .storage = true}},
          .storage = true};
}

}  // namespace breadcrumb::source
