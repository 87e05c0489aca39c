// The passes over the head of a Japanese page, in the order in which `read_header_ja` runs them.
#pragma once

#include <string_view>

#include "reader/ja_page.h"

namespace breadcrumb::reader {

/// True for a line or sentence with a full stop: running text.
inline bool full_stop(std::string_view s) {
  return s.find("。") != std::string_view::npos;
}

void find_meeting(JaPage& page);
void find_dialogue(JaPage& page);
void find_parties(JaPage& page);
void find_round(JaPage& page);
void find_heads(JaPage& page);
/// Launch and aims, from standing sentences.
void find_history(JaPage& page);

}  // namespace breadcrumb::reader
