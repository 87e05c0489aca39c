// The bounds of a noun phrase that names a subject.
#include "reader/en_body_topic.h"

#include <algorithm>

namespace breadcrumb::reader {

namespace {

bool inside_name(const EnSentence& s, std::size_t i) {
  return std::any_of(s.named.begin(), s.named.end(),
                     [&](const Named& named) { return i > named.first && i < named.last; });
}

std::string_view word(const EnSentence& s, std::size_t i) {
  return i < s.tokens.size() ? std::string_view(s.tokens[i].folded) : std::string_view();
}

/// Behind "the", "a", "their" and the like.
std::size_t after_determiner(const EnSentence& s, Stretch topic) {
  std::size_t at = topic.first;
  while (at + 1 < topic.last &&
         one_of(s.tokens[at].folded, {"the", "a", "an", "their", "its", "our", "both", "'", "\""}))
    ++at;
  return at;
}

/// "... and worked towards a second offer": what was done next.
bool next_verb(const EnText& text, const EnSentence& s, std::size_t i) {
  // "..., supported through the agreement": what is said of all before it.
  if (i > 0 && s.tokens[i - 1].is(",") && word(s, i) == "following") return true;
  if (i > 0 && s.tokens[i - 1].is(",") && !one_of(word(s, i), {"related", "based"}) && !s.tokens[i].upper &&
      (word(s, i).ends_with("ed") || one_of(word(s, i), {"built", "made", "led", "held", "set", "drawn"})) &&
      one_of(word(s, i + 1), {"on", "by", "through", "in", "with", "at", "for", "from", "under", "upon", "as"}))
    return true;
  if (text.patterns.word_in("body_next", word(s, i))) return true;
  return word(s, i).size() > 4 && word(s, i).ends_with("ed") && !s.tokens[i].upper &&
         one_of(word(s, i + 1),
                {"a", "an", "the", "their", "to", "towards", "on", "that", "its", "for", "how", "with"}) &&
         !one_of(word(s, i), {"related", "aimed", "based", "limited", "targeted", "linked", "shared", "needed"});
}

}  // namespace

std::size_t object_end(const EnText& text, const EnSentence& s, std::size_t first, std::size_t last) {
  while (last > first && one_of(word(s, last - 1), {".", ",", ";", "and", ":", "\"", "--", "as", "well"})) --last;
  bool series = false;
  for (std::size_t i = first; i < last; ++i) series = series || s.tokens[i].is(";");
  if (series) return last;
  int depth = 0;
  bool infinitive = word(s, first) == "to" || (first > 0 && word(s, first - 1) == "to");
  for (std::size_t i = first; i < last; ++i) {
    if (s.tokens[i].is("(")) ++depth;
    if (s.tokens[i].is(")")) --depth;
    std::size_t end = i;
    if (depth > 0 || i == first || inside_name(s, i)) continue;
    // "A, B, and C – progress was made": the dash closes what was set in.
    const bool typed = s.tokens[i].is("-") && i + 1 < last && s.tokens[i + 1].is("-");  // two hyphens
    const std::size_t after = i + (typed ? 2 : 1);
    if ((typed || s.tokens[i].is("--")) && s.tokens[i].spaced && after < last && s.tokens[after].spaced &&
        !s.tokens[after].upper)
      return i;
    if ((s.tokens[i].is("and") || s.tokens[i].is(",")) && next_verb(text, s, i + 1)) return i;
    if (phrase_at(text, s, "body_except", i, end)) return i;
    if (phrase_at(text, s, "body_cut", i, end)) {
      // Inside a list only its own member ends there.
      bool behind = false;
      for (std::size_t k = i + 1; k < last; ++k) behind = behind || (s.tokens[k].is(",") && !inside_name(s, k));
      if (!s.tokens[i - 1].is(",") && behind) continue;
      // "ways to strengthen X": the purpose is the subject itself.
      if (s.tokens[i].is("to") && text.patterns.word_in("body_way", word(s, i - 1))) continue;
      // ", and regulations that would restrict trade": a bare noun needs its clause.
      if (one_of(word(s, i), {"that", "to"}) && i >= first + 3 &&
          (one_of(word(s, i - 2), {",", "as"}) || (word(s, i - 2) == "and" && word(s, i - 3) == ",")))
        continue;
      std::size_t at = i;
      while (at > first && one_of(word(s, at - 1), {",", "and"})) --at;
      return at;
    }
    if (s.tokens[i].is("that") && i > first && s.tokens[i - 1].is(",")) return i - 1;
    // "collaboration on minerals and to advocate for ...": another purpose.
    infinitive = infinitive || s.tokens[i].is("to");
    if (s.tokens[i].is("and") && !infinitive && i + 2 < last &&
        (s.tokens[i + 1].is("to") || (text.patterns.word_in("body_do", word(s, i + 1)) &&
                                      one_of(word(s, i + 2), {"ways", "how", "the", "a", "their", "its", "options"}))))
      return i;
    // ", Trend reports": who told it.
    if (s.tokens[i].is(",") && i + 2 < last && i + 4 >= last && s.tokens[i + 1].upper &&
        one_of(word(s, last - 1), {"reports", "reported", "said", "says", "writes"}))
      return i;
    // "rules-based trade—all of which"
    if (text.words(s.tokens[i].start, s.tokens[i].end) == "\u2014" && i + 1 < last && !s.tokens[i + 1].upper) return i;
  }
  return last;
}

std::size_t clause_end(const EnText& text, const EnSentence& s, std::size_t first, std::size_t last) {
  int depth = 0;
  std::size_t joint = first;    // the last sign or word that may begin a clause
  std::size_t pronoun = first;  // "the progress they have made"
  std::size_t relative = last;
  for (std::size_t i = first; i < last; ++i) {
    const auto& token = s.tokens[i];
    if (token.is("(")) ++depth;
    if (token.is(")")) --depth;
    if (depth > 0) continue;
    if (text.patterns.word_in("body_relative", token.folded)) relative = i;
    if (i > first && !inside_name(s, i)) {
      if (one_of(token.folded, {",", ";", "and", "but", "--", "while"})) joint = i;
      if (one_of(token.folded, {"they", "we", "both", "each", "you"})) pronoun = i;
    }
    if (token.upper || !text.patterns.word_in("body_finite", token.folded)) continue;
    // "decisions that will, once in force, ease trade"
    if (relative < last && relative > first && i + 1 < last && s.tokens[i + 1].is(",")) return relative;
    if (relative < last) continue;
    if (i > first && one_of(s.tokens[i - 1].folded, {"political", "good", "to", "be"})) continue;  // "political will"
    if (token.is("met")) return i;  // "the groups on A, B, and C met daily"
    if (pronoun > first && pronoun > joint) return pronoun;
    while (joint > first && one_of(s.tokens[joint - 1].folded, {",", ";", "and"})) --joint;
    return joint;
  }
  return last;
}

Stretch trim_topic(const EnText& text, const EnSentence& s, Stretch topic) {
  for (std::size_t i = topic.first + 2; i < topic.last; ++i) {
    std::size_t end = i;
    // "as well as moves to prepare for it": a bare noun needs its purpose.
    if (s.tokens[i].is("to") && one_of(word(s, i - 2), {"as", "and", ","})) continue;
    if (!inside_name(s, i) && phrase_at(text, s, "body_occasion", i, end)) {
      topic.last = i;
      break;
    }
  }
  if (topic.last - topic.first > 14)
    for (std::size_t i = topic.first + 4; i + 1 < topic.last; ++i)
      if (s.tokens[i].folded.ends_with("ed") && !inside_name(s, i) && !s.tokens[i - 1].is(",") &&
          one_of(s.tokens[i + 1].folded, {"under", "by", "at", "on", "since", "during", "between", "out", "upon"})) {
        topic.last = i;
        break;
      }
  for (bool again = true; again && topic.last > topic.first + 2;) {
    again = false;
    std::size_t cut = topic.last;
    for (const auto& date : s.dates)
      if (date.end >= s.byte_after(topic.last) && date.start > s.byte(topic.first) && date.first.month > 0)
        while (cut > topic.first && s.tokens[cut - 1].start >= date.start) --cut;
    // "in Siam Reap, Cambodia": the city where they sat.
    if (cut == topic.last)
      for (const auto& party : s.parties)
        if (party.last == topic.last && party.first >= topic.first + 3) {
          std::size_t at = party.first;
          const bool behind_comma = s.tokens[at - 1].is(",");
          if (!behind_comma && party.form != PartyForm::capital) continue;
          if (behind_comma) --at;
          while (at > topic.first + 1 && s.tokens[at - 1].upper) --at;
          if (one_of(s.tokens[at - 1].folded, {"in", "at"}) && (behind_comma || at == party.first)) cut = at;
        }
    if (cut == topic.last || cut <= topic.first + 1) break;
    while (cut > topic.first + 1 &&
           one_of(s.tokens[cut - 1].folded,
                  {"on", "in", "at", "by", "for", "from", "since", ",", "until", "of", "the", "as", "between", "held"}))
      --cut;
    topic.last = cut;
    again = true;
  }
  while (topic.last > topic.first &&
         one_of(s.tokens[topic.last - 1].folded, {",", ";", "and", "'", "\"", "--", ":", "by", "the", "of", "on", "in",
                                                  "for", "to", "with", "a", "an", "at", "("}))
    --topic.last;
  while (topic.first < topic.last && one_of(s.tokens[topic.first].folded, {"'", "\"", ",", ":"})) ++topic.first;
  return topic;
}

bool names_person(const EnText& text, const EnSentence& s, Stretch topic) {
  const std::size_t at = after_determiner(s, topic);
  if (at >= topic.last || !s.tokens[at].upper) return false;
  std::size_t end = at;
  for (const auto& party : s.parties)  // "welcomed Japan for the fourteenth Dialogue"
    if (party.first == at && party.form == PartyForm::name && one_of(word(s, party.last), {"for", "to", "as", ":"}))
      return true;
  if (phrase_at(text, s, "honorific", at, end)) return true;
  if (!phrase_at(text, s, "rank_word", at, end)) return false;
  // An office, a name behind it or not: nothing but capitals and the small words of titles.
  for (std::size_t i = at; i < topic.last; ++i) {
    if (s.tokens[i].word && !s.tokens[i].upper && !one_of(s.tokens[i].folded, {"of", "for", "and", "the"}))
      return false;
    // "Prime Minister X's Reform Plan": what somebody brought.
    if (s.tokens[i].is("'s") && i + 1 < topic.last) return false;
  }
  for (std::size_t i = at; i < topic.last; ++i) {
    std::size_t noun = i;
    if (phrase_at(text, s, "office_noun", i, noun)) return true;
  }
  return false;
}

bool names_subject(const EnText& text, const EnSentence& s, Stretch topic) {
  const std::size_t at = after_determiner(s, topic);
  if (at >= topic.last) return false;
  std::size_t end = at;
  const bool joined = at + 1 < topic.last && s.tokens[at + 1].is("-");  // "under-declaration"
  if ((!joined && phrase_at(text, s, "body_not_head", at, end)) || names_person(text, s, topic)) return false;
  // "the sixth round of talks": the meeting itself.
  for (const auto& ordinal : s.ordinals)
    if (ordinal.first == at && one_of(word(s, ordinal.last), {"round", "meeting", "session"}) &&
        (ordinal.last + 1 >= topic.last ||
         one_of(word(s, ordinal.last + 2), {"talks", "negotiations", "discussions", "consultations"})))
      return false;
  for (const auto& side : s.sides)
    if (side.first <= at && topic.last <= side.last) return false;
  for (std::size_t i = at; i < topic.last; ++i) {
    std::size_t manner = i;
    if (phrase_at(text, s, "body_manner", i, manner)) return false;
  }
  if (s.tokens[at].number)
    for (const auto& date : s.dates)
      if (date.first.month > 0 && date.end > s.byte(at) && date.start < s.byte_after(topic.last)) return false;
  // Nothing but parties, cities and signs.
  bool other = false, letters = false;
  for (std::size_t i = at; i < topic.last; ++i) {
    letters = letters || (s.tokens[i].word && s.tokens[i].end - s.tokens[i].start > 1);
    bool known = !s.tokens[i].word || one_of(s.tokens[i].folded, {"and", "the", "of"});
    for (const auto& party : s.parties) known = known || (party.first <= i && i < party.last);
    std::size_t city = i;
    if (!known && phrase_at(text, s, "city", i, city)) known = true;
    other = other || !known;
  }
  if (!other || !letters) return false;
  if (topic.last - at == 1) {
    const auto word = std::string_view(s.tokens[at].folded);
    if (text.patterns.word_in("body_adjective", word) ||
        one_of(word, {"begin", "start", "continue", "explore", "work"}) || (word.ends_with("ly") && word != "supply"))
      return false;
  }
  return true;
}

}  // namespace breadcrumb::reader
