// Of which parties heads may be whose side no words show.
#include <algorithm>
#include <map>

#include "reader/en_head_sides.h"
#include "reader/en_place.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

/// The party whose ministry has that short name.
std::string agency(const EnText& text, std::string_view folded) {
  for (const auto& party : text.grammar.parties())
    for (const auto* words : {&party.offices, &party.publishers})
      for (const auto& word : *words)
        if (text::fold(word) == folded) return party.code;
  return {};
}

/// Two parties joined by a hyphen or "and" in an opening sentence.
template <class Add>
void add_pair(const EnState& state, const Add& add) {
  int distance = 0;
  for (std::size_t s = 0; s < state.text.sentences.size() && distance < 3; ++s) {
    if (!state.usable(s)) continue;
    ++distance;
    const auto& sentence = state.text.sentences[s];
    for (std::size_t i = 0; i + 1 < sentence.parties.size(); ++i) {
      const auto &one = sentence.parties[i], &two = sentence.parties[i + 1];
      if (one.form == PartyForm::capital || two.form == PartyForm::capital || one.code == two.code) continue;
      // "the EFTA-Peru agreement": a bloc in it is no sign of who met.
      const auto bloc = [&](const std::string& code) {
        const Party* party = state.text.grammar.party(code);
        return party != nullptr && party->bloc;
      };
      if (bloc(one.code) || bloc(two.code)) continue;
      if (!one_of(sentence.tokens[one.last].folded, {"-", "--", "and", "/"})) continue;
      const bool article = two.first == one.last + 2 && sentence.tokens[one.last + 1].is("the");
      if (two.first != one.last + 1 && !article) continue;
      add(one.code);
      add(two.code);
      return;
    }
  }
}

/// The party that the text speaks of most beside those in `known`: "Canadian producers" in a minister's own readout.
std::string spoken_of(const EnState& state, const std::vector<std::string>& known) {
  std::map<std::string, int> count;
  int distance = 0;
  for (std::size_t s = 0; s < state.text.sentences.size() && distance < 15; ++s) {
    if (!state.usable(s) || state.text.sentences[s].background) continue;
    ++distance;
    const auto& sentence = state.text.sentences[s];
    for (const auto& party : sentence.parties) {
      const bool named = std::any_of(sentence.named.begin(), sentence.named.end(), [&](const Named& name) {
        return party.first >= name.first && party.last <= name.last;
      });
      if (party.form == PartyForm::capital || named || ends_a_place(sentence, party.first) ||
          country_of_city(state.text, sentence, party.first) ||
          std::find(known.begin(), known.end(), party.code) != known.end())
        continue;
      ++count[party.code];
    }
  }
  std::string best;
  for (const auto& [code, times] : count)
    if (best.empty() || times > count[best]) best = code;
  return best;
}

}  // namespace

std::vector<std::string> likely_sides(const EnState& state,
                                      const std::vector<std::pair<std::size_t, std::size_t>>& offices,
                                      const std::vector<std::string>& known) {
  const auto& text = state.text;
  std::vector<std::string> out;
  const auto add = [&](const std::string& code) {
    if (!code.empty() && std::find(out.begin(), out.end(), code) == out.end()) out.push_back(code);
  };
  // "METI Holds Talks with Thailand": the agency speaks for its side, which comes first.
  for (const auto& token : state.title.tokens)
    if (token.capitals && &token - state.title.tokens.data() < 4) add(agency(text, token.folded));
  for (const auto& party : state.title.parties)
    if (party.form != PartyForm::capital && !country_of_city(text, state.title, party.first)) add(party.code);
  if (state.meeting_sentence != static_cast<std::size_t>(-1)) {
    const auto& sentence = text.sentences[state.meeting_sentence];
    const auto& tokens = sentence.tokens;
    for (const auto& party : sentence.parties) {
      // "in Bangkok, Thailand" tells where, not who.
      const bool place = ends_a_place(sentence, party.first) || country_of_city(text, sentence, party.first) ||
                         (party.first >= 2 && ((tokens[party.first - 1].is(",") && party.first >= 3 &&
                                                one_of(tokens[party.first - 3].folded, {"in", "at"})) ||
                                               one_of(tokens[party.first - 1].folded, {"in", "at"})));
      const bool office = std::any_of(offices.begin(), offices.end(), [&](const auto& words) {
        return party.first >= words.first && party.last <= words.second;
      });
      if (party.form == PartyForm::name && !place && !office) add(party.code);
    }
  }
  for (auto& party : text.grammar.party_names().all(tokens_of(state.dialogue, 0, state.dialogue.size())))
    if (party.form != PartyForm::capital) add(party.code);
  // "The two sides exchanged views on A-B trade relations": a pair of the opening, where nothing else shows two.
  if (out.size() < 2) add_pair(state, add);
  // Where only the heads' own offices show a side, that one and the one that the text speaks of.
  if (out.empty() && known.size() == 1) add(known.front());
  if (out.size() == 1) add(spoken_of(state, out));
  return out;
}

bool may_hold(const EnText& text, std::string_view code, std::string_view title) {
  const Party* party = text.grammar.party(code);
  if (party == nullptr) return true;
  const auto words = tokens_of(std::string(title), 0, title.size());
  for (const auto& office : party->not_offices) {
    const auto folded = text::fold(office);
    if (std::any_of(words.begin(), words.end(), [&](const Token& token) { return token.folded == folded; }))
      return false;
  }
  return true;
}

}  // namespace breadcrumb::reader
