// The stable JSON of a reading (`breadcrumb read --json`), and nothing that the reading does not hold.
//
//   const Json json = reading_json(reading, document, source);
//   json.dump(2);
//
// Keys stand in the order of docs/reading.md. What a text does not say is null or an empty list. A quote is
// {"start", "end", "text"} in bytes of the extracted text. Heads are grouped by party, items stand under their areas.
#pragma once

#include "base/json.h"
#include "model/document.h"
#include "model/fact.h"
#include "model/source.h"

namespace breadcrumb {

/// `source` gives the SHA-256, and title, date and publisher where the reading has none of its own.
Json reading_json(const Reading& reading, const Document& document, const Source& source = {});

}  // namespace breadcrumb
