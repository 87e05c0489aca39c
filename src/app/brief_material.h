// Composing a briefing from an opened desk: what `brief` and `demo` share.
#pragma once

#include <string>

#include "app/show.h"
#include "brief/brief.h"

namespace breadcrumb::app {

struct BriefingWish {
  std::string dialogue;  ///< "" the one with most rounds
  std::string round = "next";
  brief::Profile profile = brief::Profile::delegation;
  brief::Format format = brief::Format::html;
};

/// Extracted texts of the dialogue's sources, checked against their hashes.
Result<brief::Texts> texts_for(const record::Record& record, const DialogueView& dialogue);

/// The rendered file.
Result<std::string> briefing_bytes(const Context& context, const Opened& opened, const BriefingWish& wish);

}  // namespace breadcrumb::app
