#include "reader/en_head_names.h"

#include <algorithm>

#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

constexpr std::size_t most_sentences = 200;

bool is_part(const std::string& name, const std::string& part) {
  const auto tokens = tokens_of(name, 0, name.size());
  const auto folded = text::fold(part);
  return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) { return token.folded == folded; });
}

}  // namespace

void KnownPeople::collect() {
  collected_ = true;
  for (std::size_t s = 0; s < text_.sentences.size() && s < most_sentences; ++s) {
    if (text_.sentences[s].heading) continue;
    for (auto& person : find_people(text_, text_.sentences[s])) {
      // The mention with an office says most.
      const auto again =
          std::find_if(people_.begin(), people_.end(), [&](const Person& p) { return p.name == person.name; });
      if (again == people_.end())
        people_.push_back(std::move(person));
      else if (again->title.empty())
        *again = std::move(person);
    }
  }
}

void KnownPeople::complete(Person& person) {
  if (person.name.find(' ') != std::string::npos) return;
  if (!collected_) collect();
  for (const auto& known : people_) {
    if (!is_part(known.name, person.name)) continue;
    person.name = known.name;
    if (!known.title.empty()) person.title = known.title;
    if (person.party.empty()) person.party = known.party;
    return;
  }
}

SideLine side_line(const EnText& text, const EnSentence& sentence) {
  const auto& tokens = sentence.tokens;
  std::size_t colon = 0;
  while (colon < tokens.size() && colon < 10 && !tokens[colon].is(":")) ++colon;
  if (colon == 0 || colon >= 10 || colon + 2 >= tokens.size() || tokens.size() > 50) return {};
  // Left of the colon: a side, and what its head is called or nothing else.
  std::string party;
  for (std::size_t i = 0; i < colon; ++i) {
    std::size_t last = i + 1;
    const auto side = std::find_if(sentence.parties.begin(), sentence.parties.end(),
                                   [&](const PartyMention& p) { return p.first == i; });
    if (side != sentence.parties.end() && side->form != PartyForm::capital) {
      if (!party.empty()) return {};
      party = side->code;
      last = side->last;
    } else if (!text.patterns.in_class("side_head", sentence, i, last) &&
               !text.patterns.in_class("side_noun", sentence, i, last) &&
               !one_of(tokens[i].folded, {"the", "for", "of", "on", "from", "'s", "'", "(", ")", "-", ",", "a"})) {
      // "a. Japan: Mr. Sato"
      if (i > 0 || !(tokens[i].number || tokens[i].end - tokens[i].start == 1)) return {};
    }
    i = last - 1;
  }
  if (party.empty()) return {};
  auto people = find_people(text, sentence);
  std::erase_if(people, [&](const Person& p) { return p.name_first <= colon; });
  // The person stands right behind the colon: forms of address or the office may come first.
  if (people.empty() || people.front().title.empty()) return {};
  std::size_t at = std::min(people.front().first, people.front().name_first);
  for (std::size_t last = at; at > colon + 1;) {
    std::size_t back = at - 1;
    if (text.patterns.in_class("honorific", sentence, back, last) || tokens[back].is(".") || tokens[back].is("the") ||
        (back > colon + 1 && text.patterns.in_class("honorific", sentence, back - 1, last)))
      at = back;
    else
      break;
  }
  if (at > colon + 1) return {};
  return {party, people.front()};
}

}  // namespace breadcrumb::reader
