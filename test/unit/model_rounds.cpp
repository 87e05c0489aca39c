// Rounds that texts tell of beside rounds that were only entered.
#include <gtest/gtest.h>

#include "model/rounds.h"

namespace breadcrumb {
namespace {

RoundView read(int ordinal, const std::string& start) {
  RoundView out;
  out.ordinal = ordinal;
  out.start = out.end = start;
  if (!start.empty()) {
    MeetingDates dates;
    dates.start = dates.end = start;
    out.dates.push_back(dates);
  }
  return out;
}

EntryView entered(int number, const std::string& ordinal, const std::string& start, const std::string& state) {
  EntryView out{
      .noun = "round", .number = number, .event = "e", .author = "", .time = "", .fields = {}, .attachments = {}};
  if (!ordinal.empty()) out.fields["ordinal"] = {ordinal, "e", "", ""};
  if (!start.empty()) out.fields["start"] = {start, "e", "", ""};
  out.fields["state"] = {state, "e", "", ""};
  return out;
}

std::string order(const DialogueView& d) {
  std::string out;
  for (const auto& round : held_rounds(d))
    out += (out.empty() ? "" : " ") +
           (round.entered != nullptr ? "entry" + std::to_string(round.entered->number) : std::to_string(round.read));
  return out;
}

TEST(Rounds, EnteredOnesStandWhereTheirDaysAre) {
  DialogueView d;
  d.rounds = {read(1, "2022-03-01"), read(2, ""), read(4, "2023-12-14")};
  d.entries = {entered(1, "6", "2025-01-20", "held"), entered(2, "3", "2023-02-02", "held"),
               entered(3, "5", "2024-08-01", "held")};
  EXPECT_EQ(order(d), "0 1 entry2 2 entry3 entry1");
  ASSERT_NE(last_without_text(d), nullptr);
  EXPECT_EQ(last_without_text(d)->number, 1);
}

TEST(Rounds, OneThatATextTellsOfIsNotCountedTwice) {
  DialogueView d;
  d.rounds = {read(3, "2023-02-02"), read(0, "2023-12-14")};
  d.entries = {entered(1, "3", "2023-02-03", "held"), entered(2, "", "2023-12-18", "held")};
  EXPECT_EQ(order(d), "0 1");
  EXPECT_EQ(last_without_text(d), nullptr);
  // A week later it is another meeting.
  d.entries.push_back(entered(3, "", "2023-12-25", "held"));
  EXPECT_EQ(order(d), "0 1 entry3");
}

TEST(Rounds, OnlyWhatWasHeldCounts) {
  DialogueView d;
  d.rounds = {read(3, "2023-02-02")};
  for (const auto* state : {"planned", "confirmed", "postponed", "cancelled"}) {
    d.entries = {entered(1, "4", "2023-12-14", state)};
    EXPECT_EQ(order(d), "0") << state;
  }
}

TEST(Rounds, TheNextOneFollowsTheLastHeld) {
  DialogueView d;
  d.rounds = {read(3, "2023-02-02")};
  EXPECT_EQ(next_round(d), nullptr);
  d.entries = {entered(1, "6", "2025-05-01", "planned"), entered(2, "4", "2023-12-14", "held"),
               entered(3, "5", "", "planned"), entered(4, "3", "2023-02-02", "confirmed")};
  ASSERT_NE(next_round(d), nullptr);
  EXPECT_EQ(next_round(d)->number, 3) << "round 5 follows round 4, which was held by entry";
  d.entries.erase(d.entries.begin() + 2);
  EXPECT_EQ(next_round(d)->number, 1) << "entry 4 is of round 3, of which a text tells";
  d.entries = {entered(1, "", "", "planned"), entered(2, "", "2024-05-01", "planned")};
  EXPECT_EQ(next_round(d)->number, 2) << "one with a day comes before one without";
}

TEST(Rounds, AgesCountThoseHeldSincePromise) {
  DialogueView d;
  d.rounds = {read(1, "2022-03-01"), read(2, "2022-08-22")};
  d.entries = {entered(1, "3", "2023-02-02", "held")};
  FollowUpView follow_up;
  follow_up.round = 0;
  EXPECT_EQ(rounds_since(follow_up, d, true), 2);
  EXPECT_EQ(rounds_since(follow_up, d, false), 1);
  follow_up.round = -1;
  EXPECT_EQ(rounds_since(follow_up, d, true), 0) << "by hand";
  follow_up.promised = "2022-06-01";
  EXPECT_EQ(rounds_since(follow_up, d, true), 2);
  EXPECT_EQ(rounds_since(follow_up, d, false), 1);
}

}  // namespace
}  // namespace breadcrumb
