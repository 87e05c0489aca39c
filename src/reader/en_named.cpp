#include "reader/en_named_finder.h"

namespace breadcrumb::reader {

std::vector<Named> NamedFinder::run() {
  std::vector<Named> out;
  for (std::size_t i = 0; i < tokens_.size();) {
    if (!capital(i)) {
      ++i;
      continue;
    }
    std::size_t last = end_of_run(i);
    std::size_t first = i;
    trim(first, last);
    if (first < last && noun_in(first, last)) {
      out.push_back(make(first, last));
      i = last;
    } else {
      // Without a noun the run is passed over word by word up to its next small word.
      ++i;
      while (i < last && capital(i) && !starts_name(i)) ++i;
    }
  }
  return out;
}

std::size_t NamedFinder::end_of_run(std::size_t first) const {
  std::size_t last = first + 1;
  bool between = false;
  bool complement = false;  // behind "of", "on", "for": "and" and commas may join words there
  const std::size_t most = std::min(tokens_.size(), first + 40);
  for (std::size_t i = first + 1; i < most;) {
    if (capital(i)) {
      last = ++i;
      continue;
    }
    const auto w = word(i);
    if (small_noun(first, i) && !noun_in(first, i)) return i + 1;
    if (w == "'s" && capital(i + 1)) {
      // A possessive inside a name is rare but for sides ("Trade Ministers' Officials Track").
      // "... Free Trade Agreement (EVFTA)'s Trade Committee": the body by its agreement.
      if (!noun_in(first, i) || (word(i - 1) == ")" && noun_ahead(i + 1)) ||
          (word(i - 1) == "people" && word(i + 1) == "republic")) {
        ++i;
        continue;
      }
      break;
    }
    if (w == "'" && capital(i + 1)) {
      ++i;
      continue;
    }
    if (one_of(w, {"-", "/", "&"}) ||
        (w == "--" && !tokens_[i].spaced && i + 1 < tokens_.size() && !tokens_[i + 1].spaced)) {
      if (capital(i + 1) ||
          (i + 1 < tokens_.size() && !tokens_[i + 1].spaced && (tokens_[i + 1].word || tokens_[i + 1].number))) {
        last = i + 2;
        i += 2;
        continue;
      }
      break;
    }
    if (w == "--" && party_within(first, i) && party_at(i + 1) &&
        !noun_in(first, i)) {  // "United States – Ecuador Council"
      ++i;
      continue;
    }
    if (w == "(") {
      // An acronym in brackets, or a short name in quotation marks; the name may go on behind it.
      std::size_t close = i + 1;
      while (close < most && close < i + 12 && word(close) != ")") ++close;
      if (word(close) != ")" || !(tokens_[i + 1].capitals || word(i + 1) == "\"" ||
                                  (tokens_[i + 1].upper && close == i + 2) || (word(i + 1) == "the")))
        break;
      if (noun_in(first, i) || capital(close + 1) || (one_of(word(close + 1), {"-", "--"}) && capital(close + 2))) {
        last = close + 1;
        i = close + 1;
        // Behind the bracket only a further noun belongs to the name ("(TIFA) Council", "(CETA) inaugural Joint
        // Committee").
        std::size_t k = i;
        if (one_of(word(k), {"inaugural"})) ++k;
        if (capital(k)) {
          i = k;
          continue;
        }
        if (between && one_of(word(i), {"and", ","})) continue;  // "between the European Union (EU) and ..."
        if (one_of(word(i), {"-", "--"}) && capital(i + 1) && noun_ahead(i + 1) && !paper_ahead(i + 1))
          continue;  // "Ministers (AEM) – Canada"
        if (!one_of(word(i), {"on", "under", "of", "between", "among", "with"})) break;
        continue;
      }
      break;
    }
    if (w == "of" || w == "for" || w == "on" || w == "to") {
      const std::size_t next = skip_the(i + 1);
      if (capital(next) && (next < tokens_.size())) {
        if (w == "to" && !noun_in(first, i)) break;
        if (w == "on" && !noun_in(first, i)) break;
        if (month_at(next)) break;
        if (w == "for" && !noun_in(first, i)) break;
        complement = complement || noun_in(first, i) || w == "of";
        i = next;
        continue;
      }
      break;
    }
    if (w == "from" && between && party_at(skip_the(i + 1))) {  // "between the A Ministers and Ministers from B"
      i = skip_the(i + 1);
      continue;
    }
    if (w == "under" || w == "between" || w == "among" || (w == "with" && noun_at(i - 1)) ||
        (w == "with" && word(i - 1) == ")")) {
      const std::size_t next = skip_the(i + 1);
      if (w == "under" && noun_in(first, i) && capital(next)) {
        // Only a parent that is itself named ("Council under the U.S.-Paraguay ... Agreement").
        const std::size_t end = end_of_run(next);
        if (noun_in(next, end)) return end;
        break;
      }
      if (w != "under" && noun_in(first, i) && capital(next) && (w != "with" || party_name_at(next))) {
        complement = true;
        between = true;
        i = next;
        continue;
      }
      break;
    }
    if (w == "in" && word(i - 1) == "trade" && one_of(word(i + 1), {"goods", "services"}) && capital(i + 1)) {
      ++i;  // "ASEAN-India Trade in Goods Agreement"
      continue;
    }
    if (w == "in" && complement && capital(i + 1) && !party_at(i + 1) && !month_at(i + 1)) {
      // "Standards in Supply Chains": a complement goes on; a place does not come with a noun of the trade.
      std::size_t end = i;
      if (!text_.patterns.in_class("office_word", sentence_, i + 1, end)) break;
      ++i;
      continue;
    }
    if (w == "and" || w == ",") {
      std::size_t next = i + 1;
      if (w == "," && word(next) == "and") ++next;
      if (w == "and" && word(next) == "the" && complement && between &&
          (party_at(next + 1) || one_of(word(next + 1), {"minister", "ministers", "government", "governments"}))) {
        i = next + 1;  // "between the Republic of A and the Republic of B"
        continue;
      }
      if (!capital(next) || one_of(word(i + 1), {"the"})) break;
      if (month_at(next)) break;
      if (!noun_in(first, i)) {
        // "Trade and Investment Council", "Trade, Economic, Investment and Technical Cooperation Forum": only when a
        // noun still comes, and not after a party ("Japan and Chile ...").
        if (ends_with_party(i) && !counted_pair(first, next)) break;
        if (!noun_ahead(next)) break;
        i = next;
        continue;
      }
      if (!complement) break;
      if (between && party_at(next)) {  // "among Japan, China and the Republic of Korea"
        i = next;
        continue;
      }
      if (noun_at(i - 1) && w == "and") break;
      if (w == "," && !list_goes_on(next)) break;
      // The complement of one name ends where another begins ("... Agreement and the TIFA Council").
      i = next;
      continue;
    }
    break;
  }
  return last;
}

std::vector<Named> find_named(const EnText& text, const EnSentence& sentence) {
  return NamedFinder(text, sentence).run();
}

}  // namespace breadcrumb::reader
