#include "app/wording.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

constexpr std::size_t most_bytes = 4000;    // of one area's words: more is no longer a wording but a chapter
constexpr std::size_t bracket_bytes = 120;  // of a bracket that belongs to the words before it

struct Range {
  std::size_t start = 0, end = 0;
};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Bytes of the blank that stands at `at`: no-break and ideographic spaces are blanks too; 0 where there is none.
std::size_t blank_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (is_blank(text[at])) return 1;
  const auto rest = text.substr(at);
  return rest.starts_with("\xC2\xA0")                                           ? 2
         : rest.starts_with("\xE3\x80\x80") || rest.starts_with("\xE2\x80\xAF") ? 3
                                                                                : 0;
}

std::size_t blank_before(std::string_view text, std::size_t at) {
  if (at >= 1 && is_blank(text[at - 1])) return 1;
  if (at >= 2 && blank_at(text, at - 2) == 2) return 2;
  return at >= 3 && blank_at(text, at - 3) == 3 ? 3 : 0;
}

bool starts_with_any(std::string_view s, const auto& list, std::size_t* length = nullptr) {
  for (const std::string_view one : list)
    if (s.starts_with(one)) {
      if (length != nullptr) *length = one.size();
      return true;
    }
  return false;
}

constexpr std::array<std::string_view, 9> bullets = {"- ", "* ", "• ", "・", "– ", "— ", "● ", "○ ", "■"};
constexpr std::array<std::string_view, 8> separators = {":", "：", "–", "—", "-", "―", "‐", "－"};
constexpr std::array<std::string_view, 4> stops = {".", "!", "?", "。"};

// Does the line feed at `at` end a paragraph?
bool ends_paragraph(std::string_view text, std::size_t at, bool plain) {
  if (!plain) return true;
  std::string_view rest = text.substr(at + 1);
  const auto shift = rest.find_first_not_of(" \t");
  if (shift == std::string_view::npos) return true;
  rest.remove_prefix(shift);
  return rest.starts_with('\n') || starts_with_any(rest, bullets) || (at > 0 && text[at - 1] == '\n');
}

Range paragraph_at(std::string_view text, std::size_t at, bool plain) {
  Range out{at, at};
  while (out.start > 0 && !(text[out.start - 1] == '\n' && ends_paragraph(text, out.start - 1, plain))) --out.start;
  while (out.end < text.size() && !(text[out.end] == '\n' && ends_paragraph(text, out.end, plain))) ++out.end;
  return out;
}

// A stop that ends a sentence: not that of an abbreviation ("U.S. rice", "No. 3"), a decimal or an initial.
bool ends_sentence(std::string_view text, std::size_t at, std::size_t length) {
  if (length > 1) return true;  // 。
  const std::size_t next = at + length;
  if (next < text.size() && !is_blank(text[next])) {
    // A closing quote or bracket may stand between the stop and the blank.
    const bool closes = text[next] == '"' || text[next] == ')' || text.substr(next).starts_with("”");
    if (!closes) return false;
  }
  if (text[at] != '.') return true;
  std::size_t word = at;
  while (word > 0 && !is_blank(text[word - 1]) && text[word - 1] != '(') --word;
  const auto before = text.substr(word, at - word);
  if (before.size() <= 2 || before.find('.') != std::string_view::npos) {
    // "U.S." may end a sentence too; then a capital that begins one follows, which its own line or nothing shows.
    return text.find_first_not_of(" \t", next) == std::string_view::npos;
  }
  return true;
}

Range sentence_at(std::string_view text, const Range& paragraph, std::size_t start, std::size_t end) {
  Range out = paragraph;
  const auto inside = text.substr(0, paragraph.end);
  for (std::size_t i = paragraph.start; i < paragraph.end;) {
    std::size_t length = 1;
    if (starts_with_any(inside.substr(i), stops, &length) && ends_sentence(inside, i, length)) {
      const std::size_t after = i + length;
      if (after <= start) out.start = after;
      if (after >= end) {
        out.end = after;
        break;
      }
    }
    i += length;
  }
  return out;
}

Range trimmed(std::string_view text, Range range) {
  const auto skip = [&] {
    for (std::size_t blank = 0; range.start < range.end && (blank = blank_at(text, range.start)) > 0;)
      range.start += blank;
  };
  skip();
  std::size_t length = 0;
  if (starts_with_any(text.substr(range.start, range.end - range.start), bullets, &length)) range.start += length;
  skip();
  for (std::size_t blank = 0; range.end > range.start && (blank = blank_before(text, range.end)) > 0;)
    range.end -= blank;
  return range;
}

