// `.cli` cases: commands in a folder of their own, with the output they must give.
//
//   # about: a party that nobody knows
//   setup demo
//   $ breadcrumb rounds --party ZZZ
//   ! breadcrumb: no such party: ZZZ [desk.party_unknown]
//   ? 3
//
// docs/testing.md describes the language.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace breadcrumb::lang {

/// One line of a script that does something, with what it expects.
struct CliStep {
  enum class Kind { command, file, workbook, copy, setup, environment, unprivileged };
  Kind kind = Kind::command;
  std::size_t line = 0;               ///< from 1
  std::vector<std::string> words;     ///< of the command, quotes resolved; else the directive's arguments
  std::string body;                   ///< of a file, or a workbook as text
  std::vector<std::string> out, err;  ///< expected
  int exit_code = 0;                  ///< expected
  std::size_t expected_begin = 0, expected_end = 0;  ///< the lines `>`, `!`, `?`, as indexes into CliScript::lines
};

struct CliScript {
  std::filesystem::path path;
  std::vector<std::string> lines;
  std::vector<CliStep> steps;
  bool page = false;  ///< of the manual: what is printed stands there as it is printed, without `>`
};

/// Errors: those of read_file; `case.syntax`.
Result<CliScript> load_cli(const std::filesystem::path& path);

/// A page of the manual (Markdown) as a script: each fenced block `console` holds `$ command` lines with what they
/// print below them (`! ` before what is said on the error stream), and `$ export NAME=value`;
/// `<!-- case: copy PATH NAME -->` brings a file or folder of the repository along. Every command must end well.
Result<CliScript> load_page(const std::filesystem::path& path);

/// The words of a command line: blanks part them, '...' and "..." hold them together, \ keeps the next character.
/// Errors: `case.syntax` when a quote is not closed.
Result<std::vector<std::string>> command_words(std::string_view line);

/// Whether printed lines are what a script expects: `<hex>` and `<number>` stand for digits, `...` at a line's end for
/// the rest of it, and a line `...` for any lines.
bool lines_match(const std::vector<std::string>& expected, const std::vector<std::string>& printed);

/// Registers every `.cli` file below `folder`, and each of the pages, as a test.
void register_cli_cases(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& pages,
                        const std::filesystem::path& binary);

}  // namespace breadcrumb::lang
