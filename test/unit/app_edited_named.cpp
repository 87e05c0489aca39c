// What is done to the looks of an edited Word file, and cannot be judged, is named: nothing passes in silence.
#include <vector>

#include "app_edited.h"

namespace breadcrumb::edited {
namespace {

const std::string claim = "The dialogue was launched in November 2020.";
const std::string open = "<w:r><w:t xml:space=\"preserve\">", close = "</w:t></w:r>";

/// True when the file fails, or the answer lists something.
bool is_noticed(const Package& package) {
  const auto report = verified(package.pack());
  if (!report || !report->ok()) return true;
  const auto& edited = *report->edited;
  return !edited.added.empty() || !edited.changed.empty() || !edited.left_out.empty() || !edited.unseen.empty() ||
         !edited.remarks.empty();
}

Package with_looks(const std::string& properties) {
  return Package::of_briefing().swap(open + claim, "<w:r><w:rPr>" + properties + "</w:rPr>" + open.substr(5) + claim);
}

TEST(EditedNamed, TheUntouchedFileNamesNothing) {
  EXPECT_FALSE(is_noticed(Package::of_briefing()));
}

TEST(EditedNamed, LooksOfARun) {
  for (const char* looks :
       {"<w:color w:val=\"FFFF00\"/><w:highlight w:val=\"yellow\"/>",
        "<w:color w:val=\"FFFFFF\"/><w:shd w:val=\"solid\" w:color=\"FFFFFF\" w:fill=\"000000\"/>",
        "<w:shd w:val=\"pct90\" w:color=\"000000\" w:fill=\"FFFFFF\"/>",
        "<w:color w:val=\"FFFFFF\" w:themeColor=\"text1\" w:themeTint=\"00\"/>",
        "<w:color w:val=\"000000\" w:themeColor=\"accent1\"/>",
        "<w:w w:val=\"10\"/><w:spacing w:val=\"-79\"/><w:sz w:val=\"5\"/>", "<w:fitText w:val=\"1\"/>",
        "<w14:glow w14:rad=\"200000\"/>", "<w14:textFill><w14:gradFill/></w14:textFill>", "<w:bdr w:val=\"single\"/>"})
    EXPECT_TRUE(is_noticed(with_looks(looks))) << looks;
}

TEST(EditedNamed, WordsThatAProgramPutsIn) {
  const auto field = [](const std::string& code, const std::string& result) {
    return close + "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>" + code + "</w:instrText></w:r>" +
           result + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" + open;
  };
  const std::string separate = "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
  for (const auto& put :
       {close + "<w:fldSimple w:instr=\"PAGE\">" + open + "9" + close + "</w:fldSimple>" + open,
        close + "<w:fldSimple w:instr=\"SEQ x\"/>" + open, field("PAGE", separate + open + "9" + close),
        field("DATE \\@ \"yyyy\"", ""), field("QUOTE \"00\"", separate),
        close + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" + open,
        close + "<m:oMath><m:r><m:t>0</m:t></m:r></m:oMath>" + open,
        close + "<x:h>" + open + "0" + close + "</x:h>" + open,
        close + "<w:r><w:drawing><w:txbxContent><w:p/></w:txbxContent></w:drawing></w:r>" + open})
    EXPECT_TRUE(is_noticed(Package::of_briefing().swap("The record holds 5", "The record holds 5" + put))) << put;
}

TEST(EditedNamed, ParagraphsTablesAndPages) {
  const auto& briefing = Package::of_briefing();
  const std::string style = "<w:pStyle w:val=\"BodyText\"/>";
  for (const char* more :
       {"<w:ind w:left=\"14000\"/>", "<w:ind w:left=\"0\" w:hanging=\"2600\"/>", "<w:ind w:left=\"-2147483648\"/>",
        "<w:spacing w:line=\"60\" w:lineRule=\"exact\"/>", "<w:numPr><w:numId w:val=\"7\"/></w:numPr>",
        "<w:framePr w:dropCap=\"drop\" w:x=\"1440\" w:y=\"14000\"/>", "<w:textDirection w:val=\"tbRl\"/>"})
    EXPECT_TRUE(is_noticed(briefing.swap(style, style + more))) << more;
  for (const char* more :
       {"<w:tblInd w:w=\"-2800\"/>", "<w:bidiVisual/>", "<w:tblPrChange/><w:shd w:fill=\"000000\"/>"})
    EXPECT_TRUE(is_noticed(briefing.swap("<w:tblPr>", std::string("<w:tblPr>") + more))) << more;
  EXPECT_TRUE(is_noticed(briefing.swap("<w:trPr>", "<w:trPr><w:trHeight w:val=\"300\" w:hRule=\"exact\"/>")));
  EXPECT_TRUE(is_noticed(briefing.swap("<w:tcPr>", "<w:tcPr><w:tcBorders><w:tl2br/></w:tcBorders>")));
  EXPECT_TRUE(is_noticed(briefing.swap("<w:body>", "<w:background w:color=\"000000\"/><w:body>")));
  EXPECT_TRUE(is_noticed(briefing.swap("<w:sectPr>", "<w:sectPr><w:textDirection w:val=\"tbRl\"/>")));
}

TEST(EditedNamed, WhereBreadcrumbsLead) {
  const auto& briefing = Package::of_briefing();
  const std::string first = "w:name=\"b_note_1\"", second = "w:name=\"b_note_2\"", none = "w:name=\"x\"";
  const auto code = [](const Package& package) {
    const auto report = verified(package.pack());
    return !report ? report.error().code : report->ok() ? std::string("ok") : report->failures.front().code;
  };
  EXPECT_EQ(code(briefing.swap(first, none).swap(second, first).swap(none, second)), "verify.link");
  // At another place, before or in place of its own.
  const std::string start = "<w:bookmarkStart w:id=\"990\" " + first + "/><w:bookmarkEnd w:id=\"990\"/>";
  EXPECT_EQ(code(briefing.swap(open + claim, start + open + claim)), "verify.link");
  EXPECT_EQ(code(briefing.swap(first, none).swap("</w:body>", "<w:p>" + start + "</w:p></w:body>")), "verify.link");
  // One that is gone is told, and one behind its own means nothing.
  const auto gone = verified(briefing.swap(first, none).pack());
  ASSERT_TRUE(gone && gone->ok());
  EXPECT_EQ(gone->edited->remarks,
            std::vector<std::string>{"a breadcrumb leads nowhere, since its bookmark is gone: b_note_1"});
  EXPECT_FALSE(is_noticed(briefing.swap("</w:body>", "<w:p>" + start + "</w:p></w:body>")));
}

TEST(EditedNamed, Styles) {
  const auto& briefing = Package::of_briefing();
  const auto styles = [&](std::string_view find, std::string_view put, std::string_view after = "") {
    return is_noticed(briefing.swap(find, put, after, "word/styles.xml"));
  };
  EXPECT_TRUE(styles("</w:styles>",
                     "<w:style w:type=\"paragraph\" w:styleId=\"BodyText\"><w:rPr><w:vanish/></w:rPr></w:style>"
                     "</w:styles>"));
  EXPECT_TRUE(styles("<w:tblPr>", "<w:rPr><w:strike/></w:rPr><w:tblPr>", "w:styleId=\"Ruled\""));
}

}  // namespace
}  // namespace breadcrumb::edited
