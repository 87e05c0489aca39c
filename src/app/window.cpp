#include "app/window.h"

#include <limits>

namespace breadcrumb::app {

Result<Window> Window::in(const Request& request) {
  const auto limit = request["limit"].integer(0), skip = request["skip"].integer(0);
  if (limit < 0 || skip < 0)
    return Error{ErrorKind::bad_input, "list.window", "expected numbers from 0 for --limit and --skip", ""};
  Window out;
  out.skip_ = static_cast<std::size_t>(skip);
  out.most_ = limit == 0 ? std::numeric_limits<std::size_t>::max() : static_cast<std::size_t>(limit);
  return out;
}

void add_window_parameters(std::vector<Parameter>& into) {
  into.push_back({.name = "limit", .kind = ParameterKind::number, .help = "most rows; default and 0: all"});
  into.push_back({.name = "skip", .kind = ParameterKind::number, .help = "rows to leave out before them"});
}

}  // namespace breadcrumb::app
