// Which sentences of a briefing stand in an edited file, which are other ones now, and which are gone. Internal to
// brief/.
//
//   const Fates found = fates_of(ours, theirs);
//   if (found.of[3] == Fate::changed) ...
//
// Only whether a sentence's own words are all there: that nothing stands between or beside them, and how they are
// shown, is for the judge to see.
#pragma once

#include <utility>
#include <vector>

#include "brief/edited_align.h"
#include "brief/edited_sides.h"

namespace breadcrumb::brief {

enum class Fate { holds, changed, left_out };

struct Fates {
  std::vector<std::size_t> match{};                             ///< of our words: theirs, or Alignment::nowhere
  std::vector<Fate> of{};                                       ///< by sentence
  std::vector<std::pair<std::size_t, std::size_t>> too_long{};  ///< as in Alignment
};

Fates fates_of(const OurSide& ours, const TheirSide& theirs);

}  // namespace breadcrumb::brief
