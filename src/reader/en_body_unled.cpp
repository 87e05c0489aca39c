// Lists of subjects whose verb no rule knows.
#include "reader/en_body_unled.h"

#include <algorithm>
#include <array>

#include "reader/en_body_labels.h"
#include "reader/en_body_topic.h"

namespace breadcrumb::reader {

namespace {

constexpr std::array<std::string_view, 5> named_classes{"subject_rules", "subject_services", "subject_people",
                                                        "subject_programmes", "subject_sectors"};

bool named(const EnText& text, const EnSentence& s, Stretch topic) {
  for (std::size_t i = topic.first; i < topic.last; ++i)
    for (const auto name : named_classes) {
      std::size_t behind = i;
      if (phrase_at(text, s, name, i, behind) && behind <= topic.last) return true;
    }
  return false;
}

bool beside(const EnText& text, const EnSentence& s, Stretch topic) {
  for (std::size_t i = topic.first; i < topic.last; ++i)
    if (text.patterns.word_in("subject_word", s.tokens[i].folded)) return true;
  return false;
}

class Unled {
 public:
  Unled(const EnState& state, const EnSentence& sentence, bool talk_before)
      : state_(state), text_(state.text), s_(sentence), tokens_(sentence.tokens), talk_before_(talk_before) {
    while (end() > 0 && one_of(tokens_[end() - 1].folded, {".", ";"})) ++cut_;
  }

  TopicList run(const Steps& steps) {
    std::size_t last = end();
    for (const auto& stretch : steps.taken)
      if (word(stretch.first) != "the" ||
          word(stretch.first + 2) != "of")  // "the launch of a pact": a member of a list
        last = std::min(last, before_promise(stretch.first));
    if (last < 4 || !here(last)) return {};
    find_verbs(last);
    if (verbs_.empty() && !opens_with_these() && !announced(last)) return {};
    // Behind a verb of the past, behind words that announce a list, before the verb.
    TopicList all;
    std::size_t read = 0;
    for (const std::size_t verb : verbs_) {
      if (verb < read || reports_no_talk(verb) || (!inverted_ && behind_that(verb)) || told_by_another(verb)) continue;
      const std::size_t from = object(verb, last);
      if (from >= last || begins_purpose(from)) continue;
      TopicList out = weigh(from, last, verb, who_before(verb) || who(verb, from), particle(verb, from));
      // "Meetings held on labor identified ...": a participle of the subject.
      if (out.topics.empty() || std::ranges::any_of(verbs_, [&](std::size_t other) {
            return other >= out.topics.front().first && other < out.topics.front().last;
          }))
        continue;
      read = out.topics.back().last;
      if (all.topics.empty())
        all = std::move(out);
      else
        all.topics.insert(all.topics.end(), out.topics.begin(), out.topics.end());
    }
    if (!all.topics.empty()) return all;
    for (std::size_t i = 1; i < last; ++i) {
      std::size_t from = i;
      if (!phrase_at(text_, s_, "body_open", i, from)) {
        if (!tokens_[i].is(":") &&
            !(opens_with_these() && i < 4 && one_of(tokens_[i].folded, {"include", "are", "included", "were"})))
          continue;
        from = i + 1;
      }
      if (!verbs_.empty() && reports_no_talk(verbs_.front())) break;
      if (TopicList out = weigh(from, last, i, true); out.topics.size() > 1) {
        out.has_list = out.open = !tokens_[i].is(":");
        out.opener = {i, from};
        return out;
      }
    }
    if (!verbs_.empty() && !reports_no_talk(verbs_.front())) {
      const std::size_t verb = verbs_.front();
      const std::size_t from = lead_in(verb);
      const bool shown = staged(verb, std::min(last, verb + 5));
      if (from < verb && staged(verb, last))
        if (TopicList out = weigh(from, verb, shown ? 0 : verb, true, shown);
            out.topics.size() > 1 || (shown && out.topics.size() == 1))
          return out;
    }
    return {};
  }

 private:
  [[nodiscard]] std::size_t end() const { return tokens_.size() - std::min(cut_, tokens_.size()); }
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < tokens_.size() ? std::string_view(tokens_[i].folded) : std::string_view{};
  }

