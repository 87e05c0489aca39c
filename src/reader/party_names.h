// Names, adjectives and capitals of parties, found among tokens.
//
//   const PartyNames names(grammar.parties());
//   if (const auto found = names.at(tokens, i)) use(found->code, found->last);
//
// Longest name first. Case counts: "US" is a party and "us" is not.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reader/token.h"

namespace breadcrumb::reader {

struct Party;

enum class PartyForm { name, adjective, capital };

struct PartyMention {
  std::string code;
  PartyForm form = PartyForm::name;
  std::size_t first = 0, last = 0;  ///< tokens
};

class PartyNames {
 public:
  explicit PartyNames(const std::vector<Party>& parties);
  /// The mention that begins at the token.
  [[nodiscard]] std::optional<PartyMention> at(const std::vector<Token>& tokens, std::size_t first) const;
  /// All of a token list, without overlaps.
  [[nodiscard]] std::vector<PartyMention> all(const std::vector<Token>& tokens) const;

 private:
  struct Entry {
    std::vector<std::string> words;
    std::string code;
    PartyForm form;
    bool capitals;  ///< an acronym: must be printed in capitals
  };
  std::map<std::string, std::vector<Entry>, std::less<>> by_first_;
};

}  // namespace breadcrumb::reader
