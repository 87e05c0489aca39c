// One connection: its calls one after another, each with its limits and deadlines; and what all connections share. Only
// for server.cpp, on its one thread.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

#include "http/server.h"
#include "http/server_link.h"
#include "http/server_tls.h"

namespace breadcrumb::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = beast::http;
using asio::ip::tcp;
using Code = beast::error_code;

// A stream whose peer takes nothing is let go when this much waits for it.
inline constexpr std::size_t most_queued = 64 << 10;

class Session;

/// What all sessions share; only touched on the one thread, but for what is atomic.
struct Shared {
  Limits limits;
  Handlers handlers;
  std::unordered_set<Session*> sessions;
  std::unordered_set<Session*> streams;
  std::size_t waiting = 0;
  std::uint64_t bodies = 0;
  bool accepting = false, leaving = false;
  std::optional<Certificate> certificate;
  // Below what sessions look at when they go, which they do with `io` at the latest.
  asio::io_context io{1};
  tcp::acceptor acceptor{io};
  asio::thread_pool workers;

  explicit Shared(std::size_t threads) : workers(threads) {}
  void accept();
};

// Of a header's names and values that we send ourselves, nothing may break the line.
inline std::string one_line(std::string_view value) {
  std::string out(value);
  std::ranges::replace_if(out, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return out;
}

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Shared& shared, tcp::socket socket)
      : shared_(shared),
        stream_(std::move(socket), shared.certificate ? shared.certificate->current(shared.handlers.notice) : nullptr) {
    Code ignored;
    peer_ = stream_.socket().remote_endpoint(ignored).address().to_string();
    shared_.sessions.insert(this);
  }
  ~Session() {
    shared_.streams.erase(this);
    shared_.sessions.erase(this);
    release();
    shared_.accept();
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void start() {
    Code ignored;
    stream_.socket().set_option(tcp::no_delay(true), ignored);
    if (!stream_.is_tls()) return read_header();
    stream_.expires_after(shared_.limits.handshake);
    stream_.look([self = shared_from_this()](Code code, bool tls) {
      if (code) return self->close();
      if (tls) return self->shake_hands();
      self->say_https();
    });
  }

  /// No further call; one under way is still answered.
  void leave() {
    if (state_ == State::idle || state_ == State::streaming) close();
  }
  void close() { stream_.close(); }

  void say(std::shared_ptr<const std::string> event) {
    if (queued_ + event->size() > most_queued) return close();
    queued_ += event->size();
    queue_.push_back(std::move(event));
    if (state_ == State::streaming && queue_.size() == 1) say_next();
  }

 private:
  enum class State { idle, reading, answering, streaming };
  using Parser = wire::request_parser<wire::string_body>;
  using Response = wire::response<wire::span_body<const char>>;

  void shake_hands() {
    stream_.shake_hands([self = shared_from_this()](Code code) {
      if (code) return self->close();
      self->read_header();
    });
  }

  // Somebody typed http: they should not have to guess why nothing comes.
  void say_https() {
    static const std::string answer =
        "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: 47\r\n\r\n"
        "This address speaks https: begin it with that.\n";
    stream_.write_plain(asio::buffer(answer), [self = shared_from_this()](Code code) {
      if (code) return self->close();
      self->hang_up();
    });
  }

  void read_header() {
    state_ = State::idle;
    call_ = {};
    reply_ = {};
    parser_.emplace();
    parser_->header_limit(shared_.limits.header_bytes);
    parser_->body_limit(boost::none);  // the length is looked at when the header has come
    stream_.expires_after(shared_.limits.idle);
    wire::async_read_header(stream_, buffer_, *parser_,
                            [self = shared_from_this()](Code code, std::size_t) { self->on_header(code); });
  }

  void on_header(Code code) {
    if (code) return on_broken(code);
    state_ = State::reading;
    const auto& request = parser_->get();
    call_.method = request.method_string();
    const std::string_view target = request.target();
    const auto mark = target.find('?');
    call_.path = target.substr(0, mark);
    if (mark != std::string_view::npos) call_.query = target.substr(mark + 1);
    call_.peer = peer_;
    std::size_t hosts = 0;
    for (const auto& field : request) {
      auto name = small_letters(field.name_string());
      hosts += name == "host" ? 1 : 0;
      call_.headers.emplace(std::move(name), std::string(field.value()));
    }
    call_.repeated_host = hosts > 1;
    auto admission = shared_.handlers.admit(call_);
    if (admission.refused) return refuse(std::move(*admission.refused));
    std::uint64_t most = admission.most_bytes;
    if (const auto length = parser_->content_length(); length) {
      if (*length > most)
        return refuse(refusal(
            {ErrorKind::too_big, "http.body_too_big", fmt::format("expected a body of up to {} bytes", most), ""}));
      most = *length;
    } else if (parser_->chunked()) {
      most = std::min(most, shared_.limits.unannounced_body);
    } else {
      most = 0;
    }
    if (shared_.bodies + most > shared_.limits.bodies)
      return refuse(refusal({ErrorKind::unavailable, "http.busy", "too much is under way; try again", ""}));
    held_ = most;
    shared_.bodies += most;
    parser_->body_limit(most);
    if (parser_->is_done()) return on_call();
    stream_.expires_after(shared_.limits.body);
    if (request[wire::field::expect] == "100-continue") return say_continue();
    read_body();
  }

  void say_continue() {
    static const std::string line = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(stream_, asio::buffer(line), [self = shared_from_this()](Code code, std::size_t) {
      if (!code) self->read_body();
    });
  }

  void read_body() {
    wire::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](Code code, std::size_t) {
      if (code)
        self->on_broken(code);
      else
        self->on_call();
    });
  }

  // What a peer sent is no HTTP, too much, or ended in the middle. Where it still may hear, it is told.
  void on_broken(Code code) {
    if (code == wire::error::end_of_stream || code == beast::error::timeout || code == asio::error::operation_aborted ||
        code == asio::error::connection_reset)
      return close();
    if (code == wire::error::header_limit)
      return refuse(refusal({ErrorKind::too_big, "http.header_too_big",
                             fmt::format("expected a header of up to {} bytes", shared_.limits.header_bytes), ""},
                            431));
    if (code == wire::error::body_limit)
      return refuse(refusal({ErrorKind::too_big, "http.body_too_big", "the body is longer than it may be", ""}));
    refuse(refusal({ErrorKind::bad_input, "http.syntax",
                    "expected a call in HTTP/1.1, and it breaks off or is none: " + code.message(), ""}));
  }

  void refuse(Reply reply) {
    last_ = unread_ = true;
    send(std::move(reply));
  }

  void on_call() {
    state_ = State::answering;
    stream_.expires_never();
    call_.body = std::move(parser_->get().body());
    last_ = !parser_->get().keep_alive();
    if (auto ready = shared_.handlers.ready(call_)) return send(std::move(*ready));
    if (shared_.waiting >= shared_.limits.waiting)
      return send(refusal({ErrorKind::unavailable, "http.busy", "too many calls wait; try again", ""}));
    ++shared_.waiting;
    asio::post(shared_.workers, [self = shared_from_this()]() mutable {
      auto reply = self->shared_.handlers.answer(self->call_);
      // The last one to let go of a session must be the one thread.
      auto& io = self->shared_.io;
      asio::post(io, [self = std::move(self), reply = std::move(reply)]() mutable {
        --self->shared_.waiting;
        self->send(std::move(reply));
      });
    });
  }

  void send(Reply reply) {
    state_ = State::answering;
    release();
    reply_ = std::move(reply);
    if (shared_.leaving) last_ = true;
    if (reply_.stream && shared_.streams.size() >= shared_.limits.streams)
      reply_ = refusal({ErrorKind::unavailable, "http.busy", "too many pages listen already", ""});
    response_.emplace();
    response_->version(11);
    response_->result(static_cast<unsigned>(reply_.status));
    for (const auto& [name, value] : reply_.headers) response_->insert(name, one_line(value));
    stream_.expires_after(shared_.limits.answer);
    if (reply_.stream) {
      writer_.emplace(*response_);
      // From now on, so that nothing is missed between the peer's reading of the header and our hearing of it.
      shared_.streams.insert(this);
      wire::async_write_header(stream_, *writer_, [self = shared_from_this()](Code code, std::size_t) {
        if (!code) self->on_stream();
      });
      return;
    }
    if (reply_.body) response_->body() = {reply_.body->data(), reply_.body->size()};
    // A body that was not read stands in the way of the next call.
    response_->keep_alive(!last_);
    response_->content_length(reply_.body ? reply_.body->size() : 0);
    writer_.emplace(*response_);
    if (call_.method == "HEAD" || reply_.status == 304) {
      wire::async_write_header(stream_, *writer_,
                               [self = shared_from_this()](Code code, std::size_t) { self->on_sent(code); });
    } else {
      wire::async_write(stream_, *writer_,
                        [self = shared_from_this()](Code code, std::size_t) { self->on_sent(code); });
    }
  }

  void on_sent(Code code) {
    if (code) return close();
    writer_.reset();
    response_.reset();
    if (!last_) return read_header();
    if (stream_.is_tls() && !unread_) {
      stream_.expires_after(std::chrono::seconds(2));
      stream_.end([self = shared_from_this()](Code) { self->close(); });
      return;
    }
    hang_up();
  }

  void hang_up() {
    // Closing with bytes unread makes the system throw away what was just sent: they are read for a short while.
    Code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(std::chrono::seconds(2));
    drained_ = 0;
    drain();
  }

  void drain() {
    stream_.read_plain(asio::buffer(rest_), [self = shared_from_this()](Code code, std::size_t count) {
      self->drained_ += count;
      if (code || self->drained_ > (std::size_t{1} << 20))
        self->close();
      else
        self->drain();
    });
  }

  void on_stream() {
    state_ = State::streaming;
    stream_.expires_never();
    wait_for_end();
    if (!queue_.empty()) say_next();
    if (shared_.leaving) close();
  }

  // A peer that listens says nothing more; that it went away shows by reading.
  void wait_for_end() {
    stream_.async_read_some(asio::buffer(rest_), [self = shared_from_this()](Code code, std::size_t) {
      if (code) {
        self->shared_.streams.erase(self.get());
        self->close();
      } else {
        self->wait_for_end();
      }
    });
  }

  void say_next() {
    asio::async_write(stream_, asio::buffer(*queue_.front()), [self = shared_from_this()](Code code, std::size_t) {
      if (code) return self->close();
      self->queued_ -= self->queue_.front()->size();
      self->queue_.pop_front();
      if (!self->queue_.empty()) self->say_next();
    });
  }

  void release() { shared_.bodies -= std::exchange(held_, 0); }

  Shared& shared_;
  Link stream_;
  std::string peer_;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  Call call_;
  Reply reply_;
  std::optional<Response> response_;
  std::optional<wire::response_serializer<wire::span_body<const char>>> writer_;
  std::deque<std::shared_ptr<const std::string>> queue_;
  std::size_t queued_ = 0, drained_ = 0;
  std::uint64_t held_ = 0;
  std::array<char, 512> rest_{};
  State state_ = State::idle;
  bool last_ = false, unread_ = false;
};

inline void Shared::accept() {
  if (accepting || leaving || !acceptor.is_open() || sessions.size() >= limits.connections) return;
  accepting = true;
  acceptor.async_accept([this](Code code, tcp::socket socket) {
    accepting = false;
    if (!code) {
      std::make_shared<Session>(*this, std::move(socket))->start();
      accept();
      return;
    }
    if (code == asio::error::operation_aborted) return;
    // Out of files, most likely: the next one is tried when one has ended, or in a moment.
    auto later = std::make_shared<asio::steady_timer>(io, std::chrono::milliseconds(100));
    later->async_wait([this, later](Code) { accept(); });
  });
}

}  // namespace breadcrumb::http
