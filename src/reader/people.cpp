// Names of people, and which words before and behind them are their offices.
#include <algorithm>

#include "reader/people_finder.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

std::vector<Person> PeopleFinder::run() {
  find_names();
  std::vector<Person> people;
  for (const auto& [first, last] : names_) {
    Person person;
    person.first = person.name_first = first;
    person.last = person.name_last = last;
    person.name = text::squeeze(text_.words(tokens_[first].start, tokens_[last - 1].end));
    people.push_back(std::move(person));
  }
  if (people.empty()) return people;
  title_before(people.front(), 0);
  for (std::size_t i = 0; i + 1 < people.size(); ++i) between(people[i], people[i + 1]);
  if (people.back().title.empty()) {
    title_after(people.back(), tokens_.size());
  } else if (bare_rank(people.back())) {
    Person whole = people.back();
    whole.title.clear();
    title_after(whole, tokens_.size());
    if (!whole.title.empty()) people.back() = whole;
  }
  country_in_brackets(people.back());
  // "Ambassador" is an office only where no other is named.
  for (auto& person : people) {
    if (!person.title.empty()) continue;
    bool ambassador = false;
    const std::size_t stop = before_honorifics(person.name_first, ambassador);
    if (!ambassador) continue;
    std::size_t at = stop;
    while (at < person.name_first && word(at) != "ambassador") ++at;
    if (at > 0 && party_of_[at - 1] >= 0)
      person.party = sentence_.parties[static_cast<std::size_t>(party_of_[at - 1])].code;
    set_title(person, at, at + 1, true);
    person.first = at;
  }
  for (std::size_t i = 1; i < people.size(); ++i)
    if (one_of(word(people[i - 1].name_last), {"and"}) && office_of_two(people[i - 1], people[i])) continue;
  for (std::size_t i = 1; i < people.size(); ++i)
    if (people[i].title.empty() && people[i - 1].title_before && people[i].name_first == people[i - 1].name_last + 1 &&
        word(people[i - 1].name_last) == "and" && plural_office(people[i - 1]))
      share_title(people[i - 1], people[i]);
  // "Trade Ministers A of Norway, B of Peru and C (Chile)"
  for (std::size_t i = 0; i + 1 < people.size(); ++i)
    if (plural_office(people[i]) && people[i].title_before) i = share_among(people, i);
  // "his Chilean counterpart X", "her counterpart from Chile, X": whose side, though no office is named.
  for (auto& person : people)
    if (person.party.empty()) person.party = counterpart_of(person);
  return people;
}

void PeopleFinder::mark_offices() {
  office_.assign(tokens_.size() + 1, false);
  polite_.assign(tokens_.size() + 1, false);
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (!tokens_[i].upper) continue;
    for (const auto name : {"office_word", "office_noun", "dialogue_noun"}) {
      std::size_t last = i;
      if (text_.patterns.in_class(name, sentence_, i, last))
        for (std::size_t k = i; k < last; ++k) office_[k] = true;
    }
    std::size_t last = i;
    if (honorific(i, last))
      for (std::size_t k = i; k < last; ++k) polite_[k] = true;
  }
}

bool PeopleFinder::given_name(const PartyMention& party) const {
  const std::size_t i = party.first;
  if (party.last != i + 1 || i == 0 || i + 1 >= tokens_.size() || tokens_[i].capitals) return false;
  const auto plain = [&](std::size_t k) {
    std::size_t last = k;
    return k < tokens_.size() && tokens_[k].word && tokens_[k].upper && !office_[k] && !honorific(k, last) &&
           !text_.patterns.in_class("not_name", sentence_, k, last);
  };
  std::size_t last = i;
  const bool ranked = (office_[i - 1] && tokens_[i - 1].upper) || (honorific(i - 1, last) && last == i);
  return ranked && plain(i + 1) && !plain(i + 2) && word(i + 2) != "-" && word(i + 2) != "'s";
}

