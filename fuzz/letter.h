// What both kinds of letters are held to: a Document keeps its promises, spans in order inside a text that is UTF-8.
#pragma once

#include <cstdlib>

#include "source/codec.h"
#include "source/letter.h"

inline int try_letter(const std::uint8_t* data, std::size_t size, breadcrumb::source::Format format) {
  using namespace breadcrumb::source;
  static const auto rules = FurnitureRules::load(std::string(BC_ROOT) + "/lexicon/furniture.toml");
  if (!rules) std::abort();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // A PDF that it brings is another program's matter.
  const auto no_pdf = [](std::string_view) -> breadcrumb::Result<Draft> {
    return breadcrumb::Error{breadcrumb::ErrorKind::unavailable, "source.no_pdftotext", "", ""};
  };
  auto draft = read_letter(bytes, format, {}, *rules, {}, no_pdf);
  if (!draft) return 0;
  const auto document = finish_document(std::move(draft).value(), bytes, {}, *rules, {});
  if (document && !fault_of(*document).empty()) std::abort();
  return 0;
}
