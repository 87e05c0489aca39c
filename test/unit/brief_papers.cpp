// The book and the agenda with what an officer entered, in English and in Japanese.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/toml.h"
#include "brief/formats.h"
#include "brief/zip.h"
#include "brief_corrupt.h"
#include "brief_fixture_entries.h"

namespace breadcrumb::brief {
namespace {

using Strings = std::map<std::string, std::set<std::string>>;

/// Every string of a words file with the names of its places.
void places_of(const Json& value, const std::string& path, Strings& out) {
  if (value.is_object()) {
    for (const auto& [key, member] : value.members()) places_of(member, path + "." + key, out);
    return;
  }
  const auto pieces = Words::pieces(value.string());
  auto& places = out[path];
  for (std::size_t i = 1; i < pieces.size(); i += 2) places.insert(pieces[i]);
}

Strings strings_of(const std::string& language) {
  const std::string path = std::string(BC_ROOT) + "/lexicon/brief/" + language + ".toml";
  Strings out;
  places_of(parse_toml(read_file(path, 1 << 20).value(), path).value(), "", out);
  return out;
}

std::string words_of(const Runs& runs) {
  std::string out;
  for (const auto& run : runs)
    if (run.look != Look::mark && run.id != "mark.thin") out += run.text;
  return out;
}

const Section* section(const Book& book, std::string_view id) {
  const auto found = std::ranges::find(book.sections, id, &Section::id);
  return found == book.sections.end() ? nullptr : &*found;
}

std::string text_of(const Section& section) {
  std::string out;
  for (const auto& block : section.blocks) {
    out += words_of(block.runs) + "\n";
    for (const auto* rows : {&block.table, &block.figure.table})
      for (const auto& row : rows->rows) {
        for (const auto& cell : row) out += words_of(cell.runs) + " | ";
        out += "\n";
      }
  }
  return out;
}

/// Four Latin letters in a row.
bool has_latin_word(std::string_view text) {
  int row = 0;
  for (const char c : text) {
    row = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? row + 1 : 0;
    if (row == 4) return true;
  }
  return false;
}

Book paper(const Request& request, const Words& words = fixture::words()) {
  const auto f = fixture::with_entries();
  return compose(f.view, f.texts, words, request).value();
}

TEST(BriefWords, AreTheSameInEachLanguage) {
  const auto english = strings_of("en"), japanese = strings_of("ja");
  EXPECT_GT(english.size(), 400U);
  for (const auto& [id, places] : english) {
    const auto same = japanese.find(id);
    ASSERT_NE(same, japanese.end()) << id << " is not in ja.toml";
    EXPECT_EQ(same->second, places) << id;
  }
  for (const auto& [id, places] : japanese) EXPECT_TRUE(english.contains(id)) << id << " is not in en.toml";
}

TEST(BriefBook, HoldsWhatWasEntered) {
  const Book book = paper(fixture::request());
  std::vector<std::string> ids;
  for (const auto& one : book.sections) ids.push_back(one.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"glance", "objectives", "agenda", "delegations", "changes", "issues",
                                           "follow-ups", "bodies", "people", "open", "tasks", "notes", "annex-quotes",
                                           "annex-sources", "annex-methods"}));
  const auto glance = text_of(*section(book, "glance"));
  EXPECT_NE(glance.find("Round 6 is confirmed: 4–5 March 2025, in Wellington. It begins: 4 March 2025, 09:30 (New "
                        "Zealand) and 4 March 2025, 05:30 (Japan)."),
            std::string::npos)
      << glance;
  const auto objectives = text_of(*section(book, "objectives"));
  EXPECT_NE(objectives.find("For one"), 0U);
  EXPECT_NE(objectives.find("For 1 of 10 issues an objective was entered, for 9 none."), std::string::npos)
      << objectives;
  EXPECT_NE(objectives.find("Objective: A date for the next call of the Task Force. — J. Park, 9 August 2024"),
            std::string::npos);
  const auto delegations = text_of(*section(book, "delegations"));
  EXPECT_NE(
      delegations.find("佐藤花子, read さとう はなこ, 外務省経済局審議官, since April 2024 — J. Park, 9 August 2024"),
      std::string::npos)
      << delegations;
  EXPECT_NE(delegations.find("Biography: Spent two years in Wellington."), std::string::npos);
  const auto issues = text_of(*section(book, "issues"));
  EXPECT_NE(issues.find("Owed by Japan: an answer to paper 1, Draft guidance"), std::string::npos) << issues;
  EXPECT_EQ(issues.find("an answer to paper 2"), std::string::npos) << "a piece of information asks for nothing back";
  EXPECT_NE(issues.find("Measure 1: Due Diligence Ordinance — J. Park, 9 August 2024 · Japan, regulation, open for "
                        "comments, comments due 31 December 2024"),
            std::string::npos);
  // The page stands first and begins a page; the first of the others begins one too.
  std::vector<std::string> pages;
  for (const auto& block : section(book, "issues")->blocks)
    if (block.kind == BlockKind::heading && block.style == "new-page") pages.push_back(block.anchor);
  EXPECT_EQ(pages, (std::vector<std::string>{"issue-2", "issue-1"}));
}

