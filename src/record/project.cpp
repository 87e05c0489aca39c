#include "record/project.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <utility>

#include "record/schema.h"
#include "record/search.h"
#include "record/settle.h"
#include "record/state.h"

namespace breadcrumb::record {

namespace {

Result<Entry> parsed(const Event& event, std::string_view payload) {
  const auto where = fmt::format("event {} ({})", event.arrival, event.id);
  const auto damaged = [&](const Error& why) {
    return Error{ErrorKind::broken, "desk.damaged", "the event's payload cannot be understood: " + why.message, where};
  };
  auto json = Json::parse(payload, where);
  if (!json) return damaged(json.error());
  auto entry = from_payload(event.kind, *json);
  if (!entry) return damaged(entry.error());
  return entry;
}

std::string target_of(const Entry& entry) {
  const auto* undo = std::get_if<EventUndone>(&entry);
  return undo == nullptr ? std::string() : undo->target;
}

/// The last entry of one kind, with its event.
template <class Kind, class Found>
const Found* last_of(const std::vector<Found>& events) {
  for (auto i = events.size(); i-- > 0;)
    if (std::holds_alternative<Kind>(events[i].entry)) return &events[i];
  return nullptr;
}

/// The first entry of one kind, with its event.
template <class Kind, class Found>
const Found* first_of(const std::vector<Found>& events) {
  for (const auto& found : events)
    if (std::holds_alternative<Kind>(found.entry)) return &found;
  return nullptr;
}

/// What was added stands like what was read and confirmed.
FactDecided confirmed(const FactAdded& added) {
  const auto& fact = added.reading.facts.front();
  return {.fact = fact.id,
          .verdict = Verdict::confirm,
          .fields = fact.fields,
          .because = added.because,
          .ref = {fact.id, added.source, added.text_sha256, fact.kind, fact.quote}};
}

void replace_if(std::string& out, const std::string& value) {
  if (!value.empty()) out = value;
}

}  // namespace

Result<Entry> entry_of(const Db& db, const Event& event) {
  return parsed(event, BC_TRY(db.text("SELECT payload FROM payloads WHERE event = ?", {event.id})));
}

Result<std::vector<Projector::Found>> Projector::counting_events(std::string_view subject) const {
  std::vector<Found> out;
  static const std::string sql = fmt::format(
      "SELECT {}, p.payload FROM event_index i JOIN events e ON e.arrival = i.arrival "
      "JOIN payloads p ON p.event = e.id WHERE i.subject = ? AND i.counts = 1 AND i.target = '' "
      "ORDER BY i.arrival",
      event_columns);
  auto rows = BC_TRY(db_.query(sql, {std::string(subject)}));
  while (BC_TRY(rows.next())) {
    Event event = event_from(rows);
    Entry entry = BC_TRY(parsed(event, rows.text(11)));
    out.push_back({std::move(event), std::move(entry)});
  }
  return out;
}

Result<std::string> Projector::subject_of(const Event& event, const Entry& entry) const {
  struct Subject {
    const Event& event;
    std::string operator()(const DeskCreated&) const { return "desk:"; }
    std::string operator()(const AuthorNamed& e) const { return "author:" + e.author; }
    std::string operator()(const SourceAdded& e) const { return "source:" + e.source.sha256; }
    std::string operator()(const ReadingStored& e) const { return "source:" + e.source; }
    std::string operator()(const FactDecided& e) const { return "source:" + e.ref.source; }
    std::string operator()(const ThreadDecided&) const { return "threads:"; }
    std::string operator()(const IssueNumbered& e) const { return "issue:" + e.key; }
    std::string operator()(const FollowUpAdded& e) const { return fmt::format("follow_up:{}", e.number); }
    std::string operator()(const FollowUpNumbered& e) const { return fmt::format("follow_up:{}", e.number); }
    std::string operator()(const FollowUpAssigned& e) const { return fmt::format("follow_up:{}", e.number); }
    std::string operator()(const FollowUpDue& e) const { return fmt::format("follow_up:{}", e.number); }
    std::string operator()(const FollowUpClosed& e) const { return fmt::format("follow_up:{}", e.number); }
    std::string operator()(const FollowUpReworded& e) const { return fmt::format("follow_up:{}", e.number); }
    std::string operator()(const NoteAdded&) const { return "note:" + event.id; }
    std::string operator()(const NoteReworded& e) const { return "note:" + e.note; }
    std::string operator()(const EntrySet& e) const { return fmt::format("entry:{}:{}", e.noun, e.number); }
    std::string operator()(const MarkSet& e) const { return "mark:" + e.subject; }
    std::string operator()(const EventUndone&) const { return ""; }
  };
  // An undo belongs to what it undoes, which is indexed already.
  if (const auto target = target_of(entry); !target.empty())
    return db_.text("SELECT subject FROM event_index WHERE event = ?", {target});
  return std::visit(Subject{event}, entry);
}

Result<void> Projector::add_to_index(const Event& event, const Entry& entry) {
  const auto subject = BC_TRY(subject_of(event, entry));
  // An undo can name an older event only: one that names a later one, or itself, does nothing, and no chain of undos
  // runs in a circle.
  const auto target = subject.empty() ? std::string() : target_of(entry);
  return db_.run("INSERT INTO event_index(arrival, event, kind, subject, target, counts) VALUES(?, ?, ?, ?, ?, 1)",
                 {event.arrival, event.id, event.kind, subject, target});
}

Result<void> Projector::recount(std::string target) {
  // An event counts unless an undo that counts names it. A change runs down the chain of undos of undos, whose targets
  // are always older.
  while (!target.empty()) {
    BC_TRY(
        db_.run("UPDATE event_index SET counts = NOT EXISTS(SELECT 1 FROM event_index u WHERE u.target = ?1 "
                "AND u.counts = 1) WHERE event = ?1",
                {target}));
    target = BC_TRY(db_.text("SELECT target FROM event_index WHERE event = ?", {target}));
  }
  return {};
}

Result<void> Projector::apply(const Event& event, const Entry& entry) {
  BC_TRY(add_to_index(event, entry));
  BC_TRY(recount(target_of(entry)));
  return remake(BC_TRY(db_.text("SELECT subject FROM event_index WHERE arrival = ?", {event.arrival})));
}

Result<void> Projector::rebuild() {
  BC_TRY(make_projections(db_));
  std::vector<std::string> undos;
  {
    const auto sql = fmt::format(
        "SELECT {}, p.payload FROM events e LEFT JOIN payloads p ON p.event = e.id "
        "ORDER BY e.arrival",
        event_columns);
    auto rows = BC_TRY(db_.query(sql));
    while (BC_TRY(rows.next())) {
      const Event event = event_from(rows);
      const Entry entry = BC_TRY(parsed(event, rows.text(11)));
      BC_TRY(add_to_index(event, entry));
      if (auto target = target_of(entry); !target.empty()) undos.push_back(std::move(target));
    }
  }
  // Oldest undo first, as they came: the same steps as live.
  for (const auto& target : undos) BC_TRY(recount(target));
  std::vector<std::string> subjects;
  {
    auto rows = BC_TRY(db_.query("SELECT subject FROM event_index GROUP BY subject ORDER BY min(arrival)"));
    while (BC_TRY(rows.next())) subjects.push_back(rows.text(0));
  }
  for (const auto& subject : subjects) BC_TRY(remake(subject));
  return {};
}

Result<void> Projector::remake(const std::string& subject) {
  const auto colon = subject.find(':');
  const auto kind = std::string_view(subject).substr(0, colon);
  if (colon == std::string::npos || kind == "desk") return {};
  const auto id = std::string_view(subject).substr(colon + 1);
  const auto events = BC_TRY(counting_events(subject));
  if (kind == "author") return remake_author(id, events);
  if (kind == "source") return remake_source(id, events);
  if (kind == "threads") return remake_threads(events);
  if (kind == "issue") return remake_issue(id, events);
  if (kind == "follow_up") return remake_follow_up(id, events);
  if (kind == "entry") return remake_entry(id, events);
  if (kind == "mark") return remake_mark(id, events);
  return remake_note(id, events);
}

Result<void> Projector::remake_author(std::string_view author, const std::vector<Found>& events) {
  const auto* found = last_of<AuthorNamed>(events);
  if (found == nullptr) return {};
  return db_.run("INSERT OR REPLACE INTO authors(author, name, time) VALUES(?, ?, ?)",
                 {std::string(author), std::get<AuthorNamed>(found->entry).name, found->event.time});
}

Result<void> Projector::remake_source(std::string_view sha256, const std::vector<Found>& events) {
  const std::string id(sha256);
  for (const auto* table :
       {"sources WHERE sha256", "texts WHERE source", "readings WHERE source", "facts WHERE source"})
    BC_TRY(db_.run(fmt::format("DELETE FROM {} = ?", table), {id}));
  const auto* added = last_of<SourceAdded>(events);
  if (added == nullptr) return index_document("source", id, "", "");
  Source source = std::get<SourceAdded>(added->entry).source;
  for (const auto& found : events) {
    const auto* each = std::get_if<SourceAdded>(&found.entry);
    if (each == nullptr) continue;
    if (source.added.empty()) source.added = found.event.time;  // when it came first
    BC_TRY(db_.run("INSERT OR IGNORE INTO texts(source, text_sha256, extractor) VALUES(?, ?, ?)",
                   {id, each->source.text_sha256, each->source.extractor}));
  }
  const auto* stored = last_of<ReadingStored>(events);
  if (stored != nullptr) {
    const auto& reading = std::get<ReadingStored>(stored->entry);
    replace_if(source.title, reading.title);
    replace_if(source.publisher, reading.publisher);
    replace_if(source.published, reading.published);
    replace_if(source.language, reading.reading.language);
    replace_if(source.kind, reading.reading.kind);
    source.excerpt = reading.reading.excerpt;
    BC_TRY(db_.run("INSERT INTO readings(source, event, text_sha256) VALUES(?, ?, ?)",
                   {id, stored->event.id, reading.text_sha256}));
  }
  BC_TRY(
      db_.run("INSERT INTO sources(sha256, text_sha256, extractor, media_type, bytes, origin, file_name, title, "
              "publisher, published, language, kind, excerpt, added) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
              {id, source.text_sha256, source.extractor, source.media_type, static_cast<std::int64_t>(source.bytes),
               source.origin, source.file_name, source.title, source.publisher, source.published, source.language,
               source.kind, std::int64_t{source.excerpt}, source.added}));
  BC_TRY(remake_facts(sha256,
                      stored != nullptr ? std::get<ReadingStored>(stored->entry).text_sha256 : source.text_sha256,
                      events, stored));
  return index_document("source", id, "text:" + source.text_sha256,
                        source.published.empty() ? source.added : source.published);
}

Result<void> Projector::remake_facts(std::string_view sha256, std::string_view text_sha256,
                                     const std::vector<Found>& events, const Found* reading) {
  static const std::vector<Fact> none;
  const auto& facts = reading == nullptr ? none : std::get<ReadingStored>(reading->entry).reading.facts;
  std::vector<Decision> decisions;
  for (const auto& found : events) {
    const auto& event = found.event;
    if (const auto* decided = std::get_if<FactDecided>(&found.entry))
      decisions.push_back({event.id, event.author, event.time, *decided});
    if (const auto* added = std::get_if<FactAdded>(&found.entry))
      decisions.push_back({event.id, event.author, event.time, confirmed(*added), true});
  }
  std::optional<std::optional<std::string>> text;
  const auto load = [&]() {
    if (!text) {
      auto loaded = load_text_(text_sha256);
      if (!loaded) skipped_.emplace(text_sha256);
      text = loaded ? std::optional(std::move(*loaded)) : std::nullopt;
    }
    return *text;
  };
  std::int64_t place = 0;
  for (const auto& view : settle(sha256, text_sha256, facts, decisions, load)) {
    Json fields = Json::object();
    for (const auto& [name, value] : view.fact.fields) fields.set(name, value);
    // A reading with the same id twice keeps the first; `append` refuses such readings.
    BC_TRY(
        db_.run("INSERT OR IGNORE INTO facts(source, id, place, kind, start, finish, words, fields, rule, certainty, "
                "standing, anchor, decided_by, decided_at) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                {std::string(sha256), view.fact.id, place++, std::string(breadcrumb::to_text(view.fact.kind)),
                 static_cast<std::int64_t>(view.fact.quote.start), static_cast<std::int64_t>(view.fact.quote.end),
                 view.fact.quote.text, fields.dump(), view.fact.rule, std::int64_t{view.fact.certainty}, view.standing,
                 view.anchor, view.decided_by, view.decided_at}));
  }
  return {};
}

