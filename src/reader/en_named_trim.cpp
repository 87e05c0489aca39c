// What of a run of capitalised words is the name.
#include <algorithm>

#include "reader/en_named_finder.h"

namespace breadcrumb::reader {

void NamedFinder::trim(std::size_t& first, std::size_t& last) const {
  for (bool again = true; again && first < last;) {
    again = false;
    std::size_t end = first;
    if (const int value = ordinal_at(tokens_, first, end); value > 0 && end < last) {
      first = end, again = true;
      continue;
    }
    std::size_t to = first;
    if (last > first + 4 && word(first) == "european" && word(first + 1) == "commission" && word(first + 2) == "on" &&
        noun_in(skip_the(first + 3), last)) {
      // "the European Commission on the Eastern Partnership Meeting": who speaks, on what.
      to = skip_the(first + 3);
    } else if (first > 0 && word(first + 1) == "of" &&
               (word(first - 1) == "for" || (word(first - 1) == "of" && first > 1 && word(first - 2) == "ministers")) &&
               strong_in(skip_the(first + 2), last)) {
      // "Officials for Trade of the A Partnership"
      to = skip_the(first + 2);
    } else if (one_of(word(first), {"negotiation", "negotiations"}) &&
               one_of(word(first + 1), {"on", "for", "of", "towards"}) && strong_in(skip_the(first + 2), last)) {
      // "Negotiation on the A-B Free Trade Zone": of what has a name.
      to = skip_the(first + 2);
    }
    // "Joint Statement India - US Trade Policy Forum": the paper has no preposition.
    if (std::size_t paper = first; to == first && text_.patterns.in_class("paper_noun", sentence_, first, paper) &&
                                   party_name_at(paper) && strong_in(paper, last))
      to = paper;
    if (to > first) {
      first = to, again = true;
      continue;
    }
    // "Second Annual Dialogue (AD)": the acronym says that the word is the name's.
    if (word(first) == "annual" && word(last - 1) == ")" && last > first + 4 && word(last - 2).starts_with("a") &&
        tokens_[last - 2].capitals)
      break;
    if (one_of(word(first), {"the", "a", "an", "this", "that", "of", "under", "for", "on", "joint-statement", "special",
                             "resumed", "virtual", "annual", "ministerial-level", "and"}) &&
        first + 1 < last) {
      ++first, again = true;
      continue;
    }
    // "the inaugural meeting in Washington of the United States-Iraq Council": a city is no part of the name.
    bool city = false;
    for (const auto& party : sentence_.parties)
      city = city || (party.first == first && party.form == PartyForm::capital && word(party.last) == "of");
    if (tokens_[first].number || city) {
      ++first, again = true;
      continue;
    }
    // "... Round of Meetings of the X": up to the last such noun that is followed by a preposition, when a name
    // remains.
    if (one_of(word(first), {"ministers", "leaders", "officials", "representatives", "members", "chairs", "heads"}) ||
        (first + 1 < last &&
         one_of(word(first + 1), {"ministers", "leaders", "officials"}))) {  // "Trade Ministers of the X"
      const std::size_t of =
          one_of(word(first), {"ministers", "leaders", "officials", "representatives", "members", "chairs", "heads"})
              ? first + 1
              : first + 2;
      // "Senior Officials for Trade of the X"
      std::size_t behind = of;
      if (word(of) == "for")
        while (behind < of + 6 && behind < last && word(behind) != "of") ++behind;
      const std::size_t rest = skip_the(behind + 1);
      if (word(behind) == "of" && rest < last && strong_in(rest, last)) {
        first = rest;
        again = true;
        continue;
      }
    }
    for (std::size_t k = first; k + 1 < last; ++k) {
      if (noun_at(k) && !weak_at(k)) break;
      std::size_t noun_end = k;
      if (!text_.patterns.in_class("round_noun", sentence_, k, noun_end) &&
          !text_.patterns.in_class("paper_noun", sentence_, k, noun_end))
        continue;
      if (!one_of(word(noun_end), {"of", "under", "from", "on", "for", "to", "between"})) continue;
      const std::size_t rest = skip_the(noun_end + 1);
      if (rest < last && (strong_in(rest, last) || (noun_in(rest, last) && last - rest >= 3))) {
        first = rest;
        again = true;
        break;
      }
    }
  }
  // "... (CPTPP) Joint Ministerial Statement": the paper, not the name.
  for (std::size_t k = last; k-- > first + 1;) {
    std::size_t end = k;
    if (!text_.patterns.in_class("paper_noun", sentence_, k, end) || end != last) continue;
    while (k > first + 1 && one_of(word(k - 1), {"joint", "ministerial", "media", "chairs", "ministers"})) --k;
    if (strong_in(first, k)) last = k;
    break;
  }
  // "X Joint Committee Rules of Procedure": what it has, not what it is.
  for (std::size_t k = first + 2; k < last; ++k)
    if (one_of(word(k), {"rules", "agenda", "secretariat", "website"}) && sits_in(first, k) && !strong_in(k + 1, last))
      last = k;
  // "X Partnership Senior Officials for Trade": who met, not what.
  for (std::size_t k = first + 2; k + 1 < last; ++k)
    if (word(k) == "senior" && word(k + 1) == "officials" && strong_in(first, k) && !strong_in(k + 1, last)) last = k;
  while (last > first) {
    const auto w = word(last - 1);
    if (one_of(w, {"of", "on", "for", "the", "and", ",", "-", "in", "under", "between", "to", "&", "/"})) {
      --last;
      continue;
    }
    // "Trade Council Fifth Ministerial Meeting": what counts the round stands behind the name.
    std::size_t end = last;
    if (ordinal_at(tokens_, last - 1, end) > 0 && end == last && strong_in(first, last - 1)) {
      --last;
      continue;
    }
    if (w == "ministerial" && last - 1 > first && ordinal_at(tokens_, last - 2, end) > 0 &&
        strong_in(first, last - 2)) {
      --last;
      continue;
    }
    // "Trans-Pacific Partnership Negotiations": of the agreement that has a name.
    if (one_of(w, {"negotiations", "negotiation", "talks"}) && strong_in(first, last - 1)) {
      --last;
      continue;
    }
    // "Council Meeting", "Commission Meetings": the round, not the name; "Economic Partnership Consultation": what
    // does not meet itself is consulted about.
    const bool consulted = one_of(w, {"consultation", "consultations"}) && !sits_in(first, last - 1);
    if (weak_at(last - 1) && strong_in(first, last - 1) && !consulted) {
      --last;
      continue;
    }
    break;
  }
}

Named NamedFinder::make(std::size_t first, std::size_t last) const {
  Named named;
  named.first = first;
  named.last = last;
  std::size_t name_last = last;
  for (std::size_t i = first; i < last; ++i) {
    bool of_party = false;  // "(EU)" behind "the European Union" is not the name's
    for (const auto& party : sentence_.parties) of_party = of_party || (party.last == i && in_complement(first, i));
    if (word(i) == "(" && named.acronym.empty() && i + 1 < last && !of_party) {
      for (std::size_t k = i + 1; k < last && word(k) != ")"; ++k)
        if (tokens_[k].word && word(k) != "the" && word(k) != "or") {
          if (!named.acronym.empty() && !tokens_[k].capitals) break;
          if (named.acronym.empty()) named.acronym = std::string(text_.words(tokens_[k].start, tokens_[k].end));
        }
    }
    std::size_t end = i;
    if (tokens_[i].upper && text_.patterns.in_class("dialogue_noun", sentence_, i, end) &&
        (named.noun.empty() || !in_complement(first, i))) {
      named.noun.clear();
      for (std::size_t k = i; k < end; ++k) named.noun += (named.noun.empty() ? "" : " ") + tokens_[k].folded;
    }
    if (party_at(i)) named.has_party = true;
  }
  std::size_t open = last - 1;
  while (open > first && word(open) != "(") --open;
  const bool party_bracket = std::ranges::any_of(
      sentence_.parties, [&](const auto& party) { return party.last == open && in_complement(first, open); });
  if (word(last - 1) == ")" && !party_bracket && open > first) name_last = open;
  named.name = std::string(text_.words(tokens_[first].start, tokens_[name_last - 1].end));
  return named;
}

}  // namespace breadcrumb::reader
