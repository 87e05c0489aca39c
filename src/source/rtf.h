// Rich text as Outlook keeps it: unpacked (MS-OXRTFCP), and as the HTML it was made from (MS-OXRTFEX) or as plain
// lines.
//
//   const auto rtf = BC_TRY(unpack_rtf(bytes, most));
//   const RtfText text = BC_TRY(rtf_text(rtf));
//   text.html ? read_html(text.words, ...) : read_plain(text.words, ...)      // UTF-8
//
// Pure; time linear in the input.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace breadcrumb::source {

/// What PR_RTF_COMPRESSED holds. Errors: `source.damaged` (`where` is the byte of the stream), `source.bomb` when it
/// unpacks to more than `most` bytes.
Result<std::string> unpack_rtf(std::string_view packed, std::size_t most);

struct RtfText {
  std::string words;  ///< UTF-8
  bool html = false;  ///< the HTML that was wrapped in the RTF
};
/// Hidden words, pictures, fields' instructions, heads and feet are left out. Errors: `source.damaged` when it is no
/// RTF, `source.too_deep`.
Result<RtfText> rtf_text(std::string_view rtf);

/// The name by which text::decode knows a Windows code page; empty when it does not.
std::string_view charset_of_codepage(long codepage);

}  // namespace breadcrumb::source
