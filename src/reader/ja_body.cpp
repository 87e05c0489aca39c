#include <algorithm>

#include "reader/ja_page.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

bool full_stop(std::string_view s) {
  return s.find("。") != std::string_view::npos;
}

/// A phrase of the text with where it stands in its line.
struct Phrase {
  std::size_t start, end;
};

void shrink(std::string_view line, Phrase& p) {
  const auto cut = [&](std::string_view word, bool front) {
    const auto s = line.substr(p.start, p.end - p.start);
    if (front ? s.starts_with(word) : s.ends_with(word)) {
      (front ? p.start : p.end) += front ? word.size() : 0;
      if (!front) p.end -= word.size();
      return true;
    }
    return false;
  };
  for (bool again = true; again && p.start < p.end;) {
    again = false;
    for (const std::string_view word :
         {"、",       " ",        "。",         "また",     "さらに",         "更に",         "このほか", "この他",
          "そのほか", "その上で", "加えて",     "併せて",   "続いて",         "特に",         "引き続き", "なお",
          "あわせて", "このうち", "その他",     "同時に",   "今回の会合では", "本会合では",   "会合では", "会議では",
          "協議では", "対話では", "委員会では", "会談では", "会合においては", "会合において", "冒頭",     "対話の中で",
          "今回",     "主に",     "具体的には", "一度目は", "二度目は",       "改めて",       "・",       "「",
          "として",   "及び",     "同時に"})
      again = again || cut(word, true);
    for (const std::string_view word :
         {"、",       " ",        "。",           "について", "についても", "につき", "に関して",
          "に関し",   "に関する", "をめぐる",     "をめぐり", "をめぐって", "を巡り", "をテーマに",
          "を中心に", "を議題に", "を議題として", "を",       "が",         "に",     "も",
          "は",       "へ",       "で",           "の",       "率直",       "幅広く", "それぞれ",
          "・",       "引き続き", "改めて",       "積極的",   "双方"})
      again = again || cut(word, false);
  }
}

bool is_hiragana(char32_t c) {
  return c >= U'ぁ' && c <= U'ゖ';
}

/// や inside a word of kana (なつめやし).
bool hiragana_around(std::string_view s, std::size_t i) {
  std::size_t before = i, after = i;
  if (i == 0) return false;
  const char32_t b = text::previous_char(s, before);
  (void)text::next_char(s, after);
  return is_hiragana(b) && after < s.size() && is_hiragana(text::next_char(s, after));
}

class Body {
 public:
  explicit Body(JaPage& page) : page_(page) {}
  void read();

 private:
  void sentence(JaSentence& s);
  void substance(std::size_t line, std::size_t start, std::size_t end);
  void objects(std::size_t line, Phrase p, const std::string& act, std::string_view rule);
  void object(std::size_t line, Phrase p, const std::string& act, std::string_view rule);
  /// True when there is one; `first` is where the first begins.
  bool commitments(std::size_t line, std::size_t start, std::size_t end, std::size_t& first);
  void commitment(std::size_t line, std::size_t start, std::size_t end, const std::string& actor,
                  std::string_view rule);
  bool next_round(std::size_t line, std::size_t start, std::size_t end);
  bool bodies(std::size_t line, std::size_t start, std::size_t end);
  void decided_table(std::size_t& line);
  bool is_area_heading(std::size_t line) const;
  void open_area(std::size_t line, std::size_t start, std::size_t end, std::string_view rule);
  std::string both() const { return page_.codes.size() > 2 ? "all" : "both"; }
  /// The date of a period the words name, as a last day or month: 8月中, 本年12月までに.
  std::string due_of(std::string_view words) const;

  JaPage& page_;
  Fact* area_ = nullptr;
  std::size_t area_line_ = 0;
  bool lead_ins_ = false;
  bool listing_ = false;    ///< the items that follow are commitments
  bool self_area_ = false;  ///< the area was opened by a lead-in of a sentence
};

std::string Body::due_of(std::string_view words) const {
  text::Ymd best;
  for (const auto& date : text::find_dates_ja(words)) {
    if (!date.has_month() && !date.has_year()) continue;
    const auto day = text::resolve(date, page_.published);
    if (!day) continue;
    const auto rest = words.substr(date.end);
    const bool bound = rest.starts_with("まで") || rest.starts_with("中") || rest.starts_with("を目途") ||
                       rest.starts_with("から") || rest.starts_with("に") || rest.starts_with("末") || date.until ||
                       rest.starts_with("を目処") || rest.starts_with("の");
    if (bound) best = *day;
  }
  return text::iso(best);
}

void Body::open_area(std::size_t line, std::size_t start, std::size_t end, std::string_view rule) {
  const auto& words = page_.lines[line].text;
  std::string_view heading = std::string_view(words).substr(start, end - start);
  if (heading.starts_with("議題")) {
    std::size_t i = 6;
    (void)text::number_ja(heading, i);
    while (i < heading.size() && (heading[i] == ' ' || heading[i] == ':')) ++i;
    start += i;
    heading.remove_prefix(i);
  }
  for (const std::string_view tail : {"分野", ":"})
    if (heading.ends_with(tail) && length_ja(heading) > 4) {
      heading.remove_suffix(tail.size());
      end -= tail.size();
    }
  area_ = &page_.add(FactKind::area, line, start, end, rule);
  area_->set("heading", area_->quote.text);
  area_->set("kind", "common");
  area_line_ = line;
}

