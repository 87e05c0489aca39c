// PDFs from the layout that poppler prints: words with their places become lines, lines become paragraphs, and what
// stands on every page's edge becomes furniture.
#include "source/pdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <pugixml.hpp>
#include <set>

#include "base/child.h"
#include "source/formats.h"
#include "source/pdf_lines.h"
#include "source/shape.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

// What pdftoppm ends with when there is no such page.
constexpr int wrong_page = 99;
constexpr std::uint64_t most_image = std::uint64_t{32} << 20;

struct Paragraph {
  std::vector<std::size_t> lines;
  bool furniture = false;
  bool note = false;
};

class PdfReader {
 public:
  PdfReader() = default;

  Result<Draft> read(std::string_view layout) {
    pugi::xml_document xml;
    const auto done = xml.load_buffer(layout.data(), layout.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
    const auto pages = xml.child("html").child("body").child("doc");
    if (!done || !pages)
      return Error{ErrorKind::bad_input, "source.damaged", "no pages could be read from the PDF", ""};
    collect(pages);
    if (lines_.empty())
      return Error{
          ErrorKind::bad_input, "source.no_text",
          fmt::format("the PDF has {} pages and no text in them (a scan?); run it through text recognition first",
                      pages_),
          ""};
    measure();
    mark_running_lines();
    group();
    join_over_pages();
    auto draft = write();
    auto& meta = draft.document.meta;
    const auto head = xml.child("html").child("head");
    const auto title = text::squeeze(text::repair_utf8(head.child("title").text().get()));
    if (!title.empty()) meta.push_back({"title", title});
    for (const auto& entry : head.children("meta")) {
      const std::string_view name = entry.attribute("name").value();
      if (name == "Author") meta.push_back({"author", text::repair_utf8(entry.attribute("content").value())});
      if (name == "CreationDate") meta.push_back({"date", text::repair_utf8(entry.attribute("content").value())});
    }
    for (const int page : blank_pages_)
      draft.document.warnings.push_back(fmt::format("source.page_without_text: page {} has no text", page));
    return draft;
  }

 private:
  void collect(const pugi::xml_node& pages) {
    for (const auto& page : pages.children("page")) {
      ++pages_;
      const auto before = lines_.size();
      const double height = page.attribute("height").as_double();
      for (const auto& flow : page.children("flow")) {
        for (const auto& block : flow.children("block")) {
          bool first = true;
          for (const auto& line : block.children("line")) {
            PdfLine out = line_of(line);
            if (out.words.empty()) continue;
            out.page = pages_;
            out.page_height = height;
            out.first_of_block = first;
            out.block = box_of(block);
            first = false;
            lines_.push_back(std::move(out));
          }
        }
      }
      if (lines_.size() == before && blank_pages_.size() < 100) blank_pages_.push_back(pages_);
    }
  }

  // The height most of the text is set in.
  void measure() {
    std::map<long, std::size_t> heights;
    for (const auto& line : lines_) heights[std::lround(line.box.height() * 2)] += line.words.size();
    std::size_t most = 0;
    for (const auto& [height, bytes] : heights)
      if (bytes > most) most = bytes, body_ = static_cast<double>(height) / 2;
    for (const auto& line : lines_) vocabulary(line.words);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      auto& line = lines_[i];
      line.column_right = line.block.right;
      // Lines are in order of pages; a column is seldom longer than a hundred lines.
      for (std::size_t k = i > 120 ? i - 120 : 0; k < std::min(lines_.size(), i + 120); ++k) {
        const auto& other = lines_[k];
        if (other.page == line.page && std::abs(other.box.left - line.box.left) < 2 * line.box.height() &&
            std::abs(other.box.height() - line.box.height()) < 0.1 * line.box.height())
          line.column_right = std::max(line.column_right, other.box.right);
      }
    }
  }

  // Whole words of the text, for deciding what a hyphen at a line's end was.
  void vocabulary(std::string_view words) {
    std::string word;
    for (std::size_t i = 0; i <= words.size();) {
      const std::size_t from = i;
      const char32_t c = i < words.size() ? text::next_char(words, i) : 0;
      if (i == from) ++i;
      if (text::is_letter(c) || c == '-' || c == U'‐') {
        text::append_utf8(word, c == U'‐' ? U'-' : c);
        continue;
      }
      if (!word.empty() && word.back() != '-') words_.insert(text::fold(word));
      word.clear();
    }
  }

