// Subjects of sentences that no rule has read: what is known of trade dialogues, not of verbs, finds them.
//
//   if (nothing_read) writer.emit(sentence, unled_subjects(state, sentence, steps, talk_before), ...);
//
// The words are in lexicon/en_subjects.toml.
#pragma once

#include "reader/en_body.h"

namespace breadcrumb::reader {

/// A list most of whose members are subjects of trade, or one such subject beside those who met, in a sentence that
/// tells of the meeting; no topics in all others. `talk_before`: the sentence before told of subjects.
TopicList unled_subjects(const EnState& state, const EnSentence& sentence, const Steps& steps, bool talk_before);
/// Items from block `b` on, two or more, that name subjects of trade below a line about those who met, which announces
/// them by nothing else: a list of subjects.
bool unled_items(const EnState& state, std::size_t b);
/// "a number of shared aims", "a wide set of subjects in trade and investment": so many of something, which a list
/// behind it names.
bool vague(const EnText& text, const EnSentence& sentence, Stretch head);
/// A noun in the plural, whichever, with nothing but words of a frame and adjectives: before a list of three or more it
/// names nothing ("the main bilateral strands, chief among them A, B and C").
bool generic_head(const EnText& text, const EnSentence& sentence, Stretch head);

}  // namespace breadcrumb::reader
