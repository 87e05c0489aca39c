// The desk as the engines and the papers see it: sources grouped into dialogues and rounds, issues threaded, follow-ups
// carried forward. Computed from the record each time; nothing here is stored.
//
//   const auto views = BC_TRY(desk_views(record, knowledge));
//   const DialogueView& dialogue = BC_TRY(choose_dialogue(views, ""))->dialogue;
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/contents.h"
#include "app/context.h"
#include "app/grouping.h"
#include "base/result.h"
#include "model/desk_view.h"
#include "record/record.h"

namespace breadcrumb::app {

/// Makes the views of a desk again after a change: what did not change is not threaded again. Of one set of rules.
class ViewKeeper {
 public:
  explicit ViewKeeper(const reader::Grammar& grammar);

  /// The same as `desk_views` of the contents. `before` is what it made last, and `changes` what differs since; at
  /// first none, and all.
  std::vector<DeskView> make(const DeskContents& contents, const Knowledge& knowledge, const Changes& changes,
                             std::vector<DeskView> before);

 private:
  bool name(const DeskContents& contents, const Source& source);
  bool name_all(const DeskContents& contents, const Changes& changes);

  Cores cores_;
  std::map<std::string, NamedSource, std::less<>> named_;  ///< by SHA-256
  std::vector<SourceGroup> groups_;                        ///< of them
};

/// One per dialogue, the one with the most meetings first, then by its first text's date. Pure.
std::vector<DeskView> desk_views(const DeskContents& contents, const Knowledge& knowledge);
Result<std::vector<DeskView>> desk_views(const record::Record& record, const Knowledge& knowledge);

/// The view that `wanted` names: "" the first; else its id, or words of its name. Errors: `dialogue.none` (no dialogue
/// on the desk), `dialogue.unknown`, `dialogue.ambiguous`.
Result<const DeskView*> choose_dialogue(const std::vector<DeskView>& views, std::string_view wanted);

/// `7` or `#7`; nothing when anything else stands there.
std::optional<int> typed_number(std::string_view typed);

/// The thread that a number, or words of its name or topics, mean; of all dialogues. Errors: `issue.unknown`,
/// `issue.ambiguous` (with the candidates).
struct FoundIssue {
  const DeskView* view = nullptr;
  const Thread* thread = nullptr;
};
Result<FoundIssue> find_issue(const std::vector<DeskView>& views, std::string_view wanted);

/// A source by the first digits of its SHA-256, its file name, or words of its title. Errors: `source.unknown`,
/// `source.ambiguous`.
Result<Source> find_source(const std::vector<Source>& sources, std::string_view wanted);
/// The same among all of the record's.
Result<Source> find_source(const record::Record& record, std::string_view wanted);
/// Words by which `find_source` finds it again: its file name, or the first digits where another has that name too.
std::string source_name(const std::vector<Source>& sources, std::string_view sha256);

/// Gives every thread and every commitment that has none a permanent number. To be called after what changes them.
Result<void> number_all(const Context& context, record::Record& record, const Knowledge& knowledge);

}  // namespace breadcrumb::app
