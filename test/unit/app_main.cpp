// The tests of app start themselves as workers, as the program does.
#include <gtest/gtest.h>

#include <string_view>

#include "app/operation.h"

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "worker") return breadcrumb::app::run_worker(argc - 1, argv + 1);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
