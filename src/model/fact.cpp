#include "model/fact.h"

#include <array>

#include "base/bytes.h"

namespace breadcrumb {

namespace {

constexpr std::array<std::string_view, 20> names = {
    "title", "published", "dateline",   "publisher",   "dialogue", "launched",   "aim",
    "party", "round",     "meeting",    "session",     "head",     "area",       "item",
    "issue", "list",      "commitment", "established", "body",     "next_round",
};

// In the order of `names`.
constexpr std::array<std::string_view, 20> fields_by_kind = {
    "",
    "date",
    "place",
    "party",
    "name short",
    "date occasion",
    "",
    "code",
    "ordinal",
    "start end place virtual zone imprecise",
    "start end",
    "party name title",
    "heading kind",
    "area acts topics actor",
    "kind acts topics actor",
    "open",
    "actor due due_text",
    "name kind date",
    "name relation stage next_meeting",
    "date place",
};

}  // namespace

std::string_view field_names(FactKind kind) {
  return fields_by_kind.at(static_cast<std::size_t>(kind));
}

std::string_view field_choices(FactKind kind, std::string_view name) {
  if (name == "virtual" || name == "open") return "true|false";
  if (name == "imprecise") return "week";
  if (name == "relation") return "under|other";
  if (name == "stage")
    return "to be set up|set up|established|met|convened|reported|meeting planned|first meeting planned|"
           "next meeting planned|met; next meeting planned|dissolved";
  if (name != "kind") return "";
  if (kind == FactKind::area || kind == FactKind::issue) return "common|bilateral";
  return kind == FactKind::established ? "body|agreement" : "";
}

std::string_view to_text(FactKind kind) {
  return names.at(static_cast<std::size_t>(kind));
}

std::optional<FactKind> fact_kind(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<FactKind>(i);
  return std::nullopt;
}

FactId fact_id(std::string_view source_sha256, FactKind kind, const Span& quote, unsigned nth) {
  using namespace std::string_literals;
  std::string input = "breadcrumb.fact.v1\0"s;
  input += source_sha256;
  input += '\0';
  input += to_text(kind);
  input += '\0';
  input += std::to_string(quote.start);
  input += '\0';
  input += std::to_string(quote.end);
  if (nth > 0) input += '\0' + std::to_string(nth);
  return sha256_hex(input).substr(0, 32);
}

const std::string& Fact::field(std::string_view name) const {
  static const std::string none;
  const auto found = fields.find(name);
  return found == fields.end() ? none : found->second;
}

}  // namespace breadcrumb
