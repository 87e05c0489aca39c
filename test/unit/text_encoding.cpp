#include <gtest/gtest.h>

#include "text/encoding.h"

namespace breadcrumb::text {

namespace {

std::string shown(std::string_view bytes, std::string_view declared = {}) {
  const auto decoded = decode(bytes, declared);
  return decoded ? decoded->encoding + ": " + decoded->text : decoded.error().code + " " + decoded.error().where;
}

}  // namespace

TEST(TextEncoding, MarksBeatDeclarations) {
  EXPECT_EQ(shown("\xEF\xBB\xBFok", "shift_jis"), "utf-8: ok");
  EXPECT_EQ(shown(std::string_view("\xFF\xFEo\0k\0", 6)), "utf-16le: ok");
  EXPECT_EQ(shown(std::string_view("\xFE\xFF\0o\0k", 6)), "utf-16be: ok");
}

TEST(TextEncoding, DetectsJapanese) {
  EXPECT_EQ(shown("\x93\xfa\x96\x7b\x82\xcd\x96\x66\x88\xd5\x82\xf0\x8b\x63\x98\x5f\x82\xb5\x82\xbd"),
            "shift_jis: 日本は貿易を議論した");
  EXPECT_EQ(shown("\xc6\xfc\xcb\xdc\xa4\xcf\xcb\xc7\xb0\xd7\xa4\xf2"), "euc-jp: 日本は貿易を");
  EXPECT_EQ(shown("\x1b$BF|K\\\x1b(B"), "iso-2022-jp: 日本");
}

TEST(TextEncoding, WesternBytesAreWindows1252) {
  EXPECT_EQ(shown("na\xefve \x93quote\x94"), "windows-1252: naïve “quote”");
  EXPECT_EQ(shown("caf\xc3\xa9", "latin1"), "utf-8: café");
}

TEST(TextEncoding, AWrongDeclarationIsSetAside) {
  const auto decoded = decode("\x93\xfa\x96\x7b\x82\xcd\x82\xf0", "utf-8");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text, "日本はを");
  EXPECT_EQ(decoded->warning, "source.encoding_declared: declared as utf-8, read as shift_jis");
}

TEST(TextEncoding, NamesTheByteThatNothingExplains) {
  EXPECT_EQ(shown("abc \x81\x8d"), "source.encoding_unknown byte 4");
}

}  // namespace breadcrumb::text
