// The handling line of a paper: its highest mark in capitals and for whom it is.
//
//   handling_line(view.marks, view.level, words)   // "SENSITIVE – own delegation"
#pragma once

#include <string>

#include "brief/book.h"
#include "brief/words.h"
#include "model/mark.h"

namespace breadcrumb::brief {

/// "" where both the mark and the audience are the lowest of their lists: nobody needs to handle that.
std::string handling_line(const MarkNames& names, Level level, const Words& words);

/// Does the run say for whom the paper is, or that it is a draft? A file in which it was changed does not hold.
bool is_handling(const Run& run);

/// `restricted` in the words' language; "" for the lowest mark.
std::string mark_in_words(const MarkNames& names, Level level, const Words& words);

}  // namespace breadcrumb::brief
