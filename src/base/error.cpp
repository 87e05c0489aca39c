#include "base/error.h"

namespace breadcrumb {

std::string Error::to_text() const {
  std::string out;
  if (!where.empty()) out += where + ": ";
  out += message;
  if (!code.empty()) out += " [" + code + "]";
  return out;
}

namespace {

struct KindRow {
  std::string_view name;
  int exit_code;
  int http_status;
};

constexpr KindRow kind_rows[] = {
    {"bad_input", 2, 400}, {"not_found", 3, 404},   {"conflict", 4, 409}, {"refused", 5, 403},
    {"too_big", 6, 413},   {"unavailable", 7, 503}, {"broken", 8, 500},
};

const KindRow& row_of(ErrorKind kind) {
  return kind_rows[static_cast<unsigned>(kind)];
}

}  // namespace

std::string_view to_text(ErrorKind kind) {
  return row_of(kind).name;
}
int exit_code(ErrorKind kind) {
  return row_of(kind).exit_code;
}
int http_status(ErrorKind kind) {
  return row_of(kind).http_status;
}

}  // namespace breadcrumb
