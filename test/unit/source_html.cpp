#include <gtest/gtest.h>

#include "source_sample.h"

namespace breadcrumb::source {

TEST(SourceHtml, CollapsesBlanksAndKeepsNoBreakSpaces) {
  const auto document = read("<p>Digital\n  Economy&nbsp;&ndash; one&shy;word<script>x()</script></p><p hidden>no</p>");
  EXPECT_EQ(document.text, "Digital Economy\xC2\xA0– oneword");
}

TEST(SourceHtml, WordsThatAreStruckOutOrHiddenByThePagesStyleAreNotRead) {
  const auto document = read(
      "<html><head><style>/* p.note{} */ .gone, p.note { display : none } .tab{display:none} .tab.open{display:block}"
      "@media print{.screen{display:none}} .menu .deep{display:none} .old{text-decoration:line-through}"
      "#draft{visibility:hidden}</style></head><body><p>Aland will <del>cut</del> <s>end</s> <strike>stop</strike> "
      "keep "
      "its <span style='text-decoration: line-through'>old </span>quotas<span class='old'> of 2019</span>.</p>"
      "<p class='x gone'>No</p><p class=note>No</p><div class=note>Div</div><p class=tab>Tab</p>"
      "<p class=screen>Screen</p><p class=deep>Deep</p><p id=draft>No</p><p class=gone style='display:block'>Shown</p>"
      "</body></html>");
  EXPECT_EQ(document.text, "Aland will keep its quotas.\nDiv\nTab\nScreen\nDeep\nShown");
  EXPECT_EQ(
      document.warnings,
      (std::vector<std::string>{"source.struck_out: words that are struck out are not read",
                                "source.hidden_by_style: words that the page's own style sheet hides are not read"}));
}

TEST(SourceHtml, WordsThatNobodySeesAreNotRead) {
  const auto unseen = std::vector<std::string>{
      "source.unseen: words that nobody sees (in the colour of their ground, of no size, off the page) are not read"};
  for (const std::string style :
       {"color:white", "COLOR: rgb(255, 255, 255)", "color:rgba(0,0,0,0)", "color:#fefefe", "color:transparent",
        "font-size:0", "font-size:1px", "font-size:0.05em", "opacity:0", "opacity:.01",
        "position:absolute;left:-9999px", "display:block;text-indent:-9999px", "height:0;overflow:hidden",
        "position:absolute;clip:rect(0 0 0 0)", "clip-path:inset(50%)", "transform:scale(0)", "background:black",
        "background:#fff;color:#fff"}) {
    const auto document = read("<p>Seen <span style='" + style + "'>planted</span></p>");
    EXPECT_EQ(document.text, "Seen") << style;
    EXPECT_EQ(document.warnings, unseen) << style;
  }
  for (const std::string style :
       {"color:red", "color:#333", "background:navy;color:white", "background:url(x.png);color:white", "color:var(--x)",
        "font-size:smaller", "font-size:8px", "opacity:.5", "opacity:0;transition:opacity 1s", "text-indent:-2em",
        "overflow:hidden", "max-width:60ch", "position:absolute;left:0"}) {
    const auto document = read("<p>Seen <span style='" + style + "'>too</span></p>");
    EXPECT_EQ(document.text, "Seen too") << style;
    EXPECT_TRUE(document.warnings.empty()) << style;
  }
}

TEST(SourceHtml, WhatThePageItselfDeclaresTellsTheGround) {
  EXPECT_EQ(read("<style>.ghost{color:#fff}.dark{background:#036}.small{font-size:0}</style><p>a <b class=ghost>b</b> "
                 "<b class=small>c</b></p><p class=dark>d <b class=ghost>e</b></p><table bgcolor=black><tr><td><font "
                 "color=white>f</font></td></tr></table><p><font color=white>g</font></p><div style='color:white'>h "
                 "<span style='color:black'>i</span></div>")
                .text,
            "a\nd e\nf\ni");
}

TEST(SourceHtml, ListsCarryTheirMarkers) {
  EXPECT_EQ(outline(read("<ul><li><b>Labor</b> – a<ol type=a><li>x</li><li>y</ol></li><li><p>b</p></li></ul>")),
            "list1[•] Labor – a\nlist2[a.] x\nlist2[b.] y\nlist1[•] b\n");
}

TEST(SourceHtml, MenusAndFootersAreFurniture) {
  const auto document = read(
      "<!doctype html><html lang=en><head><title>Aland and Borduria Hold Talks | Ministry</title></head><body>"
      "<a href=#m>Skip to main content</a><nav><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></nav>"
      "<h2 class=visually-hidden>Breadcrumb</h2><ol class=crumbs><li><a href=/>Home</a></li></ol>"
      "<main><h1>Aland and Borduria Hold Talks</h1><p>March 4, 2025</p><p>Aland and Borduria held talks on trade. They "
      "spoke about many things, and the sentence goes on so that there is something of some length to be read here by "
      "a "
      "person who wants to know. It does not end before it is long enough.</p><div "
      "class='share-links'>Share</div></main>"
      "<footer>© 2025 Ministry</footer></body></html>");
  EXPECT_EQ(
      outline(document),
      "-paragraph Skip to main content\n-list1[•] Home\n-list1[•] News\n-heading2 Breadcrumb\n-list1[1.] Home\n"
      "title Aland and Borduria Hold Talks\nparagraph March 4, 2025\n"
      "paragraph Aland and Borduria held talks on trade. They spoke about many things, and the sentence goes on so "
      "that there is something of some length to be read here by a person who wants to know. It does not end before "
      "it is long enough.\n-paragraph Share\n-paragraph © 2025 Ministry\n");
}

TEST(SourceHtml, LineBreaksPartListsAndLabels) {
  EXPECT_EQ(outline(read("<p><b>Labor</b><br>They spoke.<br>More.<br><br>Next.<br>• one<br>• two</p>")),
            "paragraph Labor\nparagraph They spoke.\nMore.\nparagraph Next.\nlist1[•] • one\nlist1[•] • two\n");
}

TEST(SourceHtml, JapaneseLineFeedsAndRuby) {
  EXPECT_EQ(read("<p>日本\n側は<ruby>貿易<rp>(</rp><rt>ぼうえき</rt><rp>)</rp></ruby>を</p>").text, "日本側は貿易を");
}

TEST(SourceHtml, RefusesWhatNestsTooDeep) {
  std::string deep = "<html><body>";
  for (int i = 0; i < 100000; ++i) deep += "<div>";
  EXPECT_EQ(code_of(deep), "source.too_deep");
  std::string tricky;
  for (int i = 0; i < 5000; ++i) tricky += "<div><table><td></div>";
  EXPECT_EQ(code_of(tricky), "source.too_deep");
}

TEST(SourceHtml, ManyParagraphsAreNotDeep) {
  std::string flat;
  for (int i = 0; i < 5000; ++i) flat += "<p>one<li>two<br>";
  EXPECT_EQ(code_of(flat), "ok");
}

TEST(SourceHtml, ReadsDeclaredAndUndeclaredEncodings) {
  EXPECT_EQ(read("<meta charset=shift_jis><p>\x93\xfa\x96\x7b</p>").text, "日本");
  EXPECT_EQ(read("<meta charset=iso-8859-1><p>caf\xe9</p>").text, "café");
  EXPECT_EQ(read("<p>caf\xe9</p>", {.content_type = "text/html; charset=windows-1252"}).text, "café");
}

}  // namespace breadcrumb::source
