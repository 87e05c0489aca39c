// How one government's readouts are worded: named strings with places, the order of the parts, names of parties and
// cities.
//
//   const auto style = BC_TRY(ReadoutStyle::parse({{bytes, "lexicon/readout/default.en.toml"},
//                                                  {own, "lexicon/readout/USA.en.toml"}}));
//   style.words().fill("heads.one", {{"name", name}, {"title", title}});
//   for (const auto& paragraph : style.order()) add(paragraph);          // {"dateline", "opening", "heads"}
//
// A later file lies over the earlier ones, string by string: a government's file holds only what it says otherwise.
// Every string that the composer uses must be there and hold its places, so that a style that parses composes every
// round.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "brief/words.h"

namespace breadcrumb::brief {

class ReadoutStyle {
 public:
  struct File {
    std::string bytes, where;
  };
  /// What a party is called where the style has no word of its own.
  struct PartyWords {
    std::string name, adjective, city;
  };

  /// Errors: `readout.style` (file, key and what was expected), `toml.syntax` (file, line, column).
  static Result<ReadoutStyle> parse(const std::vector<File>& files);

  [[nodiscard]] const Words& words() const { return words_; }
  [[nodiscard]] const std::string& language() const { return words_.language(); }
  /// Paragraphs in order, each the names of its parts.
  [[nodiscard]] const std::vector<std::vector<std::string>>& order() const { return order_; }

  void set_parties(std::map<std::string, PartyWords, std::less<>> parties) { parties_ = std::move(parties); }
  /// Inside a sentence: `the United States`.
  [[nodiscard]] std::string party(std::string_view code) const;
  [[nodiscard]] std::string adjective(std::string_view code) const;  ///< `U.S.`; "" where none is known
  /// Does the text begin with the name or adjective of a party?
  [[nodiscard]] bool begins_with_party(std::string_view text) const;
  [[nodiscard]] std::string city(std::string_view code) const;  ///< where it issues its texts; "" unknown
  /// The house's word for a place, heading or name of the record; the same text where it has none.
  [[nodiscard]] std::string term(std::string_view table, std::string_view text) const;
  /// The named string, or "" where the style has none.
  [[nodiscard]] const std::string& string(std::string_view id) const;
  /// The string that says an act: of its own word, else of its grade, else of `discussed`.
  [[nodiscard]] std::string act(std::string_view act) const;
  /// Does any of the style's acts begin with the word, as in "shared"? A list's member that does would read as an act.
  [[nodiscard]] bool begins_act(std::string_view word) const;
  /// `third`, `3rd`, `3`.
  [[nodiscard]] std::string ordinal(int n, std::string_view list) const;

  /// An act's grade (talked, offered, agreed, done) by its name, from lexicon/acts.toml.
  void set_grades(std::map<std::string, std::string, std::less<>> grades) { grades_ = std::move(grades); }

 private:
  Words words_;
  std::vector<std::vector<std::string>> order_;
  std::set<std::string, std::less<>> act_words_;  ///< that acts begin with
  std::map<std::string, PartyWords, std::less<>> parties_;
  std::map<std::string, std::string, std::less<>> grades_;
};

}  // namespace breadcrumb::brief
