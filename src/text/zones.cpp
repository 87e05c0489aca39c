#include "text/zones.h"

#include <fmt/format.h>
#include <unicode/gregocal.h>
#include <unicode/locid.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>
#include <unicode/unistr.h>

#include <charconv>
#include <memory>
#include <set>

#include "text/dates.h"

namespace breadcrumb::text {

namespace {

std::unique_ptr<icu::TimeZone> zone_named(std::string_view name) {
  // ICU also takes `GMT+9` and the like and unknown names as GMT: only a name with a place is wanted, or UTC.
  if (name != "UTC" && name.find('/') == std::string_view::npos) return nullptr;
  std::unique_ptr<icu::TimeZone> zone(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8({name.data(), static_cast<int32_t>(name.size())})));
  return *zone == icu::TimeZone::getUnknown() ? nullptr : std::move(zone);
}

std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t count) {
  int out = 0;
  if (at + count > text.size()) return std::nullopt;
  const auto [end, problem] = std::from_chars(text.data() + at, text.data() + at + count, out);
  if (problem != std::errc() || end != text.data() + at + count) return std::nullopt;
  return out;
}

/// A calendar of that zone, set to the wall time.
std::unique_ptr<icu::GregorianCalendar> calendar_at(const WallTime& when, std::string_view zone) {
  const auto year = number_at(when.day, 0, 4), month = number_at(when.day, 5, 2), day = number_at(when.day, 8, 2);
  const auto hour = number_at(when.time, 0, 2), minute = number_at(when.time, 3, 2);
  auto place = zone_named(zone);
  if (!place || !year || !month || !day || !hour || !minute || *hour > 23 || *minute > 59 ||
      !is_valid({.year = *year, .month = *month, .day = *day}))
    return nullptr;
  UErrorCode code = U_ZERO_ERROR;
  auto out = std::make_unique<icu::GregorianCalendar>(place.release(), code);
  if (U_FAILURE(code)) return nullptr;
  out->clear();
  out->setRepeatedWallTimeOption(UCAL_WALLTIME_FIRST);
  out->set(*year, *month - 1, *day, *hour, *minute, 0);
  return out;
}

std::optional<WallTime> wall_time(const icu::GregorianCalendar& calendar) {
  UErrorCode code = U_ZERO_ERROR;
  const int year = calendar.get(UCAL_YEAR, code), month = calendar.get(UCAL_MONTH, code) + 1,
            day = calendar.get(UCAL_DATE, code), hour = calendar.get(UCAL_HOUR_OF_DAY, code),
            minute = calendar.get(UCAL_MINUTE, code);
  if (U_FAILURE(code)) return std::nullopt;
  return WallTime{fmt::format("{:04}-{:02}-{:02}", year, month, day), fmt::format("{:02}:{:02}", hour, minute)};
}

}  // namespace

bool is_zone(std::string_view name) {
  return zone_named(name) != nullptr;
}

std::string zone_of(std::string_view code) {
  for (const char* const* country = icu::Locale::getISOCountries(); *country != nullptr; ++country) {
    if (icu::Locale("", *country).getISO3Country() != code) continue;
    UErrorCode problem = U_ZERO_ERROR;
    std::unique_ptr<icu::StringEnumeration> zones(
        icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, *country, nullptr, problem));
    std::set<std::string> names;
    while (U_SUCCESS(problem)) {
      const auto* name = zones->snext(problem);
      if (name == nullptr) break;
      std::string one;
      name->toUTF8String(one);
      names.insert(std::move(one));
    }
    return U_SUCCESS(problem) && names.size() == 1 ? *names.begin() : std::string();
  }
  return "";
}

std::string city_of(std::string_view zone, const std::string& language) {
  std::string out(zone);
  if (zone_named(zone) == nullptr) return out;
  UErrorCode code = U_ZERO_ERROR;
  const std::unique_ptr<icu::TimeZoneNames> names(
      icu::TimeZoneNames::createInstance(icu::Locale(language.c_str()), code));
  if (U_FAILURE(code)) return out;
  icu::UnicodeString city;
  names->getExemplarLocationName(icu::UnicodeString::fromUTF8({zone.data(), static_cast<int32_t>(zone.size())}), city);
  if (city.isBogus() || city.isEmpty()) return out;
  out.clear();
  city.toUTF8String(out);
  return out;
}

std::optional<WallTime> moved(const WallTime& when, std::string_view from, std::string_view to) {
  return later_by(when, from, 0, to);
}

std::string day_in(std::string_view zone, std::string_view utc) {
  const WallTime now{std::string(utc.substr(0, 10)), std::string(utc.size() >= 16 ? utc.substr(11, 5) : "00:00")};
  const auto there = zone.empty() ? std::nullopt : moved(now, "UTC", zone);
  return there ? there->day : now.day;
}

std::optional<WallTime> later_by(const WallTime& when, std::string_view from, int minutes, std::string_view to) {
  auto calendar = calendar_at(when, from);
  auto there = zone_named(to);
  if (!calendar || !there) return std::nullopt;
  UErrorCode code = U_ZERO_ERROR;
  // Set as a moment, so that the change of zone does not move the wall time along.
  calendar->setTime(calendar->getTime(code) + static_cast<double>(minutes) * 60'000.0, code);
  if (U_FAILURE(code)) return std::nullopt;
  calendar->adoptTimeZone(there.release());
  return wall_time(*calendar);
}

std::optional<std::string> utc_stamp(const WallTime& when, std::string_view zone) {
  const auto utc = moved(when, zone, "UTC");
  if (!utc) return std::nullopt;
  return fmt::format("{}{}{}T{}{}00Z", utc->day.substr(0, 4), utc->day.substr(5, 2), utc->day.substr(8),
                     utc->time.substr(0, 2), utc->time.substr(3));
}

}  // namespace breadcrumb::text
