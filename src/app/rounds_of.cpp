#include "app/rounds_of.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <tuple>

#include "app/wording.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

// An ordinal is used again when a series starts anew; far apart in time it is another meeting.
constexpr long same_ordinal_days = 120;

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

// The meeting's words with what stands in brackets behind them: the same days by another clock.
SourceQuote dates_quote(const ReadSource& source, const Fact& meeting) {
  if (meeting.field("zone").empty() || !source.holds(meeting.quote)) return source.quote_of(meeting);
  return {source.source->sha256, with_bracket(source.text, meeting.quote)};
}

using Days = std::vector<std::pair<std::string, std::string>>;  // first and last

// The sessions of a meeting, where it had several with days between them.
Days sessions_of(const ReadSource& source) {
  Days out;
  bool apart = false;
  for (const auto* session : source.all(FactKind::session)) {
    std::pair days{session->field("start"), session->field("end")};
    if (days.first.empty() || std::ranges::find(out, days) != out.end()) continue;
    out.push_back(std::move(days));
  }
  std::ranges::sort(out);
  for (std::size_t i = 1; i < out.size(); ++i) {
    const auto before = day_number(out[i - 1].second.empty() ? out[i - 1].first : out[i - 1].second);
    const auto after = day_number(out[i].first);
    apart = apart || (before && after && *after - *before > 1);
  }
  return apart ? out : Days();
}

std::vector<HeadView> heads_of(const ReadSource& source) {
  std::vector<HeadView> out;
  for (const auto* head : source.all(FactKind::head))
    out.push_back({head->field("party"), head->field("name"), head->field("title"), head->id, source.quote_of(*head)});
  return out;
}

// One side's head in two scripts is one person where each language has just one and the ranks agree. The one of the
// first language stays.
void join_scripts(std::vector<std::pair<HeadView, int>>& heads, const Labels& labels) {
  if (labels.across == nullptr) return;
  std::map<std::string, std::vector<std::size_t>> sides;
  for (std::size_t i = 0; i < heads.size(); ++i) sides[heads[i].first.party].push_back(i);
  std::vector<bool> gone(heads.size(), false);
  for (const auto& [party, places] : sides) {
    std::set<int> languages, ranks;
    for (const auto i : places) {
      languages.insert(heads[i].second);
      ranks.insert(labels.across->rank_of(heads[i].first.title));
    }
    if (party.empty() || places.size() < 2 || languages.size() != places.size() || ranks.size() != 1 ||
        *ranks.begin() < 0)
      continue;
    for (const auto i : places) gone[i] = heads[i].second != *languages.begin();
  }
  for (std::size_t i = heads.size(); i-- > 0;)
    if (gone[i]) heads.erase(heads.begin() + static_cast<long>(i));
}

}  // namespace

int Labels::place_of(std::string_view language) const {
  return static_cast<int>(std::ranges::find(languages, language) - languages.begin());
}

bool ReadSource::holds(const Span& span) const {
  return span.end <= text.size() && text.substr(span.start, span.size()) == span.text;
}

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

std::vector<RoundView> rounds_of(std::vector<ReadSource>& sources, const std::vector<std::string>& parties,
                                 const Labels& labels) {
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
    std::vector<std::pair<HeadView, int>> heads;  // with the place of their language
    int place_language = 0;
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
                               .quote = dates_quote(source, *meeting),
                               .sessions = meeting == source.first(FactKind::meeting) ? sessions_of(source) : Days{}});
        if (round.start.empty() && !meeting->field("start").empty()) {
          round.start = meeting->field("start");
          round.end = meeting->field("end");
        }
        if (const int place = labels.place_of(source.source->language);
            !meeting->field("place").empty() && (round.place.empty() || place < place_language)) {
          round.place = meeting->field("place");
          place_language = place;
        }
        if (round.is_virtual < 0 && !meeting->field("virtual").empty())
          round.is_virtual = meeting->field("virtual") == "true" ? 1 : 0;
      }
      for (const auto& view : heads_of(source)) {
        const bool twin = std::ranges::any_of(heads, [&](const auto& other) {
          return other.first.party == view.party && text::fold(other.first.name) == text::fold(view.name);
        });
        if (!twin) heads.emplace_back(view, labels.place_of(source.source->language));
        named.insert(view.party);
      }
    }
    join_scripts(heads, labels);
    for (auto& [head, language] : heads) round.heads.push_back(std::move(head));
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

}  // namespace breadcrumb::app
