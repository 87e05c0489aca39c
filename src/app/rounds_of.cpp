#include "app/rounds_of.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <set>
#include <tuple>

#include "app/wording.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

// Two texts speak of one meeting when their days lie this close: the two sides' calendars and a week named by its
// Monday.
constexpr long same_meeting_days = 6;
// An ordinal is used again when a series starts anew; far apart in time it is another meeting.
constexpr long same_ordinal_days = 120;

std::vector<std::string> words_of(const std::string& blank_separated) {
  std::vector<std::string> out;
  std::size_t start = 0;
  while (start < blank_separated.size()) {
    const auto end = std::min(blank_separated.find(' ', start), blank_separated.size());
    if (end > start) out.push_back(blank_separated.substr(start, end - start));
    start = end + 1;
  }
  return out;
}

int number_of(const std::string& digits) {
  int out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

struct Key {
  int ordinal = 0;
  std::optional<long> start, end, published;
};

Key key_of(const ReadSource& source) {
  Key out;
  if (const auto* round = source.first(FactKind::round)) out.ordinal = number_of(round->field("ordinal"));
  if (const auto* meeting = source.first(FactKind::meeting)) {
    out.start = day_number(meeting->field("start"));
    out.end = day_number(meeting->field("end"));
  }
  out.published = day_number(source.source->published);
  return out;
}

bool near(std::optional<long> a, std::optional<long> b, long days) {
  return a && b && std::abs(*a - *b) <= days;
}

bool same_round(const Key& a, const Key& b) {
  const auto day_a = a.start ? a.start : a.published;
  const auto day_b = b.start ? b.start : b.published;
  if (a.ordinal > 0 && b.ordinal > 0) {
    if (a.ordinal != b.ordinal) return false;
    return !day_a || !day_b || std::abs(*day_a - *day_b) <= same_ordinal_days;
  }
  if (a.start && b.start) {
    if (near(a.start, b.start, same_meeting_days)) return true;
    return a.end && b.end && *a.start <= *b.end && *b.start <= *a.end;
  }
  return false;
}

// An agreement is signed and a notice tells of something; neither is a round unless it counts one.
bool tells_of_an_event(const ReadSource& source) {
  const bool kind = source.source->kind == "agreement" || source.source->kind == "notice";
  return kind && source.first(FactKind::round) == nullptr && source.first(FactKind::meeting) != nullptr;
}

// A text without ordinal and meeting date is not about a round.
bool speaks_of_a_meeting(const ReadSource& source) {
  return !tells_of_an_event(source) &&
         (source.first(FactKind::round) != nullptr || source.first(FactKind::meeting) != nullptr);
}

// The span, where its words stand in the source's text.
bool stands(const ReadSource& source, const Span& span) {
  return span.end <= source.text.size() && source.text.substr(span.start, span.size()) == span.text;
}

// The meeting's words with what stands in brackets behind them: the same days by another clock.
SourceQuote dates_quote(const ReadSource& source, const Fact& meeting) {
  if (meeting.field("zone").empty() || !stands(source, meeting.quote)) return source.quote_of(meeting);
  return {source.source->sha256, with_bracket(source.text, meeting.quote)};
}

std::vector<HeadView> heads_of(const ReadSource& source) {
  std::vector<HeadView> out;
  for (const auto* head : source.all(FactKind::head))
    out.push_back({head->field("party"), head->field("name"), head->field("title"), head->id, source.quote_of(*head)});
  return out;
}

// Sentences instead of clauses for each area; what stands in another area, or is an issue, is left to that.
void complete_areas(const ReadSource& source, RoundText& text) {
  if (source.text.empty()) return;
  std::vector<std::vector<Span>> items;
  std::vector<Span> all;
  for (const auto& mention : text.mentions) {
    all.push_back(mention.quote);
    all.insert(all.end(), mention.words.begin(), mention.words.end());
  }
  if (!std::ranges::all_of(all, [&](const Span& span) { return stands(source, span); })) return;
  const bool plain = source.source->media_type == "text/plain";
  for (auto& mention : text.mentions) {
    if (!mention.area) continue;
    std::vector<Span> others;
    for (const auto& other : text.mentions) {
      if (&other == &mention) continue;
      others.push_back(other.quote);
      others.insert(others.end(), other.words.begin(), other.words.end());
    }
    items.push_back(area_words(source.text, plain, mention.quote, mention.words, others));
  }
  std::size_t next = 0;
  for (auto& mention : text.mentions) {
    if (!mention.area) continue;
    mention.words = std::move(items[next++]);
    mention.text.clear();
    for (const auto& span : mention.words) mention.text += (mention.text.empty() ? "" : "\n") + span.text;
  }
}

Mention mention_of(const ReadSource& source, const Fact& fact, std::size_t order) {
  Mention out;
  out.fact = fact.id;
  out.source = source.source->sha256;
  out.round = source.round;
  out.order = order;
  out.quote = fact.quote;
  out.kind = fact.field("kind");
  out.acts = words_of(fact.field("acts"));
  out.topics = words_of(fact.field("topics"));
  return out;
}

void add_unique(std::vector<std::string>& into, const std::vector<std::string>& more) {
  for (const auto& one : more)
    if (std::ranges::find(into, one) == into.end()) into.push_back(one);
}

}  // namespace

