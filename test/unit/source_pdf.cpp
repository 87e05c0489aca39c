#include <gtest/gtest.h>

#include <algorithm>

#include "base/file.h"
#include "source_sample.h"

namespace breadcrumb::source {

namespace {

std::string fixture(const std::string& path) {
  const auto bytes = read_file(std::string(BC_ROOT) + "/test/fixtures/" + path, 4 << 20);
  EXPECT_TRUE(bytes) << path;
  return bytes ? *bytes : "";
}

bool has(const Document& document, BlockKind kind, std::string_view words) {
  return std::ranges::any_of(
      document.blocks, [&](const Block& block) { return block.kind == kind && document.text_of(block) == words; });
}

}  // namespace

TEST(SourcePdf, ColumnsHeadingsAndLineJoins) {
  const auto document = read(fixture("read/zaf_tur_bulletin.pdf"));
  EXPECT_TRUE(has(document, BlockKind::title, "South Africa and Turkey conclude fourth Joint Economic Commission"));
  EXPECT_NE(document.text.find("an investment protection treaty"), std::string::npos);
  EXPECT_NE(document.text.find("boat-building"), std::string::npos);
  for (const auto& block : document.blocks) EXPECT_EQ(block.page, 1);
}

TEST(SourcePdf, JapaneseWithoutSlivers) {
  const auto document = read(fixture("read/bgd_apparel_ja.pdf"));
  EXPECT_TRUE(has(document, BlockKind::paragraph, "令和4年12月2日"));
  EXPECT_NE(document.text.find("ダッカにて開かれた"), std::string::npos);
}

TEST(SourcePdf, DatesStandAloneAndNotesAreNotes) {
  const auto document = read(fixture("read/kaz_grain_rail.pdf"));
  EXPECT_TRUE(has(document, BlockKind::paragraph, "June 5, 2015"));
  EXPECT_TRUE(std::ranges::any_of(document.blocks, [](const Block& block) { return block.kind == BlockKind::note; }));
}

TEST(SourcePdf, RefusesWhatIsLockedOrCut) {
  EXPECT_EQ(code_of(fixture("bad/encrypted.pdf")), "source.encrypted");
  const auto whole = fixture("read/kaz_grain_rail.pdf");
  EXPECT_EQ(code_of(whole.substr(0, whole.size() / 2)), "source.damaged");
  EXPECT_EQ(code_of("%PDF-1.7\nnothing\n%%EOF\n"), "source.damaged");
}

}  // namespace breadcrumb::source
