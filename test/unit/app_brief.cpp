// The example desk's briefing under attack: every form corrupted by chance and by craft, the desk's sources and record
// changed behind its back. Nothing passes, and what is untouched holds.

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <random>

#include "app/brief_material.h"
#include "app/operation.h"
#include "base/bytes.h"
#include "base/file.h"
#include "brief_corrupt.h"

namespace breadcrumb::app {
namespace {

namespace fs = std::filesystem;

class ExampleBriefing : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder() = fs::temp_directory_path() / ("breadcrumb-briefing-" + random_id());
    const std::string command =
        std::string("\"") + BC_BREADCRUMB + "\" demo --no-serve --dir \"" + desk().string() + "\" > /dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;  // NOLINT(cert-env33-c): a fixed command of our own
    // An officer's words and decisions, so that every kind of run is there.
    ASSERT_TRUE(ask("note-add", Json::object().set("issue", "1").set("text", "Raise it early.")));
  }
  static void TearDownTestSuite() {
    std::error_code code;
    fs::remove_all(folder(), code);
  }
  static fs::path& folder() {
    static fs::path made;
    return made;
  }
  static fs::path desk() { return folder() / "desk"; }

  static Context context() {
    Context out;
    out.data = BC_ROOT;
    out.desk = desk();
    out.now = [] { return std::string("2025-03-10T09:00:00Z"); };
    out.author_name = "H. Yamada";
    return out;
  }
  static Result<Answer> ask(std::string_view name, const Request& request) {
    return find_operation(name)->run(context(), request);
  }
  static std::string briefing(brief::Profile profile, brief::Format format) {
    const auto opened = open_views(context());
    EXPECT_TRUE(opened);
    auto bytes =
        briefing_file(context(), *opened, {.dialogue = "", .round = "next", .profile = profile, .format = format});
    EXPECT_TRUE(bytes);
    return bytes ? bytes->bytes : "";
  }
  /// `verify` as the command runs it: the first code, or `ok`.
  static std::string verified(const fs::path& file) {
    const auto answer = ask("verify", Json::object().set("file", file.string()));
    if (!answer) return answer.error().code;
    if (answer->failed_check == answer->json["holds"].boolean()) return "";
    return answer->failed_check ? answer->json["failures"].items().front()["code"].string() : "ok";
  }
  static void flip(std::string& bytes, std::size_t at) {
    char& c = bytes[at];
    c = c >= '0' && c <= '9' ? (c == '9' ? '0' : static_cast<char>(c + 1)) : static_cast<char>(c ^ 1);
  }
};

constexpr brief::Format formats[] = {brief::Format::html, brief::Format::docx, brief::Format::markdown,
                                     brief::Format::json};

TEST_F(ExampleBriefing, is_noticed_when_the_file_is_corrupted) {
  const auto opened = open_views(context());
  ASSERT_TRUE(opened);
  const auto rules = MarkRules::load(context(), opened->record.desk());
  ASSERT_TRUE(rules);
  // The desk stands still, so what it knew is asked for once.
  std::optional<brief::Material> material;
  const brief::VerifyContext with{.program = std::string(program_version()),
                                  .margin_below = opened->knowledge.threads.ask_below(),
                                  .material_at = [&](const brief::Named& named) -> Result<brief::Material> {
                                    if (material && material->view.head == named.head) return *material;
                                    auto found = material_at(opened->record, opened->knowledge, *rules, named);
                                    if (found) material = *found;
                                    return found;
                                  }};
  const auto code = [&](const std::string& bytes) {
    const auto report = brief::verify(bytes, opened->knowledge.words, with);
    if (!report) return report.error().code;
    return report->ok() ? std::string("ok") : report->failures.front().code;
  };
  for (const auto format : formats)
    for (const auto profile : {brief::Profile::minister, brief::Profile::delegation}) {
      const std::string good = briefing(profile, format);
      ASSERT_EQ(code(good), "ok");
      const int count = profile == brief::Profile::minister ? 50 : 20;
      for (const auto& [name, bad] : brief::corrupt::by_chance(good, format, count, 5))
        EXPECT_NE(code(bad), "ok") << to_text(format) << " " << name;
      if (profile != brief::Profile::minister) continue;
      for (const auto& [name, bad] : brief::corrupt::by_craft(good, format))
        EXPECT_NE(code(bad), "ok") << to_text(format) << " " << name;
    }
}

