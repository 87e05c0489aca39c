// Whether a Japanese clause takes back what its predicate says: 合意に至りませんでした, 議論を行わず, 設置を見送った.
//
//   if (denied_ja(page.rules, sentence, act.end)) act.act = act_denied;
#pragma once

#include <string_view>

#include "reader/ja_rules.h"

namespace breadcrumb::reader {

/// Where the clause ends whose predicate goes on at `from`; a topic set off by a comma (合意は、) goes on.
std::size_t clause_end_ja(std::string_view sentence, std::size_t from);
/// `from`: the byte behind the words of the predicate that are known.
bool denied_ja(const JaRules& rules, std::string_view sentence, std::size_t from);

}  // namespace breadcrumb::reader
