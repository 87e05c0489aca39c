// What names a block of the body: a list's number, a run-in label, a heading without markup.
//
//   const Labels labels(state);
//   const std::size_t start = labels.after_number(block.start, block.end);
//   if (const Label label = labels.label_end(b, start, from, in_list); label.found) area(start, label.end);
//
// Offsets are bytes of the document's text.
#pragma once

#include <string_view>

#include "reader/en_body.h"

namespace breadcrumb::reader {

struct Label {
  bool found = false;
  bool strong = false;            ///< set bold by the page
  std::size_t end = 0, rest = 0;  ///< where the label ends, and where the text behind its sign begins
  std::string_view rule;
};

class Labels {
 public:
  explicit Labels(const EnState& state) : state_(state), text_(state.text) {}

  /// "Minister Vale Opens the Talks": what a picture shows, or a headline; no subject.
  [[nodiscard]] bool caption(const EnSentence& line) const;
  /// A numbered line without a verb or final sign that heads what follows.
  [[nodiscard]] bool item_heading(std::size_t b, std::string_view line) const;
  /// Behind "1. ", "(a) ", "B.1 ", "- " at the beginning of a block; `start` when there is none.
  [[nodiscard]] std::size_t after_number(std::size_t start, std::size_t end) const;
  /// Before the sign or "and" that closes an item.
  [[nodiscard]] std::size_t item_end(std::size_t start, std::size_t end) const;
  /// Where a run-in label ends and the text behind it begins. `in_list`: the words before announced a list.
  [[nodiscard]] Label label_end(std::size_t b, std::size_t start, const Block& from, bool in_list) const;
  /// A heading that is no subject ("Results", "Next steps").
  [[nodiscard]] bool generic(std::string_view words) const;
  /// One sentence behind the block's number, which may be a sentence of its own ("1.").
  [[nodiscard]] bool one_sentence(const EnBlock& block, std::size_t start) const;
  /// Paragraphs enough stand before the sentence that tells of the meeting: they are no mere head of the page.
  [[nodiscard]] bool late_meeting() const;
  /// In small letters, or begun with an infinitive: "Exchange data each month".
  [[nodiscard]] bool bids(std::string_view line) const;
  /// The words set in front of a sentence name a subject: no date, place or occasion, and no mere frame.
  [[nodiscard]] bool heads_area(const EnSentence& s, Stretch heading) const;
  /// "Highlights of the consultation results": a heading of nothing but words for the meeting and its paper.
  [[nodiscard]] bool names_the_paper(const EnSentence& line) const;

 private:
  [[nodiscard]] Label finish(std::size_t start, std::size_t label, std::size_t rest, std::size_t end,
                             std::string_view rule) const;
  /// A label that is a sentence, a list's announcement or a generic word.
  [[nodiscard]] bool state_like(std::size_t start, std::size_t end) const;
  /// Two blocks or more begin with a short sentence (or label and colon) and go on.
  [[nodiscard]] bool siblings(char sign) const;

  const EnState& state_;
  const EnText& text_;
};

}  // namespace breadcrumb::reader
