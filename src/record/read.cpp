// What the record answers: rows of the projections as the model's structs.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "record/settle.h"
#include "record/state.h"

namespace breadcrumb::record {

namespace {

constexpr std::string_view source_columns =
    "sha256, text_sha256, extractor, media_type, bytes, origin, file_name, title, publisher, published, language, "
    "kind, excerpt, added";

Source source_from(const Rows& rows) {
  Source out;
  out.sha256 = rows.text(0);
  out.text_sha256 = rows.text(1);
  out.extractor = rows.text(2);
  out.media_type = rows.text(3);
  out.bytes = static_cast<std::uint64_t>(rows.integer(4));
  out.origin = rows.text(5);
  out.file_name = rows.text(6);
  out.title = rows.text(7);
  out.publisher = rows.text(8);
  out.published = rows.text(9);
  out.language = rows.text(10);
  out.kind = rows.text(11);
  out.excerpt = rows.integer(12) != 0;
  out.added = rows.text(13);
  return out;
}

Result<Event> event_by_id(const Db& db, std::string_view id) {
  auto rows = BC_TRY(db.query(fmt::format("SELECT {} FROM events e WHERE e.id = ?", event_columns), {std::string(id)}));
  if (BC_TRY(rows.next())) return event_from(rows);
  return Error{ErrorKind::broken, "desk.damaged", "a table names an event that the log does not hold", std::string(id)};
}

Result<LoggedEvent> logged(const Rows& rows) {
  LoggedEvent out;
  out.event = event_from(rows);
  // A log can be shown when a payload is gone; `check` says so.
  if (!rows.is_null(11)) out.payload = BC_TRY(Json::parse(rows.text(11), fmt::format("event {}", out.event.arrival)));
  out.undone = rows.integer(12) == 0;
  return out;
}

std::string logged_sql(std::string_view rest) {
  return fmt::format(
      "SELECT {}, p.payload, coalesce(i.counts, 1) FROM events e LEFT JOIN payloads p ON p.event = e.id "
      "LEFT JOIN event_index i ON i.arrival = e.arrival {}",
      event_columns, rest);
}

Result<std::vector<FactView>> facts_where(const Db& db, std::string_view where, std::vector<Value> values) {
  std::vector<FactView> out;
  auto rows =
      BC_TRY(db.query(fmt::format("SELECT {} FROM facts f WHERE {} ORDER BY f.source, f.place", fact_columns, where),
                      std::move(values)));
  while (BC_TRY(rows.next())) out.push_back(BC_TRY(fact_from(rows)));
  return out;
}

Result<StoredReading> stored_from(const Db& db, std::string_view event_id) {
  const Event event = BC_TRY(event_by_id(db, event_id));
  Entry entry = BC_TRY(entry_of(db, event));
  auto* stored = std::get_if<ReadingStored>(&entry);
  if (stored == nullptr)
    return Error{ErrorKind::broken, "desk.damaged", "a table takes an event for a reading that is none", event.id};
  StoredReading out;
  out.id = event.id;
  out.source = stored->source;
  out.text_sha256 = stored->text_sha256;
  out.dialogue = stored->dialogue;
  out.author = event.author;
  out.time = event.time;
  out.reading = std::move(stored->reading);
  return out;
}

}  // namespace

Event event_from(const Rows& rows) {
  Event out;
  out.arrival = rows.integer(0);
  out.id = rows.text(1);
  out.channel = rows.text(2);
  out.author = rows.text(3);
  out.seq = rows.integer(4);
  out.kind = rows.text(5);
  out.time = rows.text(6);
  out.commitment = rows.text(7);
  out.previous = rows.text(8);
  out.hash = rows.text(9);
  out.arrival_hash = rows.text(10);
  return out;
}

Result<FactView> fact_from(const Rows& rows) {
  FactView out;
  out.fact.id = rows.text(0);
  out.source = rows.text(1);
  const auto kind = fact_kind(rows.text(2));
  const auto fields = Json::parse(rows.text(6), "facts");
  const auto start = rows.integer(3), end = rows.integer(4);
  if (!kind || !fields || start < 0 || end < start || static_cast<std::size_t>(end - start) != rows.text(5).size())
    return Error{ErrorKind::broken, "desk.damaged", "the table of facts holds what no reading says; run `rebuild`",
                 out.fact.id};
  out.fact.kind = *kind;
  out.fact.quote = {static_cast<std::size_t>(rows.integer(3)), static_cast<std::size_t>(rows.integer(4)), rows.text(5)};
  for (const auto& [name, value] : fields->members()) out.fact.fields.emplace(name, value.string());
  out.fact.rule = rows.text(7);
  out.fact.certainty = static_cast<int>(rows.integer(8));
  out.standing = rows.text(9);
  out.anchor = rows.text(10);
  out.decided_by = rows.text(11);
  out.decided_at = rows.text(12);
  return out;
}

Result<std::string> whole_id(const Db& db, std::string_view table, std::string_view column, std::string_view prefix,
                             std::size_t least, std::string_view code, std::string_view what) {
  const auto missing = [&] {
    return Error{ErrorKind::not_found, std::string(code), fmt::format("the record holds no such {}", what),
                 std::string(prefix)};
  };
  if (prefix.size() < least || !is_lower_hex(prefix, prefix.size())) return missing();
  auto rows = BC_TRY(
      db.query(fmt::format("SELECT DISTINCT {0} FROM {1} WHERE {0} BETWEEN ?1 AND ?1 || 'g' LIMIT 2", column, table),
               {std::string(prefix)}));
  if (!BC_TRY(rows.next())) return missing();
  auto out = rows.text(0);
  if (BC_TRY(rows.next()))
    return Error{ErrorKind::bad_input, "record.ambiguous_id",
                 fmt::format("more than one {} begins with these digits; give more of them", what),
                 std::string(prefix)};
  return out;
}

Result<std::string> present_id(const Db& db, std::string_view event_id, const std::string& old, std::size_t mention) {
  const Event event = BC_TRY(event_by_id(db, event_id));
  const Entry entry = BC_TRY(entry_of(db, event));
  FactRef ref;
  if (const auto* issue = std::get_if<IssueNumbered>(&entry)) ref = issue->ref;
  if (const auto* numbered = std::get_if<FollowUpNumbered>(&entry)) ref = numbered->ref;
  if (const auto* thread = std::get_if<ThreadDecided>(&entry); thread != nullptr && mention < thread->refs.size())
    ref = thread->refs[mention];
  if (ref.source.empty()) return old;
  if (BC_TRY(db.integer("SELECT count(*) FROM facts WHERE source = ? AND id = ? AND anchor IN ('exact', 'moved')",
                        {ref.source, ref.fact})) > 0)
    return ref.fact;
  const auto views = BC_TRY(facts_where(db, "f.source = ?", {ref.source}));
  std::vector<Fact> facts;
  for (const auto& view : views)
    if (view.anchor == "exact" || view.anchor == "moved") facts.push_back(view.fact);
  const auto text = BC_TRY(db.text("SELECT text_sha256 FROM readings WHERE source = ?", {ref.source}));
  const Fit place = fit(ref, text, facts);
  return place.fact ? facts[*place.fact].id : std::string();
}

Result<std::string> Record::head() const {
  return head_of(state_->db);
}
Result<std::string> Record::head_at(long long events) const {
  return state_->db.text("SELECT arrival_hash FROM events WHERE arrival = ?", {std::int64_t{events}});
}
Result<long long> Record::event_count() const {
  return static_cast<long long>(BC_TRY(state_->db.integer("SELECT count(*) FROM events")));
}
Result<std::string> Record::owner() const {
  return state_->db.text("SELECT author FROM events ORDER BY arrival LIMIT 1");
}

Result<std::vector<AuthorName>> Record::authors() const {
  std::vector<AuthorName> out;
  auto rows = BC_TRY(state_->db.query("SELECT author, name, time FROM authors ORDER BY author"));
  while (BC_TRY(rows.next())) out.push_back({rows.text(0), rows.text(1), rows.text(2)});
  return out;
}

Result<std::vector<LoggedEvent>> Record::log(std::size_t limit, bool newest_first) const {
  std::vector<LoggedEvent> out;
  const auto sql = logged_sql(fmt::format("ORDER BY e.arrival {} LIMIT ?", newest_first ? "DESC" : "ASC"));
  auto rows = BC_TRY(state_->db.query(sql, {limit == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(limit)}));
  while (BC_TRY(rows.next())) out.push_back(BC_TRY(logged(rows)));
  return out;
}

Result<LoggedEvent> Record::event(std::string_view id) const {
  const auto whole = BC_TRY(whole_id(state_->db, "events", "id", id, 8, "record.no_such_event", "event"));
  auto rows = BC_TRY(state_->db.query(logged_sql("WHERE e.id = ?"), {whole}));
  if (BC_TRY(rows.next())) return logged(rows);
  return Error{ErrorKind::broken, "desk.damaged", "the event has no payload or is not indexed", whole};
}

Result<std::optional<LoggedEvent>> Record::event_at(long long arrival) const {
  auto rows = BC_TRY(state_->db.query(logged_sql("WHERE e.arrival = ?"), {std::int64_t{arrival}}));
  if (!BC_TRY(rows.next())) return std::optional<LoggedEvent>();
  return std::optional(BC_TRY(logged(rows)));
}

Result<std::vector<Touched>> Record::touched_since(long long events) const {
  std::vector<Touched> out;
  auto rows =
      BC_TRY(state_->db.query("SELECT subject, NOT EXISTS(SELECT 1 FROM event_index o WHERE o.subject = i.subject AND "
                              "o.arrival <= ?1) FROM event_index i WHERE arrival > ?1 GROUP BY subject",
                              {std::int64_t{events}}));
  while (BC_TRY(rows.next())) out.push_back({rows.text(0), rows.integer(1) != 0});
  return out;
}

Result<std::vector<LoggedEvent>> Record::command_of(const LoggedEvent& event) const {
  std::vector<LoggedEvent> before, out;
  for (auto at = event.event; auto found = BC_TRY(event_at(at.arrival - 1));) {
    if (further_id(found->event.id) != at.id) break;
    at = found->event;
    before.push_back(std::move(*found));
  }
  out.assign(std::make_move_iterator(before.rbegin()), std::make_move_iterator(before.rend()));
  out.push_back(event);
  while (auto found = BC_TRY(event_at(out.back().event.arrival + 1))) {
    if (found->event.id != further_id(out.back().event.id)) break;
    out.push_back(std::move(*found));
  }
  return out;
}

Result<LoggedEvent> Record::last_undoable() const {
  auto rows = BC_TRY(state_->db.query(logged_sql("WHERE i.counts = 1 AND i.target = '' ORDER BY e.arrival DESC")));
  while (BC_TRY(rows.next()))
    if (is_undoable(rows.text(5))) return logged(rows);
  return Error{ErrorKind::not_found, "record.nothing_to_undo", "there is nothing that can be undone", ""};
}

Result<std::vector<Source>> Record::sources() const {
  std::vector<Source> out;
  auto rows =
      BC_TRY(state_->db.query(fmt::format("SELECT {} FROM sources ORDER BY published, sha256", source_columns)));
  while (BC_TRY(rows.next())) out.push_back(source_from(rows));
  return out;
}

Result<void> Record::each_source(bool newest_first, const std::function<bool(const Source&)>& take) const {
  auto rows = BC_TRY(state_->db.query(fmt::format("SELECT {} FROM sources ORDER BY published {}, sha256",
                                                  source_columns, newest_first ? "DESC" : "ASC")));
  while (BC_TRY(rows.next()))
    if (!take(source_from(rows))) break;
  return {};
}

Result<Source> Record::source(std::string_view sha256) const {
  const auto whole = BC_TRY(whole_id(state_->db, "sources", "sha256", sha256, 6, "record.no_such_source", "source"));
  auto rows = BC_TRY(state_->db.query(fmt::format("SELECT {} FROM sources WHERE sha256 = ?", source_columns), {whole}));
  BC_TRY(rows.next());
  return source_from(rows);
}

Result<std::string> Record::text_of(const Source& source) const {
  auto text = state_->desk.text(source.text_sha256);
  if (text) return text;
  // People know a document by its name, and the way out is to read it again.
  auto error = text.error();
  if (error.code == "desk.source_missing" || error.code == "desk.source_damaged") {
    error.message = fmt::format("{}; {}",
                                error.kind == ErrorKind::not_found ? "the desk does not hold its text any more"
                                                                   : "its stored text is not the one that was read",
                                how_to_restore(source));
    error.where = source.file_name.empty() ? source.title : source.file_name;
  }
  return error;
}

Result<std::vector<StoredReading>> Record::readings() const {
  std::vector<StoredReading> out;
  auto rows =
      BC_TRY(state_->db.query("SELECT r.event FROM readings r JOIN sources s ON s.sha256 = r.source "
                              "ORDER BY s.published, s.sha256"));
  while (BC_TRY(rows.next())) out.push_back(BC_TRY(stored_from(state_->db, rows.text(0))));
  return out;
}

Result<std::optional<StoredReading>> Record::reading(std::string_view sha256) const {
  const auto event = BC_TRY(state_->db.text("SELECT event FROM readings WHERE source = ?", {std::string(sha256)}));
  if (event.empty()) return std::optional<StoredReading>();
  return std::optional(BC_TRY(stored_from(state_->db, event)));
}

Result<std::vector<FactView>> Record::facts(std::string_view source_sha256) const {
  return facts_where(state_->db, "f.source = ?", {std::string(source_sha256)});
}

Result<std::vector<Source>> Record::waiting_sources() const {
  std::vector<Source> out;
  // In the words of the index facts_waiting, or it is not used.
  auto rows = BC_TRY(state_->db.query(
      fmt::format("SELECT {} FROM sources WHERE sha256 IN (SELECT source FROM facts WHERE (certainty < 70 AND standing "
                  "= 'read') OR anchor IN ('ambiguous', 'lost')) ORDER BY published, sha256",
                  source_columns)));
  while (BC_TRY(rows.next())) out.push_back(source_from(rows));
  return out;
}

Result<std::string> Record::fact_source(std::string_view id) const {
  return state_->db.text("SELECT source FROM facts WHERE id = ?", {std::string(id)});
}

Result<std::vector<std::pair<FactId, std::string>>> Record::fact_places() const {
  std::vector<std::pair<FactId, std::string>> out;
  auto rows = BC_TRY(state_->db.query("SELECT id, source FROM facts ORDER BY source, place"));
  while (BC_TRY(rows.next())) out.emplace_back(rows.text(0), rows.text(1));
  return out;
}

Result<FactView> Record::fact(std::string_view id) const {
  const auto whole = BC_TRY(whole_id(state_->db, "facts", "id", id, 6, "record.no_such_fact", "fact"));
  auto found = BC_TRY(facts_where(state_->db, "f.id = ?", {whole}));
  return std::move(found.front());
}

Result<std::vector<FactView>> Record::open_facts() const {
  return facts_where(state_->db, "f.anchor IN ('ambiguous', 'lost') AND f.standing <> 'rejected'", {});
}

Result<std::vector<DecidedThread>> Record::thread_decisions() const {
  std::vector<DecidedThread> out;
  auto rows = BC_TRY(state_->db.query("SELECT event FROM thread_decisions ORDER BY arrival"));
  while (BC_TRY(rows.next())) {
    const Event event = BC_TRY(event_by_id(state_->db, rows.text(0)));
    const Entry entry = BC_TRY(entry_of(state_->db, event));
    const auto* stored = std::get_if<ThreadDecided>(&entry);
    if (stored == nullptr)
      return Error{ErrorKind::broken, "desk.damaged", "a table takes an event for a decision that is none", event.id};
    const ThreadDecided& decided = *stored;
    DecidedThread each{event.id, event.author, event.time, decided.because, {}, {}};
    each.decision.kind = decided.decision.kind;
    each.decision.name = decided.decision.name;
    for (std::size_t i = 0; i < decided.decision.mentions.size(); ++i) {
      const auto& old = decided.decision.mentions[i];
      auto now = BC_TRY(present_id(state_->db, event.id, old, i));
      if (now.empty()) {
        each.lost.push_back(old);
      } else {
        each.decision.mentions.push_back(std::move(now));
      }
    }
    out.push_back(std::move(each));
  }
  return out;
}

Result<std::vector<NoteView>> Record::notes() const {
  std::vector<NoteView> out;
  auto rows = BC_TRY(state_->db.query("SELECT event, author, time, words, issue FROM notes ORDER BY arrival"));
  while (BC_TRY(rows.next()))
    out.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), static_cast<int>(rows.integer(4))});
  return out;
}

