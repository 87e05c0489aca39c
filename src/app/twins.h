// Dialogues that may be one under names in two languages: a person is asked, nothing is joined.
#pragma once

#include <vector>

#include "model/desk_view.h"

namespace breadcrumb::app {

/// Fills `twins` of each view, of which the larger ones stand first. `said` tells, for each view, that a person named
/// the dialogue of all its texts: such a one is what it is called. Two dialogues are asked about when their parties are
/// the same, no language of the one is a language of the other, and they share a round: its days, or its number where a
/// text gives no day.
void find_twins(std::vector<DeskView>& views, const std::vector<bool>& said);

}  // namespace breadcrumb::app
