#include <algorithm>

#include "reader/ja_page.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

using text::Ymd;

constexpr std::size_t npos = JaPage::npos;

bool full_stop(std::string_view s) {
  return s.find("。") != std::string_view::npos;
}

void find_title(JaPage& page) {
  for (std::size_t i = 0; i < page.lines.size() && page.title == npos; ++i)
    if (page.lines[i].kind == BlockKind::title && !page.lines[i].furniture && !full_stop(page.lines[i].text))
      page.title = i;
  for (std::size_t i = 0; i < page.lines.size() && i < 12 && page.title == npos; ++i) {
    const auto& line = page.lines[i];
    if (full_stop(line.text)) break;
    if (length_ja(line.text) >= 10 && length_ja(line.text) < 90 && page.rules.any("round", line.text) &&
        !page.rules.any("furniture", line.text))
      page.title = i;
  }
  for (std::size_t i = 0; i < page.lines.size() && i < 12 && page.title == npos; ++i) {
    const auto& line = page.lines[i];
    if (full_stop(line.text)) break;
    if (line.heading && length_ja(line.text) >= 12 && length_ja(line.text) < 90 &&
        page.rules.any("title_noun", line.text) && !page.rules.any("furniture", line.text))
      page.title = i;
  }
  if (page.title == npos) return;
  const auto& line = page.lines[page.title];
  page.add(FactKind::title, page.title, 0, line.text.size(), "ja.title.headline");
}

/// The date of the release: on a line of its own at the top, else at the foot after 公表 or 発表.
void find_published(JaPage& page) {
  struct Found {
    std::size_t line;
    text::JaDate date;
    int rank;
  };
  std::vector<Found> found;
  bool body = false;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const auto& line = page.lines[i];
    const auto size = length_ja(line.text);
    if (full_stop(line.text) && size > 20) body = true;
    if (size > 45 || full_stop(line.text) || i == page.title) continue;
    if (page.rules.any("meeting_label", line.text)) continue;
    const auto dates = text::find_dates_ja(line.text);
    if (dates.empty() || dates[0].year == 0 || dates[0].day == 0) continue;
    const bool labelled = line.text.find("公表") != std::string::npos || line.text.find("発表") != std::string::npos ||
                          line.text.find("掲載") != std::string::npos || line.text.find("更新日") != std::string::npos;
    const auto rest = line.text.size() - (dates[0].end - dates[0].start);
    if (dates.size() > 1 && !labelled) continue;
    const bool alone = rest <= 40 && (dates[0].start == 0 || dates[0].end == line.text.size() || labelled);
    const bool before = i > 0 && (page.lines[i - 1].text.find("公表日") != std::string::npos ||
                                  page.lines[i - 1].text.find("発表日") != std::string::npos);
    if (!alone && !labelled) continue;
    // Of a memo's list (■ 日程 ...) only what is no item.
    found.push_back({i, dates[0],
                     before || labelled                          ? 3
                     : !body                                     ? 2
                     : page.sections[i] == JaSection::background ? 0
                                                                 : 1});
  }
  const Found* best = nullptr;
  for (const auto& f : found)
    if (best == nullptr || f.rank > best->rank) best = &f;
  if (best == nullptr) return;
  page.published = {best->date.year, best->date.month, best->date.day};
  if (!text::is_real(page.published)) {
    page.published = {};
    return;
  }
  page.published_line = best->line;
  // A weekday in brackets is left out of the quote, a label and 公表 are kept as printed only when they follow.
  auto end = best->date.end;
  const auto& words = page.lines[best->line].text;
  if (words.substr(end).starts_with("公表") || words.substr(end).starts_with("発表")) end += 6;
  page.add(FactKind::published, best->line, best->date.start, end, "ja.published.line")
      .set("date", text::iso(page.published));
  if (const std::string_view rest = std::string_view(words).substr(best->date.end);
      rest.starts_with("、") && length_ja(rest) <= 14)
    page.add(FactKind::dateline, best->line, best->date.end + 3, words.size(), "ja.published.line")
        .set("place", std::string(rest.substr(3)));
}

