// Who led the delegations.
#include <algorithm>
#include <map>

#include "reader/en_head_groups.h"
#include "reader/en_head_lists.h"
#include "reader/en_head_names.h"
#include "reader/en_head_others.h"
#include "reader/en_head_sides.h"
#include "reader/en_state.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

struct Head {
  Person person;
  std::string party;
  std::size_t sentence = 0;
  std::string rule;
  int order = 0;
  int group = 0;     ///< 1 before "met with", 2 behind it
  std::string host;  ///< whom a visitor visited
};

/// Who met or was received: principals, though nobody is said to lead.
bool told_of_principals(std::string_view rule) {
  return one_of(rule, {"en.head.principals_met", "en.head.received"});
}

class HeadReader {
 public:
  explicit HeadReader(EnState& state) : state_(state), text_(state.text), known_(state.text) {}

  void run() {
    std::size_t order = 0;
    int under_label = 0;  // blocks left that stand under "Co-chairs"
    std::size_t block = static_cast<std::size_t>(-1);
    if (auto speaker = first_person(state_); !speaker.person.name.empty()) {
      // The words of the line are not in the sentence: the sentence itself shows who speaks.
      speaker.person.first = 0;
      speaker.person.last = 1;
      heads_.push_back({.person = std::move(speaker.person),
                        .party = std::move(speaker.party),
                        .sentence = speaker.sentence,
                        .rule = "en.head.first_person"});
    }
    for (auto& listed : listed_heads(state_)) {
      state_.taken[listed.sentence] = true;
      state_.skip[text_.sentences[listed.sentence].block] = true;
      heads_.push_back({.person = std::move(listed.person),
                        .party = std::move(listed.party),
                        .sentence = listed.sentence,
                        .rule = "en.head.listed"});
    }
    for (std::size_t s = 0; s < text_.sentences.size() && order < 400; ++s) {
      if (text_.sentences[s].background || text_.sentences[s].quoted) continue;
      if (text_.sentences[s].block != block) {
        block = text_.sentences[s].block;
        --under_label;
        if (is_label(text_.blocks[block])) under_label = 5;
      }
      if (under_label > 0 && under_label < 5) read_labelled(s);
      if (read_side_line(s)) continue;
      if (state_.usable(s)) read_sentence(s, order++);
    }
    finish();
  }

 private:
  /// "Co-chairs", "Heads of delegation" as a line of its own, as in tables and definition lists.
  [[nodiscard]] bool is_label(const EnBlock& block) const {
    if (block.end - block.start > 60) return false;
    auto line = text::fold(text::trim(text_.words(block.start, block.end)));
    while (!line.empty() && (line.back() == ':' || line.back() == ' ')) line.pop_back();
    // "In the chair for each government:" as well.
    const bool colon = text::trim(text_.words(block.start, block.end)).ends_with(':');
    for (const auto& phrase : text_.language.phrases("head_label")) {
      const auto folded = text::fold(phrase);
      if (line == folded || (colon && folded.find(' ') != std::string::npos && line.starts_with(folded + " ")))
        return true;
    }
    return false;
  }

  void read_labelled(std::size_t s) {
    const auto& sentence = text_.sentences[s];
    if (sentence.tokens.size() > 60) return;
    const auto people = find_people(text_, sentence);
    if (people.empty() || people.front().first > 8) return;
    Head head;
    head.person = people.front();
    head.party = head.person.party;
    for (const auto& party : sentence.parties)  // "For Norway: Ms. X"
      if (head.party.empty() && party.last <= head.person.first && party.form != PartyForm::capital)
        head.party = party.code;
    head.sentence = s;
    head.rule = "en.head.label";
    state_.taken[s] = true;
    heads_.push_back(std::move(head));
  }

