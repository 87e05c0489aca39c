// Run-in labels, numbers of lists, headings of lines: where a block's name ends and its words begin.
#include "reader/en_body_labels.h"

#include <algorithm>

#include "reader/en_body.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

bool Labels::item_heading(std::size_t b, std::string_view line) const {
  if (b + 1 >= text_.blocks.size() || line.empty() || line.size() > 110) return false;
  if (one_of(line.substr(line.size() - 1), {".", ";", ",", ":"}) || line.ends_with("; and")) return false;
  const auto& own = text_.document.blocks[text_.blocks[b].index];
  const auto& next = text_.document.blocks[text_.blocks[b + 1].index];
  const bool numbered = !own.marker.empty() && own.marker.find_first_of("0123456789IVX") != std::string::npos;
  const bool next_numbered = !next.marker.empty() && next.marker.find_first_of("0123456789IVX") != std::string::npos;
  if (!numbered) return false;
  if (text_.blocks[b + 1].item && next_numbered && next.level <= own.level) return false;
  std::size_t i = 0;
  return text::is_upper(text::next_char(line, i));
}

std::size_t Labels::after_number(std::size_t start, std::size_t end) const {
  const std::string_view words = text_.words(start, end);
  std::size_t i = 0;
  while (i < words.size() && i < 10 && words[i] != ' ' && words[i] != '\n' && words[i] != '\t') ++i;
  const auto first = words.substr(0, i);
  if (first.empty() || i >= words.size()) return start;
  const bool closed = first.back() == '.' || first.back() == ')' || first == "-" || first == "\u2022" ||
                      first == "\u25CF" || first == "\u2013" || first == "o" || first == "\u2666" ||
                      first == "\u00BB" || first == "\u00BA" || first == "*" || first == "\u00B7";
  bool digits = false;
  std::size_t letter_count = 0;
  for (const char c : first) {
    digits = digits || (c >= '0' && c <= '9');
    letter_count += (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
  const bool roman = first.find_first_not_of("IVXivx.()") == std::string_view::npos;
  if (!(closed && (letter_count <= 1 || roman)) &&
      !(digits && letter_count <= 1 && first.find('.') != std::string_view::npos))
    return start;
  if (letter_count > 1 && !roman) return start;
  std::size_t at = start + i;
  while (at < end &&
         (text_.document.text[at] == ' ' || text_.document.text[at] == '\n' || text_.document.text[at] == '\t'))
    ++at;
  return at < end ? at : start;
}

std::size_t Labels::item_end(std::size_t start, std::size_t end) const {
  auto words = text::trim(text_.words(start, end));
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view tail : {"; and", ", and", ";", ".", ","})
      if (words.ends_with(tail)) {
        words.remove_suffix(tail.size());
        again = true;
      }
  }
  return static_cast<std::size_t>(words.data() - text_.document.text.data()) + words.size();
}

