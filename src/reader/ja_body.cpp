#include "reader/ja_body.h"

#include <algorithm>

#include "reader/ja_denied.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

/// True where the words name what is spoken of: Xについて.
bool about_of(std::string_view words) {
  for (const std::string_view sign : {"について", "に関し", "につき"})
    if (words.find(sign) != std::string_view::npos) return true;
  return false;
}

/// Acts that take two.
bool mutual(std::string_view act) {
  for (const std::string_view word : {"discussed", "exchanged", "agreed", "compared", "progress", "shared views"})
    if (act.find(word) != std::string_view::npos) return true;
  return false;
}

}  // namespace

std::string JaBody::speaker(std::string_view words, const std::string& before) const {
  std::string out = before;
  std::size_t at = 0;
  for (const auto& side : page_.sides(words)) {
    // 日本と米国は、日本及び米国は: both.
    bool row = false;
    for (const std::string_view joint : {"と", "及び", "並びに", "、", "・"})
      if (words.substr(0, side.start).ends_with(joint))
        for (const auto& party : page_.parties.find(words.substr(0, side.start)))
          row = row || party.end + joint.size() == side.start || party.end + joint.size() + 3 == side.start;
    out = row || page_.codes.size() < 2 || std::ranges::find(page_.codes, side.code) == page_.codes.end() ? ""
                                                                                                          : side.code;
    at = side.end;
  }
  for (std::size_t i = at; i < words.size(); ++i) {
    if ((static_cast<unsigned char>(words[i]) & 0xC0) == 0x80) continue;
    const auto n = page_.rules.begins_with("both_sides", words.substr(i));
    if (n > 0 && (words.substr(i + n).starts_with("は") || words.substr(i + n).starts_with("が") ||
                  words.substr(i + n).starts_with("で")))
      out.clear();
  }
  return out;
}

std::string_view figure_mark(const JaLine& line) {
  return line.marker.find_first_of("0123456789") != std::string::npos ? std::string_view(line.marker) : "";
}

bool is_bullet(const JaLine& line) {
  return line.marker.starts_with("・") || line.marker.starts_with("○") || line.marker.starts_with("-") ||
         line.marker.starts_with("•") || line.marker.starts_with("●");
}

