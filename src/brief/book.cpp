#include "brief/book.h"

#include <array>

#include "text/utf8.h"

namespace breadcrumb::brief {

std::string_view to_text(RunKind kind) {
  constexpr std::array<std::string_view, 4> names = {"words", "quote", "computed", "officer"};
  return names.at(static_cast<std::size_t>(kind));
}

std::string visible_form(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    char32_t c = text::next_char(text, i);
    // C1 controls are legal XML but HTML readers map some of them to other characters.
    if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029) c = U' ';
    if (c == 0xfffe || c == 0xffff) c = 0xfffd;
    text::append_utf8(out, c);
  }
  return out;
}

}  // namespace breadcrumb::brief
