#include "source/builder.h"

#include <array>

#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

bool is_blank_char(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

// Text of both is set without blanks, so a line's end between them is none (CSS Text 3, 4.1.3).
bool is_wide(char32_t c) {
  return text::is_cjk(c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF);
}

bool ends_blank(const std::string& s) {
  return s.empty() || s.back() == ' ' || s.back() == '\n';
}

}  // namespace

bool is_dropped(char32_t c) {
  if (c < 0x20) return c != '\n' && c != '\t' && c != '\r' && c != '\f';
  return c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
         c == 0xFEFF || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFFF9 || c == 0xFFFA ||
         c == 0xFFFB;
}

void Builder::open(Block block, Feature feature) {
  close();
  block_ = std::move(block);
  feature_ = feature;
  open_ = true;
}

void Builder::put(char32_t c, Look look) {
  const auto before = text_.size();
  text::append_utf8(text_, c);
  const auto width = text_.size() - before;
  if (look.link) feature_.link_bytes += width;
  if (text::is_space(c)) return;
  words_ += width;
  if (look.bold || look.underline) strong_ += width;
  if (!look.bold && !look.underline && !look.italic) return;
  auto& runs = block_.emphases;
  // Blanks between two emphasised words belong to the run.
  if (!runs.empty() && text::trim(std::string_view(text_).substr(runs.back().end, before - runs.back().end)).empty())
    runs.back().end = text_.size();
  else
    runs.push_back({before, text_.size()});
}

void Builder::add(std::string_view utf8, Look look, bool preformatted) {
  for (std::size_t i = 0; i < utf8.size();) {
    char32_t c = text::next_char(utf8, i);
    if (is_dropped(c)) continue;
    if (preformatted && (c == '\n' || c == ' ' || c == '\t')) {
      if (!text_.empty() || c != '\n') text_ += static_cast<char>(c);
      continue;
    }
    if (is_blank_char(c)) {
      space_ = true;
      feed_ = feed_ || c == '\n' || c == '\r';
      continue;
    }
    if (space_) {
      if (!ends_blank(text_)) {
        std::size_t last = text_.size();
        const bool joined = feed_ && is_wide(c) && is_wide(text::previous_char(text_, last));
        if (!joined) text_ += ' ';
      }
      space_ = feed_ = false;
    }
    put(c, look);
  }
}

void Builder::line_break() {
  if (!open_) return;
  space_ = feed_ = false;
  while (!text_.empty() && text_.back() == ' ') text_.pop_back();
  if (!text_.empty()) text_ += '\n';
}

void Builder::close() {
  if (open_) {
    const auto body = text::trim(text_);
    if (!body.empty()) {
      auto& out = draft_.document.text;
      if (!out.empty()) out += '\n';
      const auto shift = static_cast<std::size_t>(body.data() - text_.data());
      block_.start = out.size();
      out += body;
      block_.end = out.size();
      std::vector<Block::Emphasis> runs;
      for (auto run : block_.emphases) {
        if (run.end <= shift || run.start >= shift + body.size()) continue;
        run.start = block_.start + (run.start > shift ? run.start - shift : 0);
        run.end = std::min(block_.start + (run.end - shift), block_.end);
        if (run.start < run.end) runs.push_back(run);
      }
      block_.emphases = std::move(runs);
      block_.bold = words_ > 0 && strong_ == words_;
      if (block_.kind == BlockKind::heading || block_.kind == BlockKind::title) levels_.clear();
      if (block_.kind == BlockKind::paragraph) {
        if (const auto marker = marker_of(body); !marker.empty()) {
          block_.kind = BlockKind::list_item;
          block_.marker = marker.text;
          if (block_.level == 0) block_.level = levels_.of(marker.text, 0);
        }
      }
      // An item that prints a number of its own keeps that one: "• (i) tariffs".
      if (block_.kind == BlockKind::list_item && !block_.marker.empty()) {
        if (const auto printed = marker_of(body); !printed.empty()) block_.marker = printed.text;
      }
      draft_.document.blocks.push_back(std::move(block_));
      draft_.features.push_back(feature_);
    }
  }
  block_ = {};
  feature_ = {};
  text_.clear();
  open_ = space_ = feed_ = false;
  strong_ = words_ = 0;
}

