// English dates as the genre prints them: days, ranges, weeks, months, words such as "yesterday".
//
//   for (const text::DateMention& date : text::find_dates("held on February 28 (March 1, Japan time)"))
//     use(date.first.day, date.zone);
//
// Nothing is resolved here but what stands in the words: a missing year stays 0. `resolve_year` and `iso` do the rest.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace breadcrumb::text {

/// A calendar day, or the part of it that is known; 0 is unknown.
struct Day {
  int year = 0, month = 0, day = 0;
  int weekday = -1;  ///< 0 Monday ... 6 Sunday as printed; -1 none
  bool operator==(const Day&) const = default;
};

struct DateMention {
  enum class Relative {
    none,
    today,
    yesterday,
    tomorrow,
    this_week,
    last_week,
    weekday,  ///< "on Tuesday": `first.weekday` says which
  };
  std::size_t start = 0, end = 0;  ///< bytes
  Day first, last;                 ///< equal for a single day
  bool range = false;
  bool week = false;  ///< "the week of", "week commencing"
  Relative relative = Relative::none;
  std::string zone;          ///< "Japan time" of a date in brackets, "PET"
  bool second_zone = false;  ///< the bracketed date of the other side of the date line

  /// True when a day of a month is known.
  [[nodiscard]] bool has_day() const { return first.day > 0 && first.month > 0; }
};

/// All dates in order; they do not overlap.
std::vector<DateMention> find_dates(std::string_view s);

/// Days since 1970-01-01 in the Gregorian calendar; year, month and day must be known.
long long day_number(const Day& day);
Day day_of_number(long long number);
/// 0 Monday ... 6 Sunday.
int weekday_of(const Day& day);
bool is_valid(const Day& day);
/// `2024-02-28`, `2024-02`, `2024`, or "" when the year is unknown.
std::string iso(const Day& day);
/// The same day with a year: the one nearest to `near` (a full day), not more than 45 days after it, and agreeing with
/// the printed weekday if any. Unchanged when `near` is unknown.
Day resolve_year(Day day, const Day& near);

/// 1-12 for an English month's name or usual short form, else 0.
int month_number(std::string_view folded);

}  // namespace breadcrumb::text
