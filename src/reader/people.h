// People with their offices in an English sentence: "Assistant U.S. Trade Representative Shaun Donnelly", "Alison
// Burrows, Chief Negotiator and First Assistant Secretary at the Department of Foreign Affairs and Trade".
//
//   for (const Person& person : find_people(text, sentence)) use(person.name, person.title, person.party);
//
// A name is a run of capitalised words that are no words of offices, places or bodies. A title stands before it, or
// behind it after a comma; between two names, the words say to whom they belong.
#pragma once

#include <string>
#include <vector>

#include "reader/en_text.h"

namespace breadcrumb::reader {

struct Person {
  std::size_t first = 0, last = 0;  ///< tokens of name and title together
  std::size_t name_first = 0, name_last = 0;
  std::string name;   ///< as printed, without honorifics
  std::string title;  ///< as printed and whole; "" none
  std::string party;  ///< what name and title alone show; "" nothing
  bool title_before = false;
};

/// `single`: also those who are called by their family name behind an office or a form of address ("Vice President
/// Ona", "Ms. Ruiz").
std::vector<Person> find_people(const EnText& text, const EnSentence& sentence, bool single = false);

}  // namespace breadcrumb::reader
