// For whom somebody led: "the U.S. delegation was led by X", "X for Japan and Y for Chile", "Chile's by Y".
//
//   for (const Person& person : people) head.party = side_of(sentence, person, people);
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "reader/en_state.h"
#include "reader/en_text.h"
#include "reader/people.h"

namespace breadcrumb::reader {

/// The party's code that the sentence shows for one of its people; "" when it shows none.
std::string side_of(const EnSentence& sentence, const Person& person, const std::vector<Person>& people);
/// "X, representing the Minister of Trade of Chile": in place of somebody, without an office of one's own.
bool stands_in(const EnSentence& sentence, const Person& person);

/// The parties that heads without a side may be of, in order: the headline's, those of the meeting's sentence outside
/// `offices` (tokens of heads in it) and of places, the dialogue's; a pair of the opening where that gives no two.
/// `known`: sides that heads have already.
std::vector<std::string> likely_sides(const EnState& state,
                                      const std::vector<std::pair<std::size_t, std::size_t>>& offices,
                                      const std::vector<std::string>& known);
/// False for an office that the party does not have: no minister speaks for the European Union.
bool may_hold(const EnText& text, std::string_view code, std::string_view title);

}  // namespace breadcrumb::reader
