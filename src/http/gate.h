// The way in: which calls need an account, who signs in and out, and what each may do.
//
//   Gate gate(desk, doors);
//   if (auto reply = gate.turns_away(call, caller, operation)) return *reply;
//
// A desk without accounts has none of this: its page is served to this machine alone.
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "app/accounts.h"
#include "http/message.h"
#include "http/sessions.h"

namespace breadcrumb::http {

/// What is to come, as a file for calendar programs.
inline constexpr std::string_view calendar_path = "/calendar.ics";

/// How people come in, besides with a password.
struct Doors {
  std::set<std::string, std::less<>> proxies{};  ///< addresses that are believed
  std::string user_header{};                     ///< in which they name who calls, in small letters
  std::string cookie = "breadcrumb";
  bool secure = false;       ///< the page comes over TLS from this server, and so may the cookie alone
  bool others_come = false;  ///< on an address of others: shut, not open, when the last account was taken away
};

class Gate {
 public:
  Gate(record::Desk desk, Doors doors) : desk_(std::move(desk)), doors_(std::move(doors)) {}

  /// Does the desk have accounts? A file that cannot be read counts as one that lets nobody in.
  bool is_locked();
  /// Who calls; the machine's own user where there are no accounts; nobody where somebody must sign in first.
  std::optional<Caller> caller(const Call& call);
  /// Why this may not go on, if so. Codes: `http.sign_in` (401), `http.token`, `http.role` (403).
  std::optional<Reply> turns_away(const Call& call, const std::optional<Caller>& caller, app::Role needed) const;

  /// `/who`: {"accounts", "name", "role", "token", "by", "calendar"}; the last is the address to subscribe to.
  Reply who(const Call& call);
  /// `/sign-in`, with {"name", "password"}; takes long, on purpose.
  Reply sign_in(const Call& call);
  Reply sign_out(const Call& call);

 private:
  Result<app::Accounts> accounts();
  [[nodiscard]] std::string secret_in(const Call& call) const;
  static Reply told(const std::optional<Caller>& caller, const app::Accounts& known, bool locked);

  record::Desk desk_;
  Doors doors_;
  Sessions sessions_;
  std::mutex mutex_;  // over the two below
  std::string read_state_;
  std::optional<Result<app::Accounts>> accounts_;
};

}  // namespace breadcrumb::http
