// An import is whole or not at all: broken off by Ctrl-C at any moment, and beside another that writes to the same
// desk.

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "bad_input.h"

namespace breadcrumb::lang {
namespace {

using namespace std::chrono_literals;

constexpr int many = 1000;

class Import : public BadInput {
 protected:
  void SetUp() override {
    BadInput::SetUp();
    put("map.toml", "[[sheet]]\nkind = \"follow-up\"\ncolumns = { What = \"text\" }\n");
    for (const auto* what : {"Send", "Call"}) {
      std::string table = "What\n";
      for (int i = 0; i < many; ++i) table += fmt::format("{} {}\n", what, i);
      put(fmt::format("{}.csv", what), table);
    }
  }

  /// Begins an import in a group of its own, as a shell begins a command.
  [[nodiscard]] pid_t begin(const std::string& desk, const std::string& table) const {
    const auto log = path(table + ".log").string();
    const pid_t child = ::fork();
    if (child != 0) {
      if (child > 0) ::setpgid(child, child);
      return child;
    }
    ::setpgid(0, 0);
    if (::chdir(folder.path().c_str()) != 0 || std::freopen(log.c_str(), "w", stdout) == nullptr ||
        std::freopen(log.c_str(), "a", stderr) == nullptr)
      ::_exit(126);
    ::execl(BC_BREADCRUMB, BC_BREADCRUMB, "--desk", desk.c_str(), "import", table.c_str(), "--map", "map.toml",
            static_cast<char*>(nullptr));
    ::_exit(127);
  }
  static int ended(pid_t child) {
    int status = -1;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    return status;
  }
  [[nodiscard]] int follow_ups(const std::string& desk) const {
    const auto listed = breadcrumb({"--desk", desk, "export", "now.csv", "--sheet", "follow-up", "--force"});
    EXPECT_EQ(listed.exit_code, 0) << listed.err;
    constexpr std::string_view before = "Follow-ups ";
    const auto at = listed.out.find(before);
    return at == std::string::npos ? 0 : std::atoi(listed.out.c_str() + at + before.size());
  }
  void is_sound(const std::string& desk) const {
    const auto checked = breadcrumb({"--desk", desk, "check"});
    EXPECT_EQ(checked.exit_code, 0) << checked.out << checked.err;
  }
};

TEST_F(Import, broken_off_at_any_moment_leaves_the_desk_as_before_or_after) {
  const auto begun = std::chrono::steady_clock::now();
  fs::copy(path("desk"), path("whole"), fs::copy_options::recursive);
  ASSERT_EQ(ended(begin("whole", "Send.csv")), 0);
  const auto whole = std::chrono::steady_clock::now() - begun;
  int broken_off = 0;
  constexpr int turns = 12;
  for (int turn = 0; turn < turns; ++turn) {
    const auto desk = fmt::format("desk-{}", turn);
    fs::copy(path("desk"), path(desk), fs::copy_options::recursive);
    const auto child = begin(desk, "Send.csv");
    std::this_thread::sleep_for(whole * turn / turns);
    ::kill(-child, SIGINT);
    const auto status = ended(child);
    const bool interrupted = WIFSIGNALED(status) && WTERMSIG(status) == SIGINT;
    EXPECT_TRUE(interrupted || status == 0) << "turn " << turn << ": status " << status;
    broken_off += interrupted ? 1 : 0;
    // The child that reads the table ends with its parent.
    for (int wait = 0; wait < 500 && ::kill(-child, 0) == 0; ++wait) std::this_thread::sleep_for(10ms);
    EXPECT_NE(::kill(-child, 0), 0) << "something of the import runs on";
    const auto there = follow_ups(desk);
    EXPECT_TRUE(there == 0 || there == many) << "turn " << turn << ": " << there;
    EXPECT_TRUE(interrupted || there == many) << "it ended well and made " << there;
    is_sound(desk);
    if (there == 0) {  // nothing stands in the way of doing it again
      const auto again = breadcrumb({"--desk", desk, "import", "Send.csv", "--map", "map.toml"});
      EXPECT_EQ(again.exit_code, 0) << again.err;
      EXPECT_EQ(follow_ups(desk), many);
      is_sound(desk);
    }
    fs::remove_all(path(desk));
  }
  EXPECT_GT(broken_off, turns / 4) << "the signals came too late to say anything";
}

TEST_F(Import, two_at_once_come_one_after_the_other) {
  for (int turn = 0; turn < 3; ++turn) {
    const auto desk = fmt::format("desk-{}", turn);
    fs::copy(path("desk"), path(desk), fs::copy_options::recursive);
    const auto first = begin(desk, "Send.csv");
    std::this_thread::sleep_for(turn * 50ms);
    const auto second = begin(desk, "Call.csv");
    for (const auto& [child, table] : {std::pair{first, "Send.csv"}, std::pair{second, "Call.csv"}}) {
      const auto status = ended(child);
      std::ifstream log(path(fmt::format("{}.log", table)));
      const std::string said{std::istreambuf_iterator<char>(log), {}};
      EXPECT_EQ(status, 0) << said.substr(said.size() < 400 ? 0 : said.size() - 400);
    }
    EXPECT_EQ(follow_ups(desk), 2 * many);
    is_sound(desk);
    const auto imports = breadcrumb({"--desk", desk, "entries", "import"});
    EXPECT_NE(imports.out.find("Send.csv"), std::string::npos) << imports.out;
    EXPECT_NE(imports.out.find("Call.csv"), std::string::npos) << imports.out;
    fs::remove_all(path(desk));
  }
}

// The same table twice at once: the second sees what the first has made.
TEST_F(Import, one_table_by_two_at_once_makes_nothing_twice) {
  const auto first = begin("desk", "Send.csv"), second = begin("desk", "Send.csv");
  EXPECT_EQ(ended(first), 0);
  EXPECT_EQ(ended(second), 0);
  EXPECT_EQ(follow_ups("desk"), many);
  is_sound("desk");
}

}  // namespace
}  // namespace breadcrumb::lang
