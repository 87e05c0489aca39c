// A Word file as a reader of it sees it: paragraphs of pieces, each with what is odd about how it is shown.
//
//   for (const WordParagraph& paragraph : file.paragraphs)
//     for (const WordPiece& piece : paragraph.pieces)
//       if (piece.is_seen()) print(piece.text);
//
// Where `Document` keeps what a text says, this keeps how it is shown, for a file that was ours and that somebody else
// has edited: every character, also zero-width ones, with words that are hidden or deleted apart from those that are
// seen. Tracked changes stand as if all were accepted.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace breadcrumb {

/// Where a paragraph stands.
enum class WordStory { body, header, footer, footnote, endnote, text_box, comment };

/// Words that are shown alike.
struct WordPiece {
  std::string text{};     ///< as it stands; tabs and line breaks are blanks
  std::string link{};     ///< `#bookmark` or an address; "" none
  bool hidden = false;    ///< takes no place, or cannot be seen: white on white, a point high, in a merged cell
  bool deleted = false;   ///< a tracked deletion
  bool inserted = false;  ///< a tracked insertion
  bool struck = false;
  bool raised = false;   ///< above or below the line
  bool turned = false;   ///< set from right to left, or in a frame that may stand anywhere
  bool filled = false;   ///< shown by a field, a bound control or one of alternatives, which may show something else
  bool symbols = false;  ///< in a font that draws other signs than letters
  [[nodiscard]] bool is_seen() const { return !hidden && !deleted; }
  bool operator==(const WordPiece&) const = default;
};

struct WordParagraph {
  WordStory story = WordStory::body;
  int number = 0;           ///< of a footnote or comment; 0 elsewhere
  bool heading = false;     ///< by its outline level
  int table = 0;            ///< number of the table, from 1; 0 outside
  int row = 0, column = 0;  ///< in the table, from 1; columns of its grid, which a wide cell has more than one of
  std::vector<WordPiece> pieces{};
  bool operator==(const WordParagraph&) const = default;
};

struct WordFile {
  std::vector<WordParagraph> paragraphs{};                      ///< in the order of the body, then of the other stories
  std::map<std::string, std::size_t, std::less<>> bookmarks{};  ///< the first of each name in the body: its paragraph
  std::string title{};                                          ///< of the document's properties
  std::string said{};  ///< what the file says of its making: the JSON of a briefing's meta data; "" nothing
  std::vector<std::string> unread{};  ///< what shows something that is no text: pictures, brought-in files, fonts
  bool operator==(const WordFile&) const = default;
};

}  // namespace breadcrumb