std::string PeopleFinder::counterpart_of(const Person& person) const {
  for (std::size_t k = person.first; k-- > 0 && k + 6 > person.first;) {
    if (!one_of(word(k), {"counterpart", "counterparts"})) continue;
    for (const auto& party : sentence_.parties) {
      if (party.form == PartyForm::capital) continue;
      const bool before = party.last == k || (party.last + 1 == k && word(party.last) == "'s");
      const bool behind = party.first > k && party.first <= k + 3 && party.last <= person.first &&
                          one_of(word(k + 1), {"from", "of", "in"});
      if (before || behind) return party.code;
    }
  }
  return {};
}

bool PeopleFinder::plural_office(const Person& person) const {
  const auto words = tokens_of(person.title, 0, person.title.size());
  return std::any_of(words.begin(), words.end(),
                     [&](const Token& token) { return text_.patterns.word_in("office_plural", token.folded); });
}

bool PeopleFinder::office_of_two(Person& person, Person& next) const {
  if (!plural_office(person) || !next.title.empty() || !person.title_before) return false;
  std::vector<const PartyMention*> two;
  for (const auto& party : sentence_.parties)
    if (party.first >= person.first && party.last <= person.name_first && party.form != PartyForm::capital)
      two.push_back(&party);
  if (two.size() != 2 || two[0]->code == two[1]->code) return false;
  std::size_t last = two[1]->last, first = two[0]->first;
  // Both stand at the end ("of Norway and Peru") or at the beginning ("Norwegian and Peruvian").
  std::size_t from = person.first, to = person.name_first;
  while (to > from && !tokens_[to - 1].upper) --to;
  if (first == from || (first == from + 1 && word(from) == "the")) {
    from = last;
  } else {
    if (word(first - 1) == "the") --first;
    if (first < from + 2 || !one_of(word(first - 1), {"of", "from"})) return false;
    to = first - 1;
  }
  person.title = text::squeeze(text_.words(tokens_[from].start, tokens_[to - 1].end));
  share_title(person, next);
  person.party = two[0]->code;
  next.party = two[1]->code;
  return true;
}

std::size_t PeopleFinder::share_among(std::vector<Person>& people, std::size_t from) const {
  const auto side_behind = [&](Person& person) {
    std::size_t k = person.name_last;
    if (one_of(word(k), {"of", "from", "("})) ++k;
    if (word(k) == "the") ++k;
    if (k == person.name_last || party_of_[k] < 0) return person.name_last;
    const auto& party = sentence_.parties[static_cast<std::size_t>(party_of_[k])];
    person.party = party.code;
    k = party.last;
    if (word(k) == ")") ++k;
    person.last = std::max(person.last, k);
    return k;
  };
  const std::string office = people[from].title;
  std::size_t i = from;
  for (std::size_t at = side_behind(people[from]); i + 1 < people.size() && people[i + 1].title.empty(); ++i) {
    if (at == people[i].name_last) break;
    while (one_of(word(at), {",", "and", "the", "mr", "ms", "mrs", "dr", ".", "h.e."})) ++at;
    if (at < people[i + 1].name_first) break;
    people[from].title = office;
    share_title(people[from], people[i + 1], false);
    at = side_behind(people[i + 1]);
  }
  return i;
}

void PeopleFinder::share_title(Person& person, Person& next, bool side) const {
  const auto words = tokens_of(person.title, 0, person.title.size());
  for (const auto& token : words)
    if (text_.patterns.word_in("office_plural", token.folded)) {
      auto one = person.title.substr(token.start, token.end - token.start);
      if (one.ends_with("ies"))
        one.replace(one.size() - 3, 3, "y");
      else
        one.pop_back();
      person.title.replace(token.start, token.end - token.start, one);
      break;
    }
  next.title = person.title;
  if (side) next.party = person.party;
  next.title_before = true;
}

