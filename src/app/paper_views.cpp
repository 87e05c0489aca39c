// Which of the desk's views a paper of some profile is composed from, and what stands in its way.
#include <fmt/format.h>

#include <algorithm>

#include "app/brief_material.h"
#include "app/within.h"

namespace breadcrumb::app {

Result<PaperViews> paper_views(const Context& context, const Opened& opened, const std::string& dialogue,
                               brief::Profile profile, bool leave_out) {
  const auto rules = BC_TRY(MarkRules::load(context, opened.record.desk()));
  const auto held = BC_TRY(opened.record.snapshot());
  const auto marking = BC_TRY(Marking::of(opened.record, rules));
  const auto most = level_of(rules, profile);
  PaperViews out;
  out.views = BC_TRY(views_within(opened, marking, most, profile));
  // What is in the way stands in the dialogue as the whole desk sees it, with the meetings of its bodies.
  std::vector<std::string> carried;
  const auto add = [&](const DeskView& view) -> Result<void> {
    const auto material = BC_TRY(briefing_material(opened.record, opened.knowledge.grammar, opened.views, view));
    for (auto& subject : subjects_of(material.view.dialogue, profile)) carried.push_back(std::move(subject));
    return {};
  };
  const auto chosen = choose_dialogue(out.views, dialogue);
  const auto whole = choose_dialogue(opened.views, dialogue);
  if (whole) BC_TRY(add(**whole));
  if (chosen)
    for (const auto& view : opened.views)
      if (view.dialogue.id == (*chosen)->dialogue.id && (!whole || *whole != &view)) BC_TRY(add(view));
  out.left_out = BC_TRY(left_out_of(carried, marking, rules, to_text(profile), leave_out));
  if (!chosen) return chosen.error();
  out.chosen = static_cast<std::size_t>(*chosen - out.views.data());
  return out;
}

void set_levels(DeskView& view, const Marking& marking, const MarkRules& rules, brief::Profile profile) {
  if (profile == brief::Profile::for_public) return;
  auto& d = view.dialogue;
  view.marks = rules.names();
  if (!goes_out(profile)) view.floor = rules.default_of("entry");
  view.level = view.floor;
  for (const auto& subject : subjects_of(d, profile)) view.level = highest(view.level, marking.level(subject));
  for (auto& entry : d.entries) entry.level = marking.level(subject_of(entry));
  for (auto& note : d.notes) note.level = marking.level("note:" + note.id);
  for (auto& one : d.follow_ups) one.level = marking.level(fmt::format("follow_up:{}", one.number));
}

Level level_of(const MarkRules& rules, brief::Profile profile) {
  return rules.profile(to_text(profile)).value_or(Level{});
}

std::string left_out_words(const std::vector<std::string>& left_out, std::string_view profile) {
  if (left_out.empty()) return "";
  return fmt::format("above what the profile {} may carry, and left out: {}", profile, fmt::join(left_out, "; "));
}

}  // namespace breadcrumb::app