  /// "Japanese Chairman: Mr. X, Deputy Minister", "For Chile: Ms. Y": the first of each side leads it.
  bool read_side_line(std::size_t s) {
    const auto line = side_line(text_, text_.sentences[s]);
    if (line.party.empty()) return false;
    state_.taken[s] = true;
    state_.skip[text_.sentences[s].block] = true;  // no heading of an area either
    const bool more = std::any_of(heads_.begin(), heads_.end(), [&](const Head& head) {
      return head.rule == "en.head.side_line" && head.party == line.party;
    });
    if (!more)
      heads_.push_back({.person = line.person, .party = line.party, .sentence = s, .rule = "en.head.side_line"});
    return true;
  }

  void read_sentence(std::size_t s, std::size_t order) {
    const auto& sentence = text_.sentences[s];
    std::string rule;
    std::size_t trigger = sentence.tokens.size();
    bool early_rule = false;
    for (const auto& match : text_.patterns.find("head", sentence)) {
      // "was not led by", "failed to send Minister X"
      if (sentence.denial(match.first) != nullptr || sentence.denial(match.last - 1) != nullptr) continue;
      if (match.rule->set.contains("early") && order > 8) continue;
      // Behind the opening sentences, who met whom is another meeting.
      if (told_of_principals(match.rule->id) && order > 3 && s != state_.meeting_sentence &&
          std::none_of(sentence.named.begin(), sentence.named.end(),
                       [&](const Named& named) { return state_.is_dialogue(named.name); }))
        continue;
      // Who led says more than who announced or met.
      const bool early = match.rule->set.contains("early");
      if (!rule.empty() && (early || !early_rule)) continue;
      rule = match.rule->id;
      trigger = match.first;
      early_rule = early;
    }
    if (rule.empty()) return;
    if (only_quoted(text_, sentence)) return;
    bool not_head = false, beside = false;
    for (const auto& match : text_.patterns.find("not_head", sentence)) {
      if (match.rule->set.contains("all")) return;
      not_head = true;
      beside = beside || (early_rule && match.rule->set.contains("early"));
    }
    auto people = find_people(text_, sentence, true);
    std::erase_if(people, [&](const Person& p) { return sentence.denial(p.name_first) != nullptr; });
    for (auto& person : people) known_.complete(person);
    std::erase_if(people, [&](const Person& p) {
      return p.name_last == p.name_first + 1 &&
             (p.title.empty() || !(early_rule ? order <= 1 && meets(sentence, p) : leads(sentence, p)));
    });
    if (people.empty()) return;
    // "The ministers were joined by X" tells who came along; "A and B were joined by C" of both sides.
    if (rule == "en.head.joined" && people.front().first > trigger) return;
    const auto cut = rule == "en.head.attended" ? sentence.tokens.size() : cut_off(sentence);
    std::vector<Head> found;
    // A standing sentence on how the dialogue began names people of another time.
    const bool launch = s != state_.meeting_sentence &&
                        std::any_of(sentence.tokens.begin(), sentence.tokens.end(), [&](const Token& t) {
                          return t.is("launched") || t.is("established") || t.is("signed");
                        });
    if (launch && told_of_principals(rule) && !sentence.dates.empty()) return;
    const std::size_t also = also_from(sentence);
    const std::size_t middle = divide(text_, sentence, people);
    for (auto& person : people) {
      if (person.title.empty() && !bare_name_allowed(sentence, person, found, early_rule)) continue;
      if (only_watched(sentence, person) || came_along(sentence, person, people) || also_there(sentence, person))
        continue;
      if (in_brackets(sentence, person, people.size() > 1)) continue;
      if (person.first >= cut && cut > trigger && !only_one_included(sentence, people, middle, cut)) continue;
      if (person.first > also) continue;
      Head head;
      head.party = side_of(sentence, person, people);
      head.person = person;
      head.sentence = s;
      head.rule = rule;
      head.order = static_cast<int>(found.size());
      if (middle < sentence.tokens.size()) head.group = person.first < middle ? 1 : 2;
      found.push_back(std::move(head));
    }
    if (rule == "en.head.visited") tell_host(sentence, trigger, found);
    // "On the Chilean side, X gave an opening address": at the head of that side, all the same.
    if (rule == "en.head.from_side") not_head = false;
    if (found.empty() || (not_head && (found.size() < 2 || beside))) return;
    respectively(sentence, found);
    for (auto& head : found) heads_.push_back(std::move(head));
    if (!rule.empty()) state_.taken[s] = state_.taken[s] || order > 0;
  }

