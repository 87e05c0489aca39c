#include "source/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

namespace breadcrumb::source {

namespace {

struct Free {
  void operator()(struct archive* handle) const { archive_read_free(handle); }
};

Error bomb(std::string message, std::string_view where) {
  return {ErrorKind::too_big, "source.bomb", std::move(message), std::string(where)};
}

}  // namespace

Result<std::map<std::string, std::string>> read_zip(std::string_view bytes,
                                                    const std::vector<std::string_view>& prefixes,
                                                    const ZipLimits& limits) {
  const std::unique_ptr<struct archive, Free> zip(archive_read_new());
  const auto damaged = [&](std::string_view where) {
    const char* said = archive_error_string(zip.get());
    return Error{ErrorKind::bad_input, "source.damaged",
                 fmt::format("the archive cannot be read: {}", said == nullptr ? "it ends early" : said),
                 std::string(where)};
  };
  archive_read_support_format_zip_seekable(zip.get());
  // The list of the parts stands at the end.
  if (archive_read_open_memory(zip.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
    return Error{ErrorKind::bad_input, "source.damaged",
                 "the archive lacks its end, where its parts are listed; the file may have been cut off on its way",
                 ""};
  std::map<std::string, std::string> out;
  std::size_t entries = 0, total = 0;
  struct archive_entry* entry = nullptr;
  std::array<char, 65536> buffer;
  while (true) {
    const int status = archive_read_next_header(zip.get(), &entry);
    if (status == ARCHIVE_EOF) break;
    if (status < ARCHIVE_WARN) return damaged("");
    if (++entries > limits.entries)
      return bomb(fmt::format("the archive holds more than {} members", limits.entries), "");
    const char* raw = archive_entry_pathname(entry);
    if (raw == nullptr) continue;
    const std::string name = raw;
    if (archive_entry_is_encrypted(entry) > 0)
      return Error{ErrorKind::bad_input, "source.encrypted", "the archive is encrypted", name};
    const bool wanted = (name.ends_with(".xml") || name.ends_with(".rels")) &&
                        std::ranges::any_of(prefixes, [&](auto prefix) { return name.starts_with(prefix); });
    if (!wanted) continue;
    // What the directory owns up to costs nothing to refuse; a directory that lies is met while it is unpacked.
    const auto declared = archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : 0;
    if (declared > static_cast<la_int64_t>(limits.entry_bytes))
      return bomb(fmt::format("a member unpacks to more than {} bytes", limits.entry_bytes), name);
    // Which of two a program reads is its own affair, so that a file could be read as two.
    if (out.contains(name))
      return Error{ErrorKind::bad_input, "source.damaged", "the archive holds two members of one name", name};
    auto& member = out[name];
    while (true) {
      const auto got = archive_read_data(zip.get(), buffer.data(), buffer.size());
      if (got == 0) break;
      if (got < 0) return damaged(name);
      member.append(buffer.data(), static_cast<std::size_t>(got));
      total += static_cast<std::size_t>(got);
      if (member.size() > limits.entry_bytes)
        return bomb(fmt::format("a member unpacks to more than {} bytes", limits.entry_bytes), name);
      if (total > limits.total_bytes)
        return bomb(fmt::format("it unpacks to more than {} bytes", limits.total_bytes), name);
      if (total > limits.ratio_from && total / limits.ratio > bytes.size())
        return bomb(fmt::format("it unpacks to more than {} times its size", limits.ratio), name);
    }
  }
  return out;
}

}  // namespace breadcrumb::source
