// The one way into the log: an entry is completed from what the record knows, checked, written, read back and hashed
// again, and the projections follow, all inside one transaction.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/bytes.h"
#include "record/numbering.h"
#include "record/settle.h"
#include "record/state.h"
#include "text/utf8.h"

namespace breadcrumb::record {

namespace {

constexpr std::size_t most_payload_bytes = std::size_t{64} << 20;

Error refuse(ErrorKind kind, std::string_view code, std::string message, std::string where = "") {
  return {kind, std::string(code), std::move(message), std::move(where)};
}

bool is_date(std::string_view text) {
  return is_event_time(std::string(text) + "T00:00:00Z") || is_event_time(std::string(text) + "-01T00:00:00Z");
}

Result<void> need_words(std::string_view words, std::string_view what) {
  if (!text::trim(words).empty()) return {};
  return refuse(ErrorKind::bad_input, "record.empty_text", fmt::format("{} needs words", what));
}

/// Fills in an entry before it is written. A number that the thing has already comes back instead of an event.
class Completer {
 public:
  Completer(const Db& db, const Desk& desk, const Stamp& stamp) : db_(db), desk_(desk), stamp_(stamp), numbering_(db) {}

  /// After an entry was written.
  void wrote(const Entry& entry) {
    if (!std::holds_alternative<IssueNumbered>(entry) && !std::holds_alternative<FollowUpNumbered>(entry))
      numbering_.forget();
  }

  using Known = std::optional<Appended>;

