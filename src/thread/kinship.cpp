#include "thread/kinship.h"

#include <fmt/format.h>

#include <algorithm>

namespace breadcrumb::thread {
namespace {

constexpr std::size_t wordings_looked_at = 3;  // of a strand's past, newest first
constexpr int most_age = 16;
constexpr int absorbed_cost = 8;  // to continue a strand that had gone into another
constexpr int enough_lost = 40;   // share of the part's words that the other successor must lack
constexpr int enough_given = 20;  // the same, where the mention is like the strand as a whole

}  // namespace

const Features& Kinship::features(const Place& place) {
  const auto found = features_.find(place.mention);
  if (found != features_.end()) return found->second;
  return features_
      .emplace(place.mention, vocabulary_.features(*place.mention, place.text->language, place.text->mentions.size()))
      .first->second;
}

int Kinship::likeness(const Group& group, const Strand& strand, int round) {
  int best = 0;
  std::size_t looked_at = 0;
  for (auto it = strand.sightings.rbegin(); it != strand.sightings.rend() && looked_at < wordings_looked_at;
       ++it, ++looked_at) {
    const int age = std::min(most_age, rules_.figures().age * std::max(0, round - it->round - 1));
    for (const Place& old : it->places)
      for (const Place& place : group)
        best = std::max(best, vocabulary_.similarity(features(place), features(old)) - age);
  }
  return strand.absorbed_by >= 0 ? std::max(0, best - absorbed_cost) : best;
}

// How clearly one list of places holds the other as a part, provided that the third lacks enough of that part.
int Kinship::part_of(const Group& part, const Group& whole, const Group* successor) {
  int best = 0;
  for (const Place& p : part) {
    for (const Place& w : whole) {
      if (p.text->language != w.text->language) continue;
      const int clear = vocabulary_.contained(features(p), features(w));
      if (clear <= best) continue;
      int lost = 100;
      if (successor != nullptr)
        for (const Place& s : *successor)
          if (s.text->language == p.text->language)
            lost = std::min(lost, vocabulary_.lacking(features(p), features(w), features(s)));
      if (lost >= enough_lost) best = clear;
    }
  }
  return best;
}

// A strand gave something away only where the words that the new group shares with it are not all still its own, or
// where both bear its old name with something added: a subject beside it that is like it ("third-country issues"
// beside "third-country regulations") is no part of it.
bool Kinship::gave_up_words(const Group& part, const Group& whole, const Group& successor) {
  for (const Place& p : part)
    for (const Place& w : whole)
      for (const Place& s : successor)
        if (p.text->language == w.text->language && p.text->language == s.text->language) {
          const WordSet &old = features(w).heading, &left = features(p).heading, &kept = features(s).heading;
          const bool both_named =
              !old.empty() && kept != old && std::ranges::includes(left, old) && std::ranges::includes(kept, old);
          if (both_named || vocabulary_.lacking(features(p), features(w), features(s)) >= enough_given) return true;
        }
  return false;
}

// The words that a strand's last two wordings share.
Features Kinship::lasting_words(const Strand& strand) {
  const auto& sightings = strand.sightings;
  if (sightings.size() < 2) return {};
  return vocabulary_.core(features(sightings.back().places.front()),
                          features(sightings[sightings.size() - 2].places.front()));
}

// How clearly a group holds a strand's lasting words, which the other strand that goes on in it did not have.
int Kinship::holds(const Group& group, const Features& lasting, const Group& other) {
  if (lasting.heading.empty()) return 0;
  int best = 0;
  for (const Place& place : group) {
    if (place.text->language != lasting.language) continue;
    int lost = 100;
    for (const Place& old : other) lost = std::min(lost, vocabulary_.lacking(lasting, features(place), features(old)));
    if (lost >= enough_lost) best = std::max(best, vocabulary_.contained(lasting, features(place)));
  }
  return best;
}

bool Kinship::bears_the_heading(const Group& group, const Group& old) {
  for (const Place& p : group)
    for (const Place& o : old)
      if (!p.mention->heading.empty() && features(p).folded_heading == features(o).folded_heading) return true;
  return false;
}

std::string Kinship::why(const Group& group, const Group& old) {
  if (bears_the_heading(group, old)) return "Both stand under the same heading.";
  std::string words;
  int best = -1;
  for (const Place& p : group)
    for (const Place& o : old) {
      const int score = vocabulary_.similarity(features(p), features(o));
      if (score > best) {
        best = score;
        words = vocabulary_.shared_words(features(p), features(o));
      }
    }
  return words.empty() ? "The topics and the place in the text are alike." : fmt::format("Both speak of {}.", words);
}

}  // namespace breadcrumb::thread
