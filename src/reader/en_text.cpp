#include "reader/en_text.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "reader/en_denied.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

constexpr std::size_t most_sentences = 6000;

constexpr std::array ordinal_words{"first",     "second",      "third",      "fourth",     "fifth",
                                   "sixth",     "seventh",     "eighth",     "ninth",      "tenth",
                                   "eleventh",  "twelfth",     "thirteenth", "fourteenth", "fifteenth",
                                   "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};
constexpr std::array count_words{"one",     "two",     "three",     "four",     "five",     "six",      "seven",
                                 "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen", "fourteen",
                                 "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};

int tens(std::string_view folded) {
  if (folded == "twenty") return 20;
  if (folded == "thirty") return 30;
  if (folded == "forty") return 40;
  if (folded == "fifty") return 50;
  return 0;
}

/// The delegations of a sentence: party word and "delegation", "team", "side", in either order.
std::vector<Side> find_sides(const EnText& text, const EnSentence& sentence) {
  std::vector<Side> out;
  const auto& tokens = sentence.tokens;
  for (const auto& party : sentence.parties) {
    if (party.form == PartyForm::capital) continue;
    std::size_t k = party.last;
    if (k < tokens.size() && tokens[k].is("'s")) ++k;
    if (k < tokens.size() && (tokens[k].is("negotiating") || tokens[k].is("official") || tokens[k].is("government") ||
                              tokens[k].is("trade")))
      ++k;
    std::size_t last = k;
    if (text.patterns.in_class("side_noun", sentence, k, last)) {
      // "the U.S. and Thai teams" are two.
      const bool pair =
          party.first > 0 && tokens[party.first - 1].is("and") && last > k && tokens[last - 1].folded.ends_with("s");
      if (!pair) out.push_back({party.first, last, party.code});
      continue;
    }
    // "the delegation of the Republic of Korea", "the delegation from Chile"
    std::size_t b = party.first;
    if (b > 0 && tokens[b - 1].is("the")) --b;
    if (b > 1 && (tokens[b - 1].is("of") || tokens[b - 1].is("from"))) {
      std::size_t end = b;
      if (text.patterns.in_class("side_noun", sentence, b - 2, end) && end == b - 1)
        out.push_back({b - 2, party.last, party.code});
    }
    // "for the United States,", "on behalf of MERCOSUR", "on the EU side" come out of the rules for heads.
  }
  return out;
}

/// "XIII EU-Mexico Joint Committee", "the IV meeting": Roman figures before a name or a word for a meeting, and not
/// behind a capitalised word ("Chapter IV") or at the head of a list.
int roman_before_name(const std::vector<Token>& tokens, std::size_t first) {
  const Token& token = tokens[first];
  if (!token.capitals || token.is("i") || first + 1 >= tokens.size() || !tokens[first + 1].word) return 0;
  if (first > 0 && !one_of(tokens[first - 1].folded, {"the", "its", "their", "in", "of", ":", "--", "-", "at", "a"}))
    return 0;
  if (!tokens[first + 1].upper &&
      !one_of(tokens[first + 1].folded, {"meeting", "round", "session", "joint", "edition"}))
    return 0;
  // In a line all in capitals a figure opens a section.
  if (tokens[first + 1].capitals && first == 0 && first + 2 < tokens.size() && tokens[first + 2].capitals) return 0;
  constexpr std::array<std::pair<char, int>, 3> figures{{{'x', 10}, {'v', 5}, {'i', 1}}};
  int value = 0, before = 0;
  for (std::size_t k = token.folded.size(); k-- > 0;) {
    int figure = 0;
    for (const auto& [sign, worth] : figures) figure = token.folded[k] == sign ? worth : figure;
    if (figure == 0) return 0;
    value += figure < before ? -figure : figure;
    before = std::max(before, figure);
  }
  return value <= 39 ? value : 0;
}

}  // namespace

int ordinal_at(const std::vector<Token>& tokens, std::size_t first, std::size_t& last) {
  if (first >= tokens.size()) return 0;
  const Token& token = tokens[first];
  last = first + 1;
  if (token.number) {
    int value = 0;
    const auto& s = token.folded;
    const auto read = std::from_chars(s.data(), s.data() + s.size(), value);
    const std::string_view tail(read.ptr, static_cast<std::size_t>(s.data() + s.size() - read.ptr));
    if (read.ec != std::errc() || value < 1 || value > 199) return 0;
    return tail == "st" || tail == "nd" || tail == "rd" || tail == "th" ? value : 0;
  }
  for (std::size_t i = 0; i < ordinal_words.size(); ++i)
    if (token.is(ordinal_words[i])) {
      if (i == 0 && last + 1 < tokens.size() && tokens[last].is("-") && tokens[last + 1].is("ever")) last += 2;
      return static_cast<int>(i) + 1;
    }
  if (token.is("inaugural") || token.is("maiden")) return 1;
  if (one_of(token.folded, {"opening", "initial"}) && last < tokens.size() &&
      (tokens[last].is("round") || (last + 1 < tokens.size() && tokens[last + 1].is("round"))))
    return 1;
  if (const int roman = roman_before_name(tokens, first); roman > 0) return roman;
  if (token.is("thirtieth")) return 30;
  if (token.is("fortieth")) return 40;
  if (token.is("fiftieth")) return 50;
  if (const int ten = tens(token.folded); ten > 0) {
    std::size_t k = first + 1;
    if (k < tokens.size() && tokens[k].is("-")) ++k;
    for (std::size_t i = 0; i < 9 && k < tokens.size(); ++i)
      if (tokens[k].is(ordinal_words[i])) {
        last = k + 1;
        return ten + static_cast<int>(i) + 1;
      }
  }
  return 0;
}

int count_of(std::string_view folded) {
  int value = 0;
  const auto read = std::from_chars(folded.data(), folded.data() + folded.size(), value);
  if (read.ec == std::errc() && read.ptr == folded.data() + folded.size())
    return value >= 1 && value <= 199 ? value : 0;
  for (std::size_t i = 0; i < count_words.size(); ++i)
    if (folded == count_words[i]) return static_cast<int>(i) + 1;
  static constexpr std::array roman{"i",  "ii", "iii", "iv",  "v",    "vi",  "vii", "viii",
                                    "ix", "x",  "xi",  "xii", "xiii", "xiv", "xv"};
  for (std::size_t i = 0; i < roman.size(); ++i)
    if (folded == roman[i]) return static_cast<int>(i) + 1;
  return 0;
}

EnText::EnText(const Document& d, const Grammar& g)
    : document(d), grammar(g), language(*g.language("en")), patterns(*language.patterns) {
  for (std::size_t i = 0; i < document.blocks.size() && sentences.size() < most_sentences; ++i) {
    const Block& from = document.blocks[i];
    if (from.furniture || text::trim(document.text_of(from)).empty()) continue;
    EnBlock block;
    block.index = i;
    block.start = from.start;
    block.end = from.end;
    block.item = from.kind == BlockKind::list_item;
    block.heading = from.kind == BlockKind::heading || from.kind == BlockKind::title;
    block.first = sentences.size();
    for (const auto& [start, end] : sentences_of(document.text, from.start, from.end)) {
      EnSentence sentence = tag(start, end);
      sentence.block = blocks.size();
      sentences.push_back(std::move(sentence));
      if (sentences.size() >= most_sentences) break;
    }
    block.last = sentences.size();
    if (!block.heading && !block.item && block.last - block.first == 1) {
      // A short line of its own without a final point, in capitals, bold or title case.
      const auto& only = sentences[block.first];
      const auto& tokens = only.tokens;
      const auto line = text::trim(words(block.start, block.end));
      const bool ends =
          !line.empty() && (line.back() == '.' || line.back() == ';' || line.back() == ',' || line.back() == ':');
      if (!tokens.empty() && tokens.size() <= 16 && !ends && line.size() < 140 && tokens[0].word && tokens[0].upper)
        block.heading = true;
      if (from.bold && tokens.size() <= 20 && line.back() != '.') block.heading = true;
    }
    for (std::size_t s = block.first; s < block.last; ++s) sentences[s].heading = block.heading;
    blocks.push_back(block);
  }
  mark_background();
  mark_quotes();
}

EnSentence EnText::tag(std::size_t start, std::size_t end) const {
  EnSentence out;
  out.start = start;
  out.end = end;
  out.tokens = tokens_of(document.text, start, end);
  out.parties = grammar.party_names().all(out.tokens);
  const auto token_at = [&](std::size_t byte) {
    std::size_t i = 0;
    while (i < out.tokens.size() && out.tokens[i].end <= byte) ++i;
    return i;
  };
  for (std::size_t i = 0; i < out.parties.size(); ++i)
    out.tags.push_back({tag_kind("party"), out.parties[i].first, out.parties[i].last, i});
  out.dates = text::find_dates(words(start, end));
  for (std::size_t i = 0; i < out.dates.size(); ++i) {
    auto& date = out.dates[i];
    date.start += start;
    date.end += start;
    const std::size_t first = token_at(date.start);
    std::size_t last = first;
    while (last < out.tokens.size() && out.tokens[last].start < date.end) ++last;
    if (last > first) out.tags.push_back({tag_kind("date"), first, last, i});
  }
  for (std::size_t i = 0; i < out.tokens.size();) {
    std::size_t last = i + 1;
    const int value = ordinal_at(out.tokens, i, last);
    // "21st-Century Trade" and "3rd of May" are no rounds.
    const bool century = value > 0 && last < out.tokens.size() &&
                         (out.tokens[last].is("century") || (out.tokens[last].is("-") && last + 1 < out.tokens.size() &&
                                                             out.tokens[last + 1].is("century")));
    if (value > 0 && !century) {
      out.tags.push_back({tag_kind("ordinal"), i, last, out.ordinals.size()});
      out.ordinals.push_back({i, last, value});
    }
    i = value > 0 ? last : i + 1;
  }
  for (std::size_t i = 0; i < out.tokens.size(); ++i)
    if (out.tokens[i].number || count_of(out.tokens[i].folded) > 1)
      out.tags.push_back({tag_kind("number"), i, i + 1, i});
  out.named = find_named(*this, out);
  for (std::size_t i = 0; i < out.named.size(); ++i)
    out.tags.push_back({tag_kind("named"), out.named[i].first, out.named[i].last, i});
  for (std::size_t i = 0; i < out.tokens.size(); ++i)
    if (out.tokens[i].capitals && out.tokens[i].end - out.tokens[i].start >= 2)
      out.tags.push_back({tag_kind("acronym"), i, i + 1, i});
  out.sides = find_sides(*this, out);
  for (std::size_t i = 0; i < out.sides.size(); ++i)
    out.tags.push_back({tag_kind("side"), out.sides[i].first, out.sides[i].last, i});
  out.index();
  out.denied = find_denied(*this, out);
  return out;
}

void EnText::mark_background() {
  bool background = false, body = false;
  int level = 0;
  for (auto& block : blocks) {
    // Contacts above the text are part of the head of the page.
    std::size_t length = 0;
    for (std::size_t s = block.first; s < block.last; ++s) length += sentences[s].tokens.size();
    body = body || (length > 20 && !block.heading);
    if (!body) continue;
    const auto line = text::fold(text::trim(words(block.start, std::min(block.end, block.start + 200))));
    auto bare = line;
    while (!bare.empty() && (bare.back() == ':' || bare.back() == '.' || bare.back() == ' ')) bare.pop_back();
    const auto in = [&](std::string_view name, bool whole) {
      for (const auto& phrase : language.phrases(name)) {
        const auto folded = text::fold(phrase);
        if (whole ? bare == folded : line.starts_with(folded)) return true;
      }
      return false;
    };
    const int own_level = document.blocks[block.index].level;
    if (in("background_heading", true) || in("background_opening", false)) {
      background = true;
      level = own_level;
    } else if (background && block.heading && document.blocks[block.index].kind == BlockKind::heading && level > 0 &&
               own_level > 0 && own_level <= level && !in("background_heading", true)) {
      background = false;  // the next section of the same rank
    }
    block.background = background;
    for (std::size_t s = block.first; s < block.last; ++s) sentences[s].background = background;
  }
}

void EnText::mark_quotes() {
  // Inside quotation marks that open in a paragraph and hold half of the sentence or more; a statement quoted as a
  // whole (over several paragraphs) is the document itself, not somebody's words.
  const EnBlock* before = nullptr;
  bool statement = false;  // the block before is part of a statement quoted whole
  for (auto& block : blocks) {
    bool open = false;
    // "Below is a joint statement:" and then the statement, in quotation marks: the document itself.
    // It goes on over the paragraphs that open with quotation marks of their own.
    const auto opening = text::trim(words(block.start, block.end));
    const bool announced = (statement && (opening.starts_with("\u201C") || opening.starts_with("\""))) ||
                           (before && text::trim(words(before->start, before->end)).ends_with(":") &&
                            text::fold(words(before->start, before->end)).find("statement") != std::string::npos);
    statement = announced;
    // "The Secretary said:" and the words below it, without quotation marks.
    const bool spoken = before && text::trim(words(before->start, before->end)).ends_with("said:");
    before = &block;
    for (std::size_t s = block.first; spoken && s < block.last; ++s) sentences[s].quoted = true;
    if (announced || spoken) continue;
    for (std::size_t s = block.first; s < block.last; ++s) {
      auto& sentence = sentences[s];
      std::size_t inside = 0;
      bool said = false, told = false;
      for (std::size_t t = 0; t < sentence.tokens.size(); ++t) {
        const auto& token = sentence.tokens[t];
        // "..., the ministry said": the report itself.
        if (t > 0 && token.is("said") &&
            one_of(sentence.tokens[t - 1].folded, {"ministry", "statement", "release", "embassy", "communique", "mea"}))
          told = true;
        if (token.is("\"")) {
          const auto sign = words(token.start, token.end);
          open = sign == "\u201C" ? true : sign == "\u201D" ? false : !open;
        } else if (open) {
          ++inside;
        }
        std::size_t last = t;
        if (patterns.in_class("said_verb", sentence, t, last)) said = true;
      }
      sentence.quoted = inside * 2 > sentence.tokens.size() && (said || inside > 8) && !told;
    }
  }
}

}  // namespace breadcrumb::reader
