#include "app/readout_style.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/file.h"
#include "base/toml.h"

namespace breadcrumb::app {

namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t max_style = 1 << 20;

std::vector<fs::path> folders(const Context& context, const record::Desk& desk) {
  return {context.data / "lexicon" / "readout", desk.root() / "lexicon" / "readout"};
}

bool is_file(const fs::path& path) {
  std::error_code code;
  return fs::is_regular_file(path, code);
}

/// The languages that there are styles of that name in.
std::set<std::string> languages_of(const std::vector<fs::path>& folders, std::string_view name) {
  std::set<std::string> out;
  for (const auto& folder : folders) {
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(folder, code)) {
      const auto file = entry.path().filename().string();
      const auto start = std::string(name) + ".";
      if (file.starts_with(start) && file.ends_with(".toml") && file.size() > start.size() + 5)
        out.insert(file.substr(start.size(), file.size() - start.size() - 5));
    }
  }
  return out;
}

}  // namespace

Result<std::string> style_language(const Context& context, const record::Desk& desk, std::string_view party,
                                   std::string_view wanted) {
  const auto where = folders(context, desk);
  auto all = languages_of(where, "default");
  if (!wanted.empty()) {
    if (all.contains(std::string(wanted))) return std::string(wanted);
    return Error{ErrorKind::not_found, "readout.language",
                 fmt::format("no style of lexicon/readout is in `{}`; there are {}", wanted, fmt::join(all, ", ")), ""};
  }
  const auto own = languages_of(where, party);
  const auto& among = own.empty() ? all : own;
  for (const auto& language : desk.settings().languages)
    if (among.contains(language)) return language;
  return among.empty() || among.contains("en") ? "en" : *among.begin();
}

Result<brief::ReadoutStyle> load_style(const Context& context, const record::Desk& desk, const Knowledge& knowledge,
                                       std::string_view party, std::string_view language) {
  std::vector<brief::ReadoutStyle::File> files;
  for (const auto& name : {fmt::format("default.{}.toml", language), fmt::format("{}.{}.toml", party, language)})
    for (const auto& folder : folders(context, desk))
      if (const auto path = folder / name; is_file(path))
        files.push_back({BC_TRY(read_file(path, max_style)), path.string()});
  if (files.empty())
    return Error{ErrorKind::not_found, "readout.language",
                 fmt::format("no style of lexicon/readout is in `{}`", language), ""};
  auto style = BC_TRY(brief::ReadoutStyle::parse(files));
  const auto acts = rules_file(context, desk, "acts.toml").string();
  add_names(style, knowledge.grammar, BC_TRY(parse_toml(BC_TRY(read_file(acts, max_style)), acts)));
  return style;
}

void add_names(brief::ReadoutStyle& style, const reader::Grammar& grammar, const Json& grades) {
  const auto first = [](const std::vector<std::string>& list) { return list.empty() ? std::string() : list.front(); };
  const bool japanese = style.language() == "ja";
  std::map<std::string, brief::ReadoutStyle::PartyWords, std::less<>> parties;
  for (const auto& party : grammar.parties()) {
    brief::ReadoutStyle::PartyWords words{
        .name = first(party.names), .adjective = first(party.adjectives), .city = first(party.capitals)};
    if (japanese) {
      if (!party.ja.empty()) words.name = party.ja.front();
      words.adjective = words.name;
    }
    if (words.name.empty()) words.name = party.code;
    parties[party.code] = std::move(words);
  }
  style.set_parties(std::move(parties));
  std::map<std::string, std::string, std::less<>> by_act;
  for (const auto& [grade, table] : grades["grade"].members())
    for (const auto& act : table["acts"].texts()) by_act[act] = grade;
  style.set_grades(std::move(by_act));
}

}  // namespace breadcrumb::app
