// A part of a long list: `--limit N` rows from `--skip M` on.
//
//   auto window = BC_TRY(Window::in(request));
//   for (const auto& one : all)
//     if (window.takes()) show(one);
#pragma once

#include <vector>

#include "app/operation.h"

namespace breadcrumb::app {

class Window {
 public:
  /// Errors: `list.window` (a number below zero).
  static Result<Window> in(const Request& request);
  /// Of each row that fits, in order: is it in the window?
  bool takes() {
    const auto place = seen_++;
    return place >= skip_ && place - skip_ < most_;
  }
  /// No further row will be.
  [[nodiscard]] bool is_full() const { return seen_ >= skip_ && seen_ - skip_ >= most_; }

 private:
  std::size_t skip_ = 0, most_ = 0, seen_ = 0;
};

void add_window_parameters(std::vector<Parameter>& into);

}  // namespace breadcrumb::app
