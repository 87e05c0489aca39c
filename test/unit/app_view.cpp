// How sources become dialogues and rounds, and what a person's decisions do across a second reading.

#include <gtest/gtest.h>

#include <filesystem>

#include "app/intake.h"
#include "app/operation.h"
#include "app/rounds_of.h"
#include "app/show.h"
#include "base/bytes.h"
#include "base/file.h"

namespace breadcrumb::app {
namespace {

Fact fact(FactKind kind, std::map<std::string, std::string, std::less<>> fields) {
  Fact out;
  out.kind = kind;
  out.fields = std::move(fields);
  return out;
}

struct Sources {
  std::vector<Source> sources;
  std::vector<Reading> readings;
  std::vector<ReadSource> all;

  void add(std::string sha256, std::string published, std::vector<Fact> facts) {
    sources.push_back({.sha256 = std::move(sha256), .published = std::move(published)});
    all.push_back(
        {.source = nullptr, .reading = nullptr, .dialogue = "", .facts = std::move(facts), .round = -1, .text = {}});
  }
  std::vector<RoundView> rounds() {
    for (std::size_t i = 0; i < all.size(); ++i) all[i].source = &sources[i];
    return rounds_of(all, {"JPN", "USA"});
  }
};

TEST(AppRounds, texts_with_one_ordinal_meet_and_time_orders_the_rounds) {
  Sources s;
  s.add("b", "2024-02-20",
        {fact(FactKind::round, {{"ordinal", "2"}}),
         fact(FactKind::meeting, {{"start", "2024-02-15"}, {"end", "2024-02-16"}})});
  s.add("a", "2023-02-03",
        {fact(FactKind::round, {{"ordinal", "1"}}), fact(FactKind::meeting, {{"start", "2023-02-02"}})});
  s.add("c", "2024-02-21", {fact(FactKind::round, {{"ordinal", "2"}})});
  const auto rounds = s.rounds();
  ASSERT_EQ(rounds.size(), 2u);
  EXPECT_EQ(rounds[0].ordinal, 1);
  EXPECT_EQ(rounds[1].sources, (std::vector<std::string>{"b", "c"}));
}

TEST(AppRounds, a_head_in_two_scripts_is_one_where_rank_and_side_agree_and_the_first_language_names_it) {
  const auto head = [](const char* party, const char* name, const char* title) {
    return fact(FactKind::head, {{"party", party}, {"name", name}, {"title", title}});
  };
  Sources s;
  s.add("a", "2024-06-21",
        {fact(FactKind::meeting, {{"start", "2024-06-19"}, {"place", "バンクーバー"}}),
         head("JPN", "星野由美", "外務省経済局審議官"), head("USA", "アン・リー", "課長")});
  s.add("b", "2024-06-22",
        {fact(FactKind::meeting, {{"start", "2024-06-19"}, {"place", "Vancouver"}}),
         head("JPN", "Yumi Hoshino", "Deputy Director-General"), head("USA", "Ann Lee", "Director-General")});
  s.sources[0].language = "ja";
  s.sources[1].language = "en";
  thread::Across across;
  Json ranks = Json::array();
  for (const auto& pair :
       {std::vector<std::string>{"deputy director-general", "審議官"},
        std::vector<std::string>{"director-general", "局長"}, std::vector<std::string>{"director", "課長"}})
    ranks.push(Json::strings(pair));
  ASSERT_TRUE(across.add(Json::object().set("ranks", std::move(ranks)), "x.toml"));
  for (std::size_t i = 0; i < s.all.size(); ++i) s.all[i].source = &s.sources[i];
  const auto names = [&](std::vector<std::string> languages) {
    std::string out;
    const auto rounds = rounds_of(s.all, {"JPN", "USA"}, {.languages = std::move(languages), .across = &across});
    for (const auto& one : rounds.at(0).heads) out += one.name + "; ";
    return out + rounds.at(0).place;
  };
  EXPECT_EQ(names({"en", "ja"}), "Yumi Hoshino; Ann Lee; アン・リー; Vancouver");
  EXPECT_EQ(names({"ja", "en"}), "星野由美; Ann Lee; アン・リー; バンクーバー");
}

TEST(AppRounds, sessions_with_days_between_them_are_shown_one_by_one) {
  Sources s;
  s.add("a", "2024-12-20",
        {fact(FactKind::meeting, {{"start", "2024-10-07"}, {"end", "2024-12-17"}}),
         fact(FactKind::session, {{"start", "2024-10-07"}, {"end", "2024-10-08"}}),
         fact(FactKind::session, {{"start", "2024-12-17"}, {"end", "2024-12-17"}})});
  EXPECT_EQ(dates_text(s.rounds().at(0), s.sources), "2024-10-07/08 and 2024-12-17");
}

TEST(AppRounds, a_day_apart_on_two_calendars_is_one_meeting) {
  Sources s;
  s.add("us", "2024-02-14", {fact(FactKind::meeting, {{"start", "2024-02-05"}, {"end", "2024-02-13"}})});
  s.add("jp", "2024-02-15", {fact(FactKind::meeting, {{"start", "2024-02-06"}, {"end", "2024-02-14"}})});
  EXPECT_EQ(s.rounds().size(), 1u);
}

TEST(AppRounds, an_ordinal_used_again_years_later_is_another_meeting) {
  Sources s;
  s.add("old", "2012-05-01",
        {fact(FactKind::round, {{"ordinal", "1"}}), fact(FactKind::meeting, {{"start", "2012-05-01"}})});
  s.add("new", "2021-05-01",
        {fact(FactKind::round, {{"ordinal", "1"}}), fact(FactKind::meeting, {{"start", "2021-05-01"}})});
  EXPECT_EQ(s.rounds().size(), 2u);
}

TEST(AppRounds, a_round_without_a_day_stands_where_its_number_says_else_last) {
  Sources s;
  s.add("c", "2024-02-20", {fact(FactKind::round, {{"ordinal", "3"}})});
  s.add("b", "", {fact(FactKind::round, {{"ordinal", "2"}})});
  s.add("x", "", {fact(FactKind::meeting, {{"place", "Tokyo"}})});
  s.add("a", "2022-02-03", {fact(FactKind::round, {{"ordinal", "1"}})});
  std::vector<int> ordinals;
  for (const auto& round : s.rounds()) ordinals.push_back(round.ordinal);
  EXPECT_EQ(ordinals, (std::vector<int>{1, 2, 3, 0}));
}

TEST(AppRounds, a_signing_is_an_event_and_no_round_unless_it_counts_one) {
  Sources s;
  s.add("signed", "2023-03-28",
        {fact(FactKind::meeting, {{"start", "2023-03-28"}}),
         fact(FactKind::head, {{"party", "USA"}, {"name", "A. Adams"}})});
  s.add("counted", "2024-03-28",
        {fact(FactKind::round, {{"ordinal", "4"}}), fact(FactKind::meeting, {{"start", "2024-03-28"}})});
  for (auto& source : s.sources) source.kind = "agreement";
  EXPECT_EQ(s.rounds().size(), 1u);
  const auto events = events_of(s.all);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].start, "2023-03-28");
  EXPECT_EQ(events[0].people.at(0).name, "A. Adams");
}

