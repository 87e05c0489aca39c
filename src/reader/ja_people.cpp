#include "reader/ja_people.h"

#include <algorithm>
#include <array>

#include "reader/ja_text.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

bool is_katakana(char32_t c) {
  return (c >= U'ァ' && c <= U'ヿ') || c == U'ー' || c == U'゠';
}
bool is_name_sign(char32_t c) {
  return c == U'・' || c == U'=' || c == U'＝' || c == U'-' || c == U'.';
}

/// Without what stands in brackets, except a charge (通商担当, 経済) that belongs to the office. `at` maps back.
struct Bare {
  std::string text;
  std::vector<std::size_t> at;
  std::vector<std::size_t> gaps;  ///< bytes of `text` where brackets stood
};

/// (経済), (環境・国際), (通商担当): what the office is in charge of. (前...), (当時) and a side's role are none.
bool is_charge(std::string_view inner, const JaRules& rules) {
  if (inner.size() < 2) return false;
  auto words = inner.substr(1, inner.size() - 2);
  for (const std::string_view past : {"前", "元", "現", "当時", "以下"})
    if (words.starts_with(past)) return false;
  if (words.find("側") != std::string_view::npos) return false;
  if (words.find("担当") != std::string_view::npos) return true;
  while (!words.empty()) {
    const auto n = rules.begins_with("office_charge", words);
    if (n == 0) return false;
    words.remove_prefix(n);
    if (words.starts_with("・")) words.remove_prefix(3);
  }
  return true;
}

Bare without_brackets(std::string_view s, const JaRules& rules) {
  Bare out;
  for (std::size_t i = 0; i < s.size();) {
    if (s[i] == '(') {
      std::size_t k = i;
      int depth = 0;
      do {
        if (s[k] == '(') ++depth;
        if (s[k] == ')') --depth;
        ++k;
      } while (k < s.size() && depth > 0);
      if (!is_charge(s.substr(i, k - i), rules)) {
        out.gaps.push_back(out.text.size());
        i = k;
        continue;
      }
      for (; i < k; ++i) {
        out.text += s[i];
        out.at.push_back(i);
      }
      continue;
    }
    out.text += s[i];
    out.at.push_back(i++);
  }
  out.at.push_back(s.size());
  return out;
}

bool office(std::string_view s, const JaRules& rules) {
  if (s.ends_with(")"))
    if (const auto open = s.rfind('('); open != std::string_view::npos && open > 0 && is_charge(s.substr(open), rules))
      s = s.substr(0, open);
  return rules.ends_with("office_end", s) > 0;
}

std::string_view strip(std::string_view s, const JaRules& rules) {
  // What is said of the person before the name: 訪日中の, 交渉団長を務めた, 次官に代わり、.
  for (const std::string_view word :
       {"訪日中の", "来日中の", "訪問中の", "来日した", "訪日した", "出張中の", "滞在中の", "を務めた", "を務める",
        "に代わり、", "に代わって、", "不在の", "議長国である", "議長国の", "主催国である", "開催国である"})
    if (const auto at = s.rfind(word); at != std::string_view::npos && length_ja(s.substr(at + word.size())) >= 5)
      s.remove_prefix(at + word.size());
  for (bool again = true; again;) {
    again = false;
    s = text::trim(s);
    if (const auto n = rules.ends_with("person_tail", s); n > 0 && n < s.size()) {
      s.remove_suffix(n);
      again = true;
    }
  }
  for (bool again = true; again;) {
    again = false;
    s = text::trim(s);
    if (const auto n = rules.begins_with("person_lead", s); n > 0 && n < s.size()) {
      s.remove_prefix(n);
      again = true;
    }
  }
  return s;
}

