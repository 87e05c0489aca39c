// Damage is found wherever it strikes, a kill loses nothing that was acknowledged, and a rebuild equals what is live.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <random>

#include "base/file.h"
#include "record_fixture.h"

namespace breadcrumb::record {

class RecordCheck : public RecordTest {
 protected:
  static constexpr const char* words =
      "Second round of the Dialogue. The two sides met on March 3 in Tokyo. 労働を議論した。";

  void fill(Record& record) {
    const std::string text = words;
    const auto source = add_source(record, text);
    const auto round = fact_at(source, text, "Second round", FactKind::round, {{"ordinal", "2"}});
    store_reading(record, source, {round, fact_at(source, text, "met on March 3", FactKind::meeting)});
    need(record.append(stamp_at(3), FactDecided{.fact = round.id}));
    need(record.append(stamp_at(4, std::string(32, 'b')), NoteAdded{.text = "A note"}));
    need(record.append(stamp_at(5), FollowUpAdded{.text = "Send it"}));
    const auto undone = need(record.append(stamp_at(6), NoteAdded{.text = "Not this"}));
    need(record.append(stamp_at(7), EventUndone{.target = undone.id}));
  }

  CheckReport checked() const { return need(need(Record::open(need(Desk::open(folder_)), Access::read)).check()); }

