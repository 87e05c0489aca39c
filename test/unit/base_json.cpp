// What is refused as JSON or as hexadecimal digits, each with its code.
#include <gtest/gtest.h>

#include "base/bytes.h"
#include "base/json.h"

namespace breadcrumb {

namespace {

struct Refused {
  std::string bytes, code;
};

}  // namespace

TEST(BaseJson, RefusesWithACode) {
  const std::string deep = std::string(200, '[') + std::string(200, ']');
  for (const auto& [bytes, code] : std::vector<Refused>{{"", "json.syntax"},
                                                        {R"({"a":1,)", "json.syntax"},
                                                        {"nul", "json.syntax"},
                                                        {R"(["\x"])", "json.syntax"},
                                                        {R"({"a":1} x)", "json.syntax"},
                                                        {"\"\xff\"", "json.syntax"},
                                                        {deep, "json.depth"},
                                                        {R"({"a":1,"a":2})", "json.duplicate_key"},
                                                        {"[", "json.syntax"}}) {
    const auto read = Json::parse(bytes, "file.json");
    ASSERT_FALSE(read) << bytes.substr(0, 40);
    EXPECT_EQ(read.error().code, code) << bytes.substr(0, 40);
    EXPECT_NE(read.error().where.find("file.json"), std::string::npos) << bytes.substr(0, 40);
  }
}

TEST(BaseJson, WhatIsHashedHasNoFractionsAndIsUtf8) {
  const auto fraction = Json::parse("[1.5]");
  ASSERT_TRUE(fraction);
  const auto written = fraction->canonical();
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, "json.float");
  const auto torn = Json(std::string("\xe3\x81")).canonical();
  ASSERT_FALSE(torn);
  EXPECT_EQ(torn.error().code, "json.encoding");
}

TEST(BaseJson, IntegersStayExact) {
  for (const auto* bytes : {"9007199254740993", "-9007199254740993", "99999999999999999999"}) {
    const auto read = Json::parse(bytes);
    const auto written = read ? read->canonical() : Result<std::string>(read.error());
    ASSERT_FALSE(written) << bytes;
    EXPECT_EQ(written.error().code, "json.integer_range") << bytes;
  }
}

TEST(BaseBytes, HexIsPairsOfDigits) {
  EXPECT_EQ(from_hex("00ff").value(), std::string("\0\xff", 2));
  for (const auto* bad : {"0", "0g", "zz", "00f", "0 "}) {
    const auto read = from_hex(bad);
    ASSERT_FALSE(read) << bad;
    EXPECT_EQ(read.error().code, "base.hex") << bad;
  }
}

}  // namespace breadcrumb
