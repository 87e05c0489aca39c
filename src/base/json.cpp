#include "base/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace breadcrumb {

namespace {

constexpr int max_depth = 128;
constexpr std::int64_t max_exact = std::int64_t{1} << 53;

const Json& null_json() {
  static const Json null;
  return null;
}

// nlohmann does the lexing; this handler builds our values, so that neither its type nor its cost leaves this file.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Builder(std::string_view where) : where_(where) {}

  bool null() override { return add(Json()); }
  bool boolean(bool value) override { return add(Json(value)); }
  bool number_integer(number_integer_t value) override { return add(Json(static_cast<std::int64_t>(value))); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<std::uint64_t>(INT64_MAX)) return add(Json::decimal(std::to_string(value)));
    return add(Json(static_cast<std::int64_t>(value)));
  }
  bool number_float(number_float_t, const string_t& text) override { return add(Json::decimal(text)); }
  bool string(string_t& value) override { return add(Json(std::move(value))); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool key(string_t& value) override {
    stack_.back().key = std::move(value);
    return true;
  }
  bool end_object() override {
    std::vector<std::string_view> keys;
    for (const auto& [key, value] : stack_.back().value.members()) keys.push_back(key);
    std::ranges::sort(keys);
    if (const auto twin = std::ranges::adjacent_find(keys); twin != keys.end())
      return fail("json.duplicate_key", fmt::format("key \"{}\" stands twice in one object", *twin));
    return close();
  }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& ex) override {
    std::string what = ex.what();
    if (const auto at = what.rfind(": "); at != std::string::npos) what = what.substr(at + 2);
    return fail("json.syntax", fmt::format("not JSON at byte {}: {}", position, what));
  }

  Json root;
  Error error;

 private:
  struct Open {
    Json value;
    std::string key;
  };

  bool fail(std::string code, std::string message) {
    error = {ErrorKind::bad_input, std::move(code), std::move(message), std::string(where_)};
    return false;
  }
  bool open(Json value) {
    if (stack_.size() >= max_depth) return fail("json.depth", fmt::format("nested deeper than {}", max_depth));
    stack_.push_back({std::move(value), {}});
    return true;
  }
  bool close() {
    Json value = std::move(stack_.back().value);
    stack_.pop_back();
    return add(std::move(value));
  }
  bool add(Json value) {
    if (stack_.empty()) {
      root = std::move(value);
    } else if (auto& top = stack_.back(); top.value.is_array()) {
      top.value.push(std::move(value));
    } else {
      top.value.mutable_members().emplace_back(std::move(top.key), std::move(value));
    }
    return true;
  }

  std::string_view where_;
  std::vector<Open> stack_;
};

std::size_t utf8_length(std::string_view s, std::size_t i) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(s[k]); };
  const auto tail = [&](std::size_t k) { return k < s.size() && (byte(k) & 0xC0) == 0x80; };
  const unsigned char b = byte(i);
  if (b < 0x80) return 1;
  if (b >= 0xC2 && b <= 0xDF && tail(i + 1)) return 2;
  if (b >= 0xE0 && b <= 0xEF && tail(i + 1) && tail(i + 2)) {
    if (b == 0xE0 && byte(i + 1) < 0xA0) return 0;
    if (b == 0xED && byte(i + 1) > 0x9F) return 0;
    return 3;
  }
  if (b >= 0xF0 && b <= 0xF4 && tail(i + 1) && tail(i + 2) && tail(i + 3)) {
    if (b == 0xF0 && byte(i + 1) < 0x90) return 0;
    if (b == 0xF4 && byte(i + 1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

// Writes a string with JSON's shortest escapes; false when the bytes are not UTF-8 (they come out as U+FFFD).
bool write_string(std::string& out, std::string_view s) {
  bool clean = true;
  out += '"';
  for (std::size_t i = 0; i < s.size();) {
    const auto c = static_cast<unsigned char>(s[i]);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += s[i++];
    } else if (c < 0x20) {
      switch (c) {
        case '\b':
          out += "\\b";
          break;
        case '\f':
          out += "\\f";
          break;
        case '\n':
          out += "\\n";
          break;
        case '\r':
          out += "\\r";
          break;
        case '\t':
          out += "\\t";
          break;
        default:
          out += fmt::format("\\u{:04x}", c);
      }
      ++i;
    } else if (const auto length = utf8_length(s, i); length > 0) {
      out += s.substr(i, length);
      i += length;
    } else {
      out += "\xEF\xBF\xBD";
      clean = false;
      ++i;
    }
  }
  out += '"';
  return clean;
}

struct Writer {
  int indent;
  std::string out;

  void line(int depth) {
    if (indent == 0) return;
    out += '\n';
    out.append(static_cast<std::size_t>(depth) * static_cast<std::size_t>(indent), ' ');
  }

  void write(const Json& value, int depth) {
    if (value.is_object()) {
      const auto& members = value.members();
      out += '{';
      for (std::size_t i = 0; i < members.size(); ++i) {
        if (i > 0) out += ',';
        line(depth + 1);
        write_string(out, members[i].first);
        out += indent > 0 ? ": " : ":";
        write(members[i].second, depth + 1);
      }
      if (!members.empty()) line(depth);
      out += '}';
    } else if (value.is_array()) {
      const auto& items = value.items();
      out += '[';
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) out += ',';
        line(depth + 1);
        write(items[i], depth + 1);
      }
      if (!items.empty()) line(depth);
      out += ']';
    } else {
      scalar(value);
    }
  }

  void scalar(const Json& value) {
    if (value.is_null()) {
      out += "null";
    } else if (value.is_bool()) {
      out += value.boolean() ? "true" : "false";
    } else if (value.is_integer()) {
      out += std::to_string(value.integer());
    } else if (value.is_decimal()) {
      out += value.string();
    } else {
      write_string(out, value.string());
    }
  }
};

