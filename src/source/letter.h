// A message as its container gives it (MIME, Outlook), and the Document that is made of it.
//
//   Letter letter = BC_TRY(read_mime(bytes, hints, limits));
//   Draft draft = BC_TRY(draft_of(std::move(letter), hints, limits, rules, read_pdf));
//
// docs/text-rules.md says what becomes of subject, sender, date, forwarded messages and attached files.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "source/formats.h"
#include "text/dates_ja.h"

namespace breadcrumb::source {

/// Words of the message itself.
struct LetterBody {
  enum class Kind { plain, html } kind = Kind::plain;
  std::string bytes;
  std::string content_type;  ///< with its charset, as in Hints
};

struct Attachment {
  std::string name;       ///< as it is shown; its media type when it has none
  std::string bytes;      ///< empty unless `readable`
  bool readable = false;  ///< calls itself a PDF, Word, HTML or text file
};

struct Letter {
  std::string subject;          ///< decoded; marks of answers and forwards included
  std::string from;             ///< `Name <address>`, decoded
  text::Ymd date;               ///< of the sender's clock; year 0 unknown
  bool from_outside = false;    ///< the sender's address is of another house than the receivers'
  bool page = false;            ///< a saved web page: who saved it when says nothing of it
  std::string address;          ///< of a saved web page
  std::string kind = "mail/1";  ///< extractor
  std::string media_type = "message/rfc822";
  std::vector<LetterBody> bodies;
  std::vector<Attachment> attachments;
  std::vector<Letter> inner;  ///< messages that it carries, forwarded
  std::vector<std::string> warnings;
};

/// What a reader of PDFs answers that only notes which one is wanted (worker.cpp); it never leaves the fence.
inline constexpr std::string_view pdf_wanted = "pdf_wanted";

/// Reads an attached PDF; inside the fence no program can be started, so how is the caller's matter.
using PdfReader = std::function<Result<Draft>(std::string_view pdf)>;

/// Errors: `source.no_text`, and those of the format that is read.
Result<Draft> draft_of(Letter letter, const Hints& hints, const Limits& limits, const FurnitureRules& rules,
                       const PdfReader& read_pdf);

/// Bytes of `Format::mail` or `Format::outlook` as a draft, in one go.
Result<Draft> read_letter(std::string_view bytes, Format format, const Hints& hints, const FurnitureRules& rules,
                          const Limits& limits, const PdfReader& read_pdf);

/// "Tue, 12 May 2026 10:00:00 +0900" (RFC 5322 and its forerunners); year 0 when it is no date.
text::Ymd mail_date(std::string_view field);

/// Whether a sender is of another house than all receivers (fields with addresses). Agencies of one government share
/// the end of their names (`go.jp`, `gov.uk`, `gov`) and are one house. False when the sender has no address.
bool is_from_outside(std::string_view from, std::string_view to);

/// Whether HTML shows any word, told without a parser.
bool shows_words(std::string_view html);

/// Whether an attached file is one to read, by the type and name it gives itself.
bool is_readable(std::string_view media_type, std::string_view name);

/// MIME bytes as a message (RFC 5322, 2045-2049) or a saved page (RFC 2557). Errors: `source.damaged`, `source.bomb`,
/// `source.too_deep`, `source.encrypted`; `where` names the byte.
Result<Letter> read_mime(std::string_view bytes, const Limits& limits);

/// An Outlook message (MS-OXMSG). Errors: as above, and `source.unknown_format` for another Office file.
Result<Letter> read_outlook(std::string_view bytes, const Limits& limits);
/// Whether a compound file names the stream that every Outlook message has, or is `named` as one is.
bool looks_like_outlook(std::string_view bytes, bool named);

}  // namespace breadcrumb::source