  /// No figures, no standing description, nobody's list of who came.
  [[nodiscard]] bool here(std::size_t last) const {
    for (std::size_t i = 0; i < last; ++i) {
      std::size_t behind = i;
      if (phrase_at(text_, s_, "subject_not_here", i, behind)) return false;
      if (one_of(word(i), {"$", "\xe2\x82\xac", "usd"})) return false;
    }
    // The past of another year than the meeting's.
    for (const auto& date : s_.dates)
      if (date.first.year > 0 && state_.meeting_start.year > 0 && date.first.year != state_.meeting_start.year)
        return false;
    return true;
  }

  [[nodiscard]] bool opens_with_these() const {
    return talk_before_ && (one_of(word(0), {"these", "topics", "subjects", "issues", "matters", "themes"}) ||
                            (word(0) == "among" && one_of(word(1), {"these", "them", "the"})));
  }

  /// "The agenda: A, B and C"
  [[nodiscard]] bool announced(std::size_t last) const {
    for (std::size_t i = 1; i < std::min<std::size_t>(last, 10); ++i)
      if (tokens_[i].is(":")) return who(0, i);
    return false;
  }

  /// Where the subject of a promise begins.
  [[nodiscard]] std::size_t before_promise(std::size_t promise) const {
    std::size_t at = subject_before(text_, s_, promise);
    while (at > 0 && one_of(word(at - 1), {",", "and", ";"})) --at;
    return at;
  }

  /// Verbs of the past that may be the sentence's own.
  void find_verbs(std::size_t last) {
    // "Among the matters that came up were A and B", "Spoken of at the meeting were A and B"
    if (word(0) == "among" || word(0).ends_with("ed"))
      for (std::size_t i = 1; i < std::min<std::size_t>(last, 14); ++i) {
        if (tokens_[i].is(",")) break;
        if (!one_of(word(i), {"was", "were", "are", "is"}) || word(i + 1).ends_with("ed")) continue;
        verbs_.push_back(i);
        inverted_ = true;
        return;
      }
    // "met today to mull over A": a particle tells that they met to talk.
    for (std::size_t i = 1; i + 2 < last; ++i)
      if (tokens_[i].is("to") && text_.patterns.word_in("subject_talk_particle", word(i + 2)) &&
          !text_.patterns.word_in("subject_no_infinitive", word(i + 1)) && tokens_[i + 1].word && who(0, i)) {
        verbs_.push_back(i + 1);
        return;
      }
    bool within = false;  // "how X was carried out"
    for (std::size_t i = 0; i < last; ++i) {
      const auto w = word(i);
      if (one_of(w, {"how", "what", "which", "whether", "where", "who", "that", "whose"})) within = true;
      if (one_of(w, {",", ";"})) within = false;
      if (within || tokens_[i].upper) continue;
      const bool past = text_.patterns.word_in("told_past", w) || text_.patterns.word_in("subject_past", w) ||
                        (w.size() > 4 && w.ends_with("ed") && w != "united");
      if (!past) continue;
      if (i > 0 && one_of(word(i - 1), {"the", "a", "an", "on", "of", "to", "for", "in", "about", "their", "its",
                                        "with", "over", "by", "-", "more", "most", "as"}))
        continue;
      if (one_of(word(i + 1), {"by", "-"}) && !one_of(w, {"were", "was"})) continue;
      verbs_.push_back(i);
    }
  }

  [[nodiscard]] bool reports_no_talk(std::size_t verb) const {
    std::size_t behind = verb;
    return phrase_at(text_, s_, "subject_no_verb", verb, behind);
  }

  [[nodiscard]] bool behind_that(std::size_t verb) const {
    for (std::size_t i = 0; i < verb; ++i) {
      // "chaired the meeting, which went over A and B"
      if (i > 1 && word(i) == "which" && word(i - 1) == "," && text_.patterns.word_in("subject_who", word(i - 2)) &&
          verb <= i + 3)
        continue;
      if (one_of(word(i), {"that", "who", "which"})) return true;
    }
    return false;
  }

  /// "The talks, they noted, have moved past A": an opinion.
  [[nodiscard]] bool told_by_another(std::size_t verb) const {
    return std::ranges::any_of(verbs_, [&](std::size_t before) {
      return before < verb && reports_no_talk(before) && one_of(word(before + 1), {",", "that"});
    });
  }

