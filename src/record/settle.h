// What people decided about facts, applied to the newest reading of a source.
//
//   const auto views = settle(source, text_sha256, reading, decisions, text);
//
// Pure. A decision fits a fact of its kind on the very same words (`exact`), else the one that overlaps or holds the
// same words (`moved`); where several would do it is `ambiguous`, where none does `lost`. Only a new text or reading
// can loosen a decision, and then nothing is dropped: the decision stays in the answer as an open question.
// A fact that a person added is what a reading holds on the very same words, else stands by itself, whatever overlaps
// it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/desk_view.h"
#include "record/entry.h"

namespace breadcrumb::record {

struct Decision {
  EventId event{};
  std::string author{}, time{};
  FactDecided decided{};
  bool adds = false;  ///< it made the fact, which no reading has to hold
};

/// How a reference fits the facts of a newer reading.
struct Fit {
  std::string anchor{};             ///< exact, moved, ambiguous, lost
  std::optional<std::size_t> fact;  ///< place in `facts` when exact or moved
};

/// `text_sha256` is the text that the facts' quotes are in.
Fit fit(const FactRef& ref, std::string_view text_sha256, const std::vector<Fact>& facts);

/// The facts in the reading's order, those that were added at their places among them, then decisions that no fact
/// answers to. `decisions` in order of arrival; `text`
/// is asked only when a decision's fact is no longer read, and may know nothing.
std::vector<FactView> settle(std::string_view source, std::string_view text_sha256, const std::vector<Fact>& facts,
                             const std::vector<Decision>& decisions,
                             const std::function<std::optional<std::string>()>& text);

}  // namespace breadcrumb::record
