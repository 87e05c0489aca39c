// Which verbs of a sentence are acts of the meeting, and what only looks like one.
#include "reader/en_body_acts.h"

#include <algorithm>

namespace breadcrumb::reader {

namespace {

/// "met to discuss": the purpose of a meeting that was held is what was talked about.
bool to_talk(const EnSentence& s, std::size_t verb) {
  if (!one_of(s.tokens[verb].folded, {"discuss", "exchange", "explore", "consider", "address", "review"})) return false;
  for (std::size_t i = 0; i < verb; ++i)
    if (one_of(s.tokens[i].folded, {"met", "held", "convened", "hosted", "spoke", "aimed", "gathered", "meeting"}))
      return true;
  return false;
}

/// "co-chaired the day-long meeting, which examined": the relative clause tells of the meeting itself.
bool meeting_which(const EnText& text, const EnSentence& s, std::size_t pronoun) {
  if (!one_of(s.tokens[pronoun].folded, {"which", "that"}) || pronoun < 2) return false;
  const std::size_t behind = pronoun - (s.tokens[pronoun - 1].is(",") ? 1 : 0);
  return behind > 0 && text.patterns.word_in("talk_meeting", s.tokens[behind - 1].folded);
}

/// The act that a participle stands for, by the classes of the rules.
std::string act_of(const EnSentence& s, std::size_t verb) {
  const auto word = std::string_view(s.tokens[verb].folded);
  if (one_of(word, {"raised", "presented", "explained", "noted", "welcomed", "reviewed", "examined", "considered",
                    "agreed", "highlighted", "adopted", "identified", "exchanged"}))
    return std::string(word);
  if (one_of(word, {"concluded", "closed", "finished", "finalised", "finalized", "begun", "provisionally"}))
    return "concluded";
  return "discussed";
}

}  // namespace

bool bilateral(const EnSentence& s, std::size_t before) {
  for (std::size_t i = 0; i + 1 < std::min(before, s.tokens.size()); ++i)
    if (s.tokens[i].is("bilateral"))
      for (std::size_t k = i + 1; k < std::min(s.tokens.size(), i + 5); ++k)
        if (one_of(s.tokens[k].folded, {"issues", "issue", "matters", "concerns", "topics", "irritants"})) return true;
  return false;
}

namespace {

/// "discussed the initiatives from the summit held in 2020": the date is of a thing that was talked about.
bool of_a_thing(const EnText& text, const EnSentence& s, std::size_t date) {
  std::size_t at = 0;
  while (at < s.tokens.size() && s.tokens[at].start < date) ++at;
  std::size_t verb = at;
  for (int n = 0; n < 4 && verb > 0; ++n) {
    --verb;
    if (s.tokens[verb].is("held") || s.tokens[verb].folded.ends_with("ed")) break;
  }
  if (verb == 0 || !(s.tokens[verb].is("held") || s.tokens[verb].folded.ends_with("ed"))) return false;
  if (one_of(s.tokens[verb - 1].folded, {"was", "were", "been", "is", "are", "be", "and", "which"})) return false;
  const auto acts = text.patterns.find("act", s);
  return std::any_of(acts.begin(), acts.end(), [&](const Match& act) { return act.last < verb; });
}

}  // namespace

bool tells_of_another_time(const EnState& state, const EnSentence& s) {
  const EnText& text = state.text;
  bool amount = false, figures = false;
  for (std::size_t i = 0; i < s.tokens.size(); ++i) {
    std::size_t end = i;
    amount = amount || one_of(s.tokens[i].folded, {"billion", "million", "trillion", "percent", "per", "%"});
    figures = figures || phrase_at(text, s, "body_figures", i, end);
  }
  if (amount && figures) return true;
  for (std::size_t i = 0; i < s.tokens.size(); ++i) {
    std::size_t end = i;
    if (phrase_at(text, s, "body_background", i, end)) return true;
  }
  // "During the 20th meeting, held in March": an earlier one.
  for (const auto& ordinal : s.ordinals)
    if (state.ordinal > 0 && ordinal.value > 0 && ordinal.value < state.ordinal && ordinal.first >= 1 &&
        ordinal.first <= 2 && one_of(s.tokens[0].folded, {"during", "at"}))
      for (std::size_t i = ordinal.last; i < std::min(s.tokens.size(), ordinal.last + 6); ++i)
        if (one_of(s.tokens[i].folded, {"round", "meeting", "session"})) return true;
  const text::Day start = state.meeting_start;
  for (const auto& date : s.dates)
    if (!of_a_thing(text, s, date.start) && date.first.year > 0 && start.year > 0 && date.first.day > 0 &&
        (date.first.year < start.year || (date.first.year == start.year && date.first.month < start.month)))
      return true;
  return false;
}

bool meeting_sentence_talks(const EnText& text, const EnSentence& s) {
  const auto acts = text.patterns.find("act", s);
  return std::ranges::any_of(acts, [&](const Match& match) {
    return text.patterns.word_in("talk_plainly", s.tokens[match.first].folded) || to_talk(s, match.first);
  });
}

std::size_t clause_start(const EnSentence& s, std::size_t from, std::size_t verb) {
  std::size_t start = from;
  for (std::size_t i = from; i < verb; ++i) {
    if (s.tokens[i].is(";") || s.tokens[i].is(":")) start = i + 1;
    if (s.tokens[i].is(",") && i + 1 < verb && i <= from + 3) start = i + 1;
  }
  // "In the course of the meeting, A was raised"
  if (start == 0 && one_of(s.tokens[0].folded, {"in", "at", "during", "on", "over", "throughout", "within"})) {
    bool meeting = false;
    for (std::size_t i = 1; i + 1 < std::min<std::size_t>(verb, 12) && start == 0; ++i) {
      meeting =
          meeting || one_of(s.tokens[i].folded, {"meeting", "talks", "session", "discussions", "dialogue", "round"});
      if (s.tokens[i].is(",")) {
        if (!meeting) break;
        start = i + 1;
      }
    }
  }
  if (start < verb && one_of(s.tokens[start].folded, {"and", "also", "finally"})) ++start;
  return start;
}

Stretch subject_of(const EnSentence& s, std::size_t from, std::size_t verb) {
  Stretch out{clause_start(s, from, verb), verb};
  // "The pact, known as the CEPA, came up for discussion"
  if (verb > out.first + 2 && s.tokens[verb - 1].is(","))
    for (std::size_t i = verb - 1; i-- > from + 1;)
      if (s.tokens[i].is(",")) {
        out = {from, i};
        break;
      }
  // Behind who says so, and behind a clause with a verb of its own.
  bool verb_before = false;
  for (std::size_t i = out.first; i < out.last; ++i) {
    const auto word = std::string_view(s.tokens[i].folded);
    verb_before =
        verb_before || one_of(word, {"was", "were", "is", "are", "has", "have", "had", "will", "said", "added"});
    const bool that = word == "that" && i > 0 &&
                      one_of(s.tokens[i - 1].folded, {"said", "noted", "stated", "added", "reported", "announced"});
    if ((that || one_of(word, {"said", "added", "where"})) && i + 1 < out.last) out.first = i + 1, verb_before = false;
    if (word == "that" && i > 0 && one_of(s.tokens[i - 1].folded, {"confident", "hopeful", "convinced", "optimistic"}))
      return {verb, verb};
    if (word == "that" && !that) return out;  // "visits that will raise trade were discussed"
    if (verb_before && one_of(word, {"and", ",", "while"}) && i + 1 < out.last) out.first = i + 1, verb_before = false;
  }
  return verb_before ? Stretch{verb, verb} : out;
}

/// "matters discussed in the first session", "restrictions introduced on food": a participle behind its noun.
bool participle(const EnSentence& s, const Match& match) {
  // "advanced industries" beside "advanced the text on services"
  if (s.tokens[match.first].is("advanced") && match.last == match.first + 1 && match.last < s.tokens.size() &&
      !s.tokens[match.last].upper && !one_of(s.tokens[match.last].folded, {"the", "a", "an", "their", "its", "our"}))
    return true;
  // "the crisis has presented unique challenges"
  if (s.tokens[match.first].is("presented") && match.first > 0 &&
      one_of(s.tokens[match.first - 1].folded, {"has", "have"}))
    for (std::size_t i = match.last; i < std::min(s.tokens.size(), match.last + 3); ++i)
      if (one_of(s.tokens[i].folded,
                 {"challenges", "challenge", "opportunities", "difficulties", "risks", "obstacles"}))
        return true;
  if (s.tokens[match.first].is("compared") && match.last < s.tokens.size() &&
      one_of(s.tokens[match.last].folded, {"to", "with"}))
    return true;
  if (match.last != match.first + 1 || match.last + 1 >= s.tokens.size() || match.first == 0) return false;
  if (!one_of(s.tokens[match.last].folded, {"in", "on", "by", "at", "under", "during", "since", "from", "between",
                                            "last", "two", "three", "earlier", "previously"}))
    return false;
  return !one_of(s.tokens[match.last + 1].folded,
                 {"detail", "depth", "length", "great", "particular", "broad", "general"});
}

/// The words of a match name the meeting by its number.
bool whole_round(const EnSentence& s, const Match& match) {
  bool meeting = false;
  for (std::size_t i = match.first; i < match.last; ++i) {
    if (one_of(s.tokens[i].folded, {"round", "rounds"})) return true;
    meeting = meeting || one_of(s.tokens[i].folded, {"meeting", "session", "dialogue"});
  }
  return meeting && std::any_of(s.ordinals.begin(), s.ordinals.end(), [&](const OrdinalMention& ordinal) {
           return ordinal.first >= match.first && ordinal.first < match.last;
         });
}

std::vector<Act> find_acts(const EnState& state, const EnSentence& s, std::size_t begin, const Steps& steps) {
  const EnText& text = state.text;
  const auto used = [&](std::size_t i) {
    for (const auto& stretch : steps.taken)
      if (stretch.first <= i && i < stretch.last) return true;
    return false;
  };
  // Of two readings of the same words the one that begins first holds: "Issues discussed included A".
  auto matches = text.patterns.find("act", s);
  std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return a.first != b.first ? a.first < b.first : a.last > b.last;
  });
  const auto within_act = [&](const Match& passive) {  // "views were exchanged on"
    return std::any_of(matches.begin(), matches.end(), [&](const Match& act) {
      return act.first < passive.first && passive.first < act.last &&
             !(act.rule->id == "en.act.talk_list" && one_of(s.tokens[act.last - 1].folded, {"were", "are"}));
    });
  };
  std::vector<Act> found;
  for (const auto& match : text.patterns.find("passive", s))
    if (match.first >= begin && !used(match.first) && !within_act(match) &&
        (match.first == 0 || !one_of(s.tokens[match.first - 1].folded, {"that", "which", "who"}))) {
      const auto* verb = match.of("verb");
      found.push_back({match.first, match.last,
                       match.rule->set.contains("act") ? std::string(match.rule->value("act"))
                       : verb ? std::string(s.tokens[verb->first].is("handed") ? "handed_over" : act_of(s, verb->first))
                              : "discussed",
                       true, match.rule});
    }
  for (const auto& match : matches) {
    if (match.first < begin || used(match.first)) continue;
    if (match.first > 0) {
      const auto before = std::string_view(s.tokens[match.first - 1].folded);
      if (one_of(before,
                 {"who", "which", "whose", "was", "were", "been", "be",    "is", "are", "had", "the",   "a",   "an",
                  "not", "its",   "their", "to",  "of",   "by",   "newly", "as", "on",  "for", "under", "from"}) &&
          !(before == "to" && (s.tokens[match.first].is("review") || to_talk(s, match.first))) &&
          !meeting_which(text, s, match.first - 1))
        if (!match.rule->id.starts_with("en.act.talk") && !match.rule->id.starts_with("en.act.topics") &&
            !match.rule->id.starts_with("en.act.negotiations") &&
            !one_of(match.rule->id,
                    {"en.talks.turned", "en.talks.point", "en.talks.agenda", "en.talks.bodies_met",
                     "en.talks.progress_made", "en.talks.left", "en.talks.shared_interest", "en.talks.focus"}) &&
            match.rule->id != "en.act.occasion" && !match.rule->set.contains("noun"))
          continue;
    }
    // "projects proposed by China", "our shared values": a participle, and no act of this meeting.
    if (participle(s, match) || (match.first > 0 && s.tokens[match.first - 1].is("-"))) continue;
    if (match.rule->id == "en.act.talk_list" && match.last >= 2 && s.tokens[match.last - 2].is("be")) continue;
    // "held the fifth round of talks on a trade agreement": what is negotiated, and no subject of the talks.
    if (one_of(match.rule->id, {"en.talks.held", "en.talks.gathering", "en.act.talks_on"}) && whole_round(s, match))
      continue;
    // "key developments in the EU and Singapore": where they came about, and no subject of its own.
    if (match.last > match.first + 1 && match.last < s.tokens.size() && s.tokens[match.last - 1].is("in") &&
        std::ranges::any_of(
            s.parties,
            [&](const auto& party) {
              return party.form == PartyForm::name && party.first >= match.last &&
                     party.first <= match.last + (s.tokens[match.last].is("the") ? 1 : 0) &&
                     party.last < s.tokens.size() && !s.tokens[party.last].is("'s") &&
                     one_of(s.tokens[party.last].folded, {"and", ",", "."});
            }))
      continue;
    std::size_t given = match.last;
    if (s.tokens[match.first].is("shared") && match.last == match.first + 1 &&
        !phrase_at(text, s, "body_given", match.last, given))
      continue;
    if (match.rule->id == "en.act.talk_list" && one_of(s.tokens[match.last - 1].folded, {"were", "are"}) &&
        (match.last >= s.tokens.size() || !s.tokens[match.last].is(":")))
      continue;
    bool inside = false;
    for (const auto& act : found) inside = inside || (match.first < act.last && act.first < match.last);
    if (inside) continue;
    const auto act = match.rule->set.contains("act") ? match.rule->value("act") : "discussed";
    const auto* object = match.of("object");  // words of the rule that belong to its object
    found.push_back({match.first, object ? object->first : match.last, std::string(act), false, match.rule});
  }

  return found;
}

