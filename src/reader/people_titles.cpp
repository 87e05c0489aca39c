// The office of a person: before the name, behind it, and which of two people it belongs to.
#include <algorithm>
#include <cctype>

#include "reader/people_finder.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

std::size_t PeopleFinder::before_honorifics(std::size_t at, bool& ambassador) const {
  for (bool again = true; again && at > 0;) {
    again = false;
    for (std::size_t back = std::min<std::size_t>(4, at); back > 0; --back) {  // the longest: "Rt Hon"
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
        one_of(word(at), {"hon", "honourable", "honorable", "rt", "right"})) {
      --at;
      again = true;
    }
  }
  return at;
}

void PeopleFinder::title_before(Person& person, std::size_t floor) const {
  bool ambassador = false;
  const std::size_t stop = before_honorifics(person.name_first, ambassador);
  std::size_t end = stop;
  if (end > floor && word(end - 1) == ",") --end;
  std::size_t start = small_office(end, floor);
  const bool small = start < end;
  while (start > floor) {
    const std::size_t k = start - 1;
    const auto& token = tokens_[k];
    if (const std::size_t list = list_of_countries(k, floor); list < k) {
      start = list;
      continue;
    }
    if (token.word && token.upper) {
      start = k;
      continue;
    }
    if (token.word && k > floor + 1 && word(k - 1) == "-" && !token.spaced && !tokens_[k - 1].spaced &&
        tokens_[k - 2].upper && office_[k - 2]) {
      start = k - 1;  // "Co-operatives"
      continue;
    }
    if (one_of(token.folded, {"of", "for", "to", "the", "and", "&", "-", "'s", "on", "at", "in", "/", ")", "("})) {
      if (token.is("in") && !(k > floor && office_[k - 1])) break;
      // "WASHINGTON - United States Trade Representative": a date line's dash is no hyphen.
      if (token.is("-") && k + 1 < tokens_.size() && tokens_[k + 1].spaced &&
          (token.spaced || (k > 0 && word(k - 1) == "-")))
        break;
      if (token.is("and") && k > floor && floor > 0 && party_of_[k - 1] >= 0 && rank_at(k + 1))
        break;  // "for New Zealand and Deputy Director"
      if (token.is("the") && k > floor && !one_of(word(k - 1), {"of", "for", "to", "on", "at", "in", "and"})) break;
      if (token.is("and") && k > floor && floor > 0 && !last_of_list(k, floor) &&
          (word(k - 1) == "," || (!tokens_[k - 1].upper && word(k - 1) != ")") ||
           (rank_at(k + 1) && office_noun_in(k + 1, end) && party_of_[k + 1] >= 0 && !office_noun_in(floor, k))))
        break;
      start = k;
      continue;
    }
    std::size_t next = k + 1;
    if (word(next) == "and") ++next;
    if (next > k + 1 && word(next) == "the") ++next;
    if (token.is(",") && k > floor && (office_[k - 1] || word(k - 1) == ")") &&
        (office_[next] || party_of_[next] >= 0) && !rank_at(next)) {
      start = k;  // a list inside the title: "International Trade, Export Promotion, Small Business"
      continue;
    }
    break;
  }
  start = trim_left(start, end);
  if (start >= end || (!small && !office_noun_in(start, end))) return;
  set_title(person, start, end, true);
  person.first = std::min(person.first, start);
}

bool PeopleFinder::last_of_list(std::size_t at, std::size_t floor) const {
  if (at < floor + 2 || word(at - 1) != "," || !office_[at - 2]) return false;
  const std::size_t next = word(at + 1) == "the" ? at + 2 : at + 1;
  return office_[next] && !rank_at(next) && party_of_[next] < 0 && office_noun_in(floor, at);
}

std::size_t PeopleFinder::list_of_countries(std::size_t at, std::size_t floor) const {
  if (!one_of(word(at), {"and", ","}) || (party_of_[at + 1] < 0 && (!office_[at + 1] || rank_at(at + 1)))) return at;
  bool comma = false;
  for (std::size_t k = at; k > floor; --k) {
    comma = comma || word(k) == ",";
    if (k < at && word(k) == "for") return comma ? k : at;
    if (party_of_[k] < 0 && !one_of(word(k), {"and", ","})) return at;
  }
  return at;
}

bool PeopleFinder::charges_go_on(std::size_t at, std::size_t limit) const {
  bool joined = false;
  for (std::size_t k = at; k < limit && k < at + 9; ++k) {
    if (one_of(word(k), {",", ";", ")"})) return joined;
    std::size_t last = k;
    if (!tokens_[k].word || tokens_[k].upper || text_.patterns.in_class("meet_verb", sentence_, k, last)) return false;
    joined = joined || (word(k) == "and" && k > at);
  }
  return false;
}

