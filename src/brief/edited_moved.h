// What of the desk's stands once more, or alone, where the desk has not put it: claims and quotations among the words
// that were added to an edited file, and rows among those of the desk's own tables. Internal to brief/.
//
//   for (const Moved& found : moved(ours, theirs, fates, added)) ...
//
// A row is known by its name, the cell by which its table tells its rows apart: "not mentioned" made "continued" in a
// row that was also moved has no word in common with the row but that.
#pragma once

#include <utility>
#include <vector>

#include "brief/edited_fates.h"

namespace breadcrumb::brief {

struct Moved {
  std::size_t sentence = 0;
  std::size_t first = 0, last = 0;  ///< words of the file
  const char* code = "";            ///< of the failure
  const char* what = "";            ///< behind "a computed sentence"
};

/// `added` are stretches of the file's words that are none of the briefing's; each is told once.
std::vector<Moved> moved(const OurSide& ours, const TheirSide& theirs, const Fates& fates,
                         const std::vector<std::pair<std::size_t, std::size_t>>& added);

}  // namespace breadcrumb::brief