std::size_t before_steps(const EnText& text, const EnSentence& s, const Act& act, const Steps& steps,
                         std::size_t limit) {
  for (const auto& stretch : steps.taken)
    if (stretch.first >= act.last && stretch.first > 0 &&
        one_of(s.tokens[stretch.first - 1].folded, {"and", ",", ";", ":", "but", "while", "--"}))
      limit = std::min(limit, stretch.first);
    else if (stretch.first >= act.last + 2 && s.tokens[stretch.first - 1].upper &&
             one_of(s.tokens[stretch.first - 2].folded, {"and", ",", ";"}))  // "..., and MOFCOM agreed to"
      limit = std::min(limit, stretch.first - 1);
    else if (stretch.first > act.last)  // "Having discussed A, the ministers agreed to"
      if (const std::size_t subject = subject_before(text, s, stretch.first);
          subject < stretch.first && subject > act.last && s.tokens[subject - 1].is(","))
        limit = std::min(limit, subject);
  return limit;
}

bool is_clause(const EnSentence& s, const Act& act, std::size_t limit) {
  // Opinions and facts: "noted that", "welcomed that".
  if (act.last < s.tokens.size() &&
      (s.tokens[act.last].is("that") || (s.tokens[act.last].is("how") && one_of(act.act, {"noted", "highlighted"}))) &&
      act.act != "shared_proposals") {
    return true;
  }
  // "they highlighted, close work is needed": said in passing.
  if (act.last + 1 < s.tokens.size() && s.tokens[act.last].is(",") && !s.tokens[act.last + 1].is("inter") &&
      one_of(act.act, {"noted", "highlighted", "acknowledged", "reported", "explained"}))
    return true;
  // "announced in a joint statement that": what follows is a sentence.
  bool clause = false;
  if (one_of(act.act,
             {"announced", "reported", "explained", "noted", "highlighted", "acknowledged", "welcomed", "shared"}))
    for (std::size_t k = act.last;
         k < std::min(limit, act.last + 6) && !one_of(s.tokens[k].folded, {",", "such", "including"}); ++k)
      clause = clause || (s.tokens[k].is("that") && k > 0 && !s.tokens[k - 1].is("on"));
  // "acknowledged the relationship is built upon ..."
  if (one_of(act.act, {"noted", "highlighted", "acknowledged", "welcomed", "announced", "reported"}))
    for (std::size_t k = act.last + 1; k < std::min(limit, act.last + 8) && !s.tokens[k].is(","); ++k) {
      if (one_of(s.tokens[k].folded, {"that", "which", "who", "whether", "how", "where"})) break;
      clause = clause || one_of(s.tokens[k].folded, {"is", "are", "was", "has", "have", "will", "remains", "remain"});
    }
  return clause;
}

