#include "app/fetch.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <memory>
#include <optional>

#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

using Clock = std::chrono::steady_clock;

// Blocks of IPv4 that are not the public internet (IANA special-purpose registry, and multicast and class E).
struct Block {
  std::uint32_t base;
  int bits;
};
constexpr std::array special = std::to_array<Block>({
    {0x00000000, 8},
    {0x0A000000, 8},
    {0x64400000, 10},
    {0x7F000000, 8},
    {0xA9FE0000, 16},
    {0xAC100000, 12},
    {0xC0000000, 24},
    {0xC0000200, 24},
    {0xC0586300, 24},
    {0xC0A80000, 16},
    {0xC6120000, 15},
    {0xC6336400, 24},
    {0xCB007100, 24},
    {0xE0000000, 4},
    {0xF0000000, 4},
});

bool is_public(std::uint32_t address) {
  for (const auto& block : special)
    if (address >> (32 - block.bits) == block.base >> (32 - block.bits)) return false;
  return true;
}

std::uint32_t number_at(const unsigned char* bytes) {
  return static_cast<std::uint32_t>(bytes[0]) << 24 | static_cast<std::uint32_t>(bytes[1]) << 16 |
         static_cast<std::uint32_t>(bytes[2]) << 8 | bytes[3];
}

bool is_public(const in6_addr& address) {
  const unsigned char* b = address.s6_addr;
  const auto starts = [&](std::initializer_list<unsigned char> prefix) {
    return std::memcmp(b, prefix.begin(), prefix.size()) == 0;
  };
  // IPv4 in IPv6: mapped, translated (RFC 6052).
  if (starts({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF})) return is_public(number_at(b + 12));
  if (starts({0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) return is_public(number_at(b + 12));
  // Global unicast is 2000::/3; in it 6to4 carries IPv4, and Teredo, benchmarking, ORCHID and documentation are none.
  if ((b[0] & 0xE0) != 0x20) return false;
  if (starts({0x20, 0x02})) return is_public(number_at(b + 2));
  if (starts({0x20, 0x01}) && (b[2] & 0xFE) == 0) return false;
  if (starts({0x20, 0x01, 0x0D, 0xB8}) || starts({0x3F, 0xFF})) return false;
  return true;
}

bool is_public(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, address, sizeof in);
    return is_public(ntohl(in.sin_addr.s_addr));
  }
  if (address->sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, address, sizeof in);
    return is_public(in.sin6_addr);
  }
  return false;
}

Error failure(ErrorKind kind, std::string_view code, std::string message, std::string_view url) {
  return {kind, std::string(code), std::move(message), std::string(url)};
}

struct UrlClose {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::string part_of(CURLU* url, CURLUPart part) {
  char* value = nullptr;
  if (curl_url_get(url, part, &value, 0) != CURLUE_OK || value == nullptr) return "";
  std::string out = value;
  curl_free(value);
  return out;
}

struct Transfer {
  const FetchLimits* limits = nullptr;
  std::string body;
  bool too_big = false;
  bool refused = false;
};

std::size_t on_body(char* data, std::size_t, std::size_t size, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  if (transfer.body.size() + size > transfer.limits->max_bytes) {
    transfer.too_big = true;
    return 0;
  }
  transfer.body.append(data, size);
  return size;
}

// Called with the resolved address of every connection, before it is made.
curl_socket_t on_socket(void* context, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(context);
  if (!transfer.limits->allow_private && !is_public(&address->addr)) {
    transfer.refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

struct EasyClose {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};

struct Step {
  Fetched page;
  std::string next;  // where a redirect leads; empty when this is the page
};

Result<Step> get(const std::string& url, const FetchLimits& limits, Clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  const auto timeout = [&] {
    return failure(ErrorKind::unavailable, "fetch.timeout", "the server did not answer in time", url);
  };
  if (left <= 0) return timeout();
  const std::unique_ptr<CURL, EasyClose> easy(curl_easy_init());
  if (!easy) return failure(ErrorKind::unavailable, "fetch.failed", "libcurl could not be started", url);
  Transfer transfer{&limits, "", false, false};
  std::array<char, CURL_ERROR_SIZE> said{};
  CURL* const c = easy.get();
  curl_easy_setopt(c, CURLOPT_URL, url.c_str());
  curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);  // redirects are checked by us, one by one
  curl_easy_setopt(c, CURLOPT_PROXY, "");
  curl_easy_setopt(c, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, static_cast<long>(left));
  curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  curl_easy_setopt(c, CURLOPT_USERAGENT, "breadcrumb/0.1 (reads public readouts)");
  curl_easy_setopt(c, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits.max_bytes));
  curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(c, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, on_socket);
  curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, &transfer);
  curl_easy_setopt(c, CURLOPT_ERRORBUFFER, said.data());
  const CURLcode code = curl_easy_perform(c);
  if (transfer.refused)
    return failure(
        ErrorKind::refused, "fetch.private_address",
        "this address leads into a private or local network; --allow-private-addresses fetches it all the same", url);
  if (transfer.too_big || code == CURLE_FILESIZE_EXCEEDED)
    return failure(ErrorKind::too_big, "fetch.too_big",
                   fmt::format("the page is larger than {} bytes", limits.max_bytes), url);
  if (code == CURLE_OPERATION_TIMEDOUT) return timeout();
  if (code != CURLE_OK)
    return failure(ErrorKind::unavailable, "fetch.failed",
                   fmt::format("it could not be fetched: {}", said[0] != 0 ? said.data() : curl_easy_strerror(code)),
                   url);
  long status = 0;
  curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
  Step step;
  if (status >= 300 && status < 400) {
    char* next = nullptr;
    curl_easy_getinfo(c, CURLINFO_REDIRECT_URL, &next);
    if (next != nullptr) {
      step.next = next;
      return step;
    }
  }
  if (status < 200 || status >= 300)
    return failure(status == 404 || status == 410 ? ErrorKind::not_found : ErrorKind::unavailable, "fetch.status",
                   fmt::format("the server answered with status {}", status), url);
  step.page.bytes = std::move(transfer.body);
  step.page.url = url;
  char* type = nullptr;
  curl_easy_getinfo(c, CURLINFO_CONTENT_TYPE, &type);
  if (type != nullptr) step.page.content_type = type;
  return step;
}

}  // namespace

