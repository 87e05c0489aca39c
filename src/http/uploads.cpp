#include "http/uploads.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>

#include "base/bytes.h"
#include "base/file.h"
#include "text/utf8.h"

namespace breadcrumb::http {

namespace {

namespace fs = std::filesystem;
constexpr std::string_view prefix = "upload:";
constexpr std::size_t most_files = 64;
constexpr std::uint64_t most_bytes = std::uint64_t{512} << 20;

/// A sender's name for a file as one that lies in a folder of ours: no path, nothing hidden, not too long.
std::string file_name(std::string_view name) {
  const auto leaf = name.substr(name.find_last_of("/\\") + 1);
  std::string out;
  for (std::size_t i = 0; i < leaf.size();) {
    const std::size_t start = i;
    const char32_t c = text::next_char(leaf, i);
    if (c == 0xFFFD || c == '\n' || c == '\t' || text::is_hidden(c)) continue;
    if (out.size() + (i - start) > 200) break;
    out.append(leaf, start, i - start);
  }
  return out.empty() || out == "." || out == ".." ? "file" : out;
}

Error unwritable(const fs::path& path, const std::error_code& code) {
  return {ErrorKind::unavailable, "file.unwritable", "cannot write: " + code.message(), path.string()};
}

}  // namespace

Result<std::unique_ptr<Uploads>> Uploads::open() {
  std::error_code code;
  auto folder = (fs::temp_directory_path(code) / "breadcrumb-XXXXXX").string();
  if (code) return unwritable("", code);
  if (::mkdtemp(folder.data()) == nullptr) return unwritable(folder, {errno, std::generic_category()});
  return std::unique_ptr<Uploads>(new Uploads(folder));
}

Uploads::~Uploads() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Result<fs::path> Uploads::new_folder() {
  const auto path = folder_ / random_id();
  std::error_code code;
  if (!fs::create_directory(path, code) && code) return unwritable(path, code);
  return path;
}

Result<std::string> Uploads::keep(std::string_view name, std::string_view bytes) {
  const auto folder = BC_TRY(new_folder());
  Kept one{.token = folder.filename().string(), .path = folder / file_name(name), .bytes = bytes.size()};
  BC_TRY(write_file(one.path, bytes));
  const std::lock_guard lock(mutex_);
  kept_.push_back(one);
  bytes_ += one.bytes;
  while (kept_.size() > 1 && (kept_.size() > most_files || bytes_ > most_bytes)) {
    std::error_code ignored;
    fs::remove_all(kept_.front().path.parent_path(), ignored);
    bytes_ -= kept_.front().bytes;
    kept_.pop_front();
  }
  return std::string(prefix) + one.token;
}

Result<std::string> Uploads::path_of(std::string_view token) {
  const std::lock_guard lock(mutex_);
  if (token.starts_with(prefix)) {
    const auto found = std::ranges::find(kept_, token.substr(prefix.size()), &Kept::token);
    if (found != kept_.end()) return found->path.string();
  }
  return Error{
      ErrorKind::bad_input, "http.upload",
      "expected what POST /files answered, such as upload:3f9a...; files of this machine are not read from here",
      std::string(token.substr(0, 200))};
}

std::string Uploads::without_folders(std::string text) const {
  const auto ours = folder_.string() + "/";
  for (auto at = text.find(ours); at != std::string::npos; at = text.find(ours, at + prefix.size()))
    text.replace(at, ours.size(), prefix);
  return text;
}

}  // namespace breadcrumb::http
