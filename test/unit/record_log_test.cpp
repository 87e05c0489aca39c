#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "record/db.h"
#include "record_fixture.h"

namespace breadcrumb::record {

class RecordLog : public RecordTest {};

TEST_F(RecordLog, create_open_and_refusals) {
  {
    auto record = make();
    EXPECT_EQ(need(record.event_count()), 2);
    EXPECT_EQ(need(record.owner()), test_author);
    EXPECT_EQ(need(record.authors()).at(0).name, "Officer");
    EXPECT_EQ(need(record.head()).size(), 64U);
  }
  EXPECT_EQ(code_of(Record::create(folder_, {"Again", "", {}}, stamp_at(1))), "desk.exists");
  std::filesystem::create_directories(folder_ / "a/b");
  const auto desk = need(Desk::find(folder_ / "a/b"));
  EXPECT_EQ(desk.settings(), (DeskSettings{"Test desk", "JPN", {"en", "ja"}}));
  auto reader = need(Record::open(desk, Access::read));
  EXPECT_EQ(code_of(reader.append(stamp_at(1), NoteAdded{.text = "x"})), "desk.read_only");
  EXPECT_EQ(code_of(reader.rebuild()), "desk.read_only");
  EXPECT_TRUE(need(reader.check()).sound());
  EXPECT_EQ(code_of(Desk::find("/")), "desk.not_found");
}

TEST_F(RecordLog, settings_are_written_so_that_they_read_back) {
  const DeskSettings odd{"A \"desk\" with \\ and é", "EU", {"ja"}};
  const auto desk = need(Desk::create(folder_, odd));
  EXPECT_EQ(desk.settings(), odd);
  EXPECT_EQ(code_of(Desk::create(folder_ / "x", {"two\nlines", "", {}})), "desk.settings");
  EXPECT_EQ(code_of(Record::open(desk, Access::write)), "desk.no_record");
}

TEST_F(RecordLog, an_init_that_was_killed_can_be_repeated) {
  need(Desk::create(folder_, {"First try", "", {}}));
  std::ofstream(folder_ / "record.sqlite");
  EXPECT_EQ(code_of(Record::create(folder_, {"x", "", {}}, {.author = "nobody", .time = "never"})), "record.stamp");
  auto record = make();
  EXPECT_EQ(record.desk().settings().name, "Test desk");
  EXPECT_EQ(code_of(Record::create(folder_, {"Again", "", {}}, stamp_at(1))), "desk.exists");
  EXPECT_EQ(need(record.event_count()), 2);
}

TEST_F(RecordLog, what_could_not_be_read_back_is_not_written) {
  auto record = make();
  EXPECT_EQ(code_of(record.append(stamp_at(1), IssueNumbered{.key = "k", .number = -3})), "record.number_taken");
  const auto source = add_source(record, "Some words.");
  auto fact = fact_at(source, "Some words.", "words", FactKind::title);
  fact.certainty = -1;
  ReadingStored stored{.source = source.sha256};
  stored.reading.facts = {fact};
  EXPECT_EQ(code_of(record.append(stamp_at(2), stored)), "record.payload");
  EXPECT_TRUE(need(record.check()).findings.empty());
}

TEST_F(RecordLog, writers_wait_for_each_other) {
  const auto desk = make().desk();
  const auto write = [&](char author) {
    auto record = need(Record::open(desk, Access::write));
    for (int i = 0; i < 25; ++i)
      need(record.append(stamp_at(i, std::string(32, author)), FollowUpAdded{.text = fmt::format("{} {}", author, i)}));
  };
  std::thread other(write, 'b');
  write('c');
  other.join();
  auto record = need(Record::open(desk, Access::read));
  const auto all = need(record.follow_ups());
  ASSERT_EQ(all.size(), 50U);
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i].number, static_cast<int>(i) + 1);
  EXPECT_TRUE(need(record.check()).findings.empty());
}

