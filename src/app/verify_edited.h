// How `verify` tells of a briefing that was edited after it was exported: the same lists as text and as JSON.
//
//   out.json.set("edited", edited_json(*report.edited));
//   out.text += edited_text(*report.edited);
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "brief/edited.h"

namespace breadcrumb::app {

Json edited_json(const brief::Edited& edited);

/// A line a passage, after what the answer says first; long lists are cut, and say so. A change of the sentence `named`
/// has been told already.
std::string edited_text(const brief::Edited& edited, std::string_view named = "");

}  // namespace breadcrumb::app
