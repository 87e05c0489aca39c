// What an edited file shows or holds beside its body: feet and heads of pages, notes, text boxes, comments, pictures,
// the document's title, and words that nobody sees. Internal to brief/.
//
//   others(book, theirs, edited);      // adds to the lists
#pragma once

#include "brief/edited.h"
#include "brief/edited_places.h"

namespace breadcrumb::brief {

void others(const Book& book, const TheirSide& theirs, const Places& places, Edited& edited);

}  // namespace breadcrumb::brief
