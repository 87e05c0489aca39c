// Whatever the bytes, a Document keeps its promises: spans in order inside a text that is UTF-8.
#include <cstdlib>

#include "source/codec.h"
#include "source/formats.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto rules = breadcrumb::source::FurnitureRules::load(std::string(BC_ROOT) + "/lexicon/furniture.toml");
  if (!rules) std::abort();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto draft = breadcrumb::source::read_docx(bytes, {}, {});
  if (!draft) return 0;
  const auto document = breadcrumb::source::finish_document(std::move(draft).value(), bytes, {}, *rules, {});
  if (document && !breadcrumb::source::fault_of(*document).empty()) std::abort();
  return 0;
}
