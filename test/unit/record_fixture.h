// A desk in a folder of its own, with ids that count up, for the record's tests.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <string>

#include "base/bytes.h"
#include "record/record.h"

namespace breadcrumb::record {

inline const std::string test_author(32, 'a');

inline IdSource counting_ids() {
  return [count = 0]() mutable { return sha256_hex(fmt::format("id {}", ++count)).substr(0, 32); };
}

inline Stamp stamp_at(int minute, std::string author = test_author) {
  return {.author = std::move(author),
          .time = fmt::format("2026-03-01T{:02}:{:02}:00Z", minute / 60 % 24, minute % 60)};
}

/// The value, or a failed test with the error's words.
template <class T>
T need(Result<T> result) {
  EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().to_text());
  return std::move(result).value();
}

inline std::string code_of(const auto& result) {
  return result ? "" : result.error().code;
}

class RecordTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              fmt::format("breadcrumb-{}-{}-{}", info->test_suite_name(), info->name(), random_id().substr(0, 8));
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Record make(IdSource ids = counting_ids()) {
    return need(Record::create(folder_, {"Test desk", "JPN", {"en", "ja"}}, stamp_at(0), "Officer", std::move(ids)));
  }

  /// Stores bytes and text and adds the source; returns it.
  static Source add_source(Record& record, const std::string& text, int minute = 1,
                           const std::string& published = "2025-03-04", const std::string& bytes = "") {
    Source source;
    source.sha256 = need(record.desk().store_source(bytes.empty() ? "<p>" + text + "</p>" : bytes));
    source.text_sha256 = need(record.desk().store_text(text));
    source.extractor = "html/1";
    source.media_type = "text/html";
    source.title = text.substr(0, text.find('.'));
    source.published = published;
    source.language = "en";
    need(record.append(stamp_at(minute), SourceAdded{source}));
    return source;
  }

  static Fact fact_at(const Source& source, const std::string& text, const std::string& words, FactKind kind,
                      std::map<std::string, std::string, std::less<>> fields = {}, std::size_t from = 0) {
    Fact fact;
    const auto at = text.find(words, from);
    EXPECT_NE(at, std::string::npos) << words;
    fact.kind = kind;
    fact.quote = span_of(text, at, at + words.size());
    fact.fields = std::move(fields);
    fact.rule = "en.test";
    fact.id = fact_id(source.sha256, kind, fact.quote);
    return fact;
  }

  static Appended store_reading(Record& record, const Source& source, std::vector<Fact> facts, int minute = 2) {
    ReadingStored stored{.source = source.sha256};
    stored.reading.language = "en";
    stored.reading.kind = "readout";
    stored.reading.grammar = "grammar";
    stored.reading.facts = std::move(facts);
    return need(record.append(stamp_at(minute), stored));
  }

  /// Runs SQL behind the record's back, its guards taken down.
  void raw(const std::string& sql) const {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open((folder_ / "record.sqlite").c_str(), &db), SQLITE_OK);
    char* message = nullptr;
    const auto all =
        "DROP TRIGGER IF EXISTS events_are_never_changed; DROP TRIGGER IF EXISTS events_are_never_removed; "
        "DROP TRIGGER IF EXISTS payloads_are_never_changed; " +
        sql;
    const int code = sqlite3_exec(db, all.c_str(), nullptr, nullptr, &message);
    EXPECT_EQ(code, SQLITE_OK) << (message == nullptr ? "" : message) << "\n" << sql;
    sqlite3_free(message);
    sqlite3_close(db);
  }

  std::filesystem::path folder_;
};

}  // namespace breadcrumb::record