std::size_t PeopleFinder::small_office_behind(std::size_t at, std::size_t limit) const {
  bool office = false;
  for (std::size_t k = at; k < limit && k < at + 16; ++k) {
    // "minister of small business, export promotion and international trade,": the charges go on.
    if (word(k) == "," && office && charges_go_on(k + 1, limit)) continue;
    if (one_of(word(k), {",", ";", ")"})) return office && k > at ? k : at;
    std::size_t last = k;
    office = office || (k < at + 4 && !tokens_[k].upper && text_.patterns.in_class("small_office", sentence_, k, last));
    if (!tokens_[k].word && word(k) != "-") return at;
  }
  return at;
}

std::size_t PeopleFinder::small_office(std::size_t end, std::size_t floor) const {
  for (std::size_t back = 3; back > 0; --back) {
    if (end < floor + back || tokens_[end - back].upper) continue;
    std::size_t last = end;
    if (text_.patterns.in_class("small_office", sentence_, end - back, last) && last == end) return end - back;
  }
  return end;
}

std::size_t PeopleFinder::trim_left(std::size_t start, std::size_t end) const {
  for (bool again = true; again && start < end;) {
    again = false;
    if ((!tokens_[start].upper && small_office(end, start) != start) || one_of(word(start), {"the"})) {
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

void PeopleFinder::set_title(Person& person, std::size_t first, std::size_t last, bool before) const {
  while (last > first && one_of(word(last - 1), {",", "and", "the", "of", ";", "for"})) --last;
  if (first >= last) return;
  // A possessive or adjective of a country before the office says whose it is, and is no part of it.
  std::size_t start = first;
  if (party_of_[start] >= 0) {
    const auto& party = sentence_.parties[static_cast<std::size_t>(party_of_[start])];
    if (party.form == PartyForm::capital && party.last < last) {
      start = party.last;  // "WASHINGTON, D.C. Assistant ...": the date line
    } else if (party.last < last) {
      person.party = party.code;
      const bool possessive = word(party.last) == "'s" || (word(party.last) == "'" && party.last + 1 < last);
      const bool national = party.form == PartyForm::adjective && party.code != "EU";
      // "EU Trade Commissioner" is printed whole; "EU Commissioner for Trade" is a Commissioner.
      const bool short_code = (party.code == "GBR" || (party.code == "EU" && word(party.last) != "trade")) &&
                              party.form == PartyForm::name && party.last - party.first <= 1 &&
                              tokens_[party.first].capitals;
      // "U.S. Trade Representative" is the office's own name; in "U.S. Secretary of State" the country only says whose.
      std::size_t after = party.last;
      while (rank_at_plain(after)) ++after;
      const bool own = one_of(word(party.last), {"trade", "representative"}) || one_of(word(after), {"trade"});
      const Party* entry = text_.grammar.party(party.code);
      const bool bloc = entry != nullptr && entry->bloc;
      const bool country = party.form != PartyForm::capital && !bloc && rank_at_plain(party.last) && !own;
      if (possessive)
        start = party.last + 1;
      else if (country || ((national || short_code) && party.code != "USA" &&
                           !one_of(word(party.last), {"ministry", "department", "embassy", "bureau"})))
        start = party.last;
    }
  }
  // "USTR's Director for ...", "External Action Service's Managing Director": whose office it is.
  for (std::size_t k = start + 1; k + 1 < last && k < start + 8; ++k)
    if (word(k) == "'s" && rank_at_plain(k + 1) && (k == start + 1 || !office_noun_in(start, k))) {
      if (person.party.empty()) person.party = party_in(start, k);
      start = k + 1;
      break;
    }
  // "Chief Director for Trade (South Africa)": the bracket only says whose.
  if (last > start + 3 && word(last - 1) == ")" && party_of_[last - 2] >= 0) {
    const auto& party = sentence_.parties[static_cast<std::size_t>(party_of_[last - 2])];
    if (party.last == last - 1 && party.first > start && word(party.first - 1) == "(") {
      person.party = party.code;
      last = party.first - 1;
    }
  }
  if (start >= last) return;
  person.title = text::squeeze(text_.words(tokens_[start].start, tokens_[last - 1].end));
  person.title_before = before;
  if (!before) person.last = std::max(person.last, last);
  if (person.party.empty()) person.party = party_in(start, last);
}

std::string PeopleFinder::party_in(std::size_t first, std::size_t last) const {
  for (const auto& party : sentence_.parties) {
    if (party.first < first || party.last > last || party.form == PartyForm::capital) continue;
    std::size_t b = party.first;
    if (b > first && word(b - 1) == "the") --b;
    const bool tail = party.last == last && b > first && one_of(word(b - 1), {"of", ","});
    const bool owner = party.last < last &&
                       (word(party.last) == "'s" ||
                        one_of(word(party.last), {"ministry", "department", "government", "embassy", "federal"}) ||
                        (party.form == PartyForm::adjective && b > first && one_of(word(b - 1), {"of", "at"})));
    const bool start = party.first == first;
    // "Acting U.S. Commerce Secretary"
    const bool inside =
        party.last < last && office_[party.last] && party.first > first && rank_at_plain(party.first - 1);
    // "Chief Negotiator for Australia", "Vice Minister of Trade for Peru"; a director for Japan is somebody else's.
    bool minister = false;
    for (std::size_t k = first; k < party.first; ++k)
      minister = minister || word(k) == "minister" || word(k) == "negotiator" || word(k) == "delegation";
    const bool speaks_for = party.last == last && b > first && word(b - 1) == "for" && minister;
    if (tail || owner || start || inside || speaks_for) return party.code;
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

std::size_t PeopleFinder::end_of_title_after(std::size_t at, std::size_t limit) const {
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
    // "Co-operatives", "Secretary-general"
    if (token.is("-") && i > at && !token.spaced && i + 1 < limit && !tokens_[i + 1].spaced && tokens_[i + 1].word &&
        !tokens_[i + 1].upper && word(i + 1) != "in") {
      last = i += 2;
      continue;
    }
    // "Minister-in-charge of Trade Relations"
    if (token.is("-") && word(i + 1) == "in" && word(i + 2) == "-" && word(i + 3) == "charge" && i + 4 <= limit) {
      last = i += 4;
      continue;
    }
    if (token.is("-") && word(i + 1) == "in" && word(i + 3) == "charge") {  // "Minister-in-charge of Trade"
      last = i += 4;
      continue;
    }
    if (one_of(token.folded, {"of", "for", "to", "the", "at", "on", "in", "from", "-", "&", "/", "'s", "'"})) {
      std::size_t next = i + 1;
      if (next < limit && one_of(word(next), {"the"})) ++next;
      if (next >= limit || !tokens_[next].upper) break;
      // ", for the EFTA States" and "in Geneva" stand outside.
      if (word(i - 1) == "," && !one_of(token.folded, {"of", "at", "the"})) break;
      if (token.is("for") && next < limit && party_of_[next] >= 0 && side_end(next, limit)) break;
      if (token.is("in") && !office_[next]) break;
      if (token.is("on") && text::month_number(word(next)) > 0) break;
      i = next;
      continue;
    }
    if (token.is("and") || token.is(",")) {
      std::size_t next = i + 1;
      if (token.is(",") && word(next) == "and") ++next;
      if (next + 1 < limit && word(next) == "the" && word(next - 1) == "and" && office_[next + 1] &&
          !rank_at(next + 1) && !side_at(next + 1) && party_of_[next + 1] < 0) {
        i = next + 1;  // "for Southeast Asia and the Pacific"
        continue;
      }
      if (next >= limit) break;
      if (token.is(",") && one_of(word(next), {"of", "at"}) && next + 1 < limit) {
        i = next;
        continue;
      }
      if (!tokens_[next].upper) break;
      if (token.is(",") && acronym_alone(next, limit)) return next + 1;
      if (!office_[next] && party_of_[next] < 0 && !listed_word(i, next, limit)) break;
      if (party_of_[next] >= 0) {
        // ", Singapore" or ", Thailand" closes a title; "and Japan's ..." and "and the Japanese delegation" do not.
        const auto& party = sentence_.parties[static_cast<std::size_t>(party_of_[next])];
        // "for Japan, Korea, and APEC Affairs": the list goes on.
        const bool listed = party.last + 2 < limit && word(party.last) == "," && word(party.last + 1) == "and" &&
                            office_[party.last + 2] && !rank_at(party.last + 2);
        const bool goes_on = party.last < limit && (office_[party.last] || word(party.last) == "and" || listed);
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

bool PeopleFinder::acronym_alone(std::size_t i, std::size_t limit) const {
  if (!tokens_[i].word || party_of_[i] >= 0 || tokens_[i].end - tokens_[i].start > 7) return false;
  const auto printed = text_.words(tokens_[i].start, tokens_[i].end);
  const auto capital = [&](std::size_t k) { return printed[k] >= 'A' && printed[k] <= 'Z'; };
  if (printed.size() < 3 || !capital(0) || !capital(1)) return false;
  return i + 1 >= limit || one_of(word(i + 1), {",", ";", ".", "and", ")"});
}

bool PeopleFinder::listed_word(std::size_t at, std::size_t i, std::size_t limit) const {
  if (i + 1 >= limit || !tokens_[i].word || !tokens_[i].upper || second_part(i)) return false;
  if (word(at) == "," && word(at + 1) != "and") {  // "Industry, Posts, and Tourism"
    std::size_t k = i + 1;
    if (word(k) == ",") ++k;
    if (k == i + 1 && word(k) != "and") return false;
    if (word(k) == "and") ++k;
    return k < limit && office_[k] && !rank_at(k);
  }
  // "Industry, Trade, and Marketing;"
  return at >= 2 && word(at) == "," && office_[at - 1] && one_of(word(i + 1), {";", ".", ",", ")"}) &&
         word(at - 2) == ",";
}

bool PeopleFinder::side_at(std::size_t i) const {
  for (const auto& side : sentence_.sides)
    if (side.first == i) return true;
  return false;
}

bool PeopleFinder::side_end(std::size_t i, std::size_t limit) const {
  const auto& party = sentence_.parties[static_cast<std::size_t>(party_of_[i])];
  const std::size_t k = party.last;
  if (k >= limit || k >= tokens_.size()) return false;
  // "for the United States are pleased": a verb follows.
  if (tokens_[k].word && !tokens_[k].upper && !one_of(word(k), {"and", "or"})) return true;
  return one_of(word(k), {"and", ".", ";"}) && !(k + 1 < tokens_.size() && tokens_[k + 1].upper && word(k) == "and");
}

void PeopleFinder::title_after(Person& person, std::size_t limit) const {
  std::size_t at = person.name_last;
  while (at < limit &&
         one_of(word(at), {"mp", "am", "ao", "mla", "mep", "phd", "kc", "qc", "obe", "cbe", "ias", "ifs"}) &&
         tokens_[at].capitals)
    ++at;
  // "Hon Ann Lee MP New Zealand Minister for Trade": behind the letters a comma may be missing.
  const bool letters = at < limit && (at > person.name_last ? rank_at(at) : office_follows(person.name_first, at));
  if (word(at) != "," && word(at) != "(" && !letters) return;
  const bool bracket = word(at) == "(";
  if (!letters) ++at;
  if (bracket && at < limit && party_of_[at] >= 0) {
    const auto& party = sentence_.parties[static_cast<std::size_t>(party_of_[at])];
    if (word(party.last) == ")") {
      person.party = party.code;
      person.last = std::max(person.last, party.last + 1);
      if (word(party.last + 1) != "," || party.last + 2 >= limit) return;
      at = party.last + 2;  // "Ann Lee (Norway), Director General"
      if (!rank_at(at)) return;
    }
  }
  for (std::size_t end = at; at < limit && honorific(at, end) && end < limit && word(at) != "ambassador"; end = at)
    at = end;
  // "X, EGH, Cabinet Secretary": letters of an order.
  if (at + 2 < limit && tokens_[at].capitals && tokens_[at].end - tokens_[at].start <= 5 && party_of_[at] < 0 &&
      !office_[at] && word(at + 1) == "," && rank_at(at + 2))
    at += 2;
  if (word(at) == "the") ++at;
  // "X, the visiting President of ...", "X, then Minister of ..."
  if (at + 1 < limit && one_of(word(at), {"visiting", "then", "new", "newly", "outgoing", "incoming", "current"}) &&
      rank_at(at + 1))
    ++at;
  if (at >= limit) return;
  if (!tokens_[at].upper) {
    // "X, assistant deputy minister for trade policy, led": in small letters up to the comma.
    const std::size_t comma = small_office_behind(at, limit);
    if (comma > at) set_title(person, at, comma, false);
    return;
  }
  std::size_t end = end_of_title_after(at, limit);
  // "X, United States trade representative,"
  if (party_of_[at] >= 0) {
    const std::size_t k = sentence_.parties[static_cast<std::size_t>(party_of_[at])].last;
    std::size_t small = k;
    if (k < limit && !tokens_[k].upper && text_.patterns.in_class("small_office", sentence_, k, small) &&
        small <= limit) {
      set_title(person, at, small, false);
      person.last = std::max(person.last, small);
      return;
    }
  }
  if (bracket && word(at - 1) != ",") {
    std::size_t close = at;
    while (close < limit && word(close) != ")") ++close;
    end = std::min(end, close);
  }
  // "X (Directorate-General for Trade)", "Y (Ministry of Commerce of Chile)": where somebody works stands for the
  // office.
  std::size_t house = at;
  const bool works = bracket && text_.patterns.in_class("house_of_office", sentence_, at, house);
  if (end <= at || (!works && !office_noun_in(at, end))) return;
  set_title(person, at, end, false);
  person.last = std::max(person.last, end);
}

std::size_t PeopleFinder::country_in_brackets(Person& person) const {
  const std::size_t open = person.name_last;
  if (person.title.empty() || word(open) != "(" || party_of_[open + 1] < 0) return 0;
  const auto& party = sentence_.parties[static_cast<std::size_t>(party_of_[open + 1])];
  if (word(party.last) != ")") return 0;
  person.party = party.code;
  person.last = std::max(person.last, party.last + 1);
  return party.last + 1;
}

}  // namespace breadcrumb::reader
