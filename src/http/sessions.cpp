#include "http/sessions.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/bytes.h"
#include "base/password.h"
#include "http/message.h"

namespace breadcrumb::http {

namespace {

Caller caller_of(const app::Account& account, std::string token, bool by_proxy) {
  return {.name = account.name,
          .role = account.role,
          .author = account.author,
          .token = std::move(token),
          .by_proxy = by_proxy};
}

/// What a name without a password is compared with, so that it takes as long as one that has.
const std::string& hash_of_nothing() {
  static const auto hash = password_hash(random_secret());
  static const std::string none;
  return hash ? *hash : none;
}

}  // namespace

std::chrono::seconds Sessions::wait_for(const std::string& key) {
  const auto found = failures_.find(key);
  if (found == failures_.end() || found->second.until <= now_()) return std::chrono::seconds(0);
  return std::chrono::ceil<std::chrono::seconds>(found->second.until - now_());
}

void Sessions::failed(const std::string& key) {
  auto& one = failures_[key];
  ++one.count;
  one.last = now_();
  if (one.count < limits_.free_tries) return;
  const auto doubled = limits_.first_wait * (1 << std::min(one.count - limits_.free_tries, 20));
  one.until = now_() + std::min<std::chrono::seconds>(doubled, limits_.longest_wait);
}

void Sessions::forget_old() {
  std::erase_if(failures_, [&](const auto& one) { return one.second.last + limits_.longest_wait < now_(); });
  // What an attacker fills with names that are none is emptied of the oldest.
  while (failures_.size() > limits_.remembered)
    failures_.erase(std::ranges::min_element(failures_, {}, [](const auto& one) { return one.second.last; }));
  std::erase_if(sessions_, [&](const auto& one) {
    return one.second.used + limits_.idle < now_() || one.second.begun + limits_.longest < now_();
  });
  while (sessions_.size() > limits_.sessions)
    sessions_.erase(std::ranges::min_element(sessions_, {}, [](const auto& one) { return one.second.used; }));
}

Result<std::string> Sessions::sign_in(const app::Accounts& accounts, std::string_view typed, std::string_view password,
                                      const std::string& peer) {
  const auto name = small_letters(typed.substr(0, 100));
  const auto by_name = "name " + name, by_peer = "peer " + peer;
  {
    const std::lock_guard lock(mutex_);
    forget_old();
    if (const auto wait = std::max(wait_for(by_name), wait_for(by_peer)); wait.count() > 0)
      return Error{ErrorKind::refused, "http.too_many_tries",
                   fmt::format("too many wrong passwords; try again in {} s", wait.count()),
                   std::to_string(wait.count())};
    if (checking_ >= limits_.checks_at_once)
      return Error{ErrorKind::unavailable, "http.busy", "too many sign in at once; try again", ""};
    ++checking_;
    // Counted before it is known to be wrong, so that tries side by side do not all come through.
    failed(by_name);
    failed(by_peer);
  }
  const auto* account = accounts.find(name);
  const bool known = account != nullptr && !account->hash.empty();
  bool right = false;
  {
    const std::lock_guard lock(hashing_);
    right = password_matches(known ? account->hash : hash_of_nothing(), password.substr(0, 1000)) && known;
  }
  const std::lock_guard lock(mutex_);
  --checking_;
  if (!right) return Error{ErrorKind::refused, "http.wrong_password", "name and password do not fit", ""};
  failures_.erase(by_name);
  failures_.erase(by_peer);
  auto secret = random_secret();
  sessions_[sha256_hex(secret)] = {
      .account = account->name, .token = random_secret(), .hash = account->hash, .begun = now_(), .used = now_()};
  forget_old();
  return secret;
}

void Sessions::sign_out(std::string_view secret) {
  const std::lock_guard lock(mutex_);
  if (const auto found = sessions_.find(sha256_hex(secret)); found != sessions_.end()) sessions_.erase(found);
}

std::optional<Caller> Sessions::caller(const app::Accounts& accounts, std::string_view secret) {
  if (secret.empty() || secret.size() > 200) return std::nullopt;
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(sha256_hex(secret));
  if (found == sessions_.end()) return std::nullopt;
  auto& session = found->second;
  const auto* account = accounts.find(session.account);
  if (account == nullptr || account->hash != session.hash || session.used + limits_.idle < now_() ||
      session.begun + limits_.longest < now_()) {
    sessions_.erase(found);
    return std::nullopt;
  }
  session.used = now_();
  return caller_of(*account, session.token, false);
}

std::optional<Caller> Sessions::from_proxy(const app::Accounts& accounts, std::string_view name) {
  const auto* account = accounts.find(small_letters(name));
  if (account == nullptr) return std::nullopt;
  const std::lock_guard lock(mutex_);
  auto& token = proxy_tokens_[account->name];
  if (token.empty()) token = random_secret();
  return caller_of(*account, token, true);
}

}  // namespace breadcrumb::http
