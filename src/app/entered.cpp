#include "app/entered.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <tuple>

#include "app/commitments.h"
#include "app/entries.h"
#include "app/grouping.h"
#include "model/rounds.h"

namespace breadcrumb::app {

namespace {

/// The entry whose dialogue an entry shares: an item's agenda, an agenda's round or meeting, a meeting's body.
const EntryView& rooted(const EntryView& entry, const EntryBook& book) {
  const EntryView* found = &entry;
  for (const EntryView* next = found; next != nullptr;) {
    found = next;
    next = nullptr;
    for (const auto* noun : {"agenda", "round", "meeting", "body"})
      if ((found->noun == "item" || found->noun == "agenda" || found->noun == "meeting") && !(*found)[noun].empty() &&
          found->noun != noun)
        next = book.find(noun, found->number_in(noun));
  }
  return *found;
}

/// Does an entry belong to a dialogue? `numbers` are those of its issues; `first` says that it is the desk's main one.
bool is_entry_of(const EntryView& entry, const DialogueView& view, const std::set<int>& numbers, bool first) {
  if (entry.noun == "issue")
    return numbers.contains(entry.number) || (first && entry["dialogue"].empty() && !entry.event.empty());
  if (!entry["dialogue"].empty()) return entry["dialogue"] == view.name;
  // A person is of a side, and so of each of its dialogues.
  if (entry.noun == "person" && std::ranges::find(view.parties, entry["party"]) != view.parties.end()) return true;
  // What names issues belongs where they do; what names none, to the dialogue that the desk is mostly about.
  const auto issues = parted(entry["issues"]);
  if (issues.empty()) return first;
  return std::ranges::any_of(issues,
                             [&](const std::string& number) { return numbers.contains(std::atoi(number.c_str())); });
}

/// The round of a source by its SHA-256; -1 of one that belongs to none.
int round_of(const DialogueView& view, const std::string& source) {
  for (const auto& round : view.rounds)
    if (std::ranges::find(round.sources, source) != round.sources.end()) return round.index;
  return -1;
}

}  // namespace

Entered::Entered(const DeskContents& contents) : contents_(contents) {
  for (const auto& entry : contents.follow_ups)
    if (entry.fact.empty())
      by_hand_.push_back(&entry);
    else
      by_fact_[entry.fact] = &entry;
  for (const auto& entry : contents.book.all()) roots_.push_back(&rooted(entry, contents.book));
}

void Entered::into(DialogueView& view, bool first) const {
  set_numbers(view);
  set_follow_ups(view, first);
  set_entries(view, first);
  for (auto& follow_up : view.follow_ups) follow_up.age_rounds = rounds_since(follow_up, view, true);
}

// A number was given to the mention that came first then; a text read later may come before it, and a person may have
// joined two issues. The lowest stays, and the others lead to it.
void Entered::set_numbers(DialogueView& view) const {
  for (auto& thread : view.threads) {
    thread.number = 0;
    thread.also.clear();
    for (const auto& step : thread.steps)
      for (const auto& mention : step.mentions)
        if (const auto found = contents_.numbers.find(mention.fact); found != contents_.numbers.end())
          thread.also.push_back(found->second);
    std::ranges::sort(thread.also);
    if (thread.also.empty()) continue;
    thread.number = thread.also.front();
    thread.also.erase(thread.also.begin());
  }
}

void Entered::apply(FollowUpView& out, const record::FollowUpEntry& entry) const {
  out.number = entry.number;
  if (entry.owner) out.owner = *entry.owner;
  if (entry.due) out.due = *entry.due;
  out.status = entry.status;
  out.closed_because = entry.closed_because;
  out.closed_source = entry.closed_source;
  if (const auto name = contents_.author_names.find(entry.author); name != contents_.author_names.end())
    out.author = name->second;
  out.time = entry.time;
  add_commitment(out, contents_.book, contents_.follow_ups);
}

bool Entered::bears_on(const DialogueView& view, const Changes& changes, bool first) const {
  if (changes.entries.empty() && changes.noted.empty()) return false;
  const auto numbers = numbers_of(view, first);
  if (std::ranges::any_of(changes.noted, [&](int issue) { return numbers.contains(issue) && (issue != 0 || first); }))
    return true;
  return std::ranges::any_of(changes.entries, [&](const auto& changed) {
    const auto& [noun, number] = changed;
    const auto was_here = [&](const EntryView& entry) { return entry.noun == noun && entry.number == number; };
    if (std::ranges::any_of(view.entries, was_here)) return true;
    const auto* now = contents_.book.find(noun, number);
    if (now != nullptr && is_entry_of(rooted(*now, contents_.book), view, numbers, first)) return true;
    const int promise = noun == "commitment"                 ? number
                        : noun == "report" && now != nullptr ? now->number_in("follow_up")
                                                             : 0;
    return std::ranges::any_of(view.follow_ups, [&](const FollowUpView& one) {
      return (promise != 0 && one.number == promise) ||
             (noun == "report" &&
              std::ranges::find(one.reports, number, &FollowUpView::Report::entry) != one.reports.end());
    });
  });
}

void Entered::set_follow_ups(DialogueView& view, bool first) const {
  view.follow_ups.clear();
  // One text that came twice (as a page and as a PDF) promises a thing once. What a person said of either stays.
  using Promise = std::tuple<int, std::string, std::string, std::string, std::string>;
  std::map<Promise, std::size_t> promised;
  for (const auto& source : view.sources) {
    const auto facts = contents_.facts.find(source.sha256);
    if (facts == contents_.facts.end()) continue;
    const int round = round_of(view, source.sha256);
    for (const auto& read : facts->second) {
      const auto& fact = read.fact;
      if (fact.kind != FactKind::commitment || !counts(read)) continue;
      FollowUpView out;
      out.text = fact.quote.text;
      out.owner = fact.field("actor");
      if (out.owner != "both" && out.owner != "all") out.next_step_holder = out.owner;
      out.due = fact.field("due");
      out.status = "open";
      out.round = round;
      out.promised = source.published;
      out.fact = fact.id;
      out.quote = {source.sha256, fact.quote};
      if (const auto entry = by_fact_.find(fact.id); entry != by_fact_.end()) apply(out, *entry->second);
      const auto [known, fresh] = promised.try_emplace(
          Promise(out.round, source.publisher, folded_words(out.text), fact.field("actor"), fact.field("due")),
          view.follow_ups.size());
      if (!fresh && out.round >= 0) {
        auto& other = view.follow_ups[known->second];
        const bool stays = !out.author.empty(), other_stays = !other.author.empty();
        if (other.quote.source != source.sha256 && !(stays && other_stays)) {
          const bool numbered = out.number > 0 && (other.number == 0 || out.number < other.number);
          if (stays || (!other_stays && numbered)) other = std::move(out);
          continue;
        }
      }
      view.follow_ups.push_back(std::move(out));
    }
  }
  // What an officer entered by hand belongs to the dialogue of its source, else to the desk's first dialogue.
  for (const auto* entry : by_hand_) {
    const bool here = std::ranges::find(view.sources, entry->source, &Source::sha256) != view.sources.end();
    if (entry->source.empty() ? !first : !here) continue;
    FollowUpView out;
    out.text = entry->text;
    apply(out, *entry);
    if (here) out.round = round_of(view, entry->source);
    view.follow_ups.push_back(std::move(out));
  }
  std::ranges::stable_sort(view.follow_ups, {},
                           [](const FollowUpView& one) { return one.number == 0 ? INT32_MAX : one.number; });
  for (auto& follow_up : view.follow_ups) add_reports(follow_up, view, contents_.book);
}

/// Of the dialogue's issues, read and entered; 0 of none.
std::set<int> Entered::numbers_of(const DialogueView& view, bool first) const {
  std::set<int> read = {0};
  for (const auto& thread : view.threads) {
    read.insert(thread.number);
    read.insert(thread.also.begin(), thread.also.end());
  }
  auto out = read;
  for (const auto* entry : contents_.book.of_noun("issue"))
    if (is_entry_of(*entry, view, read, first)) out.insert(entry->number);
  return out;
}

void Entered::set_entries(DialogueView& view, bool first) const {
  view.notes.clear();
  view.entries.clear();
  const auto numbers = numbers_of(view, first);
  const auto& entries = contents_.book.all();
  for (const auto& note : contents_.notes)
    if (numbers.contains(note.issue) && (note.issue != 0 || first)) view.notes.push_back(note);
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (is_entry_of(*roots_[i], view, numbers, first)) view.entries.push_back(entries[i]);
}

}  // namespace breadcrumb::app
