// What a browser asks and what it is answered, without the library that carries it.
//
//   if (call.method != "POST") return refusal(Error{ErrorKind::bad_input, "http.method", "expected POST", call.path});
//   return Reply::json(answer.dump());
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/result.h"

namespace breadcrumb::http {

struct Call {
  std::string method;                                       ///< `GET`, as it was sent
  std::string path;                                         ///< of the target, still percent-encoded, without its query
  std::string query;                                        ///< behind the `?`; "" none
  std::map<std::string, std::string, std::less<>> headers;  ///< by their names in small letters; the first of each
  bool repeated_host = false;                               ///< two Host lines, which no honest browser sends
  std::string body;
  std::string peer;  ///< the address that it came from, without its port

  /// "" where there is none.
  [[nodiscard]] const std::string& header(std::string_view name) const;
};

struct Reply {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers{};  ///< besides Content-Length, Connection and Date
  std::shared_ptr<const std::string> body{};                   ///< null: none
  bool stream = false;                                         ///< stays open and carries what Server::publish says

  static Reply of(int status, std::string type, std::string body);
  static Reply json(std::string body, int status = 200) { return of(status, "application/json", std::move(body)); }
  Reply& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

/// `{"error": {...}}` as the command line prints it with --json. `status` 0: that of the error's kind.
Reply refusal(const Error& error, int status = 0);

/// ASCII capitals as small letters, and nothing else: names of headers and hosts.
std::string small_letters(std::string_view text);

/// `%E6%97%A5` as the bytes that it says. Errors: `http.encoding` (a `%` without two hex digits, a null byte, bytes
/// that are no UTF-8).
Result<std::string> percent_decoded(std::string_view text);
/// For a header: everything that is no plain letter, digit or one of `-._~` as `%XX`.
std::string percent_encoded(std::string_view text);

}  // namespace breadcrumb::http
