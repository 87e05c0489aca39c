#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/all_operations.h"
#include "app/own_record.h"
#include "text/utf8.h"
#include "thread/redline.h"
#include "thread/thread.h"

namespace breadcrumb::app {

namespace {

std::string rounds_counted(unsigned count) {
  return fmt::format("{} {}", count, count == 1 ? "round" : "rounds");
}

const RoundView& round_of(const DialogueView& d, const Step& step) {
  return d.rounds.at(static_cast<std::size_t>(step.round));
}

// Where the issue stands, in one sentence or two: what an officer asks first.
std::string state_of(const Thread& thread, const DialogueView& d) {
  const auto& last = thread.steps.back();
  const Step* spoken = nullptr;
  for (const auto& step : thread.steps)
    if (!step.mentions.empty()) spoken = &step;
  const std::string when = spoken == nullptr ? "" : "Last spoken of at " + round_words(round_of(d, *spoken));
  if (!last.mentions.empty()) {
    std::string out = "Spoken of at the last round";
    if (last.streak > 1) out += fmt::format(", in the same words for {}", rounds_counted(last.streak));
    return out + ".";
  }
  if (thread::has(last, StepKind::merged))
    return fmt::format("{}; its subject stands under \"{}\" now.", when, fmt::join(last.with, "\", \""));
  const std::string silent =
      last.silence == 0 ? "" : fmt::format("; not mentioned in {} since", rounds_counted(last.silence));
  if (thread::has(last, StepKind::not_mentioned)) return when + silent + ". Silence does not resolve it.";
  return when + silent + ". Of the last round nothing can be concluded.";
}

// The words of one round, each side's with the place where they stand.
std::string mentions_text(const Step& step, const DialogueView& d) {
  std::string out;
  for (const auto& mention : step.mentions) {
    const auto source = std::ranges::find(d.sources, mention.source, &Source::sha256);
    std::string who = source == d.sources.end() || source->publisher.empty() ? "" : source->publisher + ": ";
    if (source != d.sources.end() && source->publisher.empty()) who = "side unknown: ";
    if (source != d.sources.end() && is_joint(*source)) who = "joint: ";
    const std::string where = source_label(d.sources, mention.source);
    if (mention.area) out += wrapped(who + mention.heading, 2);
    if (mention.area && mention.words.empty())
      out += fmt::format("    [{} {}-{}]\n", where, mention.quote.start, mention.quote.end);
    if (!mention.area && !who.empty()) out += wrapped(who.substr(0, who.size() - 1), 2);
    for (const auto& span : mention.words) {
      out += wrapped(fmt::format("\"{}\"", text::squeeze(span.text)), 4);
      out += fmt::format("    [{} {}-{}]\n", where, span.start, span.end);
    }
  }
  return out;
}

// The round whose words the redline starts from: the last one before that has any.
std::string before_label(const Thread& thread, const Step& step, const DialogueView& d) {
  if (thread::has(step, StepKind::split) && &step == &thread.steps.front())
    return fmt::format("Against its words under \"{}\"", fmt::join(step.with, "\", \""));
  if (step.since < 0) return "Changed";
  return "Changed since " + round_words(d.rounds.at(static_cast<std::size_t>(step.since)));
}

std::string thread_text(const Thread& thread, const DialogueView& d, const thread::ThreadRules& rules) {
  std::string out = fmt::format("{}  {}\n", thread.number, thread.name);
  out += wrapped(d.name + (thread.kind.empty() ? "" : ", " + thread.kind), 2);
  if (!thread.topics.empty()) out += wrapped(fmt::format("Topics: {}", fmt::join(thread.topics, ", ")), 2);
  if (!thread.also.empty()) out += wrapped(fmt::format("Holds also: {}", fmt::join(thread.also, ", ")), 2);
  out += wrapped(state_of(thread, d), 2);
  for (const auto& step : thread.steps) {
    const auto& round = round_of(d, step);
    std::string head = fmt::format("{}  {}  {}", round.ordinal > 0 ? "Round " + round_label(round) : "Meeting",
                                   dates_text(round, d.sources), kinds_text(step));
    if (!step.with.empty() && !thread::has(step, StepKind::not_mentioned))
      head += fmt::format(" ({} \"{}\")", step.mentions.empty() ? "into" : "with", fmt::join(step.with, "\", \""));
    if (step.streak > 1) head += fmt::format(", the same words for {}", rounds_counted(step.streak));
    if (step.silence > 0 && thread::has(step, StepKind::not_mentioned))
      head += fmt::format(", silent for {}", rounds_counted(step.silence));
    out += "\n" + wrapped(head, 0);
    if (!step.because.empty()) out += wrapped(step.because, 2);
    if (thread::needs_person(step, rules) && !step.runner_up.empty())
      out += wrapped(fmt::format("It could also be \"{}\": breadcrumb merge or split says which.", step.runner_up), 2);
    out += mentions_text(step, d);
    if (!step.redline.runs.empty() && !step.redline.unchanged())
      out += fmt::format("  {}:\n{}", before_label(thread, step, d), wrapped(thread::render_text(step.redline), 4));
  }
  return out;
}

Json notes_of(const std::vector<NoteView>& all, const std::set<int>& numbers, std::string& text) {
  Json out = Json::array();
  for (const auto& note : all) {
    if (note.issue == 0 || !numbers.contains(note.issue)) continue;
    out.push(
        Json::object().set("id", note.id).set("author", note.author).set("time", note.time).set("text", note.text));
    text += "\n" + wrapped(fmt::format("Note by {}, {}: {}", note.author, note.time, note.text), 0);
  }
  return out;
}

// An issue that no text names yet: what was entered is all there is.
Result<Answer> entered_issue(const Opened& opened, const EntryView& entry) {
  const auto shown = shown_of(opened);
  const auto own = own_record({entry.number}, shown);
  Answer out;
  out.text = fmt::format("{}  {}\n", entry.number, entry["name"]);
  out.text += wrapped(dialogue_of(entry, shown) + (entry["kind"].empty() ? "" : ", " + entry["kind"]), 2);
  out.text += wrapped(
      fmt::format("Entered by {}, {}; no text on this desk names it.", entry.author, entry.time.substr(0, 10)), 2);
  out.text += own_text(own, shown);
  auto notes = BC_TRY(opened.record.notes());
  const auto names = BC_TRY(author_names(opened.record));
  for (auto& note : notes)
    if (const auto name = names.find(note.author); name != names.end()) note.author = name->second;
  out.json = Json::object()
                 .set("number", entry.number)
                 .set("also", Json::array())
                 .set("key", Json())
                 .set("name", entry["name"])
                 .set("kind", entry["kind"].empty() ? Json() : Json(entry["kind"]))
                 .set("topics", Json::strings(parted(entry["topics"])))
                 .set("dialogue", dialogue_of(entry, shown))
                 .set("steps", Json::array())
                 .set("state", entry["state"].empty() ? Json() : Json(entry["state"]))
                 .set("entered", own_json(own));
  out.json.set("notes", notes_of(notes, {entry.number}, out.text));
  return out;
}

Result<Answer> run(const Context& context, const Request& request) {
  const auto opened = BC_TRY(open_views(context));
  const auto found = find_issue(opened.views, text_of(request, "issue"));
  if (!found) {
    const auto number = BC_TRY(issue_number(opened.views, opened.book, text_of(request, "issue")));
    if (const auto* entry = opened.book.find("issue", number)) return entered_issue(opened, *entry);
    return found.error();
  }
  const auto* thread = found->thread;
  const auto& d = found->view->dialogue;
  std::set<int> numbers(thread->also.begin(), thread->also.end());
  numbers.insert(thread->number);
  const auto shown = shown_of(opened);
  const auto own = own_record(numbers, shown);
  Answer out;
  out.json = thread_json(*thread, d);
  out.json.set("state", state_of(*thread, d));
  out.json.set("entered", own_json(own));
  out.text = thread_text(*thread, d, opened.knowledge.threads) + own_text(own, shown);
  out.json.set("notes", notes_of(d.notes, numbers, out.text));
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
