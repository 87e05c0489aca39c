#include <fmt/format.h>

#include "app/all_operations.h"
#include "app/show.h"
#include "thread/redline.h"

namespace breadcrumb::app {

namespace {

std::string thread_text(const Thread& thread, const DialogueView& d) {
  std::string out = fmt::format("{}  {}\n", thread.number, thread.name);
  out += "  " + d.name + (thread.kind.empty() ? "" : ", " + thread.kind) + "\n";
  if (!thread.topics.empty()) out += fmt::format("  topics: {}\n", fmt::join(thread.topics, ", "));
  for (const auto& step : thread.steps) {
    const auto& round = d.rounds.at(static_cast<std::size_t>(step.round));
    out += fmt::format("\nRound {}  {}  {}", round_label(round), dates_text(round.start, round.end), kinds_text(step));
    if (step.streak > 1) out += fmt::format(" (the same words for {} rounds)", step.streak);
    if (step.silence > 0)
      out += fmt::format(" (silent for {} {})", step.silence, step.silence == 1 ? "round" : "rounds");
    out += "\n";
    if (!step.because.empty()) out += "  " + step.because + "\n";
    if (!step.runner_up.empty()) out += fmt::format("  next best match: {} (margin {})\n", step.runner_up, step.margin);
    for (const auto& mention : step.mentions) {
      const std::string where = source_label(d.sources, mention.source);
      if (mention.area) out += fmt::format("  {} [{}]\n", mention.heading, where);
      for (const auto& span : mention.words)
        out += fmt::format("    \"{}\" [{} {}-{}]\n", span.text, where, span.start, span.end);
    }
    if (!step.redline.runs.empty() && !step.redline.unchanged())
      out += "  redline: " + thread::render_text(step.redline) + "\n";
  }
  return out;
}

Result<Answer> run(const Context& context, const Request& request) {
  const auto opened = BC_TRY(open_views(context));
  const auto found = BC_TRY(find_issue(opened.views, text_of(request, "issue")));
  const auto& d = found.view->dialogue;
  Answer out;
  out.json = thread_json(*found.thread, d);
  out.text = thread_text(*found.thread, d);
  Json notes = Json::array();
  for (const auto& note : d.notes) {
    if (note.issue != found.thread->number || note.issue == 0) continue;
    notes.push(
        Json::object().set("id", note.id).set("author", note.author).set("time", note.time).set("text", note.text));
    out.text += fmt::format("\nNote by {}, {}: {}\n", note.author, note.time, note.text);
  }
  out.json.set("notes", std::move(notes));
  return out;
}

}  // namespace

Operation issue_operation() {
  return {.name = "issue",
          .summary = "one issue's thread: rounds down, wording, state, redlines, quotes",
          .parameters =
              {{.name = "issue", .help = "its number, or words of its name", .positional = true, .required = true}},
          .example = "breadcrumb issue ethanol",
          .run = run};
}

}  // namespace breadcrumb::app
