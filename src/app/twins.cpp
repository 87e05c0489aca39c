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

/// What `read` finds it by again, from any folder.
std::string word_for(const Source& source, const std::vector<DeskView>& views) {
  constexpr std::size_t digits = 8;
  if (read_from(source) != source.file_name) return read_from(source);
  std::ptrdiff_t called_so = 0;
  for (const auto& view : views)
    called_so += std::ranges::count(view.dialogue.sources, source.file_name, &Source::file_name);
  return called_so > 1 ? source.sha256.substr(0, digits) : source.file_name;
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
        for (const auto& source : small.sources) files.push_back(word_for(source, views));
        large.twins.push_back({.name = small.name, .into_other = false, .round = round.index, .files = files});
        small.twins.push_back(
            {.name = large.name, .into_other = true, .round = same->index, .files = std::move(files)});
        break;
      }
    }
  }
}

}  // namespace breadcrumb::app
