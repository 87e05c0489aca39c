// What was promised, by whom, and until when: one clause a promise.
#include "reader/en_body_steps.h"
#include "reader/en_denied.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

std::string StepReader::actor_of(std::size_t first, std::size_t last) const {
  std::vector<std::string> codes;
  const auto note = [&](const std::string& code) {
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
  };
  for (const auto& side : s_.sides)
    if (side.first >= first && side.last <= last) note(side.code);
  for (const auto& party : s_.parties)
    if (party.first >= first && party.last <= last && party.form != PartyForm::adjective) note(party.code);
  for (const auto& party : s_.parties)
    if (party.first >= first && party.last <= last && party.form == PartyForm::adjective && party.last < last)
      note(party.code);
  if (codes.empty() && last > first) {
    const auto words = text::fold(text_.words(s_.byte(first), s_.byte_after(last)));
    for (const auto& code : state_.parties)
      if (const Party* party = text_.grammar.party(code))
        for (const auto& name : party->publishers)
          if (words == text::fold(name) || words == "the " + text::fold(name)) note(code);
    if (codes.empty() && !state_.publisher.empty() &&
        (words == "the ministry" || words == "the department" || words == "the government" ||
         words == "the administration"))
      note(state_.publisher);
  }
  if (codes.size() == 1 && state_.parties.size() > 1) return codes.front();
  return state_.parties.size() > 2 ? "all" : "both";
}

void StepReader::commitments_of(std::size_t first, std::size_t act, std::size_t last, const std::string& actor,
                                std::string_view rule) {
  std::size_t from = first;
  for (std::size_t i = act + 2; i + 2 < last; ++i) {
    if (!one_of(word(i), {",", "and"})) continue;
    std::size_t next = i + 1;
    while (next < last && one_of(word(next), {"and", "also", "further", "to"})) ++next;
    if (next + 2 >= last || !text_.patterns.word_in("body_do", tokens_[next].folded) ||
        (word(i) == "and" && (next < from + 5 || (word(next - 1) != "to" && purpose(std::max(from, act) + 1, i)))))
      continue;
    commitment(from, i, actor, rule);
    from = i = next;
  }
  commitment(from, last, actor, rule);
}

bool StepReader::acts(std::size_t begin) const {
  std::size_t noun = begin;
  if (one_of(word(noun), {"the", "a", "an", "further", "regular", "continued"})) {
    for (std::size_t i = ++noun; i < std::min(end_, noun + 4); ++i)
      if (in("step_noun", i)) return true;
    return false;
  }
  if (one_of(word(begin), {"remain", "discuss", "be"})) return false;
  // A plural is what was agreed, and no verb: "agreed to provisions".
  return !word(begin).ends_with("s") || word(begin).ends_with("ss") || in("body_do", begin) || word(begin) == "focus" ||
         in("step_noun", begin);
}

bool StepReader::purpose(std::size_t first, std::size_t last) const {
  for (std::size_t i = first; i + 1 < last; ++i)
    if (word(i) == "to" && text_.patterns.word_in("body_do", word(i + 1)) && !in("step_goes_on", i - 1)) return true;
  return false;
}

void StepReader::commitment(std::size_t first, std::size_t last, const std::string& actor, std::string_view rule) {
  while (last > first && one_of(word(last - 1), {",", "and", ";", ".", "\""})) --last;
  // "agreed to:" announces promises and is none; a whole promise may announce what it is about.
  if (last > first + 10 && word(last - 1) == ":") --last;
  if (last > first && word(last - 1) == ":") return;
  // "If Congress approves, the United States will": it is promised on that condition alone.
  first = condition_before(text_, s_, first);
  if (last < first + 3 || used(first) || used((first + last) / 2)) return;
  Fact& fact = state_.build.add(FactKind::commitment, s_.byte(first), s_.byte_after(last), rule);
  fact.set("actor", actor);
  if (auto date = date_in(first, last, true); !date.empty()) {
    const auto folded = text::fold(text_.words(s_.byte(first), s_.byte_after(last)));
    for (const auto sign : {" by ", " until ", " before ", "no later than", "not later than", " in ", "within",
                            "during", "end of", " through ", " ahead of "})
      if (folded.find(sign) != std::string::npos) {
        fact.set("due", date);
        break;
      }
  }
  out_.taken.push_back({first, last});
}

bool StepReader::lists_subjects(std::size_t i) const {
  std::size_t end = i;
  if (i == 0 || !phrase_at(text_, s_, "body_frame_noun", tokens_[i - 1].is(",") && i > 1 ? i - 2 : i - 1, end))
    return false;
  int commas = 0;
  for (std::size_t k = i; k < end_; ++k) commas += tokens_[k].is(",") ? 1 : 0;
  return commas >= 2;
}

