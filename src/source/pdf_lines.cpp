#include "source/pdf_lines.h"

#include <algorithm>

#include "source/shape.h"
#include "text/utf8.h"

namespace breadcrumb::source {

Box box_of(const pugi::xml_node& node) {
  return {node.attribute("xMin").as_double(), node.attribute("yMin").as_double(), node.attribute("xMax").as_double(),
          node.attribute("yMax").as_double()};
}

char32_t first_of(std::string_view words) {
  std::size_t at = 0;
  return words.empty() ? 0 : text::next_char(words, at);
}

char32_t last_of(std::string_view words) {
  std::size_t end = words.size();
  return words.empty() ? 0 : text::previous_char(words, end);
}

bool is_wide(char32_t c) {
  return text::is_cjk(c) || (c >= 0x3000 && c <= 0x303F);
}
bool holds_wide(std::string_view words) {
  for (std::size_t i = 0; i < words.size();)
    if (is_wide(text::next_char(words, i))) return true;
  return false;
}
bool is_lower(char32_t c) {
  return text::is_letter(c) && !text::is_upper(c) && !is_wide(c);
}

namespace {

// Some fonts' boxes are much taller than their characters are wide.
double wide_em(const PdfLine& line) {
  const auto columns = static_cast<double>(std::max<std::size_t>(1, columns_of(line.words)));
  return std::min(line.box.height(), 2 * (line.box.right - line.box.left) / columns);
}

// Typesetters put a sliver between Japanese and Latin that is no blank; between two kanji a gap is one.
bool blank_between(char32_t before, char32_t after, double gap, double height) {
  const bool wide_before = is_wide(before), wide_after = is_wide(after);
  if (wide_before && wide_after) return gap > 0.12 * height;
  if (wide_before || wide_after) return gap > 0.21 * height;
  return true;
}

std::string words_of(const pugi::xml_node& line, double height) {
  std::string out;
  double right = 0;
  for (const auto& word : line.children("word")) {
    const auto box = box_of(word);
    const auto words = text::repair_utf8(word.text().get());
    if (words.empty()) continue;
    if (!out.empty() && blank_between(last_of(out), first_of(words), box.left - right, height)) out += ' ';
    out += words;
    right = box.right;
  }
  return out;
}

}  // namespace

bool ends_hyphen(std::string_view words) {
  const char32_t c = last_of(words);
  return c == '-' || c == U'‐' || c == 0xAD;
}

bool is_page_number(std::string_view words) {
  if (words.empty() || words.size() > 24) return false;
  auto key = text::fold(words);
  for (const std::string_view part : {"page", "of", "ページ", "頁", "p."}) {
    for (std::size_t at = 0; (at = key.find(part)) != std::string::npos;) key.erase(at, part.size());
  }
  bool digit = false;
  for (const char c : key) {
    if (c >= '0' && c <= '9')
      digit = true;
    else if (c != ' ' && c != '-' && c != '/' && c != '|' && c != '(' && c != ')')
      return false;
  }
  return digit;
}

std::string running_key(std::string_view words) {
  std::string out;
  for (const char c : text::fold(words)) {
    if (c >= '0' && c <= '9') {
      if (out.empty() || out.back() != '0') out += '0';
    } else {
      out += c;
    }
  }
  return out;
}

PdfLine line_of(const pugi::xml_node& node) {
  PdfLine out;
  out.box = box_of(node);
  const auto raw = words_of(node, out.box.height());
  out.words = std::string(text::trim(raw));
  out.opens = raw.starts_with("\u3000");
  const auto word = box_of(node.child("word"));
  // Japanese breaks after any character, give or take the few that may not begin a line; also in a line that begins
  // with a figure, which poppler takes for one word.
  const bool breaks_anywhere = holds_wide(node.child("word").text().get());
  out.em = breaks_anywhere ? wide_em(out) : out.box.height();
  out.first_word = breaks_anywhere ? 3 * out.box.height() : word.right - word.left;
  if (breaks_anywhere && !is_wide(first_of(out.words)))
    out.first_word = std::min(out.first_word, word.right - word.left);
  return out;
}

}  // namespace breadcrumb::source
