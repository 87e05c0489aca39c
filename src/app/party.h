// The party that a person means by what was typed.
//
//   find_party(grammar, "jpn")->code == "JPN";  find_party(grammar, "Japan");  find_party(grammar, "日本")
//   const std::string party = BC_TRY(party_code(grammar, text_of(request, "party"), "init.party"));
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "reader/grammar.h"
#include "record/desk.h"

namespace breadcrumb::app {

/// By its code in any case, or one of its names in English or Japanese; null when it is none of them.
const reader::Party* find_party(const reader::Grammar& grammar, std::string_view typed);

/// The code of the party that is meant; "" for "". Errors: `code` (bad_input) when no party is called so.
Result<std::string> party_code(const reader::Grammar& grammar, std::string_view typed, std::string_view code);

/// Time zone of a party's capital; "" where none is known.
std::string capital_zone(const reader::Grammar& grammar, std::string_view code);

/// Today, as an ISO day, where the desk's own party has its capital; UTC's day for a desk without one.
std::string today_at(const record::Desk& desk, const reader::Grammar& grammar, std::string_view now);

/// Who owns a follow-up: a party's code, `both`, `all`, or a person's name as it was typed.
std::string owner_of(const reader::Grammar& grammar, std::string_view typed);

}  // namespace breadcrumb::app
