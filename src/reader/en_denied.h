// What a sentence takes back: tokens whose verb is negated, put off, only on a condition or only told by others.
//
//   sentence.denied = find_denied(text, sentence);
//   if (const Denied* denied = sentence.denial(topic.first)) act = denied->noted ? "noted denied" : "denied";
#pragma once

#include <vector>

#include "reader/en_body.h"

namespace breadcrumb::reader {

/// The words are in lexicon/en_denied.toml. The sentence has its tags.
std::vector<Denied> find_denied(const EnText& text, const EnSentence& sentence);

/// Whether what was not done is a deed of talks: a heading "Not discussed".
bool denies_deed(const EnText& text, const EnSentence& sentence);

/// What was said not to have been talked about, where no rule reads it: "failed to discuss copper", "Oranges were not
/// discussed".
TopicList denied_subjects(const EnText& text, const EnSentence& sentence);

/// The token with which the condition begins that stands before a clause ("If Congress approves, the United States
/// will"); `first`, where the clause begins, when there is none.
std::size_t condition_before(const EnText& text, const EnSentence& sentence, std::size_t first);
/// Whether a phrase for a condition begins at the token: ", subject to", ", pending".
bool begins_condition(const EnText& text, const EnSentence& sentence, std::size_t at);

}  // namespace breadcrumb::reader
