// Handling marks: the rules' file, and the property that nothing derived is ever below what it is derived from.

#include <gtest/gtest.h>

#include <random>

#include "app/marking.h"
#include "base/file.h"

namespace breadcrumb::app {
namespace {

std::string code_of(const Result<MarkRules>& rules) {
  return rules ? "" : rules.error().code;
}

constexpr std::string_view sound = R"(
marks = ["low", "high"]
audiences = ["all", "us"]
[default]
source = { mark = "low", audience = "all" }
[profile]
public = { mark = "low", audience = "all" }
minister = { mark = "high", audience = "us" }
delegation = { mark = "high", audience = "us" }
)";

TEST(AppMarking, the_rules_file_is_checked) {
  EXPECT_EQ(code_of(MarkRules::parse(sound, "x")), "");
  EXPECT_EQ(code_of(MarkRules::parse("marks = 3", "x")), "marks.rules");
  EXPECT_EQ(code_of(MarkRules::parse("marks = []\naudiences = [\"all\"]", "x")), "marks.rules");
  EXPECT_EQ(code_of(MarkRules::parse("marks = [\"a\", \"a\"]\naudiences = [\"all\"]", "x")), "marks.rules");
  EXPECT_EQ(code_of(MarkRules::parse("marks = [\"a\"]\naudiences = [\"all\"]", "x")), "marks.rules");  // no profiles
  EXPECT_EQ(code_of(MarkRules::parse("marks = [", "x")), "toml.syntax");
  auto other = std::string(sound);
  other.replace(other.rfind("high"), 4, "odd");
  EXPECT_EQ(code_of(MarkRules::parse(other, "x")), "marks.rules");
}

TEST(AppMarking, the_installed_file_holds) {
  const auto path = std::string(BC_ROOT) + "/lexicon/marks.toml";
  const auto bytes = read_file(path, 1 << 20);
  ASSERT_TRUE(bytes.has_value());
  const auto rules = MarkRules::parse(*bytes, path);
  ASSERT_TRUE(rules.has_value()) << rules.error().to_text();
  EXPECT_EQ(rules->words(*rules->profile("public")), "unmarked, public");
  EXPECT_FALSE(rules->profile("nobody").has_value());
  EXPECT_EQ(rules->default_of("paper"), rules->default_of("entry"));
  EXPECT_EQ(rules->words(rules->default_of("source")), "unmarked, public");
}

/// A desk with a random web of papers, bodies and meetings and random marks.
class MarkingDesk : public ::testing::Test {
 protected:
  void SetUp() override {
    auto pattern = (std::filesystem::temp_directory_path() / "marking-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
};

TEST_F(MarkingDesk, nothing_derived_is_below_what_it_is_derived_from) {
  const auto bytes = read_file(std::string(BC_ROOT) + "/lexicon/marks.toml", 1 << 20);
  const auto rules = MarkRules::parse(*bytes, "marks.toml").value();
  std::mt19937 random(20261127);
  const auto below = [&](std::size_t most) { return static_cast<int>(random() % most); };
  const record::Stamp stamp{.author = std::string(32, 'a'), .time = "2026-03-01T09:00:00Z"};
  auto record = record::Record::create(folder_ / "desk", {"Desk", "JPN", {"en"}}, stamp, "A").value();
  for (int step = 0; step < 400; ++step) {
    const int papers = static_cast<int>(record.entries("paper")->size());
    const int bodies = static_cast<int>(record.entries("body")->size());
    std::vector<record::Entry> entries;
    switch (below(4)) {
      case 0: {
        record::EntrySet paper{.noun = "paper", .begins = true, .fields = {{"title", "x"}, {"from", "USA"}}};
        if (papers > 0) paper.fields["replaces"] = std::to_string(1 + below(static_cast<std::size_t>(papers)));
        entries.emplace_back(paper);
        break;
      }
      case 1:
        entries.emplace_back(record::EntrySet{.noun = "body", .begins = true, .fields = {{"name", "x"}}});
        break;
      case 2:
        if (bodies > 0)
          entries.emplace_back(record::EntrySet{
              .noun = "meeting",
              .begins = true,
              .fields = {{"body", std::to_string(1 + below(static_cast<std::size_t>(bodies)))}, {"start", "2026-05"}}});
        break;
      default: {
        const bool paper = below(2) == 0 ? papers > 0 : bodies == 0 && papers > 0;
        if (papers + bodies == 0) break;
        const int number = 1 + below(static_cast<std::size_t>(paper ? papers : std::max(bodies, 1)));
        entries.emplace_back(
            record::MarkSet{.subject = (paper ? "paper:" : "body:") + std::to_string(number),
                            .mark = rules.marks()[static_cast<std::size_t>(below(rules.marks().size()))],
                            .audience = rules.audiences()[static_cast<std::size_t>(below(rules.audiences().size()))]});
      }
    }
    if (entries.empty()) continue;
    ASSERT_TRUE(record.append(stamp, entries).has_value());
  }
  const auto marking = Marking::of(record, rules).value();
  int marked = 0;
  const auto entries = record.entries().value();
  for (const auto& entry : entries) {
    const auto level = marking.level(subject_of(entry));
    for (const auto& [field, of] : {std::pair{"replaces", "paper"}, std::pair{"body", "body"}})
      if (!entry[field].empty()) {
        const auto parent = marking.level(std::string(of) + ":" + entry[field]);
        EXPECT_TRUE(within(parent, level)) << subject_of(entry) << " from " << of << entry[field];
        ++marked;
      }
  }
  EXPECT_GT(marked, 50);
  // The tables are what a rebuild gives, entries and marks among them.
  EXPECT_TRUE(record.check()->sound());
  EXPECT_TRUE(record.rebuild()->same());
}

}  // namespace
}  // namespace breadcrumb::app
