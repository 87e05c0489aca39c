// The words of an issue in one text, as redlines and comparisons take them.
//
//   const auto now = said(sighting, text, rules), before = said(older, text, rules);
//   if (now && before && now->bare == before->bare && !same_words(before->content, now->content)) ...
//
// A text may only name an issue (a heading without words, one topic of a list): from a name beside words nothing
// follows on the wording.
#pragma once

#include <optional>
#include <string>

#include "thread/linker.h"

namespace breadcrumb::thread {

/// What one text says of an issue at one round.
struct Wording {
  std::string words;
  std::string content;  ///< the words without standing sentences
  std::string heading;  ///< "" none
  int round = -1;
  bool bare = true;  ///< only its name
};

/// Of the side's own text, else of one that may speak for it (a joint one), in its language; where that names the
/// subject and speaks of it further down, its words alone.
std::optional<Wording> said(const Sighting& sighting, const RoundText& side, const ThreadRules& rules);

/// One language, and one side or a text of both.
bool same_side(const RoundText& a, const RoundText& b);

/// Layout and upper case make no other words.
bool same_words(const std::string& a, const std::string& b);

/// The sentences of an older text that a part which left it is made from: those that share its words; else all.
std::string nearest_part(const std::string& old, const std::string& now);

}  // namespace breadcrumb::thread