void find_sections(JaPage& page) {
  JaSection now = JaSection::body;
  int level = 0;
  bool plain = page.document.media_type == "text/plain";
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const auto& line = page.lines[i];
    const auto& block = page.document.blocks[line.block];
    const bool shortish = length_ja(line.text) <= 40 && !full_stop(line.text);
    const bool table = line.kind == BlockKind::table_cell;
    JaSection here = now;
    if (page.rules.any("section_background", line.text)) {
      now = here = JaSection::background;
      level = block.level;
    } else if (!table && page.rules.any("section_contact", line.text)) {
      now = here = JaSection::outside;
    } else if (shortish && !table && page.rules.any("section_press", line.text)) {
      now = here = JaSection::outside;
    } else if (shortish && page.rules.any("section_decided", line.text)) {
      now = here = JaSection::decided;
    } else if (shortish && !line.text.empty() && (line.heading || !line.marker.empty()) && now != JaSection::body &&
               !table && (block.level <= level || line.heading) && (page.rules.any("generic_heading", line.text))) {
      now = here = JaSection::body;
    }
    if (now == JaSection::decided && !table && line.marker.empty() && full_stop(line.text))
      now = here = JaSection::body;
    if (page.rules.any("furniture", line.text) || (line.furniture && !plain && !table)) here = JaSection::outside;
    if (line.kind == BlockKind::note || line.kind == BlockKind::caption) here = JaSection::background;
    page.sections[i] = here;
  }
}

/// The date's day on the page, from what is known of year and month.
std::optional<Ymd> day_of(const JaPage& page, const text::JaDate& date, const Ymd& base) {
  return text::resolve(date, base.year > 0 ? base : page.published);
}

/// From the first date of the words (not in brackets) and what a range adds to it.
bool dates_of(const JaPage& page, std::string_view words, Ymd& start, Ymd& end, std::size_t& from, std::size_t& to) {
  Ymd base = page.published;
  if (base.year == 0 && page.title != npos)
    for (const auto& date : text::find_dates_ja(page.lines[page.title].text))
      if (date.year > 0) base = {date.year, 6, 0};
  const auto dates = text::find_dates_ja(words);
  const auto depth_at = [&](std::size_t at) {
    int depth = 0;
    for (std::size_t i = 0; i < at; ++i) depth += words[i] == '(' ? 1 : words[i] == ')' ? -1 : 0;
    return depth;
  };
  for (std::size_t k = 0; k < dates.size(); ++k) {
    const auto& first = dates[k];
    // 23日(木曜日)、東京において: a day alone, first in the sentence, is of the month of the release.
    const bool alone = k == 0 && first.start == 0 && first.day > 0 && page.published.day >= first.day;
    if (!first.has_day() || depth_at(first.start) > 0 ||
        (!first.has_month() && first.day_word == text::JaWord::none && !alone))
      continue;
    auto known = base;
    if (first.year_word == text::JaWord::same && k > 0 && dates[k - 1].year > 0)
      known = {dates[k - 1].year, first.month, 0};
    const auto day = day_of(page, first, known);
    if (!day || day->day == 0) continue;
    start = end = *day;
    from = first.start;
    to = first.end;
    for (std::size_t n = k + 1; n < dates.size(); ++n) {
      auto gap = words.substr(dates[n - 1].end, dates[n].start - dates[n - 1].end);
      if (depth_at(dates[n].start) > 0) {
        continue;  // (現地時間12日)
      }
      gap = words.substr(to, dates[n].start - to);
      std::string joined;
      int depth = 0;
      for (const char c : gap) {
        if (c == '(') ++depth;
        if (depth == 0 && c != ' ') joined += c;
        if (c == ')') --depth;
      }
      const bool range = joined == "~" || joined == "から" || joined == "-" || joined == "及び" || joined == "・" ||
                         joined == "と" || joined == "、" || joined == "および" || joined == "より";
      if (!range || !dates[n].has_day()) break;
      const auto last = text::resolve(dates[n], end);
      if (!last || *last < end) break;
      end = *last;
      to = dates[n].end;
    }
    return true;
  }
  return false;
}

