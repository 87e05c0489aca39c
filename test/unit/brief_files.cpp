// The rendered files by their insides: the DOCX part by part, the Markdown as a golden file.
#include <gtest/gtest.h>

#include <cstdlib>

#include "brief/opened.h"
#include "brief/zip.h"
#include "brief_fixture.h"

namespace breadcrumb::brief {
namespace {

std::string part(std::string_view file, std::string_view name) {
  const auto parts = read_zip(file);
  if (!parts) return "";
  for (const auto& one : *parts)
    if (one.name == name) return std::string(one.bytes);
  return "";
}

TEST(BriefDocx, HasRealStylesNumbersAndJapaneseFonts) {
  const std::string file = render(fixture::book(), Format::docx);
  const std::string styles = part(file, "word/styles.xml"), body = part(file, "word/document.xml"),
                    foot = part(file, "word/footer1.xml"), fonts = part(file, "word/fontTable.xml");
  for (const char* heading : {"Heading1", "Heading2", "Heading3"}) {
    const auto at = styles.find("w:styleId=\"" + std::string(heading) + "\"");
    ASSERT_NE(at, std::string::npos);
    EXPECT_LT(styles.find("<w:keepNext/>", at), styles.find("</w:style>", at)) << heading;
    EXPECT_NE(body.find("<w:pStyle w:val=\"" + std::string(heading) + "\"/>"), std::string::npos) << heading;
  }
  EXPECT_NE(foot.find("PAGE"), std::string::npos);
  EXPECT_NE(foot.find("NUMPAGES"), std::string::npos);
  EXPECT_NE(styles.find("w:eastAsia=\"Yu Mincho\""), std::string::npos);
  EXPECT_NE(fonts.find("MS Mincho, Noto Serif CJK JP"), std::string::npos);
  EXPECT_NE(body.find("<w:lang w:val=\"ja\" w:eastAsia=\"ja\"/>"), std::string::npos);
}

TEST(BriefMarkdown, IsTheGoldenFile) {
  // Rewrite with BC_REBASELINE=1 after looking at the difference.
  const std::string path = std::string(BC_ROOT) + "/test/cases/brief/minister.md";
  const std::string now = render(fixture::book(Profile::minister), Format::markdown);
  if (std::getenv("BC_REBASELINE") != nullptr) {
    ASSERT_TRUE(write_file(path, now));
  }
  const auto golden = read_file(path, 1 << 22);
  ASSERT_TRUE(golden);
  // The words alone: the manifest below them holds the fingerprint of the words file and is checked by `verify`.
  const auto head = [](std::string_view s) { return s.substr(0, s.find("<!-- breadcrumbs ")); };
  EXPECT_EQ(head(now), head(*golden));
}

TEST(BriefMarkdown, AddressesAndFormulasStayWords) {
  auto f = fixture::make();
  f.view.dialogue.name = "See http://evil.example and www.evil.example, at $x^2$: ok";
  const auto book = compose(f.view, f.texts, fixture::words(), fixture::request());
  ASSERT_TRUE(book);
  const std::string markdown = render(*book, Format::markdown);
  EXPECT_NE(markdown.find("# See http\\://evil.example and www\\.evil.example, at \\$x^2\\$: ok"), std::string::npos);
}

TEST(BriefHtml, IsSelfContained) {
  const std::string html = render(fixture::book(), Format::html);
  for (const char* outside : {"<link", " src=", "@import", "url(", "<iframe", "<script>", "onclick", "javascript:"})
    EXPECT_EQ(html.find(outside), std::string::npos) << outside;
  EXPECT_NE(html.find("lang=\"ja\""), std::string::npos);
  EXPECT_NE(html.find("&lt;import&gt; licence &amp; its fee"), std::string::npos);
}

TEST(BriefZip, ReadsWhatItWroteAndRefusesTheRest) {
  const std::string file = write_zip({{"a", "one"}, {"b/c", ""}}, "comment");
  const auto parts = read_zip(file);
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 2U);
  EXPECT_EQ((*parts)[0].bytes, "one");
  for (std::size_t cut = 0; cut < 36; ++cut) (void)read_zip(file.substr(0, cut)).has_value();
  std::string bad = file;
  bad[32] ^= 1;
  EXPECT_FALSE(read_zip(bad));
}

}  // namespace
}  // namespace breadcrumb::brief
