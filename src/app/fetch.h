// Gets a page from the web for `breadcrumb read https://...`; the only file that knows libcurl.
//
//   const auto page = BC_TRY(fetch("https://example.org/readout.html", {}));
//   source_pool.extract(page.bytes, {.file_name = "", .content_type = page.content_type, .origin = page.url});
//
// http and https only. Every address is checked after its name was resolved, at each connection and each redirect, so
// that no page can send us to the machine itself or the network it stands in. Proxies of the environment are not used:
// behind one, the address could not be checked. Certificates are verified.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace breadcrumb::app {

struct FetchLimits {
  std::size_t max_bytes = std::size_t{64} << 20;  ///< of the body, unpacked
  std::chrono::milliseconds timeout{30000};       ///< for all redirects together
  int max_redirects = 5;
  bool allow_private = false;  ///< `--allow-private-addresses`
};

struct Fetched {
  std::string bytes;
  std::string url;           ///< where the last redirect led
  std::string content_type;  ///< as the server sent it, charset included; may be empty
};

/// Errors: `fetch.address` (no web address), `fetch.scheme`, `fetch.credentials`, `fetch.private_address`,
/// `fetch.redirects`, `fetch.too_big`, `fetch.timeout`, `fetch.status`, `fetch.failed`.
Result<Fetched> fetch(std::string_view url, const FetchLimits& limits);

/// Whether a numeric address belongs to the public internet: not loopback, private, link-local, shared, reserved,
/// multicast, nor a form of IPv6 that carries such an IPv4 address. Text that is no address gives false.
bool is_public_address(std::string_view address);

/// Whether it is an address that could be fetched. Errors: `fetch.address`, `fetch.scheme`, `fetch.credentials`.
Result<void> check_address(const std::string& url);

/// Whether a command's argument is to be fetched rather than opened: it begins with a scheme and "://".
bool looks_like_url(std::string_view argument);

}  // namespace breadcrumb::app