/// Byte where the katakana (or Latin) name at the beginning ends.
std::size_t katakana_end(std::string_view s, const JaRules& rules, const JaParties& parties) {
  std::size_t i = 0, end = 0;
  while (i < s.size()) {
    std::size_t next = i;
    // "エドワード・ハーグリーブス ビジネス・貿易大臣": an office can begin in the name's own script.
    if (i > 0 && rules.begins_with("office_start_katakana", s.substr(i)) > 0) break;
    const char32_t c = text::next_char(s, next);
    if (is_name_sign(c)) {
      // "マリアム・コネ・コートジボワール共和国商業大臣": the country begins the office.
      std::size_t length = 0;
      std::size_t further = 0;
      // アルバレス is no アルバ: the country's name ends where its script does.
      const auto ends = [&] {
        std::size_t probe = next + length;
        return probe < s.size() && !is_katakana(text::next_char(s, probe));
      };
      if (c == U'・' && i > 0 && !parties.at(s.substr(next), length).empty() &&
          parties.at(s.substr(next + length), further).empty() && ends())
        return i;
      i = next;
      continue;
    }
    const bool initial = c < 0x80 && text::is_letter(c);
    const bool small = c == U'ヶ';
    if (c == U' ' && next < s.size()) {
      std::size_t probe = next;
      std::size_t named = 0;
      if (is_katakana(text::next_char(s, probe)) && parties.at(s.substr(next), named).empty()) {
        i = next;
        continue;
      }
      break;
    }
    if (!is_katakana(c) && !small && !initial) break;
    if (initial) {
      // A lone initial between points belongs to the name; EU局長 does not.
      std::size_t probe = next;
      const char32_t after = probe < s.size() ? text::next_char(s, probe) : 0;
      if (after != U'・' && after != U'.' && after != U' ') break;
    }
    i = end = next;
  }
  return end;
}

/// Where a kanji name at the beginning ends: at the first word that begins an office.
std::size_t kanji_name_end(std::string_view s, const JaRules& rules, const JaParties& parties) {
  std::size_t i = 0, count = 0, single = 0, single_end = 0;
  while (i < s.size() && count <= 7) {
    if (count >= 1) {
      std::size_t length = 0;
      const auto rest = s.substr(i);
      const bool posted = rest.starts_with("在") || rest.starts_with("駐");
      std::size_t post = 0;
      const bool begins = (posted ? rest.starts_with("在京") || rest.starts_with("駐日") ||
                                        (rest.size() > 3 && !parties.at(rest.substr(3), post).empty())
                                  : rules.begins_with("office_start", rest) > 0) ||
                          (!parties.at(rest, length).empty() && count >= 2);
      // 林|農林水産大臣: what begins after one character may hold what begins after two.
      if (begins && count >= 2) return single > 0 && single_end > i ? single : i;
      if (begins && single == 0) {
        single = i;
        single_end = i + std::max(rules.begins_with("office_start", rest), length);
      }
    }
    const std::size_t at = i;
    const char32_t c = text::next_char(s, i);
    // 山崎和之・外務審議官; an office that begins in katakana: 近藤誠一ユネスコ代表部大使.
    if ((c == U'・' || is_katakana(c)) && count >= 2) return at;
    if (c == U'・' || c == U'、' || c == U'の') break;
    ++count;
  }
  return single;
}

struct Piece {
  std::size_t start, end;
};

/// Cuts at 、 and conjunctions outside brackets, but not inside an office such as 貿易・投資.
std::vector<Piece> pieces_of(std::string_view s, const JaRules& rules) {
  std::vector<Piece> out;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i < s.size();) {
    if (s[i] == '(') ++depth;
    if (s[i] == ')' && depth > 0) --depth;
    std::size_t n = 0;
    if (depth == 0 && i > begin) {
      const auto rest = s.substr(i);
      for (const std::string_view word : {"及び", "および", "並びに", "ならびに", "、", "と", "は"})
        if (rest.starts_with(word)) {
          n = word.size();
          if (word == "と" || word == "は") {
            // Only after an office and before something long enough to be a person.
            if (!office(without_brackets(s.substr(begin, i - begin), rules).text, rules) || length_ja(rest) < 4) n = 0;
          } else if (word != "、" && !office(without_brackets(s.substr(begin, i - begin), rules).text, rules) &&
                     rest.size() < 12) {
            n = 0;
          }
          break;
        }
    }
    if (n > 0) {
      out.push_back({begin, i});
      i += n;
      begin = i;
      continue;
    }
    (void)text::next_char(s, i);
  }
  out.push_back({begin, s.size()});
  return out;
}

