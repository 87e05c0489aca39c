// What a call must be before anything looks at what it asks: meant for this server, and sent by this page or by a
// program that says so. A page of another site can make a browser send calls here; none of them gets past this.
//
//   const Guard guard({"127.0.0.1:8750", "localhost:8750"});
//   if (auto refused = guard.refuses(call)) return *refused;
//   return Guard::safe(reply);
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "http/message.h"

namespace breadcrumb::http {

class Guard {
 public:
  /// The names by which this server may be called, with their ports.
  /// With `any_address` also by any bare IP address: DNS rebinding needs a name.
  explicit Guard(std::set<std::string, std::less<>> hosts, bool any_address = false)
      : hosts_(std::move(hosts)), any_address_(any_address) {}

  /// Codes: `http.host` (a Host line that is missing, repeated or of another server: DNS rebinding), `http.origin` (a
  /// page of another site sends it), `http.not_from_page` (POST without `X-Breadcrumb`, which no foreign form or link
  /// can send), `http.method`, `http.path` (no plain path: a dot segment, a backslash, a coded slash, null).
  [[nodiscard]] std::optional<Reply> refuses(const Call& call) const;

  /// The same reply with the headers that every one carries.
  static Reply safe(Reply reply);

 private:
  [[nodiscard]] bool is_ours(std::string_view host) const;

  std::set<std::string, std::less<>> hosts_;
  bool any_address_;
};

/// The names of a server that listens on an address: of the loopback all its usual ones.
std::set<std::string, std::less<>> host_names(std::string_view address, unsigned port);

}  // namespace breadcrumb::http
