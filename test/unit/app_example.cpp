// The example desk's answers, as an officer asks for them: every line that the first issue requires of it, by the
// operations' JSON. What is asserted are names, classes, words and dates, never an id.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <set>

#include "app/operation.h"
#include "app/show.h"
#include "base/bytes.h"

namespace breadcrumb::app {
namespace {

using Words = std::set<std::string>;

class Example : public testing::Test {
 protected:
  // Made once, by the program itself: hostile formats are parsed in a child of it.
  static void SetUpTestSuite() {
    folder() = std::filesystem::temp_directory_path() / ("breadcrumb-example-" + random_id());
    const std::string command = std::string("\"") + BC_BREADCRUMB + "\" demo --no-serve --dir \"" +
                                (folder() / "desk").string() + "\" > /dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;  // NOLINT(cert-env33-c): a fixed command of our own
  }
  static void TearDownTestSuite() {
    std::error_code code;
    std::filesystem::remove_all(folder(), code);
  }
  static std::filesystem::path& folder() {
    static std::filesystem::path made;
    return made;
  }

  static Json ask(std::string_view name, const Request& request = Json::object()) {
    Context context;
    context.data = BC_ROOT;
    context.desk = folder() / "desk";
    context.now = [] { return std::string("2025-03-10T09:00:00Z"); };
    context.author_name = "H. Yamada";
    const auto answer = find_operation(name)->run(context, request);
    EXPECT_TRUE(answer) << name << ": " << (answer ? "" : answer.error().to_text());
    return answer ? answer->json : Json();
  }
  // A list by value: the answer it stands in does not outlive the head of a loop.
  static Json::Array listed(const Json& list) { return list.items(); }
  static Json issue(const std::string& words) { return ask("issue", Json::object().set("issue", words)); }

  // What became of an issue at a round; nothing when it had not been seen by then.
  static Json step(const std::string& words, int round) {
    const Json thread = issue(words);
    for (const auto& one : thread["steps"].items())
      if (one["round"].integer() == round) return one;
    return {};
  }
  static Words kinds(const Json& step) {
    Words out;
    for (const auto& kind : step["kinds"].items()) out.insert(kind.string());
    return out;
  }
  static Words kinds(const std::string& words, int round) { return kinds(step(words, round)); }

