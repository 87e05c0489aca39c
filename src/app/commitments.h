// What officers enter of a follow-up beside its words, and what each side reports of it.
//
//   add_commitment(follow_up, book);            // who holds the next step, what must come first, what shows it
//   add_reports(follow_up, dialogue, book);     // reported: "done says USA; CHL not yet"
//   BC_TRY(check_waits_for(3, 5, book));        // refused when 5 waits for 3
//
// Owner and holder of the next step are two things: who looks after a follow-up on a desk, and who must act. The second
// comes from the words that promise it or from an entry, never from the first. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/entry_book.h"
#include "base/result.h"
#include "model/desk_view.h"
#include "record/record.h"

namespace breadcrumb::app {

/// What is entered under the follow-up's number; its number must be known.
void add_commitment(FollowUpView& follow_up, const EntryBook& book, const std::vector<record::FollowUpEntry>& all);

/// The last report of each side and what follows from them all. It is settled when every side that raised it and every
/// side that answers for it reports it done, and is then done; one side alone never settles it.
void add_reports(FollowUpView& follow_up, const DialogueView& dialogue, const EntryBook& book);

/// `JPN`, `unknown`, `USA, after 4`.
std::string next_step_text(const FollowUpView& follow_up);

/// First day on which it can have been promised: its round's, its text's; "" unknown.
std::string promised_on(const FollowUpView& follow_up, const DialogueView& dialogue);

/// Errors: `follow_up.loop`, with the follow-ups that would wait for each other.
Result<void> check_waits_for(int number, int waits_for, const EntryBook& book);

/// Errors: `follow_up.due_early` when `due` lies before the day of the promise. Both may be "" or a month.
Result<void> check_due(std::string_view due, std::string_view promised);

}  // namespace breadcrumb::app
