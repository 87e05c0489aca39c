#include "http/gate.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include "base/json.h"

namespace breadcrumb::http {

namespace {

Reply refused(int status, const char* code, std::string message) {
  return refusal({ErrorKind::refused, code, std::move(message), ""}, status);
}

/// Changes when the file does: its time, size and place on the disk.
std::string state_of(const std::filesystem::path& file) {
  struct stat found{};
  if (::stat(file.c_str(), &found) != 0) return "none";
  return fmt::format("{} {} {}.{}", found.st_ino, found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec);
}

}  // namespace

Result<app::Accounts> Gate::accounts() {
  const std::lock_guard lock(mutex_);
  auto state = state_of(app::accounts_file(desk_));
  if (!accounts_ || state != read_state_) {
    accounts_ = app::Accounts::load(desk_);
    read_state_ = std::move(state);
  }
  return *accounts_;
}

bool Gate::is_locked() {
  const auto known = accounts();
  return doors_.others_come || !known || !known->empty();
}

std::string Gate::secret_in(const Call& call) const {
  std::string_view rest = call.header("cookie");
  while (!rest.empty()) {
    const auto end = rest.find(';');
    auto one = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.starts_with(doors_.cookie) && one.substr(doors_.cookie.size()).starts_with('='))
      return std::string(one.substr(doors_.cookie.size() + 1));
  }
  return "";
}

std::optional<Caller> Gate::caller(const Call& call) {
  const auto known = accounts();
  if (!known) return std::nullopt;
  if (known->empty() && !doors_.others_come) return Caller{};
  if (!doors_.user_header.empty() && doors_.proxies.contains(call.peer))
    if (const auto& name = call.header(doors_.user_header); !name.empty()) return sessions_.from_proxy(*known, name);
  // A calendar program cannot sign in: it shows what stands in the address that its person was given.
  constexpr std::string_view key = "key=";
  if (call.path == calendar_path && call.query.starts_with(key)) {
    const auto* account = known->of_feed(std::string_view(call.query).substr(key.size()));
    if (account == nullptr) return std::nullopt;
    return Caller{.name = account->name, .role = app::Role::reader, .author = account->author};
  }
  return sessions_.caller(*known, secret_in(call));
}

std::optional<Reply> Gate::turns_away(const Call& call, const std::optional<Caller>& caller, app::Role needed) const {
  if (!caller) return refused(401, "http.sign_in", "sign in first");
  if (call.method == "POST" && !caller->token.empty() && call.header("x-breadcrumb") != caller->token)
    return refused(403, "http.token", "expected the header X-Breadcrumb with the token that /who tells");
  if (static_cast<int>(caller->role) < static_cast<int>(needed))
    return refused(
        403, "http.role",
        fmt::format("{} is {}, and this needs {}", caller->name, app::to_text(caller->role), app::to_text(needed)));
  return std::nullopt;
}

Reply Gate::told(const std::optional<Caller>& caller, const app::Accounts& known, bool locked) {
  const auto text = [](const std::string& words) { return words.empty() ? Json() : Json(words); };
  std::string calendar(calendar_path);
  if (const auto* account = caller ? known.find(caller->name) : nullptr; locked)
    calendar =
        account == nullptr || account->feed.empty() ? "" : fmt::format("{}?key={}", calendar_path, account->feed);
  const auto* by = !locked || !caller ? "none" : caller->by_proxy ? "proxy" : "password";
  return Reply::json(Json::object()
                         .set("accounts", locked)
                         .set("name", caller ? text(caller->name) : Json())
                         .set("role", caller ? Json(app::to_text(caller->role)) : Json())
                         .set("token", caller ? text(caller->token) : Json())
                         .set("by", by)
                         .set("calendar", text(calendar))
                         .dump());
}

Reply Gate::who(const Call& call) {
  const auto known = accounts();
  return told(caller(call), known ? *known : app::Accounts(), is_locked());
}

Reply Gate::sign_in(const Call& call) {
  const auto request = Json::parse(call.body, "body");
  if (!request) return refusal(request.error());
  if (!(*request)["name"].is_string() || !(*request)["password"].is_string())
    return refusal({ErrorKind::bad_input, "http.sign_in_body", "expected {\"name\": ..., \"password\": ...}", ""});
  const auto known = accounts();
  if (!known) return refusal(known.error());
  if (known->empty() && !doors_.others_come) return told(Caller{}, *known, false);
  const auto secret =
      sessions_.sign_in(*known, (*request)["name"].string(), (*request)["password"].string(), call.peer);
  if (!secret) {
    const auto& error = secret.error();
    if (error.code == "http.too_many_tries") return refusal(error, 429).with("Retry-After", error.where);
    return refusal(error, error.code == "http.wrong_password" ? 401 : 0);
  }
  return told(sessions_.caller(*known, *secret), *known, true)
      .with("Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}", doors_.cookie, *secret,
                                      doors_.secure ? "; Secure" : ""));
}

Reply Gate::sign_out(const Call& call) {
  sessions_.sign_out(secret_in(call));
  return Reply::json("{}").with("Set-Cookie", fmt::format("{}=; Path=/; HttpOnly; SameSite=Strict{}; Max-Age=0",
                                                          doors_.cookie, doors_.secure ? "; Secure" : ""));
}

}  // namespace breadcrumb::http
