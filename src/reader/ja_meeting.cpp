// When and where the meeting was, in Japanese.
#include <algorithm>
#include <optional>

#include "reader/ja_passes.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

using text::Ymd;

constexpr std::size_t npos = JaPage::npos;

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
  Ymd visited;
  for (std::size_t k = 0; k < dates.size(); ++k) {
    const auto& first = dates[k];
    if (!first.has_day() || depth_at(first.start) > 0) continue;
    // 10月20日から22日まで来日し、21日に…: the visit is not the meeting.
    const auto clause = words.substr(first.end, words.find("、", first.end) - first.end);
    bool visit = false;
    for (const std::string_view word : {"来日し", "訪日し", "訪問し", "出張し", "訪問中", "来日する"})
      visit = visit || clause.find(word) != std::string_view::npos;
    // 1975年3月1日に署名された協定に従い、2010年5月10日に…: the day of what the clause says of another paper.
    if (k + 1 < dates.size() && page.rules.any("dated_past", words.substr(first.end))) continue;
    if (visit && k + 1 < dates.size()) {
      if (const auto day = day_of(page, first, base); day) visited = *day;
      continue;
    }
    // 23日(木曜日)、東京において: a day alone is of the month of the release, or of the visit told before.
    auto known = base;
    if (!first.has_month() && first.day_word == text::JaWord::none) {
      const auto rest = words.substr(first.end);
      // 外務省は27日、…と発表した: the day of the telling.
      if (words.substr(0, first.start).ends_with("は") && words.find("と発表") != std::string_view::npos &&
          k + 1 < dates.size())
        continue;
      const bool range = first.start > 0 && (words[first.start - 1] == '-' || words[first.start - 1] == '~');
      const bool stands = first.start == 0 || range || words.substr(0, first.start).ends_with("、") ||
                          words.substr(0, first.start).ends_with("が") || words.substr(0, first.start).ends_with("は");
      if (first.day == 0 || !stands || !(rest.starts_with("、") || rest.starts_with("に") || rest.starts_with("から")))
        continue;
      if (visited.year > 0)
        known = visited;
      else if (page.published.day == 0 || page.published.day < first.day)
        continue;
    }
    if (first.year_word == text::JaWord::same && k > 0 && dates[k - 1].year > 0)
      known = {dates[k - 1].year, first.month, 0};
    const auto day = day_of(page, first, known);
    if (!day || day->day == 0) continue;
    start = end = *day;
    from = first.start;
    // 20-24日: find_dates gives the last day.
    if (!first.has_month() && first.start > 1 && (words[first.start - 1] == '-' || words[first.start - 1] == '~')) {
      std::size_t digits = first.start - 1;
      while (digits > 0 && words[digits - 1] >= '0' && words[digits - 1] <= '9') --digits;
      if (digits + 1 < first.start) {
        std::size_t i = digits;
        const int begin = text::number_ja(words, i);
        if (begin > 0 && begin < start.day) {
          start.day = begin;
          from = digits;
        }
      }
    }
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
       {"形式", "会議", "方式", "オンライン", "ライン", "会合",       "対話", "日程",     "こと",   "協議",
        "機会", "間",   "中",   "下",         "枠",     "際",         "議長", "共同",     "級",     "場",
        "側",   "日",   "年",   "的",         "回",     "双方",       "分野", "それぞれ", "た上",   "の上",
        "もと", "前提", "一方", "ベース",     "全体",   "ウィンドウ", "画面", "タブ",     "委員会", "対話会"})
    if (out.ends_with(bad) && !out.ends_with("国際会議場") && !out.ends_with("会場")) return "";
  return std::string(out);
}

/// A sentence on a journey: 訪問しました, 出張しました.
bool trip(std::string_view words) {
  for (const std::string_view word : {"を訪問し", "に出張し", "へ出張し", "に滞在し"})
    if (words.find(word) != std::string_view::npos) return words.find("会合を開催し") == std::string_view::npos;
  return false;
}

}  // namespace

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
    if (page.rules.any("about_self", words) || page.rules.any("next_round", words) ||
        !page.rules.any("meeting", words) || page.rules.any("meeting_denied", words))
      continue;
    Ymd a, b;
    std::size_t f = 0, t = 0;
    const bool dated = dates_of(page, words, a, b, f, t);
    const bool any_day = !text::find_dates_ja(words).empty() || words.find("曜、") != std::string_view::npos;
    if (!dated && !any_day && label_line == npos && !page.rules.any("round", words)) continue;
    // A visit's page: …を訪問しました first, and below it 同日、…第1回委員会が開催されました.
    if (trip(words) && page.sentences.size() > k + 1) {
      bool held = false;
      for (std::size_t m = k + 1; m < page.sentences.size() && m < k + 20 && !held; ++m) {
        const auto& other = page.sentences[m];
        const auto said = page.text(other);
        if (page.sections[other.line] != JaSection::body || !full_stop(said) || trip(said) ||
            !page.rules.any("round", said) || page.rules.any("about_self", said) ||
            page.rules.any("next_round", said) ||
            (said.find("開催され") == std::string_view::npos && said.find("を開催し") == std::string_view::npos))
          continue;
        held = true;
        k = m;
        seen = 0;
      }
      if (held) {
        const auto& other = page.sentences[k];
        if (page.text(other).starts_with("同日")) {
          // The day told last before it.
          for (std::size_t m = k; m-- > 0 && start.year == 0;)
            for (const auto& date : text::find_dates_ja(page.text(page.sentences[m])))
              if (date.has_month() && date.has_day() && page.sections[page.sentences[m].line] == JaSection::body)
                if (const auto day = day_of(page, date, page.published); day) start = end = *day;
          from = 0;
          to = std::string_view("同日").size();
        }
        page.meeting_sentence = k;
        if (label_line == npos && start.year == 0 && dates_of(page, page.text(other), a, b, f, t)) {
          start = a;
          end = b;
          from = f;
          to = t;
        }
        break;
      }
    }
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

}  // namespace breadcrumb::reader
