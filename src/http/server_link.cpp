#include "http/server_link.h"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <optional>

namespace breadcrumb::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

struct Link::Below {
  beast::tcp_stream plain;
  std::shared_ptr<Context> context;  ///< of its own: the server may have read a newer certificate since
  std::optional<asio::ssl::stream<beast::tcp_stream&>> tls;
  beast::flat_buffer first;  ///< bytes that were read to see whether they begin TLS
};

Link::Link(Socket socket, std::shared_ptr<Context> context)
    : below_(std::make_unique<Below>(beast::tcp_stream(std::move(socket)), std::move(context))) {
  if (below_->context) below_->tls.emplace(below_->plain, *below_->context);
}
Link::~Link() = default;

Link::executor_type Link::get_executor() {
  return below_->plain.socket().get_executor();
}
bool Link::is_tls() const {
  return below_->tls.has_value();
}
Link::Socket& Link::socket() {
  return below_->plain.socket();
}
void Link::expires_after(std::chrono::milliseconds time) {
  below_->plain.expires_after(time);
}
void Link::expires_never() {
  below_->plain.expires_never();
}
void Link::close() {
  Code ignored;
  below_->plain.socket().shutdown(Socket::shutdown_both, ignored);
  below_->plain.close();
}

// A handler without an executor of its own would be one for any thread.
void Link::look(std::function<void(Code, bool)> done) {
  beast::async_detect_ssl(below_->plain, below_->first, asio::bind_executor(get_executor(), std::move(done)));
}
void Link::shake_hands(std::function<void(Code)> done) {
  below_->tls->async_handshake(
      asio::ssl::stream_base::server, below_->first.data(),
      asio::bind_executor(get_executor(), [this, done = std::move(done)](Code code, std::size_t used) {
        below_->first.consume(used);
        done(code);
      }));
}
void Link::end(std::function<void(Code)> done) {
  below_->tls->async_shutdown(asio::bind_executor(get_executor(), std::move(done)));
}
void Link::read_plain(asio::mutable_buffer into, Handler handler) {
  below_->plain.async_read_some(into, asio::bind_executor(get_executor(), std::move(handler)));
}
void Link::write_plain(asio::const_buffer from, std::function<void(Code)> done) {
  asio::async_write(
      below_->plain, from,
      asio::bind_executor(get_executor(), [done = std::move(done)](Code code, std::size_t) { done(code); }));
}

void Link::read(asio::mutable_buffer into, Handler handler) {
  auto bound = asio::bind_executor(get_executor(), std::move(handler));
  if (below_->tls)
    below_->tls->async_read_some(into, std::move(bound));
  else
    below_->plain.async_read_some(into, std::move(bound));
}
void Link::write(const Pieces& from, Handler handler) {
  auto bound = asio::bind_executor(get_executor(), std::move(handler));
  if (below_->tls)
    below_->tls->async_write_some(from, std::move(bound));
  else
    below_->plain.async_write_some(from, std::move(bound));
}

}  // namespace breadcrumb::http
