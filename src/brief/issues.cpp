// Issue by issue: the matrix, each thread's course, the last words of each side, follow-ups, notes, and the place that
// is left for the officer.
#include <algorithm>

#include "brief/composer.h"

namespace breadcrumb::brief {

bool Composer::belongs(const FollowUpView& follow_up, const Thread& thread) const {
  if (follow_up.quote.source.empty()) return false;
  for (const auto& step : thread.steps)
    for (const auto& mention : step.mentions) {
      if (mention.source != follow_up.quote.source) continue;
      for (const auto& span : mention.words)
        if (span.overlaps(follow_up.quote.span)) return true;
      if (mention.quote.overlaps(follow_up.quote.span)) return true;
    }
  return false;
}

bool Composer::has_page(const Thread& thread) const {
  const auto* page = page_of(thread);
  return page != nullptr && !page->fields.empty();
}

void Composer::last_words(const Thread& thread, std::vector<Block>& out, bool lead_only) {
  // By side, the latest mention; sides in the order of their names.
  std::map<std::string, std::pair<int, std::vector<const Mention*>>> latest;
  for (const auto& step : thread.steps)
    for (const Mention* mention : distinct(step.mentions)) {
      auto& [round, mentions] = latest[side_of(mention->source)];
      if (round != step.round || mentions.empty()) mentions.clear();
      round = step.round;
      mentions.push_back(mention);
    }
  for (const auto& [side, found] : latest)
    for (const Mention* mention : found.second) {
      Block block{.kind = BlockKind::quote};
      Run label = claim("last_words", {{"issue", issue_id(thread)}, {"source", mention->source}}, "issues.last_words",
                        {{"side", side_name(mention->source)}, {"round", round_name(found.first)}});
      label.text += text("mark.colon");
      label.look = Look::soft;
      block.runs.push_back(label);
      if (mention->words.empty()) add(block.runs, quoted({mention->source, mention->quote}));
      for (std::size_t i = 0; i < mention->words.size(); ++i) {
        if (i > 0) block.runs.push_back(say("mark.space"));
        add(block.runs, lead_only ? quoted_lead({mention->source, mention->words[i]})
                                  : quoted({mention->source, mention->words[i]}));
        if (lead_only) break;
      }
      out.push_back(std::move(block));
    }
}

void Composer::note_block(const NoteView& note, std::vector<Block>& out) {
  Runs runs = portion(note.level, "note:" + note.id);
  runs.push_back(officer("note:" + note.id, note.text, note.author, note.time));
  runs.push_back(say("mark.dash"));
  runs.push_back(
      claim("signed", {{"note", note.id}}, "notes.signed", {{"author", note.author}, {"date", date(note.time)}}));
  out.push_back(paragraph(std::move(runs), "officer"));
}

void Composer::course(const Thread& thread, std::vector<Block>& out) {
  Runs runs{say("issues.thread")};
  bool first = true;
  const auto add_round = [&](const HeldRound& round, const std::string& what) {
    if (!first) runs.push_back(say("mark.dot"));
    runs.push_back(claim("course", {{"issue", issue_id(thread)}, {"round", held_id(round)}}, "issues.course",
                         {{"round", held_name(round, first)}, {"what", what}}));
    first = false;
  };
  for (const auto& round : held_) {
    const Step* step = round.entered == nullptr ? step_at(thread, round.read) : nullptr;
    if (round.entered != nullptr && !first) add_round(round, text("matrix.no_text"));
    if (step == nullptr) continue;
    std::vector<std::string> kinds;
    for (const auto kind : step->kinds) {
      if (kind == StepKind::continued && step->kinds.size() > 1) continue;
      std::string word(to_text(kind));
      std::replace(word.begin(), word.end(), ' ', '_');
      kinds.push_back(text("matrix." + word));
    }
    if (kinds.empty()) kinds.push_back(text("matrix.unknown"));
    add_round(round, join(kinds));
  }
  runs.push_back(method_mark("step"));
  out.push_back(paragraph(std::move(runs), "thread"));
}

Run Composer::entered_name(const EntryView& issue) {
  if (!issue["name"].empty()) return own_words(issue, "name", issue["name"]).front();
  const auto number = std::to_string(issue.number);
  return claim("entered_number", {{"issue", number}}, "issues.entered_number", {{"n", number}});
}

Section Composer::issues() {
  Section section{.id = "issues", .title = {say("issues.title")}};
  auto& out = section.blocks;
  if (!d_.threads.empty()) out.push_back({.kind = BlockKind::figure, .anchor = "matrix", .figure = matrix()});
  // Issues with a page of their own stand first, so that the others can share pages.
  std::vector<const Thread*> threads;
  for (const auto& thread : d_.threads) threads.push_back(&thread);
  if (request_.profile == Profile::delegation)
    std::ranges::stable_sort(threads, {}, [&](const Thread* thread) { return !has_page(*thread); });
  bool paged = false;
  for (const Thread* one : threads) {
    const Thread& thread = *one;
    Runs name = issue_name(thread);
    for (auto& run : name) run.link.clear();
    if (thread.kind == "common" || thread.kind == "bilateral") {
      name.push_back(say("mark.dot"));
      Run kind = claim("issue_kind", {{"issue", issue_id(thread)}}, "kind." + thread.kind);
      kind.look = Look::soft;
      name.push_back(kind);
    }
    out.push_back(heading(3, std::move(name), "issue-" + issue_id(thread)));
    const bool page = request_.profile == Profile::delegation && has_page(thread);
    if (page || paged) out.back().style = "new-page";
    paged = page;
    course(thread, out);
    if (!thread.steps.empty() && thread.steps.back().silence > 0 &&
        leading_kind(thread.steps.back()) == StepKind::not_mentioned)
      out.push_back(paragraph(step_sentence(thread, thread.steps.back()), "thread"));
    if (request_.profile == Profile::delegation) own_background(thread, out);
    last_words(thread, out, false);
    Runs follow;
    for (const auto& follow_up : d_.follow_ups) {
      if (!shown(follow_up) || !belongs(follow_up, thread)) continue;
      follow.push_back(say(follow.empty() ? "issues.follow_ups" : "mark.dot"));
      const std::string status_id = follow_up.status == "open" ? "status_open" : follow_up.status;
      Run run = claim("follow_up", {{"number", std::to_string(follow_up.number)}}, "issues.follow_up",
                      {{"n", std::to_string(follow_up.number)},
                       {"owner", follow_up.owner.empty() ? text("follow_ups.owner_unknown") : owner(follow_up.owner)},
                       {"status", text_or("follow_ups." + status_id, follow_up.status)},
                       {"age", age(follow_up.age_rounds)}});
      run.link = "#follow-up-" + std::to_string(follow_up.number);
      follow.push_back(run);
    }
    if (!follow.empty()) {
      follow.push_back(method_mark("follow_up"));
      out.push_back(paragraph(std::move(follow), "thread"));
    }
    if (request_.profile != Profile::delegation) continue;
    for (const auto& note : d_.notes) {
      if (!thread.answers_to(note.issue)) continue;
      note_block(note, out);
    }
    own_page(thread, out);
  }
  if (request_.profile != Profile::delegation) return section;
  // Issues that no text names, or names no more: entered by an officer, with a page and no course.
  for (const auto& entry : d_.entries) {
    if (entry.noun != "issue" || entry.fields.empty() ||
        std::ranges::any_of(d_.threads, [&](const Thread& thread) { return thread.answers_to(entry.number); }))
      continue;
    const auto number = std::to_string(entry.number);
    Thread entered;
    entered.number = entry.number;
    out.push_back(heading(3, {entered_name(entry)}, "entered-" + number));
    out.back().style = "new-page";
    out.push_back(paragraph({claim("entered", {{"issue", number}}, "issues.entered", {{"n", number}})}, "thread"));
    for (const auto& note : d_.notes)
      if (note.issue == entry.number) note_block(note, out);
    own_background(entered, out);
    own_page(entered, out);
  }
  return section;
}

}  // namespace breadcrumb::brief
