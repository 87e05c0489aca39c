// Composing a briefing from an opened desk: what `brief` and `demo` share.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "app/marking.h"
#include "app/show.h"
#include "brief/brief.h"

namespace breadcrumb::app {

struct BriefingWish {
  std::string dialogue;  ///< "" the one with most rounds
  std::string round = "next";
  brief::Profile profile = brief::Profile::delegation;
  std::string language;  ///< "" the first of the desk's languages that the papers are written in
  brief::Format format = brief::Format::html;
  bool leave_out = false;  ///< what is above the profile, instead of refusing
};

/// Extracted texts of the dialogue's sources, checked against their hashes.
Result<brief::Texts> texts_for(const record::Record& record, const DialogueView& dialogue);

/// What a briefing of the dialogue is composed from: its view with the bodies' meetings, and the texts.
struct BriefingMaterial {
  DeskView view;
  brief::Texts texts;
};
Result<BriefingMaterial> briefing_material(const record::Record& record, const reader::Grammar& grammar,
                                           const std::vector<DeskView>& views, const DeskView& dialogue);

/// The desk's views as a paper of some profile may see them, and the one of the dialogue that is wanted.
struct PaperViews {
  std::vector<DeskView> views;
  std::size_t chosen = 0;
  std::vector<std::string> left_out;  ///< subjects above the profile, in words
  [[nodiscard]] const DeskView& view() const { return views[chosen]; }
};
/// Errors: `mark.above` where something of the dialogue is above the profile and is not to be left out; those of
/// `choose_dialogue` and `MarkRules::load`.
Result<PaperViews> paper_views(const Context& context, const Opened& opened, const std::string& dialogue,
                               brief::Profile profile, bool leave_out);

/// Gives the view and all that stands on it their levels, so that a paper bears its mark and marks its paragraphs.
/// A paper that stays inside is at least what an officer enters by hand; what goes to the public has no levels.
void set_levels(DeskView& view, const Marking& marking, const MarkRules& rules, brief::Profile profile);

/// The most that a paper of this profile may carry.
Level level_of(const MarkRules& rules, brief::Profile profile);
/// One sentence on what was left out; "" when nothing was.
std::string left_out_words(const std::vector<std::string>& left_out, std::string_view profile);

/// The view of the dialogue that a paper names. Errors: `dialogue.unknown`: the desk knew none of that id then.
Result<const DeskView*> named_dialogue(const std::vector<DeskView>& views, std::string_view id);

/// The record as it was when the paper was composed; what goes out names no head, and its time is asked. Errors: those
/// of `Record::as_of` and `Record::heads_at`.
Result<record::Record> record_named(const record::Record& now, const brief::Named& named);

/// What the desk knew at the head that a briefing names, with texts and originals as they are stored now; what is
/// damaged or gone is left out. Errors: `dialogue.unknown`, and those of `Record::as_of`.
Result<brief::Material> material_at(const record::Record& now, const Knowledge& knowledge, const MarkRules& rules,
                                    const brief::Named& named);

struct BriefingFile {
  std::string bytes;
  std::vector<std::string> left_out;  ///< as in PaperViews
};

/// The words of a paper in that language; "" as in `BriefingWish`. Errors: `brief.language`, with those there are.
Result<const brief::Words*> words_for(const Knowledge& knowledge, const record::Desk& desk, std::string_view language);
/// Of that language. Errors: `brief.language`.
Result<const brief::Words*> words_in(const Knowledge& knowledge, std::string_view language);

/// Somebody may have written into the file, or it was never ours: only an untouched paper is replaced unasked. Errors:
/// `brief.file_exists`.
Result<void> may_replace(const std::filesystem::path& file);

/// Writes a paper's file, and says so, with the name of its form.
Result<Answer> written_paper(const std::string& file, std::string_view bytes, std::string_view format);

/// The rendered file.
Result<BriefingFile> briefing_file(const Context& context, const Opened& opened, const BriefingWish& wish);

}  // namespace breadcrumb::app
