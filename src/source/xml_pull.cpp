#include "source/xml_pull.h"

#include <fmt/format.h>

#include <charconv>

#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

constexpr std::string_view no_entity =
    "it names an entity that XML does not know: only &amp; &lt; &gt; &quot; &apos; and numbers of characters are";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view local(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// The character of `#65` or `#x41`; 0 when it is none that XML may hold.
char32_t reference(std::string_view name) {
  name.remove_prefix(1);
  const bool hex = name.starts_with('x');
  if (hex) name.remove_prefix(1);
  unsigned value = 0;
  const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), value, hex ? 16 : 10);
  const bool whole = problem == std::errc() && end == name.data() + name.size() && !name.empty();
  if (!whole || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return 0;
  return static_cast<char32_t>(value);
}

/// The character that is meant by what stands between `&` and `;`; 0 when there is none.
char32_t entity(std::string_view name) {
  return name == "amp"           ? U'&'
         : name == "lt"          ? U'<'
         : name == "gt"          ? U'>'
         : name == "quot"        ? U'"'
         : name == "apos"        ? U'\''
         : name.starts_with('#') ? reference(name)
                                 : U'\0';
}

/// Where an `&` stands that begins no character.
std::size_t unknown_reference(std::string_view words) {
  for (auto at = words.find('&'); at != std::string_view::npos; at = words.find('&', at + 1)) {
    const auto end = words.find(';', at);
    if (end == std::string_view::npos || end - at > 12 || entity(words.substr(at + 1, end - at - 1)) == 0) return at;
  }
  return std::string_view::npos;
}

}  // namespace

