// log, undo, check, rebuild: the record's own keeping.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "app/all_operations.h"
#include "app/log_words.h"
#include "app/show.h"
#include "record/event.h"

namespace breadcrumb::app {

namespace {

/// File names of the record's sources, by SHA-256.
class FileNames {
 public:
  explicit FileNames(const record::Record& record) : record_(record) {}
  [[nodiscard]] std::string of(const std::string& sha256) const {
    const auto source = record_.source(sha256);
    return source ? source->file_name : std::string();
  }

 private:
  const record::Record& record_;
};

// One line on what an event says.
std::string summary_of(const record::LoggedEvent& logged, const FileNames& names) {
  const auto& p = logged.payload;
  const auto& kind = logged.event.kind;
  const auto said = [&](std::string_view key) { return shortened(p[key].string(), 80); };
  const auto quoted = [](const Json& quote, std::size_t most) {
    const auto words = shortened(quote["text"].string(), most);
    return words.empty() ? words : fmt::format(" \"{}\"", words);
  };
  const auto source = [&](std::string_view key) {
    const auto name = names.of(p[key].string());
    return short_id(p[key].string()) + (name.empty() ? "" : " " + shortened(name, 60));
  };
  if (kind == "source.added") return fmt::format("{} {}", short_id(p["sha256"].string()), said("file_name"));
  if (kind == "reading.stored") return fmt::format("{} facts of {}", p["facts"].items().size(), source("source"));
  if (kind == "fact.decided")
    return fmt::format("{} {} {}{}", said("decision"), p["kind"].string(), short_id(p["fact"].string()),
                       quoted(p["quote"], 60));
  if (kind == "fact.added")
    return fmt::format("{} {}{}", p["kind"].string(), short_id(p["fact"].string()), quoted(p["quote"], 60));
  if (kind == "event.undone") return fmt::format("undoes {}", short_id(p["event"].string()));
  if (kind == "thread.decided") {
    std::vector<std::string> words;
    for (const auto& mention : p["mentions"].items()) {
      auto one = fmt::format("\"{}\"", shortened(mention["quote"]["text"].string(), 40));
      if (std::ranges::find(words, one) == words.end()) words.push_back(std::move(one));
    }
    std::string out = fmt::format("{} {}", said("decision"), shortened(fmt::format("{}", fmt::join(words, ", ")), 90));
    if (!p["name"].string().empty()) out += fmt::format(" as \"{}\"", said("name"));
    return out;
  }
  if (kind == "entry.set") {
    std::vector<std::string> fields;
    for (const auto& [name, value] : p["fields"].members())
      fields.push_back(fmt::format("{}: {}", name, shortened(value.string(), 40)));
    if (!p["file_name"].string().empty()) fields.push_back("file: " + said("file_name"));
    return shortened(fmt::format("{} {}, {}", said("noun"), p["number"].integer(), fmt::join(fields, "; ")), 120);
  }
  if (kind == "mark.set") return fmt::format("{}: {}, {}", said("subject"), said("mark"), said("audience"));
  const auto number = p["number"].integer();
  if (kind == "issue.numbered" || kind == "followup.numbered")
    return fmt::format("number {}{}", number, quoted(p["quote"], 60));
  if (kind == "followup.assigned")
    return fmt::format("{} to {}", number, said("owner").empty() ? "nobody known" : said("owner"));
  if (kind == "followup.due") return fmt::format("{} due {}", number, said("due").empty() ? "at no date" : said("due"));
  if (kind == "followup.reworded") return fmt::format("{} reworded: {}", number, said("text"));
  if (kind == "note.reworded") return fmt::format("{} reworded: {}", short_id(p["note"].string()), said("text"));
  if (kind == "followup.closed")
    return fmt::format("{} {}{}", number, said("status"), said("because").empty() ? "" : ": " + said("because"));
  for (const auto* key : {"text", "name", "because"})
    if (!p[key].string().empty()) return said(key);
  if (p.has("number")) return fmt::format("number {}", number);
  return "";
}

// Of each event, newest first, the first one that its command wrote.
Result<std::vector<std::string>> commands_of(const record::Record& record,
                                             const std::vector<record::LoggedEvent>& events) {
  std::vector<std::string> out(events.size());
  for (std::size_t i = events.size(); i-- > 0;) {
    const auto& id = events[i].event.id;
    if (i + 1 == events.size())
      out[i] = BC_TRY(record.command_of(events[i])).front().event.id;
    else
      out[i] = record::further_id(events[i + 1].event.id) == id ? out[i + 1] : id;
  }
  return out;
}

Result<Answer> run_log(const Context& context, const Request& request) {
  const auto record = BC_TRY(open_record(context, record::Access::read));
  const auto limit = request["limit"].integer(50);
  if (limit < 0 || limit > 1'000'000)
    return Error{ErrorKind::bad_input, "log.limit", "expected a limit from 0 (all) to 1000000", ""};
  auto names = BC_TRY(author_names(record));
  const FileNames files(record);
  Json json = Json::array();
  Table table({"event", "command", "time", "by", "kind", "what"});
  const auto events = BC_TRY(record.log(static_cast<std::size_t>(limit), true));
  const auto commands = BC_TRY(commands_of(record, events));
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto& logged = events[i];
    const auto& e = logged.event;
    const auto by = names.contains(e.author) ? names[e.author] : short_id(e.author);
    const bool alone = commands[i] == e.id && (i == 0 || commands[i - 1] != e.id);
    Json one = Json::object()
                   .set("id", e.id)
                   .set("command", commands[i])
                   .set("channel", e.channel)
                   .set("seq", e.seq)
                   .set("author", e.author)
                   .set("author_name", by)
                   .set("time", e.time)
                   .set("kind", e.kind)
                   .set("undone", logged.undone);
    if (request["payload"].boolean()) one.set("payload", logged.payload);
    json.push(std::move(one));
    table.add({short_id(e.id), alone ? "" : short_id(commands[i]), e.time, by,
               e.kind + (logged.undone ? " (undone)" : ""), summary_of(logged, files)});
  }
  return Answer{.json = std::move(json), .text = table.text(), .errors = {}};
}

// What goes together even when one of the two is named alone: a source and the reading that was stored with it, or the
// undoing of the two.
Result<std::optional<record::LoggedEvent>> companion_of(const record::Record& record, const record::LoggedEvent& one) {
  const auto& kind = one.event.kind;
  std::string other;  // an undo's companion undoes the companion of what it undoes
  if (kind == "event.undone") {
    const auto target = BC_TRY(record.event(one.payload["event"].string()));
    const auto beside = BC_TRY(companion_of(record, target));
    if (!beside) return beside;
    other = beside->event.id;
  }
  for (const int step : {-1, 1}) {
    auto found = BC_TRY(record.event_at(one.event.arrival + step));
    if (!found) continue;
    const auto& its = found->event.kind;
    const auto& said = found->payload;
    const bool fits =
        (kind == "reading.stored" && step < 0 && its == "source.added" && said["sha256"] == one.payload["source"]) ||
        (kind == "source.added" && step > 0 && its == "reading.stored" && said["source"] == one.payload["sha256"]) ||
        (kind == "event.undone" && its == kind && said["event"].string() == other);
    if (fits) return found;
  }
  return std::optional<record::LoggedEvent>();
}

Result<Answer> run_undo(const Context& context, const Request& request) {
  auto record = BC_TRY(open_record(context, record::Access::write));
  const auto& wanted = text_of(request, "event");
  const bool whole = request["command"].boolean() || (wanted.empty() && !request["one"].boolean());
  const FileNames files(record);
  Answer out;
  BC_TRY(on_top(context, record, [&](const record::Stamp& stamp) -> Result<void> {
    const auto first = wanted.empty() ? BC_TRY(record.last_undoable()) : BC_TRY(record.event(wanted));
    std::vector targets = {first};
    if (whole)
      for (auto& other : BC_TRY(record.command_of(first)))
        if (other.event.id != first.event.id && !other.undone && record::is_undoable(other.event.kind))
          targets.push_back(std::move(other));
    if (targets.size() == 1)
      if (auto beside = BC_TRY(companion_of(record, first)); beside && !beside->undone)
        targets.push_back(std::move(*beside));
    // The newest first, as if each had been undone by itself.
    auto ordered = targets;
    std::ranges::sort(ordered, std::ranges::greater(), [](const auto& one) { return one.event.arrival; });
    std::vector<record::Entry> entries;
    for (const auto& target : ordered)
      entries.push_back(record::EventUndone{.target = target.event.id, .because = text_of(request, "because")});
    // Before it is undone: a source that goes is still called by its name.
    constexpr std::size_t most_named = 20;
    std::vector<std::string> named;
    for (std::size_t i = 0; i < std::min(targets.size(), most_named); ++i)
      named.push_back(summary_of(targets[i], files));
    const auto done = BC_TRY(record.append(stamp, entries));
    Json events = Json::array(), also = Json::array();
    out.text.clear();
    for (std::size_t i = 0; i < targets.size(); ++i) {
      const auto& e = targets[i].event;
      if (i == most_named) out.text += fmt::format("  and {} more\n", targets.size() - i);
      if (i < most_named)
        out.text += fmt::format("{} {} {} {}\n", i == 0 ? "Undone:" : "  and what came with it:", e.kind,
                                short_id(e.id), named[i]);
      events.push(done[i].id);
      if (i > 0) also.push(e.id);
    }
    out.json = Json::object()
                   .set("event", done.front().id)
                   .set("events", std::move(events))
                   .set("undone", targets.front().event.id)
                   .set("kind", targets.front().event.kind)
                   .set("also", std::move(also));
    return {};
  }));
  const auto rules_for_desk = BC_TRY(knowledge_for(context, &record.desk()));
  const auto& knowledge = *rules_for_desk;
  BC_TRY(number_all(context, record, knowledge));
  return out;
}

Result<Answer> run_check(const Context& context, const Request&) {
  const auto record = BC_TRY(open_record(context, record::Access::read));
  const auto report = BC_TRY(record.check());
  Json findings = Json::array();
  Answer out;
  for (const auto& finding : report.findings) {
    const bool damage = finding.kind == record::Finding::Kind::damage;
    findings.push(Json::object()
                      .set("kind", damage ? "damage" : "orphan")
                      .set("code", finding.code)
                      .set("message", finding.message)
                      .set("where", finding.where));
    out.text +=
        fmt::format("{}: {}: {} [{}]\n", damage ? "damage" : "orphan", finding.where, finding.message, finding.code);
  }
  out.failed_check = !report.sound();
  out.json = Json::object()
                 .set("sound", report.sound())
                 .set("events", report.events)
                 .set("files", report.files)
                 .set("head", report.head)
                 .set("findings", std::move(findings));
  out.text += report.sound() ? fmt::format("Sound: {} events, {} files; head {}\n", report.events, report.files,
                                           report.head.substr(0, 32))
                             : "Not sound.\n";
  return out;
}

Result<Answer> run_rebuild(const Context& context, const Request&) {
  auto record = BC_TRY(open_record(context, record::Access::write));
  const auto report = BC_TRY(record.rebuild());
  const auto removed = BC_TRY(record.desk().remove_unfinished(record::unfinished_before()));
  Answer out;
  out.json = Json::object()
                 .set("events", report.events)
                 .set("before", report.before)
                 .set("after", report.after)
                 .set("same", report.same())
                 .set("skipped", Json::strings(report.skipped))
                 .set("removed", Json::strings(removed));
  out.text =
      fmt::format("Rebuilt from {} events: {}\n", report.events,
                  report.same() ? "nothing had to change" : "the tables were not what the log says, and are now");
  for (const auto& skipped : report.skipped) out.text += fmt::format("  not indexed: {}\n", skipped);
  for (const auto& file : removed) out.text += fmt::format("  removed, never finished: {}\n", file);
  return out;
}

}  // namespace

