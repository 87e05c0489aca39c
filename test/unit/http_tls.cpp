// The server over TLS: what it speaks, with which files, and what a peer that does not speak it is told.
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <filesystem>

#include "base/bytes.h"
#include "base/file.h"
#include "http/ask.h"
#include "http/server.h"
#include "http_client.h"

namespace breadcrumb::http {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

struct Free {
  void operator()(EVP_PKEY* one) const { EVP_PKEY_free(one); }
  void operator()(X509* one) const { X509_free(one); }
  void operator()(BIO* one) const { BIO_free(one); }
  void operator()(SSL_CTX* one) const { SSL_CTX_free(one); }
  void operator()(SSL* one) const { SSL_free(one); }
};
template <class T>
using Own = std::unique_ptr<T, Free>;

std::string text_in(BIO* memory) {
  char* data = nullptr;
  const auto size = BIO_get_mem_data(memory, &data);
  return {data, static_cast<std::size_t>(size)};
}

struct Pair {
  std::string certificate, key, locked_key;
};

/// A certificate that signs itself, for so many days from today.
Pair made(long days, long from_days = 0) {
  Pair out;
  const Own<EVP_PKEY> key(EVP_EC_gen("P-256"));
  const Own<X509> x509(X509_new());
  X509_set_version(x509.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(x509.get()), from_days * 86400);
  X509_gmtime_adj(X509_getm_notAfter(x509.get()), days * 86400);
  X509_set_pubkey(x509.get(), key.get());
  auto* name = X509_get_subject_name(x509.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(x509.get(), name);
  X509_sign(x509.get(), key.get(), EVP_sha256());
  const Own<BIO> certificate(BIO_new(BIO_s_mem())), open(BIO_new(BIO_s_mem())), locked(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(certificate.get(), x509.get());
  PEM_write_bio_PrivateKey(open.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  PEM_write_bio_PrivateKey(locked.get(), key.get(), EVP_aes_128_cbc(), nullptr, 0, nullptr,
                           const_cast<char*>("a passphrase"));
  out.certificate = text_in(certificate.get());
  out.key = text_in(open.get());
  out.locked_key = text_in(locked.get());
  return out;
}

/// Speaks TLS over a socket of its own; what it could not do leaves it closed.
class Secret {
 public:
  explicit Secret(std::uint16_t port, int most = 0) : context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_security_level(context_.get(), 0);
    if (most != 0) {
      SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
      SSL_CTX_set_max_proto_version(context_.get(), most);
    }
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval wait{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to), 0);
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_fd(ssl_.get(), socket_);
    open_ = SSL_connect(ssl_.get()) == 1;
  }
  Secret(const Secret&) = delete;
  ~Secret() { ::close(socket_); }

  [[nodiscard]] bool is_open() const { return open_; }
  [[nodiscard]] std::string version() const { return SSL_get_version(ssl_.get()); }
  [[nodiscard]] std::string fingerprint() const {
    const Own<X509> shown(SSL_get1_peer_certificate(ssl_.get()));
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    X509_digest(shown.get(), EVP_sha256(), digest, &size);
    return {reinterpret_cast<char*>(digest), size};
  }
  bool send(std::string_view bytes) const {
    return SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
  }
  [[nodiscard]] std::string read(std::string_view until = "") const {
    std::string out;
    char part[4096];
    for (int count = 0; (count = SSL_read(ssl_.get(), part, sizeof part)) > 0;) {
      out.append(part, static_cast<std::size_t>(count));
      if (!until.empty() && out.find(until) != std::string::npos) break;
    }
    return out;
  }
  /// Did the server say that nothing more comes, rather than fall silent?
  [[nodiscard]] bool was_ended() const { return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0; }

 private:
  Own<SSL_CTX> context_;
  Own<SSL> ssl_;
  int socket_ = -1;
  bool open_ = false;
};

class Tls : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("breadcrumb-tls-" + random_id());
    fs::create_directories(folder_);
    keep(made(30));
  }
  void TearDown() override {
    std::error_code code;
    fs::remove_all(folder_, code);
  }
  void keep(const Pair& pair) const {
    ASSERT_TRUE(write_file(files().chain, pair.certificate));
    ASSERT_TRUE(write_file(files().key, pair.key));
    fs::permissions(files().key, fs::perms::owner_read | fs::perms::owner_write);
  }
  [[nodiscard]] TlsFiles files() const { return {(folder_ / "desk.pem").string(), (folder_ / "desk.key").string()}; }
  [[nodiscard]] std::string refused() const {
    const auto listened = Server::listen("127.0.0.1", 0, {}, handlers(), files());
    return listened ? "" : listened.error().code + " " + listened.error().where;
  }

