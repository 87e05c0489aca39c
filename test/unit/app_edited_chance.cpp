// Edits by chance: a letter anywhere in what the desk stands behind is noticed, and a paragraph anywhere is no failure.
#include <random>

#include "app_edited.h"

namespace breadcrumb::edited {
namespace {

/// Where the words of each run stand in the document, in order.
struct Place {
  std::size_t start = 0, end = 0;
  const brief::Run* run = nullptr;
};

std::vector<Place> places(const brief::Rendered& rendered, const std::string& xml) {
  std::vector<Place> out;
  const std::string_view open = "<w:t xml:space=\"preserve\">";
  auto run = rendered.runs.begin();
  for (auto at = xml.find(open); at != std::string::npos; at = xml.find(open, at + 1), ++run)
    out.push_back({at + open.size(), xml.find('<', at + open.size()), &*run});
  return out;
}

TEST(EditedByChance, EveryLetterThatTheDeskStandsBehind) {
  const auto rendered = brief::render_with_runs(brief::fixture::book(), brief::Format::docx);
  const Package package(rendered.bytes);
  const auto& xml = package.part(document);
  const auto all = places(rendered, xml);
  ASSERT_GT(all.size(), 500U);
  std::mt19937 random(20240820);
  std::size_t tried = 0, officers = 0;
  while (tried < 160) {
    const auto& place = all[random() % all.size()];
    if (place.run->kind == brief::RunKind::words || place.end == place.start) continue;
    const auto at = place.start + random() % (place.end - place.start);
    char c = xml[at];
    if (c >= '0' && c <= '9')
      c = c == '9' ? '0' : static_cast<char>(c + 1);
    else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
      c = c == 'x' ? 'y' : 'x';
    else
      continue;
    if (xml.find_first_of("&;", at) < place.end) continue;  // maybe a reference's name
    auto changed = xml;
    changed[at] = c;
    const bool officer = place.run->kind == brief::RunKind::officer;
    const auto code = first_code(verified(package.with(document, changed).pack()));
    EXPECT_EQ(code == "ok", officer) << code << ": " << place.run->text << " at " << at - place.start;
    ++tried;
    officers += officer ? 1 : 0;
  }
  EXPECT_LT(officers, tried / 4);
}

TEST(EditedByChance, WordsTakenOutOrPutIn) {
  const auto rendered = brief::render_with_runs(brief::fixture::book(), brief::Format::docx);
  const Package package(rendered.bytes);
  const auto& xml = package.part(document);
  const auto all = places(rendered, xml);
  std::mt19937 random(7);
  for (std::size_t tried = 0; tried < 120;) {
    const auto& place = all[random() % all.size()];
    const bool desk = place.run->kind == brief::RunKind::quote || place.run->kind == brief::RunKind::computed;
    if (!desk || place.run->look == brief::Look::mark || place.end - place.start < 12) continue;
    const auto blank = xml.find(' ', place.start + random() % (place.end - place.start - 4));
    const auto next = blank == std::string::npos ? blank : xml.find(' ', blank + 1);
    if (next == std::string::npos || next >= place.end) continue;
    auto changed = xml;
    if (tried % 2 == 0)
      changed.erase(blank, next - blank);
    else
      changed.insert(blank, " not");
    EXPECT_NE(first_code(verified(package.with(document, changed).pack())), "ok") << place.run->text;
    ++tried;
  }
}

TEST(EditedByChance, AParagraphAnywhereIsListed) {
  const auto& package = Package::of_briefing();
  const auto& xml = package.part(document);
  std::vector<std::size_t> borders;  // between paragraphs outside tables
  for (auto at = xml.find("</w:p><w:p>"); at != std::string::npos; at = xml.find("</w:p><w:p>", at + 1))
    if (xml.rfind("<w:tbl>", at) == std::string::npos || xml.rfind("</w:tbl>", at) > xml.rfind("<w:tbl>", at))
      borders.push_back(at + 6);
  ASSERT_GT(borders.size(), 100U);
  std::mt19937 random(3);
  const std::string words = "The two sides discussed trade in seafood with the Task Force of Japan at round 5.";
  for (int tried = 0; tried < 80; ++tried) {
    auto changed = xml;
    changed.insert(borders[random() % borders.size()], paragraph(words));
    const auto report = verified(package.with(document, changed).pack());
    ASSERT_EQ(first_code(report), "ok");
    const auto& edited = *report->edited;
    ASSERT_EQ(edited.added.size(), 1U);
    EXPECT_EQ(edited.added[0].text, words);
    EXPECT_EQ(edited.held, edited.sentences);
    EXPECT_TRUE(edited.changed.empty());
    EXPECT_TRUE(edited.left_out.empty());
  }
}

}  // namespace
}  // namespace breadcrumb::edited
