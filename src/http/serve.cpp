#include "http/serve.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/accounts.h"
#include "app/kept.h"
#include "app/operation.h"
#include "base/json.h"
#include "http/ask.h"
#include "http/guard.h"
#include "http/page.h"
#include "http/router.h"
#include "http/server.h"

namespace breadcrumb::http {

namespace {

/// Looks for changes by anybody, this server or another program, and tells all pages.
class Lookout {
 public:
  Lookout(Router& router, Server& server) : thread_([this, &router, &server] { look(router, server); }) {}
  ~Lookout() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }
  Lookout(const Lookout&) = delete;
  Lookout& operator=(const Lookout&) = delete;

 private:
  void look(Router& router, Server& server) {
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, std::chrono::milliseconds(250), [this] { return stop_; }))
      if (const auto head = router.changed(); !head.empty())
        server.publish("change", Json::object().set("head", head).dump());
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread thread_;
};

/// Asks for every file of the page and every list of the desk once. Errors: `serve.page`, `http.no_answer`.
Result<std::size_t> ask_for_all(const std::string& address, std::uint16_t port, std::string_view host, bool tls) {
  std::size_t count = 0;
  const auto ask_for = [&](Call call) -> Result<void> {
    call.headers = {{"Host", std::string(host)}, {"X-Breadcrumb", "1"}, {"Content-Type", "application/json"}};
    std::string body;
    const auto status = BC_TRY(ask(address, port, call, body, tls));
    ++count;
    if (status < 500) return {};  // a desk that has no agenda yet answers 404
    return Error{ErrorKind::broken, "serve.page", fmt::format("answered {}: {}", status, body.substr(0, 300)),
                 call.path};
  };
  for (const auto& asset : page_assets()) BC_TRY(ask_for({.method = "GET", .path = std::string(asset.path)}));
  for (const auto& operation : app::operations()) {
    const bool list = operation.effect == app::Effect::reads && operation.exposure == app::Exposure::everywhere &&
                      std::ranges::none_of(operation.parameters, &app::Parameter::required);
    if (list && operation.desk) BC_TRY(ask_for({.method = "POST", .path = "/api/" + operation.name, .body = "{}"}));
  }
  return count;
}

bool is_loopback(std::string_view address) {
  return address == "::1" || address == "localhost" || address.starts_with("127.");
}

/// Of this machine, by its own name and by those that were given.
Entrance entrance_of(const app::ServeWish& wish, const std::string& address, std::uint16_t port) {
  Entrance out{.hosts = host_names(address, port)};
  out.any_address = address == "0.0.0.0" || address == "::";
  const auto add = [&](const std::string& name) {
    if (name.empty()) return;
    out.hosts.insert(small_letters(name));
    out.hosts.insert(fmt::format("{}:{}", small_letters(name), port));
  };
  std::array<char, 256> own{};
  if (!is_loopback(address) && ::gethostname(own.data(), own.size() - 1) == 0) add(own.data());
  if (out.any_address)
    for (const auto& name : host_names("127.0.0.1", port)) out.hosts.insert(name);
  for (const auto& name : wish.hosts) add(name);
  out.doors.others_come = !is_loopback(address);
  out.doors.proxies.insert(wish.proxies.begin(), wish.proxies.end());
  out.doors.user_header = small_letters(wish.user_header);
  out.doors.secure = !wish.certificate.empty();
  // Cookies know no ports: two desks on one machine would sign each other out.
  out.doors.cookie = fmt::format("breadcrumb_{}", port);
  return out;
}

}  // namespace

Result<void> serve(const app::Context& context, const app::ServeWish& wish) {
  if (!is_loopback(wish.address)) {
    const auto accounts = BC_TRY(app::Accounts::load(BC_TRY(app::find_desk(context))));
    if (accounts.empty())
      return Error{
          ErrorKind::refused, "serve.no_accounts",
          "others could reach the desk there: say first who may open it (breadcrumb account add), or listen on "
          "127.0.0.1",
          wish.address};
    if (wish.proxies.empty() && wish.certificate.empty() && context.announce)
      context.announce(
          "Passwords and papers go over the network as they are: say --tls-cert and --tls-key, put a proxy with TLS "
          "before "
          "it, or trust the network.");
  }
  auto keeping = context;
  keeping.kept = std::make_shared<app::Kept>();
  auto router = BC_TRY(Router::open(keeping));
  const auto address = wish.address == "localhost" ? "127.0.0.1" : wish.address;
  auto handlers = router->handlers();
  handlers.notice = [&](std::string_view words) {
    if (context.announce) context.announce(words);
  };
  std::optional<TlsFiles> tls;
  if (!wish.certificate.empty()) tls = {.chain = wish.certificate, .key = wish.certificate_key};
  auto server = BC_TRY(Server::listen(address, wish.port, {}, std::move(handlers), tls));
  router->set_entrance(entrance_of(wish, address, server->port()));
  const auto shown = address.find(':') == std::string::npos ? address : "[" + address + "]";
  const auto host = fmt::format("{}:{}", shown, server->port());
  const auto say = [&](std::string_view more) {
    if (context.announce)
      context.announce(fmt::format("{}: {}://{}/  ({})", router->name(), tls ? "https" : "http", host, more));
  };
  const Lookout lookout(*router, *server);
  if (!wish.once) {
    say("Ctrl-C ends it");
    server->run();
    return {};
  }
  std::thread served([&] { server->run(); });
  const auto asked = ask_for_all(address, server->port(), host, tls.has_value());
  server->stop();
  served.join();
  if (!asked) return asked.error();
  say(fmt::format("{} addresses answered", *asked));
  return {};
}

}  // namespace breadcrumb::http
