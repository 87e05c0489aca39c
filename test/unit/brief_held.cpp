// A briefing where the last round was entered as held and no text of it was read.
#include <gtest/gtest.h>

#include <algorithm>

#include "brief/composer.h"
#include "brief_fixture_entries.h"

namespace breadcrumb::brief {
namespace {

std::string words_of(const Runs& runs) {
  std::string out;
  for (const auto& run : runs)
    if (run.look != Look::mark && run.id != "mark.thin") out += run.text;
  return out;
}

std::string words_of(const Table& table) {
  std::string out;
  for (const auto& row : table.rows) {
    for (const auto& cell : row) out += words_of(cell.runs) + " | ";
    out += "\n";
  }
  return out;
}

std::string words_of(const Book& book) {
  std::string out = words_of(book.kicker) + "\n" + words_of(book.byline) + "\n";
  for (const auto& section : book.sections) {
    out += words_of(section.title) + "\n";
    for (const auto& block : section.blocks)
      out += words_of(block.runs) + "\n" + words_of(block.table) + words_of(block.figure.table);
  }
  return out;
}

bool has(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

/// The fixture's entered round 6, held before the day of composition.
fixture::Fixture held() {
  auto f = fixture::with_entries();
  auto& round = *std::ranges::find(f.view.dialogue.entries, std::string("round"), &EntryView::noun);
  round.fields["state"].text = "held";
  round.fields["start"].text = "2024-08-06";
  round.fields["end"].text = "2024-08-07";
  return f;
}

std::string composed(const fixture::Fixture& f, const Request& request) {
  const auto book = compose(f.view, f.texts, fixture::words(), request);
  return book ? words_of(*book) : book.error().code;
}

TEST(BriefHeld, TheBookIsForTheRoundAfterIt) {
  const auto f = held();
  for (const auto profile : {Profile::delegation, Profile::minister}) {
    const auto text = composed(f, fixture::request(profile));
    EXPECT_TRUE(text.starts_with("Briefing for round 7\n")) << text.substr(0, 80);
    EXPECT_TRUE(has(text,
                    "Round 6 was held: 6–7 August 2024, in Wellington (round entry 1, J. Park, 9 August 2024). No "
                    "text of it has been read yet. The last round of which a text is on record is round 5"));
    EXPECT_TRUE(has(text, "The record holds 6 rounds, one of them without a text"));
    EXPECT_TRUE(has(text,
                    "What changed from round 4 to round 5\nNo text of round 6 has been read yet. Compared here "
                    "are round 4 and round 5, the last two of which texts are on record.\n"));
    EXPECT_FALSE(has(text, "On the next round the last text says"));
  }
  auto request = fixture::request();
  request.round = "7";
  EXPECT_TRUE(composed(f, request).starts_with("Briefing for round 7\n"));
  request.round = "8";
  EXPECT_EQ(composed(f, request), "brief.round_unknown");
}

TEST(BriefHeld, ItsColumnSaysThatThereIsNoText) {
  const auto f = held();
  const auto book = compose(f.view, f.texts, fixture::words(), fixture::request());
  ASSERT_TRUE(book);
  int matrices = 0;
  for (const auto& section : book->sections)
    for (const auto& block : section.blocks) {
      if (block.anchor != "matrix") continue;
      ++matrices;
      const auto& table = block.figure.table;
      EXPECT_EQ(words_of(table.head.back().runs), "Round 6");
      for (const auto& row : table.rows) EXPECT_EQ(words_of(row.back().runs), "no text");
      // One band for the column, and no mark of any issue in it.
      const auto& shapes = block.figure.shapes;
      EXPECT_EQ(std::ranges::count_if(shapes, [](const Shape& s) { return s.words.text == "Round 6, no text"; }), 1);
      EXPECT_TRUE(std::ranges::none_of(
          shapes, [](const Shape& s) { return s.words.id == "matrix_cell" && has(s.words.text, "round 6"); }));
    }
  EXPECT_EQ(matrices, 1);
  const auto text = words_of(*book);
  EXPECT_TRUE(has(text, "Round 6 | 6–7 August 2024 | Wellington | no text read yet | "));
  EXPECT_TRUE(has(text, "The desk holds no text of round 6."));
  EXPECT_TRUE(has(text, "Obtain the texts of round 6."));
}

TEST(BriefHeld, ThePublicPaperDoesNotKnowOfIt) {
  EXPECT_EQ(composed(held(), fixture::request(Profile::for_public)),
            composed(fixture::make(), fixture::request(Profile::for_public)));
}

TEST(BriefHeld, BeforeItTheRoundWasStillPlanned) {
  auto f = held();
  auto& round = *std::ranges::find(f.view.dialogue.entries, std::string("round"), &EntryView::noun);
  for (auto& [name, value] : round.fields) value.time = "2024-08-01T01:00:00Z";
  round.fields["state"].time = "2024-08-09T01:00:00Z";
  auto request = fixture::request();
  request.round = "6";
  const auto text = composed(f, request);
  EXPECT_TRUE(text.starts_with("Briefing for round 6\n")) << text.substr(0, 80);
  EXPECT_TRUE(has(text, "Round 6 is planned: 6–7 August 2024, in Wellington."));
  EXPECT_FALSE(has(text, "Round 6 was held"));
}

TEST(BriefHeld, ADialogueMayHaveNoOtherRound) {
  auto f = held();
  auto& d = f.view.dialogue;
  d.rounds.clear();
  d.texts.clear();
  d.threads.clear();
  d.follow_ups.clear();
  d.differences.clear();
  d.bodies.clear();
  d.twins.clear();
  d.facts.clear();
  const auto text = composed(f, fixture::request());
  EXPECT_TRUE(text.starts_with("Briefing for round 7\n")) << text.substr(0, 80);
  EXPECT_TRUE(has(text, "Round 6 was held")) << text;
  EXPECT_TRUE(has(text, "The record holds this one round and no issue."));
  EXPECT_TRUE(composed(f, fixture::request(Profile::minister)).starts_with("Briefing for round 7\n"));
  EXPECT_EQ(composed(f, fixture::request(Profile::for_public)), "brief.no_rounds");
}

TEST(BriefHeld, OneBetweenTwoTextsIsNamedAndNotCompared) {
  auto f = held();
  auto& d = f.view.dialogue;
  auto& round = *std::ranges::find(d.entries, std::string("round"), &EntryView::noun);
  // Between the last two rounds that texts tell of, and without a number.
  const auto before = d.rounds[d.rounds.size() - 2].start, last = d.rounds.back().start;
  round.fields.erase("ordinal");
  round.fields["start"].text = round.fields["end"].text = before.substr(0, 4) + "-12-24";
  ASSERT_LT(before, round.fields["start"].text);
  ASSERT_LT(round.fields["start"].text, last);
  const auto text = composed(f, fixture::request());
  EXPECT_TRUE(text.starts_with("Briefing for round 6\n")) << text.substr(0, 80);
  EXPECT_TRUE(has(text, "The last round on record is round 5"));
  EXPECT_TRUE(has(text, "What changed since round 4\nNo text of the meeting of 24 December")) << text;
}

}  // namespace
}  // namespace breadcrumb::brief
