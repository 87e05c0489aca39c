// What an officer honestly does to a briefing in Word: it holds, and the lists say what was done.
#include "app_edited.h"

#include <algorithm>

#include "app/verify_edited.h"
#include "brief/docx_paragraphs.h"

namespace breadcrumb::edited {
namespace {

using brief::Edited;
using brief::EditedPassage;

const Package& briefing() {
  return Package::of_briefing();
}

/// The lists of an edited file that must hold.
Edited honest(const std::string& name, const Package& package) {
  const auto report = verified(package.pack());
  EXPECT_TRUE(report) << name;
  if (!report || !report->edited) return {};
  for (const auto& failure : report->failures)
    ADD_FAILURE() << name << ": " << failure.code << ": " << failure.sentence << "\n  [" << failure.expected << "]\n  ["
                  << failure.found << "]\n  " << failure.place;
  return *report->edited;
}

std::string texts(const std::vector<EditedPassage>& passages) {
  std::string out;
  for (const auto& passage : passages) out += (out.empty() ? "" : " / ") + passage.text;
  return out;
}

void expect_untouched(const std::string& name, const Edited& edited) {
  EXPECT_EQ(texts(edited.added), "") << name;
  EXPECT_EQ(texts(edited.changed), "") << name;
  EXPECT_EQ(texts(edited.left_out), "") << name;
  EXPECT_EQ(texts(edited.unmarked), "") << name;
  EXPECT_GT(edited.sentences, 100U) << name;
  EXPECT_EQ(edited.held, edited.sentences) << name;
}

/// The paragraphs that the judge expects are those that the writer writes.
TEST(Edited, ExpectsWhatIsWritten) {
  for (const auto profile : {brief::Profile::minister, brief::Profile::delegation, brief::Profile::for_public}) {
    const auto book = brief::fixture::book(profile);
    brief::Runs expected;
    for (const auto& paragraph : brief::docx_paragraphs(book))
      for (const auto& run : paragraph.runs)
        if (!run.text.empty()) expected.push_back(run);
    const auto written = brief::render_with_runs(book, brief::Format::docx).runs;
    ASSERT_LT(expected.size(), written.size());
    for (std::size_t i = 0; i < expected.size(); ++i) ASSERT_EQ(expected[i], written[i]) << expected[i].text;
    // Behind them stand the foot, the two words around the page's number, and the title.
    EXPECT_EQ(written.size() - expected.size(), book.footer.size() + 3);
  }
}

TEST(Edited, PackedAnewItHolds) {
  const auto edited = honest("packed anew", briefing());
  expect_untouched("packed anew", edited);
  EXPECT_TRUE(edited.remarks.empty());
  for (const auto profile : {brief::Profile::minister, brief::Profile::for_public}) {
    const Package other(brief::render(brief::fixture::book(profile), brief::Format::docx));
    EXPECT_EQ(first_code(verified(other.pack())), "ok");
  }
}

TEST(Edited, WhatASavingProgramDoesIsNoChange) {
  const std::string claim = "The dialogue was launched in November 2020.";
  const std::string cut =
      "</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r w:rsidR=\"00A1\" w:rsidRPr=\"00B2\"><w:t "
      "xml:space=\"preserve\">";
  const auto around = [&](const std::string& before, const std::string& behind) {
    const std::string run = "<w:r><w:t xml:space=\"preserve\">" + claim + "</w:t></w:r>";
    return briefing().swap(run, before + run + behind);
  };
  const std::vector<std::pair<const char*, Package>> packages = {
      {"runs cut inside words", briefing().swap(claim, "The dia" + cut + "logue was launch" + cut + "ed in Novem" +
                                                           cut + "ber 2" + cut + "0" + cut + "20.")},
      {"a number cut at its comma", briefing().swap("March 31, 2024", "March 31" + cut + ", 2024")},
      {"every run with the number of a session", briefing().swap_all("<w:r>", "<w:r w:rsidR=\"00C3\">")},
      {"blanks not kept where there are none",
       briefing().swap("<w:t xml:space=\"preserve\">" + claim, "<w:t>" + claim)},
      {"smart tags", around("<w:smartTag w:uri=\"a\" w:element=\"date\"><w:smartTagPr/>", "</w:smartTag>")},
      {"a content control",
       around("<w:sdt><w:sdtPr><w:tag w:val=\"x\"/></w:sdtPr><w:sdtContent>", "</w:sdtContent></w:sdt>")},
      {"custom XML around", around("<w:customXml w:element=\"a\">", "</w:customXml>")},
      {"bookmarks", around("<w:bookmarkStart w:id=\"900\" w:name=\"_GoBack\"/>", "<w:bookmarkEnd w:id=\"900\"/>")},
      {"a spelling mark and a page's end",
       around("<w:proofErr w:type=\"gramStart\"/><w:r><w:lastRenderedPageBreak/></w:r>", "")},
      {"a tracked insertion that was there before", around("<w:ins w:id=\"7\" w:author=\"A\">", "</w:ins>")},
      {"a tracked change of looks",
       briefing().swap("<w:r><w:t xml:space=\"preserve\">" + claim,
                       "<w:r><w:rPr><w:b/><w:rPrChange w:id=\"8\"><w:rPr><w:vanish/></w:rPr>"
                       "</w:rPrChange></w:rPr><w:t xml:space=\"preserve\">" +
                           claim)},
      {"a paragraph in a control",
       briefing().swap(briefing().around("p", claim),
                       "<w:sdt><w:sdtPr/><w:sdtContent>" + briefing().around("p", claim) + "</w:sdtContent></w:sdt>")},
      {"bold, a colour and a larger size",
       briefing().swap("<w:r><w:t xml:space=\"preserve\">" + claim,
                       "<w:r><w:rPr><w:b/><w:color w:val=\"1F4E79\"/><w:sz w:val=\"28\"/>"
                       "<w:highlight w:val=\"yellow\"/></w:rPr><w:t>" +
                           claim)},
      {"soft and firm hyphens and blanks", briefing()
                                               .swap(claim,
                                                     "The dia\u00ADlogue was\u00A0launched in Novem"
                                                     "</w:t><w:softHyphen/><w:t>ber 2020.")
                                               .swap("non-market practices", "non\u2011market practices")},
      {"styles renamed", briefing()
                             .swap_all("\"BodyText\"", "\"Textkrper\"")
                             .swap_all("\"BodyText\"", "\"Textkrper\"", "word/styles.xml")},
      {"no part of ours but the properties",
       briefing()
           .without("customXml/breadcrumbs.xml")
           .swap("customXml\"", "other\"", "rBreadcrumbs", "word/_rels/document.xml.rels")},
      {"no properties but our part", briefing().swap_all("name=\"Breadcrumb ", "name=\"Gone ", "docProps/custom.xml")},
      {"a document of another name",
       briefing()
           .with("word/document2.xml", briefing().part(document))
           .with("word/_rels/document2.xml.rels", briefing().part("word/_rels/document.xml.rels"))
           .without(document)
           .swap("word/document.xml", "word/document2.xml", "", "_rels/.rels")},
  };
  for (const auto& [name, package] : packages) expect_untouched(name, honest(name, package));
}

TEST(Edited, WhatWasAddedIsListed) {
  const auto added = [](const char* name, const Package& package) {
    const auto edited = honest(name, package);
    EXPECT_EQ(texts(edited.changed), "") << name;
    EXPECT_EQ(texts(edited.left_out), "") << name;
    EXPECT_EQ(edited.held, edited.sentences) << name;
    return edited.added;
  };
  const auto behind = [](std::string_view words, const std::string& more) {
    return briefing().swap("</w:p>", "</w:p>" + more, words);
  };
  auto list = added("a paragraph", behind(">Digital Trade<", paragraph("Ask for a date in spring.")));
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].text, "Ask for a date in spring.");
  EXPECT_NE(list[0].place.find("under \""), std::string::npos);
  EXPECT_FALSE(list[0].pretends);
  list = added("an imitated quotation",
               behind(">Digital Trade<",
                      "<w:p><w:r><w:t>New Zealand: “All tariffs will go”</w:t></w:r><w:r><w:rPr><w:vertAlign "
                      "w:val=\"superscript\"/></w:rPr><w:t>7</w:t></w:r></w:p>"));
  ASSERT_EQ(list.size(), 1U);
  EXPECT_TRUE(list[0].pretends);
  EXPECT_EQ(texts(added("a sentence behind a sentence",
                        briefing().swap("</w:p>", "<w:r><w:t xml:space=\"preserve\"> Ask why.</w:t></w:r></w:p>",
                                        "The record holds"))),
            "Ask why.");
  EXPECT_EQ(texts(added("a sentence before a sentence",
                        briefing().swap("<w:r><w:t xml:space=\"preserve\">The dialogue was launched",
                                        "<w:r><w:t xml:space=\"preserve\">For the minister. </w:t></w:r><w:r><w:t "
                                        "xml:space=\"preserve\">The dialogue was launched"))),
            "For the minister.");
  list = added("a tracked paragraph",
               behind(">Digital Trade<", "<w:p><w:ins w:id=\"1\"><w:r><w:t>By hand.</w:t></w:r></w:ins></w:p>"));
  ASSERT_EQ(list.size(), 1U);
  EXPECT_TRUE(list[0].tracked);
  EXPECT_EQ(texts(added("a text box", behind(">Digital Trade<",
                                             "<w:p><w:r><w:pict><v:textbox><w:txbxContent>" + paragraph("In a box.") +
                                                 "</w:txbxContent></v:textbox></w:pict></w:r></w:p>"))),
            "In a box.");
  EXPECT_EQ(texts(added("a head of the page",
                        briefing().related("header1.xml", "header", word_part("hdr", paragraph("Draft"))))),
            "Draft");
  list = added(
      "a footnote",
      briefing()
          .swap("</w:p>", "<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>", "The record holds")
          .related("footnotes.xml", "footnotes",
                   word_part("footnotes", "<w:footnote w:id=\"2\">" + paragraph("See the file.") + "</w:footnote>")));
  EXPECT_EQ(texts(list), "See the file.");
  EXPECT_EQ(list[0].place, "footnote 2");
  EXPECT_EQ(
      texts(added("a row of the officer's",
                  briefing().swap("</w:tr>", "</w:tr><w:tr><w:tc>" + paragraph("Round 6, to come") + "</w:tc></w:tr>",
                                  "29–30 July 2024</w:t>"))),
      "Round 6, to come");
  EXPECT_EQ(texts(added("a column of the officer's",
                        briefing().swap("</w:tc></w:tr>", "</w:tc><w:tc>" + paragraph("checked") + "</w:tc></w:tr>",
                                        "week of 7 February"))),
            "checked");
  list = added("a table of contents",
               behind("Briefing for round 6",
                      "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> TOC \\o "
                      "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>Where the "
                      "dialogue stands 1</w:t></w:r></w:p><w:p><w:r><w:t>What changed since round 4 "
                      "2</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"));
  EXPECT_EQ(list.size(), 2U);
}

