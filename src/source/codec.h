// Documents and requests as bytes for the pipe between parent and worker.
//
//   const std::string bytes = encode(document);
//   const Document same = BC_TRY(decode_document(bytes));    // checked: the worker is not trusted
//
// Little-endian 64-bit numbers, strings with their length before them, one number for the version in front. Decoding
// checks what Document promises: UTF-8, blocks in order inside the text, on character boundaries, only blanks between.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/document.h"
#include "model/word_file.h"
#include "source/source.h"

namespace breadcrumb::source {

std::string encode(const Document& document);
/// Errors: `source.worker_answer` when the bytes break what Document promises.
Result<Document> decode_document(std::string_view bytes);

std::string encode(const WordFile& file);
/// Errors: `source.worker_answer`.
Result<WordFile> decode_word_file(std::string_view bytes);

/// The same checks on a Document at hand; empty when it keeps its promises, else what is wrong.
std::string fault_of(const Document& document);

/// One thing asked of a worker.
struct Request {
  Format format = Format::plain;  ///< pdf: `bytes` is the layout, not the PDF
  Hints hints;
  Limits limits;
  std::string bytes;
  std::string layout = {};  ///< of the PDF that a message brings; "" until it was asked for
};
std::string encode(const Request& request);
Result<Request> decode_request(std::string_view bytes);

/// What a worker answers to a Request: the document, or the attached PDF whose layout it needs first.
struct Answered {
  Document document;
  std::string pdf = {};  ///< not empty: ask again with its layout
};
std::string encode(const Answered& answered);
/// Errors: those of decode_document.
Result<Answered> decode_answered(std::string_view bytes);

std::string encode(const Error& error);
/// The error, or `source.worker_answer` when the bytes are none.
Error decode_error(std::string_view bytes);

}  // namespace breadcrumb::source