/// A city out of what stands before において.
std::string place_of(const JaPage& page, std::string_view words, std::size_t& from, std::size_t& to) {
  from = 0;
  to = words.size();
  std::size_t best = 0;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (const auto n = page.rules.begins_with("city", words.substr(i)); n > best) {
      best = n;
      from = i;
      to = i + n;
    }
  if (best > 0) return std::string(words.substr(from, best));
  if (const auto bracket = words.find('('); bracket != std::string_view::npos && bracket > 0) to = bracket;
  // トルコの首都アンカラ, 中国・北京.
  for (const std::string_view sign : {"首都", "の", "・"})
    if (const auto at = words.substr(0, to).rfind(sign); at != std::string_view::npos && at + sign.size() < to) {
      if (sign != "・" || !page.parties.find(words.substr(0, at)).empty()) from = std::max(from, at + sign.size());
    }
  for (const auto& party : page.parties.find(words.substr(0, to)))
    if (party.start == from && party.end < to && party.end > from) from = party.end;
  for (const std::string_view tail : {"市内", "市", "都内"})
    if (words.substr(0, to).ends_with(tail) && to - from > tail.size() + 3) {
      to -= tail.size();
      break;
    }
  const auto out = text::trim(words.substr(from, to - from));
  if (out.empty() || length_ja(out) > 16) return "";
  for (const std::string_view bad :
       {"形式", "会議", "方式", "オンライン", "ライン", "会合", "協議", "機会", "間", "中",   "下",   "枠",      "際",
        "議長", "共同", "級",   "場",         "側",     "日",   "年",   "的",   "回", "双方", "分野", "それぞれ"})
    if (out.ends_with(bad) && !out.ends_with("国際会議場") && !out.ends_with("会場")) return "";
  return std::string(out);
}

/// 「」 and ordinals aside, the dialogue's name that ends at `end`.
std::size_t name_start(const JaPage& page, std::string_view s, std::size_t end) {
  std::size_t i = end;
  int depth = 0;
  while (i > 0) {
    std::size_t k = i;
    const char32_t c = text::previous_char(s, k);
    if (c == U')') ++depth;
    if (c == U'(' && depth-- == 0) break;
    if (depth == 0 && (c == U'、' || c == U'。' || c == U'「' || c == U'」' || c == U'は' || c == U'を' || c == U'が' ||
                       c == U':' || c == U'『' || c == U'~')) {
      // が and は inside a name are rare; かが in さが are no concern here.
      break;
    }
    i = k;
  }
  auto name = s.substr(i, end - i);
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view word : {"において", "における", "にて", "開催された", "行われた", "から", "まで",
                                        "回の", "回", "の下での", "間で", "に", "で", "より", "同日", " "}) {
      const bool anywhere = word.size() > 6 || word == "回の" || word == "回";
      const auto at = anywhere ? name.rfind(word) : name.starts_with(word) ? 0 : std::string_view::npos;
      if (at == std::string_view::npos || at + word.size() >= name.size()) continue;
      i += at + word.size();
      name = s.substr(i, end - i);
      again = true;
    }
    // A date or a place and で before the parties: 東京で日・X対話.
    const auto runs = page.parties.find(name);
    for (const auto& run : runs) {
      if (run.run < 2 || run.run_start == 0) continue;
      const auto lead = name.substr(0, run.run_start);
      if (lead.ends_with("で") || lead.ends_with("に") || lead.ends_with("と") || lead.ends_with("の")) {
        if (lead.ends_with("に関する") || lead.ends_with("のための")) continue;
        i += run.run_start;
        name = s.substr(i, end - i);
        again = true;
        break;
      }
    }
  }
  while (i < end && s[i] == ' ') ++i;
  return i;
}

struct Name {
  std::size_t line, start, end;
  std::string text;
  int score;
};