  static Handlers handlers() {
    return {.admit =
                [](const Call& call) {
                  Admission out{.most_bytes = 1 << 20};
                  if (call.path == "/no") out.refused = Reply::of(403, "text/plain", "no");
                  return out;
                },
            .ready = [](const Call& call) -> std::optional<Reply> {
              if (call.path != "/events") return std::nullopt;
              Reply stream;
              stream.stream = true;
              return stream.with("Content-Type", "text/event-stream");
            },
            .answer = [](const Call& call) { return Reply::of(200, "text/plain", call.path + " " + call.body); }};
  }

  fs::path folder_;
};

TEST_F(Tls, AnswersInTwelveAndThirteenAndInNothingOlder) {
  const House house({}, handlers(), files());
  for (const auto& [version, name] : {std::pair{TLS1_2_VERSION, "TLSv1.2"}, std::pair{TLS1_3_VERSION, "TLSv1.3"}}) {
    const Secret peer(house.port(), version);
    ASSERT_TRUE(peer.is_open()) << name;
    EXPECT_EQ(peer.version(), name);
    peer.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
    EXPECT_NE(peer.read("/a hello").find("200 OK"), std::string::npos);
    peer.send("GET /again HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_NE(peer.read().find("/again"), std::string::npos);
    EXPECT_TRUE(peer.was_ended()) << "the end is said, so that nobody can cut an answer short";
  }
  for (const int old : {TLS1_VERSION, TLS1_1_VERSION}) EXPECT_FALSE(Secret(house.port(), old).is_open()) << old;
  std::string body;
  const auto asked =
      ask("127.0.0.1", house.port(), {.method = "GET", .path = "/b", .headers = {{"Host", "x"}}}, body, true);
  ASSERT_TRUE(asked) << asked.error().to_text();
  EXPECT_EQ(body, "/b ");
}

TEST_F(Tls, CarriesLongBodiesStreamsAndRefusals) {
  const House house({}, handlers(), files());
  const Secret peer(house.port());
  const std::string long_body(900'000, 'x');
  std::thread reader;
  std::string got;
  reader = std::thread([&] { got = peer.read(long_body.substr(0, 1000) + "\n"); });
  peer.send("POST /long HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 900000\r\n\r\n" + long_body);
  reader.join();
  EXPECT_EQ(body(got).size(), long_body.size() + 6);

  const Secret listener(house.port());
  listener.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(status(listener.read("\r\n\r\n")), 200);
  for (int i = 0; i < 20; ++i) house.server().publish("change", std::to_string(i));
  EXPECT_NE(listener.read("data: 19\n\n").find("data: 19"), std::string::npos);

  const Secret unwanted(house.port());
  unwanted.send("POST /no HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + std::string(30000, 'y'));
  EXPECT_EQ(status(unwanted.read()), 403);
}

TEST_F(Tls, TellsWhoSpeaksHttpAndLetsGoOfWhoSaysNothing) {
  Limits limits;
  limits.handshake = 300ms;
  const House house(limits, handlers(), files());
  const auto told = house.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(status(told), 400);
  EXPECT_NE(told.find("https"), std::string::npos);
  const Client silent(house.port());
  EXPECT_TRUE(silent.is_closed());
  const Client half(house.port());
  half.send(std::string("\x16\x03\x01\x02\x00\x01\x00", 7));
  EXPECT_TRUE(half.is_closed());
  const Client garbage(house.port());
  garbage.send(std::string("\x16\x03\x01\x00\x05", 5) + std::string(60000, '\xFF'));
  EXPECT_TRUE(garbage.is_closed());
  EXPECT_TRUE(Secret(house.port()).is_open()) << "others are served all the same";
}

TEST_F(Tls, StopsWithPeersInEveryState) {
  House house({}, handlers(), files());
  const Secret idle(house.port());
  const Client silent(house.port());
  const Secret listener(house.port());
  listener.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(status(listener.read("\r\n\r\n")), 200);
  house.stop();
  EXPECT_EQ(listener.read(), "");
}

TEST_F(Tls, ReadsANewCertificateAndKeepsTheOldOneWhereTheNewIsWrong) {
  std::mutex mutex;
  std::string said;
  auto with_notice = handlers();
  with_notice.notice = [&](std::string_view words) {
    const std::lock_guard lock(mutex);
    said += words;
  };
  const House house({}, with_notice, files());
  const auto shown = [&] { return Secret(house.port()).fingerprint(); };
  const auto first = shown();
  std::this_thread::sleep_for(1100ms);
  keep(made(60));
  const auto second = shown();
  EXPECT_NE(first, second);
  std::this_thread::sleep_for(1100ms);
  ASSERT_TRUE(write_file(files().chain, "half of a certif"));
  EXPECT_EQ(shown(), second);
  const std::lock_guard lock(mutex);
  EXPECT_NE(said.find("a new certificate was read"), std::string::npos) << said;
  EXPECT_NE(said.find("the certificate before is used on"), std::string::npos) << said;
}

TEST_F(Tls, SaysWhichFileIsWrong) {
  EXPECT_EQ(refused(), "");
  const auto pair = made(30), other = made(30);
  const auto case_of = [&](const std::string& certificate, const std::string& key) {
    keep({certificate, key, ""});
    return refused();
  };
  EXPECT_EQ(case_of("", pair.key), "http.certificate " + files().chain);
  EXPECT_EQ(case_of("not PEM at all", pair.key), "http.certificate " + files().chain);
  EXPECT_EQ(case_of(pair.key, pair.key), "http.certificate " + files().chain);
  EXPECT_EQ(case_of(pair.certificate, ""), "http.certificate " + files().key);
  EXPECT_EQ(case_of(pair.certificate, pair.certificate), "http.certificate " + files().key);
  EXPECT_EQ(case_of(pair.certificate, other.key), "http.certificate " + files().key);
  EXPECT_EQ(case_of(pair.certificate, pair.locked_key), "http.certificate " + files().key);
  EXPECT_EQ(case_of(pair.certificate, pair.key), "");
  fs::remove(files().key);
  EXPECT_EQ(refused(), "file.not_found " + files().key);
}

TEST_F(Tls, WarnsOfACertificateThatHasEndedAndOfAKeyForAll) {
  const auto warned = [&] {
    std::string out;
    auto with_notice = handlers();
    with_notice.notice = [&](std::string_view words) { out += words; };
    EXPECT_TRUE(Server::listen("127.0.0.1", 0, {}, with_notice, files()));
    return out;
  };
  EXPECT_EQ(warned(), "");
  keep(made(-1, -30));
  EXPECT_NE(warned().find("has ended"), std::string::npos);
  keep(made(30, 2));
  EXPECT_NE(warned().find("does not begin yet"), std::string::npos);
  keep(made(30));
  fs::permissions(files().key, fs::perms::others_read, fs::perm_options::add);
  EXPECT_NE(warned().find("everybody on this machine"), std::string::npos);
}

}  // namespace
}  // namespace breadcrumb::http
