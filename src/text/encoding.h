// Bytes in whatever encoding a page came in, as UTF-8; the encoding is what was declared, else what the bytes look
// like.
//
//   const auto decoded = BC_TRY(text::decode(bytes, "shift_jis"));
//   decoded.text      // UTF-8 without a byte order mark
//   decoded.encoding  // "shift_jis", or another one when the declared one does not decode the bytes
//
// A byte order mark beats a declaration; a declaration that fails is set aside for detection, and `warning` says so.
// Detection: UTF-8 when valid; escape sequences of ISO-2022-JP; zero bytes of UTF-16; EUC-JP or Shift_JIS when the
// result holds kana and little that Japanese does not use; else windows-1252 unless it has undefined bytes.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace breadcrumb::text {

struct Decoded {
  std::string text;        ///< UTF-8, well formed, without byte order mark
  std::string encoding;    ///< lower-case name: utf-8, utf-16le, shift_jis, euc-jp, iso-2022-jp, windows-1252, ...
  std::string warning;     ///< `code: sentence` when the declaration was wrong; else empty
  std::size_t offset = 0;  ///< bytes of the byte order mark that were skipped
};

/// Errors: `source.encoding_unknown` with the first byte that no encoding explains.
Result<Decoded> decode(std::string_view bytes, std::string_view declared = {});

/// The name we use for an encoding label of the web ("x-sjis", "Latin1"); empty when we do not read it.
std::string encoding_name(std::string_view label);

}  // namespace breadcrumb::text
