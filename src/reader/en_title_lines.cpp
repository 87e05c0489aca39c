#include "reader/en_title_lines.h"

#include <algorithm>

#include "text/utf8.h"

namespace breadcrumb::reader {

EnSentence line_of(const EnText& text, const EnBlock& block) {
  return text.tag(block.start, std::min(block.end, block.start + 600));
}

DateLine date_line(const EnSentence& line) {
  DateLine out;
  const text::DateMention* best = nullptr;
  for (const auto& date : line.dates)
    if (date.has_day() && date.first.year > 0 && !date.range && date.relative == text::DateMention::Relative::none) {
      best = &date;
      break;
    }
  if (!best || line.tokens.size() > 24) return out;
  std::size_t other = 0, place_first = 0, place_last = 0;
  bool small = false, barred = false;
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const auto& token = line.tokens[i];
    if (token.start >= best->start && token.end <= best->end) continue;
    if (one_of(token.folded, {"published", "date", "posted", "issued",    "dated", "release", "released", "publication",
                              "on",        ":",    "|",      ",",         "-",     "--",      "(",        ")",
                              "/",         ".",    "for",    "immediate", "by",    "date:"})) {
      barred = barred || token.is("|");
      if (one_of(token.folded,
                 {"published", "date", "posted", "issued", "release", "released", "publication", "dated"}))
        out.labelled = true;
      continue;
    }
    if (one_of(token.folded, {"updated", "modified", "reviewed", "last"})) {
      out.updated = out.updated || token.start < best->start;
      continue;
    }
    if (token.word && token.upper) {
      if (other == 0) place_first = i;
      place_last = i + 1;
    } else {
      // Words of another script ("วันที่ 13 Aug 2021") are labels, too.
      const bool latin = static_cast<unsigned char>(token.folded.empty() ? 0 : token.folded[0]) < 0xE0;
      small = small || (token.word && latin && !one_of(token.folded, {"and", "of"}));
    }
    ++other;
  }
  // "Joint Press Release: Senior Officials Meeting, 20 June 2017" names a meeting; it is no date line.
  bool meeting = false;
  for (const auto& token : line.tokens)
    meeting = meeting || one_of(token.folded, {"meeting", "round", "dialogue", "council", "committee", "forum"});
  out.is = other <= 8 && !(small && !out.labelled && !barred) && !meeting;
  out.date = *best;
  // "Agreements | Brussels, 22 June 2018", "Ottawa, Ontario - Global Affairs Canada": sections and issuers are no
  // place.
  for (std::size_t i = place_first; i < place_last; ++i) {
    if (line.tokens[i].is("|") && i + 1 < place_last) place_first = i + 1;
    if (i > place_first && one_of(line.tokens[i].folded, {"-", "--"}) && line.tokens[i].spaced && i + 2 < place_last) {
      place_last = i;
      break;
    }
  }
  // The place stands before the date, or behind a dash ("May 23, 2024 – Phoenix").
  if (other > 0 && other <= 8 && place_last > place_first && place_last - place_first <= 5) {
    out.place_start = line.tokens[place_first].start;
    out.place_end = line.tokens[place_last - 1].end;
    if (out.place_start < best->start && out.place_end > best->start) out.place_end = best->start;
  }
  return out;
}

bool is_kicker(const EnSentence& line) {
  std::size_t last = line.tokens.size();
  while (last > 0 && !line.tokens[last - 1].word) --last;
  if (last == 0) return true;
  const auto& word = line.tokens[last - 1].folded;
  return (word == "relations" && last <= 6 && !line.parties.empty()) || (word == "ago" && last <= 10);
}

bool is_numbered(const EnText& text, const EnSentence& line) {
  std::string words;
  bool number = false;
  for (const auto& token : line.tokens) {
    number = number || token.number;
    if (!token.word || one_of(token.folded, {"n", "no", "nr", "num", "number", "n\u00ba", "n\u00b0", "ref", "of"}))
      continue;
    if (token.end - token.start <= 2 && number) continue;  // "2024/12 EN"
    words += (words.empty() ? "" : " ") + token.folded;
  }
  if (!number || line.tokens.size() > 12) return false;
  const auto& kinds = text.language.phrases("not_title");
  return std::any_of(kinds.begin(), kinds.end(), [&](const auto& kind) { return text::fold(kind) == words; });
}

bool goes_on(const EnText& text, const EnSentence& line, std::size_t block) {
  if (block + 1 >= text.blocks.size() || line.tokens.empty()) return false;
  const auto& next = text.blocks[block + 1];
  const auto gap = text.words(text.blocks[block].end, next.start);
  const auto count = std::count(gap.begin(), gap.end(), '\n');
  if (count > 1 || next.end - next.start > 160 || next.item || !next.heading) return false;
  const EnSentence more = line_of(text, next);
  if (more.tokens.empty() || more.tokens.back().is(".") || date_line(more).is) return false;
  if (more.tokens.back().is(":") || (more.tokens.size() > 1 && more.tokens[1].is(":"))) return false;  // "From:"
  static constexpr auto joint = [](const Token& token) {
    return one_of(token.folded,
                  {"on", "of", "for", "to", "between", "and", "with", "in", "under", "at", "from", "the"});
  };
  if (joint(line.tokens.back()) || line.tokens.back().is(",") || joint(more.tokens.front())) return true;
  // Nothing ends with a count, a verb, an open bracket or half a name: "Third" / "Meeting", "Hold" / "Talks".
  const auto& end = line.tokens.back();
  std::size_t last = line.tokens.size();
  int open = 0;
  for (const auto& token : line.tokens) open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
  // The last words of a name alone in their line: "A-B Economic" / "Commission".
  bool nouns = more.tokens.size() <= 3 && !line.named.empty();
  for (std::size_t t = 0; t < more.tokens.size() && nouns;) {
    std::size_t after = t;
    nouns =
        text.patterns.in_class("dialogue_noun", more, t, after) || text.patterns.in_class("round_noun", more, t, after);
    t = std::max(after, t + 1);
  }
  if (nouns && count == 1) return true;
  if (open > 0 || one_of(end.folded, {"joint", "&", "'s", "u.s.", "united", "annual", "high", "trade"}) ||
      ordinal_at(line.tokens, last - 1, last) > 0 ||
      (end.upper && text.patterns.word_in("title_verb", end.folded) &&
       !text.patterns.word_in("paper_noun", end.folded) && !text.patterns.word_in("round_noun", end.folded)))
    return true;
  return line.named.size() == 1 && line.named[0].first == 0 && line.named[0].last == line.tokens.size() &&
         !text.patterns.holds("round_noun", line) && !text.patterns.holds("sitting_body", line) &&
         more.tokens.size() <= 10 && text.patterns.holds("sitting_body", more);
}

}  // namespace breadcrumb::reader