  Result<Known> operator()(DeskCreated&) {
    if (BC_TRY(db_.integer("SELECT count(*) FROM events")) > 0)
      return refuse(ErrorKind::conflict, "desk.exists", "the record has begun already");
    return Known();
  }
  Result<Known> operator()(AuthorNamed& e) {
    if (e.author.empty()) e.author = stamp_.author;
    if (!is_lower_hex(e.author, 32)) return refuse(ErrorKind::bad_input, "record.stamp", "an author is 32 hex digits");
    BC_TRY(need_words(e.name, "a name"));
    return Known();
  }
  Result<Known> operator()(SourceAdded& e) {
    // Files first, then the event: what the log names can be had.
    e.source.bytes = BC_TRY(desk_.source_bytes(e.source.sha256)).size();
    BC_TRY(desk_.text(e.source.text_sha256));
    e.source.added.clear();
    return Known();
  }
  Result<Known> operator()(ReadingStored& e) {
    const auto text_now = BC_TRY(text_of_source(e.source));
    if (e.text_sha256.empty()) e.text_sha256 = text_now;
    if (BC_TRY(db_.integer("SELECT count(*) FROM texts WHERE source = ? AND text_sha256 = ?",
                           {e.source, e.text_sha256})) == 0)
      return refuse(ErrorKind::not_found, "record.no_such_text", "the source has no such text", e.text_sha256);
    const auto text = BC_TRY(desk_.text(e.text_sha256));
    std::set<std::string_view> ids;
    for (const auto& fact : e.reading.facts) {
      BC_TRY(check_quote(fact.quote, text, e.source));
      if (fact.quote.empty())
        return refuse(ErrorKind::bad_input, "record.quote_mismatch", "a fact without a quote cannot be stored",
                      e.source);
      if (!is_lower_hex(fact.id, 32) || !ids.insert(fact.id).second)
        return refuse(ErrorKind::bad_input, "record.payload", "each fact of a reading has an id of its own", fact.id);
    }
    for (const auto& problem : e.reading.problems) BC_TRY(check_quote(problem.quote, text, e.source));
    return Known();
  }
  Result<Known> operator()(FactDecided& e) {
    const auto found = BC_TRY(fact_row(e.fact));
    if (!found) return refuse(ErrorKind::not_found, "record.no_such_fact", "the record holds no such fact", e.fact);
    e.ref = BC_TRY(ref_of(*found));
    auto fields = found->fact.fields;
    if (e.verdict == Verdict::correct) {
      if (e.fields.empty())
        return refuse(ErrorKind::bad_input, "record.payload", "a correction names the fields that change", e.fact);
      for (const auto& [name, value] : e.fields) {
        if (value.empty()) {
          fields.erase(name);
        } else {
          fields.insert_or_assign(name, value);
        }
      }
    }
    e.fields = std::move(fields);
    return Known();
  }
  Result<Known> operator()(ThreadDecided& e) {
    const auto least = e.decision.kind == ThreadDecision::Kind::merge ? 2U : 1U;
    if (e.decision.mentions.size() < least)
      return refuse(ErrorKind::bad_input, "record.payload", "a decision on threads names the mentions it is about");
    if (e.decision.kind == ThreadDecision::Kind::rename) BC_TRY(need_words(e.decision.name, "a new name"));
    e.refs.clear();
    for (const auto& mention : e.decision.mentions) {
      const auto found = BC_TRY(fact_row(mention));
      if (!found) return refuse(ErrorKind::not_found, "record.no_such_fact", "the record holds no such fact", mention);
      e.refs.push_back(BC_TRY(ref_of(*found)));
    }
    return Known();
  }
  Result<Known> operator()(IssueNumbered& e) {
    if (e.key.empty()) return refuse(ErrorKind::bad_input, "record.payload", "a thread's key is not empty");
    e.ref = BC_TRY(ref_if_known(e.key));
    if (auto known = BC_TRY(numbering_.of_issue(e.key))) return known;
    BC_TRY(issue_number(e.number));
    return Known();
  }
  Result<Known> operator()(FollowUpAdded& e) {
    BC_TRY(need_words(e.text, "a follow-up"));
    BC_TRY(check_due(e.due));
    BC_TRY(check_source(e.source));
    BC_TRY(follow_up_number(e.number));
    return Known();
  }
  Result<Known> operator()(FollowUpNumbered& e) {
    if (e.fact.empty()) return refuse(ErrorKind::bad_input, "record.payload", "a commitment's fact is not empty");
    e.ref = BC_TRY(ref_if_known(e.fact));
    if (auto known = BC_TRY(numbering_.of_promise(e.fact))) return known;
    BC_TRY(follow_up_number(e.number));
    return Known();
  }
  Result<Known> operator()(FollowUpAssigned& e) {
    BC_TRY(check_follow_up(e.number));
    return Known();
  }
  Result<Known> operator()(FollowUpDue& e) {
    BC_TRY(check_follow_up(e.number));
    BC_TRY(check_due(e.due));
    return Known();
  }
  Result<Known> operator()(FollowUpClosed& e) {
    BC_TRY(check_follow_up(e.number));
    const auto status = BC_TRY(db_.text("SELECT status FROM follow_ups WHERE number = ?", {std::int64_t{e.number}}));
    if (status != "open")
      return refuse(ErrorKind::conflict, "record.closed_already",
                    fmt::format("this follow-up is {} already; undo of its closing opens it again", status),
                    std::to_string(e.number));
    BC_TRY(check_source(e.source));
    return Known();
  }
  Result<Known> operator()(FollowUpReworded& e) {
    BC_TRY(need_words(e.text, "a follow-up"));
    BC_TRY(check_follow_up(e.number));
    if (BC_TRY(db_.text("SELECT fact FROM follow_ups WHERE number = ?", {std::int64_t{e.number}})).empty())
      return Known();
    return refuse(ErrorKind::refused, "record.words_of_source",
                  "the words of this follow-up are those of a source and stay as they were promised",
                  std::to_string(e.number));
  }
  Result<Known> operator()(NoteReworded& e) {
    BC_TRY(need_words(e.text, "a note"));
    if (BC_TRY(db_.integer("SELECT count(*) FROM notes WHERE event = ?", {e.note})) > 0) return Known();
    return refuse(ErrorKind::not_found, "record.no_such_note", "the record holds no such note", e.note);
  }
  Result<Known> operator()(NoteAdded& e) {
    BC_TRY(need_words(e.text, "a note"));
    if (e.issue != 0) BC_TRY(check_entry("issue", e.issue));
    return Known();
  }
  Result<Known> operator()(EntrySet& e) {
    BC_TRY(check_names(e));
    if (!e.attachment.empty()) BC_TRY(desk_.source_bytes(e.attachment));
    if (!e.begins) {
      BC_TRY(check_entry(e.noun, e.number));
    } else if (e.noun == "issue") {
      BC_TRY(issue_number(e.number));
    } else {
      const auto same = BC_TRY(db_.integer("SELECT count(*) FROM event_index WHERE subject = ?",
                                           {fmt::format("entry:{}:{}", e.noun, e.number)}));
      BC_TRY(numbering_.take(e.noun, e.number, e.number != 0 && same > 0));
    }
    return Known();
  }
  Result<Known> operator()(MarkSet& e) {
    BC_TRY(need_words(e.subject, "what is marked"));
    BC_TRY(need_words(e.mark, "a mark"));
    BC_TRY(need_words(e.audience, "an audience"));
    return Known();
  }
  Result<Known> operator()(EventUndone& e) {
    const auto kind = BC_TRY(db_.text("SELECT kind FROM event_index WHERE event = ?", {e.target}));
    if (kind.empty())
      return refuse(ErrorKind::not_found, "record.no_such_event", "the record holds no such event", e.target);
    if (!is_undoable(kind))
      return refuse(ErrorKind::refused, "record.not_undoable", fmt::format("{} is permanent", kind), e.target);
    if (BC_TRY(db_.integer("SELECT counts FROM event_index WHERE event = ?", {e.target})) == 0)
      return refuse(ErrorKind::conflict, "record.undone_already", "the event does not count any more", e.target);
    return Known();
  }

