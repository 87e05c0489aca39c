// One Japanese page on its way to a reading: its lines, what each part of it is for, and what is known so far.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reader/facts.h"
#include "reader/ja_parties.h"
#include "reader/ja_people.h"
#include "reader/ja_rules.h"
#include "reader/ja_text.h"
#include "text/dates_ja.h"

namespace breadcrumb::reader {

enum class JaSection { body, decided, background, outside };

struct JaSentence {
  std::size_t line = 0;
  std::size_t start = 0, end = 0;  ///< bytes of the line's text
  bool used = false;               ///< its facts are read: it is no substance
};

/// A side at the beginning of what is said of it: 日本側は, 豪州から, 先方より, ノルウェー側:.
struct JaSide {
  std::string code;
  std::size_t start = 0, end = 0;  ///< `end` after the particle
  bool after = false;              ///< 日本側議長を: the people stand before
};

struct JaPage {
  JaPage(const Document& d, const Grammar& g, const JaRules& r, FactBuilder& b)
      : document(d), grammar(g), rules(r), parties(g.parties()), build(b) {}
  const Document& document;
  const Grammar& grammar;
  const JaRules& rules;
  JaParties parties;
  FactBuilder& build;
  std::vector<JaLine> lines;
  std::vector<JaSection> sections;  ///< of the lines
  std::vector<JaSentence> sentences;
  std::size_t title = npos;  ///< line of the title
  text::Ymd published;
  std::size_t published_line = npos;
  std::vector<std::string> codes;  ///< the parties
  std::size_t meeting_sentence = npos;
  std::string dialogue;
  int ordinal = 0;
  bool future = false;

  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

  [[nodiscard]] std::string_view text(const JaSentence& s) const {
    return std::string_view(lines[s.line].text).substr(s.start, s.end - s.start);
  }
  /// A fact on bytes [start, end) of a line's folded text.
  Fact& add(FactKind kind, std::size_t line, std::size_t start, std::size_t end, std::string_view rule,
            int certainty = 100) {
    return build.add(kind, lines[line].from(start), lines[line].to(end), rule, certainty);
  }
  [[nodiscard]] std::string other_party() const {
    return codes.size() == 2 ? (codes[0] == "JPN" ? codes[1] : codes[0]) : "";
  }
  [[nodiscard]] std::vector<JaSide> sides(std::string_view s) const;
};

/// Lines and their sections, title, release date; then parties, dialogue, round, meeting and heads.
void read_header_ja(JaPage& page);
/// Areas, items, issues, commitments, bodies, the next round.
void read_body_ja(JaPage& page);

}  // namespace breadcrumb::reader
