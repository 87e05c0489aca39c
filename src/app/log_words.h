// Events as the page tells of them.
#pragma once

#include <vector>

#include "app/context.h"
#include "base/json.h"

namespace breadcrumb::app {

/// Of each, in the order given: kind, author_name, time, subject. Errors: of reading the record.
Result<Json> events_told(const record::Record& record, const std::vector<const record::LoggedEvent*>& events);

}  // namespace breadcrumb::app
