#include "source/docx_nodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace breadcrumb::source {

std::string_view name_of(const Node& node) {
  return node.name();
}

std::string_view trimmed(std::string_view words) {
  const auto first = words.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  return words.substr(first, words.find_last_not_of(" \t\r\n") - first + 1);
}

bool is_on(const Node& toggle) {
  if (!toggle) return false;
  const std::string_view value = toggle.attribute("w:val").value();
  return value != "0" && value != "false" && value != "none" && value != "off";
}

bool is_struck(const Node& run_properties) {
  return is_on(run_properties.child("w:strike")) || is_on(run_properties.child("w:dstrike"));
}

std::string bookmark_name(const Node& start) {
  return text::repair_utf8(start.attribute("w:name").value());
}

bool is_inline(const Node& node) {
  for (auto around = node.parent(); around; around = around.parent()) {
    const auto name = name_of(around);
    if (name == "w:p") return true;
    if (name == "w:tc" || name == "w:body") return false;
  }
  return false;
}

std::string numeral(const std::string& format, long n) {
  if (n < 0 || n > 9999) return fmt::format("{}", n);
  const auto letters = [&](char first) {
    std::string out;
    for (long k = n; k > 0; k = (k - 1) / 26) out.insert(out.begin(), static_cast<char>(first + (k - 1) % 26));
    return out;
  };
  const auto roman = [&](bool upper) {
    constexpr std::array<std::pair<int, const char*>, 13> steps{{{1000, "m"},
                                                                 {900, "cm"},
                                                                 {500, "d"},
                                                                 {400, "cd"},
                                                                 {100, "c"},
                                                                 {90, "xc"},
                                                                 {50, "l"},
                                                                 {40, "xl"},
                                                                 {10, "x"},
                                                                 {9, "ix"},
                                                                 {5, "v"},
                                                                 {4, "iv"},
                                                                 {1, "i"}}};
    std::string out;
    long rest = n;
    for (const auto& [value, sign] : steps)
      for (; rest >= value; rest -= value) out += sign;
    if (upper)
      for (char& c : out) c = static_cast<char>(c - 32);
    return out;
  };
  if (format == "lowerLetter") return letters('a');
  if (format == "upperLetter") return letters('A');
  if (format == "lowerRoman") return roman(false);
  if (format == "upperRoman") return roman(true);
  std::string out;
  if ((format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese") && n >= 1 && n <= 20) {
    text::append_utf8(out, 0x2460 + static_cast<char32_t>(n) - 1);
    return out;
  }
  if (format == "decimalFullWidth" || format == "decimalFullWidth2") {
    for (const char digit : fmt::format("{}", n)) text::append_utf8(out, 0xFF10 + static_cast<char32_t>(digit - '0'));
    return out;
  }
  if (format == "aiueoFullWidth" || format == "aiueo") {
    constexpr std::u32string_view kana = U"アイウエオカキクケコサシスセソタチツテトナニヌネノ";
    if (n >= 1 && n <= static_cast<long>(kana.size())) {
      text::append_utf8(out, kana[static_cast<std::size_t>(n - 1)]);
      return out;
    }
  }
  return fmt::format("{}", n);
}

}  // namespace breadcrumb::source
