// Which dialogue met, for which time, in Japanese.
#include <algorithm>
#include <optional>

#include "reader/ja_passes.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

using text::Ymd;

constexpr std::size_t npos = JaPage::npos;

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
  // 「X地域におけるY促進フォーラム」: all that stands in the marks.
  if (s.substr(0, i).ends_with("「") && s.substr(end).starts_with("」") && !name.starts_with("第")) return i;
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view word :
         {"において", "における", "にて",     "開催された", "行われた", "から",     "まで",    "回の",   "回",
          "の下での", "間で",     "に",       "で",         "より",     "同日",     " ",       "とする", "とした",
          "・",       "一連の",   "主催する", "主宰する",   "共催する", "主催した", "招集した"}) {
      // 共同議長とするX委員会, 目的としたX協議; 第2回・X対話.
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
  // 経済連携協定に基づく鉄道専門委員会: what does not name the parties is none of the name.
  for (const std::string_view sign : {"に基づいて設置された", "に基づいて設置される", "に基づき設置された", "に基づく"})
    if (const auto at = name.rfind(sign); at != std::string_view::npos &&
                                          page.parties.find(name.substr(0, at)).empty() &&
                                          length_ja(name.substr(at + sign.size())) >= 6) {
      i += at + sign.size();
      break;
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
                      after.starts_with("(") || after.starts_with("-") || after.starts_with("再開後");
    if (!ends) continue;
    if (s.substr(i, n) == "協定" && !ordinal_after && !after.starts_with("の大筋") && weight < 20) continue;
    // X協定(EPA)第5回ビジネス環境整備委員会: the ordinal counts what follows.
    if (s.substr(i, n) == "協定" && ordinal_after)
      if (const auto ordinal = page.rules.first("round", after.substr(0, 40));
          ordinal && page.rules.begins_with("round_noun", after.substr(ordinal->end)) == 0)
        continue;
    const auto start = name_start(page, s, end);
    if (start >= end) continue;
    auto name = s.substr(start, end - start);
    bool ordinal_before = start >= 3 && (s.substr(0, start).ends_with("回") || s.substr(0, start).ends_with("回「"));
    if (name.starts_with("第")) continue;
    // X協定に基づく第4回合同委員会: the ordinal stands inside the name.
    std::string counted;
    auto counted_from = start;
    if (ordinal_before && page.parties.find(name).empty())
      for (const auto& ordinal : page.rules.find("round", s.substr(0, start))) {
        const auto lead = s.substr(0, ordinal.start);
        if (ordinal.end != start || !(lead.ends_with("に基づく") || lead.ends_with("に基づき設置された"))) continue;
        counted_from = name_start(page, s, ordinal.start);
        const auto basis = s.substr(counted_from, ordinal.start - counted_from);
        if (length_ja(basis) < 6 || page.parties.find(basis).empty())
          counted_from = start;
        else
          counted = std::string(basis) + std::string(name);
      }
    const auto length = length_ja(name);
    if (length < 3 || length > 70) continue;
    bool pair = !counted.empty();
    const auto runs = page.parties.find(name);
    for (const auto& run : runs) pair = pair || run.run >= 2 || run.start == 0;
    int score = weight + (ordinal_after ? 8 : 0) + (ordinal_before ? 8 : 0) + (pair ? 6 : 0) +
                std::min<int>(static_cast<int>(length), 40) / 8;
    for (const std::string_view bare : {"本会合", "今次会合", "同会合", "本協議", "今回の会合", "本対話", "同協議",
                                        "この会合", "次回会合", "交渉会合", "前回"})
      if (name.ends_with(bare) && length <= 8) score -= 30;
    if (length <= 5 && !pair) score -= 12;
    for (const std::string_view told : {"同協定", "同会合", "同交渉", "レベルで", "今次", "大臣と", "による"})
      if (name.find(told) != std::string_view::npos) score -= 16;
    // 来年初頭に第2回「X対話」を開催する: what is to come, told below.
    if (line != page.title && weight < 9 && (rest.starts_with("」") || after.starts_with("を開催する")) &&
        s.find("を開催する") != std::string_view::npos)
      score -= 12;
    // 「X」政策対話: the name goes on behind the mark; the headline may have the whole of it.
    if (rest.starts_with("」"))
      for (const std::string_view more : {"政策対話", "対話", "協議", "会合", "会議", "委員会", "作業部会"})
        if (rest.substr(3).starts_with(more) && line != page.title) {
          score -= 4;
          break;
        }
    if (rest.starts_with("に出席") || rest.starts_with("の機会") || rest.starts_with("に際し") ||
        rest.starts_with("に参加する") || rest.starts_with("の開会"))
      score -= 20;
    if (name.find("首脳会") != std::string_view::npos || name.ends_with("サミット")) score -= 10;
    out.push_back({line, from + counted_from, from + end, counted.empty() ? std::string(name) : counted, score});
  }
}

