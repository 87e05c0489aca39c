// Every file of test/cases/thread is a test of its own; its format stands in test/thread_case.h.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "../thread_marks.h"
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
      out += fmt::format("    at {} \"{}\" {} with=\"{}\" streak={} silence={} margin={} runner_up=\"{}\" {}\n",
                         step.round + 1, one.name, spelled(step), fmt::join(step.with, "; "), step.streak, step.silence,
                         step.margin, step.runner_up, step.because);
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
      complain(expectation.line, fmt::format("no {} \"{}\"{}", known ? "step of" : "thread", expectation.name,
                                             known ? " at that round" : ""));
      continue;
    }
    if (spelled(*step) != fmt::format("{}", fmt::join(expectation.kinds, " ")))
      complain(expectation.line, fmt::format("\"{}\" is {}, expected {}", expectation.name, spelled(*step),
                                             fmt::join(expectation.kinds, " ")));
    if (!expectation.with.empty() &&
        std::find(step->with.begin(), step->with.end(), expectation.with) == step->with.end())
      complain(expectation.line, fmt::format("is with \"{}\"", fmt::join(step->with, "; ")));
    if (expectation.streak >= 0 && static_cast<int>(step->streak) != expectation.streak)
      complain(expectation.line, fmt::format("streak is {}", step->streak));
    if (expectation.silence >= 0 && static_cast<int>(step->silence) != expectation.silence)
      complain(expectation.line, fmt::format("silence is {}", step->silence));
    if (expectation.ask && !thread::needs_person(*step, rules()))
      complain(expectation.line, fmt::format("margin {} asks nobody", step->margin));
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
      for (const Mention& mention : one.steps[i].mentions)
        EXPECT_TRUE(seen.insert(mention.fact).second) << mention.fact;
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

// The dialogues' scores (docs/thread.md) may not fall unseen.
TEST(thread_dialogues, are_threaded_as_well_as_before) {
  for (const std::string_view part : {"tuned", "unseen"}) {
    int right = 0, said = 0, marked = 0, dialogues = 0, turns = 0;
    for (const auto& path : thread_case::files(std::filesystem::path(BC_ROOT) / "test/cases/thread-dialogues")) {
      if (!path.filename().string().starts_with(part)) continue;
      const auto dialogue = thread_case::load(path);
      ASSERT_TRUE(dialogue) << dialogue.error().to_text();
      const auto gold = thread_case::marked(*dialogue);
      const auto found = thread_case::said(*dialogue, thread::thread(dialogue->texts, dialogue->decisions, rules()));
      ++dialogues;
      std::set<std::string> labels;
      std::set<int> rounds;
      for (const auto& [fact, mark] : dialogue->gold) labels.insert(mark.label);
      for (const RoundText& text : dialogue->texts) rounds.insert(text.round);
      EXPECT_GE(labels.size(), 8U) << path;
      EXPECT_GE(rounds.size(), 5U) << path;
      marked += static_cast<int>(gold.size());
      said += static_cast<int>(found.size());
      for (const auto& claim : gold) {
        if (found.contains(claim)) ++right;
        const auto& kind = std::get<0>(claim);
        if (kind == "split" || kind == "merged" || kind == "revived") ++turns;
      }
    }
    EXPECT_GE(dialogues, 6);
    EXPECT_GE(turns, 40);
    EXPECT_GE(1000 * right, 960 * said) << part << ": precision " << right << "/" << said;
    EXPECT_GE(1000 * right, 960 * marked) << part << ": recall " << right << "/" << marked;
  }
}

// Noise: whatever stands in the mentions, every mention lands in one thread, steps have no gap, and the order of the
// texts does not matter.
TEST(thread_noise, keeps_what_always_holds) {
  const std::vector<std::string> words = {"Labor",         "labour", "and",  "the",  "customs",     "Digital Trade",
                                          "third-country", "WTO",    ",",    ".",    "\n",          "労働",
                                          "及び",          "steel",  "2024", "\xff", "launched in", "aims to"};
  unsigned state = 11;
  const auto next = [&state](unsigned below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 16) % below;
  };
  for (int run = 0; run < 300; ++run) {
    std::vector<RoundText> texts(2 + next(6));
    std::set<FactId> all;
    for (std::size_t t = 0; t < texts.size(); ++t) {
      RoundText& text = texts[t];
      text.source = "s" + std::to_string(t);
      text.side = next(2) == 0 ? "" : next(2) == 0 ? "USA" : "JPN";
      text.language = next(4) == 0 ? "ja" : "en";
      text.round = static_cast<int>(next(5));
      text.excerpt = next(3) == 0;
      for (unsigned i = next(7); i > 0; --i) {
        Mention mention;
        mention.fact = text.source + "/" + std::to_string(i);
        mention.round = text.round;
        mention.order = text.mentions.size();
        mention.area = next(2) == 0;
        for (unsigned k = next(4); mention.area && k > 0; --k)
          mention.heading += words[next(static_cast<unsigned>(words.size()))] + " ";
        for (unsigned k = next(12); k > 0; --k) mention.text += words[next(static_cast<unsigned>(words.size()))] + " ";
        all.insert(mention.fact);
        text.mentions.push_back(std::move(mention));
      }
    }
    std::vector<ThreadDecision> decisions;
    for (unsigned i = next(4); i > 0; --i) {
      ThreadDecision decision;
      decision.kind = static_cast<ThreadDecision::Kind>(next(3));
      decision.name = next(2) == 0 ? "" : "Name";
      for (const FactId& fact : all)
        if (next(5) == 0) decision.mentions.push_back(fact);
      decisions.push_back(std::move(decision));
    }
    const auto threads = thread::thread(texts, decisions, rules());
    std::set<FactId> seen;
    for (const Thread& one : threads) {
      ASSERT_FALSE(one.steps.empty());
      ASSERT_FALSE(one.steps.front().mentions.empty());
      for (std::size_t i = 0; i < one.steps.size(); ++i) {
        ASSERT_EQ(one.steps[i].round, one.steps[0].round + static_cast<int>(i));
        ASSERT_FALSE(one.steps[i].kinds.empty());
        for (const Mention& mention : one.steps[i].mentions) ASSERT_TRUE(seen.insert(mention.fact).second);
      }
    }
    auto reversed = texts;
    std::reverse(reversed.begin(), reversed.end());
    ASSERT_EQ(dump(thread::thread(reversed, decisions, rules())), dump(threads));
  }
}

}  // namespace
}  // namespace breadcrumb