  void mark_running_lines() {
    std::map<std::string, std::set<int>> seen;
    const auto at_edge = [](const PdfLine& line, double share) {
      return line.box.bottom < line.page_height * share || line.box.top > line.page_height * (1 - share);
    };
    for (const auto& line : lines_)
      if (at_edge(line, 0.14)) seen[running_key(line.words)].insert(line.page);
    for (auto& line : lines_) {
      if (!at_edge(line, 0.14)) continue;
      if (is_page_number(line.words) && at_edge(line, 0.11)) line.furniture = true;
      const auto pages = seen[running_key(line.words)].size();
      if (pages >= 2 && (pages >= 3 || pages * 2 >= static_cast<std::size_t>(pages_))) line.furniture = true;
    }
  }

  [[nodiscard]] bool is_note(const PdfLine& line) const {
    return line.box.height() < body_ * 0.9 && line.box.top > line.page_height * 0.5;
  }

  [[nodiscard]] bool begins_paragraph(std::size_t i, const Paragraph& open) const {
    const auto& line = lines_[i];
    const auto& before = lines_[open.lines.back()];
    if (line.page != before.page || line.furniture != before.furniture || line.opens) return true;
    if (!marker_of(line.words).empty() && !is_inside_number(before, line)) return true;
    const double ratio = line.box.height() / std::max(1.0, before.box.height());
    if (ratio > 1.15 || ratio < 0.87) return true;
    const double height = before.box.height();
    // Lines stand a line apart; half a line more is a paragraph's gap.
    const double pitch = line.box.top - before.box.top;
    const double usual =
        open.lines.size() > 1 ? before.box.top - lines_[open.lines[open.lines.size() - 2]].box.top : height * 1.3;
    // A line that had room for the next word was ended on purpose; headings are broken as they please. Inside a block
    // the block tells the width; across blocks, what else begins at the same edge does.
    const double reach = line.first_of_block ? before.column_right : before.block.right;
    if (height <= body_ * 1.12 && reach - before.box.right > line.first_word + height && !ends_hyphen(before.words) &&
        !(is_wide(last_of(before.words)) && columns_of(before.words) > 40))
      return true;
    if (line.first_of_block) {
      // Poppler parts blocks generously; the same column, the same pitch and an unfinished line go on.
      const bool same_column = std::abs(line.block.left - before.block.left) < height;
      if (!same_column || pitch <= 0 || pitch > usual * 1.25) return true;
      return ends_sentence(before.words) || before.box.right < before.column_right - 3 * height;
    }
    if (pitch > usual * 1.4 && pitch > height * 1.25) return true;
    if (pitch < 0) return true;
    const bool short_before =
        before.box.right < before.column_right - 0.12 * (before.column_right - before.block.left) - height;
    if (short_before && ends_sentence(before.words)) return true;
    const bool indented = line.box.left > before.box.left + 0.7 * std::min(height, line.em);
    if (indented && ends_sentence(before.words) && marker_of(lines_[open.lines.front()].words).empty()) return true;
    return false;
  }

  // A line that happens to begin with "2. " because the sentence broke there has a full line before it.
  static bool is_inside_number(const PdfLine& before, const PdfLine& line) {
    const char32_t c = first_of(line.words);
    return text::is_digit(c) && !ends_sentence(before.words) &&
           before.box.right > before.column_right - 3 * before.box.height() &&
           std::abs(before.box.left - line.box.left) < 1;
  }

