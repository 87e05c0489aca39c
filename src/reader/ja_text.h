// The text of a Japanese page in one form for matching, with the way back to the bytes it came from.
//
//   const JaLine line = fold_ja(document.text, block.start, block.end);
//   line.text            // "(1)貿易、投資": brackets, figures and 読点 in one form, blanks squeezed
//   line.from(3)         // the byte of the document where the third byte of `line.text` began
//
// Full-width forms become ASCII, `,` between Japanese characters becomes `、`, a line break between them goes, wave
// dashes become `~`. Nothing is added, so that every range has a range of the document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/document.h"

namespace breadcrumb::reader {

struct JaLine {
  std::string text;
  std::vector<std::uint32_t> at;  ///< document byte of every byte of `text`, and one for the end
  std::size_t block = 0;          ///< index of its block
  BlockKind kind = BlockKind::paragraph;
  bool heading = false;  ///< set as a heading by the page
  bool furniture = false;
  std::string marker;         ///< "1", "(1)", "・", "■": taken off the text; "" none
  std::string label;          ///< a run-in label set bold at the beginning; "" none
  std::size_t label_end = 0;  ///< bytes of `text` after the label

  [[nodiscard]] std::size_t from(std::size_t i) const { return at.empty() ? 0 : at[i < at.size() ? i : at.size() - 1]; }
  [[nodiscard]] std::size_t to(std::size_t end) const;  ///< document byte after the character that ends at `end`
};

JaLine fold_ja(std::string_view text, std::size_t start, std::size_t end);

/// The lines of a document: blocks, cut where a page broke the line on purpose; markers taken off. At most `max_bytes`.
std::vector<JaLine> lines_of_ja(const Document& document, std::size_t max_bytes);

/// Ranges of the sentences of a folded line, each with its 。; not inside brackets. Over 3,000 bytes is cut.
std::vector<std::pair<std::size_t, std::size_t>> sentences_of_ja(std::string_view line);

/// Number of characters.
std::size_t length_ja(std::string_view s);

}  // namespace breadcrumb::reader
