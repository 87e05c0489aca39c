// An agenda as a paper: HTML, DOCX, Markdown or JSON, which `verify` proves like any other.
#include <algorithm>

#include "app/agenda.h"
#include "app/brief_material.h"
#include "app/issue_names.h"
#include "base/file.h"
#include "brief/handling.h"

namespace breadcrumb::app {

namespace {

/// The view that holds the agenda; null when no source speaks of its dialogue.
const DeskView* view_with(const EntryView& agenda, const std::vector<DeskView>& views) {
  for (const auto& view : views)
    for (const auto& entry : view.dialogue.entries)
      if (entry.noun == agenda.noun && entry.number == agenda.number) return &view;
  return nullptr;
}

}  // namespace

Result<Answer> write_agenda(const Context& context, const Opened& desk, const EntryView& agenda,
                            const Request& request) {
  const auto& file = text_of(request, "output");
  BC_TRY(need_folder(file));
  const auto format = brief::format_of(file);
  if (!format)
    return Error{ErrorKind::bad_input, "agenda.format",
                 "expected a file name that ends in .html, .docx, .md, .json or .ics", file};
  if (!request["force"].boolean()) BC_TRY(may_replace(file));
  const auto* words = BC_TRY(words_for(desk.knowledge, desk.record.desk(), text_of(request, "language")));
  const auto* view = view_with(agenda, desk.views);
  if (view == nullptr)
    return Error{ErrorKind::not_found, "agenda.none", "no source on this desk speaks of the dialogue of this meeting",
                 ""};
  auto material = BC_TRY(briefing_material(desk.record, desk.knowledge.grammar, desk.views, *view));
  const auto profile = brief::profile_of(text_of(request, "profile")).value_or(brief::Profile::delegation);
  const auto rules = BC_TRY(MarkRules::load(context, desk.record.desk()));
  set_levels(material.view, BC_TRY(Marking::of(desk.record, rules)), rules, profile);
  call_issues(material.view.dialogue, words->language());
  const brief::Request wish{.paper = brief::Paper::agenda,
                            .subject = brief::agenda_subject(material.view.dialogue, agenda, profile),
                            .profile = profile,
                            .composed_at = context.now(),
                            .program = std::string(program_version()),
                            .margin_below = desk.knowledge.threads.ask_below()};
  const auto book = BC_TRY(brief::compose(material.view, material.texts, *words, wish));
  return written_paper(file, brief::render(book, *format), brief::to_text(*format));
}

Result<std::string> calendar_handling(const Context& context, const Opened& desk, const EntryView& agenda,
                                      brief::Profile profile) {
  const auto rules = BC_TRY(MarkRules::load(context, desk.record.desk()));
  const auto marking = BC_TRY(Marking::of(desk.record, rules));
  auto level = goes_out(profile) ? Level{} : rules.default_of("entry");
  const auto raise = [&](const EntryView& entry) { level = highest(level, marking.level(subject_of(entry))); };
  raise(agenda);
  if (const auto* event = event_of(agenda, desk.book); event != nullptr) raise(*event);
  for (const auto* item : items_of(agenda, desk.book)) raise(*item);
  const auto* words = BC_TRY(words_for(desk.knowledge, desk.record.desk(), ""));
  return brief::handling_line(rules.names(), level, *words);
}

}  // namespace breadcrumb::app
