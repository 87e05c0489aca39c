// A case as a text file: comments, directives in column one, and the block below each.
//
//   # about: an item with two topics
//   document text en <<END
//   ...
//   END
//
//   expect facts
//     round  ordinal=2  "second round"
//
// A block is the indented lines below its directive (indentation kept, blank lines at its end dropped) or, after
// `<<WORD`, the lines as they stand up to a line that is WORD alone. docs/testing.md describes the languages made from
// this.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace breadcrumb::lang {

struct Block {
  std::vector<std::string> words;  ///< of the directive, without `<<WORD`
  std::size_t line = 0;            ///< of the directive in the file, from 1
  std::vector<std::string> body;
  std::size_t body_end = 0;  ///< number of the last line of the block, heredoc end included
  bool heredoc = false;

  /// The body's lines, each ended by a line feed.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool is(std::string_view directive) const;  ///< the words joined by one blank are `directive`
};

struct CaseFile {
  std::filesystem::path path;
  std::vector<std::string> lines;
  std::map<std::string, std::string> tags;  ///< `# about: ...` gives `about`
  std::vector<Block> blocks;

  /// The one block of that directive, or null.
  [[nodiscard]] const Block* find(std::string_view directive) const;
};

/// Errors: those of read_file; `case.syntax` with file and line.
Result<CaseFile> load_case(const std::filesystem::path& path);

/// The file's text with a directive's block put in place of the old one, or added at the end where there is none.
std::string with_block(const CaseFile& file, std::string_view directive, const std::vector<std::string>& body);

/// Lines without their line feeds; a last line without one counts too.
std::vector<std::string> split_lines(std::string_view text);

/// What differs between two lists of lines, as `- expected` and `+ found`; empty when they are equal.
std::string difference(const std::vector<std::string>& expected, const std::vector<std::string>& found);

/// True when the run is to rewrite what cases expect (BREADCRUMB_TEST_REBASELINE is set).
bool rebaselining();

/// The files below `folder` that end in `extension`, in order of their names.
std::vector<std::filesystem::path> case_files(const std::filesystem::path& folder, std::string_view extension);

}  // namespace breadcrumb::lang
