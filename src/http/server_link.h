// A connection's bytes, as they are or through TLS; what reads and writes HTTP on it need not know which. Only for
// server_session.h, on its one thread.
//
//   Link link(std::move(socket), tls);        // a null `tls`: as they are
//   wire::async_read(link, buffer, parser, handler);
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace breadcrumb::http {

/// An AsyncStream of Asio. One read and one write may be under way at the same time.
class Link {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  using Context = boost::asio::ssl::context;
  using executor_type = boost::beast::tcp_stream::executor_type;

  Link(Socket socket, std::shared_ptr<Context> context) : plain_(std::move(socket)), context_(std::move(context)) {
    if (context_) tls_.emplace(plain_, *context_);
  }

  executor_type get_executor() { return plain_.get_executor(); }
  [[nodiscard]] bool is_tls() const { return tls_.has_value(); }
  Socket& socket() { return plain_.socket(); }
  /// The bytes below TLS.
  boost::beast::tcp_stream& plain() { return plain_; }
  boost::asio::ssl::stream<boost::beast::tcp_stream&>& tls() { return *tls_; }

  void expires_after(std::chrono::milliseconds time) { plain_.expires_after(time); }
  void expires_never() { plain_.expires_never(); }
  void close() {
    boost::beast::error_code ignored;
    plain_.socket().shutdown(Socket::shutdown_both, ignored);
    plain_.close();
  }

  template <class Buffers, class Handler>
  void async_read_some(const Buffers& buffers, Handler&& handler) {
    if (tls_)
      tls_->async_read_some(buffers, std::forward<Handler>(handler));
    else
      plain_.async_read_some(buffers, std::forward<Handler>(handler));
  }
  template <class Buffers, class Handler>
  void async_write_some(const Buffers& buffers, Handler&& handler) {
    if (tls_)
      tls_->async_write_some(buffers, std::forward<Handler>(handler));
    else
      plain_.async_write_some(buffers, std::forward<Handler>(handler));
  }

 private:
  boost::beast::tcp_stream plain_;
  std::shared_ptr<Context> context_;  ///< of its own: the server may have read a newer certificate since
  std::optional<boost::asio::ssl::stream<boost::beast::tcp_stream&>> tls_;
};

}  // namespace breadcrumb::http