TEST(BriefBook, TheMinisterHasObjectivesAndPointsAndThePublicNothingEntered) {
  const auto minister = text_of(*section(paper(fixture::request(Profile::minister)), "objectives"));
  EXPECT_NE(minister.find("Ask for the draft guidance. — J. Park"), std::string::npos) << minister;
  EXPECT_NE(minister.find("The record leaves 7 questions open."), std::string::npos) << minister;
  std::string open;
  for (const auto& one : paper(fixture::request(Profile::for_public)).sections) open += text_of(one);
  for (const char* word : {"J. Park", "H. Rangi", "Wellington. It begins", "Draft guidance", "Ordinance", "佐藤花子",
                           "Lunch", "objective"})
    EXPECT_EQ(open.find(word), std::string::npos) << word;
}

TEST(BriefBook, ForAnEarlierRoundKnowsNoLaterEntry) {
  auto request = fixture::request();
  request.round = "5";
  const Book book = paper(request);
  EXPECT_EQ(section(book, "agenda"), nullptr);
  EXPECT_NE(text_of(*section(book, "glance")).find("No plan of a next round was entered."), std::string::npos);
}

TEST(BriefAgenda, HasTheTimesOfBothCapitalsAndWhatEachItemRestsOn) {
  const Book book = paper(fixture::agenda_request());
  EXPECT_EQ(words_of(book.kicker), "Agenda for round 6");
  const auto items = text_of(*section(book, "items"));
  for (const char* row :
       {"1 | 09:30 | 05:30 | Opening and adoption of the agenda | 10 | – | standing item | ",
        "2 | 09:40 | 05:40 | Follow-up 5: “New Zealand will share a paper on paperless certificates ahead of the next "
        "round” | 830 | New Zealand | follow-up 5 | ",
        "3 | 23:30 | 19:30 | Labor | 15 | H. Rangi | issue 2 | ",
        "4 | 23:45 | 19:45 | Paper 1: Draft guidance | 15 | Japan | paper 1 | ",
        "5 | 00:00 (+1) | 20:00 | Lunch at the harbour | 60 | – | entered by J. Park, 9 August 2024 | ",
        "6 | 01:00 (+1) | 21:00 | What we do next | 5 | – | standing item · entered by J. Park, 9 August 2024 | ",
        "6 items, 935 minutes in all.", "Environment — issue 3"})
    EXPECT_NE(items.find(row), std::string::npos) << row << "\nin\n" << items;
  // The words that an officer chose are the officer's; what the desk proposed is not.
  const auto& table = std::ranges::find(section(book, "items")->blocks, BlockKind::table, &Block::kind)->table;
  EXPECT_EQ(table.rows[4][3].runs.front().kind, RunKind::officer);
  EXPECT_EQ(table.rows[0][3].runs.front().kind, RunKind::computed);
  EXPECT_EQ(table.rows[1][3].runs[2].kind, RunKind::quote);
}