Result<void> Projector::remake_threads(const std::vector<Found>& events) {
  BC_TRY(db_.run("DELETE FROM thread_decisions"));
  for (const auto& found : events)
    BC_TRY(db_.run("INSERT INTO thread_decisions(arrival, event) VALUES(?, ?)", {found.event.arrival, found.event.id}));
  return {};
}

Result<void> Projector::remake_issue(std::string_view key, const std::vector<Found>& events) {
  const auto* found = first_of<IssueNumbered>(events);
  if (found == nullptr) return {};
  // Permanent: the first number holds.
  return db_.run("INSERT OR IGNORE INTO issue_numbers(key, number, event) VALUES(?, ?, ?)",
                 {std::string(key), std::int64_t{std::get<IssueNumbered>(found->entry).number}, found->event.id});
}

Result<void> Projector::remake_follow_up(std::string_view number, const std::vector<Found>& events) {
  std::int64_t value = 0;
  std::from_chars(number.data(), number.data() + number.size(), value);
  const std::string id(number);
  BC_TRY(db_.run("DELETE FROM follow_ups WHERE number = ?", {value}));
  bool made = false;
  std::string event, said, fact, words, source, status = "open", closed_because, closed_source, author, time, made_at;
  Value owner = nullptr, due = nullptr;
  for (const auto& found : events) {
    bool entered = made;
    if (const auto* added = std::get_if<FollowUpAdded>(&found.entry)) {
      made = entered = true;
      event = said = found.event.id;
      made_at = found.event.time;
      words = added->text;
      source = added->source;
      owner = added->owner;
      due = added->due;
    } else if (const auto* numbered = std::get_if<FollowUpNumbered>(&found.entry)) {
      made = true;
      event = found.event.id;
      made_at = found.event.time;
      fact = numbered->fact;
      source = numbered->ref.source;
    } else if (const auto* assigned = std::get_if<FollowUpAssigned>(&found.entry)) {
      owner = assigned->owner;
    } else if (const auto* dated = std::get_if<FollowUpDue>(&found.entry)) {
      due = dated->due;
    } else if (const auto* closed = std::get_if<FollowUpClosed>(&found.entry)) {
      status = to_text(closed->status);
      closed_because = closed->because;
      closed_source = closed->source;
    } else if (const auto* reworded = std::get_if<FollowUpReworded>(&found.entry)) {
      words = reworded->text;
      said = found.event.id;
    }
    if (!entered) continue;
    author = found.event.author;
    time = found.event.time;
  }
  if (!made) return index_document("follow_up", id, "", "");
  BC_TRY(db_.run(
      "INSERT INTO follow_ups(number, event, fact, words, source, owner, due, status, closed_because, "
      "closed_source, author, time, added) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)",
      {value, event, fact, words, source, owner, due, status, closed_because, closed_source, author, time, made_at}));
  return index_document("follow_up", id, words.empty() ? "" : "event:" + said, made_at);
}

