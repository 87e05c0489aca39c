// The readers of single formats behind source::extract; each gives a Draft in which furniture is not yet marked.
//
//   Draft draft = BC_TRY(read_html(bytes, hints, limits, rules));
#pragma once

#include "source/builder.h"
#include "source/source.h"

namespace breadcrumb::source {

Result<Draft> read_html(std::string_view bytes, const Hints& hints, const Limits& limits, const FurnitureRules& rules);
Result<Draft> read_plain(std::string_view bytes, const Hints& hints, const Limits& limits, const FurnitureRules& rules);
Result<Draft> read_docx(std::string_view bytes, const Hints& hints, const Limits& limits);
/// `layout` is what `pdftotext -bbox-layout` printed for a PDF.
Result<Draft> read_pdf_layout(std::string_view layout, const Limits& limits);

/// Deepest nesting of elements, counted without a tree; stops counting past `limit`. The byte is where it passed.
struct Depth {
  int depth = 0;
  std::size_t byte = 0;
  std::size_t crowded = std::string_view::npos;  ///< where an element stands with more attributes than a parser bears
};
Depth html_depth(std::string_view html, int limit);
/// Refuses a page that the parser would choke on. Errors: `source.too_deep`, `source.too_big` (attributes).
Result<void> check_markup(std::string_view html, int limit);

/// The charset a page declares in its first bytes (XML declaration or meta element); empty when none.
std::string declared_charset(std::string_view bytes);
/// The charset parameter of a media type.
std::string charset_of(std::string_view content_type);

/// Furniture, title, fingerprint, limits: what all formats end with.
Result<Document> finish_document(Draft draft, std::string_view original, const Hints& hints,
                                 const FurnitureRules& rules, const Limits& limits);

/// What an error says of the formats that are read.
inline constexpr std::string_view formats_read =
    "HTML, PDF, DOCX, plain text and saved e-mails (.eml, .msg, .mht) are read";

/// Whether the bytes begin like a page of HTML.
bool looks_like_html(std::string_view bytes);

}  // namespace breadcrumb::source
