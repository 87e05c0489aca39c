#include "app/table.h"

#include <algorithm>

#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

std::size_t width_of(char32_t c) {
  return text::is_cjk(c) || (c >= 0x1100 && c <= 0x115F) || (c >= 0xAC00 && c <= 0xD7A3) ? 2 : 1;
}

}  // namespace

std::size_t columns_of(std::string_view s) {
  std::size_t out = 0;
  for (std::size_t i = 0; i < s.size();) out += width_of(text::next_char(s, i));
  return out;
}

std::string shortened(std::string_view s, std::size_t most) {
  // Control characters of a source must not reach the terminal.
  std::string clean;
  for (std::size_t i = 0; i < s.size();) {
    const char32_t c = text::next_char(s, i);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0))
      clean += ' ';
    else
      text::append_utf8(clean, c);
  }
  clean = text::squeeze(clean);
  if (columns_of(clean) <= most) return clean;
  std::string out;
  std::size_t width = 0;
  for (std::size_t i = 0; i < clean.size();) {
    const std::size_t start = i;
    const auto next = width_of(text::next_char(clean, i));
    if (width + next + 1 > most) break;
    width += next;
    out.append(clean, start, i - start);
  }
  return out + "…";
}

std::string wrapped(std::string_view s, std::size_t indent, std::size_t most) {
  // Units that stay whole: a word with the blanks before it, or one wide character.
  std::string out, line;
  std::size_t width = indent;
  const auto flush = [&] {
    while (line.ends_with(' ')) line.pop_back();
    out += line.empty() ? "\n" : std::string(indent, ' ') + line + "\n";
    line.clear();
    width = indent;
  };
  const auto put = [&](std::string_view unit) {
    const auto columns = columns_of(unit);
    if (width + columns > most && !line.empty()) {
      flush();
      while (unit.starts_with(' ')) unit.remove_prefix(1);
    }
    line += unit;
    width += columns_of(unit);
  };
  std::size_t start = 0;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t at = i;
    const char32_t c = text::next_char(s, i);
    const bool wide = width_of(c) == 2;
    const bool stop = c == U'。' || c == U'、' || c == U'」' || c == U'）';
    if (c == '\n' || c == ' ' || (wide && !stop)) {
      if (at > start) put(s.substr(start, at - start));
      start = at;
      if (c == '\n') {
        flush();
        start = i;
      }
    }
  }
  if (start < s.size()) put(s.substr(start));
  if (!line.empty()) flush();
  return out;
}

std::string Table::text() const {
  if (rows_.empty()) return "";
  std::vector<std::size_t> widths(head_.size(), 0);
  const auto measure = [&](const std::vector<std::string>& row) {
    for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i)
      widths[i] = std::max(widths[i], columns_of(row[i]));
  };
  measure(head_);
  std::ranges::for_each(rows_, measure);
  std::string out;
  const auto print = [&](const std::vector<std::string>& row) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      // A row is one line, whatever an old record holds.
      std::ranges::replace(line, '\n', ' ');
      if (i + 1 < row.size()) line.append(widths[i] - std::min(widths[i], columns_of(row[i])) + 2, ' ');
    }
    while (line.ends_with(' ')) line.pop_back();
    out += line + "\n";
  };
  print(head_);
  std::ranges::for_each(rows_, print);
  return out;
}

}  // namespace breadcrumb::app