/// All names of dialogues in words: a noun of the class, and what stands before it.
void names_in(const JaPage& page, std::size_t line, std::size_t from, std::size_t to, int weight,
              std::vector<Name>& out) {
  const std::string_view all = page.lines[line].text;
  const auto s = all.substr(from, to - from);
  for (std::size_t i = 0; i < s.size(); ++i) {
    if ((static_cast<unsigned char>(s[i]) & 0xC0) == 0x80) continue;
    const auto n = page.rules.begins_with("dialogue_noun", s.substr(i));
    if (n == 0) continue;
    auto end = i + n;
    auto rest = s.substr(end);
    // "経済連携協定(EPA)交渉", "対話協議会": the noun goes on.
    if (page.rules.begins_with("dialogue_noun", rest) > 0) continue;
    std::string_view after = rest;
    if (after.starts_with("(")) {
      const auto close = after.find(')');
      if (close != std::string_view::npos) {
        const auto next = after.substr(close + 1);
        if (page.rules.begins_with("dialogue_noun", next) > 0) continue;
        after = next;
      }
    }
    const bool ordinal_after = after.starts_with("の第") || after.starts_with("第") || after.starts_with(" 第") ||
                               after.starts_with("」の第") || rest.starts_with("(第") || after.starts_with("」第");
    const bool ends = after.empty() || after.starts_with("」") || after.starts_with("を") || after.starts_with("が") ||
                      after.starts_with("の") || after.starts_with("に") || after.starts_with("は") ||
                      after.starts_with("で") || after.starts_with("、") || after.starts_with(" ") || ordinal_after ||
                      after.starts_with("(") || after.starts_with("-");
    if (!ends) continue;
    if (s.substr(i, n) == "協定" && !ordinal_after && !after.starts_with("の大筋") && weight < 20) continue;
    const auto start = name_start(page, s, end);
    if (start >= end) continue;
    auto name = s.substr(start, end - start);
    bool ordinal_before = start >= 3 && (s.substr(0, start).ends_with("回") || s.substr(0, start).ends_with("回「"));
    if (name.starts_with("第")) continue;
    const auto length = length_ja(name);
    if (length < 3 || length > 70) continue;
    bool pair = false;
    const auto runs = page.parties.find(name);
    for (const auto& run : runs) pair = pair || run.run >= 2 || run.start == 0;
    int score = weight + (ordinal_after ? 8 : 0) + (ordinal_before ? 8 : 0) + (pair ? 6 : 0) +
                std::min<int>(static_cast<int>(length), 40) / 8;
    for (const std::string_view bare : {"本会合", "今次会合", "同会合", "本協議", "今回の会合", "本対話", "同協議",
                                        "この会合", "次回会合", "交渉会合", "前回"})
      if (name.ends_with(bare) && length <= 8) score -= 30;
    if (length <= 5 && !pair) score -= 12;
    if (rest.starts_with("に出席") || rest.starts_with("の機会") || rest.starts_with("に際し") ||
        rest.starts_with("に参加する") || rest.starts_with("の開会"))
      score -= 20;
    if (name.find("首脳会") != std::string_view::npos || name.ends_with("サミット")) score -= 10;
    out.push_back({line, from + start, from + end, std::string(name), score});
  }
}

void find_dialogue(JaPage& page) {
  std::vector<Name> names;
  if (page.title != npos) names_in(page, page.title, 0, page.lines[page.title].text.size(), 6, names);
  std::size_t seen = 0;
  for (std::size_t k = 0; k < page.sentences.size() && seen < 8; ++k) {
    const auto& s = page.sentences[k];
    if (page.sections[s.line] != JaSection::body || s.line == page.title) continue;
    ++seen;
    names_in(page, s.line, s.start, s.end, k == page.meeting_sentence ? 9 : 1, names);
  }
  const Name* best = nullptr;
  for (const auto& name : names)
    if (best == nullptr || name.score > best->score) best = &name;
  if (best == nullptr || best->score < 6) return;
  page.dialogue = best->text;
  Fact& fact = page.add(FactKind::dialogue, best->line, best->start, best->end, "ja.dialogue.name",
                        best->score >= 12 ? 100 : 65);
  const auto& line = page.lines[best->line];
  fact.set("name", page.document.text.substr(line.from(best->start), line.to(best->end) - line.from(best->start)));
  // (IKD) right behind it, here or where the name stands again.
  std::string_view rest = std::string_view(line.text).substr(best->end);
  if (!rest.starts_with("("))
    for (const auto& other : page.lines)
      if (const auto at = other.text.find(page.dialogue + "("); at != std::string::npos) {
        rest = std::string_view(other.text).substr(at + page.dialogue.size());
        break;
      }
  if (rest.starts_with("(")) {
    const auto close = rest.find(')');
    const auto inner = close == std::string_view::npos ? "" : rest.substr(1, close - 1);
    if (!inner.empty() && inner.size() <= 12 && std::all_of(inner.begin(), inner.end(), [](char c) {
          return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
        }))
      fact.set("short", std::string(inner));
  }
}