  /// A particle or preposition stands between the verb and what it is about: "went over A", "spoke at length about A".
  [[nodiscard]] bool particle(std::size_t verb, std::size_t from) const {
    for (std::size_t i = verb + 1; i < from; ++i)
      if (text_.patterns.word_in("subject_particle", word(i))) return true;
    return false;
  }

  /// The preposition that brings in the subject behind "by the two sides"; `by` when there is none.
  [[nodiscard]] std::size_t about(std::size_t by, std::size_t last) const {
    for (std::size_t k = by + 1; k < std::min(last, by + 8); ++k)
      if (one_of(word(k), {"on", "about", "regarding", "concerning", "over"})) return k;
    return by;
  }

  /// ", among other issues,": what follows it.
  [[nodiscard]] std::size_t past_aside(std::size_t at, std::size_t last) const {
    if (!tokens_[at].is(",")) return at;
    for (std::size_t i = at + 2; i < std::min(last, at + 6); ++i)
      if (tokens_[i].is(",")) return i + 1;
    return at;
  }

  /// "gave an airing to A", "devoted much of their day to A": behind the preposition, where no subject stands before
  /// it.
  [[nodiscard]] std::size_t past_idiom(std::size_t from, std::size_t last) const {
    for (std::size_t i = from + 1; i < std::min(last, from + 6); ++i) {
      if (!tokens_[i].word || tokens_[i - 1].upper || named(text_, s_, {i - 1, i}) || beside(text_, s_, {i - 1, i}) ||
          text_.patterns.word_in("body_frame_noun", word(i - 1)) ||
          text_.patterns.word_in("subject_idiom_not", word(i - 1)) ||
          (word(i - 1).ends_with("s") && !text_.patterns.word_in("subject_manner", word(i - 1))))
        return from;
      if (text_.patterns.word_in("subject_idiom", word(i)) && !text_.patterns.word_in("body_do", word(i + 1)))
        return past_aside(i + 1, last);
    }
    return from;
  }

  /// Where the object of a verb begins: behind its particle and preposition.
  [[nodiscard]] std::size_t object(std::size_t verb, std::size_t last) const {
    std::size_t i = verb + 1;
    // "was made on", "were spoken about", "took up most of the time"
    // "was made on", "were spoken about", "traded thoughts about", "was made by the two sides on"
    for (; i < last; ++i) {
      if (word(i) == "by") {
        const std::size_t behind = about(i, last);
        if (behind == i) break;
        i = behind;
      } else if (!word(i).ends_with("ed") && !word(i).ends_with("ly") && word(i) != "made" &&
                 !text_.patterns.word_in("subject_particle", word(i)) &&
                 !text_.patterns.word_in("subject_manner", word(i))) {
        break;
      }
    }
    // A determiner belongs to what follows it.
    if (i > verb + 1 && one_of(word(i - 1), {"a", "their", "some", "each", "other", "both"})) return i - 1;
    return past_idiom(i, last);
  }

  [[nodiscard]] bool begins_purpose(std::size_t from) const {
    // "to make trade fairer" beside "to better rules", "to market access"
    if (from > 0 && word(from - 1) == "to" && !tokens_[from].upper) {
      const auto w = word(from);
      bool noun = one_of(w, {"the", "a", "an", "their", "its", "each", "other", "how", "what", "both", "better", "such",
                             "some", "several"}) ||
                  named(text_, s_, {from, std::min(from + 2, end())}) || text_.patterns.word_in("subject_word", w) ||
                  text_.patterns.word_in("body_frame", w);
      for (const std::string_view ending : {"al", "ic", "ive", "ing", "tion", "ity", "ment", "ent", "ary", "s"})
        noun = noun || w.ends_with(ending);
      if (!noun) return true;
    }
    return text_.patterns.word_in("body_do", word(from)) || one_of(word(from), {"that", "be", "have"});
  }

  [[nodiscard]] bool who(std::size_t first, std::size_t last) const {
    for (const auto& side : s_.sides)
      if (side.first < last && first < side.last) return true;
    // "Ghana and the United States"
    for (std::size_t p = 1; p < s_.parties.size(); ++p)
      if (s_.parties[p - 1].first >= first && s_.parties[p].last <= last &&
          s_.parties[p].first <= s_.parties[p - 1].last + 3 && s_.parties[p - 1].first <= first + 8)
        return true;
    for (std::size_t i = first; i < last; ++i) {
      std::size_t behind = i;
      if (phrase_at(text_, s_, "subject_who", i, behind)) return true;
    }
    return false;
  }
  [[nodiscard]] bool who_before(std::size_t verb) const { return who(0, verb); }

