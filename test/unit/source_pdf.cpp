#include <gtest/gtest.h>

#include <algorithm>

#include "base/file.h"
#include "source/formats.h"
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

// A line of a page as poppler prints it: its words, left and right edge, top; the font's box is taller than its type.
std::string layout_line(double left, double right, double top, std::string_view words) {
  const auto box = "xMin=\"" + std::to_string(left) + "\" yMin=\"" + std::to_string(top) + "\" xMax=\"" +
                   std::to_string(right) + "\" yMax=\"" + std::to_string(top + 31) + "\"";
  return "<line " + box + "><word " + box + ">" + std::string(words) + "</word></line>";
}

TEST(SourcePdf, AShortJapaneseLineAndAnIndentedOneBeginBlocks) {
  const std::string layout =
      "<html><body><doc><page width=\"612\" height=\"792\"><flow>"
      "<block xMin=\"34\" yMin=\"120\" xMax=\"578\" yMax=\"330\">" +
      layout_line(34, 120, 120, "令和5年9月8日") +
      layout_line(46, 577, 150,
                  "9月5日及び6日、ブルネイのトゥトンにおいて、第2回日・ブルネイ木材対話が行われ、双方は木材の") +
      layout_line(34, 574, 168,
                  "規格及び検査の手続について意見交換を行い、今後も協議を続けていくことで一致しました。また、") +
      layout_line(34, 572, 186,
                  "双方は、税関における書類の電子化について説明を行い、来年の早い時期に専門家会合を開きます。") +
      layout_line(46, 574, 204,
                  "次回の対話は、令和6年に高松で開催することとし、日程は外交ルートで調整することとなりました。") +
      layout_line(34, 574, 222,
                  "　この対話は、令和3年に立ち上げられたものであり、両国の林業及び木材産業の関係者が参加する。") +
      "</block></flow></page></doc></body></html>";
  const auto draft = read_pdf_layout(layout, {});
  ASSERT_TRUE(draft);
  std::vector<std::string> blocks;
  for (const auto& block : draft->document.blocks) blocks.emplace_back(draft->document.text_of(block));
  ASSERT_EQ(blocks.size(), 4U);
  EXPECT_EQ(blocks[0], "令和5年9月8日");
  EXPECT_TRUE(blocks[1].ends_with("専門家会合を開きます。"));
  EXPECT_TRUE(blocks[2].starts_with("次回の対話は"));
  EXPECT_TRUE(blocks[3].starts_with("この対話は"));
}

TEST(SourcePdf, RefusesWhatIsLockedOrCut) {
  EXPECT_EQ(code_of(fixture("bad/encrypted.pdf")), "source.encrypted");
  const auto whole = fixture("read/kaz_grain_rail.pdf");
  EXPECT_EQ(code_of(whole.substr(0, whole.size() / 2)), "source.damaged");
  EXPECT_EQ(code_of("%PDF-1.7\nnothing\n%%EOF\n"), "source.damaged");
}

}  // namespace breadcrumb::source