bool Body::is_area_heading(std::size_t i) const {
  const auto& line = page_.lines[i];
  if (i == page_.title || full_stop(line.text) || (line.marker.empty() && !line.heading)) return false;
  const auto size = length_ja(line.text);
  if (size < 2 || size > 36 || page_.rules.any("generic_heading", line.text) ||
      page_.rules.any("meeting_label", line.text) || page_.rules.any("place_label", line.text))
    return false;
  if (!text::find_dates_ja(line.text).empty() || !page_.sides(line.text).empty()) return false;
  if (line.text.ends_with("。") || line.text.ends_with("、") || line.text.find("側 ") != std::string::npos)
    return false;
  // Something must follow that says what was done; the opening must have been.
  if (i + 1 >= page_.lines.size() || page_.sections[i + 1] != JaSection::body) return false;
  const auto& next = page_.lines[i + 1];
  bool acts = false;
  for (std::size_t k = i + 1; k < page_.lines.size() && k < i + 4 && !acts; ++k) {
    if (k > i + 1 && page_.lines[k].heading) break;
    acts = page_.rules.any("act", page_.lines[k].text) || page_.rules.any("commitment", page_.lines[k].text);
  }
  if (!acts) return false;
  const bool says =
      full_stop(next.text) || (!next.marker.empty() && next.marker != line.marker && page_.rules.any("act", next.text));
  if (!says) return false;
  if (page_.meeting_sentence != JaPage::npos && page_.sentences[page_.meeting_sentence].line > i) return false;
  for (const Fact* head : page_.build.all(FactKind::head))
    if (head->quote.start >= line.from(0) && head->quote.start < line.to(line.text.size())) return false;
  return line.text.find("出席") == std::string::npos && !line.text.ends_with("局") && !line.text.ends_with("課") &&
         !line.text.ends_with("室");
}

void Body::object(std::size_t line, Phrase p, const std::string& act, std::string_view rule) {
  const std::string_view all = page_.lines[line].text;
  shrink(all, p);
  if (p.end <= p.start) return;
  auto words = all.substr(p.start, p.end - p.start);
  const auto size = length_ja(words);
  if (size < 2 || size > 70 || page_.rules.any("not_object", words)) return;
  for (const std::string_view bare :
       {"双方", "両者", "両国", "両大臣", "日本側", "会合", "議論", "意見", "認識", "会議", "今後の協力", "二国間関係"})
    if (words == bare) return;
  if (words.starts_with("これ") || words.starts_with("その") || words.starts_with("概要") || words.starts_with("や") ||
      words.ends_with("よう") || words.ends_with("な") || words.ends_with("である") || words.ends_with("ところ") ||
      words.ends_with("から") || words.starts_with("こうした"))
    return;
  Fact& fact = area_ != nullptr
                   ? page_.build.add_item(*area_, page_.lines[line].from(p.start), page_.lines[line].to(p.end), rule)
                   : page_.add(FactKind::issue, line, p.start, p.end, rule);
  std::string acts;
  for (const char c : page_.future ? std::string("planned") : act) acts += c == ' ' ? '_' : c;
  fact.set("acts", acts);
  std::string topics;
  for (const auto& topic : page_.grammar.topics_in(fact.quote.text, "ja"))
    topics += (topics.empty() ? "" : " ") + topic;
  if (!topics.empty()) fact.set("topics", topics);
  if (area_ == nullptr) fact.set("kind", "common");
}

