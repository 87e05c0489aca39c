// Plain text: the words stay as they stand; blocks are laid over the lines. Lines that were broken by a fixed width are
// one block; lists, headings and menus are told by their markers and their shape.
#include <algorithm>
#include <optional>

#include "source/formats.h"
#include "source/shape.h"
#include "text/encoding.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

struct Line {
  std::size_t start = 0, end = 0;  // of the words, blanks at both ends aside
  int indent = 0;                  // columns before the words
  int width = 0;                   // columns of the words; CJK characters take two
  int first_word = 0;              // columns of the first word
  Marker marker;
  std::size_t origin = 0;
  [[nodiscard]] bool blank() const { return start == end; }
};

// LF line ends, no characters that no text keeps. `origins` gets the original byte of every line.
std::string clean(std::string_view in, std::size_t offset, std::vector<std::size_t>& origins) {
  std::string out;
  out.reserve(in.size());
  origins.push_back(offset);
  for (std::size_t i = 0; i < in.size();) {
    const char32_t c = text::next_char(in, i);
    if (c == '\r' && i < in.size() && in[i] == '\n') continue;
    if (c == '\r' || c == '\n' || c == '\f' || c == 0x2028 || c == 0x2029) {
      out += '\n';
      origins.push_back(offset + i);
    } else if (!is_dropped(c)) {
      text::append_utf8(out, c);
    }
  }
  return out;
}

std::vector<Line> lines_of(std::string_view text, const std::vector<std::size_t>& origins) {
  std::vector<Line> out;
  for (std::size_t at = 0; at <= text.size();) {
    const auto feed = std::min(text.find('\n', at), text.size());
    const auto whole = text.substr(at, feed - at);
    const auto words = text::trim(whole);
    Line line;
    line.start = words.empty() ? at : static_cast<std::size_t>(words.data() - text.data());
    line.end = line.start + words.size();
    line.origin = out.size() < origins.size() ? origins[out.size()] : 0;
    for (std::size_t i = at; i < line.start;) {
      const char32_t c = text::next_char(text, i);
      line.indent += c == '\t' ? 4 : c == 0x3000 ? 2 : 1;
    }
    bool in_first = true;
    for (std::size_t i = 0; i < words.size();) {
      const char32_t c = text::next_char(words, i);
      if (c == ' ') in_first = false;
      line.width += columns_of(c);
      if (in_first) line.first_word += columns_of(c);
      if (text::is_cjk(c)) in_first = false;
    }
    line.marker = marker_of(words);
    // "o " is a bullet of mail programs, but only when it is set in.
    if (line.marker.empty() && line.indent > 0 && words.starts_with("o ")) line.marker = {words.substr(0, 1), 2};
    out.push_back(line);
    at = feed + 1;
  }
  return out;
}

// The width at which a program broke the lines; 0 when each line is a paragraph. Nine lines in ten must fit into it.
int wrap_width(const std::vector<Line>& lines) {
  std::vector<int> widths;
  for (const auto& line : lines)
    if (!line.blank()) widths.push_back(line.indent + line.width);
  if (widths.size() < 4) return 0;
  std::ranges::sort(widths);
  const int most = widths[widths.size() * 9 / 10];
  if (most > 110 || most < 40) return 0;
  // Broken text has many lines of nearly the same width.
  const auto full = std::ranges::count_if(widths, [&](int w) { return w > most * 3 / 4 && w <= most + 4; });
  return full >= 3 ? most : 0;
}

// Whether lines were broken inside of sentences, at whatever width: lines go on with a small letter.
bool broken_inside(std::string_view text, const std::vector<Line>& lines) {
  std::size_t on = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].blank() || lines[i + 1].blank() || !lines[i + 1].marker.empty()) continue;
    const char c = text[lines[i + 1].start];
    on += c >= 'a' && c <= 'z' && !ends_sentence(text.substr(lines[i].start, lines[i].end - lines[i].start)) ? 1 : 0;
  }
  return on >= 3;
}

class PlainReader {
 public:
  PlainReader(std::string text, std::vector<std::size_t> origins) {
    draft_.document.text = std::move(text);
    lines_ = lines_of(draft_.document.text, origins);
    wrap_ = wrap_width(lines_);
    broken_ = broken_inside(draft_.document.text, lines_);
  }

