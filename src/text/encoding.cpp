#include "text/encoding.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "text/utf8.h"

namespace breadcrumb::text {

namespace {

struct Label {
  std::string_view label, name;
};

// Labels as pages write them (WHATWG Encoding, section 4.2, the part that governments use). ISO-8859-1 and ASCII mean
// windows-1252 on the web.
constexpr std::array labels = std::to_array<Label>({
    {"utf-8", "utf-8"},
    {"utf8", "utf-8"},
    {"unicode-1-1-utf-8", "utf-8"},
    {"utf-16", "utf-16le"},
    {"utf-16le", "utf-16le"},
    {"utf-16be", "utf-16be"},
    {"shift_jis", "shift_jis"},
    {"shift-jis", "shift_jis"},
    {"sjis", "shift_jis"},
    {"x-sjis", "shift_jis"},
    {"ms_kanji", "shift_jis"},
    {"windows-31j", "shift_jis"},
    {"cp932", "shift_jis"},
    {"ms932", "shift_jis"},
    {"euc-jp", "euc-jp"},
    {"x-euc-jp", "euc-jp"},
    {"eucjp", "euc-jp"},
    {"iso-2022-jp", "iso-2022-jp"},
    {"csiso2022jp", "iso-2022-jp"},
    {"windows-1252", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"},
    {"l1", "windows-1252"},
    {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"windows-1250", "windows-1250"},
    {"windows-1251", "windows-1251"},
    {"windows-1253", "windows-1253"},
    {"windows-1254", "windows-1254"},
    {"iso-8859-9", "windows-1254"},
    {"windows-1256", "windows-1256"},
    {"windows-1257", "windows-1257"},
    {"windows-1258", "windows-1258"},
    {"windows-874", "windows-874"},
    {"tis-620", "windows-874"},
    {"iso-8859-2", "iso-8859-2"},
    {"iso-8859-5", "iso-8859-5"},
    {"iso-8859-7", "iso-8859-7"},
    {"iso-8859-15", "iso-8859-15"},
    {"koi8-r", "koi8-r"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"gb18030", "gb18030"},
    {"big5", "big5"},
    {"euc-kr", "euc-kr"},
    {"ks_c_5601-1987", "euc-kr"},
});

const char* converter_of(std::string_view name) {
  if (name == "shift_jis") return "ibm-943_P15A-2003";
  if (name == "euc-kr") return "windows-949-2000";
  if (name == "windows-1252") return "ibm-5348_P100-1997";
  for (const auto& label : labels)
    if (label.name == name) return label.name.data();
  return nullptr;
}

struct Close {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

// UTF-8 of the bytes, or the offset of the first that the encoding does not have.
std::pair<std::optional<std::string>, std::size_t> convert(std::string_view bytes, std::string_view name) {
  if (name == "utf-8") {
    const auto bad = first_invalid_utf8(bytes);
    if (bad != std::string_view::npos) return {std::nullopt, bad};
    return {std::string(bytes), 0};
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, Close> converter(ucnv_open(converter_of(name), &status));
  if (U_FAILURE(status) || !converter) return {std::nullopt, 0};
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::string out;
  out.reserve(bytes.size() * 3 / 2);
  std::array<UChar, 8192> buffer{};
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  char32_t high = 0;
  while (true) {
    UChar* to = buffer.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &to, buffer.data() + buffer.size(), &from, end, nullptr, true, &status);
    for (const UChar* unit = buffer.data(); unit < to; ++unit) {
      const char32_t c = *unit;
      if (high != 0) {
        if (c < 0xDC00 || c > 0xDFFF) return {std::nullopt, static_cast<std::size_t>(from - bytes.data())};
        append_utf8(out, 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00));
        high = 0;
      } else if (c >= 0xD800 && c <= 0xDBFF) {
        high = c;
      } else if (c >= 0xDC00 && c <= 0xDFFF) {
        return {std::nullopt, static_cast<std::size_t>(from - bytes.data())};
      } else {
        append_utf8(out, c);
      }
    }
    if (status == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_FAILURE(status) || high != 0) {
      const auto at = static_cast<std::size_t>(from - bytes.data());
      return {std::nullopt, at > 0 ? at - 1 : 0};
    }
    return {std::move(out), 0};
  }
}

// C1 controls are what windows-1252 leaves undefined: bytes that give them were not windows-1252.
std::size_t first_undefined(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto b = static_cast<unsigned char>(bytes[i]);
    if (b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D) return i;
  }
  return std::string_view::npos;
}

// How Japanese a text looks, in thousandths of its characters beyond ASCII; -1 when it can hardly be.
int japanese_score(std::string_view s) {
  long others = 0, kana = 0, common = 0, odd = 0;
  for (std::size_t i = 0; i < s.size();) {
    const char32_t c = next_char(s, i);
    if (c < 0x80) continue;
    ++others;
    if (c >= 0x3040 && c <= 0x30FF) ++kana;
    if ((c >= 0x3000 && c <= 0x30FF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xFF01 && c <= 0xFF5E)) ++common;
    if ((c >= 0xFF61 && c <= 0xFF9F) || (c >= 0x80 && c < 0xA0) || (c >= 0xE000 && c <= 0xF8FF)) ++odd;
  }
  if (others == 0 || kana * 20 < others) return -1;
  return static_cast<int>((common - odd) * 1000 / others);
}

std::string utf16_by_zeros(std::string_view bytes) {
  const auto size = std::min<std::size_t>(bytes.size(), 4096) & ~std::size_t{1};
  if (size < 8) return "";
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (bytes[i] != '\0') continue;
    ++(i % 2 == 0 ? even : odd);
  }
  if (odd * 4 > size && even * 20 < size) return "utf-16le";
  if (even * 4 > size && odd * 20 < size) return "utf-16be";
  return "";
}

}  // namespace