Result<void> Projector::remake_note(std::string_view event, const std::vector<Found>& events) {
  const std::string id(event);
  BC_TRY(db_.run("DELETE FROM notes WHERE event = ?", {id}));
  const auto* found = first_of<NoteAdded>(events);
  if (found == nullptr) return index_document("note", id, "", "");
  const auto& note = std::get<NoteAdded>(found->entry);
  // The words are theirs who wrote them last; the note's place is where it was added.
  const auto* again = last_of<NoteReworded>(events);
  const auto& words = again == nullptr ? note.text : std::get<NoteReworded>(again->entry).text;
  const auto& said = again == nullptr ? found->event : again->event;
  BC_TRY(db_.run("INSERT INTO notes(arrival, event, issue, author, time, words) VALUES(?, ?, ?, ?, ?, ?)",
                 {found->event.arrival, id, std::int64_t{note.issue}, said.author, said.time, words}));
  return index_document("note", id, "event:" + said.id, said.time);
}

namespace {

/// The fields of one thing as they stand after its events, each with the event that set it last.
template <class Found>
std::map<std::string, std::pair<std::string, const Found*>> fields_after(const std::vector<Found>& events) {
  std::map<std::string, std::pair<std::string, const Found*>> out;
  for (const auto& found : events) {
    const auto* set = std::get_if<EntrySet>(&found.entry);
    if (set == nullptr) continue;
    for (const auto& [field, value] : set->fields) out[field] = {value, &found};
  }
  std::erase_if(out, [](const auto& each) { return each.second.first.empty(); });
  return out;
}

}  // namespace

