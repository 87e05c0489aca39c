#include "app/tracker_map.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/toml.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

class MapReader {
 public:
  MapReader(const PlacedToml& toml, std::string_view where) : toml_(toml), where_(where) {}

  Result<TrackerMap> read() {
    TrackerMap out{.sheets = {}, .where = std::string(where_)};
    BC_TRY(only(toml_.value, "", {"sheet"}));
    const auto& sheets = toml_.value["sheet"];
    if (!sheets.is_array() || sheets.items().empty()) return bad("", "expected a table [[sheet]] for each sheet");
    for (std::size_t i = 0; i < sheets.items().size(); ++i)
      out.sheets.push_back(BC_TRY(sheet(sheets.items()[i], fmt::format("/sheet/{}", i))));
    return out;
  }

 private:
  [[nodiscard]] unsigned line_of(const std::string& path) const {
    const auto found = toml_.lines.find(path);
    return found == toml_.lines.end() ? 1 : found->second;
  }
  [[nodiscard]] Error bad(const std::string& path, std::string message) const {
    return {ErrorKind::bad_input, "tracker.map", std::move(message), fmt::format("{}:{}", where_, line_of(path))};
  }

  Result<void> only(const Json& table, const std::string& path, const std::vector<std::string_view>& known) const {
    if (!table.is_object()) return bad(path, fmt::format("expected a table with {}", fmt::join(known, ", ")));
    for (const auto& [key, value] : table.members())
      if (std::ranges::find(known, key) == known.end())
        return bad(path + "/" + key,
                   fmt::format("there is no key `{}` here; known are {}", key, fmt::join(known, ", ")));
    return {};
  }

  Result<std::string> words(const Json& table, const std::string& path, const std::string& key) const {
    const auto& value = table[key];
    if (!value.is_null() && !value.is_string()) return bad(path + "/" + key, fmt::format("`{}` must be words", key));
    return value.string();
  }

  /// One of two words: true for the second.
  Result<bool> choice(const Json& table, const std::string& path, const std::string& key, std::string_view usual,
                      std::string_view other) const {
    const auto value = BC_TRY(words(table, path, key));
    if (!value.empty() && value != usual && value != other)
      return bad(path + "/" + key, fmt::format("`{}` is \"{}\" or \"{}\", not \"{}\"", key, usual, other, value));
    return value == other;
  }

  Result<SheetMap> sheet(const Json& table, const std::string& path) const {
    BC_TRY(
        only(table, path,
             {"name", "kind", "head", "match", "merged", "formulas", "empty", "days", "columns", "values", "fixed"}));
    SheetMap out;
    out.line = line_of(path);
    out.sheet = BC_TRY(words(table, path, "name"));
    const auto kind = BC_TRY(words(table, path, "kind"));
    out.kind = find_tracker_kind(kind);
    if (out.kind == nullptr) {
      std::vector<std::string> known;
      for (const auto& one : tracker_kinds()) known.push_back(one.typed);
      return bad(table.has("kind") ? path + "/kind" : path,
                 fmt::format("`kind` says what a row is: one of {}", fmt::join(known, ", ")));
    }
    if (const auto& head = table["head"]; !head.is_null()) {
      if (head.integer() < 1 || head.integer() > 1000)
        return bad(path + "/head", "`head` is the row with the names of the columns, from 1 to 1000");
      out.head_row = static_cast<int>(head.integer());
    }
    out.fill_merged = BC_TRY(choice(table, path, "merged", "refuse", "fill"));
    out.cached_formulas = BC_TRY(choice(table, path, "formulas", "refuse", "cached"));
    out.take_away = BC_TRY(choice(table, path, "empty", "leave", "take away"));
    const auto days = BC_TRY(words(table, path, "days"));
    if (days == "d/m/y")
      out.days = DayOrder::day_first;
    else if (days == "m/d/y")
      out.days = DayOrder::month_first;
    else if (days == "serial")
      out.days = DayOrder::serial;
    else if (!days.empty())
      return bad(path + "/days", fmt::format("`days` is \"d/m/y\", \"m/d/y\" or \"serial\", not \"{}\"", days));
    BC_TRY(columns(table["columns"], path + "/columns", out));
    BC_TRY(values(table["values"], path + "/values", out));
    BC_TRY(fixed(table["fixed"], path + "/fixed", out));
    out.match = BC_TRY(words(table, path, "match"));
    if (!out.match.empty() && !is_mapped(out, out.match))
      return bad(path + "/match", fmt::format("`match` names a field that a column gives, not \"{}\"", out.match));
    return out;
  }