 private:
  static Result<void> check_quote(const Span& quote, std::string_view text, const std::string& where) {
    if (quote.start <= quote.end && quote.end <= text.size() && text.substr(quote.start, quote.size()) == quote.text)
      return {};
    return refuse(ErrorKind::bad_input, "record.quote_mismatch", "a quote is not what stands in the text",
                  fmt::format("{}: byte {}", where, quote.start));
  }
  Result<std::string> text_of_source(const std::string& sha256) {
    auto text = BC_TRY(db_.text("SELECT text_sha256 FROM sources WHERE sha256 = ?", {sha256}));
    if (text.empty())
      return refuse(ErrorKind::not_found, "record.no_such_source", "the record holds no such source", sha256);
    return text;
  }
  Result<void> check_source(const std::string& sha256) {
    if (!sha256.empty()) BC_TRY(text_of_source(sha256));
    return {};
  }
  static Result<void> check_due(const std::string& due) {
    if (due.empty() || is_date(due)) return {};
    return refuse(ErrorKind::bad_input, "record.payload", "a due date is written 2026-05-31 or 2026-05", due);
  }
  Result<void> check_follow_up(int number) {
    if (BC_TRY(db_.integer("SELECT count(*) FROM follow_ups WHERE number = ?", {std::int64_t{number}})) > 0) return {};
    return refuse(ErrorKind::not_found, "record.no_such_follow_up", "no follow-up has this number",
                  std::to_string(number));
  }
  static Result<void> check_names(const EntrySet& e) {
    const auto plain = [](std::string_view name) {
      return !name.empty() && name.size() <= 40 && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
      });
    };
    if (!plain(e.noun))
      return refuse(ErrorKind::bad_input, "record.payload", "a noun is lower-case letters and underscores", e.noun);
    for (const auto& [field, value] : e.fields)
      if (!plain(field))
        return refuse(ErrorKind::bad_input, "record.payload", "a field is lower-case letters and underscores", field);
    if (e.fields.empty() && e.attachment.empty())
      return refuse(ErrorKind::bad_input, "record.payload", "an entry sets at least one field", e.noun);
    return {};
  }
  /// The thing must be there to be spoken of.
  Result<void> check_entry(const std::string& noun, int number) {
    if (noun == "commitment") return check_follow_up(number);
    auto there =
        BC_TRY(db_.integer("SELECT count(*) FROM entries WHERE noun = ? AND number = ?", {noun, std::int64_t{number}}));
    if (noun == "issue")
      there += BC_TRY(db_.integer("SELECT count(*) FROM issue_numbers WHERE number = ?", {std::int64_t{number}}));
    if (there > 0) return {};
    if (noun == "issue")
      return refuse(ErrorKind::not_found, "record.no_such_issue", "no issue has this number", std::to_string(number));
    return refuse(ErrorKind::not_found, "record.no_such_entry", fmt::format("no {} has this number", noun),
                  std::to_string(number));
  }
  /// Threads and entered issues share one row of numbers, which stay used after an undo.
  Result<void> issue_number(int& asked) {
    const bool taken =
        asked != 0 && BC_TRY(db_.integer("SELECT (SELECT count(*) FROM issue_numbers WHERE number = ?1) "
                                         "+ (SELECT count(*) FROM event_index WHERE subject = ?2)",
                                         {std::int64_t{asked}, fmt::format("entry:issue:{}", asked)})) > 0;
    return numbering_.take("issue", asked, taken);
  }
  Result<void> follow_up_number(int& asked) {
    const bool taken = asked != 0 && BC_TRY(db_.integer("SELECT count(*) FROM event_index WHERE subject = ?",
                                                        {fmt::format("follow_up:{}", asked)})) > 0;
    return numbering_.take("commitment", asked, taken);
  }
  Result<std::optional<FactView>> fact_row(const std::string& id) {
    auto rows = BC_TRY(db_.query(fmt::format("SELECT {} FROM facts f WHERE f.id = ?", fact_columns), {id}));
    if (!BC_TRY(rows.next())) return std::optional<FactView>();
    return std::optional(BC_TRY(fact_from(rows)));
  }
  Result<FactRef> ref_if_known(const std::string& id) {
    const auto found = BC_TRY(fact_row(id));
    if (!found) return FactRef{.fact = id};
    return ref_of(*found);
  }
  /// A fact that stands in the text in use; or, for a decision that came loose, the words it was about.
  Result<FactRef> ref_of(const FactView& view) {
    if (view.anchor != "lost" && view.anchor != "ambiguous") {
      auto text = BC_TRY(db_.text("SELECT text_sha256 FROM readings WHERE source = ?", {view.source}));
      if (text.empty()) text = BC_TRY(text_of_source(view.source));
      return FactRef{view.fact.id, view.source, std::move(text), view.fact.kind, view.fact.quote};
    }
    auto rows =
        BC_TRY(db_.query(fmt::format("SELECT {} FROM event_index i JOIN events e ON e.arrival = i.arrival WHERE "
                                     "i.subject = ? AND i.kind LIKE 'fact.%' AND i.counts = 1 ORDER BY i.arrival DESC",
                                     event_columns),
                         {"source:" + view.source}));
    while (BC_TRY(rows.next())) {
      const Event event = event_from(rows);
      const Entry entry = BC_TRY(entry_of(db_, event));
      const auto* decided = std::get_if<FactDecided>(&entry);
      if (decided != nullptr && (decided->ref.fact == view.fact.id || event.id == view.fact.id)) return decided->ref;
      if (const auto* own = std::get_if<FactAdded>(&entry))
        for (const auto& fact : own->reading.facts)
          if (fact.id == view.fact.id) return FactRef{fact.id, own->source, own->text_sha256, fact.kind, fact.quote};
    }
    return refuse(ErrorKind::not_found, "record.no_such_fact", "the record holds no such fact", view.fact.id);
  }
  const Db& db_;
  const Desk& desk_;
  const Stamp& stamp_;
  Numbering numbering_;
};