Result<void> Projector::remake_entry(std::string_view name, const std::vector<Found>& events) {
  const auto colon = name.find(':');
  const std::string noun(name.substr(0, colon)), id(name);
  std::int64_t number = 0;
  std::from_chars(name.data() + colon + 1, name.data() + name.size(), number);
  for (const auto* table : {"entries", "entry_fields", "attachments"})
    BC_TRY(db_.run(fmt::format("DELETE FROM {} WHERE noun = ? AND number = ?", table), {noun, number}));
  const Found* first = nullptr;
  std::string content;
  for (const auto& found : events) {
    const auto* set = std::get_if<EntrySet>(&found.entry);
    if (set == nullptr) continue;
    if (set->begins && first == nullptr) first = &found;
    content += (content.empty() ? "events:" : ",") + found.event.id;
  }
  // Undone, the thing's later fields are not shown either; its number stays used.
  if (content.empty() || (first == nullptr && !is_numbered_elsewhere(noun))) return index_document("entry", id, "", "");
  if (first != nullptr)
    BC_TRY(db_.run("INSERT INTO entries(noun, number, event, author, time) VALUES(?, ?, ?, ?, ?)",
                   {noun, number, first->event.id, first->event.author, first->event.time}));
  for (const auto& [field, value] : fields_after(events)) {
    const auto& event = value.second->event;
    BC_TRY(db_.run("INSERT INTO entry_fields(noun, number, field, value, event, author, time) VALUES(?,?,?,?,?,?,?)",
                   {noun, number, field, value.first, event.id, event.author, event.time}));
  }
  for (const auto& found : events)
    if (const auto* set = std::get_if<EntrySet>(&found.entry); set != nullptr && !set->attachment.empty())
      BC_TRY(
          db_.run("INSERT INTO attachments(arrival, noun, number, sha256, file_name, event, author, time) "
                  "VALUES(?,?,?,?,?,?,?,?)",
                  {found.event.arrival, noun, number, set->attachment, set->file_name, found.event.id,
                   found.event.author, found.event.time}));
  return index_document("entry", id, content, events.back().event.time);
}

