// Who led, and since when the dialogue goes on, in Japanese.
#include <algorithm>
#include <optional>

#include "reader/ja_passes.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

using text::Ymd;

constexpr std::size_t npos = JaPage::npos;

/// 鈴木外務副大臣 where the page also prints 鈴木馨祐外務副大臣, ソホ経済大臣 where エドゥアルド・ソホ経済大臣: the
/// whole name.
void complete_name(const JaPage& page, JaPerson& person) {
  if (person.name.find("・") != std::string::npos || (!person.katakana && length_ja(person.name) > 3)) return;
  for (const auto& line : page.lines) {
    const std::string_view words = line.text;
    if (person.katakana) {
      const auto at = words.find("・" + person.name + person.title);
      if (at == std::string_view::npos) continue;
      std::size_t begin = at;
      for (std::size_t k = at; k > 0; begin = k)
        if (const char32_t c = text::previous_char(words, k); !((c >= U'ァ' && c <= U'ヿ') || c == U'=')) break;
      const auto given = words.substr(begin, at - begin);
      if (length_ja(given) < 2 || !page.parties.find(given).empty()) continue;
      person.name = std::string(given) + "・" + person.name;
      return;
    }
    for (auto at = words.find(person.name); at != std::string_view::npos; at = words.find(person.name, at + 3)) {
      const auto rest = words.substr(at + person.name.size());
      const auto end = rest.find(person.title);
      if (end == std::string_view::npos || end == 0 || length_ja(rest.substr(0, end)) > 3) continue;
      std::size_t k = 0;
      bool han = true;
      while (k < end && han) {
        const char32_t c = text::next_char(rest, k);
        han = (c >= U'一' && c <= U'鿿') ||
              (c >= U'ぁ' && c <= U'ゖ' && c != U'の' && c != U'は' && c != U'が' && c != U'と');
      }
      if (!han || rest.substr(0, end).find("及び") < end || page.rules.begins_with("office_start", rest) > 0) continue;
      person.name += std::string(rest.substr(0, end));
      return;
    }
  }
}

/// 世耕大臣 where the page says 世耕弘成経済産業大臣 or 世耕経済産業大臣 elsewhere: the whole of it.
void complete(const JaPage& page, JaPerson& person) {
  if (length_ja(person.title) > 3) return;
  JaPerson best;
  for (const auto& line : page.lines) {
    const std::string_view words = line.text;
    for (auto at = words.find(person.name); at != std::string_view::npos; at = words.find(person.name, at + 3)) {
      const auto rest = words.substr(at + person.name.size());
      const auto end = rest.find(person.title);
      if (end == std::string_view::npos || end == 0 || length_ja(rest.substr(0, end)) > 14) continue;
      if (rest.substr(0, end).find("、") < end) continue;
      const auto found =
          people_ja(words.substr(at, person.name.size() + end + person.title.size()), page.rules, page.parties);
      if (found.size() != 1 || !found[0].name.starts_with(person.name) || length_ja(found[0].title) <= 3) continue;
      if (found[0].name.size() > best.name.size() || best.title.empty()) best = found[0];
    }
  }
  if (best.title.empty()) return;
  person.name = best.name;
  person.title = best.title;
}

void add_heads(JaPage& page, std::size_t line, std::size_t offset, std::string_view words, const std::string& code,
               bool only_first, std::string_view rule) {
  if (const auto more = words.find("ほか"); more != std::string_view::npos && more > 6) words = words.substr(0, more);
  // (豪州側:X、日本側:Y)のZ対話: the list ends with its bracket.
  int depth = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    depth += words[i] == '(' ? 1 : words[i] == ')' ? -1 : 0;
    if (depth >= 0) continue;
    words = words.substr(0, i);
    break;
  }
  auto people = people_ja(words, page.rules, page.parties);
  if (only_first && people.size() > 1) people.resize(1);
  for (auto& person : people) {
    complete(page, person);
    complete_name(page, person);
    std::string party = code;
    if (party.empty()) {
      const bool known = std::find(page.codes.begin(), page.codes.end(), person.party) != page.codes.end() ||
                         (page.codes.size() < 2 && !person.party.empty());
      party = known ? person.party : person.katakana ? page.other_party() : "JPN";
    }
    bool twice = false;
    for (const Fact* fact : page.build.all(FactKind::head))
      twice = twice || fact->field("name") == person.name ||
              (fact->field("party") == party &&
               (fact->field("name").starts_with(person.name) || fact->field("name").ends_with("・" + person.name)));
    if (twice) continue;
    Fact& fact = page.add(FactKind::head, line, offset + person.start, offset + person.end, rule);
    if (!party.empty()) fact.set("party", party);
    fact.set("name", person.name);
    fact.set("title", person.title);
  }
}

