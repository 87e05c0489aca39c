// What a source's bytes say once their format is out of the way: one text and the blocks it is made of.
//
//   const Document document = BC_TRY(source::extract(bytes, hints));
//   for (const Block& block : document.blocks)
//     if (!block.furniture) use(document.text_of(block));
//
// The text holds all visible words, site furniture included: better detection of furniture moves no offset. Blocks are
// in order, do not overlap, and are separated by one line feed; what stands between two blocks is only white space.
// docs/text-rules.md says how blanks, soft hyphens, ruby and line joins are treated; the text is not normalised.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"

namespace breadcrumb {

enum class BlockKind { title, heading, paragraph, list_item, table_cell, term, caption, note };

/// One paragraph-like run of the text.
struct Block {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;          ///< heading level 1-6; depth of a list item from 1; else 0
  std::string marker;     ///< of a list item, as printed or as the list would number it: "•", "(1)", "2."; may be empty
  std::size_t start = 0;  ///< bytes [start, end) of Document::text, marker excluded when it was not visible text
  std::size_t end = 0;
  bool furniture = false;  ///< menus, share links, footers, related links: visible, but not what the document says
  bool bold = false;       ///< wholly set bold or underlined: often a heading in disguise
  /// Runs inside the block that are bold, italic or underlined: a run-in label, often. Bytes of Document::text.
  struct Emphasis {
    std::size_t start = 0, end = 0;
    bool operator==(const Emphasis&) const = default;
  };
  std::vector<Emphasis> emphases;
  int page = 0;            ///< of a PDF, from 1; else 0
  std::size_t origin = 0;  ///< byte in the original where the block begins, where the format allows; else 0
};

/// A hint of the markup about the document, e.g. <title>, a meta date or a PDF's information entry. Not visible words:
/// a fact may not rest on it alone.
struct MetaEntry {
  std::string name;  ///< `title`, `date`, `language`, `site_name`, `author`, `canonical_url`, `encoding`
  std::string value;
};

struct Document {
  std::string text;           ///< UTF-8, well formed
  std::vector<Block> blocks;  ///< cover every visible word
  std::string media_type;     ///< text/html, application/pdf, application/vnd...wordprocessingml.document, text/plain
  std::string extractor;      ///< name and version of what made the text, e.g. `html/1`
  std::string source_sha256;  ///< of the original bytes, hex
  std::string origin;         ///< file name or address it was read from; "" unknown
  std::vector<MetaEntry> meta;
  std::vector<std::string> warnings;  ///< `code: sentence`, e.g. a page without text; never fatal

  [[nodiscard]] std::string_view text_of(const Block& block) const {
    return std::string_view(text).substr(block.start, block.end - block.start);
  }
};

}  // namespace breadcrumb