namespace {

/// "highlighted the fundamental importance of": what follows is praise.
bool stressed_for_itself(const EnText& text, const EnSentence& s, const Act& act) {
  if (!one_of(act.act, {"highlighted", "acknowledged", "welcomed"})) return false;
  for (std::size_t i = act.last; i < std::min(s.tokens.size(), act.last + 4); ++i)
    if (text.patterns.word_in("talk_weight", s.tokens[i].folded)) return true;
  return false;
}

/// More than the tie between those at the table, its worth and its deepening.
bool narrow(const EnText& text, const EnSentence& s, Stretch topic, bool weight) {
  // "the agreement as a pillar of trade", "the review in raising its worth": what is praised, and for what.
  for (std::size_t i = topic.first + 1; weight && i + 1 < topic.last; ++i)
    if (s.tokens[i].is("as") || (s.tokens[i].is("in") && s.tokens[i + 1].folded.ends_with("ing") &&
                                 !s.tokens[topic.first].folded.ends_with("ing")))
      return false;
  for (std::size_t i = topic.first; i < topic.last; ++i) {
    const auto& token = s.tokens[i];
    if (!token.word || token.number || one_of(token.folded, {"u", "s"})) continue;
    if (std::ranges::any_of(s.parties, [&](const auto& party) { return party.first <= i && i < party.last; })) continue;
    if (!text.patterns.word_in("body_frame", token.folded) && !text.patterns.word_in("weight_frame", token.folded))
      return true;
  }
  return false;
}

/// A verb of the past stands before the token, and none that tells of a standing thing.
bool told(const EnText& text, const EnSentence& s, std::size_t before) {
  // "In areas such as A and B, discussions focused on C": the verb stands behind.
  if (before == 1 && one_of(s.tokens[0].folded, {"in", "on", "across", "within", "among", "regarding", "concerning"}))
    return true;
  bool past = false;
  for (std::size_t i = 0; i < before; ++i) {
    const auto word = std::string_view(s.tokens[i].folded);
    if (text.patterns.word_in("told_standing", word)) return false;
    past = past || text.patterns.word_in("told_past", word) || (word.size() > 4 && word.ends_with("ed"));
  }
  return past;
}

}  // namespace

