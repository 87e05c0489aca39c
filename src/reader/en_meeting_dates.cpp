#include "reader/en_meeting_dates.h"

#include <algorithm>

namespace breadcrumb::reader {

text::Day date_anchor(const EnState& state) {
  if (state.published.year > 0) return state.published;
  for (const auto& date : state.title.dates)
    if (date.first.year > 0) return date.last;
  int order = 0;
  for (std::size_t s = 0; s < state.text.sentences.size() && order < 6; ++s) {
    if (!state.usable(s)) continue;
    ++order;
    for (const auto& date : state.text.sentences[s].dates)
      if (date.first.year > 0 && date.has_day() && !other_date(state.text.sentences[s], date)) return date.last;
  }
  return {};
}

bool has_word(const EnSentence& sentence, std::string_view word) {
  return std::ranges::any_of(sentence.tokens, [&](const Token& token) { return token.is(word); });
}

bool lies_ahead(const EnSentence& sentence) {
  for (std::size_t i = 0; i + 1 < sentence.tokens.size(); ++i)
    if (sentence.tokens[i].is("will") &&
        one_of(sentence.tokens[i + 1].folded, {"hold", "meet", "host", "convene", "take", "be", "travel"}))
      return true;
  return false;
}

bool other_date(const EnSentence& sentence, const text::DateMention& date) {
  std::size_t at = 0;
  while (at < sentence.tokens.size() && sentence.tokens[at].start < date.start) ++at;
  for (std::size_t back = 1; back <= 7 && back <= at; ++back) {
    const auto& w = sentence.tokens[at - back].folded;
    if (one_of(w, {",", ";"}) && back > 2) break;
    if (one_of(w, {"signed",    "since",     "force", "launched",    "established", "announced", "created", "previous",
                   "last",      "following", "after", "until",       "by",          "before",    "founded", "next",
                   "published", "adopted",   "goal",  "anniversary", "prior",       "special"}) &&
        !(w == "last" && back <= 2) && !(w == "by" && back > 1))
      return true;
    if (one_of(w, {"held", "met", "convened", "concluded", "hosted", "place", "round", "meeting"}) && back <= 4) break;
  }
  // "The two sides opened negotiations on 6 March": when the talks were launched, unless a round was.
  for (std::size_t back = 1; back <= 6 && back < at; ++back) {
    if (one_of(sentence.tokens[at - back].folded, {"round", "meeting", "session"})) break;
    if (!one_of(sentence.tokens[at - back].folded, {"negotiations", "talks", "negotiation"})) continue;
    for (std::size_t k = at - back; k-- > 0 && k + 6 > at - back;) {
      if (one_of(sentence.tokens[k].folded, {"round", "meeting", "session"})) break;
      if (one_of(sentence.tokens[k].folded,
                 {"opened", "began", "started", "commenced", "begun", "launching", "launch", "opening", "start"}))
        return true;
    }
    break;
  }
  // "the entry into force of the Partnership (hereinafter ...) on December 30": further back, with no meeting between.
  for (std::size_t back = 8; back <= 25 && back <= at; ++back) {
    const auto& w = sentence.tokens[at - back].folded;
    if (one_of(w, {"held", "met", "convened", "concluded", "hosted", "meeting", "round"})) break;
    if (w == "force" && back < at && sentence.tokens[at - back - 1].is("into")) return true;
  }
  return false;
}

int closed_after_days(const EnSentence& sentence, bool closing) {
  const auto& tokens = sentence.tokens;
  for (const auto& token : tokens)
    closing = closing || one_of(token.folded, {"concluded", "completed", "ended", "wrapped", "closed", "finished",
                                               "after", "conclude", "complete"});
  if (!closing) return 0;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const int count = count_of(tokens[i].folded);
    if (count < 2 || count > 14) continue;
    std::size_t k = i + 1;
    if (tokens[k].is("-") && k + 1 < tokens.size()) ++k;
    if (tokens[k].is("days") || tokens[k].is("day")) return count;
  }
  return 0;
}

}  // namespace breadcrumb::reader
