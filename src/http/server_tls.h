// The server's certificate and key, read again when their files change: whoever renews them need not restart anything.
// Only for server.cpp.
//
//   auto tls = BC_TRY(Certificate::load({.chain = "desk.pem", .key = "desk.key"}));
//   Link link(std::move(socket), tls.current(notice));
//
// TLS 1.2 and 1.3 alone (RFC 8996 retires what is older), with the ciphers of the system's OpenSSL.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/server.h"

namespace breadcrumb::http {

class Certificate {
 public:
  using Context = boost::asio::ssl::context;
  using Notice = std::function<void(std::string_view)>;

  /// Errors: of reading the files; `http.certificate` (no PEM, a key with a passphrase, a key of another certificate).
  static Result<Certificate> load(TlsFiles files);
  /// The newest that could be read; what is wrong with a newer one is told once.
  std::shared_ptr<Context> current(const Notice& notice);
  /// "" or what its reader should know: that it has ended, or that others may read the key.
  [[nodiscard]] const std::string& warning() const { return warning_; }

 private:
  explicit Certificate(TlsFiles files) : files_(std::move(files)) {}
  Result<void> read();
  [[nodiscard]] std::string state() const;

  TlsFiles files_;
  std::shared_ptr<Context> context_;
  std::string state_, warning_;
  std::chrono::steady_clock::time_point looked_{};
};

}  // namespace breadcrumb::http
