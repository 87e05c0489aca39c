// Names of things in running words: agreements, bodies, tariff codes, acronyms.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/thread.h"
#include "thread/rules.h"

namespace breadcrumb::thread {

/// Adds capitalised phrases of two words or more, acronyms, tariff codes (`hs2207.10`) and what stands in Japanese
/// quotes; folded and stemmed.
void collect_names(std::string_view s, std::set<std::string>& names);

/// "World Trade Organization" and "WTO" are one thing where the dialogue prints both: such pairs as terms, longest
/// first.
std::vector<ThreadRules::Term> acronyms_of(const std::vector<const RoundText*>& texts, const ThreadRules& rules);

}  // namespace breadcrumb::thread
