#include "app/review_rules.h"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "base/file.h"
#include "base/toml.h"

namespace breadcrumb::app {

namespace {

constexpr std::uint64_t max_rules = 1 << 20;
Error bad_rules(std::string message, std::string_view where) {
  return {ErrorKind::bad_input, "review.rules", std::move(message), std::string(where)};
}

Result<void> add_list(std::vector<std::string>& into, const Json& list, std::string_view name, std::string_view where) {
  const auto words = list.texts();
  if (!list.is_null() && (!list.is_array() || words.size() != list.items().size()))
    return bad_rules(fmt::format("`{}` must be a list of words", name), where);
  for (const auto& word : words)
    if (word.empty()) return bad_rules(fmt::format("`{}` holds an empty word", name), where);
  into.insert(into.end(), words.begin(), words.end());
  return {};
}

}  // namespace

Result<void> ReviewRules::add(std::string_view toml, std::string_view where) {
  const Json file = BC_TRY(parse_toml(toml, where));
  const std::pair<std::string_view, int*> figures[] = {{"least", &least},
                                                       {"issue", &issue},
                                                       {"verbatim", &verbatim},
                                                       {"round_number", &round_number},
                                                       {"round_days", &round_days},
                                                       {"round_window", &round_window}};
  for (const auto& [name, figure] : figures) {
    if (!file.has(name)) continue;
    const auto value = file[name].integer(-1);
    if (value < 0 || value > 100)
      return bad_rules(fmt::format("`{}` must be a whole number from 0 to 100", name), where);
    *figure = static_cast<int>(value);
  }
  const auto& words = file["silent"];
  const std::pair<std::string_view, std::vector<std::string>*> lists[] = {{"classes_en", &silent.classes_en},
                                                                          {"classes_ja", &silent.classes_ja},
                                                                          {"agency_opens", &silent.agency_opens},
                                                                          {"agency_ends", &silent.agency_ends},
                                                                          {"agency_ends_ja", &silent.agency_ends_ja},
                                                                          {"no_agency_ja", &silent.no_agency_ja},
                                                                          {"en", &silent.en},
                                                                          {"ja", &silent.ja}};
  for (const auto& [name, list] : lists) BC_TRY(add_list(*list, words[name], fmt::format("silent.{}", name), where));
  BC_TRY(add_list(led_en, file["led"]["en"], "led.en", where));
  return add_list(led_ja, file["led"]["ja"], "led.ja", where);
}

Result<ReviewRules> ReviewRules::load(const Context& context, const record::Desk& desk) {
  ReviewRules out;
  const auto installed = context.data / "lexicon" / "review.toml";
  const auto own = rules_file(context, desk, "review.toml");
  BC_TRY(out.add(BC_TRY(read_file(installed.string(), max_rules)), installed.string()));
  if (own != installed) BC_TRY(out.add(BC_TRY(read_file(own.string(), max_rules)), own.string()));
  return out;
}

}  // namespace breadcrumb::app
