#include "app/within.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/held_names.h"
#include "model/rounds.h"

namespace breadcrumb::app {

namespace {

using Facts = std::set<FactId, std::less<>>;

/// What stands above the level: whole texts, the facts that they hold, and the first facts of issues.
struct Above {
  std::set<std::string, std::less<>> sources;
  Facts facts;
  Facts issues;
};

/// With `statements` a text that is not above itself stays without those of its facts that are.
Above above(const DeskContents& contents, const Marking& marking, Level most, bool statements) {
  Above out;
  for (const auto& source : contents.sources) {
    const auto facts = contents.facts.find(source.sha256);
    const auto is_above = [&](const FactView& fact) { return !within(marking.level("fact:" + fact.fact.id), most); };
    const bool open = within(marking.level("source:" + source.sha256), most);
    const bool whole = open && (facts == contents.facts.end() || std::ranges::none_of(facts->second, is_above));
    if (whole) continue;
    if (!open || !statements) out.sources.insert(source.sha256);
    if (facts == contents.facts.end()) continue;
    for (const auto& fact : facts->second)
      if (!open || !statements || is_above(fact)) out.facts.insert(fact.fact.id);
  }
  for (const auto& [key, number] : contents.numbers)
    if (!within(marking.level(fmt::format("issue:{}", number)), most)) out.issues.insert(key);
  return out;
}

void leave_out(DeskContents& contents, const Above& above, const Marking& marking, Level most, brief::Profile profile,
               const reader::Grammar& grammar) {
  const bool out = goes_out(profile);
  // Whoever looks after a promise may be a person who was marked.
  for (auto& entry : contents.follow_ups)
    if (entry.owner && !marked_persons_in(*entry.owner, contents.book, marking, most).empty()) entry.owner.reset();
  hold_names(contents.book,
             {.marking = marking, .most = most, .goes_out = out, .own_party = contents.own_party, .grammar = grammar});
  const auto gone = [&](const std::string& source) { return above.sources.contains(source); };
  if (out) forget_leads(contents.book, contents.follow_ups, marking);
  const auto is_above = [&](const std::string& subject) { return !within(marking.level(subject), most); };
  std::erase_if(contents.sources, [&](const Source& source) { return gone(source.sha256); });
  std::erase_if(contents.readings, [&](const auto& reading) { return gone(reading.first); });
  std::erase_if(contents.facts, [&](const auto& facts) { return gone(facts.first); });
  std::erase_if(contents.texts, [&](const auto& text) { return gone(text.first); });
  std::erase_if(contents.decisions, [&](const record::DecidedThread& decided) {
    const auto hidden = [&](const FactId& fact) { return above.facts.contains(fact) || above.issues.contains(fact); };
    return std::ranges::any_of(decided.decision.mentions, hidden) || std::ranges::any_of(decided.lost, hidden);
  });
  // Without the name that an officer gave it, an issue has the one that texts give it.
  std::erase_if(contents.decisions, [&](record::DecidedThread& decided) {
    if (decided.decision.name.empty() || !is_above("name:" + decided.id)) return false;
    decided.decision.name.clear();
    return decided.decision.kind == ThreadDecision::Kind::rename;
  });
  std::erase_if(contents.follow_ups, [&](record::FollowUpEntry& entry) {
    const auto subject = fmt::format("follow_up:{}", entry.number);
    if (is_above(subject)) return true;
    if (!out || marking.own_mark(subject) != nullptr) return false;
    if (profile == brief::Profile::for_public || entry.fact.empty()) return true;
    // Of a promise that texts make, its number stays: what was said of it by hand goes.
    entry = {.number = entry.number, .fact = entry.fact, .source = entry.source, .added = entry.added};
    return false;
  });
  std::erase_if(contents.notes, [&](const NoteView& note) { return is_above("note:" + note.id); });
  contents.book.erase_if([&](const EntryView& entry) { return is_above(subject_of(entry)); });
  if (!out) return;
  contents.desk_name.clear();
  contents.head.clear();
  contents.events = 0;
  if (profile == brief::Profile::for_public)
    for (auto& entry : contents.follow_ups) entry.number = 0;
}

/// Takes the issues that are above out of the view, with every word that would tell of them.
void hide(DialogueView& view, const Facts& issues) {
  const auto holds = [&](const Thread& thread) {
    return issues.contains(thread.key) || std::ranges::any_of(thread.steps, [&](const Step& step) {
             return std::ranges::any_of(step.mentions, [&](const Mention& m) { return issues.contains(m.fact); });
           });
  };
  std::set<std::string> names;
  Facts facts;
  std::vector<std::pair<std::string, Span>> places;
  for (const auto& thread : view.threads) {
    if (!holds(thread)) continue;
    names.insert(thread.name);
    for (const auto& step : thread.steps)
      for (const auto& mention : step.mentions) {
        facts.insert(mention.fact);
        facts.insert(mention.parts.begin(), mention.parts.end());
        places.emplace_back(mention.source, mention.quote);
        for (const auto& words : mention.words) places.emplace_back(mention.source, words);
      }
  }
  if (names.empty()) return;
  const auto lies_in = [&](const std::string& source, const Span& span) {
    return span.end > span.start && std::ranges::any_of(places, [&](const auto& place) {
             return place.first == source && place.second.start < span.end && span.start < place.second.end;
           });
  };
  std::erase_if(view.threads, holds);
  for (auto& thread : view.threads)
    for (auto& step : thread.steps) {
      std::erase_if(step.with, [&](const std::string& name) { return names.contains(name); });
      if (names.contains(step.runner_up)) step.runner_up.clear();
    }
  for (auto& text : view.texts)
    std::erase_if(text.mentions, [&](const Mention& mention) { return facts.contains(mention.fact); });
  std::erase_if(view.facts, [&](const FactView& fact) {
    return facts.contains(fact.fact.id) || lies_in(fact.source, fact.fact.quote);
  });
  std::erase_if(view.follow_ups, [&](const FollowUpView& one) { return lies_in(one.quote.source, one.quote.span); });
  std::erase_if(view.differences, [&](const SideDifference& one) {
    return lies_in(one.left_source, one.left) || lies_in(one.right_source, one.right);
  });
}

/// Rounds that were only entered are none to whom is outside.
void age_anew(DialogueView& view) {
  for (auto& follow_up : view.follow_ups) follow_up.age_rounds = rounds_since(follow_up, view, false);
}

void count_anew(DialogueView& view) {
  int number = 0;
  for (auto& thread : view.threads) {
    thread.number = ++number;
    thread.also.clear();
  }
  number = 0;
  for (auto& follow_up : view.follow_ups) follow_up.number = ++number;
}

/// A number hangs on the mention that came first; where its text is left out, on the next that stays. What is one issue
/// in the house only by a mention that is left out is several here, and the first of them has the number.
void keep_numbers(std::vector<DeskView>& views, const std::vector<DeskView>& whole) {
  std::map<FactId, int, std::less<>> numbers;
  for (const auto& view : whole)
    for (const auto& thread : view.dialogue.threads)
      for (const auto& step : thread.steps)
        for (const auto& mention : step.mentions) numbers[mention.fact] = thread.number;
  std::set<int> taken = {0};
  for (const auto& view : views)
    for (const auto& thread : view.dialogue.threads) taken.insert(thread.number);
  for (auto& view : views)
    for (auto& thread : view.dialogue.threads) {
      if (thread.number != 0) continue;
      for (const auto& step : thread.steps)
        for (const auto& mention : step.mentions)
          if (const auto found = numbers.find(mention.fact);
              thread.number == 0 && found != numbers.end() && taken.insert(found->second).second)
            thread.number = found->second;
    }
}

/// Items that the desk proposed from an issue have the name that the issue has in these views.
void name_items(EntryBook& book, const std::vector<DeskView>& views) {
  constexpr std::string_view issue = "issue:";
  book.change_each([&](EntryView& item) {
    if (item.noun != "item" || !item["about"].starts_with(issue) || !item.came_with("title", "about")) return;
    const int number = std::atoi(item["about"].c_str() + issue.size());
    for (const auto& view : views)
      for (const auto& thread : view.dialogue.threads)
        if (thread.answers_to(number)) item.fields["title"].text = thread.name;
  });
}

}  // namespace

void forget_leads(EntryBook& book, const std::vector<record::FollowUpEntry>& follow_ups, const Marking& marking) {
  constexpr std::string_view promise = "follow_up:";
  const auto said_by_hand = [&](const std::string& about) {
    if (!about.starts_with(promise) || marking.own_mark(about) != nullptr) return false;
    const int number = std::atoi(about.c_str() + promise.size());
    const auto found = std::ranges::find(follow_ups, number, &record::FollowUpEntry::number);
    const auto* commitment = book.find("commitment", number);
    return (found != follow_ups.end() && found->owner) || (commitment != nullptr && !(*commitment)["next"].empty());
  };
  book.change_each([&](EntryView& item) {
    if (item.noun != "item" || marking.own_mark(subject_of(item)) != nullptr) return;
    if (!item.came_with("lead", "about") || said_by_hand(item["about"])) item.fields.erase("lead");
  });
}

std::vector<DeskView> views_within(DeskContents contents, const Marking& marking, Level most, brief::Profile profile,
                                   const Knowledge& knowledge) {
  const auto out_of_bounds = above(contents, marking, most, false);
  // What was said by hand of a promise may rest on something above; the promise itself is as high as its own mark.
  Facts promises;
  for (const auto& entry : contents.follow_ups)
    if (const auto own = marking.own_level(fmt::format("follow_up:{}", entry.number));
        own && !within(*own, most) && !entry.fact.empty())
      promises.insert(entry.fact);
  leave_out(contents, out_of_bounds, marking, most, profile, knowledge.grammar);
  auto views = desk_views(contents, knowledge);
  for (auto& view : views) {
    hide(view.dialogue, out_of_bounds.issues);
    std::erase_if(view.dialogue.follow_ups, [&](const FollowUpView& one) { return promises.contains(one.fact); });
    if (goes_out(profile)) age_anew(view.dialogue);
    // What is handed over prints no number, and an agenda finds by its own what it was drafted from.
    if (profile == brief::Profile::for_public) count_anew(view.dialogue);
  }
  return views;
}

Result<std::vector<DeskView>> views_within(const Opened& opened, const Marking& marking, Level most,
                                           brief::Profile profile) {
  if (!goes_out(profile) && marking.above(most).empty()) return opened.views;
  return views_within(BC_TRY(contents_of(opened.record)), marking, most, profile, opened.knowledge);
}

WithinDesk desk_within(DeskContents contents, const Marking& marking, Level most, const Knowledge& knowledge,
                       const std::vector<DeskView>& whole) {
  const auto out_of_bounds = above(contents, marking, most, true);
  // Under the numbers that agendas and papers name issues and follow-ups by; none of them is printed.
  leave_out(contents, out_of_bounds, marking, most, brief::Profile::both_sides, knowledge.grammar);
  auto views = desk_views(contents, knowledge);
  for (auto& view : views) hide(view.dialogue, out_of_bounds.issues);
  keep_numbers(views, whole);
  name_items(contents.book, views);
  return {std::move(views), std::move(contents.book)};
}

std::vector<std::string> subjects_of(const DialogueView& dialogue, brief::Profile profile) {
  std::vector<std::string> out;
  for (const auto& source : dialogue.sources) out.push_back("source:" + source.sha256);
  for (const auto& fact : dialogue.facts) out.push_back("fact:" + fact.fact.id);
  for (const auto& thread : dialogue.threads) {
    out.push_back(fmt::format("issue:{}", thread.number));
    for (const int number : thread.also) out.push_back(fmt::format("issue:{}", number));
  }
  const bool outside = goes_out(profile);
  for (const auto& follow_up : dialogue.follow_ups)
    if (!outside || !follow_up.fact.empty()) out.push_back(fmt::format("follow_up:{}", follow_up.number));
  if (outside) return out;
  for (const auto& note : dialogue.notes) out.push_back("note:" + note.id);
  for (const auto& entry : dialogue.entries) out.push_back(subject_of(entry));
  return out;
}

}  // namespace breadcrumb::app