TEST_F(RecordLog, a_writer_that_does_not_finish_is_named) {
  auto record = make();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open((folder_ / "record.sqlite").c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_EQ(code_of(record.append(stamp_at(1), NoteAdded{.text = "waits"})), "desk.busy");
  EXPECT_EQ(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(other);
  need(record.append(stamp_at(1), NoteAdded{.text = "waits no longer"}));
  EXPECT_EQ(need(record.event_count()), 3);
}

TEST_F(RecordLog, what_is_stored_is_looked_at_again) {
  auto record = make();
  EXPECT_EQ(code_of(record.desk().store_text("\xe3\x81")), "desk.text_encoding");
  const auto source = add_source(record, "Some words.");
  EXPECT_EQ(
      code_of(record.append(stamp_at(2), ReadingStored{.source = source.sha256, .text_sha256 = std::string(64, '0')})),
      "record.no_such_text");
  const auto path = record.desk().text_path(source.text_sha256);
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  std::ofstream(path) << "Other words.";
  EXPECT_EQ(code_of(record.desk().text(source.text_sha256)), "desk.source_damaged");
}

TEST_F(RecordLog, a_folder_that_cannot_be_written_is_read_as_it_stands) {
  {
    auto record = make();
  }
  const auto db = need(Db::open(folder_ / "record.sqlite", Db::Mode::immutable));
  EXPECT_EQ(need(db.integer("SELECT count(*) FROM events")), 2);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "record.sqlite-shm"));
  EXPECT_EQ(code_of(db.run("DELETE FROM notes")), "desk.read_only");
}

TEST_F(RecordLog, newer_and_damaged_desks_are_refused) {
  {
    auto record = make();
  }
  const auto desk = need(Desk::open(folder_));
  raw("PRAGMA user_version=99");
  EXPECT_EQ(code_of(Record::open(desk, Access::read)), "desk.newer");
  raw("PRAGMA user_version=1; UPDATE format SET value = 99 WHERE key = 'projections'");
  EXPECT_EQ(code_of(Record::open(desk, Access::write)), "desk.newer");
  raw("UPDATE format SET value = 0 WHERE key = 'projections'");
  EXPECT_EQ(code_of(Record::open(desk, Access::read)), "desk.needs_rebuild");
  EXPECT_TRUE(need(need(Record::open(desk, Access::write)).check()).sound());
  std::ofstream(folder_ / "record.sqlite", std::ios::trunc) << std::string(8192, 'x');
  EXPECT_EQ(code_of(Record::open(desk, Access::read)), "desk.damaged");
  EXPECT_EQ(code_of(Record::open(desk, Access::write)), "desk.damaged");
  std::ofstream(folder_ / "desk.toml", std::ios::trunc) << "format = 2\nname = \"x\"\n";
  EXPECT_EQ(code_of(Desk::open(folder_)), "desk.newer");
}

TEST_F(RecordLog, chains_and_arrival) {
  auto record = make();
  const std::string other(32, 'b');
  need(record.append(stamp_at(1), NoteAdded{.text = "one"}));
  need(record.append(stamp_at(2, other), NoteAdded{.text = "two"}));
  auto shared = stamp_at(3);
  shared.channel = "with:x";
  need(record.append(shared, NoteAdded{.text = "three"}));
  const auto log = need(record.log());
  ASSERT_EQ(log.size(), 5U);
  EXPECT_EQ(log[2].event.seq, 3);
  EXPECT_EQ(log[2].event.previous, log[1].event.hash);
  EXPECT_EQ(log[3].event.seq, 1) << "another author, another chain";
  EXPECT_EQ(log[4].event.seq, 1) << "another channel, another chain: no gap tells of private work";
  EXPECT_EQ(log[4].event.previous, "");
  EXPECT_EQ(need(record.head()), log[4].event.arrival_hash);
  EXPECT_EQ(arrival_hash(log[3].event.arrival_hash, log[4].event.hash), log[4].event.arrival_hash);
  EXPECT_EQ(need(record.log(1, true)).at(0).event.id, log[4].event.id);
  EXPECT_EQ(need(record.event(log[3].event.id.substr(0, 8))).event, log[3].event);
  EXPECT_EQ(code_of(record.event("00000000")), "record.no_such_event");
}

