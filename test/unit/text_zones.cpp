#include <gtest/gtest.h>

#include "text/zones.h"

namespace breadcrumb::text {
namespace {

TEST(TextZones, one_moment_on_two_clocks) {
  const WallTime nine{"2024-08-07", "09:30"};
  EXPECT_EQ(moved(nine, "America/New_York", "Asia/Tokyo"), (WallTime{"2024-08-07", "22:30"}));
  EXPECT_EQ(moved({"2024-08-07", "20:00"}, "America/New_York", "Asia/Tokyo"), (WallTime{"2024-08-08", "09:00"}));
  EXPECT_EQ(moved({"2024-01-01", "00:15"}, "Asia/Tokyo", "America/New_York"), (WallTime{"2023-12-31", "10:15"}));
  EXPECT_EQ(utc_stamp(nine, "America/New_York"), "20240807T133000Z");
}

TEST(TextZones, clocks_that_are_set) {
  // Half past two does not exist in New York on the day of spring, and exists twice for half past one in autumn.
  EXPECT_EQ(moved({"2025-03-09", "02:30"}, "America/New_York", "America/New_York"), (WallTime{"2025-03-09", "03:30"}));
  EXPECT_EQ(utc_stamp({"2025-11-02", "01:30"}, "America/New_York"), "20251102T053000Z");
}

TEST(TextZones, there_and_back) {
  for (const auto* zone : {"Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Chatham", "America/St_Johns", "UTC"})
    for (const auto* day : {"2024-02-29", "2025-06-30", "1999-12-31"}) {
      const auto there = moved({day, "23:45"}, zone, "Asia/Tokyo");
      ASSERT_TRUE(there.has_value()) << zone;
      EXPECT_EQ(moved(*there, "Asia/Tokyo", zone), (WallTime{day, "23:45"})) << zone << ' ' << day;
    }
}

TEST(TextZones, what_is_no_moment) {
  EXPECT_FALSE(moved({"2025-02-30", "09:00"}, "Asia/Tokyo", "UTC"));
  EXPECT_FALSE(moved({"2025-02-03", "24:00"}, "Asia/Tokyo", "UTC"));
  EXPECT_FALSE(moved({"2025-02-03", "09:00"}, "Asia/Nowhere", "UTC"));
  EXPECT_FALSE(moved({"2025-02", "09:00"}, "Asia/Tokyo", "UTC"));
  EXPECT_FALSE(is_zone("GMT+9"));
  EXPECT_FALSE(is_zone("Tokyo"));
  EXPECT_FALSE(is_zone(""));
  EXPECT_TRUE(is_zone("UTC"));
}

TEST(TextZones, the_city_of_a_zone) {
  EXPECT_EQ(city_of("America/New_York", "en"), "New York");
  EXPECT_EQ(city_of("Asia/Tokyo", "ja"), "東京");
  EXPECT_EQ(city_of("nowhere", "en"), "nowhere");
}

TEST(TextZones, zone_of_an_economy) {
  EXPECT_EQ(zone_of("JPN"), "Asia/Tokyo");
  EXPECT_EQ(zone_of("USA"), "");  // several
  EXPECT_EQ(zone_of("EU"), "");
  EXPECT_EQ(zone_of(""), "");
}

}  // namespace
}  // namespace breadcrumb::text