  Draft read() {
    bool gap = true;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].blank()) {
        gap = true;
        continue;
      }
      std::size_t last = i;
      const bool lone = !lines_[i].marker.empty() && lines_[i].marker.rest >= words(lines_[i]).size();
      if (lone) {
        // A bullet alone on its line carries the next line, blank lines between or not, unless that has its own.
        std::size_t next = i + 1;
        while (next < lines_.size() && lines_[next].blank() && next < i + 3) ++next;
        if (next < lines_.size() && !lines_[next].blank() && lines_[next].marker.empty()) last = next;
      }
      while (last + 1 < lines_.size() && joins(lines_[i], lines_[last], lines_[last + 1])) ++last;
      add(i, last, gap);
      gap = false;
      i = last;
    }
    guess_headings();
    return std::move(draft_);
  }

 private:
  [[nodiscard]] std::string_view words(const Line& line) const {
    return std::string_view(draft_.document.text).substr(line.start, line.end - line.start);
  }

  // Whether `next` goes on with the block that `first` began and `current` is the last line of.
  [[nodiscard]] bool joins(const Line& first, const Line& current, const Line& next) const {
    if (next.blank() || !next.marker.empty()) return false;
    const auto here = words(current), there = words(next);
    std::size_t at = 0;
    const char32_t c = text::next_char(there, at);
    const bool list = !first.marker.empty();
    // A new first-line indent begins a paragraph.
    if (!list && &first != &current && next.indent > current.indent + 1) return false;
    if (list && next.indent < first.indent) return false;
    if (wrap_ > 0) {
      const int room = wrap_ - current.indent - current.width;
      if (room < next.first_word + 1)
        return !(ends_sentence(here) && list && next.indent <= first.indent && first.indent > 0);
      if (text::is_cjk(c) && room <= 6) return true;
      // Set in under its marker's words, a line belongs to the item.
      if (list && next.indent > first.indent && next.indent <= first.indent + 8 && !ends_sentence(here)) return true;
    }
    const bool small = c >= 'a' && c <= 'z', open = !ends_sentence(here);
    if (current.width >= 40 && small && open) return true;
    // Where lines were broken inside of sentences, a paragraph that has gone on once, or ends with an abbreviation,
    // does so before a capital, too ("Deputy" / "Minister of Trade").
    if (!broken_ || list) return false;
    if (small && open) return true;
    if (here.ends_with("U.S.") || here.ends_with("Mr.") || here.ends_with("H.E.") || here.ends_with("Dr.")) return true;
    return open && &first != &current && current.width >= 40 && !text::is_cjk(c);
  }

  void add(std::size_t first, std::size_t last, bool gap) {
    const auto& line = lines_[first];
    Block block;
    block.start = line.start;
    block.end = lines_[last].end;
    block.origin = line.origin;
    if (!line.marker.empty()) {
      block.kind = BlockKind::list_item;
      block.marker = line.marker.text;
      block.level = levels_.of(line.marker.text, line.indent);
    } else {
      if (words(line).starts_with("※")) block.kind = BlockKind::note;
      if (line.indent == 0 && draft_.document.text_of(block).size() > 120) levels_.clear();
      if (looks_like_heading(draft_.document.text_of(block))) levels_.clear();
    }
    draft_.document.blocks.push_back(std::move(block));
    draft_.features.push_back({.break_before = gap});
  }

  // A short line without a full stop that sentences or a list follow is a heading.
  void guess_headings() {
    auto& blocks = draft_.document.blocks;
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < blocks.size(); ++i)
      if (blocks[i].kind == BlockKind::paragraph && looks_like_heading(draft_.document.text_of(blocks[i])))
        found.push_back(i);
    for (const auto i : found) {
      blocks[i].kind = BlockKind::heading;
      blocks[i].level = 2;
    }
  }

  Draft draft_;
  std::vector<Line> lines_;
  ListLevels levels_;
  int wrap_ = 0;
  bool broken_ = false;
};

// "8/3/2012   Readout | Office": what a browser prints above a page.
bool is_print_head(std::string_view key) {
  const auto first = key.substr(0, key.find(' '));
  return std::ranges::count(first, '/') == 2 && first.size() <= 10 &&
         first.find_first_not_of("0123456789/") == std::string_view::npos;
}

// The headline: the longest heading-like block before the first sentences, unless it stands after the date line or only
// repeats an earlier one. A name of a country or ministry alone is too short to be one.
void choose_plain_title(Draft& draft, const FurnitureRules& rules) {
  auto& blocks = draft.document.blocks;
  std::optional<std::size_t> best;
  long best_score = 0;
  bool date_seen = false;
  std::string best_key;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto words = draft.document.text_of(blocks[i]);
    const auto key = text::fold(words);
    if (rules.is_furniture_line(key) || rules.opens_tail(key) || rules.is_caption(key) || rules.is_no_title(key) ||
        is_print_head(key))
      continue;
    if (blocks[i].kind == BlockKind::heading) {
      long width = 0;
      for (std::size_t k = 0; k < words.size();) width += columns_of(text::next_char(words, k));
      if (width < 20 || (!best_key.empty() && key.starts_with(best_key))) continue;
      const long score = std::min(width, 120L) - (date_seen ? 40 : 0);
      if (score > best_score) best = i, best_score = score, best_key = key;
    } else if (words.size() > 160 || (words.size() > 60 && ends_sentence(words))) {
      break;
    } else {
      date_seen = true;
    }
  }
  if (!best) return;
  blocks[*best].kind = BlockKind::title;
  blocks[*best].level = 0;
}

}  // namespace

Result<Draft> read_plain(std::string_view bytes, const Hints& hints, const Limits&, const FurnitureRules& rules) {
  auto decoded = BC_TRY(text::decode(bytes, charset_of(hints.content_type)));
  std::vector<std::size_t> origins;
  auto cleaned = clean(decoded.text, decoded.offset, origins);
  // Only UTF-8 keeps its bytes; elsewhere lines have no place in the original that we know.
  if (decoded.encoding != "utf-8") origins.clear();
  Draft draft = PlainReader(std::move(cleaned), std::move(origins)).read();
  draft.document.media_type = "text/plain";
  draft.document.extractor = "plain/1";
  draft.document.meta.push_back({"encoding", decoded.encoding});
  if (!decoded.warning.empty()) draft.document.warnings.push_back(decoded.warning);
  choose_plain_title(draft, rules);
  return draft;
}

}  // namespace breadcrumb::source
