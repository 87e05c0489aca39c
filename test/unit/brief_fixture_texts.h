// The texts of the invented dialogue of the briefing's tests: what each side's readout says at each round, and the
// maker that writes them down with their spans. `brief_fixture.h` makes rounds, threads and the rest from them.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "brief/brief.h"
#include "model/desk_view.h"

namespace breadcrumb::brief::fixture {

struct Fixture {
  DeskView view;
  Texts texts;
  std::map<std::string, std::string, std::less<>> originals;  ///< bytes by sha256

  [[nodiscard]] Material material() const {
    Material out{.view = view, .texts = texts, .bytes_sha256 = {}};
    for (const auto& [sha256, bytes] : originals) out.bytes_sha256[sha256] = sha256_hex(bytes);
    return out;
  }
};

/// Words kept, inserted and erased between two wordings, by the longest common run of words.
inline Redline redline(const std::string& a, const std::string& b) {
  const auto split = [](const std::string& s) {
    std::vector<std::string> out;
    std::string word;
    for (const char c : s) {
      word += c;
      if (c == ' ') {
        out.push_back(word);
        word.clear();
      }
    }
    if (!word.empty()) out.push_back(word);
    return out;
  };
  const auto x = split(a), y = split(b);
  std::vector<std::vector<int>> table(x.size() + 1, std::vector<int>(y.size() + 1));
  for (std::size_t i = x.size(); i-- > 0;)
    for (std::size_t j = y.size(); j-- > 0;)
      table[i][j] = x[i] == y[j] ? table[i + 1][j + 1] + 1 : std::max(table[i + 1][j], table[i][j + 1]);
  Redline out;
  const auto push = [&](RedlineKind kind, const std::string& text) {
    if (!out.runs.empty() && out.runs.back().kind == kind)
      out.runs.back().text += text;
    else
      out.runs.push_back({.kind = kind, .text = text, .old = "", .move = 0});
  };
  std::size_t i = 0, j = 0;
  while (i < x.size() || j < y.size()) {
    if (i < x.size() && j < y.size() && x[i] == y[j]) {
      push(RedlineKind::keep, x[i]);
      ++i, ++j;
    } else if (i < x.size() && (j == y.size() || table[i + 1][j] >= table[i][j + 1])) {
      push(RedlineKind::erase, x[i++]);
    } else {
      push(RedlineKind::insert, y[j++]);
    }
  }
  return out;
}

class Maker {
 public:
  Fixture make() {
    auto& d = f_.view.dialogue;
    f_.view.desk_name = "Pacific desk";
    f_.view.own_party = "NZL";
    f_.view.head = sha256_hex("head of the fixture");
    f_.view.events = 412;
    d.id = "pacific-trade-dialogue";
    d.name = "New Zealand–Japan Pacific Trade Dialogue";
    d.short_name = "Pacific Trade Dialogue";
    d.parties = {"JPN", "NZL"};
    d.launched = "2020-11";
    rounds();
    threads();
    finish();
    rest();
    return std::move(f_);
  }

 private:
  struct Draft {
    Source source;
    std::string text;
    int round = 0;
    std::vector<std::pair<int, Mention>> mentions;  // by number of the thread
  };

  Span say(Draft& draft, const std::string& words) {
    const std::size_t start = draft.text.size();
    draft.text += words;
    const Span span{start, draft.text.size(), words};
    draft.text += "\n";
    return span;
  }
  static Span within(const Draft& draft, const std::string& words) {
    const auto at = draft.text.find(words);
    return at == std::string::npos ? Span{} : Span{at, at + words.size(), words};
  }

  Draft& begin(int round, const std::string& side, const std::string& language, const std::string& published,
               const std::string& title, const std::string& opening, bool excerpt) {
    Draft draft;
    draft.round = round;
    draft.source.publisher = side;
    draft.source.language = language;
    draft.source.published = published;
    draft.source.title = title;
    draft.source.kind = "readout";
    draft.source.media_type = "text/html";
    draft.source.extractor = "html/1";
    draft.source.excerpt = excerpt;
    draft.source.origin = "https://trade.example/" + side + "/round-" + std::to_string(round + 1);
    say(draft, title);
    say(draft, opening);
    drafts_.push_back(draft);
    return drafts_.back();
  }

