// merge, split, rename: a person's word on threads.
//
//   record.append(stamp, renaming(thread, "Ethanol", "as the other side calls it"));
#pragma once

#include <string>

#include "model/thread.h"
#include "record/entry.h"

namespace breadcrumb::app {

/// A name of the desk's own for an issue that was read.
record::ThreadDecided renaming(const Thread& thread, std::string name, std::string because);

}  // namespace breadcrumb::app
