// What a rendered file carries about itself: its meta data, its runs in the order they show, and a seal.
//
//   file += manifest_text(book.meta, runs);        // JSON without <, > and &, safe inside HTML comments and scripts
//   file += "seal " + blank_seal(); set_seal(file, at);
//
// The seal is SHA-256 over the whole file with the seal's own 64 digits as zeros: it tells damage anywhere, also where
// no word is visible. It is no signature: who can rewrite a file can seal it again, and then the words speak.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "brief/book.h"

namespace breadcrumb::brief {

struct Manifest {
  Meta meta;
  Runs runs;
};

Json meta_json(const Meta& meta);
Json run_json(const Run& run);
Meta meta_from(const Json& json);
Run run_from(const Json& json);
/// What a claim or note is known by: its kind and arguments, in the order of their names.
std::string key_of(const Run& run);
/// The same for the eye.
std::string describe(const Run& run);
std::string manifest_text(const Meta& meta, const Runs& runs);
/// Errors: `verify.manifest`.
Result<Manifest> manifest_from(std::string_view json);

std::string blank_seal();  ///< 64 zeros
/// Writes the sum over `file`, whose seal of 64 zeros begins at `at`.
void set_seal(std::string& file, std::size_t at);
/// True when the 64 digits at `at` are the sum over `file` with them blanked.
bool seal_holds(std::string_view file, std::size_t at);

}  // namespace breadcrumb::brief
