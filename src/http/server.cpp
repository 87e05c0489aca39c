#include "http/server.h"

#include <sys/resource.h>

#include <boost/asio/signal_set.hpp>
#include <thread>
#include <vector>

#include "http/server_session.h"

namespace breadcrumb::http {

namespace {

class BeastServer final : public Server {
 public:
  BeastServer(const Limits& limits, Handlers handlers, std::size_t threads) : shared_(threads) {
    shared_.limits = limits;
    shared_.handlers = std::move(handlers);
  }
  ~BeastServer() override {
    shared_.leaving = true;
    shared_.workers.join();
    shared_.io.restart();
    shared_.io.poll();
  }

  Result<void> open(const std::string& address, std::uint16_t port, const std::optional<TlsFiles>& tls) {
    if (tls) {
      shared_.certificate = BC_TRY(Certificate::load(*tls));
      if (const auto& warning = shared_.certificate->warning(); !warning.empty() && shared_.handlers.notice)
        shared_.handlers.notice(warning);
    }
    Code code;
    const auto ip = asio::ip::make_address(address, code);
    if (code)
      return Error{ErrorKind::bad_input, "http.address", "expected an address of this machine, such as 127.0.0.1",
                   address};
    const tcp::endpoint at(ip, port);
    auto& acceptor = shared_.acceptor;
    if (!acceptor.open(at.protocol(), code).failed()) acceptor.set_option(tcp::acceptor::reuse_address(true), code);
    if (!code) acceptor.bind(at, code);
    if (!code) acceptor.listen(1024, code);
    const auto where = fmt::format("{}:{}", address, port);
    if (code == asio::error::address_in_use)
      return Error{ErrorKind::conflict, "http.port_taken", "another program listens there; name another port", where};
    if (code) return Error{ErrorKind::bad_input, "http.address", "cannot listen there: " + code.message(), where};
    raise_file_limit();
    return {};
  }

  std::uint16_t port() const override {
    Code ignored;
    return shared_.acceptor.local_endpoint(ignored).port();
  }

  void run() override {
    signals_.async_wait([this](Code code, int) {
      if (!code) leave();
    });
    shared_.accept();
    beat();
    shared_.io.run();
    shared_.workers.join();
  }

  void stop() override {
    asio::post(shared_.io, [this] { leave(); });
  }

  void publish(std::string_view event, std::string_view data) override {
    auto bytes = std::make_shared<const std::string>(fmt::format("event: {}\ndata: {}\n\n", event, data));
    asio::post(shared_.io, [this, bytes = std::move(bytes)] { tell(bytes); });
  }

 private:
  void tell(const std::shared_ptr<const std::string>& bytes) {
    const std::vector<Session*> all(shared_.streams.begin(), shared_.streams.end());
    for (auto* session : all)
      if (shared_.streams.contains(session)) session->say(bytes);
  }

  // A comment now and then, so that neither side takes a quiet stream for a dead one.
  void beat() {
    pulse_.expires_after(std::chrono::seconds(20));
    pulse_.async_wait([this](Code code) {
      if (code || shared_.leaving) return;
      static const auto comment = std::make_shared<const std::string>(": still here\n\n");
      tell(comment);
      beat();
    });
  }

  void leave() {
    if (std::exchange(shared_.leaving, true)) return;
    Code ignored;
    shared_.acceptor.close(ignored);
    signals_.cancel(ignored);
    signals_.clear(ignored);  // a second one ends the program at once
    pulse_.cancel();
    const auto all = [this] { return std::vector<Session*>(shared_.sessions.begin(), shared_.sessions.end()); };
    for (auto* session : all()) session->leave();
    if (shared_.sessions.empty()) return;
    // Who is still being answered has so long; the timer does not keep the program when all are gone before.
    deadline_.expires_after(shared_.limits.leaving);
    deadline_.async_wait([this, all](Code code) {
      if (code) return;
      for (auto* session : all()) session->close();
    });
    watch_end();
  }

  void watch_end() {
    end_.expires_after(std::chrono::milliseconds(20));
    end_.async_wait([this](Code) {
      if (shared_.sessions.empty())
        deadline_.cancel();
      else
        watch_end();
    });
  }

  void raise_file_limit() const {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    const rlim_t wanted = shared_.limits.connections + 256;
    if (files.rlim_cur >= wanted) return;
    files.rlim_cur = std::min(wanted, files.rlim_max);
    static_cast<void>(::setrlimit(RLIMIT_NOFILE, &files));
  }

  Shared shared_;
  asio::signal_set signals_{shared_.io, SIGTERM, SIGINT};
  asio::steady_timer pulse_{shared_.io}, deadline_{shared_.io}, end_{shared_.io};
};

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(const std::string& address, std::uint16_t port, const Limits& limits,
                                               Handlers handlers, const std::optional<TlsFiles>& tls) {
  const auto threads = limits.workers > 0 ? static_cast<std::size_t>(limits.workers)
                                          : std::max<std::size_t>(2, std::thread::hardware_concurrency());
  auto server = std::make_unique<BeastServer>(limits, std::move(handlers), threads);
  BC_TRY(server->open(address, port, tls));
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace breadcrumb::http
