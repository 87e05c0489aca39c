// From the sources of one dialogue to its rounds and texts: the first half of a view.
#pragma once

#include <string>
#include <vector>

#include "app/view.h"
#include "model/rounds.h"
#include "thread/across.h"

namespace breadcrumb::app {

/// One source with what was read from it.
struct ReadSource {
  const Source* source = nullptr;
  const Reading* reading = nullptr;
  std::string dialogue;     ///< as the officer said, else as read; "" none
  std::vector<Fact> facts;  ///< those that count
  int round = -1;           ///< index into the dialogue's rounds; -1: no meeting
  std::string_view text;    ///< the whole text, "" when it is gone or damaged

  /// The first fact of the kind, or null.
  [[nodiscard]] const Fact* first(FactKind kind) const;
  [[nodiscard]] std::vector<const Fact*> all(FactKind kind) const;
  /// Do the span's words stand there in the text?
  [[nodiscard]] bool holds(const Span& span) const;
  [[nodiscard]] SourceQuote quote_of(const Fact& fact) const { return {source->sha256, fact.quote}; }
};

/// Whose words name a thing that several texts name.
struct Labels {
  std::vector<std::string> languages;      ///< of the desk, first choice first
  const thread::Across* across = nullptr;  ///< what is the same in two languages; may be null
  /// The language's place in the order of choice; behind all of them when it is none.
  [[nodiscard]] int place_of(std::string_view language) const;
};

/// Sets `round` of each source, and gives the rounds in order of time. A side's head whom two languages name once each,
/// in one rank, is one person.
std::vector<RoundView> rounds_of(std::vector<ReadSource>& sources, const std::vector<std::string>& parties,
                                 const Labels& labels = {});

/// What happened outside the rounds: a launch, a signing. By date.
std::vector<EventView> events_of(const std::vector<ReadSource>& sources);

/// What each source that belongs to a round says on the issues. Words are whole sentences of the
/// source; a topic that shares its sentence with others has only its name.
std::vector<RoundText> texts_of(const std::vector<ReadSource>& sources);

}  // namespace breadcrumb::app
