#include "brief/opened.h"

#include <algorithm>
#include <charconv>

#include "brief/verify.h"
#include "brief/zip.h"
#include "text/utf8.h"

namespace breadcrumb::brief {

namespace {

using std::string_view;

/// One character reference at `i` (an `&`); moves past it. What is no reference stays as it is written.
void decode_entity(string_view s, std::size_t& i, std::string& out) {
  const auto end = s.find(';', i);
  if (end != string_view::npos && end - i <= 10) {
    const string_view name = s.substr(i + 1, end - i - 1);
    char32_t c = 0;
    if (name == "amp")
      c = U'&';
    else if (name == "lt")
      c = U'<';
    else if (name == "gt")
      c = U'>';
    else if (name == "quot")
      c = U'"';
    else if (name == "apos")
      c = U'\'';
    else if (name == "nbsp")
      c = 0xa0;
    else if (name.starts_with('#') && name.size() > 1) {
      const bool hex = name[1] == 'x' || name[1] == 'X';
      const string_view digits = name.substr(hex ? 2 : 1);
      std::uint32_t value = 0;
      const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
      if (read.ec == std::errc() && read.ptr == digits.data() + digits.size() && value > 0 && value < 0x110000)
        c = static_cast<char32_t>(value);
    }
    if (c != 0) {
      text::append_utf8(out, c);
      i = end + 1;
      return;
    }
  }
  out += s[i++];
}

struct Tag {
  std::string name;   ///< lower case, with a leading slash when it closes
  string_view whole;  ///< from `<` to `>`
};

/// Walks over markup; `on_text(decoded, byte)` for each text node, `on_tag(tag, byte after it)` for each tag, which may
/// answer with a byte to go on from (after raw content), or 0.
template <class OnText, class OnTag>
void walk(string_view s, OnText on_text, OnTag on_tag) {
  std::size_t i = 0;
  std::string text;
  std::size_t text_at = 0;
  const auto flush = [&] {
    if (!text.empty()) on_text(text, text_at);
    text.clear();
  };
  while (i < s.size()) {
    if (s.substr(i).starts_with("<!--")) {
      flush();
      const auto end = s.find("-->", i + 4);
      i = end == string_view::npos ? s.size() : end + 3;
      continue;
    }
    const char next = i + 1 < s.size() ? s[i + 1] : ' ';
    const bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    if (s[i] == '<' && (letter || next == '/' || next == '!' || next == '?')) {
      flush();
      char quote = 0;
      std::size_t end = i + 1;
      for (; end < s.size(); ++end) {
        if (quote != 0) {
          if (s[end] == quote) quote = 0;
        } else if (s[end] == '"' || s[end] == '\'') {
          quote = s[end];
        } else if (s[end] == '>') {
          break;
        }
      }
      end = std::min(end + 1, s.size());
      Tag tag{.name = {}, .whole = s.substr(i, end - i)};
      for (std::size_t k = i + 1; k < end; ++k) {
        const char c = s[k];
        const bool slash = c == '/' && k == i + 1;
        if (!slash && (c == ' ' || c == '\n' || c == '\t' || c == '>' || c == '/')) break;
        tag.name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      }
      const std::size_t go_on = on_tag(tag, end);
      i = go_on > end ? go_on : end;
      continue;
    }
    if (text.empty()) text_at = i;
    if (s[i] == '&')
      decode_entity(s, i, text);
    else
      text += s[i++];
  }
  flush();
}

void add(Visible& to, string_view words, std::size_t at) {
  to.places.emplace_back(to.words.size(), at);
  to.words += words;
}

std::size_t find_seal(string_view bytes, string_view before) {
  const auto at = bytes.rfind(before);
  return at == string_view::npos ? at : at + before.size();
}

Result<Opened> open_html(string_view bytes) {
  Opened out;
  string_view manifest;
  walk(
      bytes,
      [&](const std::string& text, std::size_t at) {
        if (text.find_first_not_of('\n') != std::string::npos) add(out.visible, text, at);
      },
      [&](const Tag& tag, std::size_t end) -> std::size_t {
        if (tag.name != "script" && tag.name != "style") return 0;
        const auto close = bytes.find("</" + tag.name, end);
        if (close == string_view::npos) return bytes.size();
        if (tag.whole.find("id=\"breadcrumbs\"") != string_view::npos) manifest = bytes.substr(end, close - end);
        return close;
      });
  out.manifest = BC_TRY(manifest_from(manifest));
  out.seal_at = find_seal(bytes, "<!-- seal sha256:");
  return out;
}

Result<Opened> open_docx(string_view bytes) {
  Opened out;
  // A wrong sum says less than the words that it is wrong of; that the bytes are not ours is found in any case.
  const auto parts = BC_TRY(read_zip(bytes, Sums::ignored));
  const auto part = [&](string_view name) -> const ZipPart* {
    for (const auto& candidate : parts)
      if (candidate.name == name) return &candidate;
    return nullptr;
  };
  for (const auto& [name, element] : {std::pair{"word/document.xml", "w:t"}, std::pair{"word/footer1.xml", "w:t"},
                                      std::pair{"docProps/core.xml", "dc:title"}}) {
    const ZipPart* found = part(name);
    if (found == nullptr)
      return Error{ErrorKind::bad_input, "verify.unreadable", std::string("the archive has no part ") + name, ""};
    bool inside = false;
    walk(
        found->bytes,
        [&](const std::string& text, std::size_t at) {
          if (inside) add(out.visible, text, found->at + at);
        },
        [&](const Tag& tag, std::size_t) -> std::size_t {
          if (tag.name == element)
            inside = !tag.whole.ends_with("/>");
          else if (tag.name == std::string("/") + element)
            inside = false;
          return 0;
        });
  }
  const ZipPart* manifest = part("customXml/breadcrumbs.xml");
  if (manifest == nullptr)
    return Error{ErrorKind::bad_input, "verify.manifest", "the archive has no part customXml/breadcrumbs.xml", ""};
  const auto begin = manifest->bytes.find("<breadcrumbs "), open = manifest->bytes.find('>', begin);
  const auto close = manifest->bytes.rfind("</breadcrumbs>");
  if (begin == string_view::npos || open == string_view::npos || close == string_view::npos || close < open)
    return Error{ErrorKind::bad_input, "verify.manifest", "the part customXml/breadcrumbs.xml is damaged", ""};
  out.manifest = BC_TRY(manifest_from(manifest->bytes.substr(open + 1, close - open - 1)));
  out.seal_at = find_seal(bytes, "seal sha256:");
  return out;
}

/// One line of our Markdown without its marks of layout. `byte` is where the line begins in the file.
void read_line(string_view line, std::size_t byte, Visible& visible) {
  std::size_t i = 0;
  bool table = false;
  const auto prefix = [&](string_view p) {
    if (!line.substr(i).starts_with(p)) return false;
    i += p.size();
    return true;
  };
  if (prefix("#### ") || prefix("### ") || prefix("## ") || prefix("# ") || prefix("> ") || prefix("- ")) {
  } else if (line.starts_with("|")) {
    table = true;
    if (line.find_first_not_of("|-: ") == string_view::npos) return;  // the rule under a table's head
  }
  std::string words;
  std::size_t begin = i;
  const auto flush = [&](std::size_t next) {
    if (!words.empty()) add(visible, words, byte + begin);
    words.clear();
    begin = next;
  };
  while (i < line.size()) {
    const char c = line[i];
    if (c == '\\' && i + 1 < line.size()) {
      flush(i + 1);
      words += line[i + 1];
      i += 2;
    } else if (c == '<') {
      const auto end = line.find('>', i);
      // Only a tag is layout; a bare sign is a word that somebody put there.
      if (end == string_view::npos) {
        words += c;
        ++i;
      } else {
        flush(end + 1);
        i = end + 1;
      }
    } else if (table && c == '|') {
      flush(i + 1);
      ++i;
    } else {
      words += c;
      ++i;
    }
  }
  flush(line.size());
}

Result<Opened> open_markdown(string_view bytes) {
  Opened out;
  out.blanks = false;
  constexpr string_view before = "<!-- breadcrumbs ";
  const auto at = bytes.rfind(before);
  if (at == string_view::npos)
    return Error{ErrorKind::bad_input, "verify.manifest", "the file has no manifest at its end", ""};
  const auto end = bytes.find(" -->", at);
  if (end == string_view::npos) return Error{ErrorKind::bad_input, "verify.manifest", "the manifest does not end", ""};
  out.manifest = BC_TRY(manifest_from(bytes.substr(at + before.size(), end - at - before.size())));
  for (std::size_t i = 0; i < at;) {
    const auto line_end = std::min(bytes.find('\n', i), at);
    read_line(bytes.substr(i, line_end - i), i, out.visible);
    i = line_end + 1;
  }
  // What stands behind the manifest is visible, too, unless it is the seal.
  std::size_t rest = end + 4;
  const auto seal = bytes.find("<!-- seal sha256:", rest);
  if (seal != string_view::npos) {
    out.seal_at = seal + 17;
    read_line(bytes.substr(rest, seal - rest), rest, out.visible);
    const auto seal_end = bytes.find("-->", seal);
    rest = seal_end == string_view::npos ? bytes.size() : seal_end + 3;
  }
  read_line(bytes.substr(rest), rest, out.visible);
  return out;
}

void collect(const Json& json, Runs& runs) {
  if (json.has("rests_on")) {
    runs.push_back(run_from(json));
    return;
  }
  for (const auto& item : json.items()) collect(item, runs);
  for (const auto& [key, member] : json.members()) collect(member, runs);
}

Result<Opened> open_json(string_view bytes) {
  Opened out;
  auto parsed = Json::parse(bytes, "briefing");
  if (!parsed)
    return Error{ErrorKind::bad_input, "verify.manifest", "the JSON cannot be read: " + parsed.error().message,
                 parsed.error().where};
  if ((*parsed)["breadcrumb"].string() != "brief" || (*parsed)["schema"].integer() != 1)
    return Error{ErrorKind::bad_input, "verify.manifest", "the JSON is no briefing of a form that this version knows",
                 ""};
  out.manifest.meta = meta_from((*parsed)["meta"]);
  collect((*parsed)["head"], out.manifest.runs);
  collect((*parsed)["sections"], out.manifest.runs);
  for (const auto& run : out.manifest.runs) out.visible.words += run.text;
  out.seal_at = find_seal(bytes, "\"seal\": \"");
  return out;
}

}  // namespace

std::size_t Visible::byte_at(std::size_t offset) const {
  const auto after = std::upper_bound(places.begin(), places.end(), offset,
                                      [](std::size_t value, const auto& place) { return value < place.first; });
  if (after == places.begin()) return 0;
  const auto& place = *std::prev(after);
  return place.second + (offset - place.first);
}

bool is_sealed_archive(string_view bytes) {
  constexpr string_view before = "seal sha256:";
  constexpr std::size_t digits = 64;
  return bytes.size() > before.size() + digits &&
         bytes.substr(bytes.size() - digits - before.size()).starts_with(before);
}

std::string without_blanks(string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r') out += c;
  return out;
}

Result<Opened> open_rendered(string_view bytes, Format format) {
  switch (format) {
    case Format::html:
      return open_html(bytes);
    case Format::docx:
      return open_docx(bytes);
    case Format::markdown:
      return open_markdown(bytes);
    case Format::json:
      return open_json(bytes);
  }
  return Error{ErrorKind::bad_input, "verify.unreadable", "unknown format", ""};
}

bool is_untouched(std::string_view bytes) {
  const auto format = sniff(bytes);
  if (!format) return false;
  const auto opened = open_rendered(bytes, *format);
  return opened && opened->seal_at != std::string::npos && seal_holds(bytes, opened->seal_at);
}

}  // namespace breadcrumb::brief
