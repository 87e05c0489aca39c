// What an operation may ask of the world: the clock, ids, folders, progress. Everything below it is pure or is the
// desk.
//
//   Context context = BC_TRY(Context::of_environment());
//   const Knowledge knowledge = BC_TRY(load_knowledge(context, nullptr));
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "brief/words.h"
#include "reader/grammar.h"
#include "record/record.h"
#include "source/furniture.h"
#include "thread/rules.h"

namespace breadcrumb::app {

/// Version of the program, as CMakeLists.txt states it.
std::string_view program_version();

struct Context;
class Kept;

/// What `serve` was asked.
struct ServeWish {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8750;           ///< 0: any that is free
  bool once = false;                   ///< ask for every page once, say the address, and stop
  std::vector<std::string> hosts{};    ///< further names by which it is called, as a proxy or a DNS entry has them
  std::vector<std::string> proxies{};  ///< addresses whose word on who calls is taken
  std::string user_header{};           ///< in which they say it
  std::string certificate{};           ///< a PEM file: the page is served over TLS; "" as it is
  std::string certificate_key{};       ///< its key, a PEM file
};

struct Context {
  std::filesystem::path data;        ///< holds lexicon/ and examples/
  std::filesystem::path desk;        ///< as given by `--desk` or BREADCRUMB_DESK; empty: look upward
  std::function<std::string()> now;  ///< UTC, `2026-03-01T09:30:00Z`
  record::IdSource ids;              ///< empty: random
  /// All of standard input; empty: there is none. Errors: `file.unreadable`, `typed.too_long` when no field takes it.
  std::function<Result<std::string>()> input;
  std::string editor;       ///< what VISUAL or EDITOR names, maybe with arguments; "" none
  std::string author_name;  ///< for a new desk: BREADCRUMB_AUTHOR, else the login name
  std::string author;       ///< of what is appended: 32 hex digits; "" the desk's owner
  /// A line that is not shown while it is typed; empty where nobody can type one.
  std::function<Result<std::string>(std::string_view prompt)> ask_secret;
  std::function<void(std::string_view)> progress;  ///< one short line on what is under way; may be empty
  std::function<void(const Error&)> warn;          ///< said beside the answer, which rests on less; may be empty
  std::function<void(std::string_view)> announce;  ///< lines said at once, before the answer; may be empty
  bool terminal = false;                           ///< a person reads what is said, and can end what goes on
  std::shared_ptr<Kept> kept;                      ///< between calls of one program that answers many; null: nothing
  /// The head that the caller looked at: the first thing that is appended stands on it, or is refused (`desk.changed`).
  std::shared_ptr<std::string> begun_on;
  /// Serves the page until it is told to stop; empty where this program cannot.
  std::function<Result<void>(const Context&, const ServeWish&)> serve;

  /// BREADCRUMB_DATA, BREADCRUMB_DESK, BREADCRUMB_NOW (a fixed clock) and BREADCRUMB_TEST_SEED (fixed ids, for tests
  /// and manuals). Errors: `app.no_data` when lexicon/ is found nowhere, `app.clock`.
  static Result<Context> of_environment();
};

/// Rules and words from the data folder, with the desk's own files over them.
struct Knowledge {
  reader::Grammar grammar;
  source::FurnitureRules furniture;
  thread::ThreadRules threads;
  brief::WordsByLanguage words;  ///< of the papers: one file of lexicon/brief/ for each language; `en` is there

  /// Of the command line's own answers.
  [[nodiscard]] const brief::Words& english() const { return words.at("en"); }
};

/// `desk` may be null. Errors: those of the loaders.
Result<Knowledge> load_knowledge(const Context& context, const record::Desk* desk);

/// The desk that the context names, or the nearest one upward. Errors: `desk.not_found` and those of Desk::open.
Result<record::Desk> find_desk(const Context& context);

/// A file of lexicon/: the desk's own where it has one of that name, else the installed one.
std::filesystem::path rules_file(const Context& context, const record::Desk& desk, std::string_view name);

/// The record, and the stamp for what its owner appends now; of a context that has `begun_on`, the first stamp alone
/// is bound to it.
Result<record::Record> open_record(const Context& context, record::Access access);
Result<record::Stamp> stamp_of(const Context& context, const record::Record& record);

/// Each further turn of a writer means that somebody else came through, so there are not many.
inline constexpr int most_turns = 1000;

/// Runs `attempt` with a stamp on top of the record as it is now, and again when another program appended in the
/// meantime: what the attempt looked at and what it appends are then of one state. It gives a Result and may append
/// once.
template <class Attempt>
auto on_top(const Context& context, const record::Record& record, Attempt attempt)
    -> decltype(attempt(std::declval<const record::Stamp&>())) {
  for (int turn = 0;; ++turn) {
    auto stamp = BC_TRY(stamp_of(context, record));
    const bool bound = !stamp.expected_head.empty();
    if (!bound) stamp.expected_head = BC_TRY(record.head());
    auto done = attempt(stamp);
    if (done || done.error().code != "desk.changed" || bound || turn == most_turns) return done;
  }
}

}  // namespace breadcrumb::app
