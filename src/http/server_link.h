// A connection's bytes, as they are or through TLS; what reads and writes HTTP on it need not know which. Only for
// server_session.h, on its one thread.
//
//   Link link(std::move(socket), tls);        // a null `tls`: as they are
//   wire::async_read(link, buffer, parser, handler);
//
// What is below is compiled once, for one type of handler (server_link.cpp): HTTP, TLS and sockets instantiated into
// one another take the compiler minutes.
#pragma once

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/error.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace boost::asio::ssl {
class context;
}

namespace breadcrumb::http {

/// An AsyncStream of Asio. One read and one write may be under way at the same time.
class Link {
 public:
  using Code = boost::beast::error_code;
  using Socket = boost::asio::ip::tcp::socket;
  using Context = boost::asio::ssl::context;
  using executor_type = Socket::executor_type;
  using Handler = std::move_only_function<void(Code, std::size_t)>;
  /// A write takes the first of the buffers that it is given, and says how much that was.
  using Pieces = std::array<boost::asio::const_buffer, 8>;

  Link(Socket socket, std::shared_ptr<Context> context);
  ~Link();
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  executor_type get_executor();
  [[nodiscard]] bool is_tls() const;
  Socket& socket();
  void expires_after(std::chrono::milliseconds time);
  void expires_never();
  void close();

  /// Do the first bytes begin TLS? They go into the buffer, which `shake_hands` takes first.
  void look(std::function<void(Code, bool)> done);
  void shake_hands(std::function<void(Code)> done);
  /// Says that nothing more comes, and waits for the peer to say so.
  void end(std::function<void(Code)> done);
  /// Of the bytes below TLS.
  void read_plain(boost::asio::mutable_buffer into, Handler handler);
  void write_plain(boost::asio::const_buffer from, std::function<void(Code)> done);

  template <class Buffers, class Done>
  void async_read_some(const Buffers& buffers, Done&& done) {
    boost::asio::mutable_buffer into;
    for (auto at = boost::asio::buffer_sequence_begin(buffers); at != boost::asio::buffer_sequence_end(buffers); ++at)
      if (boost::asio::mutable_buffer(*at).size() > 0 && into.size() == 0) into = *at;
    read(into, std::forward<Done>(done));
  }
  template <class Buffers, class Done>
  void async_write_some(const Buffers& buffers, Done&& done) {
    Pieces pieces{};
    std::size_t count = 0;
    for (auto at = boost::asio::buffer_sequence_begin(buffers); at != boost::asio::buffer_sequence_end(buffers); ++at)
      if (boost::asio::const_buffer(*at).size() > 0 && count < pieces.size()) pieces[count++] = *at;
    write(pieces, std::forward<Done>(done));
  }

 private:
  void read(boost::asio::mutable_buffer into, Handler handler);
  void write(const Pieces& from, Handler handler);

  struct Below;
  std::unique_ptr<Below> below_;
};

}  // namespace breadcrumb::http
