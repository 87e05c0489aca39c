#include "reader/party_names.h"

#include <algorithm>
#include <array>

#include "reader/grammar.h"

namespace breadcrumb::reader {

PartyNames::PartyNames(const std::vector<Party>& parties) {
  const auto add = [&](const std::string& phrase, const std::string& code, PartyForm form) {
    Entry entry{.words = {}, .code = code, .form = form, .capitals = false};
    const auto tokens = tokens_of(phrase, 0, phrase.size());
    if (tokens.empty()) return;
    entry.capitals = tokens.size() == 1 && tokens[0].capitals && phrase.size() <= 5;
    for (const auto& token : tokens) entry.words.push_back(token.folded);
    auto first = entry.words.front();
    by_first_[std::move(first)].push_back(std::move(entry));
  };
  for (const auto& party : parties) {
    for (const auto& name : party.names) add(name, party.code, PartyForm::name);
    for (const auto& name : party.adjectives) add(name, party.code, PartyForm::adjective);
    for (const auto& name : party.capitals) add(name, party.code, PartyForm::capital);
  }
  for (auto& [first, list] : by_first_)
    std::stable_sort(list.begin(), list.end(), [](const Entry& a, const Entry& b) {
      if (a.words.size() != b.words.size()) return a.words.size() > b.words.size();
      return a.form < b.form;  // a word that is both name and adjective or capital is a name
    });
}

std::optional<PartyMention> PartyNames::at(const std::vector<Token>& tokens, std::size_t first) const {
  if (first >= tokens.size() || !tokens[first].upper) return std::nullopt;
  const auto found = by_first_.find(tokens[first].folded);
  if (found == by_first_.end()) return std::nullopt;
  for (const auto& entry : found->second) {
    if (first + entry.words.size() > tokens.size()) continue;
    bool same = !entry.capitals || tokens[first].capitals;
    for (std::size_t i = 1; i < entry.words.size() && same; ++i) same = tokens[first + i].folded == entry.words[i];
    if (!same) continue;
    const std::size_t last = first + entry.words.size();
    // "North American", "Latin America", "Indian Ocean", "Gulf of Oman" are regions.
    static constexpr std::array regions{"north", "latin", "south", "central", "inter", "pan", "trans", "of"};
    const auto before = first > 0 ? std::string_view(tokens[first - 1].folded) : std::string_view();
    const auto two_before = first > 1 ? std::string_view(tokens[first - 2].folded) : std::string_view();
    if (entry.code == "USA" && entry.words[0] == "american" &&
        std::find(regions.begin(), regions.end(), before) != regions.end() && before != "of")
      return std::nullopt;
    if (before == "-" && (two_before == "inter" || two_before == "trans" || two_before == "pan")) return std::nullopt;
    const auto after = last < tokens.size() ? std::string_view(tokens[last].folded) : std::string_view();
    if (after == "ocean" || (before == "of" && two_before == "gulf")) return std::nullopt;
    if (entry.code == "EU" && entry.form == PartyForm::adjective && (after == "free" || after == "economic"))
      return std::nullopt;
    return PartyMention{entry.code, entry.form, first, last};
  }
  return std::nullopt;
}

std::vector<PartyMention> PartyNames::all(const std::vector<Token>& tokens) const {
  std::vector<PartyMention> out;
  for (std::size_t i = 0; i < tokens.size();) {
    if (auto found = at(tokens, i)) {
      i = found->last;
      out.push_back(std::move(*found));
    } else {
      ++i;
    }
  }
  return out;
}

}  // namespace breadcrumb::reader