TEST(Edited, OfficersWordsAndWhatIsGone) {
  auto edited = honest("a note changed", briefing().swap("keep it short.", "keep it very short, please."));
  ASSERT_EQ(edited.changed.size(), 1U);
  EXPECT_EQ(edited.changed[0].kind, "officer");
  EXPECT_NE(edited.changed[0].text.find("very short"), std::string::npos);
  EXPECT_NE(edited.changed[0].was.find("keep it short."), std::string::npos);
  EXPECT_EQ(edited.held, edited.sentences);

  const auto note = briefing().around("p", "keep it short.");
  edited = honest("a note gone", briefing().swap(note, ""));
  ASSERT_EQ(edited.left_out.size(), 1U);
  EXPECT_NE(edited.left_out[0].text.find("keep it short."), std::string::npos);

  edited =
      honest("a caution gone", briefing().swap(briefing().around("p", "Not mentioned does not mean resolved: "), ""));
  ASSERT_EQ(edited.left_out.size(), 1U);
  EXPECT_EQ(edited.left_out[0].kind, "words");

  const auto quote = briefing().around("p", "reverse supply chains");
  edited = honest("a sourced paragraph gone", briefing().swap(quote, ""));
  ASSERT_EQ(edited.left_out.size(), 1U);
  EXPECT_EQ(edited.left_out[0].kind, "quote");
  EXPECT_NE(edited.left_out[0].place.find("Environment"), std::string::npos) << edited.left_out[0].place;
  EXPECT_EQ(edited.held + 1, edited.sentences);

  const auto& xml = briefing().part(document);
  const auto first = xml.find(briefing().around("p", ">Tasks that follow<")),
             last = xml.find(briefing().around("p", ">Officer's notes<"));
  ASSERT_LT(first, last);
  edited = honest("a section gone, and one of the officer's in its place",
                  briefing().swap(xml.substr(first, last - first), paragraph("See the list that I keep.")));
  EXPECT_GT(edited.left_out.size(), 3U);
  EXPECT_EQ(texts(edited.added), "See the list that I keep.");

  edited = honest("a row gone", briefing().swap(briefing().around("tr", "week of 7 February"), ""));
  EXPECT_EQ(edited.left_out.size(), 1U);

  edited = honest("an officer's words in a row", briefing().swap("Send the seafood statistics", "Send all statistics"));
  EXPECT_EQ(edited.changed.size(), 1U);
}

