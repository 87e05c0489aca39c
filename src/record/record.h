// The desk's memory: an append-only event log, and the tables that follow from it.
//
//   Record record = BC_TRY(Record::open(desk, Access::write));
//   const Stamp stamp{.author = record.owner().value(), .time = "2026-03-01T09:30:00Z"};
//   const Appended note = BC_TRY(record.append(stamp, NoteAdded{.issue = 7, .text = "Ask again in May."}));
//   BC_TRY(record.append(stamp, EventUndone{.target = note.id}));
//   const auto facts = BC_TRY(record.facts(source.sha256));
//
// The log is the truth; every table can be dropped and rebuilt to the same digest. What `append` has returned survives
// a kill at any instant. No clock in here: time and author are arguments. One writer at a time (others wait five
// seconds, then `desk.busy`); readers never wait. A Record belongs to one thread; open one per thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/desk_view.h"
#include "record/desk.h"
#include "record/entry.h"
#include "record/event.h"
#include "record/search.h"

namespace breadcrumb::record {

enum class Access { read, write };

/// Makes ids and salts: 32 lower-case hex digits, never the same twice. Random unless a test or a manual fixes it.
using IdSource = std::function<std::string()>;

/// Who appends, when, and on top of what.
struct Stamp {
  std::string author{};  ///< 32 hex digits
  std::string time{};    ///< UTC, `2026-03-01T09:30:00Z`
  std::string channel = "private";
  std::string expected_head{};  ///< "" = any; else `desk.changed` (conflict) unless the record's head is this
};

struct Appended {
  EventId id{};    ///< of the new event; of the earlier one when the thing was numbered already
  int number = 0;  ///< of the issue or follow-up, where the entry has one
};

/// An event as the log shows it.
struct LoggedEvent {
  Event event{};
  Json payload{};
  bool undone = false;  ///< an undo that itself counts makes it not count
};

struct AuthorName {
  std::string author{}, name{}, time{};
};

/// A thing that events are about: `source:SHA256`, `threads:`, `issue:KEY`, `follow_up:7`, `note:EVENT`,
/// `entry:NOUN:3`, `mark:SUBJECT`, `author:ID`, `desk:`; "" of an undo of nothing.
struct Touched {
  std::string subject{};
  bool is_new = false;  ///< no earlier event is about it
};

/// The reading that counts for a source.
struct StoredReading {
  EventId id{};
  std::string source{}, text_sha256{}, dialogue{}, author{}, time{};
  Reading reading{};  ///< as the machine read it; `Record::facts` has what people made of it
};

struct DecidedThread {
  EventId id{};
  std::string author{}, time{}, because{};
  ThreadDecision decision{};   ///< its mentions under their present ids, where a new reading changed them
  std::vector<FactId> lost{};  ///< mentions that no present fact answers to
};

struct IssueNumber {
  std::string key{};  ///< Thread::key, under its present id where a new reading changed it
  int number = 0;
  bool operator==(const IssueNumber&) const = default;
};

/// What people entered about a follow-up; what was read about it comes from its fact.
struct FollowUpEntry {
  int number = 0;
  FactId fact{};       ///< of the commitment, present id; "" when entered by hand
  std::string text{};  ///< entered by hand; "" when read
  std::string source{};
  std::optional<std::string> owner{}, due{};  ///< only when somebody said so; "" = said to be unknown or none
  std::string status = "open";                ///< open, done, dropped
  std::string closed_because{}, closed_source{};
  std::string author{}, time{};  ///< of the last entry; "" when only numbered
  std::string added{};           ///< time of the first event
  bool operator==(const FollowUpEntry&) const = default;
};

struct SearchHit {
  std::string kind{};               ///< source, note, follow_up, entry
  std::string id{};                 ///< sha256, event id, number, or `paper:3`
  std::string title{};              ///< of the source; "" otherwise
  std::string date{};               ///< published, else added
  std::vector<Snippet> snippets{};  ///< into the source's text in use, the words of the note or follow-up, or a field
};

struct SearchAnswer {
  std::vector<SearchHit> hits{};
  std::size_t found = 0;  ///< in all, before the limit
  bool by_date = false;   ///< the words are too common to rank: newest first
};

/// Something `check` found.
struct Finding {
  enum class Kind {
    damage,  ///< bytes are not what the log says
    orphan,  ///< a file that no event names: harmless, left by a kill or an undo of nothing
  };
  Kind kind = Kind::damage;
  std::string code{};     ///< `check.event_hash`, ...; docs/file-format.md lists them
  std::string message{};  ///< one sentence
  std::string where{};    ///< `event 12 (id)`, or a path inside the desk
};

struct CheckReport {
  long long events = 0;
  long long files = 0;
  std::string head{};                ///< of the arrival chain
  std::vector<Finding> findings{};   ///< the first broken event before later ones
  [[nodiscard]] bool sound() const;  ///< no damage; orphans do not count
};

struct RebuildReport {
  long long events = 0;
  std::string before{}, after{};       ///< digests of the projections; "" before when they could not be read
  std::vector<std::string> skipped{};  ///< texts that could not be read and are not in the index
  [[nodiscard]] bool same() const { return before == after; }
};

class Record {
 public:
  /// Makes the desk's folder, desk.toml and record, with `desk.created` (and `author.named` when a name is given) as
  /// its first events. Errors: `desk.exists`, `desk.settings`, `file.unwritable`, `record.stamp`.
  static Result<Record> create(const std::filesystem::path& folder, const DeskSettings& settings, const Stamp& stamp,
                               std::string_view author_name = "", IdSource ids = {});
  /// Errors: `desk.no_record`, `desk.newer` (refused), `desk.damaged` (broken), `desk.busy`, `desk.unreadable`,
  /// `desk.read_only` (write access to a folder that cannot be written).
  static Result<Record> open(const Desk& desk, Access access, IdSource ids = {});

