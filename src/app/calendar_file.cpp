#include "app/calendar_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/bytes.h"
#include "base/file.h"
#include "model/rounds.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

/// A property of the calendar over all other lines of it: a calendar program passes over names that begin with `X-`
/// (RFC 5545, section 3.8.8.2).
constexpr std::string_view digest_name = "X-BREADCRUMB-DIGEST:";
constexpr std::string_view head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Breadcrumb//";
constexpr std::string_view head_end = "//EN\r\n";
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

std::string with_head(std::string_view product, std::string_view body) {
  return fmt::format("{}{}{}{}{}\r\n{}", head, product, head_end, digest_name,
                     sha256_hex(body).substr(0, digest_digits), body);
}

bool is_own_calendar(std::string_view bytes) {
  if (!bytes.starts_with(head)) return false;
  const auto product = bytes.substr(head.size(), bytes.substr(head.size()).find(head_end));
  const auto before = head.size() + product.size() + head_end.size() + digest_name.size() + digest_digits + 2;
  return bytes.size() > before && bytes == with_head(product, bytes.substr(before));
}

std::string event_lines(const CalendarEvent& event) {
  std::string out;
  const auto line = [&](const std::string& words) { out += folded_line(words); };
  const std::string_view stamp = event.stamp;
  line("BEGIN:VEVENT");
  line(fmt::format("UID:{}@breadcrumb", sha256_hex(event.id).substr(0, 32)));
  line(fmt::format("DTSTAMP:{}T{}{}{}Z", compact(stamp.substr(0, 10)), stamp.substr(11, 2), stamp.substr(14, 2),
                   stamp.substr(17, 2)));
  if (event.begins.empty()) {
    line("DTSTART;VALUE=DATE:" + compact(event.first));
    // The end of whole days is the day after (RFC 5545, section 3.6.1).
    const auto& last = event.last.empty() ? event.first : event.last;
    line("DTEND;VALUE=DATE:" + compact(text::iso(text::day_of_number(*day_number(last) + 1))));
  } else {
    line("DTSTART:" + event.begins);
    if (event.minutes > 0) line(fmt::format("DURATION:PT{}M", event.minutes));
  }
  if (event.confidential) line("CLASS:CONFIDENTIAL");
  line("SUMMARY:" + ics_text(event.summary));
  if (!event.place.empty()) line("LOCATION:" + ics_text(event.place));
  if (!event.description.empty()) line("DESCRIPTION:" + ics_text(event.description));
  if (!event.status.empty()) line("STATUS:" + event.status);
  if (!event.takes_time) line("TRANSP:TRANSPARENT");
  line("END:VEVENT");
  return out;
}

/// A calendar has at least one component (RFC 5545, section 3.6): this one says nothing.
constexpr std::string_view nothing =
    "BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\n"
    "TZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

}  // namespace

Result<void> may_replace_calendar(const std::filesystem::path& file, std::string_view code, std::string_view command) {
  std::error_code problem;
  if (!std::filesystem::exists(file, problem) || std::filesystem::is_directory(file, problem)) return {};
  if (const auto old = read_file(file, max_calendar); old && is_own_calendar(*old)) return {};
  return Error{ErrorKind::conflict, std::string(code),
               fmt::format("this file is no calendar file that was left as `{}` wrote it, and what it holds would be "
                           "lost; name another file, or say --force",
                           command),
               file.string()};
}

std::string_view calendar_status(std::string_view state) {
  return state == "confirmed" ? "CONFIRMED" : state == "cancelled" ? "CANCELLED" : "TENTATIVE";
}

std::string calendar_file(std::string_view product, const std::vector<CalendarEvent>& events) {
  std::string body;
  for (const auto& event : events) body += event_lines(event);
  if (events.empty()) body = nothing;
  return with_head(product, body + "END:VCALENDAR\r\n");
}

}  // namespace breadcrumb::app