  void mention(Draft& draft, int thread, const std::string& heading, const std::vector<std::string>& items) {
    Mention m;
    m.round = draft.round;
    m.area = !heading.empty();
    m.heading = heading;
    m.order = draft.mentions.size();
    if (!heading.empty()) m.quote = say(draft, heading);
    for (const auto& item : items) {
      m.words.push_back(say(draft, item));
      m.text += (m.text.empty() ? "" : "\n") + item;
    }
    if (heading.empty()) m.quote = m.words.front();
    draft.mentions.emplace_back(thread, m);
  }

  void rounds();
  void threads();
  void finish();
  void rest();

  Fixture f_;
  std::vector<Draft> drafts_;
  std::vector<std::string> ids_;
};

inline void Maker::rounds() {
  drafts_.reserve(16);
  const std::string lead = " The Dialogue began in November 2020 and aims to widen trade between the two economies.";
  Draft& a =
      begin(0, "NZL", "en", "2021-03-04", "Readout of the First Round of the Pacific Trade Dialogue",
            "New Zealand and Japan held the first round of the Pacific Trade Dialogue on March 2-3, 2021 in Wellington."
            " Aroha Ngata, Deputy Secretary for Trade, led the New Zealand delegation and Sato Kenji, Director-General "
            "of the Economic Affairs Bureau, led the Japanese delegation." +
                lead,
            true);
  mention(a, 1, "Digital Trade",
          {"The two sides compared their approaches to third-country regulations that touch digital trade."});
  mention(a, 2, "Labor", {"They exchanged information on worker rights in supply chains."});
  mention(a, 3, "Environment", {"They discussed reverse supply chains and trade in low-carbon goods."});

  Draft& b = begin(1, "NZL", "en", "2022-02-11", "Readout of the Second Round of the Pacific Trade Dialogue",
                   "The second round of the Dialogue was held virtually during the week of February 7, 2022."
                   " Aroha Ngata, Deputy Secretary for Trade, led the New Zealand delegation." +
                       lead,
                   false);
  mention(b, 1, "Digital Trade",
          {"The two sides compared their approaches to third-country regulations that touch digital trade and agreed "
           "to keep each other informed."});
  mention(b, 2, "Labor", {"They exchanged information on worker rights in supply chains."});
  mention(b, 4, "Third-Country Issues",
          {"They discussed non-market practices of third countries, and planned concrete follow-up activities."});
  mention(b, 5, "", {"regulatory transparency"});
  mention(b, 6, "", {"the use of wood pellets in power generation"});
  Draft& b2 =
      begin(1, "JPN", "ja", "2022-02-12", "太平洋貿易対話第2回会合の開催",
            "2月7日及び8日、日・ニュージーランド太平洋貿易対話第2回会合がオンライン形式で開催されました。", false);
  mention(b2, 1, "デジタル貿易", {"双方は、デジタル貿易に影響する第三国の規制について意見交換を行いました。"});

  Draft& c =
      begin(2, "NZL", "en", "2023-02-20", "Readout of the Third Round of the Pacific Trade Dialogue",
            "The third round of the Dialogue was held on February 16-17, 2023 in Tokyo. Thomas Reid, Chief Negotiator, "
            "led the New Zealand delegation." +
                lead,
            false);
  mention(c, 2, "Labor", {"They planned the first meeting of the Task Force on Supply Chain Due Diligence."});
  mention(c, 1, "Digital Trade",
          {"The two sides compared their approaches to third-party regulations that touch digital trade and agreed to "
           "keep each other informed."});
  mention(c, 4, "Third-Country Issues",
          {"They discussed non-market practices of third countries, and shared proposals on investment screening."});
  mention(c, 5, "", {"regulatory transparency"});
  mention(c, 6, "", {"the use of wood pellets in power generation"});

  Draft& e =
      begin(3, "NZL", "en", "2023-12-18", "Readout of the Fourth Round of the Pacific Trade Dialogue",
            "The fourth round of the Dialogue was held on December 14-15, 2023 in Wellington. Thomas Reid, Chief "
            "Negotiator, led the New Zealand delegation." +
                lead,
            false);
  mention(e, 1, "Digital Trade",
          {"The two sides compared their approaches to third-party regulations that touch digital trade.",
           "They closed with a thought on trusted data flows."});
  mention(e, 7, "Critical Minerals",
          {"They noted progress on commitments and the capacity to extract and process minerals."});
  mention(e, 4, "Third-Country Issues",
          {"They reviewed existing agreements with third countries and non-market practices."});
  mention(e, 2, "Labor", {"They heard updates under the Task Force on Supply Chain Due Diligence."});
  mention(e, 5, "", {"regulatory transparency"});
  say(e, "The delegations agreed to exchange lists of contact points for customs matters by March 31, 2024.");
  Draft& e2 = begin(3, "JPN", "ja", "2023-12-19", "太平洋貿易対話第4回会合の開催",
                    "12月15日及び16日、ウェリントンにおいて第4回会合が開催されました。我が国から山田一郎外務省経済局長"
                    "が出席しました。",
                    false);
  mention(e2, 1, "デジタル貿易", {"双方は、デジタル貿易に影響する第三者の規制について意見交換を行いました。"});
  mention(e2, 7, "重要鉱物", {"重要鉱物に関する取組の進展を確認しました。"});
  say(e2, "双方は、次回会合までに税関手続に関する連絡窓口を交換していくことで一致しました。");

  Draft& g = begin(
      4, "NZL", "en", "2024-07-31", "Readout of the Fifth Round of the Pacific Trade Dialogue",
      "The fifth round of the Dialogue was held on July 29-30, 2024 in Tokyo. Mere Tane, Director for Japan, led the "
      "New Zealand delegation." +
          lead,
      false);
  mention(g, 1, "Digital Trade",
          {"The two sides compared their approaches to third-party regulations that touch digital trade.",
           "They discussed an ecosystem for digital trade that small firms can use."});
  mention(g, 7, "Critical Minerals", {"They noted progress on commitments."});
  mention(g, 4, "Third-Country Issues", {"They reviewed existing agreements with third countries."});
  mention(g, 8, "Non-Market Policies and Practices",
          {"They discussed non-market practices, excess capacity and economic coercion."});
  mention(
      g, 2, "Labor",
      {"They took stock of the engagements of the Task Force on Supply Chain Due Diligence and planned further ones."});
  mention(g, 5, "", {"regulatory transparency and due process"});
  mention(g, 9, "", {"trade in seafood"});
  mention(g, 10, "", {"technical barriers to trade"});
  say(g, "New Zealand will share a paper on paperless certificates ahead of the next round.");
  say(g, "The two sides look forward to the sixth round, to be held in Wellington in the first half of 2025.");
}

inline void Maker::threads() {
  auto& d = f_.view.dialogue;
  struct Plan {
    int number;
    const char* name;
    const char* kind;
  };
  const Plan plans[] = {{1, "Digital Trade", "common"},
                        {2, "Labor", "common"},
                        {3, "Environment", "common"},
                        {4, "Third-Country Issues", "common"},
                        {5, "regulatory transparency", "bilateral"},
                        {6, "the use of wood pellets in power generation", "bilateral"},
                        {7, "Critical Minerals", "common"},
                        {8, "Non-Market Policies and Practices", "common"},
                        {9, "trade in seafood", "bilateral"},
                        {10, "technical barriers to trade", "bilateral"}};
  for (const auto& plan : plans) {
    Thread thread;
    thread.number = plan.number;
    thread.name = plan.name;
    thread.kind = plan.kind;
    thread.key = sha256_hex(thread.name).substr(0, 32);
    d.threads.push_back(thread);
  }
}

}  // namespace breadcrumb::brief::fixture
