#include "model/workbook.h"

namespace breadcrumb {

std::string column_name(int column) {
  std::string out;
  for (; column > 0; column = (column - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
  return out;
}

std::string cell_name(int column, int row) {
  return column_name(column) + std::to_string(row);
}

}  // namespace breadcrumb
