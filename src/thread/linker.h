// Links mentions into strands: which mention continues which, which grew out of which, which went into which.
//
//   const std::vector<Strand> strands = link(texts, decisions, rules);
//
// Round by round: mentions of several texts of one round are grouped into subjects, subjects are assigned to the
// strands seen before as a whole (thread/assign), what is left over is tried as a part of an older mention (split), and
// strands left over as a part of a newer one (merge). What became of a strand at each round is thread.cpp's business.
#pragma once

#include <string>
#include <vector>

#include "model/thread.h"
#include "thread/features.h"
#include "thread/rules.h"

namespace breadcrumb::thread {

/// A mention with the text that it stands in.
struct Place {
  const RoundText* text = nullptr;
  const Mention* mention = nullptr;
};

struct Sighting {
  int round = 0;
  std::vector<Place> places;        ///< by side and source
  std::vector<std::size_t> merged;  ///< strands that went into this one here
  int margin = 100;
  int runner_up = -1;  ///< a strand
  std::string because;
};

struct Strand {
  std::vector<Sighting> sightings;  ///< by round; never empty while alive
  int parent = -1;                  ///< strand that it split from
  int absorbed_by = -1;             ///< strand that it went into, with the round; until it is seen again
  int absorbed_round = -1;
  struct Absence {
    int from = 0, until = 0, strand = -1;
  };
  std::vector<Absence> absences;  ///< earlier rounds [from, until) spent inside another strand
  std::string given_name;         ///< by a person
  bool alive = true;              ///< false once a person merged it into another
  bool joined = false;            ///< a person merged another into it: one text may speak of it at several places
};

std::vector<Strand> link(const std::vector<RoundText>& texts, const std::vector<ThreadDecision>& decisions,
                         const ThreadRules& rules);

/// A person's name for it, else the first heading, else the first phrase, of the language of names if there is one.
std::string name_of(const Strand& strand, const ThreadRules& rules);
/// Names of all strands: where two would be called alike, the one that is called otherwise now takes its last heading,
/// and what is still alike is numbered.
std::vector<std::string> names_of(const std::vector<Strand>& strands, const ThreadRules& rules);

/// Groups the mentions of texts of one round by subject: each text's mentions in order, equal subjects together.
std::vector<std::vector<Place>> subjects(const std::vector<const RoundText*>& texts, Vocabulary& vocabulary,
                                         const ThreadRules& rules);

}  // namespace breadcrumb::thread
