// A place in a stored text: bytes [start, end) and the words that stand there.
//
//   const Span quote = span_of(document.text, 120, 141);
//   quote.text == document.text.substr(120, 21)
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace breadcrumb {

struct Span {
  std::size_t start = 0;  ///< byte offset into the extracted UTF-8 text
  std::size_t end = 0;    ///< first byte after
  std::string text;       ///< exactly the bytes between them

  [[nodiscard]] bool empty() const { return start == end; }
  [[nodiscard]] std::size_t size() const { return end - start; }
  [[nodiscard]] bool overlaps(const Span& other) const { return start < other.end && other.start < end; }
  bool operator==(const Span&) const = default;
};

inline Span span_of(std::string_view text, std::size_t start, std::size_t end) {
  return {start, end, std::string(text.substr(start, end - start))};
}

}  // namespace breadcrumb
