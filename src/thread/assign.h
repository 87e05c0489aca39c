// The best pairing of two lists as a whole, not pair by pair.
//
//   assign({{90, 40}, {80, 0}});   // {1, 0}: together 120, though 90 is the best single pair
#pragma once

#include <vector>

namespace breadcrumb::thread {

/// For each row its column, or -1. Maximises the sum; a pair of value 0 or less is never made. Rows must be equally
/// long. Kuhn's Hungarian method (1955) in the O(n^3) form with potentials; equal sums fall the same way every time.
std::vector<int> assign(const std::vector<std::vector<int>>& values);

}  // namespace breadcrumb::thread
