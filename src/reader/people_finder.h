// Finding people in one sentence, as its passes share it: names first, then the offices before and behind them.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "reader/people.h"

namespace breadcrumb::reader {

class PeopleFinder {
 public:
  PeopleFinder(const EnText& text, const EnSentence& sentence, bool single)
      : text_(text), sentence_(sentence), tokens_(sentence.tokens), single_(single) {
    mark_offices();
    party_of_.assign(tokens_.size() + 1, -1);
    for (std::size_t i = 0; i < sentence.parties.size(); ++i) {
      // Cities are family names too (Hamilton, Victoria): not behind "in", and beside another capitalised word.
      const auto& party = sentence.parties[i];
      if (party.form == PartyForm::capital && party.last == party.first + 1 && party.first > 0 &&
          tokens_[party.first - 1].upper && tokens_[party.first - 1].word)
        continue;
      if (given_name(party)) continue;
      for (std::size_t t = sentence.parties[i].first; t < sentence.parties[i].last; ++t)
        party_of_[t] = static_cast<int>(i);
    }
  }

  std::vector<Person> run();

 private:
  void mark_offices();
  /// "Minister of Tourism German Rojas": a party's word between an office and a single family name is a first name.
  [[nodiscard]] bool given_name(const PartyMention& party) const;
  [[nodiscard]] std::string_view word(std::size_t i) const;
  [[nodiscard]] bool honorific(std::size_t i, std::size_t& last) const;
  /// "Liu He", "Theresa May": a small word or a form of address behind the first part of a name belongs to it.
  [[nodiscard]] bool second_part(std::size_t i) const;
  [[nodiscard]] bool name_word(std::size_t i) const;
  [[nodiscard]] bool initial(std::size_t i) const;

  /// The end of a run of name words from `first`.
  [[nodiscard]] std::size_t end_of_name(std::size_t first, int& count) const;

  void find_names();

  /// "Vice President Ona": one word behind an office or a form of address, and nothing of a name behind it.
  [[nodiscard]] bool family_name(std::size_t first, std::size_t last) const;
  /// "Ambassador to CARICOM Ana Reis": the party at the token ends an office that stands before a name.
  [[nodiscard]] bool office_of_party(std::size_t last) const;
  [[nodiscard]] bool good_name(std::size_t first, std::size_t last, int count) const;

  /// The side of a person who is only called somebody's counterpart.
  [[nodiscard]] std::string counterpart_of(const Person& person) const;

  /// "A B Vice Minister of Trade; C D": in a list, an office may stand behind a name without a comma.
  [[nodiscard]] bool office_follows(std::size_t first, std::size_t last) const;

  [[nodiscard]] bool office_noun_in(std::size_t first, std::size_t last) const;
  [[nodiscard]] bool rank_at(std::size_t i) const;
  [[nodiscard]] bool rank_at_plain(std::size_t i) const;

  /// Steps left over honorifics; sets `ambassador` when one of them is an office too.
  [[nodiscard]] std::size_t before_honorifics(std::size_t at, bool& ambassador) const;

  /// Finds a title in tokens [floor, ...name) by going left from the name.
  void title_before(Person& person, std::size_t floor) const;

  /// The "for" of "for Japan, Korea, and APEC" when `at` is a comma or "and" in such a list, else `at`.
  [[nodiscard]] std::size_t list_of_countries(std::size_t at, std::size_t floor) const;

  /// True for the "and" of "Economic Growth, Energy, and the Environment".
  [[nodiscard]] bool last_of_list(std::size_t at, std::size_t floor) const;

  /// Where an office in small letters begins that ends at a token, as newspapers write it ("EU trade commissioner X").
  [[nodiscard]] std::size_t small_office(std::size_t end, std::size_t floor) const;

  /// The comma that ends an office in small letters behind a name; `at` when none stands there.
  [[nodiscard]] std::size_t small_office_behind(std::size_t at, std::size_t limit) const;

  /// Behind a comma, small words up to the next one with an "and" among them, and no verb.
  [[nodiscard]] bool charges_go_on(std::size_t at, std::size_t limit) const;

  /// A title of two people in the plural ("Executive Vice Presidents A and B") is each one's in the singular.
  void share_title(Person& person, Person& next, bool side = true) const;
  /// Gives an office in the plural to all of a list whose sides stand behind their names; the last of them.
  std::size_t share_among(std::vector<Person>& people, std::size_t from) const;

  [[nodiscard]] bool plural_office(const Person& person) const;
  /// "The Ministers of Trade of Norway and Peru, A and B": one office, each of one side, in order.
  bool office_of_two(Person& person, Person& next) const;

  /// The title cannot begin with a small word or with what is not its own.
  [[nodiscard]] std::size_t trim_left(std::size_t start, std::size_t end) const;

  void set_title(Person& person, std::size_t first, std::size_t last, bool before) const;

  /// What party the words of a title show: "of Thailand", ", Singapore", "Thai Ministry", an office only one side has.
  [[nodiscard]] std::string party_in(std::size_t first, std::size_t last) const;

  /// Where a title behind a name ends: tokens from `at` (the comma) up to `limit`.
  [[nodiscard]] std::size_t end_of_title_after(std::size_t at, std::size_t limit) const;
  /// An unknown word of a list of charges: the comma at `at`, the word at `i`.
  [[nodiscard]] bool listed_word(std::size_t at, std::size_t i, std::size_t limit) const;
  /// ", BMWi," behind an office: the ministry by its short name.
  [[nodiscard]] bool acronym_alone(std::size_t i, std::size_t limit) const;
  [[nodiscard]] bool side_at(std::size_t i) const;
  /// "for the United States," or "for Japan and": the party ends the phrase.
  [[nodiscard]] bool side_end(std::size_t i, std::size_t limit) const;

  void title_after(Person& person, std::size_t limit) const;

  /// "Minister Ann Lee (Norway)": takes the side from the bracket; where the words go on, 0 when there is none.
  std::size_t country_in_brackets(Person& person) const;

  /// Only a rank before the name: "Minister Lee".
  [[nodiscard]] static bool bare_rank(const Person& person);

  /// Gives the words between two names to one of them or to both.
  void between(Person& left, Person& right) const;

  const EnText& text_;
  const EnSentence& sentence_;
  const std::vector<Token>& tokens_;
  bool single_;
  std::vector<int> party_of_;
  std::vector<bool> office_;
  std::vector<bool> polite_;  ///< inside a form of address: "Datuk Seri"
  std::vector<std::pair<std::size_t, std::size_t>> names_;
};

}  // namespace breadcrumb::reader
