// Letters without their accents, for finding words however they are typed.
//
//   without_marks("Açaí são") == "Acai sao"      without_marks("が") == "が"
#pragma once

#include <string>
#include <string_view>

namespace breadcrumb::text {

/// The same text with accents taken off Latin, Greek and Cyrillic letters; other scripts keep their marks, which there
/// make another letter (か and が). Idempotent.
std::string without_marks(std::string_view s);

}  // namespace breadcrumb::text
