#include "reader/en_meeting_labels.h"

#include <utility>

#include "reader/en_place.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

using Range = std::pair<std::size_t, std::size_t>;

/// The words behind a label: in its own line, or the line below a line that is only the label.
Range labelled_words(const EnText& text, std::size_t b, std::string_view name) {
  const auto& block = text.blocks[b];
  const auto line = text.words(block.start, block.end);
  if (line.size() > 200) return {};
  const auto folded = text::fold(line);
  for (const auto& phrase : text.language.phrases(name)) {
    const auto label = text::fold(phrase);
    if (!folded.starts_with(label)) continue;
    const auto rest = text::trim(std::string_view(folded).substr(label.size()));
    if (rest.starts_with(":") && rest.size() > 2) return {block.start + line.find(':') + 1, block.end};
    if ((rest.empty() || rest == ":") && b + 1 < text.blocks.size() &&
        text.blocks[b + 1].end - text.blocks[b + 1].start < 120)
      return {text.blocks[b + 1].start, text.blocks[b + 1].end};
  }
  return {};
}

}  // namespace

MeetingLabels read_meeting_labels(const EnState& state) {
  const EnText& text = state.text;
  MeetingLabels out;
  const auto take = [&](std::size_t b, const EnSentence& line) {
    out.date = line.dates.front();
    out.sentence = text.blocks[b].first;
    out.online = text.patterns.holds("virtual", line);
  };
  for (std::size_t b = 0; b < text.blocks.size() && b < state.body + 12; ++b) {
    const auto& block = text.blocks[b];
    if (block.first < text.sentences.size() && text.sentences[block.first].background) break;
    if (const auto [start, end] = labelled_words(text, b, "date_label"); end > start && !out.date) {
      const EnSentence line = text.tag(start, end);
      if (!line.dates.empty() && line.dates.front().has_day()) take(b, line);
    }
    if (!out.date && b < state.body && b != state.title_block && block.end - block.start < 80) {
      const EnSentence line = text.tag(block.start, block.end);
      if (line.dates.size() == 1 && line.dates.front().has_day() && text.patterns.holds("virtual", line)) take(b, line);
    }
    if (const auto [start, end] = labelled_words(text, b, "place_label"); end > start && out.place.empty()) {
      const EnSentence line = text.tag(start, end);
      const std::size_t last = line.tokens.empty() || !is_city(text, line, 0) ? 0 : place_end(text, line, 0);
      if (last == 0) continue;
      out.place_start = line.tokens[0].start;
      out.place_end = line.tokens[last - 1].end;
      out.place = text::squeeze(text.words(out.place_start, out.place_end));
    }
  }
  return out;
}

}  // namespace breadcrumb::reader
