// An agenda's round or meeting as an iCalendar file.
#include <fmt/format.h>

#include <algorithm>

#include "app/agenda.h"
#include "app/calendar_file.h"
#include "text/zones.h"

namespace breadcrumb::app {

Result<std::string> calendar_of(const EntryView& agenda, const Shown& shown, std::string_view desk_name,
                                std::string_view now, brief::Profile profile, const std::string& handling) {
  const auto* event = event_of(agenda, shown.book);
  if (event == nullptr || (*event)["start"].size() != 10)
    return Error{ErrorKind::bad_input, "agenda.no_days",
                 "the round or meeting has no first day yet, and a calendar needs one", ""};
  CalendarEvent out{.id = fmt::format("{}/{}", desk_name, agenda.event),
                    .stamp = std::string(now),
                    .first = (*event)["start"],
                    .last = (*event)["end"].size() == 10 ? (*event)["end"] : (*event)["start"],
                    .summary = entry_title(*event, shown),
                    .place = (*event)["place"],
                    .description = handling,
                    .confidential = !handling.empty()};
  const auto begins = text::utc_stamp({out.first, (*event)["time"]}, (*event)["zone"]);
  // Of several days only the first has an hour: the event is whole days, and the hour stands in its words.
  if (begins && out.last == out.first) out.begins = *begins;
  if (out.begins.empty())
    for (const auto& [zone, clock] : clocks_of(*event, shown))
      out.description += fmt::format("{}Begins {} ({})", out.description.empty() ? "" : "\n", clock, zone);
  for (const auto* item : items_of(agenda, shown.book)) {
    out.description += fmt::format("{}{} min: {}", out.description.empty() ? "" : "\n", item->number_in("minutes"),
                                   title_of(*item, shown, profile));
    out.minutes += item->number_in("minutes");
  }
  out.minutes = std::max(out.minutes, 1);
  out.status = calendar_status((*event)["state"]);
  return calendar_file("Agenda", {out});
}

}  // namespace breadcrumb::app
