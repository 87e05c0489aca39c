// People who are named in other ways than in full beside their office: again by the family name ("Minister Ruiz
// co-chaired"), or in a line of their own behind a side ("Japanese Chairman: Mr. Sato, Deputy Minister").
#pragma once

#include <string>
#include <vector>

#include "reader/people.h"

namespace breadcrumb::reader {

class KnownPeople {
 public:
  explicit KnownPeople(const EnText& text) : text_(text) {}
  /// Gives somebody called by one name the full name, and the office and side where the text said them first.
  void complete(Person& person);

 private:
  void collect();
  const EnText& text_;
  bool collected_ = false;
  std::vector<Person> people_;
};

struct SideLine {
  std::string party;  ///< "" when the sentence is no such line
  Person person;
};

SideLine side_line(const EnText& text, const EnSentence& sentence);

}  // namespace breadcrumb::reader
