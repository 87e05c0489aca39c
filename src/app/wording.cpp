#include "app/wording.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

constexpr std::size_t most_bytes = 4000;    // of one area's words: more is no longer a wording but a chapter
constexpr std::size_t bracket_bytes = 120;  // of a bracket that belongs to the words before it
constexpr std::size_t heading_bytes = 80;   // of a line that may be a heading
constexpr std::size_t narrow_bytes = 50;    // of one that stands directly above a wrapped paragraph
constexpr std::size_t lead_in_bytes = 40;  // of what stands before a subject that opens its sentence ("With regard to")
constexpr std::size_t lead_out_bytes = 60;  // from there to the comma behind it

struct Range {
  std::size_t start = 0, end = 0;
};

// How far the words of an area can go.
struct Reach {
  std::size_t limit = 0;
  bool bounded = false;  // another area's heading begins at the limit
  std::size_t last_item = 0;
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

// Bytes of the number of a list's item ("3. ", "(2) ", "１．", "（二）"); 0 where none stands.
std::size_t number_mark(std::string_view s) {
  std::size_t at = 0;
  const auto open = s.starts_with("(") ? 1U : s.starts_with("（") ? 3U : 0U;
  at += open;
  std::size_t digits = 0;
  while (digits < 3 && at < s.size()) {
    std::size_t next = at;
    const char32_t c = text::next_char(s, next);
    const bool digit =
        text::is_digit(c) || std::u32string_view(U"一二三四五六七八九十").find(c) != std::u32string_view::npos;
    if (!digit) break;
    at = next;
    ++digits;
  }
  if (digits == 0) return 0;
  constexpr std::array<std::string_view, 6> closers = {".", ")", "）", "．", "、", "　"};
  std::size_t length = 0;
  if (!starts_with_any(s.substr(at), closers, &length)) return 0;
  at += length;
  if (length > 1 || open > 0) return at;
  return at < s.size() && is_blank(s[at]) ? at + 1 : 0;  // "3.5 percent" is none
}

// Does the line feed at `at` end a paragraph?
bool ends_paragraph(std::string_view text, std::size_t at, bool plain) {
  if (!plain) return true;
  std::string_view rest = text.substr(at + 1);
  const auto shift = rest.find_first_not_of(" \t");
  if (shift == std::string_view::npos) return true;
  rest.remove_prefix(shift);
  if (rest.starts_with('\n') || starts_with_any(rest, bullets) || (at > 0 && text[at - 1] == '\n')) return true;
  // "held on May\n3. Both sides" is a line that was wrapped.
  const auto before = text::trim(text.substr(0, at));
  constexpr std::array<std::string_view, 9> ended = {".", "!", "?", "。", ":", "：", ";", "；", "、"};
  return number_mark(rest) > 0 && std::ranges::any_of(ended, [&](auto sign) { return before.ends_with(sign); });
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

bool runs_into(const Range& range, const std::vector<Span>& others) {
  return std::ranges::any_of(others, [&](const Span& s) { return s.start < range.end && range.start < s.end; });
}

// Only blanks and the marks of a list between two places.
bool only_marks(std::string_view text, std::size_t from, std::size_t to) {
  if (from > to) return false;
  Range rest = trimmed(text, {from, to});
  if (const auto mark = number_mark(text.substr(rest.start)); mark > 0) rest.start += mark;
  while (rest.start < rest.end && text[rest.start] >= '0' && text[rest.start] <= '9') ++rest.start;
  return rest.start >= rest.end || trimmed(text, rest).start >= rest.end;
}

bool begins_line(std::string_view text, std::size_t at) {
  const auto feed = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return only_marks(text, feed == std::string_view::npos ? 0 : feed + 1, at);
}

bool ends_line(std::string_view text, std::size_t at) {
  const auto rest = text.find_first_not_of(" \t\r", at);
  return rest == std::string_view::npos || text[rest] == '\n';
}

bool ends_with_stop(std::string_view s) {
  s = text::trim(s);
  return std::ranges::any_of(stops, [&](std::string_view stop) { return s.ends_with(stop); });
}

// Where the words begin that a run-in heading labels; 0 when the heading is none. A full stop ends only a label that
// its paragraph begins with: "3. Beef and dairy. The Ministers ..."
std::size_t after_run_in(std::string_view text, const Range& paragraph, const Span& heading) {
  std::size_t at = heading.end;
  for (std::size_t blank = 0; at < paragraph.end && (blank = blank_at(text, at)) > 0;) at += blank;
  std::size_t length = 0;
  const auto rest = text.substr(at, paragraph.end - at);
  if (starts_with_any(rest, separators, &length)) return at + length;
  const bool label = starts_with_any(rest, stops, &length) && only_marks(text, paragraph.start, heading.start);
  return label ? at + length : 0;
}

// A short line without a stop, above one that has one: it heads what follows.
bool is_heading_line(std::string_view text, bool plain, const Range& line, const Reach& reach, bool after_stop) {
  if (line.end - line.start > heading_bytes) return false;
  const auto words = text::trim(text.substr(line.start, line.end - line.start));
  constexpr std::array<std::string_view, 12> going_on = {".", "!",  "?", "。", ":", "：",
                                                         ",", "、", ";", "；", ")", "）"};
  if (std::ranges::any_of(going_on, [&](std::string_view sign) { return words.ends_with(sign); })) return false;
  if (starts_with_any(words, bullets)) return false;
  const auto next = text.find_first_not_of(" \t\r\n", line.end);
  if (next == std::string_view::npos) return false;
  if (next >= reach.limit) return reach.bounded && after_stop;  // it heads the next area too ("Bilateral issues")
  const auto below = text.substr(next, std::min(text.find('\n', next), text.size()) - next);
  // The first line of a wrapped paragraph is longer than its last, and the next goes on in small letters.
  if (plain && std::ranges::count(text.substr(line.end, next - line.end), '\n') < 2)
    return words.size() <= narrow_bytes && below.size() > words.size() && !(below[0] >= 'a' && below[0] <= 'z');
  return ends_with_stop(plain ? text.substr(next, paragraph_at(text, next, plain).end - next) : below);
}

// What a heading heads, block by block: those under it up to `limit`. Where no further heading ends them, only the
// first and those up to the last thing read under it, since nothing shows where the area ends.
std::vector<Range> blocks_under(std::string_view text, bool plain, std::size_t start, const Reach& reach) {
  std::vector<Range> out;
  bool lists = false;       // the block before opens a list
  bool after_stop = false;  // the block before is a sentence
  for (std::size_t at = start; at < reach.limit;) {
    const auto from = text.find_first_not_of(" \t\r\n", at);
    if (from == std::string_view::npos || from >= reach.limit) break;
    const Range whole = paragraph_at(text, from, plain);
    at = std::max(whole.end, from + 1);
    Range block = trimmed(text, {from, std::min(whole.end, reach.limit)});
    if (block.start >= block.end || only_marks(text, block.start, block.end)) continue;
    const auto line = Range{block.start, std::min({text.find('\n', block.start), block.end})};
    const bool within = reach.last_item >= block.end;
    if (!out.empty() && !reach.bounded && !within) break;
    if (!lists && !within && is_heading_line(text, plain, line, reach, after_stop)) break;
    const auto words = text::trim(text.substr(block.start, block.end - block.start));
    const bool opens = words.ends_with(':') || words.ends_with("：");
    // The last block before the next heading, when it opens a list: of what follows.
    const bool last = text.find_first_not_of(" \t\r\n", at) >= reach.limit;
    if (opens && last && reach.bounded && !within) break;
    after_stop = ends_with_stop(words);
    lists = opens || (lists && !after_stop);
    if (block.end - block.start > most_bytes) break;
    out.push_back(block);
  }
  return out;
}

}  // namespace

std::optional<Span> lead_words(std::string_view text, bool plain, const Span& subject,
                               const std::vector<Span>& others) {
  if (subject.end > text.size() || subject.start >= subject.end) return std::nullopt;
  const Range home = paragraph_at(text, subject.start, plain);
  if (subject.end > home.end) return std::nullopt;
  const Range sentence = trimmed(text, sentence_at(text, home, subject.start, subject.end));
  if (sentence.start > subject.start || subject.start - sentence.start > lead_in_bytes) return std::nullopt;
  constexpr std::array<std::string_view, 5> commas = {",", "、", "，", ":", "。"};
  const auto before = text.substr(sentence.start, subject.start - sentence.start);
  if (std::ranges::any_of(commas, [&](std::string_view sign) { return before.find(sign) != std::string_view::npos; }))
    return std::nullopt;
  const auto after = text.substr(subject.end, std::min(sentence.end - subject.end, lead_out_bytes));
  const auto comma = std::min({after.find(','), after.find("、"), after.find("，")});
  if (comma == std::string_view::npos) return std::nullopt;
  Range out{sentence.start, home.end};
  for (const Span& other : others)
    if (other.start < out.end && other.end > sentence.start) {
      // What belongs to another subject begins a sentence of its own, or nothing can be told apart.
      const Range theirs = sentence_at(text, home, std::max(other.start, home.start), std::min(other.end, home.end));
      if (theirs.start <= sentence.start || theirs.start < subject.end) return std::nullopt;
      out.end = std::min(out.end, theirs.start);
    }
  out = trimmed(text, out);
  if (out.end < subject.end || out.end - out.start > most_bytes) return std::nullopt;
  return span_of(text, out.start, out.end);
}

std::vector<Span> area_words(std::string_view text, bool plain, const Span& heading, const std::vector<Span>& items,
                             const Around& around) {
  if (heading.end > text.size() || heading.start >= heading.end) return items;
  std::vector<Span> others = around.headings;
  others.insert(others.end(), around.others.begin(), around.others.end());
  std::vector<Range> ranges;
  const Range home = paragraph_at(text, heading.start, plain);
  const std::size_t label_end = after_run_in(text, home, heading);
  const bool own_line = label_end == 0 && begins_line(text, heading.start) && ends_line(text, heading.end);

  Reach reach;
  reach.limit = text.size();
  for (const Span& next : around.headings)
    if (next.start >= heading.end && next.start < reach.limit) reach.limit = next.start, reach.bounded = true;
  for (const auto* list : {&around.others, &around.ends})
    for (const Span& end : *list) {
      if (end.start < heading.end || end.start >= reach.limit) continue;
      const Range paragraph = paragraph_at(text, end.start, plain);
      const Range sentence = sentence_at(text, paragraph, end.start, std::min(end.end, paragraph.end));
      reach.limit = std::max(heading.end, std::min(end.start, trimmed(text, sentence).start));
      reach.bounded = false;
    }
  for (const Span& item : items)
    if (item.end <= reach.limit) reach.last_item = std::max(reach.last_item, item.end);
  // Headings without words, one under the other, are a list; what stands behind its last one is not that one's.
  const bool listed = items.empty() && std::ranges::any_of(around.headings, [&](const Span& other) {
                        return other.end <= heading.start && begins_line(text, other.start) &&
                               only_marks(text, other.end, heading.start);
                      });
  if (label_end > 0 || (own_line && !listed))
    ranges = blocks_under(text, plain, label_end > 0 ? label_end : heading.end, reach);
  if (label_end == 0 && !own_line)
    if (const auto lead = lead_words(text, plain, heading, others)) ranges.push_back({lead->start, lead->end});

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
    if (!ranges.empty() && range.start <= ranges.back().end && ranges.back().start <= range.start) {
      ranges.back().end = std::max(ranges.back().end, range.end);
      continue;
    }
    ranges.push_back(range);
  }
  std::vector<Span> out;
  for (const Range& range : ranges) out.push_back(span_of(text, range.start, range.end));
  return out;
}

std::optional<Span> sentence_of(std::string_view text, bool plain, const Span& topic, const std::vector<Span>& others) {
  if (topic.end > text.size() || topic.start >= topic.end) return std::nullopt;
  const Range paragraph = paragraph_at(text, topic.start, plain);
  const Range range = trimmed(text, sentence_at(text, paragraph, topic.start, std::min(topic.end, paragraph.end)));
  const bool holds = range.start <= topic.start && topic.end <= range.end;
  if (!holds || range.end - range.start > most_bytes || runs_into(range, others)) return std::nullopt;
  return span_of(text, range.start, range.end);
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