/// Cuts a list at 、 and や, at the last 及び of a list with commas, and takes its open end off.
void Body::objects(std::size_t line, Phrase p, const std::string& act, std::string_view rule) {
  const std::string_view all = page_.lines[line].text;
  // Xと意見交換: with whom, not on what.
  if (all.substr(p.start, p.end > p.start ? p.end - p.start : 0).ends_with("と")) return;
  shrink(all, p);
  if (p.end <= p.start) return;
  // ...等の幅広い分野, などについて.
  std::size_t open_from = 0, open_to = 0;
  auto s = all.substr(p.start, p.end - p.start);
  for (const std::string_view tail : {"等の個別分野の協力",
                                      "などの個別分野の協力",
                                      "等の幅広い分野",
                                      "等の各分野",
                                      "等の分野",
                                      "等の様々な分野",
                                      "等の多岐にわたる分野",
                                      "などの幅広い分野",
                                      "などの分野",
                                      "等の幅広い事項",
                                      "等の事項",
                                      "などの事項",
                                      "等の課題",
                                      "などの課題",
                                      "といった分野",
                                      "等の各章",
                                      "等の議題",
                                      "等の論点",
                                      "等のテーマ",
                                      "等幅広い分野",
                                      "など幅広い分野",
                                      "等の様々な課題",
                                      "など様々な課題",
                                      "等",
                                      "など"}) {
    if (!s.ends_with(tail) || s.size() <= tail.size()) continue;
    open_from = p.end - tail.size();
    open_to = p.end;
    p.end = open_from;
    s = all.substr(p.start, p.end - p.start);
    break;
  }
  // A、B及び観光等企業が抱える課題: the list ends at 等.
  if (open_to == 0 && s.find("、") != s.rfind("、"))
    if (const auto at = s.rfind("等"); at != std::string_view::npos && at > s.rfind("、")) {
      const auto tail = s.substr(at + 3);
      bool word = tail.starts_with("級") || tail.starts_with("し");
      for (const std::string_view before : {"平", "同", "対", "均", "高"})
        word = word || s.substr(0, at).ends_with(before);
      if (!word && length_ja(tail) <= 28) {
        open_from = p.start + at;
        open_to = p.end;
        p.end = open_from;
        s = all.substr(p.start, p.end - p.start);
      }
    }
  // WTO等の多国間の課題: what follows 等の names the kind, when a list stands before it.
  if (open_to == 0)
    for (const std::string_view sign : {"等の", "などの", "等、"}) {
      const auto at = s.rfind(sign);
      if (at == std::string_view::npos || at == 0) continue;
      const auto tail = s.substr(at + sign.size());
      const bool listed =
          s.substr(0, at).find("、") != std::string_view::npos || s.substr(0, at).find("や") != std::string_view::npos;
      bool kind = false;
      for (const std::string_view word : {"分野", "課題", "事項", "論点", "議題", "テーマ", "協力", "問題", "各章",
                                          "取組", "諸課題", "トピック", "項目"})
        kind = kind || tail.ends_with(word);
      if (!listed || !kind || length_ja(tail) > 18) continue;
      open_from = p.start + at;
      open_to = p.end;
      p.end = open_from;
      s = all.substr(p.start, p.end - p.start);
      break;
    }
  for (const std::string_view tail : {"の3つの分野", "の各分野", "の分野", "の幅広い分野", "の協力", "の2点", "の3点"})
    if (s.ends_with(tail) && s.size() > tail.size() + 6 &&
        (tail != "の協力" || s.find("、") != std::string_view::npos) && tail != "の協力") {
      p.end -= tail.size();
      s = all.substr(p.start, p.end - p.start);
      break;
    }
  std::vector<Phrase> parts;
  std::size_t begin = p.start;
  int depth = 0;
  std::size_t commas = 0;
  for (std::size_t i = p.start; i < p.end;) {
    if (all[i] == '(') ++depth;
    if (all[i] == ')') --depth;
    const auto rest = all.substr(i, p.end - i);
    if (rest.starts_with("「")) ++depth;
    if (rest.starts_with("」")) --depth;
    if (depth <= 0 && rest.starts_with("、")) ++commas;
    (void)text::next_char(all, i);
  }
  depth = 0;
  for (std::size_t i = p.start; i < p.end;) {
    const auto rest = all.substr(i, p.end - i);
    if (all[i] == '(' || rest.starts_with("「")) ++depth;
    if (all[i] == ')' || rest.starts_with("」")) --depth;
    std::size_t n = 0;
    if (depth <= 0 && i > begin) {
      if (rest.starts_with("、及び"))
        n = 9;
      else if (rest.starts_with("、並びに"))
        n = 12;
      else if (rest.starts_with("、そして"))
        n = 12;
      else if (rest.starts_with("や、"))
        n = 6;
      else if (rest.starts_with("、"))
        n = 3;
      else if (rest.starts_with("や") && !hiragana_around(all, i) && !rest.starts_with("やす") &&
               !rest.starts_with("やり") && !rest.starts_with("やか") &&
               (commas > 0 || open_to > 0 || length_ja(all.substr(begin, i - begin)) >= 4))
        n = 3;
      else if ((rest.starts_with("及び") || rest.starts_with("並びに")) && commas >= 1 &&
               rest.find("、") == std::string_view::npos)
        n = rest.starts_with("及び") ? 6 : 9;
    }
    if (n > 0) {
      parts.push_back({begin, i});
      i += n;
      begin = i;
      continue;
    }
    (void)text::next_char(all, i);
  }
  parts.push_back({begin, p.end});
  for (auto part : parts) {
    // 三国間協力(A、B、C等): the list stands in the brackets.
    if (const auto words = all.substr(part.start, part.end - part.start); words.ends_with(")")) {
      const auto open = words.find('(');
      const auto inner = words.substr(open + 1, words.size() - open - 2);
      const auto first = inner.find("、");
      if (open != std::string_view::npos && first != std::string_view::npos &&
          inner.find("、", first + 3) != std::string_view::npos && !inner.starts_with("以下")) {
        objects(line, {part.start + open + 1, part.end - 1}, act, rule);
        continue;
      }
    }
    // Aを含むB: the thing named is A.
    const auto words = all.substr(part.start, part.end - part.start);
    for (const std::string_view sign : {"等を含む", "を含む", "を含めた", "をはじめとする", "を始めとする"})
      if (const auto at = words.find(sign); at != std::string_view::npos && at > 0) {
        part.end = part.start + at;
        break;
      }
    object(line, part, act, rule);
  }
  if (open_to > 0 && (parts.size() > 1))
    page_.add(FactKind::list, line, open_from, open_to, "ja.list.open").set("open", "true");
}

