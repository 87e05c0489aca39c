// Where a place's words end, and which words are a city.
#include "reader/en_place.h"

#include <algorithm>

namespace breadcrumb::reader {

std::size_t place_end(const EnText& text, const EnSentence& sentence, std::size_t i) {
  const auto& tokens = sentence.tokens;
  std::size_t k = i;
  const auto part = [&](std::size_t from) {
    std::size_t to = from;
    while (to < tokens.size()) {
      bool date = false;
      for (const auto& d : sentence.dates) date = date || (tokens[to].start >= d.start && tokens[to].start < d.end);
      if (date) break;
      if (tokens[to].word && tokens[to].upper) {
        ++to;
      } else if (one_of(tokens[to].folded, {"de", "do", "da", "del", "la", "el", "al"}) && to > from &&
                 to + 1 < tokens.size() && tokens[to + 1].upper) {
        ++to;
      } else if ((tokens[to].is("-") || tokens[to].is("'")) && !tokens[to].spaced && to > from &&
                 to + 1 < tokens.size() && !tokens[to + 1].spaced) {
        to += 2;
      } else if (tokens[to].is(".") && to > from && tokens[to - 1].end - tokens[to - 1].start <= 2 &&
                 !tokens[to - 1].capitals && to + 1 < tokens.size() && tokens[to + 1].upper) {
        ++to;
      } else {
        break;
      }
    }
    return to;
  };
  k = part(i);
  if (k == i) return i;
  // A name of a party at this place is a place only when it is a city-state or follows a city.
  for (int more = 0; more < 2 && k + 1 < tokens.size() && tokens[k].is(","); ++more) {
    const std::size_t next = part(k + 1);
    if (next == k + 1 || next - k > 4) break;
    // The next words belong to the place when they are a party, or are closed by a comma or the clause.
    bool party = false;
    for (const auto& p : sentence.parties) party = party || (p.first == k + 1 && p.last == next);
    const bool closed =
        next >= tokens.size() || one_of(tokens[next].folded, {",", ".", ";", "on", "from", "for", "to", ")", "and"});
    const bool people = next < tokens.size() && one_of(tokens[next].folded, {"and"});
    if (!(party && !people) && !(closed && !people && !party)) break;
    if (!party && text.patterns.word_in("office_word", tokens[k + 1].folded)) break;
    bool named = false;
    for (const auto& n : sentence.named) named = named || n.first == k + 1;
    if (named) break;
    if (party && next < tokens.size() && one_of(tokens[next].folded, {"held", "and", "met"})) break;
    k = next;
  }
  return k;
}

bool country_of_city(const EnText& text, const EnSentence& sentence, std::size_t first) {
  if (first < 2 || !sentence.tokens[first - 1].is(",")) return false;
  for (std::size_t back = 2; back <= 5 && back <= first; ++back) {
    const auto& token = sentence.tokens[first - back];
    if (!token.word || !token.upper) break;
    // "Singapore, Thailand" is a list of parties.
    const bool state = std::any_of(sentence.parties.begin(), sentence.parties.end(), [&](const PartyMention& party) {
      return party.first == first - back && party.form == PartyForm::name;
    });
    if (!state && is_city(text, sentence, first - back)) return true;
  }
  // "..., 12 August 2011, Manado, Indonesia": the end of a headline, though nobody knows the town.
  const auto& tokens = sentence.tokens;
  const auto party = std::find_if(sentence.parties.begin(), sentence.parties.end(),
                                  [&](const PartyMention& p) { return p.first == first; });
  if (party == sentence.parties.end() || party->last != tokens.size()) return false;
  std::size_t at = first - 1;
  while (at > 0 && tokens[at - 1].word && tokens[at - 1].upper && at + 3 >= first) --at;
  const bool town = at < first - 1 && at > 0 &&
                    std::none_of(sentence.parties.begin(), sentence.parties.end(),
                                 [&](const auto& p) { return p.first >= at && p.last < first; });
  return town && (one_of(tokens[at - 1].folded, {",", "-", "--", "|", "(", ":"}) || tokens[at - 1].number);
}

bool host_city(const EnText& text, const EnSentence& sentence, std::size_t& first, std::size_t& last) {
  const auto& tokens = sentence.tokens;
  for (std::size_t i = 0; i < tokens.size() && i < 60; ++i) {
    if (!tokens[i].word || !tokens[i].upper) continue;
    const bool opens = i == 0 || one_of(tokens[i - 1].folded, {",", ":", "--", "the"});
    const bool city = is_city(text, sentence, i);
    if (city && i > 1 && tokens[i - 1].is("by") && one_of(tokens[i - 2].folded, {"hosted", "host"})) {
      first = i;
      last = place_end(text, sentence, i);
      return last > first;
    }
    if (!opens) continue;
    std::size_t end = place_end(text, sentence, i);
    if (end == i) continue;
    std::size_t k = end;
    bool country = false;
    if (k + 1 < tokens.size() && tokens[k].is(",")) {
      const std::size_t p = tokens[k + 1].is("the") ? k + 2 : k + 1;
      for (const auto& party : sentence.parties)
        if (party.first == p && party.form == PartyForm::name) k = party.last, country = true;
    }
    // A town that the lexicon does not know shows itself by its country, or as a City.
    for (const auto& party : sentence.parties)
      country = country || (party.first > i + 1 && party.last == end && party.form == PartyForm::name &&
                            tokens[party.first - 1].is(","));
    if (!city && !country && !tokens[end - 1].is("city")) continue;
    if (k < tokens.size() && tokens[k].is(",")) ++k;
    if (std::size_t verb = k; text.patterns.in_class("host_verb", sentence, k, verb)) {
      first = i;
      last = end;
      return true;
    }
  }
  return false;
}

std::size_t city_behind_house(const EnText& text, const EnSentence& sentence, std::size_t first) {
  const auto& tokens = sentence.tokens;
  if (is_city(text, sentence, first)) return first;
  for (std::size_t k = first; k + 1 < tokens.size() && k < first + 9; ++k) {
    if (tokens[k].is(",")) return is_city(text, sentence, k + 1) ? k + 1 : first;
    if (!tokens[k].word || (!tokens[k].upper && !one_of(tokens[k].folded, {"of", "for", "and"}))) break;
  }
  return first;
}

bool is_city(const EnText& text, const EnSentence& sentence, std::size_t first) {
  for (const auto& party : sentence.parties)
    if (party.first == first && party.form == PartyForm::capital) return true;
  for (const auto& party : sentence.parties)
    if (party.first == first &&
        (party.code == "SGP" || party.code == "HKG" || party.code == "LUX" || party.code == "MCO"))
      return true;
  std::size_t last = first;
  return text.patterns.in_class("city", sentence, first, last);
}

bool house_of_meeting(const EnText& text, const EnSentence& sentence, std::size_t& first, std::size_t& last) {
  const auto& tokens = sentence.tokens;
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    if (tokens[i].is("to") && i > 1 && one_of(tokens[i - 1].folded, {"visit"})) {
      const std::size_t p = tokens[i + 1].is("the") ? i + 2 : i + 1;
      for (const auto& party : sentence.parties)
        if (party.first == p && party.form != PartyForm::adjective) {
          first = p;
          last = party.last;
          return true;
        }
    }
    // "A met with B, Minister of Trade of Chile, at the Embassy of Peru": behind people, too.
    bool met = false;
    for (std::size_t k = 0; k < i; ++k) met = met || tokens[k].is("met");
    if (!tokens[i].is("at") ||
        !(near_meeting(text, sentence, i) || (met && (tokens[i - 1].upper || tokens[i - 1].is(",")))))
      continue;
    std::size_t k = i + 1;
    while (k < tokens.size() && one_of(tokens[k].folded, {"the", "its", "their"})) ++k;
    std::size_t at = k, house = k;
    // "the Foreign Ministry": the noun may stand behind a word or two of its name.
    while (at < tokens.size() && at < k + 4 && !text.patterns.in_class("meeting_house", sentence, at, house) &&
           tokens[at].word && tokens[at].upper)
      ++at;
    if (at >= tokens.size() || house <= at) continue;
    while (house < tokens.size()) {
      std::size_t next = house;
      while (next < tokens.size() && one_of(tokens[next].folded, {"of", "the", "for", "and", "-", "'s"})) ++next;
      // "the Ministry of Trade, Industry and Fisheries"
      if (next == house && house + 2 < tokens.size() && tokens[house].is(",") && tokens[house + 2].is("and") &&
          text.patterns.word_in("office_word", tokens[house + 1].folded))
        ++next;
      if (next >= tokens.size() || !tokens[next].upper || !tokens[next].word) break;
      house = next + 1;
    }
    if (house == at + 1 && !tokens[at].upper) continue;  // "at the office"
    first = k;
    last = house;
    return true;
  }
  return false;
}

bool near_meeting(const EnText& text, const EnSentence& sentence, std::size_t at) {
  for (std::size_t back = 1; back <= 7 && back <= at; ++back) {
    std::size_t last = at - back;
    if (text.patterns.in_class("meet_verb", sentence, at - back, last) ||
        text.patterns.in_class("round_noun", sentence, at - back, last))
      return true;
    for (const auto& date : sentence.dates)
      if (date.end == sentence.tokens[at - back].end) return true;
  }
  return false;
}

}  // namespace breadcrumb::reader
