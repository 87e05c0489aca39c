#include "record/record.h"

#include <fmt/format.h>
#include <unistd.h>

#include "base/bytes.h"
#include "record/state.h"

namespace breadcrumb::record {

namespace {

namespace fs = std::filesystem;

bool has_bytes(const fs::path& path) {
  std::error_code code;
  const auto size = fs::file_size(path, code);
  return !code && size > 0;
}

/// Reading a folder that we cannot write works only if SQLite needs no files beside the record.
Db::Mode mode_for(const Desk& desk, Access access) {
  if (access == Access::write) return Db::Mode::write;
  auto wal = desk.record_path();
  wal += "-wal";
  const bool fixed = ::access(desk.root().c_str(), W_OK) != 0 && !has_bytes(wal);
  return fixed ? Db::Mode::immutable : Db::Mode::read;
}

Error no_record(const Desk& desk) {
  return {ErrorKind::not_found, "desk.no_record", "the desk has no record", desk.record_path().string()};
}

Result<void> check_version(const Db& db, const Desk& desk) {
  const auto where = desk.record_path().string();
  const auto version = BC_TRY(db.integer("PRAGMA user_version"));
  const auto tables = BC_TRY(db.integer("SELECT count(*) FROM sqlite_schema WHERE name IN ('events', 'payloads')"));
  if (version == 0 && tables == 0) return no_record(desk);
  if (version > log_version)
    return Error{ErrorKind::refused, "desk.newer",
                 fmt::format("the record has format {}, this Breadcrumb reads up to {}", version, log_version), where};
  if (version < 1 || tables != 2)
    return Error{ErrorKind::broken, "desk.damaged", "the record's tables are not those of a desk", where};
  return {};
}

/// A record without tables is left by an `init` that was killed before its first commit; it holds nothing.
Result<void> remove_unfinished(const fs::path& folder) {
  std::error_code code;
  if (!fs::exists(folder / "desk.toml", code) || !fs::exists(folder / "record.sqlite", code)) return {};
  {
    const auto desk = Desk::open(folder);
    if (!desk) return {};
    const auto db = Db::open(desk->record_path(), Db::Mode::write);
    if (!db) return {};
    const auto sound = check_version(*db, *desk);
    if (sound || sound.error().code != "desk.no_record") return {};
  }
  for (const auto* ending : {"", "-wal", "-shm"}) fs::remove(folder / (std::string("record.sqlite") + ending), code);
  return {};
}

}  // namespace

Record::Record(std::unique_ptr<State> state) : state_(std::move(state)) {}
Record::Record(Record&&) noexcept = default;
Record& Record::operator=(Record&&) noexcept = default;
Record::~Record() = default;

const Desk& Record::desk() const {
  return state_->desk;
}
bool Record::writable() const {
  return state_->writable;
}

Result<Record> Record::create(const fs::path& folder, const DeskSettings& settings, const Stamp& stamp,
                              std::string_view author_name, IdSource ids) {
  BC_TRY(check_stamp(stamp));
  BC_TRY(remove_unfinished(folder));
  Desk desk = BC_TRY(Desk::create(folder, settings));
  Db db = BC_TRY(Db::open(desk.record_path(), Db::Mode::write));
  auto state =
      std::make_unique<State>(State{std::move(desk), std::move(db), true, ids ? std::move(ids) : IdSource(random_id)});
  auto transaction = BC_TRY(Transaction::begin(state->db));
  BC_TRY(make_schema(state->db));
  // Each by itself: what begins a desk is never undone, together or apart.
  BC_TRY(state->append(stamp, {DeskCreated{settings.name, settings.party, settings.languages}}));
  if (!author_name.empty()) BC_TRY(state->append(stamp, {AuthorNamed{stamp.author, std::string(author_name)}}));
  BC_TRY(transaction.commit());
  return Record(std::move(state));
}

Result<Record> Record::open(const Desk& desk, Access access, IdSource ids) {
  std::error_code code;
  if (!fs::exists(desk.record_path(), code)) return no_record(desk);
  if (access == Access::write && ::access(desk.root().c_str(), W_OK) != 0)
    return Error{ErrorKind::refused, "desk.read_only", "this desk cannot be written to", desk.root().string()};
  Db db = BC_TRY(Db::open(desk.record_path(), mode_for(desk, access)));
  BC_TRY(check_version(db, desk));
  const bool writable = access == Access::write;
  auto state =
      std::make_unique<State>(State{desk, std::move(db), writable, ids ? std::move(ids) : IdSource(random_id)});
  Record record(std::move(state));
  const auto projections = BC_TRY(record.state_->db.integer("SELECT value FROM format WHERE key = 'projections'"));
  if (projections > projection_version)
    return Error{ErrorKind::refused, "desk.newer", "a newer Breadcrumb has rebuilt this desk's tables",
                 desk.record_path().string()};
  if (projections < projection_version) {
    if (!writable)
      return Error{ErrorKind::refused, "desk.needs_rebuild",
                   "the desk's tables are of an older Breadcrumb; open it once for writing, or run `rebuild`",
                   desk.record_path().string()};
    BC_TRY(record.rebuild());
  }
  return record;
}

Result<Appended> Record::append(const Stamp& stamp, const Entry& entry) {
  auto all = BC_TRY(append(stamp, std::vector<Entry>{entry}));
  return all.front();
}

Result<std::vector<Appended>> Record::append(const Stamp& stamp, const std::vector<Entry>& entries) {
  if (!state_->writable)
    return Error{ErrorKind::refused, "desk.read_only", "this desk is open for reading only", desk().root().string()};
  if (state_->snapshots > 0)
    return Error{ErrorKind::refused, "record.in_snapshot", "a snapshot is being read; append after it", ""};
  auto transaction = BC_TRY(Transaction::begin(state_->db));
  auto out = BC_TRY(state_->append(stamp, entries));
  BC_TRY(transaction.commit());
  return out;
}

Result<RebuildReport> Record::rebuild() {
  if (!state_->writable)
    return Error{ErrorKind::refused, "desk.read_only", "this desk is open for reading only", desk().root().string()};
  auto transaction = BC_TRY(Transaction::begin(state_->db));
  RebuildReport out;
  // Tables so broken that they cannot be read are the reason for a rebuild, not an obstacle to it.
  if (auto before = projection_digest(state_->db)) out.before = *before;
  Projector projector(state_->db, state_->texts());
  BC_TRY(projector.rebuild());
  out.after = BC_TRY(projection_digest(state_->db));
  out.events = BC_TRY(event_count());
  out.skipped.assign(projector.skipped().begin(), projector.skipped().end());
  BC_TRY(transaction.commit());
  return out;
}

Result<std::string> Record::digest() const {
  const auto held = BC_TRY(snapshot());
  return projection_digest(state_->db);
}

Result<Record> Record::as_of(std::string_view head) const {
  if (head.size() < 32 || head.size() > 64 || !is_lower_hex(head, head.size()))
    return Error{ErrorKind::bad_input, "record.no_such_head", "a head is 32 to 64 lower-case hex digits",
                 std::string(head)};
  long long arrival = 0;
  const auto copied = [&]() -> Result<Db> {
    const auto held = BC_TRY(snapshot());
    arrival = BC_TRY(state_->db.integer("SELECT arrival FROM events WHERE arrival_hash BETWEEN ?1 AND ?1 || 'g'",
                                        {std::string(head)}));
    if (arrival == 0)
      return Error{ErrorKind::not_found, "record.no_such_head", "this desk was never at that head", std::string(head)};
    return copy_log(state_->db, arrival);
  };
  Db copy = BC_TRY(copied());
  auto state = std::make_unique<State>(State{state_->desk, std::move(copy), false, state_->ids});
  Projector projector(state->db, state->texts(), Projector::Index::no);
  BC_TRY(projector.rebuild());
  return Record(std::move(state));
}

Result<std::vector<std::string>> Record::heads_at(std::string_view time) const {
  auto rows = BC_TRY(state_->db.query(
      "SELECT id, time, arrival_hash FROM events WHERE arrival <= (SELECT max(arrival) FROM events WHERE time <= ?) "
      "ORDER BY arrival DESC",
      {std::string(time)}));
  std::vector<std::string> out;
  std::string behind;  // the id of the event behind this one
  while (BC_TRY(rows.next())) {
    // Between two events of one command the desk never stood.
    if (behind != further_id(rows.text(0))) out.push_back(rows.text(2));
    if (rows.text(1) != time) break;
    behind = rows.text(0);
  }
  if (out.empty())
    return Error{ErrorKind::not_found, "record.no_such_head", "this desk holds nothing from that time or before",
                 std::string(time)};
  return out;
}

Record::Snapshot::Snapshot(Snapshot&& other) noexcept : record_(std::exchange(other.record_, nullptr)) {}

Record::Snapshot::~Snapshot() {
  if (record_ != nullptr && --record_->state_->snapshots == 0)
    static_cast<void>(record_->state_->db.run("ROLLBACK").has_value());
}

Result<Record::Snapshot> Record::snapshot() const {
  // Inside a writer's transaction there is one state already; a snapshot adds nothing then.
  if (state_->snapshots == 0) {
    BC_TRY(state_->db.run("BEGIN"));
    // SQLite takes its state at the first read.
    if (auto read = state_->db.integer("SELECT count(*) FROM format"); !read) {
      static_cast<void>(state_->db.run("ROLLBACK").has_value());
      return std::move(read).error();
    }
  }
  ++state_->snapshots;
  return Snapshot(*this);
}

std::string how_to_restore(const Source& source) {
  const auto& name = source.file_name.empty() ? source.origin : source.file_name;
  return name.empty() ? "reading the document again puts it back"
                      : fmt::format("`breadcrumb read {}` puts it back", name);
}

Result<std::string> head_of(const Db& db) {
  return db.text("SELECT arrival_hash FROM events ORDER BY arrival DESC LIMIT 1");
}

Result<Db> copy_log(const Db& from, long long events) {
  Db to = BC_TRY(Db::in_memory());
  BC_TRY(make_schema(to));
  BC_TRY(to.run("BEGIN"));
  const auto sql = fmt::format(
      "SELECT {}, p.salt, p.payload FROM events e LEFT JOIN payloads p ON p.event = e.id "
      "WHERE ?1 < 0 OR e.arrival <= ?1 ORDER BY e.arrival",
      event_columns);
  auto rows = BC_TRY(from.query(sql, {events}));
  while (BC_TRY(rows.next())) {
    const Event event = event_from(rows);
    BC_TRY(
        to.run("INSERT INTO events(arrival, id, channel, author, seq, kind, time, commitment, previous, hash, "
               "arrival_hash) VALUES(?,?,?,?,?,?,?,?,?,?,?)",
               {event.arrival, event.id, event.channel, event.author, event.seq, event.kind, event.time,
                event.commitment, event.previous, event.hash, event.arrival_hash}));
    if (rows.is_null(12)) continue;
    BC_TRY(to.run("INSERT INTO payloads(event, salt, payload) VALUES(?, ?, ?)",
                  {event.id, Blob{rows.text(11)}, Blob{rows.text(12)}}));
  }
  BC_TRY(to.run("COMMIT"));
  return to;
}

}  // namespace breadcrumb::record