bool PeopleFinder::bare_rank(const Person& person) {
  return !person.title.empty() && person.title_before && person.title.find(' ') == std::string::npos;
}

void PeopleFinder::between(Person& left, Person& right) const {
  std::size_t first = left.name_last;
  while (first < right.name_first &&
         one_of(word(first), {"mp", "am", "ao", "mla", "mep", "phd", "kc", "qc", "obe", "cbe", "ias", "ifs"}))
    ++first;
  if (const std::size_t behind = country_in_brackets(left); behind > 0) first = behind;
  bool ambassador = false;
  const std::size_t stop = before_honorifics(right.name_first, ambassador);
  const bool separated = stop > first && one_of(word(stop - 1), {"and", ",", ";", "by", "with", "while", "for"});
  const bool letters = first > left.name_last ? rank_at(first) : office_follows(left.name_first, first);
  const bool comma = word(first) == "," || word(first) == "(" || letters;
  const bool direct = comma && !one_of(word(first + 1), {"and", "while", "with"});
  // "Director General A of the Ministry of Trade and Vice Minister B": where the first one works is no office of the
  // next.
  if (one_of(word(first), {"of", "from", "at", "for"}) && !left.title.empty())
    for (std::size_t k = first + 1; k + 1 < right.name_first; ++k)
      if (one_of(word(k), {"and", ";"}) && rank_at(k + 1) && office_noun_in(k + 1, right.name_first)) {
        if (left.party.empty()) left.party = party_in(first, k);
        title_before(right, k + 1);
        return;
      }
  // "Minister Lee, Minister of Trade and Industry of Chile, and Y": the office in full stands behind the name.
  if (direct && bare_rank(left)) {
    Person whole = left, other = right;
    title_before(other, first);
    if (other.title.empty() || other.first > first + 1) {
      whole.title.clear();
      between(whole, right);
      if (!whole.title.empty()) left = whole;
      return;
    }
  }
  if (!left.title.empty() || !direct) {
    title_before(right, first);
    return;
  }
  if (separated) {
    title_after(left, stop);
    title_before(right, std::max(first, left.last));
    return;
  }
  // Both may have one: the last "and", ";" or comma before a word of rank divides them.
  for (std::size_t k = stop; k-- > first + 1;) {
    if (!one_of(word(k), {"and", ";", ",", "while"}) || !(rank_at(k + 1) || (word(k + 1) == "the" && rank_at(k + 2))))
      continue;
    if (!office_noun_in(first, k)) continue;
    // "A, Deputy Premier and Minister of Trade of Chile received B": a verb between them ends the first one's office.
    const bool verb =
        std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(k) + 1,
                    tokens_.begin() + static_cast<std::ptrdiff_t>(stop), [](const Token& token) {
                      return token.word && !token.upper &&
                             !one_of(token.folded, {"of", "for", "the", "and", "to", "on", "at", "in", "from"});
                    });
    if (verb) continue;
    std::size_t until = k;
    while (until > first && one_of(word(until - 1), {","})) --until;
    title_after(left, until);
    if (left.title.empty()) continue;
    title_before(right, k + 1);
    return;
  }
  title_after(left, stop);
  title_before(right, std::max(first, left.last));
}

std::string_view PeopleFinder::word(std::size_t i) const {
  return i < tokens_.size() ? std::string_view(tokens_[i].folded) : std::string_view();
}

bool PeopleFinder::honorific(std::size_t i, std::size_t& last) const {
  return text_.patterns.in_class("honorific", sentence_, i, last);
}

bool PeopleFinder::name_word(std::size_t i) const {
  if (i >= tokens_.size() || !tokens_[i].word || !tokens_[i].upper || office_[i] || party_of_[i] >= 0) return false;
  // "Jan" and "Mar" are months only beside a figure.
  if (text::month_number(word(i)) > 0 && !one_of(word(i), {"may", "june", "april", "august"}) &&
      (word(i).size() > 3 || (i + 1 < tokens_.size() && !tokens_[i + 1].upper)))
    return false;
  std::size_t last = i;
  if (second_part(i)) return true;
  return !polite_[i] && !text_.patterns.in_class("not_name", sentence_, i, last);
}

