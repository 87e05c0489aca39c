// How sensitive a thing is and for whom, as two places in the desk's ordered lists.
//
//   const Level paper = highest(own, highest(source, issue));
//   if (!within(paper, profile)) refuse(paper);
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace breadcrumb {

struct Level {
  int mark = 0;      ///< place in the list of marks, 0 the least sensitive
  int audience = 0;  ///< place in the list of audiences, 0 the widest
  bool operator==(const Level&) const = default;
};

/// What a desk calls its marks and audiences, from the least to the most, and what papers in other languages call them.
struct MarkNames {
  std::vector<std::string> marks, audiences;
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> words;  ///< by language, by name

  /// The name in that language; as it stands where nobody gave it.
  [[nodiscard]] const std::string& in(std::string_view language, const std::string& name) const {
    const auto named = words.find(language);
    if (named == words.end()) return name;
    const auto found = named->second.find(name);
    return found == named->second.end() ? name : found->second;
  }
  bool operator==(const MarkNames&) const = default;
};

/// What is derived from both.
inline Level highest(Level a, Level b) {
  return {std::max(a.mark, b.mark), std::max(a.audience, b.audience)};
}

/// May a thing of this level stand where at most `most` may?
inline bool within(Level level, Level most) {
  return level.mark <= most.mark && level.audience <= most.audience;
}

}  // namespace breadcrumb
