// The briefing book before it is a file: sections of blocks, blocks of runs, and for each run what it rests on.
//
//   const Book book = BC_TRY(brief::compose(view, texts, words, request));
//   for (const Section& section : book.sections)
//     for (const Block& block : section.blocks) print(block);
//
// Every visible character of every format comes from a run; a renderer adds layout and no words. That is what makes a
// printed briefing verifiable: each run can be traced to a source's bytes, to the record, to a named string of the
// words file, or to a person.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace breadcrumb::brief {

/// What a run rests on.
enum class RunKind {
  words,     ///< a named string of the words file: headings, labels, punctuation
  quote,     ///< words of a source
  computed,  ///< a claim about the record
  officer,   ///< a person's words
};

/// How a run looks; never carries meaning that its words do not.
enum class Look { plain, strong, soft, mark, code, inserted, erased, moved_out, moved_in };

struct Run {
  RunKind kind = RunKind::words;
  std::string text{};  ///< exactly the visible characters; no line breaks or other control characters
  std::string
      id{};  ///< words: name, with `#n` for its n-th piece; quote: source sha256; computed: claim; officer: note
  std::vector<std::pair<std::string, std::string>> args{};  ///< of a claim; of an officer's words: author and time
  std::size_t start = 0, end = 0;                           ///< of a quote: bytes of the source's extracted text
  Look look = Look::plain;
  std::string link{};      ///< `#anchor` in this book or an http(s) address; "" none
  std::string anchor{};    ///< where a link back leads; "" none
  std::string language{};  ///< where it differs from the book's; "" the same
  bool operator==(const Run&) const = default;
};

using Runs = std::vector<Run>;

struct Cell {
  Runs runs{};
  bool number = false;  ///< set flush right
};

struct Table {
  std::vector<Cell> head{};
  std::vector<std::vector<Cell>> rows{};
  std::vector<int> widths{};  ///< parts of the width, one a column; empty: even
};

/// A stroke or a word of a figure, in the figure's own units (CSS pixels at full size).
struct Shape {
  enum class Kind { line, rect, circle, diamond, label, arrow } kind = Kind::line;
  int x = 0, y = 0;     ///< start, corner, centre, or the label's base line
  int x2 = 0, y2 = 0;   ///< line: end; rect: width and height; circle and diamond: radius in x2
  std::string style{};  ///< axis, grid, full, ring, dot, ghost, name, small, middle, strong (blank separated)
  Run words{};          ///< of a label: what it says; of another shape: its accessible title, maybe empty
};

struct Figure {
  Run title{}, description{};  ///< read out by screen readers
  int width = 0, height = 0;
  std::vector<Shape> shapes{};
  Table table{};  ///< the same content for formats that do not draw
};

enum class BlockKind { heading, paragraph, list_item, quote, redline, table, figure, note };

struct Block {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;  ///< of a heading: 2 or 3 (1 is the section's own)
  Runs runs{};
  std::string anchor{};  ///< a link's target; "" none
  std::string
      style{};  ///< lede, legend, officer, small, thread, keep (with the next block); new-page of a heading; "" plain
  Table table{};
  Figure figure{};
};

struct Section {
  std::string id{};
  Runs title{};
  std::vector<Block> blocks{};
  bool new_page = false;  ///< begins on a fresh page in print
};

/// What the file says about itself; `verify` composes the book again from these.
struct Meta {
  std::string desk{}, dialogue{};  ///< the desk's name; the dialogue's id
  std::string head{};              ///< of the record, hex
  long long events = 0;
  std::string paper{"briefing"}, subject{};  ///< as in Request
  std::string profile{}, round{};            ///< as in Request
  std::string composed_at{};                 ///< ISO time, as passed in
  std::string program{};                     ///< version of the program that composed it
  std::string words{};                       ///< fingerprint of the words file
  std::string language{};                    ///< of the words file
  int certainty_below = 70, margin_below = 20;
};

struct Book {
  Meta meta;
  Run file_title{};                  ///< title of the window and of the document's properties
  Runs kicker{}, title{}, byline{};  ///< the head of the first page
  Runs footer{};                     ///< foot of each page, before the page's number
  std::string handling{};            ///< the handling line, which byline or kicker and foot say; "" none
  Runs page_of{};                    ///< two runs around the page's number: "page" and "of"
  Run bullet{};
  std::vector<Section> sections{};
};

/// `words`, `quote`, `computed`, `officer`.
std::string_view to_text(RunKind kind);

/// The text as a run may show it: control characters become blanks, what XML cannot hold becomes U+FFFD.
std::string visible_form(std::string_view text);

}  // namespace breadcrumb::brief
