// What of a Word file's looks this program does not judge. Internal to source/.
//
//   for (auto& what : unjudged_of(run.child("w:rPr"))) unread(what);      // "looks that are not judged: w:glow"
//
// The list of what can hide, cover or replace words has no end, so the list is of what cannot, or is looked at: every
// other property is named to the reader of the answer (ECMA-376-1, 17.3 to 17.6, has them all).
#pragma once

#include <string>
#include <vector>

#include "source/docx_nodes.h"

namespace breadcrumb::source {

/// Of a `w:rPr`, `w:pPr`, `w:tblPr`, `w:trPr`, `w:tcPr` or `w:sectPr`.
std::vector<std::string> unjudged_of(const Node& properties);

}  // namespace breadcrumb::source