void find_round(JaPage& page) {
  const auto ordinal_of = [&](std::string_view s, std::size_t& start, std::size_t& end, bool near_name) {
    for (const auto& match : page.rules.find("round", s)) {
      const auto [from, to] = match.of("n");
      std::size_t i = from;
      const int n = text::number_ja(s, i);
      if (n <= 0 || n > 400) continue;
      const auto before = s.substr(0, match.start);
      if (before.ends_with("次回(") || before.ends_with("前回(") || before.ends_with("前回") ||
          before.ends_with("次回"))
        continue;
      const auto rest = s.substr(match.end);
      const bool counts =
          page.rules.begins_with("round_noun", rest) > 0 || rest.starts_with("\"") || rest.starts_with("「");
      const auto name_at = page.dialogue.empty() ? std::string_view::npos : s.find(page.dialogue);
      const bool beside = name_at != std::string_view::npos &&
                          (name_at == match.end || name_at == match.end + 3 ||
                           (match.start > name_at && match.start - name_at <= page.dialogue.size() + 40));
      // "日・X第3回…", "第11回日中韓…": the ordinal before parties counts the meeting that follows.
      std::size_t length = 0;
      const auto runs = page.parties.find(rest.substr(0, 60));
      const bool pair = !page.parties.at(rest, length).empty() || (!runs.empty() && runs[0].run_start == 0);
      if (rest.find("サミット") < 20 || rest.find("首脳会") < 30 || rest.starts_with("アフリカ開発会議") ||
          rest.find("の機会") < 60)
        continue;
      if (near_name ? !(beside || pair || counts)
                    : !(counts || pair || beside || rest.empty() || rest.starts_with(")") || rest.starts_with(" ")))
        continue;
      start = match.start;
      end = match.end + (counts ? page.rules.begins_with("round_noun", rest) : 0);
      return n;
    }
    return 0;
  };
  std::size_t from = 0, to = 0;
  if (page.meeting_sentence != npos) {
    const auto& s = page.sentences[page.meeting_sentence];
    if (const int n = ordinal_of(page.text(s), from, to, true); n > 0) {
      page.ordinal = n;
      page.add(FactKind::round, s.line, s.start + from, s.start + to, "ja.round.ordinal")
          .set("ordinal", std::to_string(n));
      return;
    }
  }
  for (std::size_t i = 0; i < page.lines.size() && i < 8; ++i) {
    if (i != page.title && (full_stop(page.lines[i].text) || page.title == npos || i > page.title + 2)) continue;
    if (const int n = ordinal_of(page.lines[i].text, from, to, false); n > 0) {
      page.ordinal = n;
      page.add(FactKind::round, i, from, to, "ja.round.ordinal").set("ordinal", std::to_string(n));
      return;
    }
  }
  std::size_t seen = 0;
  for (const auto& s : page.sentences) {
    if (page.sections[s.line] != JaSection::body || s.line == page.title) continue;
    if (++seen > 5) break;
    const auto nth = page.rules.first("round_nth", page.text(s));
    if (!nth || page.rules.any("about_self", page.text(s))) continue;
    auto [at, stop] = nth->of("n");
    const int n = text::number_ja(page.text(s), at);
    if (n <= 0) continue;
    page.ordinal = n;
    page.add(FactKind::round, s.line, s.start + nth->start, s.start + nth->end, nth->rule->id)
        .set("ordinal", std::to_string(n));
    return;
  }
  seen = 0;
  for (const auto& s : page.sentences) {
    if (page.sections[s.line] != JaSection::body || s.line == page.title) continue;
    if (++seen > 5) break;
    const auto match = page.rules.first("round_first", page.text(s));
    if (!match) continue;
    page.ordinal = 1;
    page.add(FactKind::round, s.line, s.start + match->start, s.start + match->end, match->rule->id)
        .set("ordinal", "1");
    return;
  }
}

