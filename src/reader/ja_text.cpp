#include "reader/ja_text.h"

#include <array>

#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

constexpr std::size_t longest_sentence = 3000;

char32_t folded(char32_t c) {
  if (c == U'，') return U'、';
  if (c >= U'！' && c <= U'～' && c != U'～') c = c - U'！' + U'!';
  switch (c) {
    case U'～':
    case U'〜':
    case U'∼':
    case U'∽':
      return U'~';
    case U'－':
    case U'‐':
    case U'‑':
    case U'–':
    case U'—':
    case U'―':
    case U'−':
      return U'-';
    case U'･':
    case U'‧':
    case U'•':
      return c == U'•' ? c : U'・';
    case U'｢':
      return U'「';
    case U'｣':
      return U'」';
    case U'｡':
      return U'。';
    case U'､':
      return U'、';
    case U'〔':
      return U'[';
    case U'〕':
      return U']';
    default:
      return c;
  }
}

/// A line break that only the width of the page made: the line before it is long and its sentence goes on.
bool is_wrap(std::string_view text, std::size_t line_start, std::size_t at, std::size_t next, std::size_t end) {
  const auto before = text::trim(text.substr(line_start, at - line_start));
  if (before.empty() || length_ja(before) < 26) return false;
  std::size_t i = before.size();
  const char32_t last = text::previous_char(before, i);
  if (last == U'。' || last == U'．') return false;
  std::size_t k = next;
  while (k < end && text::is_space(static_cast<unsigned char>(text[k]))) ++k;
  if (k >= end) return true;
  const char32_t first = text::next_char(text, k);
  static constexpr std::u32string_view marks = U"(（■●○・◆◇□▪①②③④⑤⑥⑦⑧⑨⑩[【－-";
  return marks.find(first) == std::u32string_view::npos;
}

bool is_mark(char32_t c) {
  static constexpr std::u32string_view marks = U"■●○・◆◇□▪▶※◎★☆•‣–-";
  return marks.find(c) != std::u32string_view::npos || (c >= U'①' && c <= U'⑳');
}

/// Digits that belong to the figure before the point; in "1.6月4日から" they begin a date.
bool is_decimal(std::string_view s, std::size_t i) {
  const std::size_t begin = i;
  while (i < s.size() && s[i] >= '0' && s[i] <= '9') ++i;
  return i > begin && !s.substr(i).starts_with("月") && !s.substr(i).starts_with("年") &&
         !s.substr(i).starts_with("日");
}

/// Takes "1 ", "(1), "1.", "ア ", "■ " off the beginning; several in a row are one marker.
void take_marker(JaLine& line) {
  std::string_view s = line.text;
  std::size_t i = 0;
  for (int round = 0; round < 3; ++round) {
    std::size_t k = i;
    while (k < s.size() && s[k] == ' ') ++k;
    std::size_t next = k;
    if (next >= s.size()) break;
    char32_t c = text::next_char(s, next);
    if (is_mark(c)) {
      if (c == U'-' && next < s.size() && s[next] >= '0' && s[next] <= '9') break;
      i = next;
      continue;
    }
    const bool bracket = c == U'(';
    std::size_t d = bracket ? next : k;
    std::size_t digits = d;
    while (digits < s.size() && s[digits] >= '0' && s[digits] <= '9' && digits - d < 2) ++digits;
    bool roman = false;
    if (digits == d) {
      // (ア), (i), ア, 一、
      std::size_t r = d;
      if (r < s.size()) {
        const char32_t e = text::next_char(s, r);
        static constexpr std::u32string_view letters = U"アイウエオカキクケコiabcde一二三四五六七八九十";
        if (letters.find(e) != std::u32string_view::npos &&
            (bracket || (r < s.size() && (s[r] == '.' || s[r] == ' ') && e > 0x3000))) {
          digits = r;
          roman = true;
          while (bracket && digits < s.size() && (s[digits] == 'i' || s[digits] == 'v')) ++digits;
        }
      }
      if (!roman) break;
    }
    std::size_t after = digits;
    if (bracket) {
      if (after >= s.size() || s[after] != ')') break;
      ++after;
    } else if (after < s.size() && s[after] == '.' && !is_decimal(s, after + 1)) {
      ++after;
    } else if (s.substr(after, 3) == "．" || (s.substr(after, 3) == "、" && !roman)) {
      after += 3;
    } else if (after < s.size() && s[after] == ' ') {
      // "1 日程": a number and a blank, unless a unit follows.
    } else {
      break;
    }
    i = after;
  }
  while (i < s.size() && s[i] == ' ') ++i;
  if (i == 0) return;
  line.marker = std::string(text::trim(s.substr(0, i)));
  line.text.erase(0, i);
  line.at.erase(line.at.begin(), line.at.begin() + static_cast<std::ptrdiff_t>(i));
  line.label_end = line.label_end > i ? line.label_end - i : 0;
}

}  // namespace

