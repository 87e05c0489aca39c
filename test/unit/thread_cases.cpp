// Every file of test/cases/thread is a test of its own; its format stands in test/thread_case.h.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "../thread_case.h"
#include "thread/redline.h"
#include "thread/thread.h"

namespace breadcrumb {
namespace {

const thread::ThreadRules& rules() {
  static const auto loaded = thread::ThreadRules::load({std::filesystem::path(BC_ROOT) / "lexicon"});
  EXPECT_TRUE(loaded) << loaded.error().to_text();
  return *loaded;
}

std::string spelled(const Step& step) {
  std::vector<std::string> names;
  for (const StepKind kind : step.kinds) {
    std::string name(to_text(kind));
    std::replace(name.begin(), name.end(), ' ', '_');
    names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return fmt::format("{}", fmt::join(names, " "));
}

// What came out, in the notation of the cases: shown when a case fails.
std::string dump(const std::vector<Thread>& threads) {
  std::string out;
  for (const Thread& one : threads)
    for (const Step& step : one.steps)
      out += fmt::format("    at {} \"{}\" {} with=\"{}\" streak={} silence={} margin={} runner_up=\"{}\" {}\n", step.round + 1,
                         one.name, spelled(step), fmt::join(step.with, "; "), step.streak, step.silence, step.margin,
                         step.runner_up, step.because);
  return out;
}

void check(const std::filesystem::path& path) {
  const auto loaded = thread_case::load(path);
  ASSERT_TRUE(loaded) << loaded.error().to_text();
  const auto threads = thread::thread(loaded->texts, loaded->decisions, rules());
  bool failed = false;
  const auto complain = [&](int line, const std::string& message) {
    failed = true;
    ADD_FAILURE() << path.filename().string() << ":" << line << ": " << message;
  };
  for (const auto& expectation : loaded->expectations) {
    const Step* step = nullptr;
    bool known = false;
    for (const Thread& one : threads) {
      if (one.name != expectation.name) continue;
      known = true;
      for (const Step& candidate : one.steps)
        if (candidate.round == expectation.round && step == nullptr) step = &candidate;
    }
    if (step == nullptr) {
      complain(expectation.line, fmt::format("no {} \"{}\"{}", known ? "step of" : "thread", expectation.name, known ? " at that round" : ""));
      continue;
    }
    if (spelled(*step) != fmt::format("{}", fmt::join(expectation.kinds, " ")))
      complain(expectation.line, fmt::format("\"{}\" is {}, expected {}", expectation.name, spelled(*step), fmt::join(expectation.kinds, " ")));
    if (!expectation.with.empty() && std::find(step->with.begin(), step->with.end(), expectation.with) == step->with.end())
      complain(expectation.line, fmt::format("is with \"{}\"", fmt::join(step->with, "; ")));
    if (expectation.streak >= 0 && static_cast<int>(step->streak) != expectation.streak)
      complain(expectation.line, fmt::format("streak is {}", step->streak));
    if (expectation.silence >= 0 && static_cast<int>(step->silence) != expectation.silence)
      complain(expectation.line, fmt::format("silence is {}", step->silence));
    if (expectation.ask && !thread::needs_person(*step, rules())) complain(expectation.line, fmt::format("margin {} asks nobody", step->margin));
  }
  if (loaded->threads >= 0 && static_cast<int>(threads.size()) != loaded->threads)
    complain(0, fmt::format("{} threads, expected {}", threads.size(), loaded->threads));

  // What holds in every case: each mention stands in one thread at most, steps run without a gap, redlines apply.
  std::set<FactId> seen;
  int last = 0;
  for (const auto& text : loaded->texts) last = std::max(last, text.round);
  for (const Thread& one : threads) {
    ASSERT_FALSE(one.steps.empty());
    EXPECT_EQ(one.steps.back().round, last);
    EXPECT_EQ(one.key, one.steps.front().mentions.front().fact);
    for (std::size_t i = 0; i < one.steps.size(); ++i) {
      EXPECT_EQ(one.steps[i].round, one.steps[0].round + static_cast<int>(i));
      EXPECT_FALSE(one.steps[i].kinds.empty());
      EXPECT_FALSE(one.steps[i].because.empty());
      for (const Mention& mention : one.steps[i].mentions) EXPECT_TRUE(seen.insert(mention.fact).second) << mention.fact;
    }
  }
  // The order in which texts are handed in does not matter.
  auto reversed = loaded->texts;
  std::reverse(reversed.begin(), reversed.end());
  const auto again = thread::thread(reversed, loaded->decisions, rules());
  EXPECT_EQ(dump(again), dump(threads));
  if (failed) fmt::print("{}:\n{}", path.filename().string(), dump(threads));
}

class ThreadCase : public testing::Test {
 public:
  explicit ThreadCase(std::filesystem::path path) : path_(std::move(path)) {}
  void TestBody() override { check(path_); }

 private:
  std::filesystem::path path_;
};

const bool registered = [] {
  for (const auto& path : thread_case::files(std::filesystem::path(BC_ROOT) / "test/cases/thread"))
    testing::RegisterTest("thread_case", path.stem().string().c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [path]() -> testing::Test* { return new ThreadCase(path); });
  return true;
}();

TEST(thread_cases, are_there) {
  EXPECT_TRUE(registered);
  EXPECT_GE(thread_case::files(std::filesystem::path(BC_ROOT) / "test/cases/thread").size(), 25U);
}

}  // namespace
}  // namespace breadcrumb
