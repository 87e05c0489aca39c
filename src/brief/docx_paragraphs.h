// The briefing's paragraphs in the order in which the DOCX form writes them, with what they are to the sentences in
// them. Internal to brief/.
//
//   for (const DocxParagraph& paragraph : docx_paragraphs(book)) align(paragraph.runs);
//
// A test holds that the runs are those of render_docx, in its order, but for the foot and the document's title.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "brief/book.h"

namespace breadcrumb::brief {

struct DocxParagraph {
  Runs runs{};
  int heading = 0;       ///< 1-3; 0 none
  int row = 0;           ///< of all table rows of the book, from 1; 0 outside tables
  int table = 0;         ///< from 1; 0 outside
  int column = 0;        ///< from 1; 0 outside
  bool head = false;     ///< of a table's first row
  std::string anchor{};  ///< what links name the paragraph by; "" nothing
};

std::vector<DocxParagraph> docx_paragraphs(const Book& book);

/// The name of the bookmark that an anchor becomes: letters, digits and underscores, 40 at most.
std::string docx_bookmark(std::string_view anchor);

}  // namespace breadcrumb::brief
