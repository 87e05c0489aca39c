// What a server for the page needs of a desk that other programs may change at any time: what state it is in.
//
//   auto watch = BC_TRY(Watch::open(context));
//   if (BC_TRY(watch.head()) != seen) reload();
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "app/context.h"
#include "app/operation.h"

namespace breadcrumb::app {

/// One desk, looked at again and again; used by one thread at a time.
class Watch {
 public:
  /// Errors: those of `open_record`.
  static Result<Watch> open(const Context& context);
  /// 64 hex digits, "" when there is no event yet.
  [[nodiscard]] Result<std::string> head() const;
  /// Changes when a file of rules or words changes, the desk's or the installed ones, or its settings.
  [[nodiscard]] std::string rules() const;
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  explicit Watch(record::Record record, std::filesystem::path data);

  record::Record record_;
  std::filesystem::path data_, desk_;
  std::string name_;
};

/// Of `127.0.0.1`, `127.0.0.1:8750`, `[::1]:8750` or `:8750`. Errors: `serve.listen`.
Result<ServeWish> serve_wish(std::string_view listen);

Operation serve_operation();

}  // namespace breadcrumb::app