TEST_F(RecordLog, stamps_and_expected_heads) {
  auto record = make();
  auto stamp = stamp_at(1);
  stamp.expected_head = need(record.head());
  need(record.append(stamp, NoteAdded{.text = "first"}));
  EXPECT_EQ(code_of(record.append(stamp, NoteAdded{.text = "second"})), "desk.changed");
  for (const auto* time : {"2026-02-29T00:00:00Z", "2026-01-01 00:00:00Z", "2026-01-01T24:00:00Z", ""})
    EXPECT_EQ(code_of(record.append({.author = test_author, .time = time}, NoteAdded{.text = "x"})), "record.stamp");
  EXPECT_EQ(code_of(record.append({.author = "A", .time = "2026-01-01T00:00:00Z"}, NoteAdded{.text = "x"})),
            "record.stamp");
  stamp = stamp_at(1);
  stamp.channel = "everybody";
  EXPECT_EQ(code_of(record.append(stamp, NoteAdded{.text = "x"})), "record.stamp");
  EXPECT_EQ(code_of(record.append(stamp_at(1), NoteAdded{.text = "\xFF"})), "record.payload");
  EXPECT_EQ(need(record.event_count()), 3);
}

TEST_F(RecordLog, a_batch_is_all_or_nothing) {
  auto record = make();
  const auto before = need(record.digest());
  EXPECT_EQ(code_of(record.append(stamp_at(1), {NoteAdded{.text = "kept?"}, NoteAdded{.issue = 9, .text = "no"}})),
            "record.no_such_issue");
  EXPECT_EQ(need(record.digest()), before);
  const auto both = need(record.append(stamp_at(1), {IssueNumbered{.key = "k"}, NoteAdded{.issue = 1, .text = "yes"}}));
  EXPECT_EQ(both.at(0).number, 1);
  EXPECT_TRUE(need(record.check()).sound());
}

