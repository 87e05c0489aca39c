// The headline, the release date and the dateline.
#include <algorithm>

#include "reader/en_state.h"
#include "reader/en_title_lines.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

/// "WASHINGTON" as it is written in running text.
std::string in_title_case(std::string_view printed) {
  std::string out;
  bool lower_found = false;
  for (const char c : printed) lower_found = lower_found || (c >= 'a' && c <= 'z');
  if (lower_found) return std::string(printed);
  bool begin = true;
  for (std::size_t i = 0; i < printed.size(); ++i) {
    const char c = printed[i];
    const bool point_follows = i + 1 < printed.size() && printed[i + 1] == '.';
    out += !begin && c >= 'A' && c <= 'Z' && !point_follows ? static_cast<char>(c - 'A' + 'a') : c;
    begin = c == ' ' || c == '-' || c == '.' || c == '(';
  }
  return out;
}

bool is_known_place(const EnText& text, const EnSentence& sentence, std::size_t first, std::size_t last) {
  for (const auto& party : sentence.parties)
    if (party.first >= first && party.last <= last &&
        (party.form == PartyForm::capital || party.form == PartyForm::name))
      return true;
  std::size_t end = first;
  return text.patterns.in_class("city", sentence, first, end) && end <= last;
}

/// "TOKYO – The United States ...": the city before the dash (or the colon behind a date) that opens the first
/// paragraph.
bool read_dateline(EnState& state, const EnSentence& sentence) {
  const auto& tokens = sentence.tokens;
  std::size_t dash = 0, commas = 0;
  for (std::size_t i = 0; i < tokens.size() && i < 16; ++i) {
    if ((tokens[i].is("--") || (tokens[i].is("-") && tokens[i].spaced)) && i > 0) {
      dash = i;
      break;
    }
    if (tokens[i].is(",") || tokens[i].is("(")) ++commas;
    if (tokens[i].word && !tokens[i].upper && !one_of(tokens[i].folded, {"de", "do", "del", "of"})) return false;
    // "NAIROBI, 9 March 2021: ...": a colon closes the line where a dash would.
    if (tokens[i].is(":") && i > 1 &&
        std::ranges::any_of(sentence.dates, [&](const auto& date) { return date.end == tokens[i - 1].end; })) {
      dash = i;
      break;
    }
    if (one_of(tokens[i].folded, {":", ";", "the"})) return false;
  }
  // "Bogota, July 18, 2022. Colombia and ...": a full stop closes it.
  const std::size_t words = !tokens.empty() && tokens.back().is(".") ? tokens.size() - 1 : tokens.size();
  const bool whole =
      dash == 0 && words >= 4 && words <= 10 && tokens[0].upper &&
      std::ranges::any_of(sentence.dates, [&](const auto& date) {
        return date.end == tokens[words - 1].end && date.start > tokens[0].end && date.has_day() && date.first.year > 0;
      });
  if (whole) dash = words;
  if (dash == 0 || (!whole && dash + 1 >= tokens.size())) return false;
  std::size_t last = dash;
  for (const auto& date : sentence.dates)
    if (date.start < tokens[dash].start) {
      while (last > 0 && tokens[last - 1].start >= date.start) --last;
      if (state.published.year == 0 && date.has_day() && date.first.year > 0) {
        Fact& fact = state.build.add(FactKind::published, date.start, date.end, "en.published.dateline");
        fact.set("date", text::iso(date.first));
        state.published = date.first;
      }
    }
  while (last > 0 && (tokens[last - 1].is(",") || tokens[last - 1].is("("))) --last;
  if (last == 0) return false;
  const bool known = is_known_place(state.text, sentence, 0, last) || tokens[0].capitals;
  if (!known && last > 3) return false;
  if (!known && !whole && !(tokens[dash + 1].upper || tokens[dash + 1].is("\""))) return false;
  if (!known && commas == 0 && state.text.patterns.word_in("office_word", tokens[0].folded)) return false;
  const std::size_t end = tokens[last - 1].end;
  Fact& fact = state.build.add(FactKind::dateline, tokens[0].start, end, "en.dateline.city");
  fact.set("place", in_title_case(text::squeeze(fact.quote.text)));
  return true;
}

