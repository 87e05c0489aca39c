// Which headings changed their place between two texts of one side, beyond what came and went.
#pragma once

#include <cstddef>
#include <vector>

namespace breadcrumb::thread {

/// `ranks[i]` is the older place of what stands at newer place i. Returns the newer places that moved: the fewest that,
/// taken out, leave the rest in the older order (longest increasing subsequence). Of two ways with equally many, the
/// one whose movers went farthest; then the later ones.
std::vector<std::size_t> moved_places(const std::vector<std::size_t>& ranks);

}  // namespace breadcrumb::thread
