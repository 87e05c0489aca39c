// Whatever the bytes, a Workbook keeps its promises and passes the pipe unchanged: read as XLSX where they are a ZIP,
// as CSV where they are not.
#include <cstdlib>

#include "source/sheet_codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace breadcrumb::source;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const SheetLimits limits{.max_cells = 20'000, .max_words = std::size_t{4} << 20};
  const auto book = read_workbook(bytes, {.file_name = "tracker.csv"}, limits);
  if (!book) return 0;
  if (!fault_of(*book).empty()) std::abort();
  const auto again = decode_workbook(encode(*book), limits);
  if (!again || encode(*again) != encode(*book)) std::abort();
  return 0;
}
