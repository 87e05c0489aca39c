// Who sat at the table: the parties, by what the headline, the meeting sentence and the heads say.
#include <algorithm>
#include <map>
#include <set>

#include "reader/en_place.h"
#include "reader/en_state.h"

namespace breadcrumb::reader {

bool ends_a_place(const EnSentence& sentence, std::size_t first) {
  const auto& tokens = sentence.tokens;
  std::size_t k = first;
  if (k > 0 && tokens[k - 1].is("the")) --k;
  if (k < 3 || !tokens[k - 1].is(",")) return false;
  --k;
  std::size_t words = 0;
  while (k > 0 && words < 4 && tokens[k - 1].word && tokens[k - 1].upper) {
    --k;
    ++words;
  }
  return words > 0 && k > 0 && one_of(tokens[k - 1].folded, {"in", "at", "to"});
}

void read_parties(EnState& state) {
  struct Evidence {
    int score = 0;
    std::size_t start = 0, end = 0, order = 0;
  };
  std::map<std::string, Evidence> all;
  const auto note = [&](const EnSentence& sentence, const PartyMention& party, int weight) {
    auto& evidence = all[party.code];
    if (evidence.score == 0) {
      evidence.start = sentence.tokens[party.first].start;
      evidence.end = sentence.tokens[party.last - 1].end;
      evidence.order = all.size();
    }
    evidence.score += weight;
  };
  // "the Council, established pursuant to the A-B Agreement, met": the agreement that the dialogue sits under.
  const auto parent = [&](const EnSentence& sentence, const Named& named) {
    std::size_t at = named.first;
    if (at > 0 && sentence.tokens[at - 1].is("the")) --at;
    if (at < 2 || !(sentence.tokens[at - 1].is("under") ||
                    (one_of(sentence.tokens[at - 2].folded, {"pursuant", "established", "created"}) &&
                     one_of(sentence.tokens[at - 1].folded, {"to", "by", "in"}))))
      return false;
    return std::any_of(sentence.named.begin(), sentence.named.end(),
                       [&](const Named& other) { return other.last <= at && state.is_dialogue(other.name); });
  };
  // "the XYZ (Aland, Bland, Cland & Dland)": the members of a group that the text goes on to speak of.
  const auto members = [&](const EnSentence& sentence) {
    for (std::size_t open = 1; open + 5 < sentence.tokens.size(); ++open) {
      if (!sentence.tokens[open].is("(") || !sentence.tokens[open - 1].capitals) continue;
      if (std::ranges::any_of(sentence.parties, [&](const auto& party) { return party.last == open; })) continue;
      std::vector<const PartyMention*> listed;
      std::size_t at = open + 1;
      while (at < sentence.tokens.size() && !sentence.tokens[at].is(")")) {
        const auto party = std::ranges::find_if(sentence.parties, [&](const auto& p) { return p.first == at; });
        if (party != sentence.parties.end()) {
          listed.push_back(&*party);
          at = party->last;
        } else if (one_of(sentence.tokens[at].folded, {",", "and", "&", "the"})) {
          ++at;
        } else {
          break;
        }
      }
      if (listed.size() < 3 || at >= sentence.tokens.size() || !sentence.tokens[at].is(")")) continue;
      std::size_t again = 0;
      for (const auto& other : state.text.sentences)
        again += static_cast<std::size_t>(std::ranges::any_of(
            other.tokens, [&](const Token& token) { return token.folded == sentence.tokens[open - 1].folded; }));
      if (again > 2)
        for (const auto* party : listed) note(sentence, *party, 4);
    }
  };
  const auto weigh = [&](const EnSentence& sentence, int name_weight) {
    for (const auto& party : sentence.parties) {
      if (party.form == PartyForm::capital) continue;
      int weight = name_weight;
      bool foreign = false;
      for (const auto& named : sentence.named)
        if (party.first >= named.first && party.last <= named.last) {
          if (state.is_dialogue(named.name))
            weight += 4;
          else
            foreign = !parent(sentence, named);
        }
      // "Director General of EU Affairs": what an office is about.
      if (party.last < sentence.tokens.size() && sentence.tokens[party.last].upper &&
          one_of(sentence.tokens[party.last].folded, {"affairs", "relations", "integration", "policy", "desk"}))
        foreign = true;
      if (foreign) weight = 0;
      // Where a meeting was ("in New Delhi, India") is no party by that.
      if (party.first > 2 && sentence.tokens[party.first - 1].is(",") && !foreign &&
          one_of(sentence.tokens[party.first - 3].folded, {"in", "at"}))
        weight = 0;
      if (party.first > 0 && one_of(sentence.tokens[party.first - 1].folded, {"in", "at"})) weight = 0;
      if (ends_a_place(sentence, party.first) || country_of_city(state.text, sentence, party.first)) weight = 0;
      if (party.form == PartyForm::adjective && party.code != "USA" && party.code != "GBR")
        weight = std::min(weight, 1);
      if (party.last < sentence.tokens.size() && one_of(sentence.tokens[party.last].folded, {"trade"}) &&
          party.code == "USA")
        weight = std::min(weight, 1);
      bool observer = false;
      for (std::size_t t = party.first > 12 ? party.first - 12 : 0;
           t < std::min(sentence.tokens.size(), party.last + 10); ++t)
        observer = observer || one_of(sentence.tokens[t].folded, {"observer", "observers", "guests"});
      if (weight > 0 && !observer) note(sentence, party, weight);
    }
    for (const auto& side : sentence.sides) {
      PartyMention mention{side.code, PartyForm::name, side.first, side.last};
      note(sentence, mention, 3);
    }
  };
  // Two names in a headline are the two sides.
  std::map<std::string, int> titled;
  for (const auto& party : state.title.parties)
    if (party.form == PartyForm::name) ++titled[party.code];
  if (!state.title.tokens.empty()) weigh(state.title, titled.size() == 2 ? 3 : 2);
  int distance = 0;
  for (std::size_t s = 0; s < state.text.sentences.size() && distance < 60; ++s) {
    if (!state.usable(s) || state.text.sentences[s].quoted) continue;
    const auto& sentence = state.text.sentences[s];
    if (distance < 4) members(sentence);
    const bool held = state.text.patterns.holds("meet_verb", sentence);
    const bool together = std::ranges::any_of(sentence.tokens, [](const Token& token) {
      return one_of(token.folded,
                    {"representing", "attendance", "attended", "joined", "participants", "issued", "released"});
    });
    weigh(sentence, s == state.meeting_sentence               ? 4
                    : held && distance < 3                    ? 3
                    : together && sentence.parties.size() > 3 ? 4
                    : distance < 2                            ? 1
                                                              : 0);
    for (const auto& party : sentence.parties) {
      // "X and Y discussed": subjects of the whole text.
      if (party.form == PartyForm::name && party.first <= 3 && distance < 30) {
        auto found = all.find(party.code);
        if (found != all.end()) found->second.score += 1;
      }
    }
    ++distance;
  }
  // "A, Minister of Trade of Chile" for a bloc: the member is only named in an office.
  std::set<std::string> in_office;
  for (Fact* head : state.build.all(FactKind::head)) {
    const Party* bloc = state.text.grammar.party(head->field("party"));
    if (bloc == nullptr || !bloc->bloc) continue;
    const auto& title = head->field("title");
    for (const auto& party : state.text.grammar.party_names().all(tokens_of(title, 0, title.size())))
      in_office.insert(party.code);
  }
  for (Fact* head : state.build.all(FactKind::head))
    if (const auto& code = head->field("party"); !code.empty()) {
      auto& evidence = all[code];
      if (evidence.score == 0) {
        evidence.start = head->quote.start;
        evidence.end = head->quote.end;
        evidence.order = all.size();
      }
      evidence.score += 3;
    }
  // A member speaks for its bloc: the host's minister, the place. It is a party of its own where the headline says so.
  const auto spoken_for = [&](const std::string& code) {
    for (const auto& party : state.title.parties)
      if (party.code == code && party.form != PartyForm::capital &&
          !country_of_city(state.text, state.title, party.first))
        return false;
    for (const auto& [other, evidence] : all) {
      const Party* bloc = state.text.grammar.party(other);
      if (evidence.score >= 6 && bloc &&
          std::find(bloc->members.begin(), bloc->members.end(), code) != bloc->members.end())
        return all[code].score < (in_office.contains(code) ? 14 : 7);
    }
    return false;
  };
  std::vector<std::pair<std::size_t, std::string>> order;
  for (const auto& [code, evidence] : all)
    if (evidence.score >= 3 && !spoken_for(code)) order.emplace_back(evidence.start, code);
  std::sort(order.begin(), order.end());
  for (const auto& [start, code] : order) {
    const auto& evidence = all[code];
    state.build
        .add(FactKind::party, evidence.start, evidence.end, "en.party.at_the_table", evidence.score >= 4 ? 100 : 80)
        .set("code", code);
    state.parties.push_back(code);
  }
}

}  // namespace breadcrumb::reader
