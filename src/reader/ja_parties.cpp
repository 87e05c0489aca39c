#include "reader/ja_parties.h"

#include <algorithm>

#include "reader/ja_text.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

std::string first_char(std::string_view s) {
  std::size_t i = 0;
  (void)text::next_char(s, i);
  return std::string(s.substr(0, i));
}

bool is_latin(std::string_view s) {
  return !s.empty() && static_cast<unsigned char>(s[0]) < 0x80;
}

}  // namespace

JaParties::JaParties(const std::vector<Party>& parties) {
  for (const auto& party : parties) {
    for (const auto& raw : party.ja) {
      const auto name = fold_ja(raw, 0, raw.size()).text;
      if (!name.empty()) names_[first_char(name)].push_back({name, party.code});
    }
    if (party.bloc) names_[first_char(party.code)].push_back({party.code, party.code});
    if (!party.ja_short.empty()) {
      if (length_ja(party.ja_short) == 1)
        shorts_[party.ja_short] = party.code;
      else
        names_[first_char(party.ja_short)].push_back({party.ja_short, party.code});
    }
  }
  for (auto& [key, names] : names_)
    std::stable_sort(names.begin(), names.end(),
                     [](const Name& a, const Name& b) { return a.text.size() > b.text.size(); });
}

std::string JaParties::at(std::string_view s, std::size_t& length) const {
  length = 0;
  if (s.empty()) return "";
  const auto found = names_.find(first_char(s));
  if (found == names_.end()) return "";
  for (const auto& name : found->second) {
    if (!s.starts_with(name.text)) continue;
    // Latin names are whole words.
    if (is_latin(name.text) && s.size() > name.text.size() &&
        std::isalnum(static_cast<unsigned char>(s[name.text.size()])) != 0)
      continue;
    length = name.text.size();
    return name.code;
  }
  return "";
}

bool JaParties::inside_katakana(std::string_view s, std::size_t start, std::size_t end) const {
  const auto katakana = [](char32_t c) { return (c >= U'ァ' && c <= U'ヺ') || c == U'ー'; };
  std::size_t probe = start;
  if (!katakana(text::next_char(s, probe))) return false;
  std::size_t length = 0;
  // タイミング; インドネシア is the longer name, and インド・タイ two.
  if (probe = end; probe < s.size() && katakana(text::next_char(s, probe)) && at(s.substr(end), length).empty())
    return true;
  probe = start;
  if (start == 0 || text::previous_char(s, probe) != U'・') return false;
  // キャサリン・タイ米国通商代表: before the point a name, behind it the country. (X・スイス経済大臣 has one alone.)
  if (at(s.substr(end), length).empty()) return false;
  std::size_t begin = probe;
  for (std::size_t k = begin; k > 0; begin = k)
    if (!katakana(text::previous_char(s, k))) break;
  return begin < probe && at(s.substr(begin, probe - begin), length).empty();
}

std::vector<JaParty> JaParties::find(std::string_view s) const {
  // One pass makes tokens (names and short forms); runs of tokens that touch, or are joined by ・, are compounds.
  struct Token {
    std::string code;
    std::size_t start, end;
    bool is_short;
  };
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < s.size();) {
    std::size_t length = 0;
    const bool inside = is_latin(s.substr(i)) && i > 0 && std::isalnum(static_cast<unsigned char>(s[i - 1])) != 0;
    if (const auto code = inside ? "" : at(s.substr(i), length); length > 0) {
      // 在日本国大使館, 日本海 and the like are no parties.
      const auto rest = s.substr(i + length);
      if (!rest.starts_with("海") && !inside_katakana(s, i, i + length)) tokens.push_back({code, i, i + length, false});
      i += length;
      continue;
    }
    const auto c = first_char(s.substr(i));
    if (const auto found = shorts_.find(c); found != shorts_.end())
      tokens.push_back({found->second, i, i + c.size(), true});
    i += c.empty() ? 1 : c.size();
  }
  std::vector<JaParty> out;
  for (std::size_t t = 0; t < tokens.size();) {
    std::size_t last = t + 1;
    bool shorts = tokens[t].is_short;
    while (last < tokens.size()) {
      const auto gap = s.substr(tokens[last - 1].end, tokens[last].start - tokens[last - 1].end);
      const bool touch = gap.empty() && (tokens[last].is_short || tokens[last - 1].is_short);
      const bool dot = gap == "・" || (gap == "-" && is_latin(s.substr(tokens[last].start))) || gap == "/";
      if (!touch && !dot) break;
      // 日中 and 韓 belong together; a name after a name needs ・.
      shorts = shorts || tokens[last].is_short;
      ++last;
    }
    const std::size_t run = last - t;
    if (s.substr(0, tokens[t].start).ends_with("旧")) {
      t = last;
      continue;
    }
    // A day's 日 before a party: 11月6日中国.
    std::size_t from = t;
    if (tokens[t].is_short && s.substr(tokens[t].start).starts_with("日") && tokens[t].start > 0) {
      std::size_t k = tokens[t].start;
      const char32_t before = text::previous_char(s, k);
      static constexpr std::u32string_view days =
          U"0123456789一二三四五六七八九十〇本同毎当今昨平休祝期先後前即来土曜在訪対親駐";
      if (days.find(before) != std::u32string_view::npos) ++from;
    }
    std::size_t count = run - (from - t);
    for (std::size_t k = from; k < last; ++k) {
      if (tokens[k].is_short && count < 2) {
        const auto rest = s.substr(tokens[k].end);
        if (!rest.starts_with("側") && !rest.starts_with("政府") && !rest.starts_with("国側")) continue;
        if (tokens[k].code == "JPN" && !rest.starts_with("側")) continue;
      }
      out.push_back({tokens[k].code, tokens[k].start, tokens[k].end, count, tokens[from].start});
    }
    t = last;
  }
  return out;
}

}  // namespace breadcrumb::reader
