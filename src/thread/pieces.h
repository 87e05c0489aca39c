// The pieces that a redline is made of: whole words, each with the blanks that follow it and the list number before it.
//
// The pieces of a text, joined, are the text. Two pieces with one key differ in typography at most.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace breadcrumb::thread {

struct Piece {
  std::string_view text;       ///< word, blanks after it, and before it: leading blanks of the text, a list number
  std::string key;             ///< the word's comparable form: widths, quotes and dashes made one; case kept
  bool is_word = false;        ///< letters, digits or Japanese; not a sign
  bool ends_sentence = false;  ///< last piece of its sentence or list item
};

/// Cuts a text. Views live as long as the text.
std::vector<Piece> pieces(std::string_view text);

}  // namespace breadcrumb::thread