void find_meeting(JaPage& page) {
  Ymd start, end;
  std::size_t from = 0, to = 0;
  Fact* fact = nullptr;
  // A line of facts first: it says no more than that.
  std::size_t label_line = npos;
  for (std::size_t i = 0; i < page.lines.size() && label_line == npos; ++i) {
    if (page.sections[i] == JaSection::background) continue;
    const auto match = page.rules.first("meeting_label", page.lines[i].text);
    if (!match || full_stop(page.lines[i].text)) continue;
    for (std::size_t k = i; k < page.lines.size() && k <= i + 1; ++k)
      if (dates_of(page, page.lines[k].text, start, end, from, to)) {
        label_line = k;
        break;
      }
  }
  std::size_t seen = 0;
  for (std::size_t k = 0; k < page.sentences.size() && page.meeting_sentence == npos; ++k) {
    const auto& s = page.sentences[k];
    if (page.sections[s.line] != JaSection::body || s.line == page.title || !full_stop(page.text(s))) continue;
    if (++seen > 10) break;
    const auto words = page.text(s);
    if (page.rules.any("about_self", words) || page.rules.any("next_round", words) || !page.rules.any("meeting", words))
      continue;
    Ymd a, b;
    std::size_t f = 0, t = 0;
    const bool dated = dates_of(page, words, a, b, f, t);
    const bool any_day = !text::find_dates_ja(words).empty();
    if (!dated && !any_day && label_line == npos && !page.rules.any("round", words)) continue;
    page.meeting_sentence = k;
    // A headline's abstract repeats it with less: the sentence with the date is the one.
    if (!dated && label_line == npos)
      for (std::size_t m = k + 1; m < page.sentences.size() && m < k + 14; ++m) {
        const auto& other = page.sentences[m];
        if (page.sections[other.line] == JaSection::body && page.rules.any("meeting", page.text(other)) &&
            !page.rules.any("about_self", page.text(other)) && !page.rules.any("next_round", page.text(other)) &&
            dates_of(page, page.text(other), a, b, f, t)) {
          page.meeting_sentence = m;
          break;
        }
      }
    if (label_line == npos && dates_of(page, page.text(page.sentences[page.meeting_sentence]), a, b, f, t)) {
      start = a;
      end = b;
      from = f;
      to = t;
    }
  }
  if (label_line != npos && page.meeting_sentence != npos) {
    const auto& s = page.sentences[page.meeting_sentence];
    if (s.line > label_line + 2 || page.rules.any("body", page.text(s))) page.meeting_sentence = npos;
  }
  // An abstract says it first: the sentence below with the same day and more words is the one.
  if (label_line == npos && page.meeting_sentence != npos && start.year > 0) {
    const auto first = page.meeting_sentence;
    for (std::size_t k = first + 1; k < page.sentences.size() && k <= first + 5; ++k) {
      const auto& s = page.sentences[k];
      if (page.sections[s.line] != JaSection::body || s.line == page.sentences[first].line ||
          !page.rules.any("meeting", page.text(s)) || page.rules.any("about_self", page.text(s)) ||
          page.rules.any("next_round", page.text(s)))
        continue;
      Ymd a, b;
      std::size_t f = 0, t = 0;
      const bool same = dates_of(page, page.text(s), a, b, f, t) && a == start;
      if (!same || page.text(s).size() + 30 < page.text(page.sentences[first]).size() ||
          page.lines[s.line].marker.size() > 0)
        continue;
      page.meeting_sentence = k;
      end = b;
      from = f;
      to = t;
      break;
    }
  }
  std::string place, virtually;
  std::size_t place_from = 0, place_to = 0;
  std::string_view words;
  if (page.meeting_sentence != npos) words = page.text(page.sentences[page.meeting_sentence]);
  if (label_line != npos) {
    fact = &page.add(FactKind::meeting, label_line, from, to, "ja.meeting.label");
    const auto& same = page.lines[label_line].text;
    if (to < same.size()) place = place_of(page, std::string_view(same).substr(to), place_from, place_to);
    if (!place.empty() && (length_ja(place) > 10 || page.rules.begins_with("city", place) != place.size())) {
      if (page.lines[label_line].text.find(" ", to) == std::string::npos) place.clear();
    }
  } else if (page.meeting_sentence != npos) {
    const auto& s = page.sentences[page.meeting_sentence];
    if (start.year > 0)
      fact = &page.add(FactKind::meeting, s.line, s.start + from, s.start + std::max(to, from), "ja.meeting.held");
    else
      fact = &page.add(FactKind::meeting, s.line, s.start, s.end, "ja.meeting.held");
  }
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    if (page.sections[i] == JaSection::background) continue;
    const auto match = page.rules.first("place_label", page.lines[i].text);
    if (!match || full_stop(page.lines[i].text)) continue;
    std::string_view rest = std::string_view(page.lines[i].text).substr(match->end);
    if (rest.empty() && i + 1 < page.lines.size()) rest = page.lines[i + 1].text;
    std::size_t a = 0, b = 0;
    if (page.rules.any("virtual_true", rest))
      virtually = "true";
    else if (place.empty())
      place = place_of(page, rest, a, b);
    if (fact == nullptr) fact = &page.add(FactKind::meeting, i, 0, page.lines[i].text.size(), "ja.place.label");
    break;
  }
  if (fact == nullptr) return;
  // The place and the way of meeting: in the sentence, or in one near it that also says that the meeting was held.
  std::size_t last = page.meeting_sentence;
  const auto look = [&](std::size_t k) {
    const auto& s = page.sentences[k];
    const auto sentence = page.text(s);
    if (page.rules.any("virtual_hybrid", sentence))
      virtually = "hybrid";
    else if (virtually.empty() && page.rules.any("virtual_true", sentence))
      virtually = "true";
    else if (virtually.empty() && page.rules.any("virtual_false", sentence))
      virtually = "false";
    if (place.empty())
      for (const auto& match : page.rules.find("place", sentence)) {
        const auto [a, b] = match.of("place");
        if (b <= a || sentence.substr(a, b - a).ends_with("ま") || sentence.substr(b).starts_with("でき") ||
            sentence.substr(b).starts_with("です") || sentence.substr(a, b - a).ends_with("とおり") ||
            sentence.substr(a, b - a).ends_with("ところ") || sentence.substr(b).starts_with("である") ||
            sentence.substr(b).starts_with("での"))
          continue;
        std::size_t pf = 0, pt = 0;
        place = place_of(page, sentence.substr(a, b - a), pf, pt);
        if (!place.empty()) break;
      }
  };
  if (page.meeting_sentence != npos) {
    look(page.meeting_sentence);
    if (place.empty() && virtually.empty())
      for (std::size_t k = 0; k < page.sentences.size() && k < page.meeting_sentence + 5; ++k)
        if (k != last && page.sections[page.sentences[k].line] == JaSection::body &&
            page.sentences[k].line != page.title && page.rules.any("meeting", page.text(page.sentences[k])) &&
            !page.rules.any("next_round", page.text(page.sentences[k])) &&
            !page.rules.any("about_self", page.text(page.sentences[k])))
          look(k);
  }
  if (start.year > 0) {
    fact->set("start", text::iso(start));
    fact->set("end", text::iso(end));
  } else if (!text::find_dates_ja(words).empty()) {
    page.build.problem("date.unresolved", "the day of the meeting has no year in the text", fact->quote.start,
                       fact->quote.end);
  }
  if (!place.empty() && virtually != "true") fact->set("place", place);
  if (virtually == "true" || virtually == "false") fact->set("virtual", virtually);
  if (!place.empty() && virtually.empty()) fact->set("virtual", "false");
}