/// Where the list of people ends: が or を behind an office, をはじめとする, ほか.
std::size_t people_end(const JaPage& page, std::string_view s, bool& first_only) {
  first_only = false;
  int depth = 0;
  for (std::size_t i = 0; i < s.size();) {
    if (s[i] == '(') ++depth;
    if (s[i] == ')' && depth > 0) --depth;
    if (depth == 0 && i > 0) {
      const auto rest = s.substr(i);
      for (const std::string_view word : {"をはじめ", "を始め", "はじめ、", "始め、"})
        if (rest.starts_with(word)) return i;
      for (const std::string_view word : {"のほか", "ほか"})
        if (rest.starts_with(word)) return i;
      // 今回の交渉団長を務めたX: said of the person that follows.
      const bool clause = rest.starts_with("を務めた") || rest.starts_with("を務める");
      if (rest.starts_with("が") || (rest.starts_with("を") && !clause) || rest.starts_with("です") ||
          rest.starts_with("で、")) {
        auto before = s.substr(0, i);
        if (before.ends_with("他")) before.remove_suffix(3);
        while (before.ends_with(")"))
          before = before.substr(0, before.rfind('(') == std::string_view::npos ? 0 : before.rfind('('));
        for (const std::string_view tail : {"ら", "等", "氏", "両名"})
          if (before.ends_with(tail)) before.remove_suffix(tail.size());
        std::size_t k = before.size();
        const char32_t c = before.empty() ? 0 : text::previous_char(before, k);
        if (page.rules.ends_with("office_end", before) > 0 || (c >= U'ァ' && c <= U'ヿ') ||
            rest.starts_with("が出席") || rest.starts_with("が務め") || rest.starts_with("が率") ||
            rest.starts_with("が、それぞれ"))
          return i;
      }
    }
    (void)text::next_char(s, i);
  }
  return s.size();
}

}  // namespace

