// A client that sends exactly the bytes that a test writes, and a server of its own to send them to.
//
//   House house({.header_bytes = 4096});
//   EXPECT_EQ(status(house.ask("GARBAGE\r\n\r\n")), 400);
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "http/server.h"

namespace breadcrumb::http {

class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to), 0);
  }
  Client(Client&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
  Client(const Client&) = delete;
  ~Client() {
    if (socket_ >= 0) ::close(socket_);
  }

  /// False when the peer takes no more.
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void end() const { ::shutdown(socket_, SHUT_WR); }
  /// What comes until the peer closes, `until` has come, or nothing more comes for so long.
  [[nodiscard]] std::string read(std::string_view until = "", int wait_ms = 10000) const {
    std::string out;
    pollfd watched{socket_, POLLIN, 0};
    while (::poll(&watched, 1, wait_ms) > 0) {
      char part[4096];
      const auto count = ::recv(socket_, part, sizeof part, 0);
      if (count <= 0) break;
      out.append(part, static_cast<std::size_t>(count));
      if (!until.empty() && out.find(until) != std::string::npos) break;
    }
    return out;
  }
  /// Did the peer close?
  [[nodiscard]] bool is_closed(int wait_ms = 10000) const {
    pollfd watched{socket_, POLLIN, 0};
    while (::poll(&watched, 1, wait_ms) > 0) {
      char part[4096];
      if (::recv(socket_, part, sizeof part, 0) <= 0) return true;
    }
    return false;
  }

 private:
  int socket_;
};

inline int status(std::string_view answer) {
  return answer.starts_with("HTTP/1.1 ") ? std::atoi(std::string(answer.substr(9, 3)).c_str()) : 0;
}

inline std::string body(std::string_view answer) {
  const auto at = answer.find("\r\n\r\n");
  return at == std::string_view::npos ? "" : std::string(answer.substr(at + 4));
}

/// A server on a thread of its own, stopped when the test ends.
class House {
 public:
  House(const Limits& limits, Handlers handlers, const std::optional<TlsFiles>& tls = std::nullopt) {
    auto made = Server::listen("127.0.0.1", 0, limits, std::move(handlers), tls);
    EXPECT_TRUE(made);
    server_ = std::move(*made);
    thread_ = std::thread([this] { server_->run(); });
  }
  ~House() { stop(); }
  House(const House&) = delete;

  void stop() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
  }
  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  [[nodiscard]] Server& server() const { return *server_; }
  /// Sends the bytes, says that no more come, and reads all.
  [[nodiscard]] std::string ask(std::string_view bytes) const {
    const Client client(port());
    client.send(bytes);
    client.end();
    return client.read();
  }

 private:
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

}  // namespace breadcrumb::http
