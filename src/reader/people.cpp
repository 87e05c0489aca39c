#include "reader/people.h"

#include <algorithm>

#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

bool in(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class PeopleFinder {
 public:
  PeopleFinder(const EnText& text, const EnSentence& sentence)
      : text_(text), sentence_(sentence), tokens_(sentence.tokens) {
    party_of_.assign(tokens_.size() + 1, -1);
    for (std::size_t i = 0; i < sentence.parties.size(); ++i) {
      // Cities are family names too (Hamilton, Victoria): not behind "in", and beside another capitalised word.
      const auto& party = sentence.parties[i];
      if (party.form == PartyForm::capital && party.last == party.first + 1 && party.first > 0 &&
          tokens_[party.first - 1].upper && tokens_[party.first - 1].word)
        continue;
      for (std::size_t t = sentence.parties[i].first; t < sentence.parties[i].last; ++t)
        party_of_[t] = static_cast<int>(i);
    }
    office_.assign(tokens_.size() + 1, false);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      std::size_t last = i;
      if (tokens_[i].upper && text_.patterns.in_class("office_word", sentence_, i, last))
        for (std::size_t k = i; k < last; ++k) office_[k] = true;
      if (tokens_[i].upper && text_.patterns.in_class("office_noun", sentence_, i, last))
        for (std::size_t k = i; k < last; ++k) office_[k] = true;
      if (tokens_[i].upper && text_.patterns.in_class("dialogue_noun", sentence_, i, last))
        for (std::size_t k = i; k < last; ++k) office_[k] = true;
    }
  }

  std::vector<Person> run() {
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
    if (people.back().title.empty()) title_after(people.back(), tokens_.size());
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
    // A title shared by two names: "Executive Vice-Presidents A and B".
    for (std::size_t i = 1; i < people.size(); ++i)
      if (people[i].title.empty() && people[i - 1].title_before &&
          people[i].name_first == people[i - 1].name_last + 1 && word(people[i - 1].name_last) == "and") {
        people[i].title = people[i - 1].title;
        people[i].party = people[i - 1].party;
        people[i].title_before = true;
      }
    return people;
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < tokens_.size() ? std::string_view(tokens_[i].folded) : std::string_view();
  }
  [[nodiscard]] bool honorific(std::size_t i, std::size_t& last) const {
    return text_.patterns.in_class("honorific", sentence_, i, last);
  }
  [[nodiscard]] bool name_word(std::size_t i) const {
    if (i >= tokens_.size() || !tokens_[i].word || !tokens_[i].upper || office_[i] || party_of_[i] >= 0) return false;
    if (text::month_number(word(i)) > 0 && !in(word(i), {"may", "june", "april", "august"})) return false;
    std::size_t last = i;
    if (honorific(i, last) || text_.patterns.in_class("not_name", sentence_, i, last)) return false;
    return true;
  }
  [[nodiscard]] bool initial(std::size_t i) const {
    return i + 1 < tokens_.size() && tokens_[i].upper && tokens_[i].end - tokens_[i].start == 1 && word(i + 1) == "." &&
           !tokens_[i + 1].spaced;
  }

  /// The end of a run of name words from `first`.
  [[nodiscard]] std::size_t end_of_name(std::size_t first, int& count) const {
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
          in(word(i), {"bin", "bint", "al", "el", "de", "del", "della", "da",  "do",  "dos", "das", "van", "von",
                       "der", "den",  "di", "du", "la", "le",  "y",     "ibn", "ben", "ter", "zu",  "e"}) &&
          i + 1 < tokens_.size()) {
        std::size_t k = i + 1;
        while (k < tokens_.size() && (in(word(k), {"al", "der", "den", "la", "las", "los", "-"}))) ++k;
        if (name_word(k)) {
          i = k;
          continue;
        }
      }
      break;
    }
    return last;
  }

  void find_names() {
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

  [[nodiscard]] bool good_name(std::size_t first, std::size_t last, int count) const {
    if (count > 6) return false;
    bool title_near = false;
    if (first > 0) {
      const bool rank = office_[first - 1];
      // Honorifics before it, "Mr.", "H.E. Dr.", each perhaps with its point.
      bool polite = false;
      for (std::size_t back = 1; back <= 5 && back <= first; ++back) {
        std::size_t end = first;
        if (honorific(first - back, end) && (end == first || (end + 1 == first && word(end) == "."))) polite = true;
      }
      const bool comma_rank = word(first - 1) == "," && first > 1 && (office_[first - 2] || party_of_[first - 2] >= 0);
      title_near = rank || polite || comma_rank;
      if (!polite && !rank &&
          in(word(first - 1),
             {"of", "for", "the", "to", "on", "in", "under", "a", "an", "at", "this", "our", "their", "its", "'s"}))
        return false;
      if (!polite && !rank && party_of_[first - 1] >= 0 && word(last) != ",") return false;
      if (!polite && word(first - 1) == "-") return false;
    }
    if (count < 2) return false;
    // Behind it: a capitalised office word makes it part of a name of something ("Andean Farm Council").
    if (last < tokens_.size() && office_[last] && tokens_[last].upper && !title_near) return false;
    // All capitals are acronyms or a headline unless one word is not.
    bool mixed = false;
    for (std::size_t i = first; i < last; ++i)
      if (tokens_[i].word && tokens_[i].end - tokens_[i].start > 1 && !tokens_[i].capitals) mixed = true;
    return mixed;
  }

  [[nodiscard]] bool office_noun_in(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last; ++i) {
      std::size_t end = i;
      if (tokens_[i].upper && text_.patterns.in_class("office_noun", sentence_, i, end) && end <= last) return true;
    }
    return false;
  }
  [[nodiscard]] bool rank_at(std::size_t i) const {
    std::size_t end = i;
    if (i < tokens_.size() && party_of_[i] >= 0) {
      const auto& party = sentence_.parties[static_cast<std::size_t>(party_of_[i])];
      std::size_t k = party.last;
      if (word(k) == "'s") ++k;
      return k < tokens_.size() && party.first == i && rank_at_plain(k);
    }
    return rank_at_plain(i) || (i < tokens_.size() && honorific(i, end));
  }
  [[nodiscard]] bool rank_at_plain(std::size_t i) const {
    std::size_t end = i;
    return i < tokens_.size() && tokens_[i].upper && text_.patterns.in_class("rank_word", sentence_, i, end);
  }

  /// Steps left over honorifics; sets `ambassador` when one of them is an office too.
  [[nodiscard]] std::size_t before_honorifics(std::size_t at, bool& ambassador) const {
    for (bool again = true; again && at > 0;) {
      again = false;
      for (std::size_t back = 1; back <= 4 && back <= at; ++back) {
        std::size_t end = at;
        if (!honorific(at - back, end)) continue;
        if (end == at || (end + 1 == at && word(end) == ".")) {
          if (word(at - back) == "ambassador") ambassador = true;
          at -= back;
          again = true;
          break;
        }
      }
      if (!again && at > 0 && word(at - 1) == "the" && at < tokens_.size() &&
          in(word(at), {"hon", "honourable", "honorable", "rt", "right"})) {
        --at;
        again = true;
      }
    }
    return at;
  }

  /// Finds a title in tokens [floor, ...name) by going left from the name.
  void title_before(Person& person, std::size_t floor) const {
    bool ambassador = false;
    const std::size_t stop = before_honorifics(person.name_first, ambassador);
    std::size_t end = stop;
    if (end > floor && word(end - 1) == ",") --end;
    std::size_t start = end;
    while (start > floor) {
      const std::size_t k = start - 1;
      const auto& token = tokens_[k];
      if (token.word && token.upper) {
        start = k;
        continue;
      }
      if (in(token.folded, {"of", "for", "to", "the", "and", "&", "-", "'s", "on", "at", "in", "/", ")", "("})) {
        if (token.is("in") && !(k > floor && office_[k - 1])) break;
        // "WASHINGTON - United States Trade Representative": a date line's dash is no hyphen.
        if (token.is("-") && token.spaced && k + 1 < tokens_.size() && tokens_[k + 1].spaced) break;
        if (token.is("and") && k > floor && floor > 0 && party_of_[k - 1] >= 0 && rank_at(k + 1))
          break;  // "for New Zealand and Deputy Director"
        if (token.is("the") && k > floor && !in(word(k - 1), {"of", "for", "to", "on", "at", "in", "and"})) break;
        if (token.is("and") && k > floor && floor > 0 &&
            (word(k - 1) == "," || !tokens_[k - 1].upper ||
             (rank_at(k + 1) && office_noun_in(k + 1, end) && (party_of_[k + 1] >= 0))))
          break;
        start = k;
        continue;
      }
      if (token.is(",") && k > floor && tokens_[k - 1].upper && (office_[k - 1] || word(k - 1) == ")") &&
          (office_[k + 1] || party_of_[k + 1] >= 0) && !rank_at(k + 1)) {
        start = k;  // a list inside the title: "International Trade, Export Promotion, Small Business"
        continue;
      }
      break;
    }
    start = trim_left(start, end);
    if (start >= end || !office_noun_in(start, end)) {
      return;
    }
    set_title(person, start, end, true);
    person.first = std::min(person.first, start);
  }

  /// The title cannot begin with a small word or with what is not its own.
  [[nodiscard]] std::size_t trim_left(std::size_t start, std::size_t end) const {
    for (bool again = true; again && start < end;) {
      again = false;
      if (!tokens_[start].upper || in(word(start), {"the"})) {
        ++start;
        again = true;
        continue;
      }
      // Words that only begin a sentence: "Leading", "During", "On".
      if (!office_[start] && party_of_[start] < 0 && start == 0) {
        ++start;
        again = true;
      }
    }
    return start;
  }

  void set_title(Person& person, std::size_t first, std::size_t last, bool before) const {
    while (last > first && in(word(last - 1), {",", "and", "the", "of", ";", "for"})) --last;
    if (first >= last) return;
    // A possessive or adjective of a country before the office says whose it is, and is no part of it.
    std::size_t start = first;
    if (party_of_[start] >= 0) {
      const auto& party = sentence_.parties[static_cast<std::size_t>(party_of_[start])];
      if (party.last < last) {
        person.party = party.code;
        const bool possessive = word(party.last) == "'s" || (word(party.last) == "'" && party.last + 1 < last);
        const bool national = party.form == PartyForm::adjective && party.code != "EU";
        const bool short_code = (party.code == "EU" || party.code == "GBR") && party.form == PartyForm::name &&
                                party.last - party.first <= 1 && tokens_[party.first].capitals;
        if (possessive)
          start = party.last + 1;
        else if ((national || short_code) && party.code != "USA" &&
                 !in(word(party.last), {"ministry", "department", "embassy", "bureau"}))
          start = party.last;
      }
    }
    // "USTR's Director for ...": the office that somebody is of, by its acronym.
    if (start + 2 < last && tokens_[start].capitals && word(start + 1) == "'s") {
      person.party = party_in(start, start + 1);
      start += 2;
    }
    if (start >= last) return;
    person.title = text::squeeze(text_.words(tokens_[start].start, tokens_[last - 1].end));
    person.title_before = before;
    if (!before) person.last = std::max(person.last, last);
    if (person.party.empty()) person.party = party_in(start, last);
  }

  /// What party the words of a title show: "of Thailand", ", Singapore", "Thai Ministry", an office only one side has.
  [[nodiscard]] std::string party_in(std::size_t first, std::size_t last) const {
    for (const auto& party : sentence_.parties) {
      if (party.first < first || party.last > last || party.form == PartyForm::capital) continue;
      std::size_t b = party.first;
      if (b > first && word(b - 1) == "the") --b;
      const bool tail = party.last == last && b > first && in(word(b - 1), {"of", ","});
      const bool owner =
          party.last < last && (word(party.last) == "'s" ||
                                in(word(party.last), {"ministry", "department", "government", "embassy", "federal"}) ||
                                (party.form == PartyForm::adjective && b > first && in(word(b - 1), {"of", "at"})));
      const bool start = party.first == first;
      // "Acting U.S. Commerce Secretary"
      const bool inside =
          party.last < last && office_[party.last] && party.first > first && rank_at_plain(party.first - 1);
      if (tail || owner || start || inside) return party.code;
    }
    const auto words = text::fold(text_.words(tokens_[first].start, tokens_[last - 1].end));
    const auto letter = [&](std::size_t i) {
      return i < words.size() && std::isalpha(static_cast<unsigned char>(words[i])) != 0;
    };
    for (const auto& party : text_.grammar.parties())
      for (const auto& office : party.offices) {
        const auto folded = text::fold(office);
        for (std::size_t at = words.find(folded); at != std::string::npos; at = words.find(folded, at + 1))
          if ((at == 0 || !letter(at - 1)) && !letter(at + folded.size())) return party.code;
      }
    return {};
  }

  /// Where a title behind a name ends: tokens from `at` (the comma) up to `limit`.
  [[nodiscard]] std::size_t end_of_title_after(std::size_t at, std::size_t limit) const {
    std::size_t last = at;
    for (std::size_t i = at; i < limit;) {
      const auto& token = tokens_[i];
      if ((token.word && token.upper) || (token.number && i > at)) {
        last = ++i;
        continue;
      }
      if (token.is("(")) {
        std::size_t close = i;
        while (close < limit && close < i + 10 && !tokens_[close].is(")")) ++close;
        if (close >= limit || !tokens_[close].is(")")) break;
        // "(Trade)" belongs to the title, "(METI)" too; "(chair)" not.
        if (!tokens_[i + 1].upper) break;
        last = i = close + 1;
        continue;
      }
      if (in(token.folded, {"of", "for", "to", "the", "at", "on", "in", "from", "-", "&", "/", "'s", "'"})) {
        std::size_t next = i + 1;
        if (next < limit && in(word(next), {"the"})) ++next;
        if (next >= limit || !tokens_[next].upper) break;
        // ", for the EFTA States" and "in Geneva" stand outside.
        if (word(i - 1) == "," && !in(token.folded, {"of", "at", "the"})) break;
        if (token.is("for") && next < limit && party_of_[next] >= 0 && side_end(next, limit)) break;
        if (token.is("in") && !office_[next]) break;
        if (token.is("on") && text::month_number(word(next)) > 0) break;
        i = next;
        continue;
      }
      if (token.is("and") || token.is(",")) {
        std::size_t next = i + 1;
        if (token.is(",") && word(next) == "and") ++next;
        if (next + 1 < limit && word(next) == "the" && token.is("and") && office_[next + 1] && !rank_at(next + 1) &&
            !side_at(next + 1) && party_of_[next + 1] < 0) {
          i = next + 1;  // "for Southeast Asia and the Pacific"
          continue;
        }
        if (next >= limit) break;
        if (token.is(",") && in(word(next), {"of", "at"}) && next + 1 < limit) {
          i = next;
          continue;
        }
        if (!tokens_[next].upper) break;
        if (!office_[next] && party_of_[next] < 0) break;
        if (party_of_[next] >= 0) {
          // ", Singapore" or ", Thailand" closes a title; "and Japan's ..." and "and the Japanese delegation" do not.
          const auto& party = sentence_.parties[static_cast<std::size_t>(party_of_[next])];
          const bool goes_on = party.last < limit && (office_[party.last] || word(party.last) == "and");
          if (token.is(",") && !goes_on && word(party.last) != "'s") return party.last;
          if (!goes_on || side_at(next)) break;
        }
        i = next;
        continue;
      }
      break;
    }
    return last;
  }
  [[nodiscard]] bool side_at(std::size_t i) const {
    for (const auto& side : sentence_.sides)
      if (side.first == i) return true;
    return false;
  }
  /// "for the United States," or "for Japan and": the party ends the phrase.
  [[nodiscard]] bool side_end(std::size_t i, std::size_t limit) const {
    const auto& party = sentence_.parties[static_cast<std::size_t>(party_of_[i])];
    const std::size_t k = party.last;
    if (k >= limit || k >= tokens_.size()) return false;
    return in(word(k), {"and", ".", ";"}) && !(k + 1 < tokens_.size() && tokens_[k + 1].upper && word(k) == "and");
  }

  void title_after(Person& person, std::size_t limit) const {
    std::size_t at = person.name_last;
    while (at < limit && in(word(at), {"mp", "am", "ao", "mla", "mep", "phd", "kc", "qc", "obe", "cbe"}) &&
           tokens_[at].capitals)
      ++at;
    if (word(at) != "," && word(at) != "(") return;
    const bool bracket = word(at) == "(";
    ++at;
    if (bracket && at < limit && party_of_[at] >= 0) {
      const auto& party = sentence_.parties[static_cast<std::size_t>(party_of_[at])];
      if (word(party.last) == ")") {
        person.party = party.code;
        person.last = std::max(person.last, party.last + 1);
        return;
      }
    }
    for (std::size_t end = at; at < limit && honorific(at, end) && end < limit && word(at) != "ambassador"; end = at)
      at = end;
    if (word(at) == "the") ++at;
    if (at >= limit || !(tokens_[at].upper)) return;
    std::size_t end = end_of_title_after(at, limit);
    if (bracket) {
      std::size_t close = at;
      while (close < limit && word(close) != ")") ++close;
      end = std::min(end, close);
    }
    if (end <= at || !office_noun_in(at, end)) return;
    set_title(person, at, end, false);
    person.last = std::max(person.last, end);
  }

  /// Gives the words between two names to one of them or to both.
  void between(Person& left, Person& right) const {
    std::size_t first = left.name_last;
    while (first < right.name_first &&
           in(word(first), {"mp", "am", "ao", "mla", "mep", "phd", "kc", "qc", "obe", "cbe"}))
      ++first;
    bool ambassador = false;
    const std::size_t stop = before_honorifics(right.name_first, ambassador);
    const bool separated = stop > first && in(word(stop - 1), {"and", ",", ";", "by", "with", "while", "for"});
    const bool comma = word(first) == "," || word(first) == "(";
    const bool direct = comma && !in(word(first + 1), {"and", "while", "with"});
    if (!left.title.empty() || !direct) {
      title_before(right, first);
      return;
    }
    if (separated) {
      title_after(left, stop);
      if (ambassador && right.title.empty()) title_before(right, std::max(first, left.last));
      return;
    }
    // Both may have one: the last "and", ";" or comma before a word of rank divides them.
    for (std::size_t k = stop; k-- > first + 1;) {
      if (!in(word(k), {"and", ";", ",", "while"}) || !(rank_at(k + 1) || (word(k + 1) == "the" && rank_at(k + 2))))
        continue;
      if (!office_noun_in(first, k)) continue;
      std::size_t until = k;
      while (until > first && in(word(until - 1), {","})) --until;
      title_after(left, until);
      if (left.title.empty()) continue;
      title_before(right, k + 1);
      return;
    }
    title_after(left, stop);
    title_before(right, std::max(first, left.last));
  }

  const EnText& text_;
  const EnSentence& sentence_;
  const std::vector<Token>& tokens_;
  std::vector<int> party_of_;
  std::vector<bool> office_;
  std::vector<std::pair<std::size_t, std::size_t>> names_;
};

}  // namespace

std::vector<Person> find_people(const EnText& text, const EnSentence& sentence) {
  return PeopleFinder(text, sentence).run();
}

}  // namespace breadcrumb::reader
