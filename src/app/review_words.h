// What a text's words tell of a thing, without those that every text of the dialogue has: names of parties, capitals,
// ranks, agencies, months, the dialogue's own name, the genre's stock words.
//
//   const TellingWords telling(rules, view.dialogue, knowledge);
//   telling.of("Japan's comments on the steel notice of March 4")    // "                       steel notice           "
//   telling.is_about_leading("The U.S. delegation was led by ...")   // true
//
// Pure. The lists are lexicon/review.toml, parties.toml, across.toml and thread.toml; keeps references to both.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/review_rules.h"
#include "model/desk_view.h"
#include "reader/ja_parties.h"

namespace breadcrumb::app {

class TellingWords {
 public:
  TellingWords(const ReviewRules& rules, const DialogueView& dialogue, const Knowledge& knowledge);

  /// The words, with blanks in place of silent ones; as long as they were.
  [[nodiscard]] std::string of(std::string_view words) const;
  /// Folded and squeezed, without names and days only: for words that are compared as they stand.
  [[nodiscard]] std::string without_names(std::string_view words) const;
  /// Does a sentence say who led, chaired or came along?
  [[nodiscard]] bool is_about_leading(std::string_view sentence) const;

 private:
  /// Words in order, as they are compared.
  struct Phrase {
    std::vector<std::string> stems;
    bool cased = false;  ///< counts only where the text has a capital
    auto operator<=>(const Phrase&) const = default;
  };
  /// A word of Latin letters of a text, or the part of one between hyphens.
  struct Part {
    std::size_t start = 0, end = 0;
    std::string folded, stem;
    bool upper = false;
  };
  /// A text with what of it is silent, and what keeps its weight all the same, byte by byte.
  struct Marked {
    std::string_view text;
    std::vector<Part> parts;
    std::vector<bool> silent, kept;
    void silence(std::size_t start, std::size_t end);
    [[nodiscard]] bool any(const std::vector<bool>& of, std::size_t start, std::size_t end) const;
    [[nodiscard]] std::string result() const;
  };

  static Phrase phrase_of(std::string_view words);
  static std::vector<Part> parts_of(std::string_view words);
  [[nodiscard]] Marked with_names_silent(std::string_view words) const;
  void add_name(std::string_view name);
  void silence_agencies(Marked& marked) const;
  void silence_dates(Marked& marked) const;
  void keep_terms(Marked& marked) const;
  void silence_phrases(Marked& marked, const std::set<Phrase>& phrases) const;
  void silence_kanji(Marked& marked) const;
  [[nodiscard]] bool is_stock_ja(std::string_view word) const;

  const ReviewRules& rules_;
  const Knowledge& knowledge_;
  std::set<std::string, std::less<>> parties_;
  reader::JaParties ja_parties_;
  std::set<Phrase> names_, stock_;
  std::vector<std::string> names_ja_;  ///< longest first
  std::set<std::string, std::less<>> stock_ja_, agency_opens_, agency_ends_;
};

}  // namespace breadcrumb::app
