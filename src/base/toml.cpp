#include "base/toml.h"

#include <fmt/format.h>

#define TOML_EXCEPTIONS 0
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

}  // namespace

Result<Json> parse_toml(std::string_view bytes, std::string_view where) {
  const auto parsed = toml::parse(bytes, where);
  if (!parsed) {
    const auto& error = parsed.error();
    return Error{ErrorKind::bad_input, "toml.syntax", std::string(error.description()),
                 fmt::format("{}:{}:{}", where, error.source().begin.line, error.source().begin.column)};
  }
  return convert(parsed.table());
}

}  // namespace breadcrumb
