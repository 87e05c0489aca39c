// What of a round may stand in a readout: from the texts on record, or from what was entered.
//
//   const auto made = BC_TRY(public_draft(desk, wish, rules, marking, leave_out));
//   const auto book = brief::compose_readout(made.draft.readout, style, *made.draft.view, request);
//
// What is above the gate is never in the draft; the gate lists it, and who drafts decides whether that is a refusal.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/entries.h"
#include "app/marking.h"
#include "app/within.h"
#include "brief/readout.h"
#include "brief/verify.h"

namespace breadcrumb::app {

/// Lets through what a level allows, and remembers what it held back.
class Gate {
 public:
  /// The views are the whole desk's: in them stands which words of a text are a statement or an issue that is above.
  Gate(const Marking& marking, Level most, const std::vector<DeskView>& views);
  /// All of them are within the level; else those that are above it are remembered.
  bool lets(const std::vector<std::string>& subjects);
  /// So is the text, and nothing that is above stands in these words of it.
  bool lets_words(const std::string& source, const Span& words);
  /// Somebody has marked it.
  [[nodiscard]] bool is_marked(const std::string& subject) const { return marking_->own_mark(subject) != nullptr; }
  [[nodiscard]] const std::set<std::string>& above() const { return above_; }

 private:
  const Marking* marking_;
  Level most_;
  /// By text, words that are above and the subject that they tell of.
  std::map<std::string, std::vector<std::pair<Span, std::string>>, std::less<>> places_;
  std::set<std::string> above_;
};

struct ReadoutWish {
  std::string dialogue;  ///< "" the one with most rounds
  std::string round;     ///< its ordinal, or its first day where it has none
  std::string side;      ///< a party's code
  std::string from;      ///< own, texts, entries; "" own where there is such a text, else entries, else texts
  std::string date;      ///< of the release line; "" that of the text, else the day of drafting
  std::string language;  ///< of the draft
  std::string today;     ///< ISO date
  brief::Profile profile = brief::Profile::for_public;
};

struct RoundDraft {
  const DeskView* view = nullptr;
  brief::Readout readout;
  std::string from;                          ///< own, texts or entries: what it was drafted from
  std::vector<std::string> not_used;         ///< what is on record and has no place in the draft, and why
  std::vector<const EntryView*> no_outcome;  ///< items of the agenda of which nobody has entered what came of them
};

/// Where drafting looks: the desk at one moment.
struct RoundDesk {
  const record::Record& record;
  const Knowledge& knowledge;
  const std::vector<DeskView>& views;
  const EntryBook& book;
};

/// Errors: `readout.round_unknown`, `readout.not_held`, `readout.side`, `readout.no_text` (nothing to draft from, of
/// the kind that was asked for), `mark.above` (the round itself is above), those of `choose_dialogue` and of reading
/// texts.
Result<RoundDraft> round_draft(const RoundDesk& desk, const ReadoutWish& wish, Gate& gate);

/// A public draft: made from what the desk would be had it never held what is above.
struct PublicDraft {
  WithinDesk within;  ///< what the draft's entries point into
  RoundDraft draft;
  std::vector<std::string> above;  ///< subjects that the whole desk would have put in
};

/// `desk` is the whole one. Errors: those of `round_draft`; without `leave_out`, `mark.above` for what is in the way.
Result<PublicDraft> public_draft(const RoundDesk& desk, const ReadoutWish& wish, const MarkRules& rules,
                                 const Marking& marking, bool leave_out);

/// The round as its texts tell it; `round` is an index of the view's rounds.
Result<void> draft_from_texts(const RoundDesk& desk, const ReadoutWish& wish, int round, Gate& gate, RoundDraft& draft);
/// The round as it was entered.
Result<void> draft_from_entries(const RoundDesk& desk, const ReadoutWish& wish, const EntryView& round, Gate& gate,
                                RoundDraft& draft);

/// The dialogue's name as a text in that language prints it, else as the view has it.
brief::Said dialogue_named(const DeskView& view, std::string_view language, Gate& gate);
/// `ja` where a character of it is Japanese, else `en`.
std::string language_of(std::string_view words);

Operation readout_draft_operation();
/// Drafts again what a file says it is: for `verify`.
Result<brief::Redrafted> redraft(const Context& context, const record::Record& now, const Knowledge& knowledge,
                                 const brief::Named& named, const brief::Request& request);

}  // namespace breadcrumb::app
