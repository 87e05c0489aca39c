// What the words around a date say of it: another event's day, or the last of several days.
//
//   if (!other_date(sentence, date)) candidates.push_back(date);
#pragma once

#include "reader/en_text.h"

namespace breadcrumb::reader {

/// A date that tells of something else: "signed on", "in force since", "launched in".
bool other_date(const EnSentence& sentence, const text::DateMention& date);
/// "concluded two days of meetings", "a three-day meeting ended": how many days came to an end, 0 when none did.
/// `closing`: the words before already said that it ended.
int closed_after_days(const EnSentence& sentence, bool closing);

}  // namespace breadcrumb::reader
