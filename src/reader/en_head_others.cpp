#include "reader/en_head_others.h"

#include <algorithm>

namespace breadcrumb::reader {

bool only_quoted(const EnText& text, const EnSentence& sentence) {
  std::size_t open = sentence.tokens.size(), longest = 0;
  bool said = false;
  for (std::size_t t = 0; t < sentence.tokens.size(); ++t) {
    std::size_t last = t;
    // "..., the ministry said" in a wire: the report itself, in the ministry's words.
    const bool house = t > 0 && one_of(sentence.tokens[t - 1].folded,
                                       {"ministry", "statement", "release", "office", "embassy", "communique", "mea",
                                        "department", "government", "commission", "it", "communiqué"});
    said = said || (!house && text.patterns.in_class("said_verb", sentence, t, last));
    if (!sentence.tokens[t].is("\"")) continue;
    if (open < t) longest = std::max(longest, t - open);
    open = open < t ? sentence.tokens.size() : t;
  }
  if (open < sentence.tokens.size()) longest = sentence.tokens.size();
  return said && longest > 6;
}

std::size_t cut_off(const EnSentence& sentence) {
  const auto& tokens = sentence.tokens;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    // "opened by the co-chairs, X and Y"
    bool chairs = false;
    for (std::size_t k = i + 1; k < i + 8 && k < tokens.size(); ++k)
      chairs = chairs || one_of(tokens[k].folded, {"chairs", "chair", "chairmen", "heads"});
    if (tokens[i].is("opened") && chairs) continue;
    if (one_of(tokens[i].folded, {"opened", "including", "comprised", "comprising"})) return i;
    // "The session also included X"; but "the delegations, which included X, were led by Y".
    if (tokens[i].is("included")) {
      bool led = false;
      for (std::size_t k = i; k + 1 < tokens.size(); ++k)
        led = led || (one_of(tokens[k].folded, {"led", "headed", "chaired"}) && tokens[k + 1].is("by"));
      if (!led) return i;
    }
    // "She met with A and was received for luncheon by B"
    if (tokens[i].is("received") && one_of(tokens[i - 1].folded, {"was", "were", "also"}))
      for (std::size_t k = 0; k < i; ++k)
        if (tokens[k].is("met")) return i;
    if (tokens[i].is("attended") && i + 1 < tokens.size() && tokens[i + 1].is("by")) return i;
    if (tokens[i].is("met") && i + 1 < tokens.size() && tokens[i + 1].is("with") && i > 0 && tokens[i - 1].is("also"))
      return i;
  }
  return tokens.size();
}

std::size_t also_from(const EnSentence& sentence) {
  for (std::size_t i = 1; i + 1 < sentence.tokens.size(); ++i)
    if (sentence.tokens[i].is("also") &&
        one_of(sentence.tokens[i + 1].folded, {"welcomed", "attended", "included", "present", "joined", "attending",
                                               "participating", "in", "comprised"}))
      return i;
  return sentence.tokens.size();
}

bool came_along(const EnSentence& sentence, const Person& person, const std::vector<Person>& people) {
  const auto& tokens = sentence.tokens;
  const auto before = [&](std::size_t i) {
    return std::find_if(people.begin(), people.end(), [&](const Person& other) { return other.name_last <= i; });
  };
  for (std::size_t i = person.first; i-- > 0 && i + 5 > person.first;)
    if (tokens[i].is("together") && tokens[i + 1].is("with"))
      return before(i) != people.end() && !person.party.empty() && before(i)->party == person.party;
  for (std::size_t i = person.first; i-- > 0;) {
    if (one_of(tokens[i].folded, {"held", "met", "with", "led", "chaired", "hosted", "signed", "for", "by"}) &&
        !(tokens[i].is("by") && i > 0 &&
          (one_of(tokens[i - 1].folded, {"accompanied", "assisted", "joined"}) ||
           (i > 1 && one_of(tokens[i - 1].folded, {"today", "yesterday", "also", "there", "virtually"}) &&
            one_of(tokens[i - 2].folded, {"accompanied", "assisted", "joined"})))))
      return false;
    if (one_of(tokens[i].folded, {"accompanied", "assisted"})) return true;
    // "A and B were joined by C" of the other side; "the Minister was joined by C" of the same.
    if (tokens[i].is("joined"))
      return i == 0 || !one_of(tokens[i - 1].folded, {"was", "were"}) || before(i) == people.end();
  }
  return false;
}

bool in_brackets(const EnSentence& sentence, const Person& person, bool others) {
  const auto& tokens = sentence.tokens;
  int depth = 0;
  std::size_t open = 0;
  for (std::size_t i = 0; i < person.name_first; ++i) {
    if (tokens[i].is("(")) ++depth, open = i;
    if (tokens[i].is(")") && depth > 0) --depth;
  }
  return depth > 0 && (others || (tokens[open + 1].capitals && tokens[open + 2].is(",")));
}

bool only_watched(const EnSentence& sentence, const Person& person) {
  for (std::size_t i = person.last; i < std::min(sentence.tokens.size(), person.last + 9); ++i)
    if (one_of(sentence.tokens[i].folded, {"observer", "observers", "guest"})) return true;
  return false;
}

bool also_there(const EnSentence& sentence, const Person& person) {
  const auto& tokens = sentence.tokens;
  // Over the rest of the people in one list with them, up to the verb.
  for (std::size_t i = person.last; i + 1 < tokens.size() && i < person.last + 40; ++i) {
    if (one_of(tokens[i].folded, {"led", "chaired", "co", "met", "headed", "hosted", "while", ";", "by"})) return false;
    if (tokens[i].is("also"))
      return one_of(tokens[i + 1].folded, {"participated", "attended", "joined", "present", "took", "accompanied",
                                           "spoke", "addressed", "visited", "in"});
  }
  return false;
}

}  // namespace breadcrumb::reader
