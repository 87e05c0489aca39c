// An entry as a verb makes it from what was typed: values checked field by field, the verb's own conditions, the rules
// between entries. The commands and the import of a tracker both go through here.
//
//   const Working desk{opened.book, opened.views, opened.knowledge, context.now()};
//   auto entry = BC_TRY(prepare({.noun = find_noun("paper"), .verb = verb, .number = 3, .typed = {{"version", "2"}}},
//                               desk));
//
// Nothing is written. `number` stays 0 for what is new.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/entry_rules.h"

namespace breadcrumb::app {

/// What was typed, by field.
using TypedFields = std::map<std::string, std::string, std::less<>>;

/// What values are checked against; looks into the desk for as long as that lives.
FieldCheck check_of(const RuleDesk& desk);

struct Wish {
  const Noun* noun = nullptr;
  const Verb* verb = nullptr;
  int number = 0;  ///< of the entry that the verb changes; a verb that begins one takes none
  TypedFields typed{};
};

/// Errors: `entry.value`, `entry.needed`, `entry.state`, `record.no_such_entry`, those of check_entry_rules.
Result<record::EntrySet> prepare(const Wish& wish, const RuleDesk& desk);

/// A link between two issues, or its end. Errors: `link.unknown`, those of check_link.
Result<record::EntrySet> prepare_link(int from, std::string_view relation, int to, bool off, const RuleDesk& desk);

/// A body's meeting; `meeting` 0 is a new one. Errors: `record.no_such_entry`, `entry.value`, those of
/// check_entry_rules.
Result<record::EntrySet> prepare_meeting(int body, int meeting, const TypedFields& typed, const RuleDesk& desk);

/// What a side reports of a follow-up, which must be there. Errors: `entry.value`, `entry.needed`.
Result<record::EntrySet> prepare_report(int follow_up, const TypedFields& typed, const RuleDesk& desk);

/// By name: one person is one entry. Null when there is none.
const EntryView* person_named(const EntryBook& book, std::string_view name);

/// The verb of a noun by its name; it must be one of the table.
const Verb& verb_of(const Noun& noun, std::string_view name);

/// `red-lines` for `red_lines`.
std::string option_of(std::string_view field);

}  // namespace breadcrumb::app
