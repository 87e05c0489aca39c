#include <gtest/gtest.h>

#include "text/dates.h"

namespace breadcrumb::text {
namespace {

std::string both(std::string_view s) {
  std::string out;
  for (const auto& date : find_dates(s)) out += (out.empty() ? "" : " ") + iso(date.first) + ".." + iso(date.last);
  return out;
}

TEST(Dates, RangesAsTheGenrePrintsThem) {
  EXPECT_EQ(both("from February 2-3, 2023."), "2023-02-02..2023-02-03");
  EXPECT_EQ(both("From February 8-11, 2023, the department"), "2023-02-08..2023-02-11");
  EXPECT_EQ(both("from 7 to 18 February 2022"), "2022-02-07..2022-02-18");
  EXPECT_EQ(both("between 5-15 May 2020"), "2020-05-05..2020-05-15");
  EXPECT_EQ(both("on 22, 23 and 24 February 2011"), "2011-02-22..2011-02-24");
  EXPECT_EQ(both("April 29 to May 2, 2025"), "2025-04-29..2025-05-02");
  EXPECT_EQ(both("from August 6 (Mon) to 10 (Fri), 2021"), "2021-08-06..2021-08-10");
  EXPECT_EQ(both("06 October,2025"), "2025-10-06..2025-10-06");
  EXPECT_EQ(both("01/17/2013"), "2013-01-17..2013-01-17");
  EXPECT_EQ(both("December 30, 2022 - January 2, 2023"), "2022-12-30..2023-01-02");
}

TEST(Dates, WeeksZonesAndWordsThatAreNoDates) {
  const auto week = find_dates("during the week of August 22, 2022");
  ASSERT_EQ(week.size(), 1u);
  EXPECT_TRUE(week[0].week);
  const auto zones = find_dates("on February 28 (March 1, Japan time)");
  ASSERT_EQ(zones.size(), 2u);
  EXPECT_EQ(zones[1].zone, "Japan time");
  EXPECT_TRUE(zones[1].second_zone);
  EXPECT_TRUE(find_dates("They may meet 12 officials; 2,400 tonnes").empty());
}

TEST(Dates, AWeekdayAloneBehindOn) {
  const auto alone = find_dates("The round closed on Wednesday in Alicante.");
  ASSERT_EQ(alone.size(), 1u);
  EXPECT_EQ(alone[0].relative, DateMention::Relative::weekday);
  EXPECT_EQ(alone[0].first.weekday, 2);
  // With a date, it is that date's; two of them, or those of another week, say less than a day.
  EXPECT_EQ(both("on Wednesday, May 10, 2006"), "2006-05-10..2006-05-10");
  const auto two = find_dates("on Monday and Tuesday of last week");
  ASSERT_EQ(two.size(), 1u);
  EXPECT_EQ(two[0].relative, DateMention::Relative::last_week);
}

TEST(Dates, AMissingYearComesFromTheNearestDate) {
  EXPECT_EQ(iso(resolve_year({0, 12, 14}, {2024, 1, 3})), "2023-12-14");
  EXPECT_EQ(iso(resolve_year({0, 3, 5}, {2024, 3, 7})), "2024-03-05");
  EXPECT_EQ(weekday_of({2024, 3, 7}), 3);
  EXPECT_FALSE(is_valid({2023, 2, 29}));
}

}  // namespace
}  // namespace breadcrumb::text
