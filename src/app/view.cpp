#include "app/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ranges>
#include <tuple>

#include "app/entered.h"
#include "app/party.h"
#include "app/rounds_of.h"
#include "app/twins.h"
#include "text/utf8.h"
#include "thread/compare.h"
#include "thread/thread.h"

namespace breadcrumb::app {

namespace {

// Of the first of the desk's languages that a source has, or of what the officer said; there the most frequent.
std::string most_frequent(const std::vector<const NamedSource*>& names, const Labels& labels) {
  const auto choice = [&](const NamedSource* one) { return one->said ? 0 : labels.place_of(one->language); };
  const int best_choice = std::ranges::min(names | std::views::transform(choice));
  std::map<std::string, int> counts;
  for (const auto* one : names)
    if (choice(one) == best_choice) ++counts[text::squeeze(one->name)];
  std::string best;
  for (const auto& [name, count] : counts)
    if (best.empty() || count > counts[best] || (count == counts[best] && name.size() > best.size())) best = name;
  return best;
}

std::vector<ReadSource> read_sources(const SourceGroup& group, const DeskContents& contents) {
  std::vector<ReadSource> out;
  for (const auto* one : group.sources) {
    const auto& source = *std::ranges::lower_bound(contents.sources, std::tie(one->published, one->sha256), {},
                                                   [](const Source& s) { return std::tie(s.published, s.sha256); });
    const auto& reading = contents.readings.find(one->sha256)->second;
    ReadSource read{.source = &source,
                    .reading = &reading.reading,
                    .dialogue = reading.dialogue,
                    .facts = {},
                    .round = -1,
                    .text = {}};
    if (const auto text = contents.texts.find(one->sha256); text != contents.texts.end()) read.text = text->second;
    if (const auto facts = contents.facts.find(one->sha256); facts != contents.facts.end())
      read.facts = counting_facts(facts->second);
    out.push_back(std::move(read));
  }
  return out;
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

/// What all dialogues of one state of the desk share.
struct Shared {
  const DeskContents& contents;
  const Knowledge& knowledge;
  thread::ThreadRules rules;  ///< naming issues in the officer's first language
  std::vector<ThreadDecision> decisions;
};

Shared shared_by_all(const DeskContents& contents, const Knowledge& knowledge) {
  Shared out{contents,
             knowledge,
             contents.languages.empty() ? knowledge.threads : knowledge.threads.naming_in(contents.languages.front()),
             {}};
  for (const auto& decided : contents.decisions) out.decisions.push_back(decided.decision);
  return out;
}

/// What the texts say, and what was decided of their issues.
DialogueView read_view(const SourceGroup& group, const Shared& shared) {
  const auto& [contents, knowledge, rules, decisions] = shared;
  DialogueView view;
  view.id = group.cores.front();
  std::ranges::replace(view.id, ' ', '-');
  const Labels labels{contents.languages, &knowledge.threads.across()};
  view.name = most_frequent(group.sources, labels);
  view.parties.assign(group.parties.begin(), group.parties.end());
  for (const auto& party : view.parties)
    if (auto zone = capital_zone(knowledge.grammar, party); !zone.empty()) view.zones[party] = std::move(zone);
  auto sources = read_sources(group, contents);
  view.rounds = rounds_of(sources, view.parties, labels);
  view.events = events_of(sources);
  view.texts = texts_of(sources);
  view.threads = thread::thread(view.texts, decisions, rules);
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
  add_bodies(view, sources);
  add_differences(view, sources, knowledge.threads);
  return view;
}

bool is_any(const SourceGroup& group, const std::set<std::string>& sources) {
  if (sources.empty()) return false;
  return std::ranges::any_of(group.sources, [&](const NamedSource* one) { return sources.contains(one->sha256); });
}

}  // namespace

ViewKeeper::ViewKeeper(const reader::Grammar& grammar) : cores_(grammar) {}

/// Names the source anew, and says whether it was named otherwise.
bool ViewKeeper::name(const DeskContents& contents, const Source& source) {
  std::optional<NamedSource> now;
  if (const auto reading = contents.readings.find(source.sha256); reading != contents.readings.end()) {
    static const std::vector<FactView> none;
    const auto facts = contents.facts.find(source.sha256);
    now = named_source(source, reading->second, facts == contents.facts.end() ? none : facts->second, cores_);
  }
  const auto old = named_.find(source.sha256);
  if (old == named_.end() ? !now : now && old->second == *now) return false;
  if (!now)
    named_.erase(old);
  else if (old != named_.end())
    old->second = *std::move(now);
  else
    named_.emplace(source.sha256, *std::move(now));
  return true;
}

bool ViewKeeper::name_all(const DeskContents& contents, const Changes& changes) {
  if (changes.all) {
    named_.clear();
    for (const auto& source : contents.sources) name(contents, source);
    return true;
  }
  bool other = false;
  for (const auto& sha256 : changes.sources) {
    const auto found = std::ranges::find(contents.sources, sha256, &Source::sha256);
    other |= found == contents.sources.end() ? named_.erase(sha256) > 0 : name(contents, *found);
  }
  return other;
}

std::vector<DeskView> ViewKeeper::make(const DeskContents& contents, const Knowledge& knowledge, const Changes& changes,
                                       std::vector<DeskView> before) {
  // A view that stays is found by its first text; what it was made of must be the same.
  std::map<std::string, std::size_t, std::less<>> places;
  if (changes.all) before.clear();
  for (std::size_t i = 0; i < before.size(); ++i) places.emplace(before[i].dialogue.sources.front().sha256, i);
  if (name_all(contents, changes)) {
    std::vector<const NamedSource*> all;
    for (const auto& source : contents.sources)
      if (const auto found = named_.find(source.sha256); found != named_.end()) all.push_back(&found->second);
    groups_ = grouped(std::move(all));
  }
  const auto shared = shared_by_all(contents, knowledge);
  const Entered entered(contents);
  std::vector<DeskView> out;
  std::vector<bool> said;
  for (const auto& group : groups_) {
    said.push_back(std::ranges::all_of(group.sources, &NamedSource::said));
    const bool first = out.empty();
    const auto place = places.find(group.sources.front()->sha256);
    auto* old = place == places.end() ? nullptr : &before[place->second];
    const bool stays =
        old != nullptr &&
        std::ranges::equal(old->dialogue.sources, group.sources, {}, &Source::sha256, &NamedSource::sha256) &&
        !is_any(group, changes.sources) && !is_any(group, changes.regrouped);
    const bool was_first = stays && old == &before.front();
    DeskView view;
    if (stays)
      view = std::move(*old);
    else
      view.dialogue = read_view(group, shared);
    if (!stays || changes.own || first != was_first || (first && changes.loose) || is_any(group, changes.entered) ||
        entered.bears_on(view.dialogue, changes, first))
      entered.into(view.dialogue, first);
    view.dialogue.twins.clear();
    view.desk_name = contents.desk_name;
    view.own_party = contents.own_party;
    view.head = contents.head;
    view.events = contents.events;
    out.push_back(std::move(view));
  }
  find_twins(out, said);
  return out;
}

std::vector<DeskView> desk_views(const DeskContents& contents, const Knowledge& knowledge) {
  return ViewKeeper(knowledge.grammar).make(contents, knowledge, {.all = true}, {});
}

Result<std::vector<DeskView>> desk_views(const record::Record& record, const Knowledge& knowledge) {
  return desk_views(BC_TRY(contents_of(record)), knowledge);
}

}  // namespace breadcrumb::app
