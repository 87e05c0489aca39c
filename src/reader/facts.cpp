#include "reader/facts.h"

#include <algorithm>
#include <map>

#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

/// Ids before `finish`: an item names its area by its place in the builder.
std::string temporary_id(std::size_t index) {
  return "#" + std::to_string(index);
}

}  // namespace

Fact& FactBuilder::add(FactKind kind, std::size_t start, std::size_t end, std::string_view rule, int certainty) {
  const std::string& text = document_.text;
  end = std::min(end, text.size());
  start = std::min(start, end);
  while (start > 0 && !text::is_boundary(text, start)) --start;
  while (end < text.size() && !text::is_boundary(text, end)) ++end;
  const auto trimmed = text::trim(std::string_view(text).substr(start, end - start));
  if (!trimmed.empty()) {
    start = static_cast<std::size_t>(trimmed.data() - text.data());
    end = start + trimmed.size();
  }
  Fact fact;
  fact.id = temporary_id(count_++);
  fact.kind = kind;
  fact.quote = span_of(text, start, end);
  fact.rule = std::string(rule);
  fact.certainty = certainty;
  facts_.push_back(std::move(fact));
  return facts_.back();
}

Fact& FactBuilder::add_item(const Fact& area, std::size_t start, std::size_t end, std::string_view rule,
                            int certainty) {
  Fact& item = add(FactKind::item, start, end, rule, certainty);
  item.set("area", area.id);
  return item;
}

void FactBuilder::problem(std::string_view code, std::string message, std::size_t start, std::size_t end) {
  for (const auto& known : problems_)
    if (known.code == code && known.quote.start == start) return;
  const std::string& text = document_.text;
  end = std::min(end, text.size());
  start = std::min(start, end);
  problems_.push_back({std::string(code), std::move(message), span_of(text, start, end)});
}

bool FactBuilder::has(FactKind kind) const {
  return std::any_of(facts_.begin(), facts_.end(), [&](const Fact& fact) { return fact.kind == kind; });
}

Fact* FactBuilder::first(FactKind kind) {
  for (auto& fact : facts_)
    if (fact.kind == kind) return &fact;
  return nullptr;
}

std::vector<Fact*> FactBuilder::all(FactKind kind) {
  std::vector<Fact*> out;
  for (auto& fact : facts_)
    if (fact.kind == kind) out.push_back(&fact);
  return out;
}

Reading FactBuilder::finish() {
  Reading reading;
  std::vector<Fact> facts;
  std::erase_if(facts_, [](const Fact& fact) { return fact.quote.empty(); });
  for (auto& fact : facts_) {
    const bool twice = std::any_of(facts.begin(), facts.end(), [&](const Fact& known) {
      return known.kind == fact.kind && known.quote.start == fact.quote.start && known.quote.end == fact.quote.end &&
             known.fields == fact.fields;
    });
    if (!twice) facts.push_back(std::move(fact));
  }
  std::stable_sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) {
    if (a.quote.start != b.quote.start) return a.quote.start < b.quote.start;
    if (a.kind != b.kind) return a.kind < b.kind;
    return a.quote.end < b.quote.end;
  });
  std::map<std::string, std::string> final_ids;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    unsigned nth = 0;
    for (std::size_t k = i; k-- > 0 && facts[k].quote.start == facts[i].quote.start;)
      if (facts[k].kind == facts[i].kind && facts[k].quote.end == facts[i].quote.end) ++nth;
    const auto id = fact_id(document_.source_sha256, facts[i].kind, facts[i].quote, nth);
    final_ids[facts[i].id] = id;
    facts[i].id = id;
  }
  for (auto& fact : facts)
    if (const auto area = fact.fields.find("area"); area != fact.fields.end())
      if (const auto found = final_ids.find(area->second); found != final_ids.end()) area->second = found->second;
  reading.facts = std::move(facts);
  reading.problems = std::move(problems_);
  facts_.clear();
  problems_.clear();
  return reading;
}

bool same_words(std::string_view a, std::string_view b) {
  const auto bare = [](std::string_view s) {
    std::string out;
    for (const char c : text::fold(s))
      if (c != '"' && c != '\'') out += c;
    return out;
  };
  return bare(a) == bare(b);
}

}  // namespace breadcrumb::reader
