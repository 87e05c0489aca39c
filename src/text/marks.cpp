#include "text/marks.h"

#include <unicode/normalizer2.h>
#include <unicode/uscript.h>

#include "text/utf8.h"

namespace breadcrumb::text {

namespace {

/// Marks are dropped after letters of these scripts alone.
bool is_plain_script(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const auto script = uscript_getScript(static_cast<UChar32>(c), &status);
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
}

}  // namespace

std::string without_marks(std::string_view s) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const nfd = icu::Normalizer2::getNFDInstance(status);
  const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::string(s);
  std::string out;
  bool plain = false;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t start = i;
    const char32_t c = next_char(s, i);
    if (c < 0x80) {
      plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      out += static_cast<char>(c);
      continue;
    }
    if (u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK) {
      if (!plain) out += s.substr(start, i - start);
      continue;
    }
    plain = is_plain_script(c);
    icu::UnicodeString parts;
    if (!plain || !nfd->getDecomposition(static_cast<UChar32>(c), parts)) {
      out += s.substr(start, i - start);
      continue;
    }
    icu::UnicodeString kept;
    for (int32_t k = 0; k < parts.length(); k = parts.moveIndex32(k, 1))
      if (const auto part = parts.char32At(k); u_charType(part) != U_NON_SPACING_MARK) kept.append(part);
    nfc->normalize(kept, status).toUTF8String(out);
  }
  return out;
}

}  // namespace breadcrumb::text
