// What people entered, put beside what was read: numbers of issues, follow-ups, notes and entries of one dialogue.
//
//   Entered entered(contents);
//   entered.into(view, true);   // the view of the desk's first dialogue
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/contents.h"
#include "model/desk_view.h"

namespace breadcrumb::app {

class Entered {
 public:
  /// Keeps the contents, which must outlive it.
  explicit Entered(const DeskContents& contents);

  /// Sets all that follows from what was entered; what an earlier call set goes. `first` says that it is the dialogue
  /// that the desk is mostly about: what names none is of it.
  void into(DialogueView& view, bool first) const;

  /// Is anything of a view that `into` made before another now, by the notes and entries that changed?
  [[nodiscard]] bool bears_on(const DialogueView& view, const Changes& changes, bool first) const;

 private:
  void set_numbers(DialogueView& view) const;
  void set_follow_ups(DialogueView& view, bool first) const;
  void set_entries(DialogueView& view, bool first) const;
  [[nodiscard]] std::set<int> numbers_of(const DialogueView& view, bool first) const;
  void apply(FollowUpView& out, const record::FollowUpEntry& entry) const;

  const DeskContents& contents_;
  std::map<std::string_view, const record::FollowUpEntry*> by_fact_;
  std::vector<const record::FollowUpEntry*> by_hand_;
  std::vector<const EntryView*> roots_;  ///< of each entry of the book: whose dialogue it shares
};

}  // namespace breadcrumb::app
