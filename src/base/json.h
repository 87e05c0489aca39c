// JSON values without floating point: what the record stores, what commands print, what files hold.
//
//   Json out = Json::object();
//   out.set("schema", 1).set("parties", Json::array().push("JPN"));
//   out.canonical();                     // keys sorted by bytes: the form that is hashed (docs/file-format.md)
//   const Json in = BC_TRY(Json::parse(bytes, "notes.json"));
//
// An object keeps the order in which its keys were set; `canonical` sorts. A number with a fraction or exponent is kept
// as its text (`decimal`), never as a double, and is refused by `canonical`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace breadcrumb {

class Json {
 public:
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;
  struct Decimal {
    std::string text;
    bool operator==(const Decimal&) const = default;
  };

  Json() = default;  ///< null
  Json(std::nullptr_t) {}
  Json(bool value) : value_(value) {}
  template <class Integer>
    requires(std::is_integral_v<Integer> && !std::is_same_v<Integer, bool>)
  Json(Integer value) : value_(static_cast<std::int64_t>(value)) {}
  Json(double) = delete;
  Json(const char* value) : value_(std::string(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(std::string value) : value_(std::move(value)) {}
  static Json array() { return from(Array{}); }
  static Json object() { return from(Object{}); }
  static Json strings(const std::vector<std::string>& values);
  /// The text of a decimal number, written as it stands (`0.95`).
  static Json decimal(std::string text) { return from(Decimal{std::move(text)}); }

  [[nodiscard]] bool is_null() const { return value_.index() == 0; }
  [[nodiscard]] bool is_bool() const { return std::holds_alternative<bool>(value_); }
  [[nodiscard]] bool is_integer() const { return std::holds_alternative<std::int64_t>(value_); }
  [[nodiscard]] bool is_decimal() const { return std::holds_alternative<Decimal>(value_); }
  [[nodiscard]] bool is_string() const { return std::holds_alternative<std::string>(value_); }
  [[nodiscard]] bool is_array() const { return std::holds_alternative<Array>(value_); }
  [[nodiscard]] bool is_object() const { return std::holds_alternative<Object>(value_); }

  /// The value if it is of that kind, else the fallback.
  [[nodiscard]] bool boolean(bool fallback = false) const;
  [[nodiscard]] std::int64_t integer(std::int64_t fallback = 0) const;
  [[nodiscard]] const std::string& string() const;       ///< empty when not a string
  [[nodiscard]] const Array& items() const;              ///< empty when not an array
  [[nodiscard]] const Object& members() const;           ///< empty when not an object
  [[nodiscard]] std::vector<std::string> texts() const;  ///< the strings of an array of strings

  /// The member, or null. Never adds one.
  const Json& operator[](std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const;
  Json& set(std::string_view key, Json value);  ///< adds or replaces; turns null into an object
  Json& push(Json value);                       ///< turns null into an array
  Array& mutable_items();
  Object& mutable_members();

  /// One line; with `indent` > 0, pretty, keys in the order set. Invalid UTF-8 comes out as U+FFFD.
  [[nodiscard]] std::string dump(int indent = 0) const;
  /// Canonical form: UTF-8, keys sorted by bytes, no blanks. Errors: `json.float`, `json.integer_range` (beyond 2^53),
  /// `json.encoding`, `json.duplicate_key`.
  [[nodiscard]] Result<std::string> canonical() const;

  /// Errors: `json.syntax` (with byte), `json.depth` (over 128), `json.duplicate_key`. `where` names the file.
  static Result<Json> parse(std::string_view bytes, std::string_view where = "");

  bool operator==(const Json&) const = default;

 private:
  template <class T>
  static Json from(T value) {
    Json out;
    out.value_ = std::move(value);
    return out;
  }
  std::variant<std::nullptr_t, bool, std::int64_t, Decimal, std::string, Array, Object> value_;
};

}  // namespace breadcrumb