/// Reads the row back and hashes it again: what is committed is what was meant.
Result<void> verify_written(const Db& db, const Event& meant, std::string_view salt, std::string_view payload) {
  auto rows =
      BC_TRY(db.query(fmt::format("SELECT {}, p.salt, p.payload FROM events e JOIN payloads p ON p.event = e.id "
                                  "WHERE e.arrival = ?",
                                  event_columns),
                      {meant.arrival}));
  bool same = BC_TRY(rows.next());
  if (same) {
    const Event written = event_from(rows);
    same = written == meant && rows.text(11) == salt && rows.text(12) == payload &&
           payload_commitment(rows.text(11), rows.text(12)) == written.commitment &&
           BC_TRY(event_hash(written)) == written.hash;
  }
  if (same) return {};
  return refuse(ErrorKind::broken, "record.write_mismatch", "what was written does not read back; nothing was recorded",
                fmt::format("event {}", meant.arrival));
}

}  // namespace

Result<int> Record::next_number(std::string_view noun) const {
  return static_cast<int>(BC_TRY(last_entry_number(state_->db, noun))) + 1;
}

Result<void> check_stamp(const Stamp& stamp) {
  const auto wrong = [](std::string message, const std::string& what) {
    return refuse(ErrorKind::bad_input, "record.stamp", std::move(message), what);
  };
  if (!is_lower_hex(stamp.author, 32)) return wrong("an author is 32 lower-case hex digits", stamp.author);
  if (!is_event_time(stamp.time)) return wrong("a time is written 2026-03-01T09:30:00Z", stamp.time);
  if (!is_channel(stamp.channel)) return wrong("a channel is private, public or with:<dialogue>", stamp.channel);
  return {};
}

