// Who calls: passwords checked, sessions held, guessing slowed down.
//
//   auto entry = BC_TRY(sessions.sign_in("hanako", typed, call.peer));   // its secret goes into the cookie
//   if (const auto caller = sessions.caller(cookie)) answer_as(*caller);
//
// Sessions live in memory: a server that starts anew asks everybody to sign in again. Safe from several threads.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "app/accounts.h"

namespace breadcrumb::http {

/// Who a call is from, and what it must say to change anything.
struct Caller {
  std::string name;  ///< of the account; "" where the desk has none and this machine's own user calls
  app::Role role = app::Role::owner;
  std::string author;  ///< of what the caller writes; "" the desk's owner
  std::string token;   ///< `X-Breadcrumb` of every POST (against forged calls); "" none is needed
  bool by_proxy = false;
};

struct SessionLimits {
  std::chrono::seconds idle = std::chrono::hours(12);
  std::chrono::seconds longest = std::chrono::hours(24 * 7);
  std::size_t sessions = 2000;         ///< the one longest unused goes first
  int free_tries = 5;                  ///< of one name, or from one address, before each further one waits
  std::chrono::seconds first_wait{2};  ///< doubled with each further failure
  std::chrono::seconds longest_wait{900};
  std::size_t remembered = 20000;  ///< names and addresses with failures
  int checks_at_once = 4;          ///< waiting for the one that hashes; 64 MiB each would be too much
};

class Sessions {
 public:
  using Clock = std::chrono::steady_clock;
  using Now = std::function<Clock::time_point()>;

  explicit Sessions(SessionLimits limits = {}, Now now = Clock::now) : limits_(limits), now_(std::move(now)) {}

  /// The secret of a new session. Errors: `http.wrong_password` (also for a name that is none), `http.too_many_tries`
  /// (its `where` says how many seconds to wait), `http.busy`.
  Result<std::string> sign_in(const app::Accounts& accounts, std::string_view name, std::string_view password,
                              const std::string& peer);
  void sign_out(std::string_view secret);
  /// Nobody for a secret that is none or has run out, or whose account is gone.
  std::optional<Caller> caller(const app::Accounts& accounts, std::string_view secret);
  /// Whom a trusted proxy names. Nobody when there is no such account.
  std::optional<Caller> from_proxy(const app::Accounts& accounts, std::string_view name);

 private:
  struct Session {
    std::string account, token, hash;  ///< the hash that it was opened with: a new password ends it
    Clock::time_point begun, used;
  };
  struct Failures {
    int count = 0;
    Clock::time_point until;  ///< before this no further try
    Clock::time_point last;
  };

  std::chrono::seconds wait_for(const std::string& key);
  void failed(const std::string& key);
  void forget_old();

  SessionLimits limits_;
  Now now_;
  std::mutex mutex_;    // over all below
  std::mutex hashing_;  // one at a time
  int checking_ = 0;
  std::map<std::string, Session, std::less<>> sessions_;          // by SHA-256 of the secret
  std::map<std::string, std::string, std::less<>> proxy_tokens_;  // by account
  std::map<std::string, Failures, std::less<>> failures_;
};

}  // namespace breadcrumb::http
