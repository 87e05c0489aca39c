// The Word form as an office sees it: LibreOffice turns it into a PDF, and the PDF is read.

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/child.h"
#include "brief/zip.h"
#include "brief_fixture_entries.h"
#include "text/utf8.h"

namespace breadcrumb::brief {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    auto name = (fs::temp_directory_path() / "breadcrumb-docx-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code code;
    if (!path_.empty()) fs::remove_all(path_, code);
  }
  [[nodiscard]] std::string at(std::string_view name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

using Lines = std::vector<std::string>;

Lines split(std::string_view text, char by) {
  Lines out;
  for (std::size_t start = 0; start <= text.size();) {
    const auto end = std::min(text.find(by, start), text.size());
    out.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return out;
}

/// Letters, digits and signs alone, folded: line breaks, the blanks of justified lines and capitals of a style are
/// layout.
std::string without_blanks(std::string_view words) {
  std::string out;
  const auto s = text::fold(words);
  for (std::size_t i = 0; i < s.size();) {
    const char32_t c = text::next_char(s, i);
    if (!text::is_space(c) && c != 0xAD) text::append_utf8(out, c);
  }
  return out;
}

std::string words_of(const Runs& runs) {
  std::string words;
  for (const auto& run : runs) words += run.text;
  return without_blanks(words);
}

std::string without_digits(std::string_view s) {
  std::string out;
  for (const char c : s)
    if (c < '0' || c > '9') out += c;
  return out;
}

/// The PDF's pages as lines, running heads and page numbers apart.
struct Pages {
  std::vector<Lines> content;
  std::vector<Lines> running;
};

Pages pages_of(std::string_view pdf_text) {
  std::vector<Lines> pages;
  for (const auto& page : split(pdf_text, '\f')) {
    Lines lines;
    for (auto& line : split(page, '\n'))
      if (!text::trim(line).empty()) lines.push_back(line);
    if (!lines.empty()) pages.push_back(lines);
  }
  // What stands, but for its digits, on nearly every page is furniture of the page.
  std::map<std::string, std::size_t> on_pages;
  for (const auto& page : pages) {
    std::set<std::string> once;
    for (const auto& line : page) once.insert(without_digits(line));
    for (const auto& line : once) ++on_pages[line];
  }
  Pages out;
  for (const auto& page : pages) {
    Lines content, running;
    for (const auto& line : page)
      (on_pages[without_digits(line)] + 1 >= pages.size() && pages.size() > 2 ? running : content).push_back(line);
    out.content.push_back(content);
    out.running.push_back(running);
  }
  return out;
}

/// A book in Word's form and what LibreOffice makes of it, once for each language.
struct Made {
  std::unique_ptr<Folder> folder = std::make_unique<Folder>();
  Book book;
  Rendered rendered;
  Pages pages;
};

Book book_in(const std::string& language) {
  const auto f = fixture::with_entries();
  return compose(f.view, f.texts, fixture::words(language), fixture::request()).value();
}

class BriefDocxPdf : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    auto& made = made_[GetParam()];
    if (made == nullptr) {
      made = std::make_unique<Made>();
      make(*made);
    }
    folder_ = made->folder.get();
    book_ = &made->book;
    rendered_ = made->rendered;
    pages_ = made->pages;
  }
  static void TearDownTestSuite() { made_.clear(); }

  static void make(Made& made) {
    const auto* folder = made.folder.get();
    made.book = book_in(GetParam());
    made.rendered = render_with_runs(made.book, Format::docx);
    ASSERT_TRUE(write_file(folder->at("briefing.docx"), made.rendered.bytes));
    const auto office = run_child({"soffice", "-env:UserInstallation=file://" + folder->at("profile"), "--headless",
                                   "--convert-to", "pdf", "--outdir", folder->at(""), folder->at("briefing.docx")},
                                  "", {.deadline = std::chrono::seconds(120)});
    ASSERT_TRUE(office) << office.error().to_text();
    ASSERT_TRUE(fs::exists(folder->at("briefing.pdf"))) << office->out << office->err;
    const auto text = run_child({"pdftotext", "-raw", "-enc", "UTF-8", folder->at("briefing.pdf"), "-"}, "", {});
    ASSERT_TRUE(text) << text.error().to_text();
    made.pages = pages_of(text->out);
  }

  [[nodiscard]] std::string part(std::string_view name) const {
    const auto parts = read_zip(rendered_.bytes);
    EXPECT_TRUE(parts);
    for (const auto& each : *parts)
      if (each.name == name) return std::string(each.bytes);
    ADD_FAILURE() << "no part " << name;
    return "";
  }

  static inline std::map<std::string, std::unique_ptr<Made>> made_;
  const Folder* folder_ = nullptr;
  const Book* book_ = nullptr;
  Rendered rendered_;
  Pages pages_;
};

INSTANTIATE_TEST_SUITE_P(Languages, BriefDocxPdf, testing::Values("en", "ja"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(BriefDocxPdf, holds_every_sentence_in_order) {
  std::string text;
  for (const auto& page : pages_.content)
    for (const auto& line : page) text += without_blanks(line);
  std::string beside;
  for (const auto& page : pages_.running)
    for (const auto& line : page) beside += without_blanks(line);
  beside += without_blanks(part("docProps/core.xml"));  // the title that a file manager shows
  std::size_t at = 0, found = 0;
  for (const auto& run : rendered_.runs) {
    const auto words = without_blanks(run.text);
    if (words.size() < 12) continue;  // marks and numbers stand everywhere
    const auto next = text.find(words, at);
    if (next == std::string::npos && beside.find(words) != std::string::npos) continue;
    ASSERT_NE(next, std::string::npos) << "not in the PDF, or out of order: " << run.text
                                       << "\nafter: " << text.substr(at, 200);
    at = next + words.size();
    ++found;
  }
  EXPECT_GT(found, 100u);
}

TEST_P(BriefDocxPdf, has_headings_that_are_headings) {
  // Every heading of the book is a paragraph of the heading style of its level, and no other paragraph is.
  std::vector<std::pair<int, std::string>> ours, theirs;
  for (const auto& section : book_->sections) {
    ours.emplace_back(1, words_of(section.title));
    for (const auto& block : section.blocks) {
      if (block.kind == BlockKind::heading) ours.emplace_back(block.level, words_of(block.runs));
      if (block.kind == BlockKind::figure) ours.emplace_back(2, without_blanks(block.figure.title.text));
    }
  }
  const auto document = part("word/document.xml");
  for (auto at = document.find("<w:p>"); at != std::string::npos; at = document.find("<w:p>", at + 1)) {
    const auto paragraph = document.substr(at, document.find("</w:p>", at) - at);
    const auto style = paragraph.find("<w:pStyle w:val=\"Heading");
    if (style == std::string::npos) continue;
    std::string text;
    for (auto t = paragraph.find("<w:t"); t != std::string::npos; t = paragraph.find("<w:t", t + 1)) {
      if (paragraph[t + 4] != '>' && paragraph[t + 4] != ' ') continue;
      const auto from = paragraph.find('>', t) + 1;
      text += paragraph.substr(from, paragraph.find('<', from) - from);
    }
    theirs.emplace_back(paragraph[style + 24] - '0', without_blanks(text));
  }
  EXPECT_EQ(theirs, ours);
  const auto styles = part("word/styles.xml");
  for (const char level : {'1', '2', '3'}) {
    const auto at = styles.find(std::string("w:styleId=\"Heading") + level + "\"");
    ASSERT_NE(at, std::string::npos) << level;
    const auto style = styles.substr(at, styles.find("</w:style>", at) - at);
    EXPECT_NE(style.find("<w:name w:val=\"heading "), std::string::npos) << style;
    EXPECT_NE(style.find("<w:keepNext/>"), std::string::npos) << style;
    EXPECT_NE(style.find("<w:outlineLvl w:val=\""), std::string::npos) << style;
  }
}

TEST_P(BriefDocxPdf, numbers_its_pages) {
  ASSERT_GT(pages_.running.size(), 2u);
  for (std::size_t i = 1; i < pages_.running.size(); ++i) {
    const auto number = std::to_string(i + 1);
    const auto& running = pages_.running[i];
    EXPECT_TRUE(std::any_of(running.begin(), running.end(),
                            [&](const std::string& line) { return line.find(number) != std::string::npos; }))
        << "page " << number;
  }
}

TEST_P(BriefDocxPdf, ends_no_page_with_a_heading) {
  std::vector<std::string> headings;
  for (const auto& section : book_->sections) {
    headings.push_back(words_of(section.title));
    for (const auto& block : section.blocks)
      if (block.kind == BlockKind::heading) headings.push_back(words_of(block.runs));
  }
  ASSERT_GT(headings.size(), 10u);
  for (std::size_t i = 0; i < pages_.content.size(); ++i) {
    if (pages_.content[i].empty()) continue;
    // A long heading breaks into lines, and its raised mark may stand apart: the page's last line may be its end.
    const auto last = without_blanks(pages_.content[i].back());
    for (const auto& heading : headings)
      EXPECT_FALSE(last.size() > 3 && (heading == last || heading.ends_with(last) || heading.starts_with(last)))
          << "page " << i + 1 << " ends with: " << pages_.content[i].back();
  }
}

TEST_P(BriefDocxPdf, names_japanese_fonts_and_shows_japanese) {
  EXPECT_NE(part("word/styles.xml").find("w:eastAsia=\""), std::string::npos);
  const auto fonts = run_child({"pdffonts", folder_->at("briefing.pdf")}, "", {});
  ASSERT_TRUE(fonts);
  EXPECT_NE(fonts->out.find("CJK"), std::string::npos) << fonts->out;
}

}  // namespace
}  // namespace breadcrumb::brief
