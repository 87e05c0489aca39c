// The words of an area: whole sentences of its source, where what was read are single clauses.
//
//   for (const Span& span : area_words(text, {.plain = false}, heading, items, others)) print(span.text);
//
// A reading names an area's topics; what an officer compares from round to round, and quotes, is what the text says of
// them: "one closing thought replaced by another" shows in no list of topics.
#pragma once

#include <string_view>
#include <vector>

#include "model/span.h"

namespace breadcrumb::app {

/// `heading` labels the area (run-in, or a block of its own); `items` are its topics in order; `others` are spans that
/// belong to something else (other headings, their topics, issues): words that would run into one are not taken, and
/// the topics stand as they were read. `plain`: line feeds do not end a paragraph, only empty lines and list marks do.
std::vector<Span> area_words(std::string_view text, bool plain, const Span& heading, const std::vector<Span>& items,
                             const std::vector<Span>& others);

/// The sentences that hold the spans, in order, each once; neighbours are one span.
std::vector<Span> sentences_with(std::string_view text, bool plain, const std::vector<Span>& spans);

/// A span with the bracket that follows it directly: "February 28 (March 1, Japan time)".
Span with_bracket(std::string_view text, const Span& span);

}  // namespace breadcrumb::app