void Body::commitment(std::size_t line, std::size_t start, std::size_t end, const std::string& actor,
                      std::string_view rule) {
  const std::string_view all = page_.lines[line].text;
  Phrase p{start, end};
  while (p.end > p.start &&
         (all.substr(p.start, p.end - p.start).ends_with("。") || all.substr(p.start, p.end - p.start).ends_with("、")))
    p.end -= 3;
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view lead : {"、", " ", "また、", "さらに、", "このほか、", "その上で、", "引き続き、",
                                        "なお、", "今後、", "加えて、", "併せて、", "会談では、", "会合では、",
                                        "協議では、", "対話では、", "会談において、", "会合において、", "最後に、"})
      if (all.substr(p.start, p.end - p.start).starts_with(lead)) {
        p.start += lead.size();
        again = true;
      }
  }
  if (const auto n = page_.rules.begins_with("both_sides", all.substr(p.start));
      n > 0 && all.substr(p.start + n).starts_with("は")) {
    p.start += n + 3;
    if (all.substr(p.start).starts_with("、")) p.start += 3;
    if (all.substr(p.start).starts_with("引き続き、")) p.start += 15;
  }
  const auto words = all.substr(p.start, p.end > p.start ? p.end - p.start : 0);
  if (length_ja(words) < 8 || length_ja(words) > 160) return;
  Fact& fact = page_.add(FactKind::commitment, line, p.start, p.end, rule);
  fact.set("actor", actor);
  if (const auto due = due_of(words); !due.empty()) fact.set("due", due);
}

bool Body::next_round(std::size_t line, std::size_t start, std::size_t end) {
  const auto s = std::string_view(page_.lines[line].text).substr(start, end - start);
  const auto match = page_.rules.first("next_round", s);
  if (!match || page_.build.has(FactKind::next_round)) return match.has_value();
  // An ordinal must be the one that follows.
  if (const auto ordinal = page_.rules.first("round", s); ordinal && s.substr(match->start, 6).starts_with("第")) {
    auto [a, b] = ordinal->of("n");
    const int n = text::number_ja(s, a);
    if (page_.ordinal > 0 && n != page_.ordinal + 1) return false;
  }
  bool told = false;
  for (const std::string_view word :
       {"開催", "調整", "行", "予定", "開く", "日程", "実施", "時期", "決ま", "なりました", "見込"})
    told = told || s.find(word) != std::string_view::npos;
  if (!told) return false;
  std::size_t from = 0;
  for (const std::string_view lead : {"また、", "なお、", "双方は、", "両者は、", "両国は、", "さらに、", "最後に、"})
    if (s.substr(from).starts_with(lead)) from += lead.size();
  auto to = s.size();
  while (s.substr(0, to).ends_with("。")) to -= 3;
  // What stands before 次回 in the sentence may be a promise of its own.
  if (const auto at = s.find("次回"); at != std::string_view::npos && at > 60 && s.substr(0, at).ends_with("、")) {
    std::size_t first = 0;
    if (!page_.future) commitments(line, start, start + at, first);
    from = at;
  }
  Fact& fact = page_.add(FactKind::next_round, line, start + from, start + to, match->rule->id);
  for (const auto& date : text::find_dates_ja(s)) {
    if (!date.has_year() && !date.has_month()) continue;
    const auto day = text::resolve(date, page_.published);
    if (!day) continue;
    fact.set("date", text::iso(*day));
    break;
  }
  for (std::size_t i = 0; i < s.size(); ++i)
    if (const auto n = page_.rules.begins_with("city", s.substr(i)); n > 0) {
      fact.set("place", std::string(s.substr(i, n)));
      break;
    }
  return true;
}

bool Body::bodies(std::size_t line, std::size_t start, std::size_t end) {
  const auto s = std::string_view(page_.lines[line].text).substr(start, end - start);
  bool any = false;
  for (const auto& match : page_.rules.find("established", s)) {
    auto [a, b] = match.of("name");
    const auto [q, r] = match.of("quote");
    if (b <= a) continue;
    if (s.substr(a, b - a).starts_with("「")) {
      a += 3;
      b -= 3;
    }
    // 同覚書の下に, 枠組みの下で: not of the name.
    for (const std::string_view sign : {"下に", "下で", "として、", "もとに"})
      if (const auto at = s.substr(a, b - a).rfind(sign); at != std::string_view::npos) a += at + sign.size();
    const auto kind = match.rule->set.find("kind");
    const bool body = kind != match.rule->set.end() && kind->second == "body";
    const auto name = std::string(s.substr(a, b - a));
    Fact& fact = page_.add(FactKind::established, line, start + q, start + r, match.rule->id);
    fact.set("name", name);
    fact.set("kind", body ? "body" : "agreement");
    if (body) {
      Fact& named = page_.add(FactKind::body, line, start + q, start + r, match.rule->id);
      named.set("name", name);
      named.set("relation", "under");
      named.set("stage", "set up");
    }
    any = true;
  }
  if (const auto match = page_.rules.first("body", s)) {
    const auto [a, b] = match->of("name");
    auto to = s.size();
    while (s.substr(0, to).ends_with("。")) to -= 3;
    Fact& named = page_.add(FactKind::body, line, start, start + to, match->rule->id);
    named.set("name", std::string(s.substr(a, b - a)));
    named.set("relation", "under");
    named.set("stage", "meeting planned");
    for (const auto& date : text::find_dates_ja(s))
      if (const auto day = text::resolve(date, page_.published.year > 0 ? page_.published : text::Ymd{}); day) {
        named.set("next_meeting", text::iso(*day));
        break;
      }
    any = true;
  }
  return any;
}