const Fact* ReadSource::first(FactKind kind) const {
  const auto found = std::ranges::find(facts, kind, &Fact::kind);
  return found == facts.end() ? nullptr : &*found;
}

std::vector<const Fact*> ReadSource::all(FactKind kind) const {
  std::vector<const Fact*> out;
  for (const auto& fact : facts)
    if (fact.kind == kind) out.push_back(&fact);
  return out;
}

std::optional<long> day_number(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  int year = 0;
  unsigned month = 0, day = 0;
  std::from_chars(iso.data(), iso.data() + 4, year);
  std::from_chars(iso.data() + 5, iso.data() + 7, month);
  std::from_chars(iso.data() + 8, iso.data() + 10, day);
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

std::vector<RoundView> rounds_of(std::vector<ReadSource>& sources, const std::vector<std::string>& parties) {
  struct Group {
    std::vector<std::size_t> members;
    Key key;
  };
  std::vector<Group> groups;
  // Those with an ordinal first, so that a text without one joins the round whose days it shares.
  std::vector<std::size_t> order(sources.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::vector<Key> keys;
  for (const auto& source : sources) keys.push_back(key_of(source));
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return (keys[a].ordinal > 0) > (keys[b].ordinal > 0); });
  for (const auto i : order) {
    sources[i].round = -1;
    if (!speaks_of_a_meeting(sources[i])) continue;
    const auto home = std::ranges::find_if(groups, [&](const Group& group) { return same_round(group.key, keys[i]); });
    if (home == groups.end()) {
      groups.push_back({{i}, keys[i]});
    } else {
      home->members.push_back(i);
      if (!home->key.start) home->key.start = keys[i].start;
      if (!home->key.end) home->key.end = keys[i].end;
    }
  }
  const auto when = [](const Group& group) { return group.key.start ? group.key.start : group.key.published; };
  // By day; a round without any takes its place by its number, else it comes last.
  std::vector<Group> undated;
  for (auto& group : groups)
    if (!when(group)) undated.push_back(std::move(group));
  std::erase_if(groups, [](const Group& group) { return group.members.empty(); });
  std::ranges::stable_sort(groups, [&](const Group& a, const Group& b) {
    return std::tuple(*when(a), a.key.ordinal) < std::tuple(*when(b), b.key.ordinal);
  });
  std::ranges::stable_sort(undated, {}, [](const Group& group) { return group.key.ordinal; });
  for (auto& group : undated) {
    const auto later = [&](const Group& other) {
      return group.key.ordinal > 0 && other.key.ordinal > group.key.ordinal;
    };
    groups.insert(std::ranges::find_if(groups, later), std::move(group));
  }

  std::vector<RoundView> rounds;
  for (auto& group : groups) {
    RoundView round;
    round.index = static_cast<int>(rounds.size());
    round.ordinal = group.key.ordinal;
    std::ranges::sort(group.members, [&](std::size_t a, std::size_t b) {
      const auto& left = *sources[a].source;
      const auto& right = *sources[b].source;
      return std::tie(left.published, left.sha256) < std::tie(right.published, right.sha256);
    });
    std::set<std::string> named;
    for (const auto i : group.members) {
      auto& source = sources[i];
      source.round = round.index;
      round.sources.push_back(source.source->sha256);
      round.whole |= !source.source->excerpt;
      for (const auto* meeting : source.all(FactKind::meeting)) {
        round.dates.push_back({.start = meeting->field("start"),
                               .end = meeting->field("end"),
                               .zone = meeting->field("zone"),
                               .week = meeting->field("imprecise") == "week",
                               .source = source.source->sha256,
                               .quote = dates_quote(source, *meeting)});
        if (round.start.empty() && !meeting->field("start").empty()) {
          round.start = meeting->field("start");
          round.end = meeting->field("end");
        }
        if (round.place.empty()) round.place = meeting->field("place");
        if (round.is_virtual < 0 && !meeting->field("virtual").empty())
          round.is_virtual = meeting->field("virtual") == "true" ? 1 : 0;
      }
      for (const auto& view : heads_of(source)) {
        const bool twin = std::ranges::any_of(round.heads, [&](const HeadView& other) {
          return other.party == view.party && text::fold(other.name) == text::fold(view.name);
        });
        if (!twin) round.heads.push_back(view);
        named.insert(view.party);
      }
    }
    std::ranges::stable_sort(round.heads, {}, [](const HeadView& head) { return std::tie(head.party, head.name); });
    for (const auto& party : parties)
      if (!named.contains(party)) round.parties_without_head.push_back(party);
    rounds.push_back(std::move(round));
  }
  return rounds;
}