Result<Json> events_told(const record::Record& record, const std::vector<const record::LoggedEvent*>& events) {
  auto names = BC_TRY(author_names(record));
  const FileNames files(record);
  Json out = Json::array();
  for (const auto* logged : events)
    out.push(Json::object()
                 .set("kind", logged->event.kind)
                 .set("author_name", names[logged->event.author])
                 .set("time", logged->event.time)
                 .set("subject", summary_of(*logged, files)));
  return out;
}

Operation log_operation() {
  return {
      .name = "log",
      .summary = "what happened on the desk, newest first",
      .parameters = {{.name = "limit", .kind = ParameterKind::number, .help = "most events to show; 0 all; default 50"},
                     {.name = "payload", .kind = ParameterKind::flag, .help = "with --json: what each event says"}},
      .example = "breadcrumb log --limit 10",
      .run = run_log};
}
Operation undo_operation() {
  return {.name = "undo",
          .summary = "make the last command not count, or the event named; itself an event",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters =
              {{.name = "event",
                .help = "one event: its id or the first 8 digits of it (breadcrumb log); default: all that the "
                        "last command wrote",
                .positional = true},
               {.name = "one", .kind = ParameterKind::flag, .help = "only the last event of the last command"},
               {.name = "command", .kind = ParameterKind::flag, .help = "with an event: all that its command wrote"},
               because_parameter()},
          .example = "breadcrumb undo",
          .run = run_undo};
}
Operation check_operation() {
  return {.name = "check",
          .summary = "re-hash everything the record names; says what is damaged",
          .progress = true,
          .example = "breadcrumb check",
          .run = run_check};
}
Operation rebuild_operation() {
  return {.name = "rebuild",
          .summary = "remake every table from the log",
          .effect = Effect::writes,
          .role = Role::owner,
          .progress = true,
          .example = "breadcrumb rebuild",
          .run = run_rebuild};
}

}  // namespace breadcrumb::app
