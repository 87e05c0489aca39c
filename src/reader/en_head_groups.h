// "A, B and C met with D and E": who stands before the verb is of one side, who stands behind it of the other.
//
//   const std::size_t at = divide(text, sentence, people);   // the verb; npos when nothing divides them
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reader/people.h"

namespace breadcrumb::reader {

/// The token that parts the people of a sentence: "met with", "held talks with", "received", "was joined by". It has
/// somebody behind it, and somebody or a pronoun before it.
std::size_t divide(const EnText& text, const EnSentence& sentence, const std::vector<Person>& people);

/// One person's side in such a sentence: 1 before the verb, 2 behind it, 0 in none.
struct Grouped {
  std::size_t sentence = 0;
  int group = 0;
  std::string* party = nullptr;
};

/// Gives everybody of a group the side of its others, and a group of unknown side the one of `candidates` that the
/// other group is not of.
void settle_groups(const std::vector<Grouped>& people, const std::vector<std::string>& candidates);

}  // namespace breadcrumb::reader
