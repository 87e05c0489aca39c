// What an officer can enter by hand: the nouns, their fields, and the verbs that set them. The command line, the
// manual, the imports and the papers of a round are all made from this one table.
//
//   const Noun* paper = find_noun("paper");
//   for (const Field& field : paper->fields) offer(field.name, field.help);
//   const auto value = BC_TRY(checked(field, typed, check));      // canonical, or a clear error
//
// A follow-up has events of its own (record/entry.h) and is not among them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/context.h"
#include "app/plausible.h"
#include "base/result.h"

namespace breadcrumb::app {

enum class FieldKind {
  line,     ///< words on one line
  text,     ///< words, maybe many lines; `-` reads standard input, `--edit` opens an editor
  date,     ///< 2024-08-30, or 2024-08 where only the month is known
  time,     ///< 09:30
  zone,     ///< a name of the IANA time zone database
  choice,   ///< one of `choices`
  yes_no,   ///< yes or no
  number,   ///< a whole number from 1
  party,    ///< code of a party of the dialogue
  parties,  ///< the same, parted by commas
  country,  ///< any party's code
  names,    ///< `ja=労働`: what it is called in other languages, parted by semicolons
  issues,   ///< numbers of issues (or words of their names), parted by commas
  entry,    ///< the number of another entry, of the noun `of`
  topics,   ///< ids of the topic list, parted by commas
  sources,  ///< SHA-256 of sources, parted by commas; set by `review`, never typed
};

struct Field {
  std::string name;  ///< `red_lines`; typed `--red-lines`
  FieldKind kind = FieldKind::line;
  std::string help;
  std::vector<std::string> choices = {};
  std::string of = {};       ///< noun that an `entry` means
  Ahead ahead = Ahead::any;  ///< of a date: how far it may lie ahead
};

/// One thing that can be done with a noun: `paper add`, `round postpone`.
struct Verb {
  std::string name;
  std::string summary;
  std::string example;
  bool begins = false;                   ///< makes a new entry; else the first word is the entry's number
  std::vector<std::string> fields;       ///< that it takes; the first of a beginning verb is positional
  std::vector<std::string> needed = {};  ///< those of them that must be given
  std::string state = {};                ///< what it sets `state` to, "" nothing
  std::vector<std::string> from = {};    ///< states from which it may be done; empty: any
};

struct Noun {
  std::string name, plural;
  std::string summary;               ///< what one is
  std::string title;                 ///< the field that names one in a table
  std::vector<std::string> columns;  ///< further fields in a table
  std::vector<Field> fields;
  std::vector<Verb> verbs;
  bool in_tracker = true;  ///< has a sheet in the tracker (app/tracker.h)

  [[nodiscard]] const Field* field(std::string_view wanted) const;
};

/// In the order of the manual.
const std::vector<Noun>& nouns();
const Noun* find_noun(std::string_view name);

/// What a value is checked against.
struct FieldCheck {
  const Knowledge* knowledge = nullptr;
  /// Number of the issue that words or a number mean. Errors: `issue.unknown`, `issue.ambiguous`.
  std::function<Result<int>(std::string_view)> issue;
  /// Is there an entry of that noun and number?
  std::function<bool(std::string_view noun, int number)> entry;
  std::vector<std::string> sides;  ///< of the dialogues (app/plausible.h); empty: any party
  std::string now;                 ///< UTC
};

/// The value in the form in which it is kept; "" takes a value away. Errors: `entry.value` (with the field and what was
/// expected), `entry.far_off`, `entry.no_side`, those of `check`.
Result<std::string> checked(const Field& field, std::string_view typed, const FieldCheck& check);

/// Lines of a text, trimmed, without empty ones.
std::vector<std::string> lines_of(std::string_view text);

/// Names parted by commas, trimmed, without empty ones.
std::vector<std::string> parted(std::string_view list);

}  // namespace breadcrumb::app
