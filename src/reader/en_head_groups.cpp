#include "reader/en_head_groups.h"

#include <algorithm>
#include <map>

namespace breadcrumb::reader {

namespace {

/// The side that all of a group with a side have; "" when they differ or none is known.
std::string common(const std::vector<std::string*>& parties) {
  std::string out;
  for (const auto* party : parties) {
    if (party->empty()) continue;
    if (!out.empty() && out != *party) return {};
    out = *party;
  }
  return out;
}

void fill(const std::vector<std::string*>& parties, const std::string& code) {
  for (auto* party : parties)
    if (party->empty()) *party = code;
}

}  // namespace

std::size_t divide(const EnText& text, const EnSentence& sentence, const std::vector<Person>& people) {
  const auto& tokens = sentence.tokens;
  constexpr auto none = static_cast<std::size_t>(-1);
  const bool pronoun = !tokens.empty() && one_of(tokens[0].folded, {"he", "she", "they"});
  const auto inside = [&](std::size_t i) {
    return std::any_of(people.begin(), people.end(), [&](const Person& p) { return p.first <= i && i < p.last; });
  };
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (inside(i)) continue;
    bool met = false;
    if (tokens[i].is("with") && !one_of(tokens[i - 1].folded, {"together", "along", "concert"})) {
      for (std::size_t back = 1; back <= 8 && back <= i && !inside(i - back); ++back)
        met = met || text.patterns.word_in("divide_noun", tokens[i - back].folded);
    } else if (text.patterns.word_in("divide_verb", tokens[i].folded) &&
               !one_of(tokens[i - 1].folded, {"was", "were", "been", "by", "and", "jointly"})) {
      met = true;
    } else if (tokens[i].is("by") && tokens[i - 1].is("joined")) {
      met = true;
    }
    if (!met) continue;
    // Somebody stands right behind it, perhaps behind an article or "his counterpart".
    const bool behind =
        std::any_of(people.begin(), people.end(), [&](const Person& p) { return p.first > i && p.first <= i + 9; });
    const bool before =
        pronoun || std::any_of(people.begin(), people.end(), [&](const Person& p) { return p.last <= i; });
    if (behind && before) return i;
  }
  return none;
}

void settle_groups(const std::vector<Grouped>& people, const std::vector<std::string>& candidates) {
  std::map<std::size_t, std::map<int, std::vector<std::string*>>> sentences;
  std::map<std::size_t, std::string> earlier;  // the side spoken of before the sentence: whom "she" means
  std::string last;
  for (const auto& person : people) {
    if (person.group > 0) sentences[person.sentence][person.group].push_back(person.party);
    earlier.try_emplace(person.sentence, last);
    if (!person.party->empty()) last = *person.party;
  }
  for (auto& [sentence, groups] : sentences) {
    auto& before = groups[1];
    auto& behind = groups[2];
    std::string one = common(before), two = common(behind);
    if (before.empty()) one = earlier[sentence];
    const auto other = [&](const std::string& code) -> std::string {
      if (candidates.size() != 2) return {};
      return candidates[0] == code ? candidates[1] : candidates[1] == code ? candidates[0] : std::string();
    };
    const auto open = [](const std::vector<std::string*>& group) {
      return std::all_of(group.begin(), group.end(), [](const auto* party) { return party->empty(); });
    };
    if (one.empty() && !two.empty() && open(before)) one = other(two);
    if (two.empty() && !one.empty() && open(behind)) two = other(one);
    // Nobody's side is known: the first that the text names is the one before the verb, where several stand there.
    if (one.empty() && two.empty() && candidates.size() == 2 && open(before) && open(behind) &&
        before.size() + behind.size() > 2 && !before.empty()) {
      one = candidates[0];
      two = candidates[1];
    }
    if (one == two) continue;
    if (!one.empty()) fill(before, one);
    if (!two.empty()) fill(behind, two);
  }
}

}  // namespace breadcrumb::reader