  /// "met with representatives of U.S. agencies, including Deputy Secretary X": the only ones named of the other side.
  [[nodiscard]] static bool only_one_included(const EnSentence& sentence, const std::vector<Person>& people,
                                              std::size_t middle, std::size_t cut) {
    return middle < cut && sentence.tokens[cut].is("including") &&
           std::none_of(
               people.begin(), people.end(), [&](const Person& p) { return p.last > middle && p.first < cut; });
  }

  /// "made an official visit to Peru": whom a visitor visited is not the visitor's side.
  void tell_host(const EnSentence& sentence, std::size_t trigger, std::vector<Head>& found) const {
    for (const auto& party : sentence.parties) {
      if (party.first <= trigger || party.first > trigger + 10 || party.form == PartyForm::adjective) continue;
      std::erase_if(found, [&](const Head& head) { return head.person.first > party.first; });
      for (auto& head : found) head.host = party.code;
      return;
    }
  }

  /// "Vice President Ona led", "was chaired by Minister Ruiz": a family name alone must stand beside the verb.
  [[nodiscard]] bool leads(const EnSentence& sentence, const Person& person) const {
    const auto& tokens = sentence.tokens;
    std::size_t last = person.last;
    if (last < tokens.size() && tokens[last].is(",")) ++last;
    if (last >= tokens.size()) return false;
    if (text_.patterns.in_class("lead_verb", sentence, last, last)) return true;
    if (tokens[last].is("and"))  // "Minister Ruiz and Secretary Ona co-chaired"
      for (std::size_t k = last + 1; k < tokens.size() && k < last + 14; ++k)
        if (std::size_t end = k; text_.patterns.in_class("lead_verb", sentence, k, end)) return true;
    for (std::size_t i = person.first; i-- > 0 && i + 3 > person.first;)
      if (one_of(tokens[i].folded, {"by", "and"})) {
        for (std::size_t back = 1; back <= 6 && back <= i && tokens[i].is("by"); ++back)  // "led for Peru by"
          if (std::size_t end = i; text_.patterns.in_class("lead_verb", sentence, i - back, end)) return true;
        for (std::size_t k = person.last; k < tokens.size() && k < person.last + 3 && tokens[i].is("and"); ++k)
          if (std::size_t end = k; text_.patterns.in_class("lead_verb", sentence, k, end)) return true;
      }
    return false;
  }

  /// "Minister Ruiz met with Secretary Ona": a family name alone beside the verb of meeting.
  [[nodiscard]] bool meets(const EnSentence& sentence, const Person& person) const {
    const auto& tokens = sentence.tokens;
    if (std::size_t last = person.last; text_.patterns.in_class("meet_verb", sentence, person.last, last)) return true;
    if (person.last + 1 < tokens.size() && tokens[person.last].is("and"))
      for (std::size_t k = person.last + 1; k < tokens.size() && k < person.last + 14; ++k)
        if (std::size_t last = k; text_.patterns.in_class("meet_verb", sentence, k, last)) return true;
    return person.first > 1 && tokens[person.first - 1].is("with") &&
           text_.patterns.word_in("divide_noun", tokens[person.first - 2].folded);
  }

