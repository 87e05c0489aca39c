#include "app/issue_names.h"

#include <fmt/format.h>

#include "text/utf8.h"
#include "text/words.h"

namespace breadcrumb::app {

NamesByLanguage names_by_language(std::string_view value) {
  NamesByLanguage out;
  for (const auto part : text::pieces_of(value, ';')) {
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    const auto language = std::string(text::trim(part.substr(0, equals)));
    const auto name = text::trim(part.substr(equals + 1));
    if (name.empty())
      out.erase(language);
    else
      out[language] = name;
  }
  return out;
}

std::string to_text(const NamesByLanguage& names) {
  std::string out;
  for (const auto& [language, name] : names) out += (out.empty() ? "" : "; ") + language + "=" + name;
  return out;
}

Result<std::string> checked_names(std::string_view field, std::string_view typed, const Knowledge& knowledge) {
  std::vector<std::string> known;
  for (const auto& [language, words] : knowledge.words) known.push_back(language);
  for (const auto part : text::pieces_of(typed, ';')) {
    const auto equals = part.find('=');
    if (equals == std::string_view::npos || !knowledge.words.contains(text::trim(part.substr(0, equals))))
      return Error{
          ErrorKind::bad_input, "entry.value",
          fmt::format("{}: expected LANGUAGE=name, with a language that papers are written in ({}), not \"{}\"", field,
                      fmt::join(known, ", "), part.substr(0, 80)),
          ""};
  }
  return to_text(names_by_language(typed));
}

std::string name_in(const EntryView& issue, std::string_view language) {
  const auto names = names_by_language(issue["name_in"]);
  const auto found = names.find(language);
  return found == names.end() ? "" : found->second;
}

void call_issues(DialogueView& dialogue, std::string_view language) {
  std::map<std::string, std::string, std::less<>> called;
  for (auto& entry : dialogue.entries) {
    if (entry.noun != "issue") continue;
    const auto name = name_in(entry, language);
    if (name.empty()) continue;
    for (auto& thread : dialogue.threads)
      if (thread.answers_to(entry.number)) {
        called[thread.name] = name;
        thread.name = name;
      }
    // Signed by whoever gave the name in this language.
    if (const auto own = entry.fields.find("name"); own != entry.fields.end()) {
      own->second = entry.fields.find("name_in")->second;
      own->second.text = name;
    }
  }
  if (called.empty()) return;
  const auto rename = [&](std::string& name) {
    if (const auto found = called.find(name); found != called.end()) name = found->second;
  };
  for (auto& thread : dialogue.threads)
    for (auto& step : thread.steps) {
      for (auto& other : step.with) rename(other);
      rename(step.runner_up);
    }
}

}  // namespace breadcrumb::app
