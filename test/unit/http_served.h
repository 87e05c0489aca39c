// The program itself, serving a copy of the example desk, and calls to it as bytes.
//
//   class Served : public ServedDesk<> {};
//   TEST_F(Served, Answers) { EXPECT_EQ(status(get("/")), 200); }
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/child.h"
#include "base/json.h"
#include "http_client.h"

namespace breadcrumb::http {

/// Runs the program to its end with its words thrown away; its exit code.
inline int run_program(std::vector<std::string> words) {
  words.insert(words.begin(), BC_BREADCRUMB);
  const auto done = run_child(words, "", {.deadline = std::chrono::minutes(3)});
  return done ? done->exit_code : -1;
}

/// One desk and one server for all tests of a suite; `Suite` keeps suites apart.
template <class Suite>
class ServedDesk : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    begin([] {});
  }
  /// `enter` may enter things on the desk before it is served.
  template <class Enter>
  static void begin(Enter enter) {
    folder_ = std::filesystem::temp_directory_path() /
              ("breadcrumb-served-" + std::to_string(::getpid()) + "-" + std::to_string(++count_));
    ASSERT_EQ(run_program({"demo", "--no-serve", "--dir", desk()}), 0);
    enter();
    int ends[2];
    ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    std::vector<std::string> words = {BC_BREADCRUMB, "--desk", desk(), "serve", "--listen", ":0"};
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[1], 1);
    ASSERT_EQ(posix_spawn(&pid_, BC_BREADCRUMB, &files, nullptr, argv.data(), environ), 0);
    posix_spawn_file_actions_destroy(&files);
    ::close(ends[1]);
    std::string line;
    for (char c = 0; ::read(ends[0], &c, 1) == 1 && c != '\n';) line += c;
    ::close(ends[0]);
    const auto colon = line.rfind(':', line.find("/  "));
    ASSERT_NE(colon, std::string::npos) << line;
    port_ = static_cast<std::uint16_t>(std::atoi(line.c_str() + colon + 1));
    ASSERT_GT(port_, 0) << line;
  }
  static void TearDownTestSuite() {
    ::kill(pid_, SIGTERM);
    int code = -1;
    ::waitpid(pid_, &code, 0);
    EXPECT_TRUE(WIFEXITED(code) && WEXITSTATUS(code) == 0) << code;
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  static std::string desk() { return (folder_ / "desk").string(); }
  static std::string host() { return "Host: 127.0.0.1:" + std::to_string(port_) + "\r\n"; }
  static std::string raw(const std::string& bytes) {
    const Client client(port_);
    client.send(bytes);
    return client.read("", 15000);
  }
  static std::string get(const std::string& path, const std::string& headers = "") {
    return raw("GET " + path + " HTTP/1.1\r\n" + host() + headers + "Connection: close\r\n\r\n");
  }
  static std::string post(const std::string& path, const std::string& body,
                          const std::string& headers = "Content-Type: application/json\r\nX-Breadcrumb: 1\r\n") {
    return raw("POST " + path + " HTTP/1.1\r\n" + host() + headers +
               "Connection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  static Json json(const std::string& answer) {
    const auto parsed = Json::parse(body(answer), "answer");
    EXPECT_TRUE(parsed) << answer;
    return parsed ? *parsed : Json();
  }
  static std::string code(const std::string& answer) { return json(answer)["error"]["code"].string(); }

  static inline std::filesystem::path folder_;
  static inline pid_t pid_ = 0;
  static inline std::uint16_t port_ = 0;
  static inline int count_ = 0;
};

}  // namespace breadcrumb::http
