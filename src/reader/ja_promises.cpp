// What comes next, in Japanese: promises, bodies, the next round.
#include <algorithm>

#include "reader/ja_body.h"
#include "reader/ja_denied.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

/// True for a day, month or year that was over on `now`.
bool is_over(const text::Ymd& day, const text::Ymd& now) {
  if (day.year != now.year) return day.year < now.year;
  if (day.month == 0 || now.month == 0) return false;
  if (day.month != now.month) return day.month < now.month;
  return day.day > 0 && day.day < now.day;
}

}  // namespace

std::string JaBody::due_of(std::string_view words) const {
  text::Ymd best;
  for (const auto& date : text::find_dates_ja(words)) {
    if (!date.has_month() && !date.has_year()) continue;
    const auto day = text::resolve(date, page_.published);
    if (!day) continue;
    const auto rest = words.substr(date.end);
    const bool bound = rest.starts_with("まで") || rest.starts_with("中") || rest.starts_with("を目途") ||
                       rest.starts_with("から") || rest.starts_with("に") || rest.starts_with("末") || date.until ||
                       rest.starts_with("を目処") || rest.starts_with("の前半") || rest.starts_with("の後半") ||
                       rest.starts_with("の早い") || rest.starts_with("の会") || rest.starts_with("の次回");
    // 昨年3月に締結された: what lies behind is no day to keep.
    const bool past = page_.published.year > 0 && is_over(*day, page_.published);
    if (bound && !past) best = *day;
  }
  // 年末までに, 年内に: the last month of the year that the text is of, as "by the end of the year" is.
  if (best.year == 0 && page_.published.year > 0)
    for (const std::string_view sign : {"年末まで", "年末を目途", "年末を目処", "年内", "本年中", "今年中"})
      if (const auto at = words.find(sign); at != std::string_view::npos) {
        const bool next = words.substr(0, at).ends_with("来") || words.substr(0, at).ends_with("明");
        best = {page_.published.year + (next ? 1 : 0), 12, 0};
      }
  return text::iso(best);
}

void JaBody::commitment(std::size_t line, std::size_t start, std::size_t end, const std::string& actor,
                        std::string_view rule) {
  const std::string_view all = page_.lines[line].text;
  JaPhrase p{start, end};
  while (p.end > p.start &&
         (all.substr(p.start, p.end - p.start).ends_with("。") || all.substr(p.start, p.end - p.start).ends_with("、")))
    p.end -= 3;
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view lead :
         {"、",         " ",        "また、",   "さらに、",       "このほか、",     "その上で、", "引き続き、",
          "なお、",     "今後、",   "加えて、", "併せて、",       "会談では、",     "会合では、", "協議では、",
          "対話では、", "そのほか", "このほか", "会談において、", "会合において、", "最後に、",   "特に、"})
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
  if (length_ja(words) < 8 || length_ja(words) > 160 || words.starts_with(")")) return;
  Fact& fact = page_.add(FactKind::commitment, line, p.start, p.end, rule);
  fact.set("actor", actor);
  if (const auto due = due_of(words); !due.empty()) fact.set("due", due);
}

