#include "source/mime.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

constexpr std::size_t most_fields = 2000;
constexpr std::size_t longest_value = std::size_t{64} << 10;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool same(std::string_view a, std::string_view lower_case) {
  return a.size() == lower_case.size() &&
         std::equal(a.begin(), a.end(), lower_case.begin(), [](char x, char y) { return lower(x) == y; });
}

// The line at `at` without its end; moves `at` past it.
std::string_view next_line(std::string_view bytes, std::size_t& at) {
  const auto feed = std::min(bytes.find('\n', at), bytes.size());
  auto line = bytes.substr(at, feed - at);
  at = std::min(feed + 1, bytes.size());
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Where the colon of a field stands; npos when the line is none. A name is printable ASCII without blanks, but old
// programs put a blank before the colon.
std::size_t colon_of(std::string_view line) {
  const auto colon = line.substr(0, 100).find(':');
  if (colon == std::string_view::npos || colon == 0) return std::string_view::npos;
  auto name = line.substr(0, colon);
  while (name.ends_with(' ')) name.remove_suffix(1);
  const bool good = !name.empty() && std::ranges::all_of(name, [](char c) { return c > 32 && c < 127; });
  return good ? colon : std::string_view::npos;
}

std::string_view without_mark(std::string_view bytes) {
  return bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
}

}  // namespace

std::string Entity::field(std::string_view name) const {
  for (const auto& each : fields) {
    if (!same(each.name, name)) continue;
    std::string out;
    for (const char c : each.value.substr(0, longest_value))
      if (c != '\r' && c != '\n') out += c;
    return std::string(text::trim(out));
  }
  return "";
}

bool Entity::has(std::string_view name) const {
  return std::ranges::any_of(fields, [&](const Field& each) { return same(each.name, name); });
}

namespace {

// The header's fields, and where it holds more of them than any message; npos when it does not.
std::pair<Entity, std::size_t> entity_of(std::string_view bytes) {
  Entity out;
  bytes = without_mark(bytes);
  std::size_t at = 0;
  if (bytes.starts_with("From ")) next_line(bytes, at);
  while (at < bytes.size()) {
    const auto start = at;
    const auto line = next_line(bytes, at);
    if (line.empty()) break;
    if ((line[0] == ' ' || line[0] == '\t') && !out.fields.empty()) {
      auto& value = out.fields.back().value;
      value = bytes.substr(static_cast<std::size_t>(value.data() - bytes.data()),
                           static_cast<std::size_t>(line.data() + line.size() - value.data()));
      continue;
    }
    const auto colon = colon_of(line);
    if (colon == std::string_view::npos) {
      at = start;
      break;
    }
    if (out.fields.size() == most_fields) return {std::move(out), start};
    out.fields.push_back({text::trim(line.substr(0, colon)), line.substr(colon + 1)});
  }
  out.body = bytes.substr(at);
  return {std::move(out), std::string_view::npos};
}

}  // namespace

Result<Entity> parse_entity(std::string_view bytes) {
  auto [out, full] = entity_of(bytes);
  if (full != std::string_view::npos)
    return Error{ErrorKind::bad_input, "source.bomb", fmt::format("the header holds more than {} fields", most_fields),
                 fmt::format("byte {}", full)};
  return std::move(out);
}

bool looks_like_mail(std::string_view bytes, bool named) {
  constexpr std::array sure = {"mime-version", "message-id", "received", "return-path"};
  constexpr std::array usual = {"from",     "to",      "cc",           "date",         "subject",
                                "reply-to", "sender",  "delivered-to", "content-type", "content-transfer-encoding",
                                "x-mailer", "list-id", "in-reply-to",  "x-unsent",     "dkim-signature"};
  const auto entity = entity_of(bytes.substr(0, std::size_t{256} << 10)).first;
  if (entity.fields.size() < 2) return false;
  // Text goes on where a header has an empty line.
  const auto before = entity.body.empty() ? 0 : static_cast<std::size_t>(entity.body.data() - bytes.data());
  if (!entity.body.empty() &&
      (before == 0 || bytes[before - 1] != '\n' ||
       !(bytes.substr(0, before).ends_with("\n\n") || bytes.substr(0, before).ends_with("\n\r\n"))))
    return false;
  const auto count = [&head = entity](const auto& names) {
    return std::ranges::count_if(names, [&](const char* name) { return head.has(name); });
  };
  const auto marks = count(sure), fields = count(usual);
  if (marks + fields >= 2 && (marks > 0 || named)) return true;
  return entity.has("from") && entity.has("to") && entity.has("date") && entity.has("subject") &&
         entity.field("from").find('@') != std::string::npos;
}