void find_heads(JaPage& page) {
  std::string pending;  // 日本側 in a cell of its own
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    if (page.sections[i] != JaSection::body || i == page.title || full_stop(page.lines[i].text)) {
      pending.clear();
      continue;
    }
    const std::string_view words = page.lines[i].text;
    std::string code = pending;
    std::size_t from = 0;
    pending.clear();
    const auto sides = page.sides(words);
    if (sides.size() >= 2) {
      for (std::size_t k = 0; k < sides.size(); ++k) {
        const auto to = k + 1 < sides.size() ? sides[k + 1].start : words.size();
        add_heads(page, i, sides[k].end, words.substr(sides[k].end, to - sides[k].end), sides[k].code, false,
                  "ja.head.listed");
      }
      continue;
    }
    if (sides.size() == 1 && sides[0].start == 0 && words.starts_with("(")) {
      code = sides[0].code;
      from = sides[0].end;
    }
    if (code.empty()) {
      const auto found = page.parties.find(words);
      std::size_t length = 0;
      auto named = page.parties.at(words, length);
      if (!named.empty()) {
        auto rest = words.substr(length);
        std::size_t skip = length;
        if (rest.starts_with("側")) skip += 3;
        rest = words.substr(skip);
        if (rest.empty()) {
          pending = named;
          continue;
        }
        if (rest.starts_with(" ") || rest.starts_with(":")) {
          code = named;
          from = skip + 1;
        }
      }
    }
    if (!code.empty() && length_ja(words) < 120)
      add_heads(page, i, from, words.substr(from), code, false, "ja.head.listed");
  }
  for (auto& s : page.sentences) {
    if (page.sections[s.line] != JaSection::body || s.line == page.title) continue;
    const auto words = page.text(s);
    if (!full_stop(words)) continue;
    bool about = words.find("側:") != std::string_view::npos;
    for (const std::string_view word :
         {"議長",   "座長",         "首席",       "団長",     "出席",     "参加", "率い", "署名",
          "会談",   "はじめとする", "始めとする", "代表",     "進行",     "臨み", "主催", "共催",
          "開催し", "対応し",       "顔を合わせ", "対話を行", "協議を行", "と、", "主宰"})
      about = about || words.find(word) != std::string_view::npos;
    if (!about || page.rules.any("head_denied", words)) continue;
    // Who spoke, opened or called on somebody is told after who was there.
    bool speech = false;
    for (const std::string_view word : {"旨述べ", "と述べ", "旨発言", "挨拶", "表敬", "祝意", "謝意"})
      speech = speech || words.find(word) != std::string_view::npos;
    if (speech && page.build.has(FactKind::head) && words.find("議長を務め") == std::string_view::npos) continue;
    auto sides = page.sides(words);
    // (経済産業省からはX他): who came along; (日本側:X、韓国側:Y) alone names the heads.
    const auto outside = [&](const JaSide& side) {
      int depth = 0;
      for (std::size_t i = 0; i < side.start; ++i) depth += words[i] == '(' ? 1 : words[i] == ')' ? -1 : 0;
      return depth <= 0;
    };
    if (std::any_of(sides.begin(), sides.end(), outside))
      std::erase_if(sides, [&](const JaSide& side) { return !outside(side); });
    const auto before = page.build.all(FactKind::head).size();
    const auto principals = [&] {
      // Two principals who met: Aと、Bは会談した; Aが出席した.
      const bool meets = page.rules.any("meeting", words) &&
                         (&s == (page.meeting_sentence == npos ? nullptr : &page.sentences[page.meeting_sentence]));
      const bool chairs = words.find("議長") != std::string_view::npos ||
                          words.find("出席") != std::string_view::npos ||
                          words.find("はじめ") != std::string_view::npos;
      const bool hosts = page.rules.any("hosts", words);
      if (meets || (chairs && before == 0) || hosts) {
        bool first = false;
        const auto part = words.starts_with("会合は") || words.starts_with("議長は") || words.starts_with("協議は")
                              ? words.substr(9)
                              : words;
        add_heads(page, s.line, s.start + (words.size() - part.size()),
                  part.substr(0, meets ? part.size() : people_end(page, part, first)), "", false, "ja.head.principals");
      }
    };
    // A及びBが共同議長を務め、日本側からは外務省…: the chairs stand before the sides that only attended.
    const auto chairs = words.find("が共同議長を務め");
    if (chairs != std::string_view::npos && !sides.empty() && sides[0].start > chairs) {
      std::size_t from = 0;
      for (const std::string_view sign : {"では、", "において、", "には、", "は、"})
        if (const auto at = words.substr(0, std::min<std::size_t>(chairs, 60)).find(sign);
            at != std::string_view::npos && from == 0)
          from = at + sign.size();
      add_heads(page, s.line, s.start + from, words.substr(from, chairs - from), "", false, "ja.head.co_chairs");
    } else if (sides.empty()) {
      principals();
    } else {
      // The own side's chair, before the others are named: 議長をXが務め、中国から….
      const auto lead = words.substr(0, sides[0].start);
      if (const auto chair = lead.find("議長を"); chair != std::string_view::npos && !sides[0].after) {
        bool first = false;
        const auto part = lead.substr(chair + 9);
        add_heads(page, s.line, s.start + chair + 9, part.substr(0, people_end(page, part, first)), "", false,
                  "ja.head.chair");
      }
      // The host, whoever came: Xが主催するY会合が開催され、日本からは….
      if (const auto host = page.rules.first("hosts", lead); host && !sides[0].after) {
        std::size_t from = 0;
        for (const std::string_view sign : {"おいて、", "会合は、", "時間)、", "時間、", "から、", "まで、"})
          if (const auto at = lead.substr(0, host->start).rfind(sign); at != std::string_view::npos)
            from = std::max(from, at + sign.size());
        add_heads(page, s.line, s.start + from, lead.substr(from, host->end - from), "", false, "ja.head.host");
      }
      std::size_t begin = 0;
      for (std::size_t k = 0; k < sides.size(); ++k) {
        std::size_t from = sides[k].end, to = k + 1 < sides.size() ? sides[k + 1].start : words.size();
        if (sides[k].after) {
          from = begin;
          to = sides[k].start;
        }
        begin = sides[k].end;
        const auto part = words.substr(from, to - from);
        bool first = false;
        const auto end = people_end(page, part, first);
        if (end == part.size() && !sides[k].after && page.sides(part).empty() &&
            part.find("議長") == std::string_view::npos && k + 1 == sides.size() && sides.size() == 1)
          continue;
        add_heads(page, s.line, s.start + from, part.substr(0, end), sides[k].code, false, "ja.head.side");
      }
      if (page.build.all(FactKind::head).size() == before && sides.size() == 1) principals();
    }
    if (page.build.all(FactKind::head).size() > before) s.used = true;
  }
}

void find_history(JaPage& page) {
  for (auto& s : page.sentences) {
    if (s.line == page.title || page.sections[s.line] == JaSection::outside) continue;
    const auto words = page.text(s);
    const bool self =
        page.rules.any("about_self", words) || (!page.dialogue.empty() && words.starts_with(page.dialogue + "は"));
    if (!self) continue;
    if (page.sections[s.line] == JaSection::body &&
        &s != (page.meeting_sentence == npos ? nullptr : &page.sentences[page.meeting_sentence]))
      s.used = true;
    if (!page.build.has(FactKind::launched))
      for (const auto& date : text::find_dates_ja(words)) {
        if (date.year == 0) continue;
        const auto match = page.rules.first("launched", words.substr(date.start));
        if (!match || match->start > 0) continue;
        Fact& fact = page.add(FactKind::launched, s.line, s.start + date.start, s.start + date.start + match->end,
                              match->rule->id);
        fact.set("date", text::iso({date.year, date.month, 0}));
        break;
      }
    if (page.sections[s.line] == JaSection::body)
      for (const auto& match : page.rules.find("aim", words)) {
        const auto [a, b] = match.of("aim");
        page.add(FactKind::aim, s.line, s.start + a, s.start + b, match.rule->id);
      }
  }
}

}  // namespace breadcrumb::reader
