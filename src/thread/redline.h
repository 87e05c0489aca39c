// The difference between two wordings, in whole words, readable, and exact to the byte.
//
//   const Redline difference = thread::redline("third-country rules", "third-party rules", "en");
//   thread::apply(difference);         // "third-party rules"
//   thread::unapply(difference);       // "third-country rules"
//   thread::render_text(difference);   // "[-third-country-]{+third-party+} rules"
//
// Sentences are aligned first (one may become two), then words inside them (Myers, "An O(ND) Difference Algorithm",
// 1986), so that a sentence that was replaced is shown whole. Runs of four words or more that stand elsewhere are
// moves. Line wraps, blanks, forms of quotes and dashes, widths of characters and list numbers are typography: such
// words are kept, with the older form beside them. Upper and lower case are content. Pure; bounded work for any input.
#pragma once

#include <string>
#include <string_view>

#include "model/redline.h"

namespace breadcrumb::thread {

/// What turns `before` into `after`. Bytes that are not UTF-8 are compared as they stand. Texts that differ in more
/// than a few thousand words come out as one erasure and one insertion per region.
Redline redline(std::string_view before, std::string_view after, std::string_view language = "");

/// The newer text, byte for byte.
std::string apply(const Redline& redline);
/// The older text, byte for byte.
std::string unapply(const Redline& redline);

/// For the command line: `[-old-]{+new+}`; a move is `[~1 words~]` where it left and `{~1 words~}` where it went.
/// Blanks at the end of a run stand outside the marks.
std::string render_text(const Redline& redline);

}  // namespace breadcrumb::thread