TEST(AppRounds, a_notice_without_a_meeting_is_no_round_and_a_side_unnamed_is_unknown) {
  Sources s;
  s.add("notice", "2021-11-17", {fact(FactKind::launched, {{"date", "2021-11"}})});
  s.add("one", "2022-03-01",
        {fact(FactKind::round, {{"ordinal", "1"}}), fact(FactKind::head, {{"party", "USA"}, {"name", "A. Adams"}})});
  const auto rounds = s.rounds();
  ASSERT_EQ(rounds.size(), 1u);
  EXPECT_EQ(s.all[0].round, -1);
  EXPECT_EQ(rounds[0].parties_without_head, std::vector<std::string>{"JPN"});
}

TEST(AppRounds, days) {
  EXPECT_EQ(day_number("1970-01-02"), 1);
  EXPECT_FALSE(day_number("2023-02-30"));
  EXPECT_FALSE(day_number("2023-02"));
  EXPECT_FALSE(day_number(""));
}

class Desk : public testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::temp_directory_path() / ("breadcrumb-app-" + random_id());
    context.data = BC_ROOT;
    context.desk = folder / "desk";
    context.now = [] { return std::string("2025-03-10T09:00:00Z"); };
    context.author_name = "H. Yamada";
    ASSERT_TRUE(ask("init", Json::object().set("folder", (folder / "desk").string()).set("party", "JPN")));
    ASSERT_TRUE(write_file(
        folder / "readout.txt",
        "Readout of the Second Meeting of the Norland-Japan Trade Forum\n\nMarch 10, 2025\n\n"
        "TOKYO - The United States and Japan held the second meeting of the United States-Japan Trade Forum on "
        "March 3-4, 2025. The U.S. delegation was led by Deputy Assistant Secretary Ann Example.\n"));
  }
  void TearDown() override {
    std::error_code code;
    std::filesystem::remove_all(folder, code);
  }
  Result<Answer> ask(std::string_view name, const Request& request) {
    return find_operation(name)->run(context, request);
  }

  /// Stores the text as the program would, parsing in this process (the fence needs the program itself).
  void read() {
    auto knowledge = load_knowledge(context, nullptr);
    ASSERT_TRUE(knowledge) << knowledge.error().to_text();
    Taken taken;
    taken.name = (folder / "readout.txt").string();
    taken.bytes = read_file(taken.name, 1 << 20).value();
    taken.document = source::extract(taken.bytes, {.file_name = "readout.txt"}, knowledge->furniture).value();
    taken.source.sha256 = taken.document.source_sha256 = sha256_hex(taken.bytes);
    taken.source.text_sha256 = sha256_hex(taken.document.text);
    taken.source.file_name = "readout.txt";
    taken.source.language = taken.reading.language = "en";
    const auto at = taken.document.text.find("second meeting");
    ASSERT_NE(at, std::string::npos);
    Fact round{.kind = FactKind::round, .quote = span_of(taken.document.text, at, at + 14), .rule = "test"};
    round.set("ordinal", "2");
    round.id = fact_id(taken.source.sha256, round.kind, round.quote);
    id = round.id;
    taken.reading.facts = {round};
    taken.reading.grammar = grammar;
    auto record = open_record(context, record::Access::write);
    ASSERT_TRUE(record) << record.error().to_text();
    const auto stored = store(context, *record, taken, {});
    ASSERT_TRUE(stored) << stored.error().to_text();
  }

  std::filesystem::path folder;
  Context context;
  std::string grammar = "one", id;
};

