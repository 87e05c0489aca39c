// An agenda's round or meeting as an iCalendar file (RFC 5545), and whether a file is still as it was written here.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/agenda.h"
#include "base/bytes.h"
#include "base/file.h"
#include "model/rounds.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "text/zones.h"

namespace breadcrumb::app {

namespace {

/// A property of the calendar over all other lines of it: a calendar program passes over names that begin with `X-`
/// (RFC 5545, section 3.8.8.2).
constexpr std::string_view digest_name = "X-BREADCRUMB-DIGEST:";
constexpr std::string_view head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Breadcrumb//Agenda//EN\r\n";
constexpr std::size_t digest_digits = 32;
constexpr std::uint64_t max_calendar = 16 << 20;

/// Text of iCalendar: RFC 5545, section 3.3.11.
std::string ics_text(std::string_view words) {
  std::string out;
  for (const char c : words) {
    if (c == '\\' || c == ';' || c == ',')
      out += '\\', out += c;
    else if (c == '\n')
      out += "\\n";
    else if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
  }
  return out;
}

/// Lines of at most 75 bytes, the next ones beginning with a blank (RFC 5545, section 3.1); never inside a character.
std::string folded_line(const std::string& line) {
  std::string out;
  std::size_t start = 0, most = 75;
  while (line.size() - start > most) {
    auto end = start + most;
    while (end > start + 1 && !text::is_boundary(line, end)) --end;
    out += line.substr(start, end - start) + "\r\n ";
    start = end;
    most = 74;
  }
  return out + line.substr(start) + "\r\n";
}

std::string compact(std::string_view day) {
  return fmt::format("{}{}{}", day.substr(0, 4), day.substr(5, 2), day.substr(8));
}

std::string with_head(std::string_view body) {
  return fmt::format("{}{}{}\r\n{}", head, digest_name, sha256_hex(body).substr(0, digest_digits), body);
}

bool is_own_calendar(std::string_view bytes) {
  const auto before = head.size() + digest_name.size() + digest_digits + 2;
  return bytes.size() > before && bytes == with_head(bytes.substr(before));
}

}  // namespace

Result<void> may_replace_calendar(const std::filesystem::path& file) {
  std::error_code problem;
  if (!std::filesystem::exists(file, problem) || std::filesystem::is_directory(file, problem)) return {};
  if (const auto old = read_file(file, max_calendar); old && is_own_calendar(*old)) return {};
  return Error{ErrorKind::conflict, "agenda.file_exists",
               "this file is no calendar file that was left as `agenda print` wrote it, and what it holds would be "
               "lost; name another file, or say --force",
               file.string()};
}

Result<std::string> calendar_of(const EntryView& agenda, const Shown& shown, std::string_view desk_name,
                                std::string_view now, brief::Profile profile, const std::string& handling) {
  const auto* event = event_of(agenda, shown.book);
  if (event == nullptr || (*event)["start"].size() != 10)
    return Error{ErrorKind::bad_input, "agenda.no_days",
                 "the round or meeting has no first day yet, and a calendar needs one", ""};
  const auto& first = (*event)["start"];
  const auto last = (*event)["end"].size() == 10 ? (*event)["end"] : first;
  const auto begins = text::utc_stamp({first, (*event)["time"]}, (*event)["zone"]);
  std::string out;
  const auto line = [&](const std::string& words) { out += folded_line(words); };
  int minutes = 0;
  std::string description = handling;
  // Of several days only the first has an hour: the event is whole days, and the hour stands in its words.
  const bool whole_days = !begins || last != first;
  if (whole_days)
    for (const auto& [zone, clock] : clocks_of(*event, shown))
      description += fmt::format("{}Begins {} ({})", description.empty() ? "" : "\n", clock, zone);
  for (const auto* item : items_of(agenda, shown.book)) {
    description += fmt::format("{}{} min: {}", description.empty() ? "" : "\n", item->number_in("minutes"),
                               title_of(*item, shown, profile));
    minutes += item->number_in("minutes");
  }
  line("BEGIN:VEVENT");
  // The same agenda keeps its id, so that a calendar replaces what it had.
  line(fmt::format("UID:{}@breadcrumb", sha256_hex(fmt::format("{}/{}", desk_name, agenda.event)).substr(0, 32)));
  line(fmt::format("DTSTAMP:{}T{}{}{}Z", compact(now.substr(0, 10)), now.substr(11, 2), now.substr(14, 2),
                   now.substr(17, 2)));
  if (whole_days) {
    line("DTSTART;VALUE=DATE:" + compact(first));
    // The end of whole days is the day after (RFC 5545, section 3.6.1).
    line("DTEND;VALUE=DATE:" + compact(text::iso(text::day_of_number(*day_number(last) + 1))));
  } else {
    line("DTSTART:" + *begins);
    line(fmt::format("DURATION:PT{}M", std::max(minutes, 1)));
  }
  if (!handling.empty()) line("CLASS:CONFIDENTIAL");
  line("SUMMARY:" + ics_text(entry_title(*event, shown)));
  if (!(*event)["place"].empty()) line("LOCATION:" + ics_text((*event)["place"]));
  if (!description.empty()) line("DESCRIPTION:" + ics_text(description));
  line((*event)["state"] == "confirmed"   ? "STATUS:CONFIRMED"
       : (*event)["state"] == "cancelled" ? "STATUS:CANCELLED"
                                          : "STATUS:TENTATIVE");
  line("END:VEVENT");
  line("END:VCALENDAR");
  return with_head(out);
}

}  // namespace breadcrumb::app
