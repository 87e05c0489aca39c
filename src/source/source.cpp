#include "source/source.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/bytes.h"
#include "source/formats.h"
#include "source/letter.h"
#include "source/mime.h"
#include "source/pdf.h"
#include "text/encoding.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

struct Magic {
  std::string_view bytes, what;
};

using namespace std::string_view_literals;  // NOLINT: byte strings with zeros in them
constexpr std::array magics = std::to_array<Magic>({
    {"\x89PNG"sv, "a PNG picture"},
    {"\xFF\xD8\xFF"sv, "a JPEG picture"},
    {"GIF8"sv, "a GIF picture"},
    {"RIFF"sv, "a RIFF media file"},
    {"\x7F"
     "ELF"sv,
     "a program"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old Office file (save it as .docx)"},
    {"{\\rtf"sv, "an RTF file (save it as .docx)"},
    {"\x1F\x8B"sv, "a gzip file"},
    {"7z\xBC\xAF"sv, "a 7-Zip file"},
    {"SQLite format 3"sv, "a database"},
    {"%!PS"sv, "a PostScript file"},
    {"PAR1"sv, "a Parquet file"},
});

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

std::string place(const Hints& hints) {
  return hints.origin.empty() ? hints.file_name : hints.origin;
}

// A control character that no text has, npos when there is none. Escape belongs to ISO-2022-JP.
std::size_t first_control(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B && c != 0x0B) return i;
  }
  return std::string_view::npos;
}

bool is_utf16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  const auto size = std::min<std::size_t>(bytes.size(), 4096) & ~std::size_t{1};
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < size; ++i)
    if (bytes[i] == '\0') ++(i % 2 == 0 ? even : odd);
  return size >= 8 && ((odd * 4 > size && even * 20 < size) || (even * 4 > size && odd * 20 < size));
}

}  // namespace

Result<Format> format_of(std::string_view bytes, const Hints& hints) {
  if (bytes.empty()) return Error{ErrorKind::bad_input, "source.empty", "the file is empty", place(hints)};
  const auto type = lower(hints.content_type), name = lower(hints.file_name);
  const bool named_mail = name.ends_with(".eml") || name.ends_with(".mht") || name.ends_with(".mhtml") ||
                          type.starts_with("message/rfc822") || type.starts_with("multipart/related");
  if (looks_like_mail(bytes, named_mail)) return Format::mail;
  if (looks_like_outlook(bytes, name.ends_with(".msg"))) return Format::outlook;
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return Format::pdf;
  if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv)) return Format::docx;
  for (const auto& magic : magics) {
    if (bytes.starts_with(magic.bytes))
      return Error{ErrorKind::bad_input, "source.unknown_format",
                   fmt::format("this is {}; {}", magic.what, formats_read), place(hints)};
  }
  if (!is_utf16(bytes)) {
    // A stray control character happens; a file with many is no text.
    std::size_t controls = 0;
    const auto head = bytes.substr(0, 1 << 16);
    std::size_t first = std::string_view::npos;
    for (std::size_t at = 0; at < head.size();) {
      const auto found = first_control(head.substr(at));
      if (found == std::string_view::npos) break;
      if (first == std::string_view::npos) first = at + found;
      ++controls;
      at += found + 1;
    }
    const bool zero = head.find('\0') != std::string_view::npos;
    if (controls * 100 > head.size() || (zero && controls > 2))
      return Error{ErrorKind::bad_input, "source.not_text", "this is no text: it holds control characters",
                   fmt::format("{}: byte {}", place(hints), first)};
  }
  if (looks_like_html(bytes)) return Format::html;
  if (type.starts_with("text/html") || type.starts_with("application/xhtml")) return Format::html;
  if ((name.ends_with(".html") || name.ends_with(".htm") || name.ends_with(".xhtml")) &&
      bytes.find("</") != std::string_view::npos)
    return Format::html;
  const auto begin = text::trim(bytes.substr(0, 256));
  if (begin.starts_with("<?xml"))
    return Error{ErrorKind::bad_input, "source.unknown_format",
                 fmt::format("this is XML of another kind; {}", formats_read), place(hints)};
  return Format::plain;
}

std::string charset_of(std::string_view content_type) {
  const auto type = lower(content_type);
  const auto at = type.find("charset=");
  if (at == std::string::npos) return "";
  auto value = type.substr(at + 8);
  value = value.substr(0, value.find_first_of("; ,"));
  std::erase_if(value, [](char c) { return c == '"' || c == '\''; });
  return value;
}

Result<Document> finish_document(Draft draft, std::string_view original, const Hints& hints,
                                 const FurnitureRules& rules, const Limits& limits) {
  if (draft.document.text.size() > limits.max_text)
    return Error{ErrorKind::too_big, "source.too_big", fmt::format("the text is larger than {} bytes", limits.max_text),
                 place(hints)};
  if (draft.document.blocks.empty())
    return Error{ErrorKind::bad_input, "source.no_text", "the file holds no readable words", place(hints)};
  if (!draft.marked) mark_furniture(draft, rules);
  draft.document.source_sha256 = sha256_hex(original);
  draft.document.origin = place(hints);
  return std::move(draft.document);
}

Result<Draft> read_letter(std::string_view bytes, Format format, const Hints& hints, const FurnitureRules& rules,
                          const Limits& limits, const PdfReader& read_pdf) {
  auto letter = BC_TRY(format == Format::mail ? read_mime(bytes, limits) : read_outlook(bytes, limits));
  return draft_of(std::move(letter), hints, limits, rules, read_pdf);
}

Result<Document> extract(std::string_view bytes, const Hints& hints, const FurnitureRules& rules,
                         const Limits& limits) {
  if (bytes.size() > limits.max_bytes)
    return Error{ErrorKind::too_big, "source.too_big",
                 fmt::format("the file is larger than {} bytes", limits.max_bytes), place(hints)};
  const auto format = BC_TRY(format_of(bytes, hints));
  const auto read_pdf = [&](std::string_view pdf) -> Result<Draft> {
    const auto layout = BC_TRY(pdf_layout(pdf, {"pdftotext"}, limits));
    return read_pdf_layout(layout, limits);
  };
  const auto read = [&]() -> Result<Draft> {
    switch (format) {
      case Format::html:
        return read_html(bytes, hints, limits, rules);
      case Format::docx:
        return read_docx(bytes, hints, limits);
      case Format::pdf:
        return read_pdf(bytes);
      case Format::mail:
      case Format::outlook:
        return read_letter(bytes, format, hints, rules, limits, read_pdf);
      case Format::plain:
        break;
    }
    return read_plain(bytes, hints, limits, rules);
  };
  auto draft = read();
  if (!draft) {
    auto error = std::move(draft).error();
    const auto where = place(hints);
    if (!where.empty()) error.where = error.where.empty() ? where : where + ": " + error.where;
    return error;
  }
  return finish_document(std::move(draft).value(), bytes, hints, rules, limits);
}

}  // namespace breadcrumb::source
