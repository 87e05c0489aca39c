// Whatever the bytes, verify neither crashes nor calls them a briefing that holds: no desk stands behind them.
#include <cstdint>
#include <cstdlib>

#include "brief/brief.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace breadcrumb;
  static const auto words = brief::Words::parse("language = \"en\"\n", "words.toml");
  if (!words) std::abort();
  const brief::VerifyContext context{.program = "0", .material_at = [](const brief::Named&) -> Result<brief::Material> {
                                       return Error{ErrorKind::not_found, "record.head_unknown", "no desk", ""};
                                     }};
  const auto report = brief::verify({reinterpret_cast<const char*>(data), size}, {{"en", *words}}, context);
  if (report && report->ok()) std::abort();
  return 0;
}