TEST_F(ExampleBriefing, is_noticed_when_a_source_is_changed) {
  const auto file = folder() / "briefing.html";
  ASSERT_TRUE(write_file(file, briefing(brief::Profile::delegation, brief::Format::html)));
  ASSERT_EQ(verified(file), "ok");
  std::mt19937 random(11);
  int changed = 0;
  for (const char* kind : {"sources", "texts"})
    for (const auto& entry : fs::recursive_directory_iterator(desk() / kind)) {
      if (!entry.is_regular_file()) continue;
      const auto good = read_file(entry.path(), 1 << 24).value();
      for (int n = 0; n < 2; ++n) {
        auto bad = good;
        flip(bad, random() % bad.size());
        ASSERT_TRUE(write_file(entry.path(), bad));
        EXPECT_NE(verified(file), "ok") << entry.path();
        ++changed;
      }
      if (changed % 12 == 0) {
        fs::remove(entry.path());
        EXPECT_NE(verified(file), "ok") << entry.path() << " gone";
      }
      ASSERT_TRUE(write_file(entry.path(), good));
    }
  EXPECT_GE(changed, 48);
  EXPECT_EQ(verified(file), "ok");
}

TEST_F(ExampleBriefing, is_noticed_when_the_record_is_changed) {
  const auto file = folder() / "briefing.html";
  ASSERT_TRUE(write_file(file, briefing(brief::Profile::delegation, brief::Format::html)));
  ASSERT_EQ(verified(file), "ok");
  const auto database = desk() / "record.sqlite";
  const auto whole = read_file(database, 1 << 26).value();
  std::mt19937 random(13);
  int changed = 0;
  for (const std::string table : {"events", "payloads", "sources", "readings", "texts", "facts", "follow_ups",
                                  "issue_numbers", "notes", "authors", "event_index"}) {
    for (int column = 0;; ++column) {
      sqlite3* db = nullptr;
      ASSERT_EQ(sqlite3_open(database.c_str(), &db), SQLITE_OK);
      const auto run = [&](const std::string& sql) { return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr); };
      sqlite3_stmt* statement = nullptr;
      ASSERT_EQ(sqlite3_prepare_v2(db, ("SELECT * FROM " + table).c_str(), -1, &statement, nullptr), SQLITE_OK);
      if (column >= sqlite3_column_count(statement)) {
        sqlite3_finalize(statement);
        sqlite3_close(db);
        break;
      }
      const std::string name = sqlite3_column_name(statement, column);
      std::vector<std::string> values;
      bool blob = false, number = false;
      while (sqlite3_step(statement) == SQLITE_ROW) {
        blob = blob || sqlite3_column_type(statement, column) == SQLITE_BLOB;
        number = number || sqlite3_column_type(statement, column) == SQLITE_INTEGER;
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
        if (bytes != nullptr && size > 0) values.emplace_back(bytes, size);
      }
      sqlite3_finalize(statement);
      bool done = false;
      if (!values.empty()) {
        const std::string old = values[random() % values.size()];
        std::string now = old;
        // The first character of a word or number, or any byte of what is longer: one is enough.
        flip(now, now.size() < 8 ? 0 : random() % now.size());
        const auto literal = [&](const std::string& value) {
          return blob ? "x'" + to_hex(value) + "'" : number ? value : "CAST(x'" + to_hex(value) + "' AS TEXT)";
        };
        for (const char* trigger :
             {"events_are_never_changed", "events_are_never_removed", "payloads_are_never_changed"})
          run(std::string("DROP TRIGGER IF EXISTS ") + trigger);
        run("PRAGMA foreign_keys=OFF");
        done = run("UPDATE " + table + " SET " + name + " = " + literal(now) + " WHERE " + name + " = " +
                   literal(old)) == SQLITE_OK;
      }
      sqlite3_close(db);
      if (done) {
        EXPECT_NE(verified(file), "ok") << table << "." << name;
        ++changed;
      }
      for (const char* beside : {"-wal", "-shm"}) fs::remove(database.string() + beside);
      ASSERT_TRUE(write_file(database, whole));
    }
  }
  EXPECT_GE(changed, 50);
  EXPECT_EQ(verified(file), "ok");
}

}  // namespace
}  // namespace breadcrumb::app