TEST_F(Desk, what_a_person_decided_outlives_a_second_reading_and_can_be_undone) {
  read();
  const auto corrected = ask("correct", Json::object().set("fact", id).set("fields", Json::array().push("ordinal=3")));
  ASSERT_TRUE(corrected) << corrected.error().to_text();
  grammar = "two";
  read();
  const auto facts = ask("facts", Json::object());
  ASSERT_TRUE(facts) << facts.error().to_text();
  ASSERT_EQ(facts->json.items().size(), 1u);
  EXPECT_EQ(facts->json.items()[0]["fields"]["ordinal"].string(), "3");
  EXPECT_EQ(facts->json.items()[0]["standing"].string(), "corrected");
  auto record = open_record(context, record::Access::read);
  ASSERT_TRUE(record);
  const auto log = record->log();
  ASSERT_TRUE(log);
  std::string decided;
  for (const auto& event : *log)
    if (event.event.kind == "fact.decided") decided = event.event.id;
  ASSERT_TRUE(ask("undo", Json::object().set("event", decided)));
  EXPECT_EQ(ask("facts", Json::object())->json.items()[0]["fields"]["ordinal"].string(), "2");
}

TEST_F(Desk, reading_the_same_again_changes_nothing) {
  read();
  const auto before = open_record(context, record::Access::read)->head().value();
  read();
  EXPECT_EQ(open_record(context, record::Access::read)->head().value(), before);
}

TEST_F(Desk, errors_say_what_was_expected) {
  EXPECT_EQ(ask("confirm", Json::object().set("fact", "000000")).error().code, "record.no_such_fact");
  EXPECT_EQ(ask("issue", Json::object().set("issue", "ethanol")).error().code, "issue.unknown");
  EXPECT_EQ(ask("follow-up-due", Json::object().set("number", 1).set("date", "tomorrow")).error().code,
            "follow_up.date");
  EXPECT_EQ(ask("brief", Json::object()).error().code, "dialogue.none");
}

TEST(AppDialogues, names_of_one_dialogue_have_one_core) {
  Context context;
  context.data = BC_ROOT;
  const auto knowledge = load_knowledge(context, nullptr);
  ASSERT_TRUE(knowledge) << knowledge.error().to_text();
  Cores cores(knowledge->grammar);
  const auto core = [&](std::string_view name) { return cores.of(name); };
  EXPECT_EQ(core("United States-Japan Partnership on Trade"), core("U.S.-Japan Partnership on Trade"));
  EXPECT_EQ(core("the Partnership on Trade"), core("Partnership on Trade"));
  EXPECT_NE(core("Japan-Chile Joint Committee"), core("Japan-Chile Working Group"));
}

TEST(AppOperations, every_row_is_whole) {
  for (const auto& operation : operations()) {
    EXPECT_FALSE(operation.summary.empty()) << operation.name;
    EXPECT_TRUE(operation.example.starts_with("breadcrumb ")) << operation.name;
    EXPECT_TRUE(operation.run) << operation.name;
    for (const auto& parameter : operation.parameters)
      EXPECT_FALSE(parameter.help.empty()) << operation.name << " " << parameter.name;
  }
}

}  // namespace
}  // namespace breadcrumb::app
