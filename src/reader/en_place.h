// Places in an English sentence: "New Delhi, India", "Sapporo".
//
//   const std::size_t last = place_end(text, sentence, first);
//   if (last > first && is_city(text, sentence, first)) place(first, last);
#pragma once

#include "reader/en_text.h"

namespace breadcrumb::reader {

/// Behind the place that begins at token `i`, its region or country included; `i` when none does.
std::size_t place_end(const EnText& text, const EnSentence& sentence, std::size_t i);
/// True for a capital, a city-state or a city of the lexicon at the token.
bool is_city(const EnText& text, const EnSentence& sentence, std::size_t first);
/// "Rome hosted the round", "Cebu City, the Philippines, was the venue", "was hosted by Rome": the place as the host.
bool host_city(const EnText& text, const EnSentence& sentence, std::size_t& first, std::size_t& last);
/// "in the ASEAN Secretariat, Jakarta": the city behind a house that begins at the token, else the token.
std::size_t city_behind_house(const EnText& text, const EnSentence& sentence, std::size_t first);
/// True for the country behind a city and a comma: "26 August 2010, Da Nang, Viet Nam".
bool country_of_city(const EnText& text, const EnSentence& sentence, std::size_t first);

/// "met at the Office of the U.S. Trade Representative": a house without a city; "made an official visit to Peru": the
/// country. Sets the tokens of it.
bool house_of_meeting(const EnText& text, const EnSentence& sentence, std::size_t& first, std::size_t& last);

/// "The round was held in Peru", "met on 3 May in Peru": the place at the token stands beside the verb, the meeting or
/// its day.
bool near_meeting(const EnText& text, const EnSentence& sentence, std::size_t at);

}  // namespace breadcrumb::reader
