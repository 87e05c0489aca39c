#include "base/password.h"

#include <sodium.h>

#include <array>

#include "base/bytes.h"

namespace breadcrumb {

Result<std::string> password_hash(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (sodium_init() < 0 ||
      crypto_pwhash_str_alg(out.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                            crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return Error{ErrorKind::unavailable, "base.memory", "there is no memory to hash a password with", ""};
  return std::string(out.data());
}

bool password_matches(const std::string& hash, std::string_view password) {
  // libsodium reads a fixed number of bytes of it.
  if (hash.size() >= crypto_pwhash_STRBYTES || sodium_init() < 0) return false;
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::string random_secret() {
  return to_hex(random_bytes(32));
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace breadcrumb
