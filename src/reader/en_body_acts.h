// The acts of one sentence: what was done with the subjects beside them.
//
//   for (const Act& act : find_acts(state, sentence, 0, steps))
//     if (!is_clause(sentence, act, limit)) use(topics_of(text, sentence, act.last, limit));
#pragma once

#include <string>
#include <vector>

#include "reader/en_body.h"

namespace breadcrumb::reader {

/// Tokens [first, last) of a verb that states what was done.
struct Act {
  std::size_t first = 0, last = 0;
  std::string act;
  bool passive = false;  ///< its subject stands before it
  const RuleSource* rule = nullptr;
};

/// Acts from token `begin` on, by place; what `steps` used is left out, and participles that tell of no act.
std::vector<Act> find_acts(const EnState& state, const EnSentence& s, std::size_t begin, const Steps& steps);
/// True when a sentence follows the verb ("noted that", "acknowledged the tie is close"): an opinion, no subject.
bool is_clause(const EnSentence& s, const Act& act, std::size_t limit);
/// Where the object of an act ends at the latest: `limit`, or the verb that stands behind it where the act's rule says
/// so ("Talks on A are at an early stage"), or at once where there is none.
std::size_t object_limit(const EnText& text, const EnSentence& s, const Act& act, std::size_t limit);
/// What a rule needs of its object (`need` in its `set`): "list", a list of subjects; "ahead", a meeting that lies
/// ahead; "talk_before", a sentence before that told of subjects; "narrow", words that say more than that the tie is
/// worth having, and such subjects are taken out. False when the act is not to be read. What is stressed for itself
/// ("the fundamental importance of") never is, by whatever rule. "three": three subjects or more; "told": a list, and a
/// verb of the past before the act. With `others` in the rule's `set`, what somebody says of its own side is not read.
bool meets_need(const EnState& state, const EnSentence& s, const Act& act, TopicList& topics, bool talk_before);
/// "In areas such as A and B, progress was made": what is set in front ends at the comma before the clause.
std::size_t lead_limit(const EnSentence& s, const Act& act, std::size_t limit);
/// Takes out the acts of rules with `weak = "yes"` that another act stands before, or that have not what they need:
/// they bound no other act's object.
void drop_weak(const EnState& state, const EnSentence& s, std::vector<Act>& found);
/// An act's object ends before the subject of what is promised behind it.
std::size_t before_steps(const EnText& text, const EnSentence& s, const Act& act, const Steps& steps,
                         std::size_t limit);
/// True when words before the token call the issues bilateral.
bool bilateral(const EnSentence& s, std::size_t before);
/// True for background, trade figures and dates before the meeting's.
bool tells_of_another_time(const EnState& state, const EnSentence& s);
/// True when the sentence that tells of the meeting also tells what it talked about.
bool meeting_sentence_talks(const EnText& text, const EnSentence& s);
/// Where the subject of a passive begins: behind the last sentence sign or conjunction that starts a clause.
std::size_t clause_start(const EnSentence& s, std::size_t from, std::size_t verb);
/// The subject of a passive, without who says so and without what is set in behind it.
Stretch subject_of(const EnSentence& s, std::size_t from, std::size_t verb);

}  // namespace breadcrumb::reader