bool StepReader::told_by(std::size_t comma) const {
  for (std::size_t i = comma + 2; i < std::min(end_, comma + 12); ++i) {
    if (tokens_[i].is(",")) return false;
    if (one_of(word(i), {"said", "added", "announced"}) && word(i + 1) != "that") return true;
  }
  return false;
}

std::size_t StepReader::promise_end(std::size_t at, const std::vector<std::size_t>& others) const {
  for (std::size_t i = at + 2; i < end_; ++i) {
    if (tokens_[i].is(";") || used(i)) return i;
    // "to meet regularly, including in person": how, and no list.
    const bool manner = i < at + 5 && one_of(word(i + 1), {"in", "at", "by", "through", "via", "virtually"}) &&
                        !in("body_fields", i + 1) && word(i - 2).ends_with("ly");
    if (tokens_[i].is("including") && !manner && (tokens_[i - 1].is(",") || lists_subjects(i))) return i;
    if (tokens_[i].is(",") && told_by(i)) return i;
    if (tokens_[i].is("to") && word(i + 1) == "help" && i > at + 6) return i;
    if (tokens_[i].is(",") &&
        (one_of(word(i + 1), {"which", "though", "while", "although", "where", "thus", "except"}) ||
         (word(i + 1).ends_with("ing") && word(i + 1) != "including" && !begins_condition(text_, s_, i + 1))))
      return i;
    if (one_of(word(i), {"and", ","})) {
      std::size_t k = i + 1;
      if (word(k) == "and") ++k;
      if (word(i) == "and" && tokens_[i + 1].is(",") && i + 2 < end_) return i;
      if (word(k) == "as" && word(k + 1) == "well" && word(k + 2) == "as" && word(k + 3) == "to") return i;
      if (word(k) == "to" && i + 2 < end_) return i;
      if (word(k).ends_with("ed") && std::ranges::find(told_, k) != told_.end()) return i;
      for (const auto other : others) {
        if (other <= i) continue;
        std::size_t subject = subject_before(text_, s_, other);
        if (subject == k || other == k) return i;
      }
    }
  }
  return end_;
}

