#include "app/tracker_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "source/number_format.h"
#include "text/dates.h"
#include "text/dates_ja.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

Error no_day(std::string message) {
  return {ErrorKind::bad_input, "tracker.day", std::move(message), ""};
}

/// `30.8.2024` as its three numbers; nothing when it is written otherwise.
struct Figures {
  int first = 0, second = 0, third = 0;
  bool year_first = false;
};
std::optional<Figures> figures_of(std::string_view words) {
  std::vector<int> numbers;
  std::vector<std::size_t> sizes;
  for (std::size_t i = 0; i < words.size();) {
    const auto end = std::min(words.find_first_of("./-", i), words.size());
    const auto part = text::trim(words.substr(i, end - i));
    int number = 0;
    const auto [stop, problem] = std::from_chars(part.data(), part.data() + part.size(), number);
    if (part.empty() || part.size() > 4 || problem != std::errc() || stop != part.data() + part.size())
      return std::nullopt;
    numbers.push_back(number);
    sizes.push_back(part.size());
    i = end + 1;
  }
  if (numbers.size() != 3) return std::nullopt;
  return Figures{numbers[0], numbers[1], numbers[2], sizes[0] == 4};
}

Result<std::string> day_of_figures(const Figures& figures, std::string_view words, DayOrder order) {
  text::Day day;
  if (figures.year_first) {
    day = {.year = figures.first, .month = figures.second, .day = figures.third};
  } else {
    if (figures.third < 1000)
      return no_day(fmt::format("expected the year in four figures, not \"{}\"", words.substr(0, 40)));
    const bool told = order == DayOrder::day_first || order == DayOrder::month_first;
    if (!told && figures.first <= 12 && figures.second <= 12 && figures.first != figures.second)
      return no_day(
          fmt::format("\"{}\" may be two days; write it as 2024-08-30, or say days = \"d/m/y\" or \"m/d/y\" in a map",
                      words.substr(0, 40)));
    const bool day_first = told ? order == DayOrder::day_first : figures.first > 12;
    day = {.year = figures.third,
           .month = day_first ? figures.second : figures.first,
           .day = day_first ? figures.first : figures.second};
  }
  if (!text::is_valid(day)) return no_day(fmt::format("there is no day \"{}\"", words.substr(0, 40)));
  return text::iso(day);
}

/// A date told in words that fill the whole cell, in English or Japanese; "" when it is none.
std::string day_of_words(std::string_view words) {
  const auto english = text::find_dates(words);
  if (english.size() == 1 && english[0].start == 0 && english[0].end == words.size() && !english[0].range &&
      !english[0].week)
    if (const auto& day = english[0].first; day.year > 0 && day.month > 0) return text::iso(day);
  const auto japanese = text::find_dates_ja(words);
  if (japanese.size() == 1 && japanese[0].start == 0 && japanese[0].end == words.size() && japanese[0].year > 0 &&
      japanese[0].month > 0 && !japanese[0].until) {
    const text::Ymd day{japanese[0].year, japanese[0].month, japanese[0].day};
    if (day.day == 0 || text::is_real(day)) return text::iso(day);
  }
  return "";
}

Result<std::string> date_value(const SheetCell& cell, DayOrder order) {
  using Kind = SheetCell::Kind;
  if (cell.kind == Kind::day) return cell.text.substr(0, 10);
  if (cell.kind == Kind::month) return cell.text;
  if (cell.kind == Kind::number || cell.kind == Kind::time) {
    if (order == DayOrder::serial) {
      const auto day =
          source::number_cell(cell.text, {.year = true, .month = true, .day = true}, source::DaySystem::from_1900);
      if (day.kind == Kind::day) return day.text.substr(0, 10);
    }
    return no_day(
        fmt::format("expected a date; the cell holds the number {}, which is not formatted as a date", cell.text));
  }
  const auto words = text::trim(cell.text);
  const bool month = words.size() == 7 && words[4] == '-';
  if (const auto figures = figures_of(words)) return day_of_figures(*figures, words, order);
  if (month) return std::string(words);  // what month it is, the field's own check sees
  if (auto day = day_of_words(words); !day.empty()) return day;
  return no_day(fmt::format("expected a date such as 2024-08-30, not \"{}\"", words.substr(0, 40)));
}

}  // namespace

Result<std::string> typed_value(const Field& field, const SheetCell& cell, DayOrder days) {
  if (cell.kind == SheetCell::Kind::error)
    return Error{ErrorKind::bad_input, "tracker.error_cell",
                 fmt::format("the cell holds an error instead of a value: {}", cell.text), ""};
  auto words = plain_words(cell.text);
  if (words.empty()) return words;
  switch (field.kind) {
    case FieldKind::date:
      return date_value(cell, days);
    case FieldKind::choice:
      // Letter case is no difference that a list of states makes.
      for (const auto& choice : field.choices)
        if (text::fold(choice) == text::fold(words)) return choice;
      return words;
    case FieldKind::yes_no:
      if (const auto folded = text::fold(words); folded == "yes" || folded == "no") return folded;
      return words;
    case FieldKind::time:
      if (words.size() == 4 && words[1] == ':') words = '0' + words;
      if (words.size() == 8 && words.ends_with(":00")) words.resize(5);
      return words;
    default:
      return words;
  }
}

}  // namespace breadcrumb::app
