// Outlook's messages: compound files made by the test, their properties, rich text; and all of them broken.
#include <gtest/gtest.h>

#include "source/compound_file.h"
#include "source/letter.h"
#include "source/rtf.h"
#include "source_compound.h"
#include "source_sample.h"

namespace breadcrumb::source {

namespace {

const std::u16string long_words =
    u"Aland and Borduria held the second round of their Trade Dialogue in Alandtown on 2 March 2026, at length and in "
    u"good spirit. They spoke about labels for wine, about certificates for fish, about the movement of those who work "
    u"in either country, and about what is to be done before the third round, which is to be held next year.";

// 3 March 2026, noon in Greenwich.
constexpr std::uint64_t noon = 134'170'128'000'000'000ULL;

std::vector<CfbNode> message(std::vector<CfbNode> more, std::size_t header = 32) {
  more.push_back(fixed(header, {{0x00390040, noon}, {0x3FFD0003, 932}, {0x3FDE0003, 65001}}));
  more.push_back(property(0x0037001F, utf16(u"Second round of the Trade Dialogue")));
  more.push_back(property(0x0C1A001F, utf16(u"Press Office")));
  more.push_back(property(0x5D01001F, utf16(u"press@trade.al")));
  more.push_back(property(0x0E04001F, utf16(u"desk@ministry.example")));
  return more;
}

/// LZFu of literal bytes alone.
std::string packed(const std::string& rtf) {
  std::string body;
  for (std::size_t i = 0; i < rtf.size(); i += 8) body += '\0' + rtf.substr(i, 8);
  return little(body.size() + 12, 4) + little(rtf.size(), 4) + "LZFu" + little(0, 4) + body;
}

std::string shown(const std::string& rtf) {
  const auto text = rtf_text(rtf);
  return text ? (text->html ? "html " : "") + text->words : text.error().code;
}

}  // namespace

TEST(SourceOutlook, SubjectSenderDateAndPlainBody) {
  const auto bytes = compound(message({property(0x1000001F, utf16(long_words))}));
  EXPECT_EQ(*format_of(bytes, {}), Format::outlook);
  const auto document = read(bytes);
  EXPECT_TRUE(outline(document).starts_with("title Second round of the Trade Dialogue\nparagraph Aland"));
  EXPECT_TRUE(outline(document).ends_with("-note From: Press Office <press@trade.al>\n-note Date: 3 March 2026\n"))
      << outline(document);
  EXPECT_EQ(document.extractor, "msg/1+plain/1");
  // Bytes of the message's code page, and a body too long for a short stream.
  std::string sjis;
  for (int i = 0; i < 1000; ++i) sjis += "\x96\x66\x88\xD5\x82\xCC";
  EXPECT_NE(read(compound(message({property(0x1000001E, sjis)}))).text.find("貿易の貿易の"), std::string::npos);
}

TEST(SourceOutlook, HeadersKnowTheSendersDay) {
  const auto document =
      read(compound(message({property(0x1000001F, utf16(long_words)),
                             property(0x007D001F, utf16(u"From: =?utf-8?Q?Minist=C3=A8re?= <a@b.fr>\r\nTo: "
                                                        u"c@d.jp\r\nDate: Wed, 4 Mar 2026 01:00:00 +0900\r\n"))})));
  EXPECT_TRUE(outline(document).ends_with("-note From: Ministère <a@b.fr>\n-note Date: 4 March 2026\n"))
      << outline(document);
}

TEST(SourceOutlook, HtmlBeforeRichTextBeforePlain) {
  const std::string html = "<h1>Round of the “Pact” held</h1><p>They met.</p>";
  const std::string wrapped =
      "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset128 "
      "MS;}}{\\*\\htmltag64 <h1>}\\htmlrtf {\\b "
      "\\htmlrtf0 Second round of \\f1\\'96\\'66\\'88\\'d5\\f0  \\{x\\}\\htmlrtf }\\par\n\\htmlrtf0 "
      "{\\*\\htmltag72 </h1>}{\\*\\mhtmltag80 <a href=x>}{\\*\\htmltag64 <p>}caf\\'e9 \\u8211? end{\\*\\htmltag72 "
      "</p>}}";
  EXPECT_TRUE(shown(wrapped).starts_with("html <h1>Second round of 貿易 {x}")) << shown(wrapped);
  EXPECT_TRUE(shown(wrapped).ends_with("</h1><p>café – end</p>")) << shown(wrapped);
  const auto plain = property(0x1000001F, utf16(u"Plain words."));
  EXPECT_TRUE(outline(read(compound(message({property(0x10130102, html), plain}))))
                  .starts_with("title Round of the “Pact” held"));
  EXPECT_NE(read(compound(message({property(0x10090102, packed(wrapped)), plain}))).text.find("貿易"),
            std::string::npos);
  EXPECT_NE(read(compound(message({property(0x10090102, packed("{\\rtf1 rich}")), plain}))).text.find("Plain"),
            std::string::npos);
  EXPECT_NE(read(compound(message({property(0x10090102, packed("{\\rtf1 Rich words.\\par}"))}))).text.find("Rich"),
            std::string::npos);
}

TEST(SourceOutlook, RichTextAsLines) {
  struct Case {
    std::string rtf, words;
  };
  for (const auto& [rtf, words] : std::to_array<Case>({
           {"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red1;}One\\par two\\tab three}", "One\ntwo\tthree"},
           {"{\\rtf1 {\\*\\unknown gone}{\\v hidden}{\\info{\\title t}}seen}", "seen"},
           {"{\\rtf1\\uc2 \\u8220\\'81\\'67x\\u-3913 ??}", "“x\xEF\x82\xB7"},
           {"{\\rtf1 \\u55357?\\u56832?}", "😀"},
           {"{\\rtf1 a{\\pict\\bin2 }}}b}", "ab"},
           {"{\\rtf1 }}}} a", " a"},
           {"{\\rtf1 \\'9", "9"},
           {"no rtf", "source.damaged"},
           {"{\\rtf1" + std::string(5000, '{'), "source.too_deep"},
       }))
    EXPECT_EQ(shown(rtf), words) << rtf.substr(0, 80);
}

TEST(SourceOutlook, UnpacksRichText) {
  // The example of MS-OXRTFCP 4.1.1.
  const std::string example(
      "\x2d\x00\x00\x00\x2b\x00\x00\x00\x4c\x5a\x46\x75\xf1\xc5\xc7\xa7\x03\x00\x0a\x00\x72\x63\x70\x67"
      "\x31\x32\x35\x42\x32\x0a\xf3\x20\x68\x65\x6c\x09\x00\x20\x62\x77\x05\xb0\x6c\x64\x7d\x0a\x80\x0f"
      "\xa0",
      49);
  const auto unpacked = unpack_rtf(example, 1000);
  ASSERT_TRUE(unpacked) << unpacked.error().to_text();
  EXPECT_EQ(*unpacked, "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
  EXPECT_EQ(unpack_rtf(example, 10).error().code, "source.bomb");
  EXPECT_EQ(unpack_rtf(example.substr(0, 30), 1000).error().code, "source.damaged");
  EXPECT_EQ(unpack_rtf("abc", 1000).error().code, "source.damaged");
  EXPECT_EQ(unpack_rtf(std::string(40, 'x'), 1000).error().code, "source.damaged");
}

TEST(SourceOutlook, FilesAndMessagesInside) {
  const auto inner = message({property(0x1000001F, utf16(long_words))}, 24);
  const auto document = read(compound(
      message({property(0x1000001F, utf16(u"For the file.")), embedded(0, inner), attached(1, u"議事録.xlsx", "PK")})));
  EXPECT_TRUE(outline(document).starts_with("title Second round of the Trade Dialogue\nparagraph Aland"))
      << outline(document);
  ASSERT_EQ(document.warnings.size(), 1u);
  EXPECT_EQ(document.warnings[0], "source.attachment: the attached file 議事録.xlsx is not read");
  auto words = std::string(long_words.begin(), long_words.end());
  EXPECT_NE(read(compound(message({attached(0, u"round.txt", words)}))).text.find("labels for wine"),
            std::string::npos);
  auto deep = inner;
  for (int i = 0; i < 30; ++i) deep = message({embedded(0, deep)}, 24);
  EXPECT_EQ(code_of(compound(message({embedded(0, deep)}))), "source.too_deep");
}

TEST(SourceOutlook, AnOldOfficeFileKeepsItsError) {
  for (const auto& bytes :
       {compound({{.name = "WordDocument", .bytes = std::string(5000, 'x')}}),
        compound({{.name = "Workbook", .bytes = "x"}}),
        compound({{.name = "ObjectPool", .bytes = {}, .children = message({}), .storage = true}})}) {
    const auto document = extract(bytes, {.file_name = "old.doc"}, rules());
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code, "source.unknown_format");
    EXPECT_NE(document.error().message.find("an old Office file (save it as .docx)"), std::string::npos);
  }
}

TEST(SourceOutlook, RefusesWhatIsMalformed) {
  const auto whole =
      compound(message({property(0x1000001F, utf16(long_words + long_words + long_words + long_words))}));
  const auto directory = std::size_t{512} + 512 * [&] {
    return static_cast<std::size_t>(static_cast<unsigned char>(whole[48])) +
           256U * static_cast<unsigned char>(whole[49]);
  }();
  const auto with = [&](std::size_t at, std::uint64_t value, int size) {
    auto bytes = whole;
    bytes.replace(at, static_cast<std::size_t>(size), little(value, size));
    return bytes;
  };
  struct Case {
    const char* what;
    std::string bytes;
    std::string code;
  };
  for (const auto& [what, bytes, code] : std::to_array<Case>({
           {"whole", whole, "ok"},
           {"sectors of no size", with(30, 40, 2), "source.damaged"},
           {"short sectors of no size", with(32, 60, 2), "source.damaged"},
           {"a table larger than the file", with(44, 0x7FFFFFFF, 4), "source.damaged"},
           {"no table", with(44, 0, 4), "source.damaged"},
           {"a directory outside", with(48, 0x00FFFFFF, 4), "source.damaged"},
           {"no directory", with(48, 0xFFFFFFFE, 4), "source.damaged"},
           {"a table outside", with(76, 0x00FFFFFF, 4), "source.damaged"},
           {"a list of tables in a circle", with(68, 0, 4), "ok"},  // not needed, not looked at
           {"a root that is none", with(directory + 66, 2, 1), "source.damaged"},
           {"a child outside", with(directory + 76, 5000, 4), "source.damaged"},
           {"a root that is its own child", with(directory + 76, 0, 4), "source.damaged"},
           {"siblings in a circle", with(directory + 128 + 72, 1, 4), "source.damaged"},
           {"a stream larger than the file", with(directory + 128 + 120, 0x7FFFFFFF, 4), "source.damaged"},
           {"a stream that begins outside", with(directory + 128 + 116, 0x00FFFFFF, 4), "source.damaged"},
           {"a header alone", whole.substr(0, 512), "source.unknown_format"},
       }))
    EXPECT_EQ(code_of(bytes), code) << what;
}

// Each byte changed, each length cut: an answer or an error, never a crash or a hang.
TEST(SourceOutlook, BearsEveryDamage) {
  const auto whole = compound(message({property(0x10130102, "<p>They met.</p>")}));
  for (std::size_t at = 0; at < whole.size(); at += 7)
    for (const int change : {0xFF, 0x01, 0x80}) {
      auto bytes = whole;
      bytes[at] = static_cast<char>(bytes[at] ^ change);
      (void)code_of(bytes);
    }
  for (std::size_t size = 0; size < whole.size(); size += 61) (void)code_of(whole.substr(0, size));
  // A table whose links all lead back.
  auto circle = whole;
  const auto table = whole.rfind(std::string(16, '\xFF'));
  ASSERT_NE(table, std::string::npos);
  for (std::size_t at = whole.size() - 512; at + 4 <= whole.size(); at += 4) circle.replace(at, 4, little(0, 4));
  EXPECT_EQ(code_of(circle), "source.damaged");
}

}  // namespace breadcrumb::source