void JaBody::substance(std::size_t line, std::size_t start, std::size_t end) {
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
         after.starts_with("踏まえ") || after.starts_with("を重ね") || after.starts_with("を加速") ||
         after.starts_with("を深め") || after.starts_with("を続け") || after.starts_with("を土台") ||
         after.starts_with("を継続") || after.starts_with("は、次")))
      continue;
    // 発表した「X」, 議論した論点: said of the noun behind.
    if (const auto noun = match.end < s.size() && s.substr(match.end - 3, 3) == "し" ? after : std::string_view{};
        noun.starts_with("た")) {
      const auto next = noun.substr(3);
      bool clause = next.empty();
      for (const std::string_view word :
           {"。", "、", "ほか", "他", "ところ", "上", "うえ", "後", "旨", "が", "ことを受"})
        clause = clause || next.starts_with(word);
      if (!clause) continue;
    }
    // 外交部が発表した: who told it is no subject of the talks.
    if (set->second == "presented" && before.ends_with("が")) continue;
    if (set->second == "discussed" && match.start == 0) {
      // 対話の中で取り上げられたのは、…です: the objects follow.
      continue;
    }
    if (after.starts_with("を受け") || ((after.starts_with("され") || after.starts_with("れる")) &&
                                        after.find("予定") != std::string_view::npos && !page_.future))
      continue;
    // 議論するラウンドテーブル: what an event was for.
    if (after.starts_with("する") && !page_.future) {
      const auto next = after.substr(6);
      bool goes_on = next.empty();
      for (const std::string_view word : {"と", "予定", "見込", "こと", "。", "ほか", "など", "、", "な"})
        goes_on = goes_on || next.starts_with(word);
      if (!goes_on) continue;
    }
    // 意見交換したい旨述べ: said, not done.
    const auto wish = after.find("たい");
    if (wish != std::string_view::npos && wish <= 18 && after.substr(0, wish).find("、") == std::string_view::npos &&
        after.substr(0, wish).find("。") == std::string_view::npos)
      continue;
    if (before.ends_with("旨") || after.starts_with("旨") || after.starts_with("すべく") ||
        after.starts_with("するため"))
      continue;
    acts.push_back({match.start, match.end,
                    denied_ja(page_.rules, s, match.end) ? std::string(act_denied) : set->second, match.rule->id});
  }
  // 取り上げられたのは、A、Bです. 議題は、A、Bであった.
  for (const std::string_view lead : {"取り上げられたのは、", "議題は、", "議題としては、"})
    if (const auto at = s.find(lead); at != std::string_view::npos) {
      auto to = s.size();
      bool named = lead != "議題は、";
      for (const std::string_view tail : {"です。", "である。", "でした。", "であった。", "。"})
        if (s.substr(0, to).ends_with(tail)) {
          to -= tail.size();
          named = named || tail.size() > 3;
          break;
        }
      if (!named) continue;
      objects(line, {start + at + lead.size(), start + to}, "discussed", "ja.act.discussed");
      return;
    }
  std::size_t cursor = 0;
  std::string acts_for;
  for (const auto& act : acts) {
    std::size_t from = cursor;
    cursor = act.end;
    auto words = s.substr(from, act.start - from);
    acts_for = speaker(words, acts_for);
    speaker_ = mutual(act.act) ? "" : acts_for;
    if (act.act == "confirmed" || act.act == "welcomed" || act.act == "requested" || act.rule == "ja.act.agreed_on") {
      // Only of a subject: 進捗状況を確認し. A promise or an opinion is none.
      if (act.act == "welcomed" && words.ends_with("の開催を")) continue;
      if (words.ends_with("意思を") || words.ends_with("意志を") || words.ends_with("支持を")) continue;
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
    // 平井審議官は、: who spoke.
    for (const std::string_view particle : {"は、", "からは、", "より、"})
      for (auto at = words.find(particle); at != std::string_view::npos; at = words.find(particle, at + 3))
        if (page_.rules.ends_with("office_end", words.substr(0, at)) > 0) cut = std::max(cut, at + particle.size());
    for (std::size_t at = 0; at < words.size(); ++at) {
      const auto n = page_.rules.begins_with("clause_end", words.substr(at));
      if (n == 0 || at + n >= words.size()) continue;
      // に関し、 is no clause of its own; 会合での協力 goes on.
      const auto sign = words.substr(at, n);
      const auto before = words.substr(0, at);
      if (sign == "会合で" && words.substr(at + n).starts_with("の")) continue;
      if (sign == "し、" && (before.ends_with("関") || before.ends_with("対") || before.ends_with("際"))) continue;
      cut = std::max(cut, at + n);
    }
    if (cut == 0 && words.starts_with("、")) cut = 3;
    auto rest = words.substr(cut);
    // Nothing of its own after the subject: the topic stood before it (Xにつき、先方より説明があり).
    if ((length_ja(rest) < 3 || page_.rules.begins_with("bare_request", rest) == rest.size() || rest == "双方の" ||
         rest == "資料に沿って" || rest == "それぞれ") &&
        cut > 0) {
      std::size_t to = 0, best = std::string_view::npos;
      for (const std::string_view sign : {"にわたり、", "につき、", "に関し、", "について、", "に関して、",
                                          "については、", "に関しては、", "をめぐり、", "の経緯については、"})
        if (const auto at = words.find(sign); at != std::string_view::npos && at < best) {
          best = at;
          to = at;
        }
      if (best == std::string_view::npos) continue;
      objects(line, {start + from, start + from + to}, act.act, act.rule);
      continue;
    }
    // A whole statement was pointed out, not a subject.
    if (act.act == "raised" && rest.find("が") != std::string_view::npos && rest.ends_with("を") &&
        !rest.ends_with("ことを") && !about_of(rest))
      continue;
    // 運用が支障を与えているとの懸念: the subject is what the clause speaks of.
    if (rest.ends_with("との")) {
      const auto ga = rest.find("が");
      if (ga == std::string_view::npos || length_ja(rest.substr(0, ga)) < 4 || rest.find("重要") < rest.size() ||
          rest.find("必要") < rest.size() || rest.find("べき") < rest.size())
        continue;
      objects(line, {start + from + cut, start + from + cut + ga}, act.act, act.rule);
      continue;
    }
    if (act.rule == "ja.act.agreed_on" && !rest.ends_with("について") && !rest.ends_with("につき")) continue;
    // Progress and settlement are told of a subject: Xについては進展が見られた. 多くの分野で進展 names none.
    if ((act.rule == "ja.act.progress" || act.rule == "ja.act.settled") && !about_of(rest)) continue;
    // Xについて…のYを: what carries the subject is before について when little follows.
    auto object_from = start + from + cut;
    auto object_to = start + act.start;
    for (const std::string_view sign : {"にわたり", "について", "につき", "に関し", "に関して", "をめぐり",
                                        "をテーマに", "を議題に", "についての", "に関する"}) {
      const auto at = rest.find(sign);
      if (at == std::string_view::npos || at == 0) continue;
      const auto tail = rest.substr(at + sign.size());
      // Where the act's own words begin with について, what stands before them is the object whole:
      // Xに関する指針について合意.
      if (sign == "に関する" && act.rule == "ja.act.agreed_about" && length_ja(tail) >= 2) continue;
      // 双方の, 率直に, 資料に沿って: adverbs.
      if (sign == "に関する" && length_ja(tail) > 4 && !tail.ends_with("による") && !tail.ends_with("間の")) continue;
      if (length_ja(tail) > 24) continue;
      if (sign == "にわたり" && length_ja(tail) > 10) continue;
      if (act.act == "exchanged" && length_ja(tail) > 2) continue;
      object_to = object_from + at;
      break;
    }
    objects(line, {object_from, object_to}, act.act, act.rule);
  }
  speaker_.clear();
}

