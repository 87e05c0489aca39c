// What the shape of a line tells when no markup does: list depth, headings, sentences.
//
//   ListLevels levels;
//   levels.of("•", 2);     // 1
//   levels.of("–", 6);     // 2
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace breadcrumb::source {

/// Depth of list items in one another: by indent, and by another style of marker at the same indent.
class ListLevels {
 public:
  int of(std::string_view marker, int indent);
  void clear() { stack_.clear(); }

 private:
  struct Level {
    int indent = 0;
    std::string style;
  };
  std::vector<Level> stack_;
};

/// Columns a character takes: two for CJK.
int columns_of(char32_t c);
int columns_of(std::string_view words);

/// A short line that begins like one and does not end like a sentence, and is no date.
bool looks_like_heading(std::string_view words);

/// Whether the words end with a full stop or the like (brackets and quotes after it aside).
bool ends_sentence(std::string_view words);

}  // namespace breadcrumb::source
