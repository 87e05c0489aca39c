// Which changes bear on what somebody is about to change: two officers may work on one desk at once, and only what
// touches the same thing is refused.
//
//   const auto moved = BC_TRY(changes_bearing_on(context, head, *find_operation("paper-set"), request));
//   if (moved.refuses) tell(moved.changed);
//
// It errs on the side of refusing: what may touch anything (`undo`, `import`) and what lets it out (`mark`) stops at
// any change, and what only adds something new at none.
#pragma once

#include <string>
#include <string_view>

#include "app/operation.h"
#include "base/json.h"

namespace breadcrumb::app {

struct MovedOn {
  bool refuses = false;
  /// Those that bear on it, the newest last, at most 20: kind, author_name, time, subject.
  Json changed = Json::array();
};

/// What was appended since a head that the record had. A head that it never had, or had long ago, refuses and names
/// no change. Errors: of opening and reading the record.
Result<MovedOn> changes_bearing_on(const Context& context, std::string_view head, const Operation& operation,
                                   const Json& request);

}  // namespace breadcrumb::app
