// What an issue is called in other languages than the one it was read or entered in: an officer's words, for papers in
// those languages.
//
//   issue set labor --name-in "ja=労働"
//   call_issues(material.view.dialogue, "ja");      // before a paper in Japanese is composed
//
// Kept in one field, `es=Trabajo; ja=労働`. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "app/context.h"
#include "model/desk_view.h"

namespace breadcrumb::app {

/// By language. Of a language that stands twice, the last counts; an empty name takes it away.
using NamesByLanguage = std::map<std::string, std::string, std::less<>>;
NamesByLanguage names_by_language(std::string_view value);
std::string to_text(const NamesByLanguage& names);

/// As they are kept. Errors: `entry.value` where a part is no `LANGUAGE=name` or papers are not written in that
/// language.
Result<std::string> checked_names(std::string_view field, std::string_view typed, const Knowledge& knowledge);

/// What the entry says it is called in that language; "" nothing.
std::string name_in(const EntryView& issue, std::string_view language);

/// Gives the dialogue's issues the names that they have in that language, where an officer entered one.
void call_issues(DialogueView& dialogue, std::string_view language);

}  // namespace breadcrumb::app
