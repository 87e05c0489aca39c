#include <gtest/gtest.h>

#include "base/child.h"

namespace breadcrumb {

using namespace std::chrono_literals;

TEST(BaseChild, PassesBytesThrough) {
  const std::string big(3 << 20, 'x');
  const auto done = run_child({"cat"}, big, {});
  ASSERT_TRUE(done);
  EXPECT_EQ(done->exit_code, 0);
  EXPECT_EQ(done->out, big);
}

TEST(BaseChild, TellsExitCodesSignalsAndErrors) {
  const auto code = run_child({"sh", "-c", "echo no >&2; exit 3"}, "", {});
  ASSERT_TRUE(code);
  EXPECT_EQ(code->exit_code, 3);
  EXPECT_EQ(code->err, "no\n");
  const auto killed = run_child({"sh", "-c", "kill -9 $$"}, "", {});
  ASSERT_TRUE(killed);
  EXPECT_EQ(killed->signal, 9);
}

TEST(BaseChild, EndsWhatDoesNotEnd) {
  ChildLimits limits;
  limits.deadline = 200ms;
  const auto before = std::chrono::steady_clock::now();
  const auto done = run_child({"sh", "-c", "sleep 30 & sleep 30"}, "", limits);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "child.timeout");
  EXPECT_LT(std::chrono::steady_clock::now() - before, 2s);
}

TEST(BaseChild, CapsOutputAndNamesMissingPrograms) {
  ChildLimits limits;
  limits.max_output = 1000;
  const auto much = run_child({"yes"}, "", limits);
  ASSERT_FALSE(much);
  EXPECT_EQ(much.error().code, "child.too_much_output");
  const auto none = run_child({"no-such-program-here"}, "", {});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, "child.not_started");
}

TEST(BaseChild, SpeaksWithAChild) {
  auto child = Child::start({"cat"}, {});
  ASSERT_TRUE(child);
  const auto deadline = std::chrono::steady_clock::now() + 5s;
  ASSERT_TRUE(child->write_all("ping", deadline));
  const auto answer = child->read_exact(4, deadline);
  ASSERT_TRUE(answer);
  EXPECT_EQ(*answer, "ping");
  const auto silence = child->read_exact(1, std::chrono::steady_clock::now() + 50ms);
  ASSERT_FALSE(silence);
  EXPECT_EQ(silence.error().code, "child.timeout");
}

}  // namespace breadcrumb
