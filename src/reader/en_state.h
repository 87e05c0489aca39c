// What the passes over an English document share while they read it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "reader/en_text.h"
#include "reader/facts.h"
#include "reader/people.h"

namespace breadcrumb::reader {

struct EnState {
  const EnText& text;
  FactBuilder& build;
  std::vector<std::vector<Person>> people;  ///< by sentence
  std::size_t title_block = static_cast<std::size_t>(-1);
  EnSentence title;  ///< the headline, tagged; empty tokens when there is none
  text::Day published;
  std::string publisher;
  std::vector<std::string> parties;      ///< in order of appearance
  std::string dialogue, dialogue_short;  ///< as printed
  int ordinal = 0;
  std::size_t meeting_sentence = static_cast<std::size_t>(-1);
  text::Day meeting_start, meeting_end;
  bool announcement = false;  ///< the meeting lies ahead
  std::vector<bool> skip;     ///< by block: headline, date lines and other lines that are no body text
  std::vector<bool> taken;    ///< by sentence: heads, launch, aims: no issue is read from it
  std::size_t body = 0;       ///< first block of body text

  [[nodiscard]] const EnBlock& block_of(std::size_t sentence) const {
    return text.blocks[text.sentences[sentence].block];
  }
  /// Body text that states something of this meeting.
  [[nodiscard]] bool usable(std::size_t sentence) const {
    const auto& s = text.sentences[sentence];
    return !s.background && !skip[s.block];
  }
  [[nodiscard]] bool is_party(std::string_view code) const {
    for (const auto& party : parties)
      if (party == code) return true;
    return false;
  }
  /// True when the name is the dialogue's, in full or short.
  [[nodiscard]] bool is_dialogue(std::string_view name) const;
};

/// True when the party at a token is the country behind a place: "in Makati City, the Philippines".
bool ends_a_place(const EnSentence& sentence, std::size_t first);

// One pass each; in this order.
// Header facts; `read_body` (en_body.h) follows them.
void read_title_and_date(EnState& state);
void read_dialogue(EnState& state);
void read_round(EnState& state);
void read_meeting(EnState& state);
void read_parties(EnState& state);
void read_heads(EnState& state);
void read_publisher(EnState& state);
void read_standing(EnState& state);  ///< launch and aims
/// 0-100: how much the document looks like the readout of a meeting of parties.
int readout_score(const EnState& state);

/// The state's headline or sentence, the parties' order and so on come from the passes above; this runs them all.
EnState read_header(const EnText& text, FactBuilder& build);

}  // namespace breadcrumb::reader
