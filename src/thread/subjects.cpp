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

// What a mention is called: by its heading, else by its phrase.
std::string label(const Mention& mention) {
  std::string out = text::squeeze(text::fold(mention.heading.empty() ? mention.text : mention.heading));
  return out.starts_with("the ") ? out.substr(4) : out;
}

// One text's subjects. Where its opening list names them and a paragraph or heading follows for each, "steel
// overcapacity" in the list and "On steel, ..." below are one, as long as no other pair fits.
class Own {
 public:
  Own(const RoundText& text, Vocabulary& vocabulary, const ThreadRules& rules) : vocabulary_(vocabulary) {
    std::map<std::string, std::size_t> seen;
    for (const Mention& mention : text.mentions) {
      if (set_aside(text, mention, rules)) continue;
      const auto [found, fresh] = seen.try_emplace(label(mention), groups.size());
      if (!fresh) {
        auto& group = groups[found->second];
        listed_ = listed_ || group.front().mention->area != mention.area;
        group.push_back({&text, &mention});
        // What stands under a heading says more of it than its name in a list.
        auto& known = features[found->second];
        auto more = vocabulary.features(mention, text.language, text.mentions.size());
        if (more.all.size() > known.all.size()) known = std::move(more);
        continue;
      }
      groups.push_back({{&text, &mention}});
      features.push_back(vocabulary.features(mention, text.language, text.mentions.size()));
    }
    if (listed_) join_listed();
  }

  std::vector<std::vector<Place>> groups;
  std::vector<Features> features;

 private:
  [[nodiscard]] bool announces(std::size_t i, std::size_t k) const {
    const Mention &topic = *groups[i].front().mention, &area = *groups[k].front().mention;
    if (groups[i].size() > 1 || groups[k].size() > 1 || topic.area || !area.area || topic.order > area.order)
      return false;
    const WordSet &a = features[i].heading, &b = features[k].heading;
    const bool inside = std::ranges::includes(a, b) || std::ranges::includes(b, a);
    return inside && !vocabulary_.core(features[i], features[k]).heading.empty();
  }

  void join_listed() {
    const std::size_t n = groups.size();
    std::vector<std::size_t> partner(n, n), fits(n, 0);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t k = 0; k < n; ++k)
        if (i != k && announces(i, k)) partner[i] = k, ++fits[i], ++fits[k];
    for (std::size_t i = n; i-- > 0;) {
      const std::size_t k = partner[i];
      if (k == n || fits[i] != 1 || fits[k] != 1) continue;
      groups[k].insert(groups[k].begin(), groups[i].begin(), groups[i].end());
      groups[i].clear();
    }
    for (std::size_t i = n; i-- > 0;)
      if (groups[i].empty()) {
        groups.erase(groups.begin() + static_cast<long>(i));
        features.erase(features.begin() + static_cast<long>(i));
      }
  }

  Vocabulary& vocabulary_;
  bool listed_ = false;  // a topic of prose and an area of the text have one name
};

}  // namespace

std::vector<std::vector<Place>> subjects(const std::vector<const RoundText*>& texts, Vocabulary& vocabulary,
                                         const ThreadRules& rules) {
  std::vector<std::vector<Place>> groups;
  std::vector<std::vector<Features>> known;
  for (const RoundText* text : texts) {
    // One text may print a subject twice (an abstract, two lists, a list and what follows it).
    Own listed(*text, vocabulary, rules);
    auto& own = listed.groups;
    auto& own_features = listed.features;
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