std::string encoding_name(std::string_view label) {
  std::string low;
  for (const char c : trim(label)) {
    if (c == '"' || c == '\'') continue;
    low += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  for (const auto& entry : labels)
    if (entry.label == low) return std::string(entry.name);
  return "";
}

Result<Decoded> decode(std::string_view bytes, std::string_view declared) {
  Decoded out;
  std::string name = encoding_name(declared);
  bool marked = false;
  if (bytes.starts_with("\xEF\xBB\xBF"))
    name = "utf-8", out.offset = 3, marked = true;
  else if (bytes.starts_with("\xFF\xFE"))
    name = "utf-16le", out.offset = 2, marked = true;
  else if (bytes.starts_with("\xFE\xFF"))
    name = "utf-16be", out.offset = 2, marked = true;
  const auto body = bytes.substr(out.offset);
  const auto accept = [&](std::string text, std::string_view encoding) {
    out.text = std::move(text);
    out.encoding = encoding;
    return out;
  };
  std::size_t bad = 0;
  if (!name.empty()) {
    auto [text, at] = convert(body, name);
    // A page that calls itself Latin-1 and is valid UTF-8 beyond ASCII is UTF-8: chance does not make such sequences.
    const bool really_utf8 = name == "windows-1252" && first_invalid_utf8(body) == std::string_view::npos;
    if (text && !really_utf8 && (name != "windows-1252" || first_undefined(body) == std::string_view::npos))
      return accept(std::move(*text), name);
    bad = at;
  }
  const auto warn = [&](std::string_view found) {
    const auto shown = marked ? name : repair_utf8(trim(declared.substr(0, 40)));
    if (shown.empty() || name == found || (name == "windows-1252" && found == "utf-8")) return;
    out.warning = fmt::format("source.encoding_declared: declared as {}, read as {}", shown, found);
  };
  if (name != "utf-8") {
    if (auto [text, at] = convert(body, "utf-8"); text) {
      // Seven-bit Japanese mail encoding is valid UTF-8 too; its escapes give it away.
      if (body.find("\x1B$") != std::string_view::npos) {
        if (auto [japanese, where] = convert(body, "iso-2022-jp"); japanese) {
          warn("iso-2022-jp");
          return accept(std::move(*japanese), "iso-2022-jp");
        }
      }
      if (const auto wide = utf16_by_zeros(body); !wide.empty()) {
        if (auto [decoded, where] = convert(body, wide); decoded) {
          warn(wide);
          return accept(std::move(*decoded), wide);
        }
      }
      warn("utf-8");
      return accept(std::move(*text), "utf-8");
    }
  }
  if (const auto wide = utf16_by_zeros(body); !wide.empty()) {
    if (auto [text, at] = convert(body, wide); text) {
      warn(wide);
      return accept(std::move(*text), wide);
    }
  }
  std::string best_name, best_text;
  int best = 600;
  for (const std::string_view candidate : {"euc-jp", "shift_jis"}) {
    auto [text, at] = convert(body, candidate);
    if (!text) continue;
    const int score = japanese_score(*text);
    if (score > best) best = score, best_name = candidate, best_text = std::move(*text);
  }
  if (!best_name.empty()) {
    warn(best_name);
    return accept(std::move(best_text), best_name);
  }
  const auto undefined = first_undefined(body);
  if (undefined == std::string_view::npos) {
    if (auto [text, at] = convert(body, "windows-1252"); text) {
      warn("windows-1252");
      return accept(std::move(*text), "windows-1252");
    }
  }
  const auto at = out.offset + (name.empty() || name == "windows-1252" ? undefined : bad);
  return Error{ErrorKind::bad_input, "source.encoding_unknown", "the bytes are in no encoding that we read",
               fmt::format("byte {}", at)};
}

}  // namespace breadcrumb::text
