#include "reader/ja_page.h"

#include <algorithm>

namespace breadcrumb::reader {

namespace {

/// Length of what makes a name a side: 側は, からは, より, 側:. 0 when it is not one.
std::size_t side_particle(std::string_view s, bool& after) {
  after = false;
  std::size_t i = 0;
  const auto take = [&](std::string_view word) {
    if (!s.substr(i).starts_with(word)) return false;
    i += word.size();
    return true;
  };
  const bool side = take("側");
  if (side)
    for (const std::string_view word :
         {"議長を", "議長として", "議長とし", "議長、", "共同議長、", "共同議長を", "団長を", "首席代表を", "座長を"})
      if (take(word)) {
        after = true;
        return i;
      }
  // 豪州側:イェーマン財務副長官, 韓国側首席代表:安總基.
  if (side)
    for (const std::string_view word :
         {"の共同議長を務める", "の議長を務める", "の首席代表を務める", "の共同議長である", "首席交渉官の",
          "首席代表の", "団長の", "議長の", "首席代表:", "首席交渉官:", "共同議長:", "議長:", "団長:", "座長:"})
      if (take(word)) return i;
  for (const std::string_view word : {"の出席者は", "の団長は", "の議長は", "の首席代表は", "からは", "よりは", "から",
                                      "より", ":", "の代表は", "代表は", "の共同議長は", "議長は"})
    if (take(word)) {
      // カタールからの支援: no side that speaks.
      if ((word == "から" || word == "より") && s.substr(i).starts_with("の")) return 0;
      (void)take("、");
      return i;
    }
  if (side && (take("は") || take("が") || take("も") || take(" "))) {
    (void)take("、");
    return i;
  }
  if (take("は、")) return i;
  return 0;
}

}  // namespace

std::vector<JaSide> JaPage::sides(std::string_view s) const {
  std::vector<JaSide> out;
  for (const auto& party : parties.find(s)) {
    // サウジアラビア王国側から: the form of the state belongs to the name.
    bool after = false;
    const auto form = rules.begins_with("state_form", s.substr(party.end));
    const auto rest = s.substr(party.end + form);
    // (日本側)X at the head of a line.
    if (party.start == 1 && s.starts_with("(") && rest.starts_with("側)")) {
      out.push_back({party.code, 0, party.end + form + 4, false});
      continue;
    }
    if (const auto n = side_particle(rest, after); n > 0)
      out.push_back({party.code, party.start, party.end + form + n, after});
  }
  for (const auto& [cls, code] :
       {std::pair<std::string_view, std::string>{"own_side", "JPN"}, {"other_side", other_party()}}) {
    if (code.empty()) continue;
    for (std::size_t i = 0; i < s.size(); ++i) {
      if (i > 0 && (static_cast<unsigned char>(s[i]) & 0xC0) == 0x80) continue;
      const auto n = rules.begins_with(cls, s.substr(i));
      if (n == 0) continue;
      bool after = false;
      auto particle = side_particle(s.substr(i + n), after);
      if (particle == 0 && s.substr(i + n).starts_with("は")) particle = 3;
      if (particle > 0) {
        out.push_back({code, i, i + n + particle, after});
        i += n + particle - 1;
      }
    }
  }
  std::sort(out.begin(), out.end(), [](const JaSide& a, const JaSide& b) { return a.start < b.start; });
  out.erase(std::unique(out.begin(), out.end(), [](const JaSide& a, const JaSide& b) { return b.start < a.end; }),
            out.end());
  return out;
}

}  // namespace breadcrumb::reader
