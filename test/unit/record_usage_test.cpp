// The way through the record that `app` takes, as one page to copy from.

#include <gtest/gtest.h>

#include "record_fixture.h"

namespace breadcrumb::record {

class RecordUsage : public RecordTest {
 protected:
  Result<int> walk() const {
    const Stamp stamp{.author = random_id(), .time = "2026-03-01T09:30:00Z"};
    auto record = BC_TRY(Record::create(folder_, {"Trade desk", "JPN", {"en", "ja"}}, stamp, "H. Yamada"));
    const std::string text = "Second round of the Trade Dialogue.";
    Source source{.title = "Readout", .published = "2025-03-04"};
    source.sha256 = BC_TRY(record.desk().store_source("<p>" + text + "</p>"));  // bytes and text first,
    source.text_sha256 = BC_TRY(record.desk().store_text(text));
    ReadingStored stored{.source = source.sha256};  // then both events, together
    stored.reading.facts = {fact_at(source, text, "Second round", FactKind::round, {{"ordinal", "2"}})};
    BC_TRY(record.append(stamp, {SourceAdded{source}, stored}));
    const auto facts = BC_TRY(record.facts(source.sha256));
    const auto number = BC_TRY(record.append(stamp, IssueNumbered{.key = facts[0].fact.id})).number;
    const auto note = BC_TRY(record.append(stamp, NoteAdded{.issue = number, .text = "Ask again in May."}));
    BC_TRY(record.append(
        stamp, FactDecided{.fact = facts[0].fact.id, .verdict = Verdict::correct, .fields = {{"ordinal", "3"}}}));
    const auto head = BC_TRY(record.head());  // a briefing names it
    BC_TRY(record.append(stamp, EventUndone{.target = note.id}));
    const auto hits = BC_TRY(record.search("\"trade dialogue\"")).hits;
    const auto past = BC_TRY(record.as_of(head));  // what the briefing saw
    EXPECT_EQ(BC_TRY(past.notes()).size(), 1U);
    EXPECT_EQ(BC_TRY(record.notes()).size(), 0U);
    EXPECT_EQ(BC_TRY(record.fact(facts[0].fact.id)).fact.field("ordinal"), "3");
    EXPECT_TRUE(BC_TRY(record.check()).sound());
    return static_cast<int>(hits.size());
  }
};

TEST_F(RecordUsage, from_a_source_to_an_earlier_head) {
  const auto hits = walk();
  ASSERT_TRUE(hits.has_value()) << hits.error().to_text();
  EXPECT_EQ(*hits, 1);
}

}  // namespace breadcrumb::record