Result<std::vector<EntryView>> Record::entries(std::string_view noun) const {
  std::map<std::pair<std::string, int>, EntryView> found;
  const auto each = [&](const Rows& rows) -> EntryView& {
    const int number = static_cast<int>(rows.integer(1));
    auto& out = found[{rows.text(0), number}];
    out.noun = rows.text(0);
    out.number = number;
    return out;
  };
  const std::string wanted(noun);
  constexpr std::string_view where = "WHERE ?1 = '' OR noun = ?1";
  {
    auto rows = BC_TRY(
        state_->db.query(fmt::format("SELECT noun, number, event, author, time FROM entries {}", where), {wanted}));
    while (BC_TRY(rows.next())) {
      auto& out = each(rows);
      out.event = rows.text(2);
      out.author = rows.text(3);
      out.time = rows.text(4);
    }
  }
  {
    auto rows = BC_TRY(state_->db.query(
        fmt::format("SELECT noun, number, field, value, event, author, time FROM entry_fields {}", where), {wanted}));
    while (BC_TRY(rows.next()))
      each(rows).fields[rows.text(2)] = {rows.text(3), rows.text(4), rows.text(5), rows.text(6)};
  }
  {
    auto rows = BC_TRY(state_->db.query(
        fmt::format("SELECT noun, number, sha256, file_name, event, author, time FROM attachments {} ORDER BY arrival",
                    where),
        {wanted}));
    while (BC_TRY(rows.next()))
      each(rows).attachments.push_back({rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.text(6)});
  }
  std::vector<EntryView> out;
  for (auto& [key, entry] : found) out.push_back(std::move(entry));
  return out;
}

Result<std::vector<MarkView>> Record::marks() const {
  std::vector<MarkView> out;
  auto rows =
      BC_TRY(state_->db.query("SELECT subject, mark, audience, event, author, time FROM marks ORDER BY subject"));
  while (BC_TRY(rows.next()))
    out.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5)});
  return out;
}

}  // namespace breadcrumb::record
