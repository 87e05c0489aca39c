// The tests that are written as text: registers every case file by its name and runs them.

#include <gtest/gtest.h>

#include <filesystem>

#include "cli_case.h"
#ifdef BC_HAS_READER
#include "read_case.h"
#endif

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const std::filesystem::path cases = std::filesystem::path(BC_ROOT) / "test/cases";
#ifdef BC_HAS_READER
  breadcrumb::lang::register_read_cases(cases / "read");
#endif
#ifdef BC_BREADCRUMB
  breadcrumb::lang::register_cli_cases(cases / "cli", {std::filesystem::path(BC_ROOT) / "docs/walkthrough.md"},
                                       BC_BREADCRUMB);
#endif
  return RUN_ALL_TESTS();
}