/// 「日・X・ビジョン2030」第6回閣僚会合: a programme in quotation marks whose meetings are counted.
void quoted_names_in(const JaPage& page, std::size_t line, std::size_t from, std::size_t to, int weight,
                     std::vector<Name>& out) {
  const auto s = std::string_view(page.lines[line].text).substr(from, to - from);
  for (auto open = s.find("「"); open != std::string_view::npos; open = s.find("「", open + 3)) {
    const auto close = s.find("」", open);
    if (close == std::string_view::npos) return;
    const auto name = s.substr(open + 3, close - open - 3);
    auto rest = s.substr(close + 3);
    if (rest.starts_with("の")) rest.remove_prefix(3);
    if (const auto ordinal = page.rules.first("round", rest); ordinal && ordinal->start == 0)
      rest.remove_prefix(ordinal->end);
    const auto runs = page.parties.find(name);
    const bool pair = !runs.empty() && runs[0].start == 0 && runs[0].run >= 2;
    if (!pair || length_ja(name) > 40 || page.rules.begins_with("round_noun", rest) == 0) continue;
    out.push_back({line, from + open + 3, from + close, std::string(name), weight + 8});
  }
}

}  // namespace

void find_dialogue(JaPage& page) {
  std::vector<Name> names;
  if (page.title != npos) {
    names_in(page, page.title, 0, page.lines[page.title].text.size(), 6, names);
    quoted_names_in(page, page.title, 0, page.lines[page.title].text.size(), 6, names);
  }
  std::size_t seen = 0;
  for (std::size_t k = 0; k < page.sentences.size() && seen < 14; ++k) {
    const auto& s = page.sentences[k];
    if (page.sections[s.line] != JaSection::body || s.line == page.title) continue;
    ++seen;
    names_in(page, s.line, s.start, s.end, k == page.meeting_sentence ? 9 : 1, names);
    quoted_names_in(page, s.line, s.start, s.end, k == page.meeting_sentence ? 9 : 1, names);
  }
  const Name* best = nullptr;
  for (const auto& name : names)
    if (best == nullptr || name.score > best->score) best = &name;
  if (best == nullptr || best->score < 6) return;
  page.dialogue = best->text;
  Fact& fact = page.add(FactKind::dialogue, best->line, best->start, best->end, "ja.dialogue.name",
                        best->score >= 12 ? 100 : 65);
  const auto& line = page.lines[best->line];
  auto printed = page.document.text.substr(line.from(best->start), line.to(best->end) - line.from(best->start));
  // (以下「日比EPA」という) is no part of the name.
  for (const std::string_view open : {"(以下", "（以下"})
    if (const auto at = printed.find(open); at != std::string::npos)
      for (const std::string_view close : {")", "）"})
        if (const auto stop = printed.find(close, at); stop != std::string::npos) {
          printed.erase(at, stop + close.size() - at);
          break;
        }
  // An ordinal inside the name counts the meeting.
  const auto whole = std::string_view(line.text).substr(best->start, best->end - best->start);
  fact.set("name", whole == best->text ? printed : best->text);
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
      // 第5回RCEP中間閣僚会合を: a name that ends in a word for a meeting.
      auto phrase = rest;
      for (const std::string_view particle : {"を", "が", "に", "は", "、"})
        phrase = phrase.substr(0, phrase.find(particle));
      const bool named = length_ja(phrase) <= 40 && page.rules.ends_with("round_noun", phrase) > 0;
      const bool counts =
          page.rules.begins_with("round_noun", rest) > 0 || rest.starts_with("\"") || rest.starts_with("「") || named;
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
  // 1. 第3回X会合: a heading below that counts the meeting by its name.
  for (std::size_t i = 0; i < page.lines.size() && !page.dialogue.empty(); ++i) {
    const std::string_view words = page.lines[i].text;
    if (page.sections[i] != JaSection::body || full_stop(words) || !words.ends_with(page.dialogue)) continue;
    const auto match = page.rules.first("round", words);
    if (!match || match->start > 0 || match->end + page.dialogue.size() != words.size()) continue;
    auto [at, stop] = match->of("n");
    page.ordinal = text::number_ja(words, at);
    page.add(FactKind::round, i, match->start, match->end, "ja.round.ordinal")
        .set("ordinal", std::to_string(page.ordinal));
    return;
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

}  // namespace breadcrumb::reader
