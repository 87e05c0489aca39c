// Which dialogue met: of all names in the text, the one that its sentences hold for what met.
#include <algorithm>
#include <map>
#include <set>

#include "reader/en_beside.h"
#include "reader/en_place.h"
#include "reader/en_state.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

std::vector<std::string> content_words(std::string_view name) {
  std::vector<std::string> out;
  for (auto& token : tokens_of(name, 0, name.size()))
    if (token.word && !one_of(token.folded, {"of", "on", "for", "the", "and", "to", "in", "under", "between", "u.s.",
                                             "us", "uk", "eu", "united", "states"}))
      out.push_back(std::move(token.folded));
  return out;
}

bool contains_all(const std::vector<std::string>& big, const std::vector<std::string>& small) {
  return std::all_of(small.begin(), small.end(),
                     [&](const auto& w) { return std::find(big.begin(), big.end(), w) != big.end(); });
}

struct Candidate {
  int score = 0;
  std::size_t order = 0;
  std::size_t start = 0, end = 0;  ///< bytes, with the acronym in brackets
  std::string name, acronym, rule;
  bool has_party = false, title = false;
};

bool only_round_noun(const EnText& text, const Named& named) {
  // "Meeting", "Round": a name needs more than what an ordinal counts, unless further words make it one.
  const auto tokens = tokens_of(named.name, 0, named.name.size());
  std::size_t nouns = 0;
  for (const auto& token : tokens)
    if (text.patterns.word_in("round_noun", token.folded)) ++nouns;
  // "Readout of the Ambassador's Meeting": a kind of text, or a meeting that is somebody's.
  if (nouns > 0 && std::none_of(tokens.begin(), tokens.end(), [&](const Token& t) {
        return text.patterns.word_in("dialogue_noun", t.folded) && !text.patterns.word_in("round_noun", t.folded);
      }))
    for (std::size_t i = 0; i < tokens.size(); ++i)
      if ((tokens[i].is("'s") && !(i > 0 && tokens[i - 1].is("people"))) ||
          text.patterns.word_in("paper_noun", tokens[i].folded))
        return true;
  // "Meeting between Foreign Minister A": of two people.
  if (tokens.size() > 2 && text.patterns.word_in("round_noun", tokens.front().folded) && tokens[1].is("between") &&
      !named.has_party)
    return true;
  // "Negotiating Round Four", "Round 12"
  if (nouns > 0 && std::all_of(tokens.begin(), tokens.end(), [&](const Token& token) {
        return token.number || count_of(token.folded) > 0 || text.patterns.word_in("round_noun", token.folded) ||
               one_of(token.folded, {"negotiating", "negotiation", "no", "number", "."});
      }))
    return true;
  return tokens.size() <= 1 || nouns == tokens.size() ||
         (nouns >= 1 && tokens.size() <= 2 && !text.patterns.word_in("dialogue_strong", tokens.back().folded) &&
          text.patterns.word_in("weak_modifier", tokens.front().folded));
}

/// "in advance of the Council"; "to advance talks on" is something else.
bool in_advance(const EnSentence& sentence, std::size_t at) {
  return at > 0 && sentence.tokens[at].is("advance") && sentence.tokens[at - 1].is("in");
}

class DialogueReader {
 public:
  explicit DialogueReader(EnState& state) : state_(state), text_(state.text) {}

  void run() {
    if (!state_.title.tokens.empty()) score_sentence(state_.title, 3, "en.dialogue.title", true);
    int distance = 0;
    for (std::size_t s = 0; s < text_.sentences.size() && distance < 40; ++s) {
      if (!state_.usable(s)) continue;
      const auto& sentence = text_.sentences[s];
      if (sentence.quoted && distance > 6) continue;
      score_sentence(sentence, distance == 0 ? 3 : distance < 3 ? 2 : 0, "en.dialogue.named", false);
      ++distance;
    }
    count_named();
    if (!choose()) compose({});
  }

