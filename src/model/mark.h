// How sensitive a thing is and for whom, as two places in the desk's ordered lists.
//
//   const Level paper = highest(own, highest(source, issue));
//   if (!within(paper, profile)) refuse(paper);
#pragma once

#include <algorithm>

namespace breadcrumb {

struct Level {
  int mark = 0;      ///< place in the list of marks, 0 the least sensitive
  int audience = 0;  ///< place in the list of audiences, 0 the widest
  bool operator==(const Level&) const = default;
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
