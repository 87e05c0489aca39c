#include "cli/cli.h"

int main(int argc, char** argv) {
  return breadcrumb::cli::run(argc, argv);
}
