#include <map>

#include "text/utf8.h"
#include "text/words.h"
#include "thread/assign.h"
#include "thread/linker.h"

namespace breadcrumb::thread {
namespace {

constexpr std::size_t lead_in_words = 6;

// "On areas of common interest, the two delegations discussed concrete efforts, including:" heads a list and is no
// subject; with more under it than a lead-in the heading stays, since nothing else would hold what it says.
bool is_lead_in(const Mention& mention, const ThreadRules& rules) {
  std::string_view label = text::trim(mention.heading.empty() ? mention.text : mention.heading);
  if (label.starts_with("the ")) label.remove_prefix(4);
  if (!rules.is_frame_heading(text::fold(label))) return false;
  const auto words = text::trim(mention.text);
  return mention.heading.empty() || words.ends_with(':') || words.ends_with("\xEF\xBC\x9A") ||
         text::words(words).size() <= lead_in_words;
}

bool set_aside(const RoundText& text, const Mention& mention, const ThreadRules& rules) {
  for (const Span& frame : text.frame)
    if (frame.overlaps(mention.quote)) return true;
  if (is_lead_in(mention, rules)) return true;
  return !mention.area && mention.heading.empty() && is_frame(mention.text, rules);
}

}  // namespace

std::vector<std::vector<Place>> subjects(const std::vector<const RoundText*>& texts, Vocabulary& vocabulary,
                                         const ThreadRules& rules) {
  std::vector<std::vector<Place>> groups;
  std::vector<std::vector<Features>> known;
  for (const RoundText* text : texts) {
    // One text may print a subject twice (an abstract, two lists): the same heading or the same words are one subject.
    std::vector<std::vector<Place>> own;
    std::vector<Features> own_features;
    std::map<std::string, std::size_t> seen;
    for (const Mention& mention : text->mentions) {
      if (set_aside(*text, mention, rules)) continue;
      const std::string key =
          mention.heading.empty() ? "t" + text::fold(mention.text) : "h" + text::fold(mention.heading);
      const auto [found, fresh] = seen.try_emplace(key, own.size());
      if (!fresh) {
        own[found->second].push_back({text, &mention});
        continue;
      }
      own.push_back({{text, &mention}});
      own_features.push_back(vocabulary.features(mention, text->language, text->mentions.size()));
    }
    const std::size_t before = groups.size();
    std::vector<std::vector<int>> score(own.size(), std::vector<int>(before, 0));
    for (std::size_t i = 0; i < own.size(); ++i)
      for (std::size_t g = 0; g < before; ++g)
        for (const Features& other : known[g]) {
          const int like = vocabulary.similarity(own_features[i], other);
          if (like >= rules.figures().accept_sides) score[i][g] = std::max(score[i][g], like);
        }
    const std::vector<int> chosen = assign(score);
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (chosen[i] < 0) {
        groups.push_back(std::move(own[i]));
        known.push_back({std::move(own_features[i])});
      } else {
        auto& group = groups[static_cast<std::size_t>(chosen[i])];
        group.insert(group.end(), own[i].begin(), own[i].end());
        known[static_cast<std::size_t>(chosen[i])].push_back(std::move(own_features[i]));
      }
    }
  }
  return groups;
}

}  // namespace breadcrumb::thread
