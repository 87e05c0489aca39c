// Sourced and computed sentences falsified in an edited Word file, by every craft we could think of: all noticed.
#include "app_edited.h"

namespace breadcrumb::edited {
namespace {

const std::string run_open = "<w:r><w:t xml:space=\"preserve\">", run_close = "</w:t></w:r>";
/// Ends the run, puts something in, and begins it again.
std::string between(const std::string& more) {
  return run_close + more + run_open;
}
std::string styled(const std::string& properties, const std::string& words) {
  return between("<w:r><w:rPr>" + properties + "</w:rPr><w:t xml:space=\"preserve\">" + words + "</w:t></w:r>");
}

struct Swap {
  const char* name;
  std::string find, put;
  std::string after = "";
  const char* code = "verify.changed";
};

void expect_noticed(const std::string& name, const Package& package, std::string_view code) {
  const auto report = verified(package.pack());
  EXPECT_EQ(first_code(report), code) << name;
  if (!report || report->ok()) return;
  const auto& first = report->failures.front();
  EXPECT_FALSE(first.sentence.empty()) << name;
  EXPECT_FALSE(first.expected.empty()) << name;
  EXPECT_FALSE(first.place.empty()) << name;
}

TEST(EditedCorrupt, WordsOfASentence) {
  const std::string market = "non-market practices, excess capacity";
  const std::vector<Swap> swaps = {
      {"a digit of a claim", "29–30 July 2024, in Tokyo", "29–31 July 2024, in Tokyo"},
      {"a count", "The record holds 5 rounds", "The record holds 6 rounds"},
      {"a digit of a quotation", "in the first half of 2025", "in the first half of 2026"},
      {"a day in a table", "16–17 February 2023", "16–18 February 2023"},
      {"a digit with a blank put in", "by March 31, 2024", "by March 3 1, 2024"},
      {"a negation in a quotation", "They discussed " + market, "They did not discuss " + market},
      {"a negation in a claim", "was launched in", "was not launched in"},
      {"words cut from a quotation", ", excess capacity", ""},
      {"the end of a quotation cut", " and planned further ones.", ".",
       "took stock of the engagements of the Task Force"},
      {"a stronger verb", "compared their approaches", "agreed their approaches"},
      {"another name", "Thomas Reid", "Thomas Read"},
      {"another country", "round 4: ", "round 5: ", "Japan, "},
      {"a capital", "in Tokyo.", "in tokyo."},
      {"a letter of another script", "in Tokyo.", "in T\u043ekyo."},
      {"a zero-width blank", "in Tokyo.", "in To\u200bkyo."},
      {"a zero-width joiner", "in Tokyo.", "in To\u200dkyo."},
      {"a mark of direction", "in Tokyo.", "in \u202eTokyo."},
      {"an accent put on", "agreed to keep", "agree\u0301d to keep"},
      {"a word parted", "keep each other informed", "keep each other in formed"},
      {"two words joined", "whole texts in a row", "whole textsin a row"},
      {"a Japanese character", "意見交換を行いました", "意見交換を行いません"},
      {"a number of Japanese days", "12月15日及び16日", "12月15日及び18日"},
      {"an XML comment that parts the words", "was launched in", "was <!-- x -->not launched in"},
      {"raw text", "was launched in", "was <![CDATA[not ]]>launched in"},
      {"the quotation marks gone", "“</w:t></w:r>", "</w:t></w:r>", "They reviewed existing agreements"},
      {"a tracked insertion", "was launched in",
       "was " +
           between("<w:ins w:id=\"1\"><w:r><w:t xml:space=\"preserve\">not "
                   "</w:t></w:r></w:ins>") +
           "launched in"},
      {"a tracked deletion", market,
       "non-market practices" +
           between("<w:del w:id=\"1\"><w:r><w:delText>, excess capacity</w:delText></w:r></w:del>")},
      {"a moved word", market,
       "non-market practices" + between("<w:moveFrom w:id=\"1\"><w:r><w:t>, excess capacity</w:t></w:r></w:moveFrom>")},
      {"a hidden word", market, styled("<w:vanish/>", "non-market") + " practices, excess capacity"},
      {"a white word", market, styled("<w:color w:val=\"FFFFFF\"/>", "non-market") + " practices, excess capacity"},
      {"a word in the colour behind it", market,
       styled("<w:color w:val=\"000000\"/><w:highlight w:val=\"black\"/>", "non-market") +
           " practices, excess capacity"},
      {"a word under a black marker", market,
       styled("<w:highlight w:val=\"black\"/>", "non-market") + " practices, excess capacity"},
      {"a word a point high", market, styled("<w:sz w:val=\"2\"/>", "non-market") + " practices, excess capacity"},
      {"a word of a field's code", market,
       between("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:t>non-market</w:t></w:r><w:r><w:fldChar "
               "w:fldCharType=\"end\"/></w:r>") +
           " practices, excess capacity"},
      {"a sign in a quotation", market,
       "non-market" + between("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FB\"/></w:r>") +
           " practices, excess capacity"},
      {"words above the words", market,
       between("<w:r><w:ruby><w:rt><w:r><w:t>resolved</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>non-market</w:t></w:r>"
               "</w:rubyBase></w:ruby></w:r>") +
           " practices, excess capacity"},
      {"blanks that are not kept", "holds 5 rounds",
       "holds 5 </w:t></w:r><w:r><w:t> 0 </w:t></w:r><w:r><w:t "
       "xml:space=\"preserve\">rounds"},
      {"words before a sentence", "The dialogue was launched",
       "It is not so that the minister said: The dialogue was launched"},
      {"words before, in a run of their own", run_open + "The dialogue was",
       run_open + "It is false that " + run_close + run_open + "The dialogue was"},
      {"words behind a sentence without an end", "</w:t></w:r></w:hyperlink></w:p>",
       "</w:t></w:r></w:hyperlink><w:r><w:t> is resolved.</w:t></w:r></w:p>",
       "“</w:t></w:r><w:r><w:t xml:space=\"preserve\">trade in seafood"},
      {"words between a sentence and its letter", "was launched in November 2020.",
       "was launched in November 2020. It is closed."},
      {"a paragraph put into the middle of a sentence", "The record holds 5 rounds",
       "The record holds</w:t></w:r></w:p>" + paragraph("no more than") + "<w:p><w:r><w:t>5 rounds"},
      {"another number behind a quotation", ">3</w:t>", ">4</w:t>", "trade in seafood"},
      {"the number gone and another there", ">3</w:t></w:r></w:hyperlink>",
       "></w:t></w:r></w:hyperlink><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>12</w:t></w:r>",
       "trade in seafood"},
      {"an empty cell", "week of 7 February 2022", ""},
      {"a claim's words in another cell", "unknown to the texts", "agreed by both sides", ">July 29-30, 2024<"},
  };
  for (const auto& [name, find, put, after, code] : swaps)
    expect_noticed(name, Package::of_briefing().swap(find, put, after), code);
  EXPECT_GE(swaps.size(), 40U);
}

TEST(EditedCorrupt, HowWordsAreShown) {
  const std::string claim = run_open + "The dialogue was launched in November 2020." + run_close;
  const auto shown = [&](const char* name, const std::string& put, const char* code = "verify.look") {
    expect_noticed(name, Package::of_briefing().swap(claim, put), code);
  };
  const auto with = [&](const std::string& properties) {
    return "<w:r><w:rPr>" + properties + "</w:rPr>" + claim.substr(5);
  };
  shown("struck out", with("<w:strike/>"));
  shown("struck twice", with("<w:dstrike/>"));
  shown("right to left", with("<w:rtl/>"));
  shown("an override of direction", "<w:bdo w:val=\"rtl\">" + claim + "</w:bdo>");
  shown("a font of signs", with("<w:rFonts w:ascii=\"Wingdings\" w:hAnsi=\"Wingdings\"/>"));
  shown("the result of a field", "<w:fldSimple w:instr=\" QUOTE &quot;It failed.&quot; \">" + claim + "</w:fldSimple>");
  shown("the result of a field in pieces",
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> IF 1 = 1 x y "
        "</w:instrText></w:r><w:r><w:fldChar "
        "w:fldCharType=\"separate\"/></w:r>" +
            claim + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
  shown("a bound control",
        "<w:sdt><w:sdtPr><w:dataBinding w:xpath=\"/a\"/></w:sdtPr><w:sdtContent>" + claim + "</w:sdtContent></w:sdt>");
  shown("an alternative",
        "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice "
        "Requires=\"w14\">" +
            claim + "</mc:Choice><mc:Fallback><w:r><w:t>It failed.</w:t></w:r></mc:Fallback></mc:AlternateContent>",
        "verify.changed");
  shown("an alternative that nobody chooses",
        "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice "
        "Requires=\"other\">" +
            claim +
            "</mc:Choice><mc:Fallback><w:r><w:t>The dialogue was closed in November 2020.</w:t></w:r></mc:Fallback>"
            "</mc:AlternateContent>",
        "verify.changed");
  const auto& briefing = Package::of_briefing();
  expect_noticed("a paragraph from right to left",
                 briefing.swap("<w:pStyle w:val=\"Quotation\"/>", "<w:pStyle w:val=\"Quotation\"/><w:bidi/>"),
                 "verify.look");
  expect_noticed("a frame",
                 briefing.swap("<w:pStyle w:val=\"Quotation\"/>",
                               "<w:pStyle w:val=\"Quotation\"/><w:framePr w:x=\"100\" w:y=\"9000\"/>"),
                 "verify.look");
  expect_noticed("a floating table", briefing.swap("<w:tblPr>", "<w:tblPr><w:tblpPr w:tblpY=\"9000\"/>"),
                 "verify.heading");
  expect_noticed("erased words shown as if they stood", briefing.swap("<w:strike/>", ""), "verify.look");
  expect_noticed("a style that strikes",
                 briefing.swap("<w:rPr>", "<w:rPr><w:strike/>", "w:styleId=\"Lede\"", "word/styles.xml"),
                 "verify.look");
  expect_noticed("a raised figure",
                 briefing.swap("The record holds 5 rounds",
                               "The record holds " + styled("<w:vertAlign w:val=\"superscript\"/>", "5") + " rounds"),
                 "verify.look");
  expect_noticed("a mark that leads to another note", briefing.swap("b_note_3\"", "b_note_4\"", "trade in seafood"),
                 "verify.link");
  expect_noticed("an address of another place",
                 briefing.swap("https://", "https://elsewhere.example/", "Target=\"", "word/_rels/document.xml.rels"),
                 "verify.link");
}

TEST(EditedCorrupt, PlacesAndHeadings) {
  const auto& briefing = Package::of_briefing();
  const auto quote = [](std::string_view words) { return ">" + std::string(words) + "</w:t>"; };
  const std::string a = quote("trade in seafood"), b = quote("technical barriers to trade");
  expect_noticed("two quotations swapped",
                 briefing
                     .swap("“" + run_close + "<w:r><w:t xml:space=\"preserve\"" + a,
                           "“" + run_close + "<w:r><w:t xml:space=\"preserve\">@</w:t>")
                     .swap("“" + run_close + "<w:r><w:t xml:space=\"preserve\"" + b,
                           "“" + run_close + "<w:r><w:t xml:space=\"preserve\"" + a)
                     .swap(">@</w:t>", b),
                 "verify.changed");
  expect_noticed("two cells swapped",
                 briefing.swap(quote("Wellington"), ">@</w:t>")
                     .swap(quote("Tokyo"), quote("Wellington"), ">@</w:t>")
                     .swap(">@</w:t>", quote("Tokyo")),
                 "verify.changed");
  const auto silent = briefing.around("p", "Not mentioned at round 5; 4 whole texts");
  ASSERT_FALSE(silent.empty());
  expect_noticed("a claim moved under another heading",
                 briefing.swap(silent, "").swap("</w:p>", "</w:p>" + silent, ">Digital Trade<"), "verify.moved");
  expect_noticed("a claim copied under another heading", briefing.swap("</w:p>", "</w:p>" + silent, ">Digital Trade<"),
                 "verify.moved");
  expect_noticed("a quotation replaced by another",
                 briefing.swap("They reviewed existing agreements with third countries.",
                               "Nothing more will ever come of it.", "round 5: "),
                 "verify.changed");
  expect_noticed("a heading changed", briefing.swap(quote("Not mentioned"), quote("Resolved")), "verify.heading");
  expect_noticed("a heading gone", briefing.swap(briefing.around("p", quote("Not mentioned")), ""), "verify.heading");
  expect_noticed("words put behind a heading",
                 briefing.swap(quote("Not mentioned"), quote("Not mentioned, since resolved")), "verify.heading");
  expect_noticed("a column's head", briefing.swap(quote("Next step"), quote("Done by")), "verify.heading");
  expect_noticed("a column's head gone", briefing.swap(briefing.around("tr", quote("Next step")), ""),
                 "verify.heading");
  expect_noticed("a hidden heading",
                 briefing.swap("<w:r><w:t xml:space=\"preserve\"" + quote("Not mentioned"),
                               "<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space=\"preserve\"" + quote("Not mentioned")),
                 "verify.heading");
  expect_noticed("a cell merged away", briefing.swap("</w:tcPr>", "<w:vMerge/></w:tcPr>", quote("Round 2")),
                 "verify.changed");
  expect_noticed(
      "a list's sign that says something",
      briefing
          .related("numbering.xml", "numbering",
                   word_part("numbering",
                             "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt "
                             "w:val=\"bullet\"/><w:lvlText w:val=\"It is false that\"/></w:lvl>"
                             "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId "
                             "w:val=\"1\"/></w:num>"))
          .swap("<w:pStyle w:val=\"BodyText\"/>",
                "<w:pStyle w:val=\"BodyText\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"),
      "verify.changed");
}

TEST(EditedCorrupt, FilesThatReadAsTwo) {
  const auto& briefing = Package::of_briefing();
  const auto code = [](const Package& package) { return first_code(verified(package.pack())); };
  EXPECT_EQ(
      code(briefing.swap("<w:document ",
                         "<w:document xmlns:x=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" ")),
      "verify.unreadable");
  EXPECT_EQ(code(briefing.swap("2006/main", "2006/other")), "verify.unreadable");
  EXPECT_EQ(code(briefing.swap("encoding=\"UTF-8\"", "encoding=\"UTF-7\"")), "verify.unreadable");
  EXPECT_EQ(code(briefing.swap("<w:document ", "<!DOCTYPE w:document><w:document ")), "verify.unreadable");
  // Another part is the document, and ours lies beside it for show.
  const auto other = briefing.with("word/document2.xml", briefing.swap("in Tokyo.", "in Kyoto.").part(document))
                         .with("word/_rels/document2.xml.rels", briefing.part("word/_rels/document.xml.rels"))
                         .swap("word/document.xml", "word/document2.xml", "", "_rels/.rels");
  EXPECT_EQ(code(other), "verify.changed");
  std::string twice =
      brief::write_zip({{"word/document.xml", briefing.part(document)}, {"word/document.xml", "<a/>"}}, "");
  EXPECT_EQ(first_code(verified(twice)), "verify.unreadable");
  EXPECT_EQ(first_code(verified(briefing.pack().substr(0, 20000))), "verify.unreadable");
}

TEST(EditedCorrupt, AlmostNothingIsLeft) {
  const auto& briefing = Package::of_briefing();
  const auto& xml = briefing.part(document);
  const auto first = xml.find("<w:body>") + 8, last = xml.find("<w:sectPr>");
  const auto body = [&](const std::string& words) {
    return first_code(verified(briefing.swap(xml.substr(first, last - first), paragraph(words)).pack()));
  };
  EXPECT_EQ(body("A letter to a friend."), "verify.another");
  std::string endless;
  for (int n = 0; n < 60000; ++n) endless += "the two sides ";
  EXPECT_EQ(body(endless), "verify.rewritten");
}

TEST(EditedCorrupt, AnotherBriefingsName) {
  const auto& briefing = Package::of_briefing();
  const auto said = [&](std::string_view find, std::string_view put) {
    return first_code(verified(briefing.swap(find, put, "", "docProps/custom.xml").pack()));
  };
  EXPECT_EQ(said("412", "411"), "verify.meta");
  EXPECT_EQ(said("delegation", "minister"), "verify.changed");
  EXPECT_EQ(said("delegation", "ministry"), "verify.meta");
  EXPECT_EQ(said("Breadcrumb 1\"><vt:lpwstr>", "Breadcrumb 1\"><vt:lpwstr>x"), "verify.unnamed");
  const auto lost = briefing.without("docProps/custom.xml")
                        .without("customXml/breadcrumbs.xml")
                        .swap("Target=\"docProps/custom.xml\"", "Target=\"docProps/gone.xml\" TargetMode=\"External\"",
                              "", "_rels/.rels");
  EXPECT_EQ(first_code(verified(lost.pack())), "verify.unnamed");
  const auto original = brief::render(brief::fixture::book(), brief::Format::docx);
  const auto told = brief::said_by(original);
  ASSERT_TRUE(told);
  EXPECT_EQ(first_code(verified(lost.pack(), *told)), "ok");
  EXPECT_EQ(first_code(verified(lost.swap("in Tokyo.", "in Kyoto.").pack(), *told)), "verify.changed");
  EXPECT_EQ(brief::said_by(lost.pack()).error().code, "verify.not_a_briefing");
}

}  // namespace
}  // namespace breadcrumb::edited
