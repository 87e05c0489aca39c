#include "text/dates_ja.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>

#include "text/utf8.h"

namespace breadcrumb::text {

namespace {

struct Era {
  std::string_view name;
  int first;  ///< western year of the era's year 1
};
constexpr std::array eras{Era{"令和", 2019}, Era{"平成", 1989}, Era{"昭和", 1926}, Era{"大正", 1912},
                          Era{"明治", 1868}};

bool take(std::string_view s, std::size_t& i, std::string_view word) {
  if (s.substr(i, word.size()) != word) return false;
  i += word.size();
  return true;
}

template <std::size_t N>
bool take_any(std::string_view s, std::size_t& i, const std::array<std::string_view, N>& words) {
  for (const auto word : words)
    if (take(s, i, word)) return true;
  return false;
}

int digit_of(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  if (c >= U'０' && c <= U'９') return static_cast<int>(c - U'０');
  return -1;
}

int kanji_digit(char32_t c) {
  constexpr std::u32string_view digits = U"〇一二三四五六七八九";
  const auto at = digits.find(c);
  if (c == U'○') return 0;
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

void skip_blanks(std::string_view s, std::size_t& i) {
  for (int n = 0; n < 3 && i < s.size(); ++n) {
    std::size_t next = i;
    if (!is_space(next_char(s, next))) return;
    i = next;
  }
}

bool starts(std::string_view s, std::size_t i, std::string_view word) {
  return s.substr(i, word.size()) == word;
}

/// `5年`, `元年` after an era, with the year's end checked: 5年間, 5年度, 5年目 are no years.
bool year_sign(std::string_view s, std::size_t& i) {
  std::size_t k = i;
  skip_blanks(s, k);
  if (!take(s, k, "年")) return false;
  for (const auto tail : std::array<std::string_view, 6>{"間", "度", "目", "代", "前", "ぶり"})
    if (starts(s, k, tail)) return false;
  i = k;
  return true;
}

/// An era year at `i`; 0 when there is none.
int era_year(std::string_view s, std::size_t& i) {
  for (const auto& era : eras) {
    std::size_t k = i;
    if (!take(s, k, era.name)) continue;
    skip_blanks(s, k);
    int n = 0;
    if (take(s, k, "元"))
      n = 1;
    else
      n = number_ja(s, k);
    if (n < 1 || n > 70 || !year_sign(s, k)) return 0;
    i = k;
    return era.first + n - 1;
  }
  return 0;
}

int western_year(std::string_view s, std::size_t& i) {
  std::size_t k = i;
  (void)take(s, k, "西暦");
  const int n = number_ja(s, k);
  if (n < 1868 || n > 2200 || !year_sign(s, k)) return 0;
  i = k;
  return n;
}

/// `(2024年)` after an era year and the like: skipped.
void skip_other_year(std::string_view s, std::size_t& i) {
  std::size_t k = i;
  if (!take(s, k, "(") && !take(s, k, "（")) return;
  if (western_year(s, k) == 0 && era_year(s, k) == 0) return;
  if (take(s, k, ")") || take(s, k, "）")) i = k;
}

bool month_at(std::string_view s, std::size_t& i, int& month) {
  std::size_t k = i;
  skip_blanks(s, k);
  const int n = number_ja(s, k);
  skip_blanks(s, k);
  if (n < 1 || n > 12 || !take(s, k, "月") || starts(s, k, "間")) return false;
  month = n;
  i = k;
  return true;
}

bool day_at(std::string_view s, std::size_t& i, int& day) {
  std::size_t k = i;
  skip_blanks(s, k);
  const int n = number_ja(s, k);
  skip_blanks(s, k);
  if (n < 1 || n > 31 || !take(s, k, "日")) return false;
  for (const auto tail : std::array<std::string_view, 5>{"間", "目", "程", "付", "本"})
    if (starts(s, k, tail) && !(tail == "付")) return false;
  day = n;
  i = k;
  return true;
}

/// `(水)`, `（水曜日）`, `(木・祝)`.
void skip_weekday(std::string_view s, std::size_t& i) {
  std::size_t k = i;
  skip_blanks(s, k);
  if (!take(s, k, "(") && !take(s, k, "（")) return;
  skip_blanks(s, k);
  if (!take_any(s, k, std::array<std::string_view, 7>{"月", "火", "水", "木", "金", "土", "日"})) return;
  (void)take(s, k, "曜日");
  (void)take(s, k, "曜");
  (void)(take(s, k, "・祝日") || take(s, k, "・祝") || take(s, k, "、祝"));
  if (take(s, k, ")") || take(s, k, "）")) i = k;
}

/// What follows a year or month and narrows it without a number.
void take_part(std::string_view s, std::size_t& i, JaDate& date) {
  std::size_t k = i;
  if (date.month == 0 && date.year_word == JaWord::none && date.year == 0) return;
  if (take(s, k, "の")) {
    // 本年の秋
  }
  if (date.month == 0) {
    if (take(s, k, "前半") || take(s, k, "上半期")) {
      date.month = 6;
      i = k;
      return;
    }
    if (take(s, k, "後半") || take(s, k, "下半期")) {
      date.month = 12;
      i = k;
      return;
    }
    if (take(s, k, "末")) {
      date.month = 12;
      date.until = true;
      i = k;
      return;
    }
    if (take_any(s, k, std::array<std::string_view, 4>{"春", "夏", "秋", "冬"})) i = k;
    return;
  }
  if (take_any(s, k, std::array<std::string_view, 5>{"上旬", "中旬", "下旬", "初め", "頃"})) {
    i = k;
  } else if (take(s, k, "末")) {
    date.until = true;
    i = k;
  }
}

/// 2024/11/15, 2024.11.15, 2024-11-15.
bool numeric_date(std::string_view s, std::size_t& i, JaDate& date) {
  std::size_t k = i;
  const int year = number_ja(s, k);
  if (year < 1900 || year > 2200 || k >= s.size()) return false;
  const char sign = s[k];
  if (sign != '/' && sign != '.' && sign != '-') return false;
  const int month = number_ja(s, ++k);
  if (month < 1 || month > 12 || k >= s.size() || s[k] != sign) return false;
  const int day = number_ja(s, ++k);
  if (day < 1 || day > 31) return false;
  date.year = year;
  date.month = month;
  date.day = day;
  i = k;
  return true;
}

struct Said {
  std::string_view word;
  JaWord meaning;
};

bool said(std::string_view s, std::size_t& i, std::initializer_list<Said> words, JaWord& out) {
  for (const auto& [word, meaning] : words)
    if (take(s, i, word)) {
      out = meaning;
      return true;
    }
  return false;
}

bool parse(std::string_view s, std::size_t i, JaDate& date) {
  date = {};
  date.start = i;
  if (numeric_date(s, i, date)) {
    skip_weekday(s, i);
    date.end = i;
    return true;
  }
  // Day words: 本8日, 本日, 昨日.
  {
    std::size_t k = i;
    JaWord word = JaWord::none;
    if (said(s, k,
             {{"本日", JaWord::current},
              {"今日", JaWord::current},
              {"昨日", JaWord::last},
              {"明日", JaWord::next},
              {"同日", JaWord::same}},
             word)) {
      date.day_word = word;
      date.end = k;
      return !starts(s, k, "本") && !starts(s, k, "米") && !starts(s, k, "中国");
    }
    if (said(s, k, {{"本", JaWord::current}, {"昨", JaWord::last}, {"同", JaWord::same}}, word) &&
        day_at(s, k, date.day)) {
      date.day_word = word;
      skip_weekday(s, k);
      date.end = k;
      return true;
    }
  }
  std::size_t k = i;
  if ((date.year = era_year(s, k)) > 0 || (date.year = western_year(s, k)) > 0) {
    skip_other_year(s, k);
  } else {
    std::size_t w = k;
    if (said(s, w, {{"再来年", JaWord::none}, {"一昨年", JaWord::none}}, date.year_word)) return false;
    if (said(s, w,
             {{"本年", JaWord::current},
              {"今年", JaWord::current},
              {"昨年", JaWord::last},
              {"去年", JaWord::last},
              {"来年", JaWord::next},
              {"明年", JaWord::next},
              {"翌年", JaWord::next},
              {"同年", JaWord::same}},
             date.year_word)) {
      if (starts(s, w, "度")) return false;
      k = w;
    } else if (said(s, w, {{"今", JaWord::current}, {"来", JaWord::next}, {"昨", JaWord::last}}, date.year_word) &&
               take_any(s, w, std::array<std::string_view, 4>{"春", "夏", "秋", "冬"})) {
      date.end = w;
      return true;
    } else {
      date.year_word = JaWord::none;
    }
  }
  const bool has_year = date.has_year();
  if (has_year) {
    std::size_t c = k;
    if (take(s, c, "、") && (month_at(s, c, date.month))) k = c;
    date.month = 0;
    (void)said(s, k, {{"の", JaWord::none}}, date.month_word);
    if (s.substr(k > 3 ? k - 3 : 0, 3) == "の") {
      std::size_t probe = k;
      int month = 0;
      if (!month_at(s, probe, month)) k -= 3;
    }
  }
  if (month_at(s, k, date.month) || said(s, k,
                                         {{"今月", JaWord::current},
                                          {"本月", JaWord::current},
                                          {"先月", JaWord::last},
                                          {"来月", JaWord::next},
                                          {"同月", JaWord::same}},
                                         date.month_word)) {
    if (day_at(s, k, date.day)) {
      skip_weekday(s, k);
    } else {
      take_part(s, k, date);
    }
    date.end = k;
    return true;
  }
  if (has_year) {
    take_part(s, k, date);
    date.end = k;
    return true;
  }
  if (day_at(s, k, date.day)) {
    skip_weekday(s, k);
    date.end = k;
    return true;
  }
  return false;
}

/// Days since 0000-03-01 (Howard Hinnant's civil calendar), for distances.
long days(const Ymd& d) {
  const int y = d.month <= 2 ? d.year - 1 : d.year;
  const int m = d.month <= 0 ? 6 : d.month;
  const long era = y / 400, yoe = y % 400;
  const long doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + (d.day > 0 ? d.day : 15) - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy;
}

}  // namespace

int number_ja(std::string_view s, std::size_t& i) {
  std::size_t k = i;
  int value = 0, digits = 0;
  while (k < s.size()) {
    std::size_t next = k;
    const int d = digit_of(next_char(s, next));
    if (d < 0) break;
    if (++digits > 4) return 0;
    value = value * 10 + d;
    k = next;
  }
  if (digits > 0) {
    i = k;
    return value;
  }
  // 二〇二二, 十四, 二十一, 三十.
  int tens = -1, last = -1, plain = 0, count = 0;
  while (k < s.size() && count < 5) {
    std::size_t next = k;
    const char32_t c = next_char(s, next);
    if (c == U'十') {
      if (tens >= 0) return 0;
      tens = last < 0 ? 1 : last;
      last = -1;
    } else if (const int d = kanji_digit(c); d >= 0) {
      if (last >= 0 && tens >= 0) return 0;
      plain = plain * 10 + d;
      last = d;
    } else {
      break;
    }
    ++count;
    k = next;
  }
  if (count == 0) return 0;
  i = k;
  return tens >= 0 ? tens * 10 + (last > 0 ? last : 0) : plain;
}

std::vector<JaDate> find_dates_ja(std::string_view s) {
  std::vector<JaDate> out;
  char32_t before = 0;
  for (std::size_t i = 0; i < s.size();) {
    std::size_t next = i;
    const char32_t c = next_char(s, next);
    const bool number = digit_of(c) >= 0 || kanji_digit(c) >= 0 || c == U'十';
    static constexpr std::u32string_view openers = U"令平昭大明本今昨来翌同去先西";
    const bool glued = number && (digit_of(before) >= 0 || kanji_digit(before) >= 0 || before == U'十' ||
                                  before == U'第' || before == U'.' || before == U',' || before == U'約');
    if ((number && !glued) || openers.find(c) != std::u32string_view::npos) {
      JaDate date;
      if (parse(s, i, date) && date.end > i) {
        out.push_back(date);
        i = date.end;
        before = 0;
        continue;
      }
    }
    before = c;
    i = next;
  }
  return out;
}

bool is_real(const Ymd& date) {
  static constexpr std::array<int, 12> lengths{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (date.year <= 0 || date.month < 0 || date.month > 12 || date.day < 0) return false;
  if (date.day > 0 && (date.month == 0 || date.day > lengths[static_cast<std::size_t>(date.month - 1)])) return false;
  const bool leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
  return !(date.month == 2 && date.day == 29 && !leap);
}

std::string iso(const Ymd& date) {
  if (date.year <= 0) return "";
  if (date.month <= 0) return fmt::format("{:04}", date.year);
  if (date.day <= 0) return fmt::format("{:04}-{:02}", date.year, date.month);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::optional<Ymd> resolve(const JaDate& date, const Ymd& base) {
  Ymd out{date.year, date.month, date.day};
  if (out.year == 0 && date.year_word != JaWord::none) {
    if (base.year == 0) return std::nullopt;
    out.year = base.year + (date.year_word == JaWord::next ? 1 : date.year_word == JaWord::last ? -1 : 0);
  }
  if (date.month_word != JaWord::none) {
    if (base.year == 0 || base.month == 0) return std::nullopt;
    out.year = base.year;
    out.month = base.month + (date.month_word == JaWord::next ? 1 : date.month_word == JaWord::last ? -1 : 0);
    if (out.month == 13) out = {out.year + 1, 1, out.day};
    if (out.month == 0) out = {out.year - 1, 12, out.day};
  }
  if (date.day_word != JaWord::none || (out.year == 0 && out.month == 0 && out.day > 0)) {
    if (base.year == 0 || base.month == 0) return std::nullopt;
    if (date.day == 0) {
      if (base.day == 0) return std::nullopt;
      out = base;
      if (date.day_word == JaWord::last && --out.day == 0) return std::nullopt;
      if (date.day_word == JaWord::next) ++out.day;
    } else {
      out.year = base.year;
      out.month = base.month;
      // 本30日 on a page of the 2nd is of the month before.
      if (date.day_word == JaWord::current && base.day > 0 && date.day > base.day + 1) {
        if (--out.month == 0) out = {out.year - 1, 12, out.day};
      }
    }
  } else if (out.year == 0) {
    if (base.year == 0 || out.month == 0) return std::nullopt;
    long best = 0;
    for (int year = base.year - 1; year <= base.year + 1; ++year) {
      const long distance = std::labs(days({year, out.month, out.day}) - days(base));
      if (out.year == 0 || distance < best) {
        best = distance;
        out.year = year;
      }
    }
  }
  if (!is_real(out)) return std::nullopt;
  return out;
}

}  // namespace breadcrumb::text