std::size_t JaLine::to(std::size_t end) const {
  if (end == 0 || at.empty()) return from(0);
  if (end >= text.size()) return at.back();
  // The next character may stand after blanks that were dropped: step from the last character instead.
  std::size_t last = end;
  (void)text::previous_char(text, last);
  const std::size_t width = end - last;
  const std::size_t begin = at[last];
  const std::size_t next = at[end];
  return next - begin > 3 && width <= 3 ? begin + std::max<std::size_t>(width, 1) : next;
}

std::size_t length_ja(std::string_view s) {
  std::size_t n = 0;
  for (const char c : s) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

JaLine fold_ja(std::string_view text, std::size_t start, std::size_t end) {
  JaLine line;
  line.text.reserve(end - start);
  line.at.reserve(end - start + 1);
  char32_t before = 0;
  bool blank = false;
  std::size_t blank_at = start;
  for (std::size_t i = start; i < end;) {
    const std::size_t at = i;
    const char32_t raw = text::next_char(text, i);
    if (raw == U'\u200B' || raw == U'\u00AD' || raw == U'\uFEFF') continue;
    if (text::is_space(raw)) {
      if (!blank) blank_at = at;
      blank = true;
      // A line break inside Japanese text is no blank.
      if (raw == U'\n') {
        std::size_t k = i;
        while (k < end && text::is_space(static_cast<unsigned char>(text[k]))) ++k;
        std::size_t probe = k;
        const char32_t next = k < end ? text::next_char(text, probe) : 0;
        if (text::is_cjk(before) && text::is_cjk(next)) blank = false;
      }
      continue;
    }
    char32_t c = folded(raw);
    if (raw == U',') {
      std::size_t k = i;
      const char32_t next = k < end ? text::next_char(text, k) : 0;
      const bool digits = before >= U'0' && before <= U'9' && text::is_digit(next);
      if (!digits && !text::is_space(next) &&
          (text::is_cjk(before) || text::is_cjk(next) || before == U')' || next == U'(' || text::is_letter(next)))
        c = U'、';
      if (text::is_cjk(before)) c = U'、';
    }
    if (blank && !line.text.empty()) {
      line.text += ' ';
      line.at.push_back(static_cast<std::uint32_t>(blank_at));
    }
    blank = false;
    const std::size_t size = line.text.size();
    text::append_utf8(line.text, c);
    line.at.insert(line.at.end(), line.text.size() - size, static_cast<std::uint32_t>(at));
    before = c;
  }
  std::size_t last = end;
  while (last > start && text::is_space(static_cast<unsigned char>(text[last - 1]))) --last;
  line.at.push_back(static_cast<std::uint32_t>(last));
  return line;
}

std::vector<JaLine> lines_of_ja(const Document& document, std::size_t max_bytes) {
  std::vector<JaLine> out;
  std::size_t total = 0;
  for (std::size_t b = 0; b < document.blocks.size(); ++b) {
    const Block& block = document.blocks[b];
    std::size_t start = block.start;
    bool first = true;
    while (start < block.end) {
      std::size_t end = start;
      while (end < block.end) {
        const auto found = document.text.find('\n', end);
        end = found == std::string::npos || found > block.end ? block.end : found;
        if (end >= block.end || !is_wrap(document.text, start, end, end + 1, block.end)) break;
        ++end;
      }
      if (total >= max_bytes) return out;
      const std::size_t whole = end;
      if (end - start > max_bytes - total) {
        end = start + (max_bytes - total);
        while (end > start && !text::is_boundary(document.text, end)) --end;
      }
      total += whole - start;
      JaLine line = fold_ja(document.text, start, end);
      if (!line.text.empty()) {
        line.block = b;
        line.kind = block.kind;
        line.heading = block.kind == BlockKind::heading || block.kind == BlockKind::title ||
                       (block.bold && length_ja(line.text) < 40);
        line.furniture = block.furniture;
        for (const auto& emphasis : block.emphases)
          if (emphasis.start >= start && emphasis.end < end && emphasis.start < start + 16) {
            std::size_t k = 0;
            while (k < line.text.size() && line.at[k] < emphasis.end) ++k;
            line.label_end = k;
            break;
          }
        take_marker(line);
        if (first && line.marker.empty() && !block.marker.empty()) line.marker = block.marker;
        if (line.label_end > 0 && line.label_end < line.text.size())
          line.label = std::string(text::trim(std::string_view(line.text).substr(0, line.label_end)));
        first = false;
        if (!line.text.empty()) out.push_back(std::move(line));
      }
      start = end + 1;
    }
  }
  return out;
}

std::vector<std::pair<std::size_t, std::size_t>> sentences_of_ja(std::string_view line) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i < line.size();) {
    const char32_t c = text::next_char(line, i);
    if (c == U'(' || c == U'「' || c == U'『') ++depth;
    if ((c == U')' || c == U'」' || c == U'』') && depth > 0) --depth;
    if ((c == U'。' && depth == 0) || i - begin > longest_sentence) {
      out.emplace_back(begin, i);
      begin = i;
      depth = 0;
    }
  }
  if (begin < line.size()) out.emplace_back(begin, line.size());
  for (auto& [from, to] : out)
    while (from < to && line[from] == ' ') ++from;
  std::erase_if(out, [](const auto& range) { return range.first >= range.second; });
  return out;
}

}  // namespace breadcrumb::reader
