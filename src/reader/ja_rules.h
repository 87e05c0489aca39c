// Rules over Japanese characters: regular expressions of RE2 with classes of words, compiled once, linear in the text.
//
//   pattern = "{body_noun}を(新たに)?設置.{0,8}(合意|決定)"
//   for (const JaMatch& match : rules.find("established", sentence)) use(match.of("name"));
//
// `{name}` is any phrase of that class of lexicon/ja.toml, longest first; `(?P<name>...)` captures. Text is matched in
// the folded form of ja_text.h: ASCII figures and brackets, `、`, `~`.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "reader/grammar.h"

namespace breadcrumb::reader {

struct JaMatch {
  const RuleSource* rule = nullptr;
  std::size_t start = 0, end = 0;
  std::map<std::string, std::pair<std::size_t, std::size_t>, std::less<>> captures;

  /// Range of the capture; both ends 0 when it did not take part.
  [[nodiscard]] std::pair<std::size_t, std::size_t> of(std::string_view name) const {
    const auto found = captures.find(name);
    return found == captures.end() ? std::pair<std::size_t, std::size_t>{0, 0} : found->second;
  }
};

class JaRules {
 public:
  ~JaRules();
  /// Errors: `reader.lexicon_invalid` with the rule's id (an unknown class, a pattern that does not parse).
  static Result<std::shared_ptr<const JaRules>> compile(const Language& language);

  /// Matches of all rules that read `reads`: by start, then by the order of the files. One rule's do not overlap.
  [[nodiscard]] std::vector<JaMatch> find(std::string_view reads, std::string_view text) const;
  /// The first rule, in the order of the files, that matches.
  [[nodiscard]] std::optional<JaMatch> first(std::string_view reads, std::string_view text) const;
  [[nodiscard]] bool any(std::string_view reads, std::string_view text) const { return first(reads, text).has_value(); }
  /// The phrase of the class with which the text begins; its length in bytes, 0 for none.
  [[nodiscard]] std::size_t begins_with(std::string_view name, std::string_view text) const;
  [[nodiscard]] std::size_t ends_with(std::string_view name, std::string_view text) const;

 private:
  JaRules() = default;
  struct Rule;
  std::vector<std::unique_ptr<Rule>> rules_;
  std::map<std::string, std::vector<const Rule*>, std::less<>> by_reads_;
  std::map<std::string, std::vector<std::string>, std::less<>> classes_;  ///< longest first
};

}  // namespace breadcrumb::reader
