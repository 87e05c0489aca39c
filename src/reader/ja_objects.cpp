// What a Japanese predicate speaks of: its object, cut into subjects.
#include <algorithm>
#include <cctype>

#include "reader/ja_body.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

void shrink(std::string_view line, JaPhrase& p) {
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
    // (1)エネルギー、(2)インフラ: figures of the list.
    {
      const auto s = line.substr(p.start, p.end - p.start);
      std::size_t i = 1;
      while (i < s.size() && s[i] >= '0' && s[i] <= '9' && i < 3) ++i;
      if (s.starts_with("(") && i > 1 && i < s.size() && s[i] == ')') {
        p.start += i + 1;
        again = true;
      }
    }
    // 「X: a mark that opens and does not close here.
    if (const auto s = line.substr(p.start, p.end - p.start);
        s.starts_with("「") && s.find("」") == std::string_view::npos) {
      p.start += 3;
      again = true;
    } else if (s.starts_with("「") && s.find("」") + 3 == s.size()) {
      p.start += 3;
      p.end -= 3;
      again = true;
    }
    for (const std::string_view word :
         {"、",       " ",        "。",         "また",     "さらに",         "更に",         "このほか", "この他",
          "そのほか", "その上で", "加えて",     "併せて",   "続いて",         "特に",         "引き続き", "なお",
          "あわせて", "このうち", "その他",     "同時に",   "今回の会合では", "本会合では",   "会合では", "会議では",
          "協議では", "対話では", "委員会では", "会談では", "会合においては", "会合において", "冒頭",     "対話の中で",
          "今回",     "主に",     "具体的には", "一度目は", "二度目は",       "改めて",       "・",       "として",
          "及び",     "同時に"})
      again = again || cut(word, true);
    for (const std::string_view word : {"、",
                                        " ",
                                        "。",
                                        "について",
                                        "についても",
                                        "につき",
                                        "に関して",
                                        "に関し",
                                        "に関する",
                                        "をめぐる",
                                        "をめぐり",
                                        "をめぐって",
                                        "を巡り",
                                        "をテーマに",
                                        "を中心に",
                                        "を議題に",
                                        "を議題として",
                                        "を",
                                        "が",
                                        "に",
                                        "も",
                                        "は",
                                        "へ",
                                        "で",
                                        "の",
                                        "率直",
                                        "幅広く",
                                        "それぞれ",
                                        "・",
                                        "引き続き",
                                        "改めて",
                                        "積極的",
                                        "双方",
                                        "をはじめ",
                                        "を始め",
                                        "が開催され",
                                        "を開催し",
                                        "に関する作業部会",
                                        "に関する分科会",
                                        "に関する専門家会合",
                                        "など",
                                        "の諸課題",
                                        "に加え",
                                        "活発",
                                        "本格的"})
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

/// 本年4月に開催された、Xのフォローアップ: what stands before the comma is said of what follows.
bool attributive(std::string_view words) {
  for (const std::string_view tail :
       {"された", "られた", "される", "られる", "における", "に関する", "に係る", "のための"})
    if (words.ends_with(tail)) return true;
  return false;
}

/// G7及びG20における協力: letters on both sides are one.
bool letters_joined(std::string_view s, std::size_t i) {
  const auto letter = [&](std::size_t k) {
    return k < s.size() && std::isalnum(static_cast<unsigned char>(s[k])) != 0;
  };
  const auto width = s.substr(i).starts_with("並びに") ? std::size_t{9} : std::size_t{6};
  return i > 0 && letter(i - 1) && letter(i + width);
}

}  // namespace

bool JaBody::listed_subject(std::size_t i) {
  const auto& line = page_.lines[i];
  // 以下の点について議論が行われました。 and bare items: subjects, unless words stand under the first, a heading
  // then.
  if (!topics_.empty()) {
    const bool first = topic_line_ + 1 != i;
    topic_line_ = i;
    if (!(first && is_area_heading(i)) && !line.marker.empty() && line.label.empty() && !full_stop(line.text) &&
        length_ja(line.text) <= 60) {
      object(i, {0, line.text.size()}, topics_, "ja.issue.listed");
      return true;
    }
    topics_.clear();
  }
  // 4. 主要議題, and a line for each subject below it.
  if (agenda_) {
    const bool item = !full_stop(line.text) && (line.marker.empty() || agenda_marker_.empty() || is_bullet(line)) &&
                      !page_.rules.any("generic_heading", line.text) && page_.sides(line.text).empty() &&
                      text::find_dates_ja(line.text).empty() && length_ja(line.text) <= 40;
    if (item) {
      object(i, {0, line.text.size()}, "discussed", "ja.agenda");
      return true;
    }
    agenda_ = false;
  }
  return false;
}