  /// A name without an office counts only behind "led by", with a side of its own, or in a row with one that counts.
  [[nodiscard]] bool bare_name_allowed(const EnSentence& sentence, const Person& person, const std::vector<Head>& found,
                                       bool early) const {
    if (!person.party.empty()) return true;  // "Ms. Solheim (Norway)"
    if (stands_in(sentence, person)) return true;
    const auto& tokens = sentence.tokens;
    if (person.name_last <= person.name_first + 1) return false;
    // Back over forms of address: "by Ms. X".
    std::size_t at = person.name_first;
    for (bool again = true; again && at > 0;) {
      again = false;
      for (std::size_t back = 1; back <= 3 && back <= at; ++back) {
        std::size_t last = at;
        if (text_.patterns.in_class("honorific", sentence, at - back, last) && last <= at) {
          at -= back;
          again = true;
          break;
        }
      }
      if (!again && at > 1 && tokens[at - 1].is(".")) {
        --at;
        again = true;
      }
    }
    if (at > 0 && one_of(tokens[at - 1].folded, {"by", "was", "were", "counterpart", "counterparts"})) return true;
    if (early) return false;
    const std::size_t k = person.last;
    const bool side =
        k + 1 < tokens.size() &&
        (one_of(tokens[k].folded, {"for", "(", "from", "led", "headed", "chaired"}) ||
         (tokens[k].is("of") && std::any_of(sentence.parties.begin(), sentence.parties.end(), [&](const auto& party) {
            return party.first == k + 1 || (party.first == k + 2 && tokens[k + 1].is("the"));
          })));
    const bool row = !found.empty() && at > 0 && tokens[at - 1].is("and") && found.back().person.last + 6 >= at &&
                     (at < person.name_first || found.back().person.title_before || found.back().person.title.empty());
    return side || row || (at > 0 && tokens[at - 1].is("are"));
  }

