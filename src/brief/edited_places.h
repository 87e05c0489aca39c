// Whether the bookmarks of an edited file stand where the desk put them, so that a breadcrumb leads where it did.
// Internal to brief/.
//
//   const Places places(ours, theirs, match);
//   if (places.is_elsewhere("#b_note_1")) ...     // leads to the words of another note
//
// A bookmark's words are those of the paragraph that it stands in. One that is gone leads nowhere, and is told.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "brief/edited_sides.h"
#include "brief/verify.h"

namespace breadcrumb::brief {

class Places {
 public:
  Places(const OurSide& ours, const TheirSide& theirs, const std::vector<std::size_t>& match);

  /// Does a link inside the file, `#b_note_1`, lead to other words than the desk's?
  [[nodiscard]] bool is_elsewhere(const std::string& link) const;
  /// Tells of links of the desk's whose bookmarks are gone.
  void tell_gone(Edited& edited) const;

 private:
  const OurSide& ours_;
  const TheirSide& theirs_;
  /// By bookmark: the file's paragraphs that the words behind it stand in now.
  std::map<std::string, std::set<std::size_t>, std::less<>> paragraphs_;
};

}  // namespace breadcrumb::brief