void StepReader::commitments() {
  const auto matches = text_.patterns.find("commit", s_);
  std::vector<std::size_t> verbs;
  for (const auto& match : matches)
    if (const auto* verb = match.of("verb")) verbs.push_back(verb->first);
  if (matches.empty() || background_words()) return;
  for (const auto& match : text_.patterns.find("act", s_)) told_.push_back(match.first);
  for (const auto& match : matches) {
    // "did not agree to", "Neither side will", "agreed not to"
    const auto* promised = match.of("verb");
    if (denied(match.first) || denied(match.last - 1) || (promised != nullptr && denied(promised->first))) continue;
    if (const auto* span = match.of("span")) {
      std::size_t aux = span->last;
      while (aux > span->first && !one_of(word(aux - 1), {"should", "would", "will", "shall"})) --aux;
      const bool passive = word(aux) == "be";
      // "Chile confirmed that it would send experts": its own promise, told with its subject.
      if (one_of(word(aux - 2), {"it", "they"}) && aux - 2 == span->first && !in("body_not_will", aux) &&
          !one_of(word(aux - 1), {"should"})) {
        const std::size_t subject = subject_before(text_, s_, match.first);
        const std::string actor = actor_of(subject, match.first);
        if (subject < match.first && actor != "both" && actor != "all") {
          commitment(subject, promise_end(aux, verbs), actor, match.rule->id);
          continue;
        }
      }
      if (!one_of(word(match.first), {"agreed", "decided", "settled", "confirmed"})) continue;
      if (in("body_not_will", aux) && !passive && word(aux) != "meet") continue;
      if (!passive && !(subject_before(text_, s_, aux - 1) < aux - 1 || word(aux - 2) == "they")) continue;
      if (passive && !(aux + 1 < end_ && (word(aux + 1).ends_with("ed") || word(aux + 1).ends_with("en") ||
                                          one_of(word(aux + 1), {"re", "set", "held", "put"}))))
        continue;
      if (passive && one_of(word(aux + 1), {"heard", "hosted"})) continue;
      std::size_t last = end_;
      for (std::size_t i = aux; i + 1 < end_; ++i)
        if (tokens_[i].is("and") && word(i + 1) == "that") {
          commitment(i + 2, end_, actor_of(0, 0), match.rule->id);
          last = i;
          break;
        }
      commitment(span->first, last, actor_of(0, 0), match.rule->id);
      continue;
    }
    const auto* verb = match.of("verb");
    if (!verb || used(verb->first)) continue;
    const std::size_t at = verb->first;
    // "the Work Plan to implement": part of a name.
    if (at > 0 && tokens_[at].upper && tokens_[at - 1].word && tokens_[at - 1].upper) continue;
    if (at > 0 &&
        one_of(word(at - 1), {"which",      "who", "not",  "that",     "was",    "were",    "be",       "the", "had",
                              "previously", "it",  "this", "are",      "remain", "remains", "remained", "its", "their",
                              "our",        "a",   "an",   "welcomed", "of",     "on",      "no",       "'s"})) {
      const bool meeting =
          word(at - 1) == "it" && at == 1 && one_of(word(at), {"agreed", "decided"});  // "It agreed to"
      if (!meeting && !(word(at - 1) == "which" && at > 1 && tokens_[at - 2].is(",") && one_of(word(at), {"shall"})) &&
          !(one_of(word(at - 1), {"was"}) && at > 1 && word(at - 2) == "it"))
        continue;
    }
    if (one_of(word(at), {"will", "shall", "is", "are", "would"})) {
      future(at, verb->last, verbs, match.rule->id);
      continue;
    }
    if (match.rule->id == "en.commit.intend") {
      const auto tail = word(verb->last - 1);
      std::size_t begin = verb->last;
      if (tail != "to" && tail != "would" && tail != "will") {
        // "agreed" alone: "agreed to" may stand behind an adverb; "decided, to".
        while (begin < end_ && one_of(word(begin), {",", "also", "further", "in", "principle"}) &&
               begin < verb->last + 3)
          ++begin;
        if (word(begin) != "to" && !(one_of(word(at), {"settled"}) && verb->last < end_)) continue;
        ++begin;
      }
      // "the plan agreed to by leaders", "a programme intended to raise trade": said of a thing.
      if (word(begin) == "by") continue;
      if (word(at) == "intended" && subject_before(text_, s_, at) == at && at > 0 && word(at - 1) != "and") continue;
      if (word(at) != "settled" && !acts(begin)) continue;
      if (at > 0 && one_of(word(at - 1), {"has", "have"}) && subject_before(text_, s_, at) >= at - 1) continue;
      std::size_t subject = subject_before(text_, s_, at);
      // "approved an outreach plan to improve X": a noun.
      if (one_of(word(at), {"plan", "plans", "aim", "aims"}) && subject == at && at > 0 && tokens_[at - 1].word &&
          !one_of(word(at - 1), {"also", "further", "jointly", "they", "we", "both", "now", "and"}))
        continue;
      // "agreed to form the group in November 2002": told of an earlier meeting.
      if (earlier(at)) continue;
      std::string actor = actor_of(subject, at);
      const bool single = actor != "both" && actor != "all";
      if (word(at) == "aims" && !single) continue;  // what the dialogue is for
      std::size_t end = promise_end(begin, verbs);
      // "agreed to launch a Study Group and to compile a list": what was set up is no promise, the rest is.
      if (one_of(word(begin), {"establish", "set", "constitute", "form", "launch", "create"}) && used(begin))
        while (end < end_ && used(end)) ++end;
      else
        commitments_of(single ? subject : at, begin, end, actor, match.rule->id);
      // "agreed to A, to B, and to C"
      for (std::size_t i = end; i + 3 < end_ && one_of(word(i), {",", "and"});) {
        std::size_t next = i + 1;
        if (word(next) == "and") ++next;
        if (word(next) == "as" && word(next + 1) == "well" && word(next + 2) == "as") next += 3;
        const bool last = word(i) == "and" || next > i + 1;
        if (word(next) != "to" || used(next + 1) ||
            (!last &&
             (!in("body_do", next + 1) || one_of(word(next + 1), {"ensure", "support", "strengthen", "enhance"}))))
          break;
        const std::size_t stop = promise_end(next + 1, verbs);
        commitment(next, stop, actor, match.rule->id);
        i = stop;
      }
      continue;
    }
    if (match.rule->id == "en.commit.direct") {
      std::size_t object = match.last;
      bool infinitive = false;
      for (std::size_t i = object; i < std::min(end_, object + 6); ++i)
        infinitive = infinitive || one_of(word(i), {"to", "with"});
      if (!infinitive) continue;
      const std::size_t subject = subject_before(text_, s_, at);
      if (word(at) == "requested" || word(at) == "asked") {
        const auto actor = actor_of(subject, at);
        if (actor != "both" && actor != "all") continue;  // a request of one side
      }
      commitments_of(at, object, direction_end(object), actor_of(0, 0), match.rule->id);
      continue;
    }
    commitment(at, end_, actor_of(subject_before(text_, s_, at), at), match.rule->id);
  }
}

