#include <gtest/gtest.h>

#include "reader/facts.h"
#include "reader/ja_people.h"
#include "reader/ja_text.h"
#include "reader/reader.h"

namespace breadcrumb::reader {
namespace {

const Grammar& grammar() {
  static const Result<Grammar> loaded = Grammar::load(std::string(BC_ROOT) + "/lexicon");
  return *loaded;
}

Document document_of(std::vector<std::string> blocks) {
  Document document;
  document.media_type = "text/plain";
  for (auto& words : blocks) {
    if (!document.text.empty()) document.text += '\n';
    Block block;
    block.kind = document.blocks.empty() ? BlockKind::title : BlockKind::paragraph;
    block.start = document.text.size();
    document.text += words;
    block.end = document.text.size();
    document.blocks.push_back(block);
  }
  return document;
}

TEST(ReaderJa, FoldingKeepsTheWayBack) {
  const std::string text = "（１）貿易，投資";
  const JaLine line = fold_ja(text, 0, text.size());
  EXPECT_EQ(line.text, "(1)貿易、投資");
  EXPECT_EQ(text.substr(line.from(3), line.to(9) - line.from(3)), "貿易");
}

TEST(ReaderJa, PeopleWithTheirOffices) {
  const auto& rules = *grammar().language("ja")->japanese;
  const JaParties parties(grammar().parties());
  const auto people = people_ja("北沢守外務省局長及びナディア・ロウ・カナダ通商大臣(Ms. Nadia Rowe)", rules, parties);
  ASSERT_EQ(people.size(), 2U);
  EXPECT_EQ(people[0].name, "北沢守");
  EXPECT_EQ(people[0].title, "外務省局長");
  EXPECT_EQ(people[1].name, "ナディア・ロウ");
  EXPECT_EQ(people[1].title, "カナダ通商大臣");
}

TEST(ReaderJa, ShortFormsCountOnlyTogether) {
  const JaParties parties(grammar().parties());
  EXPECT_EQ(parties.find("日韓中協議").size(), 3U);
  EXPECT_TRUE(parties.find("11月6日、英語").empty());
}

TEST(ReaderJa, OneReadout) {
  const Document document = document_of(
      {"日・カナダ畜産対話第3回会合の開催", "令和5年10月6日",
       "10月4日及び5日、東京において、日・カナダ畜産対話の第3回会合が開催されました。",
       "日本側からは北沢守外務省経済局長が、カナダ側からはナディア・ロウ農業省次官が出席しました。",
       "双方は、飼料の表示、輸送の規則等について議論しました。また、統計を毎年交換していくことで一致しました。"});
  const auto reading = read(document, grammar());
  ASSERT_TRUE(reading);
  std::map<FactKind, int> count;
  for (const auto& fact : reading->facts) {
    ++count[fact.kind];
    EXPECT_FALSE(fact.rule.empty());
    EXPECT_EQ(fact.quote.text, document.text.substr(fact.quote.start, fact.quote.end - fact.quote.start));
  }
  EXPECT_EQ(count[FactKind::head], 2);
  EXPECT_EQ(count[FactKind::issue], 2);
  EXPECT_EQ(count[FactKind::commitment], 1);
  EXPECT_EQ(count[FactKind::meeting], 1);
  EXPECT_EQ(count[FactKind::party], 2);
}

TEST(ReaderJa, HostileTextEnds) {
  std::string wild;
  for (int i = 0; i < 60000; ++i)
    wild += i % 3 == 0 ? "第9回会合、(" : i % 3 == 1 ? "日本側から及び" : "について議論し、";
  const auto reading = read(document_of({"題", wild}), grammar());
  ASSERT_TRUE(reading);
}

}  // namespace
}  // namespace breadcrumb::reader
