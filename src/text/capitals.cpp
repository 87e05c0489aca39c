#include "text/capitals.h"

#include <unicode/uchar.h>

#include "text/utf8.h"

namespace breadcrumb::text {

std::string upper(std::string_view s) {
  std::string out;
  for (std::size_t i = 0; i < s.size();)
    append_utf8(out, static_cast<char32_t>(u_toupper(static_cast<UChar32>(next_char(s, i)))));
  return out;
}

}  // namespace breadcrumb::text
