// The words that `review` compares by: which are silent, which tell, and what its rules' file must hold.

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "app/review_words.h"
#include "base/file.h"
#include "text/utf8.h"

namespace breadcrumb::app {
namespace {

/// A dialogue of two parties, led by known people, with what the repository's lexicons know.
class ReviewWords : public testing::Test {
 protected:
  void SetUp() override {
    Context context;
    context.data = BC_ROOT;
    auto knowledge = load_knowledge(context, nullptr);
    ASSERT_TRUE(knowledge) << knowledge.error().to_text();
    knowledge_ = std::make_unique<Knowledge>(std::move(*knowledge));
    const std::string path = std::string(BC_ROOT) + "/lexicon/review.toml";
    const auto added = rules_.add(*read_file(path, 1 << 20), path);
    ASSERT_TRUE(added) << added.error().to_text();
    dialogue_.name = "Canada-Japan Dialogue on Seafood";
    dialogue_.parties = {"CAN", "JPN"};
    dialogue_.texts.push_back({.source = "a", .names = {"日加水産対話"}});
    dialogue_.rounds.push_back({.place = "Halifax", .heads = {{.party = "CAN", .name = "Louise Tremblay"}}});
  }
  [[nodiscard]] std::string told(std::string_view words) const {
    const auto out = TellingWords(rules_, dialogue_, *knowledge_).of(words);
    EXPECT_EQ(out.size(), words.size());
    return text::squeeze(out);
  }
  [[nodiscard]] bool leads(std::string_view sentence) const {
    return TellingWords(rules_, dialogue_, *knowledge_).is_about_leading(sentence);
  }