bool is_public_address(std::string_view address) {
  const std::string text(address);
  in_addr four{};
  if (::inet_pton(AF_INET, text.c_str(), &four) == 1) return is_public(ntohl(four.s_addr));
  in6_addr six{};
  return ::inet_pton(AF_INET6, text.c_str(), &six) == 1 && is_public(six);
}

Result<void> check_address(const std::string& url) {
  // Some of these would be shown back on a screen or in a log; none belongs into an address.
  for (std::size_t i = 0; i < url.size();) {
    const char32_t c = text::next_char(url, i);
    if (c <= 0x20 || text::is_hidden(c))
      return failure(ErrorKind::bad_input, "fetch.address", "a web address holds no blanks or control characters", "");
    if (c == '"' || c == '<' || c == '>' || c == '\\' || c == '`')
      return failure(ErrorKind::bad_input, "fetch.address", "a web address holds no quotation marks or brackets", url);
  }
  const std::unique_ptr<CURLU, UrlClose> parsed(curl_url());
  if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
    return failure(ErrorKind::bad_input, "fetch.address", "this is no web address", url);
  const auto scheme = part_of(parsed.get(), CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https")
    return failure(ErrorKind::refused, "fetch.scheme", fmt::format("only http and https are fetched, not {}", scheme),
                   url);
  if (!part_of(parsed.get(), CURLUPART_USER).empty() || !part_of(parsed.get(), CURLUPART_PASSWORD).empty())
    return failure(ErrorKind::refused, "fetch.credentials",
                   "an address with a user name or password in it is not fetched",
                   part_of(parsed.get(), CURLUPART_HOST));
  return {};
}

bool looks_like_url(std::string_view argument) {
  const auto at = argument.find("://");
  if (at == std::string_view::npos || at == 0) return false;
  for (const char c : argument.substr(0, at)) {
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    if (!letter) return false;
  }
  return true;
}

Result<Fetched> fetch(std::string_view url, const FetchLimits& limits) {
  static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (initialised != CURLE_OK)
    return failure(ErrorKind::unavailable, "fetch.failed", "libcurl could not be started", url);
  const auto deadline = Clock::now() + limits.timeout;
  std::string at(url);
  for (int hop = 0; hop <= limits.max_redirects; ++hop) {
    if (auto good = check_address(at); !good) return std::move(good).error();
    auto step = BC_TRY(get(at, limits, deadline));
    if (step.next.empty()) return std::move(step.page);
    at = std::move(step.next);
  }
  return failure(ErrorKind::refused, "fetch.redirects",
                 fmt::format("it was redirected more than {} times", limits.max_redirects), url);
}

}  // namespace breadcrumb::app
