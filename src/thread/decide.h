// What people decided about threads, done to strands.
//
//   decide(strands, decision);   // merges, splits or renames those that hold the decision's mentions
#pragma once

#include <vector>

#include "model/thread.h"
#include "thread/linker.h"

namespace breadcrumb::thread {

/// Mentions that no strand holds are passed over; a decision without any other does nothing.
void decide(std::vector<Strand>& strands, const ThreadDecision& decision);

}  // namespace breadcrumb::thread
