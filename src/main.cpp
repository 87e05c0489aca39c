#include "cli/cli.h"
#include "http/serve.h"

int main(int argc, char** argv) {
  return breadcrumb::cli::run(argc, argv, breadcrumb::http::serve);
}
