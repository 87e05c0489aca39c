// What the reader knows, from files: parties, topics, and per language words and rules.
//
//   const auto grammar = BC_TRY(Grammar::load("lexicon", {desk / "lexicon"}));
//   grammar.fingerprint();                        // SHA-256 over the files it was made from
//   grammar.language("en")->phrases("meet_verb"); // a class of words
//
// Files: `parties.toml`, `topics.toml`, `<language>.toml` (classes of words) and `grammar/<language>*.toml` (rules).
// An overlay folder adds to them: a party, topic or rule of the same id replaces the earlier one, a class is extended.
// Immutable after loading; shared freely between threads.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace breadcrumb::reader {

struct Party {
  std::string code;  ///< ISO 3166-1 alpha-3, or a bloc's short name
  bool bloc = false;
  std::vector<std::string> names, adjectives, capitals;  ///< English
  std::vector<std::string> ja;                           ///< Japanese names, longest form not first
  std::string ja_short;                                  ///< one character in compounds (日米); "" none
  std::vector<std::string> offices;                      ///< English words of titles that only this party has
  std::vector<std::string> not_offices;                  ///< words of titles that this party does not have
  std::vector<std::string> members;                      ///< of a bloc: codes of the parties it speaks for
  std::vector<std::string> publishers;                   ///< agencies and hosts whose text is this party's
  std::string zone;                                      ///< time zone of its capital, where it has several zones
};

struct Topic {
  std::string id;                                                         ///< e.g. `forced-labor`
  std::map<std::string, std::vector<std::string>, std::less<>> keywords;  ///< by language
};

/// One rule as its file states it. `pattern` is compiled by the language's engine (pattern.h).
struct RuleSource {
  std::string id;     ///< e.g. `en.head.led_by`
  std::string why;    ///< one sentence on what it reads and why that is safe
  std::string reads;  ///< what a match is used for: `head`, `commitment`, ...
  std::string pattern;
  std::map<std::string, std::string, std::less<>> set;  ///< fixed fields, e.g. act = "discussed"
  std::string where;                                    ///< file it came from
  /// The fixed field, "" when the rule sets none.
  [[nodiscard]] std::string_view value(std::string_view key) const {
    const auto at = set.find(key);
    return at == set.end() ? std::string_view() : std::string_view(at->second);
  }
  /// How much a match says, by the field `weight`; 1 without it.
  [[nodiscard]] int weight() const;
};

class PatternSet;
class PartyNames;
class JaRules;

/// The words and rules of one language.
struct Language {
  std::map<std::string, std::vector<std::string>, std::less<>> classes;
  std::vector<RuleSource> rules;               ///< in file order; ids unique
  std::shared_ptr<const PatternSet> patterns;  ///< compiled (English engine); null when there are no rules
  std::shared_ptr<const JaRules> japanese;     ///< compiled (Japanese engine); null when there are no rules

  /// The phrases of a class; empty when there is none.
  [[nodiscard]] const std::vector<std::string>& phrases(std::string_view name) const;
};

class Grammar {
 public:
  /// Errors: `reader.lexicon_missing`, `reader.lexicon_invalid` (a rule without id, an unknown class, a pattern that
  /// does not parse), `toml.syntax`, and those of read_file.
  static Result<Grammar> load(const std::filesystem::path& lexicon,
                              const std::vector<std::filesystem::path>& overlays = {});

  [[nodiscard]] const std::string& fingerprint() const { return fingerprint_; }
  [[nodiscard]] const std::vector<Party>& parties() const { return parties_; }
  [[nodiscard]] const Party* party(std::string_view code) const;
  /// The parties' English words, compiled.
  [[nodiscard]] const PartyNames& party_names() const { return *party_names_; }
  [[nodiscard]] const std::vector<Topic>& topics() const { return topics_; }
  [[nodiscard]] bool has_topic(std::string_view id) const;
  [[nodiscard]] const Language* language(std::string_view code) const;

  /// Ids of the topics whose keywords stand in the words, in the order of the text.
  [[nodiscard]] std::vector<std::string> topics_in(std::string_view words, std::string_view language) const;

 private:
  std::vector<Party> parties_;
  std::vector<Topic> topics_;
  std::shared_ptr<const PartyNames> party_names_;
  std::map<std::string, Language, std::less<>> languages_;
  std::string fingerprint_;
};

}  // namespace breadcrumb::reader