TEST_F(RecordLog, the_log_refuses_changes) {
  auto record = make();
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((folder_ / "record.sqlite").c_str(), &db), SQLITE_OK);
  EXPECT_NE(sqlite3_exec(db, "UPDATE events SET kind = 'x'", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_NE(sqlite3_exec(db, "DELETE FROM events", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_NE(sqlite3_exec(db, "UPDATE payloads SET payload = x'00'", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(db);
}

TEST_F(RecordLog, readers_never_wait) {
  auto record = make();
  auto reader = need(Record::open(record.desk(), Access::read));
  {
    const auto held = need(reader.snapshot());
    need(record.append(stamp_at(1), NoteAdded{.text = "while you read"}));
    EXPECT_TRUE(need(reader.notes()).empty());
  }
  EXPECT_EQ(need(reader.notes()).size(), 1U);
  const auto held = need(record.snapshot());
  EXPECT_EQ(code_of(record.append(stamp_at(1), NoteAdded{.text = "x"})), "record.in_snapshot");
}

TEST_F(RecordLog, undo_and_undo_of_undo) {
  auto record = make();
  const auto note = need(record.append(stamp_at(1), NoteAdded{.text = "a note on soya"}));
  const auto undo = need(record.append(stamp_at(2), EventUndone{.target = note.id}));
  EXPECT_TRUE(need(record.notes()).empty());
  EXPECT_EQ(need(record.search("soya")).found, 0U);
  EXPECT_TRUE(need(record.event(note.id)).undone);
  EXPECT_EQ(code_of(record.append(stamp_at(3), EventUndone{.target = note.id})), "record.undone_already");
  const auto redo = need(record.append(stamp_at(3), EventUndone{.target = undo.id}));
  EXPECT_EQ(need(record.notes()).size(), 1U);
  EXPECT_EQ(need(record.search("soya")).found, 1U);
  need(record.append(stamp_at(4), EventUndone{.target = redo.id}));
  EXPECT_TRUE(need(record.notes()).empty());
  EXPECT_EQ(code_of(record.append(stamp_at(4), EventUndone{.target = need(record.log()).at(0).event.id})),
            "record.not_undoable");
  EXPECT_EQ(code_of(record.last_undoable()), "record.nothing_to_undo");
  EXPECT_EQ(code_of(record.append(stamp_at(4), EventUndone{.target = "nothing"})), "record.no_such_event");
  EXPECT_TRUE(need(record.check()).sound());
  EXPECT_TRUE(need(record.rebuild()).same());
}

TEST_F(RecordLog, follow_ups_and_numbers) {
  auto record = make();
  const auto first = need(record.append(stamp_at(1), FollowUpAdded{.text = "Send the table", .owner = "USA"}));
  const auto second = need(record.append(stamp_at(2), FollowUpNumbered{.fact = "f1"}));
  EXPECT_EQ(first.number, 1);
  EXPECT_EQ(second.number, 2);
  EXPECT_EQ(need(record.append(stamp_at(2), FollowUpNumbered{.fact = "f1"})).id, second.id) << "numbered once";
  need(record.append(stamp_at(3), FollowUpDue{.number = 2, .due = "2026-05"}));
  need(record.append(stamp_at(3), FollowUpAssigned{.number = 1, .owner = "JPN"}));
  const auto close =
      need(record.append(stamp_at(4), FollowUpClosed{.number = 1, .status = Closing::done, .because = "It came"}));
  auto all = need(record.follow_ups());
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].owner, "JPN");
  EXPECT_EQ(all[0].status, "done");
  EXPECT_EQ(all[0].closed_because, "It came");
  EXPECT_FALSE(all[1].owner.has_value());
  EXPECT_EQ(all[1].due, "2026-05");
  need(record.append(stamp_at(5), EventUndone{.target = close.id}));
  EXPECT_EQ(need(record.follow_ups()).at(0).status, "open");
  need(record.append(stamp_at(5), EventUndone{.target = first.id}));
  EXPECT_EQ(need(record.follow_ups()).size(), 1U);
  EXPECT_EQ(need(record.append(stamp_at(6), FollowUpAdded{.text = "Another"})).number, 3) << "never used again";
  EXPECT_EQ(code_of(record.append(stamp_at(6), FollowUpAdded{.number = 1, .text = "x"})), "record.number_taken");
  EXPECT_EQ(code_of(record.append(stamp_at(6), FollowUpDue{.number = 2, .due = "soon"})), "record.payload");
  EXPECT_EQ(code_of(record.append(stamp_at(6), FollowUpClosed{.number = 9})), "record.no_such_follow_up");
  EXPECT_EQ(code_of(record.append(stamp_at(6), FollowUpAdded{.text = "  "})), "record.empty_text");
  EXPECT_TRUE(need(record.check()).sound());
}

TEST_F(RecordLog, as_of_shows_an_earlier_head) {
  auto record = make();
  need(record.append(stamp_at(1), NoteAdded{.text = "one"}));
  const auto then = need(record.head());
  need(record.append(stamp_at(2), NoteAdded{.text = "two"}));
  auto past = need(record.as_of(then));
  EXPECT_EQ(need(past.notes()).size(), 1U);
  EXPECT_EQ(need(past.head()), then);
  EXPECT_EQ(need(need(record.as_of(then.substr(0, 32))).event_count()), 3);
  EXPECT_EQ(code_of(past.append(stamp_at(3), NoteAdded{.text = "x"})), "desk.read_only");
  EXPECT_EQ(code_of(record.as_of(std::string(64, '0'))), "record.no_such_head");
  EXPECT_EQ(code_of(record.as_of("' OR 1=1")), "record.no_such_head");
}

TEST_F(RecordLog, heads_of_a_second_are_those_behind_its_commands) {
  auto record = make();
  need(record.append(stamp_at(1), NoteAdded{.text = "one"}));
  const auto before = need(record.head());
  need(record.append(stamp_at(2), NoteAdded{.text = "two"}));
  const auto first = need(record.head());
  need(record.append(stamp_at(2), NoteAdded{.text = "three"}));
  const auto second = need(record.head());
  need(record.append(stamp_at(4), NoteAdded{.text = "four"}));
  EXPECT_EQ(need(record.heads_at(stamp_at(2).time)), (std::vector{second, first, before}));
  EXPECT_EQ(need(record.heads_at(stamp_at(3).time)), std::vector{second});
  EXPECT_EQ(need(record.heads_at(stamp_at(4).time)).front(), need(record.head()));
  EXPECT_EQ(code_of(record.heads_at("1999-01-01T00:00:00Z")), "record.no_such_head");
}

TEST_F(RecordLog, same_ids_same_bytes) {
  const auto run = [&] {
    std::string head;
    {
      auto record = make();
      need(record.append(stamp_at(1), FollowUpAdded{.text = "Send the table"}));
      head = need(record.head());
    }
    std::filesystem::remove_all(folder_);
    return head;
  };
  EXPECT_EQ(run(), run());
}

TEST_F(RecordLog, events_of_one_command_are_known_and_no_others) {
  auto record = make();
  const auto note = [](std::string words) { return NoteAdded{.issue = 0, .text = std::move(words)}; };
  need(record.append(stamp_at(1), note("alone")));
  const auto together = need(record.append(stamp_at(1), std::vector<Entry>{note("one"), note("two"), note("three")}));
  const auto next = need(record.append(stamp_at(1), std::vector<Entry>{note("four"), note("five")}));
  for (const auto& done : together) {
    const auto command = need(record.command_of(need(record.event(done.id))));
    ASSERT_EQ(command.size(), 3U);
    for (std::size_t i = 0; i < command.size(); ++i) EXPECT_EQ(command[i].event.id, together[i].id);
  }
  EXPECT_EQ(need(record.command_of(need(record.event(next.back().id)))).size(), 2U);
  // What began the desk stands by itself, and so does a single event of the same author and second.
  for (long long arrival = 1; arrival <= 3; ++arrival)
    EXPECT_EQ(need(record.command_of(*need(record.event_at(arrival)))).size(), 1U);
}

TEST_F(RecordLog, one_call_numbers_a_thing_once_and_sees_what_it_numbered) {
  auto record = make();
  const auto all = need(record.append(
      stamp_at(1), {IssueNumbered{.key = "a"}, FollowUpNumbered{.fact = "f"}, IssueNumbered{.key = "b"},
                    IssueNumbered{.key = "a"}, NoteAdded{.issue = 1, .text = "yes"}, FollowUpNumbered{.fact = "f"},
                    FollowUpNumbered{.fact = "g"}, IssueNumbered{.key = "c"}}));
  std::vector<int> numbers;
  for (const auto& one : all) numbers.push_back(one.number);
  EXPECT_EQ(numbers, (std::vector<int>{1, 1, 2, 1, 0, 1, 2, 3}));
  EXPECT_EQ(all[3].id, all[0].id);
  EXPECT_EQ(all[5].id, all[1].id);
  EXPECT_EQ(need(record.issue_numbers()).size(), 3U);
  EXPECT_EQ(need(record.follow_ups()).size(), 2U);
  EXPECT_EQ(need(record.issue_number("b"))->number, 2);
  EXPECT_FALSE(need(record.issue_number("z")));
  EXPECT_EQ(need(record.follow_up(2))->fact, "g");
  EXPECT_FALSE(need(record.follow_up(3)));
}

TEST_F(RecordLog, what_events_are_about_since_a_head) {
  auto record = make();
  const auto before = need(record.event_count());
  const auto head = need(record.head());
  const auto note = need(record.append(stamp_at(1), NoteAdded{.text = "First."}));
  const auto then = need(record.event_count());
  need(record.append(stamp_at(2), FollowUpAdded{.text = "Ask again."}));
  need(record.append(stamp_at(3), EventUndone{.target = note.id}));
  EXPECT_EQ(need(record.head_at(before)), head);
  EXPECT_EQ(need(record.head_at(then + 2)), need(record.head()));
  EXPECT_EQ(need(record.head_at(then + 3)), "");
  const auto told = [](const std::vector<Touched>& all) {
    std::vector<std::pair<std::string, bool>> out;
    for (const auto& one : all) out.emplace_back(one.subject, one.is_new);
    return out;
  };
  using Told = std::vector<std::pair<std::string, bool>>;
  EXPECT_EQ(told(need(record.touched_since(before))), (Told{{"follow_up:1", true}, {"note:" + note.id, true}}));
  EXPECT_EQ(told(need(record.touched_since(then))), (Told{{"follow_up:1", true}, {"note:" + note.id, false}}))
      << "an undo is about what it takes back";
  EXPECT_TRUE(need(record.touched_since(then + 2)).empty());
}

}  // namespace breadcrumb::record
