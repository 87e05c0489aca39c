// Who may be meant when somebody is named as the owner of a follow-up, and what to ask when nobody is known by that
// name.
//
//   const auto owners = BC_TRY(KnownOwners::of(desk));
//   owners.question("JPN");       // ""
//   owners.question("H. Stao");   // "nobody on this desk is called \"H. Stao\"; it stands as typed. Is H. Sato meant?"
//
// A name that nobody knows is taken as it was typed: the person may be new. It is asked about, since a slip would hide
// the follow-up from whoever looks for it under the right name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/show.h"

namespace breadcrumb::app {

class KnownOwners {
 public:
  /// Parties with their agencies, and all whom texts or officers have named: heads of delegations, persons, leads,
  /// owners.
  static Result<KnownOwners> of(const Opened& desk);

  /// What to ask of an owner as `owner_of` (app/party.h) gives one; "" when it is known or none.
  [[nodiscard]] std::string question(std::string_view owner) const;

 private:
  void know(std::string_view name);

  std::vector<std::string> names_, folded_;
  std::vector<std::string> strangers_;  ///< codes of parties of no dialogue here
};

/// Characters to add, leave out, replace, or swap with their neighbour until one text is the other; `most` + 1 when
/// more than that.
std::size_t slips_between(std::string_view a, std::string_view b, std::size_t most);

}  // namespace breadcrumb::app