bool JaBody::next_round(std::size_t line, std::size_t start, std::size_t end) {
  const auto s = std::string_view(page_.lines[line].text).substr(start, end - start);
  const auto match = page_.rules.first("next_round", s);
  // 2016年に第2回会合を開催すべく調整することとし、…: the ordinal that follows this one's.
  if (!match && page_.ordinal > 0 && !page_.build.has(FactKind::next_round) && !page_.future)
    for (const auto& ordinal : page_.rules.find("round", s)) {
      auto [a, b] = ordinal.of("n");
      if (text::number_ja(s, a) != page_.ordinal + 1) continue;
      const auto rest = s.substr(ordinal.end);
      const auto noun = page_.rules.begins_with("round_noun", rest);
      if (noun == 0 || !rest.substr(noun).starts_with("を開催")) continue;
      auto to = s.find("、", ordinal.end);
      if (to == std::string_view::npos) to = s.size();
      while (s.substr(0, to).ends_with("。")) to -= 3;
      std::size_t from = 0;
      for (const std::string_view lead : {"また、", "なお、", "さらに、", "双方は、"})
        if (s.substr(from).starts_with(lead)) from += lead.size();
      Fact& fact = page_.add(FactKind::next_round, line, start + from, start + to, "ja.next.ordinal");
      for (const auto& date : text::find_dates_ja(s.substr(0, to)))
        if (const auto day = text::resolve(date, page_.published); day && (date.has_year() || date.has_month())) {
          fact.set("date", text::iso(*day));
          break;
        }
      std::size_t first = 0;
      if (to < s.size()) (void)commitments(line, start + to, end, first);
      return true;
    }
  // 次回会合の開催には合意しませんでした: none; that its day is not yet settled is told of it.
  if (match && denied_ja(page_.rules, s, match->end) && !page_.rules.any("next_open", s)) return false;
  const bool by_then =
      match && (s.substr(match->end).starts_with("までに") || s.substr(match->end).starts_with("に向け") ||
                s.substr(match->end).starts_with("会合までに") || s.substr(match->end).starts_with("会合に向け"));
  if (by_then) return false;  // 次回会合までに回答する: a day to keep, not the meeting's
  if (!match || page_.build.has(FactKind::next_round)) return match.has_value();
  // An ordinal must be the one that follows.
  if (const auto ordinal = page_.rules.first("round", s); ordinal && s.substr(match->start, 6).starts_with("第")) {
    auto [a, b] = ordinal->of("n");
    const int n = text::number_ja(s, a);
    if (page_.ordinal > 0 && n != page_.ordinal + 1) return false;
  }
  bool told = false;
  for (const std::string_view word : {"開催", "主催", "調整", "行", "予定", "開く", "日程", "実施", "時期", "決ま",
                                      "なりました", "見込", "開か", "見通"})
    told = told || s.find(word) != std::string_view::npos;
  if (!told) return false;
  std::size_t from = 0;
  for (const std::string_view lead :
       {"また、", "なお、", "双方は、", "両者は、", "両国は、", "両大臣は、", "さらに、", "最後に、"})
    if (s.substr(from).starts_with(lead)) from += lead.size();
  auto to = s.size();
  while (s.substr(0, to).ends_with("。")) to -= 3;
  // What stands before 次回 in the sentence may be a promise of its own.
  if (const auto at = s.find("次回"); at != std::string_view::npos && at > 24 && s.substr(0, at).ends_with("、")) {
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
  // 今秋, 来春: a season gives the year.
  if (fact.field("date").empty() && page_.published.year > 0) {
    const auto season = [&](std::string_view word) {
      for (const std::string_view part : {"春", "夏", "秋", "冬"})
        if (s.find(std::string(word) + std::string(part)) != std::string_view::npos) return true;
      return false;
    };
    if (season("今") || season("本年") || season("今年") || s.find("年内") != std::string_view::npos)
      fact.set("date", text::iso({page_.published.year, 0, 0}));
    else if (season("来") || season("来年") || season("明年"))
      fact.set("date", text::iso({page_.published.year + 1, 0, 0}));
  }
  for (std::size_t i = 0; i < s.size(); ++i)
    if (const auto n = page_.rules.begins_with("city", s.substr(i)); n > 0) {
      fact.set("place", std::string(s.substr(i, n)));
      break;
    }
  return true;
}

bool JaBody::bodies(std::size_t line, std::size_t start, std::size_t end) {
  const auto s = std::string_view(page_.lines[line].text).substr(start, end - start);
  bool any = false;
  for (const auto& match : page_.rules.find("established", s)) {
    auto [a, b] = match.of("name");
    const auto [q, r] = match.of("quote");
    if (denied_ja(page_.rules, s, b)) continue;
    if (b <= a) continue;
    if (s.substr(a, b - a).starts_with("「")) {
      a += 3;
      b -= 3;
    }
    // 同覚書の下に, 枠組みの下で: not of the name.
    for (const std::string_view sign :
         {"下に", "下で", "として、", "もとに", "妥結した", "合意した", "について", "に関して", "間で"})
      if (const auto at = s.substr(a, b - a).rfind(sign); at != std::string_view::npos) a += at + sign.size();
    const bool body = match.rule->value("kind") == "body";
    const auto name = std::string(s.substr(a, b - a));
    Fact& fact = page_.add(FactKind::established, line, start + q, start + r, match.rule->id);
    fact.set("name", name);
    fact.set("kind", body ? "body" : "agreement");
    if (body) {
      Fact& named = page_.add(FactKind::body, line, start + q, start + r, match.rule->id);
      named.set("name", name);
      named.set("relation", "under");
      // 設置することで一致した: agreed, and not there yet.
      const auto tail = s.substr(b, clause_end_ja(s, b) - b);
      const bool ahead =
          tail.find("すること") != std::string_view::npos || tail.find("ること") != std::string_view::npos;
      named.set("stage", ahead ? "to be set up" : "set up");
    }
    any = true;
  }
  for (const std::string_view reads : {"body", "body_met"}) {
    const auto match = page_.rules.first(reads, s);
    if (!match) continue;
    const auto [a, b] = match->of("name");
    if (denied_ja(page_.rules, s, b)) continue;
    const bool met = reads == "body_met";
    // The dialogue's own meeting is no body's.
    if (met && page_.dialogue.find(s.substr(a, b - a)) != std::string::npos) continue;
    auto to = s.size();
    while (s.substr(0, to).ends_with("。")) to -= 3;
    Fact& named = page_.add(FactKind::body, line, start, start + to, match->rule->id);
    named.set("name", std::string(s.substr(a, b - a)));
    named.set("relation", "under");
    named.set("stage", met ? "met" : "meeting planned");
    if (!met)
      for (const auto& date : text::find_dates_ja(s))
        if (const auto day = text::resolve(date, page_.published.year > 0 ? page_.published : text::Ymd{}); day) {
          named.set("next_meeting", text::iso(*day));
          break;
        }
    any = true;
    break;
  }
  return any;
}

bool JaBody::commitments(std::size_t line, std::size_t start, std::size_t end, std::size_t& first) {
  first = end;
  const auto s = std::string_view(page_.lines[line].text).substr(start, end - start);
  bool any = false;
  std::size_t cursor = 0;
  auto matches = page_.rules.find("commitment", s);
  // Each rule begins at the clause's beginning: what ends first comes first.
  std::stable_sort(matches.begin(), matches.end(),
                   [](const JaMatch& x, const JaMatch& y) { return x.of("what").second < y.of("what").second; });
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
    // 進めていくことで一致していることを踏まえ: settled before.
    const auto later = s.substr(words.ends_with("て") ? b - 3 : b);
    if (later.starts_with("ている") || later.starts_with("ており") || later.starts_with("たこと") ||
        (later.starts_with("こと") && words.ends_with("た")))
      continue;
    // 送付することで一致しませんでした
    if (denied_ja(page_.rules, s, words.ends_with("、") ? b - 3 : b)) continue;
    // …することとなり光栄: a greeting.
    if (s.substr(b).starts_with("光栄") || s.substr(b).starts_with("嬉し") ||
        near.find("光栄") != std::string_view::npos)
      continue;
    if (near.ends_with("予定") && near.find("開催") != std::string_view::npos) continue;
    if (near.find("開催") != std::string_view::npos && match.rule->id == "ja.commitment.future") continue;
    // A body to be set up is no promise; what is listed behind it is: 作業部会を設置すること、Xを開催することに合意.
    for (const std::string_view sign : {"設置すること、", "設けること、", "立ち上げること、", "設置すること及び"})
      if (const auto at = words.rfind(sign); at != std::string_view::npos) {
        words.remove_prefix(at + sign.size());
        a += at + sign.size();
      }
    if (words.find("設置すること") != std::string_view::npos ||
        (words.find("設けること") != std::string_view::npos && page_.rules.any("established", words)))
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
    if ((match.rule->id == "ja.commitment.future" || match.rule->id == "ja.commitment.intent") &&
        (sides.empty() && from == 0))
      continue;
    // Earlier clauses of the sentence go: 確認し、…, 触れた上で、….
    std::size_t cut = from;
    for (std::size_t at = from; at < words.size(); ++at)
      if (const auto n = page_.rules.begins_with("promise_lead", words.substr(at)); n > 0 && at + n < words.size())
        cut = std::max(cut, at + n);
    // 日本側からXを説明し、…ことを確認した: what was confirmed or agreed is of both.
    bool mutual = false;
    for (const std::string_view verb : {"一致", "合意", "確認"})
      mutual = mutual || (near.rfind(verb) != std::string_view::npos && near.size() - near.rfind(verb) <= 18);
    if (mutual && cut > from && !sides.empty() && sides.size() < 2 && cut > sides[0].end) actor = both();
    // 議会が承認した場合、米国は…: the promise does not stand without its condition.
    for (const auto& condition : page_.rules.find("condition", words.substr(0, cut)))
      if (condition.end <= cut) cut = std::min(cut, condition.start);
    // …していくことや、…していくことを: two promises.
    std::size_t begin = cut;
    first = std::min(first, start + a + cut);
    for (const std::string_view sign : {"ことや、", "こと、及び", "こと及び", "こと、", "とともに、"})
      for (std::size_t at = words.find(sign, begin); at != std::string_view::npos; at = words.find(sign, begin)) {
        commitment(line, start + a + begin, start + a + at + 6, actor, match.rule->id);
        begin = at + sign.size();
      }
    commitment(line, start + a + begin, start + b, actor, match.rule->id);
    // Xの実施で一致: X is a subject, too.
    if (const auto [o, stop] = match.of("object"); stop > a + begin)
      if (const auto noun = s.substr(a + begin, stop - a - begin);
          !noun.starts_with("二国間") && !noun.starts_with("両国") && length_ja(noun) >= 8)
        object(line, {start + a + begin, start + stop}, "agreed", match.rule->id);
    any = true;
  }
  return any;
}

}  // namespace breadcrumb::reader