  /// Behind "Among the matters,", "In addition,".
  [[nodiscard]] std::size_t lead_in(std::size_t verb) const {
    if (one_of(word(0),
               {"in", "on", "at", "during", "also", "finally", "further", "among", "for", "as", "beside", "besides"}))
      for (std::size_t i = 1; i < std::min<std::size_t>(verb, 8); ++i)
        if (tokens_[i].is(",")) return i + 1;
    return 0;
  }

  [[nodiscard]] bool staged(std::size_t verb, std::size_t last) const {
    for (std::size_t i = verb; i < last; ++i)
      if (text_.patterns.word_in("subject_stage", word(i))) return true;
    return false;
  }

  /// A gathering, an office, a body: no subject, and no list of subjects holds it.
  [[nodiscard]] bool no_member(Stretch topic) const {
    std::size_t head = topic.first;
    while (head + 1 < topic.last && !text_.patterns.word_in("subject_of_it", word(head + 1))) ++head;
    int depth = 0;
    for (std::size_t i = topic.first; i < topic.last; ++i)
      depth += tokens_[i].is("(") ? 1 : tokens_[i].is(")") ? -1 : 0;
    for (const Fact* person : state_.build.all(FactKind::head))
      if (person->quote.start < s_.byte_after(topic.last) && s_.byte(topic.first) < person->quote.end) return true;
    return depth != 0 || text_.patterns.word_in("subject_no_member", word(head)) ||
           text_.patterns.word_in("subject_no_member", word(topic.first)) ||
           (text_.patterns.word_in("body_do", word(topic.first)) && topic.last > topic.first + 1);
  }

  /// "The FTA", "the sixth Joint Committee": what took place or made headway, and no subject.
  [[nodiscard]] bool name_alone(Stretch topic) const {
    for (const auto& name : s_.named)
      if (name.first <= topic.first + 3 && name.last >= topic.last) return true;
    return topic.last <= topic.first + 2 && (tokens_[topic.last - 1].capitals || tokens_[topic.first].is("the"));
  }

  /// The subjects in [from, last) where they are enough; `sign`: those who met stand in front.
  [[nodiscard]] TopicList weigh(std::size_t from, std::size_t last, std::size_t verb, bool sign,
                                bool particle = false) const {
    TopicList out = topics_of(text_, s_, from, last);
    // "with rice, cocoa and poultry on the table"
    if (!out.topics.empty())
      for (std::size_t i = out.topics.back().first + 1; i + 2 < out.topics.back().last; ++i)
        if (one_of(word(i), {"on", "under", "at"}) && word(i + 1) == "the" &&
            text_.patterns.word_in("subject_stage", word(i + 2)))
          out.topics.back().last = i;
    std::size_t strong = 0, known = 0;
    for (const auto& topic : out.topics) {
      if (no_member(topic)) return {};
      const bool by_itself = named(text_, s_, topic);
      strong += by_itself ? 1 : 0;
      known += by_itself || beside(text_, s_, topic) ? 1 : 0;
    }
    const std::size_t n = out.topics.size();
    const bool before = verb == 0 || who(0, verb);  // `verb` 0: the predicate tells of the talks
    const bool told = sign || before || talk_before_;
    bool enough = false;
    const bool near = particle && verb < 12 && before;  // "The sides also went over A"
    if (n >= 3) enough = told && (strong >= 1 || near) && known * 5 >= n * 3;
    if (n == 2) enough = sign && ((strong >= 1 && known == 2) || (near && known >= 1));
    if (n == 1)
      enough = sign && before &&
               (strong == 1 ? out.topics.front().last - out.topics.front().first <= 16 : near && known == 1);
    if (n == 1 && verb == 0) enough = enough && !name_alone(out.topics.front());
    // "named the climate as one of them"
    if (n == 1)
      for (std::size_t i = out.topics.front().first + 1; i + 1 < out.topics.front().last; ++i)
        if (word(i) == "as" && one_of(word(i + 1), {"a", "an", "one", "the"})) out.topics.front().last = i;
    if (!enough) out = {};
    return out;
  }

