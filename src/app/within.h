// What of a desk a paper of some profile may carry: the desk's contents without what is above it, as though the desk
// had never held it.
//
//   const auto marking = BC_TRY(Marking::of(record, rules));
//   const auto most = *rules.profile("public");
//   const auto views = views_within(BC_TRY(contents_of(record)), marking, most, brief::Profile::for_public, knowledge);
//
// A text is left out whole when it or one of its facts is above: a sentence such as "no text names who led" would
// otherwise be concluded from a text with a gap. An issue that is above is left out of every round. What people decided
// about facts and threads is as high as what they decided about; a name that they gave an issue is an officer's words,
// and goes no further than it was marked. For the public, what was said by hand of a follow-up that was read (owner,
// date, end) counts only where the follow-up was marked so by a person; and issues and follow-ups are counted anew,
// since a desk's own numbers tell how much else it holds.
#pragma once

#include <string>
#include <vector>

#include "app/marking.h"
#include "app/show.h"
#include "app/view.h"
#include "brief/compose.h"

namespace breadcrumb::app {

/// For the public, the views name no desk and no head.
std::vector<DeskView> views_within(DeskContents contents, const Marking& marking, Level most, brief::Profile profile,
                                   const Knowledge& knowledge);

/// The same of an opened desk; its own views where nothing is above and the paper stays inside.
Result<std::vector<DeskView>> views_within(const Opened& opened, const Marking& marking, Level most,
                                           brief::Profile profile);

/// What a draft starts from that judges statement by statement: as above, but a text stays where only some of its
/// statements are above (the draft's gate holds them back), and the desk keeps its numbers: those of `whole`, its own
/// views, also where the text that an issue was first seen in is left out.
struct WithinDesk {
  std::vector<DeskView> views;
  EntryBook book;
};
WithinDesk desk_within(DeskContents contents, const Marking& marking, Level most, const Knowledge& knowledge,
                       const std::vector<DeskView>& whole);

/// Who leads on an item of an agenda is known outside where a person marked the item, or where it was proposed from
/// what is known outside: what was set by hand, or copied from what was said by hand of a promise, is taken away.
void forget_leads(EntryBook& book, const std::vector<record::FollowUpEntry>& follow_ups, const Marking& marking);

/// What a paper of this profile would carry of the dialogue, as subjects of marks.
std::vector<std::string> subjects_of(const DialogueView& dialogue, brief::Profile profile);

}  // namespace breadcrumb::app
