#include "text/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "text/utf8.h"

namespace breadcrumb::text {

namespace {

struct Word {
  std::size_t start = 0, end = 0;
  std::string folded;  ///< lower-case ASCII; "-" for every dash
  bool upper = false;
  int number = -1;  ///< of digits, with or without an ordinal ending
  bool ordinal = false;
};

bool is_dash(char32_t c) {
  return c == U'-' || (c >= U'\u2010' && c <= U'\u2015') || c == U'~' || c == U'\u2212';
}

std::vector<Word> cut(std::string_view s) {
  std::vector<Word> out;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t begin = i;
    const char32_t c = next_char(s, i);
    if (is_space(c)) continue;
    Word word;
    word.start = begin;
    if (c >= U'0' && c <= U'9') {
      while (i < s.size() && s[i] >= '0' && s[i] <= '9') ++i;
      if (i - begin <= 4) std::from_chars(s.data() + begin, s.data() + i, word.number);
      const auto tail = fold(s.substr(i, 2));
      const bool ends = i + 2 >= s.size() || !std::isalnum(static_cast<unsigned char>(s[i + 2]));
      if (ends && (tail == "st" || tail == "nd" || tail == "rd" || tail == "th")) {
        i += 2;
        word.ordinal = true;
      }
      // "10.5" or "2,400" is no day; "28,2021" is.
      if (i + 1 < s.size() && s[i] == '.' && s[i + 1] >= '0' && s[i + 1] <= '9' && word.number > 31) word.number = -1;
      word.folded = std::string(s.substr(begin, i - begin));
    } else if (is_letter(c)) {
      word.upper = is_upper(c);
      while (i < s.size()) {
        std::size_t next = i;
        if (!is_letter(next_char(s, next))) break;
        i = next;
      }
      word.folded = i - begin > 24 ? "" : fold(s.substr(begin, i - begin));
    } else {
      word.folded = is_dash(c) ? "-" : std::string(s.substr(begin, i - begin));
    }
    word.end = i;
    out.push_back(std::move(word));
  }
  return out;
}

int weekday_number(std::string_view folded) {
  static constexpr std::array names{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string_view name = names[i];
    if (folded == name || folded == name.substr(0, 3) || (folded.size() >= 4 && folded == name.substr(0, 4)) ||
        (folded.size() == 5 && folded == name.substr(0, 5)))
      return static_cast<int>(i);
  }
  return -1;
}

class Finder {
 public:
  explicit Finder(std::string_view s) : text_(s), words_(cut(s)) {}

  std::vector<DateMention> run() {
    std::vector<DateMention> out;
    for (std::size_t i = 0; i < words_.size();) {
      DateMention mention;
      const std::size_t next = at(i, mention);
      if (next <= i) {
        ++i;
        continue;
      }
      mention.start = words_[i].start;
      mention.end = words_[next - 1].end;
      zone(i, next, mention, out.empty() ? nullptr : &out.back());
      week(i, mention);
      out.push_back(std::move(mention));
      i = next;
    }
    return out;
  }

 private:
  [[nodiscard]] const Word& word(std::size_t i) const {
    static const Word none;
    return i < words_.size() ? words_[i] : none;
  }
  [[nodiscard]] bool is(std::size_t i, std::string_view s) const { return word(i).folded == s; }
  [[nodiscard]] bool is_day(std::size_t i) const {
    return word(i).number >= 1 && word(i).number <= 31 && word(i).folded.size() <= 4;
  }
  [[nodiscard]] bool is_year(std::size_t i) const {
    return word(i).number >= 1900 && word(i).number <= 2199 && word(i).folded.size() == 4;
  }
  [[nodiscard]] int month(std::size_t i) const { return word(i).upper ? month_number(word(i).folded) : 0; }
  [[nodiscard]] bool glued(std::size_t i) const { return i > 0 && word(i).start == word(i - 1).end; }

  /// A weekday with what may follow it ("Thursday," or "(Mon)"). Returns the next index.
  std::size_t weekday(std::size_t i, Day& day) const {
    std::size_t k = i;
    const bool bracket = is(k, "(");
    if (bracket) ++k;
    const int number = word(k).upper ? weekday_number(word(k).folded) : -1;
    if (number < 0) return i;
    ++k;
    if (is(k, ".")) ++k;
    if (bracket) {
      if (!is(k, ")")) return i;
      ++k;
    } else if (is(k, ",")) {
      ++k;
    }
    day.weekday = number;
    return k;
  }

