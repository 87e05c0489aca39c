#include <gtest/gtest.h>

#include "text/dates_ja.h"

namespace breadcrumb::text {
namespace {

std::string first(std::string_view s, const Ymd& base = {}) {
  const auto dates = find_dates_ja(s);
  if (dates.empty()) return "none";
  const auto day = resolve(dates[0], base);
  return day ? iso(*day) : "open";
}

TEST(DatesJa, EraAndWesternYears) {
  EXPECT_EQ(first("令和5年10月4日"), "2023-10-04");
  EXPECT_EQ(first("令和元年5月1日(水)"), "2019-05-01");
  EXPECT_EQ(first("平成２９年１月２７日"), "2017-01-27");
  EXPECT_EQ(first("昭和60年"), "1985");
  EXPECT_EQ(first("二〇二二年五月十八日"), "2022-05-18");
  EXPECT_EQ(first("2024/11/15"), "2024-11-15");
}

TEST(DatesJa, WhatIsNoDate) {
  EXPECT_EQ(first("3日間"), "none");
  EXPECT_EQ(first("3か月"), "none");
  EXPECT_EQ(first("令和6年度"), "none");
  EXPECT_EQ(first("第3回"), "none");
  EXPECT_EQ(first("令和5年2月30日"), "open");
}

TEST(DatesJa, TheReleaseFillsWhatIsMissing) {
  EXPECT_EQ(first("本17日", {2017, 11, 17}), "2017-11-17");
  EXPECT_EQ(first("本30日", {2017, 12, 2}), "2017-11-30");
  EXPECT_EQ(first("12月28日", {2017, 1, 5}), "2016-12-28");
  EXPECT_EQ(first("本年12月まで", {2023, 10, 6}), "2023-12");
  EXPECT_EQ(first("来年", {2024, 7, 3}), "2025");
  EXPECT_EQ(first("6月30日"), "open");
}

TEST(DatesJa, RangesGiveTheirSecondDayToo) {
  const auto dates = find_dates_ja("2月28日(月)から3月4日まで、10日");
  ASSERT_EQ(dates.size(), 3U);
  EXPECT_EQ(dates[1].month, 3);
  EXPECT_EQ(dates[2].month, 0);
  EXPECT_EQ(dates[2].day, 10);
}

}  // namespace
}  // namespace breadcrumb::text
