#include "http/message.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/operation.h"
#include "text/utf8.h"

namespace breadcrumb::http {

const std::string& Call::header(std::string_view name) const {
  static const std::string none;
  const auto found = headers.find(name);
  return found == headers.end() ? none : found->second;
}

Reply Reply::of(int status, std::string type, std::string body) {
  Reply out;
  out.status = status;
  out.body = std::make_shared<const std::string>(std::move(body));
  out.with("Content-Type", std::move(type));
  return out;
}

Reply refusal(const Error& error, int status) {
  return Reply::json(app::json_text(app::error_json(error)), status != 0 ? status : http_status(error.kind));
}

std::string small_letters(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

Result<std::string> percent_decoded(std::string_view text) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const int high = i + 1 < text.size() ? digit(text[i + 1]) : -1, low = i + 2 < text.size() ? digit(text[i + 2]) : -1;
    if (high < 0 || low < 0)
      return Error{ErrorKind::bad_input, "http.encoding", "expected two hex digits behind each %", ""};
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (out.find('\0') != std::string::npos || text::first_invalid_utf8(out) != std::string_view::npos)
    return Error{ErrorKind::bad_input, "http.encoding", "expected UTF-8 without null bytes", ""};
  return out;
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace breadcrumb::http
