// A fact as one line of text: what `read --explain` prints and what a `.read` case expects.
//
//   meeting      start=2025-03-03 end=2025-03-04 place=Washington  "held the second round on March 3-4, 2025"
//   area         heading=Labor kind=common                         "Labor"@2
//
// A line is a kind, the fields as `name=value`, and the exact quoted words; `@2` says that the second place in the text
// where these words stand is meant. A value with blanks or quotes stands in double quotes; inside them
// `\"`, `\\` and `\n` are escapes. Ids are not printed: an item names its area by heading.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/fact.h"

namespace breadcrumb {

/// What a line says beside the fact's own fields.
struct FactLineOptions {
  bool rules = false;  ///< `rule=` and `certainty=` of every fact; without it only a certainty below 100 is shown
};

/// The reading's facts and then its problems, one line each in their order, set in columns; first a line `reading` with
/// language, kind and `excerpt=true` when it breaks off.
std::vector<std::string> fact_lines(const Reading& reading, std::string_view text, const FactLineOptions& options = {});

/// A parsed line: of an expectation, or of a person's labels.
struct FactLine {
  std::string kind;
  std::vector<std::pair<std::string, std::string>> fields;  ///< in the order written
  std::vector<std::string> words;                           ///< values without a name, e.g. `parties USA JPN`
  bool quoted = false;                                      ///< a quote is given
  std::string quote;
  unsigned occurrence = 1;  ///< the `n` of `@n`

  /// The field's value, or "" when it is not there.
  [[nodiscard]] std::string_view field(std::string_view name) const;
};

/// Errors: `fact_line.syntax` with the byte where the line goes wrong.
Result<FactLine> parse_fact_line(std::string_view line);

/// Byte offset of the `occurrence`th place (from 1) where the words stand, or npos.
std::size_t find_occurrence(std::string_view text, std::string_view words, unsigned occurrence);

}  // namespace breadcrumb