bool Body::commitments(std::size_t line, std::size_t start, std::size_t end, std::size_t& first) {
  first = end;
  const auto s = std::string_view(page_.lines[line].text).substr(start, end - start);
  bool any = false;
  std::size_t cursor = 0;
  auto matches = page_.rules.find("commitment", s);
  for (const auto& match : matches) {
    auto [a, b] = match.of("what");
    a = std::max(a, cursor);
    if (b <= a || b <= cursor) continue;
    auto words = s.substr(a, b - a);
    cursor = b;
    // Only what the last predicate says: 重要性を確認 is none.
    const std::size_t tail = words.size() > 75 ? words.size() - 75 : 0;
    std::size_t safe = tail;
    while (safe < words.size() && (static_cast<unsigned char>(words[safe]) & 0xC0) == 0x80) ++safe;
    const auto near = words.substr(safe);
    const bool firm = near.find("こと") != std::string_view::npos || near.find("方針") != std::string_view::npos ||
                      near.find("約束") != std::string_view::npos;
    if (page_.rules.any("not_commitment", near) && !firm) continue;
    if (near.find("であること") != std::string_view::npos || near.find("したい旨") != std::string_view::npos ||
        near.find("たこと") != std::string_view::npos || near.find("重要") != std::string_view::npos ||
        near.find("にあること") != std::string_view::npos || near.find("いること") != std::string_view::npos)
      continue;
    if (near.ends_with("予定") && near.find("開催") != std::string_view::npos) continue;
    if (near.find("開催") != std::string_view::npos && match.rule->id == "ja.commitment.future") continue;
    if (words.find("設置すること") != std::string_view::npos || words.find("設けること") != std::string_view::npos)
      continue;
    std::string actor = both();
    // Two sides by turns: 米国側はXを、日本側はYを送る予定.
    const auto sides = page_.sides(words);
    std::size_t from = 0;
    if (const auto n = page_.rules.begins_with("both_sides", words);
        n > 0 && (words.substr(n).starts_with("は") || words.substr(n).starts_with("が"))) {
      from = n + 3;
    } else if (const auto at = words.find("双方は、"); at != std::string_view::npos) {
      from = at + 12;
    } else if (const auto comma = words.find("、");
               comma != std::string_view::npos && page_.rules.begins_with("both_sides", words.substr(comma + 3)) > 0 &&
               sides.empty()) {
      from = comma + 3;
    } else if (!sides.empty()) {
      if (sides.size() >= 2 && match.rule->id == "ja.commitment.future") {
        for (std::size_t k = 0; k < sides.size(); ++k) {
          const auto to = k + 1 < sides.size() ? sides[k + 1].start : words.size();
          commitment(line, start + a + sides[k].start, start + a + to, sides[k].code, match.rule->id);
        }
        any = true;
        continue;
      }
      const auto prefix = words.substr(0, sides[0].start);
      if (prefix.empty() || prefix.ends_with("、")) {
        actor = sides[0].code;
        from = sides[0].end;
      }
    }
    if (match.rule->id == "ja.commitment.future" && (sides.empty() && from == 0)) continue;
    // Earlier clauses of the sentence go: 確認し、…, 触れた上で、….
    std::size_t cut = from;
    for (const std::string_view sign : {"確認し、",
                                        "確認するとともに、",
                                        "評価し、",
                                        "想起し、",
                                        "祝しつつ、",
                                        "強調し、",
                                        "喜び、",
                                        "述べるとともに、",
                                        "と共に、",
                                        "議論し、",
                                        "歓迎し、",
                                        "交わし、",
                                        "述べ、",
                                        "共有し、",
                                        "一致し、",
                                        "合意し、",
                                        "とともに、",
                                        "上で、",
                                        "一致するとともに、",
                                        "触れつつ、",
                                        "踏まえ、",
                                        "ほか、",
                                        "発効し、",
                                        "行い、",
                                        "また、",
                                        "意見交換し、",
                                        "踏まえつつ、",
                                        "説明し、"})
      if (const auto at = words.rfind(sign); at != std::string_view::npos && at + sign.size() < words.size())
        cut = std::max(cut, at + sign.size());
    // …していくことや、…していくことを: two promises.
    std::size_t begin = cut;
    first = std::min(first, start + a + cut);
    for (const std::string_view sign : {"ことや、", "こと、及び", "こと及び", "こと、", "とともに、"})
      for (std::size_t at = words.find(sign, begin); at != std::string_view::npos; at = words.find(sign, begin)) {
        commitment(line, start + a + begin, start + a + at + 6, actor, match.rule->id);
        begin = at + sign.size();
      }
    commitment(line, start + a + begin, start + b, actor, match.rule->id);
    any = true;
  }
  return any;
}

