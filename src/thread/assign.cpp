#include "thread/assign.h"

#include <algorithm>
#include <limits>

namespace breadcrumb::thread {

std::vector<int> assign(const std::vector<std::vector<int>>& values) {
  const std::size_t rows = values.size(), columns = rows == 0 ? 0 : values[0].size();
  std::vector<int> out(rows, -1);
  if (columns == 0) return out;
  // A square of costs, from 1; cells beyond the table and pairs that may not be made cost nothing and mean "alone".
  const std::size_t n = std::max(rows, columns);
  const auto cost = [&](std::size_t i, std::size_t k) -> long {
    return i <= rows && k <= columns ? -std::max(0, values[i - 1][k - 1]) : 0;
  };
  std::vector<long> u(n + 1, 0), v(n + 1, 0);
  std::vector<std::size_t> match(n + 1, 0), way(n + 1, 0);
  for (std::size_t i = 1; i <= n; ++i) {
    match[0] = i;
    std::size_t k0 = 0;
    std::vector<long> least(n + 1, std::numeric_limits<long>::max());
    std::vector<bool> used(n + 1, false);
    do {
      used[k0] = true;
      const std::size_t i0 = match[k0];
      long delta = std::numeric_limits<long>::max();
      std::size_t k1 = 0;
      for (std::size_t k = 1; k <= n; ++k) {
        if (used[k]) continue;
        const long reduced = cost(i0, k) - u[i0] - v[k];
        if (reduced < least[k]) {
          least[k] = reduced;
          way[k] = k0;
        }
        if (least[k] < delta) {
          delta = least[k];
          k1 = k;
        }
      }
      for (std::size_t k = 0; k <= n; ++k) {
        if (used[k]) {
          u[match[k]] += delta;
          v[k] -= delta;
        } else if (least[k] != std::numeric_limits<long>::max()) {
          least[k] -= delta;
        }
      }
      k0 = k1;
    } while (match[k0] != 0);
    do {
      const std::size_t k1 = way[k0];
      match[k0] = match[k1];
      k0 = k1;
    } while (k0 != 0);
  }
  for (std::size_t k = 1; k <= columns; ++k)
    if (match[k] >= 1 && match[k] <= rows && values[match[k] - 1][k - 1] > 0)
      out[match[k] - 1] = static_cast<int>(k - 1);
  return out;
}

}  // namespace breadcrumb::thread
