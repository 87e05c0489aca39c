// The words of an area: whole sentences of its source, where what was read are single clauses.
//
//   for (const Span& span : area_words(text, false, heading, items, around)) print(span.text);
//
// A reading names an area's topics; what an officer compares from round to round, and quotes, is what the text says of
// them: "one closing thought replaced by another" shows in no list of topics.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/span.h"

namespace breadcrumb::app {

/// What stands around an area in its source.
struct Around {
  std::vector<Span> headings;  ///< of the other areas
  std::vector<Span> others;    ///< topics of the other areas, issues: words that run into one are not taken
  std::vector<Span> ends;      ///< what belongs to no area, as the next meeting: an area ends before it
};

/// `heading` labels the area (run-in, a block of its own, or the subject that its sentence opens with); `items` are its
/// topics in order. All that stands under it up to the next heading, whole sentences; where no other heading follows,
/// the first block and those up to its last topic. `plain`: line feeds do not end a paragraph, only empty lines and
/// list marks do.
std::vector<Span> area_words(std::string_view text, bool plain, const Span& heading, const std::vector<Span>& items,
                             const Around& around);

/// The sentences of a paragraph that opens with its subject ("On steel, both sides ..."), from there to its end or to
/// what is another's; nothing when the subject does not open its sentence.
std::optional<Span> lead_words(std::string_view text, bool plain, const Span& subject, const std::vector<Span>& others);

/// The whole sentence of a topic of prose, when it has it for itself.
std::optional<Span> sentence_of(std::string_view text, bool plain, const Span& topic, const std::vector<Span>& others);

/// The sentences that hold the spans, in order, each once; neighbours are one span.
std::vector<Span> sentences_with(std::string_view text, bool plain, const std::vector<Span>& spans);

/// A span with the bracket that follows it directly: "February 28 (March 1, Japan time)".
Span with_bracket(std::string_view text, const Span& span);

}  // namespace breadcrumb::app
