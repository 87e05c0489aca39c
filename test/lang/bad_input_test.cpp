// Bad input, as hostile or as careless as it comes: a clear error with file and code, in little time and memory, the
// desk whole afterwards, and the other files of the same command read.

#include "bad_input.h"

#include <archive.h>
#include <archive_entry.h>
#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <thread>

#include "base/file.h"

namespace breadcrumb::lang {
namespace {

TEST_F(BadInput, an_empty_file) {
  put("empty.html", "");
  refused("empty.html", "source.empty");
}

TEST_F(BadInput, binary_junk) {
  std::string junk;
  std::uint64_t state = 42;
  for (int i = 0; i < 100'000; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    junk += static_cast<char>(state >> 56);
  }
  put("junk.bin", junk);
  refused("junk.bin", "source.not_text");
}

TEST_F(BadInput, two_hundred_megabytes) {
  put("huge.txt", good_text);
  fs::resize_file(path("huge.txt"), 200'000'000);
  refused("huge.txt", "file.too_big");
}

TEST_F(BadInput, html_nested_a_hundred_thousand_deep) {
  std::string html = "<html><body>";
  for (int i = 0; i < 100'000; ++i) html += "<div>";
  put("deep.html", html + "The two sides met.");
  refused("deep.html", "source.too_deep");
}

TEST_F(BadInput, an_element_with_sixty_thousand_attributes) {
  std::string html = "<html><body><p";
  for (int i = 0; i < 60'000; ++i) html += fmt::format(" a{}=1", i);
  put("crowded.html", html + ">The two sides met.");
  refused("crowded.html", "source.too_big");
}

TEST_F(BadInput, words_without_end) {
  for (const std::string_view words : {"Minister John Smith and ", "a ", "- bullet\n"}) {
    std::string text;
    while (text.size() < 2'000'000) text += words;
    put("long.txt", text);
    const auto outcome = breadcrumb({"read", "--json", "long.txt"});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_NE(outcome.out.find("not_a_readout"), std::string::npos) << words;
    EXPECT_NE(outcome.out.find("text.too_long"), std::string::npos) << words;
  }
}

TEST_F(BadInput, an_attribute_of_ten_megabytes) {
  put("long.html",
      fmt::format("<html><body><p title = \"{}\">{}</p></body></html>", std::string(10'000'000, ' '), good_text));
  EXPECT_EQ(breadcrumb({"--desk", "desk", "read", "long.html"}).exit_code, 0);
}

TEST_F(BadInput, names_that_are_no_text) {
  put("raw\xff\x9b.txt", good_text);
  put("two\nlines\x1b[31m.txt", fmt::format("{}Again.\n", good_text));
  const auto outcome =
      breadcrumb({"--desk", "desk", "read", "raw\xff\x9b.txt", "two\nlines\x1b[31m.txt", "no\n\x9b.txt"});
  EXPECT_EQ(outcome.exit_code, 3) << outcome.err;
  for (const auto* bytes : {"\x1b", "\xff", "two\nlines", "no\n"})
    EXPECT_EQ((outcome.out + outcome.err).find(bytes), std::string::npos) << outcome.out << outcome.err;
  const auto sources = breadcrumb({"--desk", "desk", "sources", "--json"});
  EXPECT_NE(sources.out.find("raw\uFFFD\uFFFD.txt"), std::string::npos) << sources.out;
  desk_is_whole();
}

TEST_F(BadInput, links_that_lead_nowhere_and_to_a_device) {
  fs::create_symlink("loop.txt", path("loop.txt"));
  fs::create_symlink("/dev/zero", path("zero.txt"));
  refused("loop.txt", "file.unreadable");
  refused("zero.txt", "file.not_regular");
}

TEST_F(BadInput, output_that_takes_nothing) {
  // A file that may not grow stands for a full disk: /dev/full is not everywhere.
  for (const auto* command : {"help", "--version", "help --json", "issues --help", "help issues", "doctor"}) {
    const auto line = fmt::format("trap '' XFSZ; ulimit -f 0; exec {} {} > out", BC_BREADCRUMB, command);
    const auto outcome = run({"sh", "-c", line}, {.folder = folder.path(), .environment = {{"PATH", "/usr/bin:/bin"}}});
    EXPECT_EQ(outcome.exit_code, 7) << command << outcome.err;
    EXPECT_NE(outcome.err.find("[cli.output]"), std::string::npos) << command << outcome.err;
  }
}

TEST_F(BadInput, several_programs_at_once) {
  const auto at_once = [&](const std::vector<std::string>& words, std::size_t count) {
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < count; ++i) threads.emplace_back([&] { EXPECT_EQ(breadcrumb(words).exit_code, 0); });
    for (auto& thread : threads) thread.join();
  };
  const auto events = [&](std::string_view kind) {
    const auto log = breadcrumb({"--desk", "desk", "log", "--limit", "0"}).out;
    std::size_t count = 0;
    for (auto at = log.find(kind); at != std::string::npos; at = log.find(kind, at + 1)) ++count;
    return count;
  };
  at_once({"--desk", "desk", "read", "good.txt"}, 6);
  EXPECT_EQ(events("reading.stored"), 1U);
  EXPECT_EQ(events("source.added"), 1U);
  for (const auto* note : {"one", "two", "three", "four"})
    ASSERT_EQ(breadcrumb({"--desk", "desk", "note", "add", note}).exit_code, 0);
  // "The last" means for each the last that still counts.
  at_once({"--desk", "desk", "undo"}, 4);
  EXPECT_EQ(events("event.undone"), 4U);
  EXPECT_EQ(events("note.added (undone)"), 4U);
  desk_is_whole();
}

TEST_F(BadInput, a_record_that_is_not_whole) {
  ASSERT_EQ(breadcrumb({"--desk", "desk", "read", "good.txt"}).exit_code, 0);
  const auto whole = *read_file(path("desk/record.sqlite"), 64 << 20);
  for (const auto& bytes : {whole.substr(0, 5000), std::string("junk"), std::string()}) {
    put("desk/record.sqlite", bytes);
    for (const auto* command : {"rounds", "check", "rebuild"}) {
      const auto outcome = breadcrumb({"--desk", "desk", command});
      EXPECT_NE(outcome.exit_code, 0) << command;
      EXPECT_NE(outcome.err.find("record.sqlite"), std::string::npos) << outcome.err;
      EXPECT_NE(outcome.err.find("[desk."), std::string::npos) << outcome.err;
    }
    if (!bytes.empty()) {
      EXPECT_TRUE(*read_file(path("desk/record.sqlite"), 64 << 20) == bytes) << "what is left was written over";
    }
  }
  put("desk/record.sqlite", whole);
  desk_is_whole();
}

TEST_F(BadInput, a_zip_bomb_as_docx) {
  auto* zip = ::archive_write_new();
  ::archive_write_set_format_zip(zip);
  ASSERT_EQ(::archive_write_open_filename(zip, path("bomb.docx").c_str()), ARCHIVE_OK);
  constexpr std::size_t piece = 1 << 20, pieces = 512;
  const std::string blanks(piece, ' ');
  for (const auto* name : {"[Content_Types].xml", "word/document.xml"}) {
    const bool big = std::string_view(name).starts_with("word");
    auto* entry = ::archive_entry_new();
    ::archive_entry_set_pathname(entry, name);
    ::archive_entry_set_filetype(entry, AE_IFREG);
    ::archive_entry_set_perm(entry, 0644);
    ::archive_entry_set_size(entry, static_cast<la_int64_t>(big ? piece * pieces : 7));
    ASSERT_EQ(::archive_write_header(zip, entry), ARCHIVE_OK);
    if (!big) ::archive_write_data(zip, "<a></a>", 7);
    for (std::size_t i = 0; big && i < pieces; ++i) ::archive_write_data(zip, blanks.data(), piece);
    ::archive_entry_free(entry);
  }
  ASSERT_EQ(::archive_write_free(zip), ARCHIVE_OK);
  refused("bomb.docx", "source.bomb");
}

TEST_F(BadInput, an_encrypted_pdf) {
  fs::copy_file(fs::path(BC_ROOT) / "test/fixtures/bad/encrypted.pdf", path("encrypted.pdf"));
  refused("encrypted.pdf", "source.encrypted");
}

TEST_F(BadInput, a_truncated_pdf) {
  const auto whole = read_file(fs::path(BC_ROOT) / "test/fixtures/read/zaf_tur_bulletin.pdf", 10 << 20);
  ASSERT_TRUE(whole);
  put("truncated.pdf", std::string_view(*whole).substr(0, 1500));
  refused("truncated.pdf", "source.damaged");
}

TEST_F(BadInput, a_truncated_docx) {
  const auto whole = read_file(fs::path(BC_ROOT) / "test/fixtures/read/cri_isr_outcome.docx", 10 << 20);
  ASSERT_TRUE(whole);
  put("truncated.docx", std::string_view(*whole).substr(0, whole->size() / 3));
  refused("truncated.docx", "source.damaged");
}

TEST_F(BadInput, a_message_of_parts_in_one_another) {
  std::string mail = "From: a@b.example\nMIME-Version: 1.0\n";
  for (int i = 0; i < 20'000; ++i) mail += fmt::format("Content-Type: multipart/mixed; boundary=b{}\n\n--b{}\n", i, i);
  put("deep.eml", mail + "\nThe two sides met.");
  refused("deep.eml", "source.too_deep");
}

TEST_F(BadInput, a_message_of_a_hundred_thousand_parts) {
  std::string mail = "From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 100'000; ++i) mail += "--b\n\nx\n";
  put("many.eml", mail);
  refused("many.eml", "source.bomb");
}

TEST_F(BadInput, a_message_that_is_no_base64) {
  put("strays.eml",
      "From: a@b.example\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n" + std::string(1'000'000, '#'));
  refused("strays.eml", "source.damaged");
}

TEST_F(BadInput, an_outlook_message_that_goes_in_a_circle) {
  const auto whole = read_file(fs::path(BC_ROOT) / "test/fixtures/read/can_vnm_forward.msg", 1 << 20);
  ASSERT_TRUE(whole);
  auto bytes = *whole;
  // The allocation table is its last sector: every link leads to the first one.
  bytes.replace(bytes.size() - 512, 512, std::string(512, '\0'));
  put("circle.msg", bytes);
  refused("circle.msg", "source.damaged");
  put("truncated.msg", std::string_view(*whole).substr(0, 2000));
  refused("truncated.msg", "source.damaged");
}

TEST_F(BadInput, bytes_in_no_encoding_we_know) {
  put("strange.html",
      "<html><head><meta charset=\"x-klingon\"></head><body>\x81\xff\xfe\x90 met \xc3\x28 \xa0\xa1\xff</body></html>");
  refused("strange.html", "source.encoding_unknown");
}

TEST_F(BadInput, a_folder) {
  fs::create_directory(path("folder.html"));
  refused("folder.html", "file.is_directory");
}

TEST_F(BadInput, a_file_that_is_not_there) {
  refused("nowhere.html", "file.not_found");
}

TEST_F(BadInput, a_pipe_without_a_writer) {
  ASSERT_EQ(::mkfifo(path("pipe.txt").c_str(), 0644), 0);
  refused("pipe.txt", "file.not_regular");
}

TEST_F(BadInput, a_file_that_vanishes_while_it_is_read) {
  const std::string text(20'000'000, 'x');
  for (const int delay_ms : {0, 3, 9, 20, 40}) {
    put("vanishing.txt", text);
    std::thread thief([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(delay_ms));
      std::error_code code;
      fs::resize_file(path("vanishing.txt"), 100, code);
      fs::remove(path("vanishing.txt"), code);
    });
    const auto outcome = breadcrumb({"--desk", "desk", "read", "vanishing.txt", "good.txt"});
    thief.join();
    if (outcome.exit_code != 0) {
      EXPECT_NE(outcome.err.find("vanishing.txt"), std::string::npos) << outcome.err;
    }
  }
  const auto sources = breadcrumb({"--desk", "desk", "sources", "--json"});
  EXPECT_NE(sources.out.find("good.txt"), std::string::npos) << sources.out;
  desk_is_whole();
}

/// Takes every right to write away, and gives the folder to the user that the program then runs as.
void make_read_only(const fs::path& folder) {
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    ASSERT_EQ(::chmod(entry.path().c_str(), entry.is_directory() ? 0555 : 0444), 0);
  ASSERT_EQ(::chmod(folder.c_str(), 0555), 0);
}

TEST_F(BadInput, a_read_only_desk) {
  ASSERT_EQ(breadcrumb({"--desk", "desk", "read", "good.txt"}).exit_code, 0);
  make_read_only(path("desk"));
  const auto rounds = breadcrumb({"--desk", "desk", "rounds"}, true);
  EXPECT_EQ(rounds.exit_code, 0) << rounds.err;
  put("other.txt", "OSAKA - The two sides held the third meeting of the Partnership on Trade on May 4, 2025.\n");
  const auto read = breadcrumb({"--desk", "desk", "read", "other.txt"}, true);
  EXPECT_NE(read.exit_code, 0) << read.out;
  EXPECT_NE(read.err.find("desk"), std::string::npos) << read.err;
  EXPECT_NE(read.err.find('['), std::string::npos) << read.err;
}

TEST_F(BadInput, a_desk_of_a_newer_version) {
  auto settings = *read_file(path("desk/desk.toml"), 1 << 20);
  const auto at = settings.find("format = 1");
  ASSERT_NE(at, std::string::npos) << settings;
  settings.replace(at, 10, "format = 9");
  put("desk/desk.toml", settings);
  for (const auto* command : {"rounds", "check"}) {
    const auto outcome = breadcrumb({"--desk", "desk", command});
    EXPECT_NE(outcome.exit_code, 0);
    EXPECT_NE(outcome.err.find("desk.toml"), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find('['), std::string::npos) << outcome.err;
  }
  EXPECT_EQ(*read_file(path("desk/desk.toml"), 1 << 20), settings);
}

/// A web server on the loopback address that answers every request with the same redirect.
class Redirector {
 public:
  explicit Redirector(const std::function<std::string(int port)>& target) {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(socket_, 16) != 0) return;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    answer_ = fmt::format("HTTP/1.1 302 Found\r\nLocation: {}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                          target(port_));
    thread_ = std::thread([this] { serve(); });
  }
  ~Redirector() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
    ::close(socket_);
  }
  [[nodiscard]] int port() const { return port_; }

 private:
  void serve() {
    while (!stop_) {
      pollfd ready{socket_, POLLIN, 0};
      if (::poll(&ready, 1, 50) <= 0) continue;
      const int client = ::accept(socket_, nullptr, nullptr);
      if (client < 0) continue;
      char buffer[4096];
      if (::recv(client, buffer, sizeof buffer, 0) > 0) ::send(client, answer_.data(), answer_.size(), MSG_NOSIGNAL);
      ::close(client);
    }
  }

  int socket_ = -1, port_ = 0;
  std::string answer_;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

TEST_F(BadInput, an_address_in_a_private_range) {
  const Redirector server([](int port) { return fmt::format("http://127.0.0.1:{}/", port); });
  for (const auto& address :
       {fmt::format("http://127.0.0.1:{}/", server.port()), fmt::format("http://localhost:{}/", server.port()),
        std::string("http://[::1]:9/"), std::string("http://10.0.0.1/"), std::string("http://169.254.169.254/x"),
        std::string("http://0x7f000001/")}) {
    const auto outcome = breadcrumb({"--desk", "desk", "read", address, "good.txt"});
    EXPECT_EQ(outcome.exit_code, 5) << outcome.err;
    EXPECT_NE(outcome.err.find("[fetch.private_address]"), std::string::npos) << outcome.err;
  }
  desk_is_whole();
}

TEST_F(BadInput, an_address_that_redirects_for_ever) {
  const Redirector server([](int port) { return fmt::format("http://127.0.0.1:{}/again", port); });
  const auto outcome = breadcrumb({"--desk", "desk", "read", "--allow-private-addresses",
                                   fmt::format("http://127.0.0.1:{}/", server.port()), "good.txt"});
  EXPECT_NE(outcome.exit_code, 0);
  EXPECT_NE(outcome.err.find("[fetch.redirects]"), std::string::npos) << outcome.err;
  const auto sources = breadcrumb({"--desk", "desk", "sources", "--json"});
  EXPECT_NE(sources.out.find("good.txt"), std::string::npos) << sources.out;
}

TEST_F(BadInput, an_address_of_another_kind) {
  for (const auto* address : {"file:///etc/passwd", "ftp://example.org/x", "gopher://example.org/"}) {
    const auto outcome = breadcrumb({"--desk", "desk", "read", address});
    EXPECT_NE(outcome.exit_code, 0) << address;
    EXPECT_NE(outcome.err.find('['), std::string::npos) << outcome.err;
  }
}

}  // namespace
}  // namespace breadcrumb::lang