Label Labels::label_end(std::size_t b, std::size_t start, const Block& from, bool in_list) const {
  const auto& block = text_.blocks[b];
  const std::string& all = text_.document.text;
  Label out;
  // The paragraph of the meeting's sentence begins with a date line, not with a label.
  if (state_.meeting_sentence < text_.sentences.size()) {
    const std::size_t told = text_.sentences[state_.meeting_sentence].block;
    if (b == told || (!block.item && b < told)) return out;
  }
  const auto upper = [&](std::size_t at) {
    std::size_t i = at;
    return at < block.end &&
           (text::is_upper(text::next_char(std::string_view(all), i)) || (all[at] >= '0' && all[at] <= '9'));
  };
  if (!upper(start)) return out;
  std::size_t bold_end = 0;
  for (const auto& emphasis : from.emphases)
    if (emphasis.start <= start + 1 && emphasis.end < block.end) bold_end = std::max(bold_end, emphasis.end);
  if (bold_end > start && bold_end - start < 140) {
    std::size_t rest = bold_end, label = bold_end;
    while (rest < block.end && (all[rest] == ' ' || all[rest] == '.' || all[rest] == ':' || all[rest] == '-' ||
                                static_cast<unsigned char>(all[rest]) >= 0x80)) {
      std::size_t i = rest;
      const char32_t c = text::next_char(std::string_view(all), i);
      if (c >= 0x80 && c != U'\u2013' && c != U'\u2014' && c != U'\u00A0' && c != U'\u2012') break;
      rest = i;
    }
    const bool sign = rest > bold_end || one_of(std::string_view(all).substr(bold_end - 1, 1), {".", ":"});
    while (label > start && one_of(std::string_view(all).substr(label - 1, 1), {".", ":", " ", "-"})) --label;
    if (sign && rest < block.end && !state_like(start, label)) return {true, true, label, rest, "en.area.bold"};
  }
  // A dash, colon or point within the first words.
  const std::size_t limit = std::min(block.end, start + 130);
  std::size_t words = 0;
  for (std::size_t i = start; i < limit;) {
    const std::size_t at = i;
    const char32_t c = text::next_char(std::string_view(all), i);
    if (text::is_space(c)) ++words;
    if (words > 13) return out;
    const bool dash = c == U'\u2013' || c == U'\u2014' ||
                      (c == U'-' && at > start && text::is_space(static_cast<unsigned char>(all[at - 1])) &&
                       i < block.end && all[i] == ' ');
    const bool spaced =
        i < block.end && (all[i] == ' ' || all[i] == '\n' || static_cast<unsigned char>(all[i]) == 0xC2);
    if (dash && spaced && at > start) {
      // A dash may stand inside the label when another sign follows soon.
      std::size_t label = at, rest = i;
      for (std::size_t k = i; k < std::min(limit, i + 60);) {
        const std::size_t here = k;
        const char32_t d = text::next_char(std::string_view(all), k);
        if ((d == U'\u2013' || d == U'\u2014' || d == U':') && k < block.end && all[k] == ' ') {
          std::size_t first = rest;
          while (first < here && all[first] == ' ') ++first;
          if (upper(first)) {
            label = here;
            rest = k;
          }
          break;
        }
      }
      if (!block.item && !in_list) return out;
      return finish(start, label, rest, block.end, "en.area.dash");
    }
    if (c == U':' && spaced) {
      if (!block.item && !in_list && !siblings(':')) return out;
      return finish(start, at, i, block.end, "en.area.colon");
    }
    if (c == U'.' && spaced) {
      if (at - start > 70 || !(siblings('.') || start > block.start || from.bold || in_list)) return out;
      std::size_t end = 0;
      const auto label = text_.tag(start, at);
      if (label.tokens.empty() || text_.words(start, at).ends_with("U.S") || text_.words(start, at).ends_with("H.E") ||
          phrase_at(text_, label, "honorific", label.tokens.size() - 1, end))  // "From the Thai side, Mr. X"
        return out;
      return finish(start, at, i, block.end, "en.area.period");
    }
    if (c == U',' && !block.item && words > 8) return out;
  }
  return out;
}

Label Labels::finish(std::size_t start, std::size_t label, std::size_t rest, std::size_t end,
                     std::string_view rule) const {
  while (rest < end && (text_.document.text[rest] == ' ' || text_.document.text[rest] == '\n')) ++rest;
  if (rest >= end || label <= start + 1 || state_like(start, label)) return {};
  return {true, false, label, rest, rule};
}

bool Labels::state_like(std::size_t start, std::size_t end) const {
  const auto tagged = text_.tag(start, end);
  if (tagged.tokens.empty()) return true;
  // "Agenda item 3", "Annex B": a number of the paper.
  if (tagged.tokens.size() <= 3 &&
      one_of(tagged.tokens.size() == 3 ? tagged.tokens[1].folded : tagged.tokens[0].folded,
             {"item", "annex", "point", "paragraph", "section", "article", "no", "part"}) &&
      (tagged.tokens.back().number || tagged.tokens.back().capitals ||
       tagged.tokens.back().end - tagged.tokens.back().start == 1))
    return true;
  // "Japanese side: some 20 officials"
  for (const auto& side : tagged.sides)
    if (side.first <= 1 && side.last == tagged.tokens.size()) return true;
  // A party alone heads what it said, and no subject; a time of day is no label.
  for (const auto& party : tagged.parties)
    if (party.first <= 1 && party.last == tagged.tokens.size()) return true;
  if (tagged.tokens.back().is("a.m") || tagged.tokens.back().is("p.m") || tagged.tokens.back().is("m")) return true;
  // "The ASEAN Economic Ministers – Republic of Korea Consultation"
  if (one_of(tagged.tokens.back().folded, {"ministers", "officials", "leaders", "sides", "parties", "delegations"}))
    return true;
  for (const auto& token : tagged.tokens)
    if (one_of(token.folded, {"was",  "were",    "is",        "are",       "will",      "has",        "have",
                              "they", "said",    "held",      "including", "following", "note",       "issued",
                              "date", "posted",  "discussed", "met",       "tel",       "background", "re",
                              "ref",  "contact", "contacts",  "published", "subject",   "these",      "wrote"}))
      return true;
  for (const auto& match : text_.patterns.find("act", tagged))
    if (match.first > 0) return true;
  for (std::size_t i = 1; i < tagged.tokens.size(); ++i)
    if (text_.patterns.word_in("body_done", tagged.tokens[i].folded)) return true;
  return generic(text_.words(start, end));
}