void find_parties(JaPage& page) {
  std::vector<std::pair<std::string, std::pair<std::size_t, std::pair<std::size_t, std::size_t>>>> found;
  const auto note = [&](const std::string& code, std::size_t line, std::size_t a, std::size_t b) {
    for (const auto& f : found)
      if (f.first == code) return;
    found.push_back({code, {line, {a, b}}});
  };
  const auto from_name = [&](std::size_t line, std::size_t start, std::size_t end) {
    for (const auto& party : page.parties.find(std::string_view(page.lines[line].text).substr(start, end - start)))
      note(party.code, line, start + party.start, start + party.end);
  };
  bool named = false;
  for (const auto& s : page.sentences) {
    if (!page.dialogue.empty() && !named) {
      const auto at = page.text(s).find(page.dialogue);
      if (at != std::string_view::npos) {
        from_name(s.line, s.start + at, s.start + at + page.dialogue.size());
        named = found.size() >= 2;
      }
    }
  }
  if (!named && page.title != npos) {
    from_name(page.title, 0, page.lines[page.title].text.size());
    named = found.size() >= 2;
  }
  std::size_t seen = 0;
  for (const auto& s : page.sentences) {
    if (page.sections[s.line] != JaSection::body || s.line == page.title) continue;
    if (++seen > 14) break;
    const auto words = page.text(s);
    if (found.size() < 2 || !named)
      for (const auto& side : page.sides(words))
        if (side.code != "") note(side.code, s.line, s.start + side.start, s.start + side.end);
    if (!named && page.meeting_sentence != npos && &s == &page.sentences[page.meeting_sentence])
      for (const auto& party : page.parties.find(words)) {
        const auto rest = words.substr(party.end);
        // A place, a person's office and the like name a country too; a country that meets, or a ministry of it,
        // counts.
        if (rest.starts_with("の") || rest.starts_with("・") || rest.starts_with("時間") ||
            rest.substr(0, 30).find("を訪問") != std::string_view::npos ||
            rest.substr(0, 30).find("において") != std::string_view::npos)
          continue;
        note(party.code, s.line, s.start + party.start, s.start + party.end);
      }
  }
  // ASEAN+3: the three are China, Japan and Korea.
  for (std::size_t i = 0; i < found.size(); ++i)
    if (found[i].first == "ASEAN") {
      const auto [line, range] = found[i].second;
      const auto rest = std::string_view(page.lines[line].text).substr(range.second);
      if (!rest.starts_with("+3") && !rest.starts_with("プラス3")) break;
      for (const auto* code : {"CHN", "JPN", "KOR"}) note(code, line, range.first, range.second);
      break;
    }
  // Many at one table: A、B、C…の代表が出席.
  seen = 0;
  for (const auto& s : page.sentences) {
    if (page.sections[s.line] != JaSection::body || s.line == page.title) continue;
    if (++seen > 6) break;
    const auto words = page.text(s);
    const auto all = page.parties.find(words);
    std::vector<std::string> distinct;
    for (const auto& party : all)
      if (std::find(distinct.begin(), distinct.end(), party.code) == distinct.end()) distinct.push_back(party.code);
    if (distinct.size() < 5 ||
        (words.find("出席") == std::string_view::npos && words.find("参加") == std::string_view::npos) ||
        words.find("オブザーバー") != std::string_view::npos)
      continue;
    for (const auto& party : all) note(party.code, s.line, s.start + party.start, s.start + party.end);
    if (words.find("我が国") != std::string_view::npos || words.find("日本") != std::string_view::npos)
      if (const auto at = words.find("我が国"); at != std::string_view::npos)
        note("JPN", s.line, s.start + at, s.start + at + 9);
  }
  if (found.size() == 1 && found[0].first != "JPN") {
    // The publisher speaks of the other side alone: 我が国, or a ministry of Japan that held the meeting.
    for (const auto& s : page.sentences) {
      const auto words = page.text(s);
      for (const std::string_view own :
           {"我が国", "日本側", "経済産業省", "外務省", "外務大臣", "経済産業大臣", "農林水産"})
        if (const auto at = words.find(own); at != std::string_view::npos) {
          note("JPN", s.line, s.start + at, s.start + at + own.size());
          break;
        }
      if (found.size() > 1) break;
    }
  }
  for (const auto& [code, where] : found) {
    page.codes.push_back(code);
    page.add(FactKind::party, where.first, where.second.first, where.second.second, "ja.party.named").set("code", code);
  }
}

