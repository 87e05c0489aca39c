// Facts that a person added: where they stand after new readings and new texts, and what becomes of decisions on them.

#include <gtest/gtest.h>

#include "record_fixture.h"

namespace breadcrumb::record {

class RecordAdded : public RecordTest {
 protected:
  const std::string text =
      "Second round of the Dialogue. The two sides met on March 3. They agreed to meet again in May.";

  static const FactView* find(const std::vector<FactView>& views, std::string_view id) {
    for (const auto& view : views)
      if (view.fact.id == id) return &view;
    return nullptr;
  }
  static Appended add(Record& record, const Source& source, const Fact& fact, int minute) {
    FactAdded added;
    added.source = source.sha256;
    added.reading.facts = {fact};
    return need(record.append(stamp_at(minute), added));
  }
};

TEST_F(RecordAdded, it_stands_at_its_place_whatever_is_read_beside_it) {
  auto record = make();
  const auto source = add_source(record, text);
  const auto round = fact_at(source, text, "Second round", FactKind::round, {{"ordinal", "2"}});
  const auto plan = fact_at(source, text, "agreed to meet again in May", FactKind::commitment, {{"actor", "both"}});
  store_reading(record, source, {round, plan});
  const auto mine = fact_at(source, text, "meet again", FactKind::commitment, {{"actor", "JPN"}});
  const auto met = fact_at(source, text, "met on March 3", FactKind::meeting, {{"start", "2025-03-03"}});
  add(record, source, mine, 3);
  const auto event = add(record, source, met, 4);
  auto views = need(record.facts(source.sha256));
  ASSERT_EQ(views.size(), 4U);
  EXPECT_EQ(views[1].fact.id, met.id) << "in the order of the text";
  EXPECT_EQ(views[2].fact.id, plan.id);
  EXPECT_EQ(views[2].standing, "read") << "what overlaps it is another fact";
  EXPECT_EQ(find(views, met.id)->standing, "confirmed");
  EXPECT_EQ(find(views, met.id)->anchor, "exact");
  EXPECT_EQ(find(views, met.id)->fact.rule, by_hand);
  EXPECT_EQ(find(views, met.id)->decided_by, test_author);

  store_reading(record, source, {round}, 5);
  need(record.append(stamp_at(6),
                     FactDecided{.fact = met.id, .verdict = Verdict::correct, .fields = {{"end", "2025-03-04"}}}));
  need(record.append(stamp_at(7), FactDecided{.fact = mine.id, .verdict = Verdict::reject}));
  views = need(record.facts(source.sha256));
  ASSERT_EQ(views.size(), 3U);
  EXPECT_EQ(find(views, met.id)->standing, "corrected");
  EXPECT_EQ(find(views, met.id)->fact.field("start"), "2025-03-03");
  EXPECT_EQ(find(views, met.id)->fact.rule, by_hand);
  EXPECT_EQ(find(views, mine.id)->standing, "rejected");
  EXPECT_TRUE(need(record.check()).sound());
  EXPECT_TRUE(need(record.rebuild()).same());

  // A grammar that reads the very same words reads what a person has decided.
  auto read = met;
  read.fields = {{"start", "2024-03-03"}};
  store_reading(record, source, {round, read}, 8);
  views = need(record.facts(source.sha256));
  ASSERT_EQ(views.size(), 3U);
  EXPECT_EQ(find(views, met.id)->fact.field("start"), "2025-03-03");

  // Its undoing leaves what was decided of it later; undone as well, the machine's reading is back.
  need(record.append(stamp_at(9), EventUndone{.target = event.id}));
  EXPECT_EQ(find(need(record.facts(source.sha256)), met.id)->standing, "corrected");
  EXPECT_TRUE(need(record.check()).sound());
}

TEST_F(RecordAdded, undone_it_is_gone) {
  auto record = make();
  const auto source = add_source(record, text);
  store_reading(record, source, {});
  const auto digest = need(record.digest());
  const auto met = fact_at(source, text, "met on March 3", FactKind::meeting);
  const auto event = add(record, source, met, 3);
  EXPECT_NE(need(record.digest()), digest);
  need(record.append(stamp_at(4), EventUndone{.target = event.id}));
  EXPECT_TRUE(need(record.facts(source.sha256)).empty());
  EXPECT_TRUE(need(record.check()).sound());
}

TEST_F(RecordAdded, its_words_must_stand_in_a_text_of_the_source) {
  auto record = make();
  const auto source = add_source(record, text);
  auto fact = fact_at(source, text, "Second round", FactKind::round);
  FactAdded added;
  added.source = source.sha256;
  fact.quote.text = "Third round!";
  added.reading.facts = {fact};
  EXPECT_EQ(code_of(record.append(stamp_at(2), added)), "record.quote_mismatch");
  added.text_sha256 = std::string(64, '0');
  EXPECT_EQ(code_of(record.append(stamp_at(2), added)), "record.no_such_text");
  added.text_sha256.clear();
  added.source = std::string(64, '0');
  EXPECT_EQ(code_of(record.append(stamp_at(2), added)), "record.no_such_source");
  added.source = source.sha256;
  added.reading.facts.clear();
  EXPECT_EQ(code_of(record.append(stamp_at(2), added)), "record.payload");
}

TEST_F(RecordAdded, a_new_text_moves_it_or_asks_a_person) {
  auto record = make();
  const std::string bytes = "the original";
  const auto source = add_source(record, text, 1, "2025-03-04", bytes);
  store_reading(record, source, {});
  const auto round = fact_at(source, text, "Second round", FactKind::round, {{"ordinal", "2"}});
  const auto met = fact_at(source, text, "met on March 3", FactKind::meeting);
  const auto plan = fact_at(source, text, "in May", FactKind::next_round);
  for (const auto& fact : {round, met, plan}) add(record, source, fact, 3);
  const std::string other =
      "Menu. Second round of the Dialogue. They met on a day in May. They will meet again in May.";
  const auto newer = add_source(record, other, 4, "2025-03-04", bytes);
  store_reading(record, newer, {}, 5);
  const auto views = need(record.facts(source.sha256));
  ASSERT_EQ(views.size(), 3U);
  EXPECT_EQ(find(views, round.id)->anchor, "moved");
  EXPECT_EQ(find(views, round.id)->fact.quote.start, other.find("Second"));
  EXPECT_EQ(find(views, met.id)->anchor, "lost");
  EXPECT_EQ(find(views, plan.id)->anchor, "ambiguous");
  EXPECT_EQ(need(record.open_facts()).size(), 2U);
  EXPECT_TRUE(need(record.check()).sound());
  EXPECT_TRUE(need(record.rebuild()).same());
}

TEST_F(RecordAdded, an_item_stays_under_its_heading) {
  auto record = make();
  const std::string bytes = "the original";
  const std::string body = "Labor: wages and housing. Steel: quotas.";
  const auto source = add_source(record, body, 1, "2025-03-04", bytes);
  const auto labor = fact_at(source, body, "Labor", FactKind::area),
             steel = fact_at(source, body, "Steel", FactKind::area);
  store_reading(record, source, {labor, steel});
  const auto item = fact_at(source, body, "housing", FactKind::item, {{"area", labor.id}});
  add(record, source, item, 3);
  const std::string other = "Menu. " + body;
  const auto newer = add_source(record, other, 4, "2025-03-04", bytes);
  const auto labor_now = fact_at(newer, other, "Labor", FactKind::area);
  store_reading(record, newer, {labor_now, fact_at(newer, other, "Steel", FactKind::area)}, 5);
  const auto views = need(record.facts(source.sha256));
  ASSERT_EQ(views.size(), 3U);
  EXPECT_EQ(views[1].fact.id, item.id);
  EXPECT_EQ(views[1].fact.field("area"), labor_now.id);
}

}  // namespace breadcrumb::record
