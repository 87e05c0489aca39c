// Building a reading: facts with spans, ids and rule ids, de-duplicated and in document order.
//
//   FactBuilder build(document);
//   Fact& head = build.add(FactKind::head, start, end, "en.head.led_by");
//   head.set("party", "USA");
//   Reading reading = build.finish();
//
// A reference that `add` returns stays good until `finish`. Spans are cut to the text and to whole characters, and
// blanks at their ends are dropped.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/fact.h"

namespace breadcrumb::reader {

class FactBuilder {
 public:
  explicit FactBuilder(const Document& document) : document_(document) {}

  /// Bytes [start, end) of the document's text.
  Fact& add(FactKind kind, std::size_t start, std::size_t end, std::string_view rule, int certainty = 100);
  /// An item belongs to the area added as `area`.
  Fact& add_item(const Fact& area, std::size_t start, std::size_t end, std::string_view rule, int certainty = 100);
  void problem(std::string_view code, std::string message, std::size_t start = 0, std::size_t end = 0);

  [[nodiscard]] const Document& document() const { return document_; }
  [[nodiscard]] bool has(FactKind kind) const;
  /// The first fact of a kind, or null.
  [[nodiscard]] Fact* first(FactKind kind);
  [[nodiscard]] std::vector<Fact*> all(FactKind kind);
  /// Takes out the facts for which `drop` says so.
  template <class Predicate>
  void remove_if(Predicate drop) {
    std::erase_if(facts_, drop);
  }
  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

  /// Facts in document order with their ids; doubles (same kind, span and fields) are dropped. Empties the builder.
  Reading finish();

 private:
  const Document& document_;
  std::deque<Fact> facts_;
  std::vector<Problem> problems_;
  std::size_t count_ = 0;  ///< facts ever added
};

/// Words that are the same name: folded, without quotes and differences of blanks and dashes.
bool same_words(std::string_view a, std::string_view b);

}  // namespace breadcrumb::reader
