#include "record/desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/bytes.h"
#include "base/file.h"
#include "base/toml.h"
#include "record/event.h"
#include "text/utf8.h"

namespace breadcrumb::record {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most_settings_bytes = 1 << 20;
constexpr std::uint64_t most_file_bytes = std::uint64_t{4} << 30;
constexpr long long format = 1;

Error settings_error(std::string message, const fs::path& where) {
  return {ErrorKind::bad_input, "desk.settings", std::move(message), where.string()};
}

bool stands(const fs::path& path) {
  std::error_code code;
  return fs::exists(path, code);
}

/// A TOML basic string; the settings have been checked to be UTF-8 without control characters.
std::string toml_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

bool is_plain(std::string_view text) {
  return text::first_invalid_utf8(text) == std::string_view::npos &&
         std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

Result<void> check_settings(const DeskSettings& settings, const fs::path& where) {
  if (text::trim(settings.name).empty() || settings.name.size() > 200 || !is_plain(settings.name))
    return settings_error("a desk's name is 1 to 200 bytes of text on one line", where);
  if (settings.party.size() > 16 || !is_plain(settings.party))
    return settings_error("a party is a short code such as JPN, or nothing", where);
  for (const auto& language : settings.languages)
    if (language.empty() || language.size() > 16 || !is_plain(language))
      return settings_error("a language is a short code such as en or ja", where);
  return {};
}

fs::path hashed_path(const fs::path& folder, std::string_view sha256, std::string_view ending) {
  return folder / std::string(sha256.substr(0, 2)) / (std::string(sha256) + std::string(ending));
}

/// The file's bytes if they have the hash that is its name.
Result<std::string> checked(const fs::path& path, std::string_view sha256) {
  if (!is_lower_hex(sha256, 64))
    return Error{ErrorKind::not_found, "desk.source_missing", "expected a SHA-256 in 64 hex digits",
                 std::string(sha256)};
  auto bytes = read_file(path, most_file_bytes);
  if (!bytes) {
    if (bytes.error().kind != ErrorKind::not_found) return bytes;
    return Error{ErrorKind::not_found, "desk.source_missing", "the desk does not hold this file", path.string()};
  }
  if (sha256_hex(*bytes) != sha256)
    return Error{ErrorKind::broken, "desk.source_damaged", "the file's bytes are not the ones it is named after",
                 path.string()};
  return bytes;
}

Result<std::string> store(const fs::path& path, std::string sha256, std::string_view bytes) {
  // A damaged copy is replaced: what we are given has the right hash.
  if (!checked(path, sha256)) BC_TRY(write_file(path, bytes));
  return sha256;
}

}  // namespace

Result<Desk> Desk::create(const fs::path& folder, const DeskSettings& settings) {
  const auto file = folder / "desk.toml";
  BC_TRY(check_settings(settings, file));
  // A desk.toml alone is left by an `init` that was killed: that desk has never been one.
  const bool begun = stands(file) && !stands(folder / "record.sqlite") && !stands(folder / "sources");
  if (!begun && (stands(file) || stands(folder / "record.sqlite")))
    return Error{ErrorKind::conflict, "desk.exists", "there is a desk in this folder already", folder.string()};
  std::string languages;
  for (const auto& language : settings.languages) languages += (languages.empty() ? "" : ", ") + toml_string(language);
  BC_TRY(write_file(file, fmt::format("# A Breadcrumb desk. Written once; the record beside it holds everything else.\n"
                                      "format = {}\nname = {}\nparty = {}\nlanguages = [{}]\n",
                                      format, toml_string(settings.name), toml_string(settings.party), languages)));
  return open(folder);
}

Result<Desk> Desk::open(const fs::path& folder) {
  std::error_code code;
  auto root = fs::absolute(folder, code).lexically_normal();
  if (code) root = folder;
  const auto file = root / "desk.toml";
  const auto bytes = read_file(file, most_settings_bytes);
  if (!bytes) {
    if (bytes.error().kind != ErrorKind::not_found) return bytes.error();
    return Error{ErrorKind::not_found, "desk.not_found", "there is no desk here; `breadcrumb init` makes one",
                 root.string()};
  }
  const Json toml = BC_TRY(parse_toml(*bytes, file.string()));
  const Json& version = toml["format"];
  if (!version.is_integer() || version.integer() < 1) return settings_error("expected `format = 1`", file);
  if (version.integer() > format)
    return Error{ErrorKind::refused, "desk.newer",
                 fmt::format("the desk has format {}, this Breadcrumb reads up to {}", version.integer(), format),
                 file.string()};
  if (!toml["name"].is_string()) return settings_error("expected `name = \"...\"`", file);
  DeskSettings settings{toml["name"].string(), toml["party"].string(), toml["languages"].texts()};
  BC_TRY(check_settings(settings, file));
  return Desk(std::move(root), std::move(settings));
}

Result<Desk> Desk::find(const fs::path& start) {
  std::error_code code;
  auto at = fs::absolute(start, code).lexically_normal();
  if (code) return open(start);
  for (;;) {
    if (stands(at / "desk.toml")) return open(at);
    if (!at.has_parent_path() || at.parent_path() == at) break;
    at = at.parent_path();
  }
  return Error{ErrorKind::not_found, "desk.not_found",
               "there is no desk in this folder or above it; `breadcrumb init` makes one", start.string()};
}

fs::path Desk::source_path(std::string_view sha256) const {
  return hashed_path(root_ / "sources", sha256, "");
}
fs::path Desk::text_path(std::string_view sha256) const {
  return hashed_path(root_ / "texts", sha256, ".txt");
}

Result<std::string> Desk::store_source(std::string_view bytes) const {
  auto sha256 = sha256_hex(bytes);
  return store(source_path(sha256), sha256, bytes);
}

Result<std::string> Desk::store_text(std::string_view bytes) const {
  if (const auto bad = text::first_invalid_utf8(bytes); bad != std::string_view::npos)
    return Error{ErrorKind::bad_input, "desk.text_encoding", fmt::format("a text is UTF-8; byte {} is not", bad), ""};
  auto sha256 = sha256_hex(bytes);
  return store(text_path(sha256), sha256, bytes);
}

Result<std::vector<std::string>> Desk::remove_unfinished(fs::file_time_type before) const {
  std::vector<std::string> out;
  for (const auto* folder : {"sources", "texts"}) {
    std::error_code code;
    std::vector<fs::path> stale;
    for (fs::recursive_directory_iterator at(root_ / folder, code), end; !code && at != end; at.increment(code))
      if (is_unfinished(at->path().filename().string()) && at->last_write_time(code) < before)
        stale.push_back(at->path());
    for (const auto& path : stale)
      if (fs::remove(path, code)) out.push_back(path.lexically_relative(root_).generic_string());
  }
  std::ranges::sort(out);
  return out;
}

Result<std::string> Desk::source_bytes(std::string_view sha256) const {
  return checked(source_path(sha256), sha256);
}
Result<std::string> Desk::text(std::string_view sha256) const {
  return checked(text_path(sha256), sha256);
}

bool is_unfinished(std::string_view file_name) {
  constexpr std::size_t tail = 1 + 12 + 4;
  return file_name.size() > 1 + tail && file_name[0] == '.' && file_name.ends_with(".tmp") &&
         is_lower_hex(file_name.substr(file_name.size() - tail + 1, 12), 12);
}

fs::file_time_type unfinished_before() {
  return fs::file_time_type::clock::now() - std::chrono::hours(1);
}

}  // namespace breadcrumb::record