int title_score(const EnState& state, const EnSentence& line, const EnBlock& block, std::size_t position) {
  const auto& patterns = state.text.patterns;
  const Block& from = state.text.document.blocks[block.index];
  int score = 0;
  if (from.kind == BlockKind::title || (from.kind == BlockKind::heading && from.level <= 1))
    score += 5;
  else if (from.kind == BlockKind::heading && from.level <= 2)
    score += 3;
  else if (block.heading)
    score += 2;
  bool paper = false, round = false, verb = false;
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    std::size_t last = i;
    paper = paper || patterns.in_class("paper_noun", line, i, last);
    round = round || patterns.in_class("round_noun", line, i, last);
    verb = verb || (line.tokens[i].upper && patterns.in_class("title_verb", line, i, last));
  }
  if (patterns.holds("title_event", line)) ++score;
  score += (paper ? 2 : 0) + (round ? 2 : 0) + (verb ? 1 : 0) + (line.named.empty() ? 0 : 2);
  score += std::min<int>(2, static_cast<int>(line.parties.size()));
  // A long line in small letters sums the text up under its headline.
  std::size_t small = 0;
  for (const auto& token : line.tokens) small += token.word && !token.upper && token.folded.size() > 4 ? 1 : 0;
  if (small > 6) score -= 2;
  if (line.tokens.size() < 4) score -= 3;
  if (line.tokens.size() < 3) score -= 4;
  for (const auto& meta : state.text.document.meta)
    if (meta.name == "title" && !meta.value.empty() && line.tokens.size() >= 3) {
      const auto a = text::fold(meta.value), b = text::fold(state.text.words(line.start, line.end));
      if (a.starts_with(b) || b.starts_with(a)) score += 3;
    }
  return score - static_cast<int>(position);
}

}  // namespace

