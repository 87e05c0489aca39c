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
  std::string language;  ///< "" the first of the desk's languages that the papers are written in
  brief::Format format = brief::Format::html;
};

/// Extracted texts of the dialogue's sources, checked against their hashes.
Result<brief::Texts> texts_for(const record::Record& record, const DialogueView& dialogue);

/// What a briefing of the dialogue is composed from: its view with the bodies' meetings, and the texts.
struct BriefingMaterial {
  DeskView view;
  brief::Texts texts;
};
Result<BriefingMaterial> briefing_material(const Opened& opened, const DeskView& dialogue);

/// What the desk knew at the head that a briefing names, with texts and originals as they are stored now; what is
/// damaged or gone is left out. Errors: `dialogue.unknown`, and those of `Record::as_of`.
Result<brief::Material> material_at(const record::Record& now, const Knowledge& knowledge, const brief::Named& named);

/// The words of a paper in that language; "" as in `BriefingWish`. Errors: `brief.language`, with those there are.
Result<const brief::Words*> words_for(const Knowledge& knowledge, const record::Desk& desk, std::string_view language);

/// Somebody may have written into a file, or it was never ours: only an untouched paper is replaced unasked.
/// Errors: `brief.file_exists`.
Result<void> may_replace(const std::filesystem::path& file);

/// The rendered file.
Result<std::string> briefing_bytes(const Context& context, const Opened& opened, const BriefingWish& wish);

}  // namespace breadcrumb::app