void JaBody::sentence(JaSentence& s) {
  const auto words = page_.text(s);
  if (next_round(s.line, s.start, s.end)) return;
  const bool set_up = bodies(s.line, s.start, s.end);
  if (page_.future) {
    substance(s.line, s.start, s.end);
    return;
  }
  listing_ = page_.rules.any("listing", words);
  announced_ = announced_ || page_.rules.any("area_list", words);
  if (page_.rules.any("topic_list", words))
    for (const auto& match : page_.rules.find("act", words))
      if (match.rule->set.contains("act")) topics_ = match.rule->value("act");
  if (topics_.empty() && page_.rules.any("topic_list", words) && page_.rules.any("area_list", words))
    topics_ = "agreed";
  const auto from = lead_in(s);
  std::size_t first = s.end;
  const bool promised = !listing_ && commitments(s.line, from, s.end, first);
  if (promised || set_up) {
    // What was talked about before the promise, in the same sentence.
    if (promised && first > from + 12) substance(s.line, from, first);
    return;
  }
  if (page_.rules.any("not_substance", words)) return;
  substance(s.line, from, s.end);
}

void JaBody::read() {
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
    if (listed_subject(i)) continue;
    if (is_area_heading(i)) {
      open_area(i, 0, line.text.size(), "ja.area.heading");
      whole_area_ = true;
      self_area_ = false;
      area_marker = line.marker;
      continue;
    }
    if (!full_stop(line.text) && page_.rules.any("generic_heading", line.text)) {
      area_ = nullptr;
      agenda_ = page_.rules.any("agenda", line.text);
      agenda_marker_ = line.marker;
      continue;
    }
    // A paragraph with a number of another kind, or a plain one after a list, ends the area.
    const bool bullet = is_bullet(line);
    if (area_ != nullptr && !self_area_ && line.block != page_.lines[area_line_].block && !bullet) {
      const bool next_paragraph = i > area_line_ + 1;
      // Paragraphs without a mark below (2) X are its own; of a list's item they are not.
      const bool own = line.marker.empty() && !figure_mark(page_.lines[area_line_]).empty() && whole_area_ &&
                       page_.sections[i] == JaSection::body && !page_.rules.any("closing", line.text);
      if (next_paragraph && !own && (!line.marker.empty() || page_.lines[area_line_].kind == BlockKind::list_item))
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
        // 日本側: is a side; 日本産米の輸出: a subject.
        if (!heading.ends_with("側") && page_.sides(line.text.substr(0, b + 1)).empty() &&
            !page_.rules.any("generic_heading", heading) && !page_.rules.any("meeting_label", heading)) {
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
        // XとYは会談し、「Z」の署名を行った: what those who led set their names to.
        if (!page_.future && (n == page_.meeting_sentence || !page_.rules.any("about_self", words)))
          (void)bodies(s.line, s.start, s.end);
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
      if (n == page_.meeting_sentence) {
        if (!page_.future) (void)bodies(s.line, s.start, s.end);  // 会談し、共同文書に署名しました
        continue;
      }
      if (!full_stop(page_.text(s)) && !bullet && area_ == nullptr) continue;
      // An abstract before the meeting's own sentence repeats what follows.
      if (page_.meeting_sentence != JaPage::npos && n < page_.meeting_sentence) {
        if (!page_.future) (void)bodies(s.line, s.start, s.end);
        continue;
      }
      if (announced_ && area_ != nullptr && bullet && announced(i, std::max(s.start, from), s.end)) continue;
      JaSentence cut = s;
      cut.start = std::max(cut.start, from);
      sentence(cut);
    }
    if (!line.label.empty() || (from > 0 && area_line_ == i)) area_ = nullptr;
  }
  area_ = nullptr;
  topics_.clear();
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

void read_body_ja(JaPage& page) {
  JaBody(page).read();
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
