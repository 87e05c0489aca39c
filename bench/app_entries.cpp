// What the officer's own record costs to read at ten thousand entries: the book of entries against a plain scan of the
// same rows, the levels of all of them against the book, and a desk cut down to what the public may see against the
// whole desk. The last lines print the ratios and check the answers.
//
//   build/release/bench/app_entries

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "app/marking.h"
#include "app/within.h"
#include "base/bytes.h"
#include "base/file.h"
#include "record/db.h"

namespace {

using namespace breadcrumb;
using namespace breadcrumb::app;

namespace fs = std::filesystem;

constexpr int entries = 10'000, marks = 1'000;

void fail(std::string_view what) {
  std::fputs(fmt::format("wrong answer: {}\n", what).c_str(), stderr);
  std::exit(1);
}

/// A desk of papers that answer each other, one in ten of them marked.
struct Bench {
  fs::path path = fs::temp_directory_path() / ("breadcrumb-bench-" + random_id().substr(0, 8));
  record::Record record;
  MarkRules rules;

  Bench()
      : record(record::Record::create(path, {"Bench", "USA", {"en"}}, stamp(), "A").value()),
        rules(MarkRules::parse(read_file(fs::path(BC_ROOT) / "lexicon/marks.toml", 1 << 20).value(), "marks").value()) {
    std::vector<record::Entry> batch;
    for (int i = 1; i <= entries; ++i) {
      record::EntrySet paper{
          .noun = "paper",
          .begins = true,
          .fields = {{"title", fmt::format("Paper {}", i)}, {"from", "JPN"}, {"date", "2026-02-03"}}};
      if (i > 1) paper.fields["replaces"] = std::to_string(i / 2);
      batch.emplace_back(std::move(paper));
      if (i % (entries / marks) == 0)
        batch.emplace_back(
            record::MarkSet{.subject = fmt::format("paper:{}", i), .mark = "sensitive", .audience = "own delegation"});
    }
    if (!record.append(stamp(), batch)) fail("entries");
  }
  ~Bench() { fs::remove_all(path); }
  static record::Stamp stamp() { return {.author = std::string(32, 'a'), .time = "2026-03-01T09:00:00Z"}; }
};

Bench& desk() {
  static Bench bench;
  return bench;
}

void plain_scan() {
  const auto db = record::Db::open(desk().path / "record.sqlite", record::Db::Mode::read).value();
  auto rows = db.query("SELECT noun, number, field, value, author, time FROM entry_fields").value();
  std::size_t bytes = 0;
  while (rows.next().value()) bytes += rows.text(2).size() + rows.text(3).size();
  if (bytes == 0) fail("scan");
}

void book() {
  if (EntryBook::of(desk().record).value().all().size() != entries) fail("book");
}

void levels() {
  const auto marking = Marking::of(desk().record, desk().rules).value();
  if (marking.above({0, 2}).size() < marks) fail("marking");
}

void whole_desk(const Knowledge& knowledge) {
  if (!desk_views(contents_of(desk().record).value(), knowledge).empty()) fail("views");
}

void public_desk(const Knowledge& knowledge) {
  const auto marking = Marking::of(desk().record, desk().rules).value();
  if (!views_within(contents_of(desk().record).value(), marking, {}, brief::Profile::for_public, knowledge).empty())
    fail("public views");
}

double seconds(auto&& work) {
  constexpr int times = 20;
  work();
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i) work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / times;
}

void print_ratios() {
  Context context;
  context.data = BC_ROOT;
  const auto knowledge = load_knowledge(context, nullptr).value();
  const double scan = seconds(plain_scan), all = seconds(book), marked = seconds(levels);
  const double whole = seconds([&] { whole_desk(knowledge); }), cut = seconds([&] { public_desk(knowledge); });
  fmt::print(
      "{} entries, {} marks: scan {:.1f} ms, book {:.1f} ms, levels {:.1f} ms, desk {:.1f} ms, public {:.1f} ms\n",
      entries, marks, scan * 1e3, all * 1e3, marked * 1e3, whole * 1e3, cut * 1e3);
  fmt::print("book / plain scan: {:.2f}\nlevels / book: {:.2f}\npublic desk / whole desk: {:.2f}\n", all / scan,
             marked / all, cut / whole);
}

}  // namespace

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  benchmark::RegisterBenchmark("book", [](benchmark::State& state) {
    for (auto _ : state) book();
  })->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("levels", [](benchmark::State& state) {
    for (auto _ : state) levels();
  })->Unit(benchmark::kMillisecond);
  benchmark::RunSpecifiedBenchmarks();
  print_ratios();
}