std::size_t object_limit(const EnText& text, const EnSentence& s, const Act& act, std::size_t limit) {
  if (act.rule->value("need") != "state") return limit;
  if (act.first > 3) return act.last;
  for (std::size_t i = act.last + 1; i < limit; ++i) {
    if (text.patterns.word_in("body_relative", s.tokens[i].folded)) break;
    if (text.patterns.word_in("talk_state_verb", s.tokens[i].folded)) return i;
  }
  return act.last;
}

bool meets_need(const EnState& state, const EnSentence& s, const Act& act, TopicList& topics, bool talk_before) {
  const auto what = act.rule->value("need");
  // "Canada underscored Canada's commitment": its own word for itself.
  if (act.rule->set.contains("others"))
    for (const auto& owner : s.parties)
      if (owner.first >= act.last && owner.first <= act.last + 3 &&
          std::ranges::any_of(s.parties,
                              [&](const auto& who) { return who.last <= act.first && who.code == owner.code; }))
        return false;
  if (what != "narrow" && !topics.has_list && stressed_for_itself(state.text, s, act)) return false;
  if (what == "list")
    return topics.has_list &&
           (topics.topics.size() > 1 || (!topics.topics.empty() && topics.opener.first <= act.last + 4));
  if (what == "three") return topics.topics.size() > 2;
  if (what == "told") {
    const bool such = topics.has_list && s.tokens[topics.opener.first].is("such");  // "issues such as X": one is enough
    return topics.has_list && topics.topics.size() > (such ? 0 : 1) && told(state.text, s, act.first);
  }
  if (what == "ahead") return state.announcement;
  if (what == "talk_before") return talk_before && topics.topics.size() > 1;
  // "praised the close partnership between the two countries": courtesy, and so is what stands beside it.
  if (what.empty() && !topics.has_list && !topics.topics.empty() &&
      one_of(act.act, {"noted", "welcomed", "highlighted", "acknowledged"})) {
    const Stretch topic = topics.topics.front();
    for (std::size_t i = topic.first; i < std::min(topic.last, topic.first + 6); ++i)
      if (state.text.patterns.word_in("body_praise", s.tokens[i].folded) && !narrow(state.text, s, topic, false))
        return false;
  }
  if (what == "narrow") {
    const bool weight = act.rule->id == "en.talks.weight";
    std::erase_if(topics.topics, [&](const Stretch& topic) { return !narrow(state.text, s, topic, weight); });
    return !topics.topics.empty();
  }
  return true;
}