  Record(Record&&) noexcept;
  Record& operator=(Record&&) noexcept;
  ~Record();

  [[nodiscard]] const Desk& desk() const;
  [[nodiscard]] bool writable() const;

  // Writing. All entries of one call become events together or not at all, in order; later ones see the earlier ones.
  // Errors: `desk.read_only`, `desk.busy`, `desk.changed`, `record.in_snapshot`, `record.stamp`, `record.payload`,
  // `record.no_such_source`, `record.no_such_fact`, `record.no_such_issue`, `record.no_such_follow_up`,
  // `record.no_such_entry`, `record.no_such_note`, `record.words_of_source`,
  // `record.no_such_event`, `record.not_undoable`, `record.undone_already`, `record.closed_already`,
  // `record.number_taken`,
  // `record.quote_mismatch`, `record.empty_text`, `record.write_mismatch` (broken: what was written does not read
  // back), `desk.full`.
  Result<Appended> append(const Stamp& stamp, const Entry& entry);
  Result<std::vector<Appended>> append(const Stamp& stamp, const std::vector<Entry>& entries);

  // The log.
  Result<std::string> head() const;  ///< 64 hex digits; "" when there is no event
  /// The head that the record had after its first `events` events; "" when it has not so many.
  Result<std::string> head_at(long long events) const;
  Result<long long> event_count() const;
  Result<std::string> owner() const;                ///< the author who made the desk
  Result<std::vector<AuthorName>> authors() const;  ///< last name of each, by id
  /// Newest first when `newest_first`; `limit` 0 = all.
  Result<std::vector<LoggedEvent>> log(std::size_t limit = 0, bool newest_first = false) const;
  Result<LoggedEvent> event(std::string_view id) const;  ///< an id or its first 8 or more digits
  /// The event of that place in the order of arrival, from 1; nothing where there is none.
  Result<std::optional<LoggedEvent>> event_at(long long arrival) const;
  /// What the events after the first `events` are about, each thing once.
  Result<std::vector<Touched>> touched_since(long long events) const;
  /// All that one call of `append` wrote together with this event, itself among it, in order of arrival.
  Result<std::vector<LoggedEvent>> command_of(const LoggedEvent& event) const;
  /// The last event that counts and can be undone. Errors: `record.nothing_to_undo`.
  Result<LoggedEvent> last_undoable() const;

