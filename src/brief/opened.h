// Opens a rendered file again: its visible words, its manifest, its seal. Internal to brief/.
//
// The readers here know our own output and are strict about nothing: whatever they meet becomes visible words or is
// skipped as a reader of the file would skip it, and `verify` then finds words that no run accounts for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "brief/manifest.h"
#include "brief/render.h"

namespace breadcrumb::brief {

struct Visible {
  std::string words;
  /// (offset in `words`, byte of the file) at the start of each text node, ascending.
  std::vector<std::pair<std::size_t, std::size_t>> places;
  [[nodiscard]] std::size_t byte_at(std::size_t offset) const;
};

struct Opened {
  Visible visible;
  Manifest manifest;
  std::size_t seal_at = std::string::npos;  ///< of the 64 digits; npos: no seal
  bool blanks = true;                       ///< false: blanks are layout in this format and are not compared
};

/// Errors: `verify.manifest`, `verify.unreadable` (a DOCX that is no archive of ours).
Result<Opened> open_rendered(std::string_view bytes, Format format);

/// A DOCX whose archive ends as ours do; a program that saves it anew writes another archive.
bool is_sealed_archive(std::string_view bytes);

/// Without ASCII blanks.
std::string without_blanks(std::string_view text);

}  // namespace breadcrumb::brief
