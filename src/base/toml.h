// TOML files (lexicons, topics, desk.toml) as Json values, so that one file knows the TOML library.
//
//   const Json lexicon = BC_TRY(parse_toml(bytes, "lexicon/en.toml"));
//   lexicon["verbs"]["held"].texts();
#pragma once

#include <map>
#include <string>

#include "base/json.h"

namespace breadcrumb {

/// Dates become their ISO text, floats become decimals; tables keep their keys sorted (TOML gives them no order).
/// Errors: `toml.syntax` with file, line and column.
Result<Json> parse_toml(std::string_view bytes, std::string_view where);

/// A file whose faults are told with their line: `lines["/sheet/0/columns/Due"]` is where that key stands.
struct PlacedToml {
  Json value;
  std::map<std::string, unsigned, std::less<>> lines;  ///< by the keys and places that lead there
};
Result<PlacedToml> parse_placed_toml(std::string_view bytes, std::string_view where);

}  // namespace breadcrumb
