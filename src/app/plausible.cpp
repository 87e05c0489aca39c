#include "app/plausible.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "app/typed.h"

namespace breadcrumb::app {

namespace {

bool speaks_for(const reader::Party* bloc, std::string_view code) {
  return bloc != nullptr && std::ranges::find(bloc->members, code) != bloc->members.end();
}

}  // namespace

Result<void> check_day(std::string_view what, std::string_view date, Ahead ahead, std::string_view now) {
  if (date.size() < 4 || now.size() < 10) return {};
  const auto last = fmt::format("{:04}{}", std::atoi(std::string(now.substr(0, 4)).c_str()) + static_cast<int>(ahead),
                                now.substr(4, 6));
  if (date.substr(0, 4) >= earliest_year && date <= std::string_view(last).substr(0, date.size())) return {};
  return Error{
      ErrorKind::bad_input, "entry.far_off",
      fmt::format("{}: expected a date from {} to {} ({} ahead at most), not \"{}\"", what, earliest_year, last,
                  ahead == Ahead::happened ? "a year" : fmt::format("{} years", static_cast<int>(ahead)), date),
      ""};
}

bool is_day_or_month(std::string_view date) {
  return is_day(date.size() == 7 ? std::string(date) + "-01" : std::string(date));
}

bool is_year_of_texts(std::string_view date) {
  return date >= earliest_year && date < "2100";
}

std::vector<std::string> sides_of(const std::vector<DeskView>& views) {
  std::vector<std::string> out;
  bool known = false;
  const auto add = [&](const std::string& code) {
    if (!code.empty() && std::ranges::find(out, code) == out.end()) out.push_back(code);
  };
  for (const auto& view : views) {
    known = known || view.dialogue.parties.size() > 1;
    for (const auto& party : view.dialogue.parties) add(party);
    add(view.own_party);
  }
  if (!known) return {};
  std::ranges::sort(out);
  return out;
}

Result<void> check_side(std::string_view what, std::string_view code, const std::vector<std::string>& sides,
                        const reader::Grammar& grammar) {
  if (sides.empty() || code.empty()) return {};
  const auto* party = grammar.party(code);
  for (const auto& side : sides)
    if (side == code || speaks_for(party, side) || speaks_for(grammar.party(side), code)) return {};
  return Error{ErrorKind::bad_input, "entry.no_side",
               fmt::format("{}: expected a party of the dialogue ({}), not {}", what, fmt::join(sides, ", "), code),
               ""};
}

}  // namespace breadcrumb::app
