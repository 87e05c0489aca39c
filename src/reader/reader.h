// Reads one document and says what it states, quoting the words it relies on.
//
//   const auto grammar = BC_TRY(reader::Grammar::load("lexicon"));
//   const Reading reading = BC_TRY(reader::read(document, grammar));
//   for (const Fact& fact : reading.facts) print(to_text(fact.kind), fact.quote.text);
//
// Pure: no files but the grammar's, no clock, no state between calls, the same reading on every machine. Odd content is
// a Problem in the reading, never an Error. docs/reader.md says how it works, docs/reading.md what the fields mean.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/document.h"
#include "model/fact.h"
#include "reader/grammar.h"

namespace breadcrumb::reader {

struct ReadOptions {
  std::string language = {};                      ///< `en` or `ja`; "" decides by the text
  std::size_t max_text = std::size_t{512} << 10;  ///< bytes of text that are read; more is left out with a problem
};

/// Errors: none of content; `reader.language_unknown` when `options.language` names a language without a lexicon.
Result<Reading> read(const Document& document, const Grammar& grammar, const ReadOptions& options = {});

/// Bytes [first, second) of a sentence whose verb it takes back: "has not yet provided the list", 提出しませんでした.
/// In order; empty for other languages than `en` and `ja`.
std::vector<std::pair<std::size_t, std::size_t>> denied_in(std::string_view sentence, std::string_view language,
                                                           const Grammar& grammar);

/// `en`, `ja`, or "" when the text is in neither (or too short to tell).
std::string language_of(const Document& document);

}  // namespace breadcrumb::reader