void JaBody::object(std::size_t line, JaPhrase p, const std::string& act, std::string_view rule) {
  const std::string_view all = page_.lines[line].text;
  shrink(all, p);
  if (p.end <= p.start) return;
  auto words = all.substr(p.start, p.end - p.start);
  // 2009年12月に開催された第1回フォーラムの成果: the thing itself.
  for (const std::string_view verb : {"開催された", "行われた", "開催される", "行われる", "署名された", "締結された",
                                      "発表された", "発表した", "設立された", "立ち上げられた", "公表された"})
    if (const auto at = words.rfind(verb); at != std::string_view::npos && at > 0 &&
                                           words.substr(0, at).find("「") == std::string_view::npos &&
                                           length_ja(words.substr(at + verb.size())) >= 5) {
      p.start += at + verb.size();
      shrink(all, p);
      words = all.substr(p.start, p.end - p.start);
      break;
    }
  const auto size = length_ja(words);
  if (size < 2 || size > 70 || page_.rules.any("not_object", words)) return;
  for (const std::string_view bare :
       {"双方", "両者", "両国", "両大臣", "日本側", "会合", "議論", "意見", "認識", "会議", "今後の協力", "二国間関係"})
    if (words == bare) return;
  if (words.starts_with("これ") || words.starts_with("その") || words.starts_with("概要") || words.starts_with("や") ||
      words.ends_with("よう") || words.ends_with("な") || words.ends_with("である") || words.ends_with("ところ") ||
      words.ends_with("から") || words.ends_with("との") || words.starts_with("こうした"))
    return;
  Fact& fact = area_ != nullptr
                   ? page_.build.add_item(*area_, page_.lines[line].from(p.start), page_.lines[line].to(p.end), rule)
                   : page_.add(FactKind::issue, line, p.start, p.end, rule);
  std::string acts;
  for (const char c : page_.future ? std::string("planned") : act) acts += c == ' ' ? '_' : c;
  fact.set("acts", acts);
  if (!speaker_.empty()) fact.set("actor", speaker_);
  std::string topics;
  for (const auto& topic : page_.grammar.topics_in(fact.quote.text, "ja"))
    topics += (topics.empty() ? "" : " ") + topic;
  if (!topics.empty()) fact.set("topics", topics);
  if (area_ != nullptr) return;
  // 二国間の貿易上の課題として、X: the sentence sets its subjects apart from those of common interest.
  const auto before = all.substr(0, p.start);
  const auto stop = before.rfind("。");
  const bool bilateral =
      bilateral_list_ || page_.rules.any("bilateral_bare", words) ||
      page_.rules.any("bilateral", stop == std::string_view::npos ? before : before.substr(stop + 3));
  fact.set("kind", bilateral ? "bilateral" : "common");
}

