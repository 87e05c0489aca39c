#include <gtest/gtest.h>

#include "base/file.h"
#include "source_sample.h"
#include "source_zip.h"

namespace breadcrumb::source {

namespace {

std::string paragraph(const std::string& words, const std::string& properties = "") {
  return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t xml:space=\"preserve\">" + words + "</w:t></w:r></w:p>";
}

}  // namespace

TEST(SourceDocx, StylesNumbersAndNotes) {
  const auto bytes = docx(
      paragraph("Labor", "<w:pStyle w:val=\"Kop1\"/>") +
          paragraph("first", "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"7\"/></w:numPr>") +
          paragraph("inner", "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"7\"/></w:numPr>") +
          paragraph("second", "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"7\"/></w:numPr>"),
      {{"word/styles.xml", "<w:styles><w:style w:styleId=\"Kop1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"},
       {"word/numbering.xml",
        "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/>"
        "<w:lvlText w:val=\"(%1)\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"lowerRoman\"/><w:lvlText "
        "w:val=\"%1.%2\"/></w:lvl></w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId "
        "w:val=\"0\"/></w:num></w:numbering>"},
       {"word/footnotes.xml",
        "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"},
       {"word/header1.xml", "<w:hdr><w:p><w:r><w:t>Ministry</w:t></w:r></w:p></w:hdr>"}});
  EXPECT_EQ(
      outline(read(bytes)),
      "-paragraph Ministry\nheading1 Labor\nlist1[(1)] first\nlist2[1.i] inner\nlist1[(2)] second\nnote[2] A note.\n");
}

TEST(SourceDocx, TrackedChangesTabsBreaksRubyAndFields) {
  const auto document = read(docx(
      "<w:p><w:r><w:t>We </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:ins><w:r><w:t>often "
      "</w:t></w:r></w:ins><w:r><w:t>met</w:t><w:tab/><w:t>here</w:t><w:br/><w:t>and there</w:t></w:r><w:r><w:fldChar "
      "w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar "
      "w:fldCharType=\"separate\"/></w:r><w:r><w:t>, 5</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
      "<w:p><w:r><w:ruby><w:rt><w:r><w:t>ぼうえき</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>貿易</w:t></w:r></w:rubyBase>"
      "</w:ruby></w:r></w:p><w:tbl><w:tr><w:tc>" +
      paragraph("a") + "</w:tc><w:tc>" + paragraph("b") + "</w:tc></w:tr></w:tbl>"));
  EXPECT_EQ(outline(document), "title We often met here\nand there, 5\nparagraph 貿易\ncell a\ncell b\n");
}

TEST(SourceDocx, WordsThatAreStruckOutAreNotRead) {
  const auto document = read(
      docx("<w:p><w:r><w:t>We </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>never </w:t></w:r><w:r><w:rPr><w:dstrike "
           "w:val=\"true\"/></w:rPr><w:t>seldom </w:t></w:r><w:r><w:rPr><w:strike w:val=\"0\"/></w:rPr><w:t>often "
           "met</w:t></w:r></w:p>"));
  EXPECT_EQ(document.text, "We often met");
  EXPECT_EQ(document.warnings, std::vector<std::string>{"source.struck_out: words that are struck out are not read"});
}

TEST(SourceDocx, WordsThatNobodySeesAreNotRead) {
  const auto run = [](const std::string& look, const std::string& words) {
    return "<w:r><w:rPr>" + look + "</w:rPr><w:t xml:space=\"preserve\">" + words + "</w:t></w:r>";
  };
  const std::vector<std::pair<std::string, std::string>> styles = {
      {"word/styles.xml",
       "<w:styles><w:style w:type=\"character\" w:styleId=\"Ghost\"><w:name w:val=\"ghost\"/><w:rPr><w:color "
       "w:val=\"FFFFFF\"/></w:rPr></w:style></w:styles>"}};
  const auto document =
      read(docx("<w:p>" + run("", "Seen") + run("<w:color w:val=\"FFFFFF\"/>", " white") +
                    run("<w:sz w:val=\"1\"/>", " tiny") + run("<w:rStyle w:val=\"Ghost\"/>", " style") +
                    run("<w:shd w:val=\"clear\" w:fill=\"000000\"/><w:color w:val=\"FFFFFF\"/>", " on black") +
                    "</w:p>" + "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val=\"clear\" w:fill=\"003366\"/></w:tcPr><w:p>" +
                    run("<w:color w:val=\"FFFFFF\"/>", "in a dark cell") + "</w:p></w:tc></w:tr></w:tbl>",
                styles));
  EXPECT_EQ(document.text, "Seen on black\nin a dark cell");
  EXPECT_EQ(document.warnings, std::vector<std::string>{
                                   "source.unseen: words that nobody sees (in the colour of their ground, of no size, "
                                   "off the page) are not read"});
}

TEST(SourceDocx, SampleFilesRead) {
  const auto bytes = read_file(std::string(BC_ROOT) + "/test/fixtures/read/cri_isr_outcome.docx", 1 << 20);
  ASSERT_TRUE(bytes);
  const auto document = read(*bytes);
  ASSERT_GT(document.blocks.size(), 3u);
  EXPECT_TRUE(document.blocks[0].furniture);
  EXPECT_EQ(document.blocks[1].kind, BlockKind::title);
}

TEST(SourceDocx, BombsAndOtherArchives) {
  EXPECT_EQ(code_of(zip({{"word/document.xml", std::string(std::size_t{100} << 20, 'a')}})), "source.bomb");
  std::vector<std::pair<std::string, std::string>> many;
  for (int i = 0; i < 11000; ++i) many.emplace_back("word/" + std::to_string(i) + ".bin", "");
  EXPECT_EQ(code_of(zip(many)), "source.bomb");
  EXPECT_EQ(code_of(zip({{"xl/workbook.xml", "<workbook/>"}})), "source.unknown_format");
  auto cut = docx(paragraph("words"));
  cut.resize(cut.size() / 2);
  EXPECT_EQ(code_of(cut), "source.damaged");
  EXPECT_EQ(code_of(docx("<w:p><w:r>")), "source.damaged");
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<w:sdt><w:sdtContent>";
  for (int i = 0; i < 100000; ++i) deep += "</w:sdtContent></w:sdt>";
  EXPECT_EQ(code_of(docx(deep)), "source.too_deep");
}

}  // namespace breadcrumb::source
