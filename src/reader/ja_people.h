// People in Japanese text: a name and an office, in either order, alone or in a list.
//
//   people_ja("鷲尾敏明外務省アフリカ部参事官及びシトエ商工省局長ほか", rules, parties)
//   // {鷲尾敏明, 外務省アフリカ部参事官}, {シトエ, 商工省局長}
//
// A Japanese name is not set off from the office that follows it: the office begins where one of the words of class
// `office_start` stands. Katakana names end where another kind of character begins, or at `・` and a party's name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reader/ja_parties.h"
#include "reader/ja_rules.h"

namespace breadcrumb::reader {

struct JaPerson {
  std::size_t start = 0, end = 0;  ///< bytes of the folded text that was given
  std::string name, title;
  bool katakana = false;
  std::string party;  ///< of the title's first word (トルコ経済省局長); "" none
};

/// People of a list joined by 、, 及び, と. What is no person (関係省庁の関係者) is left out.
std::vector<JaPerson> people_ja(std::string_view text, const JaRules& rules, const JaParties& parties);

}  // namespace breadcrumb::reader
