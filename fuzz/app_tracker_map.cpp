// Whatever a map file says, it is taken whole or refused with a line; what is taken names only fields that a table
// sets.
#include <cstdlib>

#include "app/tracker_map.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace breadcrumb::app;
  const auto map = TrackerMap::parse({reinterpret_cast<const char*>(data), size}, "map.toml");
  if (!map) {
    if (map.error().where.find("map.toml:") != 0) std::abort();
    return 0;
  }
  for (const auto& sheet : map->sheets) {
    if (sheet.kind == nullptr || sheet.columns.empty()) std::abort();
    for (const auto& column : sheet.columns)
      if (column.field != "number" &&
          (sheet.kind->column(column.field) == nullptr || sheet.kind->column(column.field)->fixed))
        std::abort();
  }
  return 0;
}
