// Excel workbooks written as text, for cases that read one.
//
//   workbook theirs.xlsx <<END
//   sheet Actions
//   row 1: Ref | Action | Due
//   row 2: number 7 | Send the list | day 45534
//   merge B2:B3
//   END
//
// docs/testing.md describes the lines.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace breadcrumb::lang {

/// The file's bytes. Errors: `case.syntax` with the line.
Result<std::string> make_workbook(std::string_view text);

}  // namespace breadcrumb::lang
