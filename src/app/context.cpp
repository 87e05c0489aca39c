#include "app/context.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "app/typed.h"
#include "base/bytes.h"
#include "base/file.h"

namespace breadcrumb::app {

namespace fs = std::filesystem;

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool is_time(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00T00:00:00Z";
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (shape[i] == '0' ? !digit : text[i] != shape[i]) return false;
  }
  return true;
}

// Beside the binary (a copied folder), under ../share (an installed one), or two folders up (a build tree).
Result<fs::path> find_data() {
  std::vector<fs::path> places;
  if (const auto named = environment("BREADCRUMB_DATA"); !named.empty()) {
    places.emplace_back(named);
  } else {
    std::error_code code;
    const auto binary = fs::read_symlink("/proc/self/exe", code);
    if (!code) {
      const auto folder = binary.parent_path();
      places = {folder, folder / "../share/breadcrumb", folder / "../..", folder / "../../.."};
    }
  }
  for (const auto& place : places) {
    std::error_code code;
    if (fs::exists(place / "lexicon" / "parties.toml", code)) return fs::weakly_canonical(place, code);
  }
  return Error{ErrorKind::unavailable, "app.no_data",
               "the lexicon folder was not found beside the program; BREADCRUMB_DATA names the folder that holds it",
               places.empty() ? "" : places.front().string()};
}

/// Every file of the folder, by the language that it says it is in.
Result<brief::WordsByLanguage> load_words(const fs::path& folder) {
  brief::WordsByLanguage out;
  std::error_code code;
  for (const auto& file : fs::directory_iterator(folder, code)) {
    if (file.path().extension() != ".toml") continue;
    auto words = BC_TRY(brief::Words::parse(BC_TRY(read_file(file.path(), 1 << 20)), file.path().string()));
    auto language = words.language();
    out.insert_or_assign(std::move(language), std::move(words));
  }
  if (!out.contains("en"))
    return Error{ErrorKind::unavailable, "app.no_data", "the papers' own words in English are missing",
                 (folder / "en.toml").string()};
  return out;
}

std::string login_name() {
  if (auto named = environment("BREADCRUMB_AUTHOR"); !named.empty()) return named;
  if (const auto* entry = ::getpwuid(::geteuid()); entry != nullptr && entry->pw_name != nullptr) return entry->pw_name;
  return "officer";
}

// More than any field takes, so that what is too long is known as such without reading all of it: it may never end.
constexpr std::size_t most_input = 1 << 20;

Result<std::string> standard_input() {
  std::string out;
  std::array<char, 1 << 16> buffer{};
  while (true) {
    const auto got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      return Error{ErrorKind::unavailable, "file.unreadable", "standard input cannot be read", std::strerror(errno)};
    if (got == 0) return out;
    out.append(buffer.data(), static_cast<std::size_t>(got));
    if (out.size() > most_input)
      return Error{
          ErrorKind::too_big, "typed.too_long",
          fmt::format("more than {} bytes, and at most {} are taken here", most_input, most_bytes(Form::passage)), ""};
  }
}

}  // namespace

std::string_view program_version() {
  return BC_VERSION;
}

Result<Context> Context::of_environment() {
  Context out;
  out.data = BC_TRY(find_data());
  out.desk = environment("BREADCRUMB_DESK");
  out.author_name = login_name();
  out.input = standard_input;
  out.editor = environment("VISUAL").empty() ? environment("EDITOR") : environment("VISUAL");
  if (const auto fixed = environment("BREADCRUMB_NOW"); !fixed.empty()) {
    if (!is_time(fixed))
      return Error{ErrorKind::bad_input, "app.clock", "expected a time such as 2026-03-01T09:30:00Z", "BREADCRUMB_NOW"};
    out.now = [fixed] { return fixed; };
  } else {
    out.now = [] { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); };
  }
  if (const auto seed = environment("BREADCRUMB_TEST_SEED"); !seed.empty())
    out.ids = [seed, next = 0]() mutable { return sha256_hex(seed + "/" + std::to_string(next++)).substr(0, 32); };
  return out;
}

Result<Knowledge> load_knowledge(const Context& context, const record::Desk* desk) {
  const auto lexicon = context.data / "lexicon";
  std::vector<fs::path> overlays;
  std::vector<fs::path> thread_folders = {lexicon};
  if (desk != nullptr) {
    std::error_code code;
    if (const auto own = desk->root() / "lexicon"; fs::is_directory(own, code)) {
      overlays.push_back(own);
      thread_folders.push_back(own);
    }
  }
  Knowledge out{.grammar = BC_TRY(reader::Grammar::load(lexicon, overlays)),
                .furniture = BC_TRY(source::FurnitureRules::load(lexicon / "furniture.toml")),
                .threads = BC_TRY(thread::ThreadRules::load(thread_folders)),
                .words = BC_TRY(load_words(lexicon / "brief"))};
  for (auto& [language, words] : out.words) {
    for (const auto& [other, its] : out.words)
      for (const auto* standing : {"agenda.opening", "agenda.closing", "agenda.follow_up", "agenda.paper"})
        if (const auto* text = its.find(standing)) words.add_wording(standing, *text);
    std::map<std::string, std::string, std::less<>> names;
    for (const auto& party : out.grammar.parties()) {
      const auto& own = language == "ja" && !party.ja.empty() ? party.ja : party.names;
      if (!own.empty()) names[party.code] = own.front();
    }
    words.set_party_names(std::move(names));
  }
  return out;
}

Result<record::Desk> find_desk(const Context& context) {
  if (!context.desk.empty()) return record::Desk::open(context.desk);
  std::error_code code;
  const auto here = fs::current_path(code);
  if (code) return Error{ErrorKind::unavailable, "file.unreadable", "the current folder cannot be read", ""};
  return record::Desk::find(here);
}

fs::path rules_file(const Context& context, const record::Desk& desk, std::string_view name) {
  std::error_code code;
  auto own = desk.root() / "lexicon" / name;
  return fs::is_regular_file(own, code) ? own : context.data / "lexicon" / name;
}

Result<record::Record> open_record(const Context& context, record::Access access) {
  const auto desk = BC_TRY(find_desk(context));
  return record::Record::open(desk, access, context.ids);
}

Result<record::Stamp> stamp_of(const Context& context, const record::Record& record) {
  record::Stamp out;
  out.author = context.author.empty() ? BC_TRY(record.owner()) : context.author;
  out.time = context.now();
  if (context.begun_on) out.expected_head = std::exchange(*context.begun_on, std::string());
  return out;
}

}  // namespace breadcrumb::app
