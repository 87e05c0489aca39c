// What changed at the last round: steps, redlines, and for the minister the key lines.
#include <algorithm>

#include "brief/composer.h"

namespace breadcrumb::brief {

namespace {

std::string snake(StepKind kind) {
  std::string name(to_text(kind));
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

}  // namespace

Runs Composer::step_sentence(const Thread& thread, const Step& step) {
  const StepKind kind = leading_kind(step);
  const Args args{{"issue", issue_id(thread)}, {"round", round_id(step.round)}};
  Fillers fillers{{"round", round_name(step.round)}, {"names", join(step.with)}};
  std::string id = "step." + snake(kind);
  int before = -1;
  unsigned silence = 0;
  for (const auto& earlier : thread.steps) {
    if (earlier.round >= step.round) break;
    if (!earlier.mentions.empty()) before = earlier.round;
    silence = earlier.silence;
  }
  switch (kind) {
    case StepKind::continued:
      if (step.streak > 1) {
        id = "step.continued_streak";
        fillers.emplace_back("n", std::to_string(step.streak));
      }
      break;
    case StepKind::reworded:
      if (step.since >= 0) before = step.since;
      if (before >= 0) {
        id = "step.reworded_against";
        fillers.emplace_back("before", round_name(before));
      }
      break;
    case StepKind::split:
      if (!step.with.empty()) id = before < 0 ? "step.split_from" : "step.split_apart";
      break;
    case StepKind::merged:
      if (!step.with.empty()) id = step.mentions.empty() ? "step.merged_into" : "step.merged_with";
      break;
    case StepKind::not_mentioned:
      if (step.silence > 1) {
        id = "step.not_mentioned_n";
        fillers.emplace_back("n", std::to_string(step.silence));
      }
      break;
    case StepKind::revived:
      if (silence > 0) {
        id = "step.revived_after";
        fillers.emplace_back("n", age(static_cast<int>(silence)));
      }
      break;
    default:
      break;
  }
  Runs out{claim(snake(kind), args, id, fillers)};
  std::vector<std::string> also;
  for (const auto other : step.kinds)
    if (other != kind && other != StepKind::continued && !(kind == StepKind::split && other == StepKind::first_seen))
      also.push_back(text("matrix." + snake(other)));
  if (!also.empty()) {
    out.push_back(say("mark.space"));
    out.push_back(claim("also", args, "step.also", {{"what", join(also)}}));
  }
  out.push_back(method_mark("step"));
  return out;
}

std::pair<const Mention*, const Mention*> Composer::redlined(const Thread& thread, const Step& step) const {
  const auto last_of = [&](const Thread& among, const std::string& side) {
    const Mention* found = nullptr;
    for (const auto& earlier : among.steps) {
      if (earlier.round >= step.round) break;
      for (const auto& mention : earlier.mentions)
        if (side_of(mention.source) == side) found = &mention;
    }
    return found;
  };
  for (const auto& mention : step.mentions) {
    const std::string side = side_of(mention.source);
    if (const Mention* old = last_of(thread, side)) return {&mention, old};
    for (const auto& other : d_.threads)
      if (!thread.parent.empty() && other.key == thread.parent)
        if (const Mention* old = last_of(other, side)) return {&mention, old};
  }
  return {step.mentions.empty() ? nullptr : &step.mentions.front(), nullptr};
}

void Composer::redline_block(const Thread& thread, const Step& step, std::vector<Block>& out) {
  if (step.redline.runs.empty() || step.redline.unchanged() || step.redline.typography_only) return;
  Block block{.kind = BlockKind::redline};
  const Args base{{"issue", issue_id(thread)}, {"round", round_id(step.round)}};
  const auto [now, old] = redlined(thread, step);
  std::string language;
  if (now != nullptr)
    if (const Source* source = source_of(now->source); source != nullptr && source->language != words_.language())
      language = source->language;
  for (std::size_t i = 0; i < step.redline.runs.size(); ++i) {
    const auto& piece = step.redline.runs[i];
    if (piece.text.empty()) continue;
    Args args = base;
    args.emplace_back("run", std::to_string(i));
    Run run = claim_text("redline", std::move(args), piece.text);
    run.language = language;
    switch (piece.kind) {
      case RedlineKind::keep:
        break;
      case RedlineKind::insert:
        run.look = Look::inserted;
        break;
      case RedlineKind::erase:
        run.look = Look::erased;
        break;
      case RedlineKind::move_out:
        run.look = Look::moved_out;
        break;
      case RedlineKind::move_in:
        run.look = Look::moved_in;
        break;
    }
    block.runs.push_back(std::move(run));
  }
  block.runs.push_back(method_mark("redline"));
  // The new words and the last words of the same side, each in its source.
  for (const Mention* mention : {now, old})
    if (mention != nullptr) add(block.runs, mark(words_of(*mention)));
  out.push_back(std::move(block));
}

void Composer::change_entry(const Thread& thread, const Step& step, bool brief_form, std::vector<Block>& out) {
  Runs runs = issue_name(thread);
  const StepKind kind = leading_kind(step);
  if (brief_form && (kind == StepKind::first_seen || kind == StepKind::reworded) && step.kinds.size() <= 2) {
    // The heading says what became of it; that it stands under it is the claim.
    runs.back().id = snake(kind);
    runs.back().args = {{"issue", issue_id(thread)}, {"round", round_id(step.round)}, {"form", "name"}};
    runs.push_back(method_mark("step"));
  } else {
    runs.push_back(say("mark.colon"));
    add(runs, step_sentence(thread, step));
  }
  const bool has_words = !step.mentions.empty();
  // What was reworded shows as what went and what came; the words alone would not say what changed.
  const bool redlined_only = brief_form && kind == StepKind::reworded && !step.redline.runs.empty() &&
                             !step.redline.unchanged() && !step.redline.typography_only;
  const bool quotes = has_words && (brief_form || kind == StepKind::first_seen || kind == StepKind::revived ||
                                    kind == StepKind::split || kind == StepKind::merged);
  if (brief_form && quotes && !redlined_only && kind != StepKind::continued) {
    const Mention& mention = step.mentions.front();
    const Span& span = mention.words.empty() ? mention.quote : mention.words.front();
    if (span.text == thread.name) {
      add(runs, mark({mention.source, span}));  // the name is the quote
    } else {
      runs.push_back(say("mark.space"));
      add(runs, quoted_lead({mention.source, span}));
    }
  }
  if (!brief_form && !has_words && !step.because.empty()) {
    runs.push_back(say("mark.space"));
    runs.push_back(claim_text("because", {{"issue", issue_id(thread)}, {"round", round_id(step.round)}},
                              said(step.reason, step.because)));
  }
  out.push_back(item(std::move(runs), "change"));
  if (redlined_only) redline_block(thread, step, out);
  if (brief_form) return;
  // A redline of the only wording shows all its words already.
  const bool in_redline = kind == StepKind::split && distinct(step.mentions).size() == 1 &&
                          !step.redline.runs.empty() && !step.redline.unchanged() && !step.redline.typography_only;
  if (quotes && !in_redline)
    for (const Mention* shown : distinct(step.mentions)) {
      const Mention& mention = *shown;
      Block block{.kind = BlockKind::quote};
      Run side = claim_text("side", {{"source", mention.source}}, side_name(mention.source) + text("mark.colon"));
      side.look = Look::soft;
      block.runs.push_back(side);
      const auto& spans = mention.words;
      if (spans.empty()) add(block.runs, quoted({mention.source, mention.quote}));
      for (std::size_t i = 0; i < spans.size(); ++i) {
        if (i > 0) block.runs.push_back(say("mark.space"));
        add(block.runs, quoted({mention.source, spans[i]}));
      }
      out.push_back(std::move(block));
    }
  if (kind != StepKind::first_seen) redline_block(thread, step, out);
}

void Composer::nothing_concluded(const std::vector<std::pair<const Thread*, const Step*>>& group,
                                 std::vector<Block>& out) {
  // Issues of which nothing can be said for the same reason stand in one paragraph, and the reason once.
  std::vector<std::string> reasons;
  const auto reason_of = [&](const Step& step) { return said(step.reason, step.because); };
  for (const auto& [thread, step] : group)
    if (std::ranges::find(reasons, reason_of(*step)) == reasons.end()) reasons.push_back(reason_of(*step));
  for (const auto& reason : reasons) {
    Runs runs;
    Args args;
    for (const auto& [thread, step] : group) {
      if (reason_of(*step) != reason) continue;
      if (!runs.empty()) runs.push_back(say("mark.dot"));
      add(runs, issue_name(*thread));
      args = {{"issue", issue_id(*thread)}, {"round", round_id(step->round)}};
      int before = -1;
      for (const auto& earlier : thread->steps)
        if (earlier.round < step->round && !earlier.mentions.empty()) before = earlier.round;
      if (before < 0) continue;
      runs.push_back(say("mark.comma"));
      runs.push_back(claim("last_mentioned", args, "step.last_mentioned", {{"before", round_name(before)}}));
    }
    runs.push_back(say("mark.stop"));
    runs.push_back(method_mark("step"));
    out.push_back(paragraph(std::move(runs)));
    if (!reason.empty()) out.push_back(paragraph({claim_text("because", args, reason)}, "small"));
  }
}

/// The section's title, and which rounds are compared where not all that were held have a text.
void Composer::compared_rounds(Section& section) {
  const auto name = [&](int round) {
    return Runs{claim_text("round_name", {{"round", round_id(round)}}, round_name(round))};
  };
  if (last_ == 0) {
    section.title = phrase("changes.title", {{"round", name(0)}});
    section.blocks.push_back(paragraph({say(held_.size() > 1 ? "changes.first_text" : "changes.first_round")}));
    return;
  }
  section.title = without_text_since(last_).empty()
                      ? phrase("changes.title_since", {{"round", name(last_ - 1)}})
                      : phrase("changes.title_between", {{"before", name(last_ - 1)}, {"round", name(last_)}});
  const auto without = without_text_since(last_ - 1);
  if (without.empty()) return;
  section.blocks.push_back(paragraph(
      {claim("changes_compared", {{"round", round_id(last_)}, {"without", held_ids(without)}}, "changes.compared",
             {{"rounds", held_names(without)}, {"before", round_name(last_ - 1)}, {"round", round_name(last_)}}),
       method_mark("held")}));
}

Section Composer::changes(bool brief_form) {
  Section section{.id = "changes"};
  auto& out = section.blocks;
  if (last_ < 0) return section;
  compared_rounds(section);
  if (last_ == 0) return section;
  const auto head = static_cast<std::ptrdiff_t>(out.size());
  bool any = false;
  for (const auto kind :
       {StepKind::first_seen, StepKind::revived, StepKind::split, StepKind::merged, StepKind::reworded, StepKind::moved,
        StepKind::not_mentioned, StepKind::unknown, StepKind::continued}) {
    std::vector<std::pair<const Thread*, const Step*>> group;
    for (const auto& thread : d_.threads)
      if (const Step* step = step_at(thread, last_); step != nullptr && leading_kind(*step) == kind)
        if (kind != StepKind::merged || !step->mentions.empty() || !step->from.empty())
          group.emplace_back(&thread, step);
    if (group.empty()) continue;
    if (kind != StepKind::continued && kind != StepKind::unknown) any = true;
    out.push_back(heading(2, {say("changes." + snake(kind))}));
    if (kind == StepKind::not_mentioned) out.push_back(paragraph({say("changes.caution")}, "small"));
    if (kind == StepKind::unknown) {
      nothing_concluded(group, out);
      continue;
    }
    if (brief_form && (kind == StepKind::continued || kind == StepKind::not_mentioned)) {
      // Where there is nothing to show but the name, the names stand in one line.
      Runs runs;
      for (const auto& [thread, step] : group) {
        if (!runs.empty()) runs.push_back(say("mark.dot"));
        add(runs, issue_name(*thread));
        runs.push_back(say("mark.colon"));
        add(runs, step_sentence(*thread, *step));
      }
      out.push_back(paragraph(std::move(runs)));
      continue;
    }
    for (const auto& [thread, step] : group) change_entry(*thread, *step, brief_form, out);
  }
  if (!any)
    out.insert(out.begin() + head,
               paragraph({claim("no_change", {}, d_.threads.empty() ? "changes.no_issue" : "changes.nothing"),
                          method_mark("step")}));
  return section;
}

}  // namespace breadcrumb::brief