TEST(BriefAgenda, OfTheMinisterSaysWhoWordedAnItemAndNothingOfWhatItRestsOn) {
  const Book book = paper(fixture::agenda_request(Profile::minister));
  std::string all;
  for (const auto& one : book.sections) all += text_of(one);
  EXPECT_NE(all.find("Lunch at the harbour — J. Park, 9 August 2024"), std::string::npos) << all;
  for (const char* word : {"Environment", "entered by", "issue 2"})
    EXPECT_EQ(all.find(word), std::string::npos) << word << "\n" << all;
}

TEST(BriefAgenda, WithoutATimeHasNoTimesAndAnUnknownNumberIsAnError) {
  auto f = fixture::with_entries();
  for (auto& entry : f.view.dialogue.entries)
    if (entry.noun == "round") entry.fields.erase("time");
  const auto book = compose(f.view, f.texts, fixture::words(), fixture::agenda_request());
  ASSERT_TRUE(book);
  EXPECT_NE(text_of(*section(*book, "items")).find("No time of day is entered, so the items have none."),
            std::string::npos);
  auto request = fixture::agenda_request();
  request.subject = "9";
  const auto none = compose(f.view, f.texts, fixture::words(), request);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, "agenda.none");
}

TEST(BriefJapanese, SaysItInJapanese) {
  const auto japanese = fixture::words("ja");
  const Book book = paper(fixture::request(), japanese);
  const auto glance = text_of(*section(book, "glance"));
  EXPECT_NE(glance.find("記録上の直近の会合は第5回会合（2024年7月29日～30日、於Tokyo）。記録にあるのは会合5回"),
            std::string::npos)
      << glance;
  EXPECT_NE(glance.find("開始：2025年3月4日09:30（ニュージーランド）と2025年3月4日05:30（日本）。"), std::string::npos)
      << glance;
  const Book agenda = paper(fixture::agenda_request(), japanese);
  const auto items = text_of(*section(agenda, "items"));
  for (const char* row : {"開会、議題の採択 | 10", "フォローアップ第5号：「New Zealand will share",
                          "5 | 00:00（+1日） | 20:00", "J. Park記入、2024年8月9日", "議題6件、計935分。"})
    EXPECT_NE(items.find(row), std::string::npos) << row << "\nin\n" << items;
  // Nothing that the house says is in English but commands, and no blank parts two sentences.
  for (const auto& one : {&book, &agenda})
    for (const auto& run : render_with_runs(*one, Format::json).runs) {
      const bool may = run.kind != RunKind::words || run.id == "annex.sha" || run.id == "open.how";
      EXPECT_TRUE(may || !has_latin_word(run.text)) << run.id << ": " << run.text;
      EXPECT_EQ(run.text.find("。 "), std::string::npos) << run.text;
      EXPECT_EQ(run.text.find('{'), std::string::npos) << run.text;
    }
}