 private:
  /// "held their Third Consultation": of the names in the text, the one that ends in that word is what is counted.
  void count_named() {
    std::set<std::string> counted;
    int distance = 0;
    for (std::size_t s = 0; s < text_.sentences.size() && distance < 6; ++s) {
      if (!state_.usable(s) || text_.sentences[s].tokens.size() < 4) continue;
      ++distance;
      const auto& sentence = text_.sentences[s];
      for (const auto& ordinal : sentence.ordinals) {
        if (ordinal.first == 0 || !one_of(sentence.tokens[ordinal.first - 1].folded, {"their", "its"})) continue;
        std::size_t k = ordinal.last;
        while (k < sentence.tokens.size() && one_of(sentence.tokens[k].folded, {"annual", "regular", "ministerial"}))
          ++k;
        if (k < sentence.tokens.size() && text_.patterns.word_in("dialogue_strong", sentence.tokens[k].folded))
          counted.insert(singular(sentence.tokens[k].folded));
      }
    }
    for (auto& candidate : candidates_) {
      const auto words = content_words(candidate.name);
      if (words.size() > 1 && candidate.has_party && counted.contains(singular(words.back()))) candidate.score += 4;
    }
  }

  static std::string singular(std::string word) {
    if (word.ends_with('s') && word != "talks") word.pop_back();
    return word;
  }

  /// Names of the two parties as the headline or an opening sentence prints them, with a hyphen; "" when not two.
  [[nodiscard]] std::string pair() const {
    const auto of = [&](const EnSentence& sentence) {
      std::vector<const PartyMention*> two;
      for (const auto& party : sentence.parties) {
        if (party.form != PartyForm::name || country_of_city(text_, sentence, party.first)) continue;
        if (std::none_of(two.begin(), two.end(), [&](const auto* other) { return other->code == party.code; }))
          two.push_back(&party);
      }
      if (two.size() != 2) return std::string();
      const auto printed = [&](const PartyMention& party) {
        return text::squeeze(text_.words(sentence.tokens[party.first].start, sentence.tokens[party.last - 1].end));
      };
      return printed(*two[0]) + "-" + printed(*two[1]);
    };
    if (auto names = of(state_.title); !names.empty()) return names;
    int distance = 0;
    for (std::size_t s = 0; s < text_.sentences.size() && distance < 3; ++s) {
      if (!state_.usable(s)) continue;
      if (auto names = of(text_.sentences[s]); !names.empty()) return names;
      ++distance;
    }
    return {};
  }

  /// Negotiations that only say what for ("the first round of Free Trade Agreement negotiations") are called by their
  /// two parties and that.
  bool compose(const Candidate& chosen) {
    Candidate what = chosen;
    if (what.name.empty()) {
      const auto look = [&](const EnSentence& sentence) {
        for (const auto& match : text_.patterns.find("dialogue_talks", sentence))
          if (const auto* d = match.of("d"); d && what.name.empty()) {
            what.start = sentence.tokens[d->first].start;
            what.end = sentence.tokens[d->last - 1].end;
            what.name = std::string(text_.words(what.start, what.end));
            what.rule = match.rule->id;
          }
      };
      look(state_.title);
      int distance = 0;
      for (std::size_t s = 0; s < text_.sentences.size() && distance < 3 && what.name.empty(); ++s)
        if (state_.usable(s)) look(text_.sentences[s]), ++distance;
    }
    if (what.name.empty() || what.has_party) return false;
    const auto words = content_words(what.name);
    const bool bare = std::all_of(words.begin(), words.end(),
                                  [&](const auto& word) { return text_.patterns.word_in("bare_agreement", word); });
    const auto parties = bare ? pair() : std::string();
    if (parties.empty()) return false;
    auto name = text::squeeze(what.name);
    const bool talks = one_of(words.back(), {"negotiations", "talks"});
    Fact& fact = state_.build.add(FactKind::dialogue, what.start, what.end, what.rule, 80);
    fact.set("name", parties + " " + name + (talks ? "" : " negotiations"));
    state_.dialogue = fact.field("name");
    return true;
  }

