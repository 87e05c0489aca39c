// The briefing's own words: named strings in one TOML file per language.
//
//   const Words words = BC_TRY(Words::parse(bytes, "lexicon/brief/en.toml"));
//   words.text("section.changes")            // "What changed since {round}"
//   words.fill("section.changes", {{"round", "round 4"}})
//
// A string may hold places in braces. Its pieces between the places are named `id#0`, `id#1`, ... so that a sentence
// that mixes the house's words with a quote can be checked piece by piece.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace breadcrumb::brief {

using Fillers = std::vector<std::pair<std::string, std::string>>;

class Words {
 public:
  /// Errors: `toml.syntax`, `brief.words` (a value that is no string).
  static Result<Words> parse(std::string_view bytes, std::string_view where);
  /// Of strings by name, among them `language`.
  static Words of(const std::map<std::string, std::string, std::less<>>& named, std::string fingerprint);

  /// The named string, or null. `id#n` gives the n-th piece.
  [[nodiscard]] const std::string* find(std::string_view id) const;
  /// The string with its places filled; a place without a filler stays as it is. "" when there is no such string.
  [[nodiscard]] std::string fill(std::string_view id, const Fillers& fillers) const;
  /// Is this the named string, here or in another language's file?
  [[nodiscard]] bool is_wording(std::string_view id, std::string_view text) const;
  /// What stands behind the named string where the text begins with it, filled, here or in another language's file;
  /// else the text.
  [[nodiscard]] std::string_view behind(std::string_view id, const Fillers& fillers, std::string_view text) const;
  /// What another language's file has under that name.
  void add_wording(std::string_view id, std::string_view text) { others_.emplace(id, text); }
  /// SHA-256 of the file's bytes.
  [[nodiscard]] const std::string& fingerprint() const { return fingerprint_; }
  [[nodiscard]] const std::string& language() const { return language_; }
  /// Name of a party in this language, or its code.
  [[nodiscard]] std::string party(std::string_view code) const;
  /// Names of parties by code, which `app` takes from the lexicon's parties.
  void set_party_names(std::map<std::string, std::string, std::less<>> names) { parties_ = std::move(names); }

  /// A string cut at its places: literal, place, literal, place, ..., literal.
  static std::vector<std::string> pieces(std::string_view text);

 private:
  static std::string fill_places(std::string_view text, const Fillers& fillers);

  std::map<std::string, std::string, std::less<>> strings_, parties_;
  std::set<std::pair<std::string, std::string>> others_;
  std::string fingerprint_, language_;
};

/// By language: `en`, `ja`.
using WordsByLanguage = std::map<std::string, Words, std::less<>>;

}  // namespace breadcrumb::brief
