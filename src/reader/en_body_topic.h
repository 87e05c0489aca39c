// Where a noun phrase that names a subject ends, and whether words name one at all.
//
//   const std::size_t end = clause_end(text, sentence, first, object_end(text, sentence, first, last));
//   const Stretch topic = trim_topic(text, sentence, {first, end});
//   if (names_subject(text, sentence, topic)) use(topic);
#pragma once

#include "reader/en_body.h"

namespace breadcrumb::reader {

/// The end of an act's object: before a relative clause, a purpose, the next act. A relative clause inside a list only
/// ends its own member.
std::size_t object_end(const EnText& text, const EnSentence& sentence, std::size_t first, std::size_t last);
/// The end of the noun phrase in [first, last): before "and" or a comma where a clause with a verb of its own begins
/// ("services and exchanges were constructive"). `first` when no noun phrase stands before the verb.
std::size_t clause_end(const EnText& text, const EnSentence& sentence, std::size_t first, std::size_t last);
/// Without a date, a place or an occasion at its end, and without a participle's clause where the whole is long.
Stretch trim_topic(const EnText& text, const EnSentence& sentence, Stretch topic);
/// False for people, parties, places, lone adjectives, and what begins as no noun phrase does.
bool names_subject(const EnText& text, const EnSentence& sentence, Stretch topic);
/// True for somebody by office or form of address: "Minister Vale", "H.E. X, Secretary of Commerce".
bool names_person(const EnText& text, const EnSentence& sentence, Stretch topic);

}  // namespace breadcrumb::reader