/// Cuts a list at 、 and や, at the last 及び of a list with commas, and takes its open end off.
void JaBody::objects(std::size_t line, JaPhrase p, const std::string& act, std::string_view rule) {
  const std::string_view all = page_.lines[line].text;
  // Xと意見交換: with whom, not on what.
  if (all.substr(p.start, p.end > p.start ? p.end - p.start : 0).ends_with("と")) return;
  shrink(all, p);
  if (p.end <= p.start) return;
  // Xに関するお互いの見解及び立場: the subject is X.
  for (const std::string_view sign : {"に関するお互いの", "に関する双方の", "についての双方の", "に対する双方の"})
    if (const auto at = all.substr(p.start, p.end - p.start).find(sign); at != std::string_view::npos && at > 0) {
      p.end = p.start + at;
      break;
    }
  // ...等の幅広い分野, などについて.
  std::size_t open_from = 0, open_to = 0;
  auto s = all.substr(p.start, p.end - p.start);
  // A、Bを含む二国間の貿易課題: the list names the subjects, and its end their kind.
  const auto behind = page_.rules.first("bilateral_behind", s);
  const bool own_issues = behind && behind->start > 0;
  if (own_issues) {
    open_from = p.start + behind->start;
    open_to = p.end;
    p.end = open_from;
    s = all.substr(p.start, p.end - p.start);
  }
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
    if (own_issues || !s.ends_with(tail) || s.size() <= tail.size()) continue;
    open_from = p.end - tail.size();
    open_to = p.end;
    p.end = open_from;
    s = all.substr(p.start, p.end - p.start);
    break;
  }
  // A、B及び観光等企業が抱える課題: the list ends at 等.
  if (open_to == 0 && (s.find("、") != s.rfind("、") ||
                       (s.find("、") != std::string_view::npos && s.find("及び") != std::string_view::npos)))
    if (const auto at = s.rfind("等"); at != std::string_view::npos && at > s.rfind("、")) {
      const auto tail = s.substr(at + 3);
      int inside = 0;
      for (const char c : tail) inside += c == '(' ? 1 : c == ')' ? -1 : 0;
      bool word = inside < 0 || tail.starts_with("級") || tail.starts_with("し");
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
  std::vector<JaPhrase> parts;
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
  // WTO、G20、APEC等の多国間の枠組みに関する動き: letters alone before 等の belong to what follows.
  std::size_t acronyms = p.start;
  if (const auto at = s.find("等の"); at != std::string_view::npos) {
    std::size_t k = 0;
    while (k < at && ((static_cast<unsigned char>(s[k]) < 0x80 && s[k] != ' ') || s.substr(k).starts_with("、")))
      k += static_cast<unsigned char>(s[k]) < 0x80 ? 1 : 3;
    if (k == at && k > 0) acronyms = p.start + at;
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
      else if (rest.starts_with("、") && i >= acronyms && !attributive(all.substr(begin, i - begin)))
        n = 3;
      else if (rest.starts_with("や") && !hiragana_around(all, i) && !rest.starts_with("やす") &&
               !rest.starts_with("やり") && !rest.starts_with("やか") &&
               (commas > 0 || open_to > 0 || length_ja(all.substr(begin, i - begin)) >= 4))
        n = 3;
      else if (rest.starts_with("及び") && page_.rules.ends_with("complete_noun", all.substr(begin, i - begin)) > 0 &&
               all.substr(begin, i - begin).find("の") != std::string_view::npos && length_ja(rest) >= 7 &&
               rest.find("、") == std::string_view::npos && rest.find("及び", 6) == std::string_view::npos)
        n = 6;  // 貿易の動向及び投資の現状: both are whole; 水素及びアンモニアの利用 is one
      else if ((rest.starts_with("及び") || rest.starts_with("並びに")) && commas >= 1 &&
               rest.find("、") == std::string_view::npos && length_ja(all.substr(begin, i - begin)) <= 16 &&
               rest.find("及び", 3) == std::string_view::npos && !letters_joined(all, i))
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
  // A、B、Cなど、Xに係る課題: what comes after the list names its kind.
  if (parts.size() >= 3) {
    const auto kind = all.substr(parts.back().start, parts.back().end - parts.back().start);
    const auto last =
        all.substr(parts[parts.size() - 2].start, parts[parts.size() - 2].end - parts[parts.size() - 2].start);
    bool general = false;
    for (const std::string_view word : {"課題", "分野", "事項", "論点", "テーマ", "協力状況", "取組"})
      general = general || kind.ends_with(word);
    if (general && (last.ends_with("など") || last.ends_with("等"))) {
      open_from = parts.back().start;
      open_to = parts.back().end;
      parts.pop_back();
    }
  }
  // 第3回会合以降を含め、X: said of X.
  if (parts.size() > 1)
    std::erase_if(parts, [&](const JaPhrase& part) {
      const auto words = all.substr(part.start, part.end - part.start);
      return words.ends_with("を含め") || words.ends_with("も含め") || words.ends_with("を中心とし");
    });
  const bool around = bilateral_list_;
  bilateral_list_ = around || own_issues;
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
    for (const std::string_view sign :
         {"等を含む", "などを含む", "を含む", "を含めた", "をはじめとする", "を始めとする", "などの重要",
          "などの幅広い", "の各産業分野", "の各分野", "といった主要", "といった多国間", "といった共通",
          "といった幅広い", "といった重要"})
      if (const auto at = words.find(sign); at != std::string_view::npos && at > 0) {
        // 英国のEU離脱を含む国際情勢 is one subject; a list before it (A、B等を含むC) names the subjects.
        if (sign.starts_with("を含") && (parts.size() == 1 || part.start != parts.back().start)) continue;
        part.end = part.start + at;
        break;
      }
    object(line, part, act, rule);
  }
  bilateral_list_ = around;
  if (open_to > 0 && (parts.size() > 1 || own_issues))
    page_.add(FactKind::list, line, open_from, open_to, "ja.list.open").set("open", "true");
}

}  // namespace breadcrumb::reader
