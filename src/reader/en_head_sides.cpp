// For whom somebody led: what stands beside the name, before and behind it, in one sentence.
#include "reader/en_head_sides.h"

#include <algorithm>

namespace breadcrumb::reader {

namespace {

/// "... was led by X, and Chile's by Y", "and the Chilean by Y": the noun is left out.
std::string party_by(const EnSentence& sentence, const Person& person) {
  const auto& tokens = sentence.tokens;
  for (const auto& party : sentence.parties) {
    std::size_t k = party.last;
    if (k < tokens.size() && tokens[k].is("'s")) ++k;
    if (k < tokens.size() && one_of(tokens[k].folded, {"secretariat", "government", "commission", "presidency"})) ++k;
    if (k >= tokens.size() || !tokens[k].is("by") || k > person.first || k + 4 < person.first) continue;
    if (k > party.last || party.form == PartyForm::adjective ||
        (party.first > 0 && one_of(tokens[party.first - 1].folded, {"and", "while"})))
      return party.code;
  }
  return {};
}

bool two_parties(const EnSentence& sentence, std::size_t at) {
  const auto& tokens = sentence.tokens;
  if (at + 1 >= tokens.size() || !tokens[at].is("and")) return false;
  std::size_t p = at + 1;
  if (tokens[p].is("the")) ++p;
  for (const auto& party : sentence.parties)
    if (party.first == p && (party.last >= tokens.size() || !one_of(tokens[party.last].folded, {"by"}))) {
      // "for Japan and by X for Korea" is not a pair; "of Japan and Korea, respectively" is.
      return true;
    }
  return false;
}

bool clause_break(const EnSentence& sentence, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to && i < sentence.tokens.size(); ++i)
    if (one_of(sentence.tokens[i].folded, {"while", ";", "whereas"})) return true;
  return false;
}

std::string side_before(const EnSentence& sentence, const Person& person, const std::vector<Person>& people) {
  const auto& tokens = sentence.tokens;
  std::string code;
  std::size_t at = 0;
  for (const auto& side : sentence.sides)
    if (side.last <= person.first && side.last >= at) {
      code = side.code;
      at = side.last;
    }
  // "on the Indian side by", "by the Thai side, X"
  if (code.empty()) return {};
  if (clause_break(sentence, at, person.first)) return {};
  // Between the side and the person stands the verb with "by", or only people that follow it.
  bool by = false;
  for (std::size_t i = at; i < person.first; ++i) {
    by = by || one_of(tokens[i].folded, {"by", "was", "were", "is", ":", "leadership", "under"});
  }
  // "the head of the Norwegian delegation, X"
  for (const auto& side : sentence.sides)
    if (side.last == at && at + 2 >= person.first && side.first > 2 && tokens[at].is(",") &&
        tokens[side.first - 2].is("of") && one_of(tokens[side.first - 3].folded, {"head", "leader", "chief", "chair"}))
      by = true;
  for (const auto& side : sentence.sides)  // "from the Japanese side, X"
    if (side.last == at && side.first > 0) {
      std::size_t b = side.first - 1;
      if (tokens[b].is("the") && b > 0) --b;
      by = by || one_of(tokens[b].folded, {"from", "on", "for"});
    }
  if (!by) return {};
  // "A led the US side and B led the Japanese side": the side before B belongs to A unless "by" comes between.
  for (const auto& other : people)
    if (other.last <= at && other.last + 4 >= at && !by) return {};
  // "... by X, while" and then a person with an active verb behind.
  return code;
}

/// "to advocate for Canadian producers", "for U.S. exporters": whose something is, and no side.
bool of_something(const EnSentence& sentence, const PartyMention& party) {
  if (party.form == PartyForm::adjective) return true;
  if (party.last >= sentence.tokens.size()) return false;
  const auto& next = sentence.tokens[party.last];
  return next.word && !next.upper &&
         !one_of(next.folded,
                 {"and",  "at",  "in",      "on", "while", "with", "to",  "as", "during", "by",   "were", "was",  "met",
                  "held", "led", "chaired", "co", "or",    "but",  "are", "is", "will",   "from", "who",  "which"});
}

/// "A, B and C co-chaired the meeting for Georgia", "A and B spoke on behalf of Peru": one side of all in the list.
std::string joined_for(const EnSentence& sentence, const Person& person, const std::vector<Person>& people) {
  const auto& tokens = sentence.tokens;
  std::size_t at = person.last;
  bool others = false;
  for (const auto& other : people) {
    if (other.first < at || other.name_first < person.name_last) continue;
    bool joint = false;
    for (std::size_t k = at; k < other.first; ++k) {
      if (one_of(tokens[k].folded, {"and", ",", ";"})) {
        joint = true;
      } else if (!one_of(tokens[k].folded, {"the", "mr", "ms", "mrs", "dr", "h.e.", "hon", ".", "as", "well", "with",
                                            "together", "ambassador", "honourable"})) {
        joint = false;
        break;
      }
    }
    if (!joint) break;
    at = other.last;
    others = true;
  }
  if (!others) return {};
  bool led = false;
  for (std::size_t i = at; i + 1 < tokens.size() && i < at + 12; ++i) {
    if (one_of(tokens[i].folded, {"while", ";", "by", "with", ","})) break;
    led = led || one_of(tokens[i].folded, {"led", "chaired", "headed", "spoke", "represented", "presided", "acted",
                                           "sat", "chair", "hosted", "signed"});
    const bool behalf = tokens[i].is("behalf") && tokens[i + 1].is("of");
    if (!led || !(tokens[i].is("for") || behalf)) continue;
    std::size_t p = behalf ? i + 2 : i + 1;
    if (p < tokens.size() && tokens[p].is("the")) ++p;
    for (const auto& party : sentence.parties)
      if (party.first == p && party.form == PartyForm::name && !two_parties(sentence, party.last)) return party.code;
  }
  return {};
}

std::string side_after(const EnSentence& sentence, const Person& person, const std::vector<Person>& people) {
  const auto& tokens = sentence.tokens;
  // Up to the next person, unless they are joined ("A and B led the U.S. delegation").
  for (const auto& side : sentence.sides) {
    if (side.first < person.last) continue;
    if (clause_break(sentence, person.last, side.first)) return {};
    bool verb = false;
    for (std::size_t i = person.last; i < side.first; ++i)
      verb = verb || one_of(tokens[i].folded, {"led", "lead", "leading", "headed", "head", "chaired", "represented",
                                               "chair", "co", "on", "for"});
    if (!verb) return {};
    for (const auto& other : people)
      if (other.first >= person.last && other.last <= side.first) {
        // Another person between: only when no verb stands between the two.
        for (std::size_t i = person.last; i < other.first; ++i)
          if (one_of(tokens[i].folded, {"led", "headed", "chaired", "represented", "lead"})) return {};
      }
    return side.code;
  }
  if (const auto code = joined_for(sentence, person, people); !code.empty()) return code;
  // "represented the United States", "led discussions for the U.S."
  for (std::size_t i = person.last; i + 1 < tokens.size(); ++i) {
    if (one_of(tokens[i].folded, {"while", ";"})) break;
    if (!one_of(tokens[i].folded, {"represented", "representing", "for", "led", "headed", "lead"})) continue;
    std::size_t p = i + 1;
    if (tokens[p].is("the") && p + 1 < tokens.size()) ++p;
    for (const auto& party : sentence.parties)
      if (party.first == p && party.form != PartyForm::capital && !two_parties(sentence, party.last)) {
        if (tokens[i].is("for") && of_something(sentence, party)) continue;
        // "for Peru, A and, for Chile, B": Chile is the next one's.
        if (party.last < tokens.size() && tokens[party.last].is(",") && i > person.last &&
            one_of(tokens[i - 1].folded, {",", "and", ";"}) &&
            std::any_of(people.begin(), people.end(),
                        [&](const Person& other) { return other.first > party.last && other.first <= party.last + 4; }))
          return {};
        // "led for Norway by X and for Chile by Y": Chile's is the next one.
        if (party.last < tokens.size() && tokens[party.last].is("by")) return {};
        const bool possessive = party.last < tokens.size() && tokens[party.last].is("'s");
        if (one_of(tokens[i].folded, {"led", "headed", "lead"}) && !possessive) continue;
        bool other_between = false;
        for (const auto& other : people)
          other_between = other_between || (other.name_first >= person.last && other.name_first < i);
        if (!other_between || tokens[i].is("represented")) return party.code;
      }
    if (one_of(tokens[i].folded, {"represented"})) break;
  }
  return {};
}

/// "X as chair on the Thai side", "X, chair for Chile": what somebody was for a side.
std::string chair_of(const EnSentence& sentence, const Person& person, const std::vector<Person>& people) {
  const auto& tokens = sentence.tokens;
  std::size_t a = person.last;
  if (a < tokens.size() && tokens[a].is(",")) ++a;
  if (a + 3 >= tokens.size() || !one_of(tokens[a].folded, {"as", "acting", "serving"})) return {};
  const auto free = [&](std::size_t until) {
    return std::none_of(people.begin(), people.end(), [&](const Person& other) {
      return other.name_first > person.last && other.name_first < until;
    });
  };
  for (const auto& side : sentence.sides)
    if (side.first > a && side.first <= a + 6 && free(side.first)) return side.code;
  for (const auto& party : sentence.parties) {
    std::size_t b = party.first;
    if (b > 0 && tokens[b - 1].is("the")) --b;
    if (b > a && b <= a + 5 && one_of(tokens[b - 1].folded, {"for", "from"}) && free(b)) return party.code;
  }
  return {};
}

std::string subject_party(const EnSentence& sentence, const Person& person, const std::vector<Person>& people) {
  std::string code;
  for (const auto& party : sentence.parties) {
    if (party.last > person.first || party.form == PartyForm::capital) continue;
    bool named = false;
    // "Assistant Secretary for European Affairs": of another person's office.
    for (const auto& other : people) named = named || (party.first >= other.first && party.last <= other.last);
    for (const auto& n : sentence.named) named = named || (party.first >= n.first && party.last <= n.last);
    if (named) continue;
    const auto& tokens = sentence.tokens;
    std::size_t b = party.first;
    if (b > 0 && tokens[b - 1].is("the")) --b;
    const bool for_party = b > 0 && one_of(tokens[b - 1].folded, {"for", "from", "representing"});
    // "X was in the chair for Spain, with Y": the side of the one before.
    for (const auto& other : people)
      named =
          named ||
          (for_party && other.last <= party.first &&
           (party.last + 3 < person.first || (party.last + 1 < tokens.size() && tokens[party.last + 1].is("with"))));
    if (named) continue;
    const bool represented = party.last + 1 < tokens.size() && one_of(tokens[party.last].folded, {"was", "were"}) &&
                             one_of(tokens[party.last + 1].folded, {"represented", "led"});
    if (for_party || represented) code = party.code;
  }
  return code;
}

/// A verb behind the person that belongs to one before: ", and led".
bool named_by_verb_of_other(const EnSentence& sentence, const Person& person, const std::vector<Person>& people) {
  const auto& tokens = sentence.tokens;
  if (std::none_of(people.begin(), people.end(), [&](const Person& other) { return other.last <= person.first; }))
    return false;
  std::size_t k = person.last;
  if (k < tokens.size() && tokens[k].is(",")) ++k;
  return k < tokens.size() && tokens[k].is("and");
}

}  // namespace