Result<std::vector<Appended>> Record::State::append(const Stamp& stamp, std::vector<Entry> entries) {
  BC_TRY(check_stamp(stamp));
  std::string head = BC_TRY(head_of(db));
  if (!stamp.expected_head.empty() && stamp.expected_head != head)
    return refuse(ErrorKind::conflict, "desk.changed", "the desk has changed since it was read; look again", head);
  Completer completer(db, desk, stamp);
  Projector projector(db, texts());
  std::vector<Appended> out;
  EventId command;  // of the event before, written by this same call
  for (auto& entry : entries) {
    if (auto known = BC_TRY(std::visit(completer, entry))) {
      out.push_back(std::move(*known));
      continue;
    }
    auto payload = to_payload(entry).canonical();
    if (!payload)
      return refuse(ErrorKind::bad_input, "record.payload", "the entry cannot be stored: " + payload.error().message);
    if (payload->size() > most_payload_bytes)
      return refuse(ErrorKind::too_big, "record.too_big",
                    fmt::format("an entry has at most {} bytes", most_payload_bytes));
    // What cannot be read back must not be written; and the tables are made from what a rebuild would read.
    auto read_back = from_payload(kind_of(entry), BC_TRY(Json::parse(*payload)));
    if (!read_back)
      return refuse(ErrorKind::bad_input, "record.payload", "the entry cannot be stored: " + read_back.error().message);
    entry = std::move(*read_back);
    Event event;
    event.arrival = 1 + BC_TRY(db.integer("SELECT max(arrival) FROM events"));
    event.id = command.empty() ? ids() : further_id(command);
    command = event.id;
    const auto salt = from_hex(ids());
    if (!is_lower_hex(event.id, 32) || !salt || salt->size() != 16)
      return refuse(ErrorKind::bad_input, "record.stamp", "the source of ids gave no id", event.id);
    event.channel = stamp.channel;
    event.author = stamp.author;
    event.kind = kind_of(entry);
    event.time = stamp.time;
    event.commitment = payload_commitment(*salt, *payload);
    {
      auto rows =
          BC_TRY(db.query("SELECT seq, hash FROM events WHERE author = ? AND channel = ? ORDER BY seq DESC LIMIT 1",
                          {event.author, event.channel}));
      const bool any = BC_TRY(rows.next());
      event.seq = any ? rows.integer(0) + 1 : 1;
      if (any) event.previous = rows.text(1);
    }
    event.hash = BC_TRY(event_hash(event));
    head = event.arrival_hash = arrival_hash(head, event.hash);
    BC_TRY(
        db.run("INSERT INTO events(arrival, id, channel, author, seq, kind, time, commitment, previous, hash, "
               "arrival_hash) VALUES(?,?,?,?,?,?,?,?,?,?,?)",
               {event.arrival, event.id, event.channel, event.author, event.seq, event.kind, event.time,
                event.commitment, event.previous, event.hash, event.arrival_hash}));
    BC_TRY(
        db.run("INSERT INTO payloads(event, salt, payload) VALUES(?, ?, ?)", {event.id, Blob{*salt}, Blob{*payload}}));
    BC_TRY(verify_written(db, event, *salt, *payload));
    BC_TRY(projector.apply(event, entry));
    completer.wrote(entry);
    Appended done{event.id, 0};
    if (const auto* issue = std::get_if<IssueNumbered>(&entry)) done.number = issue->number;
    if (const auto* added = std::get_if<FollowUpAdded>(&entry)) done.number = added->number;
    if (const auto* numbered = std::get_if<FollowUpNumbered>(&entry)) done.number = numbered->number;
    if (const auto* set = std::get_if<EntrySet>(&entry)) done.number = set->number;
    out.push_back(std::move(done));
  }
  return out;
}

}  // namespace breadcrumb::record
