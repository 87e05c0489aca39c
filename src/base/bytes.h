// Hex, SHA-256 and random bytes: the fingerprints that everything on a desk hangs on.
//
//   sha256_hex("abc")   // "ba7816bf 8f01cfea ..." without the blanks
//   random_id()         // 32 hex digits, 128 random bits
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace breadcrumb {

using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 (FIPS 180-4) of the bytes.
Digest sha256(std::string_view bytes);
/// The same as 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

/// SHA-256 of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  [[nodiscard]] std::string hex();  ///< ends the sum; call once

 private:
  alignas(8) std::array<std::uint8_t, 256> state_{};
};

std::string to_hex(std::string_view bytes);
/// Errors: `base.hex` when a character is no hex digit or their number is odd.
Result<std::string> from_hex(std::string_view hex);

/// `count` bytes from the operating system's generator.
std::string random_bytes(std::size_t count);
/// 128 random bits as 32 hex digits; ids carry no order (docs/file-format.md).
std::string random_id();

}  // namespace breadcrumb