  std::size_t year(std::size_t i, Day& day) const {
    std::size_t k = i;
    if (is(k, ",")) ++k;
    if (is(k, "of") && is_year(k + 1)) ++k;
    if (!is_year(k)) return i;
    day.year = word(k).number;
    return k + 1;
  }

  /// One point: "Thursday, March 4", "4th (Mon) of March", or a bare day. Returns `i` when there is none.
  std::size_t point(std::size_t i, Day& day) const {
    std::size_t k = weekday(i, day);
    if (is(k, "the")) ++k;
    if (const int number = month(k); number > 0) {
      std::size_t d = k + 1;
      if (is(d, ".")) ++d;
      if (!is_day(d)) return i;
      day.month = number;
      day.day = word(d).number;
      ++d;
      d = weekday(d, day);
      return year(d, day);
    }
    if (!is_day(k)) return i;
    day.day = word(k).number;
    ++k;
    k = weekday(k, day);
    std::size_t m = k;
    if (is(m, "of")) ++m;
    if (is(m, "-") && month(m + 1) > 0) ++m;
    if (const int number = month(m); number > 0) {
      day.month = number;
      k = m + 1;
      if (is(k, ".")) ++k;
      k = year(k, day);
      k = weekday(k, day);
    }
    return k;
  }

  std::size_t connector(std::size_t i, bool& range) const {
    for (const std::string_view c : {"-", "to", "through", "until", "till"})
      if (is(i, c)) {
        range = true;
        return i + 1;
      }
    if (is(i, "and") || is(i, "&") || is(i, ",")) {
      range = false;
      std::size_t k = i + 1;
      if (is(i, ",") && (is(k, "and") || is(k, "to"))) ++k;
      if (is(k, "on") && is_day(k + 1)) ++k;
      return k;
    }
    return i;
  }

  /// A bare day after "and" or a dash must not be a count of something ("March 5 and 6 countries").
  [[nodiscard]] bool stands_alone(std::size_t i) const {
    static constexpr std::array may_follow{"in",        "at",           "of",   "under",   "by",     "for",  "to",
                                           "as",        "and",          "the",  "between", "on",     "with", "via",
                                           "when",      "where",        "was",  "were",    "during", "this", "here",
                                           "virtually", "respectively", "held", "through", "until"};
    const auto& next = word(i);
    if (next.folded.empty() || next.upper || !std::isalpha(static_cast<unsigned char>(next.folded[0])))
      return next.folded != "%";
    return std::find(may_follow.begin(), may_follow.end(), next.folded) != may_follow.end();
  }

  std::size_t days(std::size_t i, DateMention& mention) const {
    std::vector<Day> points(1);
    std::size_t k = point(i, points[0]);
    if (k == i) return i;
    for (int more = 0; more < 6; ++more) {
      bool range = false;
      std::size_t next = connector(k, range);
      if (next == k) break;
      if (is(next, "from")) break;
      Day day;
      const std::size_t end = point(next, day);
      if (end == next) break;
      if (day.month == 0 && (points.back().month == 0 ? false : !stands_alone(end))) break;
      if (is(k, ",") && points.back().month > 0 && day.month == 0) break;  // "March 5, 12 officials"
      points.push_back(day);
      k = end;
      mention.range = true;
    }
    // "February 8-11, 2023": the year stands behind a bare last day.
    if (points.size() > 1 && points.back().month == 0 && points[0].month > 0 && points.back().year == 0)
      k = year(k, points.back());
    // "22, 23 and 24 February 2011": the month and year stand with the last.
    int last_month = 0, last_year = 0;
    for (std::size_t p = points.size(); p-- > 0;) {
      if (points[p].month > 0) last_month = points[p].month;
      if (points[p].month == 0) points[p].month = last_month;
      if (points[p].year > 0) last_year = points[p].year;
      if (points[p].year == 0 && last_year > 0)
        points[p].year = points[p].month > points.back().month && points.back().month > 0 ? last_year - 1 : last_year;
    }
    for (std::size_t p = 1; p < points.size(); ++p) {
      if (points[p].month == 0) points[p].month = points[p - 1].month;
      if (points[p].year == 0) points[p].year = points[p - 1].year;
    }
    if (points[0].month == 0) return i;
    mention.first = points.front();
    mention.last = points.back();
    // A second day before the first is no range: "December 14, 12 officials".
    if (mention.range && mention.first.year > 0 && mention.last.year > 0 && is_valid(mention.first) &&
        is_valid(mention.last) && day_number(mention.last) < day_number(mention.first))
      return i;
    return k;
  }

