#include "app/readout_draft.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/issue_names.h"
#include "text/utf8.h"

namespace breadcrumb::app {

Gate::Gate(const Marking& marking, Level most, const std::vector<DeskView>& views) : marking_(&marking), most_(most) {
  const auto is_above = [&](const std::string& subject) { return !within(marking.level(subject), most); };
  for (const auto& view : views) {
    for (const auto& fact : view.dialogue.facts)
      if (const auto subject = "fact:" + fact.fact.id; is_above(subject))
        places_[fact.source].emplace_back(fact.fact.quote, subject);
    for (const auto& thread : view.dialogue.threads) {
      // By a person's mark: one that a secret text was the first to name is spoken of in public words, too.
      const auto subject = fmt::format("issue:{}", thread.number);
      if (const auto own = marking.own_level(subject); !own || within(*own, most)) continue;
      for (const auto& step : thread.steps)
        for (const auto& mention : step.mentions) {
          places_[mention.source].emplace_back(mention.quote, subject);
          for (const auto& words : mention.words) places_[mention.source].emplace_back(words, subject);
        }
    }
  }
}

bool Gate::lets_words(const std::string& source, const Span& words) {
  std::vector<std::string> subjects = {"source:" + source};
  if (const auto places = places_.find(source); places != places_.end())
    for (const auto& [span, subject] : places->second)
      if (span.start < words.end && words.start < span.end) subjects.push_back(subject);
  return lets(subjects);
}

bool Gate::lets(const std::vector<std::string>& subjects) {
  bool all = true;
  for (const auto& subject : subjects)
    if (!within(marking_->level(subject), most_)) {
      above_.insert(subject);
      all = false;
    }
  return all;
}

std::string language_of(std::string_view words) {
  for (std::size_t i = 0; i < words.size();)
    if (text::is_cjk(text::next_char(words, i))) return "ja";
  return "en";
}

brief::Said dialogue_named(const DeskView& view, std::string_view language, Gate& gate) {
  const auto& d = view.dialogue;
  brief::Said out{.text = d.name, .language = language_of(d.name), .quote = {}, .entry = {}, .author = {}, .time = {}};
  if (out.language == language) return out;
  for (const auto& source : d.sources) {
    if (source.language != language) continue;
    for (const auto& fact : d.facts)
      if (fact.source == source.sha256 && fact.fact.kind == FactKind::dialogue && fact.standing != "rejected" &&
          gate.lets({"source:" + source.sha256, "fact:" + fact.fact.id}))
        return {.text = fact.fact.field("name"),
                .language = source.language,
                .quote = {},
                .entry = {},
                .author = {},
                .time = {}};
  }
  return out;
}

namespace {

/// What a text in the draft's language calls an issue that another language's text names in these words.
void call_issue(brief::Said& said, const DialogueView& d, std::string_view language, Gate& gate) {
  if (said.language.empty() || said.language == language || said.whole || said.quote.source.empty()) return;
  const auto same = [&](const Mention& mention) {
    return mention.source == said.quote.source && mention.quote.start == said.quote.span.start;
  };
  const auto translates = [&](const Mention& mention) {
    const auto source = std::ranges::find(d.sources, mention.source, &Source::sha256);
    return source != d.sources.end() && source->language == language;
  };
  for (const auto& thread : d.threads) {
    const auto mentions_it = [&](const auto& step) { return std::ranges::any_of(step.mentions, same); };
    if (std::ranges::none_of(thread.steps, mentions_it)) continue;
    // Words of the same round first: an issue's name changes with time.
    for (const bool here : {true, false})
      for (const auto& step : thread.steps)
        for (const auto& mention : step.mentions)
          if (said.called.empty() && mentions_it(step) == here && translates(mention) &&
              gate.lets({"source:" + mention.source, "fact:" + mention.fact}))
            said.called = mention.quote.text;
    // No text in the language names it: an officer may have.
    for (const auto& entry : d.entries)
      if (said.called.empty() && entry.noun == "issue" && thread.answers_to(entry.number))
        said.called = name_in(entry, language);
  }
}

}  // namespace

Result<RoundDraft> round_draft(const RoundDesk& desk, const ReadoutWish& wish, Gate& gate) {
  RoundDraft draft;
  draft.view = BC_TRY(choose_dialogue(desk.views, wish.dialogue));
  const auto& d = draft.view->dialogue;
  auto& readout = draft.readout;
  readout.side = wish.side;
  readout.parties = d.parties;
  const auto own = std::ranges::find(readout.parties, wish.side);
  if (own == readout.parties.end())
    return Error{
        ErrorKind::bad_input, "readout.side",
        fmt::format("{} is no party of the {}: expected one of {}", wish.side, d.name, fmt::join(d.parties, ", ")), ""};
  std::rotate(readout.parties.begin(), own, own + 1);
  const auto means = [&](int ordinal, const std::string& start) {
    return ordinal > 0 ? std::to_string(ordinal) == wish.round : !start.empty() && start == wish.round;
  };
  const RoundView* on_record = nullptr;
  for (const auto& round : d.rounds)
    if (means(round.ordinal, round.start)) on_record = &round;
  const EntryView* entered = nullptr;
  for (const auto* entry : desk.book.of_noun("round"))
    if ((*entry)["state"] != "cancelled" && means(entry->number_in("ordinal"), (*entry)["start"]) &&
        dialogue_of(*entry, {desk.book, desk.views, desk.knowledge}) == d.name)
      entered = entry;
  if (on_record == nullptr && entered == nullptr)
    return Error{ErrorKind::not_found, "readout.round_unknown",
                 fmt::format("no text and no entry tells of a round {} of the {}", wish.round, d.name), ""};
  const bool held = entered != nullptr && (*entered)["state"] == "held";
  if (on_record == nullptr && !held)
    return Error{ErrorKind::conflict, "readout.not_held",
                 fmt::format("round {} is {}, not held: say first that it was (breadcrumb round hold {})", wish.round,
                             (*entered)["state"], entered->number),
                 ""};
  const bool own_text = on_record != nullptr && std::ranges::any_of(d.texts, [&](const RoundText& text) {
                          return text.round == on_record->index && text.side == wish.side;
                        });
  draft.from = !wish.from.empty() ? wish.from : own_text ? "own" : held ? "entries" : "texts";
  const bool there = draft.from == "own" ? own_text : draft.from == "entries" ? held : on_record != nullptr;
  if (!there)
    return Error{ErrorKind::not_found, "readout.no_text",
                 draft.from == "entries" ? fmt::format("round {} was not entered as held", wish.round)
                 : draft.from == "own"
                     ? fmt::format("the record holds no text of {} on round {}: say --from texts or entries", wish.side,
                                   wish.round)
                     : fmt::format("no text on record tells of round {}", wish.round),
                 ""};
  readout.dialogue = dialogue_named(*draft.view, wish.language, gate);
  if (!d.launched.empty() && gate.lets({"source:" + d.launched_quote.source})) {
    readout.launched = d.launched;
    readout.rests_on["launched"] = d.launched_quote;
  }
  if (draft.from == "entries")
    BC_TRY(draft_from_entries(desk, wish, *entered, gate, draft));
  else
    BC_TRY(draft_from_texts(desk, wish, on_record->index, gate, draft));
  for (auto& area : readout.areas) call_issue(area.heading, d, wish.language, gate);
  for (auto& issue : readout.issues) call_issue(issue.what, d, wish.language, gate);
  if (!wish.date.empty()) readout.released = wish.date;
  // The dateline is the place of the meeting where it was held face to face, else the side's own city.
  if (readout.city.empty() && readout.is_virtual != 1) readout.city = readout.place;
  return draft;
}

Result<PublicDraft> public_draft(const RoundDesk& desk, const ReadoutWish& wish, const MarkRules& rules,
                                 const Marking& marking, bool leave_out) {
  const Level most = *rules.profile("public");
  Gate whole(marking, most, desk.views);
  auto first = round_draft(desk, wish, whole);
  const std::vector<std::string> above(whole.above().begin(), whole.above().end());
  if (!leave_out) {
    if (!first) return first.error();
    BC_TRY(check_profile(above, marking, rules, "public"));
  }
  PublicDraft out{.within = desk_within(BC_TRY(contents_of(desk.record)), marking, most, desk.knowledge, desk.views),
                  .draft = {},
                  .above = above};
  Gate gate(marking, most, desk.views);
  auto draft = round_draft({desk.record, desk.knowledge, out.within.views, out.within.book}, wish, gate);
  // Where nothing is left to draft from, what was in the way is the reason.
  if (!draft) return !first && first.error().code == "mark.above" ? first.error() : draft.error();
  out.draft = std::move(*draft);
  // What the delegation is told of its record is told of all of it.
  if (first) {
    out.draft.not_used = std::move(first->not_used);
    out.draft.no_outcome = std::move(first->no_outcome);
  }
  // The working draft names the desk.
  if (!goes_out(wish.profile))
    for (const auto& view : desk.views)
      if (view.dialogue.name == out.draft.view->dialogue.name) out.draft.view = &view;
  return out;
}

}  // namespace breadcrumb::app
