// In which order a drafted agenda stands, so that what is handed over tells nothing of what is not.
#include <algorithm>
#include <map>

#include "app/agenda.h"
#include "app/brief_material.h"
#include "app/within.h"

namespace breadcrumb::app {

namespace {

const Proposal* with(const std::vector<Proposal>& list, const std::string& about) {
  const auto found = std::ranges::find(list, about, &Proposal::about);
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

std::vector<Proposal> ordered_as_outside(std::vector<Proposal> own, const std::vector<Proposal>& outside) {
  std::vector<Proposal> out;
  for (const auto& shared : outside)
    if (const auto* mine = with(own, shared.about); mine != nullptr) {
      out.push_back(*mine);
      out.back().minutes = shared.minutes;
    }
  // What only the own delegation sees comes behind what it would come behind.
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (with(outside, own[i].about) != nullptr) continue;
    auto at = out.begin();
    if (i > 0) at = std::ranges::find(out, own[i - 1].about, &Proposal::about) + 1;
    out.insert(at, own[i]);
  }
  return out;
}

Result<std::vector<Proposal>> agenda_proposals(const Context& context, const Opened& desk, const DeskView& view,
                                               const AgendaRules& rules, const brief::Words& words,
                                               std::string_view today) {
  const auto shown = shown_of(desk);
  auto own = proposals(standing_of(view, shown, today), view, shown, rules, words);
  const auto marks = BC_TRY(MarkRules::load(context, desk.record.desk()));
  const auto marking = BC_TRY(Marking::of(desk.record, marks));
  const auto most = level_of(marks, brief::Profile::both_sides);
  if (marking.above(most).empty()) return own;
  const auto within = desk_within(BC_TRY(contents_of(desk.record)), marking, most, desk.knowledge, desk.views);
  const Shown outside{within.book, within.views, desk.knowledge};
  for (const auto& seen : within.views)
    if (seen.dialogue.name == view.dialogue.name)
      return ordered_as_outside(std::move(own),
                                proposals(standing_of(seen, outside, today), seen, outside, rules, words));
  return own;
}

}  // namespace breadcrumb::app