  void group() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (paragraphs_.empty() || begins_paragraph(i, paragraphs_.back())) {
        paragraphs_.push_back({});
        paragraphs_.back().furniture = lines_[i].furniture;
        paragraphs_.back().note = is_note(lines_[i]) && !lines_[i].furniture;
      }
      paragraphs_.back().lines.push_back(i);
    }
  }

  // A sentence that a page or column end cut goes on in the next paragraph of the body.
  void join_over_pages() {
    for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
      auto& here = paragraphs_[i];
      if (here.furniture || here.note || here.lines.empty()) continue;
      while (true) {
        const auto& last = lines_[here.lines.back()];
        if (ends_sentence(last.words)) break;
        if (const auto below = directly_below(i); below != 0) {
          here.lines.insert(here.lines.end(), paragraphs_[below].lines.begin(), paragraphs_[below].lines.end());
          paragraphs_[below].lines.clear();
          continue;
        }
        const auto next = next_body(i);
        if (next == paragraphs_.size()) break;
        auto& there = paragraphs_[next];
        const auto& first = lines_[there.lines.front()];
        const bool moved = first.page != last.page || first.box.top < last.box.top;
        const bool same = std::abs(first.box.height() - last.box.height()) < 0.1 * last.box.height();
        const char32_t c = first_of(first.words);
        if (!moved || !same || !marker_of(first.words).empty()) break;
        const bool full = last.box.right > last.column_right - 3 * last.box.height();
        if (!is_lower(c) && !(full && (is_wide(c) || text::is_digit(c) || here.lines.size() > 1))) break;
        here.lines.insert(here.lines.end(), there.lines.begin(), there.lines.end());
        there.lines.clear();
      }
    }
  }

  [[nodiscard]] std::size_t next_body(std::size_t i) const {
    ++i;
    while (i < paragraphs_.size() && (paragraphs_[i].furniture || paragraphs_[i].note || paragraphs_[i].lines.empty()))
      ++i;
    return i;
  }

  // Where two columns run side by side, poppler may take a line of each in turn: of the next few paragraphs, the one
  // whose first line stands under the last of this one; 0 when none does.
  [[nodiscard]] std::size_t directly_below(std::size_t i) const {
    const auto& last = lines_[paragraphs_[i].lines.back()];
    std::size_t next = i;
    for (int step = 0; step < 4; ++step) {
      next = next_body(next);
      if (next == paragraphs_.size()) return 0;
      const auto& first = lines_[paragraphs_[next].lines.front()];
      const double pitch = first.box.top - last.box.top;
      if (first.page == last.page && paragraphs_[next].lines.front() != paragraphs_[i].lines.back() + 1 &&
          std::abs(first.box.left - last.box.left) < 2 && pitch > 0 && pitch < last.box.height() * 1.6 &&
          std::abs(first.box.height() - last.box.height()) < 0.5 && marker_of(first.words).empty())
        return next;
    }
    return 0;
  }

  // Appends a line to a paragraph's words: docs/text-rules.md, "Line joins".
  void append(std::string& out, std::string_view next) const {
    if (out.empty()) {
      out = next;
      return;
    }
    const char32_t before = last_of(out), after = first_of(next);
    if (is_wide(before) || is_wide(after)) {
      out += next;
      return;
    }
    const bool hyphen = before == '-' || before == U'‐' || before == 0xAD;
    std::size_t cut = out.size();
    text::previous_char(out, cut);
    if (hyphen && cut > 0 && text::is_letter(last_of(std::string_view(out).substr(0, cut)))) {
      if (before == 0xAD || (is_lower(after) && !keeps_hyphen(std::string_view(out).substr(0, cut), next)))
        out.resize(cut);
      out += next;
      return;
    }
    // "U.S.–" at a line's end goes on without a blank, " –" with one.
    if ((before == U'–' || before == U'—' || before == '/') && cut > 0 && out[cut - 1] != ' ') {
      out += next;
      return;
    }
    out += ' ';
    out += next;
  }

  // A hyphen at a line's end stays when the text writes the compound elsewhere, or both halves as words of their own
  // and never the word in one.
  [[nodiscard]] bool keeps_hyphen(std::string_view head, std::string_view tail) const {
    std::size_t from = head.size();
    while (from > 0) {
      std::size_t k = from;
      const char32_t c = text::previous_char(head, k);
      if (!text::is_letter(c) && c != '-') break;
      from = k;
    }
    std::size_t to = 0;
    while (to < tail.size()) {
      std::size_t k = to;
      const char32_t c = text::next_char(tail, k);
      if (!text::is_letter(c) && c != '-') break;
      to = k;
    }
    const auto left = text::fold(head.substr(from)), right = text::fold(tail.substr(0, to));
    if (words_.contains(left + right)) return false;
    if (words_.contains(left + "-" + right)) return true;
    if (left.find('-') != std::string::npos) return true;
    return words_.contains(left) && left.size() > 2;
  }

  Draft write() {
    Builder builder;
    ListLevels levels;
    const auto title = title_height();
    bool title_done = false;
    for (const auto& paragraph : paragraphs_) {
      if (paragraph.lines.empty()) continue;
      std::string words;
      for (const auto i : paragraph.lines) append(words, lines_[i].words);
      const auto& first = lines_[paragraph.lines.front()];
      const double height = first.box.height();
      Block block;
      block.page = first.page;
      const auto marker = marker_of(words);
      if (paragraph.note) {
        block.kind = BlockKind::note;
        block.marker = marker.text;
      } else if (title > 0 && height >= title - 0.3 && !paragraph.furniture && first.page == 1 && !title_done) {
        block.kind = BlockKind::title;
        title_done = true;
      } else if (height > body_ * 1.12 && words.size() < 400 && !paragraph.furniture) {
        block.kind = BlockKind::heading;
        block.level = height > body_ * 1.5 ? 1 : height > body_ * 1.25 ? 2 : 3;
      } else if (!marker.empty() && !paragraph.furniture) {
        block.kind = BlockKind::list_item;
        block.marker = marker.text;
        block.level = levels.of(marker.text, static_cast<int>(std::lround(first.box.left / 5)));
      } else if (paragraph.lines.size() == 1 && looks_like_heading(words) && !paragraph.furniture &&
                 first.box.right < first.block.left + 400 && columns_of(words) < 90) {
        block.kind = BlockKind::heading;
        block.level = 4;
      }
      builder.open(std::move(block), {.landmark = paragraph.furniture});
      builder.add(words, {});
      builder.close();
    }
    auto draft = builder.finish();
    draft.document.media_type = "application/pdf";
    draft.document.extractor = "pdf/1";
    return draft;
  }

  // The largest type on the first page, when it is larger than the body and not a logo's single word.
  [[nodiscard]] double title_height() const {
    double most = 0;
    for (const auto& paragraph : paragraphs_) {
      if (paragraph.lines.empty() || paragraph.furniture) continue;
      const auto& first = lines_[paragraph.lines.front()];
      if (first.page != 1 || first.box.height() < body_ * 1.12) continue;
      std::size_t bytes = 0;
      for (const auto i : paragraph.lines) bytes += lines_[i].words.size();
      if (bytes >= 15 && bytes < 500) most = std::max(most, first.box.height());
    }
    return most;
  }

  std::vector<PdfLine> lines_;
  std::vector<Paragraph> paragraphs_;
  std::set<std::string> words_;
  std::vector<int> blank_pages_;
  int pages_ = 0;
  double body_ = 0;
};

