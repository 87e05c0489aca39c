#include "record/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "text/marks.h"
#include "text/utf8.h"

namespace breadcrumb::record {

namespace {

constexpr std::size_t most_query_bytes = 1000;
constexpr std::size_t most_phrases = 32;
constexpr std::size_t most_term_bytes = 200;
constexpr std::size_t context_chars = 80;

/// Characters that are set without blanks and belong to words.
bool is_run_char(char32_t c) {
  if (c == 0x30FB || c == 0x30A0 || c == 0x3007) return c == 0x3007;  // the middle dot parts words, 〇 is a figure
  return text::is_han(c) || text::is_kana(c);
}

bool is_word_char(char32_t c) {
  return text::is_digit(c) || text::is_letter(c);
}

/// Marks that belong to the character before them: accents, voicing marks (half-width too), variation selectors.
bool is_mark(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || c == 0x3099 || c == 0x309A || c == 0xFF9E || c == 0xFF9F ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

/// A soft hyphen or a joiner stands inside words without parting them.
bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060;
}

std::string folded(std::string_view unit) {
  if (unit.size() == 1) {
    const char c = unit[0];
    return std::string(1, c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  // Most Japanese characters fold to themselves; asking ICU about each would cost ten times the rest.
  std::size_t i = 0;
  const char32_t c = text::next_char(unit, i);
  const bool plain = (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FC);
  if (plain && i == unit.size()) return std::string(unit);
  return text::without_marks(text::fold(unit));
}

/// Builds terms from folded characters that know where they came from.
class Builder {
 public:
  void add(char32_t c, std::size_t start, std::size_t end) {
    if (is_run_char(c)) {
      end_word();
      std::string now;
      text::append_utf8(now, c);
      if (!run_.empty()) {
        out_.push_back({run_ + now, run_start_, run_end_, end});
      }
      run_ = std::move(now);
      run_start_ = start;
      run_end_ = end;
    } else if (is_word_char(c) || (is_mark(c) && !word_.empty())) {
      end_run();
      if (word_.empty()) word_start_ = start;
      text::append_utf8(word_, c);
      word_end_ = end;
    } else {
      finish();
    }
  }
  void finish() {
    end_word();
    end_run();
  }
  [[nodiscard]] std::vector<Token> take() { return std::move(out_); }

 private:
  void end_word() {
    if (word_.empty()) return;
    // Nobody types a word this long; the index keeps its beginning.
    if (word_.size() > most_term_bytes) {
      std::size_t cut = most_term_bytes;
      while (!text::is_boundary(word_, cut)) --cut;
      word_.resize(cut);
    }
    out_.push_back({std::exchange(word_, {}), word_start_, word_end_, word_end_});
  }
  /// The last character of a run stands alone, so that every character begins one term.
  void end_run() {
    if (run_.empty()) return;
    out_.push_back({std::exchange(run_, {}), run_start_, run_end_, run_end_});
  }

  std::vector<Token> out_;
  std::string word_, run_;
  std::size_t word_start_ = 0, word_end_ = 0, run_start_ = 0, run_end_ = 0;
};

/// The phrase that a piece of the query asks for; without terms when it holds no word.
Phrase phrase_of(std::string_view piece, bool star) {
  const auto tokens = tokens_of(piece);
  Phrase out;
  for (const auto& token : tokens) out.terms.push_back(token.term);
  if (tokens.empty()) return out;
  const auto& last = tokens.back();
  std::size_t i = 0;
  const bool run = is_run_char(text::next_char(last.term, i));
  if (!run) {
    out.prefix = star;
  } else if (tokens.size() > 1 && tokens[tokens.size() - 2].head == last.start &&
             tokens[tokens.size() - 2].end == last.end && tokens[tokens.size() - 2].head != last.end) {
    out.terms.pop_back();  // the pair before holds it; in the text another character may follow
  } else {
    out.prefix = out.head_only = true;
  }
  return out;
}

bool fits(const Phrase& phrase, const std::vector<Token>& tokens, std::size_t at) {
  if (at + phrase.terms.size() > tokens.size()) return false;
  for (std::size_t i = 0; i < phrase.terms.size(); ++i) {
    const bool last = i + 1 == phrase.terms.size();
    const auto& term = tokens[at + i].term;
    if (last && phrase.prefix ? !term.starts_with(phrase.terms[i]) : term != phrase.terms[i]) return false;
  }
  return true;
}

std::size_t back(std::string_view text, std::size_t at, std::size_t chars) {
  while (at > 0 && chars-- > 0) text::previous_char(text, at);
  return at;
}

std::size_t forward(std::string_view text, std::size_t at, std::size_t chars) {
  while (at < text.size() && chars-- > 0) text::next_char(text, at);
  return at;
}

/// Moves a cut inside a word to the nearest blank towards the match, if one is near.
std::size_t to_blank(std::string_view text, std::size_t cut, std::size_t limit, bool forwards) {
  std::size_t at = cut;
  for (int steps = 0; steps < 20; ++steps) {
    if (at == 0 || at >= text.size() || at == limit) break;
    std::size_t next = at;
    const char32_t c = forwards ? text::next_char(text, next) : text::previous_char(text, next);
    if (text::is_space(c)) return next;  // after the blank on the left, before it on the right
    at = next;
  }
  return cut;
}

Snippet snippet_of(std::string_view text, std::vector<Snippet::Match> matches) {
  Snippet out;
  const auto first = matches.front().start, last = matches.back().end;
  out.start = back(text, first, context_chars);
  out.end = forward(text, last, context_chars);
  if (out.start > 0) out.start = to_blank(text, out.start, first, true);
  if (out.end < text.size()) out.end = to_blank(text, out.end, last, false);
  if (out.start > first) out.start = first;
  if (out.end < last) out.end = last;
  out.text = text.substr(out.start, out.end - out.start);
  out.matches = std::move(matches);
  return out;
}

}  // namespace

std::vector<Token> tokens_of(std::string_view text) {
  Builder builder;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const char32_t c = text::next_char(text, i);
    if (is_invisible(c)) continue;
    // The character with its marks is folded as one: ﾊﾞ is one バ, ㈱ is 株 in brackets.
    for (std::size_t next = i; next < text.size(); i = next)
      if (!is_mark(text::next_char(text, next))) break;
    const std::string unit = folded(text.substr(start, i - start));
    if (unit.empty()) builder.finish();
    for (std::size_t k = 0; k < unit.size();) builder.add(text::next_char(unit, k), start, i);
  }
  builder.finish();
  return builder.take();
}

std::string index_text(std::string_view text) {
  std::string out;
  for (const auto& token : tokens_of(text)) {
    if (!out.empty()) out += ' ';
    out += token.term;
  }
  return out;
}

std::string Query::match() const {
  std::string out;
  for (const auto& phrase : phrases) {
    if (!out.empty()) out += " AND ";
    out += '"';
    for (std::size_t i = 0; i < phrase.terms.size(); ++i) out += (i > 0 ? " " : "") + phrase.terms[i];
    out += '"';
    if (phrase.prefix) out += '*';
  }
  return out;
}

Result<Query> parse_query(std::string_view typed) {
  const auto refuse = [](std::string_view code, std::string message) {
    return Error{ErrorKind::bad_input, std::string(code), std::move(message), ""};
  };
  if (typed.size() > most_query_bytes)
    return refuse("search.too_long", fmt::format("a search has at most {} bytes", most_query_bytes));
  constexpr char32_t open_quotes[] = {'"', 0x201C, 0x300C, 0x300E, 0xFF02};
  constexpr char32_t close_quotes[] = {'"', 0x201D, 0x300D, 0x300F, 0xFF02};
  Query query;
  const auto take = [&](std::string_view piece, bool star) {
    if (auto phrase = phrase_of(piece, star); !phrase.terms.empty()) query.phrases.push_back(std::move(phrase));
  };
  std::size_t word = 0;
  for (std::size_t i = 0; i <= typed.size();) {
    const std::size_t start = i;
    const bool end = start == typed.size();
    const char32_t c = end ? U' ' : text::next_char(typed, i);
    const auto* quote = std::ranges::find(open_quotes, c);
    if (quote == std::end(open_quotes) && !text::is_space(c)) continue;
    const auto piece = typed.substr(word, start - word);
    take(piece, piece.ends_with('*'));
    word = i;
    if (end) break;
    if (quote == std::end(open_quotes)) continue;
    // A quote that is never closed runs to the end.
    const char32_t close = close_quotes[quote - open_quotes];
    std::size_t stop = i, after = i;
    while (stop < typed.size() && text::next_char(typed, after) != close) stop = after;
    take(typed.substr(i, stop - i), false);
    i = word = std::max(after, stop);
    if (stop == typed.size()) break;
  }
  if (query.phrases.empty()) return refuse("search.empty", "expected a word to search for");
  if (query.phrases.size() > most_phrases)
    return refuse("search.too_long", fmt::format("a search has at most {} words", most_phrases));
  return query;
}

std::vector<Snippet> find_in(std::string_view text, const Query& query, std::size_t most) {
  const auto tokens = tokens_of(text);
  std::vector<Snippet::Match> matches;
  for (const auto& phrase : query.phrases)
    for (std::size_t at = 0; at < tokens.size(); ++at)
      if (fits(phrase, tokens, at)) {
        const auto& last = tokens[at + phrase.terms.size() - 1];
        matches.push_back({tokens[at].start, phrase.head_only ? last.head : last.end});
      }
  std::ranges::sort(matches,
                    [](const auto& a, const auto& b) { return std::pair(a.start, b.end) < std::pair(b.start, a.end); });
  // What lies inside an earlier match adds nothing.
  std::vector<Snippet::Match> clear;
  for (const auto& match : matches)
    if (clear.empty() || match.start >= clear.back().end) clear.push_back(match);
  std::vector<Snippet> out;
  for (std::size_t i = 0; i < clear.size() && out.size() < most;) {
    std::vector<Snippet::Match> group = {clear[i++]};
    while (i < clear.size() && clear[i].start < forward(text, group.back().end, context_chars))
      group.push_back(clear[i++]);
    out.push_back(snippet_of(text, std::move(group)));
  }
  return out;
}

}  // namespace breadcrumb::record