  std::size_t figures(std::size_t i, DateMention& mention) const {
    // 2024-05-14, 01/17/2013, 17/01/2013, 17.01.2013
    const auto sign = [&](std::size_t k) {
      return (is(k, "/") || is(k, "-") || is(k, ".")) && glued(k) && glued(k + 1);
    };
    if (word(i).number < 0 || !sign(i + 1) || !sign(i + 3) || word(i + 2).number < 0 || word(i + 4).number < 0)
      return i;
    Day day;
    if (is_year(i)) {
      day = {word(i).number, word(i + 2).number, word(i + 4).number};
    } else if (is_year(i + 4)) {
      const int a = word(i).number, b = word(i + 2).number;
      // American order with strokes unless the first figure cannot be a month.
      day = is(i + 1, "/") && a <= 12 ? Day{word(i + 4).number, a, b} : Day{word(i + 4).number, b, a};
    }
    if (!is_valid(day)) return i;
    mention.first = mention.last = day;
    return i + 5;
  }

  std::size_t month_only(std::size_t i, DateMention& mention) const {
    const int number = month(i);
    if (number == 0) return i;
    std::size_t k = i + 1;
    Day day{0, number, 0};
    const std::size_t after = year(k, day);
    if (after == k) {
      // A month without a year needs a word that shows it is one ("in May", "early March").
      static constexpr std::array before{"in",     "early", "late", "mid",  "of", "by",  "until",    "since",
                                         "during", "last",  "next", "this", "-",  "end", "beginning"};
      if (i == 0 || std::find(before.begin(), before.end(), word(i - 1).folded) == before.end()) return i;
      if (is_day(k)) return i;
    }
    mention.first = mention.last = day;
    return after;
  }

  std::size_t year_only(std::size_t i, DateMention& mention) const {
    if (!is_year(i) || (glued(i + 1) && !is(i + 1, ".") && !is(i + 1, ",") && !is(i + 1, ")") && !is(i + 1, ";")))
      return i;
    static constexpr std::array before{"in",   "of",     "by",    "since",  "spring", "summer", "autumn",
                                       "fall", "winter", "until", "during", "year",   "early",  "late",
                                       "mid",  "end",    "-",     "before", "for"};
    if (i == 0 || std::find(before.begin(), before.end(), word(i - 1).folded) == before.end()) return i;
    mention.first = mention.last = Day{word(i).number, 0, 0};
    return i + 1;
  }

  std::size_t relative(std::size_t i, DateMention& mention) const {
    using R = DateMention::Relative;
    if (is(i, "today")) mention.relative = R::today;
    if (is(i, "yesterday")) mention.relative = R::yesterday;
    if (is(i, "tomorrow")) mention.relative = R::tomorrow;
    if (mention.relative != R::none) return is(i + 1, "'") || is(i + 1, "’") ? i : i + 1;
    if (is(i + 1, "week") && (is(i, "this") || is(i, "last"))) {
      mention.relative = is(i, "this") ? R::this_week : R::last_week;
      return i + 2;
    }
    if (i > 0 && is(i - 1, "on") && word(i).upper && !is(i + 1, "and") && !is(i + 1, "to") && !is(i + 1, "of"))
      if (const int number = weekday_number(word(i).folded); number >= 0) {
        mention.relative = R::weekday;
        mention.first.weekday = mention.last.weekday = number;
        return i + 1;
      }
    return i;
  }

  std::size_t at(std::size_t i, DateMention& mention) const {
    for (const auto read :
         {&Finder::figures, &Finder::days, &Finder::month_only, &Finder::year_only, &Finder::relative}) {
      DateMention found;
      const std::size_t next = (this->*read)(i, found);
      if (next > i) {
        mention = std::move(found);
        return next;
      }
    }
    return i;
  }

