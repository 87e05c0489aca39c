// How the names of dialogues, bodies and agreements are found in a sentence: a run of capitalised words
// (en_named.cpp), trimmed at both ends (en_named_trim.cpp).
//
//   std::vector<Named> names = NamedFinder(text, sentence).run();
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "reader/en_text.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

/// Finds names by their capitals: a run of such words, small ones between them, that holds one of `dialogue_noun`.
class NamedFinder {
 public:
  NamedFinder(const EnText& text, const EnSentence& sentence)
      : text_(text), sentence_(sentence), tokens_(sentence.tokens) {}

  std::vector<Named> run();

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
  [[nodiscard]] std::size_t end_of_run(std::size_t first) const;

  [[nodiscard]] bool month_at(std::size_t i) const {
    if (one_of(word(i), {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})) return true;
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
      // "meeting of the United States and India Trade Policy Forum"
      if (first > 1 && word(first - 1) == "the" && one_of(word(first - 2), {"of", "under"}) && party_name_at(first) &&
          party_name_at(next) && noun_ahead(next))
        return true;
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
  void trim(std::size_t& first, std::size_t& last) const;

  [[nodiscard]] Named make(std::size_t first, std::size_t last) const;

  [[nodiscard]] bool in_complement(std::size_t first, std::size_t i) const {
    for (std::size_t k = first; k < i; ++k)
      if (one_of(word(k), {"of", "on", "for", "under", "between", "in"})) return true;
    return false;
  }

  const EnText& text_;
  const EnSentence& sentence_;
  const std::vector<Token>& tokens_;
};

}  // namespace breadcrumb::reader
