// Wall clocks in several places: what 09:30 in Washington is in Tokyo. Time zones are those of the IANA database, as
// ICU carries it.
//
//   const auto in_tokyo = moved({"2024-08-07", "09:30"}, "America/New_York", "Asia/Tokyo");   // 2024-08-07 22:30
//
// Pure but for ICU's own zone data. A wall time that does not exist (a clock set forward) is read as the one an hour
// later, as clocks show it; one that exists twice is the first.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace breadcrumb::text {

struct WallTime {
  std::string day;   ///< ISO, `2024-08-07`
  std::string time;  ///< `09:30`
  bool operator==(const WallTime&) const = default;
};

/// Is this a name of the database, such as `Asia/Tokyo`?
bool is_zone(std::string_view name);

/// The one zone of an economy (ISO 3166-1 alpha-3), "" when it has none or several.
std::string zone_of(std::string_view code);

/// The city that a zone is called after, in a language such as `ja`: `New York`, `東京`; the name itself where it is
/// none.
std::string city_of(std::string_view zone, const std::string& language);

/// The same moment on another place's clock; nothing when a day, time or zone is none.
std::optional<WallTime> moved(const WallTime& when, std::string_view from, std::string_view to);

/// Some minutes later, on another place's clock; nothing when a day, time or zone is none.
std::optional<WallTime> later_by(const WallTime& when, std::string_view from, int minutes, std::string_view to);

/// The day that it is at a place when UTC's clock shows this (`2026-03-01T09:30:00Z`); UTC's own day where the zone is
/// none.
std::string day_in(std::string_view zone, std::string_view utc);

/// In UTC as calendars write it, `20240807T133000Z`; nothing when a day, time or zone is none.
std::optional<std::string> utc_stamp(const WallTime& when, std::string_view zone);

}  // namespace breadcrumb::text
