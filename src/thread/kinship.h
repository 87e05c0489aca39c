// How mentions of one round are akin to what was said before: as a whole, as a part, by name.
//
//   Kinship kin(texts, rules);
//   if (kin.likeness(group, strand, round) >= rules.figures().accept) ...
//
// All measures are 0-100. Features of a mention are made once and kept while the texts live.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "thread/features.h"
#include "thread/linker.h"

namespace breadcrumb::thread {

/// Mentions of one subject at one round: one of each text, or an abstract and the list it repeats.
using Group = std::vector<Place>;

class Kinship {
 public:
  Kinship(const std::vector<const RoundText*>& texts, const ThreadRules& rules)
      : rules_(rules), vocabulary_(texts, rules) {}

  Vocabulary& vocabulary() { return vocabulary_; }
  const Features& features(const Place& place);
  /// With the strand's last wordings, older ones less.
  int likeness(const Group& group, const Strand& strand, int round);
  int part_of(const Group& part, const Group& whole, const Group* successor);
  bool gave_up_words(const Group& part, const Group& whole, const Group& successor);
  Features lasting_words(const Strand& strand);
  int holds(const Group& group, const Features& lasting, const Group& other);
  bool bears_the_heading(const Group& group, const Group& old);
  /// One sentence for people on why a group continues the older one.
  std::string why(const Group& group, const Group& old);

 private:
  const ThreadRules& rules_;
  Vocabulary vocabulary_;
  std::map<const Mention*, Features> features_;  // looked up only, never walked: the order of pointers does not matter
};

}  // namespace breadcrumb::thread
