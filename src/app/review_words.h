// What a text's words tell of a thing, without those that every text of the dialogue has: names of its parties, people,
// capitals, agencies, of the dialogue itself, ranks, days, and the genre's stock words.
//
//   const TellingWords telling(rules, view.dialogue, knowledge);
//   telling.of("Japan's comments on the steel notice of March 4")    // "                       steel notice "
//   telling.is_about_leading("The U.S. delegation was led by ...")   // true
//
// Pure. Which words are silent: lexicon/review.toml, parties.toml, across.toml, thread.toml. Keeps references to the
// rules and the knowledge.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/review_rules.h"
#include "model/desk_view.h"
#include "reader/ja_parties.h"
#include "text/words.h"

namespace breadcrumb::app {

class TellingWords {
 public:
  TellingWords(const ReviewRules& rules, const DialogueView& dialogue, const Knowledge& knowledge);

  /// The words, with blanks in place of silent ones; as long as they were.
  [[nodiscard]] std::string of(std::string_view words) const;
  /// Does a sentence say who led, chaired or came along?
  /// Does it say that something was handed over or put out, and not that it will be?
  [[nodiscard]] bool is_about_delivery(std::string_view sentence) const;
  [[nodiscard]] bool is_about_leading(std::string_view sentence) const;

 private:
  using Words = std::set<std::string, std::less<>>;
  /// English words in order: of names as they are, since "Processing" is no "Process"; of stock words their stems.
  struct Phrase {
    std::vector<std::string> words;
    bool cased = false;  ///< counts only where the text has a capital
    auto operator<=>(const Phrase&) const = default;
  };
  using Phrases = std::set<Phrase>;
  /// A word of Latin letters, or the part of one between hyphens.
  struct Part {
    std::size_t start = 0, end = 0;
    std::string folded, name, stem;  ///< the name without "'s"
    bool upper = false;
  };
  /// A text with what of it is silent, and what tells whatever words it is made of, byte by byte.
  struct Marked {
    explicit Marked(std::string_view words);
    void silence(std::size_t start, std::size_t end) { set(silent, start, end); }
    void keep(std::size_t start, std::size_t end);
    [[nodiscard]] bool is_kept(std::size_t start, std::size_t end) const { return any(kept, start, end); }
    /// What stands between a part and the next.
    [[nodiscard]] std::string_view behind(std::size_t part) const;
    [[nodiscard]] std::string telling() const;

    std::string_view text;
    std::vector<text::Word> words;
    std::vector<Part> parts;
    std::vector<bool> silent, kept;

   private:
    static void set(std::vector<bool>& marks, std::size_t start, std::size_t end);
    static bool any(const std::vector<bool>& marks, std::size_t start, std::size_t end);
  };

  static Phrase phrase_of(std::string_view words, std::string Part::* by);
  static std::vector<Part> parts_of(const std::vector<text::Word>& words);
  static void add(std::string_view name, Phrases& phrases, std::vector<std::string>& ja);

  void silence_parties(Marked& marked) const;
  void silence_names(Marked& marked) const;
  void silence_people(Marked& marked) const;
  void silence_agencies(Marked& marked) const;
  void silence_han_names(Marked& marked) const;
  void silence_days(Marked& marked) const;
  void keep_terms(Marked& marked) const;
  void silence_stock(Marked& marked) const;
  void silence_stock_ja(Marked& marked) const;
  [[nodiscard]] bool is_stock_ja(std::string_view word) const;
  /// The part behind each phrase that stands in the text.
  std::vector<std::size_t> silence_phrases(Marked& marked, const Phrases& phrases, std::string Part::* by) const;

  const ReviewRules& rules_;
  const Knowledge& knowledge_;
  std::set<std::string, std::less<>> parties_;
  reader::JaParties ja_parties_;
  Phrases names_, titles_, stock_;
  std::vector<std::string> names_ja_;  ///< longest first
  std::vector<std::string> han_ends_;  ///< signs of an agency, ranks
  Words stock_ja_, agency_opens_, agency_ends_;
};

}  // namespace breadcrumb::app
