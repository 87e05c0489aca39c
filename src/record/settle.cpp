#include "record/settle.h"

#include <algorithm>
#include <map>
#include <set>

namespace breadcrumb::record {

namespace {

constexpr std::string_view link_field = "area";

std::string_view standing_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::confirm:
      return "confirmed";
    case Verdict::correct:
      return "corrected";
    case Verdict::reject:
      return "rejected";
  }
  return "read";
}

/// The places that `quoted` stands at in `text`, at most two of them.
std::vector<std::size_t> places_of(std::string_view text, std::string_view quoted) {
  std::vector<std::size_t> out;
  if (quoted.empty()) return out;
  for (auto at = text.find(quoted); at != std::string_view::npos && out.size() < 2; at = text.find(quoted, at + 1))
    out.push_back(at);
  return out;
}

void decide(FactView& view, const Decision& decision, std::string anchor) {
  view.standing = standing_of(decision.decided.verdict);
  view.anchor = std::move(anchor);
  view.decided_by = decision.author;
  view.decided_at = decision.time;
}

/// A decision whose fact is no longer read: it stands by itself if its words still stand in the text once.
FactView stand_alone(const Decision& decision, std::string_view source, std::string_view text_sha256,
                     std::string anchor, const std::function<std::optional<std::string>()>& text, bool added) {
  const FactRef& ref = decision.decided.ref;
  FactView view;
  view.source = source;
  view.fact.id = ref.fact;
  view.fact.kind = ref.kind;
  view.fact.quote = ref.quote;
  view.fact.fields = decision.decided.fields;
  view.fact.rule = added ? by_hand : "decided";
  if (added && ref.text_sha256 == text_sha256) {
    anchor = "exact";  // its words were looked at when it was added
  } else if (anchor == "lost" && text) {
    if (const auto words = text()) {
      const bool same_place =
          words->compare(std::min(ref.quote.start, words->size()), ref.quote.size(), ref.quote.text) == 0;
      const auto places = places_of(*words, ref.quote.text);
      if (ref.text_sha256 == text_sha256 && same_place) {
        anchor = "exact";
      } else if (places.size() == 1) {
        anchor = places[0] == ref.quote.start ? "exact" : "moved";
        view.fact.quote = {places[0], places[0] + ref.quote.size(), ref.quote.text};
      } else if (places.size() > 1) {
        anchor = "ambiguous";
      }
    }
  }
  decide(view, decision, std::move(anchor));
  return view;
}

/// Of a fact that was added: only the very same words are it, or in another text the words once.
Fit fit_added(const FactRef& ref, std::string_view text_sha256, const std::vector<Fact>& facts) {
  const bool same_text = ref.text_sha256 == text_sha256;
  std::vector<Fact> same;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (facts[i].kind == ref.kind &&
        (same_text ? facts[i].quote == ref.quote : facts[i].quote.text == ref.quote.text)) {
      same.push_back(facts[i]);
      places.push_back(i);
    }
  auto out = fit(ref, text_sha256, same);
  if (out.fact) out.fact = places[*out.fact];
  return out;
}

/// An item whose area has another id in the new reading, or is gone, belongs to the one that it stands under.
void link_anew(FactView& view, const std::vector<FactView>& all) {
  const std::string link = view.fact.field(link_field);
  if (link.empty() || std::ranges::any_of(all, [&](const FactView& one) { return one.fact.id == link; })) return;
  const FactView* over = nullptr;
  for (const auto& one : all)
    if (one.fact.kind == FactKind::area && one.standing != "rejected" && one.fact.quote.start <= view.fact.quote.start)
      over = &one;
  if (over != nullptr) view.fact.set(link_field, over->fact.id);
}

/// At its place in the text, and behind its area.
void put_in(FactView view, std::vector<FactView>& all) {
  link_anew(view, all);
  auto place =
      std::ranges::find_if(all, [&](const FactView& one) { return one.fact.quote.start > view.fact.quote.start; });
  const auto area =
      std::ranges::find(all, view.fact.field(link_field), [](const FactView& one) { return one.fact.id; });
  if (area != all.end() && place <= area) place = area + 1;
  all.insert(place, std::move(view));
}

}  // namespace

Fit fit(const FactRef& ref, std::string_view text_sha256, const std::vector<Fact>& facts) {
  const auto choose = [&](auto matches, std::string_view anchor) -> std::optional<Fit> {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < facts.size(); ++i)
      if (facts[i].kind == ref.kind && matches(facts[i])) found.push_back(i);
    if (found.empty()) return std::nullopt;
    if (found.size() == 1) return Fit{std::string(anchor), found[0]};
    // Several on one span (two heads in one phrase) are told apart by their ids.
    for (const auto i : found)
      if (facts[i].id == ref.fact) return Fit{std::string(anchor), i};
    return Fit{"ambiguous", std::nullopt};
  };
  if (auto exact = choose([&](const Fact& fact) { return fact.quote == ref.quote; }, "exact")) return *exact;
  if (ref.text_sha256 == text_sha256)
    if (auto moved = choose([&](const Fact& fact) { return fact.quote.overlaps(ref.quote); }, "moved")) return *moved;
  if (auto moved = choose([&](const Fact& fact) { return fact.quote.text == ref.quote.text; }, "moved")) return *moved;
  return {"lost", std::nullopt};
}

std::vector<FactView> settle(std::string_view source, std::string_view text_sha256, const std::vector<Fact>& facts,
                             const std::vector<Decision>& decisions,
                             const std::function<std::optional<std::string>()>& text) {
  std::vector<FactView> out;
  for (const auto& fact : facts) out.push_back({fact, std::string(source), "read", "exact", "", ""});
  std::map<FactId, const Decision*> last;
  std::set<FactId> added;
  for (const auto& decision : decisions) {
    last[decision.decided.ref.fact] = &decision;
    if (decision.adds) added.insert(decision.decided.ref.fact);
  }
  std::vector<FactView> beside;
  // In order of decision: where two land on one fact, the later one holds.
  for (const auto& decision : decisions) {
    const FactDecided& decided = decision.decided;
    if (last[decided.ref.fact] != &decision) continue;
    const bool is_added = added.contains(decided.ref.fact);
    const Fit place = is_added ? fit_added(decided.ref, text_sha256, facts) : fit(decided.ref, text_sha256, facts);
    if (!place.fact) {
      auto view = stand_alone(decision, source, text_sha256, place.anchor, text, is_added);
      const bool stands = view.anchor == "exact" || view.anchor == "moved";
      (is_added && stands ? beside : out).push_back(std::move(view));
      continue;
    }
    FactView& view = out[*place.fact];
    const Fact& read = facts[*place.fact];
    decide(view, decision, place.anchor);
    if (decided.verdict == Verdict::reject) continue;
    view.fact.fields = decided.fields;
    // A link names another fact by id; ids change with the reading, so a dead link gives way to the read one.
    const std::string link = view.fact.field(link_field);
    const bool dead = !link.empty() && std::ranges::none_of(facts, [&](const Fact& fact) { return fact.id == link; });
    if (dead && read.fields.contains(link_field)) view.fact.set(link_field, read.field(link_field));
  }
  // A fact of the new reading may have the id that an unfitting decision speaks of (same bytes range, other words).
  for (auto i = facts.size(); i < out.size(); ++i) {
    const bool taken = std::ranges::any_of(facts, [&](const Fact& fact) { return fact.id == out[i].fact.id; });
    if (!taken) continue;
    out[i].fact.id = last[out[i].fact.id]->event;
  }
  for (auto& view : beside) put_in(std::move(view), out);
  return out;
}

}  // namespace breadcrumb::record