bool PeopleFinder::second_part(std::size_t i) const {
  if (i == 0 || !text_.patterns.word_in("name_part", word(i))) return false;
  const auto& before = tokens_[i - 1];
  std::size_t last = i - 1;
  return before.word && before.upper && !office_[i - 1] && party_of_[i - 1] < 0 && !polite_[i - 1] &&
         !text_.patterns.in_class("not_name", sentence_, i - 1, last);
}

bool PeopleFinder::initial(std::size_t i) const {
  return i + 1 < tokens_.size() && tokens_[i].upper && tokens_[i].end - tokens_[i].start == 1 && word(i + 1) == "." &&
         !tokens_[i + 1].spaced;
}

std::size_t PeopleFinder::end_of_name(std::size_t first, int& count) const {
  std::size_t i = first, last = first;
  count = 0;
  while (i < tokens_.size()) {
    if (initial(i)) {  // "S. Jaishankar" is a whole name
      if (i == first) ++count;
      i += 2;
      last = i;
      continue;
    }
    if (name_word(i) || (count > 0 && i < tokens_.size() && tokens_[i].word && tokens_[i].upper && party_of_[i] < 0 &&
                         !tokens_[i].spaced && word(i - 1) == "-")) {
      if (i > first && !tokens_[i].spaced && word(i - 1) != "-" && word(i - 1) != "'") break;
      ++count;
      last = ++i;
      continue;
    }
    if (word(i) == "-" && i > first && !tokens_[i].spaced && i + 1 < tokens_.size() && !tokens_[i + 1].spaced &&
        tokens_[i + 1].word) {
      if (!tokens_[i + 1].upper && i + 1 < tokens_.size()) {  // "Kim Hyun-chong"
        i += 2;
        last = i;
        continue;
      }
      ++i;
      continue;
    }
    if (count > 0 &&
        one_of(word(i), {"bin", "bint", "al", "el", "de", "del", "della", "da",  "do",  "dos", "das", "van", "von",
                         "der", "den",  "di", "du", "la", "le",  "y",     "ibn", "ben", "ter", "zu",  "e"}) &&
        i + 1 < tokens_.size()) {
      std::size_t k = i + 1;
      while (k < tokens_.size() && (one_of(word(k), {"al", "der", "den", "la", "las", "los", "-"}))) ++k;
      if (name_word(k)) {
        i = k;
        continue;
      }
    }
    break;
  }
  return last;
}

void PeopleFinder::find_names() {
  for (std::size_t i = 0; i < tokens_.size();) {
    if (!name_word(i) && !initial(i)) {
      ++i;
      continue;
    }
    int count = 0;
    const std::size_t last = end_of_name(i, count);
    if (last <= i) {
      ++i;
      continue;
    }
    if (good_name(i, last, count)) names_.emplace_back(i, last);
    i = last;
  }
}

bool PeopleFinder::family_name(std::size_t first, std::size_t last) const {
  if (first == 0 || last != first + 1 || tokens_[first].end - tokens_[first].start < 3 || tokens_[first].capitals)
    return false;
  if (last < tokens_.size() && ((tokens_[last].upper && tokens_[last].word) || one_of(word(last), {"'s", "'", "-"})))
    return false;
  for (std::size_t back = 1; back <= 3 && back <= first; ++back)
    for (const auto name : {"office_noun", "honorific"}) {
      std::size_t end = first - back;
      if (tokens_[end].upper && text_.patterns.in_class(name, sentence_, first - back, end) &&
          (end == first || (end + 1 == first && word(end) == ".")))
        return true;
    }
  return false;
}

