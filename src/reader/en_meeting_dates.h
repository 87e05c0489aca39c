// What the words around a date say of it: another event's day, or the last of several days.
//
//   if (!other_date(sentence, date)) candidates.push_back(date);
#pragma once

#include "reader/en_state.h"

namespace breadcrumb::reader {

/// A date that tells of something else: "signed on", "in force since", "launched in".
bool other_date(const EnSentence& sentence, const text::DateMention& date);
/// A full date that shows the year of days without one: of the release, the headline, or the first sentences.
text::Day date_anchor(const EnState& state);
/// True when the folded word stands in the sentence.
bool has_word(const EnSentence& sentence, std::string_view word);
/// "will hold", "will meet": told before the meeting.
bool lies_ahead(const EnSentence& sentence);
/// "concluded two days of meetings", "a three-day meeting ended": how many days came to an end, 0 when none did.
/// `closing`: the words before already said that it ended.
int closed_after_days(const EnSentence& sentence, bool closing);

}  // namespace breadcrumb::reader
