// Plain tables for the terminal: columns that align, wide characters counted as two.
//
//   Table table({"no", "issue"});
//   table.add({"7", "Digital Economy"});
//   answer.text = table.text();
#pragma once

#include <string>
#include <vector>

namespace breadcrumb::app {

class Table {
 public:
  explicit Table(std::vector<std::string> head) : head_(std::move(head)) {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  /// "" when there are no rows; else head and rows, each ended by a line feed, no blanks at line ends.
  [[nodiscard]] std::string text() const;

 private:
  std::vector<std::string> head_;
  std::vector<std::vector<std::string>> rows_;
};

/// Width on a terminal.
std::size_t columns_of(std::string_view text);
/// At most `most` columns, with an ellipsis where it was cut; line feeds become blanks.
std::string shortened(std::string_view text, std::size_t most);

/// Lines of at most `most` columns, each with `indent` blanks before it and a line feed behind; a line feed of the text
/// begins a new line. Broken at blanks, between Japanese characters anywhere but before a stop.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t most = 96);

}  // namespace breadcrumb::app
