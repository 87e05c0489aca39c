// From the sources of one dialogue to its rounds and texts: the first half of a view.
#pragma once

#include <string>
#include <vector>

#include "app/view.h"

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
  [[nodiscard]] SourceQuote quote_of(const Fact& fact) const { return {source->sha256, fact.quote}; }
};

/// Days since 1970-01-01 of an ISO date; nothing for "" or a month alone.
std::optional<long> day_number(std::string_view iso);

/// Sets `round` of each source, and gives the rounds in order of time.
std::vector<RoundView> rounds_of(std::vector<ReadSource>& sources, const std::vector<std::string>& parties);

/// What happened outside the rounds: a launch, a signing. By date.
std::vector<EventView> events_of(const std::vector<ReadSource>& sources);

/// What each source that belongs to a round says on the issues. An area's words are whole sentences of its source, a
/// topic's those that were read.
std::vector<RoundText> texts_of(const std::vector<ReadSource>& sources);

}  // namespace breadcrumb::app
