// One structured statement with the words it was read from.
//
//   Fact fact{.kind = FactKind::round, .quote = span_of(text, 28, 39), .rule = "en.round.ordinal"};
//   fact.set("ordinal", "3");
//   fact.id = fact_id(source_sha256, fact.kind, fact.quote);
//
// A fact's fields are texts under fixed names (docs/reading.md lists them per kind); absent means "the document does
// not say". The same facts are printed as the reading's JSON, as the lines of a `.read` case, and stored in the record.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"

namespace breadcrumb {

/// Fields by kind (all optional unless said):
///   title        -
///   published    date (required)
///   dateline     place (required)
///   publisher    party (required): whose text it is; `both` for a joint statement lies in source kind, not here
///   dialogue     name (required, fullest form in the text), short (an acronym or short name the text gives)
///   launched     date, occasion
///   aim          -                        (the quote is the aim)
///   party        code (required): ISO 3166-1 alpha-3 or a bloc's short name
///   round        ordinal (required)
///   meeting      start, end, place, virtual ("true"/"false"), zone (as printed), imprecise ("week")
///   session      start, end               (separate sessions on separate days)
///   head         party, name (required), title
///   area         heading (required), kind (common|bilateral)
///   item         area (FactId of the area), acts, topics, object of acts in quote
///   issue        kind (common|bilateral), acts, topics
///   list         open ("true"/"false")
///   commitment   actor (both|all|a party code), due, due_text
///   established  name (required), kind (body|agreement), date
///   body         name (required), relation (under|other), stage, next_meeting
///   next_round   date, place
/// `acts` and `topics` are ids separated by blanks, in the order of the text.
enum class FactKind {
  title,
  published,
  dateline,
  publisher,
  dialogue,
  launched,
  aim,
  party,
  round,
  meeting,
  session,
  head,
  area,
  item,
  issue,
  list,
  commitment,
  established,
  body,
  next_round,
};

std::string_view to_text(FactKind kind);
/// The names of a kind's fields, parted by blanks; empty for kinds that are their quote alone.
std::string_view field_names(FactKind kind);
/// The values that a field of a kind may have, parted by `|`; empty where it is not a choice. Bodies' stages are those
/// that readers give, and `dissolved`.
std::string_view field_choices(FactKind kind, std::string_view name);
std::optional<FactKind> fact_kind(std::string_view name);

/// The act of a subject of which the text says that something was not done, or only on a condition, or only by hearsay:
/// what was done is told by its whole sentence alone. It has no grade.
inline constexpr std::string_view act_denied = "denied";

using FactId = std::string;  ///< 32 hex digits; see fact_id

/// First 128 bits, in hex, of SHA-256 over "breadcrumb.fact.v1\0" source "\0" kind "\0" start "\0" end (decimal).
/// Two facts of one kind on one span (two heads in one phrase) are told apart by `nth`, from 0.
FactId fact_id(std::string_view source_sha256, FactKind kind, const Span& quote, unsigned nth = 0);

struct Fact {
  FactId id;
  FactKind kind = FactKind::title;
  Span quote;
  std::map<std::string, std::string, std::less<>> fields;
  std::string rule;     ///< id of the grammar rule that read it, e.g. `en.head.led_by`
  int certainty = 100;  ///< 0-100; below 70 a person is asked

  /// The field, or "" when absent.
  [[nodiscard]] const std::string& field(std::string_view name) const;
  void set(std::string_view name, std::string value) { fields.insert_or_assign(std::string(name), std::move(value)); }
  bool operator==(const Fact&) const = default;
};

/// Something the reader saw and could not use. A reading with problems is still a reading.
struct Problem {
  std::string code;  ///< e.g. `date.unreadable`, `not_a_readout`; listed in docs/problems.md
  std::string message;
  Span quote;  ///< may be empty
};

/// What one document states. `facts` stand in document order; each has a quote that the text holds.
struct Reading {
  std::string language;  ///< en, ja, or "" when neither
  std::string kind;      ///< readout, joint_statement, announcement, agreement, notice, minutes, other
  bool excerpt = false;  ///< the text breaks off: no absence follows from it
  std::vector<Fact> facts;
  std::vector<Problem> problems;
  std::string grammar;  ///< fingerprint of the lexicon and rule files that read it
};

}  // namespace breadcrumb
