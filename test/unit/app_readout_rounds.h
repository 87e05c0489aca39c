// Generated rounds for the drafts' property test: invented, the same on every machine, in English and Japanese.
//
//   Rounds rounds(grammar, 7);
//   const auto [english, japanese] = rounds.next();     // one round, told in both languages
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "brief/readout.h"
#include "reader/grammar.h"

namespace breadcrumb::app {

struct BothWays {
  brief::Readout english, japanese;
};

class Rounds {
 public:
  Rounds(const reader::Grammar& grammar, std::uint64_t seed);
  BothWays next();

 private:
  using Pair = std::pair<std::string, std::string>;
  std::uint64_t draw(std::uint64_t most);  ///< 0 to most - 1
  bool chance(int percent) { return draw(100) < static_cast<std::uint64_t>(percent); }
  const Pair& one_of(const std::vector<Pair>& list) { return list[draw(list.size())]; }
  /// Different ones of the list.
  std::vector<Pair> some_of(const std::vector<Pair>& list, std::size_t n);
  std::string day(int year_from, int year_to);
  void dates(BothWays& out);
  void people(BothWays& out);
  void areas(BothWays& out);
  void issues(BothWays& out);
  void steps(BothWays& out);
  void bodies(BothWays& out);
  void next_round(BothWays& out);

  std::uint64_t state_;
  std::vector<const reader::Party*> parties_;
};

}  // namespace breadcrumb::app