void StepReader::future(std::size_t at, std::size_t last, const std::vector<std::size_t>& verbs,
                        std::string_view rule) {
  // "expressed hope that both sides will": a wish.
  for (std::size_t i = 0; i + 1 < at; ++i)
    if (one_of(word(i), {"hope", "hopes", "hoped", "wish", "wished", "expectation", "confidence", "confident"})) return;
  std::size_t begin = last;
  while (begin < end_ && one_of(word(begin), {"also", "jointly", "then", "further", "now", "therefore"})) ++begin;
  if (begin >= end_) return;
  if (word(begin) == "be" && in("step_done", begin + 1)) {
    done_later(at, begin + 1, verbs, rule);
    return;
  }
  // "will have monthly meetings" is an act, "will have benefits" is none; "will further discuss" goes on.
  const bool at_work = word(begin) == "meet" && at > 0 && in("body_directed", at - 1) &&
                       std::ranges::none_of(s_.named, [&](const Named& named) { return named.last == at; });
  if (in("body_not_will", begin) && !at_work && !(word(begin - 1) == "further" && word(begin) == "discuss") &&
      !(word(begin) == "have" && any("step_noun", begin + 1, std::min(end_, begin + 4))))
    return;
  std::size_t subject = subject_before(text_, s_, at);
  if (subject == at) {
    if (at > 0 && word(at - 1) == "which" && word(at) == "shall")
      subject = at - 1;
    else if (decisions_ || (at >= 1 && tokens_[at - 1].capitals && !tokens_[at - 1].is("us") && at <= 3))
      subject = 0;
    else if (at > 1 && word(at - 1) == "and") {
      // "We will hold A, and will hold B": who acts is said before.
      bool shared = false;
      std::size_t who = at, verb = at;
      for (const auto other : verbs)
        if (other < at && subject_before(text_, s_, other) < other) {
          shared = true;
          who = subject_before(text_, s_, other);
          verb = other;
        }
      if (!shared || state_.announcement) return;
      commitments_of(at, begin, promise_end(begin, verbs), actor_of(who, verb), rule);
      return;
    } else {
      // "METI will", "The Ministry will": an office of a party.
      std::size_t first = at;
      while (first > 0 && tokens_[first - 1].word && (tokens_[first - 1].upper) && at - first < 8) --first;
      if (first == at) return;
      const auto actor = actor_of(first, at);
      if (actor == "both" || actor == "all") return;
      subject = first;
    }
  }
  if (state_.announcement) return;
  commitments_of(subject, begin, promise_end(begin, verbs), actor_of(subject, at), rule);
}

void StepReader::done_later(std::size_t at, std::size_t verb, const std::vector<std::size_t>& verbs,
                            std::string_view rule) {
  if (state_.announcement || word(at) == "would") return;
  // The subject goes back to the clause's beginning; a relative clause promises nothing of its own.
  std::size_t first = at;
  while (first > 0 && !tokens_[first - 1].is(";") && !tokens_[first - 1].is(",") && word(first - 1) != "that") {
    if (one_of(word(first - 1), {"which", "who", "if", "when", "once", "until", "where"})) return;
    --first;
  }
  while (first < at && one_of(word(first), {"and", "also", "but"})) ++first;
  if (first >= at) return;
  commitment(first, promise_end(verb, verbs), actor_of(0, 0), rule);
}

bool StepReader::earlier(std::size_t verb) const {
  for (const auto& date : s_.dates)
    if (date.start > s_.byte(verb) && date.first.month > 0 && before_meeting(date))
      for (std::size_t i = verb; i < end_ && tokens_[i].start < date.start; ++i)
        if (tokens_[i].is("in") && i + 1 < end_ && tokens_[i + 1].start >= date.start) return true;
  return false;
}

std::size_t StepReader::direction_end(std::size_t object) const {
  for (std::size_t i = object; i < end_; ++i)
    if (tokens_[i].is(";") || used(i) || (tokens_[i].is("to") && word(i + 1) == "help" && i > object + 6) ||
        (tokens_[i].is(",") && (word(i + 1) == "including" || told_by(i))))
      return i;
  return end_;
}

}  // namespace breadcrumb::reader
