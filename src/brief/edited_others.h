// What an edited file shows or holds beside its body: feet and heads of pages, notes, text boxes, comments, pictures,
// the document's title, and words that nobody sees. Internal to brief/.
//
//   others(book, theirs, places, edited, failures);      // adds to the lists
#pragma once

#include "brief/edited.h"
#include "brief/edited_places.h"
#include "brief/verify.h"

namespace breadcrumb::brief {

/// A failure is only what the foot says of for whom the paper is, in other words.
void others(const Book& book, const TheirSide& theirs, const Places& places, Edited& edited,
            std::vector<VerifyFailure>& failures);

}  // namespace breadcrumb::brief
