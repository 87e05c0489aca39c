// Whose verb it is: the subject that ends before it.
#include <algorithm>

#include "reader/en_body.h"
#include "reader/facts.h"

namespace breadcrumb::reader {

bool sides_speak(const EnSentence& sentence) {
  if (sentence.tokens.empty()) return false;
  if (one_of(sentence.tokens.front().folded, {"they", "both"})) return true;
  const auto begins = [](const auto& who) { return who.first <= 1; };
  return std::ranges::any_of(sentence.sides, begins) || std::ranges::any_of(sentence.parties, begins);
}

std::size_t subject_before(const EnText& text, const EnSentence& sentence, std::size_t verb) {
  const auto& tokens = sentence.tokens;
  std::size_t end = verb;
  while (end > 0 &&
         one_of(tokens[end - 1].folded, {"also", "further", "then", "jointly", "each", "have", "has", "therefore",
                                         "separately", "both", "all"}) &&
         end > 1)
    --end;
  std::size_t best = verb;
  const auto determiner = [&](std::size_t from) {
    while (from > 0 &&
           (one_of(tokens[from - 1].folded, {"the", "both", "our", "two", "three", "all", "each", "their", "these"})))
      --from;
    return from;
  };
  for (const auto& side : sentence.sides)
    if (side.last == end) best = std::min(best, side.first);
  for (const auto& party : sentence.parties)
    if (party.last == end) best = std::min(best, party.first);
  for (const auto& named : sentence.named)
    if (named.last == end) best = std::min(best, named.first);
  if (best == verb && end > 0 && text.patterns.word_in("body_agent", tokens[end - 1].folded)) {
    best = end - 1;
    // Up to three words before it belong to it: "the Japanese ministry", "Chief negotiators", "Senior Officials".
    for (int n = 0; n < 3 && best > 0; ++n) {
      const auto& before = tokens[best - 1];
      if (!before.word || one_of(before.folded, {"and", "the", "that", "which", "while", "both", "two", "to", "of"}))
        break;
      --best;
    }
  }
  if (best == verb) return verb;
  // "Japan and Chile": both belong to the subject.
  best = determiner(best);
  if (best > 1 && tokens[best - 1].is("and"))
    for (const auto& party : sentence.parties)
      if (party.last == best - 1) best = determiner(party.first);
  return best;
}

namespace {

/// The parties that are spoken of in tokens [first, last), once each.
std::vector<std::string> parties_in(const EnState& state, const EnSentence& s, std::size_t first, std::size_t last) {
  std::vector<std::string> codes;
  const auto note = [&](const std::string& code) {
    if (state.is_party(code) && std::ranges::find(codes, code) == codes.end()) codes.push_back(code);
  };
  for (const auto& side : s.sides)
    if (side.first >= first && side.last <= last) note(side.code);
  for (const auto& party : s.parties)
    if (party.first >= first && party.last <= last) note(party.code);
  // "Minister Ruiz": whom the text named as the head of a side.
  for (const Fact* head : state.build.all(FactKind::head)) {
    const auto& name = head->field("name");
    const auto family = name.substr(name.rfind(' ') == std::string::npos ? 0 : name.rfind(' ') + 1);
    for (std::size_t i = first; i < last; ++i)
      if (s.tokens[i].upper && state.text.words(s.tokens[i].start, s.tokens[i].end) == family)
        note(head->field("party"));
  }
  return codes;
}

}  // namespace

std::string one_side(const EnState& state, const EnSentence& s, Stretch verb, std::string_view act,
                     const std::string& before) {
  if (state.parties.size() < 2 || state.text.patterns.word_in("talk_mutual", act)) return "";
  const auto& tokens = s.tokens;
  // "was raised by Japan"
  if (verb.last < tokens.size() && tokens[verb.last].is("by"))
    if (const auto codes = parties_in(state, s, verb.last, std::min(tokens.size(), verb.last + 5)); codes.size() == 1)
      return codes.front();
  // "The Kuwaiti side was informed about": not its act.
  for (std::size_t i = verb.first > 0 ? verb.first - 1 : 0; i < verb.last; ++i)
    if (one_of(tokens[i].folded, {"was", "were", "been", "being"})) return "";
  std::size_t end = verb.first;
  while (end > 0 && (tokens[end - 1].folded.ends_with("ly") ||
                     one_of(tokens[end - 1].folded,
                            {"also", "again", "further", "then", "each", "had", "has", "have", "in", "turn", "first"})))
    --end;
  if (end > 0 && one_of(tokens[end - 1].folded, {"and", ",", "but"})) return before;
  if (end == 0 || !tokens[end - 1].word) return "";
  // Back over the words of the subject, and over the other sides that stand in one row with it.
  std::size_t first = subject_before(state.text, s, end);
  if (first == end)  // "Minister Ruiz": a name in capitals
    while (first > 0 && end - first < 8 && tokens[first - 1].word && tokens[first - 1].upper) --first;
  if (first == end) return "";
  for (bool row = true; row && first > 1;) {
    row = false;
    std::size_t joint = first;
    while (joint > 0 && one_of(tokens[joint - 1].folded, {"and", ",", "the", "or", "of", "from", "with", "both", "'s"}))
      --joint;
    for (const auto& party : s.parties)
      if (joint < first && party.last == joint) first = party.first, row = true;
  }
  const auto codes = parties_in(state, s, first, end);
  return codes.size() == 1 ? codes.front() : "";
}

}  // namespace breadcrumb::reader
