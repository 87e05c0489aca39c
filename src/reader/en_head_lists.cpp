#include "reader/en_head_lists.h"

#include <algorithm>
#include <map>

namespace breadcrumb::reader {

namespace {

constexpr std::size_t most_ministers = 5;

/// The party that a line names and nothing else: "Norway", "For Peru:", "The delegation of Chile".
std::string lone_party(const EnText& text, const EnBlock& block) {
  if (block.end - block.start > 60 || block.first == block.last) return {};
  const EnSentence line = text.tag(block.start, block.end);
  std::string code;
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const auto party = std::find_if(line.parties.begin(), line.parties.end(), [&](const PartyMention& p) {
      return p.first == i && p.form != PartyForm::capital;
    });
    if (party != line.parties.end()) {
      if (!code.empty()) return {};
      code = party->code;
      i = party->last - 1;
      continue;
    }
    std::size_t last = i;
    if (!text.patterns.in_class("side_noun", line, i, last) && line.tokens[i].word &&
        !one_of(line.tokens[i].folded, {"for", "the", "of", "government", "from", "ministers", "minister", "on",
                                        "behalf", "republic", "kingdom", "'s", "principals"}))
      return {};
  }
  return code;
}

/// "Dr Ann Lee, Minister for Foreign Affairs": a person and an office, and no sentence about them.
bool person_line(const EnText& text, const EnSentence& line, Person& person) {
  if (line.tokens.size() < 4 || line.tokens.size() > 45) return false;
  auto people = find_people(text, line);
  if (people.empty() || people.front().title.empty() || people.size() > 1) return false;
  person = people.front();
  if (std::min(person.first, person.name_first) > 6) return false;
  for (std::size_t i = person.last; i < line.tokens.size(); ++i)
    if (line.tokens[i].word && !line.tokens[i].upper && !one_of(line.tokens[i].folded, {"of", "and", "for", "the"}))
      return false;
  return true;
}

bool speaks(const EnText& text, const EnSentence& sentence) {
  const auto& tokens = sentence.tokens;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (!tokens[i].is("i") || !tokens[i].upper) continue;
    for (std::size_t k = i + 1; k < tokens.size() && k < i + 4; ++k) {
      std::size_t last = k;
      if (text.patterns.in_class("lead_verb", sentence, k, last) ||
          text.patterns.in_class("meet_verb", sentence, k, last))
        return true;
    }
  }
  return false;
}

}  // namespace

ListedHead first_person(const EnState& state) {
  const auto& text = state.text;
  int distance = 0;
  bool spoken = false;
  std::size_t at = 0;
  for (std::size_t s = 0; s < text.sentences.size() && distance < 3 && !spoken; ++s) {
    if (!state.usable(s) || text.sentences[s].quoted) continue;
    ++distance;
    spoken = speaks(text, text.sentences[s]);
    at = s;
  }
  if (!spoken) return {};
  for (std::size_t b = 0; b < state.body && b < text.blocks.size(); ++b) {
    const auto& block = text.blocks[b];
    if (block.end - block.start > 200) continue;
    // The name and the office may stand in two lines.
    for (const std::size_t end : {block.end, b + 1 < text.blocks.size() ? text.blocks[b + 1].end : block.end}) {
      const EnSentence line = text.tag(block.start, std::min(end, block.start + 300));
      auto people = find_people(text, line);
      if (people.size() == 1 && !people.front().title.empty() && b != state.title_block)
        return {.party = people.front().party, .person = std::move(people.front()), .sentence = at};
    }
  }
  return {};
}

std::vector<ListedHead> listed_heads(const EnState& state) {
  const auto& text = state.text;
  std::vector<ListedHead> out;
  std::string party;
  for (std::size_t b = 0; b < text.blocks.size(); ++b) {
    const auto& block = text.blocks[b];
    if (block.background || b == state.title_block || block.first == block.last) continue;
    if (auto code = lone_party(text, block); !code.empty()) {
      party = std::move(code);
      continue;
    }
    if (party.empty()) continue;
    Person person;
    if (block.last == block.first + 1 && person_line(text, text.sentences[block.first], person))
      out.push_back({party, std::move(person), block.first});
    else
      party.clear();
  }
  std::map<std::string, std::size_t> count;
  for (const auto& head : out) ++count[head.party];
  // Under one country, where the same office comes again: from there on, the ministers of the other.
  if (count.size() == 1)
    for (std::size_t i = 1; i < out.size() && count.size() < 2; ++i)
      if (std::any_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(i),
                      [&](const ListedHead& head) { return head.person.title == out[i].person.title; })) {
        for (std::size_t k = i; k < out.size(); ++k) out[k].party.clear();
        count[""] = out.size() - i;
        count[out.front().party] = i;
      }
  if (count.size() < 2) return {};
  const bool delegates =
      std::any_of(count.begin(), count.end(), [](const auto& c) { return c.second > most_ministers; });
  if (delegates) {
    std::map<std::string, bool> seen;
    std::erase_if(out, [&](const ListedHead& head) { return std::exchange(seen[head.party], true); });
  }
  return out;
}

}  // namespace breadcrumb::reader
