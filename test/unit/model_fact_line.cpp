#include <gtest/gtest.h>

#include "model/fact_line.h"

namespace breadcrumb {
namespace {

const std::string text = "Labor\nThey met on March 3. Labor: they \"talked\".\n";

Fact fact(FactKind kind, std::string_view words, unsigned occurrence = 1) {
  const auto at = find_occurrence(text, words, occurrence);
  Fact out;
  out.kind = kind;
  out.quote = span_of(text, at, at + words.size());
  out.id = fact_id("s", kind, out.quote);
  out.rule = "en.x";
  return out;
}

TEST(FactLine, prints_fields_in_order_and_the_occurrence_of_the_quote) {
  Reading reading;
  reading.language = "en";
  reading.kind = "readout";
  auto area = fact(FactKind::area, "Labor", 2);
  area.set("kind", "common");
  area.set("heading", "Labor rights");
  auto item = fact(FactKind::item, "they \"talked\"");
  item.set("area", area.id);
  item.set("acts", "discussed planned");
  item.certainty = 60;
  reading.facts = {area, item};
  reading.problems = {{"date.unreadable", "no year", {}}};
  const auto lines = fact_lines(reading, text);
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0], "reading      language=en kind=readout");
  EXPECT_EQ(lines[1], "area         heading=\"Labor rights\" kind=common                       \"Labor\"@2");
  EXPECT_EQ(lines[2],
            "item         area=\"Labor rights\" acts=discussed,planned certainty=60  \"they \\\"talked\\\"\"");
  EXPECT_EQ(lines[3], "problem      code=date.unreadable");
}

TEST(FactLine, what_is_printed_is_parsed_to_the_same) {
  const auto line = parse_fact_line("item  area=\"a \\\"b\\\"\" acts=x,y null=  \"c\\nd\"@3");
  ASSERT_TRUE(line) << line.error().to_text();
  EXPECT_EQ(line->kind, "item");
  EXPECT_EQ(line->field("area"), "a \"b\"");
  EXPECT_EQ(line->field("acts"), "x,y");
  EXPECT_EQ(line->field("null"), "");
  EXPECT_EQ(line->quote, "c\nd");
  EXPECT_EQ(line->occurrence, 3u);
}

TEST(FactLine, bare_words_are_kept) {
  const auto line = parse_fact_line("  parties    USA GCC");
  ASSERT_TRUE(line);
  EXPECT_EQ(line->words, (std::vector<std::string>{"USA", "GCC"}));
  EXPECT_FALSE(line->quoted);
}

TEST(FactLine, faults_name_their_byte) {
  for (const auto* bad : {"", "   ", "a \"b", "a \"b\"@", "a \"b\" c", "a =b"}) {
    const auto line = parse_fact_line(bad);
    ASSERT_FALSE(line) << bad;
    EXPECT_EQ(line.error().code, "fact_line.syntax");
  }
}

TEST(FactLine, occurrences_are_counted_from_one) {
  EXPECT_EQ(find_occurrence(text, "Labor", 1), 0u);
  EXPECT_EQ(find_occurrence(text, "Labor", 2), 27u);
  EXPECT_EQ(find_occurrence(text, "Labor", 3), std::string::npos);
  EXPECT_EQ(find_occurrence(text, "", 1), std::string::npos);
}

}  // namespace
}  // namespace breadcrumb
