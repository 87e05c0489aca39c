// The command line: words to a request, the answer to lines or JSON, the error to an exit code. Holds no decisions.
//
//   int main(int argc, char** argv) { return breadcrumb::cli::run(argc, argv, breadcrumb::http::serve); }
#pragma once

#include <functional>

#include "app/context.h"

namespace breadcrumb::cli {

/// What `breadcrumb serve` runs; empty where there is no such front door.
using Serve = std::function<Result<void>(const app::Context&, const app::ServeWish&)>;

/// 0 success, 1 a check that found something, 2-8 by the kind of the first error (base/error.h).
int run(int argc, char** argv, const Serve& serve = {});

}  // namespace breadcrumb::cli
