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

#include "app/context.h"
#include "app/entry_book.h"
#include "base/result.h"
#include "model/desk_view.h"
#include "record/record.h"

namespace breadcrumb::app {

/// Everything the record holds, read once under one snapshot.
struct DeskContents {
  std::string desk_name, own_party, head;
  std::vector<std::string> languages{};  ///< of the officer, first choice first
  long long events = 0;
  std::vector<Source> sources;
  std::vector<record::StoredReading> readings;                      ///< parallel to those sources that have one
  std::map<std::string, std::vector<FactView>, std::less<>> facts;  ///< by source
  std::map<std::string, std::string, std::less<>> texts;            ///< by source; damaged ones are left out
  std::vector<Error> damaged;                                       ///< why a text was left out, with its name
  std::vector<record::DecidedThread> decisions;
  std::map<std::string, int, std::less<>> numbers;  ///< of issues, by thread key
  std::vector<record::FollowUpEntry> follow_ups;
  std::vector<NoteView> notes;  ///< with names, not ids, as authors
  EntryBook book;               ///< the same
  AuthorNames author_names;
};

Result<DeskContents> contents_of(const record::Record& record);

/// One per dialogue, the one with the most rounds first, then by name. Pure.
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

/// Does an entry belong to a dialogue? `numbers` are those of its issues; `first` says that it is the desk's main one.
bool is_entry_of(const EntryView& entry, const DialogueView& view, const std::set<int>& numbers, bool first);

/// A source by the first digits of its SHA-256, its file name, or words of its title. Errors: `source.unknown`,
/// `source.ambiguous`.
Result<Source> find_source(const std::vector<Source>& sources, std::string_view wanted);
/// Words by which `find_source` finds it again: its file name, or the first digits where another has that name too.
std::string source_name(const std::vector<Source>& sources, std::string_view sha256);

/// Gives every thread and every commitment that has none a permanent number. To be called after what changes them.
Result<void> number_all(const Context& context, record::Record& record, const Knowledge& knowledge);

/// Facts of a source that count: rejected ones and those that wait for a person are left out.
std::vector<Fact> counting_facts(const std::vector<FactView>& facts);

/// Subject words that make two names of one dialogue equal: folded, without articles and party names.
std::string dialogue_core(std::string_view name, const reader::Grammar& grammar);

}  // namespace breadcrumb::app
