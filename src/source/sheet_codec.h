// Workbooks and what is asked of them as bytes for the pipe between parent and worker.
//
//   const std::string bytes = encode(book);
//   const Workbook same = BC_TRY(decode_workbook(bytes, limits));   // checked: the worker is not trusted
#pragma once

#include <string>
#include <string_view>

#include "source/sheets.h"

namespace breadcrumb::source {

std::string encode(const Workbook& book);
/// Errors: `source.worker_answer` when the bytes break what Workbook promises or the limits.
Result<Workbook> decode_workbook(std::string_view bytes, const SheetLimits& limits);

/// What is wrong with a Workbook at hand; "" when it keeps its promises.
std::string fault_of(const Workbook& book);

struct SheetRequest {
  Hints hints;
  SheetLimits limits;
  std::string bytes;
};
std::string encode(const SheetRequest& request);
Result<SheetRequest> decode_sheet_request(std::string_view bytes);

}  // namespace breadcrumb::source
