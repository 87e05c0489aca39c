// A value or an Error; errors travel as values and cannot be dropped unseen.
//
//   Result<Desk> open(const std::string& path) {
//     const auto bytes = BC_TRY(read_file(path, 1 << 20));
//     return parse(bytes);
//   }
#pragma once

#include <expected>
#include <type_traits>
#include <utility>

#include "base/error.h"

namespace breadcrumb {

template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  Result(const T& value)
    requires(!std::is_void_v<T>)
      : state_(value) {}
  Result(T&& value)
    requires(!std::is_void_v<T>)
      : state_(std::move(value)) {}
  Result(Error error) : state_(std::unexpected(std::move(error))) {}

  explicit operator bool() const { return state_.has_value(); }
  [[nodiscard]] bool has_value() const { return state_.has_value(); }
  T& value() & { return state_.value(); }
  const T& value() const& { return state_.value(); }
  T&& value() && { return std::move(state_).value(); }
  T& operator*() & { return *state_; }
  const T& operator*() const& { return *state_; }
  T* operator->() { return &*state_; }
  const T* operator->() const { return &*state_; }
  Error& error() & { return state_.error(); }
  const Error& error() const& { return state_.error(); }
  Error&& error() && { return std::move(state_.error()); }

 private:
  std::expected<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;
  Result() = default;
  Result(Error error) : state_(std::unexpected(std::move(error))) {}
  explicit operator bool() const { return state_.has_value(); }
  [[nodiscard]] bool has_value() const { return state_.has_value(); }
  void value() const {}
  Error& error() & { return state_.error(); }
  const Error& error() const& { return state_.error(); }
  Error&& error() && { return std::move(state_.error()); }

 private:
  std::expected<void, Error> state_;
};

}  // namespace breadcrumb

/// The value of a Result, or an early return of its Error. A statement expression (GCC and Clang), so that it can stand
/// on the right of an assignment; each use names its own local, so that one may stand inside another.
#define BC_TRY(...) BC_TRY_NAMED(__COUNTER__, __VA_ARGS__)
#define BC_TRY_NAMED(n, ...) BC_TRY_JOINED(n, __VA_ARGS__)
#define BC_TRY_JOINED(n, ...) BC_TRY_AS(bc_result_##n, __VA_ARGS__)
#define BC_TRY_AS(name, ...)          \
  __extension__({                     \
    auto name = (__VA_ARGS__);        \
    if (!name) [[unlikely]]           \
      return std::move(name).error(); \
    std::move(name).value();          \
  })
