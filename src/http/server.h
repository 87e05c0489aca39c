// Takes calls over HTTP/1.1 and gives each to somebody who can answer; knows nothing of desks.
//
//   auto server = BC_TRY(Server::listen("127.0.0.1", 8750, limits, handlers));
//   announce(server->port());
//   BC_TRY(server->run());                 // until stop(), SIGTERM or SIGINT
//   server->publish("change", "{}");       // from any thread: to all who listen to a stream
//
// One thread reads and writes; answers that take long are made by workers. What a peer can make the server hold is
// bounded: connections, header bytes, bodies, calls that wait. A peer that stops in the middle is let go after a while.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace breadcrumb::http {

struct Limits {
  std::uint32_t header_bytes = 16384;                       ///< of request line and header together
  std::size_t connections = 4096;                           ///< further ones wait until one ends
  std::size_t streams = 512;                                ///< that stay open for events
  std::size_t waiting = 256;                                ///< calls that no worker has taken yet
  std::uint64_t bodies = std::uint64_t{256} << 20;          ///< bytes of all bodies under way
  std::uint64_t unannounced_body = std::uint64_t{1} << 20;  ///< bytes of a body whose length is not given before
  std::chrono::milliseconds handshake{10000};               ///< for TLS to begin
  std::chrono::milliseconds idle{60000};                    ///< between calls, and for a whole header
  std::chrono::milliseconds body{120000};                   ///< for a whole body
  std::chrono::milliseconds answer{60000};                  ///< for a peer to take an answer
  std::chrono::milliseconds leaving{10000};                 ///< for calls under way, once it is to stop
  int workers = 0;                                          ///< 0: as many as processors, at least two
};

/// What is decided when the header has come: how long the body may be, or an answer without reading it.
struct Admission {
  std::uint64_t most_bytes = 0;
  std::optional<Reply> refused{};
};

struct Handlers {
  std::function<Admission(const Call&)> admit;             ///< on the one thread: quick
  std::function<std::optional<Reply>(const Call&)> ready;  ///< on the one thread: an answer that is at hand, if any
  std::function<Reply(const Call&)> answer;                ///< on a worker
  std::function<void(std::string_view)> notice{};          ///< on the one thread: what its keeper should know
};

/// Paths of PEM files: the certificate with what leads to it, and its key.
struct TlsFiles {
  std::string chain, key;
};

class Server {
 public:
  /// Port 0: any that is free. With `tls` it speaks https alone. Errors: `http.address` (none of this machine's),
  /// `http.port_taken`, `http.certificate`, of reading the files.
  static Result<std::unique_ptr<Server>> listen(const std::string& address, std::uint16_t port, const Limits& limits,
                                                Handlers handlers, const std::optional<TlsFiles>& tls = std::nullopt);
  virtual ~Server() = default;
  [[nodiscard]] virtual std::uint16_t port() const = 0;
  /// Answers until it is stopped, then finishes what was accepted.
  virtual void run() = 0;
  virtual void stop() = 0;
  virtual void publish(std::string_view event, std::string_view data) = 0;
};

}  // namespace breadcrumb::http