  std::unique_ptr<Knowledge> knowledge_;
  ReviewRules rules_;
  DialogueView dialogue_;
};

TEST_F(ReviewWords, names_of_the_dialogue_are_silent) {
  EXPECT_EQ(told("Canada's and Japanese salmon"), "'s salmon");
  EXPECT_EQ(told("salmon in Ottawa, Halifax and Tokyo"), "salmon ,");
  EXPECT_EQ(told("Canada-Japan Dialogue on Seafood: herring"), ": herring");
  EXPECT_EQ(told("日加水産対話：ニシン"), "：ニシン");
  EXPECT_EQ(told("日本の東京とカナダのオタワ：ニシン"), "の と の ：ニシン");
  // Another country, another town, the subject of the dialogue by itself.
  EXPECT_EQ(told("China, Busan, seafood"), "China, Busan, seafood");
}

TEST_F(ReviewWords, people_and_ranks_are_silent) {
  EXPECT_EQ(told("Letter of Louise Tremblay on herring"), "herring");
  EXPECT_EQ(told("Dinner with Deputy Minister Park Min-ho on herring"), "- herring");
  EXPECT_EQ(told("Mr. Ono on herring"), ". herring");
  EXPECT_EQ(told("the ministers on Herring"), "Herring");  // no Herr
  EXPECT_EQ(told("Call with the Minister. Herring quotas"), ". Herring quotas");
  EXPECT_EQ(told("Processing of cod"), "Processing cod");
  EXPECT_EQ(told("小野審議官とニシン"), "とニシン");
  EXPECT_EQ(told("ラジブ・メータ次官補のニシン"), "のニシン");
  EXPECT_EQ(told("半導体委員会"), "半導体");  // a body by its subject
}

TEST_F(ReviewWords, agencies_are_silent) {
  EXPECT_EQ(told("Ministry of Trade, Industry and Fisheries: cheese quotas"), ": cheese quotas");
  EXPECT_EQ(told("the Canadian Food Inspection Agency on cheese"), "cheese");
  EXPECT_EQ(told("Office furniture"), "furniture");
  EXPECT_EQ(told("農林水産省輸出・国際局のニシン"), "のニシン");
  EXPECT_EQ(told("外務貿易省"), "");
  EXPECT_EQ(told("検疫当局"), "検疫当局");
}

TEST_F(ReviewWords, days_and_stock_words_are_silent) {
  EXPECT_EQ(told("will send a list of herring by March 31, 2025"), "herring");
  EXPECT_EQ(told("May 2025, round 12: article 301"), ", : article 301");
  EXPECT_EQ(told("ニシンの一覧を本年12月までに提出する"), "ニシンの を までに する");
  EXPECT_EQ(told("exchange of information on trade issues of common interest"), "");
  EXPECT_EQ(told("Services, next steps"), ",");
  EXPECT_EQ(told("双方は、意見交換を行う"), "は、 を う");
}

TEST_F(ReviewWords, subjects_made_of_stock_words_tell) {
  EXPECT_EQ(told("trade facilitation"), "trade facilitation");
  EXPECT_EQ(told("raw materials, a study of wages, statistics"), "raw materials, study wages, statistics");
  EXPECT_EQ(told("税関と銀行と表示"), "税関と銀行と表示");  // not 関, 行, 示
  EXPECT_EQ(told("バリア"), "バリア");
  dialogue_.rounds.push_back({.place = "Bali"});
  EXPECT_EQ(told("バリ、バリア"), "、バリア");
}

TEST_F(ReviewWords, a_listed_phrase_is_silent_though_it_is_a_term) {
  EXPECT_EQ(told("task force on herring"), "herring");
  ASSERT_TRUE(rules_.add("[silent]\nen = [\"supply chain\"]\nja = [\"サプライチェーン\"]", "x"));
  EXPECT_EQ(told("supply chains of herring"), "herring");
  EXPECT_EQ(told("サプライチェーン"), "");
}

TEST_F(ReviewWords, who_led_is_known_by_its_words) {
  EXPECT_TRUE(leads("The Canadian delegation was led by Louise Tremblay."));
  EXPECT_TRUE(leads("Mr. Ono headed the Japanese delegation."));
  EXPECT_TRUE(leads("日本側からは小野審議官が出席しました。"));
  EXPECT_FALSE(leads("The delegations discussed what led to the ban on lead shot."));
  EXPECT_FALSE(leads("双方は、輸出の手続について議論しました。"));
}

TEST_F(ReviewWords, the_rules_file_is_checked) {
  const auto message = [](std::string_view toml) {
    ReviewRules rules;
    const auto added = rules.add(toml, "x.toml");
    return added ? std::string() : added.error().to_text();
  };
  EXPECT_EQ(message(""), "");
  EXPECT_EQ(message("least = 0\nissue = 100"), "");
  EXPECT_EQ(message("least = -1"), "x.toml: `least` must be a whole number from 0 to 100 [review.rules]");
  EXPECT_EQ(message("issue = 101"), "x.toml: `issue` must be a whole number from 0 to 100 [review.rules]");
  EXPECT_EQ(message("issue = \"40\""), "x.toml: `issue` must be a whole number from 0 to 100 [review.rules]");
  EXPECT_EQ(message("most = 3"), "x.toml: there is no `most` [review.rules]");
  EXPECT_EQ(message("[silent]\nfr = [\"le\"]"), "x.toml: there is no `silent.fr` [review.rules]");
  EXPECT_EQ(message("silent = [\"le\"]"), "x.toml: `silent` must be a table of lists [review.rules]");
  EXPECT_EQ(message("[silent]\nen = \"herring\""), "x.toml: `silent.en` must be a list of words [review.rules]");
  EXPECT_EQ(message("[silent]\nen = [\"herring\", 3]"), "x.toml: `silent.en` must be a list of words [review.rules]");
  EXPECT_EQ(message("[led]\nja = [\" \"]"), "x.toml: `led.ja` holds an empty word [review.rules]");
  EXPECT_NE(message("[silent").find("[toml.syntax]"), std::string::npos);
}

TEST_F(ReviewWords, a_desks_file_lies_over_the_installed_one) {
  const auto issue = rules_.issue;
  const auto words = rules_.silent.en.size();
  EXPECT_EQ(told("herring in cans"), "herring cans");
  ASSERT_TRUE(rules_.add("least = 70\n[silent]\nen = [\"herring\"]\n[led]\nen = [\"held the pen\"]", "x"));
  EXPECT_EQ(rules_.least, 70);
  EXPECT_EQ(rules_.issue, issue);
  EXPECT_EQ(rules_.silent.en.size(), words + 1);
  EXPECT_EQ(told("herring in cans: the list"), "cans:");
  EXPECT_TRUE(leads("Ms. Mori held the pen."));
  EXPECT_TRUE(leads("The delegation was led by Ms. Mori."));
}

}  // namespace
}  // namespace breadcrumb::app
