#include "thread/decide.h"

#include <algorithm>

namespace breadcrumb::thread {
namespace {

// The strand that holds a mention, or -1.
int strand_with(const std::vector<Strand>& strands, const FactId& fact) {
  for (std::size_t s = 0; s < strands.size(); ++s)
    for (const Sighting& sighting : strands[s].sightings)
      for (const Place& place : sighting.places)
        if (strands[s].alive && place.mention->fact == fact) return static_cast<int>(s);
  return -1;
}

void unite(std::vector<Strand>& strands, std::size_t into, std::size_t from) {
  Strand& target = strands[into];
  Strand& source = strands[from];
  for (Sighting& sighting : source.sightings) {
    const auto same = std::find_if(target.sightings.begin(), target.sightings.end(),
                                   [&](const Sighting& s) { return s.round == sighting.round; });
    sighting.margin = 100;
    sighting.because = "A person took the two for one issue.";
    if (same == target.sightings.end()) {
      target.sightings.push_back(std::move(sighting));
    } else {
      same->places.insert(same->places.end(), sighting.places.begin(), sighting.places.end());
      same->merged.insert(same->merged.end(), sighting.merged.begin(), sighting.merged.end());
    }
  }
  std::stable_sort(target.sightings.begin(), target.sightings.end(),
                   [](const Sighting& a, const Sighting& b) { return a.round < b.round; });
  target.absences.clear();
  if (target.absorbed_by == static_cast<int>(from) || target.sightings.back().round >= target.absorbed_round)
    target.absorbed_by = target.absorbed_round = -1;
  if (target.parent == static_cast<int>(from))
    target.parent = source.parent == static_cast<int>(into) ? -1 : source.parent;
  source.alive = false;
  source.sightings.clear();
  for (Strand& strand : strands) {
    if (strand.parent == static_cast<int>(from)) strand.parent = static_cast<int>(into);
    if (strand.absorbed_by == static_cast<int>(from)) strand.absorbed_by = static_cast<int>(into);
    for (auto& absence : strand.absences)
      if (absence.strand == static_cast<int>(from)) absence.strand = static_cast<int>(into);
    for (Sighting& sighting : strand.sightings) {
      if (sighting.runner_up == static_cast<int>(from)) sighting.runner_up = static_cast<int>(into);
      for (std::size_t& s : sighting.merged)
        if (s == from) s = into;
    }
  }
  for (Sighting& sighting : target.sightings) std::erase(sighting.merged, into);
}

void leave(std::vector<Strand>& strands, const ThreadDecision& decision, std::size_t from) {
  Strand fresh;
  fresh.parent = static_cast<int>(from);
  fresh.given_name = decision.name;
  const auto leaves = [&](const Place& place) {
    return std::find(decision.mentions.begin(), decision.mentions.end(), place.mention->fact) !=
           decision.mentions.end();
  };
  std::size_t stay = 0;
  for (const Sighting& sighting : strands[from].sightings)
    for (const Place& place : sighting.places) stay += leaves(place) ? 0 : 1;
  if (stay == 0) {  // all of it leaves: only the name is new
    if (!decision.name.empty()) strands[from].given_name = decision.name;
    return;
  }
  for (Sighting& sighting : strands[from].sightings) {
    Sighting out{sighting.round, {}, {}, 100, -1, "A person set it apart."};
    for (const Place& place : sighting.places)
      if (leaves(place)) out.places.push_back(place);
    std::erase_if(sighting.places, leaves);
    if (!out.places.empty()) fresh.sightings.push_back(std::move(out));
  }
  std::erase_if(strands[from].sightings, [](const Sighting& sighting) { return sighting.places.empty(); });
  // What was first said by the part that left makes the rest the younger of the two.
  if (fresh.sightings.front().round < strands[from].sightings.front().round) fresh.parent = -1;
  strands.push_back(std::move(fresh));
}

}  // namespace

void decide(std::vector<Strand>& strands, const ThreadDecision& decision) {
  std::vector<std::size_t> found;
  for (const FactId& fact : decision.mentions)
    if (const int strand = strand_with(strands, fact); strand >= 0) found.push_back(static_cast<std::size_t>(strand));
  if (found.empty()) return;
  switch (decision.kind) {
    case ThreadDecision::Kind::rename:
      strands[found[0]].given_name = decision.name;
      break;
    case ThreadDecision::Kind::merge: {
      std::size_t into = found[0];
      for (const std::size_t strand : found)
        if (strands[strand].sightings[0].round < strands[into].sightings[0].round) into = strand;
      for (const std::size_t strand : found)
        if (strand != into && strands[strand].alive) {
          unite(strands, into, strand);
          strands[into].joined = true;
        }
      if (!decision.name.empty()) strands[into].given_name = decision.name;
      break;
    }
    case ThreadDecision::Kind::split:
      leave(strands, decision, found[0]);
      break;
  }
}

}  // namespace breadcrumb::thread
