// What the lists of a desk have in common: which dialogues they show, and what they say when there is nothing.
//
//   for (const DeskView* view : BC_TRY(chosen(opened.views, request))) add_rows(*view);
//   return listed(std::move(json), table, nothing_in(opened.views, "No round yet."));
#pragma once

#include <string_view>
#include <vector>

#include "app/show.h"

namespace breadcrumb::app {

/// Its short name, at most 40 columns wide.
std::string dialogue_label(const DialogueView& dialogue);

/// What to say of an empty table: that the desk holds nothing yet, or that nothing fits what was asked for.
std::string_view nothing_in(const std::vector<DeskView>& views, std::string_view when_empty);

/// The views that `--dialogue` leaves: all without it. Errors: those of choose_dialogue.
Result<std::vector<const DeskView*>> chosen(const std::vector<DeskView>& views, const Request& request);

}  // namespace breadcrumb::app
