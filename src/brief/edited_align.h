// Which word of an edited file is which word of the briefing. Internal to brief/.
//
//   const Alignment found = align(ours, theirs, sentences);
//   found.match[3];      // the file's word that our word 3 has become, or nowhere
//
// Whole sentences are found first, as one rising chain over both texts; what lies between them is aligned word by word
// with gaps that cost by their number and not by their length (Gotoh, "An improved algorithm for matching biological
// sequences", 1982), so that what was put in is found in one piece, at the borders of sentences where there is a
// choice. Bounded: a stretch too long to align is left unmatched and named.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace breadcrumb::brief {

/// What is equal has one number.
struct AlignWord {
  std::uint32_t id = 0;
  bool sign = false;
  bool begins = false;  ///< a paragraph
};

struct Alignment {
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
  std::vector<std::size_t> match{};                             ///< for each of our words; rising
  std::vector<std::pair<std::size_t, std::size_t>> too_long{};  ///< stretches of our words that were not aligned
};

/// `sentences` are stretches of our words, in order and without gaps.
Alignment align(const std::vector<AlignWord>& ours, const std::vector<AlignWord>& theirs,
                const std::vector<std::pair<std::size_t, std::size_t>>& sentences);

}  // namespace breadcrumb::brief
