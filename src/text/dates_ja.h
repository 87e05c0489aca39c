// Dates in Japanese text: era and western years, figures of every width, kanji numerals, words such as 本日 and 来年.
//
//   for (const JaDate& date : find_dates_ja("令和5年10月4日(水)及び5日"))   // 2023-10-04, then a day without a month
//     use(resolve(date, {2023, 10, 6}));
//
// A date says what is printed and no more; `resolve` fills the rest from a known day (the release date, or the date
// before it in a range). Durations (3日間, 2年間), fiscal years (令和6年度) and ordinals are not dates.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace breadcrumb::text {

/// A calendar date of any precision: 0 is unknown.
struct Ymd {
  int year = 0, month = 0, day = 0;
  auto operator<=>(const Ymd&) const = default;
};

/// How a part is said when it is not printed as a number.
enum class JaWord { none, current, last, next, same };

struct JaDate {
  std::size_t start = 0, end = 0;    ///< bytes; a weekday in brackets belongs to the date
  int year = 0, month = 0, day = 0;  ///< as printed, western; 0 when not printed
  JaWord year_word = JaWord::none;   ///< 本年, 昨年, 来年, 同年
  JaWord month_word = JaWord::none;  ///< 今月, 先月, 来月, 同月
  JaWord day_word = JaWord::none;    ///< 本日 and 本8日, 昨日, 明日, 同日
  bool until = false;                ///< the end of the period: 末, 年末

  [[nodiscard]] bool has_month() const { return month > 0 || month_word != JaWord::none; }
  [[nodiscard]] bool has_day() const { return day > 0 || day_word != JaWord::none; }
  [[nodiscard]] bool has_year() const { return year > 0 || year_word != JaWord::none; }
};

/// All dates of the text in order, without overlaps. A bare day (31日) is given too.
std::vector<JaDate> find_dates_ja(std::string_view s);

/// The number at `i` in ASCII, full-width or kanji figures, moving `i` past it; 0 when there is none or it is too long.
int number_ja(std::string_view s, std::size_t& i);

/// The day meant, with the precision of the text. What is missing comes from `base`: the year is the one that puts a
/// printed month nearest to it; `本8日` before it. Empty when the base does not hold what is needed.
std::optional<Ymd> resolve(const JaDate& date, const Ymd& base);

/// False for the 31st of April and the like.
bool is_real(const Ymd& date);
/// `2024`, `2024-11` or `2024-11-26`; "" for no year.
std::string iso(const Ymd& date);

}  // namespace breadcrumb::text
