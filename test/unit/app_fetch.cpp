#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <map>
#include <thread>

#include "app/fetch.h"

namespace breadcrumb::app {

using namespace std::chrono_literals;

namespace {

// Answers each path with fixed bytes, on a free port of the loopback address.
class Server {
 public:
  explicit Server(std::map<std::string, std::string> answers) : answers_(std::move(answers)) {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    ::listen(socket_, 16);
    socklen_t size = sizeof address;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    base_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    thread_ = std::thread([this] { serve(); });
  }
  ~Server() {
    stop_ = true;
    thread_.join();
    ::close(socket_);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  [[nodiscard]] std::string url(const std::string& path) const { return base_ + path; }
  std::atomic<int> hits = 0;

 private:
  void serve() {
    while (!stop_) {
      pollfd wanted{socket_, POLLIN, 0};
      if (::poll(&wanted, 1, 20) <= 0) continue;
      const int client = ::accept(socket_, nullptr, nullptr);
      char buffer[4096];
      const auto got = ::recv(client, buffer, sizeof buffer, 0);
      ++hits;
      const std::string asked(buffer, got > 0 ? static_cast<std::size_t>(got) : 0);
      const auto path = asked.substr(4, asked.find(' ', 4) - 4);
      if (path == "/slow") std::this_thread::sleep_for(400ms);
      const auto found = answers_.find(path);
      const auto answer =
          found == answers_.end() ? std::string("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n") : found->second;
      for (std::size_t sent = 0; sent < answer.size();) {
        const auto n = ::send(client, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
        if (n <= 0) break;
        sent += static_cast<std::size_t>(n);
      }
      ::close(client);
    }
  }
  std::map<std::string, std::string> answers_;
  std::string base_;
  int socket_ = -1;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

std::string redirect(const std::string& to) {
  return "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n";
}

std::string page(const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n\r\n" + body;
}

FetchLimits local() {
  FetchLimits limits;
  limits.allow_private = true;
  limits.timeout = 5s;
  return limits;
}

std::string code_of(const std::string& url, const FetchLimits& limits) {
  const auto page = fetch(url, limits);
  return page ? "ok" : page.error().code;
}

}  // namespace

TEST(AppFetch, FollowsRedirectsAndTellsWhereItEnded) {
  const Server server({{"/a", redirect("/b")}, {"/b", page("<p>words</p>")}});
  const auto got = fetch(server.url("/a"), local());
  ASSERT_TRUE(got) << got.error().to_text();
  EXPECT_EQ(got->bytes, "<p>words</p>");
  EXPECT_EQ(got->url, server.url("/b"));
  EXPECT_EQ(got->content_type, "text/html; charset=utf-8");
}

TEST(AppFetch, RefusesPrivateAddressesBeforeConnecting) {
  const Server server({{"/", page("secret")}});
  FetchLimits strict;
  EXPECT_EQ(code_of(server.url("/"), strict), "fetch.private_address");
  EXPECT_EQ(server.hits, 0);
}

TEST(AppFetch, BoundsRedirectsSizeAndTime) {
  const Server server({{"/loop", redirect("/loop")},
                       {"/big", page(std::string(100000, 'x'))},
                       {"/chunks", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(100000, 'x')},
                       {"/slow", page("late")},
                       {"/file", redirect("file:///etc/hostname")},
                       {"/login", redirect("http://user:word@127.0.0.1/")}});
  EXPECT_EQ(code_of(server.url("/loop"), local()), "fetch.redirects");
  auto small = local();
  small.max_bytes = 1000;
  EXPECT_EQ(code_of(server.url("/big"), small), "fetch.too_big");
  EXPECT_EQ(code_of(server.url("/chunks"), small), "fetch.too_big");
  auto quick = local();
  quick.timeout = 100ms;
  EXPECT_EQ(code_of(server.url("/slow"), quick), "fetch.timeout");
  EXPECT_EQ(code_of(server.url("/nothing"), local()), "fetch.status");
  EXPECT_EQ(code_of(server.url("/file"), local()), "fetch.scheme");
  EXPECT_EQ(code_of(server.url("/login"), local()), "fetch.credentials");
}

TEST(AppFetch, RefusesWhatIsNoPlainWebAddress) {
  EXPECT_EQ(code_of("ftp://example.org/x", local()), "fetch.scheme");
  EXPECT_EQ(code_of("file:///etc/passwd", local()), "fetch.scheme");
  EXPECT_EQ(code_of("https://user@example.org/", local()), "fetch.credentials");
  EXPECT_EQ(code_of("http://", local()), "fetch.address");
  EXPECT_EQ(code_of("http://a b/", local()), "fetch.address");
}

TEST(AppFetch, KnowsPublicAddresses) {
  for (const char* address : {"8.8.8.8", "192.0.1.1", "172.32.0.1", "2600::1", "::ffff:8.8.8.8"})
    EXPECT_TRUE(is_public_address(address)) << address;
  for (const char* address : {"127.0.0.1",
                              "10.1.2.3",
                              "172.16.0.1",
                              "172.31.255.255",
                              "192.168.1.1",
                              "169.254.169.254",
                              "100.64.0.1",
                              "0.0.0.0",
                              "224.0.0.1",
                              "255.255.255.255",
                              "::",
                              "::1",
                              "fe80::1",
                              "fc00::1",
                              "fd12::1",
                              "ff02::1",
                              "::ffff:127.0.0.1",
                              "::ffff:10.0.0.1",
                              "64:ff9b::7f00:1",
                              "2002:7f00:1::",
                              "::127.0.0.1",
                              "2001:db8::1",
                              "2001::1",
                              "no address"})
    EXPECT_FALSE(is_public_address(address)) << address;
  EXPECT_TRUE(looks_like_url("https://example.org"));
  EXPECT_FALSE(looks_like_url("notes/a:b.txt"));
}

}  // namespace breadcrumb::app
