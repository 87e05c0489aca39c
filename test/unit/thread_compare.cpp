#include <gtest/gtest.h>

#include <chrono>

#include "text/utf8.h"
#include "thread/assign.h"
#include "thread/compare.h"
#include "thread/places.h"
#include "thread/thread.h"

namespace breadcrumb {
namespace {

const thread::ThreadRules& rules() {
  static const auto loaded = thread::ThreadRules::load({std::filesystem::path(BC_ROOT) / "lexicon"});
  EXPECT_TRUE(loaded) << loaded.error().to_text();
  return *loaded;
}

Fact fact(FactKind kind, std::map<std::string, std::string, std::less<>> fields, std::string words) {
  Fact out;
  out.kind = kind;
  out.fields = std::move(fields);
  out.quote = {0, words.size(), words};
  return out;
}

Mention mention(std::string heading, std::string words, std::vector<std::string> acts) {
  Mention out;
  out.area = !heading.empty();
  out.heading = std::move(heading);
  out.quote = {0, words.size(), words};
  out.text = std::move(words);
  out.acts = std::move(acts);
  return out;
}

const SideDifference* find(const std::vector<SideDifference>& list, std::string_view what, std::string_view kind) {
  for (const auto& one : list)
    if (one.what == what && one.kind == kind) return &one;
  return nullptr;
}

TEST(compare, knows_the_date_line) {
  const auto dates = [](const char* a, const char* x, const char* b, const char* y) {
    return thread::compare_dates(a, x, b, y, rules());
  };
  EXPECT_EQ(dates("2024-02-05", "USA", "2024-02-06", "JPN"), "date_line");
  EXPECT_EQ(dates("2024-02-06", "JPN", "2024-02-05", "USA"), "date_line");
  EXPECT_EQ(dates("2024-10-07", "USA", "2024-10-06", "JPN"), "differs");
  EXPECT_EQ(dates("2024-12-17", "USA", "2024-12-17", "JPN"), "both");
  EXPECT_EQ(dates("2024-02-05", "USA", "2024-02-07", "JPN"), "differs");
  EXPECT_EQ(dates("2023-12-31", "USA", "2024-01-01", "JPN"), "date_line");
  EXPECT_EQ(dates("2024-02-28", "USA", "2024-02-29", "JPN"), "date_line");
  EXPECT_EQ(dates("2024-02-05", "FRA", "2024-02-06", "DEU"), "differs");  // one clock
  EXPECT_EQ(dates("2024-02-05", "XXX", "2024-02-06", "JPN"), "differs");  // no clock known
  EXPECT_EQ(dates("soon", "USA", "2024-02-06", "JPN"), "differs");
}

TEST(compare, sets_two_sides_side_by_side) {
  thread::SideText left, right;
  left.text = {"l",
               "USA",
               "en",
               0,
               false,
               true,
               {mention("Labor", "the parties discussed forced labor", {"discussed"}),
                mention("Digital Economy", "discussed third-country regulations of data", {"discussed"}),
                mention("Steel", "excess capacity in steel", {"discussed"})},
               {}};
  right.text = {"r",
                "JPN",
                "en",
                0,
                true,
                false,
                {mention("Digital Economy", "agreed to coordinate on third-party regulations of data", {"agreed"}),
                 mention("Labour", "the two sides exchanged views on forced labour", {"exchanged_views"})},
                {}};
  left.facts = {fact(FactKind::round, {{"ordinal", "2"}}, "second round"),
                fact(FactKind::session, {{"start", "2024-02-05"}, {"end", "2024-02-05"}}, "February 5"),
                fact(FactKind::session, {{"start", "2024-10-07"}, {"end", "2024-10-07"}}, "October 7"),
                fact(FactKind::commitment, {{"actor", "both"}, {"due", "2025-03-31"}},
                     "will exchange lists of contact points by March")};
  right.facts = {fact(FactKind::round, {{"ordinal", "2"}}, "2nd round"),
                 fact(FactKind::session, {{"start", "2024-02-06"}, {"end", "2024-02-06"}}, "February 6"),
                 fact(FactKind::session, {{"start", "2024-10-06"}, {"end", "2024-10-06"}}, "October 6"),
                 fact(FactKind::commitment, {{"actor", "USA"}, {"due", "2025-04-30"}},
                      "will exchange lists of contact points by April")};
  const auto list = thread::compare(left, right, rules());
  EXPECT_NE(find(list, "ordinal", "both"), nullptr);
  ASSERT_NE(find(list, "date", "date_line"), nullptr);
  EXPECT_EQ(find(list, "date", "date_line")->left.text, "February 5");
  ASSERT_NE(find(list, "date", "differs"), nullptr);
  EXPECT_EQ(find(list, "date", "differs")->right.text, "October 6");
  ASSERT_NE(find(list, "area", "left_only"), nullptr);
  EXPECT_NE(find(list, "area", "left_only")->sentence.find("Steel"), std::string::npos);
  EXPECT_NE(find(list, "area", "left_only")->sentence.find("excerpt"), std::string::npos);
  ASSERT_NE(find(list, "act", "differs"), nullptr);  // discussed is not agreed; exchanged views is no other grade
  EXPECT_NE(find(list, "act", "differs")->sentence.find("Digital"), std::string::npos);
  EXPECT_EQ(std::count_if(list.begin(), list.end(), [](const auto& d) { return d.what == "act"; }), 1);
  EXPECT_NE(find(list, "wording", "differs"), nullptr);  // Labor, Labour
  EXPECT_NE(find(list, "actor", "differs"), nullptr);
}

TEST(compare, claims_nothing_between_two_languages_that_it_cannot_tell) {
  thread::SideText left, right;
  left.text = {"l",
               "CAN",
               "en",
               0,
               false,
               false,
               {mention("Critical minerals", "endorsed the standard for lithium", {"endorsed"}),
                mention("Customs", "agreed on a customs pilot", {"agreed"})},
               {}};
  right.text = {
      "r",
      "JPN",
      "ja",
      0,
      false,
      false,
      {mention("", "重要鉱物について意見交換を行い、基準を承認しました。", {"exchanged_views"}),
       mention("", "かんきつ類の輸入解禁", {"requested"}), mention("", "税関手続について議論した。", {"discussed"})},
      {}};
  left.text.mentions[0].topics = right.text.mentions[0].topics = {"critical-minerals"};
  left.text.mentions[1].topics = right.text.mentions[2].topics = {"customs"};
  const auto place = [](const char* at) { return std::vector{fact(FactKind::meeting, {{"place", at}}, at)}; };
  left.facts = place("Vancouver");
  right.facts = place("バンクーバー");
  const auto list = thread::compare(left, right, rules());
  EXPECT_NE(find(list, "place", "both"), nullptr);
  EXPECT_EQ(find(list, "issue", "right_only"), nullptr);  // no concept, no topic: it may stand in any words
  EXPECT_EQ(std::count_if(list.begin(), list.end(), [](const auto& d) { return d.what == "act"; }), 1);
  ASSERT_NE(find(list, "act", "differs"), nullptr);
  EXPECT_NE(find(list, "act", "differs")->sentence.find("Customs"), std::string::npos);
  right.facts = place("東京");
  EXPECT_NE(find(thread::compare(left, right, rules()), "place", "differs"), nullptr);
  right.facts = place("架空市");
  EXPECT_EQ(find(thread::compare(left, right, rules()), "place", "differs"), nullptr);
}

TEST(across, knows_places_and_ranks_in_two_languages) {
  const auto& across = rules().across();
  EXPECT_EQ(across.place_of("Washington, D.C."), across.place_of("ワシントンDC"));
  EXPECT_EQ(across.place_of("Vancouver, British Columbia"), across.place_of("バンクーバー"));
  EXPECT_NE(across.place_of("Tokyo"), across.place_of("Kyoto"));
  EXPECT_EQ(across.place_of("New London"), -1);
  EXPECT_EQ(across.rank_of("Deputy Director-General, Economic Affairs Bureau"), across.rank_of("外務省経済局審議官"));
  EXPECT_NE(across.rank_of("Director-General"), across.rank_of("外務省経済局審議官"));
  EXPECT_EQ(across.rank_of("Chef"), -1);
}

TEST(grades, are_coarse) {
  EXPECT_EQ(rules().grade_of("discussed"), thread::Grade::talked);
  EXPECT_EQ(rules().grade_of("shared_proposals"), thread::Grade::offered);
  EXPECT_EQ(rules().grade_of("agreed"), thread::Grade::agreed);
  EXPECT_EQ(rules().grade_of("launched"), thread::Grade::done);
  EXPECT_EQ(rules().grade_of("danced"), thread::Grade::unknown);
  EXPECT_FALSE(rules().definition(thread::Grade::talked).empty());
}

TEST(rules, name_what_is_wrong) {
  const auto code = [](std::string_view thread_toml, std::string_view acts = "", std::string_view zones = "") {
    const auto out = thread::ThreadRules::parse(thread_toml, acts, zones, "x.toml");
    return out ? std::string() : out.error().code;
  };
  EXPECT_EQ(code("[figures]\naccept = 101"), "thread.rules_bad");
  EXPECT_EQ(code("[figures]\nno_such = 1"), "thread.rules_bad");
  EXPECT_EQ(code("[[terms]]\nname = \"x\""), "thread.rules_bad");
  EXPECT_EQ(code("", "[grade.wished]\nacts = []"), "thread.rules_bad");
  EXPECT_EQ(code("", "", "[minutes]\nJPN = 9000"), "thread.rules_bad");
  EXPECT_EQ(code("[figures"), "toml.syntax");
  const auto missing = thread::ThreadRules::load({"/nonexistent"});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, "thread.rules_missing");
}

TEST(assign, maximises_the_sum) {
  EXPECT_EQ(thread::assign({{90, 40}, {80, 0}}), (std::vector<int>{1, 0}));
  EXPECT_EQ(thread::assign({{0, 0}}), (std::vector<int>{-1}));
  EXPECT_EQ(thread::assign({}), std::vector<int>{});
  EXPECT_EQ(thread::assign({{50}, {60}, {55}}), (std::vector<int>{-1, 0, -1}));
}

TEST(places, finds_the_fewest_that_moved) {
  EXPECT_EQ(thread::moved_places({1, 2, 0}), (std::vector<std::size_t>{2}));
  EXPECT_EQ(thread::moved_places({0, 1, 2}), std::vector<std::size_t>{});
  EXPECT_EQ(thread::moved_places({0, 5, 9}), std::vector<std::size_t>{});
  EXPECT_EQ(thread::moved_places({3, 0, 1, 2}), (std::vector<std::size_t>{0}));
}

TEST(thread, handles_nothing_and_noise) {
  EXPECT_TRUE(thread::thread({}, {}, rules()).empty());
  std::vector<RoundText> texts(3);
  texts[0].mentions.resize(2);  // mentions without a word
  texts[0].mentions[0].fact = "a";
  texts[0].mentions[1].fact = "b";
  texts[1].round = 1;
  texts[2].round = 4;
  texts[2].mentions.push_back(mention("", "\xff\xfe\x01", {}));
  const auto threads = thread::thread(texts, {{ThreadDecision::Kind::merge, {"nobody"}, ""}}, rules());
  EXPECT_FALSE(threads.empty());
  EXPECT_EQ(thread::unfit_decisions(texts, {{ThreadDecision::Kind::merge, {"nobody"}, ""}}),
            (std::vector<std::size_t>{0}));
}

// Twenty rounds of sixty mentions: a second in release; the bound here leaves room for slow builds.
TEST(thread, is_quick) {
  std::vector<RoundText> texts;
  const std::vector<std::string> words = {"steel", "wine", "data", "visa", "port",  "seed",
                                          "beef",  "fees", "rice", "ship", "audit", "cloud"};
  for (int round = 0; round < 20; ++round) {
    RoundText text;
    text.round = round;
    text.language = "en";
    text.source = "s" + std::to_string(round);
    for (int i = 0; i < 60; ++i) {
      Mention one = mention("Topic" + std::to_string(i) + " " + words[static_cast<std::size_t>(i) % 12],
                            "the sides discussed " + words[static_cast<std::size_t>(i * 7 + round) % 12] + " matter" +
                                std::to_string(i) + " and the licensing of carriers number" + std::to_string(i + round),
                            {"discussed"});
      one.fact = text.source + "/" + std::to_string(i);
      one.round = round;
      one.order = static_cast<std::size_t>(i);
      text.mentions.push_back(one);
    }
    texts.push_back(text);
  }
  const auto begin = std::chrono::steady_clock::now();
  const auto threads = thread::thread(texts, {}, rules());
  const auto elapsed = std::chrono::steady_clock::now() - begin;
  EXPECT_EQ(threads.size(), 60U);
  EXPECT_LT(elapsed, std::chrono::seconds(15));
  RecordProperty("milliseconds",
                 static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(elapsed).count()));
}

}  // namespace
}  // namespace breadcrumb
