// Whose verb it is: the subject that ends before it.
#include <algorithm>

#include "reader/en_body.h"

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

}  // namespace breadcrumb::reader