std::size_t lead_limit(const EnSentence& s, const Act& act, std::size_t limit) {
  if (!act.rule->set.contains("weak") || act.first > 1) return limit;
  bool clause = limit < s.tokens.size();
  for (std::size_t i = std::min(limit, s.tokens.size()); i-- > act.last + 1;) {
    if (s.tokens[i].is(",") && clause) return i;
    clause = clause ||
             one_of(s.tokens[i].folded,
                    {"was", "were", "has", "have", "is", "are", "will", "made", "held", "took", "saw", "remain"}) ||
             s.tokens[i].folded.ends_with("ed");
  }
  return limit;
}

void drop_weak(const EnState& state, const EnSentence& s, std::vector<Act>& found) {
  for (std::size_t i = found.size(); i-- > 0;) {
    if (!found[i].rule->set.contains("weak")) continue;
    const std::size_t limit = lead_limit(s, found[i], i + 1 < found.size() ? found[i + 1].first : s.tokens.size());
    auto topics = topics_of(state.text, s, found[i].last, limit);
    const bool bounded = found[i].rule->value("need") == "state";
    if (bounded && object_limit(state.text, s, found[i], limit) > found[i].last) continue;
    if (bounded || i > 0 || is_clause(s, found[i], limit) || !meets_need(state, s, found[i], topics, false))
      found.erase(found.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace breadcrumb::reader
