#include "reader/en_beside.h"

#include <algorithm>

namespace breadcrumb::reader {

namespace {

constexpr std::size_t farthest = 18;

}  // namespace

bool beside_another(const EnText& text, const EnSentence& sentence, std::size_t at) {
  const auto& tokens = sentence.tokens;
  for (std::size_t i = at; i-- > 0 && i + farthest > at;) {
    if (one_of(tokens[i].folded, {"margins", "sidelines", "margin", "sideline", "fringes", "edges"})) return true;
    if (tokens[i].is("ahead") && i + 1 < tokens.size() && tokens[i + 1].is("of")) return true;
    if (tokens[i].is("advance") && i > 0 && tokens[i - 1].is("in")) return true;
    // "in the framework of the 13th WTO Ministerial Conference": another organisation's.
    if (one_of(tokens[i].folded, {"framework", "occasion", "attending", "attend", "alongside", "during"}))
      for (std::size_t k = i + 1, last = k; k < tokens.size() && k < at + 6; ++k)
        if (tokens[k].upper && text.patterns.in_class("step_other_home", sentence, k, last)) return true;
    if (one_of(tokens[i].folded, {",", ";", ":"})) return false;
    std::size_t last = i;
    if (!tokens[i].upper && text.patterns.in_class("meet_verb", sentence, i, last)) return false;
  }
  return false;
}

bool before_this(const EnText& text, const EnSentence& sentence, std::size_t at) {
  const auto& tokens = sentence.tokens;
  for (std::size_t i = at; i-- > 0 && i + 8 > at;) {
    std::size_t end = i;
    if (text.patterns.in_class("before_this", sentence, i, end) && end <= at) return true;
    if (one_of(tokens[i].folded, {",", ";"})) break;
  }
  return false;
}

}  // namespace breadcrumb::reader
