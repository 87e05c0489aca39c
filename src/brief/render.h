// A briefing book as a file: self-contained HTML, DOCX, Markdown or JSON.
//
//   const std::string bytes = brief::render(book, brief::format_of("briefing.html").value());
//
// Deterministic: the same book gives the same bytes. Each file carries a manifest of its runs and a seal (SHA-256 over
// the file with the seal blanked), which `verify` reads; docs/verify.md says where they stand.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "brief/book.h"

namespace breadcrumb::brief {

enum class Format { html, docx, markdown, json };

std::string_view to_text(Format format);  ///< html, docx, markdown, json
/// By the end of a file's name: .html, .htm, .docx, .md, .markdown, .json.
std::optional<Format> format_of(std::string_view file_name);
/// By the first bytes.
std::optional<Format> sniff(std::string_view bytes);

/// A file and the runs it shows, in the order in which they stand in it.
struct Rendered {
  std::string bytes;
  Runs runs;
};

Rendered render_with_runs(const Book& book, Format format);
std::string render(const Book& book, Format format);

}  // namespace breadcrumb::brief
