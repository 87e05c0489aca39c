// What comes next: bodies, what was set up, and the next meeting of the dialogue.
#include "reader/en_body_steps.h"

#include "text/utf8.h"

namespace breadcrumb::reader {

Steps StepReader::run() {
  next_round();
  established();
  established_list();
  established_unnamed();
  bodies();
  commitments(), founded_ahead();
  return std::move(out_);
}

std::string_view StepReader::word(std::size_t i) const {
  return i < tokens_.size() ? std::string_view(tokens_[i].folded) : std::string_view();
}

bool StepReader::in(std::string_view name, std::size_t i) const {
  return phrase_at(text_, s_, name, i, i);
}

bool StepReader::any(std::string_view name, std::size_t first, std::size_t last) const {
  for (std::size_t i = first; i < last; ++i)
    if (in(name, i)) return true;
  return false;
}

bool StepReader::used(std::size_t i) const {
  for (const auto& stretch : out_.taken)
    if (stretch.first <= i && i < stretch.last) return true;
  return false;
}

bool StepReader::own_body(const Named& named) const {
  if (state_.is_dialogue(named.name) ||
      (!state_.dialogue.empty() && state_.dialogue.find(named.name) != std::string::npos))
    return true;
  // "the TSD Committee" of the Committee on Trade and Sustainable Development; "the ROK-ASEAN Experts Group".
  const auto dialogue = text::fold(state_.dialogue);
  if (named.noun.empty() || dialogue.find(named.noun) == std::string::npos) return false;
  for (std::size_t i = named.first; i < named.last; ++i) {
    const auto& token = tokens_[i];
    const bool party =
        std::any_of(s_.parties.begin(), s_.parties.end(), [&](const auto& p) { return p.first <= i && i < p.last; });
    const bool acronym = token.capitals && text_.document.text.find("(" + token_text(i) + ")") != std::string::npos;
    if (token.word && !party && !acronym && dialogue.find(token.folded) == std::string::npos) return false;
  }
  return true;
}

std::string StepReader::token_text(std::size_t i) const {
  return std::string(text_.words(s_.byte(i), s_.byte_after(i + 1)));
}

bool StepReader::others_body(const Named& named) const {
  const auto folded = text::fold(named.name);
  if (folded.find("business") != std::string::npos || folded.find("agreement") != std::string::npos ||
      folded.find("rules") != std::string::npos || in("step_other_home", named.first))
    return true;
  // "Committees and Working Groups": no name at all.
  bool bare = true;
  for (std::size_t i = named.first; i < named.last; ++i)
    bare = bare && (!tokens_[i].word || in("body_body", i) || one_of(word(i), {"and", "group", "groups", "other"}));
  return bare;
}

bool StepReader::body_noun(const Named& named) const {
  return (named.noun == "council" && named.last > named.first + 2 && word(named.last - 2) == "affairs") ||
         text_.patterns.word_in("body_body", named.noun) ||
         one_of(named.noun,
                {"working group", "working groups", "task force", "working party", "contact group", "expert group",
                 "experts group", "study group", "joint group", "steering group", "task team"});
}

Stretch StepReader::clause(std::size_t at) const {
  std::size_t first = 0, last = end_;
  for (std::size_t i = 0; i < at; ++i) {
    if (tokens_[i].is(";")) first = i + 1;
    if (one_of(word(i), {"and", "while"}) && i + 1 < at && !between_parties(i)) {
      // A clause of its own begins here when a verb of the future follows, with a subject of its own or without.
      for (std::size_t k = i + 1; k < std::min(at + 1, i + 9); ++k)
        if (one_of(word(k), {"will", "shall", "look", "looked", "anticipate", "expect", "plan", "agreed", "intend",
                             "said", "settled", "hope"})) {
          first = i + 1;
          break;
        }
    }
    if (tokens_[i].is("that") && i > 0 && one_of(word(i - 1), {"settled", "confirmed", "agreed", "decided"}))
      first = i + 1;
  }
  for (std::size_t i = at; i < end_; ++i)
    if (tokens_[i].is(";") || (tokens_[i].is(",") && i + 2 < end_ && tokens_[i + 1].is("and") && subject_verb(i + 2))) {
      last = i;
      break;
    }
  return {first, last};
}

bool StepReader::between_parties(std::size_t i) const {
  bool before = false, behind = false;
  for (const auto& party : s_.parties) {
    before = before || party.last == i;
    behind = behind || party.first == i + 1 || (party.first == i + 2 && word(i + 1) == "the");
  }
  return before && behind;
}

bool StepReader::subject_verb(std::size_t i) const {
  for (std::size_t k = i; k < std::min(end_, i + 7); ++k)
    if (one_of(word(k), {"will", "agreed", "shall", "plan", "intend"})) return true;
  return false;
}

text::Day StepReader::near() const {
  return state_.published.year > 0     ? state_.published
         : state_.meeting_end.year > 0 ? state_.meeting_end
                                       : state_.meeting_start;
}

std::string StepReader::date_in(std::size_t first, std::size_t last, bool deadline) const {
  const auto folded = text::fold(text_.words(s_.byte(first), s_.byte_after(last)));
  const auto has = [&](std::string_view words) { return folded.find(words) != std::string::npos; };
  const text::Day base = near();
  std::string best;
  for (const auto& date : s_.dates) {
    if (date.start < s_.byte(first) || date.end > s_.byte_after(last) ||
        date.relative != text::DateMention::Relative::none)
      continue;
    text::Day day = deadline ? date.last : date.first;
    if (day.year == 0 && day.month > 0 && base.year > 0) {
      if (day.day > 0) day = text::resolve_year(day, base);
      if (day.year == 0) day.year = base.year;
      if (day.month < base.month && day.year == base.year) ++day.year;
    }
    best = text::iso(day);
  }
  int year = 0;
  for (std::size_t i = first; i < last; ++i)
    if (tokens_[i].number && tokens_[i].folded.size() == 4 &&
        (tokens_[i].folded.starts_with("20") || tokens_[i].folded.starts_with("19")))
      year = std::atoi(tokens_[i].folded.c_str());
  if (best.empty() && year == 0 && base.year > 0) {
    if (has("next year")) return std::to_string(base.year + 1);
    if (has("end of the year") || has("end of this year") || has("year's end") || has("year-end") ||
        has("close of the year"))
      return std::to_string(base.year) + (deadline ? "-12" : "");
    if (has("later this year") || has("this year") || has("this autumn") || has("this fall") || has("this summer"))
      return std::to_string(base.year);
    if (deadline && has("second quarter")) return std::to_string(base.year) + "-06";
    if (deadline && has("within sixty days") && state_.meeting_end.day > 0)
      return text::iso(text::day_of_number(text::day_number(state_.meeting_end) + 60));
  }
  if (deadline && year > 0 && best.size() <= 4) {
    const auto y = std::to_string(year);
    if (has("first half") || has("middle of") || has("mid-") || has("second quarter")) return y + "-06";
    if (has("second half")) return y + "-12";
    if (has("first quarter")) return y + "-03";
    if (has("third quarter")) return y + "-09";
    // "by the end of 2024", "before the end of the year": the year's last month.
    if (has("end of " + y) || has("close of " + y) || has("end-" + y)) return y + "-12";
  }
  if (best.empty() && year > 0) best = std::to_string(year);
  return best;
}

void StepReader::next_round() {
  if (state_.build.has(FactKind::next_round)) return;
  for (const auto& match : text_.patterns.find("next", s_)) {
    Stretch c = meeting_clause(match.first, clause(match.first));
    const bool set_out = match.rule->id == "en.next.to_be_held";
    const bool again = match.rule->id != "en.next.numbered" && !set_out;
    bool mine = again;
    if (!again) {
      if (one_of(word(match.first), {"next", "upcoming", "subsequent"})) {
        mine = !one_of(word(match.first + 1), {"steps", "year", "month"});
      } else {
        for (const auto& ordinal : s_.ordinals)
          if (ordinal.first == match.first)
            mine = state_.ordinal == 0 ? !state_.announcement
                                       : ordinal.value == state_.ordinal + 1 || agreed_only_here(ordinal.first);
      }
    }
    if (!mine) continue;
    // "did not agree to hold the next round": none. That its date is not set yet is told of it.
    if (denied(match.first) && !any("next_unset", c.first, c.last)) continue;
    // Of another body or dialogue?
    bool other = false;
    for (const auto& named : s_.named) {
      // "The Expert Group reported and will meet again", "..., which will hold its next meeting": the subject stands
      // before the clause.
      const bool owned = match.first > 0 && one_of(word(match.first - 1), {"its", "their"});
      // "established a Task Force, which will meet in July, and agreed to meet again": the two sides did.
      const bool agreed = again && named.first > 1 && named.first < c.first &&
                          one_of(word(c.first), {"agreed", "decided", "resolved", "undertook"});
      if ((named.first < c.first && !again && !owned) || agreed || named.first >= c.last) continue;
      const auto& words = named.name;
      if (body_noun(named) && !own_body(named) && state_.dialogue.find(words) == std::string::npos &&
          named.first <= match.last)
        other = true;
    }
    // "preparation for the 12th WTO Ministerial Conference, scheduled for November"
    if (!again)
      for (std::size_t i = match.first, last = i; i < match.last && !other; ++i)
        other = text_.patterns.in_class("step_other_home", s_, i, last);
    if (other) continue;
    if (!again && !any("body_to_come", c.first, c.last)) continue;
    if (set_out) {
      c.first = match.first > 0 && one_of(word(match.first - 1), {"the", "its", "their", "our"}) ? match.first - 1
                                                                                                 : match.first;
    } else if (!again) {
      // "report at the next meeting", "ahead of the next round": the meeting is not what the clause is about.
      std::size_t before = match.first;
      if (before > 0 && one_of(word(before - 1), {"the", "a", "an", "their", "its"})) --before;
      if (before <= c.first) before = 0;
      if (before > 0 && one_of(word(before - 1), {"at", "by", "of", "before", "during", "until", "after"}) &&
          !(word(before - 1) == "of" && before > 1 && one_of(word(before - 2), {"date", "dates", "place"})))
        continue;
      if (before > 1 && one_of(word(before - 1), {"of", "in"})) continue;
      if (before > 0 && (word(before - 1) == "for") && !any("body_to_come", c.first, c.last)) continue;
    }
    if (any("body_background", c.first, c.last)) continue;
    std::size_t last = c.last;
    Fact& fact = state_.build.add(FactKind::next_round, s_.byte(c.first), s_.byte_after(last), match.rule->id);
    if (auto date = date_in(c.first, last, false); !date.empty()) fact.set("date", std::move(date));
    if (const auto place = place_in(c.first, last); !place.empty()) fact.set("place", place);
    out_.taken.push_back({c.first, last});
    return;
  }
}

Stretch StepReader::meeting_clause(std::size_t at, Stretch clause) const {
  std::size_t noun = at;
  if (noun > 0 && one_of(word(noun - 1), {"the", "its", "their", "our"})) --noun;
  // "..., and the next round is due": the clause begins with the meeting.
  if (noun > clause.first + 1 && one_of(word(noun - 1), {"and", "with", "while"}) && tokens_[noun - 2].is(","))
    clause.first = noun;
  for (std::size_t i = at; i + 2 < clause.last; ++i) {
    if (!tokens_[i].is(",")) continue;
    // "to prepare for the next meeting, which will take place in May": only the meeting and what is said of it.
    if (word(i + 1) == "which" && one_of(word(i + 2), {"will", "is", "would"}))
      clause.first = std::max(noun, clause.first);
    if (told_by(i)) clause.last = i;
  }
  return clause;
}

bool StepReader::agreed_only_here(std::size_t ordinal) const {
  std::size_t verb = ordinal;
  if (verb > 0 && one_of(word(verb - 1), {"the", "a", "its", "their"})) --verb;
  if (verb < 2 || !one_of(word(verb - 1), {"convene", "hold", "host", "schedule"}) || word(verb - 2) != "to")
    return false;
  for (const Fact* round : state_.build.all(FactKind::round))
    if (round->quote.start >= s_.byte(0) && round->quote.end <= s_.byte_after(end_)) return true;
  return false;
}

std::string StepReader::place_in(std::size_t first, std::size_t last) const {
  for (std::size_t i = first; i + 1 < last; ++i) {
    if (!one_of(word(i), {"in", "at"}) || !tokens_[i + 1].upper || text::month_number(word(i + 1)) > 0) continue;
    std::size_t end = i + 1;
    while (end < last && tokens_[end].word && tokens_[end].upper && text::month_number(word(end)) == 0) ++end;
    return std::string(text_.words(s_.byte(i + 1), s_.byte_after(end)));
  }
  return "";
}

void StepReader::established() {
  for (const auto& named : s_.named) {
    const bool body =
        body_noun(named) || one_of(named.noun, {"council", "dialogue", "forum", "commission", "partnership"});
    const bool agreement = text_.patterns.word_in("body_agreement", named.noun) || named.noun.starts_with("memorandum");
    if (!body && !agreement) continue;
    if (own_body(named)) continue;
    std::size_t k = named.first;
    while (k > 0 && one_of(word(k - 1), {"a", "an", "the", "new", "joint", "and"})) --k;
    std::size_t verb = named.first;
    for (std::size_t i = k >= 5 ? k - 5 : 0; i < k; ++i) {
      std::size_t end = i;
      if (phrase_at(text_, s_, "body_establish", i, end) && end == k) {
        verb = i;
        break;
      }
    }
    std::size_t last = named.last;
    bool passive = false;
    for (std::size_t i = named.last; i < std::min(named.last + 3, end_); ++i)
      if (one_of(word(i), {"was", "were"}) && in("body_established", i + 1) &&
          !one_of(word(i - 1), {"which", "that"})) {
        passive = true;
        last = i + 2;
      }
    if (verb == named.first && !passive) continue;
    const std::size_t first = verb < named.first ? verb : named.first;
    if (denied(verb) || denied(last - 1)) continue;
    if (verb > 0 && one_of(word(verb - 1), {"was", "is", "since", "which"})) continue;
    // "to move forward on the establishment of", "discussed the creation of": not yet.
    if (word(verb) == "the" && verb > 0 &&
        one_of(word(verb - 1),
               {"on", "toward", "towards", "discussed", "explored", "considered", "proposed", "for", "about"}))
      continue;
    if (background()) continue;
    Fact& fact = state_.build.add(FactKind::established, s_.byte(first), s_.byte_after(last), "en.established.named");
    fact.set("name", named.name);
    fact.set("kind", body ? "body" : "agreement");
    if (body && body_noun(named))
      add_body(named, first, last,
               one_of(word(verb), {"to", "form", "establish", "constitute"}) || (verb > 0 && word(verb - 1) == "to")
                   ? "to be set up"
                   : "set up");
    out_.taken.push_back({first >= 3 && word(first - 1) == "to" ? first - 2 : first, last});
  }
}

void StepReader::established_unnamed() {
  for (const auto& match : text_.patterns.find("found", s_)) {
    const auto* what = match.of("what");
    if (!what || used(what->first) || background() || denied(match.first) || denied(what->first)) continue;
    if (match.first > 0 && one_of(word(match.first - 1), {"was", "were", "is", "been", "which", "that", "had", "newly",
                                                          "to", "not", "under", "by"}))
      continue;
    if (any("body_background", 0, end_)) continue;
    // What it is on or for belongs to its name.
    std::size_t last = what->last;
    if (one_of(word(last), {"on", "for"}))
      while (last < end_ && !tokens_[last].is(",") && !one_of(word(last), {"and", "to", "which", "that", "with"}))
        ++last;
    Fact& fact = state_.build.add(FactKind::established, s_.byte(match.first), s_.byte_after(last), match.rule->id);
    fact.set("name", std::string(text_.words(s_.byte(what->first), s_.byte_after(last))));
    fact.set("kind", "body");
    out_.taken.push_back({match.first, last});
  }
}

bool StepReader::before_meeting(const text::DateMention& date) const {
  const text::Day start = state_.meeting_start;
  if (date.first.year == 0 || start.year == 0) return false;
  return date.first.year < start.year ||
         (date.first.year == start.year && date.first.month > 0 && date.first.month < start.month);
}

bool StepReader::background() const {
  return std::ranges::any_of(s_.dates, [&](const auto& date) { return before_meeting(date); });
}

Fact& StepReader::add_body(const Named& named, std::size_t first, std::size_t last, std::string_view stage) {
  for (Fact* known : state_.build.all(FactKind::body))
    if (same_words(known->field("name"), named.name)) return *known;
  Fact& fact = state_.build.add(FactKind::body, s_.byte(first), s_.byte_after(last), "en.body.named");
  fact.set("name", named.name);
  fact.set("relation", "under");
  if (!stage.empty()) fact.set("stage", std::string(stage));
  for (std::size_t i = named.last; i < std::min(end_, named.last + 12); ++i)
    if (one_of(word(i), {"will", "to", "shall"}) && !denied(i) &&
        one_of(word(i + 1), {"meet", "convene", "gather", "assemble", "be"})) {
      if (auto date = date_in(i, own_clause_end(i), false); !date.empty()) fact.set("next_meeting", std::move(date));
      if (stage.empty()) fact.set("stage", "meeting planned");
      break;
    }
  return fact;
}

std::size_t StepReader::own_clause_end(std::size_t at) const {
  for (std::size_t i = at + 1; i + 1 < end_; ++i) {
    if (tokens_[i].is(";")) return i;
    if (one_of(word(i), {"and", "while", "but"}) &&
        (tokens_[i - 1].is(",") ||
         one_of(word(i + 1), {"agreed", "agree", "decided", "will", "shall", "also", "welcomed", "noted", "expressed",
                              "looked", "look", "looks", "that", "both", "to", "is", "are", "they", "their"})))
      return i;
  }
  return end_;
}

bool StepReader::has_met(const Named& named) const {
  // "which was held virtually", "took place", "held its first meeting"
  for (std::size_t i = named.last; i < std::min(end_, named.last + 6); ++i) {
    if (one_of(word(i), {"will", "shall", "to", "be", "should", "could"})) break;
    if (one_of(word(i), {"held", "convened", "met"}) || (word(i) == "took" && word(i + 1) == "place")) return true;
  }
  // "welcomed the first meeting of the Working Group"
  std::size_t of = named.first;
  while (of > 0 && one_of(word(of - 1), {"the", "a", "this"})) --of;
  if (of < 3 || word(of - 1) != "of" || !one_of(word(of - 2), {"meeting", "meetings", "session"})) return false;
  for (std::size_t i = of - 2; i > 0 && i + 9 > of; --i) {
    if (one_of(word(i - 1), {"next", "planned", "upcoming", "forthcoming", "plan", "plans", "planning", "hold",
                             "convene", "schedule", "towards", "toward", "ahead", "before"}))
      return false;
    if (one_of(word(i - 1), {"welcomed", "welcoming", "following", "since", "after", "results", "outcome", "outcomes"}))
      return true;
  }
  return false;
}

void StepReader::bodies() {
  for (const auto& named : s_.named) {
    if (!body_noun(named) || own_body(named)) continue;
    if (named.last - named.first < 2 || text::fold(named.name) == named.noun) continue;  // "our Working Group leads"
    if (others_body(named) || denied(named.first)) continue;
    bool other = false;
    for (std::size_t i = named.last; i + 2 < std::min(end_, named.last + 5); ++i)
      if (one_of(word(i), {"body", "committee"}) && word(i + 1) == "of") other = true;
    if (other || (named.first > 0 && word(named.first - 1) == "whose")) continue;
    // "measures recommended by the Study Group": somebody else's.
    std::size_t by = named.first;
    while (by > 0 && one_of(word(by - 1), {"the", "a", "an"})) --by;
    if (by > 1 && word(by - 1) == "by" && word(by - 2).ends_with("ed")) continue;
    std::string stage;
    std::size_t last = named.last;
    for (std::size_t i = named.last; i < std::min(end_, named.last + 6); ++i) {
      if (denied(i)) continue;
      if (one_of(word(i), {"reported", "met", "convened"})) stage = std::string(word(i));
      if (one_of(word(i), {"will", "shall"}) && one_of(word(i + 1), {"meet", "convene", "gather", "be"})) {
        stage = "meeting planned";
        last = end_;
      }
      if (word(i) == "decided" && word(i + 1) == "to" && word(i + 2) == "convene") {
        stage = "met; next meeting planned";
        last = end_;
      }
    }
    if (stage.empty() && named.first > 1)
      for (std::size_t i = named.first - 1; i > 0 && i + 4 > named.first; --i)
        if (word(i - 1) == "to" && one_of(word(i), {"hold", "convene", "schedule"}) && !denied(i))
          stage = "meeting planned";
    // "planning for the first meeting of the Task Force"
    std::size_t of = named.first;
    while (of > 0 && one_of(word(of - 1), {"the", "a", "this"})) --of;
    if (stage.empty() && of > 2 && word(of - 1) == "of" && one_of(word(of - 2), {"meeting", "session"}) &&
        one_of(word(of - 3), {"first", "next", "inaugural"}) && any("step_planning", 0, of))
      stage = word(of - 3) == "next" ? "next meeting planned" : "first meeting planned";
    if (stage.empty() && has_met(named)) stage = "met";
    Fact& fact = add_body(named, named.first, last, stage);
    if (last == end_) {
      if (fact.field("next_meeting").empty())
        if (auto date = date_in(named.last, own_clause_end(named.last), false); !date.empty())
          fact.set("next_meeting", std::move(date));
      out_.taken.push_back({named.first, last});
    }
  }
}

Steps read_steps(EnState& state, const EnSentence& sentence, bool decisions) {
  return StepReader(state, sentence, decisions).run();
}

}  // namespace breadcrumb::reader
