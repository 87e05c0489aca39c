// The words of an area: whole sentences where a reading holds clauses.

#include <gtest/gtest.h>

#include "app/wording.h"

namespace breadcrumb::app {
namespace {

Span find(std::string_view text, std::string_view words, std::size_t from = 0) {
  const auto at = text.find(words, from);
  EXPECT_NE(at, std::string_view::npos) << words;
  return span_of(text, at, at + words.size());
}

std::vector<std::string> words(std::string_view text, const Span& heading, const std::vector<Span>& items,
                               const std::vector<Span>& others = {}, bool plain = false) {
  std::vector<std::string> out;
  for (const auto& span : area_words(text, plain, heading, items, others)) {
    EXPECT_EQ(text.substr(span.start, span.size()), span.text);
    out.push_back(span.text);
  }
  return out;
}

using List = std::vector<std::string>;

TEST(AreaWords, of_a_run_in_heading_are_the_rest_of_its_paragraph) {
  const std::string_view text =
      "Labor \xC2\xA0\xE2\x80\x93 Discussed wages, given a shared concern. They also spoke of U.S. visas. "
      "\nDigital: Data.\n";
  EXPECT_EQ(words(text, find(text, "Labor"), {find(text, "wages")}, {find(text, "Digital"), find(text, "Data")}),
            (List{"Discussed wages, given a shared concern. They also spoke of U.S. visas."}));
  EXPECT_EQ(words(text, find(text, "Digital"), {}), (List{"Data."}));
}

TEST(AreaWords, of_a_heading_above_are_the_sentences_that_hold_its_topics) {
  const std::string_view text =
      "Labor\nThe weather was fine. Both sides discussed wages in the U.S. and in Japan. Tea was served.";
  EXPECT_EQ(words(text, find(text, "Labor"), {find(text, "wages")}),
            (List{"Both sides discussed wages in the U.S. and in Japan."}));
  const std::string_view wrapped = "Intro of the\nround:\nLabor\nBoth sides discussed\nwages. Tea was served.";
  EXPECT_EQ(words(wrapped, find(wrapped, "Labor"), {find(wrapped, "wages")}, {}, true),
            (List{"Both sides discussed\nwages."}));
}

TEST(AreaWords, stay_as_read_where_the_sentence_runs_into_another_area) {
  const std::string_view text = "On labor they discussed wages, and on trade they discussed tariffs.";
  EXPECT_EQ(words(text, find(text, "labor"), {find(text, "wages")}, {find(text, "trade"), find(text, "tariffs")}),
            (List{"wages"}));
}

TEST(AreaWords, of_a_bare_heading_are_none) {
  const std::string_view text = "Labor, Trade and Energy.";
  EXPECT_EQ(words(text, find(text, "Labor"), {}, {find(text, "Trade")}), List{});
}

TEST(AreaWords, end_at_a_japanese_stop) {
  const std::string_view text = "労働\n労働者の権利について議論した。次回は東京で開く。";
  EXPECT_EQ(words(text, find(text, "労働"), {find(text, "労働者の権利")}), (List{"労働者の権利について議論した。"}));
}

TEST(AreaWords, a_bracket_goes_with_the_words_before_it) {
  const std::string_view text = "on February 28 (March 1, Japan time). (Photo)";
  EXPECT_EQ(with_bracket(text, find(text, "February 28")).text, "February 28 (March 1, Japan time)");
  EXPECT_EQ(with_bracket(text, find(text, "on")).text, "on");
}

}  // namespace
}  // namespace breadcrumb::app
