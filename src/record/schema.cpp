#include "record/schema.h"

#include <fmt/format.h>

#include "base/bytes.h"

namespace breadcrumb::record {

namespace {

// "Bread", so that `file` and we know the file for ours.
constexpr int application_id = 0x42524431;

constexpr std::string_view log_sql = R"sql(
CREATE TABLE events(
  arrival INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  channel TEXT NOT NULL,
  author TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  time TEXT NOT NULL,
  commitment TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  arrival_hash TEXT NOT NULL,
  signature BLOB,
  UNIQUE(author, channel, seq)
) STRICT;
CREATE TABLE payloads(
  event TEXT PRIMARY KEY REFERENCES events(id),
  salt BLOB NOT NULL,
  payload BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
  BEGIN SELECT raise(ABORT, 'events are only appended'); END;
CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
  BEGIN SELECT raise(ABORT, 'events are only appended'); END;
CREATE TRIGGER payloads_are_never_changed BEFORE UPDATE ON payloads
  BEGIN SELECT raise(ABORT, 'payloads are only appended or erased'); END;
CREATE TABLE format(key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)sql";

struct Projection {
  std::string_view name;
  std::string_view sql;
  std::string_view digest;  ///< the rows in order of their key
};

constexpr Projection projections[] = {
    {"event_index",
     "CREATE TABLE event_index(arrival INTEGER PRIMARY KEY, event TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, "
     "subject TEXT NOT NULL, target TEXT NOT NULL, counts INTEGER NOT NULL) STRICT;"
     "CREATE INDEX event_index_subject ON event_index(subject, arrival);"
     "CREATE INDEX event_index_target ON event_index(target) WHERE target <> ''",
     "SELECT arrival, event, kind, subject, target, counts FROM event_index ORDER BY arrival"},
    {"authors", "CREATE TABLE authors(author TEXT PRIMARY KEY, name TEXT NOT NULL, time TEXT NOT NULL) STRICT",
     "SELECT author, name, time FROM authors ORDER BY author"},
    {"sources",
     "CREATE TABLE sources(sha256 TEXT PRIMARY KEY, text_sha256 TEXT NOT NULL, extractor TEXT NOT NULL, "
     "media_type TEXT NOT NULL, bytes INTEGER NOT NULL, origin TEXT NOT NULL, file_name TEXT NOT NULL, "
     "title TEXT NOT NULL, publisher TEXT NOT NULL, published TEXT NOT NULL, language TEXT NOT NULL, "
     "kind TEXT NOT NULL, excerpt INTEGER NOT NULL, added TEXT NOT NULL) STRICT;"
     "CREATE INDEX sources_by_day ON sources(published, sha256);"
     "CREATE INDEX sources_newest ON sources(published DESC, sha256)",
     "SELECT * FROM sources ORDER BY sha256"},
    {"texts",
     "CREATE TABLE texts(source TEXT NOT NULL, text_sha256 TEXT NOT NULL, extractor TEXT NOT NULL, "
     "PRIMARY KEY(source, text_sha256, extractor)) STRICT, WITHOUT ROWID",
     "SELECT source, text_sha256, extractor FROM texts ORDER BY 1, 2, 3"},
    {"readings",
     "CREATE TABLE readings(source TEXT PRIMARY KEY, event TEXT NOT NULL, text_sha256 TEXT NOT NULL) STRICT",
     "SELECT source, event, text_sha256 FROM readings ORDER BY source"},
    {"facts",
     "CREATE TABLE facts(source TEXT NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL, "
     "start INTEGER NOT NULL, finish INTEGER NOT NULL, words TEXT NOT NULL, fields TEXT NOT NULL, rule TEXT NOT NULL, "
     "certainty INTEGER NOT NULL, standing TEXT NOT NULL, anchor TEXT NOT NULL, decided_by TEXT NOT NULL, "
     "decided_at TEXT NOT NULL, PRIMARY KEY(source, id)) STRICT, WITHOUT ROWID;"
     "CREATE INDEX facts_id ON facts(id);"
     "CREATE INDEX facts_waiting ON facts(source) WHERE (certainty < 70 AND standing = 'read') OR "
     "anchor IN ('ambiguous', 'lost')",
     "SELECT source, id, place, kind, start, finish, words, fields, rule, certainty, standing, anchor, decided_by, "
     "decided_at FROM facts ORDER BY source, id"},
    {"thread_decisions", "CREATE TABLE thread_decisions(arrival INTEGER PRIMARY KEY, event TEXT NOT NULL) STRICT",
     "SELECT arrival, event FROM thread_decisions ORDER BY arrival"},
    {"issue_numbers",
     "CREATE TABLE issue_numbers(key TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, event TEXT NOT NULL) STRICT",
     "SELECT key, number, event FROM issue_numbers ORDER BY key"},
    {"follow_ups",
     "CREATE TABLE follow_ups(number INTEGER PRIMARY KEY, event TEXT NOT NULL, fact TEXT NOT NULL, "
     "words TEXT NOT NULL, source TEXT NOT NULL, owner TEXT, due TEXT, status TEXT NOT NULL, "
     "closed_because TEXT NOT NULL, closed_source TEXT NOT NULL, author TEXT NOT NULL, time TEXT NOT NULL, "
     "added TEXT NOT NULL) STRICT",
     "SELECT * FROM follow_ups ORDER BY number"},
    {"notes",
     "CREATE TABLE notes(arrival INTEGER PRIMARY KEY, event TEXT NOT NULL UNIQUE, issue INTEGER NOT NULL, "
     "author TEXT NOT NULL, time TEXT NOT NULL, words TEXT NOT NULL) STRICT",
     "SELECT arrival, event, issue, author, time, words FROM notes ORDER BY arrival"},
    {"entries",
     "CREATE TABLE entries(noun TEXT NOT NULL, number INTEGER NOT NULL, event TEXT NOT NULL, author TEXT NOT NULL, "
     "time TEXT NOT NULL, PRIMARY KEY(noun, number)) STRICT, WITHOUT ROWID",
     "SELECT noun, number, event, author, time FROM entries ORDER BY noun, number"},
    {"entry_fields",
     "CREATE TABLE entry_fields(noun TEXT NOT NULL, number INTEGER NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, "
     "event TEXT NOT NULL, author TEXT NOT NULL, time TEXT NOT NULL, PRIMARY KEY(noun, number, field)) STRICT, "
     "WITHOUT ROWID",
     "SELECT noun, number, field, value, event, author, time FROM entry_fields ORDER BY noun, number, field"},
    {"attachments",
     "CREATE TABLE attachments(arrival INTEGER PRIMARY KEY, noun TEXT NOT NULL, number INTEGER NOT NULL, "
     "sha256 TEXT NOT NULL, file_name TEXT NOT NULL, event TEXT NOT NULL, author TEXT NOT NULL, time TEXT NOT NULL) "
     "STRICT; CREATE INDEX attachments_of ON attachments(noun, number)",
     "SELECT arrival, noun, number, sha256, file_name, event, author, time FROM attachments ORDER BY arrival"},
    {"marks",
     "CREATE TABLE marks(subject TEXT PRIMARY KEY, mark TEXT NOT NULL, audience TEXT NOT NULL, event TEXT NOT NULL, "
     "author TEXT NOT NULL, time TEXT NOT NULL) STRICT, WITHOUT ROWID",
     "SELECT subject, mark, audience, event, author, time FROM marks ORDER BY subject"},
    {"search_docs",
     "CREATE TABLE search_docs(row INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, content TEXT NOT NULL, "
     "date TEXT NOT NULL, UNIQUE(kind, id)) STRICT",
     "SELECT kind, id, content, date FROM search_docs ORDER BY kind, id"},
    // Our own tokens, ASCII letters and digits or bytes beyond ASCII, parted by blanks: `ascii` takes them as they are,
    // where unicode61 would cut what its Unicode does not know yet.
    {"search", "CREATE VIRTUAL TABLE search USING fts5(body, content='', tokenize='ascii')", ""},
    {"search_terms", "CREATE VIRTUAL TABLE search_terms USING fts5vocab('search', 'instance')",
     "SELECT t.term, d.kind, d.id, t.offset FROM search_terms t JOIN search_docs d ON d.row = t.doc "
     "ORDER BY t.term, d.kind, d.id, t.offset"},
};

}  // namespace

Result<void> make_schema(const Db& db) {
  BC_TRY(db.script(log_sql));
  BC_TRY(db.script(fmt::format("PRAGMA application_id={}; PRAGMA user_version={};", application_id, log_version)));
  return make_projections(db);
}

Result<void> make_projections(const Db& db) {
  // In reverse, so that the view of the index's terms goes before the index.
  for (auto i = std::size(projections); i-- > 0;)
    BC_TRY(db.script(fmt::format("DROP TABLE IF EXISTS {}", projections[i].name)));
  for (const auto& projection : projections) BC_TRY(db.script(projection.sql));
  return db.run("INSERT OR REPLACE INTO format(key, value) VALUES('projections', ?)",
                {std::int64_t{projection_version}});
}

Result<std::string> projection_digest(const Db& db) {
  Sha256 sum;
  sum.add("breadcrumb.projections.v1\n");
  for (const auto& projection : projections) {
    if (projection.digest.empty()) continue;
    sum.add(fmt::format("table {}\n", projection.name));
    auto rows = BC_TRY(db.query(projection.digest));
    while (BC_TRY(rows.next())) {
      std::string line;
      for (int column = 0; column < rows.columns(); ++column) line += rows.canonical(column);
      sum.add(line += '\n');
    }
  }
  return sum.hex();
}

}  // namespace breadcrumb::record
