// Lines at the head of a page: a date line, a kicker, a number, a headline that goes on in the next line.
#pragma once

#include <cstddef>

#include "reader/en_text.h"

namespace breadcrumb::reader {

/// The date of a line that is little else: "February 03, 2023", "Published: 3 May 2024", "Brussels, 17 April 2019".
struct DateLine {
  bool is = false;
  bool labelled = false;  ///< "Published", "Date", "Posted"
  bool updated = false;
  text::DateMention date;
  std::size_t place_start = 0, place_end = 0;
};

/// The tagged words of a whole block.
EnSentence line_of(const EnText& text, const EnBlock& block);
DateLine date_line(const EnSentence& line);
/// "Japan-Chile Relations" over the headline is the section of the site; "(2 days ago)" the age of the page.
bool is_kicker(const EnSentence& line);
/// "Press Release n. 90", "MEDIA RELEASE 24/113": a kind of text and its number.
bool is_numbered(const EnText& text, const EnSentence& line);
/// A headline in `line`, which ends in the block, that goes on in the next: behind a preposition or before one, behind
/// a count, a verb or half a name, or from the agreement's name to its body ("A-B Free Trade Agreement" /
/// "Environmental Council Meeting").
bool goes_on(const EnText& text, const EnSentence& line, std::size_t block);

}  // namespace breadcrumb::reader
