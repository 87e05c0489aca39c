#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "thread/redline.h"

namespace breadcrumb {
namespace {

std::string shown(std::string_view a, std::string_view b) {
  const Redline difference = thread::redline(a, b);
  EXPECT_EQ(thread::apply(difference), b);
  EXPECT_EQ(thread::unapply(difference), a);
  return thread::render_text(difference);
}

TEST(redline, shows_whole_words) {
  EXPECT_EQ(shown("coordination on third-country rules.", "coordination on third-party rules."),
            "coordination on [-third-country-]{+third-party+} rules.");
  EXPECT_EQ(shown("regulatory transparency", "regulatory transparency and due process"),
            "regulatory transparency {+and due process+}");
  EXPECT_EQ(shown("", "Labor"), "{+Labor+}");
  EXPECT_EQ(shown("Labor", ""), "[-Labor-]");
  EXPECT_TRUE(thread::redline("same words", "same words").unchanged());
}

TEST(redline, cuts_japanese_by_class_of_character) {
  EXPECT_EQ(shown("強制労働の撤廃について議論した。", "児童労働の撤廃について議論した。"),
            "[-強制労働-]{+児童労働+}の撤廃について議論した。");
  EXPECT_EQ(shown("デジタル貿易の推進", "デジタル経済の推進"), "デジタル[-貿易-]{+経済+}の推進");
}

TEST(redline, sets_typography_apart) {
  for (const auto& [a, b] :
       {std::pair{"the \"level playing field\" for\nproducts", "the “level playing field” for products"},
        std::pair{"Labor - worker rights", "Labor – worker\u00a0rights"},
        std::pair{"1. Labor\n\n2. Digital", "(1) Labor\n\n(2) Digital"}, std::pair{"• Labor", "Labor"},
        std::pair{"第２回会合（東京）", "第2回会合(東京)"}, std::pair{"words ", "words"},
        std::pair{" words", "words"}}) {
    const Redline difference = thread::redline(a, b);
    EXPECT_EQ(thread::apply(difference), b);
    EXPECT_EQ(thread::unapply(difference), a);
    EXPECT_TRUE(difference.typography_only) << a << " | " << thread::render_text(difference);
    EXPECT_FALSE(difference.unchanged());
  }
  EXPECT_FALSE(thread::redline("on March\n14. They", "on March\n15. They").typography_only);
  EXPECT_FALSE(thread::redline("the Parties", "the parties").typography_only);
}

TEST(redline, finds_words_that_moved) {
  const std::string a = "They reviewed the work plan of the task force. They spoke of customs at length today.";
  const std::string b = "They spoke of customs at length today. They reviewed the work plan of the task force.";
  const Redline difference = thread::redline(a, b);
  int out = 0, in = 0;
  for (const auto& run : difference.runs) {
    if (run.kind == RedlineKind::move_out) out = run.move;
    if (run.kind == RedlineKind::move_in) in = run.move;
  }
  EXPECT_EQ(out, 1);
  EXPECT_EQ(in, 1);
  EXPECT_EQ(thread::apply(difference), b);
  EXPECT_EQ(thread::unapply(difference), a);
}

TEST(redline, aligns_sentences_before_words) {
  EXPECT_EQ(
      shown("Both sides met in Tokyo. The rules on data were discussed.",
            "Both sides met in Tokyo. Delegates visited a port in Kobe on Friday. The rules on data were discussed."),
      "Both sides met in Tokyo. {+Delegates visited a port in Kobe on Friday.+} The rules on data were discussed.");
  EXPECT_EQ(shown("Officials discussed the rules on data and stressed an open ecosystem for trade.",
                  "Officials discussed the rules on data. They stressed an open ecosystem for trade."),
            "Officials discussed the rules on data[-and-]{+. They+} stressed an open ecosystem for trade.");
  EXPECT_EQ(
      shown("It began in 2021, when the U.S. minister came to Tokyo. It goes on.", "It began in 2021. It goes on."),
      "It began in 2021[-, when the U.S. minister came to Tokyo-]. It goes on.");
}

TEST(redline, keeps_the_blank_before_words_that_went) {
  const auto difference = thread::redline("progress on the rules and on duties.", "progress on the rules.");
  ASSERT_EQ(difference.runs.size(), 3U);
  EXPECT_EQ(difference.runs[1].text, " and on duties");
  EXPECT_FALSE(difference.typography_only);
  EXPECT_EQ(thread::render_text(difference), "progress on the rules [-and on duties-].");
}

// The invariants over random pairs: edits of a text, and shuffled texts, with odd bytes among them.
TEST(redline, applies_to_the_byte) {
  const std::vector<std::string> words = {"labor",       "Labor",      "third-country",
                                          "third-party", "the",        "and",
                                          ",",           ".",          ". ",
                                          "\n",          "\n\n",       " ",
                                          "  ",          "1.",         "(2)",
                                          "•",           "労働",       "デジタル貿易",
                                          "について",    "議論した。", "、",
                                          "第２回",      "2023",       "“x”",
                                          "\"x\"",       "–",          "-",
                                          "\u00a0",      "\u3000",     "①",
                                          "ﾃﾞｼﾞﾀﾙ",      "\xff",       "\xe3\x81",
                                          "a\u00adb",    "agreement",  "ﬁ",
                                          "㈱"};
  std::mt19937 random(7);
  for (int round = 0; round < 6000; ++round) {
    std::vector<std::string> left;
    const auto length = random() % 60;
    for (unsigned i = 0; i < length; ++i) {
      left.push_back(words[random() % words.size()]);
      if (random() % 3) left.push_back(" ");
    }
    std::vector<std::string> right = left;
    if (round % 3 == 0) std::shuffle(right.begin(), right.end(), random);
    const auto edits = random() % 8;
    for (unsigned i = 0; i < edits && !right.empty(); ++i) {
      const auto at = right.begin() + static_cast<long>(random() % right.size());
      if (random() % 2)
        right.erase(at);
      else
        right.insert(at, words[random() % words.size()]);
    }
    std::string a, b;
    for (const auto& word : left) a += word;
    for (const auto& word : right) b += word;
    const Redline difference = thread::redline(a, b);
    ASSERT_EQ(thread::apply(difference), b);
    ASSERT_EQ(thread::unapply(difference), a);
    ASSERT_EQ(difference.unchanged(), a == b) << a << " | " << b;
  }
}

TEST(redline, stays_bounded_on_huge_texts) {
  std::string a, b;
  std::mt19937 random(3);
  for (int i = 0; i < 60000; ++i) {
    a += "w" + std::to_string(random() % 5000) + " ";
    b += "w" + std::to_string(random() % 5000) + " ";
  }
  const auto begin = std::chrono::steady_clock::now();
  const Redline difference = thread::redline(a, b);
  EXPECT_EQ(thread::apply(difference), b);
  EXPECT_EQ(thread::unapply(difference), a);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace breadcrumb