  static std::string first(const CheckReport& report) {
    return report.findings.empty() ? "" : report.findings[0].code + " " + report.findings[0].where;
  }
};

TEST_F(RecordCheck, every_flipped_byte_is_found) {
  {
    auto record = make();
    fill(record);
    const auto report = need(record.check());
    ASSERT_TRUE(report.findings.empty()) << first(report);
    EXPECT_EQ(report.events, 9);
    EXPECT_EQ(report.files, 2);
    EXPECT_EQ(report.head, need(record.head()));
  }
  const auto desk = need(Desk::open(folder_));
  const auto whole = need(read_file(folder_ / "record.sqlite", 1 << 26));
  std::mt19937 random(7);
  const auto pick = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
  const std::vector<std::string> columns = {"id",         "channel",  "author", "kind",        "time",
                                            "commitment", "previous", "hash",   "arrival_hash"};
  for (int round = 0; round < 200; ++round) {
    std::string what;
    const auto arrival = 1 + pick(9);
    if (round % 4 < 2) {
      const bool payload = round % 4 == 1;
      const auto column =
          payload ? (pick(4) == 0 ? std::string("salt") : std::string("payload")) : columns[pick(columns.size())];
      const auto row = payload
                           ? fmt::format("payloads WHERE event = (SELECT id FROM events WHERE arrival = {})", arrival)
                           : fmt::format("events WHERE arrival = {}", arrival);
      sqlite3* db = nullptr;
      ASSERT_EQ(sqlite3_open((folder_ / "record.sqlite").c_str(), &db), SQLITE_OK);
      sqlite3_stmt* statement = nullptr;
      ASSERT_EQ(sqlite3_prepare_v2(db, fmt::format("SELECT {} FROM {}", column, row).c_str(), -1, &statement, nullptr),
                SQLITE_OK);
      ASSERT_EQ(sqlite3_step(statement), SQLITE_ROW);
      std::string value(static_cast<const char*>(sqlite3_column_blob(statement, 0)) == nullptr
                            ? ""
                            : static_cast<const char*>(sqlite3_column_blob(statement, 0)),
                        static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
      sqlite3_finalize(statement);
      sqlite3_close(db);
      if (value.empty()) {
        value = "x";
      } else {
        value[pick(value.size())] ^= static_cast<char>(1 << pick(8));
      }
      const auto literal =
          payload ? fmt::format("x'{}'", to_hex(value)) : fmt::format("CAST(x'{}' AS TEXT)", to_hex(value));
      raw(fmt::format("PRAGMA foreign_keys=OFF; UPDATE {} SET {} = {} WHERE {}", payload ? "payloads" : "events",
                      column, literal, row.substr(row.find("WHERE") + 6)));
      what = fmt::format("{} of event {}", column, arrival);
    } else if (round % 4 == 2) {
      const std::vector<std::string> changes = {
          "UPDATE events SET seq = seq + 100 WHERE arrival = {}",
          "UPDATE events SET arrival = arrival + 100 WHERE arrival = {}",
          "UPDATE events SET signature = x'00' WHERE arrival = {}",
          "DELETE FROM payloads WHERE event = (SELECT id FROM events WHERE arrival = {})",
          "DELETE FROM events WHERE arrival = {}",
          "UPDATE payloads SET payload = CAST(payload || x'20' AS BLOB) WHERE event = (SELECT id FROM events WHERE "
          "arrival = {})"};
      what = changes[pick(changes.size())];
      raw("PRAGMA foreign_keys=OFF; " + fmt::format(fmt::runtime(what), arrival));
      what += fmt::format(" ({})", arrival);
    } else {
      const auto source = sha256_hex(std::string("<p>") + words + "</p>"), text = sha256_hex(words);
      const auto path = pick(2) == 0 ? desk.source_path(source) : desk.text_path(text);
      const auto bytes = need(read_file(path, 1 << 20));
      auto flipped = bytes;
      flipped[pick(flipped.size())] ^= static_cast<char>(1 << pick(8));
      std::ofstream(path, std::ios::binary | std::ios::trunc) << flipped;
      const auto report = checked();
      EXPECT_FALSE(report.sound()) << path;
      EXPECT_EQ(report.findings.at(0).where, path.lexically_relative(folder_).string());
      std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
      continue;
    }
    const auto report = checked();
    EXPECT_FALSE(report.sound()) << what;
    std::filesystem::remove(folder_ / "record.sqlite-wal");
    std::filesystem::remove(folder_ / "record.sqlite-shm");
    std::ofstream(folder_ / "record.sqlite", std::ios::binary | std::ios::trunc) << whole;
  }
  EXPECT_TRUE(checked().findings.empty());
}

TEST_F(RecordCheck, the_first_broken_event_is_named) {
  {
    auto record = make();
    fill(record);
  }
  raw("UPDATE payloads SET payload = CAST(replace(CAST(payload AS TEXT), 'A note', 'B note') AS BLOB)");
  const auto report = checked();
  ASSERT_FALSE(report.findings.empty());
  EXPECT_EQ(report.findings[0].code, "check.payload");
  EXPECT_TRUE(report.findings[0].where.starts_with("event 6 (")) << report.findings[0].where;
}

TEST_F(RecordCheck, tables_that_were_tampered_with_are_rebuilt) {
  auto record = make();
  fill(record);
  for (const auto* change :
       {"UPDATE notes SET words = 'forged'", "DELETE FROM facts", "UPDATE follow_ups SET status = 'done'",
        "DELETE FROM search_docs", "UPDATE event_index SET counts = 0", "DROP TABLE sources",
        "INSERT INTO search(rowid, body) SELECT max(row), 'forged' FROM search_docs"}) {
    raw(change);
    const auto report = need(record.check());
    EXPECT_FALSE(report.sound()) << change;
    EXPECT_EQ(report.findings.at(0).code, "check.projections") << change;
    EXPECT_FALSE(need(record.rebuild()).same()) << change;
    EXPECT_TRUE(need(record.check()).sound()) << change;
    EXPECT_TRUE(need(record.rebuild()).same()) << change;
  }
}

// Whoever can write the file can hash it anew; nothing in it may hang or crash us.
TEST_F(RecordCheck, a_forged_log_cannot_run_in_circles) {
  auto record = make();
  const auto first = need(record.append(stamp_at(1), NoteAdded{.text = "x"}));
  const auto undo = need(record.append(stamp_at(2), EventUndone{.target = first.id}));
  const auto redo = need(record.append(stamp_at(3), EventUndone{.target = undo.id}));
  raw(fmt::format("UPDATE payloads SET payload = CAST(replace(CAST(payload AS TEXT), '{}', '{}') AS BLOB)", first.id,
                  redo.id));
  EXPECT_FALSE(need(record.check()).sound());
  need(record.rebuild());
  EXPECT_EQ(need(record.notes()).size(), 1U);
  raw(
      fmt::format("UPDATE event_index SET subject = 'issue:x'; UPDATE thread_decisions SET event = '{0}'; INSERT INTO "
                  "thread_decisions(arrival, event) VALUES(9, '{0}')",
                  first.id));
  EXPECT_EQ(code_of(record.thread_decisions()), "desk.damaged");
  static_cast<void>(record.append(stamp_at(4), IssueNumbered{.key = "x"}).has_value());
  static_cast<void>(record.append(stamp_at(4), NoteAdded{.text = "y"}).has_value());
  need(record.rebuild());
}

TEST_F(RecordCheck, orphans_are_reported_and_harmless) {
  auto record = make();
  fill(record);
  const auto sha256 = need(record.desk().store_source("never added"));
  const auto report = need(record.check());
  EXPECT_TRUE(report.sound());
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].where, "sources/" + sha256.substr(0, 2) + "/" + sha256);
  std::filesystem::remove(record.desk().text_path(sha256_hex(words)));
  EXPECT_EQ(need(record.check()).findings.at(1).code, "check.file_missing");
  const auto rebuilt = need(record.rebuild());
  EXPECT_EQ(rebuilt.skipped, std::vector<std::string>{sha256_hex(words)});
  EXPECT_EQ(code_of(record.desk().text(sha256_hex(words))), "desk.source_missing");
}

