#include <gtest/gtest.h>

#include "source/codec.h"
#include "source/word_file.h"
#include "source_zip.h"

namespace breadcrumb::source {
namespace {

std::string package(const std::string& body, std::vector<std::pair<std::string, std::string>> more = {}) {
  more.emplace_back("_rels/.rels",
                    "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/>"
                    "</Relationships>");
  more.emplace_back("word/document.xml",
                    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" +
                        body + "</w:body></w:document>");
  return zip(more);
}

std::string run(const std::string& properties, const std::string& words) {
  return "<w:r><w:rPr>" + properties + "</w:rPr><w:t xml:space=\"preserve\">" + words + "</w:t></w:r>";
}

/// The words of a paragraph, each piece with a letter for what is odd about it.
std::string shown(const std::string& body) {
  const auto file = read_word_file(package(body));
  if (!file) return file.error().code;
  std::string out;
  for (const auto& paragraph : file->paragraphs) {
    if (!out.empty()) out += " / ";
    for (const auto& piece : paragraph.pieces) {
      out += "[";
      for (const auto& [on, letter] : {std::pair{piece.hidden, 'h'},
                                       {piece.deleted, 'd'},
                                       {piece.inserted, 'i'},
                                       {piece.struck, 's'},
                                       {piece.raised, 'r'},
                                       {piece.turned, 't'},
                                       {piece.filled, 'f'},
                                       {piece.symbols, 'y'}})
        if (on) out += letter;
      out += ":" + piece.text + "]";
    }
  }
  return out;
}

TEST(WordFile, keeps_what_is_odd_about_words) {
  EXPECT_EQ(shown("<w:p>" + run("", "a ") + run("", "b") + "</w:p>"), "[:a b]");
  EXPECT_EQ(shown("<w:p>" + run("<w:vanish/>", "a") + run("<w:vanish w:val=\"0\"/>", "b") + "</w:p>"), "[h:a][:b]");
  EXPECT_EQ(shown("<w:p>" + run("<w:color w:val=\"FAFAFA\"/>", "a") + run("<w:color w:val=\"auto\"/>", "b") + "</w:p>"),
            "[h:a][:b]");
  EXPECT_EQ(shown("<w:p>" + run("<w:color w:val=\"FFFFFF\"/><w:shd w:fill=\"202020\"/>", "a") + "</w:p>"), "[:a]");
  EXPECT_EQ(shown("<w:p>" + run("<w:sz w:val=\"1\"/>", "a") + run("<w:strike/>", "b") + "</w:p>"), "[h:a][s:b]");
  EXPECT_EQ(shown("<w:p><w:pPr><w:spacing w:line=\"10\" w:lineRule=\"exact\"/></w:pPr>" + run("", "a") + "</w:p>"),
            "[h:a]");
  EXPECT_EQ(shown("<w:p><w:ins>" + run("", "a") + "</w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del></w:p>"),
            "[i:a][d:b]");
  EXPECT_EQ(shown("<w:p><w:bdo>" + run("", "a") + "</w:bdo>" + run("<w:position w:val=\"9\"/>", "b") + "</w:p>"),
            "[t:a][r:b]");
  EXPECT_EQ(shown("<w:p><w:fldSimple w:instr=\" AUTHOR \">" + run("", "a") +
                  "</w:fldSimple><w:fldSimple w:instr=\" PAGE \">" + run("", "9") + "</w:fldSimple></w:p>"),
            "[f:a9\xEF\xBF\xBD]");
  EXPECT_EQ(shown("<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>" + run("", "a") + "</w:p></w:tc><w:tc><w:p>" +
                  run("", "b") + "</w:p></w:tc></w:tr></w:tbl>"),
            "[h:a] / [:b]");
}

TEST(WordFile, refuses_what_cannot_be_read_safely) {
  std::string deep;
  for (int i = 0; i < 600; ++i) deep += "<w:sdt><w:sdtContent>";
  deep += "<w:p/>";
  for (int i = 0; i < 600; ++i) deep += "</w:sdtContent></w:sdt>";
  EXPECT_EQ(shown(deep), "source.too_deep");
  EXPECT_EQ(shown("<w:p>"), "source.damaged");
  EXPECT_EQ(shown("<w:p xmlns:w=\"other\"/>"), "source.unusual_markup");
  EXPECT_EQ(read_word_file(zip({{"word/document.xml", "<a/>"}})).error().code, "source.unknown_format");
  EXPECT_EQ(read_word_file("no archive").error().code, "source.damaged");
  const std::string words(5000, 'a');
  EXPECT_EQ(read_word_file(package("<w:p>" + run("", words) + "</w:p>"), {.max_text = 1000}).error().code,
            "source.too_big");
  EXPECT_EQ(
      read_word_file(package("<w:p/>", {{"word/media.xml", std::string(std::size_t{70} << 20, ' ')}})).error().code,
      "source.bomb");
}

TEST(WordFile, goes_through_the_pipe_and_is_checked) {
  const auto file = read_word_file(package("<w:p>" + run("<w:strike/>", "日本 a") + "</w:p>"));
  ASSERT_TRUE(file);
  const auto bytes = encode(*file);
  const auto same = decode_word_file(bytes);
  ASSERT_TRUE(same);
  EXPECT_EQ(*same, *file);
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) EXPECT_FALSE(decode_word_file(bytes.substr(0, cut)));
  auto broken = bytes;
  broken[broken.find("日")] = '\xff';
  EXPECT_FALSE(decode_word_file(broken));
}

}  // namespace
}  // namespace breadcrumb::source
