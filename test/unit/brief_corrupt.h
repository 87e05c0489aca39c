// Ways to corrupt a briefing file: by chance, and by a forger's craft with the seal made anew.
//
//   for (const auto& bad : corrupt::by_chance(good, Format::html, 50, 1)) EXPECT_NE(outcome(bad.bytes), "ok") <<
//   bad.name;
#pragma once

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "brief/manifest.h"
#include "brief/opened.h"
#include "brief/zip.h"

namespace breadcrumb::brief::corrupt {

struct Corrupted {
  std::string name, bytes;
};

inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
inline bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Every tenth a single visible digit, the rest of the even ones a visible letter, the others any bit of the file.
inline std::vector<Corrupted> by_chance(const std::string& good, Format format, int count, unsigned seed) {
  const auto opened = open_rendered(good, format);
  EXPECT_TRUE(opened);
  if (!opened) return {};
  std::vector<std::size_t> letters, digits;
  const auto sort_in = [&](std::size_t start, std::size_t end) {
    for (std::size_t i = start; i < end; ++i)
      if (is_digit(good[i]))
        digits.push_back(i);
      else if (is_letter(good[i]))
        letters.push_back(i);
  };
  if (format == Format::json) {
    for (auto at = good.find("\"text\": \""); at != std::string::npos; at = good.find("\"text\": \"", at + 1))
      sort_in(at + 9, good.find('"', at + 9));
  } else {
    const auto& places = opened->visible.places;
    for (std::size_t n = 0; n < places.size(); ++n)
      sort_in(places[n].second, places[n].second +
                                    (n + 1 < places.size() ? places[n + 1].first : opened->visible.words.size()) -
                                    places[n].first);
  }
  EXPECT_GT(letters.size(), 100U);
  EXPECT_GT(digits.size(), 20U);
  std::mt19937 random(seed);
  const auto pick = [&](std::size_t size) { return static_cast<std::size_t>(random()) % size; };
  std::vector<Corrupted> out;
  for (int n = 0; n < count; ++n) {
    std::string bad = good;
    const bool digit = n % 10 == 0, letter = n % 2 == 0;
    const std::size_t at = digit    ? digits[pick(digits.size())]
                           : letter ? letters[pick(letters.size())]
                                    : pick(bad.size());
    char& c = bad[at];
    if (digit)
      c = c == '9' ? '0' : static_cast<char>(c + 1);
    else if (letter)
      c = c == 'x' ? 'y' : 'x';
    else
      c = static_cast<char>(c ^ static_cast<char>(1U << pick(8)));
    out.push_back({std::string(digit ? "digit" : letter ? "letter" : "bit") + " at byte " + std::to_string(at), bad});
  }
  return out;
}

/// The file with a seal that fits its bytes again, as anybody can make it.
inline std::string sealed_again(std::string file, Format format) {
  const std::string before = format == Format::json ? "\"seal\": \"" : "seal sha256:";
  const auto at = file.rfind(before);
  if (at == std::string::npos || file.size() - at - before.size() < 64) return file;
  file.replace(at + before.size(), 64, blank_seal());
  set_seal(file, at + before.size());
  return file;
}

struct Edit {
  const char* name;
  const char* find;  ///< the first one after `after` is replaced
  const char* put;   ///< instead of `find`
  const char* after = "";
  const char* part = "";  ///< of a DOCX; "" the body
};

inline std::vector<Edit> edits(Format format) {
  switch (format) {
    case Format::html:
      return {
          {"generated content", "</style>", ".lede::after{content:\"All is resolved.\"}</style>"},
          {"a rule that hides", "</style>", "section:nth-of-type(2){display:none}</style>"},
          {"a second style sheet", "</head>", "<style>p{color:transparent}</style></head>"},
          {"a script", "</body>", "<script>document.title=''</script></body>"},
          {"a handler", "<body", "<body onload=\"alert(1)\""},
          {"a title attribute", "<p class=\"lede\"", "<p title=\"All is resolved.\" class=\"lede\""},
          {"an inline style", "<p class=\"lede\"", "<p style=\"display:none\" class=\"lede\""},
          {"a hidden run", "<p class=\"lede\">", "<p class=\"lede\"><span hidden>not </span>"},
          {"a comment", "<p class=\"lede\">", "<p class=\"lede\"><!-- resolved -->"},
          {"a comment that a browser ends early", "<p class=\"lede\">",
           "<p class=\"lede\"><!-->All is resolved.<!-- -->"},
          {"a letter as an entity", "The last", "&#84;he last", "<p class=\"lede\">"},
          {"a blank as an entity", " last round", "&nbsp;last round", "<p class=\"lede\">"},
          {"a zero-width space", "last round", "la\u200bst round", "<p class=\"lede\">"},
          {"a bidi override", "last round", "\u202elast round", "<p class=\"lede\">"},
          {"a look-alike letter", "last round", "l\u0430st round", "<p class=\"lede\">"},
          {"a sentence more", "</section>", "<p>All is resolved.</p></section>"},
          {"a picture", "</section>", "<img alt=\"All is resolved.\"></section>"},
          {"a field", "</section>", "<input value=\"All is resolved.\"></section>"},
          {"a noscript", "</section>", "<noscript>All is resolved.</noscript></section>"},
          {"a template", "</section>", "<template>All is resolved.</template></section>"},
          {"a base address", "</head>", "<base href=\"https://elsewhere.example/\"></head>"},
          {"a refresh", "</head>", "<meta http-equiv=\"refresh\" content=\"0;url=https://elsewhere.example/\"></head>"},
          {"a link elsewhere", "href=\"https://", "href=\"https://elsewhere.example/?"},
          {"a fragment elsewhere", "#:~:text=", "#:~:text=not%20"},
          {"a mark moved in a figure", " cx=\"", " cx=\"1"},
          {"insertion as erasure", "<ins>", "<ins class=\"moved\">"},
          {"another language", " lang=\"en\"", " lang=\"fr\""},
          {"another time", "\"composed_at\":\"2", "\"composed_at\":\"3"},
          {"another profile", "\"profile\":\"", "\"profile\":\"x"},
          {"another head", "\"head\":\"", "\"head\":\"0"},
          {"another threshold", "\"margin_below\":", "\"margin_below\":1"},
          {"a key twice", "\"schema\":1", "\"schema\":1,\"schema\":1"},
          {"words behind the end", "<!-- seal", "All is resolved.<!-- seal"}};
    case Format::docx:
      return {
          {"an instruction", "<w:r><w:t", "<w:r><w:instrText>QUOTE resolved</w:instrText></w:r><w:r><w:t"},
          {"a field", "<w:r><w:t", "<w:fldSimple w:instr=\"QUOTE &quot;resolved&quot;\"/><w:r><w:t"},
          {"a field's result", "<w:r><w:t",
           "<w:fldSimple w:instr=\"DATE\"><w:r><w:t>Resolved.</w:t></w:r></w:fldSimple><w:r><w:t"},
          {"hidden words", "<w:r><w:t", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>not </w:t></w:r><w:r><w:t"},
          {"a run made hidden", "<w:r><w:t", "<w:r><w:rPr><w:vanish/></w:rPr><w:t"},
          {"erased words", "<w:r><w:t", "<w:del><w:r><w:delText>Resolved.</w:delText></w:r></w:del><w:r><w:t"},
          {"a sign", "<w:r><w:t", "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r><w:r><w:t"},
          {"a tab", "<w:r><w:t", "<w:r><w:tab/></w:r><w:r><w:t"},
          {"a text box", "<w:r><w:t", "<w:r><w:pict><v:textpath string=\"Resolved\"/></w:pict></w:r><w:r><w:t"},
          {"an alternative text", "<w:r><w:t",
           "<w:r><w:drawing><wp:docPr id=\"9\" descr=\"Resolved\"/></w:drawing></w:r><w:r><w:t"},
          {"a sentence more", "</w:p>", "<w:r><w:t>All is resolved.</w:t></w:r></w:p>"},
          {"a comment", "<w:body>", "<w:body><!-- resolved -->"},
          {"a zero-width space", "last round", "la\u200bst round"},
          {"a footnote's mark", "<w:r><w:t", "<w:r><w:footnoteReference w:id=\"1\"/></w:r><w:r><w:t"},
          {"numbering by style", "</w:style>", "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>", "",
           "word/styles.xml"},
          {"white on white", "</w:style>", "<w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr></w:style>", "",
           "word/styles.xml"},
          {"the foot", "<w:t", "<w:t>Resolved.</w:t><w:t", "", "word/footer1.xml"},
          {"a link elsewhere", "https://", "https://elsewhere.example/?", "Target=\"", "word/_rels/document.xml.rels"},
          {"an author", "</cp:coreProperties>", "<dc:creator>Minister</dc:creator></cp:coreProperties>", "",
           "docProps/core.xml"},
          {"the title", "<dc:title>", "<dc:title>Not ", "", "docProps/core.xml"},
          {"a setting", "</w:settings>", "<w:documentProtection/></w:settings>", "", "word/settings.xml"},
          {"another head", "\"head\":\"", "\"head\":\"0", "", "customXml/breadcrumbs.xml"}};
    case Format::markdown:
      return {{"a comment", "## ", "<!-- All is resolved. -->\n\n## "},
              {"a title of a link", "href=\"#", "title=\"All is resolved.\" href=\"#"},
              {"a link's definition", "## ", "[//]: # (All is resolved.)\n\n## "},
              {"a picture", "## ", "![All is resolved.](x.png)\n\n## "},
              {"a tag's attribute", "<b>", "<b title=\"resolved\">"},
              {"a hidden run", "<b>", "<span hidden>not </span><b>"},
              {"erased words", "The last round", "~~The~~ last round"},
              {"words as code", "The last round", "`The` last round"},
              {"a zero-width space", "last round", "la\u200bst round"},
              {"a bidi override", "last round", "\u202elast round"},
              {"an entity", "last round", "l&#97;st round"},
              {"a blank that parts a word", "last round", "l ast round"},
              {"a line that parts a sentence", "last round", "last\n\nround"},
              {"a heading less", "## ", ""},
              {"a quotation more", "\n- ", "\n> "},
              {"a link elsewhere", "href=\"https://", "href=\"https://elsewhere.example/?"},
              {"a sentence more", "## ", "All is resolved.\n\n## "},
              {"insertion as erasure", "<ins>", "<del>"},
              {"another head", "\"head\":\"", "\"head\":\"0"},
              {"words behind the end", "<!-- seal", "All is resolved.\n<!-- seal"}};
    case Format::json:
      return {
          {"a text twice", "\"text\": \"", "\"text\": \"All is resolved.\", \"text\": \""},
          {"a text twice, the last one wrong", "\"text\": \"Where the dialogue stands\"",
           "\"text\": \"Where the dialogue stands\", \"text\": \"Resolved\""},
          {"a member more", "\"schema\": 1,", "\"schema\": 1, \"remark\": \"All is resolved.\","},
          {"a member more in a run", "\"rests_on\": \"words\",", "\"rests_on\": \"words\", \"display\": \"resolved\","},
          {"a run without ground", "\"blocks\": [",
           "\"blocks\": [ {\"kind\": \"paragraph\", \"text\": \"All is resolved.\"},"},
          {"an escape", "The last round", "\\u0054he last round"},
          {"a zero-width space", "last round", "la\u200bst round"},
          {"a blank in the layout", "{\n", "{ \n"},
          {"another ground", "\"rests_on\": \"computed\"", "\"rests_on\": \"words\""},
          {"another head", "\"head\": \"", "\"head\": \"0"},
          {"a link elsewhere", "\"https://", "\"https://elsewhere.example/?"},
          {"a second section list", "\"sections\": [", "\"sections\": [], \"sections\": ["}};
  }
  return {};
}

/// The edit done, and the seal made anew where `seal`. A DOCX is packed again with right sums.
inline std::string edited(const std::string& good, Format format, const Edit& edit, bool seal) {
  const auto change = [&](std::string s) {
    const auto from = s.find(edit.after);
    const auto at = from == std::string::npos ? from : s.find(edit.find, from);
    if (at == std::string::npos) {
      ADD_FAILURE() << to_text(format) << ": no place for " << edit.name;
      return s;
    }
    return s.replace(at, std::string(edit.find).size(), edit.put);
  };
  std::string bad;
  if (format == Format::docx) {
    const std::string part = *edit.part == 0 ? "word/document.xml" : edit.part;
    std::vector<std::pair<std::string, std::string>> parts;
    const auto opened = read_zip(good);
    for (const auto& each : *opened)
      parts.emplace_back(each.name, each.name == part ? change(std::string(each.bytes)) : std::string(each.bytes));
    bad = write_zip(parts, good.substr(good.rfind("seal sha256:")));
  } else {
    bad = change(good);
  }
  EXPECT_NE(bad, good) << edit.name;
  return seal ? sealed_again(bad, format) : bad;
}

inline std::vector<Corrupted> by_craft(const std::string& good, Format format) {
  std::vector<Corrupted> out;
  for (const auto& edit : edits(format))
    for (const bool seal : {false, true})
      out.push_back({std::string(edit.name) + (seal ? ", sealed again" : ""), edited(good, format, edit, seal)});
  if (format != Format::docx) return out;
  // Parts that a word processor would show and that are not ours.
  const auto opened = read_zip(good);
  for (const char* more : {"word/header1.xml", "word/footnotes.xml", "word/comments.xml", "word/media/image1.png"}) {
    std::vector<std::pair<std::string, std::string>> parts;
    for (const auto& each : *opened) parts.emplace_back(each.name, each.bytes);
    parts.emplace_back(more, "<w:t>All is resolved.</w:t>");
    out.push_back({more, sealed_again(write_zip(parts, good.substr(good.rfind("seal sha256:"))), format)});
  }
  return out;
}

}  // namespace breadcrumb::brief::corrupt
