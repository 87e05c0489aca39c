#include "model/fact_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "text/utf8.h"

namespace breadcrumb {

namespace {

/// The order in which fields are printed; others follow by name.
constexpr std::array<std::string_view, 21> field_order = {
    "party", "code",    "name", "short", "title", "date",   "ordinal", "start", "end",      "place", "virtual",
    "zone",  "heading", "area", "kind",  "acts",  "topics", "actor",   "due",   "relation", "stage",
};

/// Wide characters take two columns on a terminal and in most editors.
std::size_t columns(std::string_view s) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < s.size();) width += text::is_cjk(text::next_char(s, i)) ? 2 : 1;
  return width;
}

std::string quoted(std::string_view s) {
  std::string out = "\"";
  for (const char c : s) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out + '"';
}

std::string value_text(std::string_view s) {
  const bool bare = !s.empty() && s.find_first_of(" \t\n\"\\=") == std::string_view::npos;
  return bare ? std::string(s) : quoted(s);
}

std::string quote_text(const Span& quote, std::string_view text) {
  unsigned nth = 0;
  for (auto at = text.find(quote.text); at != std::string_view::npos && at <= quote.start;
       at = text.find(quote.text, at + 1))
    ++nth;
  auto out = quoted(quote.text);
  if (nth > 1) out += fmt::format("@{}", nth);
  return out;
}

struct Row {
  std::string kind, fields, quote;
};

void add(Row& row, std::string_view name, std::string_view value) {
  if (!row.fields.empty()) row.fields += ' ';
  row.fields += fmt::format("{}={}", name, value_text(value));
}

/// `acts` and `topics` are lists of ids; commas keep them one word.
std::string list_value(std::string_view name, std::string value) {
  if (name == "acts" || name == "topics") std::replace(value.begin(), value.end(), ' ', ',');
  return value;
}

}  // namespace

std::vector<std::string> fact_lines(const Reading& reading, std::string_view text, const FactLineOptions& options) {
  std::map<FactId, std::string> headings;
  for (const auto& fact : reading.facts)
    if (fact.kind == FactKind::area) headings[fact.id] = fact.field("heading");

  std::vector<Row> rows;
  Row first{"reading", "", ""};
  if (!reading.language.empty()) add(first, "language", reading.language);
  if (!reading.kind.empty()) add(first, "kind", reading.kind);
  if (reading.excerpt) add(first, "excerpt", "true");
  rows.push_back(std::move(first));

  for (const auto& fact : reading.facts) {
    Row row{std::string(to_text(fact.kind)), "", quote_text(fact.quote, text)};
    const auto print = [&](const std::string& name, const std::string& value) {
      if (name == "area") {
        const auto found = headings.find(value);
        add(row, name, found == headings.end() ? "?" : found->second);
      } else {
        add(row, name, list_value(name, value));
      }
    };
    for (const auto name : field_order)
      if (const auto found = fact.fields.find(name); found != fact.fields.end()) print(found->first, found->second);
    for (const auto& [name, value] : fact.fields)
      if (std::find(field_order.begin(), field_order.end(), name) == field_order.end()) print(name, value);
    if (options.rules || fact.certainty < 100) add(row, "certainty", std::to_string(fact.certainty));
    if (options.rules) add(row, "rule", fact.rule);
    rows.push_back(std::move(row));
  }
  for (const auto& problem : reading.problems) {
    Row row{"problem", "", problem.quote.empty() ? "" : quote_text(problem.quote, text)};
    add(row, "code", problem.code);
    rows.push_back(std::move(row));
  }

  // Quotes stand in one column, which the widest fields may not push out of sight.
  constexpr std::size_t kind_width = 12, widest = 64;
  std::size_t width = 0;
  for (const auto& row : rows)
    if (const auto wide = columns(row.fields); wide <= widest && !row.quote.empty()) width = std::max(width, wide);
  std::vector<std::string> lines;
  for (const auto& row : rows) {
    auto line = fmt::format("{:<{}} {}", row.kind, kind_width, row.fields);
    if (!row.quote.empty()) {
      const auto wide = columns(row.fields);
      line.append(wide < width ? width - wide : 0, ' ');
      if (width > 0) line += "  ";
      line += row.quote;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string_view FactLine::field(std::string_view name) const {
  for (const auto& [key, value] : fields)
    if (key == name) return value;
  return {};
}

Result<FactLine> parse_fact_line(std::string_view line) {
  FactLine out;
  std::size_t i = 0;
  const auto bad = [&](std::string_view what) {
    return Error{ErrorKind::bad_input, "fact_line.syntax", std::string(what), fmt::format("byte {}", i)};
  };
  const auto blank = [&] { return i < line.size() && (line[i] == ' ' || line[i] == '\t'); };
  /// The text between double quotes; `i` stands on the first of them.
  const auto read_quoted = [&]() -> Result<std::string> {
    std::string value;
    for (++i; i < line.size(); ++i) {
      if (line[i] == '"') {
        ++i;
        return value;
      }
      if (line[i] == '\\' && i + 1 < line.size()) {
        ++i;
        value += line[i] == 'n' ? '\n' : line[i];
      } else {
        value += line[i];
      }
    }
    return bad("a quote is not closed");
  };
  const auto read_bare = [&] {
    const auto start = i;
    while (i < line.size() && !blank() && line[i] != '=') ++i;
    return std::string(line.substr(start, i - start));
  };

  while (blank()) ++i;
  out.kind = read_bare();
  if (out.kind.empty()) return bad("expected a kind");
  for (;;) {
    while (blank()) ++i;
    if (i >= line.size()) return out;
    if (out.quoted) return bad("expected nothing after the quote");
    if (line[i] == '"') {
      out.quote = BC_TRY(read_quoted());
      out.quoted = true;
      if (i < line.size() && line[i] == '@') {
        unsigned nth = 0;
        for (++i; i < line.size() && line[i] >= '0' && line[i] <= '9' && nth < 100000; ++i)
          nth = nth * 10 + static_cast<unsigned>(line[i] - '0');
        if (nth == 0) return bad("expected a number from 1 after @");
        out.occurrence = nth;
      }
      continue;
    }
    auto word = read_bare();
    if (i < line.size() && line[i] == '=') {
      if (word.empty()) return bad("expected a name before =");
      ++i;
      std::string value;
      if (i < line.size() && line[i] == '"') {
        value = BC_TRY(read_quoted());
      } else {
        const auto start = i;
        while (i < line.size() && !blank()) ++i;
        value = line.substr(start, i - start);
      }
      out.fields.emplace_back(std::move(word), std::move(value));
    } else {
      out.words.push_back(std::move(word));
    }
  }
}

std::size_t find_occurrence(std::string_view text, std::string_view words, unsigned occurrence) {
  if (words.empty()) return std::string_view::npos;
  std::size_t at = std::string_view::npos;
  for (unsigned n = 0; n < occurrence; ++n) {
    at = text.find(words, n == 0 ? 0 : at + 1);
    if (at == std::string_view::npos) break;
  }
  return at;
}

}  // namespace breadcrumb
