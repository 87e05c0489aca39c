// Parties in Japanese text: full names, and one-character short forms where they stand together (日米, 日・EU, 日中韓).
//
//   const JaParties parties(grammar.parties());
//   for (const JaParty& party : parties.find("日・ケニア産業協力対話")) use(party.code);
//
// A short form counts only in a run of two or more, or before 側, 国側 and 政府: 日 alone is a day.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reader/grammar.h"

namespace breadcrumb::reader {

struct JaParty {
  std::string code;
  std::size_t start = 0, end = 0;
  std::size_t run = 0;        ///< parties in the run it belongs to: 2 for 日米
  std::size_t run_start = 0;  ///< first byte of the run
};

class JaParties {
 public:
  explicit JaParties(const std::vector<Party>& parties);
  [[nodiscard]] std::vector<JaParty> find(std::string_view text) const;
  /// The party whose name begins the text; its code, "" for none, and the length of the name.
  [[nodiscard]] std::string at(std::string_view text, std::size_t& length) const;

 private:
  /// A country's name that is part of a word or of a person's name in katakana.
  [[nodiscard]] bool inside_katakana(std::string_view text, std::size_t start, std::size_t end) const;

  struct Name {
    std::string text;
    std::string code;
  };
  std::map<std::string, std::vector<Name>, std::less<>> names_;  ///< by first character, longest first
  std::map<std::string, std::string, std::less<>> shorts_;
};

}  // namespace breadcrumb::reader
