// note add, note set: the officer's own words.
#include <fmt/format.h>

#include "app/all_operations.h"
#include "app/entries.h"
#include "app/long_text.h"
#include "app/marking.h"
#include "app/show.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

Answer answer_of(const NoteView& note, std::string_view done) {
  Answer out;
  out.json = Json::object()
                 .set("id", note.id)
                 .set("issue", note.issue == 0 ? Json() : Json(note.issue))
                 .set("time", note.time)
                 .set("text", note.text);
  out.text = fmt::format("{}{} ({})\n", done, note.issue == 0 ? "" : fmt::format(" on issue {}", note.issue),
                         short_id(note.id));
  return out;
}

Result<Answer> run_add(const Context& context, const Request& request) {
  NoteView note{.text = text_of(request, "text")};
  if (!text_of(request, "issue").empty()) {
    const auto opened = BC_TRY(open_views(context));
    note.issue = BC_TRY(issue_number(opened.views, opened.book, text_of(request, "issue")));
  }
  auto record = BC_TRY(open_record(context, record::Access::write));
  const auto stamp = BC_TRY(stamp_of(context, record));
  note.time = stamp.time;
  note.id = BC_TRY(record.append(stamp, record::NoteAdded{.issue = note.issue, .text = note.text})).id;
  return answer_of(note, "Noted");
}

/// The note of an id's first digits, as `notes` and the tracker show them.
Result<NoteView> note_in(const record::Record& record, const Request& request) {
  auto wanted = text::fold(text_of(request, "note"));
  if (wanted.starts_with('n')) wanted.erase(0, 1);
  std::vector<NoteView> found;
  if (wanted.size() >= 6)
    for (auto& note : BC_TRY(record.notes()))
      if (note.id.starts_with(wanted)) found.push_back(std::move(note));
  if (found.empty())
    return Error{ErrorKind::not_found, "record.no_such_note",
                 fmt::format("no note is called \"{}\" (breadcrumb notes lists them)", text_of(request, "note")), ""};
  if (found.size() > 1)
    return Error{ErrorKind::bad_input, "record.ambiguous_id",
                 "more than one note begins with these digits; give more of them", wanted};
  return std::move(found.front());
}

Result<Answer> run_set(const Context& context, const Request& request) {
  auto record = BC_TRY(open_record(context, record::Access::write));
  auto note = BC_TRY(note_in(record, request));
  note.text = text_of(request, "text");
  const auto stamp = BC_TRY(stamp_of(context, record));
  BC_TRY(record.append(
      stamp, record::NoteReworded{.note = note.id, .text = note.text, .because = text_of(request, "because")}));
  note.time = stamp.time;
  auto out = answer_of(note, "Reworded the note");
  out.text += BC_TRY(goes_out_words(context, record, "note:" + note.id));
  return out;
}

Result<LongValues> words_now(const Context& context, const Request& request) {
  const auto record = BC_TRY(open_record(context, record::Access::read));
  return LongValues{{"text", BC_TRY(note_in(record, request)).text}};
}

}  // namespace

Operation note_add_operation() {
  Operation out{.name = "note-add",
                .summary = "the officer's own words, on an issue or on the desk",
                .effect = Effect::writes,
                .role = Role::editor,
                .parameters = {{.name = "text",
                                .help = "the note; it may have several lines; - reads standard input",
                                .positional = true,
                                .form = Form::passage,
                                .may_be_empty = true},
                               {.name = "issue", .help = "its number, or words of its name"}},
                .example = "breadcrumb note add --issue ethanol \"Ask about the blending schedule\"",
                .run = run_add};
  make_editable(out);
  return out;
}
Operation note_set_operation() {
  Operation out{.name = "note-set",
                .summary = "other words for a note",
                .effect = Effect::writes,
                .role = Role::editor,
                .parameters = {{.name = "note",
                                .help = "first digits of its id (breadcrumb notes lists them)",
                                .positional = true,
                                .required = true,
                                .form = Form::name},
                               {.name = "text",
                                .help = "the note; it may have several lines; - reads standard input",
                                .form = Form::passage,
                                .may_be_empty = true},
                               because_parameter()},
                .example = "breadcrumb note set 5196e546 --text \"Ask about the blending schedule in May\"",
                .run = run_set};
  make_editable(out, words_now);
  return out;
}

}  // namespace breadcrumb::app
