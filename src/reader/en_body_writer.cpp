// Areas, items and issues, once each.
#include "reader/en_body_writer.h"

#include <algorithm>
#include <set>

#include "reader/en_body_topic.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

/// The same words, or all but one of the same words ("their cooperation", "their broad-based cooperation").
bool said_before(std::string_view known, std::string_view words) {
  if (same_words(known, words)) return true;
  const auto set = [](std::string_view s) {
    std::set<std::string> out;
    std::string word;
    for (const char c : text::fold(s) + " ")
      if (c == ' ' || c == '-' || c == '\n') {
        if (!word.empty() && word != "the" && word != "a") out.insert(word);
        word.clear();
      } else {
        word += c;
      }
    return out;
  };
  const auto a = set(known), b = set(words);
  const auto both = std::count_if(a.begin(), a.end(), [&](const std::string& w) { return b.contains(w); });
  return a.size() >= 4 && b.size() >= 4 &&
         2.0 * static_cast<double>(both) >= 0.8 * static_cast<double>(a.size() + b.size());
}

}  // namespace

void TopicWriter::add_area(std::size_t start, std::size_t end, std::string_view rule, bool bilateral) {
  Fact& fact = state_.build.add(FactKind::area, start, end, rule);
  fact.set("heading", fact.quote.text);
  fact.set("kind", bilateral ? "bilateral" : "common");
  area = &fact;
  found_ = true;
  pending = {0, 0};
}

void TopicWriter::add_list(std::size_t start, std::size_t end, bool open) {
  if (end > start) state_.build.add(FactKind::list, start, end, "en.list.opener").set("open", open ? "true" : "false");
}

void TopicWriter::emit(const EnSentence& s, const TopicList& topics, const std::string& act, bool bilateral,
                       std::string_view rule) {
  if (topics.has_list) add_list(s.byte(topics.opener.first), s.byte_after(topics.opener.last), topics.open);
  // "discussed bilateral trade and investment": kept until something narrower is named.
  if (topics.frame && topics.topics.empty() && frame_.last == 0 && topics.whole.last > topics.whole.first + 1 &&
      s.denial(topics.whole.first) == nullptr &&
      one_of(act, {"discussed", "reviewed", "exchanged_views", "considered"}))
    for (std::size_t i = topics.whole.first; i < topics.whole.last; ++i)
      if (text_.patterns.word_in("body_frame_content", s.tokens[i].folded)) {
        frame_ = {s.byte(topics.whole.first), s.byte_after(topics.whole.last)};
        frame_act_ = act;
      }
  if (topics.people) return;
  // "welcomed the participation of A, Minister of B, and C": nothing of it is a subject.
  if (!topics.topics.empty() && !topics.has_list && no_topic(s, topics.topics.front(), act)) return;
  for (const auto& topic : topics.topics)
    add_topic(s, topic, act, bilateral, rule, area != nullptr || pending.last > 0);
}

bool TopicWriter::no_topic(const EnSentence& s, Stretch topic, const std::string& act) const {
  const auto lead = std::string_view(s.tokens[topic.first].folded);
  if (one_of(lead, {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "virtually", "last",
                    "us", "what", "during", "yesterday", "today", "looked", "highlighted", "below", "worked"}) ||
      (text::month_number(lead) > 0 && lead != "may"))
    return true;
  // "held online on March 3"; online marketplaces are a subject.
  if (lead == "online" && (topic.last - topic.first < 2 ||
                           one_of(s.tokens[topic.first + 1].folded,
                                  {"on", "from", "at", "in", "via", "through", "by", "between", "and", "with", "this",
                                   "last", "today", "yesterday", "due", "for", "over", "as", "under"})))
    return true;
  // "took up most of the second day"
  if (one_of(lead, {"most", "much", "half", "part", "all", "the", "a"}) &&
      one_of(s.tokens[topic.last - 1].folded, {"day", "time", "morning", "afternoon", "evening", "hours", "hour"}))
    return true;
  for (const auto& date : s.dates)
    if (date.start <= s.byte(topic.first) && date.end >= s.byte_after(topic.last)) return true;
  for (const auto& party : s.parties)  // "negotiations were held in Brussels"
    if (party.form == PartyForm::capital && party.first == topic.first) return true;
  std::size_t none = topic.first;
  if (phrase_at(text_, s, "body_no_topic", topic.first, none) || names_person(text_, s, topic)) return true;
  // "welcomed Minister Vale's visit": courtesy.
  if (one_of(act, {"welcomed", "highlighted", "noted", "acknowledged"}))
    for (std::size_t i = topic.first + 1; i + 1 < std::min(topic.last, topic.first + 6); ++i)
      if (s.tokens[i].is("'s") && text_.patterns.word_in("body_courtesy", s.tokens[i + 1].folded)) return true;
  // Who came is no subject; the participation of small firms in a market, which was discussed, is one.
  if (!one_of(act, {"discussed", "considered", "reviewed", "examined", "exchanged_views", "raised"}) &&
      phrase_at(text_, s, "body_attended", topic.first, none))
    return true;
  return std::any_of(s.named.begin(), s.named.end(), [&](const Named& named) {
    return named.first <= topic.first + 1 && named.last >= topic.last && state_.is_dialogue(named.name);
  });
}

void TopicWriter::add_topic(const EnSentence& s, Stretch topic, const std::string& act, bool bilateral,
                            std::string_view rule, bool into_area) {
  while (topic.last > topic.first && one_of(s.tokens[topic.last - 1].folded, {";", ".", ",", "and"})) --topic.last;
  if (topic.last <= topic.first || no_topic(s, topic, act)) return;
  found_ = true;
  // What was not done is told by the sentence alone; that it was not done may have been spoken of.
  std::string told = act;
  if (const auto* denied = s.denial(topic.first); denied != nullptr)
    told = std::string(act_denied) + (denied->noted ? " noted" : "");
  const std::size_t start = s.byte(topic.first), end = s.byte_after(topic.last);
  if (into_area && pending.last > 0) add_area(pending.first, pending.last, "en.area.heading", false);
  if (!into_area || !area) {
    issue(start, end, told, bilateral, rule);
    return;
  }
  for (const Fact* known : state_.build.all(FactKind::item))
    if (known->field("area") == area->id && said_before(known->quote.text, text_.words(start, end))) return;
  fields(state_.build.add_item(*area, start, end, rule), told);
}

void TopicWriter::finish() {
  if (!found_ && frame_.last > frame_.first) issue(frame_.first, frame_.last, frame_act_, false, "en.issue.frame");
}

void TopicWriter::issue(std::size_t first, std::size_t last, const std::string& act, bool bilateral,
                        std::string_view rule) {
  for (const Fact* known : state_.build.all(FactKind::issue))
    if (said_before(known->quote.text, text_.words(first, last))) return;
  Fact& fact = state_.build.add(FactKind::issue, first, last, rule);
  if (bilateral) fact.set("kind", "bilateral");
  fields(fact, act);
}

void TopicWriter::fields(Fact& fact, const std::string& act) {
  fact.set("acts", state_.announcement ? "planned" : act);
  if (!actor.empty()) fact.set("actor", actor);
  std::string topics;
  for (const auto& id : text_.grammar.topics_in(fact.quote.text, "en")) topics += (topics.empty() ? "" : " ") + id;
  if (!topics.empty()) fact.set("topics", topics);
}

}  // namespace breadcrumb::reader
