// The readout's workshop: sentences from the style's strings, and what each rests on. Internal to brief/.
//
//   Drafter drafter(readout, style, view, request);
//   const Book book = drafter.draft();
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "brief/pieces.h"
#include "brief/readout.h"

namespace breadcrumb::brief {

class Drafter {
 public:
  Drafter(const Readout& readout, const ReadoutStyle& style, const DeskView& view, const Request& request);
  Book draft();
  /// Of what was drafted.
  [[nodiscard]] const std::vector<ReadoutSentence>& sentences() const { return sentences_; }

 private:
  // Runs and sentences (readout_drafter.cpp)
  Run say(std::string_view id) const;
  Runs phrase(std::string_view id, const Places& places = {}) const;
  [[nodiscard]] Run claim(std::string_view kind, std::string_view text, Args args = {}) const;
  /// A claim about the round, with the words or the entry that it was taken from.
  [[nodiscard]] Run of_round(std::string_view kind, std::string_view text, const std::string& entry = "") const;
  Runs said(const Said& said, bool inside = false) const;
  /// Its words in the draft's language, where the record or the style has some.
  [[nodiscard]] std::string shown(const Said& said) const { return shown_in(said, style_); }
  /// The sentence with a capital: its first run becomes computed where it was a string of the style.
  static Runs start(Runs runs);
  /// Puts the mark of its breadcrumb behind it, in what stays in the house.
  void end_sentence(Runs& runs);

  [[nodiscard]] std::string sides() const;
  [[nodiscard]] Runs all_sides() const { return {claim("sides", sides())}; }
  [[nodiscard]] Runs all() const;  ///< those at the table in one word
  [[nodiscard]] std::string date(std::string_view iso, std::string_view form = "day") const;
  [[nodiscard]] std::string dates(std::string_view first, std::string_view last) const;
  [[nodiscard]] Runs when(std::string_view table, std::string_view kind, std::string_view first, std::string_view last,
                          bool week = false, const std::string& entry = "") const;
  [[nodiscard]] Runs where(std::string_view table, std::string_view place, int is_virtual,
                           const std::string& entry = "") const;
  [[nodiscard]] std::string place_name(std::string_view place) const;

  // Parts (readout_parts.cpp): sentences, each without its breadcrumb
  std::vector<Runs> part(std::string_view name);
  std::vector<Runs> heads() const;
  std::vector<Runs> standing() const;
  std::vector<Runs> issues() const;
  std::vector<Runs> topics() const;
  std::vector<Runs> steps() const;
  std::vector<Runs> bodies() const;
  std::vector<Runs> next() const;
  Runs opening() const;
  Runs sessions() const;
  void areas(std::vector<Block>& out);

  /// `again` is said once more before a member that would otherwise begin a new act: "and on shared concerns".
  Runs list(const std::vector<const Said*>& parts, std::string_view again = "") const;
  [[nodiscard]] bool begins_like_act(const Said& said) const;
  /// It holds one of the style's words that let a phrase run on ("permits for drivers").
  [[nodiscard]] bool runs_on(const Said& said) const;
  /// Acts in groups that stand one after another: "discussed A and B", "exchanged information on C".
  struct Group {
    std::string act;
    std::vector<const Said*> what;
    bool heavy = false;
  };
  std::vector<Group> groups(const std::vector<std::pair<std::string, const Said*>>& acts) const;
  /// Those of one act together, in the order of first appearance: prose says each act once.
  std::vector<std::pair<std::string, const Said*>> gathered(
      const std::vector<std::pair<std::string, const Said*>>& acts) const;
  [[nodiscard]] bool is_heavy(const Said& said) const;
  Runs act(const Group& group) const;

  Section breadcrumbs();
  /// `round 3: third round, 4-5 March 2024, entered by A. Officer, 6 March 2024`
  std::string entry_label(const std::string& entry, std::string author, std::string time) const;
  void origin(const Run& run, Runs& out, std::set<std::string>& seen, std::string& open_source) const;

  const Readout& r_;
  const ReadoutStyle& style_;
  const DeskView& view_;
  const Request& request_;
  bool out_;  ///< the draft is to leave the house
  std::map<std::string, const Source*, std::less<>> sources_;
  std::vector<Runs> notes_;  ///< of each marked sentence, its runs
  std::vector<ReadoutSentence> sentences_;
};

}  // namespace breadcrumb::brief
