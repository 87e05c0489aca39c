// What an English document says was talked about, decided and planned: areas with their items, issues, lists,
// commitments, what was set up, the bodies of the dialogue, and its next meeting.
//
//   EnState state = read_header(text, build);
//   read_body(state);
//
// Rules are in lexicon/grammar/en_body.toml, en_talks.toml, en_stance.toml and en_steps.toml, words in the files of the
// same names in lexicon/; docs/reader.md says what is read as what.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reader/en_state.h"

namespace breadcrumb::reader {

/// Reads the body after the header's facts, and adds to `state.build`. Background, quotations, furniture, and sentences
/// that the header took give no topics.
void read_body(EnState& state);

/// Tokens [first, last) of a sentence.
struct Stretch {
  std::size_t first = 0, last = 0;
};

/// The subjects in an act's object, one a stretch.
struct TopicList {
  std::vector<Stretch> topics;
  bool has_list = false;  ///< a list that words announce ("including", "the following")
  bool open = false;      ///< by "including", "among others"
  Stretch whole;          ///< the object, without what follows it
  Stretch opener;         ///< the words that announce or close it
  bool frame = false;     ///< nothing but words that name no subject
  bool people = false;    ///< the first thing named is somebody
};
TopicList topics_of(const EnText& text, const EnSentence& sentence, std::size_t first, std::size_t last);

/// True when a phrase of the class begins at the token; `last` is set behind it.
bool phrase_at(const EnText& text, const EnSentence& sentence, std::string_view name, std::size_t first,
               std::size_t& last);
/// First token of the subject that ends before `verb`, "and" and commas before it not included; `verb` when there is
/// none.
std::size_t subject_before(const EnText& text, const EnSentence& sentence, std::size_t verb);
/// Whether the sentence begins with a side or a party: "They ...", "The Zambian side ...".
bool sides_speak(const EnSentence& sentence);

/// The one side that acts in the sentence by the verb [first, last): "Japan raised", "raised by Japan", "Minister Ruiz
/// raised"; "" when both do or nobody is named. `before` is who acted by the verb before it: "Japan noted A and raised
/// B". What takes two to do (`talk_mutual` in lexicon/en_talks.toml) is of no side.
std::string one_side(const EnState& state, const EnSentence& sentence, Stretch verb, std::string_view act,
                     const std::string& before);

/// Commitments, bodies, established and the next meeting of one sentence. Bytes that these used are in `taken`.
struct Steps {
  std::vector<Stretch> taken;
};
Steps read_steps(EnState& state, const EnSentence& sentence, bool decisions);

}  // namespace breadcrumb::reader
