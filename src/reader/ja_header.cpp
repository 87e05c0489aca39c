// The head of a Japanese page: title, release date, what each line is for, parties; and the order of the passes.
#include <algorithm>
#include <optional>

#include "reader/ja_passes.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

using text::Ymd;

constexpr std::size_t npos = JaPage::npos;

/// A country's page bears its name on top (オーストラリア連邦), and every page the office's: no headline.
bool is_masthead(const JaPage& page, std::string_view words) {
  if (page.rules.any("furniture", words) || page.rules.any("masthead", words) ||
      page.rules.any("section_background", words))
    return true;
  std::size_t length = 0;
  if (page.parties.at(words, length).empty()) return false;
  const auto rest = words.substr(length);
  return rest.empty() || page.rules.begins_with("state_form", rest) == rest.size();
}

void find_title(JaPage& page) {
  for (std::size_t i = 0; i < page.lines.size() && page.title == npos; ++i)
    if (page.lines[i].kind == BlockKind::title && !page.lines[i].furniture && !full_stop(page.lines[i].text) &&
        !is_masthead(page, page.lines[i].text))
      page.title = i;
  for (std::size_t i = 0; i < page.lines.size() && i < 12 && page.title == npos; ++i) {
    const auto& line = page.lines[i];
    if (full_stop(line.text)) break;
    if (length_ja(line.text) >= 10 && length_ja(line.text) < 150 && page.rules.any("round", line.text) &&
        !is_masthead(page, line.text))
      page.title = i;
  }
  for (std::size_t i = 0; i < page.lines.size() && i < 12 && page.title == npos; ++i) {
    const auto& line = page.lines[i];
    if (full_stop(line.text)) break;
    if (line.heading && length_ja(line.text) >= 12 && length_ja(line.text) < 90 &&
        page.rules.any("title_noun", line.text) && !is_masthead(page, line.text))
      page.title = i;
  }
  if (page.title == npos) return;
  const auto& line = page.lines[page.title];
  auto end = line.text.size();
  while (end > 0 && (line.text[end - 1] == '|' || line.text[end - 1] == ' ')) --end;
  page.add(FactKind::title, page.title, 0, end, "ja.title.headline");
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
    if (i > 0 && page.rules.any("meeting_label", page.lines[i - 1].text) && length_ja(page.lines[i - 1].text) < 12)
      continue;
    const auto dates = text::find_dates_ja(line.text);
    // Old pages give the month alone, in a line of its own at the top.
    const bool month_only = !dates.empty() && dates[0].day == 0 && dates[0].month > 0 && !body && i < 8 &&
                            dates[0].start == 0 && dates[0].end == line.text.size();
    if (dates.empty() || dates[0].year == 0 || (dates[0].day == 0 && !month_only)) continue;
    const bool labelled = line.text.find("公表") != std::string::npos || line.text.find("発表") != std::string::npos ||
                          line.text.find("掲載") != std::string::npos || line.text.find("更新日") != std::string::npos;
    const auto rest = line.text.size() - (dates[0].end - dates[0].start);
    if (dates.size() > 1 && !labelled) continue;
    // A paper's own line: its name, the date, the time of day.
    const auto clock = std::string_view(line.text).substr(dates[0].end);
    const bool timed = clock.size() <= 6 && clock.find(':') != std::string_view::npos && i < 8;
    const bool marked = line.text.starts_with("【") && dates[0].start == 3;  // 【2008年3月23日 於:東京】
    const bool alone =
        rest <= 40 && (dates[0].start == 0 || marked || dates[0].end == line.text.size() || labelled || timed);
    const bool before = i > 0 && (page.lines[i - 1].text.find("公表日") != std::string::npos ||
                                  page.lines[i - 1].text.find("発表日") != std::string::npos);
    // お知らせ 令和5年2月9日 漁業調整室: the line of a notice's head.
    const bool head = i < 5 && !body && rest <= 60 && dates[0].start > 0 &&
                      page.rules.any("masthead", text::trim(std::string_view(line.text).substr(0, dates[0].start)));
    if (!alone && !labelled && !head) continue;
    const bool revised = line.text.find("更新日") != std::string::npos;
    // Of a memo's list (■ 日程 ...) only what is no item.
    found.push_back({i, dates[0],
                     revised                                     ? 0
                     : before || labelled                        ? 3
                     : !body                                     ? 2
                     : page.sections[i] == JaSection::background ? 0
                                                                 : 1});
  }
  const Found* best = nullptr;
  for (const auto& f : found)
    if (best == nullptr || f.rank > best->rank) best = &f;
  if (best == nullptr) return;
  page.published = {best->date.year, best->date.month, best->date.day};
  if (page.published.day > 0 && !text::is_real(page.published)) {
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

/// The kind of a figure that marks a paragraph: "1.", "(1)"; "" for other marks.
std::string figure(std::string_view marker) {
  std::string kind;
  bool digits = false;
  for (const char c : marker) {
    if (c >= '0' && c <= '9') {
      digits = true;
      if (!kind.ends_with('1')) kind += '1';
    } else {
      kind += c;
    }
  }
  return digits ? kind : "";
}

void find_sections(JaPage& page) {
  std::string opened;
  JaSection now = JaSection::body;
  int level = 0;
  bool plain = page.document.media_type == "text/plain";
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const auto& line = page.lines[i];
    const auto& block = page.document.blocks[line.block];
    const bool shortish = length_ja(line.text) <= 40 && !full_stop(line.text);
    const bool table = line.kind == BlockKind::table_cell;
    JaSection here = now;
    // 2. 位置づけ ... 3. 会合では: a figure of the same kind ends the background that a figure opened.
    if (now == JaSection::background && !opened.empty() && figure(line.marker) == opened && full_stop(line.text))
      now = here = JaSection::body;
    if (page.rules.any("section_background", line.text)) {
      now = here = JaSection::background;
      level = block.level;
      opened = figure(line.marker);
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
    if (page.rules.any("side_event", line.text)) here = JaSection::background;
    if (line.kind == BlockKind::note || line.kind == BlockKind::caption) here = JaSection::background;
    page.sections[i] = here;
  }
}

}  // namespace

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
  // バーレーン、クウェート…から成るGCC: the bloc is the party, its members are not.
  for (const auto& party : page.grammar.parties()) {
    const auto is = [&](const std::string& code) { return [&code](const auto& f) { return f.first == code; }; };
    if (!party.bloc || page.dialogue.empty() || std::none_of(found.begin(), found.end(), is(party.code))) continue;
    const auto inside = page.parties.find(page.dialogue);
    if (std::none_of(inside.begin(), inside.end(), [&](const JaParty& p) { return p.code == party.code; })) continue;
    std::erase_if(found, [&](const auto& f) {
      return std::find(party.members.begin(), party.members.end(), f.first) != party.members.end() &&
             std::none_of(inside.begin(), inside.end(), [&](const JaParty& p) { return p.code == f.first; });
    });
  }
  for (const auto& [code, where] : found) {
    page.codes.push_back(code);
    page.add(FactKind::party, where.first, where.second.first, where.second.second, "ja.party.named").set("code", code);
  }
}

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
