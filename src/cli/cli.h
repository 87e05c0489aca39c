// The command line: words to a request, the answer to lines or JSON, the error to an exit code. Holds no decisions.
//
//   int main(int argc, char** argv) { return breadcrumb::cli::run(argc, argv); }
#pragma once

namespace breadcrumb::cli {

/// 0 success, 1 a check that found something, 2-8 by the kind of the first error (base/error.h).
int run(int argc, char** argv);

}  // namespace breadcrumb::cli
