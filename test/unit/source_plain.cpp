#include <gtest/gtest.h>

#include "source_sample.h"

namespace breadcrumb::source {

TEST(SourcePlain, FindsTitleListsAndFurniture) {
  const auto document = read(
      "Breadcrumb\n\nReadout of the Second Round of the Aland-Borduria Trade Dialogue\n\nMarch 04, 2025\n\n"
      "ALANDTOWN – Aland and Borduria held the second round of their dialogue on March 3-4, 2025, in good spirit and "
      "at length.\n"
      " \n  • Labor – Spoke about work.\n     \n  • Digital Economy – Spoke about data.\n\n"
      "The parties look forward to the next round of the dialogue, which will be held at some date in the next "
      "year.\n###\n");
  EXPECT_EQ(
      outline(document),
      "-heading2 Breadcrumb\ntitle Readout of the Second Round of the Aland-Borduria Trade Dialogue\n"
      "paragraph March 04, 2025\n"
      "paragraph ALANDTOWN – Aland and Borduria held the second round of their dialogue on March 3-4, 2025, in good "
      "spirit and at length.\nlist1[•] • Labor – Spoke about work.\n"
      "list1[•] • Digital Economy – Spoke about data.\n"
      "paragraph The parties look forward to the next round of the dialogue, which will be held at some date in the "
      "next year.\n-paragraph ###\n");
}

TEST(SourcePlain, JoinsLinesOfAFixedWidth) {
  const auto document = read(
      "The two sides met in the capital for three days and spoke about\n"
      "customs, about the movement of goods, and about the services that\n"
      "their companies want to offer in the other country, and they will\n"
      "meet again.\n\n"
      "- Labor: they spoke about the rights of those who work in the many\n"
      "  factories of both countries, and agreed on nothing.\n"
      "- Goods: nothing was said.\n");
  ASSERT_EQ(document.blocks.size(), 3u);
  EXPECT_EQ(document.blocks[0].start, 0u);
  EXPECT_TRUE(document.text_of(document.blocks[0]).ends_with("meet again."));
  EXPECT_EQ(document.blocks[1].marker, "-");
  EXPECT_TRUE(document.text_of(document.blocks[1]).ends_with("agreed on nothing."));
}

TEST(SourcePlain, ALoneBulletTakesTheNextLine) {
  const auto document = read("-\nLabor: they spoke about work.\n-\n-\nGoods: they spoke about goods.\n");
  EXPECT_EQ(outline(document),
            "list1[-] -\nLabor: they spoke about work.\n-list1[-] -\nlist1[-] -\nGoods: they spoke about goods.\n");
}

TEST(SourcePlain, NumbersBeforeJapaneseWordsAreMarkers) {
  const auto document = read(
      "報道発表\n日・トルコ経済連携協定交渉第6回会合(結果)\n平成29年1月27日\n1 "
      "日・トルコ経済連携協定交渉の第6回会合が、1月23日から26日まで、アンカラで開かれました。\n２　日本側は関係者が出席"
      "しました。\n8日午前に開かれました。\n");
  EXPECT_EQ(document.blocks[0].furniture, true);
  EXPECT_EQ(document.blocks[1].kind, BlockKind::title);
  EXPECT_EQ(document.blocks[2].kind, BlockKind::paragraph);
  EXPECT_EQ(document.blocks[3].marker, "1");
  EXPECT_EQ(document.blocks[4].marker, "２");
  EXPECT_EQ(document.blocks[5].marker, "");
}

TEST(SourcePlain, MarkersOfManyKinds) {
  const auto marker = [](std::string_view line) { return std::string(marker_of(line).text); };
  EXPECT_EQ(marker("• Labor"), "•");
  EXPECT_EQ(marker("– Labor"), "–");
  EXPECT_EQ(marker("-日本側は"), "-");
  EXPECT_EQ(marker("・日本側は"), "・");
  EXPECT_EQ(marker("(ii) tariffs"), "(ii)");
  EXPECT_EQ(marker("（１）人材"), "（１）");
  EXPECT_EQ(marker("①題名"), "①");
  EXPECT_EQ(marker("12. Words"), "12.");
  EXPECT_EQ(marker("2.1 Tariffs"), "2.1");
  EXPECT_EQ(marker("B.1 Road"), "B.1");
  EXPECT_EQ(marker("IV. NEXT"), "IV.");
  EXPECT_EQ(marker("V. WHAT HAPPENS NEXT"), "V.");
  for (const std::string_view none :
       {"-based trade", "2.1 per cent", "2022. Then", "8日午前", "5 月に", "1 January 2025", "U.S. and", "A word",
        "V. Orban said that the talks between both sides had gone on for far too long.", "(a word) b", "---"})
    EXPECT_EQ(marker(none), "") << none;
}

TEST(SourcePlain, NamesWhatItCannotRead) {
  EXPECT_EQ(code_of(""), "source.empty");
  EXPECT_EQ(code_of(std::string_view("\x00\x01\x02\x03\x00\x07\x08junk", 11)), "source.not_text");
  EXPECT_EQ(code_of("\x89PNG\r\n\x1a\n...."), "source.unknown_format");
  EXPECT_EQ(code_of("  \n \n"), "source.no_text");
  EXPECT_EQ(code_of("<?xml version=\"1.0\"?><rss></rss>"), "source.unknown_format");
  EXPECT_EQ(code_of("abc \x81\x8d\x90 def"), "source.encoding_unknown");
}

TEST(SourcePlain, FurnitureRulesAreListsOfWords) {
  const auto read = FurnitureRules::parse("[lines]\nexact = [\"Share\", 3]\n", "furniture.toml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "source.rules");
  EXPECT_EQ(read.error().where, "furniture.toml");
}

}  // namespace breadcrumb::source