  static bool is_mapped(const SheetMap& map, std::string_view field) {
    return std::ranges::find(map.columns, field, &MappedColumn::field) != map.columns.end();
  }

  /// A field of the kind that a table may set.
  Result<void> need_field(const SheetMap& map, const std::string& field, const std::string& path) const {
    const auto* column = map.kind->column(field);
    if (column != nullptr && !column->fixed) return {};
    std::vector<std::string> known;
    for (const auto& one : map.kind->columns)
      if (!one.fixed) known.push_back(one.field.name);
    return bad(path, fmt::format("a {} has no field \"{}\" that a table sets; it has {}", map.kind->typed, field,
                                 fmt::join(known, ", ")));
  }

  Result<void> columns(const Json& table, const std::string& path, SheetMap& out) const {
    if (!table.is_object() || table.members().empty())
      return bad(table.is_null() ? path.substr(0, path.rfind('/')) : path,
                 "expected a table [sheet.columns] with \"name of the column\" = \"field\"");
    for (const auto& [head, field] : table.members()) {
      const auto at = path + "/" + head;
      if (!field.is_string()) return bad(at, fmt::format("\"{}\": expected the name of a field", head));
      if (field.string() != "number") BC_TRY(need_field(out, field.string(), at));
      if (is_mapped(out, field.string()))
        return bad(at, fmt::format("two columns give {}; one field has one column", field.string()));
      out.columns.push_back({head, field.string(), line_of(at)});
    }
    return {};
  }

  Result<void> values(const Json& table, const std::string& path, SheetMap& out) const {
    if (table.is_null()) return {};
    if (!table.is_object()) return bad(path, "expected a table [sheet.values.FIELD] of words and what they mean");
    for (const auto& [field, meanings] : table.members()) {
      const auto at = path + "/" + field;
      if (!is_mapped(out, field)) return bad(at, fmt::format("no column gives {}", field));
      if (!meanings.is_object()) return bad(at, "expected \"what the tracker says\" = \"what is meant\"");
      for (const auto& [said, meant] : meanings.members()) {
        if (!meant.is_string()) return bad(at + "/" + said, fmt::format("\"{}\": expected words", said));
        if (!out.values[field].emplace(text::fold(said), meant.string()).second)
          return bad(at + "/" + said, fmt::format("\"{}\" has two meanings", said));
      }
    }
    return {};
  }

  Result<void> fixed(const Json& table, const std::string& path, SheetMap& out) const {
    if (table.is_null()) return {};
    if (!table.is_object()) return bad(path, "expected a table [sheet.fixed] with field = \"value\"");
    for (const auto& [field, value] : table.members()) {
      const auto at = path + "/" + field;
      BC_TRY(need_field(out, field, at));
      if (is_mapped(out, field)) return bad(at, fmt::format("{} is given by a column already", field));
      if (!value.is_string()) return bad(at, fmt::format("{}: expected words", field));
      out.fixed[field] = value.string();
    }
    return {};
  }

  const PlacedToml& toml_;
  std::string_view where_;
};

}  // namespace

Result<TrackerMap> TrackerMap::parse(std::string_view toml, std::string_view where) {
  const auto placed = BC_TRY(parse_placed_toml(toml, where));
  return MapReader(placed, where).read();
}

}  // namespace breadcrumb::app
