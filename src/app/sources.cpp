// The tables of what was taken in as it is: sources and notes.
#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "app/all_operations.h"
#include "app/party.h"
#include "app/show.h"
#include "app/window.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

Result<Answer> run_sources(const Context& context, const Request& request) {
  const auto record = BC_TRY(open_record(context, record::Access::read));
  const auto words = text::fold(text_of(request, "words"));
  Json json = Json::array();
  Table table({"source", "published", "by", "kind", "file", "title"});
  const auto fits = [&](std::string_view name, const std::string& value) {
    const auto& wanted = text_of(request, name);
    return wanted.empty() || wanted == value;
  };
  const auto rules_for_desk = BC_TRY(knowledge_for(context, &record.desk()));
  const auto& knowledge = *rules_for_desk;
  const auto publisher = BC_TRY(party_code(knowledge.grammar, text_of(request, "publisher"), "sources.publisher"));
  const auto which = request["which"].texts();
  auto window = BC_TRY(Window::in(request));
  bool any = false;
  BC_TRY(record.each_source(request["newest"].boolean(), [&](const Source& s) {
    any = true;
    if (window.is_full()) return false;
    if (!words.empty() && text::fold(s.title + " " + s.file_name).find(words) == std::string::npos) return true;
    if (!publisher.empty() && publisher != s.publisher) return true;
    const auto is_it = [&](const std::string& digits) { return !digits.empty() && s.sha256.starts_with(digits); };
    if (!which.empty() && std::ranges::none_of(which, is_it)) return true;
    if (!fits("language", s.language) || !fits("kind", s.kind)) return true;
    if (!window.takes()) return true;
    json.push(source_json(s));
    table.add({short_id(s.sha256), s.published.empty() ? "unknown" : s.published, s.publisher,
               s.kind + (s.excerpt ? ", excerpt" : ""), shortened(s.file_name, 40), shortened(s.title, 70)});
    return true;
  }));
  return listed(std::move(json), table,
                !any ? "No source yet: breadcrumb read takes documents in." : "No source fits.");
}

Result<Answer> run_notes(const Context& context, const Request&) {
  const auto record = BC_TRY(open_record(context, record::Access::read));
  const auto names = BC_TRY(author_names(record));
  Json json = Json::array();
  Table table({"note", "issue", "by", "time", "words"});
  for (auto& note : BC_TRY(record.notes())) {
    if (const auto name = names.find(note.author); name != names.end()) note.author = name->second;
    json.push(Json::object()
                  .set("id", note.id)
                  .set("issue", note.issue == 0 ? Json() : Json(note.issue))
                  .set("author", note.author)
                  .set("time", note.time)
                  .set("text", note.text));
    table.add({short_id(note.id), note.issue == 0 ? "" : std::to_string(note.issue), note.author, note.time,
               shortened(note.text, 90)});
  }
  return listed(std::move(json), table, "No note yet.");
}

}  // namespace

Operation sources_operation() {
  Operation out{.name = "sources",
                .summary = "the stored documents",
                .parameters = {{.name = "publisher", .help = "only this side's texts: a party's code or name"},
                               {.name = "language", .help = "only those in this language", .choices = {"en", "ja"}},
                               {.name = "kind", .help = "only of this kind", .choices = source_kinds()},
                               {.name = "words",
                                .help = "only those whose title or file name holds these words",
                                .positional = true},
                               {.name = "which",
                                .kind = ParameterKind::texts,
                                .help = "only those whose SHA-256 begins with these digits",
                                .form = Form::name},
                               {.name = "newest", .kind = ParameterKind::flag, .help = "the last published first"}},
                .example = "breadcrumb sources --newest --limit 20",
                .run = run_sources};
  add_window_parameters(out.parameters);
  return out;
}
Operation notes_operation() {
  return {.name = "notes", .summary = "the officer's notes", .example = "breadcrumb notes", .run = run_notes};
}

}  // namespace breadcrumb::app
