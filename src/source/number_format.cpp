#include "source/number_format.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "text/dates.h"

namespace breadcrumb::source {

namespace {

constexpr NumberFormat nothing, whole_day{true, true, true, false}, moment{true, true, true, true},
    clock_only{false, false, false, true}, month_and_year{true, true, false, false};

/// The formats that files name by number alone (ECMA-376, 18.8.30); 27 and more are those of East Asian editions.
NumberFormat known(int id) {
  if (id == 22) return moment;
  if (id == 17) return month_and_year;
  if (id >= 14 && id <= 16) return whole_day;
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47) || id == 32 || id == 33) return clock_only;
  if ((id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58)) return whole_day;
  return nothing;
}

/// Does the code go on with these letters, in either case?
bool goes_on(std::string_view code, std::size_t at, std::string_view letters) {
  if (code.size() - at < letters.size()) return false;
  for (std::size_t i = 0; i < letters.size(); ++i)
    if ((code[at + i] | 0x20) != (letters[i] | 0x20)) return false;
  return true;
}

NumberFormat read_code(std::string_view code) {
  NumberFormat out;
  char last = 0;  // the part of a moment named before
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    if (code[i] == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (code[i] == '[') {
      const auto end = std::min(code.find(']', i), code.size());
      // [h] counts hours beyond a day; [$-411] and [Red] are no part of the time.
      const auto inside = code.substr(i + 1, end - i - 1);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) {
        out.clock = true;
        last = 'h';
      }
      i = end;
    } else if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
      ++i;
    } else if (goes_on(code, i, "general")) {
      i += 6;
    } else if (goes_on(code, i, "am/pm")) {
      i += 4;
    } else if (goes_on(code, i, "e+") || goes_on(code, i, "e-")) {
      ++i;  // a power of ten
    } else if (code[i] == 'm' || code[i] == 'M') {
      // Minutes stand behind hours or before seconds; three letters are always a month.
      auto end = code.find_first_not_of("mM", i);
      end = end == std::string_view::npos ? code.size() : end;
      const auto after = code.find_first_not_of(": .\\\"", end);
      const bool before_seconds = after != std::string_view::npos && (code[after] | 0x20) == 's';
      (end - i < 3 && (last == 'h' || before_seconds) ? out.clock : out.month) = true;
      last = 'm';
      i = end - 1;
    } else {
      const char letter = static_cast<char>(code[i] | 0x20);
      if (letter >= 'a' && letter <= 'z') last = letter;
      switch (letter) {
        case 'y':
        case 'e':  // the year of a Japanese era
          out.year = true;
          break;
        case 'd':
          out.day = true;
          break;
        case 'h':
        case 's':
          out.clock = true;
          break;
        default:
          break;
      }
    }
  }
  // `d` alone may be a weekday or a day of some month: the number is a day all the same.
  return out;
}

std::string clock_text(long long seconds) {
  auto out = fmt::format("{:02}:{:02}", seconds / 3600 % 24, seconds / 60 % 60);
  if (seconds % 60 != 0) out += fmt::format(":{:02}", seconds % 60);
  return out;
}

}  // namespace

NumberFormat number_format(int id, std::string_view code) {
  return code.empty() ? known(id) : read_code(code);
}

SheetCell number_cell(std::string_view digits, const NumberFormat& format, DaySystem system) {
  SheetCell out{.kind = SheetCell::Kind::number};
  double value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (problem != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value)) {
    out.kind = SheetCell::Kind::error;
    out.text = "no number";
    return out;
  }
  if (!format.is_date() && !format.clock) {
    out.text = value == std::floor(value) && std::abs(value) < 1e15 ? fmt::format("{}", static_cast<long long>(value))
                                                                    : fmt::format("{:.15g}", value);
    return out;
  }
  constexpr double last_day = 2958465;  // 9999-12-31
  if (value < 0 || value >= last_day + 1) {
    out.kind = SheetCell::Kind::error;
    out.text = fmt::format("the number {:.15g}, which is no day", value);
    return out;
  }
  auto day = static_cast<long long>(std::floor(value));
  auto seconds = std::llround((value - std::floor(value)) * 86400);
  day += seconds / 86400;
  seconds %= 86400;
  if (!format.is_date()) {
    out.kind = SheetCell::Kind::time;
    out.text = clock_text(seconds);
    return out;
  }
  // In the system of 1900, day 60 is a 29 February that never was, and day 0 is none.
  if (system == DaySystem::from_1900 && (day == 0 || day == 60)) {
    out.kind = SheetCell::Kind::error;
    out.text = day == 0 ? "day 0 of 1900" : "1900-02-29, a day that never was";
    return out;
  }
  static const long long first_1900 = text::day_number({.year = 1899, .month = 12, .day = 30}),
                         first_1904 = text::day_number({.year = 1904, .month = 1, .day = 1});
  const long long from = system == DaySystem::from_1904 ? first_1904 : first_1900 + (day < 60 ? 1 : 0);
  const auto meant = text::day_of_number(from + day);
  out.kind = SheetCell::Kind::day;
  out.text = fmt::format("{:04}-{:02}-{:02}", meant.year, meant.month, meant.day);
  if (format.year && format.month && !format.day && !format.clock) {
    out.kind = SheetCell::Kind::month;
    out.text.resize(7);
  } else if (format.clock && seconds != 0) {
    out.text += " " + clock_text(seconds);
  }
  return out;
}

}  // namespace breadcrumb::source
