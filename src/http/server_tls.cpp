#include "http/server_tls.h"

#include <fmt/format.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/stat.h>

#include "base/file.h"

namespace breadcrumb::http {

namespace {

constexpr std::uint64_t max_file = 1 << 20;
constexpr std::chrono::seconds look_again{1};

Error wrong(std::string message, const std::string& where) {
  return {ErrorKind::bad_input, "http.certificate", std::move(message), where};
}

}  // namespace

Result<Certificate> Certificate::load(TlsFiles files) {
  Certificate out(std::move(files));
  BC_TRY(out.read());
  return out;
}

Result<void> Certificate::read() {
  namespace ssl = boost::asio::ssl;
  const auto seen = state();
  const auto chain = BC_TRY(read_file(files_.chain, max_file));
  const auto key = BC_TRY(read_file(files_.key, max_file));
  auto context = std::make_shared<Context>(Context::tls_server);
  context->set_options(Context::default_workarounds | Context::no_sslv2 | Context::no_sslv3 | Context::no_tlsv1 |
                       Context::no_tlsv1_1 | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  boost::system::error_code code;
  // Without this OpenSSL would ask for a passphrase at the terminal, and wait.
  context->set_password_callback([](std::size_t, Context::password_purpose) { return std::string(); }, code);
  context->use_certificate_chain({chain.data(), chain.size()}, code);
  if (code) return wrong("expected a certificate in PEM, the server's own first: " + code.message(), files_.chain);
  context->use_private_key({key.data(), key.size()}, Context::pem, code);
  if (code)
    return wrong("expected the certificate's private key in PEM, without a passphrase: " + code.message(), files_.key);
  if (SSL_CTX_check_private_key(context->native_handle()) != 1)
    return wrong("this is the key of another certificate than " + files_.chain, files_.key);

  warning_.clear();
  const auto* certificate = SSL_CTX_get0_certificate(context->native_handle());
  if (X509_cmp_current_time(X509_get0_notAfter(certificate)) < 0)
    warning_ = fmt::format("{}: the certificate has ended; browsers will refuse it", files_.chain);
  else if (X509_cmp_current_time(X509_get0_notBefore(certificate)) > 0)
    warning_ = fmt::format("{}: the certificate does not begin yet; browsers will refuse it", files_.chain);
  struct stat info{};
  if (warning_.empty() && ::stat(files_.key.c_str(), &info) == 0 && (info.st_mode & S_IROTH) != 0)
    warning_ = fmt::format("{}: everybody on this machine can read the key (chmod o-r)", files_.key);
  context_ = std::move(context);
  state_ = seen;
  return {};
}

std::string Certificate::state() const {
  std::string out;
  for (const auto& file : {files_.chain, files_.key}) {
    struct stat info{};
    if (::stat(file.c_str(), &info) == 0)
      out += fmt::format("{}.{} {} {};", info.st_mtim.tv_sec, info.st_mtim.tv_nsec, info.st_size, info.st_ino);
  }
  return out;
}

std::shared_ptr<Certificate::Context> Certificate::current(const Notice& notice) {
  const auto now = std::chrono::steady_clock::now();
  if (now - looked_ < look_again) return context_;
  looked_ = now;
  const auto seen = state();
  if (seen == state_) return context_;
  const auto done = read();
  // What is half written now is looked at again when it has changed once more.
  state_ = seen;
  if (notice && !done) notice(fmt::format("the certificate before is used on: {}", done.error().to_text()));
  if (notice && done) notice(warning_.empty() ? "a new certificate was read" : warning_);
  return context_;
}

}  // namespace breadcrumb::http
