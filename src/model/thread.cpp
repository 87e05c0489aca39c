#include "model/thread.h"

#include <array>

namespace breadcrumb {

std::string_view to_text(StepKind kind) {
  constexpr std::array<std::string_view, 9> names = {"first seen", "continued",     "reworded", "moved",  "split",
                                                     "merged",     "not mentioned", "unknown",  "revived"};
  return names.at(static_cast<std::size_t>(kind));
}

}  // namespace breadcrumb