TEST_F(RecordCheck, a_kill_at_any_instant_loses_nothing_acknowledged) {
  {
    auto record = make(IdSource(random_id));
  }
  std::mt19937 random(11);
  long long acknowledged = 2;
  for (int round = 0; round < 30; ++round) {
    int pipe_ends[2];
    ASSERT_EQ(pipe(pipe_ends), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(pipe_ends[0]);
      auto desk = Desk::open(folder_);
      auto opened = Record::open(*desk, Access::write);
      if (!opened) _exit(3);
      for (int i = 0;; ++i) {
        const auto text = fmt::format("Round {} text {} on ethanol.", round, i);
        Source source;
        source.sha256 = desk->store_source(text + "!").value();
        source.text_sha256 = desk->store_text(text).value();
        if (!opened->append(stamp_at(i), {SourceAdded{source}, NoteAdded{.text = text}})) _exit(4);
        if (write(pipe_ends[1], "x", 1) != 1) _exit(5);
      }
    }
    close(pipe_ends[1]);
    usleep(static_cast<useconds_t>(5'000 + random() % 60'000));
    kill(child, SIGKILL);
    char buffer[4096];
    for (ssize_t got = 0; (got = read(pipe_ends[0], buffer, sizeof buffer)) > 0;) acknowledged += 2 * got;
    close(pipe_ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << status;
    auto record = need(Record::open(need(Desk::open(folder_)), Access::read));
    const auto count = need(record.event_count());
    EXPECT_GE(count, acknowledged);
    EXPECT_LE(count, acknowledged + 2) << "at most one batch was committed and not yet acknowledged";
    EXPECT_EQ(count % 2, 0) << "no half of a batch";
    acknowledged = count;
    if (round % 10 == 9) {
      const auto report = need(record.check());
      EXPECT_TRUE(report.sound()) << first(report);
    }
  }
  EXPECT_GT(acknowledged, 30);
}

TEST_F(RecordCheck, random_histories_rebuild_to_what_is_live) {
  const std::string text = words;
  const std::string other = "Menu. Second round of the Dialogue. The sides met on March 3. They met on March 3 again.";
  for (unsigned seed = 1; seed <= 8; ++seed) {
    auto record = make();
    std::mt19937 random(seed);
    const auto pick = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
    std::vector<EventId> events;
    int minute = 1;
    for (int step = 0; step < 50; ++step, ++minute) {
      Entry entry = NoteAdded{.text = fmt::format("note {}", step)};
      switch (pick(12)) {
        case 0:
        case 1: {
          const auto& body = pick(2) == 0 ? text : other;
          Source source;
          source.sha256 = need(record.desk().store_source(fmt::format("bytes {}", pick(3))));
          source.text_sha256 = need(record.desk().store_text(body));
          source.published = fmt::format("2025-0{}-01", 1 + pick(9));
          entry = SourceAdded{source};
          break;
        }
        case 2:
        case 3: {
          const auto present = need(record.sources());
          if (present.empty()) continue;
          const auto& source = present[pick(present.size())];
          const auto body = need(record.text_of(source));
          ReadingStored stored{.source = source.sha256};
          for (const auto* quote : {"Second round", "met on March 3", "on March", "Dialogue"})
            if (pick(3) > 0)
              stored.reading.facts.push_back(fact_at(source, body, quote,
                                                     pick(2) == 0 ? FactKind::meeting : FactKind::round,
                                                     {{"n", fmt::format("{}", pick(9))}}));
          entry = stored;
          if (!stored.reading.facts.empty() && pick(3) == 0) {
            FactAdded added;
            added.source = source.sha256;
            added.reading.facts = {stored.reading.facts.front()};
            entry = added;
          }
          break;
        }
        case 4:
        case 5: {
          const auto present = need(record.sources());
          if (present.empty()) continue;
          const auto views = need(record.facts(present[pick(present.size())].sha256));
          if (views.empty()) continue;
          const auto& view = views[pick(views.size())];
          // One that was added and came loose is undone, not decided.
          if (view.fact.rule == by_hand && view.anchor != "exact" && view.anchor != "moved") continue;
          FactDecided decided{.fact = view.fact.id, .verdict = static_cast<Verdict>(pick(3))};
          if (decided.verdict == Verdict::correct) decided.fields = {{"n", fmt::format("p{}", step)}};
          entry = decided;
          break;
        }
        case 6:
          entry = FollowUpAdded{.text = fmt::format("follow-up {}", step)};
          break;
        case 7:
          entry = IssueNumbered{.key = fmt::format("key {}", pick(4))};
          break;
        case 8:
          entry = FollowUpNumbered{.fact = fmt::format("fact {}", pick(4))};
          break;
        case 9: {
          const auto all = need(record.follow_ups());
          if (all.empty()) continue;
          const int number = all[pick(all.size())].number;
          switch (pick(3)) {
            case 0:
              entry = FollowUpAssigned{.number = number, .owner = "JPN"};
              break;
            case 1:
              entry = FollowUpReworded{.number = number, .text = fmt::format("other words {}", step)};
              break;
            default:
              entry = FollowUpClosed{.number = number};
          }
          break;
        }
        case 10: {
          const auto all = need(record.notes());
          if (all.empty()) continue;
          entry = NoteReworded{.note = all[pick(all.size())].id, .text = fmt::format("other note {}", step)};
          break;
        }
        default:
          if (events.empty()) continue;
          entry = EventUndone{.target = events[pick(events.size())]};
      }
      const auto done = record.append(stamp_at(minute), entry);
      if (done) {
        events.push_back(done->id);
      } else {
        const auto& code = done.error().code;
        EXPECT_TRUE(code == "record.undone_already" || code == "record.not_undoable" ||
                    code == "record.no_such_follow_up" || code == "record.closed_already" ||
                    code == "record.words_of_source")
            << done.error().to_text();
      }
    }
    const auto report = need(record.check());
    EXPECT_TRUE(report.findings.empty()) << "seed " << seed << ": " << first(report);
    const auto rebuilt = need(record.rebuild());
    EXPECT_TRUE(rebuilt.same()) << "seed " << seed;
    EXPECT_EQ(need(record.digest()), rebuilt.after);
    std::filesystem::remove_all(folder_);
  }
}

}  // namespace breadcrumb::record
