// XML met piece by piece, for parts too large for a tree: a sheet of 100,000 rows costs no memory beyond its bytes.
//
//   XmlPull xml(bytes, 64);
//   for (auto kind = xml.next(); kind != XmlPull::Kind::end; kind = xml.next()) {
//     if (kind == XmlPull::Kind::broken) return xml.error("xl/workbook.xml");
//     if (kind == XmlPull::Kind::open && xml.name() == "sheet") use(xml.attribute("name"));
//   }
//
// UTF-8 only. Names are given without their prefix. A document type is refused, so that no entity can be declared: only
// XML's own five and character references are known. Another reference is damage and no letters. Views point into the
// bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace breadcrumb::source {

class XmlPull {
 public:
  enum class Kind { open, close, words, end, broken };

  XmlPull(std::string_view xml, std::size_t most_depth);

  /// An element without content opens and closes. After `end` or `broken` it stays so.
  Kind next();
  /// Of the element that opened or closed.
  [[nodiscard]] std::string_view name() const { return name_; }
  /// Decoded, without regard to the prefix of its name; "" when there is none.
  [[nodiscard]] std::string attribute(std::string_view wanted) const;
  /// The words met, decoded.
  [[nodiscard]] std::string words() const;
  /// How many elements are open.
  [[nodiscard]] std::size_t depth() const { return open_.size(); }
  /// Passes over all that the element just opened holds, with its end.
  Kind skip();
  /// Why it broke: `source.damaged`, `source.doctype`, `source.too_deep`, with the part and the byte.
  [[nodiscard]] Error error(std::string_view part) const;

 private:
  Kind fail(std::string_view code, std::string_view message);
  Kind tag();
  Kind closing_tag();
  bool past(std::string_view end);

  std::string_view xml_, name_, attributes_, words_;
  std::size_t at_ = 0, most_depth_ = 0;
  std::vector<std::string_view> open_;  ///< names as written
  bool empty_ = false;                  ///< the element just opened has no content
  bool plain_ = false;                  ///< the words are to be taken as they stand
  std::string_view code_, message_;
};

/// XML's five entities and character references in their place; `_x000D_` and the like too, as spreadsheets write
/// characters that XML cannot hold.
std::string decode_xml(std::string_view words);
std::string decode_escapes(std::string_view words);

}  // namespace breadcrumb::source