/// What a program of poppler's prints for the bytes on its standard input.
Result<std::string> poppler(const std::vector<std::string>& argv, std::string_view bytes, const Limits& limits,
                            std::uint64_t most_output) {
  // What was cut off is refused rather than read in part: absence in half a text means nothing.
  const auto tail = bytes.substr(bytes.size() > 4096 ? bytes.size() - 4096 : 0);
  if (tail.find("startxref") == std::string_view::npos && tail.find("%%EOF") == std::string_view::npos)
    return Error{ErrorKind::bad_input, "source.damaged", "the PDF ends early", fmt::format("byte {}", bytes.size())};
  ChildLimits child;
  child.deadline = limits.deadline;
  child.max_output = most_output;
  child.address_space = std::uint64_t{1} << 30;
  child.cpu_seconds = static_cast<std::uint64_t>(limits.deadline.count() / 1000 + 1);
  child.no_files = true;
  child.max_resident = limits.max_resident;
  auto done = run_child(argv, bytes, child);
  if (!done) {
    const auto& code = done.error().code;
    if (code == "child.timeout")
      return Error{ErrorKind::unavailable, "source.timeout", "reading the PDF took too long", ""};
    if (code == "child.not_started")
      return Error{ErrorKind::unavailable, "source.no_pdftotext",
                   "pdftotext is not installed (Debian: apt install poppler-utils poppler-data)", ""};
    return Error{ErrorKind::too_big, "source.too_big", "the PDF takes more memory or gives more than allowed", ""};
  }
  if (done->exit_code == 126)
    return Error{ErrorKind::refused, "source.no_fence", std::string(text::trim(done->err)), ""};
  if (done->exit_code == 127)
    return Error{ErrorKind::unavailable, "source.no_pdftotext",
                 "pdftotext is not installed (Debian: apt install poppler-utils poppler-data)", ""};
  if (done->exit_code == 3)
    return Error{ErrorKind::bad_input, "source.encrypted", "the PDF does not allow its text to be copied", ""};
  if (done->exit_code == wrong_page)
    return Error{ErrorKind::not_found, "source.no_such_page", "the PDF has no such page", ""};
  if (done->exit_code != 0) {
    if (bytes.find("/Encrypt") != std::string_view::npos)
      return Error{ErrorKind::bad_input, "source.encrypted", "the PDF is encrypted; save it without a password first",
                   ""};
    return Error{ErrorKind::bad_input, "source.damaged", "the PDF cannot be read", ""};
  }
  return std::move(done->out);
}

}  // namespace

Result<std::string> pdf_layout(std::string_view bytes, const std::vector<std::string>& program, const Limits& limits) {
  auto argv = program;
  argv.insert(argv.end(), {"-q", "-enc", "UTF-8", "-bbox-layout", "-", "-"});
  return poppler(argv, bytes, limits, limits.max_text * 8);
}

Result<std::string> pdf_page(std::string_view bytes, int page, const std::vector<std::string>& program,
                             const Limits& limits) {
  const auto number = std::to_string(page);
  auto argv = program;
  // The longer side has this many points whatever size the page says it has.
  argv.insert(argv.end(), {"-q", "-png", "-singlefile", "-scale-to", "1600", "-f", number, "-l", number, "-"});
  auto image = poppler(argv, bytes, limits, most_image);
  if (image && !image->starts_with("\x89PNG\r\n\x1a\n"))
    return Error{ErrorKind::not_found, "source.no_such_page", "the PDF gives no image of this page", ""};
  return image;
}

Result<Draft> read_pdf_layout(std::string_view layout, const Limits&) {
  return PdfReader().read(layout);
}

}  // namespace breadcrumb::source
