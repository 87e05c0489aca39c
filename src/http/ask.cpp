#include "http/ask.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>

namespace breadcrumb::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = beast::http;

Result<int> ask(const std::string& address, std::uint16_t port, const Call& call, std::string& body, bool tls) {
  asio::io_context io;
  beast::tcp_stream stream(io);
  stream.expires_after(std::chrono::seconds(60));
  beast::error_code code;
  stream.connect(asio::ip::tcp::endpoint(asio::ip::make_address(address, code), port), code);
  wire::request<wire::string_body> request(wire::string_to_verb(call.method), call.path, 11);
  for (const auto& [name, value] : call.headers) request.insert(name, value);
  request.body() = call.body;
  request.prepare_payload();
  beast::flat_buffer buffer;
  wire::response_parser<wire::string_body> parser;
  parser.body_limit(std::uint64_t{1} << 30);
  const auto exchange = [&](auto& over) {
    if (!code) wire::write(over, request, code);
    if (!code) wire::read(over, buffer, parser, code);
  };
  if (tls) {
    asio::ssl::context trusting(asio::ssl::context::tls_client);
    asio::ssl::stream<beast::tcp_stream&> secret(stream, trusting);
    if (!code) secret.handshake(asio::ssl::stream_base::client, code);
    exchange(secret);
  } else {
    exchange(stream);
  }
  if (code) return Error{ErrorKind::unavailable, "http.no_answer", "no answer came: " + code.message(), call.path};
  body = std::move(parser.get().body());
  return static_cast<int>(parser.get().result_int());
}

}  // namespace breadcrumb::http
