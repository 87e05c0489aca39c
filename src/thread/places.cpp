#include "thread/places.h"

#include <algorithm>

namespace breadcrumb::thread {

std::vector<std::size_t> moved_places(const std::vector<std::size_t>& ranks) {
  const std::size_t n = ranks.size();
  std::vector<std::size_t> order(ranks);
  std::sort(order.begin(), order.end());
  // Value of keeping one: a thousand, less the distance it went, so that the number of movers decides first.
  std::vector<long> best(n, 0), from(n, -1);
  long end = -1;
  for (std::size_t i = 0; i < n; ++i) {
    const auto old_place = static_cast<long>(std::lower_bound(order.begin(), order.end(), ranks[i]) - order.begin());
    const long keep = 1'000'000 - std::abs(old_place - static_cast<long>(i));
    best[i] = keep;
    for (std::size_t k = 0; k < i; ++k)
      if (ranks[k] < ranks[i] && best[k] + keep > best[i]) {
        best[i] = best[k] + keep;
        from[i] = static_cast<long>(k);
      }
    if (end < 0 || best[i] > best[static_cast<std::size_t>(end)]) end = static_cast<long>(i);
  }
  std::vector<bool> kept(n, false);
  for (long i = end; i >= 0; i = from[static_cast<std::size_t>(i)]) kept[static_cast<std::size_t>(i)] = true;
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < n; ++i)
    if (!kept[i]) out.push_back(i);
  return out;
}

}  // namespace breadcrumb::thread
