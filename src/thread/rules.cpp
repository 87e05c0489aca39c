#include "thread/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/file.h"
#include "base/toml.h"
#include "text/utf8.h"
#include "text/words.h"

namespace breadcrumb::thread {
namespace {

constexpr std::uint64_t max_rules = 4 << 20;

Error bad(std::string_view where, std::string message) {
  return {ErrorKind::bad_input, "thread.rules_bad", std::move(message), std::string(where)};
}

constexpr std::array<std::pair<std::string_view, Grade>, 4> grade_names = {
    {{"talked", Grade::talked}, {"offered", Grade::offered}, {"agreed", Grade::agreed}, {"done", Grade::done}}};

Result<void> read_figures(Figures& figures, const Json& table, std::string_view where) {
  const std::array<std::pair<std::string_view, int*>, 14> names = {{{"accept", &figures.accept},
                                                                    {"accept_sides", &figures.accept_sides},
                                                                    {"split", &figures.split},
                                                                    {"merge", &figures.merge},
                                                                    {"ask_below", &figures.ask_below},
                                                                    {"heading", &figures.heading},
                                                                    {"body", &figures.body},
                                                                    {"names", &figures.names},
                                                                    {"topics", &figures.topics},
                                                                    {"same_heading", &figures.same_heading},
                                                                    {"kind_bonus", &figures.kind_bonus},
                                                                    {"order_bonus", &figures.order_bonus},
                                                                    {"form_bonus", &figures.form_bonus},
                                                                    {"age", &figures.age}}};
  for (const auto& [key, value] : table.members()) {
    if (!value.is_integer() || value.integer() < 0 || value.integer() > 100)
      return bad(where, fmt::format("figure `{}` must be a whole number from 0 to 100", key));
    const int number = static_cast<int>(value.integer());
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& entry) { return entry.first == key; });
    if (found != names.end())
      *found->second = number;
    else if (key == "line_hours")
      figures.line_hours = number;
    else
      return bad(where, fmt::format("there is no figure `{}`", key));
  }
  return {};
}

}  // namespace

std::string_view to_text(Grade grade) {
  constexpr std::array<std::string_view, 5> names = {"unknown", "talked", "offered", "agreed", "done"};
  return names.at(static_cast<std::size_t>(grade));
}

Result<void> ThreadRules::add(const Json& thread, const Json& acts, const Json& zones, std::string_view where) {
  BC_TRY(read_figures(figures_, thread["figures"], where));
  if (thread["names"].has("language")) name_language_ = thread["names"]["language"].string();
  for (const auto& heading : thread["frame"]["headings"].texts()) frame_headings_.insert(text::fold(heading));
  for (const auto& phrase : thread["frame"]["phrases"].texts())
    if (std::find(frame_phrases_.begin(), frame_phrases_.end(), phrase) == frame_phrases_.end())
      frame_phrases_.push_back(text::fold(phrase));
  for (const auto& word : thread["words"]["stop"].texts()) stop_words_[text::fold(word)] = true;
  for (const auto& word : thread["words"]["dull"].texts()) dull_words_[text::fold(word)] = true;
  for (const Json& entry : thread["terms"].items()) {
    const std::string& name = entry["name"].string();
    if (name.empty() || entry["wordings"].texts().empty())
      return bad(where, "every [[terms]] needs a `name` and `wordings`");
    for (const auto& wording : entry["wordings"].texts()) {
      Term term{text::fold(wording), {}, name};
      for (const text::Word& word : text::words(term.phrase))
        for (const std::string_view part : text::hyphen_parts(word.text))
          if (word.kind != text::WordKind::sign) term.words.push_back(text::light_stem(part));
      if (term.words.empty()) return bad(where, fmt::format("a wording of `{}` has no word in it", name));
      std::erase_if(terms_, [&](const Term& old) { return old.phrase == term.phrase; });
      terms_.push_back(std::move(term));
    }
  }
  std::stable_sort(terms_.begin(), terms_.end(), [](const Term& a, const Term& b) {
    return a.words.size() != b.words.size() ? a.words.size() > b.words.size() : a.phrase.size() > b.phrase.size();
  });
  for (const auto& [name, table] : acts["grade"].members()) {
    const auto found =
        std::find_if(grade_names.begin(), grade_names.end(), [&](const auto& entry) { return entry.first == name; });
    if (found == grade_names.end()) return bad(where, fmt::format("there is no grade `{}`", name));
    if (table.has("definition")) definitions_[found->second] = table["definition"].string();
    for (const auto& act : table["acts"].texts()) grades_[act] = found->second;
    for (const auto& [language, words] : table["words"].members())
      for (const auto& phrase : words.texts()) stated_[language][found->second].push_back(text::fold(phrase));
  }
  for (const auto& [party, minutes] : zones["minutes"].members()) {
    if (!minutes.is_integer() || minutes.integer() < -840 || minutes.integer() > 840)
      return bad(where, fmt::format("minutes of `{}` must be a whole number from -840 to 840", party));
    minutes_[party] = static_cast<int>(minutes.integer());
  }
  return {};
}

