// A PDF's words with their places on the page, from poppler's `pdftotext` run as a child.
//
//   const auto layout = BC_TRY(pdf_layout(bytes, {"pdftotext"}, limits));
//   Draft draft = BC_TRY(read_pdf_layout(layout, limits));
#pragma once

#include <string>
#include <vector>

#include "source/source.h"

namespace breadcrumb::source {

/// What `program... -bbox-layout - -` prints for the bytes given on its standard input. Errors: `source.encrypted`,
/// `source.damaged`, `source.no_pdftotext`, `source.timeout`, `source.too_big`.
Result<std::string> pdf_layout(std::string_view bytes, const std::vector<std::string>& program, const Limits& limits);

/// One page as a PNG image, as `program...` (pdftoppm) draws it, 1600 points on its longer side; pages count from 1.
/// Errors: as `pdf_layout`, and `source.no_such_page`.
Result<std::string> pdf_page(std::string_view bytes, int page, const std::vector<std::string>& program,
                             const Limits& limits);

}  // namespace breadcrumb::source
