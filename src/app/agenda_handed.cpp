// An agenda as text and JSON for the other side.
#include <fmt/format.h>

#include "app/agenda.h"

namespace breadcrumb::app {

Answer printed_to_hand_over(const EntryView& agenda, const Opened& desk) {
  constexpr auto profile = brief::Profile::both_sides;
  const auto shown = shown_of(desk);
  const auto* event = event_of(agenda, desk.book);
  const auto [head, line, zones, cities] = head_of(agenda, shown);
  Answer out;
  if (event != nullptr) out.text = fmt::format("Agenda: {}\n{}", head, line);
  std::vector<std::string> columns = {"no", "min", "what", "lead"};
  columns.insert(columns.end(), cities.begin(), cities.end());
  Table table(std::move(columns));
  Json items = Json::array();
  int minutes = 0, place = 0;
  for (const auto* item : items_of(agenda, desk.book)) {
    const auto title = title_of(*item, shown, profile), lead = lead_of(*item, desk.book);
    const auto begins = event == nullptr || zones.empty() ? "" : clock_at(*event, minutes, zones.front());
    std::vector<std::string> row = {std::to_string(++place), (*item)["minutes"], shortened(title, 70), lead};
    for (const auto& zone : zones) row.push_back(clock_at(*event, minutes, zone));
    table.add(std::move(row));
    items.push(Json::object()
                   .set("place", place)
                   .set("title", title)
                   .set("minutes", item->number_in("minutes"))
                   .set("lead", lead.empty() ? Json() : Json(lead))
                   .set("begins", begins.empty() ? Json() : Json(begins)));
    minutes += item->number_in("minutes");
  }
  out.text += table.empty() ? "  nothing on it\n" : table.text();
  out.text += fmt::format("{} minutes in all\n", minutes);
  out.json = Json::object().set("title", head).set("minutes", minutes).set("items", std::move(items));
  return out;
}

}  // namespace breadcrumb::app