bool stands_in(const EnSentence& sentence, const Person& person) {
  const std::size_t k = person.last;
  if (k >= sentence.tokens.size()) return false;
  return sentence.tokens[k].is("representing") ||
         (sentence.tokens[k].is(",") && k + 1 < sentence.tokens.size() && sentence.tokens[k + 1].is("representing"));
}

std::string side_of(const EnSentence& sentence, const Person& person, const std::vector<Person>& people) {
  const auto& tokens = sentence.tokens;
  // 1. Right behind: "for Japan", "on behalf of MERCOSUR", "of Chile".
  std::size_t k = person.last;
  if (k < tokens.size() && tokens[k].is(",")) ++k;
  if (k + 2 < tokens.size() && one_of(tokens[k].folded, {"on", "from"}))  // "X, on the EU side"
    for (const auto& side : sentence.sides)
      if (side.first >= k + 1 && side.first <= k + 2) return side.code;
  if (k + 1 < tokens.size() && (one_of(tokens[k].folded, {"for", "of", "from", "representing"}) ||
                                (tokens[k].is("on") && tokens[k + 1].is("behalf")))) {
    std::size_t p = k + 1;
    if (tokens[k].is("on")) p = k + 3;
    if (p < tokens.size() && tokens[p].is("the")) ++p;
    for (const auto& party : sentence.parties)
      if (party.first == p && party.form != PartyForm::capital && !two_parties(sentence, party.last)) return party.code;
  }
  if (const auto code = chair_of(sentence, person, people); !code.empty()) return code;
  for (std::size_t a = person.last; a + 2 < tokens.size() && a < person.last + 6; ++a)
    if (tokens[a].is("as")) {
      const std::size_t p = tokens[a + 1].is("the") ? a + 2 : a + 1;
      for (const auto& party : sentence.parties)
        if (party.first == p) return party.code;
    }
  if (const auto code = party_by(sentence, person); !code.empty()) return code;
  if (stands_in(sentence, person))
    for (const auto& party : sentence.parties)
      if (party.first > person.last && party.form == PartyForm::name && party.first > 0 &&
          one_of(tokens[party.first - 1].folded, {"of", "the"}) &&
          std::none_of(people.begin(), people.end(), [&](const Person& other) {
            return other.name_first > person.last && other.name_first < party.first;
          }))
        return party.code;
  // 2. "the U.S. delegation was led by X", "on the EU side by X": the side just before "by", in the same clause.
  if (const auto code = side_before(sentence, person, people); !code.empty()) return code;
  // 3. "X led the U.S. delegation".
  // "A co-hosted with South Africa's Minister B, and led the U.S. delegation": what B's own office says holds.
  if (const auto code = side_after(sentence, person, people); !code.empty()) {
    const bool own = !person.party.empty() && person.party != code;
    return own && named_by_verb_of_other(sentence, person, people) ? person.party : code;
  }
  if (!person.party.empty()) return person.party;
  // 4. "for the United States the call was chaired by X", "The United States was represented by X".
  return subject_party(sentence, person, people);
}

}  // namespace breadcrumb::reader
