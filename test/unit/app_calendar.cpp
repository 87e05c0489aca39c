#include <gtest/gtest.h>

#include "app/calendar_file.h"

namespace breadcrumb::app {
namespace {

std::vector<std::string> lines_of(const std::string& bytes) {
  std::vector<std::string> out;
  for (std::size_t start = 0; start < bytes.size();) {
    const auto end = bytes.find("\r\n", start);
    out.push_back(bytes.substr(start, end - start));
    start = end + 2;
  }
  return out;
}

TEST(CalendarFile, FoldsBetweenCharactersAndEscapes) {
  std::string words;
  for (int i = 0; i < 60; ++i) words += "会合、";
  const auto bytes = calendar_file("Calendar", {{.id = "a",
                                                 .stamp = "2025-03-10T09:00:00Z",
                                                 .first = "2024-02-28",
                                                 .last = "2024-02-29",
                                                 .summary = words + "; a, b\\c",
                                                 .description = "one\ntwo"}});
  std::string unfolded;
  for (const auto& line : lines_of(bytes)) {
    EXPECT_LE(line.size(), 75U);
    EXPECT_TRUE(line.empty() || (static_cast<unsigned char>(line[0]) & 0xC0) != 0x80) << line;
    unfolded += line.starts_with(' ') ? line.substr(1) : "\n" + line;
  }
  EXPECT_NE(unfolded.find("\nSUMMARY:" + words + "\\; a\\, b\\\\c\n"), std::string::npos);
  EXPECT_NE(unfolded.find("\nDESCRIPTION:one\\ntwo\n"), std::string::npos);
  EXPECT_NE(unfolded.find("\nDTEND;VALUE=DATE:20240301\n"), std::string::npos);
}

TEST(CalendarFile, HasAComponentAlsoWithoutDates) {
  const auto bytes = calendar_file("Calendar", {});
  EXPECT_EQ(bytes.find("BEGIN:VEVENT"), std::string::npos);
  EXPECT_NE(bytes.find("\r\nBEGIN:VTIMEZONE\r\n"), std::string::npos);
  EXPECT_TRUE(bytes.ends_with("END:VTIMEZONE\r\nEND:VCALENDAR\r\n"));
}

TEST(CalendarFile, TheSameThingKeepsItsId) {
  const auto uid = [](const CalendarEvent& event) {
    const auto bytes = calendar_file("Calendar", {event});
    return bytes.substr(bytes.find("UID:"), 36);
  };
  const CalendarEvent event{.id = "a", .stamp = "2025-03-10T09:00:00Z", .first = "2025-04-01"};
  auto moved = event, other = event;
  moved.first = "2025-05-01";
  other.id = "b";
  EXPECT_EQ(uid(event), uid(moved));
  EXPECT_NE(uid(event), uid(other));
}

}  // namespace
}  // namespace breadcrumb::app