void Body::substance(std::size_t line, std::size_t start, std::size_t end) {
  const std::string_view all = page_.lines[line].text;
  const auto s = all.substr(start, end - start);
  // Predicates in order, earlier rules first where they overlap; what stands between them are their objects.
  struct Act {
    std::size_t start, end;
    std::string act, rule;
  };
  std::vector<Act> acts;
  for (const auto& match : page_.rules.find("act", s)) {
    const auto set = match.rule->set.find("act");
    if (set == match.rule->set.end()) continue;
    if (!acts.empty() && match.start < acts.back().end) continue;
    int depth = 0;
    for (std::size_t i = 0; i < match.start; ++i) depth += s[i] == '(' ? 1 : s[i] == ')' ? -1 : 0;
    const auto before = s.substr(0, match.start);
    const auto after = s.substr(match.end);
    if (depth > 0) continue;
    // A noun phrase (議論の結果, 議論では) is no act.
    if ((set->second == "discussed" || set->second == "explained") &&
        (after.starts_with("の") || after.starts_with("では") || after.starts_with("を踏まえ") ||
         after.starts_with("は、次")))
      continue;
    if (set->second == "discussed" && match.start == 0) {
      // 対話の中で取り上げられたのは、…です: the objects follow.
      continue;
    }
    if (after.starts_with("を受け") || ((after.starts_with("され") || after.starts_with("れる")) &&
                                        after.find("予定") != std::string_view::npos && !page_.future))
      continue;
    if (before.ends_with("旨") || after.starts_with("旨") || after.starts_with("すべく") ||
        after.starts_with("するため"))
      continue;
    acts.push_back({match.start, match.end, set->second, match.rule->id});
  }
  if (const auto at = s.find("取り上げられたのは、"); at != std::string_view::npos) {
    auto to = s.size();
    for (const std::string_view tail : {"です。", "である。", "でした。", "。"})
      if (s.substr(0, to).ends_with(tail)) {
        to -= tail.size();
        break;
      }
    objects(line, {start + at + std::string_view("取り上げられたのは、").size(), start + to}, "discussed",
            "ja.act.discussed");
    return;
  }
  std::size_t cursor = 0;
  for (const auto& act : acts) {
    std::size_t from = cursor;
    cursor = act.end;
    auto words = s.substr(from, act.start - from);
    if (act.act == "confirmed" || act.act == "welcomed" || act.act == "requested") {
      // Only of a subject: 進捗状況を確認し. A promise or an opinion is none.
      if (words.find("こと") != std::string_view::npos || words.find("重要性") != std::string_view::npos ||
          words.find("認識") != std::string_view::npos || words.find("訪日") != std::string_view::npos ||
          words.find("方針") != std::string_view::npos)
        continue;
    }
    // After the subject: 双方は, 日本側から, 会合では.
    std::size_t cut = 0;
    for (const auto& side : page_.sides(words)) cut = std::max(cut, side.end);
    for (std::size_t i = 0; i < words.size(); ++i) {
      if ((static_cast<unsigned char>(words[i]) & 0xC0) == 0x80) continue;
      const auto n = page_.rules.begins_with("both_sides", words.substr(i));
      if (n == 0) continue;
      for (const std::string_view particle : {"は、", "は", "が、", "、"})
        if (words.substr(i + n).starts_with(particle) &&
            (i == 0 || words.substr(0, i).ends_with("、") || particle == "は、" || particle == "は")) {
          cut = std::max(cut, i + n + particle.size());
          break;
        }
    }
    for (const std::string_view sign :
         {"の席では、",     "では、",     "においては、",   "において、",   "会合は、",      "協議は、",
          "ことも踏まえ、", "を踏まえ、", "を踏まえつつ、", "とともに、",   "と共に、",      "上で、",
          "ほか、",         "大臣は、",   "大臣から、",     "大臣からは、", "次官は、",      "長官は、",
          "部長は、",       "から、",     "行い、",         "ました、",     "ために、",      "ため、",
          "して、",         "交わし、",   "に沿って",       "に当たり、",   "に触れつつ、",  "に関し、我が国から",
          "の中で、",       "会合で",     "に続き、",       "し、",         "われ、",        "され、",
          "一度目は、",     "二度目は、", "確認し、",       "再確認し、",   "の資料を用いて"})
      if (const auto at = words.rfind(sign); at != std::string_view::npos && at + sign.size() < words.size()) {
        // に関し、 is no clause of its own.
        const auto before = words.substr(0, at);
        if (sign == "し、" && (before.ends_with("関") || before.ends_with("対") || before.ends_with("際"))) continue;
        cut = std::max(cut, at + sign.size());
      }
    auto rest = words.substr(cut);
    // Nothing of its own after the subject: the topic stood before it (Xにつき、先方より説明があり).
    if ((length_ja(rest) < 3 || rest == "双方の" || rest == "資料に沿って" || rest == "それぞれ") && cut > 0) {
      std::size_t to = 0, best = std::string_view::npos;
      for (const std::string_view sign : {"につき、", "に関し、", "について、", "に関して、", "については、",
                                          "に関しては、", "をめぐり、", "の経緯については、"})
        if (const auto at = words.find(sign); at != std::string_view::npos && at < best) {
          best = at;
          to = at;
        }
      if (best == std::string_view::npos) continue;
      objects(line, {start + from, start + from + to}, act.act, act.rule);
      continue;
    }
    // Xについて…のYを: what carries the subject is before について when little follows.
    auto object_from = start + from + cut;
    auto object_to = start + act.start;
    for (const std::string_view sign :
         {"について", "につき", "に関し", "に関して", "をめぐり", "をテーマに", "を議題に", "についての", "に関する"}) {
      const auto at = rest.find(sign);
      if (at == std::string_view::npos || at == 0) continue;
      const auto tail = rest.substr(at + sign.size());
      // 双方の, 率直に, 資料に沿って: adverbs.
      if (sign == "に関する" && length_ja(tail) > 4 && !tail.ends_with("による") && !tail.ends_with("間の")) continue;
      if (length_ja(tail) > 24) continue;
      if (act.act == "exchanged" && length_ja(tail) > 2) continue;
      object_to = object_from + at;
      break;
    }
    objects(line, {object_from, object_to}, act.act, act.rule);
  }
}

