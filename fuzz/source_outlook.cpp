// Whatever a compound file holds, a Document keeps its promises: spans in order inside a text that is UTF-8.
#include <cstdlib>

#include "source/codec.h"
#include "source/letter.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto rules = breadcrumb::source::FurnitureRules::load(std::string(BC_ROOT) + "/lexicon/furniture.toml");
  if (!rules) std::abort();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // A PDF that it brings is another program's matter.
  const auto no_pdf = [](std::string_view) -> breadcrumb::Result<breadcrumb::source::Draft> {
    return breadcrumb::Error{breadcrumb::ErrorKind::unavailable, "source.no_pdftotext", "", ""};
  };
  auto draft = breadcrumb::source::read_letter(bytes, breadcrumb::source::Format::outlook, {}, *rules, {}, no_pdf);
  if (!draft) return 0;
  const auto document = breadcrumb::source::finish_document(std::move(draft).value(), bytes, {}, *rules, {});
  if (document && !breadcrumb::source::fault_of(*document).empty()) std::abort();
  return 0;
}
