#include "source/codec.h"

#include "source/wire.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

bool is_blank(std::string_view words) {
  return text::trim(words).empty();
}

}  // namespace

std::string fault_of(const Document& document) {
  const std::string_view text = document.text;
  if (text::first_invalid_utf8(text) != std::string_view::npos) return "the text is not UTF-8";
  std::size_t at = 0;
  for (const auto& block : document.blocks) {
    if (block.start < at || block.end <= block.start || block.end > text.size()) return "a block lies outside the text";
    if (!text::is_boundary(text, block.start) || !text::is_boundary(text, block.end)) return "a block cuts a character";
    if (!is_blank(text.substr(at, block.start - at))) return "words stand between blocks";
    if (block.kind < BlockKind::title || block.kind > BlockKind::note) return "a block has no kind";
    if (text::first_invalid_utf8(block.marker) != std::string_view::npos) return "a marker is not UTF-8";
    std::size_t run_at = block.start;
    for (const auto& run : block.emphases) {
      if (run.start < run_at || run.end <= run.start || run.end > block.end)
        return "an emphasis lies outside its block";
      if (!text::is_boundary(text, run.start) || !text::is_boundary(text, run.end))
        return "an emphasis cuts a character";
      run_at = run.end;
    }
    at = block.end;
  }
  if (!is_blank(text.substr(at))) return "words stand after the last block";
  for (const auto& entry : document.meta)
    if (text::first_invalid_utf8(entry.name) != std::string_view::npos ||
        text::first_invalid_utf8(entry.value) != std::string_view::npos)
      return "a meta entry is not UTF-8";
  for (const auto& warning : document.warnings)
    if (text::first_invalid_utf8(warning) != std::string_view::npos) return "a warning is not UTF-8";
  return "";
}

std::string encode(const Document& document) {
  Writer out;
  out.words(document.text);
  out.number(document.blocks.size());
  for (const auto& block : document.blocks) {
    out.number(static_cast<std::uint64_t>(block.kind));
    out.number(static_cast<std::uint64_t>(block.level));
    out.words(block.marker);
    out.number(block.start);
    out.number(block.end);
    out.number((block.furniture ? 1U : 0U) | (block.bold ? 2U : 0U));
    out.number(block.emphases.size());
    for (const auto& run : block.emphases) {
      out.number(run.start);
      out.number(run.end);
    }
    out.number(static_cast<std::uint64_t>(block.page));
    out.number(block.origin);
  }
  out.words(document.media_type);
  out.words(document.extractor);
  out.words(document.source_sha256);
  out.words(document.origin);
  out.number(document.meta.size());
  for (const auto& entry : document.meta) {
    out.words(entry.name);
    out.words(entry.value);
  }
  out.number(document.warnings.size());
  for (const auto& warning : document.warnings) out.words(warning);
  return out.take();
}

Result<Document> decode_document(std::string_view bytes) {
  Reader in(bytes);
  Document document;
  document.text = in.words();
  for (auto count = in.count(64); count > 0; --count) {
    Block block;
    block.kind = static_cast<BlockKind>(in.number() & 0xFF);
    block.level = static_cast<int>(in.number() & 0xFF);
    block.marker = in.words();
    block.start = in.number();
    block.end = in.number();
    const auto flags = in.number();
    block.furniture = (flags & 1) != 0;
    block.bold = (flags & 2) != 0;
    for (auto runs = in.count(16); runs > 0; --runs) {
      Block::Emphasis run;
      run.start = in.number();
      run.end = in.number();
      block.emphases.push_back(run);
    }
    block.page = static_cast<int>(in.number() & 0xFFFFFF);
    block.origin = in.number();
    document.blocks.push_back(std::move(block));
  }
  document.media_type = in.words();
  document.extractor = in.words();
  document.source_sha256 = in.words();
  document.origin = in.words();
  for (auto count = in.count(16); count > 0; --count) {
    MetaEntry entry;
    entry.name = in.words();
    entry.value = in.words();
    document.meta.push_back(std::move(entry));
  }
  for (auto count = in.count(8); count > 0; --count) document.warnings.push_back(in.words());
  if (!in.good()) return bad_answer("it is cut off or too long");
  if (auto fault = fault_of(document); !fault.empty()) return bad_answer(std::move(fault));
  return document;
}

std::string encode(const Request& request) {
  Writer out;
  out.number(static_cast<std::uint64_t>(request.format));
  out.words(request.hints.file_name);
  out.words(request.hints.content_type);
  out.words(request.hints.origin);
  out.number(request.limits.max_bytes);
  out.number(request.limits.max_text);
  out.number(static_cast<std::uint64_t>(request.limits.max_depth));
  out.words(request.bytes);
  out.words(request.layout);
  return out.take();
}

Result<Request> decode_request(std::string_view bytes) {
  Reader in(bytes);
  Request request;
  request.format = static_cast<Format>(in.number() & 0x7);
  request.hints.file_name = in.words();
  request.hints.content_type = in.words();
  request.hints.origin = in.words();
  request.limits.max_bytes = in.number();
  request.limits.max_text = in.number();
  request.limits.max_depth = static_cast<int>(in.number() & 0xFFFF);
  request.bytes = in.words();
  request.layout = in.words();
  if (!in.good()) return bad_answer("the request is cut off or too long");
  return request;
}

std::string encode(const Answered& answered) {
  return answered.pdf.empty() ? "D" + encode(answered.document) : "P" + answered.pdf;
}

Result<Answered> decode_answered(std::string_view bytes) {
  if (bytes.starts_with('D')) return Answered{.document = BC_TRY(decode_document(bytes.substr(1)))};
  if (bytes.starts_with('P') && bytes.size() > 1) return Answered{.document = {}, .pdf = std::string(bytes.substr(1))};
  return bad_answer("it is neither a document nor a PDF");
}

std::string encode(const Error& error) {
  Writer out;
  out.number(static_cast<std::uint64_t>(error.kind));
  out.words(error.code);
  out.words(text::repair_utf8(error.message));
  out.words(text::repair_utf8(error.where));
  return out.take();
}

Error decode_error(std::string_view bytes) {
  Reader in(bytes);
  Error error;
  const auto kind = in.number();
  if (kind > static_cast<std::uint64_t>(ErrorKind::broken)) return bad_answer("an error of no kind");
  error.kind = static_cast<ErrorKind>(kind);
  error.code = in.words();
  error.message = in.words();
  error.where = in.words();
  if (!in.good() || text::first_invalid_utf8(error.message) != std::string_view::npos || error.code.size() > 64)
    return bad_answer("an error that is cut off");
  return error;
}

}  // namespace breadcrumb::source
