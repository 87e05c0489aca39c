// Encoded words and parameters of header fields (RFC 2047, 2231), with what mail programs let pass.
#include <fmt/format.h>

#include <algorithm>

#include "source/mime.h"
#include "text/encoding.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

constexpr std::size_t longest_word = 4000;  // RFC 2047 allows 75; programs write longer ones
constexpr std::size_t most_parameters = 200;

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

int digit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                : -1;
}

std::string in_utf8(std::string_view bytes, std::string_view charset) {
  auto decoded = text::decode(without_empty_shifts(bytes), charset);
  return decoded ? std::move(decoded->text) : text::repair_utf8(bytes);
}

// "%E8%B2%BF" and, in Q words, "=E8=B2=BF".
std::string without_escapes(std::string_view s, char mark, bool underscores) {
  std::string out;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const int high = s[i] == mark && i + 2 < s.size() ? digit(s[i + 1]) : -1;
    const int low = high >= 0 ? digit(s[i + 2]) : -1;
    out += low >= 0 ? static_cast<char>(high * 16 + low) : underscores && s[i] == '_' ? ' ' : s[i];
    i += low >= 0 ? 2 : 0;
  }
  return out;
}

struct Word {
  std::string charset, bytes;
  std::size_t end = 0;  // in the field; 0 when there is no word
};

// "=?charset*language?B?...?=" at `at`.
Word word_at(std::string_view s, std::size_t at) {
  const auto window = s.substr(at, longest_word);
  const auto first = window.find('?', 2);
  if (first == std::string_view::npos || first < 3 || first > 60 || first + 3 >= window.size()) return {};
  if (window[first + 2] != '?') return {};
  const char kind = window[first + 1];
  const auto close = window.find("?=", first + 3);
  if (close == std::string_view::npos) return {};
  const auto charset = window.substr(2, first - 2);
  const auto words = window.substr(first + 3, close - first - 3);
  Word out;
  out.charset = lower(charset.substr(0, charset.find('*')));
  if (kind == 'B' || kind == 'b') {
    auto bytes = decode_transfer(words, "base64");
    if (!bytes) return {};
    out.bytes = std::move(*bytes);
  } else if (kind == 'Q' || kind == 'q') {
    out.bytes = without_escapes(words, '=', true);
  } else {
    return {};
  }
  out.end = at + close + 2;
  return out;
}

std::string shown(std::string_view s) {
  auto letters = text::to_utf32(text::squeeze(s));
  std::erase_if(letters, [](char32_t c) { return c == '\n' || c == '\t' || text::is_hidden(c); });
  return std::string(text::trim(text::to_utf8(letters)));
}

}  // namespace

std::string without_empty_shifts(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const bool shift = bytes[i] == 0x1B && i + 3 < bytes.size() && (bytes[i + 1] == '(' || bytes[i + 1] == '$');
    const bool empty = shift && bytes[i + 3] == 0x1B && i + 4 < bytes.size() &&
                       (bytes[i + 4] == '(' || bytes[i + 4] == '$') && bytes[i + 2] != '(';
    if (empty)
      i += 2;
    else
      out += bytes[i];
  }
  return out;
}

std::string decode_words(std::string_view value) {
  std::string out, raw;
  Word pending;  // words of one charset that touch are decoded together: programs cut characters in two
  const auto put_word = [&] {
    if (!pending.bytes.empty()) out += in_utf8(pending.bytes, pending.charset);
    pending = {};
  };
  const auto put_raw = [&] {
    if (!raw.empty()) out += in_utf8(raw, "");
    raw.clear();
  };
  for (std::size_t i = 0; i < value.size();) {
    const auto next = value.substr(i).starts_with("=?") ? word_at(value, i) : Word{};
    if (next.end == 0) {
      raw += value[i] == '\r' || value[i] == '\n' ? ' ' : value[i];
      ++i;
      continue;
    }
    // Blanks between two encoded words are none.
    if (!text::trim(raw).empty() || pending.bytes.empty() || pending.charset != next.charset) {
      const bool between = !pending.bytes.empty() && text::trim(raw).empty();
      put_word();
      if (between) raw.clear();
      put_raw();
    }
    raw.clear();
    pending.charset = next.charset;
    pending.bytes += next.bytes;
    i = next.end;
  }
  put_word();
  put_raw();
  return shown(out);
}

std::string MediaType::parameter(const std::string& name) const {
  const auto found = parameters.find(name);
  return found == parameters.end() ? "" : found->second;
}

MediaType media_type_of(std::string_view field) {
  MediaType out;
  out.value = lower(text::trim(field.substr(0, field.find(';'))));
  if (const auto comment = out.value.find_first_of(" ("); comment != std::string::npos) out.value.resize(comment);
  struct Pieces {
    std::map<int, std::string> numbered;
    bool escaped = false;
  };
  std::map<std::string, Pieces> pieces;
  auto at = std::min(field.find(';'), field.size());
  for (std::size_t count = 0; at < field.size() && count < most_parameters; ++count) {
    ++at;
    const auto equals = std::min(field.find('=', at), field.size());
    if (const auto empty = field.find(';', at); empty < equals) {
      at = empty;
      continue;
    }
    auto name = lower(text::trim(field.substr(at, equals - at)));
    at = std::min(equals + 1, field.size());
    while (at < field.size() && (field[at] == ' ' || field[at] == '\t')) ++at;
    std::string value;
    if (at < field.size() && field[at] == '"') {
      for (++at; at < field.size() && field[at] != '"'; ++at) {
        if (field[at] == '\\' && at + 1 < field.size()) ++at;
        value += field[at];
      }
      at = std::min(field.find(';', at), field.size());
    } else {
      const auto end = std::min(field.find(';', at), field.size());
      value = text::trim(field.substr(at, end - at));
      at = end;
    }
    // name*0*=utf-8'en'%E8..., name*1=...
    const bool escaped = name.ends_with('*');
    if (escaped) name.pop_back();
    int number = 0;
    if (const auto star = name.find('*'); star != std::string::npos) {
      for (const char c : std::string_view(name).substr(star + 1, 3))
        number = c >= '0' && c <= '9' ? number * 10 + (c - '0') : number;
      name.resize(star);
    }
    auto& all = pieces[name];
    all.escaped = all.escaped || escaped;
    all.numbered.emplace(number, std::move(value));
  }
  for (const auto& [name, all] : pieces) {
    std::string joined;
    for (const auto& [number, value] : all.numbered) joined += value;
    if (!all.escaped) {
      // A boundary is compared byte by byte.
      out.parameters[name] = name == "boundary" ? joined : decode_words(joined);
      continue;
    }
    const auto first = joined.find('\''), second = first == std::string::npos ? first : joined.find('\'', first + 1);
    const auto charset = second == std::string::npos ? std::string() : joined.substr(0, first);
    const auto words = second == std::string::npos ? joined : joined.substr(second + 1);
    out.parameters[name] = shown(in_utf8(without_escapes(words, '%', false), charset));
  }
  return out;
}

}  // namespace breadcrumb::source
