// How every paper makes its runs: the named strings with runs in their places, and what the file says of its making.
//
//   Runs runs = phrase_of("glance.next", words.fill("glance.next", {}), {{"quote", quoted}});
//   book.meta = meta_of(view, request, words);
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "brief/compose.h"

namespace breadcrumb::brief {

using Args = std::vector<std::pair<std::string, std::string>>;
using Places = std::map<std::string, Runs, std::less<>>;

void add(Runs& to, Runs from);

/// The string `text` of that name, its places filled: pieces of it are named `id#n` where it has more than one; a place
/// without runs is left empty.
Runs phrase_of(std::string_view id, std::string_view text, const Places& places);

/// The string of that name, whole.
Run words_run(std::string_view id, std::string_view text);
Run claim_run(std::string_view kind, std::string_view text, Args args = {});

/// What `verify` composes the paper from again.
Meta meta_of(const DeskView& view, const Request& request, const Words& words);

}  // namespace breadcrumb::brief
