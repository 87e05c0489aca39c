#include "app/typed.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/rounds_of.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

Error refuse(ErrorKind kind, std::string_view code, std::string message, std::string_view what) {
  return {kind, std::string(code), std::move(message), std::string(what)};
}

bool is_of_kind(const Json& value, ParameterKind kind) {
  switch (kind) {
    case ParameterKind::flag:
      return value.is_bool();
    case ParameterKind::text:
      return value.is_string();
    case ParameterKind::number:
      return value.is_integer();
    case ParameterKind::texts:
      return value.is_array() && std::ranges::all_of(value.items(), &Json::is_string);
  }
  return false;
}

std::string_view expected_kind(ParameterKind kind) {
  switch (kind) {
    case ParameterKind::flag:
      return "true or false";
    case ParameterKind::text:
      return "a text";
    case ParameterKind::number:
      return "a whole number";
    case ParameterKind::texts:
      return "an array of texts";
  }
  return "";
}

}  // namespace

Result<void> check_shape(const Operation& operation, const Request& request) {
  if (!request.is_object())
    return refuse(ErrorKind::bad_input, "request.object", "expected an object: names of parameters and their values",
                  operation.name);
  for (const auto& [name, value] : request.members()) {
    const auto* parameter = find_parameter(operation, name);
    if (parameter == nullptr)
      return refuse(ErrorKind::bad_input, "request.unknown",
                    fmt::format("{} has no parameter of this name", operation.name), name);
    if (parameter->local)
      return refuse(ErrorKind::refused, "request.local", "this can be said on the desk's own machine only", name);
    if (!is_of_kind(value, parameter->kind))
      return refuse(ErrorKind::bad_input, "request.kind", fmt::format("expected {}", expected_kind(parameter->kind)),
                    name);
    const auto& choices = parameter->choices;
    if (choices.empty()) continue;
    for (const auto& word : value.is_string() ? std::vector{value.string()} : value.texts())
      if (std::ranges::find(choices, word) == choices.end())
        return refuse(ErrorKind::bad_input, "request.choice",
                      fmt::format("expected one of: {}", fmt::join(choices, ", ")), name);
  }
  for (const auto& parameter : operation.parameters)
    if (parameter.required && !request.has(parameter.name))
      return refuse(ErrorKind::bad_input, "request.missing", fmt::format("{} needs this", operation.name),
                    parameter.name);
  return {};
}

std::size_t most_bytes(Form form) {
  switch (form) {
    case Form::name:
      return 300;
    case Form::line:
      return 2'000;
    case Form::passage:
      return 20'000;
    case Form::path:
      break;
  }
  return SIZE_MAX;
}

Result<void> check_words(Form form, std::string_view what, std::string_view words) {
  if (form == Form::path) return {};
  if (words.size() > most_bytes(form))
    return refuse(ErrorKind::too_big, "typed.too_long",
                  fmt::format("{} bytes, and at most {} are taken here", words.size(), most_bytes(form)), what);
  if (const auto bad = text::first_invalid_utf8(words); bad != std::string_view::npos)
    return refuse(ErrorKind::bad_input, "typed.encoding", fmt::format("expected UTF-8; byte {} is not", bad), what);
  for (std::size_t i = 0; i < words.size();) {
    const std::size_t start = i;
    const char32_t c = text::next_char(words, i);
    if (text::is_hidden(c))
      return refuse(
          ErrorKind::bad_input, "typed.hidden",
          fmt::format("a character that cannot be seen (U+{:04X}) stands at byte {}", static_cast<unsigned>(c), start),
          what);
    if ((c == '\n' || c == '\t') && form != Form::passage)
      return refuse(ErrorKind::bad_input, "typed.lines",
                    fmt::format("expected one line; a {} stands at byte {}", c == '\n' ? "line feed" : "tab", start),
                    what);
  }
  return {};
}

bool is_day(std::string_view date) {
  const auto digits = std::ranges::count_if(date, [](char c) { return c >= '0' && c <= '9'; });
  return date.size() == 10 && digits == 8 && day_number(date).has_value();
}

bool is_later(std::string_view a, std::string_view b) {
  const auto common = std::min(a.size(), b.size());
  return a.substr(0, common) > b.substr(0, common);
}

Result<void> check_typed(const Operation& operation, const Request& request) {
  for (const auto& parameter : operation.parameters) {
    const auto& value = request[parameter.name];
    if (value.is_null() || parameter.kind == ParameterKind::flag) continue;
    const auto what = parameter.positional ? parameter.name : "--" + parameter.name;
    const bool may_be_left_out = !parameter.required && !parameter.may_be_empty;
    if (parameter.kind == ParameterKind::number) {
      if (!parameter.required && !value.is_integer())
        return refuse(ErrorKind::bad_input, "typed.number",
                      fmt::format("expected a whole number, not \"{}\"", value.string()), what);
      continue;
    }
    for (const auto& words : parameter.kind == ParameterKind::text ? std::vector{value.string()} : value.texts()) {
      if (may_be_left_out && text::trim(words).empty())
        return refuse(ErrorKind::bad_input, "typed.empty", "nothing stands there; leave it out or say what is meant",
                      what);
      BC_TRY(check_words(parameter.form, what, words));
    }
  }
  return {};
}

}  // namespace breadcrumb::app
