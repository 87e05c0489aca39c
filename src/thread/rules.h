// What threading knows beside the texts: weights, synonyms, grades of acts, hours of parties. All of it data files.
//
//   const auto rules = BC_TRY(thread::ThreadRules::load({"lexicon"}));
//   rules.grade_of("agreed")      // Grade::agreed
//   rules.ask_below()             // a step with a smaller margin is a question for a person
//
// Read from `thread.toml`, `acts.toml`, `zones.toml` and `across.toml`; docs/thread.md describes each entry. Immutable
// once loaded.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "thread/across.h"

namespace breadcrumb::thread {

/// How far an act goes, coarsely. Finer shades are never made into differences.
enum class Grade { unknown, talked, offered, agreed, done };
std::string_view to_text(Grade grade);

/// The figures of the method, in hundredths (0-100). thread.toml says what each does.
struct Figures {
  int accept = 30;        ///< least similarity to continue a thread
  int accept_sides = 34;  ///< least similarity to take two texts' mentions of one round for one subject
  int split = 50;         ///< least similarity to a part of an older mention to have grown out of it
  int merge = 62;         ///< least similarity of an older mention to a new part to have gone into it
  int ask_below = 20;     ///< margins under this are questions
  int heading = 45, body = 35, names = 10, topics = 15;  ///< weights of the evidence
  int same_heading = 80;                                 ///< least similarity of equal headings with a telling word
  int kind_bonus = 4, order_bonus = 3, form_bonus = 2;   ///< for equal kind, like order, both with or without heading
  int age = 4;                                           ///< taken from an older wording, per round since
  int line_hours = 5;  ///< least hours between two parties for dates a day apart to be one moment
};

class ThreadRules {
 public:
  /// Reads the four files from each folder that has them; entries of later folders replace those of earlier ones.
  /// Errors: `file.*`, `toml.syntax`, `thread.rules_missing` (no folder has thread.toml), `thread.rules_bad`.
  static Result<ThreadRules> load(const std::vector<std::filesystem::path>& folders);
  /// The same from texts; `where` names them in errors.
  static Result<ThreadRules> parse(std::string_view thread_toml, std::string_view acts_toml,
                                   std::string_view zones_toml, std::string_view where = "");

  /// Grade of an act's id as the reader gives it; `Grade::unknown` for one that acts.toml does not know.
  [[nodiscard]] Grade grade_of(std::string_view act) const;
  /// Do the words state an act of the grade, or of a higher one, in their language (acts.toml)?
  [[nodiscard]] bool states(Grade grade, std::string_view words, std::string_view language) const;
  /// Definition of a grade in one sentence, for people.
  [[nodiscard]] const std::string& definition(Grade grade) const;
  /// Standard time of a party's capital in minutes east of Greenwich; nothing when zones.toml does not know it.
  [[nodiscard]] std::optional<int> minutes_of(std::string_view party) const;
  /// The language that names of threads are taken from where a text in it speaks of the issue; "" any.
  [[nodiscard]] const std::string& name_language() const { return name_language_; }
  /// The same rules with another language of names.
  [[nodiscard]] ThreadRules naming_in(std::string language) const;
  /// What is the same in two languages: places, ranks.
  [[nodiscard]] const Across& across() const { return across_; }
  [[nodiscard]] int ask_below() const { return figures_.ask_below; }
  [[nodiscard]] const Figures& figures() const { return figures_; }

  /// Words that carry no subject in any dialogue; folded.
  [[nodiscard]] bool is_stop_word(std::string_view word) const;
  /// Words of the trade that tell little (trade, issue, cooperation); folded and stemmed.
  [[nodiscard]] bool is_dull_word(std::string_view stem) const;
  /// Phrases of standing sentences (launch, aims); folded.
  [[nodiscard]] const std::vector<std::string>& frame_phrases() const { return frame_phrases_; }
  /// A heading that only says of what sort the subjects under it are; `folded` is folded.
  [[nodiscard]] bool is_frame_heading(std::string_view folded) const { return frame_headings_.contains(folded); }

  /// One wording of a concept: the words of a phrase, folded and stemmed (for Japanese, the folded text), and its name.
  struct Term {
    std::string phrase;
    std::vector<std::string> words;
    std::string concept_name;
  };
  /// All terms, longest first. Terms of one concept are taken for one word.
  [[nodiscard]] const std::vector<Term>& terms() const { return terms_; }

 private:
  Result<void> add(const Json& thread, const Json& acts, const Json& zones, std::string_view where);

  Figures figures_;
  Across across_;
  std::string name_language_;
  std::map<std::string, Grade, std::less<>> grades_;
  std::map<Grade, std::string> definitions_;
  std::map<std::string, std::map<Grade, std::vector<std::string>>, std::less<>> stated_;  // by language; folded
  std::map<std::string, int, std::less<>> minutes_;
  std::map<std::string, bool, std::less<>> stop_words_, dull_words_;
  std::vector<std::string> frame_phrases_;
  std::set<std::string, std::less<>> frame_headings_;
  std::vector<Term> terms_;
};

}  // namespace breadcrumb::thread