  /// "X and Y led the delegations of A and B, respectively": names and parties in the same order.
  void respectively(const EnSentence& sentence, std::vector<Head>& heads) const {
    bool said = false;
    for (const auto& token : sentence.tokens)
      said = said || token.is("respectively") || token.is("delegations") || token.is("sides");
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < heads.size(); ++i)
      if (heads[i].party.empty()) open.push_back(i);
    bool respective = false;
    for (const auto& token : sentence.tokens) respective = respective || token.is("respectively");
    if (!said) return;
    std::vector<std::string> order;
    for (const auto& party : sentence.parties) {
      if (party.form == PartyForm::capital) continue;
      bool inside = false;
      for (const auto& head : heads)
        inside = inside || (party.first >= head.person.first && party.first < head.person.last);
      for (const auto& named : sentence.named)
        inside = inside || (party.first >= named.first && party.last <= named.last);
      if (inside) continue;
      if (std::find(order.begin(), order.end(), party.code) == order.end()) order.push_back(party.code);
    }
    if (order.size() == heads.size() && (respective || !open.empty()) && order.size() > 1)
      for (std::size_t i = 0; i < heads.size(); ++i) heads[i].party = order[i];
  }

  /// "Secretary A, Secretary B, Trade Representative C and officials were joined by": what stands in a list before one
  /// whose side is known is of the same side, where the sentence tells of another side behind the verb.
  void share_parties() {
    for (std::size_t i = heads_.size(); i-- > 1;) {
      Head& head = heads_[i - 1];
      const Head& next = heads_[i];
      if (!head.party.empty() || next.party.empty() || head.sentence != next.sentence) continue;
      const auto& tokens = text_.sentences[head.sentence].tokens;
      const bool listed = head.person.last + 1 == next.person.first && tokens[head.person.last].is(",");
      const bool other = std::any_of(heads_.begin(), heads_.end(), [&](const Head& h) {
        return h.sentence == head.sentence && !h.party.empty() && h.party != next.party;
      });
      if (listed && other) head.party = next.party;
    }
  }

  /// Where the text says who led a side's delegation, a caption's or an opening's principals of that side did not.
  void prefer_leaders() {
    std::set<std::string> led;
    for (const auto& head : heads_)
      if (one_of(head.rule, {"en.head.led_side", "en.head.led_by", "en.head.led_delegation"}) &&
          std::any_of(text_.sentences[head.sentence].sides.begin(), text_.sentences[head.sentence].sides.end(),
                      [&](const Side& side) { return side.code == head.party; }))
        led.insert(head.party);
    std::erase_if(heads_, [&](const Head& head) {
      return told_of_principals(head.rule) && head.sentence != state_.meeting_sentence && led.contains(head.party);
    });
  }

  [[nodiscard]] std::vector<std::string> sides_of_heads() const {
    std::set<std::string> sides;
    for (const auto& head : heads_)
      if (!head.party.empty()) sides.insert(head.party);
    return {sides.begin(), sides.end()};
  }

  void finish() {
    prefer_leaders();
    std::vector<std::pair<std::size_t, std::size_t>> offices;
    for (const auto& head : heads_)
      if (head.sentence == state_.meeting_sentence) offices.emplace_back(head.person.first, head.person.last);
    const std::vector<std::string> candidates = likely_sides(state_, offices, sides_of_heads());
    // The minister of a member state speaks for the bloc when only the bloc is a party.
    for (auto& head : heads_) {
      if (head.party.empty() || std::find(candidates.begin(), candidates.end(), head.party) != candidates.end())
        continue;
      for (const auto& code : candidates) {
        const Party* bloc = text_.grammar.party(code);
        if (bloc && std::find(bloc->members.begin(), bloc->members.end(), head.party) != bloc->members.end())
          head.party = code;
      }
    }
    share_parties();
    for (auto& head : heads_)
      if (head.party.empty() && !head.host.empty() && candidates.size() == 2)
        head.party = candidates[0] == head.host ? candidates[1] : candidates[0];
    std::vector<Grouped> grouped;
    for (auto& head : heads_) grouped.push_back({head.sentence, head.group, &head.party});
    settle_groups(grouped, candidates);
    std::set<std::string> known;
    for (const auto& head : heads_) known.insert(head.party);
    std::vector<std::string> open;
    for (const auto& code : candidates)
      if (!known.contains(code)) open.push_back(code);
    std::set<std::string> names;
    std::string last_party;
    const Head* last = nullptr;
    bool guessed = false;
    std::map<std::string, int> count;
    for (auto& head : heads_) {
      // A name said again, in full or by its last words.
      const auto name = text::fold(head.person.name);
      const bool again = std::any_of(names.begin(), names.end(), [&](const std::string& earlier) {
        return earlier == name || earlier.ends_with(" " + name) || name.ends_with(" " + earlier);
      });
      if (again) continue;
      // Two people and two sides, and nothing that joins them but the order: a person has to look.
      const bool by_order = head.party.empty() && !open.empty() && (guessed || open.size() > 1);
      guessed = guessed || by_order;
      if (head.party.empty()) {
        // Both sides are known: who led goes with whom the text spoke of last.
        const bool listed = last && last->sentence == head.sentence && head.group == 2 && last->group == 2;
        if (open.empty() && ((told_of_principals(head.rule) && !listed) || last_party.empty())) continue;
        if (open.empty()) {
          head.party = last_party;
        } else {
          const auto fits = std::find_if(open.begin(), open.end(), [&](const std::string& code) {
            return may_hold(text_, code, head.person.title);
          });
          const auto chosen = fits == open.end() ? open.begin() : fits;
          head.party = *chosen;
          open.erase(chosen);
        }
      }
      names.insert(name);
      last_party = head.party;
      last = &head;
      const Party* side = text_.grammar.party(head.party);
      if (++count[head.party] > (side && side->bloc ? 12 : 5)) continue;
      const auto& sentence = text_.sentences[head.sentence];
      Fact& fact = state_.build.add(FactKind::head, sentence.tokens[head.person.first].start,
                                    sentence.tokens[head.person.last - 1].end, head.rule);
      if (by_order) fact.certainty = 60;
      fact.set("party", head.party);
      fact.set("name", head.person.name);
      if (!head.person.title.empty()) fact.set("title", head.person.title);
    }
  }

  EnState& state_;
  const EnText& text_;
  KnownPeople known_;
  std::vector<Head> heads_;
};

}  // namespace

void read_heads(EnState& state) {
  HeadReader(state).run();
}

}  // namespace breadcrumb::reader