std::vector<EventView> events_of(const std::vector<ReadSource>& sources) {
  std::vector<EventView> out;
  for (const auto& source : sources) {
    if (!tells_of_an_event(source)) continue;
    const auto* meeting = source.first(FactKind::meeting);
    out.push_back({.kind = source.source->kind,
                   .start = meeting->field("start"),
                   .end = meeting->field("end"),
                   .source = source.source->sha256,
                   .quote = dates_quote(source, *meeting),
                   .people = heads_of(source)});
  }
  std::ranges::stable_sort(out, {}, &EventView::start);
  return out;
}

std::vector<RoundText> texts_of(const std::vector<ReadSource>& sources) {
  std::vector<RoundText> out;
  for (const auto& source : sources) {
    if (source.round < 0) continue;
    RoundText text;
    text.source = source.source->sha256;
    text.side = source.source->kind == "joint_statement" ? "" : source.source->publisher;
    text.side_unknown = text.side.empty() && source.source->publisher.empty() && !is_joint(*source.source);
    text.language = source.source->language;
    text.round = source.round;
    text.excerpt = source.source->excerpt;
    std::map<FactId, std::size_t> areas;
    for (const auto& fact : source.facts) {
      switch (fact.kind) {
        case FactKind::area: {
          areas[fact.id] = text.mentions.size();
          auto mention = mention_of(source, fact, text.mentions.size());
          mention.area = true;
          mention.heading = fact.field("heading").empty() ? fact.quote.text : fact.field("heading");
          text.mentions.push_back(std::move(mention));
          break;
        }
        case FactKind::item: {
          const auto home = areas.find(fact.field("area"));
          if (home == areas.end()) break;
          auto& mention = text.mentions[home->second];
          if (!mention.text.empty()) mention.text += "\n";
          mention.text += fact.quote.text;
          mention.parts.push_back(fact.id);
          mention.words.push_back(fact.quote);
          add_unique(mention.acts, words_of(fact.field("acts")));
          add_unique(mention.topics, words_of(fact.field("topics")));
          break;
        }
        case FactKind::issue: {
          auto mention = mention_of(source, fact, text.mentions.size());
          mention.text = fact.quote.text;
          mention.words = {fact.quote};
          text.mentions.push_back(std::move(mention));
          break;
        }
        case FactKind::list:
          text.open_list |= fact.field("open") == "true";
          break;
        case FactKind::aim:
        case FactKind::launched:
          text.frame.push_back(fact.quote);
          break;
        default:
          break;
      }
    }
    complete_areas(source, text);
    out.push_back(std::move(text));
  }
  return out;
}

}  // namespace breadcrumb::app
