#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "brief/composer.h"
#include "brief_fixture.h"

namespace breadcrumb::brief {
namespace {

std::string plain(const Runs& runs) {
  std::string out;
  for (const auto& run : runs) out += run.text;
  return out;
}

std::string whole_text(const Book& book) {
  std::string out;
  for (const auto& run : render_with_runs(book, Format::json).runs) out += run.text + "\n";
  return out;
}

TEST(BriefCompose, HoldsTheSectionsOfEachProfile) {
  const auto ids = [](const Book& book) {
    std::vector<std::string> out;
    for (const auto& section : book.sections) out.push_back(section.id);
    return out;
  };
  EXPECT_EQ(ids(fixture::book(Profile::delegation)),
            (std::vector<std::string>{"glance", "objectives", "changes", "issues", "follow-ups", "bodies", "people",
                                      "open", "tasks", "notes", "annex-quotes", "annex-sources", "annex-methods"}));
  EXPECT_EQ(ids(fixture::book(Profile::minister)),
            (std::vector<std::string>{"glance", "objectives", "changes", "follow-ups", "bodies", "annex-quotes",
                                      "annex-sources", "annex-methods"}));
  EXPECT_EQ(ids(fixture::book(Profile::for_public)),
            (std::vector<std::string>{"glance", "changes", "issues", "follow-ups", "bodies", "people", "open",
                                      "annex-quotes", "annex-sources", "annex-methods"}));
}

TEST(BriefCompose, NeverCallsSilenceResolvedAndNeverUnknownNone) {
  for (const auto profile : {Profile::minister, Profile::delegation, Profile::for_public}) {
    std::string text = whole_text(fixture::book(profile));
    // The caution itself is the only place of the word.
    for (const std::string caution : {"does not mean resolved", "Not mentioned does not mean resolved"})
      for (auto at = text.find(caution); at != std::string::npos; at = text.find(caution))
        text.erase(at, caution.size());
    EXPECT_EQ(text.find("resolved"), std::string::npos);
  }
  EXPECT_NE(whole_text(fixture::book()).find("Who led Japan at rounds 2, 3 and 5 is unknown to the texts."),
            std::string::npos);
}

TEST(BriefCompose, KeepsTheOfficersWordsOutOfThePublicForm) {
  const std::string text = whole_text(fixture::book(Profile::for_public));
  for (const char* word : {"J. Park", "M. Ito", "Fisheries", "seafood statistics", "Pacific desk note", "Tasks"})
    EXPECT_EQ(text.find(word), std::string::npos) << word;
  EXPECT_NE(whole_text(fixture::book()).find("Fisheries wants to raise the <import> licence & its fee"),
            std::string::npos);
}

TEST(BriefCompose, EveryRunHasWhatItRestsOn) {
  const auto f = fixture::make();
  const auto words = fixture::words();
  const Book book = fixture::book();
  for (const auto& run : render_with_runs(book, Format::html).runs) {
    EXPECT_FALSE(run.text.empty());
    EXPECT_FALSE(run.id.empty()) << run.text;
    if (run.kind == RunKind::words) {
      const auto* named = words.find(run.id);
      ASSERT_NE(named, nullptr) << run.id;
      EXPECT_EQ(*named, run.text);
    }
    if (run.kind == RunKind::quote) {
      EXPECT_EQ(visible_form(f.texts.at(run.id).substr(run.start, run.end - run.start)), run.text);
    }
  }
}

TEST(BriefCompose, LinksLeadSomewhere) {
  for (const auto profile : {Profile::minister, Profile::delegation, Profile::for_public}) {
    const std::string html = render(fixture::book(profile), Format::html);
    std::set<std::string> ids, links;
    const auto collect = [&](std::string_view before, std::set<std::string>& into) {
      for (auto at = html.find(before); at != std::string::npos; at = html.find(before, at + 1)) {
        const auto start = at + before.size();
        const std::string value = html.substr(start, html.find('"', start) - start);
        if (into.contains(value) && &into == &ids) ADD_FAILURE() << "twice: " << value;
        into.insert(value);
      }
    };
    collect(" id=\"", ids);
    collect(" href=\"#", links);
    for (const auto& link : links) EXPECT_TRUE(ids.contains(link)) << link;
  }
}

TEST(BriefCompose, AQuoteThatDoesNotStandIsNotPrinted) {
  auto f = fixture::make();
  f.view.dialogue.follow_ups[4].quote.span.start += 1;
  const auto book = compose(f.view, f.texts, fixture::words(), fixture::request());
  ASSERT_TRUE(book);
  EXPECT_NE(whole_text(*book).find("does not stand in the stored text and is not printed"), std::string::npos);
}

TEST(BriefCompose, ForAnEarlierRoundKnowsOnlyWhatCameBefore) {
  const auto f = fixture::make();
  auto request = fixture::request();
  request.round = "4";
  const auto book = compose(f.view, f.texts, fixture::words(), request);
  ASSERT_TRUE(book);
  EXPECT_EQ(plain(book->kicker), "Briefing for round 4");
  const std::string text = whole_text(*book);
  EXPECT_EQ(text.find("Critical Minerals"), std::string::npos);
  EXPECT_EQ(text.find("2024-07"), std::string::npos);
  request.round = "6";
  EXPECT_TRUE(compose(f.view, f.texts, fixture::words(), request));
  request.round = "9";
  EXPECT_EQ(compose(f.view, f.texts, fixture::words(), request).error().code, "brief.round_unknown");
}

TEST(BriefCompose, RefusesWhereNothingIsOnRecord) {
  EXPECT_EQ(compose({}, {}, fixture::words(), fixture::request()).error().code, "brief.no_rounds");
  const auto f = fixture::make();
  const auto few = Words::parse("language = \"en\"\n", "few.toml");
  ASSERT_TRUE(few);
  EXPECT_EQ(compose(f.view, f.texts, *few, fixture::request()).error().code, "brief.words_missing");
}

TEST(BriefCompose, OneRoundIsSpokenOfAsOne) {
  auto f = fixture::make();
  const auto before = view_before(f.view, 1, f.view.dialogue.rounds[1].start, true);
  const auto book = compose(before, f.texts, fixture::words(), fixture::request());
  ASSERT_TRUE(book);
  const std::string text = whole_text(*book);
  EXPECT_EQ(text.find("1 rounds"), std::string::npos);
  EXPECT_NE(text.find("The one round on record, and the bodies that the texts name at it."), std::string::npos);
}

TEST(BriefCompose, FollowUpsDueInAMonthArePastWithItsLastDay) {
  auto f = fixture::make();
  const auto overdue = [&](const char* due) {
    f.view.dialogue.follow_ups[4].due = due;
    const auto book = compose(f.view, f.texts, fixture::words(), fixture::request());
    return book && whole_text(*book).find("Ask after follow-up 5") != std::string::npos;
  };
  EXPECT_TRUE(overdue("2024-07"));
  EXPECT_TRUE(overdue("2023"));
  EXPECT_TRUE(overdue("2024-08-19"));
  EXPECT_FALSE(overdue("2024-08"));
  EXPECT_FALSE(overdue("2024"));
  EXPECT_FALSE(overdue("2024-08-20"));
  EXPECT_FALSE(overdue(""));
}

TEST(BriefCompose, QuestionsAreThoseOfTheSectionWithWhatToType) {
  auto f = fixture::make();
  f.view.dialogue.twins.push_back({.name = "太平洋貿易対話", .into_other = false, .round = 4, .files = {"a b.html"}});
  f.view.dialogue.texts.back().side_unknown = true;
  const auto list = open_questions(f.view, f.texts, fixture::words(), fixture::request());
  ASSERT_TRUE(list);
  const auto book = compose(f.view, f.texts, fixture::words(), fixture::request());
  ASSERT_TRUE(book);
  std::set<std::string> kinds, commands;
  const auto section = std::ranges::find(book->sections, "open", &Section::id);
  std::string printed;
  for (const auto& block : section->blocks)
    for (const auto& run : block.runs) printed += run.look == Look::mark ? "" : run.text;
  for (const auto& question : *list) {
    kinds.insert(question.kind);
    EXPECT_NE(printed.find(question.sentence), std::string::npos) << question.sentence;
    for (const auto& answer : question.answers) commands.insert(answer.command);
  }
  EXPECT_EQ(kinds, (std::set<std::string>{"dialogue", "difference", "fact", "head", "match", "side", "text"}));
  EXPECT_TRUE(
      commands.contains("breadcrumb read --dialogue \"New Zealand–Japan Pacific Trade Dialogue\" \"a b.html\""));
  EXPECT_TRUE(commands.contains("breadcrumb merge 4 8"));
  // The public hears neither of commands nor of what the desk holds besides.
  const auto open = compose(f.view, f.texts, fixture::words(), fixture::request(Profile::for_public));
  ASSERT_TRUE(open);
  EXPECT_EQ(whole_text(*open).find("breadcrumb read"), std::string::npos);
  EXPECT_EQ(whole_text(*open).find("太平洋貿易対話”"), std::string::npos);
}

TEST(BriefCompose, IsTheSameEveryTime) {
  for (const auto format : {Format::html, Format::docx, Format::markdown, Format::json})
    EXPECT_EQ(render(fixture::book(), format), render(fixture::book(), format));
}

TEST(BriefCompose, WritesTheFilesForLooking) {
  // Set BC_LOOK to a folder to see the briefings with your own eyes.
  const char* folder = std::getenv("BC_LOOK");
  if (folder == nullptr) GTEST_SKIP();
  for (const auto profile : {Profile::minister, Profile::delegation, Profile::for_public})
    for (const auto& [format, end] : {std::pair{Format::html, "html"}, std::pair{Format::docx, "docx"},
                                      std::pair{Format::markdown, "md"}, std::pair{Format::json, "json"}})
      EXPECT_TRUE(write_file(std::string(folder) + "/" + std::string(to_text(profile)) + "." + end,
                             render(fixture::book(profile), format)));
}

}  // namespace
}  // namespace breadcrumb::brief
