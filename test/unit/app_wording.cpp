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
                               const Around& around = {}, bool plain = false) {
  std::vector<std::string> out;
  for (const auto& span : area_words(text, plain, heading, items, around)) {
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
  EXPECT_EQ(words(text, find(text, "Labor"), {find(text, "wages")},
                  {.headings = {find(text, "Digital")}, .others = {find(text, "Data")}, .ends = {}}),
            (List{"Discussed wages, given a shared concern. They also spoke of U.S. visas."}));
  EXPECT_EQ(words(text, find(text, "Digital"), {}), (List{"Data."}));
}

TEST(AreaWords, of_a_heading_above_are_all_sentences_under_it) {
  const std::string_view text =
      "Labor\nThe weather was fine. Both sides discussed wages in the U.S. and in Japan. Tea was served.\nThanks to "
      "all.";
  EXPECT_EQ(words(text, find(text, "Labor"), {find(text, "wages")}),
            (List{"The weather was fine. Both sides discussed wages in the U.S. and in Japan. Tea was served."}));
  const std::string_view wrapped = "Intro of the\nround:\nLabor\nBoth sides discussed\nwages. Tea was served.";
  EXPECT_EQ(words(wrapped, find(wrapped, "Labor"), {find(wrapped, "wages")}, {}, true),
            (List{"Both sides discussed\nwages. Tea was served."}));
}

TEST(AreaWords, go_on_to_the_next_heading_and_are_there_when_nothing_was_read) {
  const std::string_view text =
      "Beef\nBoth sides took note of the new tariffs.\nThey thanked the experts.\nRice\nQuotas were raised.\n"
      "Next steps\nA workshop will be held.";
  const Span beef = find(text, "Beef"), rice = find(text, "Rice");
  EXPECT_EQ(words(text, beef, {}, {.headings = {rice}, .others = {}, .ends = {}}),
            (List{"Both sides took note of the new tariffs.", "They thanked the experts."}));
  EXPECT_EQ(words(text, rice, {}, {.headings = {beef}, .others = {}, .ends = {}}), (List{"Quotas were raised."}));
}

TEST(AreaWords, end_before_a_heading_that_is_no_area_a_list_of_others_and_the_next_meeting) {
  const std::string_view text =
      "Beef\nTariffs were noted.\nOther work\nA workshop was held.\nThey also spoke of:\nRice\nQuotas were raised. "
      "The next round will be held in May.";
  const Span beef = find(text, "Beef"), rice = find(text, "Rice");
  EXPECT_EQ(words(text, beef, {}, {.headings = {rice}, .others = {}, .ends = {}}), (List{"Tariffs were noted."}));
  EXPECT_EQ(words(text, rice, {}, {.headings = {beef}, .others = {}, .ends = {find(text, "next round")}}),
            (List{"Quotas were raised."}));
  const std::string_view list = "They spoke of:\n- Beef\n- Rice\nThe mood was good.";
  EXPECT_EQ(words(list, find(list, "Rice"), {}, {.headings = {find(list, "Beef")}, .others = {}, .ends = {}}), List{});
}

TEST(AreaWords, of_a_numbered_label_with_a_full_stop_are_what_stands_behind_it) {
  const std::string_view text =
      "They met.\n\n1. Clean energy. Both sides agreed\nto go on.\n2. Beef. Tariffs were noted.\n\nThanks to all.";
  const Span clean = find(text, "Clean energy"), beef = find(text, "Beef");
  EXPECT_EQ(words(text, clean, {}, {.headings = {beef}, .others = {}, .ends = {}}, true),
            (List{"Both sides agreed\nto go on."}));
  EXPECT_EQ(words(text, beef, {}, {.headings = {clean}, .others = {}, .ends = {}}, true),
            (List{"Tariffs were noted."}));
}

TEST(AreaWords, of_a_paragraph_that_opens_with_its_subject_are_its_sentences) {
  const std::string_view text =
      "They discussed beef and rice.\nOn beef, Canada asked again. Japan agreed to reply.\nOn rice, nothing was said.";
  const Span beef = find(text, "beef", 30), rice = find(text, "rice", 60);
  EXPECT_EQ(words(text, beef, {}, {.headings = {rice}, .others = {}, .ends = {}}),
            (List{"On beef, Canada asked again. Japan agreed to reply."}));
  EXPECT_FALSE(lead_words(text, false, find(text, "rice"), {}));
}

TEST(AreaWords, of_a_topic_are_the_sentence_that_it_has_for_itself) {
  const std::string_view text = "They discussed beef. They discussed rice and salt.";
  EXPECT_EQ(sentence_of(text, false, find(text, "beef"), {find(text, "rice")})->text, "They discussed beef.");
  EXPECT_FALSE(sentence_of(text, false, find(text, "rice"), {find(text, "salt")}));
}

TEST(AreaWords, stay_as_read_where_the_sentence_runs_into_another_area) {
  const std::string_view text = "On labor they discussed wages, and on trade they discussed tariffs.";
  EXPECT_EQ(words(text, find(text, "labor"), {find(text, "wages")},
                  {.headings = {find(text, "trade")}, .others = {find(text, "tariffs")}, .ends = {}}),
            (List{"wages"}));
}

TEST(AreaWords, of_a_bare_heading_are_none) {
  const std::string_view text = "Labor, Trade and Energy.";
  EXPECT_EQ(words(text, find(text, "Labor"), {}, {.headings = {find(text, "Trade")}, .others = {}, .ends = {}}),
            List{});
}

TEST(AreaWords, end_at_a_japanese_stop) {
  const std::string_view text = "労働\n労働者の権利について議論した。次回は東京で開く。";
  EXPECT_EQ(words(text, find(text, "労働"), {find(text, "労働者の権利")},
                  {.headings = {}, .others = {}, .ends = {find(text, "次回は東京")}}),
            (List{"労働者の権利について議論した。"}));
}

TEST(AreaWords, a_bracket_goes_with_the_words_before_it) {
  const std::string_view text = "on February 28 (March 1, Japan time). (Photo)";
  EXPECT_EQ(with_bracket(text, find(text, "February 28")).text, "February 28 (March 1, Japan time)");
  EXPECT_EQ(with_bracket(text, find(text, "on")).text, "on");
}

}  // namespace
}  // namespace breadcrumb::app