void Body::sentence(JaSentence& s) {
  const auto words = page_.text(s);
  if (next_round(s.line, s.start, s.end)) return;
  const bool set_up = bodies(s.line, s.start, s.end);
  if (page_.future) {
    substance(s.line, s.start, s.end);
    return;
  }
  listing_ = page_.rules.any("listing", words);
  std::size_t first = s.end;
  const bool promised = !listing_ && commitments(s.line, s.start, s.end, first);
  if (promised || set_up) {
    // What was talked about before the promise, in the same sentence.
    if (promised && first > s.start + 12) substance(s.line, s.start, first);
    return;
  }
  if (page_.rules.any("not_substance", words)) return;
  std::size_t from = s.start;
  if (lead_ins_ && (area_ == nullptr || self_area_)) {
    if (const auto match = page_.rules.first("lead_in", words); match && page_.rules.any("act", words)) {
      const auto [a, b] = match->of("heading");
      const auto heading = words.substr(a, b - a);
      if (!page_.rules.any("not_object", heading) && !page_.rules.any("generic_heading", heading)) {
        open_area(s.line, s.start + a, s.start + b, match->rule->id);
        self_area_ = true;
        from = s.start + match->end;
      }
    } else if (self_area_ &&
               (words.starts_with("この他") || words.starts_with("このほか") || words.starts_with("また、"))) {
      area_ = nullptr;
      self_area_ = false;
    }
  }
  substance(s.line, from, s.end);
}

void Body::decided_table(std::size_t& i) {
  // Rows of 内容, 担当, 期限 in cells, or items with (双方) at the end.
  const auto& line = page_.lines[i];
  const std::string_view words = line.text;
  if (line.kind == BlockKind::table_cell) {
    if (length_ja(words) < 8 || i + 1 >= page_.lines.size()) return;
    const auto& next = page_.lines[i + 1].text;
    std::string actor;
    if (next.find("双方") != std::string::npos || next.find("両国") != std::string::npos) actor = both();
    for (const auto& party : page_.parties.find(next)) actor = actor.empty() ? party.code : both();
    if (actor.empty()) return;
    Fact& fact = page_.add(FactKind::commitment, i, 0, words.size(), "ja.commitment.table");
    fact.set("actor", actor);
    if (i + 2 < page_.lines.size()) {
      text::Ymd base = page_.published;
      if (base.year == 0)
        if (Fact* meeting = page_.build.first(FactKind::meeting);
            meeting != nullptr && meeting->field("start").size() >= 7)
          base = {std::stoi(meeting->field("start").substr(0, 4)), std::stoi(meeting->field("start").substr(5, 2)), 0};
      const auto dates = text::find_dates_ja(page_.lines[i + 2].text);
      if (!dates.empty())
        if (const auto day = text::resolve(dates[0], base); day) fact.set("due", text::iso(*day));
    }
    return;
  }
  if (line.marker.empty() && !full_stop(words)) return;
  std::string actor = both();
  auto to = words.size();
  if (words.ends_with(")")) {
    const auto open = words.rfind('(');
    const auto inner = words.substr(open + 1);
    for (const auto& party : page_.parties.find(inner)) actor = party.code;
    if (inner.find("双方") != std::string_view::npos) actor = both();
    to = open;
  }
  if (length_ja(words) >= 8) commitment(i, 0, to, actor, "ja.commitment.listed");
}

