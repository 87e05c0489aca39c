// Meetings that a sentence only names to say when, where or after what this one was.
#pragma once

#include <cstddef>

#include "reader/en_text.h"

namespace breadcrumb::reader {

/// "met on the margins of the A-B-C Agreement's third Commission meeting": what begins at the token is another meeting,
/// beside which this one was.
bool beside_another(const EnText& text, const EnSentence& sentence, std::size_t at);

/// "follows up on the inaugural meeting of the Council in October 2002", "progress since the fourth meeting": what
/// begins at the token has been before.
bool before_this(const EnText& text, const EnSentence& sentence, std::size_t at);

}  // namespace breadcrumb::reader