Result<std::string> decode_transfer(std::string_view body, std::string_view encoding) {
  encoding = text::trim(encoding.substr(0, encoding.find(';')));
  if (encoding.empty() || same(encoding, "7bit") || same(encoding, "8bit") || same(encoding, "binary"))
    return std::string(body);
  std::string out;
  if (same(encoding, "quoted-printable")) {
    const auto digit = [](char c) {
      return c >= '0' && c <= '9' ? c - '0' : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
    };
    out.reserve(body.size());
    for (std::size_t at = 0; at < body.size();) {
      const bool last = body.find('\n', at) == std::string_view::npos;
      auto line = next_line(body, at);
      while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);  // transports add them
      const bool soft = line.ends_with('=');
      if (soft) line.remove_suffix(1);
      for (std::size_t i = 0; i < line.size(); ++i) {
        const int high = line[i] == '=' && i + 2 < line.size() ? digit(line[i + 1]) : -1;
        const int low = high >= 0 ? digit(line[i + 2]) : -1;
        // "=" before anything else stands for itself, as mail programs show it.
        out += low >= 0 ? static_cast<char>(high * 16 + low) : line[i];
        i += low >= 0 ? 2 : 0;
      }
      if (!soft && !last) out += "\r\n";
    }
    return out;
  }
  if (!same(encoding, "base64"))
    return Error{ErrorKind::bad_input, "source.damaged",
                 "the encoding of a part is not known: " + decode_words(encoding.substr(0, 40)), "byte 0"};
  out.reserve(body.size() / 4 * 3);
  std::uint32_t held = 0;
  int bits = 0;
  std::size_t strays = 0, first_stray = 0;
  bool padded = false;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (c == '=') {
      padded = true;
      bits = 0;
      continue;
    }
    const int value = c >= 'A' && c <= 'Z'   ? c - 'A'
                      : c >= 'a' && c <= 'z' ? c - 'a' + 26
                      : c >= '0' && c <= '9' ? c - '0' + 52
                      : c == '+'             ? 62
                      : c == '/'             ? 63
                                             : -1;
    if (c == '\r' || c == '\n' || c == ' ' || c == '\t') continue;
    if (padded) break;  // what a mailing list adds below is no base64
    if (value < 0) {
      if (strays++ == 0) first_stray = i;
      continue;
    }
    held = held << 6 | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>(held >> bits & 0xFF);
    }
  }
  if (strays * 20 > body.size())
    return Error{ErrorKind::bad_input, "source.damaged", "a part that calls itself base64 is none",
                 fmt::format("byte {}", first_stray)};
  return out;
}

Parts split_parts(std::string_view body, std::string_view boundary, std::size_t most) {
  Parts out;
  std::size_t begin = std::string_view::npos;
  const auto end_part = [&](std::size_t end) {
    if (begin == std::string_view::npos) return;
    // The line end before a boundary belongs to it.
    if (end > begin && body[end - 1] == '\n') --end;
    if (end > begin && body[end - 1] == '\r') --end;
    if (out.parts.size() == most)
      out.too_many = true;
    else
      out.parts.push_back(body.substr(begin, end - begin));
  };
  for (std::size_t at = 0; at < body.size() && !out.too_many;) {
    const auto start = at;
    if (!body.substr(at).starts_with("--")) {
      const auto next = body.find("\n--", at);
      if (next == std::string_view::npos) break;
      at = next + 1;
      continue;
    }
    const auto line = next_line(body, at);
    if (line.substr(2, boundary.size()) != boundary || line.size() < 2 + boundary.size()) continue;
    const auto rest = text::trim(line.substr(2 + boundary.size()));
    if (!rest.empty() && rest != "--") continue;  // a longer boundary, of a part inside
    end_part(start);
    begin = at;
    if (rest == "--") {
      out.closed = true;
      return out;
    }
  }
  if (!out.too_many) end_part(body.size());
  return out;
}

std::string unflow(std::string_view text, bool delete_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    auto line = next_line(text, at);
    if (line.starts_with(' ')) line.remove_prefix(1);  // stuffed
    const bool flows = line.ends_with(' ') && line != "-- " && !line.starts_with('>');
    if (flows && delete_space) line.remove_suffix(1);
    out += line;
    if (!flows) out += '\n';
  }
  return out;
}

}  // namespace breadcrumb::source