void Body::read() {
  int lead_ins = 0;
  for (const auto& s : page_.sentences)
    if (page_.sections[s.line] == JaSection::body && !s.used && page_.rules.any("lead_in", page_.text(s)) &&
        page_.rules.any("act", page_.text(s)))
      ++lead_ins;
  lead_ins_ = lead_ins >= 2;
  std::string area_marker;
  std::size_t k = 0;
  for (std::size_t i = 0; i < page_.lines.size(); ++i) {
    const auto& line = page_.lines[i];
    while (k < page_.sentences.size() && page_.sentences[k].line < i) ++k;
    if (i == page_.title || page_.sections[i] == JaSection::outside || page_.sections[i] == JaSection::background)
      continue;
    if (page_.sections[i] == JaSection::decided) {
      area_ = nullptr;
      decided_table(i);
      continue;
    }
    if (listing_ && !line.marker.empty() && !line.heading) {
      if (line.marker.starts_with("・") || line.marker.starts_with("-") || line.marker.starts_with("(") ||
          line.marker.starts_with("•") || line.marker.starts_with("●") || line.marker.starts_with("○")) {
        commitment(i, 0, line.text.size(), both(), "ja.commitment.listed");
        continue;
      }
      listing_ = false;
    }
    if (is_area_heading(i)) {
      open_area(i, 0, line.text.size(), "ja.area.heading");
      self_area_ = false;
      area_marker = line.marker;
      continue;
    }
    if (!full_stop(line.text) && page_.rules.any("generic_heading", line.text)) {
      area_ = nullptr;
      continue;
    }
    // A paragraph with a number of another kind, or a plain one after a list, ends the area.
    const bool bullet = line.marker.starts_with("・") || line.marker.starts_with("○") || line.marker.starts_with("-") ||
                        line.marker.starts_with("•") || line.marker.starts_with("●");
    if (area_ != nullptr && !self_area_ && line.block != page_.lines[area_line_].block && !bullet) {
      const bool next_paragraph = i > area_line_ + 1;
      if (next_paragraph && (!line.marker.empty() || page_.lines[area_line_].kind == BlockKind::list_item))
        area_ = nullptr;
    }
    if (self_area_ && !line.marker.empty() && !bullet) {
      area_ = nullptr;
      self_area_ = false;
    }
    std::size_t from = 0;
    if (!line.marker.empty() || !line.label.empty()) {
      if (!line.label.empty() && length_ja(line.label) <= 24 && !page_.rules.any("generic_heading", line.label)) {
        auto end = line.label_end;
        while (end > 0 && (line.text[end - 1] == ':' || line.text[end - 1] == ' ')) --end;
        open_area(i, 0, end, "ja.area.label");
        from = line.label_end;
        self_area_ = false;
      } else if (const auto match = page_.rules.first("run_in", line.text);
                 match && page_.rules.any("act", line.text)) {
        const auto [a, b] = match->of("heading");
        const auto heading = std::string_view(line.text).substr(a, b - a);
        if (page_.parties.find(heading).empty() && !page_.rules.any("generic_heading", heading) &&
            !page_.rules.any("meeting_label", heading)) {
          open_area(i, a, b, match->rule->id);
          from = match->of("body").first;
          self_area_ = false;
        }
      }
    }
    for (std::size_t n = k; n < page_.sentences.size() && page_.sentences[n].line == i; ++n) {
      auto& s = page_.sentences[n];
      if (s.end <= from) continue;
      if (s.used) {
        // …が出席し、A、Bについて議論しました: what comes after the people.
        const auto words = page_.text(s);
        for (const std::string_view sign : {"出席し、", "務め、", "参加し、", "率い、", "臨み、"})
          if (const auto at = words.find(sign);
              at != std::string_view::npos && (page_.meeting_sentence == JaPage::npos || n >= page_.meeting_sentence) &&
              !page_.rules.any("about_self", words) && n != page_.meeting_sentence) {
            JaSentence cut = s;
            cut.start = s.start + at + sign.size();
            if (page_.sides(page_.text(cut)).empty()) sentence(cut);
            break;
          }
        continue;
      }
      if (n == page_.meeting_sentence) continue;
      if (!full_stop(page_.text(s)) && !bullet && area_ == nullptr) continue;
      // An abstract before the meeting's own sentence repeats what follows.
      if (page_.meeting_sentence != JaPage::npos && n < page_.meeting_sentence) continue;
      JaSentence cut = s;
      cut.start = std::max(cut.start, from);
      sentence(cut);
    }
    if (!line.label.empty() || (from > 0 && area_line_ == i)) area_ = nullptr;
  }
  area_ = nullptr;
  if (page_.meeting_sentence == JaPage::npos || page_.build.has(FactKind::issue) || page_.build.has(FactKind::item))
    return;
  // A release of a few lines: …の第2回会合を開催し、AやBについて意見交換しました.
  for (std::size_t n = 0; n <= page_.meeting_sentence; ++n) {
    const auto& s = page_.sentences[n];
    if (page_.sections[s.line] != JaSection::body || s.line == page_.title) continue;
    const auto words = page_.text(s);
    for (const std::string_view sign :
         {"開催し、", "開催され、", "行われ、", "行い、", "会談し、", "実施し、", "出席し、"})
      if (const auto at = words.find(sign); at != std::string_view::npos) {
        std::size_t first = 0;
        const auto from = s.start + at + sign.size();
        if (!commitments(s.line, from, s.end, first)) first = s.end;
        substance(s.line, from, first);
        break;
      }
  }
}

}  // namespace

void read_body_ja(JaPage& page) {
  Body(page).read();
  // Said twice (an abstract, a summary): the first stays.
  std::vector<std::pair<FactKind, std::string>> seen;
  page.build.remove_if([&](const Fact& fact) {
    if (fact.kind != FactKind::issue && fact.kind != FactKind::commitment && fact.kind != FactKind::established &&
        fact.kind != FactKind::body)
      return false;
    const std::pair<FactKind, std::string> key{
        fact.kind, fact.field("name").empty() ? text::fold(fact.quote.text) : fact.field("name")};
    if (std::find(seen.begin(), seen.end(), key) != seen.end()) return true;
    seen.push_back(key);
    return false;
  });
}

}  // namespace breadcrumb::reader
