// The small grammar that messages share: header fields, media types with parameters, encoded words, transfer encodings,
// parts between boundaries (RFC 5322, 2045, 2046, 2047, 2231, 3676).
//
//   const Entity entity = BC_TRY(parse_entity(bytes));
//   const MediaType type = media_type_of(entity.field("content-type"));
//   const auto parts = split_parts(entity.body, type.parameter("boundary"), 1000);
//   decode_words("=?ISO-2022-JP?B?GyRCS0cwVxsoQg==?=")     // 貿易
//
// Views point into the bytes that were given. Every function takes time linear in its input.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace breadcrumb::source {

/// A header and what stands behind it.
struct Entity {
  struct Field {
    std::string_view name, value;  ///< the value with its folds
  };
  std::vector<Field> fields;
  std::string_view body;
  /// The first field of that name (lower case), unfolded and cut after 64 KB; empty when there is none.
  [[nodiscard]] std::string field(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
};

/// A header ends at an empty line, or where a line is no field, as mail programs take it. A line "From " of a mailbox
/// before it is passed over. Errors: `source.bomb` (more than 2,000 fields).
Result<Entity> parse_entity(std::string_view bytes);

/// Whether the bytes begin with a header that only messages have: one of MIME-Version, Message-ID, Received,
/// Return-Path beside another field of mail, or From with an address, To, Date and Subject. `named` says that the
/// file's name or its sender calls it a message already, so that any two fields of mail do.
bool looks_like_mail(std::string_view bytes, bool named);

/// A field such as Content-Type: its value in lower case and its parameters (RFC 2231 pieces joined and decoded).
struct MediaType {
  std::string value;
  std::map<std::string, std::string> parameters;  ///< names in lower case, values in UTF-8
  [[nodiscard]] std::string parameter(const std::string& name) const;
};
MediaType media_type_of(std::string_view field);

/// An unstructured field as it is shown: encoded words and raw bytes in UTF-8, runs of blanks as one space, without
/// characters that show nothing.
std::string decode_words(std::string_view value);

/// ISO-2022 without changes of state that no character follows, which programs leave where they cut and join words and
/// which a strict converter refuses. Bytes without escapes stay as they are.
std::string without_empty_shifts(std::string_view bytes);

/// Bytes behind a Content-Transfer-Encoding. Stray characters are passed over as mail programs do, unless there are
/// many. Errors: `source.damaged` (`where` is the byte of the body), also for an encoding that is not known.
Result<std::string> decode_transfer(std::string_view body, std::string_view encoding);

/// What stands between lines of "--boundary".
struct Parts {
  std::vector<std::string_view> parts;
  bool closed = false;    ///< the line that ends the last part was there
  bool too_many = false;  ///< more than `most`; the others are not listed
};
Parts split_parts(std::string_view body, std::string_view boundary, std::size_t most);

/// Lines of `format=flowed` (RFC 3676) as paragraphs.
std::string unflow(std::string_view text, bool delete_space);

}  // namespace breadcrumb::source