Result<void> Projector::remake_mark(std::string_view subject, const std::vector<Found>& events) {
  const std::string id(subject);
  BC_TRY(db_.run("DELETE FROM marks WHERE subject = ?", {id}));
  const auto* found = last_of<MarkSet>(events);
  if (found == nullptr) return {};
  const auto& set = std::get<MarkSet>(found->entry);
  return db_.run("INSERT INTO marks(subject, mark, audience, event, author, time) VALUES(?,?,?,?,?,?)",
                 {id, set.mark, set.audience, found->event.id, found->event.author, found->event.time});
}

Result<void> Projector::index_document(std::string_view kind, std::string_view id, std::string_view content,
                                       std::string_view date) {
  if (index_ == Index::no) return {};
  const std::string kind_text(kind), id_text(id), content_text(content), date_text(date);
  const auto row =
      BC_TRY(db_.integer("SELECT row FROM search_docs WHERE kind = ? AND id = ?", {kind_text, id_text}, -1));
  if (row >= 0) {
    const auto old = BC_TRY(db_.text("SELECT content FROM search_docs WHERE row = ?", {row}));
    if (old == content) {
      return db_.run("UPDATE search_docs SET date = ? WHERE row = ?", {date_text, row});
    }
    // A contentless index forgets a document only when told its words again. Where they cannot be had any more, the
    // terms stay behind without a document, which no search and no digest sees.
    if (const auto words = words_of(db_, load_text_, old))
      BC_TRY(db_.run("INSERT INTO search(search, rowid, body) VALUES('delete', ?, ?)", {row, index_text(*words)}));
    BC_TRY(db_.run("DELETE FROM search_docs WHERE row = ?", {row}));
  }
  if (content.empty()) return {};
  const auto words = words_of(db_, load_text_, content);
  if (!words) {
    skipped_.emplace(content.substr(5));
    return {};
  }
  // Never an old row number again: terms may have stayed behind under it.
  const auto next = 1 + BC_TRY(db_.integer("SELECT value FROM format WHERE key = 'search_row'"));
  BC_TRY(db_.run("INSERT OR REPLACE INTO format(key, value) VALUES('search_row', ?)", {next}));
  BC_TRY(db_.run("INSERT INTO search_docs(row, kind, id, content, date) VALUES(?, ?, ?, ?, ?)",
                 {next, kind_text, id_text, content_text, date_text}));
  return db_.run("INSERT INTO search(rowid, body) VALUES(?, ?)", {next, index_text(*words)});
}

}  // namespace breadcrumb::record