  void score_sentence(const EnSentence& sentence, int base, std::string_view rule, bool title) {
    std::map<std::size_t, std::pair<int, std::string>> bonus;
    for (const auto& match : text_.patterns.find("dialogue", sentence))
      if (const auto* d = match.of("d")) {
        auto& slot = bonus[d->first];
        // Another meeting's, a past one's or a coming one's name is worth less.
        int weight = match.rule->weight();
        for (std::size_t t = match.first > 3 ? match.first - 3 : 0; t < match.first; ++t)
          if (one_of(sentence.tokens[t].folded, {"next", "previous", "upcoming", "last", "margins", "sidelines"}) ||
              (t > 0 && one_of(sentence.tokens[t].folded, {"following", "ahead"})) || in_advance(sentence, t))
            weight -= 4;
        if (weight > slot.first) slot = {weight, match.rule->id};
      }
    for (const auto& named : sentence.named) {
      if (only_round_noun(text_, named) || an_office(named.name)) continue;
      Candidate candidate;
      const auto found = bonus.find(named.first);
      candidate.score = base + (found == bonus.end() ? 0 : found->second.first);
      candidate.rule = found == bonus.end() ? std::string(rule) : found->second.second;
      candidate.order = candidates_.size();
      candidate.start = sentence.tokens[named.first].start;
      candidate.end = sentence.tokens[named.last - 1].end;
      candidate.name = named.name;
      candidate.acronym = named.acronym;
      candidate.has_party = named.has_party;
      candidate.title = title;
      if (named.has_party) candidate.score += 1;
      if (!named.acronym.empty()) candidate.score += 1;
      // Treaties are spoken of, bodies and negotiations meet.
      if (one_of(named.noun, {"agreement", "memorandum of understanding", "memorandum of cooperation", "protocol",
                              "treaty", "initiative"}))
        candidate.score -= 1;
      if (one_of(named.noun, {"working group", "working groups", "task force", "sub-committee", "subcommittee",
                              "sub - committee"}) &&
          !title)
        candidate.score -= 2;
      if (named.first > 0 && one_of(sentence.tokens[named.first - 1].folded, {"signed", "with"})) candidate.score -= 2;
      // Beside, before or after another meeting: that one is not what this text tells of.
      for (std::size_t t = named.first > 5 ? named.first - 5 : 0; t < named.first; ++t)
        if (one_of(sentence.tokens[t].folded, {"margins", "sidelines", "margin", "ahead", "upcoming", "forthcoming"}) ||
            in_advance(sentence, t) || (t > 0 && sentence.tokens[t].is("following")))
          candidate.score -= 8;
      // "related meetings for review of the A-B Agreement were held": what was reviewed did not meet.
      for (std::size_t t = named.first > 2 ? named.first - 2 : 0; t < named.first; ++t)
        if (one_of(sentence.tokens[t].folded, {"review", "implementation", "upgrade", "upgrading", "modernisation"}) &&
            candidate.rule == "en.dialogue.subject")
          candidate.score -= 5;
      if (beside_another(text_, sentence, named.first)) candidate.score -= 8;
      if (named.first >= 2)
        for (std::size_t t = named.first - 2; t < named.first; ++t)
          if (one_of(sentence.tokens[t].folded, {"margins", "sidelines", "under", "implementation", "conference"}) &&
              found == bonus.end())
            candidate.score -= 1;
      candidates_.push_back(std::move(candidate));
    }
    for (const auto& match : text_.patterns.find("dialogue_low", sentence))
      if (const auto* d = match.of("d")) {
        Candidate candidate;
        candidate.score = base + match.rule->weight() - 2;
        candidate.rule = match.rule->id;
        candidate.order = candidates_.size();
        candidate.start = sentence.tokens[d->first].start;
        candidate.end = sentence.tokens[d->last - 1].end;
        candidate.name = std::string(text_.words(candidate.start, candidate.end));
        candidates_.push_back(std::move(candidate));
      }
  }

  /// "the European Commission": who speaks, and not what met.
  [[nodiscard]] bool an_office(std::string_view name) const {
    const auto folded = text::fold(name);
    for (const auto& party : text_.grammar.parties())
      for (const auto* words : {&party.offices, &party.publishers})
        for (const auto& word : *words)
          if (folded == text::fold(word)) return true;
    return false;
  }

  /// "The Meeting of the CGETI was held": the name that the acronym stands for is what met.
  void called_by_acronym() {
    for (auto& c : candidates_) {
      const auto tokens = tokens_of(c.name, 0, c.name.size());
      if (tokens.size() < 2 || tokens.size() > 5 || !tokens.back().capitals) continue;
      if (!std::all_of(tokens.begin(), tokens.end() - 1, [&](const Token& token) {
            return one_of(token.folded, {"of", "the"}) || text_.patterns.word_in("round_noun", token.folded);
          }))
        continue;
      const auto acronym = c.name.substr(tokens.back().start, tokens.back().end - tokens.back().start);
      for (auto& other : candidates_)
        if (other.acronym == acronym && c.score > 0) {
          other.score += c.score;
          c.score = 0;
          break;
        }
    }
  }

