#include "app/party.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.h"
#include "text/zones.h"

namespace breadcrumb::app {

const reader::Party* find_party(const reader::Grammar& grammar, std::string_view typed) {
  const auto wanted = text::fold(typed);
  if (wanted.empty()) return nullptr;
  const auto is = [&](const std::string& name) { return text::fold(name) == wanted; };
  // A code comes before a name: "Chad" is no other party's code, and shall stay so whatever a desk's own list holds.
  for (const auto& party : grammar.parties())
    if (is(party.code)) return &party;
  for (const auto& party : grammar.parties())
    if (std::ranges::any_of(party.names, is) || std::ranges::any_of(party.ja, is)) return &party;
  return nullptr;
}

Result<std::string> party_code(const reader::Grammar& grammar, std::string_view typed, std::string_view code) {
  if (typed.empty()) return std::string();
  if (const auto* party = find_party(grammar, typed); party != nullptr) return party->code;
  return Error{ErrorKind::bad_input, std::string(code),
               fmt::format("\"{}\" is no party: expected a code or a name such as JPN, Japan or EU", typed), ""};
}

std::string capital_zone(const reader::Grammar& grammar, std::string_view code) {
  const auto* party = grammar.party(code);
  if (party == nullptr) return "";
  return party->zone.empty() ? text::zone_of(code) : party->zone;
}

std::string today_at(const record::Desk& desk, const reader::Grammar& grammar, std::string_view now) {
  return text::day_in(capital_zone(grammar, desk.settings().party), now);
}

std::string owner_of(const reader::Grammar& grammar, std::string_view typed) {
  auto folded = text::fold(typed);
  if (folded == "both" || folded == "all") return folded;
  if (const auto* party = find_party(grammar, typed); party != nullptr) return party->code;
  return std::string(text::trim(typed));
}

}  // namespace breadcrumb::app
