#include "app/review.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/agenda.h"
#include "app/beside.h"
#include "app/commitments.h"
#include "app/review_words.h"
#include "app/rounds_of.h"
#include "app/typed.h"
#include "app/wording.h"
#include "reader/reader.h"
#include "text/words.h"
#include "thread/features.h"

namespace breadcrumb::app {

namespace {

/// A sentence of the text by what its words tell, and the issues in whose words it stands.
struct Sentence {
  Span span;
  thread::Features features;  ///< of what it says
  std::set<int> issues;
  thread::Features whole = {};  ///< with what it takes back ("has not yet provided")
  bool denies = false;
};

/// A thing as it is compared with sentences.
struct Expected {
  std::string about, called;
  std::string words;                   ///< what it speaks of
  std::set<int> issues;                ///< numbers, of threads and of those that lead to them
  std::string day;                     ///< no text from before it can report on it; "" unknown
  const EntryView* decided = nullptr;  ///< the entry that holds what a person said
  bool may_be_done = false;            ///< a follow-up: a text may tell that it is done
  bool is_issue = false;               ///< an agenda item that is an issue
};

bool names_source(const EntryView* entry, std::string_view field, std::string_view sha256) {
  if (entry == nullptr) return false;
  const auto named = parted((*entry)[field]);
  return std::ranges::find(named, sha256) != named.end();
}

std::set<int> numbers_in(std::string_view list) {
  std::set<int> out;
  for (const auto& one : parted(list)) out.insert(std::atoi(one.c_str()));
  return out;
}

bool overlap(const Span& a, const Span& b) {
  return a.start < b.end && b.start < a.end;
}

/// Whole sentences in order, without the standing ones (launch, aims). Of one about the meeting itself or about who led
/// only the subjects that it names: "led by ..., they discussed steel".
std::vector<Span> told_in(const Source& source, const RoundText& round_text, const RoundView& round,
                          std::string_view text, const thread::ThreadRules& rules, const TellingWords& telling) {
  std::vector<Span> out;
  const bool plain = source.media_type == "text/plain";
  const auto add = [&](Span span) {
    if (out.empty() || !(out.back() == span)) out.push_back(std::move(span));
  };
  for (const auto piece : thread::sentences_of(text)) {
    const auto start = static_cast<std::size_t>(piece.data() - text.data());
    Span span{start, start + piece.size(), std::string(piece)};
    // Lines of plain text break inside sentences.
    if (plain)
      if (auto whole = sentences_with(text, plain, {span}); whole.size() == 1) span = std::move(whole.front());
    const auto overlaps = [&](const Span& other) { return overlap(other, span); };
    const bool of_title = source.title.find(span.text) != std::string::npos;
    if (of_title || std::ranges::any_of(round_text.frame, overlaps) || thread::is_frame(span.text, rules)) continue;
    const bool of_meeting = std::ranges::any_of(round.dates, [&](const MeetingDates& dates) {
      return dates.source == source.sha256 && overlaps(dates.quote.span);
    });
    if (!of_meeting && std::ranges::none_of(round_text.heads, overlaps) && !telling.is_about_leading(span.text)) {
      add(std::move(span));
      continue;
    }
    const auto has_head = [&](const Span& words) {
      return std::ranges::any_of(round_text.heads, [&](const Span& head) { return overlap(head, words); });
    };
    for (const auto& mention : round_text.mentions)
      if (overlaps(mention.quote) && !has_head(mention.quote)) add(mention.quote);
  }
  return out;
}

/// Issues in whose words a span stands, in this source.
std::set<int> issues_at(const Span& span, const std::string& source, const DialogueView& dialogue) {
  std::set<int> out;
  for (const auto& thread : dialogue.threads)
    for (const auto& step : thread.steps)
      for (const auto& mention : step.mentions) {
        if (mention.source != source) continue;
        const auto overlaps = [&](const Span& words) { return overlap(words, span); };
        if (!overlaps(mention.quote) && std::ranges::none_of(mention.words, overlaps)) continue;
        out.insert(thread.number);
        out.insert(thread.also.begin(), thread.also.end());
      }
  return out;
}

/// Words in common as a person wrote them: they are compared by their stems.
std::string as_written(std::string_view stems, std::string_view words) {
  std::vector<std::string> out;
  for (const auto stem : text::pieces_of(stems, ',')) {
    std::string found(stem);
    for (const auto& word : text::words(words))
      if (text::light_stem(text::fold_word(word.text)) == stem) {
        found = std::string(word.text);
        break;
      }
    out.push_back(std::move(found));
  }
  return fmt::format("{}", fmt::join(out, ", "));
}

Expected of_entry(const EntryView& entry, std::string words, std::string day) {
  return {.about = fmt::format("{}:{}", entry.noun, entry.number),
          .called = words,
          .words = std::move(words),
          .issues = numbers_in(entry["issues"]),
          .day = std::move(day),
          .decided = &entry};
}

/// What an agenda item was drafted from says more than its title, and a follow-up or paper is asked about by itself.
bool stands_for_itself(const EntryView& item) {
  const auto& about = item["about"];
  return about.empty() || about == "entered" || about.starts_with("issue:");
}

/// What a person has said of the text stays on the list when it is closed, so that the text's review is whole.
std::vector<Expected> expected_of(const DeskView& view, const RoundView& round, const Source& source,
                                  const Shown& shown) {
  std::vector<Expected> out;
  const auto& d = view.dialogue;
  const auto here = [&](const EntryView& entry) { return dialogue_of(entry, shown) == d.name; };
  const auto before = round.index > 0 ? d.rounds.at(static_cast<std::size_t>(round.index) - 1).end : std::string();
  if (const auto* entry = entry_of(round, view, shown))
    for (const auto* agenda : shown.book.of_noun("agenda")) {
      if ((*agenda)["round"] != std::to_string(entry->number)) continue;
      for (const auto* item : items_of(*agenda, shown.book)) {
        if (!stands_for_itself(*item)) continue;
        auto one = of_entry(*item, (*item)["title"], "");
        one.is_issue = (*item)["about"].starts_with("issue:");
        if (one.is_issue) one.issues.insert(std::atoi((*item)["about"].substr(6).c_str()));
        out.push_back(std::move(one));
      }
    }
  for (const auto* contact : shown.book.of_noun("contact"))
    // What happened before the last round was that round's to report.
    if (here(*contact) && (before.empty() || is_later((*contact)["date"], before)))
      out.push_back(of_entry(*contact, (*contact)["summary"], (*contact)["date"]));
  for (const auto& follow_up : d.follow_ups) {
    const auto* decided = shown.book.find("commitment", follow_up.number);
    const bool open = follow_up.status == "open" || names_source(decided, "reported_in", source.sha256);
    if (!open || follow_up.number == 0) continue;
    const bool earlier = follow_up.round >= 0 ? follow_up.round < round.index
                                              : follow_up.promised.empty() || round.start.empty() ||
                                                    !is_later(follow_up.promised, round.start);
    if (!earlier) continue;
    Expected one{.about = fmt::format("follow_up:{}", follow_up.number),
                 .called = follow_up.text,
                 .words = follow_up.text,
                 .decided = decided,
                 .may_be_done = true};
    if (one.decided != nullptr) one.issues = numbers_in((*one.decided)["issues"]);
    if (!follow_up.quote.source.empty()) one.issues.merge(issues_at(follow_up.quote.span, follow_up.quote.source, d));
    out.push_back(std::move(one));
  }
  for (const auto* meeting : shown.book.of_noun("meeting")) {
    const bool open = (*meeting)["state"] == "planned" || names_source(meeting, "reported_in", source.sha256);
    if (!here(*meeting) || !open) continue;
    auto one = of_entry(*meeting, entry_title(*meeting, shown), (*meeting)["start"]);
    if (const auto* body = shown.book.find("body", meeting->number_in("body")))
      one.issues = numbers_in((*body)["issues"]);
    out.push_back(std::move(one));
  }
  for (const auto* paper : shown.book.of_noun("paper"))
    if (here(*paper)) out.push_back(of_entry(*paper, (*paper)["title"], (*paper)["date"]));
  return out;
}

Match compared(const Expected& one, const std::vector<Sentence>& sentences, thread::Vocabulary& vocabulary,
               const TellingWords& telling, const Source& source, const ReviewRules& rules,
               const Knowledge& knowledge) {
  Mention mention;
  mention.text = telling.of(one.words);
  const auto features = vocabulary.features(mention, source.language, 1);
  Match out{.about = one.about, .called = one.called};
  const Sentence* best = nullptr;
  const Sentence* denying = nullptr;
  int denied = 0;
  for (const auto& sentence : sentences) {
    const bool on_issue =
        std::ranges::any_of(one.issues, [&](int number) { return number != 0 && sentence.issues.contains(number); });
    // An item without a telling word ("Services") is reported where its issue is.
    const bool by_issue = on_issue && one.is_issue && features.all.empty();
    const int words = by_issue ? 100 : vocabulary.contained(features, sentence.features);
    // An issue in common takes a part of what the words leave open; alone it tells nothing.
    // That a round spoke of an issue does not tell that a body met on it.
    const bool bears = on_issue && !one.about.starts_with("meeting:");
    const int score = bears && words > 0 ? words + (100 - words) * rules.issue / 100 : words;
    if (sentence.denies)
      if (const int as_it_stands = by_issue ? 0 : vocabulary.contained(features, sentence.whole);
          as_it_stands > denied) {
        denied = as_it_stands;
        denying = &sentence;
      }
    if (score <= out.score) continue;
    out.score = score;
    out.why = {by_issue ? std::string("its issue")
                        : fmt::format("words {}: {}", words,
                                      as_written(vocabulary.shared_words(features, sentence.features), one.words))};
    if (bears && !by_issue) out.why.push_back("an issue in common");
    best = &sentence;
  }
  if (denying != nullptr && denied >= rules.least && out.score < rules.least) {
    // What the text denies is no report: said, and far under what is proposed.
    out.score = denied * rules.denied / 100;
    out.why = {
        fmt::format("words {}: {}", denied, as_written(vocabulary.shared_words(features, denying->whole), one.words)),
        "the sentence denies it"};
    out.denied = true;
    best = denying;
  }
  if (best != nullptr) out.quote = {source.sha256, best->span};
  out.becomes = "reported";
  if (one.about.starts_with("meeting:")) out.becomes = "held";
  if (one.may_be_done)
    out.becomes = best != nullptr && !out.denied &&
                          (knowledge.threads.states(thread::Grade::done, best->span.text, source.language) ||
                           telling.is_about_delivery(best->span.text))
                      ? "done"
                      : "under way";
  return out;
}

/// The round's entry, when it is not held yet. By its number or days alone: no word tells more.
std::optional<Match> planned_round(const RoundView& round, const DeskView& view, const Source& source,
                                   const Shown& shown, const ReviewRules& rules, const EntryView*& decided) {
  const auto* entry = entry_of(round, view, shown);
  std::string why = "same number";
  int score = rules.round_number;
  if (entry != nullptr && ((*entry)["ordinal"].empty() || round.ordinal == 0)) {
    score = rules.round_days;
    why = "same days";
  }
  if (entry == nullptr)
    for (const auto* other : shown.book.of_noun("round")) {
      const auto& o = *other;
      const bool open = o["state"] == "planned" || o["state"] == "postponed" || o["state"] == "confirmed";
      const bool counted = !o["ordinal"].empty() && round.ordinal > 0;  // and then not the same
      if (!open || counted || o["window_start"].empty() || round.start.empty() ||
          dialogue_of(o, shown) != view.dialogue.name)
        continue;
      const auto& last = o["window_end"].empty() ? o["window_start"] : o["window_end"];
      if (is_later(o["window_start"], round.start) || is_later(round.start, last)) continue;
      entry = other;
      score = rules.round_window;
      why = "in the window";
    }
  if (entry == nullptr) return std::nullopt;
  decided = entry;
  if ((*entry)["state"] == "held" && !names_source(entry, "reported_in", source.sha256)) return std::nullopt;
  Match out{.about = fmt::format("round:{}", entry->number),
            .called = fmt::format("{}, {}", entry_title(*entry, shown), (*entry)["state"]),
            .score = score,
            .why = {fmt::format("{} {}", why, score)},
            .becomes = "held"};
  for (const auto& dates : round.dates)
    if (dates.source == source.sha256 && out.quote.source.empty()) out.quote = dates.quote;
  if (out.quote.source.empty() && !round.dates.empty()) out.quote = round.dates.front().quote;
  return out;
}

}  // namespace

Result<Review> review_of(const Source& source, const DeskView& view, std::string_view text, const Shown& shown,
                         const ReviewRules& rules) {
  const auto& d = view.dialogue;
  const auto found = std::ranges::find(d.texts, source.sha256, &RoundText::source);
  if (found == d.texts.end() || found->round < 0)
    return Error{ErrorKind::bad_input, "review.no_round", "this source is no text of a round",
                 source.file_name.empty() ? short_id(source.sha256) : source.file_name};
  Review out{.source = &source, .round = &d.rounds.at(static_cast<std::size_t>(found->round)), .side = found->side};
  out.concludes = !found->excerpt && !found->open_list;
  const auto sort_in = [&](Match match, const EntryView* decided) {
    if (names_source(decided, "reported_in", source.sha256))
      out.confirmed.push_back(match.about);
    else if (names_source(decided, "left_out_of", source.sha256))
      out.dismissed.push_back(match.about);
    else
      (match.score >= (match.about.starts_with("meeting:") ? rules.meeting : rules.least) ? out.reports_on
                                                                                          : out.leaves_out)
          .push_back(std::move(match));
  };
  const EntryView* entry = nullptr;
  if (auto round = planned_round(*out.round, view, source, shown, rules, entry)) sort_in(std::move(*round), entry);
  auto expected = expected_of(view, *out.round, source, shown);
  // A text does not report on what came after it.
  std::erase_if(expected, [&](const Expected& one) {
    return !one.day.empty() && !source.published.empty() && is_later(one.day, source.published);
  });
  if (expected.empty()) return out;
  const auto& threads = shown.knowledge.threads;
  const TellingWords telling(rules, d, shown.knowledge);
  // Words are weighed over the dialogue, and within this text by its sentences.
  const auto spans = told_in(source, *found, *out.round, text, threads, telling);
  RoundText told{.source = source.sha256, .language = source.language};
  for (const auto& span : spans) {
    Mention mention;
    mention.text = telling.of(span.text);
    told.mentions.push_back(std::move(mention));
  }
  std::vector<const RoundText*> texts = {&told};
  for (const auto& other : d.texts)
    if (other.source != source.sha256) texts.push_back(&other);
  std::ranges::sort(texts, {}, &RoundText::source);
  thread::Vocabulary vocabulary(texts, threads);
  std::vector<Sentence> sentences;
  const auto heard = [&](const Span& span, const Mention& all) {
    Sentence one{span, vocabulary.features(all, source.language, spans.size()), issues_at(span, source.sha256, d)};
    const auto denied = reader::denied_in(span.text, source.language, shown.knowledge.grammar);
    if (denied.empty()) return one;
    std::string kept;
    std::size_t at = 0;
    for (const auto& [first, last] : denied) {
      if (first > at) kept += span.text.substr(at, first - at) + " ";
      at = std::max(at, last);
    }
    kept += span.text.substr(std::min(at, span.text.size()));
    Mention said;
    said.text = telling.of(kept);
    one.denies = true;
    one.whole = std::move(one.features);
    one.features = vocabulary.features(said, source.language, spans.size());
    return one;
  };
  for (std::size_t i = 0; i < spans.size(); ++i) sentences.push_back(heard(spans[i], told.mentions[i]));
  for (const auto& one : expected)
    sort_in(compared(one, sentences, vocabulary, telling, source, rules, shown.knowledge), one.decided);
  std::ranges::stable_sort(out.reports_on, std::ranges::greater{}, &Match::score);
  return out;
}

const Match* find_match(const Review& review, std::string_view about) {
  for (const auto* list : {&review.reports_on, &review.leaves_out})
    for (const auto& match : *list)
      if (match.about == about) return &match;
  return nullptr;
}

}  // namespace breadcrumb::app