  const EnState& state_;
  const EnText& text_;
  const EnSentence& s_;
  const std::vector<Token>& tokens_;
  bool talk_before_;
  std::size_t cut_ = 0;  ///< signs that close the sentence
  std::vector<std::size_t> verbs_;
  bool inverted_ = false;  ///< what was talked about stands behind the verb
};

}  // namespace

bool unled_items(const EnState& state, std::size_t b) {
  const EnText& text = state.text;
  if (b == 0 || text.blocks[b - 1].item || text.blocks[b - 1].first >= text.blocks[b - 1].last) return false;
  const EnSentence& lead = text.sentences[text.blocks[b - 1].last - 1];
  bool who = false;
  for (std::size_t i = 0; i < lead.tokens.size(); ++i) {
    std::size_t end = i;
    if (phrase_at(text, lead, "subject_not_here", i, end)) return false;
    who = who || phrase_at(text, lead, "subject_who", i, end);
  }
  if (!who || lead.tokens.size() < 4) return false;
  const Labels labels(state);
  std::size_t count = 0, known = 0;
  for (; b < text.blocks.size() && text.blocks[b].item; ++b, ++count) {
    const auto item = text.tag(labels.after_number(text.blocks[b].start, text.blocks[b].end), text.blocks[b].end);
    if (item.tokens.size() > 20 || labels.sentence_like(item, text.words(item.start, item.end))) return false;
    const Stretch whole{0, item.tokens.size()};
    known += named(text, item, whole) || beside(text, item, whole) ? 1 : 0;
  }
  return count >= 2 && known * 5 >= count * 3;
}

bool generic_head(const EnText& text, const EnSentence& s, Stretch head) {
  // "other fields of work"
  for (std::size_t i = head.first + 1; i + 1 < head.last; ++i)
    if (s.tokens[i].is("of") && s.tokens[i - 1].folded.ends_with("s") && i + 3 >= head.last &&
        text.patterns.word_in("body_frame", s.tokens[head.last - 1].folded))
      head.last = i;
  if (head.last <= head.first || !s.tokens[head.last - 1].folded.ends_with("s") || named(text, s, head)) return false;
  for (std::size_t i = head.first; i + 1 < head.last; ++i) {
    const auto word = std::string_view(s.tokens[i].folded);
    bool kind = text.patterns.word_in("body_frame", word) || text.patterns.word_in("subject_quantity", word);
    if (!kind && !s.tokens[i].upper && !text.patterns.word_in("subject_word", word))
      for (const std::string_view ending : {"al", "ic", "ive", "ant", "ent", "ous", "ing", "ful", "ary", "est"})
        kind = kind || word.ends_with(ending);
    if (!kind) return false;
  }
  return true;
}

bool vague(const EnText& text, const EnSentence& s, Stretch head) {
  std::size_t at = head.first;
  if (at < head.last && one_of(s.tokens[at].folded, {"a", "an", "the"})) ++at;
  bool quantity = false;
  std::size_t i = at;
  for (; i < std::min(head.last, at + 4) && !quantity; ++i)
    quantity = text.patterns.word_in("subject_quantity", s.tokens[i].folded) &&
               (i + 1 < head.last && (s.tokens[i + 1].is("of") || i == at));
  if (!quantity) return false;
  // Only what says of which kind they are may stand before the noun: "technical rights areas" are something.
  for (bool noun = false; i < head.last && !noun; ++i) {
    const auto word = std::string_view(s.tokens[i].folded);
    noun = text.patterns.word_in("subject_whole", word);
    bool kind = noun || text.patterns.word_in("body_frame", word) || !s.tokens[i].word;
    for (const std::string_view ending : {"al", "ic", "ive", "ed", "ant", "ent", "ous", "ing", "ful", "ly", "ary"})
      kind = kind || word.ends_with(ending);
    if (!kind) return false;
    if (noun) return !named(text, s, head);
  }
  return false;
}

TopicList unled_subjects(const EnState& state, const EnSentence& sentence, const Steps& steps, bool talk_before) {
  return Unled(state, sentence, talk_before).run(steps);
}

}  // namespace breadcrumb::reader
