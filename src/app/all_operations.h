// The makers of the operation table's rows; each stands in the file of its own name.
#pragma once

#include "app/operation.h"

namespace breadcrumb::app {

Operation demo_operation();
Operation init_operation();
Operation read_operation();
Operation dialogues_operation();
Operation rounds_operation();
Operation issues_operation();
Operation issue_operation();
Operation follow_ups_operation();
Operation people_operation();
Operation bodies_operation();
Operation sources_operation();
Operation source_operation();
Operation source_page_operation();
Operation facts_operation();
Operation questions_operation();
Operation compare_operation();
Operation redline_operation();
Operation calendar_operation();
Operation search_operation();
Operation confirm_operation();
Operation correct_operation();
Operation fact_add_operation();
Operation reject_operation();
Operation merge_operation();
Operation split_operation();
Operation rename_operation();
Operation follow_up_add_operation();
Operation follow_up_assign_operation();
Operation follow_up_reword_operation();
Operation follow_up_due_operation();
Operation follow_up_done_operation();
Operation follow_up_drop_operation();
Operation note_add_operation();
Operation note_set_operation();
Operation notes_operation();
Operation status_operation();
Operation export_operation();
Operation import_operation();
Operation brief_operation();
Operation readout_draft_operation();
Operation verify_operation();
Operation log_operation();
Operation undo_operation();
Operation check_operation();
Operation rebuild_operation();
Operation doctor_operation();

/// What a source can be, for `--kind`.
std::vector<std::string> source_kinds();

/// Parameters that several operations share.
Parameter dialogue_parameter();
Parameter one_dialogue_parameter();
Parameter because_parameter();

}  // namespace breadcrumb::app
