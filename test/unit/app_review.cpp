// What `review` proposes beside what a careful reader would: the labelled pairs of test/cases/review.
//
// A case holds texts of one dialogue and things that were expected; of each a person has said whether the last text
// reports on it. Where the method does otherwise today the line says `missed` or `wrong`: a loss and an unrecorded gain
// both fail. docs/testing.md has the language.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/operation.h"
#include "base/file.h"
#include "record/record.h"

namespace breadcrumb::app {
namespace {

namespace fs = std::filesystem;

struct Thing {
  int line = 0;
  std::string kind, words;
  bool reports = false;  ///< as labelled
  bool fails = false;    ///< the method says otherwise today
};

struct Text {
  std::string name, publisher, published, words;
};

struct Case {
  std::string own_party, day;
  std::vector<Text> texts;
  std::vector<Thing> things;
};

Case parsed(const fs::path& path) {
  Case out;
  std::ifstream file(path);
  std::string line, word;
  bool listing = false;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    words >> word;
    if (word == "END") {
      listing = false;
    } else if (listing) {
      Thing thing{.line = number, .kind = word};
      std::string label, fails;
      words >> label;
      thing.reports = label == "reports";
      const auto open = line.find('"'), close = line.rfind('"');
      EXPECT_TRUE((thing.reports || label == "not") && close > open) << path << ":" << number;
      words >> fails;
      thing.fails = fails == "missed" || fails == "wrong";
      EXPECT_TRUE(!thing.fails || (fails == "missed") == thing.reports) << path << ":" << number;
      thing.words = line.substr(open + 1, close - open - 1);
      out.things.push_back(std::move(thing));
    } else if (word == "desk") {
      words >> out.own_party;
    } else if (word == "things") {
      words >> out.day;
      listing = true;
    } else if (word == "text") {
      Text text;
      words >> text.name >> text.publisher >> text.published;
      while (std::getline(file, line) && line != "END") text.words += line + "\n", ++number;
      ++number;
      out.texts.push_back(std::move(text));
    } else {
      ADD_FAILURE() << path << ":" << number << ": unknown directive";
    }
  }
  return out;
}

struct Score {
  int right = 0, wrong = 0, missed = 0, passed = 0;
  [[nodiscard]] std::string to_text() const {
    const auto percent = [](int part, int whole) { return whole == 0 ? 100 : (100 * part + whole / 2) / whole; };
    return fmt::format("{} pairs, precision {} ({} of {}), recall {} ({} of {})", right + wrong + missed + passed,
                       percent(right, right + wrong), right, right + wrong, percent(right, right + missed), right,
                       right + missed);
  }
};

class Review : public testing::Test {
 protected:
  void SetUp() override {
    auto pattern = (fs::temp_directory_path() / "review-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override {
    std::error_code code;
    fs::remove_all(folder_, code);
  }

  /// The answer's JSON; an error is a failure.
  Json ask(std::string_view name, const Request& request) const {
    Context context;
    context.data = BC_ROOT;
    context.desk = folder_ / "desk";
    context.now = [] { return std::string("2026-03-10T09:00:00Z"); };
    auto answer = perform(*find_operation(name), context, request);
    if (answer) return answer->json;
    ADD_FAILURE() << answer.error().to_text();
    return {};
  }

  /// `paper:1`, under which review knows the thing.
  std::string enter(const Thing& thing, const std::string& day, const std::string& from) const {
    if (thing.kind == "paper")
      return fmt::format("paper:{}", ask("paper-add", Json::object()
                                                          .set("title", thing.words)
                                                          .set("date", day)
                                                          .set("kind", "information")
                                                          .set("from", from))["number"]
                                         .integer());
    if (thing.kind == "contact")
      return fmt::format(
          "contact:{}",
          ask("contact-add", Json::object().set("summary", thing.words).set("date", day))["number"].integer());
    return fmt::format("follow_up:{}",
                       ask("follow-up-add", Json::object().set("text", thing.words))["number"].integer());
  }

  void run(const fs::path& path, Score& score) const {
    const auto one = parsed(path);
    fs::remove_all(folder_ / "desk");
    ASSERT_TRUE(record::Record::create(folder_ / "desk", {"Desk", one.own_party, {"en"}},
                                       {.author = std::string(32, 'a'), .time = "2026-03-01T09:00:00Z"}, "A. Officer"));
    for (const auto& text : one.texts) {
      const auto file = (folder_ / text.name).string();
      ASSERT_TRUE(write_file(file, text.words));
      ask("read", Json::object()
                      .set("files", Json::strings({file}))
                      .set("publisher", text.publisher)
                      .set("published", text.published));
    }
    std::vector<std::string> names;
    for (const auto& thing : one.things) names.push_back(enter(thing, one.day, one.own_party));
    const auto reviews = ask("review", Json::object().set("source", one.texts.back().name));
    ASSERT_EQ(reviews.items().size(), 1U);
    const auto listed = [&](std::string_view list, const std::string& about) -> const Json* {
      for (const auto& match : reviews.items().front()[list].items())
        if (match["about"].string() == about) return &match;
      return nullptr;
    };
    for (std::size_t i = 0; i < one.things.size(); ++i) {
      const auto& thing = one.things[i];
      const auto *proposed = listed("reports_on", names[i]), *left = listed("leaves_out", names[i]);
      const auto* match = proposed != nullptr ? proposed : left;
      ASSERT_NE(match, nullptr) << path << ":" << thing.line << ": " << names[i] << " is not looked for";
      ++(thing.reports         ? proposed != nullptr ? score.right : score.missed
         : proposed != nullptr ? score.wrong
                               : score.passed);
      EXPECT_EQ((proposed != nullptr) == thing.reports, !thing.fails)
          << path.filename().string() << ":" << thing.line << ": " << (thing.reports ? "reports" : "not") << " \""
          << thing.words << "\" scored " << (*match)["score"].integer() << " by \""
          << (*match)["quote"]["text"].string() << "\" " << (*match)["why"].dump();
    }
  }

  void run_all(std::string_view set) const {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(fs::path(BC_ROOT) / "test/cases/review"))
      if (entry.path().filename().string().starts_with(set)) files.push_back(entry.path());
    std::ranges::sort(files);
    ASSERT_FALSE(files.empty());
    Score score;
    for (const auto& file : files) run(file, score);
    fmt::print("review, {} cases: {}\n", set, score.to_text());
  }

  fs::path folder_;
};

TEST_F(Review, proposes_what_the_tuned_cases_say) {
  run_all("tuned-");
}

TEST_F(Review, proposes_what_the_unseen_cases_say) {
  run_all("unseen-");
}

}  // namespace
}  // namespace breadcrumb::app
