#include <gtest/gtest.h>

#include <random>
#include <string>

#include "text/utf8.h"

namespace breadcrumb::text {
namespace {

TEST(Fold, a_line_of_ascii_as_unicode_folds_it) {
  std::mt19937 random(41);
  for (int round = 0; round < 2'000; ++round) {
    std::string line;
    for (auto left = random() % 60; left > 0; --left) line += static_cast<char>(random() % 0x80);
    // One letter more than ASCII sends the whole line to Unicode's tables.
    EXPECT_EQ(fold(line + "xé"), fold(line + "x") + "é") << testing::PrintToString(line);
  }
}

TEST(Fold, letters_widths_and_marks) {
  EXPECT_EQ(fold(" The\tUnited  STATES "), "the united states");
  EXPECT_EQ(fold("ＵＳＴＲ　“Straße” ‘x’ – y"), "ustr \"strasse\" 'x' - y");
  EXPECT_EQ(fold(""), "");
  EXPECT_EQ(fold(" \n "), "");
}

}  // namespace
}  // namespace breadcrumb::text
