// For whom somebody led: "the U.S. delegation was led by X", "X for Japan and Y for Chile", "Chile's by Y".
//
//   for (const Person& person : people) head.party = side_of(sentence, person, people);
#pragma once

#include <string>
#include <vector>

#include "reader/en_text.h"
#include "reader/people.h"

namespace breadcrumb::reader {

/// The party's code that the sentence shows for one of its people; "" when it shows none.
std::string side_of(const EnSentence& sentence, const Person& person, const std::vector<Person>& people);
/// "X, representing the Minister of Trade of Chile": in place of somebody, without an office of one's own.
bool stands_in(const EnSentence& sentence, const Person& person);

}  // namespace breadcrumb::reader