void add_heads(JaPage& page, std::size_t line, std::size_t offset, std::string_view words, const std::string& code,
               bool only_first, std::string_view rule) {
  if (const auto more = words.find("ほか"); more != std::string_view::npos && more > 6) words = words.substr(0, more);
  auto people = people_ja(words, page.rules, page.parties);
  if (only_first && people.size() > 1) people.resize(1);
  for (const auto& person : people) {
    std::string party = code;
    if (party.empty()) {
      const bool known = std::find(page.codes.begin(), page.codes.end(), person.party) != page.codes.end();
      party = known ? person.party : person.katakana ? page.other_party() : "JPN";
    }
    bool twice = false;
    for (const Fact* fact : page.build.all(FactKind::head))
      twice = twice || fact->field("name") == person.name ||
              (fact->field("party") == party && fact->field("name").starts_with(person.name));
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
      for (const std::string_view word : {"をはじめ", "を始め"})
        if (rest.starts_with(word)) return i;
      for (const std::string_view word : {"のほか", "ほか"})
        if (rest.starts_with(word)) return i;
      if (rest.starts_with("が") || rest.starts_with("を") || rest.starts_with("です") || rest.starts_with("で、")) {
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
    bool about = false;
    for (const std::string_view word :
         {"議長", "座長", "首席", "団長", "出席", "参加", "率い", "署名", "会談", "はじめとする", "始めとする", "代表",
          "進行", "臨み", "主催", "開催し", "対話を行", "協議を行", "と、"})
      about = about || words.find(word) != std::string_view::npos;
    if (!about) continue;
    const auto sides = page.sides(words);
    const auto before = page.build.all(FactKind::head).size();
    const auto principals = [&] {
      // Two principals who met: Aと、Bは会談した; Aが出席した.
      const bool meets = page.rules.any("meeting", words) &&
                         (&s == (page.meeting_sentence == npos ? nullptr : &page.sentences[page.meeting_sentence]));
      const bool chairs = words.find("議長") != std::string_view::npos || words.find("出席") != std::string_view::npos;
      const bool hosts =
          words.find("が開催し") != std::string_view::npos || words.find("が主催") != std::string_view::npos ||
          words.find("が議長") != std::string_view::npos || words.find("共同議長") != std::string_view::npos;
      if (((meets || chairs) && before == 0) || hosts) {
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

}  // namespace

void read_header_ja(JaPage& page) {
  page.sections.assign(page.lines.size(), JaSection::body);
  find_sections(page);
  find_title(page);
  find_published(page);
  for (std::size_t i = 0; i < page.lines.size(); ++i)
    for (const auto& [from, to] : sentences_of_ja(page.lines[i].text)) page.sentences.push_back({i, from, to, false});
  if (page.title != npos) page.sections[page.title] = JaSection::body;
  find_meeting(page);
  find_dialogue(page);
  find_parties(page);
  find_round(page);
  if (page.meeting_sentence != npos) {
    auto& s = page.sentences[page.meeting_sentence];
    page.future = page.rules.any("future", page.text(s));
  }
  find_heads(page);
  find_history(page);
}

}  // namespace breadcrumb::reader
