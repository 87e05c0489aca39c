// People in a sentence on who led who did not: they came along, watched, head an office in brackets, or only speak.
//
//   if (came_along(sentence, person, people) || only_watched(sentence, person)) continue;
#pragma once

#include <cstddef>
#include <vector>

#include "reader/people.h"

namespace breadcrumb::reader {

/// Somebody says something; words in quotation marks ("level playing field") are no speech.
bool only_quoted(const EnText& text, const EnSentence& sentence);
/// People behind "accompanied by", "including", "also included" only came along: the token from which on.
std::size_t cut_off(const EnSentence& sentence);
/// "was also attended by", "also welcomed", "also present were": whoever stands behind it came along, whatever else is
/// said.
std::size_t also_from(const EnSentence& sentence);
/// "X, accompanied by Y, met Z": Y only came along. "X and Y were joined by Z" tells of the other side.
/// "X, together with Y, received Z": a Y of the same side did, too.
bool came_along(const EnSentence& sentence, const Person& person, const std::vector<Person>& people);
/// "the Ministry of Trade (MOTIR, Minister JK Kim)": who heads the office, not the meeting.
bool in_brackets(const EnSentence& sentence, const Person& person, bool others);
/// "..., Minister of X, as an observer": at the table, and for no side.
bool only_watched(const EnSentence& sentence, const Person& person);
/// "Ambassador X also took part", "X was also present": beside those who led.
bool also_there(const EnSentence& sentence, const Person& person);

}  // namespace breadcrumb::reader