  // What follows from the log. Ordered as said, the same on every machine.
  Result<std::vector<Source>> sources() const;  ///< by publication, then SHA-256
  /// The same one after another, the last published first where wanted, until `take` gives false.
  Result<void> each_source(bool newest_first, const std::function<bool(const Source&)>& take) const;
  Result<Source> source(std::string_view sha256) const;     ///< or its first 6 or more digits; `record.no_such_source`
  Result<std::string> text_of(const Source& source) const;  ///< the text in use, checked against its hash
  Result<std::vector<StoredReading>> readings() const;      ///< one per source that has one, in the order of `sources`
  Result<std::optional<StoredReading>> reading(std::string_view sha256) const;
  /// Facts after people's decisions, in the order of the reading, then decisions that no fact answers to. Rejected,
  /// ambiguous and lost ones are among them: leave out what is `rejected`, and ask a person about the other two.
  Result<std::vector<FactView>> facts(std::string_view source_sha256) const;
  /// Sources with facts that wait for a person: those that nobody decided and that the machine is less sure of than 70
  /// of 100, and decisions that are ambiguous or lost.
  Result<std::vector<Source>> waiting_sources() const;
  Result<std::string> fact_source(std::string_view id) const;  ///< where it stands; "" of none
  /// Every fact's id and source, without what it says: for whoever looks at all of them.
  Result<std::vector<std::pair<FactId, std::string>>> fact_places() const;
  Result<FactView> fact(std::string_view id) const;  ///< or its first 6 or more digits; `record.no_such_fact`
  /// Decisions that wait for a person again: ambiguous or lost, by source and quote.
  Result<std::vector<FactView>> open_facts() const;
  Result<std::vector<DecidedThread>> thread_decisions() const;                  ///< in order of decision
  Result<std::vector<IssueNumber>> issue_numbers() const;                       ///< by number
  Result<std::optional<IssueNumber>> issue_number(std::string_view key) const;  ///< of the key as it was numbered
  Result<std::vector<FollowUpEntry>> follow_ups() const;                        ///< by number
  Result<std::optional<FollowUpEntry>> follow_up(int number) const;
  Result<std::vector<std::string>> owners() const;  ///< of follow-ups, that people entered; each once, in order
  Result<std::vector<NoteView>> notes() const;      ///< in order; `author` is an id
  Result<std::vector<EntryView>> entries(std::string_view noun = "") const;  ///< by noun, then number
  Result<int> next_number(std::string_view noun) const;                      ///< of a new entry or `follow_up`
  Result<std::vector<MarkView>> marks() const;                               ///< by subject
  Result<SearchAnswer> search(std::string_view typed, std::size_t limit = 20) const;

  /// Keeps every reader above on one state of the record until it is destroyed; do not append meanwhile.
  class Snapshot {
   public:
    Snapshot(Snapshot&&) noexcept;
    Snapshot& operator=(Snapshot&&) = delete;
    ~Snapshot();

   private:
    friend class Record;
    explicit Snapshot(const Record& record) : record_(&record) {}
    const Record* record_;
  };
  Result<Snapshot> snapshot() const;

  // Proof.
  /// Digest of all projections: rows by key, the index by term, document and position. The same for the same log.
  Result<std::string> digest() const;
  /// Re-hashes everything the log names, compares the projections with a rebuild in memory. Errors only when it cannot
  /// look at all; damage is a finding.
  Result<CheckReport> check() const;
  /// Drops and remakes every projection in one transaction. Errors: `desk.read_only`, `desk.busy`, `desk.damaged`.
  Result<RebuildReport> rebuild();
  /// The record as it was at a head (64 hex digits, or the first 32 or more), in memory, for reading; its search index
  /// is empty. Errors: `record.no_such_head`.
  Result<Record> as_of(std::string_view head) const;
  /// The heads that the desk had at an ISO time, which is a whole second, the last one first: after each command of
  /// that second, and before the first of them. Errors: `record.no_such_head`: all events are later.
  Result<std::vector<std::string>> heads_at(std::string_view time) const;

 private:
  struct State;
  explicit Record(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace breadcrumb::record
