// What the tests of bad input share: the program run within limits on a desk of its own, which must be whole
// afterwards.
//
//   TEST_F(BadInput, an_empty_file) {
//     put("empty.html", "");
//     refused("empty.html", "source.empty");
//   }
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "child.h"

namespace breadcrumb::lang {

namespace fs = std::filesystem;

#ifdef BC_SANITIZED
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif
// Sanitizers slow everything down and need a shadow memory of their own.
inline constexpr long limit_ms = sanitized ? 30'000 : 2'000;
inline constexpr long limit_kb = sanitized ? 4'000'000 : 300'000;

inline constexpr std::string_view good_text =
    "WASHINGTON - The United States and Japan held the second meeting of the Partnership on Trade on March 3, 2025.\n"
    "The two sides discussed labor rights and digital trade.\n";

class BadInput : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(::chmod(folder.path().c_str(), 0755), 0);
    const auto made = breadcrumb({"init", "desk", "--party", "JPN"});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    put("good.txt", good_text);
  }

  [[nodiscard]] fs::path path(std::string_view name) const { return folder.path() / name; }

  void put(std::string_view name, std::string_view bytes) const {
    std::ofstream out(path(name), std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    ASSERT_TRUE(out.good());
  }

  /// Runs the program within the limits of a bad-input case.
  Outcome breadcrumb(std::vector<std::string> words, bool unprivileged = false) const {
    words.insert(words.begin(), BC_BREADCRUMB);
    RunOptions options{
        .folder = folder.path(), .timeout_ms = static_cast<int>(10 * limit_ms), .unprivileged = unprivileged};
    options.environment = {{"PATH", "/usr/bin:/bin"}, {"HOME", folder.path().string()}, {"LC_ALL", "C.UTF-8"}};
    for (const auto* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS"})
      if (const auto* value = std::getenv(name)) options.environment[name] = value;
    const auto outcome = run(words, options);
    const auto said = fmt::format("{}: {} ms, {} ms of processor, {} KB, exit {}, signal {}\n{}", fmt::join(words, " "),
                                  outcome.elapsed_ms, outcome.cpu_ms, outcome.max_rss_kb, outcome.exit_code,
                                  outcome.signal, outcome.err);
    EXPECT_FALSE(outcome.timed_out) << said;
    EXPECT_FALSE(outcome.crashed()) << said;
    // Processor time: other tests and a loaded machine are not the program's fault; a hang meets the timeout above.
    EXPECT_LE(outcome.cpu_ms, limit_ms) << said;
    EXPECT_LE(outcome.max_rss_kb, limit_kb) << said;
    return outcome;
  }

  void desk_is_whole() const {
    const auto outcome = breadcrumb({"--desk", "desk", "check"});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.out << outcome.err;
  }

  /// Reads the bad file together with a good one: an error that names the file and has the code, and the good one read.
  void refused(const std::string& name, std::string_view code) const {
    const auto outcome = breadcrumb({"--desk", "desk", "read", name, "good.txt"});
    EXPECT_NE(outcome.exit_code, 0) << name;
    EXPECT_NE(outcome.err.find(name), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find(fmt::format("[{}]", code)), std::string::npos) << outcome.err;
    const auto sources = breadcrumb({"--desk", "desk", "sources", "--json"});
    EXPECT_NE(sources.out.find("good.txt"), std::string::npos) << sources.out;
    desk_is_whole();
    // Without a desk it is no different.
    const auto alone = breadcrumb({"read", "--json", name});
    EXPECT_NE(alone.exit_code, 0) << name;
    EXPECT_NE(alone.err.find(fmt::format("\"code\":\"{}\"", code)), std::string::npos) << alone.err;
  }

  TemporaryFolder folder;
};

}  // namespace breadcrumb::lang
