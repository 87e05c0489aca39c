#include "app/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <set>

#include "app/commitments.h"
#include "app/entries.h"
#include "app/party.h"
#include "app/rounds_of.h"
#include "app/twins.h"
#include "text/utf8.h"
#include "thread/compare.h"
#include "thread/thread.h"

namespace breadcrumb::app {

namespace {

std::string folded_words(std::string_view s) {
  std::string out;
  const std::string folded = text::fold(s);
  for (std::size_t i = 0; i < folded.size();) {
    const std::size_t start = i;
    const char32_t c = text::next_char(folded, i);
    if (text::is_letter(c) || text::is_digit(c))
      out.append(folded, start, i - start);
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

// Takes whole words of `phrase` out of blank-separated `words`.
void take_out(std::string& words, const std::string& phrase) {
  if (phrase.empty()) return;
  const std::string needle = " " + phrase + " ";
  std::string padded = " " + words + " ";
  for (auto at = padded.find(needle); at != std::string::npos; at = padded.find(needle, at))
    padded.replace(at, needle.size(), " ");
  words = std::string(text::trim(padded));
}

bool holds_words(const std::string& longer, const std::string& shorter) {
  return !shorter.empty() && (" " + longer + " ").find(" " + shorter + " ") != std::string::npos;
}

// A dialogue's name as one source prints it.
struct PrintedName {
  std::string name, language;
  bool said = false;  // by the officer
};

struct Group {
  std::vector<PrintedName> names;  ///< one a source
  std::vector<std::string> cores;
  std::set<std::string> parties;
  std::vector<ReadSource> sources;
};

struct Incoming {
  std::string name, core;
  bool said = false;  ///< by the officer
  std::set<std::string> parties;
};

bool belongs(const Group& group, const Incoming& one) {
  const auto core_fits = [&](const std::string& core) {
    return core == one.core || (core.find(' ') != std::string::npos && one.core.find(' ') != std::string::npos &&
                                (holds_words(core, one.core) || holds_words(one.core, core)));
  };
  if (!std::ranges::any_of(group.cores, core_fits)) return false;
  if (one.said || one.parties.empty() || group.parties.empty()) return true;
  // A text that names only some of the parties may still speak of the dialogue; one with other parties does not.
  return std::ranges::includes(group.parties, one.parties) || std::ranges::includes(one.parties, group.parties);
}

std::set<std::string> parties_of(const ReadSource& source) {
  std::set<std::string> out;
  for (const auto* party : source.all(FactKind::party)) out.insert(party->field("code"));
  return out;
}

std::vector<Group> grouped(const DeskContents& contents, const reader::Grammar& grammar) {
  std::map<std::string, const record::StoredReading*, std::less<>> readings;
  for (const auto& reading : contents.readings) readings[reading.source] = &reading;
  std::vector<std::pair<ReadSource, Incoming>> incoming;
  for (const auto& source : contents.sources) {
    const auto found = readings.find(source.sha256);
    if (found == readings.end()) continue;
    const auto& reading = *found->second;
    ReadSource one{.source = &source,
                   .reading = &reading.reading,
                   .dialogue = reading.dialogue,
                   .facts = {},
                   .round = -1,
                   .text = {}};
    if (const auto text = contents.texts.find(source.sha256); text != contents.texts.end()) one.text = text->second;
    if (const auto facts = contents.facts.find(source.sha256); facts != contents.facts.end())
      one.facts = counting_facts(facts->second);
    Incoming who{.name = one.dialogue, .core = {}, .said = !one.dialogue.empty(), .parties = parties_of(one)};
    if (const auto* fact = one.first(FactKind::dialogue); who.name.empty() && fact != nullptr)
      who.name = fact->field("name");
    if (who.name.empty()) continue;  // no dialogue: a notice or a page, listed under sources
    who.core = dialogue_core(who.name, grammar);
    incoming.emplace_back(std::move(one), std::move(who));
  }
  // Fullest names first, so that a short form finds its dialogue whatever the order of reading.
  std::ranges::stable_sort(incoming, [](const auto& a, const auto& b) {
    return a.second.said != b.second.said ? a.second.said : a.second.core.size() > b.second.core.size();
  });
  std::vector<Group> groups;
  for (auto& [source, who] : incoming) {
    auto home = std::ranges::find_if(groups, [&](const Group& group) { return belongs(group, who); });
    if (home == groups.end()) home = groups.insert(groups.end(), Group{});
    home->names.push_back({who.name, source.source->language, who.said});
    if (std::ranges::find(home->cores, who.core) == home->cores.end()) home->cores.push_back(who.core);
    home->parties.insert(who.parties.begin(), who.parties.end());
    home->sources.push_back(std::move(source));
  }
  for (auto& group : groups)
    std::ranges::stable_sort(group.sources, [](const ReadSource& a, const ReadSource& b) {
      return std::tie(a.source->published, a.source->sha256) < std::tie(b.source->published, b.source->sha256);
    });
  return groups;
}

// Of the first of the desk's languages that a source has, or of what the officer said; there the most frequent.
std::string most_frequent(const std::vector<PrintedName>& names, const Labels& labels) {
  const auto choice = [&](const PrintedName& name) { return name.said ? 0 : labels.place_of(name.language); };
  const int best_choice = std::ranges::min(names | std::views::transform(choice));
  std::map<std::string, int> counts;
  for (const auto& name : names)
    if (choice(name) == best_choice) ++counts[text::squeeze(name.name)];
  std::string best;
  for (const auto& [name, count] : counts)
    if (best.empty() || count > counts[best] || (count == counts[best] && name.size() > best.size())) best = name;
  return best;
}

void add_follow_ups(DialogueView& view, const std::vector<ReadSource>& sources, const DeskContents& contents,
                    bool first) {
  std::map<FactId, const record::FollowUpEntry*> by_fact;
  for (const auto& entry : contents.follow_ups)
    if (!entry.fact.empty()) by_fact[entry.fact] = &entry;
  const auto apply = [&](FollowUpView& out, const record::FollowUpEntry& entry) {
    out.number = entry.number;
    if (entry.owner) out.owner = *entry.owner;
    if (entry.due) out.due = *entry.due;
    out.status = entry.status;
    out.closed_because = entry.closed_because;
    out.closed_source = entry.closed_source;
    if (const auto name = contents.author_names.find(entry.author); name != contents.author_names.end())
      out.author = name->second;
    out.time = entry.time;
    add_commitment(out, contents.book, contents.follow_ups);
  };
  // One text that came twice (as a page and as a PDF) promises a thing once. What a person said of either stays.
  using Promise = std::tuple<int, std::string, std::string, std::string, std::string>;
  std::map<Promise, std::size_t> promised;
  for (const auto& source : sources) {
    for (const auto* fact : source.all(FactKind::commitment)) {
      FollowUpView out;
      out.text = fact->quote.text;
      out.owner = fact->field("actor");
      if (out.owner != "both" && out.owner != "all") out.next_step_holder = out.owner;
      out.due = fact->field("due");
      out.status = "open";
      out.round = source.round;
      out.promised = source.source->published;
      out.fact = fact->id;
      out.quote = source.quote_of(*fact);
      if (const auto entry = by_fact.find(fact->id); entry != by_fact.end()) apply(out, *entry->second);
      const auto [known, fresh] =
          promised.try_emplace(Promise(out.round, source.source->publisher, folded_words(out.text),
                                       fact->field("actor"), fact->field("due")),
                               view.follow_ups.size());
      if (!fresh && out.round >= 0) {
        auto& other = view.follow_ups[known->second];
        const bool stays = !out.author.empty(), other_stays = !other.author.empty();
        if (other.quote.source != source.source->sha256 && !(stays && other_stays)) {
          const bool numbered = out.number > 0 && (other.number == 0 || out.number < other.number);
          if (stays || (!other_stays && numbered)) other = std::move(out);
          continue;
        }
      }
      view.follow_ups.push_back(std::move(out));
    }
  }
  // What an officer entered by hand belongs to the dialogue of its source, else to the desk's first dialogue.
  for (const auto& entry : contents.follow_ups) {
    if (!entry.fact.empty()) continue;
    const auto home =
        std::ranges::find_if(sources, [&](const ReadSource& s) { return s.source->sha256 == entry.source; });
    if (entry.source.empty() ? !first : home == sources.end()) continue;
    FollowUpView out;
    out.text = entry.text;
    apply(out, entry);
    if (home != sources.end()) out.round = home->round;
    view.follow_ups.push_back(std::move(out));
  }
  std::ranges::stable_sort(view.follow_ups, {},
                           [](const FollowUpView& one) { return one.number == 0 ? INT32_MAX : one.number; });
  for (auto& follow_up : view.follow_ups) add_reports(follow_up, view, contents.book);
}

void add_bodies(DialogueView& view, const std::vector<ReadSource>& sources) {
  const auto body_named = [&](const std::string& name) -> BodyView& {
    const auto folded = folded_words(name);
    for (auto& body : view.bodies)
      if (const auto other = folded_words(body.name);
          other == folded || holds_words(other, folded) || holds_words(folded, other)) {
        if (name.size() > body.name.size()) body.name = name;
        return body;
      }
    view.bodies.push_back(
        {.name = name, .relation = "", .stage = "", .next_meeting = "", .first_round = -1, .sayings = {}});
    return view.bodies.back();
  };
  for (const auto& source : sources) {
    for (const auto& fact : source.facts) {
      const bool established = fact.kind == FactKind::established && fact.field("kind") == "body";
      if ((fact.kind != FactKind::body && !established) || fact.field("name").empty()) continue;
      auto& body = body_named(fact.field("name"));
      BodyView::Saying saying{.round = source.round,
                              .stage = established ? "established" : fact.field("stage"),
                              .next_meeting = fact.field("next_meeting"),
                              .quote = source.quote_of(fact)};
      if (!fact.field("relation").empty()) body.relation = fact.field("relation");
      if (!saying.stage.empty()) body.stage = saying.stage;
      if (!saying.next_meeting.empty()) body.next_meeting = saying.next_meeting;
      if (body.first_round < 0) body.first_round = source.round;
      body.sayings.push_back(std::move(saying));
    }
  }
}

void add_differences(DialogueView& view, const std::vector<ReadSource>& sources, const thread::ThreadRules& rules) {
  for (const auto& round : view.rounds) {
    std::vector<thread::SideText> sides;
    for (const auto& text : view.texts) {
      if (text.round != round.index || text.side.empty()) continue;
      const auto source =
          std::ranges::find_if(sources, [&](const ReadSource& s) { return s.source->sha256 == text.source; });
      if (source != sources.end()) sides.push_back({text, source->facts});
    }
    for (std::size_t i = 0; i < sides.size(); ++i)
      for (std::size_t k = i + 1; k < sides.size(); ++k)
        if (sides[i].text.side != sides[k].text.side)
          for (auto& difference : thread::compare(sides[i], sides[k], rules))
            view.differences.push_back(std::move(difference));
  }
}

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

DialogueView view_of(Group& group, const DeskContents& contents, const Knowledge& knowledge, bool first) {
  DialogueView view;
  const Labels labels{contents.languages, &knowledge.threads.across()};
  view.name = most_frequent(group.names, labels);
  view.parties.assign(group.parties.begin(), group.parties.end());
  for (const auto& party : view.parties)
    if (auto zone = capital_zone(knowledge.grammar, party); !zone.empty()) view.zones[party] = std::move(zone);
  auto& sources = group.sources;
  view.rounds = rounds_of(sources, view.parties, labels);
  view.events = events_of(sources);
  view.texts = texts_of(sources);
  std::vector<ThreadDecision> decisions;
  for (const auto& decided : contents.decisions) decisions.push_back(decided.decision);
  view.threads = thread::thread(
      view.texts, decisions,
      contents.languages.empty() ? knowledge.threads : knowledge.threads.naming_in(contents.languages.front()));
  // A number was given to the mention that came first then; a text read later may come before it, and a person may have
  // joined two issues. The lowest stays, and the others lead to it.
  for (auto& thread : view.threads) {
    for (const auto& step : thread.steps)
      for (const auto& mention : step.mentions)
        if (const auto found = contents.numbers.find(mention.fact); found != contents.numbers.end())
          thread.also.push_back(found->second);
    std::ranges::sort(thread.also);
    if (thread.also.empty()) continue;
    thread.number = thread.also.front();
    thread.also.erase(thread.also.begin());
  }
  int last_with_next = -2, next_language = 0, short_language = 0;
  for (const auto& source : sources) {
    view.sources.push_back(*source.source);
    if (const auto* name = source.first(FactKind::dialogue); name != nullptr && !name->field("short").empty())
      if (const int language = labels.place_of(source.source->language);
          view.short_name.empty() || language < short_language) {
        view.short_name = name->field("short");
        short_language = language;
      }
    if (const auto* launched = source.first(FactKind::launched); launched != nullptr && view.launched.empty()) {
      view.launched = launched->field("date");
      view.launched_quote = source.quote_of(*launched);
    }
    const auto* next = source.first(FactKind::next_round);
    const int place = labels.place_of(source.source->language);
    if (next != nullptr &&
        (source.round > last_with_next || (source.round == last_with_next && place <= next_language))) {
      last_with_next = source.round;
      next_language = place;
      view.next_round_text = next->quote.text;
      view.next_round_date = next->field("date");
      view.next_round_quote = source.quote_of(*next);
    }
    if (const auto facts = contents.facts.find(source.source->sha256); facts != contents.facts.end())
      view.facts.insert(view.facts.end(), facts->second.begin(), facts->second.end());
  }
  // Words about a next meeting that has since been held say nothing about the one to come.
  if (last_with_next < static_cast<int>(view.rounds.size()) - 1) {
    view.next_round_text.clear();
    view.next_round_date.clear();
    view.next_round_quote = {};
  }
  add_follow_ups(view, sources, contents, first);
  add_bodies(view, sources);
  add_differences(view, sources, knowledge.threads);
  std::set<int> numbers = {0};
  for (const auto& thread : view.threads) {
    numbers.insert(thread.number);
    numbers.insert(thread.also.begin(), thread.also.end());
  }
  const auto read_numbers = numbers;
  for (const auto& entry : contents.book.all())
    if (entry.noun == "issue" && is_entry_of(entry, view, read_numbers, first)) numbers.insert(entry.number);
  for (const auto& note : contents.notes)
    if (numbers.contains(note.issue) && (note.issue != 0 || first)) view.notes.push_back(note);
  for (const auto& entry : contents.book.all())
    if (is_entry_of(rooted(entry, contents.book), view, numbers, first)) view.entries.push_back(entry);
  for (auto& follow_up : view.follow_ups) follow_up.age_rounds = rounds_since(follow_up, view, true);
  return view;
}

}  // namespace

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

std::string dialogue_core(std::string_view name, const reader::Grammar& grammar) {
  std::string words = folded_words(name);
  std::vector<std::string> phrases;
  for (const auto& party : grammar.parties())
    for (const auto* list : {&party.names, &party.adjectives})
      for (const auto& phrase : *list) phrases.push_back(folded_words(phrase));
  std::ranges::stable_sort(phrases, std::ranges::greater{}, &std::string::size);
  for (const auto& phrase : phrases) take_out(words, phrase);
  for (const auto* small : {"the", "u s", "uk", "between", "of", "and", "meeting", "meetings", "s"})
    take_out(words, small);
  return words.empty() ? folded_words(name) : words;
}

std::vector<Fact> counting_facts(const std::vector<FactView>& facts) {
  std::vector<Fact> out;
  for (const auto& view : facts)
    if (view.standing != "rejected" && (view.anchor == "exact" || view.anchor == "moved" || view.anchor.empty()))
      out.push_back(view.fact);
  return out;
}

Result<DeskContents> contents_of(const record::Record& record) {
  const auto snapshot = BC_TRY(record.snapshot());
  DeskContents out;
  out.desk_name = record.desk().settings().name;
  out.own_party = record.desk().settings().party;
  out.languages = record.desk().settings().languages;
  out.head = BC_TRY(record.head());
  out.events = BC_TRY(record.event_count());
  out.sources = BC_TRY(record.sources());
  out.readings = BC_TRY(record.readings());
  for (const auto& source : out.sources) {
    out.facts[source.sha256] = BC_TRY(record.facts(source.sha256));
    if (auto text = record.text_of(source))
      out.texts[source.sha256] = std::move(*text);
    else
      out.damaged.push_back(text.error());
  }
  out.decisions = BC_TRY(record.thread_decisions());
  for (const auto& number : BC_TRY(record.issue_numbers())) out.numbers[number.key] = number.number;
  out.follow_ups = BC_TRY(record.follow_ups());
  out.author_names = BC_TRY(author_names(record));
  out.notes = BC_TRY(record.notes());
  for (auto& note : out.notes)
    if (const auto name = out.author_names.find(note.author); name != out.author_names.end())
      note.author = name->second;
  out.book = BC_TRY(EntryBook::of(record, out.author_names));
  return out;
}

std::vector<DeskView> desk_views(const DeskContents& contents, const Knowledge& knowledge) {
  auto groups = grouped(contents, knowledge.grammar);
  const auto meetings = [](const Group& group) {
    return std::ranges::count_if(
        group.sources, [](const ReadSource& s) { return s.first(FactKind::round) || s.first(FactKind::meeting); });
  };
  std::ranges::stable_sort(groups, [&](const Group& a, const Group& b) {
    const auto left = meetings(a), right = meetings(b);
    if (left != right) return left > right;
    return std::tie(a.sources.front().source->published, a.cores.front()) <
           std::tie(b.sources.front().source->published, b.cores.front());
  });
  std::vector<DeskView> out;
  std::vector<bool> said;
  for (auto& group : groups) {
    said.push_back(std::ranges::all_of(group.sources, [](const ReadSource& s) { return !s.dialogue.empty(); }));
    DeskView view{.desk_name = contents.desk_name,
                  .own_party = contents.own_party,
                  .head = contents.head,
                  .events = contents.events,
                  .dialogue = view_of(group, contents, knowledge, out.empty())};
    std::string id = group.cores.front();
    std::ranges::replace(id, ' ', '-');
    view.dialogue.id = std::move(id);
    out.push_back(std::move(view));
  }
  find_twins(out, said);
  return out;
}

Result<std::vector<DeskView>> desk_views(const record::Record& record, const Knowledge& knowledge) {
  return desk_views(BC_TRY(contents_of(record)), knowledge);
}

}  // namespace breadcrumb::app