std::size_t original(const Bare& bare, std::string_view part, bool end) {
  const auto offset = static_cast<std::size_t>(part.data() - bare.text.data());
  if (!end) return bare.at[offset];
  const auto last = offset + part.size();
  return last == 0 ? 0 : bare.at[last - 1] + 1;
}

}  // namespace

std::vector<JaPerson> people_ja(std::string_view whole, const JaRules& rules, const JaParties& parties) {
  std::vector<JaPerson> out;
  for (const auto& piece : pieces_of(whole, rules)) {
    const auto all = whole.substr(piece.start, piece.end - piece.start);
    // 外務省(山田中南米局長(団長)他): a ministry and its own in brackets.
    std::size_t land = 0;
    const bool country = !parties.at(all, land).empty() && all.substr(land).starts_with("(");
    if (const auto open = all.find('(');
        open != std::string_view::npos && open > 0 && all.size() > open + 12 &&
        (country || rules.ends_with("employer_end", text::trim(all.substr(0, open))) > 0)) {
      int depth = 0;
      std::size_t close = open;
      for (; close < all.size(); ++close) {
        depth += all[close] == '(' ? 1 : all[close] == ')' ? -1 : 0;
        if (depth == 0) break;
      }
      const auto rest = text::trim(all.substr(std::min(close + 1, all.size())));
      if (rest.empty() || rest.starts_with("他") || rest.starts_with("ほか") || rest.starts_with("等") ||
          rest.starts_with("(")) {
        for (auto person : people_ja(all.substr(open + 1, close - open - 1), rules, parties)) {
          person.start += piece.start + open + 1;
          person.end += piece.start + open + 1;
          out.push_back(std::move(person));
        }
        continue;
      }
    }
    const Bare bare = without_brackets(all, rules);
    std::string_view s = strip(bare.text, rules);
    // What follows an office and が, を or は speaks of the meeting: 第一副首相を共同議長として.
    for (std::size_t i = 0; i < s.size();) {
      const auto here = s.substr(0, i);
      const auto rest = s.substr(i);
      const bool particle = rest.starts_with("が") || (rest.starts_with("を") && !rest.starts_with("を務める")) ||
                            rest.starts_with("は") || rest.starts_with("と会") || rest.starts_with("との") ||
                            rest.starts_with("と電話") || rest.starts_with("による") || rest.starts_with("により") ||
                            rest.starts_with("ら関係") || rest.starts_with("等関係") || rest.starts_with("の間で") ||
                            rules.begins_with("person_role", rest) > 0;
      auto whole_office = here;
      for (const std::string_view tail : {"等", "ら", "他", "氏", "両名"})
        if (whole_office.ends_with(tail)) whole_office.remove_suffix(tail.size());
      if (particle && length_ja(here) >= 5 && office(whole_office, rules)) {
        s = strip(here, rules);
        break;
      }
      (void)text::next_char(s, i);
    }
    JaPerson person;
    // "英国のエドワード・ハーグリーブス大臣": whose the person is, before the person.
    std::string whose;
    std::size_t named = 0;
    whose = parties.at(s, named);
    named += whose.empty() ? 0 : rules.begins_with("state_form", s.substr(named));
    // 中国・高虎城商務部部長 is set like it.
    if (!whose.empty() && (s.substr(named).starts_with("の") || s.substr(named).starts_with("・")))
      s.remove_prefix(named + 3);
    else
      whose.clear();
    if (s.empty() || length_ja(s) < 3 || length_ja(s) > 70) continue;
    if (rules.any("not_person", s)) continue;
    std::size_t probe = 0;
    const char32_t first = text::next_char(s, probe);
    std::string_view name, title, before;
    // The reading or the English of a name in brackets ends the name: 李飛(り・ひ)商務部部長助理.
    const auto bracket_after = [&](std::string_view words) {
      const auto offset = static_cast<std::size_t>(words.data() - bare.text.data());
      for (const auto gap : bare.gaps)
        if (gap > offset && gap < offset + words.size()) return gap - offset;
      return words.size();
    };
    // A reading may also stand behind the family name alone: 石渡(いしわた)守彦.
    const auto read_name = [&](std::string_view words) -> std::size_t {
      const auto gap = bracket_after(words);
      const auto size = length_ja(words.substr(0, gap));
      std::size_t length = 0;
      const bool closed = size >= 3 || rules.begins_with("office_start", words.substr(gap)) > 0 ||
                          !parties.at(words.substr(gap), length).empty();
      return gap < words.size() && size >= 2 && size <= 5 && closed ? gap : 0;
    };
    const bool initial = first < 0x80 && text::is_upper(first) &&
                         (s.substr(probe).starts_with("・") || s.substr(probe).starts_with("."));
    if (is_katakana(first) || initial) {
      const auto end = katakana_end(s.substr(0, bracket_after(s)), rules, parties);
      name = s.substr(0, end);
      title = s.substr(end);
      while (title.starts_with("・")) title.remove_prefix(3);
      if (name.ends_with("・")) name.remove_suffix(3);
      // A title in front that begins in katakana: スイス経済庁上席参事官 ベアト・ツュルヒャー.
      std::size_t length = 0;
      if (const auto gap = s.find(' '); !parties.at(s, length).empty() && gap != std::string_view::npos) {
        name = {};
      } else if (!parties.at(s, length).empty() && !title.empty() && length == end) {
        name = {};
      } else {
        person.katakana = true;
      }
    }
    // 外務省佐藤一郎経済局参事官: a ministry, then the name without a sign between.
    if (const auto n = name.empty() ? rules.begins_with("ministry", s) : 0; n > 0 && office(s, rules)) {
      const auto rest = s.substr(n);
      const auto end = rules.begins_with("office_start", rest) > 0 ? 0 : kanji_name_end(rest, rules, parties);
      if (const auto letters = length_ja(rest.substr(0, end)); letters >= 3 && letters <= 5) {
        before = s.substr(0, n);
        name = rest.substr(0, end);
        title = rest.substr(end);
      }
    }
    if (name.empty()) {
      // Office first: by a blank, or by の.
      const auto blank = s.find(' ');
      std::size_t no = std::string_view::npos;
      for (std::size_t at = s.find("の"); at != std::string_view::npos; at = s.find("の", at + 3))
        if (office(s.substr(0, at), rules) || rules.ends_with("employer_end", text::trim(s.substr(0, at))) > 0) no = at;
      if (no != std::string_view::npos && no > 0) {
        const auto rest = s.substr(no + 3);
        before = text::trim(s.substr(0, no));
        std::size_t k = 0;
        const char32_t c = rest.empty() ? 0 : text::next_char(rest, k);
        if (is_katakana(c) || (c < 0x80 && text::is_upper(c) && rest.substr(k).starts_with("."))) {
          const auto end = katakana_end(rest.substr(0, bracket_after(rest)), rules, parties);
          name = rest.substr(0, end);
          title = rest.substr(end);
          person.katakana = true;
        } else if (const auto gap = read_name(rest); gap > 0) {
          name = rest.substr(0, gap);
          title = rest.substr(gap);
        } else if (const auto end = kanji_name_end(rest, rules, parties); end > 0) {
          name = rest.substr(0, end);
          title = rest.substr(end);
        } else if (length_ja(rest) <= 7) {
          name = rest;
        }
      } else if (blank != std::string_view::npos) {
        // "首席交渉官 外務省経済外交担当大使 猪俣 寿一": the office runs to the last word that ends like one.
        std::size_t cut = 0;
        for (std::size_t at = blank; at != std::string_view::npos; at = s.find(' ', at + 1))
          if (office(s.substr(0, at), rules)) cut = at;
        if (cut > 0) {
          title = s.substr(0, cut);
          name = text::trim(s.substr(cut));
          std::size_t k = 0;
          person.katakana = !name.empty() && is_katakana(text::next_char(name, k));
        } else if (office(s, rules)) {
          // "猪俣 寿一 外務審議官", "武藤 容治経済産業大臣".
          const auto last = s.rfind(' ');
          if (length_ja(s.substr(0, last)) <= 8 && last != blank) {
            name = s.substr(0, last);
            title = s.substr(last + 1);
          } else if (const auto rest = s.substr(blank + 1); length_ja(s.substr(0, blank)) <= 3) {
            if (const auto end = kanji_name_end(rest, rules, parties); end > 0 && length_ja(rest.substr(0, end)) <= 4) {
              name = s.substr(0, blank + 1 + end);
              title = rest.substr(end);
            } else {
              name = s.substr(0, blank);
              title = rest;
            }
          }
        }
      }
      if (name.empty() && title.empty()) {
        // Office then a katakana name without a sign between: 商務長官ジーナ・レモンド.
        std::size_t i = s.size(), begin = s.size();
        while (i > 0) {
          std::size_t k = i;
          const char32_t c = text::previous_char(s, k);
          if (!is_katakana(c) && !is_name_sign(c)) break;
          i = begin = k;
        }
        if (begin < s.size() && begin > 0 && office(s.substr(0, begin), rules)) {
          title = s.substr(0, begin);
          name = s.substr(begin);
          person.katakana = true;
        } else if (const auto gap = read_name(s); gap > 0 && office(s, rules)) {
          name = s.substr(0, gap);
          title = s.substr(gap);
        } else if (const auto end = kanji_name_end(s, rules, parties); end > 0 && office(s, rules)) {
          name = s.substr(0, end);
          title = s.substr(end);
        } else if (office(s, rules) && length_ja(s) >= 5) {
          continue;  // an office without a name that we can set apart
        }
      }
    }
    while (title.starts_with("・")) title.remove_prefix(3);
    name = text::trim(name);
    title = text::trim(title);
    // 首席交渉官, 商業次官: an office without a name.
    if (!person.katakana && rules.begins_with("office_start", name) == name.size()) continue;
    // A ministry in the chair is no person.
    if (title.find("が") != std::string_view::npos || title.find("を") != std::string_view::npos ||
        title.find("から") != std::string_view::npos || name.starts_with("第"))
      continue;
    if (name.empty() || (title.empty() && before.empty())) continue;
    const auto letters = length_ja(name);
    if (letters > 45 || (!person.katakana && letters > 9) || rules.any("not_person", name)) continue;
    if (!title.empty() && !office(title, rules)) {
      // "…局長(当時)", "…大使(議長)": cut back to the last office word, or give up.
      continue;
    }
    std::size_t length = 0;
    person.party = whose;
    for (const auto words : {title, before})
      if (person.party.empty()) person.party = parties.at(words, length);
    person.name = std::string(name);
    const auto tail = text::trim(title);
    person.title = std::string(before) + std::string(tail);
    if (before.size() > 0 && tail.empty()) person.title = std::string(before);
    const std::string_view leftmost = before.data() != nullptr && !before.empty()
                                          ? before
                                          : (title.data() < name.data() && !title.empty() ? title : name);
    const std::string_view rightmost = !title.empty() && title.data() > name.data() ? title : name;
    person.start = piece.start + original(bare, leftmost, false);
    person.end = piece.start + original(bare, rightmost, true);
    out.push_back(std::move(person));
  }
  return out;
}

}  // namespace breadcrumb::reader
