#include "base/bytes.h"

#include <sodium.h>

#include <cstdlib>

namespace breadcrumb {

namespace {

void ready() {
  static const bool ok = sodium_init() >= 0;
  if (!ok) std::abort();  // without a random source nothing on a desk can be trusted
}

crypto_hash_sha256_state* state_of(std::array<std::uint8_t, 256>& bytes) {
  static_assert(sizeof(crypto_hash_sha256_state) <= 256);
  return reinterpret_cast<crypto_hash_sha256_state*>(bytes.data());
}

std::string_view view_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

Digest sha256(std::string_view bytes) {
  ready();
  Digest out;
  crypto_hash_sha256(out.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return out;
}

std::string sha256_hex(std::string_view bytes) {
  return to_hex(view_of(sha256(bytes)));
}

Sha256::Sha256() {
  ready();
  crypto_hash_sha256_init(state_of(state_));
}

void Sha256::add(std::string_view bytes) {
  crypto_hash_sha256_update(state_of(state_), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::string Sha256::hex() {
  Digest out;
  crypto_hash_sha256_final(state_of(state_), out.data());
  return to_hex(view_of(out));
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto b = static_cast<unsigned char>(c);
    out += digits[b >> 4];
    out += digits[b & 15];
  }
  return out;
}

Result<std::string> from_hex(std::string_view hex) {
  const auto bad = [&] { return Error{ErrorKind::bad_input, "base.hex", "expected pairs of hex digits", ""}; };
  if (hex.size() % 2 != 0) return bad();
  std::string out;
  out.reserve(hex.size() / 2);
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = digit(hex[i]);
    const int low = digit(hex[i + 1]);
    if (high < 0 || low < 0) return bad();
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}

std::string random_bytes(std::size_t count) {
  ready();
  std::string out(count, '\0');
  randombytes_buf(out.data(), out.size());
  return out;
}

std::string random_id() {
  return to_hex(random_bytes(16));
}

}  // namespace breadcrumb
