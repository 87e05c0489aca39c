// A field's value as it was typed, in the form in which it is kept.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "app/issue_names.h"
#include "app/nouns.h"
#include "app/party.h"
#include "app/typed.h"
#include "text/utf8.h"
#include "text/zones.h"

namespace breadcrumb::app {

namespace {

Error wrong(const Field& field, std::string_view typed, std::string expected) {
  return {ErrorKind::bad_input, "entry.value",
          fmt::format("{}: expected {}, not \"{}\"", field.name, expected, typed.substr(0, 80)), ""};
}

std::optional<int> whole_number(std::string_view typed) {
  int out = 0;
  const auto [end, problem] = std::from_chars(typed.data(), typed.data() + typed.size(), out);
  if (problem != std::errc() || end != typed.data() + typed.size() || out < 1) return std::nullopt;
  return out;
}

}  // namespace

Result<std::string> checked(const Field& field, std::string_view typed, const FieldCheck& check) {
  const auto value = text::trim(typed);
  if (value.empty()) return std::string();
  const auto& grammar = check.knowledge->grammar;
  switch (field.kind) {
    case FieldKind::line:
    case FieldKind::sources:
      if (value.find('\n') != std::string_view::npos) return wrong(field, value, "one line");
      return std::string(value);
    case FieldKind::text:
      return std::string(value);
    case FieldKind::names:
      return checked_names(field.name, value, *check.knowledge);
    case FieldKind::date:
      if (!is_day_or_month(value) || value.starts_with("0000"))
        return wrong(field, value, "a date such as 2024-08-30 (or 2024-08)");
      BC_TRY(check_day(field.name, value, field.ahead, check.now));
      return std::string(value);
    case FieldKind::time:
      if (value.size() != 5 || value[2] != ':' || value.substr(0, 2) > "23" || value.substr(3) > "59" ||
          !std::ranges::all_of(value, [](char c) { return c == ':' || (c >= '0' && c <= '9'); }))
        return wrong(field, value, "a time such as 09:30");
      return std::string(value);
    case FieldKind::zone:
      if (!text::is_zone(value)) return wrong(field, value, "a time zone such as Asia/Tokyo");
      return std::string(value);
    case FieldKind::choice:
      if (std::ranges::find(field.choices, value) == field.choices.end())
        return wrong(field, value, fmt::format("one of: {}", fmt::join(field.choices, ", ")));
      return std::string(value);
    case FieldKind::yes_no:
      if (value != "yes" && value != "no") return wrong(field, value, "yes or no");
      return std::string(value);
    case FieldKind::number:
      if (!whole_number(value)) return wrong(field, value, "a whole number from 1");
      if (field.name == "ordinal" && *whole_number(value) > last_ordinal)
        return wrong(field, value, fmt::format("a round's number from 1 to {}", last_ordinal));
      return std::to_string(*whole_number(value));
    case FieldKind::party:
    case FieldKind::country: {
      const auto* party = find_party(grammar, value);
      if (party == nullptr) return wrong(field, value, "a party such as JPN, Japan or EU");
      if (field.kind == FieldKind::party) BC_TRY(check_side(field.name, party->code, check.sides, grammar));
      return party->code;
    }
    case FieldKind::parties: {
      std::vector<std::string> codes;
      for (const auto& typed_one : parted(value)) {
        const auto* party = find_party(grammar, typed_one);
        if (party == nullptr) return wrong(field, typed_one, "parties such as JPN, Japan or EU, parted by commas");
        BC_TRY(check_side(field.name, party->code, check.sides, grammar));
        if (std::ranges::find(codes, party->code) == codes.end()) codes.push_back(party->code);
      }
      return fmt::format("{}", fmt::join(codes, ", "));
    }
    case FieldKind::topics: {
      const auto ids = parted(value);
      for (const auto& id : ids)
        if (!grammar.has_topic(id)) return wrong(field, id, "ids of topics (lexicon/topics.toml)");
      return fmt::format("{}", fmt::join(ids, ", "));
    }
    case FieldKind::issues: {
      std::vector<int> numbers;
      for (const auto& one : parted(value)) {
        const int number = BC_TRY(check.issue(one));
        if (std::ranges::find(numbers, number) == numbers.end()) numbers.push_back(number);
      }
      return fmt::format("{}", fmt::join(numbers, ", "));
    }
    case FieldKind::entry: {
      const auto number = whole_number(value);
      if (!number || !check.entry(field.of, *number))
        return wrong(field, value, fmt::format("the number of a {} on this desk", field.of));
      return std::to_string(*number);
    }
  }
  return std::string(value);
}

}  // namespace breadcrumb::app
