// Which time the dialogue met: the ordinal that counts its rounds.
#include <algorithm>

#include "reader/en_beside.h"
#include "reader/en_state.h"

namespace breadcrumb::reader {

namespace {

const Named* named_at(const EnSentence& sentence, std::size_t first, std::size_t last) {
  for (const auto& named : sentence.named)
    if (named.first == first && named.last == last) return &named;
  return nullptr;
}

/// "after co-hosting the third meeting": this one.
bool held_after(const EnSentence& sentence, std::size_t at) {
  for (std::size_t i = at; i < sentence.tokens.size() && i < at + 3; ++i)
    if (sentence.tokens[i].folded.ends_with("ing")) return true;
  return false;
}

}  // namespace

void read_round(EnState& state) {
  struct Found {
    int score = 0, value = 0;
    std::size_t start = 0, end = 0;
    std::string rule;
  };
  Found best;
  // A special or extraordinary session stands outside the count.
  for (std::size_t t = 0; t < state.title.tokens.size(); ++t)
    if (one_of(state.title.tokens[t].folded, {"special", "extraordinary"}))
      for (std::size_t k = t + 1; k < std::min(t + 5, state.title.tokens.size()); ++k)
        if (one_of(state.title.tokens[k].folded, {"session", "meeting", "round"})) return;
  const auto weigh = [&](const EnSentence& sentence, int base, bool title) {
    for (const auto& match : state.text.patterns.find("round", sentence)) {
      const auto* n = match.of("n");
      if (!n) continue;
      std::size_t last = n->first;
      int value = ordinal_at(sentence.tokens, n->first, last);
      if (value == 0) value = count_of(sentence.tokens[n->first].folded);
      if (value == 0 || value > 150) continue;
      int score = base + match.rule->weight();
      if (const auto* d = match.of("d")) {
        const Named* named = named_at(sentence, d->first, d->last);
        if (named && state.is_dialogue(named->name))
          score += 4;
        else
          score -= 3;
      }
      for (std::size_t t = match.first > 5 ? match.first - 5 : 0; t < match.last && t < sentence.tokens.size(); ++t)
        if (one_of(sentence.tokens[t].folded, {"next", "upcoming", "forthcoming", "previous", "anniversary", "special",
                                               "extraordinary", "mid", "margins", "sidelines"}) ||
            (t < match.first && !(sentence.tokens[t].is("after") && held_after(sentence, t + 1)) &&
             one_of(sentence.tokens[t].folded,
                    {"since", "last", "prior", "before", "ahead", "advance", "following", "after", "prepare"})))
          score -=
              one_of(sentence.tokens[t].folded, {"special", "extraordinary", "anniversary", "margins", "sidelines"})
                  ? 20
              : one_of(sentence.tokens[t].folded, {"mid"}) ? 0
                                                           : 5;
      if (!title)
        for (std::size_t t = 0; t < sentence.tokens.size(); ++t)
          if (one_of(sentence.tokens[t].folded, {"look", "looks", "looked", "expect", "expected", "anticipate"}))
            score -= 3;
      if (beside_another(state.text, sentence, match.first)) score -= 20;
      if (!title && before_this(state.text, sentence, match.first)) score -= 6;
      // "the Commission, whose third meeting will be held in October"
      if (match.first > 0 && one_of(sentence.tokens[match.first - 1].folded, {"whose", "its", "their"}))
        for (std::size_t t = match.last; t < std::min(match.last + 3, sentence.tokens.size()); ++t)
          if (one_of(sentence.tokens[t].folded, {"will", "is", "would"})) score -= 12;
      // Not the meeting of something else: "First Deputy", "third quarter".
      if (score > best.score) {
        const std::size_t to = match.of("d") ? match.of("d")->first : match.last;
        std::size_t end = to;
        while (end > n->last && one_of(sentence.tokens[end - 1].folded, {"of", "the", "under", "for", "on"})) --end;
        best = {score, value, sentence.tokens[match.first].start, sentence.tokens[std::max(end, n->last) - 1].end,
                match.rule->id};
      }
    }
  };
  if (!state.title.tokens.empty()) weigh(state.title, 3, true);
  int distance = 0;
  for (std::size_t s = 0; s < state.text.sentences.size() && distance < 12; ++s) {
    if (!state.usable(s)) continue;
    const auto& sentence = state.text.sentences[s];
    const bool held = state.text.patterns.holds("meet_verb", sentence);
    weigh(sentence, (held ? 2 : 0) + (distance < 2 ? 3 : distance < 5 ? 1 : -1), false);
    ++distance;
  }
  if (best.score < 5) return;
  Fact& fact = state.build.add(FactKind::round, best.start, best.end, best.rule);
  fact.set("ordinal", std::to_string(best.value));
  state.ordinal = best.value;
}

}  // namespace breadcrumb::reader
