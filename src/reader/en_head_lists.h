// Principals printed as a list under the name of their country, as statements of several ministers have at their head:
//
//   Norway
//   - Ms Ingrid Haug, Minister of Trade and Industry
//   Peru
//   - Mr Luis Prado, Minister of Foreign Trade
#pragma once

#include <string>
#include <vector>

#include "reader/en_state.h"
#include "reader/people.h"

namespace breadcrumb::reader {

struct ListedHead {
  std::string party;
  Person person;
  std::size_t sentence = 0;
};

/// Everybody in such lists; empty unless two parties have one. Where a list is longer than ministers are many, it is
/// one of all delegates, and its first leads.
std::vector<ListedHead> listed_heads(const EnState& state);

/// "Today I co-chaired the Commission with my counterpart": who speaks, from the line under the headline that says
/// whose statement it is. No name when nobody speaks so, or no line says who.
ListedHead first_person(const EnState& state);

}  // namespace breadcrumb::reader