Draft Builder::finish() {
  close();
  return std::move(draft_);
}

namespace {

constexpr std::u32string_view bullets = U"•‣◦▪▫■□●○◎◆◇♦❖❑⚫▲△▽▼★☆▶►▸➢➤✓✔·⁃∙»›º";
constexpr std::u32string_view wide_bullets = U"・●○◎◆◇■□";
constexpr std::u32string_view dashes = U"-–—*−‐‑―ー";

bool is_digit(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}
bool is_roman(char32_t c) {
  return c == 'i' || c == 'v' || c == 'x';
}
bool is_lower(char32_t c) {
  return c >= 'a' && c <= 'z';
}
bool is_line_blank(char32_t c) {
  return text::is_space(c) && c != '\n';
}

}  // namespace

Marker marker_of(std::string_view line) {
  std::size_t i = 0;
  if (line.empty()) return {};
  const char32_t first = text::next_char(line, i);
  const auto blank_at = [&](std::size_t at) {
    if (at >= line.size()) return true;
    return text::is_space(text::next_char(line, at));
  };
  const auto done = [&](std::size_t end) {
    std::size_t rest = end;
    for (std::size_t k = end; k < line.size();) {
      if (!text::is_space(text::next_char(line, k))) break;
      rest = k;
    }
    return Marker{line.substr(0, end), rest};
  };
  if (bullets.find(first) != std::u32string_view::npos) {
    // A middle dot inside a word is none ("·" needs a blank; the geometric ones stand for themselves).
    for (const char32_t shy : U"·∙»›º")
      if (first == shy && !blank_at(i)) return {};
    return done(i);
  }
  if (first == U'・') return done(i);
  // Symbol fonts in PDFs put their bullets here.
  if (first >= 0xF000 && first <= 0xF0FF && blank_at(i)) return done(i);
  if (first >= 0x2460 && first <= 0x24FF) return done(i);  // ① and its kin
  if (first >= 0x3251 && first <= 0x325F) return done(i);
  if (dashes.find(first) != std::u32string_view::npos) {
    if (i < line.size() && blank_at(i)) return done(i);
    if (i >= line.size()) return done(i);
    std::size_t after = i;
    // "-日本側は": a dash before Japanese needs no blank; a long mark or a second dash is a rule or a word.
    if ((first == '-' || first == U'−' || first == U'–') && text::is_cjk(text::next_char(line, after))) return done(i);
    return {};
  }
  const bool bracket = first == '(' || first == U'（' || first == U'〔' || first == U'［' || first == '[';
  std::size_t from = bracket ? i : 0;
  std::size_t count = 0;
  std::size_t k = from;
  char32_t last = 0;
  enum class Body { none, digits, roman, letter, kana } body = Body::none;
  while (k < line.size() && count < 6) {
    std::size_t next = k;
    const char32_t c = text::next_char(line, next);
    const Body kind = is_digit(c)                                                   ? Body::digits
                      : is_roman(c) && body != Body::letter                         ? Body::roman
                      : is_lower(c) && body == Body::none                           ? Body::letter
                      : c >= 0x30A2 && c <= 0x30F3 && body == Body::none && bracket ? Body::kana
                                                                                    : Body::none;
    if (kind == Body::none || (body != Body::none && kind != body)) break;
    body = kind;
    last = c;
    ++count;
    k = next;
  }
  (void)last;
  if (body == Body::none || (body == Body::digits && count > 2)) {
    // Upper-case Roman numbers before a dot or a bracket.
    if (!bracket && (first == 'I' || first == 'V' || first == 'X')) {
      std::size_t r = 0;
      while (r < line.size() && (line[r] == 'I' || line[r] == 'V' || line[r] == 'X')) ++r;
      if (r <= 5 && r < line.size() && (line[r] == '.' || line[r] == ')') && blank_at(r + 1)) {
        // "V. Orban said ..." is a name: one letter other than I needs a short heading after it.
        if (r > 1 || line[0] == 'I' || (line.size() <= 60 && line.back() != '.')) return done(r + 1);
      }
    }
    // "B.1 Road transport"
    if (!bracket && first >= 'A' && first <= 'Z' && line.size() > 4 && line[1] == '.' && line[2] >= '1' &&
        line[2] <= '9') {
      const std::size_t r = line[3] >= '0' && line[3] <= '9' ? 4 : 3;
      if (r < line.size() && blank_at(r)) return done(r);
    }
    return {};
  }
  if (k >= line.size()) return {};
  std::size_t end = k;
  const char32_t closing = text::next_char(line, end);
  if (bracket) {
    if (closing == ')' || closing == U'）' || closing == U'〕' || closing == U'］' || closing == ']') return done(end);
    return {};
  }
  if (closing == ')' || closing == U'）') return done(end);
  if (body == Body::digits) {
    if (closing == U'．' || closing == U'、') return done(end);
    if (closing == '.' || closing == U'.') {
      if (blank_at(end)) return end < line.size() ? done(end) : Marker{};
      std::size_t after = end;
      if (text::is_cjk(text::next_char(line, after))) return done(end);
      // "2.1 Tariffs", but not "2.1 per cent".
      std::size_t last_digit = end;
      while (last_digit < line.size() &&
             ((line[last_digit] >= '0' && line[last_digit] <= '9') || line[last_digit] == '.'))
        ++last_digit;
      std::size_t word = last_digit;
      while (word < line.size() && line[word] == ' ') ++word;
      if (last_digit > end && word > last_digit && word < line.size()) {
        std::size_t at = word;
        const char32_t c = text::next_char(line, at);
        if (text::is_upper(c) || text::is_cjk(c)) return done(last_digit);
      }
      return {};
    }
    // "1 日本側は": a number, a blank and Japanese words that are no unit of a date.
    if (is_line_blank(closing)) {
      std::size_t after = end;
      while (after < line.size()) {
        std::size_t next = after;
        const char32_t c = text::next_char(line, next);
        if (is_line_blank(c)) {
          after = next;
          continue;
        }
        if (!text::is_cjk(c)) return {};
        if (c == U'月' || c == U'年' || c == U'時' || c == U'か' || c == U'カ' || c == U'ヶ' || c == U'億' ||
            c == U'万')
          return {};
        std::size_t second = next;
        if (c == U'日' && second < line.size()) {
          const char32_t d = text::next_char(line, second);
          if (!text::is_cjk(d) || d == U'に' || d == U'、' || d == U'か') {
            if (d != U'・') return {};
          }
        }
        return done(k);
      }
    }
    return {};
  }
  if (body == Body::roman && closing == '.' && count > 1 && blank_at(end)) return done(end);
  // "a. extend the programme; and": one letter, a full stop, a blank and words.
  if ((body == Body::letter || body == Body::roman) && count == 1 && closing == '.' && end < line.size() &&
      blank_at(end))
    return done(end);
  return {};
}

std::string marker_style(std::string_view marker) {
  std::string out;
  for (std::size_t i = 0; i < marker.size();) {
    const char32_t c = text::next_char(marker, i);
    if (c == 'I' || c == 'V' || c == 'X') {
      if (out.empty() || out.back() != 'I') out += 'I';
    } else if (is_digit(c)) {
      if (out.empty() || out.back() != '1') out += '1';
    } else if (is_lower(c)) {
      if (out.empty() || out.back() != 'a') out += 'a';
    } else if (c >= 0x2460 && c <= 0x24FF) {
      out += "\xE2\x91\xA0";
    } else if (c >= 0x30A2 && c <= 0x30F3) {
      if (!out.ends_with("\xE3\x82\xA2")) out += "\xE3\x82\xA2";
    } else {
      text::append_utf8(out, c);
    }
  }
  return out;
}

}  // namespace breadcrumb::source
