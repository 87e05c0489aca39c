// Whether words stand out from what is behind them, by one measure for pages and Word files.
#pragma once

#include <cstdlib>
#include <string_view>

namespace breadcrumb::source {

/// The warning of what was left out because nobody sees it.
constexpr std::string_view unseen_words =
    "source.unseen: words that nobody sees (in the colour of their ground, of no size, off the page) are not read";

/// Colours are 0xRRGGBB. Summed over the three colours less than this is no contrast that anybody reads by.
constexpr long least_contrast = 100;

inline bool blends(long ink, long ground) {
  long contrast = 0;
  for (const int shift : {0, 8, 16}) contrast += std::labs((ink >> shift & 0xFF) - (ground >> shift & 0xFF));
  return contrast < least_contrast;
}

}  // namespace breadcrumb::source