TEST(BriefJapanese, EnginesSentencesAreSaidByTheirForms) {
  auto f = fixture::with_entries();
  auto& d = f.view.dialogue;
  d.differences[0].form = {
      "date_line",
      {{"left", "NZL"}, {"what", "first_day"}, {"n", ""}, {"a", "2023-12-14"}, {"right", "JPN"}, {"b", "2023-12-15"}}};
  for (auto& thread : d.threads)
    for (auto& step : thread.steps)
      if (step.mentions.empty()) {
        step.because = "NZL is silent.";
        step.reason = {"silent_one_open", {{"who", "NZL"}}};
      }
  const auto all = [&](const char* language) {
    std::string out;
    const auto book = compose(f.view, f.texts, fixture::words(language), fixture::request()).value();
    for (const auto& one : book.sections) out += text_of(one);
    return out;
  };
  const auto english = all("en"), japanese = all("ja");
  EXPECT_NE(
      english.find("New Zealand gives the first day as 14 December 2023, Japan gives 15 December 2023: one moment "
                   "on the two sides of the date line."),
      std::string::npos);
  EXPECT_NE(english.find("The text of New Zealand is whole and does not mention it; its list is open"),
            std::string::npos);
  EXPECT_NE(japanese.find("初日を、ニュージーランドは2023年12月14日、日本は2023年12月15日とするが、日付変更線"),
            std::string::npos);
  EXPECT_NE(japanese.find("ニュージーランドの文書は全文であり、言及がない。"), std::string::npos);
  EXPECT_NE(japanese.find("、初回会合を計画："), std::string::npos) << "a body's stage";
}

TEST(BriefPapers, HoldInEachLanguageAndFormAndNoticeAChange) {
  const auto f = fixture::with_entries();
  const VerifyContext context{.program = "0.1.0",
                              .material_at = [&](const Named&) -> Result<Material> { return f.material(); }};
  const auto languages = fixture::languages();
  for (const auto& [language, words] : languages)
    for (const auto& request :
         {fixture::request(), fixture::agenda_request(), fixture::agenda_request(Profile::minister)})
      for (const auto format : {Format::html, Format::docx, Format::markdown, Format::json}) {
        const auto book = compose(f.view, f.texts, words, request);
        ASSERT_TRUE(book);
        const auto good = render(*book, format);
        const auto report = verify(good, languages, context);
        ASSERT_TRUE(report);
        EXPECT_TRUE(report->ok()) << language << " " << to_text(request.paper) << " " << to_text(format) << ": "
                                  << (report->ok() ? "" : report->failures.front().sentence);
        int changed = 0;
        for (const auto& [name, bad] : corrupt::by_chance(good, format, 12, 7U)) {
          const auto noticed = verify(bad, languages, context);
          EXPECT_TRUE(!noticed || !noticed->ok()) << language << " " << to_text(format) << " " << name;
          ++changed;
        }
        EXPECT_GT(changed, 10);
      }
  // Another number of the agenda than the file's is another paper.
  auto book = compose(f.view, f.texts, languages.at("en"), fixture::agenda_request()).value();
  book.meta.subject = "2";
  const auto report = verify(render(book, Format::html), languages, context);
  ASSERT_TRUE(report);
  EXPECT_FALSE(report->ok());
}

TEST(BriefPapers, JapaneseHasItsFontsAndItsQuotesKeepTheirLanguage) {
  const Book book = paper(fixture::request(), fixture::words("ja"));
  const auto html = render(book, Format::html);
  EXPECT_NE(html.find("<html lang=\"ja\">"), std::string::npos);
  EXPECT_NE(html.find("lang=\"en\""), std::string::npos);
  EXPECT_EQ(html.find("<span class=\"q\" lang=\"ja\""), std::string::npos);
  EXPECT_NE(html_style().find("html:lang(ja) body"), std::string_view::npos);
  const auto docx = render(book, Format::docx);
  const auto parts = read_zip(docx).value();
  const auto part = [&](std::string_view name) {
    return std::string(std::ranges::find(parts, name, [](const auto& one) { return one.name; })->bytes);
  };
  EXPECT_NE(part("word/styles.xml").find("w:eastAsia=\"Yu Mincho\""), std::string::npos);
  EXPECT_EQ(part("word/styles.xml").find("<w:i/>"), std::string::npos) << "Japanese letters do not slope";
  EXPECT_NE(part("word/document.xml").find("w:eastAsia=\"Yu Gothic\""), std::string::npos);
  EXPECT_EQ(part("word/document.xml").find("<w:i/>"), std::string::npos);
}

}  // namespace
}  // namespace breadcrumb::brief
