#include "app/twins.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "app/rounds_of.h"

namespace breadcrumb::app {

namespace {

// A day's difference is the date line's.
constexpr long same_days = 1;

std::set<std::string> languages_of(const DialogueView& d) {
  std::set<std::string> out;
  for (const auto& source : d.sources) out.insert(source.language);
  return out;
}

bool one_meeting(const RoundView& a, const RoundView& b) {
  if (a.ordinal > 0 && b.ordinal > 0 && a.ordinal != b.ordinal) return false;
  const auto first = day_number(a.start), second = day_number(b.start);
  if (first && second) return std::abs(*first - *second) <= same_days;
  return a.ordinal > 0 && a.ordinal == b.ordinal;
}

}  // namespace

void find_twins(std::vector<DeskView>& views, const std::vector<bool>& said) {
  for (std::size_t i = 0; i < views.size(); ++i) {
    for (std::size_t k = i + 1; k < views.size(); ++k) {  // the larger one stands first
      auto& large = views[i].dialogue;
      auto& small = views[k].dialogue;
      if (said[k] || large.parties.size() < 2 || large.parties != small.parties) continue;
      const auto spoken = languages_of(large), others = languages_of(small);
      if (std::ranges::any_of(others, [&](const auto& language) { return spoken.contains(language); })) continue;
      for (const auto& round : large.rounds) {
        const auto same =
            std::ranges::find_if(small.rounds, [&](const RoundView& other) { return one_meeting(round, other); });
        if (same == small.rounds.end()) continue;
        std::vector<std::string> files;
        for (const auto& source : small.sources) files.push_back(read_from(source));
        large.twins.push_back({.name = small.name, .into_other = false, .round = round.index, .files = files});
        small.twins.push_back(
            {.name = large.name, .into_other = true, .round = same->index, .files = std::move(files)});
        break;
      }
    }
  }
}

}  // namespace breadcrumb::app