// Where the words begin that a run-in heading labels; 0 when the heading is none.
std::size_t after_run_in(std::string_view text, const Range& paragraph, const Span& heading) {
  std::size_t at = heading.end;
  for (std::size_t blank = 0; at < paragraph.end && (blank = blank_at(text, at)) > 0;) at += blank;
  std::size_t length = 0;
  if (!starts_with_any(text.substr(at, paragraph.end - at), separators, &length)) return 0;
  return at + length;
}

bool runs_into(const Range& range, const std::vector<Span>& others) {
  return std::ranges::any_of(others, [&](const Span& s) { return s.start < range.end && range.start < s.end; });
}

}  // namespace

std::vector<Span> area_words(std::string_view text, bool plain, const Span& heading, const std::vector<Span>& items,
                             const std::vector<Span>& others) {
  if (heading.end > text.size() || heading.start >= heading.end) return items;
  std::vector<Range> ranges;
  const Range home = paragraph_at(text, heading.start, plain);
  const std::size_t label_end = after_run_in(text, home, heading);
  if (label_end > 0) {
    const Range rest = trimmed(text, {label_end, home.end});
    if (rest.start < rest.end && rest.end - rest.start <= most_bytes && !runs_into(rest, others))
      ranges.push_back(rest);
  }
  const auto line_end = text.find_first_not_of(" \t\r", heading.end);
  const bool own_line = label_end == 0 && (heading.start == 0 || text[heading.start - 1] == '\n') &&
                        (line_end == std::string_view::npos || text[line_end] == '\n');
  for (const Span& item : items) {
    if (item.end > text.size()) return items;
    const auto covers = [&](const Range& r) { return r.start <= item.start && item.end <= r.end; };
    if (std::ranges::any_of(ranges, covers)) continue;
    const Range paragraph = paragraph_at(text, item.start, plain);
    Range range = sentence_at(text, paragraph, item.start, std::min(item.end, paragraph.end));
    if (label_end > 0 && range.start < label_end && label_end <= item.start) range.start = label_end;
    // A heading on a line of its own, in a text whose lines end no paragraph.
    if (own_line && range.start <= heading.start && heading.end <= item.start) range.start = heading.end;
    range = trimmed(text, range);
    const bool holds = range.start <= item.start && item.end <= range.end;
    if (!holds || range.end - range.start > most_bytes || runs_into(range, others)) range = {item.start, item.end};
    if (!ranges.empty() && range.start <= ranges.back().end) {
      ranges.back().end = std::max(ranges.back().end, range.end);
      continue;
    }
    ranges.push_back(range);
  }
  std::vector<Span> out;
  for (const Range& range : ranges) out.push_back(span_of(text, range.start, range.end));
  return out;
}

std::vector<Span> sentences_with(std::string_view text, bool plain, const std::vector<Span>& spans) {
  std::vector<Range> ranges;
  for (const Span& span : spans) {
    if (span.end > text.size()) continue;
    const Range paragraph = paragraph_at(text, span.start, plain);
    ranges.push_back(trimmed(text, sentence_at(text, paragraph, span.start, std::min(span.end, paragraph.end))));
  }
  std::ranges::sort(ranges, {}, &Range::start);
  std::vector<Range> merged;
  for (const Range& range : ranges) {
    const auto between = merged.empty() ? std::string_view()
                                        : text.substr(std::min(merged.back().end, range.start),
                                                      range.start - std::min(merged.back().end, range.start));
    if (!merged.empty() && text::trim(between).empty())
      merged.back().end = std::max(merged.back().end, range.end);
    else
      merged.push_back(range);
  }
  std::vector<Span> out;
  for (const Range& range : merged) out.push_back(span_of(text, range.start, range.end));
  return out;
}

Span with_bracket(std::string_view text, const Span& span) {
  if (span.end >= text.size()) return span;
  std::size_t at = span.end;
  while (at < text.size() && text[at] == ' ') ++at;
  std::string_view close;
  if (text.substr(at).starts_with("("))
    close = ")";
  else if (text.substr(at).starts_with("（"))
    close = "）";
  else
    return span;
  const auto end = text.find(close, at);
  if (end == std::string_view::npos || end - at > bracket_bytes ||
      text.substr(at, end - at).find('\n') != std::string_view::npos)
    return span;
  return span_of(text, span.start, end + close.size());
}

}  // namespace breadcrumb::app
