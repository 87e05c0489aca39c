// Passwords and secrets: Argon2id (RFC 9106) by libsodium, and words that nobody can guess.
//
//   const auto hash = BC_TRY(password_hash(typed));   // "$argon2id$v=19$m=65536,t=2,p=1$..."
//   if (!password_matches(hash, typed)) refuse();
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace breadcrumb {

/// With a salt of its own, under libsodium's limits for interactive use: 64 MiB and two passes, some 50 ms. Errors:
/// `base.memory` (unavailable).
Result<std::string> password_hash(std::string_view password);

/// Takes as long as hashing. False for a hash that is none.
bool password_matches(const std::string& hash, std::string_view password);

/// 256 random bits as 64 hex digits.
std::string random_secret();

/// Takes equally long wherever two texts of one length differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace breadcrumb
