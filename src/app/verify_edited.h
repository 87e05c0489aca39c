// How `verify` tells of a briefing that was edited after it was exported: the same lists as text and as JSON.
//
//   out.json.set("edited", edited_json(*report.edited));
//   out.text += edited_text(*report.edited);
#pragma once

#include <string>

#include "base/json.h"
#include "brief/edited.h"

namespace breadcrumb::app {

Json edited_json(const brief::Edited& edited);

/// A line a passage, after the first line of the answer; long lists are cut, and say so.
std::string edited_text(const brief::Edited& edited);

}  // namespace breadcrumb::app
