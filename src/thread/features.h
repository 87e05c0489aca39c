// What a mention speaks of, as weighed words: the form in which mentions are compared.
//
//   Vocabulary vocabulary(texts, rules);                       // weighs words over the whole dialogue
//   const Features a = vocabulary.features(mention, "en");
//   vocabulary.similarity(a, b);                               // 0-100
//
// A word weighs much when few mentions of one text have it; that it recurs from round to round does not count against
// it. Terms of one concept (thread.toml) are one word, in any language.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/thread.h"
#include "thread/rules.h"

namespace breadcrumb::thread {

/// Words as ids, sorted, each once.
using WordSet = std::vector<int>;

struct Features {
  WordSet heading;                 ///< of the heading, or of a short phrase of prose
  WordSet body;                    ///< of the text alone
  WordSet all;                     ///< heading and text
  std::vector<WordSet> sentences;  ///< of the text, and the heading as one
  WordSet neutral;              ///< those of `all` that mean the same in any language: concepts, numbers, Latin names
  std::set<std::string> names;  ///< agreements, bodies, codes: capitalised phrases, acronyms, quoted titles
  std::set<std::string> topics;
  std::string folded_heading;
  std::string language, kind;
  bool area = false;
  int place = 0;  ///< in its text, 0 first - 100 last
};

class Vocabulary {
 public:
  /// `texts` in an order of their own (side, source), so that equal input weighs equally in whatever order it comes.
  Vocabulary(const std::vector<const RoundText*>& texts, const ThreadRules& rules);

  [[nodiscard]] Features features(const Mention& mention, std::string_view language, std::size_t mentions_in_text);
  /// How like two mentions are, 0-100; by concepts, names and topics alone when their languages differ.
  [[nodiscard]] int similarity(const Features& a, const Features& b) const;
  /// What two wordings of one subject have in common in their headings: its lasting words. Empty when they tell little.
  [[nodiscard]] Features core(const Features& a, const Features& b) const;
  /// How much of `part`'s subject stands in one piece of `whole`: 0-100.
  [[nodiscard]] int contained(const Features& part, const Features& whole) const;
  /// Share of the words that `part` and `whole` have in common that `other` lacks: 0-100.
  [[nodiscard]] int lacking(const Features& part, const Features& whole, const Features& other) const;
  /// Which of the parts of a mention's heading (else of its text), cut at commas and "and", speaks most of a subject:
  /// from 0; their number when none does.
  [[nodiscard]] int segment_of(const Mention& mention, std::string_view language, const Features& subject);
  /// Does a heading, else a text, name the first subject before the second, each in a part of its own?
  [[nodiscard]] bool names_first(const Mention& mention, std::string_view language, const Features& first,
                                 const Features& second);
  /// The words in common that weigh most, for people: at most three, as a list.
  [[nodiscard]] std::string shared_words(const Features& a, const Features& b) const;

 private:
  WordSet word_set(std::string_view text, std::string_view language, WordSet* neutral);
  int id_of(const std::string& word);
  /// The part of `s`, cut at commas and "and", that speaks most of a subject, -1 none; and how many parts there are.
  std::pair<int, std::size_t> segment(std::string_view s, std::string_view language, const Features& subject);
  [[nodiscard]] double weight(int id) const { return weights_[static_cast<std::size_t>(id)]; }
  [[nodiscard]] double sum(const WordSet& set) const;

  const ThreadRules& rules_;
  std::map<std::string, int, std::less<>> ids_;
  std::vector<std::string> words_;
  std::vector<double> weights_;
  std::map<std::string, double> topic_weights_;
  std::vector<ThreadRules::Term> learned_;  // acronyms, longest first
};

/// True for prose that only says how the dialogue began or what it is for.
bool is_frame(std::string_view sentence, const ThreadRules& rules);
/// The text without its standing sentences.
std::string without_frame(std::string_view text, const ThreadRules& rules);
/// Sentences and list items, as views of the text.
std::vector<std::string_view> sentences_of(std::string_view text);

}  // namespace breadcrumb::thread
