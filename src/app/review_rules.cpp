#include "app/review_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "app/owners.h"
#include "base/file.h"
#include "base/toml.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

constexpr std::uint64_t max_rules = 1 << 20;

Error bad_rules(std::string message, std::string_view where) {
  return {ErrorKind::bad_input, "review.rules", std::move(message), std::string(where)};
}

using Figures = std::map<std::string_view, int*>;
using Lists = std::map<std::string_view, std::vector<std::string>*>;

Result<void> set_figure(int& into, const Json& value, std::string_view name, std::string_view where) {
  const auto figure = value.integer(-1);
  if (figure < 0 || figure > 100)
    return bad_rules(fmt::format("`{}` must be a whole number from 0 to 100", name), where);
  into = static_cast<int>(figure);
  return {};
}

Result<void> add_to_list(std::vector<std::string>& into, const Json& value, std::string_view name,
                         std::string_view where) {
  const auto words = value.texts();
  if (!value.is_array() || !std::ranges::all_of(value.items(), &Json::is_string))
    return bad_rules(fmt::format("`{}` must be a list of words", name), where);
  for (const auto& word : words)
    if (text::trim(word).empty()) return bad_rules(fmt::format("`{}` holds an empty word", name), where);
  into.insert(into.end(), words.begin(), words.end());
  return {};
}

/// A class that the lexicons do not have would make nothing silent, and nobody would be told.
Result<void> known_classes(const PlacedToml& placed, const reader::Grammar& grammar, std::string_view where) {
  constexpr std::pair<std::string_view, std::string_view> lists[] = {
      {"titles_en", "en"}, {"classes_en", "en"}, {"classes_ja", "ja"}};
  for (const auto& [list, language] : lists) {
    const auto* words = grammar.language(language);
    if (words == nullptr) continue;
    const auto names = placed.value["silent"][list].texts();
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (words->classes.contains(names[i])) continue;
      const auto line = placed.lines.find(fmt::format("/silent/{}/{}", list, i));
      std::string near;
      for (const auto& [known, phrases] : words->classes)
        if (slips_between(names[i], known, 2) <= 2 && near.empty()) near = fmt::format("; is `{}` meant?", known);
      return bad_rules(fmt::format("silent.{}: there is no class `{}` of words in lexicon/{}.toml{}", list, names[i],
                                   language, near),
                       fmt::format("{}:{}", where, line == placed.lines.end() ? 1 : line->second));
    }
  }
  return {};
}

Result<void> add_lists(const Lists& lists, const Json& value, std::string_view name, std::string_view where) {
  if (!value.is_object()) return bad_rules(fmt::format("`{}` must be a table of lists", name), where);
  for (const auto& [key, list] : value.members()) {
    const auto known = lists.find(key);
    if (known == lists.end()) return bad_rules(fmt::format("there is no `{}.{}`", name, key), where);
    BC_TRY(add_to_list(*known->second, list, fmt::format("{}.{}", name, key), where));
  }
  return {};
}

}  // namespace

Result<void> ReviewRules::add(std::string_view toml, std::string_view where, const reader::Grammar* grammar) {
  const PlacedToml placed = BC_TRY(parse_placed_toml(toml, where));
  const Json& file = placed.value;
  const Figures figures = {{"least", &least},
                           {"issue", &issue},
                           {"round_number", &round_number},
                           {"round_days", &round_days},
                           {"round_window", &round_window},
                           {"denied", &denied},
                           {"meeting", &meeting}};
  const std::map<std::string_view, Lists> tables = {{"silent",
                                                     {{"titles_en", &silent.titles_en},
                                                      {"classes_en", &silent.classes_en},
                                                      {"classes_ja", &silent.classes_ja},
                                                      {"agency_opens", &silent.agency_opens},
                                                      {"agency_ends", &silent.agency_ends},
                                                      {"agency_ends_ja", &silent.agency_ends_ja},
                                                      {"no_agency_ja", &silent.no_agency_ja},
                                                      {"en", &silent.en},
                                                      {"ja", &silent.ja}}},
                                                    {"led", {{"en", &led_en}, {"ja", &led_ja}}},
                                                    {"delivered", {{"en", &delivered_en}, {"ja", &delivered_ja}}},
                                                    {"to_come", {{"en", &to_come_en}, {"ja", &to_come_ja}}}};
  for (const auto& [name, value] : file.members()) {
    if (const auto figure = figures.find(name); figure != figures.end())
      BC_TRY(set_figure(*figure->second, value, name, where));
    else if (const auto table = tables.find(name); table != tables.end())
      BC_TRY(add_lists(table->second, value, name, where));
    else
      return bad_rules(fmt::format("there is no `{}`", name), where);
  }
  return grammar == nullptr ? Result<void>() : known_classes(placed, *grammar, where);
}

Result<ReviewRules> ReviewRules::load(const Context& context, const record::Desk& desk,
                                      const reader::Grammar& grammar) {
  ReviewRules out;
  const auto installed = context.data / "lexicon" / "review.toml";
  const auto own = rules_file(context, desk, "review.toml");
  BC_TRY(out.add(BC_TRY(read_file(installed.string(), max_rules)), installed.string(), &grammar));
  if (own != installed) BC_TRY(out.add(BC_TRY(read_file(own.string(), max_rules)), own.string(), &grammar));
  return out;
}

}  // namespace breadcrumb::app
