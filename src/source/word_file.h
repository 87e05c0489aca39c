// Reads a Word file as it is shown (model/word_file.h), for a file of ours that somebody else has edited.
//
//   const WordFile file = BC_TRY(source::read_word_file(bytes, {}));
//
// This parses in the calling process; what comes from outside goes through Pool::word_file (worker.h). Nothing that the
// file shows is passed over: what is no text is named in `unread`, and what no reader sees is kept as hidden.
#pragma once

#include <string_view>

#include "base/result.h"
#include "model/word_file.h"
#include "source/source.h"

namespace breadcrumb::source {

/// Errors: `source.too_big`, `source.bomb`, `source.encrypted`, `source.damaged`, `source.unknown_format`,
/// `source.too_deep`, and `source.unusual_markup` (a DOCTYPE, or names bound so that programs read different words).
Result<WordFile> read_word_file(std::string_view bytes, const Limits& limits = {});

}  // namespace breadcrumb::source
