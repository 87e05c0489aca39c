#include "http/serve.h"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/json.h"
#include "http/guard.h"
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

bool is_loopback(std::string_view address) {
  return address == "::1" || address == "localhost" || address.starts_with("127.");
}

}  // namespace

Result<void> serve(const app::Context& context, const app::ServeWish& wish) {
  if (!is_loopback(wish.address))
    return Error{ErrorKind::refused, "serve.not_loopback",
                 "others could reach the desk there, and this version knows no accounts; listen on 127.0.0.1",
                 wish.address};
  auto router = BC_TRY(Router::open(context));
  const auto address = wish.address == "localhost" ? "127.0.0.1" : wish.address;
  auto server = BC_TRY(Server::listen(address, wish.port, {}, router->handlers()));
  router->set_hosts(host_names(address, server->port()));
  const auto shown = address.find(':') == std::string::npos ? address : "[" + address + "]";
  if (context.announce)
    context.announce(fmt::format("{}: http://{}:{}/  (Ctrl-C ends it)", router->name(), shown, server->port()));
  const Lookout lookout(*router, *server);
  server->run();
  return {};
}

}  // namespace breadcrumb::http
