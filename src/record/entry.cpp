#include "record/entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace breadcrumb::record {

namespace {

using Fields = std::map<std::string, std::string, std::less<>>;

// ---- to JSON

void put_quote(Json& out, const Span& quote) {
  out.set("start", quote.start).set("end", quote.end).set("text", quote.text);
}

Json json_of(const Fields& fields) {
  Json out = Json::object();
  for (const auto& [name, value] : fields) out.set(name, value);
  return out;
}

Json json_of(const FactRef& ref) {
  Json out = Json::object();
  out.set("fact", ref.fact);
  if (ref.source.empty()) return out;
  out.set("source", ref.source).set("text_sha256", ref.text_sha256).set("kind", breadcrumb::to_text(ref.kind));
  Json quote = Json::object();
  put_quote(quote, ref.quote);
  out.set("quote", std::move(quote));
  return out;
}

Json json_of(const Fact& fact) {
  Json out = Json::object();
  out.set("id", fact.id).set("kind", breadcrumb::to_text(fact.kind)).set("rule", fact.rule);
  out.set("certainty", fact.certainty).set("fields", json_of(fact.fields));
  put_quote(out, fact.quote);
  return out;
}

Json json_of(const Problem& problem) {
  Json out = Json::object();
  out.set("code", problem.code).set("message", problem.message);
  put_quote(out, problem.quote);
  return out;
}

Json json_of(const Source& source) {
  Json out = Json::object();
  out.set("sha256", source.sha256).set("text_sha256", source.text_sha256).set("extractor", source.extractor);
  out.set("media_type", source.media_type).set("bytes", source.bytes).set("origin", source.origin);
  out.set("file_name", source.file_name).set("title", source.title).set("publisher", source.publisher);
  out.set("published", source.published).set("language", source.language).set("kind", source.kind);
  return out.set("excerpt", source.excerpt);
}

struct ToPayload {
  Json operator()(const DeskCreated& e) const {
    return Json::object().set("name", e.name).set("party", e.party).set("languages", Json::strings(e.languages));
  }
  Json operator()(const AuthorNamed& e) const { return Json::object().set("author", e.author).set("name", e.name); }
  Json operator()(const SourceAdded& e) const { return json_of(e.source); }
  Json operator()(const ReadingStored& e) const {
    Json facts = Json::array(), problems = Json::array();
    for (const auto& fact : e.reading.facts) facts.push(json_of(fact));
    for (const auto& problem : e.reading.problems) problems.push(json_of(problem));
    Json out = Json::object();
    out.set("source", e.source).set("text_sha256", e.text_sha256).set("grammar", e.reading.grammar);
    out.set("language", e.reading.language).set("kind", e.reading.kind).set("excerpt", e.reading.excerpt);
    out.set("dialogue", e.dialogue).set("title", e.title).set("publisher", e.publisher).set("published", e.published);
    return out.set("facts", std::move(facts)).set("problems", std::move(problems));
  }
  Json operator()(const FactDecided& e) const {
    Json out = json_of(e.ref.source.empty() ? FactRef{.fact = e.fact} : e.ref);
    out.set("decision", to_text(e.verdict)).set("fields", json_of(e.fields)).set("because", e.because);
    return out;
  }
  Json operator()(const FactAdded& e) const {
    const Fact fact = e.reading.facts.empty() ? Fact{} : e.reading.facts.front();
    Json out = json_of(FactRef{fact.id, e.source, e.text_sha256, fact.kind, fact.quote});
    return out.set("fields", json_of(fact.fields)).set("because", e.because);
  }
  Json operator()(const ThreadDecided& e) const {
    constexpr std::array<std::string_view, 3> names = {"merge", "split", "rename"};
    Json mentions = Json::array();
    for (std::size_t i = 0; i < e.decision.mentions.size(); ++i)
      mentions.push(json_of(i < e.refs.size() ? e.refs[i] : FactRef{.fact = e.decision.mentions[i]}));
    Json out = Json::object();
    out.set("decision", names.at(static_cast<std::size_t>(e.decision.kind))).set("name", e.decision.name);
    return out.set("mentions", std::move(mentions)).set("because", e.because);
  }
  Json operator()(const IssueNumbered& e) const {
    Json out = json_of(e.ref.source.empty() ? FactRef{.fact = e.key} : e.ref);
    return out.set("number", e.number);
  }
  Json operator()(const FollowUpAdded& e) const {
    Json out = Json::object();
    out.set("number", e.number).set("text", e.text).set("owner", e.owner).set("due", e.due);
    return out.set("source", e.source).set("because", e.because);
  }
  Json operator()(const FollowUpNumbered& e) const {
    Json out = json_of(e.ref.source.empty() ? FactRef{.fact = e.fact} : e.ref);
    return out.set("number", e.number);
  }
  Json operator()(const FollowUpAssigned& e) const {
    return Json::object().set("number", e.number).set("owner", e.owner).set("because", e.because);
  }
  Json operator()(const FollowUpDue& e) const {
    return Json::object().set("number", e.number).set("due", e.due).set("because", e.because);
  }
  Json operator()(const FollowUpClosed& e) const {
    Json out = Json::object();
    out.set("number", e.number).set("status", to_text(e.status)).set("because", e.because);
    return out.set("source", e.source);
  }
  Json operator()(const FollowUpReworded& e) const {
    return Json::object().set("number", e.number).set("text", e.text).set("because", e.because);
  }
  Json operator()(const NoteReworded& e) const {
    return Json::object().set("note", e.note).set("text", e.text).set("because", e.because);
  }
  Json operator()(const NoteAdded& e) const { return Json::object().set("issue", e.issue).set("text", e.text); }
  Json operator()(const EntrySet& e) const {
    Json out = Json::object();
    out.set("noun", e.noun).set("number", e.number).set("begins", e.begins).set("fields", json_of(e.fields));
    return out.set("attachment", e.attachment).set("file_name", e.file_name).set("because", e.because);
  }
  Json operator()(const MarkSet& e) const {
    Json out = Json::object();
    out.set("subject", e.subject).set("mark", e.mark).set("audience", e.audience);
    return out.set("because", e.because);
  }
  Json operator()(const EventUndone& e) const {
    return Json::object().set("event", e.target).set("because", e.because);
  }
};

// ---- from JSON

/// Reads members of the asked type and remembers the first that is missing or of another type.
class Members {
 public:
  Members(const Json& json, std::string& wrong) : json_(json), wrong_(wrong) {
    if (!json.is_object()) note("an object");
  }
  std::string text(std::string_view key) {
    const Json& value = json_[key];
    if (!value.is_string()) note(key);
    return value.is_string() ? value.string() : std::string();
  }
  long long integer(std::string_view key) {
    const Json& value = json_[key];
    if (!value.is_integer()) note(key);
    return value.integer();
  }
  int number(std::string_view key) {
    const auto value = integer(key);
    if (value < 0 || value > 1'000'000'000) note(key);
    return static_cast<int>(value);
  }
  bool boolean(std::string_view key) {
    if (!json_[key].is_bool()) note(key);
    return json_[key].boolean();
  }
  const Json::Array& array(std::string_view key) {
    if (!json_[key].is_array()) note(key);
    return json_[key].items();
  }
  Fields fields(std::string_view key) {
    Fields out;
    if (!json_[key].is_object()) note(key);
    for (const auto& [name, value] : json_[key].members()) {
      if (!value.is_string()) note(key);
      out.emplace(name, value.string());
    }
    return out;
  }
  Span quote() {
    const auto start = integer("start"), end = integer("end");
    auto words = text("text");
    if (start < 0 || end < start || static_cast<std::size_t>(end - start) != words.size()) note("start");
    return {static_cast<std::size_t>(start), static_cast<std::size_t>(end), std::move(words)};
  }
  FactKind kind(std::string_view key) {
    const auto found = fact_kind(text(key));
    if (!found) note(key);
    return found.value_or(FactKind::title);
  }
  FactRef ref() {
    FactRef out;
    out.fact = text("fact");
    if (!json_.has("source")) return out;
    out.source = text("source");
    out.text_sha256 = text("text_sha256");
    out.kind = kind("kind");
    out.quote = Members(json_["quote"], wrong_).quote();
    return out;
  }
  template <class Choice, std::size_t count>
  Choice choice(std::string_view key, const std::array<std::string_view, count>& names) {
    const auto found = std::ranges::find(names, text(key));
    if (found == names.end()) note(key);
    return static_cast<Choice>(found == names.end() ? 0 : found - names.begin());
  }
  [[nodiscard]] std::string& wrong() { return wrong_; }

 private:
  void note(std::string_view what) {
    if (wrong_.empty()) wrong_ = what;
  }
  const Json& json_;
  std::string& wrong_;
};

Fact fact_of(Members in) {
  Fact out;
  out.id = in.text("id");
  out.kind = in.kind("kind");
  out.rule = in.text("rule");
  out.certainty = in.number("certainty");
  out.fields = in.fields("fields");
  out.quote = in.quote();
  return out;
}

Entry reading_of(Members& in) {
  ReadingStored out;
  out.source = in.text("source");
  out.text_sha256 = in.text("text_sha256");
  out.reading.grammar = in.text("grammar");
  out.reading.language = in.text("language");
  out.reading.kind = in.text("kind");
  out.reading.excerpt = in.boolean("excerpt");
  out.dialogue = in.text("dialogue");
  out.title = in.text("title");
  out.publisher = in.text("publisher");
  out.published = in.text("published");
  for (const auto& fact : in.array("facts")) out.reading.facts.push_back(fact_of(Members(fact, in.wrong())));
  for (const auto& item : in.array("problems")) {
    Members problem(item, in.wrong());
    out.reading.problems.push_back({problem.text("code"), problem.text("message"), problem.quote()});
  }
  return out;
}

Entry source_of(Members& in) {
  Source out;
  out.sha256 = in.text("sha256");
  out.text_sha256 = in.text("text_sha256");
  out.extractor = in.text("extractor");
  out.media_type = in.text("media_type");
  out.bytes = static_cast<std::uint64_t>(in.integer("bytes"));
  out.origin = in.text("origin");
  out.file_name = in.text("file_name");
  out.title = in.text("title");
  out.publisher = in.text("publisher");
  out.published = in.text("published");
  out.language = in.text("language");
  out.kind = in.text("kind");
  out.excerpt = in.boolean("excerpt");
  return SourceAdded{std::move(out)};
}

Entry thread_of(Members& in) {
  constexpr std::array<std::string_view, 3> names = {"merge", "split", "rename"};
  ThreadDecided out;
  out.decision.kind = in.choice<ThreadDecision::Kind>("decision", names);
  out.decision.name = in.text("name");
  out.because = in.text("because");
  for (const auto& item : in.array("mentions")) {
    out.refs.push_back(Members(item, in.wrong()).ref());
    out.decision.mentions.push_back(out.refs.back().fact);
  }
  return out;
}

Entry decision_of(Members& in) {
  FactDecided out;
  out.ref = in.ref();
  out.fact = out.ref.fact;
  out.verdict = in.choice<Verdict>("decision", std::array<std::string_view, 3>{"confirm", "correct", "reject"});
  out.fields = in.fields("fields");
  out.because = in.text("because");
  return out;
}

Entry added_fact_of(Members& in) {
  FactAdded out;
  out.source = in.text("source");
  auto ref = in.ref();
  if (!is_lower_hex(ref.fact, 32)) in.wrong() = "fact";
  out.text_sha256 = std::move(ref.text_sha256);
  out.reading.grammar = by_hand;
  out.reading.facts = {{.id = std::move(ref.fact),
                        .kind = ref.kind,
                        .quote = std::move(ref.quote),
                        .fields = in.fields("fields"),
                        .rule = std::string(by_hand)}};
  out.because = in.text("because");
  return out;
}

Entry desk_of(Members& in) {
  DeskCreated out{in.text("name"), in.text("party"), {}};
  for (const auto& language : in.array("languages")) out.languages.push_back(language.string());
  return out;
}

Entry closed_of(Members& in) {
  FollowUpClosed out;
  out.number = in.number("number");
  out.status = in.choice<Closing>("status", std::array<std::string_view, 2>{"done", "dropped"});
  out.because = in.text("because");
  out.source = in.text("source");
  return out;
}

Entry issue_of(Members& in) {
  IssueNumbered out;
  out.ref = in.ref();
  out.key = out.ref.fact;
  out.number = in.number("number");
  return out;
}

Entry numbered_of(Members& in) {
  FollowUpNumbered out;
  out.ref = in.ref();
  out.fact = out.ref.fact;
  out.number = in.number("number");
  return out;
}

Entry added_of(Members& in) {
  FollowUpAdded out;
  out.number = in.number("number");
  out.text = in.text("text");
  out.owner = in.text("owner");
  out.due = in.text("due");
  out.source = in.text("source");
  out.because = in.text("because");
  return out;
}

Entry entry_set_of(Members& in) {
  EntrySet out;
  out.noun = in.text("noun");
  out.number = in.number("number");
  out.begins = in.boolean("begins");
  out.fields = in.fields("fields");
  out.attachment = in.text("attachment");
  out.file_name = in.text("file_name");
  out.because = in.text("because");
  return out;
}

/// The one table of kinds, in the order of `Entry`'s alternatives.
struct KindRow {
  std::string_view name;
  bool undoable;
  Entry (*read)(Members&);
};

constexpr std::array<KindRow, std::variant_size_v<Entry>> kinds = {{
    {"desk.created", false, desk_of},
    {"author.named", false, [](Members& in) -> Entry { return AuthorNamed{in.text("author"), in.text("name")}; }},
    {"source.added", true, source_of},
    {"reading.stored", true, reading_of},
    {"fact.decided", true, decision_of},
    {"fact.added", true, added_fact_of},
    {"thread.decided", true, thread_of},
    {"issue.numbered", false, issue_of},
    {"followup.added", true, added_of},
    {"followup.numbered", false, numbered_of},
    {"followup.assigned", true,
     [](Members& in) -> Entry { return FollowUpAssigned{in.number("number"), in.text("owner"), in.text("because")}; }},
    {"followup.due", true,
     [](Members& in) -> Entry { return FollowUpDue{in.number("number"), in.text("due"), in.text("because")}; }},
    {"followup.closed", true, closed_of},
    {"followup.reworded", true,
     [](Members& in) -> Entry { return FollowUpReworded{in.number("number"), in.text("text"), in.text("because")}; }},
    {"note.added", true, [](Members& in) -> Entry { return NoteAdded{in.number("issue"), in.text("text")}; }},
    {"note.reworded", true,
     [](Members& in) -> Entry { return NoteReworded{in.text("note"), in.text("text"), in.text("because")}; }},
    {"entry.set", true, entry_set_of},
    {"mark.set", true,
     [](Members& in) -> Entry {
       return MarkSet{in.text("subject"), in.text("mark"), in.text("audience"), in.text("because")};
     }},
    {"event.undone", true, [](Members& in) -> Entry { return EventUndone{in.text("event"), in.text("because")}; }},
}};

}  // namespace

std::string_view to_text(Verdict verdict) {
  constexpr std::array<std::string_view, 3> names = {"confirm", "correct", "reject"};
  return names.at(static_cast<std::size_t>(verdict));
}

std::string_view to_text(Closing closing) {
  return closing == Closing::done ? "done" : "dropped";
}

std::string_view kind_of(const Entry& entry) {
  return kinds.at(entry.index()).name;
}

bool is_numbered_elsewhere(std::string_view noun) {
  return noun == "issue" || noun == "commitment";
}

bool is_undoable(std::string_view kind) {
  const auto found = std::ranges::find(kinds, kind, &KindRow::name);
  return found != kinds.end() && found->undoable;
}

Json to_payload(const Entry& entry) {
  return std::visit(ToPayload{}, entry);
}

Result<Entry> from_payload(std::string_view kind, const Json& payload) {
  const auto found = std::ranges::find(kinds, kind, &KindRow::name);
  if (found == kinds.end())
    return Error{ErrorKind::broken, "record.unknown_kind", fmt::format("no event is of the kind \"{}\"", kind), ""};
  std::string wrong;
  Members members(payload, wrong);
  Entry entry = found->read(members);
  if (!wrong.empty())
    return Error{ErrorKind::broken, "record.payload",
                 fmt::format("the payload of {} lacks \"{}\" or has it in another form", kind, wrong), ""};
  return entry;
}

}  // namespace breadcrumb::record