  void zone(std::size_t i, std::size_t next, DateMention& mention, const DateMention* previous) const {
    // "(March 1, Japan time)" right after a date; "(PET)" after it.
    if (is(next, "(") && word(next + 1).folded.size() <= 5 && word(next + 1).upper && is(next + 2, ")") &&
        month(next + 1) == 0 && weekday_number(word(next + 1).folded) < 0)
      mention.zone = std::string(text_.substr(word(next + 1).start, word(next + 1).end - word(next + 1).start));
    std::size_t k = next;
    if (is(k, ",")) ++k;
    if (is(k, "in")) ++k;
    for (std::size_t length = 0; length < 5; ++length)
      if (is(k + length, "time") && length > 0) {
        mention.zone = std::string(text_.substr(word(k).start, word(k + length).end - word(k).start));
        mention.second_zone = previous && i > 0 && is(i - 1, "(") && previous->end + 3 >= word(i - 1).start;
        break;
      } else if (!word(k + length).upper) {
        break;
      }
  }

  void week(std::size_t i, DateMention& mention) const {
    for (std::size_t back = 1; back <= 4 && back <= i; ++back) {
      if (is(i - back, "week")) {
        mention.week = true;
        return;
      }
      static constexpr std::array between{"of", "commencing", "beginning", "starting", "from", "the", "on"};
      if (std::find(between.begin(), between.end(), word(i - back).folded) == between.end()) return;
    }
  }

  std::string_view text_;
  std::vector<Word> words_;
};

}  // namespace

int month_number(std::string_view folded) {
  static constexpr std::array names{"january", "february", "march",     "april",   "may",      "june",
                                    "july",    "august",   "september", "october", "november", "december"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string_view name = names[i];
    if (folded == name || (folded.size() == 3 && folded == name.substr(0, 3)) || (folded == "sept" && i == 8))
      return static_cast<int>(i) + 1;
  }
  return 0;
}

std::vector<DateMention> find_dates(std::string_view s) {
  return Finder(s).run();
}

long long day_number(const Day& day) {
  // Days from civil (Howard Hinnant's algorithm).
  const int y = day.month <= 2 ? day.year - 1 : day.year;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int yoe = y - era * 400;
  const int doy = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
  const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return static_cast<long long>(era) * 146097 + doe - 719468;
}

Day day_of_number(long long number) {
  number += 719468;
  const long long era = (number >= 0 ? number : number - 146096) / 146097;
  const long long doe = number - era * 146097;
  const long long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const long long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const long long mp = (5 * doy + 2) / 153;
  Day day;
  day.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  day.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  day.year = static_cast<int>(yoe + era * 400 + (day.month <= 2 ? 1 : 0));
  return day;
}

int weekday_of(const Day& day) {
  return static_cast<int>((day_number(day) % 7 + 7 + 3) % 7);
}

bool is_valid(const Day& day) {
  if (day.year < 1 || day.month < 1 || day.month > 12 || day.day < 1 || day.day > 31) return false;
  const Day back = day_of_number(day_number(day));
  return back.day == day.day && back.month == day.month;
}

std::string iso(const Day& day) {
  if (day.year == 0) return {};
  if (day.month == 0) return fmt::format("{:04}", day.year);
  if (day.day == 0) return fmt::format("{:04}-{:02}", day.year, day.month);
  return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
}

Day resolve_year(Day day, const Day& near) {
  if (day.year > 0 || day.month == 0 || near.year == 0) return day;
  Day best = day;
  long long best_distance = -1;
  for (int year = near.year - 1; year <= near.year + 1; ++year) {
    Day candidate = day;
    candidate.year = year;
    Day whole = candidate;
    if (whole.day == 0) whole.day = 15;
    if (!is_valid(whole)) continue;
    if (near.month == 0) {
      if (year == near.year) return candidate;
      continue;
    }
    Day anchor = near;
    if (anchor.day == 0) anchor.day = 15;
    const long long ahead = day_number(whole) - day_number(anchor);
    if (ahead > 200) continue;
    long long distance = ahead < 0 ? -ahead : ahead * 2;
    if (day.weekday >= 0 && day.day > 0 && weekday_of(whole) != day.weekday) distance += 1000;
    if (best_distance < 0 || distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace breadcrumb::text
