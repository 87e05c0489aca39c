// How the words of a page are painted, as far as its own declarations tell: ink, ground, size, and what takes them off
// the page. What cannot be told (pictures, variables, style sheets of other files) is taken as seen.
//
//   Paint paint = painted("color:white", around);
//   if (paint.is_faint()) return;
//   if (is_off_page("position:absolute;left:-9999px")) return;
//
// Declarations are in small letters and without blanks. Internal to the files of HTML.
#pragma once

#include <string_view>

namespace breadcrumb::source {

struct Paint {
  long ink = 0, ground = 0xFFFFFF;  ///< 0xRRGGBB; -1 cannot be told
  int size = 160;                   ///< tenths of a pixel
  bool clear = false;               ///< the ink is transparent
  /// Nobody reads these words: the ink is the ground's or none, or they have no size.
  [[nodiscard]] bool is_faint() const;
};

/// What an element with these declarations is painted like, within `around`. `sure`: no style sheet may set another
/// ink where only the ground is declared.
Paint painted(std::string_view declarations, Paint around, bool sure);
/// Takes the element and all in it off the page: no opacity, off the edge, clipped to nothing. Not where it may move.
bool is_off_page(std::string_view declarations);

}  // namespace breadcrumb::source