TEST(Edited, MarksSplitsAndOtherRemarks) {
  const auto mark = "<w:hyperlink w:anchor=\"b_note_3\" w:history=\"1\">";
  const auto& xml = briefing().part(document);
  const auto at = xml.find(mark), end = xml.find("</w:hyperlink>", at) + 14;
  auto edited = honest("a mark deleted", briefing().swap(xml.substr(at, end - at), ""));
  ASSERT_EQ(edited.unmarked.size(), 1U);
  EXPECT_EQ(edited.unmarked[0].text, "3");
  EXPECT_EQ(edited.held, edited.sentences);

  edited = honest("links taken off", briefing()
                                         .swap_all("<w:hyperlink w:anchor=", "<w:smartTag w:anchor=")
                                         .swap_all("</w:hyperlink>", "</w:smartTag>")
                                         .swap_all("<w:hyperlink r:id=", "<w:smartTag r:id="));
  expect_untouched("links taken off", edited);

  edited = honest("a sentence split",
                  briefing().swap("excess capacity and",
                                  "excess capacity</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\"> and"));
  EXPECT_EQ(edited.remarks.size(), 1U);
  EXPECT_EQ(edited.held, edited.sentences);

  edited = honest("paragraphs joined",
                  briefing().swap("</w:p><w:p><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr>",
                                  "<w:r><w:t xml:space=\"preserve\"> </w:t></w:r>", "The record holds"));
  EXPECT_EQ(edited.held, edited.sentences);

  edited = honest("hidden words and a tracked deletion",
                  briefing().swap("</w:p>",
                                  "</w:p><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>All is resolved.</w:t></w:r><w:del "
                                  "w:id=\"1\"><w:r><w:delText>Never mind.</w:delText></w:r></w:del></w:p>",
                                  ">Digital Trade<"));
  ASSERT_EQ(edited.unseen.size(), 2U);
  EXPECT_EQ(edited.unseen[0].kind, "hidden");
  EXPECT_EQ(edited.unseen[1].kind, "deleted");
  EXPECT_TRUE(edited.added.empty());

  edited = honest(
      "a comment, a picture, another foot and title",
      briefing()
          .related("comments.xml", "comments",
                   word_part("comments", "<w:comment w:id=\"4\">" + paragraph("Is this so?") + "</w:comment>"))
          .swap("</w:p>",
                "<w:r><w:drawing><wp:docPr id=\"1\" descr=\"All is resolved\"/><pic:pic/></w:drawing></w:r></w:p>",
                ">Digital Trade<")
          .swap(" of ", " out of ", "", "word/footer1.xml")
          .swap("<dc:title>", "<dc:title>My ", "", "docProps/core.xml"));
  ASSERT_EQ(edited.comments.size(), 1U);
  EXPECT_EQ(edited.comments[0].place, "comment 4");
  EXPECT_EQ(edited.remarks.size(), 3U);
  const auto text = app::edited_text(edited);
  EXPECT_NE(text.find("All is resolved"), std::string::npos) << text;
  EXPECT_NE(text.find("comments (1)"), std::string::npos) << text;
  EXPECT_EQ(app::edited_json(edited)["comments"].items().size(), 1U);
}

}  // namespace
}  // namespace breadcrumb::edited