XmlPull::XmlPull(std::string_view xml, std::size_t most_depth) : xml_(xml), most_depth_(most_depth) {
  if (xml_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  if (text::first_invalid_utf8(xml_) != std::string_view::npos) {
    at_ = text::first_invalid_utf8(xml_);
    fail("source.damaged", "expected XML in UTF-8");
  }
}

XmlPull::Kind XmlPull::fail(std::string_view code, std::string_view message) {
  code_ = code;
  message_ = message;
  return Kind::broken;
}

Error XmlPull::error(std::string_view part) const {
  return {code_ == "source.too_deep" ? ErrorKind::too_big : ErrorKind::bad_input, std::string(code_),
          std::string(message_), fmt::format("{}: byte {}", part, at_)};
}

bool XmlPull::past(std::string_view end) {
  const auto found = xml_.find(end, at_);
  if (found == std::string_view::npos) return false;
  at_ = found + end.size();
  return true;
}

XmlPull::Kind XmlPull::next() {
  if (!code_.empty()) return Kind::broken;
  if (empty_) {
    empty_ = false;
    open_.pop_back();
    return Kind::close;
  }
  while (at_ < xml_.size()) {
    if (xml_[at_] != '<') {
      const auto end = std::min(xml_.find('<', at_), xml_.size());
      words_ = xml_.substr(at_, end - at_);
      plain_ = false;
      if (const auto unknown = unknown_reference(words_); unknown != std::string_view::npos) {
        at_ += unknown;
        return fail("source.damaged", no_entity);
      }
      at_ = end;
      if (open_.empty()) {
        if (text::trim(words_).empty()) continue;
        return fail("source.damaged", "words stand outside the XML");
      }
      return Kind::words;
    }
    const auto rest = xml_.substr(at_);
    if (rest.starts_with("<!--")) {
      at_ += 4;
      if (!past("-->")) return fail("source.damaged", "a comment is not closed");
    } else if (rest.starts_with("<![CDATA[")) {
      const auto from = at_ + 9;
      if (open_.empty() || !past("]]>")) return fail("source.damaged", "a section of characters is not closed");
      words_ = xml_.substr(from, at_ - 3 - from);
      plain_ = true;
      return Kind::words;
    } else if (rest.starts_with("<!")) {
      return fail("source.doctype", "a document type stands in it, which no workbook has");
    } else if (rest.starts_with("<?")) {
      if (!past("?>")) return fail("source.damaged", "an instruction is not closed");
    } else {
      return rest.starts_with("</") ? closing_tag() : tag();
    }
  }
  if (!open_.empty()) return fail("source.damaged", "the XML ends inside an element");
  return Kind::end;
}

XmlPull::Kind XmlPull::tag() {
  auto at = at_ + 1;
  const auto from = at;
  while (at < xml_.size() && !is_blank(xml_[at]) && xml_[at] != '>' && xml_[at] != '/' && xml_[at] != '<') ++at;
  const auto whole = xml_.substr(from, at - from);
  if (whole.empty()) return fail("source.damaged", "a tag has no name");
  const auto attributes = at;
  char quote = 0;
  for (; at < xml_.size() && (quote != 0 || xml_[at] != '>'); ++at) {
    if (xml_[at] == '<') return fail("source.damaged", "a tag is not closed");
    if (quote != 0)
      quote = xml_[at] == quote ? '\0' : quote;
    else if (xml_[at] == '"' || xml_[at] == '\'')
      quote = xml_[at];
  }
  if (at >= xml_.size()) return fail("source.damaged", "a tag is not closed");
  empty_ = xml_[at - 1] == '/';
  attributes_ = xml_.substr(attributes, at - attributes - (empty_ ? 1 : 0));
  if (const auto unknown = unknown_reference(attributes_); unknown != std::string_view::npos) {
    at_ = attributes + unknown;
    return fail("source.damaged", no_entity);
  }
  name_ = local(whole);
  if (open_.size() >= most_depth_) return fail("source.too_deep", "elements stand too deep in one another");
  open_.push_back(whole);
  at_ = at + 1;
  return Kind::open;
}

XmlPull::Kind XmlPull::closing_tag() {
  const auto end = xml_.find('>', at_);
  if (end == std::string_view::npos) return fail("source.damaged", "a tag is not closed");
  auto whole = xml_.substr(at_ + 2, end - at_ - 2);
  while (!whole.empty() && is_blank(whole.back())) whole.remove_suffix(1);
  if (open_.empty() || open_.back() != whole) return fail("source.damaged", "a tag closes what is not open");
  open_.pop_back();
  name_ = local(whole);
  at_ = end + 1;
  return Kind::close;
}

XmlPull::Kind XmlPull::skip() {
  const auto around = open_.size() - 1;
  auto kind = Kind::open;
  while (open_.size() > around && kind != Kind::broken && kind != Kind::end) kind = next();
  return kind;
}

std::string XmlPull::attribute(std::string_view wanted) const {
  auto rest = attributes_;
  while (true) {
    while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
    const auto equals = rest.find('=');
    if (equals == std::string_view::npos) return "";
    auto name = rest.substr(0, equals);
    while (!name.empty() && is_blank(name.back())) name.remove_suffix(1);
    rest.remove_prefix(equals + 1);
    while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
    if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) return "";
    const auto end = rest.find(rest.front(), 1);
    if (end == std::string_view::npos) return "";
    if (local(name) == wanted && !name.starts_with("xmlns")) return decode_xml(rest.substr(1, end - 1));
    rest.remove_prefix(end + 1);
  }
}

std::string XmlPull::words() const {
  return plain_ ? std::string(words_) : decode_xml(words_);
}

std::string decode_xml(std::string_view words) {
  std::string out;
  out.reserve(words.size());
  for (std::size_t i = 0; i < words.size();) {
    const auto end = words[i] == '&' ? words.find(';', i) : std::string_view::npos;
    if (end == std::string_view::npos || end - i > 12) {
      out += words[i++];
      continue;
    }
    const auto name = words.substr(i + 1, end - i - 1);
    const char32_t c = entity(name);
    if (c == 0)
      out += words.substr(i, end + 1 - i);
    else
      text::append_utf8(out, c);
    i = end + 1;
  }
  return out;
}

std::string decode_escapes(std::string_view words) {
  std::string out;
  out.reserve(words.size());
  for (std::size_t i = 0; i < words.size();) {
    unsigned value = 0;
    if (words[i] == '_' && i + 7 <= words.size() && words[i + 1] == 'x' && words[i + 6] == '_') {
      const auto* from = words.data() + i + 2;
      const auto [end, problem] = std::from_chars(from, from + 4, value, 16);
      // A half of a pair is no character of its own.
      if (problem == std::errc() && end == from + 4 && value != 0 && (value < 0xD800 || value > 0xDFFF)) {
        text::append_utf8(out, static_cast<char32_t>(value));
        i += 7;
        continue;
      }
    }
    out += words[i++];
  }
  return out;
}

}  // namespace breadcrumb::source
