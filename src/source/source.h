// Bytes of a page, PDF, Word file, saved message or text file as one Document: the text, its blocks, what of it is site
// furniture.
//
//   const auto rules = BC_TRY(FurnitureRules::load("lexicon/furniture.toml"));
//   const Document document = BC_TRY(source::extract(bytes, {.file_name = "readout.html"}, rules));
//   for (const Block& block : document.blocks) use(document.text_of(block));
//
// This parses in the calling process (a PDF's bytes go to a `pdftotext` child). What comes from outside should go
// through source::Pool (worker.h), which does the same behind a fence. The same bytes give the same Document.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/document.h"
#include "source/furniture.h"

namespace breadcrumb::source {

/// What is known beside the bytes. The format comes from the bytes; these only break ties.
struct Hints {
  std::string file_name = {};     ///< "" unknown
  std::string content_type = {};  ///< of the HTTP answer, with its charset; "" unknown
  std::string origin = {};        ///< file name or address as it is shown; "" takes file_name
};

struct Limits {
  std::size_t max_bytes = std::size_t{64} << 20;      ///< of the original
  std::size_t max_text = std::size_t{32} << 20;       ///< of the extracted text
  int max_depth = 512;                                ///< of elements in one another
  std::chrono::milliseconds deadline{20000};          ///< wall clock for one document, kept by the parent
  std::size_t max_resident = std::size_t{300} << 20;  ///< of a worker's memory, watched by the parent
};

/// `mail` is a MIME message or a page saved as one (.eml, .mht), `outlook` a message of Outlook (.msg).
enum class Format { html, pdf, docx, plain, mail, outlook };

/// By magic bytes, then by what the beginning looks like. Errors: `source.empty`, `source.not_text`,
/// `source.unknown_format` (a picture, an old Word file, ...).
Result<Format> format_of(std::string_view bytes, const Hints& hints);

/// Errors: those of `format_of`, and `source.too_big`, `source.too_deep`, `source.encoding_unknown`,
/// `source.encrypted`, `source.damaged`, `source.no_text`, `source.bomb`, `source.no_pdftotext`, `source.timeout`
/// (docs/errors.md). Odd markup is never an error.
Result<Document> extract(std::string_view bytes, const Hints& hints, const FurnitureRules& rules,
                         const Limits& limits = {});

}  // namespace breadcrumb::source