bool Labels::generic(std::string_view words) const {
  auto folded = text::fold(text::trim(words));
  while (!folded.empty() && (folded.back() == ':' || folded.back() == '.')) folded.pop_back();
  for (const auto& phrase : text_.language.phrases("body_generic"))
    if (folded == phrase) return true;
  return false;
}

bool Labels::caption(const EnSentence& line) const {
  if (!line.tokens.empty() &&
      one_of(line.tokens.back().folded, {"logo", "image", "photo", "picture", "banner", "flags"}))
    return true;
  bool somebody = false;
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    std::size_t end = i;
    if (somebody && text_.patterns.word_in("body_caption_verb", line.tokens[i].folded)) return true;
    somebody = somebody || phrase_at(text_, line, "honorific", i, end) || phrase_at(text_, line, "rank_word", i, end) ||
               std::ranges::any_of(line.parties, [&](const auto& party) { return party.first == i; });
  }
  return false;
}

bool Labels::one_sentence(const EnBlock& block, std::size_t start) const {
  std::size_t count = 0;
  for (std::size_t i = block.first; i < block.last; ++i) count += text_.sentences[i].end > start ? 1 : 0;
  return count == 1;
}

bool Labels::late_meeting() const {
  std::size_t paragraphs = 0;
  for (std::size_t b = state_.body; b < text_.sentences[state_.meeting_sentence].block; ++b)
    paragraphs += !text_.blocks[b].heading && text_.blocks[b].end - text_.blocks[b].start > 100 ? 1 : 0;
  return paragraphs > 3;
}

bool Labels::bids(std::string_view line) const {
  const auto first = text::fold(line.substr(0, line.find(' ')));
  return (line.front() >= 'a' && line.front() <= 'z') || text_.patterns.word_in("body_do", first);
}

bool Labels::heads_area(const EnSentence& s, Stretch heading) const {
  if (heading.last <= heading.first) return false;
  for (const auto& side : s.sides)  // "From the Saudi side, ..."
    if (side.first < heading.last && heading.first < side.last) return false;
  for (std::size_t i = heading.first; i < heading.last; ++i)
    if (s.tokens[i].number || s.tokens[i].is("(") ||
        one_of(s.tokens[i].folded, {"margins", "hand", "behalf", "occasion", "item", "monday", "tuesday", "wednesday",
                                    "thursday", "friday", "part", "day", "sidelines"}) ||
        text::month_number(s.tokens[i].folded) > 0)
      return false;
  return !topics_of(text_, s, heading.first, heading.last).frame;
}

bool Labels::names_the_paper(const EnSentence& line) const {
  bool paper = false;
  for (std::size_t i = 0; i < line.tokens.size();) {
    std::size_t end = i + 1;
    if (phrase_at(text_, line, "body_heading_word", i, end))
      paper = true;
    else if (!phrase_at(text_, line, "body_frame", i, end) && line.tokens[i].word)
      return false;
    i = std::max(end, i + 1);
  }
  return paper;
}

bool Labels::siblings(char sign) const {
  int count = 0;
  for (const auto& block : text_.blocks) {
    if (block.background || block.heading) continue;
    const std::size_t start = after_number(block.start, block.end);
    const auto words = text_.words(start, std::min(block.end, start + 70));
    const auto at = words.find(sign);
    if (at == std::string_view::npos || at < 3 || start + at + 20 > block.end) continue;
    if (at + 1 >= words.size() || (words[at + 1] != ' ' && words[at + 1] != '\n')) continue;
    const auto label = words.substr(0, at);
    if (std::count(label.begin(), label.end(), ' ') > 8 || state_like(start, start + at)) continue;
    const auto tagged = text_.tag(start, start + at);
    if (!text_.patterns.find("act", tagged).empty() || !text_.patterns.find("commit", tagged).empty()) continue;
    if (label.find(',') != std::string_view::npos && sign == '.') continue;
    if (!tagged.tokens.front().upper || tagged.tokens.size() > 10 || label.ends_with("U.S") || label.ends_with("Mr") ||
        label.ends_with("D.C"))
      continue;
    ++count;
  }
  return count >= 2;
}

}  // namespace breadcrumb::reader
