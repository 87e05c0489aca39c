// The reader of English texts: one pass after the other over the tagged sentences.
#include <algorithm>

#include "reader/en_body.h"
#include "reader/en_state.h"
#include "reader/facts.h"
#include "reader/languages.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

/// Below it the document is taken for something else. On the tuned samples readouts have 60 and more, others 15 and
/// less.
constexpr int least_readout_score = 38;

/// True when the text breaks off: an ellipsis or no final sign at its end.
bool breaks_off(const EnText& text) {
  for (std::size_t b = text.blocks.size(); b-- > 0;) {
    if (text.blocks[b].background) return false;
    if (text.blocks[b].heading) continue;
    const auto words = text::trim(text.words(text.blocks[b].start, text.blocks[b].end));
    return words.ends_with("...") || words.ends_with("\u2026") || words.ends_with("[...]") ||
           words.ends_with("[\u2026]");
  }
  return false;
}

std::string kind_of(const EnState& state) {
  const auto title = text::fold(state.title.tokens.empty() ? "" : state.text.words(state.title.start, state.title.end));
  const auto has = [&](std::string_view words) { return title.find(words) != std::string::npos; };
  if (state.announcement) return "announcement";
  if (has("minutes")) return "minutes";
  if (has("joint") &&
      (has("statement") || has("communiqu") || has("declaration") || has("report") || has("press release")))
    return "joint_statement";
  return "readout";
}

}  // namespace

EnState read_header(const EnText& text, FactBuilder& build) {
  EnState state{.text = text, .build = build};
  read_title_and_date(state);
  read_dialogue(state);
  read_round(state);
  read_meeting(state);
  read_heads(state);
  read_parties(state);
  read_publisher(state);
  read_standing(state);
  return state;
}

Reading read_en(const Document& document, const Grammar& grammar, const ReadOptions&) {
  FactBuilder build(document);
  EnText text(document, grammar);
  EnState state = read_header(text, build);
  if (readout_score(state) < least_readout_score) {
    build.problem("not_a_readout", "nothing shows a meeting of two parties or more on trade");
    build.remove_if([](const Fact& fact) {
      return fact.kind != FactKind::title && fact.kind != FactKind::published && fact.kind != FactKind::publisher;
    });
    Reading reading = build.finish();
    reading.kind = "other";
    return reading;
  }
  text.table = state.parties;
  read_body(state);
  Reading reading = build.finish();
  reading.kind = kind_of(state);
  reading.excerpt = breaks_off(text);
  return reading;
}

}  // namespace breadcrumb::reader