  bool choose() {
    if (candidates_.empty()) return false;
    // Where the headline names a council, the agreement that it sits under is not what met.
    const auto meets = [](const Candidate& c) {
      for (const auto noun :
           {"council", "dialogue", "committee", "commission", "forum", "ministerial talks", "ministerial meeting"})
        if (text::fold(c.name).find(noun) != std::string::npos) return true;
      return false;
    };
    const bool headline =
        std::any_of(candidates_.begin(), candidates_.end(), [&](const auto& c) { return c.title && meets(c); });
    const bool met = std::any_of(candidates_.begin(), candidates_.end(),
                                 [&](const auto& c) { return c.rule == "en.dialogue.round_of" && meets(c); });
    if (headline || met)
      for (auto& c : candidates_)
        if (!meets(c) && text::fold(c.name).ends_with("agreement")) c.score -= 4;
    called_by_acronym();
    // Mentions of one name add up, with the best counting fully.
    std::size_t best = candidates_.size();
    int best_score = 0;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const auto words = content_words(candidates_[i].name);
      if (words.empty()) continue;
      int score = candidates_[i].score * 2;
      for (std::size_t k = 0; k < candidates_.size(); ++k)
        if (k != i && contains_all(content_words(candidates_[k].name), words) && candidates_[k].score > 0)
          score += std::min(candidates_[k].score, 4) / 2;
      if (score > best_score) {
        best_score = score;
        best = i;
      }
    }
    if (best == candidates_.size() || best_score < 6) return false;
    // The fullest form of it: a longer name that holds all its words and is the same kind of thing.
    const auto core = content_words(candidates_[best].name);
    std::size_t fullest = best;
    for (std::size_t k = 0; k < candidates_.size(); ++k) {
      const auto words = content_words(candidates_[k].name);
      if (words.size() > core.size() + 8 || !contains_all(words, core) || candidates_[k].score < 1) continue;
      if (words.back() != core.back() && !candidates_[k].name.starts_with(candidates_[best].name) &&
          !contains_all(core, words))
        continue;
      // More words win; of two as long, the one in running text, then the first.
      const auto weight = [&](const Candidate& c) {
        return 2 * tokens_of(c.name, 0, c.name.size()).size() - (c.title ? 1u : 0u);
      };
      // The headline's own name is not made longer by the agreement that the body sits under.
      if (titled(best) && !candidates_[k].title &&
          text::fold(candidates_[k].name).find("agreement") != std::string::npos &&
          text::fold(candidates_[best].name).find("agreement") == std::string::npos)
        continue;
      if (weight(candidates_[k]) > weight(candidates_[fullest]) && !all_capitals(candidates_[k].name)) fullest = k;
    }
    const Candidate& chosen = candidates_[fullest];
    if (compose(chosen)) return true;
    Fact& fact = state_.build.add(FactKind::dialogue, chosen.start, chosen.end, chosen.rule);
    auto name = text::squeeze(chosen.name);
    // "Free Trade Commission (the “Commission”) under ...": what the text calls it from here on is no part of it.
    if (const auto open = name.find(" (the \u201C"); open != std::string::npos)
      if (const auto close = name.find(')', open); close != std::string::npos) name.erase(open, close + 1 - open);
    fact.set("name", name);
    state_.dialogue = fact.field("name");
    for (const auto& candidate : candidates_)
      if (!candidate.acronym.empty() && contains_all(content_words(candidate.name), core) &&
          state_.dialogue_short.empty())
        state_.dialogue_short = candidate.acronym;
    if (!state_.dialogue_short.empty()) fact.set("short", state_.dialogue_short);
    return true;
  }

  /// The headline has the candidate's name.
  [[nodiscard]] bool titled(std::size_t at) const {
    return std::any_of(candidates_.begin(), candidates_.end(), [&](const auto& c) {
      return c.title && text::fold(c.name) == text::fold(candidates_[at].name);
    });
  }

  static bool all_capitals(std::string_view name) {
    return std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  EnState& state_;
  const EnText& text_;
  std::vector<Candidate> candidates_;
};

}  // namespace

bool EnState::is_dialogue(std::string_view name) const {
  if (dialogue.empty()) return false;
  if (!dialogue_short.empty() && name == dialogue_short) return true;
  const auto a = content_words(dialogue), b = content_words(name);
  return !b.empty() && !a.empty() && (contains_all(a, b) || (contains_all(b, a) && b.size() <= a.size() + 4));
}

void read_dialogue(EnState& state) {
  DialogueReader(state).run();
}

}  // namespace breadcrumb::reader
