// Handling marks: the desk's lists, and the level of everything on the desk, inherited by what is derived from it.
//
//   const auto rules = BC_TRY(MarkRules::load(context, record.desk()));
//   const auto marking = BC_TRY(Marking::of(record, rules));
//   if (!within(marking.level("paper:3"), rules.profile("public").value())) ...
//
// A subject is written `source:<sha256>`, `fact:<id>`, `note:<event>`, `name:<event>` (what an
// officer called an issue), `issue:7`, `page:7` (what was entered on an
// issue that was read), `follow_up:2`, or the noun and number of an entry (`paper:3`). A fact inherits from its source,
// a follow-up from the fact that promised it, an entry from the entries and issues that its fields name, a note from
// its issue. A person's own mark takes the place of the default; it can raise what is inherited, never lower it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/context.h"
#include "app/entries.h"
#include "model/mark.h"

namespace breadcrumb::app {

class MarkRules {
 public:
  /// The desk's lexicon/marks.toml, else the installed one. Errors: `marks.rules` (with file and what was expected),
  /// `toml.syntax`, those of read_file.
  static Result<MarkRules> load(const Context& context, const record::Desk& desk);
  static Result<MarkRules> parse(std::string_view toml, std::string_view where);

  [[nodiscard]] const std::vector<std::string>& marks() const { return names_.marks; }
  [[nodiscard]] const std::vector<std::string>& audiences() const { return names_.audiences; }
  [[nodiscard]] const MarkNames& names() const { return names_; }
  [[nodiscard]] std::optional<int> mark(std::string_view name) const;
  [[nodiscard]] std::optional<int> audience(std::string_view name) const;
  [[nodiscard]] const std::string& mark_of(Level level) const {
    return names_.marks.at(static_cast<std::size_t>(level.mark));
  }
  [[nodiscard]] const std::string& audience_of(Level level) const {
    return names_.audiences.at(static_cast<std::size_t>(level.audience));
  }
  /// `sensitive, own delegation`
  [[nodiscard]] std::string words(Level level) const;
  /// The most that a profile may carry; nothing when there is no such profile.
  [[nodiscard]] std::optional<Level> profile(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> profile_names() const;
  /// Of a kind of subject (`source`, `note`, `follow_up`, a noun) that has no mark and inherits nothing.
  [[nodiscard]] Level default_of(std::string_view kind) const;

 private:
  MarkNames names_;
  std::map<std::string, Level, std::less<>> defaults_, profiles_;
};

/// The levels of one desk's things at one moment.
class Marking {
 public:
  /// Keeps the record, which must stay where it is as long as the marking is asked.
  static Result<Marking> of(const record::Record& record, const MarkRules& rules);

  /// Of what is not on the desk, the level of nothing: unmarked and public.
  [[nodiscard]] Level level(std::string_view subject) const;
  /// What it has from the things that it is derived from, its own mark apart.
  [[nodiscard]] Level inherited(std::string_view subject) const;
  /// What the person's own mark alone says, if there is one.
  [[nodiscard]] std::optional<Level> own_level(std::string_view subject) const;
  /// The facts of a source that were marked themselves: a paper or an answer takes a text as a whole or not at all.
  [[nodiscard]] const std::vector<std::string>& marked_facts(std::string_view sha256) const;
  /// The person's own mark, if there is one.
  [[nodiscard]] const MarkView* own_mark(std::string_view subject) const;
  [[nodiscard]] const std::vector<MarkView>& marks() const { return marks_; }
  /// Is there such a thing on the desk?
  [[nodiscard]] bool knows(std::string_view subject) const;
  /// Everything above a profile, by subject.
  [[nodiscard]] std::vector<std::string> above(Level most) const;

 private:
  Level find(const std::string& subject, int depth) const;
  Level inherited(const std::string& subject, int depth) const;

  /// The most there is: of what cannot be looked up, or bears a name that the desk's lists do not hold any more.
  [[nodiscard]] Level closed() const;

  const MarkRules* rules_ = nullptr;
  const record::Record* record_ = nullptr;
  std::vector<MarkView> marks_;
  std::map<std::string, std::string, std::less<>> kinds_;                      ///< subject to kind
  std::map<std::string, std::vector<std::string>, std::less<>> parents_;       ///< what it is derived from
  std::map<std::string, std::vector<std::string>, std::less<>> marked_facts_;  ///< subjects, by source
  mutable std::map<std::string, Level, std::less<>> levels_;
};

/// The subject that an entry is: `paper:3`, `page:7` for what was entered on an issue that was read.
std::string subject_of(const EntryView& entry);
/// How a subject is said: `paper 3`, `source 3f2a91bc`, `what was entered on issue 7`.
std::string subject_words(std::string_view subject);

/// `paper 3 (sensitive, own delegation)`
std::string subject_with_level(std::string_view subject, const Marking& marking, const MarkRules& rules);

/// What a paper of the profile leaves out: those of the subjects that are above it, in words and each once; of facts
/// only those that were marked themselves, which are above with their text otherwise. Errors: `mark.above` (refused,
/// with the list) where it may leave nothing out, `mark.unknown`.
Result<std::vector<std::string>> left_out_of(const std::vector<std::string>& subjects, const Marking& marking,
                                             const MarkRules& rules, std::string_view profile, bool may_leave_out);

/// Nothing when none of the subjects is above the profile; else `mark.above` (refused), which lists them.
Result<void> check_profile(const std::vector<std::string>& subjects, const Marking& marking, const MarkRules& rules,
                           std::string_view profile);

/// "" or a line for whoever just changed the thing: a person marked it for others, so what was typed now goes as far.
/// Errors: of reading the rules and the record.
Result<std::string> goes_out_words(const Context& context, const record::Record& record, const std::string& subject);

/// Both names must be of the lists; "" is none given. Errors: `mark.unknown`.
Result<void> check_mark_names(const MarkRules& rules, const std::string& mark, const std::string& audience);

Operation mark_operation();
Operation marks_operation();

}  // namespace breadcrumb::app
