// What one recorded note costs against one row in SQLite, both synced to disk: how much the chain, the read-back and
// the projections add. The last lines print the ratio and check the answers.
//
//   build/release/bench/record_append

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "base/bytes.h"
#include "record/db.h"
#include "record/record.h"

namespace {

using namespace breadcrumb;
using namespace breadcrumb::record;

namespace fs = std::filesystem;

constexpr const char* author = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
constexpr const char* words = "Ask about the second tranche, and who holds the next step on the notice of March.";

/// A folder that goes when the benchmark does.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("breadcrumb-bench-" + random_id().substr(0, 8));
  ~Folder() { fs::remove_all(path); }
};

Record desk_in(const fs::path& folder) {
  return Record::create(folder, {"Bench", "", {}}, {.author = author, .time = "2026-03-01T09:00:00Z"}).value();
}

void fail(std::string_view what) {
  std::fputs(fmt::format("wrong answer: {}\n", what).c_str(), stderr);
  std::exit(1);
}

void plain_row(benchmark::State& state) {
  Folder folder;
  fs::create_directories(folder.path);
  const Db db = Db::open(folder.path / "plain.sqlite", Db::Mode::write).value();
  if (!db.script("CREATE TABLE notes(id TEXT PRIMARY KEY, words TEXT NOT NULL)")) fail("table");
  for (auto _ : state)
    if (!db.run("INSERT INTO notes(id, words) VALUES(?, ?)", {random_id(), std::string(words)})) fail("row");
}
BENCHMARK(plain_row)->Unit(benchmark::kMicrosecond)->UseRealTime();

void recorded_note(benchmark::State& state) {
  Folder folder;
  auto record = desk_in(folder.path);
  const Stamp stamp{.author = author, .time = "2026-03-01T09:00:00Z"};
  long long count = 1;
  for (auto _ : state) {
    if (!record.append(stamp, NoteAdded{.text = words})) fail("note");
    ++count;
  }
  if (record.event_count().value() != count) fail("count of events");
}
BENCHMARK(recorded_note)->Unit(benchmark::kMicrosecond)->UseRealTime();

void recorded_batch_of_100(benchmark::State& state) {
  Folder folder;
  auto record = desk_in(folder.path);
  const std::vector<Entry> notes(100, NoteAdded{.text = words});
  for (auto _ : state)
    if (!record.append({.author = author, .time = "2026-03-01T09:00:00Z"}, notes)) fail("batch");
  state.SetItemsProcessed(state.iterations() * 100);
}
BENCHMARK(recorded_batch_of_100)->Unit(benchmark::kMicrosecond)->UseRealTime();

void check_of_2000_events(benchmark::State& state) {
  Folder folder;
  auto record = desk_in(folder.path);
  const std::vector<Entry> notes(1999, NoteAdded{.text = words});
  if (!record.append({.author = author, .time = "2026-03-01T09:00:00Z"}, notes)) fail("notes");
  for (auto _ : state)
    if (!record.check().value().sound()) fail("check");
}
BENCHMARK(check_of_2000_events)->Unit(benchmark::kMillisecond);

void index_japanese_megabyte(benchmark::State& state) {
  std::string text;
  while (text.size() < 1'000'000)
    text += "日米両政府は、労働及び貿易円滑化に関する会合を開催し、エタノールについて議論した。\n";
  for (auto _ : state) benchmark::DoNotOptimize(index_text(text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(index_japanese_megabyte)->Unit(benchmark::kMillisecond);

/// The ratio that regressions are judged by, over 200 of each.
void print_ratio() {
  const auto seconds = [](auto&& work) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 200; ++i) work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  Folder plain, full;
  fs::create_directories(plain.path);
  const Db db = Db::open(plain.path / "plain.sqlite", Db::Mode::write).value();
  if (!db.script("CREATE TABLE notes(id TEXT PRIMARY KEY, words TEXT NOT NULL)")) fail("table");
  auto record = desk_in(full.path);
  const Stamp stamp{.author = author, .time = "2026-03-01T09:00:00Z"};
  const double row = seconds([&] {
    if (!db.run("INSERT INTO notes(id, words) VALUES(?, ?)", {random_id(), std::string(words)})) fail("row");
  });
  const double note = seconds([&] {
    if (!record.append(stamp, NoteAdded{.text = words})) fail("note");
  });
  if (record.notes().value().size() != 200) fail("notes");
  fmt::print("recorded note / plain row: {:.2f}\n", note / row);
}

}  // namespace

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  benchmark::RunSpecifiedBenchmarks();
  print_ratio();
}