Result<ThreadRules> ThreadRules::parse(std::string_view thread_toml, std::string_view acts_toml,
                                       std::string_view zones_toml, std::string_view where) {
  ThreadRules rules;
  const Json thread = BC_TRY(parse_toml(thread_toml, where));
  const Json acts = BC_TRY(parse_toml(acts_toml, where));
  const Json zones = BC_TRY(parse_toml(zones_toml, where));
  BC_TRY(rules.add(thread, acts, zones, where));
  return rules;
}

Result<ThreadRules> ThreadRules::load(const std::vector<std::filesystem::path>& folders) {
  ThreadRules rules;
  bool found = false;
  for (const auto& folder : folders) {
    for (const char* name : {"thread.toml", "acts.toml", "zones.toml", "across.toml"}) {
      const auto path = folder / name;
      std::error_code error;
      if (!std::filesystem::exists(path, error)) continue;
      const std::string bytes = BC_TRY(read_file(path, max_rules));
      const Json table = BC_TRY(parse_toml(bytes, path.string()));
      const Json none = Json::object();
      const std::string_view which = name;
      if (which == "thread.toml") found = true;
      if (which == "across.toml") {
        BC_TRY(rules.across_.add(table, path.string()));
        continue;
      }
      BC_TRY(rules.add(which == "thread.toml" ? table : none, which == "acts.toml" ? table : none,
                       which == "zones.toml" ? table : none, path.string()));
    }
  }
  if (!found)
    return Error{ErrorKind::not_found, "thread.rules_missing", "no lexicon folder holds thread.toml",
                 folders.empty() ? "" : folders.front().string()};
  return rules;
}

Grade ThreadRules::grade_of(std::string_view act) const {
  const auto found = grades_.find(act);
  return found == grades_.end() ? Grade::unknown : found->second;
}

bool ThreadRules::states(Grade grade, std::string_view words, std::string_view language) const {
  const auto known = stated_.find(language);
  if (known == stated_.end()) return false;
  const std::string folded = text::fold(words);
  const auto letter = [&](std::size_t at) { return at < folded.size() && folded[at] >= 'a' && folded[at] <= 'z'; };
  for (auto at_least = known->second.lower_bound(grade); at_least != known->second.end(); ++at_least)
    for (const auto& phrase : at_least->second)
      for (auto at = folded.find(phrase); at != std::string::npos; at = folded.find(phrase, at + 1))
        if ((at == 0 || !letter(at - 1)) && !letter(at + phrase.size())) return true;
  return false;
}

ThreadRules ThreadRules::naming_in(std::string language) const {
  ThreadRules out = *this;
  out.name_language_ = std::move(language);
  return out;
}

const std::string& ThreadRules::definition(Grade grade) const {
  static const std::string none;
  const auto found = definitions_.find(grade);
  return found == definitions_.end() ? none : found->second;
}

std::optional<int> ThreadRules::minutes_of(std::string_view party) const {
  const auto found = minutes_.find(party);
  if (found == minutes_.end()) return std::nullopt;
  return found->second;
}

bool ThreadRules::is_stop_word(std::string_view word) const {
  return stop_words_.contains(word);
}
bool ThreadRules::is_dull_word(std::string_view stem) const {
  return dull_words_.contains(stem);
}

}  // namespace breadcrumb::thread