bool PeopleFinder::office_of_party(std::size_t last) const {
  std::size_t k = sentence_.parties[static_cast<std::size_t>(party_of_[last - 1])].first;
  if (k > 0 && word(k - 1) == "the") --k;
  return k >= 2 && one_of(word(k - 1), {"to", "of", "for"}) && (office_[k - 2] || polite_[k - 2]);
}

bool PeopleFinder::good_name(std::size_t first, std::size_t last, int count) const {
  if (count > 6) return false;
  bool title_near = false, polite = false;
  if (first > 0) {
    // "Director for Neighbouring Regions": what an office is for is no name.
    const bool rank = office_[first - 1] && !one_of(word(first - 1), {"for", "of"});
    // Honorifics before it, "Mr.", "H.E. Dr.", each perhaps with its point.
    for (std::size_t back = 1; back <= 5 && back <= first; ++back) {
      std::size_t end = first;
      if (honorific(first - back, end) && (end == first || (end + 1 == first && word(end) == "."))) polite = true;
    }
    const bool comma_rank = word(first - 1) == "," && first > 1 && (office_[first - 2] || party_of_[first - 2] >= 0);
    title_near = rank || polite || comma_rank;
    if (!polite && !rank &&
        one_of(word(first - 1),
               {"of", "for", "the", "to", "on", "in", "under", "a", "an", "at", "this", "our", "their", "its", "'s"}))
      return false;
    if (!polite && !rank && party_of_[first - 1] >= 0 && word(last) != "," && !office_of_party(first)) return false;
    if (!polite && word(first - 1) == "-" && !(tokens_[first - 1].spaced && tokens_[first].spaced)) return false;
  }
  if (count < 2) return single_ && family_name(first, last);
  // Behind it: a capitalised office word makes it part of a name of something ("Andean Farm Council").
  if (last < tokens_.size() && office_[last] && tokens_[last].upper && !title_near && !office_follows(first, last))
    return false;
  // All capitals are acronyms or a headline unless one word is not, or a form of address stands before them.
  bool mixed = polite;
  for (std::size_t i = first; i < last; ++i)
    if (tokens_[i].word && tokens_[i].end - tokens_[i].start > 1 && !tokens_[i].capitals) mixed = true;
  return mixed;
}

bool PeopleFinder::office_follows(std::size_t first, std::size_t last) const {
  if (!rank_at_plain(last)) return false;
  if (first > 0 && !one_of(word(first - 1), {";", "and", "-", "--", "by", "with", ","})) return false;
  std::size_t of = last;
  while (of < tokens_.size() && of < last + 5 && office_[of]) ++of;
  return one_of(word(of), {"of", "for"}) && office_noun_in(last, of);
}

bool PeopleFinder::office_noun_in(std::size_t first, std::size_t last) const {
  for (std::size_t i = first; i < last; ++i) {
    std::size_t end = i;
    if (tokens_[i].upper && text_.patterns.in_class("office_noun", sentence_, i, end) && end <= last) return true;
  }
  return false;
}

bool PeopleFinder::rank_at(std::size_t i) const {
  std::size_t end = i;
  if (i < tokens_.size() && party_of_[i] >= 0) {
    const auto& party = sentence_.parties[static_cast<std::size_t>(party_of_[i])];
    std::size_t k = party.last;
    if (word(k) == "'s") ++k;
    return k < tokens_.size() && party.first == i && rank_at_plain(k);
  }
  return rank_at_plain(i) || (i < tokens_.size() && honorific(i, end));
}

bool PeopleFinder::rank_at_plain(std::size_t i) const {
  std::size_t end = i;
  return i < tokens_.size() && tokens_[i].upper && text_.patterns.in_class("rank_word", sentence_, i, end);
}

std::vector<Person> find_people(const EnText& text, const EnSentence& sentence, bool single) {
  return PeopleFinder(text, sentence, single).run();
}

}  // namespace breadcrumb::reader