  // The words that a redline takes away and puts in.
  static std::string changed(const Json& step, std::string_view kind) {
    std::string out;
    for (const auto& run : step["redline"]["runs"].items())
      if (run["kind"].string() == kind) out += run["text"].string() + "|";
    return out;
  }
  static bool holds(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

  static Json round(std::string_view dialogue, int ordinal) {
    for (const auto& one : listed(ask("rounds")))
      if (holds(one["dialogue"].string(), dialogue) && one["ordinal"].integer() == ordinal) return one;
    return {};
  }
  static Json compared(const std::string& a, const std::string& b, bool standing = false) {
    return ask("compare", Json::object().set("a", a).set("b", b).set("standing", standing));
  }
  // The one difference of a kind on a subject.
  static Words differences(const Json& compared, std::string_view what) {
    Words out;
    for (const auto& one : compared["differences"].items())
      if (one["what"].string() == what) out.insert(one["kind"].string());
    return out;
  }
};

const Words unseen_kinds = {"unknown"}, silent_kinds = {"not mentioned"};

TEST_F(Example, digital_economy_3_to_4_continued_and_reworded_third_country_becomes_third_party) {
  const Json at = step("Digital Economy", 4);
  EXPECT_EQ(kinds(at), (Words{"continued", "reworded"}));
  EXPECT_TRUE(holds(changed(at, "erase"), "third-country")) << changed(at, "erase");
  EXPECT_TRUE(holds(changed(at, "insert"), "third-party")) << changed(at, "insert");
}

TEST_F(Example, digital_economy_3_to_4_one_closing_thought_replaced_by_another) {
  const Json at = step("Digital Economy", 4);
  EXPECT_TRUE(holds(changed(at, "erase"), "given a shared commitment")) << changed(at, "erase");
  EXPECT_TRUE(holds(changed(at, "insert"), "build a positive ecosystem")) << changed(at, "insert");
}

TEST_F(Example, digital_economy_4_to_5_continued_one_sentence_becomes_two) {
  const Json at = step("Digital Economy", 5);
  EXPECT_EQ(kinds(at), (Words{"continued", "reworded"}));
  EXPECT_TRUE(holds(changed(at, "insert"), ". They also discussed how")) << changed(at, "insert");
  EXPECT_TRUE(holds(changed(at, "keep"), "to build a positive ecosystem for digital trade.")) << changed(at, "keep");
}

TEST_F(Example, third_country_issues_4_to_5_split_and_non_market_practices_are_not_new) {
  EXPECT_EQ(kinds("Third-Country Issues", 3), Words{"first seen"});
  const Json old = step("Third-Country Issues", 5), part = step("Non-Market Policies and Practices", 5);
  EXPECT_EQ(kinds(old), (Words{"continued", "reworded", "split"}));
  EXPECT_EQ(kinds(part), Words{"split"});
  ASSERT_EQ(part["with"].items().size(), 1U);
  EXPECT_EQ(part["with"].items()[0].string(), "Third-Country Issues");
  ASSERT_EQ(old["with"].items().size(), 1U);
  EXPECT_EQ(old["with"].items()[0].string(), "Non-Market Policies and Practices");
  EXPECT_TRUE(holds(changed(part, "insert"), "excess capacity and economic coercion"));
}

TEST_F(Example, critical_minerals_agreement_first_seen_at_4_continued_at_5_with_the_capacity_clause_gone) {
  EXPECT_EQ(kinds("Critical Minerals Agreement", 4), Words{"first seen"});
  const Json at = step("Critical Minerals Agreement", 5);
  EXPECT_EQ(kinds(at), (Words{"continued", "reworded"}));
  EXPECT_TRUE(holds(changed(at, "erase"), "capacity to extract and process")) << changed(at, "erase");
  EXPECT_EQ(changed(at, "insert"), "");
}

TEST_F(Example, collaboration_ethanol_inflation_reduction_act_not_mentioned_at_4_and_nothing_concluded_at_5) {
  for (const auto* name : {"Deepening Collaboration", "ethanol", "Inflation Reduction Act"}) {
    const Json silent = step(name, 4), unknown = step(name, 5);
    EXPECT_EQ(kinds(silent), silent_kinds) << name;
    EXPECT_EQ(silent["silence"].integer(), 1) << name;
    EXPECT_TRUE(holds(silent["because"].string(), "whole")) << name;
    EXPECT_EQ(kinds(unknown), unseen_kinds) << name;
    EXPECT_EQ(unknown["silence"].integer(), 1) << name << ": silence is counted, and an excerpt adds nothing";
    EXPECT_TRUE(holds(unknown["because"].string(), "excerpt")) << name;
    EXPECT_TRUE(holds(issue(name)["state"].string(), "nothing can be concluded")) << issue(name)["state"].string();
  }
}

TEST_F(Example, nothing_is_ever_resolved_by_silence) {
  for (const auto& one : listed(ask("issues")))
    for (const auto& kind : one["last_step"].items()) EXPECT_NE(kind.string(), "resolved") << one["name"].string();
}

TEST_F(Example, environment_and_trade_facilitation_first_seen_at_1_nothing_concluded_of_2_not_mentioned_at_3) {
  for (const auto* name : {"Environment", "Trade Facilitation"}) {
    EXPECT_EQ(kinds(name, 1), Words{"first seen"}) << name;
    EXPECT_EQ(kinds(name, 2), unseen_kinds) << name;
    EXPECT_EQ(step(name, 2)["silence"].integer(), 0) << name;
    EXPECT_EQ(kinds(name, 3), silent_kinds) << name;
    EXPECT_EQ(step(name, 3)["silence"].integer(), 1) << name;
    EXPECT_EQ(step(name, 4)["silence"].integer(), 2) << name;
  }
}

TEST_F(Example, labor_first_area_at_3_last_at_4_moved_and_last_still_at_5) {
  EXPECT_TRUE(kinds("Labor", 4).contains("moved"));
  EXPECT_TRUE(kinds("Labor", 4).contains("continued"));
  EXPECT_FALSE(kinds("Labor", 5).contains("moved"));
  EXPECT_TRUE(kinds("Labor", 5).contains("continued"));
  for (const auto* other : {"Digital Economy", "Third-Country Issues"})
    EXPECT_FALSE(kinds(other, 4).contains("moved")) << other;
}

TEST_F(Example, labor_planning_the_task_forces_first_meeting_becomes_follow_up_of_its_engagements) {
  EXPECT_TRUE(holds(step("Labor", 3)["mentions"].items().at(0)["text"].string(), "first meeting of the Task Force"));
  const Json at = step("Labor", 5);
  EXPECT_TRUE(holds(changed(at, "insert"), "Followed up")) << changed(at, "insert");
  EXPECT_TRUE(holds(changed(at, "insert"), "engagements")) << changed(at, "insert");
  EXPECT_TRUE(holds(changed(at, "keep"), "Task Force")) << changed(at, "keep");
}

TEST_F(Example, regulatory_transparency_continued_and_widened_at_5) {
  EXPECT_EQ(kinds("regulatory transparency", 4), Words{"continued"});
  const Json at = step("regulatory transparency", 5);
  EXPECT_EQ(kinds(at), (Words{"continued", "reworded"}));
  EXPECT_TRUE(holds(changed(at, "insert"), "and due process"));
  EXPECT_EQ(changed(at, "erase"), "");
}

TEST_F(Example, level_playing_field_unchanged_for_three_rounds) {
  EXPECT_EQ(kinds("level playing field", 5), Words{"continued"});
  EXPECT_EQ(step("level playing field", 5)["streak"].integer(), 3);
}

TEST_F(Example, technical_barriers_first_seen_at_4_seafood_first_seen_at_5) {
  EXPECT_EQ(kinds("technical barriers to trade", 4), Words{"first seen"});
  EXPECT_EQ(kinds("technical barriers to trade", 5), unseen_kinds);
  EXPECT_EQ(kinds("trade in seafood", 5), Words{"first seen"});
}

TEST_F(Example, the_launch_paragraph_is_frame_redlined_on_request_and_no_issues_change) {
  const Json plain = compared("round-3", "round-4");
  EXPECT_FALSE(plain.has("standing"));
  for (const auto& one : plain["issues"].items()) EXPECT_FALSE(holds(one.dump(), "launched")) << one["issue"].string();
  const Json asked = compared("round-3", "round-4", true)["standing"];
  EXPECT_TRUE(holds(changed(asked, "erase"), "visited Tokyo")) << changed(asked, "erase");
  EXPECT_TRUE(holds(changed(asked, "keep"), "launched in November 2021")) << changed(asked, "keep");
  for (const auto& one : listed(ask("issues")))
    for (const auto* words :
         {"launched", "strengthen trade ties", "areas of common interest", "efforts", "lines of work"})
      EXPECT_FALSE(holds(one["name"].string(), words)) << one["name"].string();
}

TEST_F(Example, round_1_has_two_dates_in_two_zones_kept_as_written) {
  const Json dates = round("Partnership on Trade", 1)["dates"];
  ASSERT_EQ(dates.items().size(), 1U);
  EXPECT_EQ(dates.items()[0]["start"].string(), "2022-02-28");
  EXPECT_TRUE(holds(dates.items()[0]["quote"]["text"].string(), "February 28 (March 1, Japan time)"));
}

TEST_F(Example, the_japanese_heads_are_unknown_after_round_2_and_not_none) {
  for (const int ordinal : {1, 2}) EXPECT_TRUE(round("Partnership on Trade", ordinal)["head_unknown"].items().empty());
  for (const int ordinal : {3, 4, 5}) {
    const Json unknown = round("Partnership on Trade", ordinal)["head_unknown"];
    ASSERT_EQ(unknown.items().size(), 1U) << ordinal;
    EXPECT_EQ(unknown.items()[0].string(), "JPN");
  }
}

TEST_F(Example, second_meeting_in_a_title_is_round_2) {
  const Json found = round("Partnership on Trade", 2);
  EXPECT_EQ(found["start"].string(), "2022-08-22");
  ASSERT_EQ(found["dates"].items().size(), 1U);
  EXPECT_TRUE(found["dates"].items()[0]["week"].boolean());
}

TEST_F(Example, open_follow_ups_are_carried_forward_by_computation) {
  Words promised;
  for (const auto& one : listed(ask("follow-ups")))
    if (one["status"].string() == "open" && holds(one["text"].string(), "follow-up work between the sessions"))
      promised.insert(std::to_string(one["round"].integer()) + " for " + std::to_string(one["age_rounds"].integer()));
  EXPECT_EQ(promised, (Words{"3 for 2", "4 for 1"}));
}

TEST_F(Example, a_signing_and_a_launch_are_no_rounds) {
  Words events;
  int rounds = 0;
  for (const auto& one : listed(ask("rounds"))) {
    if (one["kind"].string() == "round")
      ++rounds;
    else
      events.insert(one["kind"].string() + " " + one["start"].string());
  }
  EXPECT_EQ(rounds, 7);
  EXPECT_EQ(events, (Words{"agreement 2023-03-28", "notice 2023-01-06"}));
}

TEST_F(Example, the_task_forces_texts_in_two_languages_speak_of_the_same_issues) {
  for (const auto& [words, ordinal] :
       {std::pair{"forced labor out of supply chains", 1}, std::pair{"forced labor out of supply chains", 2},
        std::pair{"due-diligence guidance", 1}, std::pair{"business and labor organizations", 2}}) {
    const Json at = step(words, ordinal);
    EXPECT_EQ(at["mentions"].items().size(), 2U) << words << " at " << ordinal;
  }
  EXPECT_EQ(kinds("due-diligence guidance", 2), silent_kinds);
}

TEST_F(Example, the_task_forces_first_dates_differ_by_the_date_line_alone) {
  const Json found = compared("task-force-round-1.us", "task-force-round-1.jp");
  EXPECT_TRUE(found["same_round"].boolean());
  EXPECT_EQ(differences(found, "date"), Words{"date_line"});
}

TEST_F(Example, the_task_forces_october_date_really_differs) {
  const Json found = compared("task-force-round-2.us", "task-force-round-2.jp");
  EXPECT_TRUE(differences(found, "date").contains("differs"));
  for (const auto& one : found["differences"].items()) {
    if (one["kind"].string() != "differs") continue;
    EXPECT_TRUE(holds(one["left"]["text"].string(), "October 7")) << one["left"]["text"].string();
    EXPECT_TRUE(holds(one["right"]["text"].string(), "10月6日")) << one["right"]["text"].string();
  }
}

TEST_F(Example, the_desk_shows_both_sides_dates_with_their_sources) {
  for (const auto& [ordinal, days] :
       {std::pair{1, Words{"2024-02-05", "2024-02-06"}}, std::pair{2, Words{"2024-10-06", "2024-10-07"}}}) {
    Words starts, sources;
    for (const auto& one : listed(round("Task Force", ordinal)["dates"])) {
      starts.insert(one["start"].string());
      sources.insert(one["quote"]["source"].string());
    }
    EXPECT_EQ(starts, days) << ordinal;
    EXPECT_EQ(sources.size(), 2U) << ordinal;
  }
}

TEST_F(Example, the_briefing_asks_about_the_dates_of_both_sides) {
  const std::string book = ask("brief", Json::object().set("dialogue", "Task Force").set("json", true)).dump();
  EXPECT_TRUE(holds(book, "one moment on the two sides of the date line"));
  EXPECT_TRUE(holds(book, "their clocks do not explain it"));
  for (const auto* words :
       {"February 5 and February 13, 2024", "2月6日及び14日", "October 7 and December 17, 2024", "10月6日及び12月17日"})
    EXPECT_TRUE(holds(book, words)) << words;
}

TEST_F(Example, search_finds_forced_labor_in_both_languages) {
  const auto found = [&](const std::string& words) {
    return ask("search", Json::object().set("words", Json::array().push(words))).dump();
  };
  EXPECT_TRUE(holds(found("forced labor"), "forced"));
  EXPECT_TRUE(holds(found("強制労働"), "強制労働"));
  EXPECT_TRUE(holds(found("労働"), "労働"));
}

// A person's word: a merged issue keeps its number and its notes, and undoing gives everything back.
TEST_F(Example, merged_issues_keep_their_numbers_and_notes_and_come_apart_again) {
  const auto number = issue("ethanol")["number"].integer();
  const std::string before = ask("issues").dump();
  ask("note-add", Json::object().set("issue", std::to_string(number)).set("text", "Ask the embassy."));
  ask("merge", Json::object().set("issues", Json::array().push("ethanol").push("Inflation Reduction Act")));
  ask("rename", Json::object().set("issue", std::to_string(number)).set("name", "Fuel and subsidies"));
  const auto other = issue("Inflation Reduction Act")["number"].integer();
  EXPECT_EQ(other, number);
  EXPECT_EQ(issue(std::to_string(number))["name"].string(), "Fuel and subsidies");
  ASSERT_EQ(issue("Fuel and subsidies")["also"].items().size(), 1U);
  const auto merged = issue("Fuel and subsidies")["also"].items()[0].integer();
  EXPECT_EQ(issue(std::to_string(merged))["name"].string(), "Fuel and subsidies");
  EXPECT_EQ(issue(std::to_string(merged))["notes"].items().size(), 1U);
  ask("undo");  // the name
  ask("undo");  // the merge
  EXPECT_EQ(ask("issues").dump(), before);
  EXPECT_EQ(issue("ethanol")["notes"].items().size(), 1U);
}

}  // namespace
}  // namespace breadcrumb::app
