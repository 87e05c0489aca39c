#include "base/toml.h"

#include <fmt/format.h>

#define TOML_EXCEPTIONS 0
// In a debug build the library would end the program where a key begins with what no key may: the file is hostile, and
// the parser says so itself right after.
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>

#include <sstream>

namespace breadcrumb {

namespace {

Json convert(const toml::node& node) {
  if (const auto* table = node.as_table()) {
    Json out = Json::object();
    for (const auto& [key, value] : *table) out.mutable_members().emplace_back(std::string(key.str()), convert(value));
    return out;
  }
  if (const auto* array = node.as_array()) {
    Json out = Json::array();
    for (const auto& item : *array) out.push(convert(item));
    return out;
  }
  if (const auto* text = node.as_string()) return Json(text->get());
  if (const auto* integer = node.as_integer()) return Json(integer->get());
  if (const auto* boolean = node.as_boolean()) return Json(boolean->get());
  std::ostringstream text;
  node.visit([&](const auto& value) {
    using Node = std::decay_t<decltype(value)>;
    if constexpr (toml::is_value<Node>) text << value.get();
  });
  if (node.is_floating_point()) return Json::decimal(text.str());
  return Json(text.str());
}

void note_lines(const toml::node& node, const std::string& path, std::map<std::string, unsigned, std::less<>>& lines) {
  if (const auto* table = node.as_table()) {
    for (const auto& [key, value] : *table) {
      const auto inner = path + "/" + std::string(key.str());
      lines[inner] = key.source().begin.line;
      note_lines(value, inner, lines);
    }
  } else if (const auto* array = node.as_array()) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      const auto inner = path + "/" + std::to_string(i);
      lines[inner] = (*array)[i].source().begin.line;
      note_lines((*array)[i], inner, lines);
    }
  }
}

Error syntax(const toml::parse_error& error, std::string_view where) {
  return {ErrorKind::bad_input, "toml.syntax", std::string(error.description()),
          fmt::format("{}:{}:{}", where, error.source().begin.line, error.source().begin.column)};
}

}  // namespace

Result<PlacedToml> parse_placed_toml(std::string_view bytes, std::string_view where) {
  const auto parsed = toml::parse(bytes, where);
  if (!parsed) return syntax(parsed.error(), where);
  PlacedToml out{.value = convert(parsed.table()), .lines = {}};
  note_lines(parsed.table(), "", out.lines);
  return out;
}

Result<Json> parse_toml(std::string_view bytes, std::string_view where) {
  const auto parsed = toml::parse(bytes, where);
  if (!parsed) return syntax(parsed.error(), where);
  return convert(parsed.table());
}

}  // namespace breadcrumb
