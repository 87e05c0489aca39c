#include <gtest/gtest.h>

#include "record/settle.h"
#include "record_fixture.h"

namespace breadcrumb::record {

class RecordFacts : public RecordTest {
 protected:
  const std::string text =
      "Second round of the Dialogue. The two sides met on March 3. They agreed to meet again in May.";

  static const FactView* find(const std::vector<FactView>& views, std::string_view id) {
    for (const auto& view : views)
      if (view.fact.id == id) return &view;
    return nullptr;
  }
};

TEST_F(RecordFacts, a_source_and_its_reading_come_back_whole) {
  auto record = make();
  const auto source = add_source(record, text);
  const auto round = fact_at(source, text, "Second round", FactKind::round, {{"ordinal", "2"}});
  ReadingStored stored{.source = source.sha256};
  stored.reading.language = "en";
  stored.reading.kind = "readout";
  stored.reading.excerpt = true;
  stored.reading.grammar = "g1";
  stored.reading.facts = {round};
  stored.reading.problems = {
      {"date.year_missing", "no year", span_of(text, text.find("March"), text.find("March") + 7)}};
  stored.dialogue = "Aland-Borduria";
  stored.publisher = "ALA";
  need(record.append(stamp_at(2), stored));
  const auto sources = need(record.sources());
  ASSERT_EQ(sources.size(), 1U);
  EXPECT_EQ(sources[0].publisher, "ALA");
  EXPECT_EQ(sources[0].kind, "readout");
  EXPECT_TRUE(sources[0].excerpt);
  EXPECT_EQ(sources[0].added, stamp_at(1).time);
  EXPECT_EQ(sources[0].bytes, text.size() + 7);
  EXPECT_EQ(need(record.text_of(sources[0])), text);
  const auto reading = need(record.readings()).at(0);
  EXPECT_EQ(reading.dialogue, "Aland-Borduria");
  ASSERT_EQ(reading.reading.facts.size(), 1U);
  EXPECT_EQ(reading.reading.facts[0].quote, round.quote);
  EXPECT_EQ(reading.reading.facts[0].fields, round.fields);
  EXPECT_EQ(reading.reading.problems.at(0).quote.text, "March 3");
  const auto views = need(record.facts(source.sha256));
  ASSERT_EQ(views.size(), 1U);
  EXPECT_EQ(views[0].standing, "read");
  EXPECT_EQ(need(record.fact(round.id.substr(0, 8))).fact.id, round.id);
  EXPECT_EQ(need(record.source(source.sha256.substr(0, 6))).sha256, source.sha256);
  EXPECT_TRUE(need(record.check()).sound());
}

TEST_F(RecordFacts, what_does_not_stand_in_the_text_is_refused) {
  auto record = make();
  const auto source = add_source(record, text);
  auto fact = fact_at(source, text, "Second round", FactKind::round);
  ReadingStored stored{.source = source.sha256};
  fact.quote.text = "Third round!";
  stored.reading.facts = {fact};
  EXPECT_EQ(code_of(record.append(stamp_at(2), stored)), "record.quote_mismatch");
  fact.quote = {0, 5000, "x"};
  stored.reading.facts = {fact};
  EXPECT_EQ(code_of(record.append(stamp_at(2), stored)), "record.quote_mismatch");
  fact.quote = span_of(text, 0, 6);
  stored.reading.facts = {fact, fact};
  EXPECT_EQ(code_of(record.append(stamp_at(2), stored)), "record.payload") << "two facts, one id";
  stored.source = std::string(64, '0');
  EXPECT_EQ(code_of(record.append(stamp_at(2), stored)), "record.no_such_source");
  Source missing;
  missing.sha256 = missing.text_sha256 = std::string(64, '1');
  EXPECT_EQ(code_of(record.append(stamp_at(2), SourceAdded{missing})), "desk.source_missing");
}

TEST_F(RecordFacts, decisions_outlive_a_new_reading) {
  auto record = make();
  const auto source = add_source(record, text);
  const auto round = fact_at(source, text, "Second round", FactKind::round, {{"ordinal", "2"}});
  const auto met =
      fact_at(source, text, "met on March 3", FactKind::meeting, {{"start", "2025-03-03"}, {"end", "2025-03-03"}});
  const auto plan = fact_at(source, text, "agreed to meet again in May", FactKind::commitment, {{"actor", "both"}});
  store_reading(record, source, {round, met, plan});
  const auto correct = need(record.append(
      stamp_at(3), FactDecided{.fact = met.id, .verdict = Verdict::correct, .fields = {{"end", "2025-03-04"}}}));
  need(record.append(stamp_at(4), FactDecided{.fact = round.id, .verdict = Verdict::confirm}));
  need(record.append(stamp_at(5), FactDecided{.fact = plan.id, .verdict = Verdict::reject, .because = "an effect"}));
  auto views = need(record.facts(source.sha256));
  EXPECT_EQ(find(views, met.id)->standing, "corrected");
  EXPECT_EQ(find(views, met.id)->fact.field("end"), "2025-03-04");
  EXPECT_EQ(find(views, met.id)->fact.field("start"), "2025-03-03");
  EXPECT_EQ(find(views, met.id)->decided_at, stamp_at(3).time);

  // A new grammar reads other spans: one overlaps, one is the same, one is not read at all.
  const auto wider =
      fact_at(source, text, "The two sides met on March 3", FactKind::meeting, {{"start", "2024-03-03"}});
  const auto again = fact_at(source, text, "Second round", FactKind::round, {{"ordinal", "12"}});
  store_reading(record, source, {again, wider}, 6);
  views = need(record.facts(source.sha256));
  ASSERT_EQ(views.size(), 3U);
  EXPECT_EQ(find(views, wider.id)->anchor, "moved");
  EXPECT_EQ(find(views, wider.id)->standing, "corrected");
  EXPECT_EQ(find(views, wider.id)->fact.field("end"), "2025-03-04");
  EXPECT_EQ(find(views, round.id)->fact.field("ordinal"), "2") << "what a person confirmed is not read over";
  EXPECT_EQ(find(views, plan.id)->standing, "rejected");
  EXPECT_EQ(find(views, plan.id)->anchor, "exact") << "its words still stand there";

  // A decision can be undone; then the machine's reading is back.
  need(record.append(stamp_at(7), EventUndone{.target = correct.id}));
  EXPECT_EQ(find(need(record.facts(source.sha256)), wider.id)->standing, "read");
  EXPECT_TRUE(need(record.open_facts()).empty());
  EXPECT_TRUE(need(record.check()).sound());
  EXPECT_TRUE(need(record.rebuild()).same());
}

TEST_F(RecordFacts, a_new_text_can_loosen_a_decision_and_nothing_is_dropped) {
  auto record = make();
  const std::string bytes = "the original";
  const auto source = add_source(record, text, 1, "2025-03-04", bytes);
  const auto round = fact_at(source, text, "Second round", FactKind::round, {{"ordinal", "2"}});
  const auto met = fact_at(source, text, "met on March 3", FactKind::meeting, {{"start", "2025-03-03"}});
  const auto plan = fact_at(source, text, "in May", FactKind::next_round, {{"date", "2025-05"}});
  store_reading(record, source, {round, met, plan});
  for (const auto& fact : {round, met, plan}) need(record.append(stamp_at(3), FactDecided{.fact = fact.id}));

  const std::string other =
      "Menu. Second round of the Dialogue. They met on a day in May. They will meet again in May.";
  auto newer = add_source(record, other, 4, "2025-03-04", bytes);
  ASSERT_EQ(newer.sha256, source.sha256);
  const auto moved = fact_at(newer, other, "Second round", FactKind::round, {{"ordinal", "2"}});
  store_reading(record, newer, {moved}, 5);
  auto views = need(record.facts(source.sha256));
  ASSERT_EQ(views.size(), 3U);
  EXPECT_EQ(find(views, moved.id)->anchor, "moved");
  EXPECT_EQ(find(views, moved.id)->standing, "confirmed");
  EXPECT_EQ(find(views, met.id)->anchor, "lost");
  EXPECT_EQ(find(views, plan.id)->anchor, "ambiguous") << "the words stand there twice";
  EXPECT_EQ(need(record.open_facts()).size(), 2U);

  // A person settles an open question by deciding it again.
  need(record.append(stamp_at(6), FactDecided{.fact = met.id, .verdict = Verdict::reject}));
  EXPECT_EQ(need(record.open_facts()).size(), 1U);
  EXPECT_EQ(need(record.facts(source.sha256)).size(), 3U);
  EXPECT_TRUE(need(record.rebuild()).same());
  EXPECT_TRUE(need(record.check()).sound());
}

TEST_F(RecordFacts, two_facts_on_one_span_are_told_apart) {
  const std::string words = "led by A and B";
  Fact first, second;
  first.kind = second.kind = FactKind::head;
  first.quote = second.quote = span_of(words, 0, words.size());
  first.id = fact_id("s", FactKind::head, first.quote, 0);
  second.id = fact_id("s", FactKind::head, second.quote, 1);
  const FactRef ref{second.id, "s", "t", FactKind::head, second.quote};
  EXPECT_EQ(fit(ref, "t", {first, second}).fact, 1U);
  EXPECT_EQ(fit(ref, "t", {first}).fact, 0U);
  EXPECT_EQ(fit({"gone", "s", "t", FactKind::head, second.quote}, "t", {first, second}).anchor, "ambiguous");
  EXPECT_EQ(fit({"gone", "s", "t", FactKind::body, second.quote}, "t", {first, second}).anchor, "lost");
}

TEST_F(RecordFacts, numbers_and_thread_decisions_follow_their_facts) {
  auto record = make();
  const auto source = add_source(record, text);
  const auto area = fact_at(source, text, "the Dialogue", FactKind::area);
  const auto issue = fact_at(source, text, "meet again", FactKind::issue);
  store_reading(record, source, {area, issue});
  const auto number = need(record.append(stamp_at(3), IssueNumbered{.key = issue.id}));
  ThreadDecided merge{.because = "one subject"};
  merge.decision.kind = ThreadDecision::Kind::merge;
  merge.decision.mentions = {area.id, issue.id};
  need(record.append(stamp_at(4), merge));
  const auto wider = fact_at(source, text, "agreed to meet again", FactKind::issue);
  store_reading(record, source, {wider}, 5);
  EXPECT_EQ(need(record.issue_numbers()).at(0), (IssueNumber{wider.id, number.number}));
  EXPECT_EQ(need(record.append(stamp_at(6), IssueNumbered{.key = wider.id})).number, number.number) << "it has one";
  const auto decided = need(record.thread_decisions()).at(0);
  EXPECT_EQ(decided.decision.mentions, std::vector<FactId>{wider.id});
  EXPECT_EQ(decided.lost, std::vector<FactId>{area.id});
  EXPECT_EQ(decided.because, "one subject");
  merge.decision.mentions = {"nobody", "knows"};
  EXPECT_EQ(code_of(record.append(stamp_at(7), merge)), "record.no_such_fact");
}

TEST_F(RecordFacts, undoing_a_source_takes_everything_with_it_and_back) {
  auto record = make();
  const auto source = add_source(record, text);
  const auto before = need(record.digest());
  store_reading(record, source, {fact_at(source, text, "Second round", FactKind::round)});
  const auto added = need(record.log()).at(2).event.id;
  const auto undo = need(record.append(stamp_at(4), EventUndone{.target = added}));
  EXPECT_TRUE(need(record.sources()).empty());
  EXPECT_TRUE(need(record.facts(source.sha256)).empty());
  EXPECT_EQ(need(record.search("dialogue")).found, 0U);
  need(record.append(stamp_at(5), EventUndone{.target = undo.id}));
  EXPECT_EQ(need(record.facts(source.sha256)).size(), 1U);
  EXPECT_EQ(need(record.search("dialogue")).found, 1U);
  EXPECT_NE(need(record.digest()), before);
  EXPECT_TRUE(need(record.check()).sound());
}

}  // namespace breadcrumb::record
