#include "http/guard.h"

#include <fmt/format.h>

#include <algorithm>

namespace breadcrumb::http {

namespace {

Reply refused(ErrorKind kind, const char* code, std::string message, std::string where = "", int status = 0) {
  return refusal({kind, code, std::move(message), std::move(where)}, status);
}

/// No file is looked up by a path, but what looks like an attempt to is nobody's honest call.
bool is_plain(std::string_view path) {
  if (!path.starts_with("/") || path.size() > 2000) return false;
  const auto decoded = percent_decoded(path);
  if (!decoded) return false;
  if (std::ranges::any_of(*decoded,
                          [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == 0x7F; }))
    return false;
  const auto coded = small_letters(path);
  if (coded.find("%2f") != std::string::npos || coded.find("%5c") != std::string::npos) return false;
  std::string_view rest = *decoded;
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const auto segment = rest.substr(0, rest.find('/'));
    if (segment == "." || segment == "..") return false;
    rest.remove_prefix(segment.size());
  }
  return true;
}

}  // namespace

bool Guard::is_ours(std::string_view host) const {
  if (hosts_.contains(host)) return true;
  if (!any_address_) return false;
  const auto colon = host.rfind(':');
  const bool bracketed = host.starts_with("[") && host.find(']') != std::string_view::npos;
  const auto name = bracketed ? host.substr(0, host.find(']') + 1) : host.substr(0, colon);
  const auto letters = bracketed ? "0123456789abcdef:.[]" : "0123456789.";
  if (name.size() < 3 || name.find_first_not_of(letters) != std::string_view::npos) return false;
  const auto port = host.substr(name.size());
  return !port.empty() && std::ranges::any_of(hosts_, [&](const auto& known) { return known.ends_with(port); });
}

std::optional<Reply> Guard::refuses(const Call& call) const {
  const auto host = small_letters(call.header("host"));
  if (call.repeated_host || !is_ours(host))
    return refused(ErrorKind::refused, "http.host", "this server has another name", host, 421);
  if (call.method != "GET" && call.method != "HEAD" && call.method != "POST")
    return refused(ErrorKind::bad_input, "http.method", "expected GET, HEAD or POST", call.method.substr(0, 40), 405)
        .with("Allow", "GET, HEAD, POST");
  if (!is_plain(call.path))
    return refused(ErrorKind::bad_input, "http.path", "expected a plain path", call.path.substr(0, 200));
  const auto& origin = call.header("origin");
  const auto& site = call.header("sec-fetch-site");
  const bool foreign =
      (!origin.empty() && small_letters(origin) != "http://" + host && small_letters(origin) != "https://" + host) ||
      site == "cross-site" || site == "same-site";
  // A link on another site may open the page; nothing else from there is answered.
  const bool opens_page = call.method != "POST" && origin.empty() && call.header("sec-fetch-mode") == "navigate";
  if (foreign && !opens_page)
    return refused(ErrorKind::refused, "http.origin", "a page of another site may not ask this", origin);
  if (call.method == "POST" && call.header("x-breadcrumb").empty())
    return refused(ErrorKind::refused, "http.not_from_page", "expected the header X-Breadcrumb, with any value", "");
  return std::nullopt;
}

Reply Guard::safe(Reply reply) {
  const auto add = [&](const char* name, const char* value) {
    if (std::ranges::find(reply.headers, name, &std::pair<std::string, std::string>::first) == reply.headers.end())
      reply.with(name, value);
  };
  add("Content-Security-Policy",
      "default-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
      "object-src 'none'");
  add("X-Content-Type-Options", "nosniff");
  add("X-Frame-Options", "DENY");
  add("Referrer-Policy", "no-referrer");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Cache-Control", "no-store");
  return reply;
}

std::set<std::string, std::less<>> host_names(std::string_view address, unsigned port) {
  std::set<std::string, std::less<>> out;
  const auto add = [&](std::string_view name) {
    out.insert(fmt::format("{}:{}", name, port));
    if (port == 80 || port == 443) out.insert(std::string(name));
  };
  add(address.find(':') == std::string_view::npos ? std::string(address) : fmt::format("[{}]", address));
  if (address == "127.0.0.1" || address == "::1") {
    add("localhost");
    add("127.0.0.1");
    add("[::1]");
  }
  return out;
}

}  // namespace breadcrumb::http