Error canonical_error(std::string code, std::string message) {
  return {ErrorKind::bad_input, std::move(code), std::move(message), ""};
}

}  // namespace

Json Json::strings(const std::vector<std::string>& values) {
  Json out = array();
  for (const auto& value : values) out.push(value);
  return out;
}

bool Json::boolean(bool fallback) const {
  return is_bool() ? std::get<bool>(value_) : fallback;
}
std::int64_t Json::integer(std::int64_t fallback) const {
  return is_integer() ? std::get<std::int64_t>(value_) : fallback;
}
const std::string& Json::string() const {
  static const std::string empty;
  if (const auto* decimal = std::get_if<Decimal>(&value_)) return decimal->text;
  return is_string() ? std::get<std::string>(value_) : empty;
}
const Json::Array& Json::items() const {
  static const Array empty;
  return is_array() ? std::get<Array>(value_) : empty;
}
const Json::Object& Json::members() const {
  static const Object empty;
  return is_object() ? std::get<Object>(value_) : empty;
}
std::vector<std::string> Json::texts() const {
  std::vector<std::string> out;
  for (const auto& item : items()) out.push_back(item.string());
  return out;
}

const Json& Json::operator[](std::string_view key) const {
  for (const auto& [name, value] : members())
    if (name == key) return value;
  return null_json();
}
bool Json::has(std::string_view key) const {
  return std::ranges::any_of(members(), [&](const Member& member) { return member.first == key; });
}
Json& Json::set(std::string_view key, Json value) {
  auto& all = mutable_members();
  for (auto& [name, old] : all) {
    if (name == key) {
      old = std::move(value);
      return *this;
    }
  }
  all.emplace_back(std::string(key), std::move(value));
  return *this;
}
Json& Json::push(Json value) {
  mutable_items().push_back(std::move(value));
  return *this;
}
Json::Array& Json::mutable_items() {
  if (!is_array()) value_ = Array{};
  return std::get<Array>(value_);
}
Json::Object& Json::mutable_members() {
  if (!is_object()) value_ = Object{};
  return std::get<Object>(value_);
}

std::string Json::dump(int indent) const {
  Writer writer{indent, {}};
  writer.write(*this, 0);
  return std::move(writer.out);
}

Result<std::string> Json::canonical() const {
  // What does not fit 64 bits is kept as its digits; it is no fraction for that.
  const auto* digits = std::get_if<Decimal>(&value_);
  if (digits != nullptr && digits->text.find_first_of(".eE") != std::string::npos)
    return canonical_error("json.float", "a canonical payload holds no number with a fraction");
  if (digits != nullptr || (is_integer() && (integer() > max_exact || integer() < -max_exact)))
    return canonical_error("json.integer_range", "an integer beyond 2^53 cannot be stored");
  std::string out;
  if (is_string()) {
    if (!write_string(out, string())) return canonical_error("json.encoding", "a string is not UTF-8");
  } else if (is_array()) {
    out += '[';
    for (const auto& item : items()) {
      if (out.size() > 1) out += ',';
      out += BC_TRY(item.canonical());
    }
    out += ']';
  } else if (is_object()) {
    std::vector<const Member*> sorted;
    for (const auto& member : members()) sorted.push_back(&member);
    std::ranges::sort(sorted, {}, [](const Member* member) -> std::string_view { return member->first; });
    out += '{';
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      if (i > 0) {
        if (sorted[i]->first == sorted[i - 1]->first)
          return canonical_error("json.duplicate_key", "key \"" + sorted[i]->first + "\" stands twice in one object");
        out += ',';
      }
      if (!write_string(out, sorted[i]->first)) return canonical_error("json.encoding", "a key is not UTF-8");
      out += ':';
      out += BC_TRY(sorted[i]->second.canonical());
    }
    out += '}';
  } else {
    out = dump();
  }
  return out;
}

Result<Json> Json::parse(std::string_view bytes, std::string_view where) {
  Builder builder(where);
  try {
    if (!nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &builder)) return builder.error;
  } catch (const std::exception& ex) {
    return Error{ErrorKind::bad_input, "json.syntax", ex.what(), std::string(where)};
  }
  return std::move(builder.root);
}

}  // namespace breadcrumb
