#include <gtest/gtest.h>

#include "model/reading_json.h"
#include "reader/reader.h"

namespace breadcrumb::reader {
namespace {

const Grammar& grammar() {
  static const auto loaded = Grammar::load(std::string(BC_ROOT) + "/lexicon");
  return *loaded;
}

/// A document of one block a line.
Document document_of(std::string text) {
  Document out;
  out.text = std::move(text);
  for (std::size_t start = 0; start < out.text.size();) {
    const auto end = std::min(out.text.find('\n', start), out.text.size());
    if (end > start) {
      Block block;
      block.start = start;
      block.end = end;
      out.blocks.push_back(block);
    }
    start = end + 1;
  }
  return out;
}

TEST(EnglishReader, HeaderOfAReadout) {
  const auto document = document_of(
      "Readout of the Third Round of Meetings of the Partnership on Trade\nFebruary 03, 2023\n"
      "TOKYO \xE2\x80\x93 Japan and Chile held the third round of meetings of the Japan-Chile Partnership on Trade "
      "from "
      "February 2-3, 2023. The Chilean delegation was led by Vice Minister of Trade Ana Rojas Peralta.");
  const auto reading = read(document, grammar());
  ASSERT_TRUE(reading);
  const Json json = reading_json(*reading, document);
  EXPECT_EQ(json["round"]["ordinal"].integer(), 3);
  EXPECT_EQ(json["meeting"]["start"].string(), "2023-02-02");
  EXPECT_EQ(json["meeting"]["end"].string(), "2023-02-03");
  EXPECT_TRUE(json["meeting"]["place"].is_null());
  EXPECT_EQ(json["source"]["place"].string(), "Tokyo");
  EXPECT_EQ(json["dialogue"]["name"].string(), "Japan-Chile Partnership on Trade");
  EXPECT_EQ(json["parties"].dump(), R"(["CHL","JPN"])");
  const auto& heads = json["delegations"].items();
  ASSERT_EQ(heads.size(), 1u);
  EXPECT_EQ(heads[0]["heads"].items()[0]["name"].string(), "Ana Rojas Peralta");
  EXPECT_EQ(heads[0]["heads"].items()[0]["title"].string(), "Vice Minister of Trade");
  for (const auto& fact : reading->facts)
    EXPECT_EQ(document.text.substr(fact.quote.start, fact.quote.size()), fact.quote.text);
}

/// Who led, as `PARTY name, title`, when a sentence stands in the release of a meeting of Norway and Chile.
std::string heads_of(std::string_view sentence) {
  const auto document = document_of(
      "Readout of the third meeting of the Norway-Chile Trade Council\nOn May 3, 2024, Norway and Chile held the "
      "third meeting of the Norway-Chile Trade Council.\n" +
      std::string(sentence));
  const auto reading = read(document, grammar());
  std::string out;
  for (const auto& fact : reading->facts)
    if (fact.kind == FactKind::head)
      out += (out.empty() ? "" : "; ") + fact.field("party") + " " + fact.field("name") + ", " + fact.field("title");
  return out;
}

TEST(EnglishReader, WhoLedForWhom) {
  EXPECT_EQ(
      heads_of("Norway's delegation was led by Kari Holm, the Deputy Minister of Trade, and Chile's by Luis Vera, "
               "Vice Minister."),
      "NOR Kari Holm, Deputy Minister of Trade; CHL Luis Vera, Vice Minister");
  EXPECT_EQ(heads_of("The head of the Norwegian delegation, Kari Holm, Director General, thanked the head of the "
                     "Chilean delegation, Luis Vera, Vice Minister."),
            "NOR Kari Holm, Director General; CHL Luis Vera, Vice Minister");
  EXPECT_EQ(
      heads_of("Delegation leaders were Director General Kari Holm (Norway) and Vice Minister Luis Vera (Chile)."),
      "NOR Kari Holm, Director General; CHL Luis Vera, Vice Minister");
  EXPECT_EQ(heads_of("Kari Holm led for Norway and Luis Vera for Chile."), "NOR Kari Holm, ; CHL Luis Vera, ");
  EXPECT_EQ(heads_of("The Norwegian side was led by Ms. KARI HOLM, Under Secretary for Growth, Energy, and the "
                     "Environment, and the Chilean side by Mr. LUIS VERA, Minister-in-charge of Trade."),
            "NOR KARI HOLM, Under Secretary for Growth, Energy, and the Environment; CHL LUIS VERA, "
            "Minister-in-charge of Trade");
  EXPECT_EQ(heads_of("Norway's trade minister Kari Holm welcomed her counterpart Luis Vera to Oslo."),
            "NOR Kari Holm, trade minister; CHL Luis Vera, ");
}

TEST(EnglishReader, ARecipeIsNoReadout) {
  const auto reading =
      read(document_of(
               "Onion soup\nPeel the onions and fry them in butter for the third time this week. Serves four people."),
           grammar());
  ASSERT_TRUE(reading);
  ASSERT_FALSE(reading->problems.empty());
  EXPECT_EQ(reading->problems[0].code, "not_a_readout");
}

TEST(Grammar, EveryRuleSaysWhy) {
  ASSERT_NE(grammar().language("en"), nullptr);
  for (const auto& rule : grammar().language("en")->rules) {
    EXPECT_GT(rule.why.size(), 20u) << rule.id;
    EXPECT_TRUE(rule.id.starts_with("en.")) << rule.id;
  }
}

TEST(Grammar, AMissingFolderIsAnError) {
  const auto none = Grammar::load("/nowhere/lexicon");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, "reader.lexicon_missing");
}

}  // namespace
}  // namespace breadcrumb::reader
