#include <algorithm>
#include <array>

#include "reader/en_text.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

/// Finds names by their capitals: a run of such words, small ones between them, that holds one of `dialogue_noun`.
class NamedFinder {
 public:
  NamedFinder(const EnText& text, const EnSentence& sentence)
      : text_(text), sentence_(sentence), tokens_(sentence.tokens) {}

  std::vector<Named> run() {
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

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < tokens_.size() ? std::string_view(tokens_[i].folded) : std::string_view();
  }
  [[nodiscard]] bool capital(std::size_t i) const {
    if (i >= tokens_.size() || !tokens_[i].word || !tokens_[i].upper) return false;
    std::size_t last = i;
    // "Group on Economic and Trade Issues (ABC)", "on Trade Issues met": no verb before small words.
    if (i > 0 && word(i) == "issues" && tokens_[i - 1].upper && !(i + 1 < tokens_.size() && tokens_[i + 1].upper))
      return true;
    return !(text_.patterns.in_class("title_verb", sentence_, i, last) && !noun_at(i));
  }
  [[nodiscard]] bool starts_name(std::size_t i) const { return i > 0 && !capital(i - 1); }
  [[nodiscard]] bool noun_at(std::size_t i) const {
    std::size_t last = i;
    return i < tokens_.size() && tokens_[i].upper && text_.patterns.in_class("dialogue_noun", sentence_, i, last);
  }
  [[nodiscard]] bool noun_in(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last; ++i)
      if (noun_at(i)) return true;
    return last > first && small_noun(first, last - 1);
  }
  [[nodiscard]] bool weak_at(std::size_t i) const {
    std::size_t last = i;
    return text_.patterns.in_class("round_noun", sentence_, i, last);
  }
  [[nodiscard]] bool strong_in(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last; ++i)
      if (noun_at(i) && !weak_at(i)) return true;
    return false;
  }
  /// A body that meets, in tokens [first, last): a Council, a Forum.
  [[nodiscard]] bool sits_in(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last; ++i)
      if (std::size_t end = i; text_.patterns.in_class("sitting_body", sentence_, i, end)) return true;
    return false;
  }
  [[nodiscard]] bool party_at(std::size_t i) const {
    for (const auto& party : sentence_.parties)
      if (party.first == i) return true;
    return false;
  }
  [[nodiscard]] bool party_name_at(std::size_t i) const {
    for (const auto& party : sentence_.parties)
      if (party.first == i && party.form == PartyForm::name) return true;
    return false;
  }
  [[nodiscard]] bool party_within(std::size_t first, std::size_t last) const {
    for (const auto& party : sentence_.parties)
      if (party.first >= first && party.last <= last) return true;
    return false;
  }
  [[nodiscard]] std::size_t skip_the(std::size_t i) const { return one_of(word(i), {"the", "a", "an"}) ? i + 1 : i; }

  /// "Closer Economic Relations Ministerial talks": the last word of such a name is often in small letters.
  [[nodiscard]] bool small_noun(std::size_t first, std::size_t i) const {
    return i >= first + 3 && word(i - 1) == "ministerial" &&
           one_of(word(i), {"talks", "meeting", "consultations", "dialogue"});
  }

  /// Where the run that begins at `first` ends: behind its last capitalised word.
  [[nodiscard]] std::size_t end_of_run(std::size_t first) const {
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
        if (w == "and" && word(next) == "the" && complement && between && party_at(next + 1)) {
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

  [[nodiscard]] bool month_at(std::size_t i) const {
    return text::month_number(word(i)) > 0 && (word(i) != "may" || (i + 1 < tokens_.size() && tokens_[i + 1].number));
  }
  [[nodiscard]] bool ends_with_party(std::size_t i) const {
    for (const auto& party : sentence_.parties)
      if (party.last == i) return true;
    return false;
  }
  /// "the 1st Australia and Japan Trade Dialogue": an ordinal before two parties counts what has both in its name.
  [[nodiscard]] bool counted_pair(std::size_t first, std::size_t next) const {
    std::size_t at = first, end = first;
    if (ordinal_at(tokens_, at, end) == 0) {
      if (first == 0) return false;
      at = word(first - 1) == "annual" && first > 1 ? first - 2 : first - 1;
      if (ordinal_at(tokens_, at, end) == 0) return false;
    } else {
      first = end;
    }
    return party_name_at(first) && party_name_at(next) && noun_ahead(next);
  }
  [[nodiscard]] bool noun_ahead(std::size_t i) const {
    for (std::size_t k = i; k < tokens_.size() && k < i + 10; ++k) {
      if (noun_at(k)) return true;
      if (!capital(k) && !one_of(word(k), {"and", ",", "-", "of", "on", "for", "/", "&", "the"})) return false;
    }
    return false;
  }
  /// "(XYZ) - Joint Statement on ...": the run goes on with a paper.
  [[nodiscard]] bool paper_ahead(std::size_t i) const {
    for (std::size_t k = i; k < tokens_.size() && k < i + 4 && capital(k); ++k) {
      std::size_t last = k;
      if (text_.patterns.in_class("paper_noun", sentence_, k, last)) return true;
    }
    return false;
  }
  /// Behind a comma inside a complement: a list of single capitalised words that ends in "and Word".
  [[nodiscard]] bool list_goes_on(std::size_t i) const {
    std::size_t k = i;
    for (int words = 0; words < 12 && k < tokens_.size(); ++words, ++k) {
      if (word(k) == "and") return capital(k + 1) && !party_at(k + 1);
      if (!capital(k) && word(k) != "," && word(k) != "-") return i > 0 && word(i - 1) == "and";
    }
    return i > 0 && word(i - 1) == "and";
  }

  /// Takes off what stands before the name ("Third Round of Meetings of the") and behind it ("Meeting").
  void trim(std::size_t& first, std::size_t& last) const {
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
      } else if (first > 0 && word(first - 1) == "for" && word(first + 1) == "of" &&
                 strong_in(skip_the(first + 2), last)) {
        // "Officials for Trade of the A Partnership"
        to = skip_the(first + 2);
      } else if (one_of(word(first), {"negotiation", "negotiations"}) &&
                 one_of(word(first + 1), {"on", "for", "of", "towards"}) && strong_in(skip_the(first + 2), last)) {
        // "Negotiation on the A-B Free Trade Zone": of what has a name.
        to = skip_the(first + 2);
      }
      if (to > first) {
        first = to, again = true;
        continue;
      }
      // "Second Annual Dialogue (AD)": the acronym says that the word is the name's.
      if (word(first) == "annual" && word(last - 1) == ")" && last > first + 4 && word(last - 2).starts_with("a") &&
          tokens_[last - 2].capitals)
        break;
      if (one_of(word(first), {"the", "a", "an", "this", "that", "of", "under", "for", "on", "joint-statement",
                               "special", "resumed", "virtual", "annual", "ministerial-level", "and"}) &&
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
      if (one_of(word(first), {"ministers", "leaders", "officials", "representatives", "members"}) ||
          (first + 1 < last &&
           one_of(word(first + 1), {"ministers", "leaders", "officials"}))) {  // "Trade Ministers of the X"
        const std::size_t of = one_of(word(first), {"ministers", "leaders", "officials", "representatives", "members"})
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

  [[nodiscard]] Named make(std::size_t first, std::size_t last) const {
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

  [[nodiscard]] bool in_complement(std::size_t first, std::size_t i) const {
    for (std::size_t k = first; k < i; ++k)
      if (one_of(word(k), {"of", "on", "for", "under", "between", "in"})) return true;
    return false;
  }

  const EnText& text_;
  const EnSentence& sentence_;
  const std::vector<Token>& tokens_;
};

}  // namespace

std::vector<Named> find_named(const EnText& text, const EnSentence& sentence) {
  return NamedFinder(text, sentence).run();
}

}  // namespace breadcrumb::reader