void read_title_and_date(EnState& state) {
  const auto& text = state.text;
  state.skip.assign(text.blocks.size(), false);
  state.taken.assign(text.sentences.size(), false);
  // The head of the page: up to the first paragraph of running text.
  std::size_t body = text.blocks.size();
  for (std::size_t b = 0; b < text.blocks.size(); ++b) {
    const auto& block = text.blocks[b];
    std::size_t words = 0;
    for (std::size_t s = block.first; s < block.last; ++s)
      words += static_cast<std::size_t>(std::ranges::count_if(
          text.sentences[s].tokens, [](const Token& token) { return token.word || token.number; }));
    const Block& from = text.document.blocks[block.index];
    if (from.kind == BlockKind::title || from.kind == BlockKind::heading) continue;
    const auto line = text::trim(text.words(block.start, block.end));
    const bool sentence =
        !line.empty() && (line.back() == '.' || line.ends_with("\u201D") || line.back() == '"' || line.back() == ':');
    // "A and B Hold Dialogue in Washington D.C." ends with an abbreviation and is no sentence.
    std::size_t small = 0;
    for (std::size_t s = block.first; s < block.last; ++s)
      for (const auto& token : text.sentences[s].tokens)
        small += token.word && !token.upper && token.folded.size() > 3 ? 1 : 0;
    const bool abbreviation = line.size() > 4 && line[line.size() - 3] == '.' && line.back() == '.' && small <= 1;
    const bool several = block.last - block.first > 1 && words > 20;
    if ((words > 14 && sentence && !abbreviation) || several || words > 45) {
      body = b;
      break;
    }
  }
  state.body = body;
  const std::size_t head_end = std::min(body, std::size_t{40});
  int best = 2;
  EnSentence best_line;
  for (std::size_t b = 0; b < head_end; ++b) {
    const auto& block = text.blocks[b];
    if (block.end - block.start > 400) continue;
    EnSentence line = line_of(text, block);
    if (line.tokens.empty()) continue;
    const DateLine date = date_line(line);
    if (date.is && (line.tokens.size() <= 14 || date.date.start == line.start)) continue;
    const auto bare = text::fold(text::trim(text.words(block.start, block.end)));
    bool junk = line.tokens.front().is("[") || is_kicker(line) || is_numbered(text, line);
    for (const auto& phrase : text.language.phrases("not_title"))
      junk = junk || bare == text::fold(phrase) || (phrase.size() < 7 && bare.starts_with(text::fold(phrase) + ":"));
    if (junk) continue;
    const int score = title_score(state, line, block, std::min<std::size_t>(b, 6) / 2);
    // Of two lines that could be the headline, the first one that says what two parties did is hard to beat.
    const bool two = best_line.parties.size() >= 2 && best >= 3 &&
                     std::any_of(best_line.tokens.begin(), best_line.tokens.end(),
                                 [&](const Token& token) { return text.patterns.word_in("title_verb", token.folded); });
    // So is one that names a paper or a meeting and whose it is: what follows only says it again at length.
    const bool full = best >= 5 && (!best_line.named.empty() || best_line.parties.size() >= 2) &&
                      (text.patterns.holds("paper_noun", best_line) || text.patterns.holds("round_noun", best_line));
    if (score > best + (two || full ? 2 : 0)) {
      best = score;
      best_line = std::move(line);
      state.title_block = b;
    }
  }
  // Where no line says so, one that names a party right before the text, and is no sentence, is the headline.
  for (std::size_t b = 0; b < head_end && state.title_block == static_cast<std::size_t>(-1); ++b) {
    EnSentence line = line_of(text, text.blocks[b]);
    if (line.tokens.size() < 6 || line.parties.empty() ||
        (!line.dates.empty() && line.dates.front().start == line.start) || line.tokens.back().is(".") ||
        line.tokens.back().is(":") || line.tokens.front().is("[") || text.blocks[b].item || date_line(line).is ||
        text.blocks[b].end - text.blocks[b].start > 400)
      continue;
    state.title_block = b;
    best_line = std::move(line);
  }
  // Where no line says more, "Joint Press Statement" is the headline.
  for (std::size_t b = 0; b < head_end && state.title_block == static_cast<std::size_t>(-1); ++b) {
    const auto line = text::trim(text.words(text.blocks[b].start, text.blocks[b].end));
    for (const auto& phrase : text.language.phrases("bare_title"))
      if (text::fold(line) == text::fold(phrase)) {
        state.title_block = b;
        best_line = line_of(text, text.blocks[b]);
      }
  }
  if (state.title_block != static_cast<std::size_t>(-1)) {
    // "JOINT PRESS RELEASE" / "ON THE FIFTH SESSION": the paper's name in the line before.
    if (state.title_block > 0 &&
        one_of(best_line.tokens.front().folded, {"on", "of", "between", "following", "from"})) {
      const auto& before = text.blocks[state.title_block - 1];
      const auto gap = text.words(before.end, text.blocks[state.title_block].start);
      if (std::count(gap.begin(), gap.end(), '\n') == 1 && before.end - before.start < 80 &&
          text.patterns.holds("paper_noun", line_of(text, before))) {
        state.skip[state.title_block - 1] = true;
        best_line = text.tag(before.start, best_line.end);
      }
    }
    // A release date glued to the end of the headline is none of its words.
    std::size_t end = best_line.end;
    for (std::size_t b = state.title_block, lines = 0; lines < 2 && goes_on(text, text.tag(best_line.start, end), b);
         ++b, ++lines) {
      end = text.blocks[b + 1].end;
      state.skip[b + 1] = true;
    }
    if (end > best_line.end) best_line = text.tag(best_line.start, end);
    for (const auto& date : best_line.dates)
      if (date.end == best_line.end && date.has_day() && date.first.year > 0 && !date.range &&
          date.start > best_line.start &&
          text.words(date.start, date.start + 4).find_first_not_of("0123456789") == std::string_view::npos) {
        end = date.start;
        Fact& fact = state.build.add(FactKind::published, date.start, date.end, "en.published.headline");
        fact.set("date", text::iso(date.first));
        state.published = date.first;
      }
    // "ARCHIVED - Joint Statement on ...": the site's mark.
    while (best_line.tokens.size() > 1 && (one_of(best_line.tokens.front().folded, {"-", "--", "*", "\u2022", "|"}) ||
                                           (one_of(best_line.tokens.front().folded, {"archived", "archive"}) &&
                                            one_of(best_line.tokens[1].folded, {"-", "--", ":", "|"})) ||
                                           (best_line.tokens.front().is(":") && best_line.tokens.size() > 3))) {
      best_line.start = best_line.tokens[1].start;
      best_line.tokens.erase(best_line.tokens.begin());
    }
    state.build.add(FactKind::title, best_line.start, end, "en.title.headline");
    state.title = text.tag(best_line.start, end);
    state.skip[state.title_block] = true;
  }
  // Date lines at the head; then, when there is none, a labelled one or the last at the foot.
  const auto publish = [&](const DateLine& line, std::size_t b, std::string_view rule) {
    state.published = line.date.first;
    Fact& fact = state.build.add(FactKind::published, line.date.start, line.date.end, rule);
    fact.set("date", text::iso(line.date.first));
    if (line.place_end > line.place_start && !state.build.has(FactKind::dateline)) {
      const auto tagged = text.tag(line.place_start, line.place_end);
      if (!tagged.tokens.empty() && is_known_place(text, tagged, 0, tagged.tokens.size())) {
        Fact& place = state.build.add(FactKind::dateline, line.place_start, line.place_end, "en.dateline.date_line");
        std::string city = text::squeeze(place.quote.text);
        while (!city.empty() && (city.back() == ',' || city.back() == '-' || city.back() == ' ')) city.pop_back();
        place.set("place", in_title_case(city));
      }
    }
    state.skip[b] = true;
  };
  for (std::size_t b = 0; b < text.blocks.size() && b < head_end + 6; ++b) {
    if (b == state.title_block || (b >= body && text.blocks[b].end - text.blocks[b].start > 200)) continue;
    const DateLine line = date_line(line_of(text, text.blocks[b]));
    if (!line.is) continue;
    state.skip[b] = true;
    if (line.updated && !line.labelled) continue;
    if (state.published.year == 0 || (line.labelled && !state.build.has(FactKind::published)))
      publish(line, b, "en.published.line");
  }
  for (std::size_t b = body; b < text.blocks.size() && b < body + 3; ++b) {
    if (text.blocks[b].first == text.blocks[b].last || text.blocks[b].heading) continue;
    if (read_dateline(state, text.sentences[text.blocks[b].first])) break;
  }
  if (state.published.year == 0) {
    for (std::size_t b = text.blocks.size(); b-- > body;) {
      if (text.blocks[b].end - text.blocks[b].start > 160) continue;
      const DateLine line = date_line(line_of(text, text.blocks[b]));
      if (!line.is || line.updated) continue;
      if (line.labelled || b + 4 >= text.blocks.size()) {
        publish(line, b, "en.published.foot");
        break;
      }
    }
  }
  // Furniture may hold the date of the page ("Published 20 May 2024" in a box at the side).
  if (state.published.year == 0) {
    for (const auto& block : text.document.blocks) {
      if (!block.furniture || block.end - block.start > 120) continue;
      const EnSentence tagged = text.tag(block.start, block.end);
      const DateLine line = date_line(tagged);
      if (!line.is || !line.labelled || line.updated) continue;
      state.published = line.date.first;
      state.build.add(FactKind::published, line.date.start, line.date.end, "en.published.box", 80)
          .set("date", text::iso(line.date.first));
      break;
    }
  }
  // "date 2018-10-18 A delegation ...": a label and the day, glued to the text behind them.
  for (std::size_t b = 0; b < text.blocks.size() && b < body + 2 && state.published.year == 0; ++b) {
    const EnSentence line = text.tag(text.blocks[b].start, std::min(text.blocks[b].end, text.blocks[b].start + 60));
    if (line.tokens.size() < 3 || line.dates.empty() ||
        !one_of(line.tokens[0].folded, {"published", "date", "posted", "issued", "updated"}))
      continue;
    const auto& date = line.dates.front();
    const std::size_t at = line.tokens[1].is(":") || line.tokens[1].is("on") ? 2 : 1;
    if (date.start != line.tokens[at].start || !date.has_day() || date.first.year == 0 || date.range) continue;
    state.published = date.first;
    state.build.add(FactKind::published, date.start, date.end, "en.published.glued", 80)
        .set("date", text::iso(date.first));
  }
  // Lines of the head that are not body text: kickers, bylines.
  for (std::size_t b = 0; b < body && b < text.blocks.size(); ++b)
    if (text.blocks[b].end - text.blocks[b].start < 300 && !text.blocks[b].item) state.skip[b] = true;
}

}  // namespace breadcrumb::reader
