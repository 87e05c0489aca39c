#include "brief/zip.h"

#include <array>
#include <cstdint>

namespace breadcrumb::brief {

namespace {

/// CRC-32 as ZIP has it (polynomial 0xEDB88320, reflected).
std::uint32_t crc32(std::string_view bytes) {
  static const auto table = [] {
    std::array<std::uint32_t, 256> out{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      std::uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit) value = (value & 1U) != 0 ? (value >> 1) ^ 0xEDB88320U : value >> 1;
      out[i] = value;
    }
    return out;
  }();
  std::uint32_t sum = 0xFFFFFFFFU;
  for (const char c : bytes) sum = table[(sum ^ static_cast<std::uint8_t>(c)) & 0xFFU] ^ (sum >> 8);
  return sum ^ 0xFFFFFFFFU;
}

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

std::uint32_t number(std::string_view s, std::size_t at, int bytes) {
  std::uint32_t value = 0;
  for (int i = 0; i < bytes; ++i)
    value |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(s[at + static_cast<std::size_t>(i)])) << (8 * i);
  return value;
}

constexpr std::uint32_t fixed_date = 0x0021;  // 1 January 1980, the earliest a ZIP can say

Error broken(std::string what, std::size_t at) {
  return {ErrorKind::bad_input, "verify.unreadable", std::move(what), "byte " + std::to_string(at)};
}

}  // namespace

std::string write_zip(const std::vector<std::pair<std::string, std::string>>& parts, std::string_view comment) {
  std::string out, directory;
  for (const auto& [name, bytes] : parts) {
    const std::size_t at = out.size();
    std::string common;
    put(common, 20, 2);      // version needed
    put(common, 0x0800, 2);  // names are UTF-8
    put(common, 0, 2);       // stored
    put(common, 0, 2);       // time
    put(common, fixed_date, 2);
    put(common, crc32(bytes), 4);
    put(common, bytes.size(), 4);
    put(common, bytes.size(), 4);
    put(common, name.size(), 2);
    put(common, 0, 2);  // no extra field
    out += "PK\x03\x04" + common + name + bytes;
    directory += "PK\x01\x02";
    put(directory, 20, 2);
    directory += common;
    put(directory, 0, 2);  // no comment
    put(directory, 0, 2);  // disk
    put(directory, 0, 2);  // attributes
    put(directory, 0, 4);
    put(directory, at, 4);
    directory += name;
  }
  const std::size_t at = out.size();
  out += directory + "PK\x05\x06";
  put(out, 0, 4);
  put(out, parts.size(), 2);
  put(out, parts.size(), 2);
  put(out, directory.size(), 4);
  put(out, at, 4);
  put(out, comment.size(), 2);
  out += comment;
  return out;
}

Result<std::vector<ZipPart>> read_zip(std::string_view file, Sums sums) {
  std::vector<ZipPart> parts;
  std::size_t at = 0;
  constexpr std::size_t header = 30;
  while (file.substr(at).starts_with("PK\x03\x04")) {
    if (file.size() - at < header) return broken("the archive ends inside a part's header", at);
    const std::uint32_t method = number(file, at + 8, 2), sum = number(file, at + 14, 4),
                        size = number(file, at + 18, 4);
    const std::uint32_t name = number(file, at + 26, 2), extra = number(file, at + 28, 2);
    if (method != 0 || extra != 0 || number(file, at + 22, 4) != size)
      return broken("the archive was written by another program: its parts are packed", at);
    const std::size_t body = at + header + name;
    if (body > file.size() || file.size() - body < size) return broken("the archive ends inside a part", at);
    ZipPart part{.name = file.substr(at + header, name), .bytes = file.substr(body, size), .at = body};
    if (sums == Sums::checked && crc32(part.bytes) != sum)
      return broken("the part " + std::string(part.name) + " does not agree with its check sum", body);
    parts.push_back(part);
    if (parts.size() > 100) return broken("the archive has more parts than a briefing", at);
    at = body + size;
  }
  if (parts.empty()) return broken("no archive of ours", 0);
  return parts;
}

}  // namespace breadcrumb::brief
