#include <fmt/format.h>

#include <map>

#include "text/utf8.h"
#include "thread/linker.h"

namespace breadcrumb::thread {
namespace {

constexpr std::size_t longest_name = 90;  // bytes

std::string shortened(std::string_view words) {
  std::string name = text::squeeze(words);
  if (name.size() <= longest_name) return name;
  std::size_t end = longest_name;
  while (end > 0 && !text::is_boundary(name, end)) --end;
  if (const std::size_t blank = name.rfind(' ', end); blank != std::string::npos && blank > longest_name / 2)
    end = blank;
  return name.substr(0, end) + "\xE2\x80\xA6";
}

}  // namespace

std::string name_of(const Strand& strand, const ThreadRules& rules) {
  if (!strand.given_name.empty()) return strand.given_name;
  const Mention* heading = nullptr;
  const Mention* phrase = nullptr;
  bool heading_fits = false, phrase_fits = false;
  const auto offer = [](const Mention*& best, bool& best_fits, const Mention& mention, bool fits) {
    if (best != nullptr && (best_fits || !fits)) return;
    best = &mention;
    best_fits = fits;
  };
  for (const Sighting& sighting : strand.sightings)
    for (const Place& place : sighting.places) {
      const bool fits = rules.name_language().empty() || place.text->language == rules.name_language();
      if (!place.mention->heading.empty())
        offer(heading, heading_fits, *place.mention, fits);
      else
        offer(phrase, phrase_fits, *place.mention, fits);
    }
  if (heading != nullptr && (heading_fits || !phrase_fits)) return shortened(heading->heading);
  return phrase != nullptr ? shortened(phrase->text) : "";
}

std::vector<std::string> names_of(const std::vector<Strand>& strands, const ThreadRules& rules) {
  std::vector<std::string> names(strands.size());
  std::map<std::string, std::size_t> first;
  for (std::size_t s = 0; s < strands.size(); ++s) {
    if (!strands[s].alive || strands[s].sightings.empty()) continue;
    std::string name = name_of(strands[s], rules);
    if (const auto taken = first.find(name); taken != first.end()) {
      const auto now = [&](std::size_t which) {
        const Mention& mention = *strands[which].sightings.back().places.front().mention;
        return shortened(mention.heading.empty() ? mention.text : mention.heading);
      };
      const std::size_t older = taken->second;
      if (const std::string other = now(s); !first.contains(other)) {
        name = other;
      } else if (const std::string earlier = now(older);
                 strands[older].given_name.empty() && !first.contains(earlier)) {
        names[older] = earlier;
        first[earlier] = older;
      } else {
        int number = 2;
        while (first.contains(fmt::format("{} ({})", name, number))) ++number;
        name = fmt::format("{} ({})", name, number);
      }
    }
    first[name] = s;
    names[s] = std::move(name);
  }
  return names;
}

}  // namespace breadcrumb::thread
