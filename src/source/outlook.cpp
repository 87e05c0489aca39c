// Messages of Outlook (MS-OXMSG): properties are streams of a compound file, named by tag and type (MS-OXPROPS).
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "source/compound_file.h"
#include "source/letter.h"
#include "source/mime.h"
#include "source/rtf.h"
#include "text/encoding.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

constexpr std::string_view properties_name = "__properties_version1.0";
constexpr std::string_view property_prefix = "__substg1.0_", attachment_prefix = "__attach_version1.0_#";
constexpr int deepest = 16;  // messages in one another
constexpr std::size_t most_attachments = 1000;
constexpr std::size_t longest_name = 100;

enum Tag : std::uint32_t {
  subject = 0x0037,
  client_submit_time = 0x0039,
  sent_representing_name = 0x0042,
  transport_headers = 0x007D,
  sender_name = 0x0C1A,
  sender_address = 0x0C1F,
  display_cc = 0x0E03,
  display_to = 0x0E04,
  delivery_time = 0x0E06,
  body = 0x1000,
  rtf_compressed = 0x1009,
  html = 0x1013,
  attach_data = 0x3701,
  attach_name = 0x3704,
  attach_method = 0x3705,
  attach_long_name = 0x3707,
  attach_mime = 0x370E,
  internet_codepage = 0x3FDE,
  message_codepage = 0x3FFD,
  sender_smtp = 0x5D01,
  content_hidden = 0x7FFE,
};

std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t out = 0;
  for (std::size_t i = size; i-- > 0;)
    out = out << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
  return out;
}

// Hundred-nanosecond steps since 1601. They are of Greenwich: the sender's own day is in the transport headers alone.
text::Ymd day_of(std::uint64_t filetime) {
  constexpr std::uint64_t steps_a_day = std::uint64_t{864'000'000'000};
  constexpr int days_to_1970 = 134'774;
  const auto days = static_cast<long>(filetime / steps_a_day) - days_to_1970;
  if (filetime == 0 || days < 0 || days > 84'000) return {};
  // Civil date of a day number (Hinnant, chrono-compatible low-level date algorithms).
  const long z = days + 719'468, era = z / 146'097, doe = z - era * 146'097;
  const long yoe = (doe - doe / 1460 + doe / 36'524 - doe / 146'096) / 365,
             doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const long mp = (5 * doy + 2) / 153, day = doy - (153 * mp + 2) / 5 + 1, month = mp < 10 ? mp + 3 : mp - 9;
  return {static_cast<int>(yoe + era * 400 + (month <= 2 ? 1 : 0)), static_cast<int>(month), static_cast<int>(day)};
}

// What stands in one storage: streams by tag and type, and numbers of the fixed table.
struct Properties {
  std::map<std::uint32_t, std::size_t> streams;  // tag << 16 | type
  std::map<std::uint32_t, std::uint64_t> fixed;
  bool table = false;  // the stream that every message has is there
  std::vector<std::size_t> attachments;
};

class OutlookReader {
 public:
  OutlookReader(CompoundFile file, const Limits& limits) : file_(std::move(file)), limits_(limits) {}

  // NOLINTNEXTLINE(misc-no-recursion): bounded by `deepest`
  Result<Letter> message(std::size_t storage, int depth) {
    if (depth > deepest)
      return Error{ErrorKind::too_big, "source.too_deep",
                   fmt::format("messages stand more than {} deep in one another", deepest), file_.name(storage)};
    const auto all = BC_TRY(properties_of(storage, depth == 0 ? 32 : 24));
    if (!all.table)
      return Error{ErrorKind::bad_input, "source.unknown_format",
                   fmt::format("this is an old Office file (save it as .docx); {}", formats_read), ""};
    codepage_ = static_cast<long>(fixed(all, message_codepage));
    Letter out;
    out.kind = "msg/1";
    out.media_type = "application/vnd.ms-outlook";
    out.subject = decode_words(BC_TRY(words(all, subject)));
    BC_TRY(read_head(all, out));
    BC_TRY(read_body(all, out));
    for (const auto each : all.attachments) BC_TRY(attachment(each, out, depth));
    return out;
  }

 private:
  Result<Properties> properties_of(std::size_t storage, std::size_t header) {
    Properties out;
    for (const auto entry : file_.children(storage)) {
      const std::string_view name = file_.name(entry);
      if (name == properties_name && file_.is_stream(entry)) {
        out.table = true;
        const auto bytes = BC_TRY(file_.stream(entry));
        for (auto at = header; at + 16 <= bytes.size(); at += 16)
          out.fixed.emplace(static_cast<std::uint32_t>(number(bytes, at, 4)) >> 16, number(bytes, at + 8, 8));
      } else if (name.starts_with(property_prefix) && name.size() == property_prefix.size() + 8) {
        std::uint32_t tag = 0;
        bool good = true;
        for (const char c : name.substr(property_prefix.size())) {
          const int digit = c >= '0' && c <= '9'   ? c - '0'
                            : c >= 'A' && c <= 'F' ? c - 'A' + 10
                            : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                                   : -1;
          good = good && digit >= 0;
          tag = tag << 4 | static_cast<std::uint32_t>(std::max(digit, 0));
        }
        if (good) out.streams.emplace(tag, entry);
      } else if (name.starts_with(attachment_prefix) && file_.is_storage(entry)) {
        if (out.attachments.size() == most_attachments)
          return Error{ErrorKind::bad_input, "source.bomb",
                       fmt::format("the message brings more than {} files", most_attachments), ""};
        out.attachments.push_back(entry);
      }
    }
    return out;
  }

  static std::uint64_t fixed(const Properties& all, Tag tag) {
    const auto found = all.fixed.find(tag);
    return found == all.fixed.end() ? 0 : found->second;
  }

  // A property of words in UTF-8: type 001F is UTF-16, 001E bytes of the message's code page.
  Result<std::string> words(const Properties& all, Tag tag) {
    for (const std::uint32_t type : {0x001FU, 0x001EU}) {
      const auto found = all.streams.find(static_cast<std::uint32_t>(tag) << 16 | type);
      if (found == all.streams.end() || !file_.is_stream(found->second)) continue;
      const auto bytes = BC_TRY(file_.stream(found->second));
      if (type == 0x001F) return from_utf16(bytes);
      auto decoded = text::decode(bytes, charset_of_codepage(codepage_));
      return decoded ? without_zeros(std::move(decoded->text)) : text::repair_utf8(bytes);
    }
    return std::string();
  }

  // Unpaired halves become U+FFFD rather than a reason to guess.
  static std::string from_utf16(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
      auto c = static_cast<char32_t>(number(bytes, i, 2));
      if (c >= 0xD800 && c <= 0xDBFF && i + 3 < bytes.size()) {
        const auto low = static_cast<char32_t>(number(bytes, i + 2, 2));
        if (low >= 0xDC00 && low <= 0xDFFF) {
          c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
          i += 2;
        }
      }
      if (c >= 0xD800 && c <= 0xDFFF) c = U'\uFFFD';
      if (c != 0) text::append_utf8(out, c);
    }
    return out;
  }

  static std::string without_zeros(std::string s) {
    std::erase(s, '\0');
    return s;
  }

  Result<std::string> binary(const Properties& all, Tag tag) {
    const auto found = all.streams.find(static_cast<std::uint32_t>(tag) << 16 | 0x0102U);
    if (found == all.streams.end() || !file_.is_stream(found->second)) return std::string();
    return file_.stream(found->second);
  }

  // The headers that came with it know the sender's own day; what never left the house has properties alone.
  Result<void> read_head(const Properties& all, Letter& out) {
    const auto headers = BC_TRY(words(all, transport_headers));
    const auto entity = BC_TRY(parse_entity(headers));
    auto name = BC_TRY(words(all, sender_name));
    if (name.empty()) name = BC_TRY(words(all, sent_representing_name));
    auto address = BC_TRY(words(all, sender_smtp));
    if (address.empty()) address = BC_TRY(words(all, sender_address));
    if (address.find('@') == std::string::npos) address.clear();  // the directory's own kind: /O=MINISTRY/OU=...
    const auto from = entity.field("from");
    out.from = from.empty() ? address.empty() ? name : name + " <" + address + ">" : decode_words(from);
    std::erase(out.from, '"');
    out.from = decode_words(out.from);
    auto to = entity.field("to") + "," + entity.field("cc");
    if (to == ",") to = BC_TRY(words(all, display_to)) + ";" + BC_TRY(words(all, display_cc));
    out.from_outside = is_from_outside(from.empty() ? address : from, to);
    out.date = mail_date(entity.field("date"));
    if (out.date.year == 0) out.date = day_of(fixed(all, client_submit_time));
    if (out.date.year == 0) out.date = day_of(fixed(all, delivery_time));
    return {};
  }

  Result<void> read_body(const Properties& all, Letter& out) {
    constexpr std::string_view utf8_html = "text/html; charset=utf-8", utf8_plain = "text/plain; charset=utf-8";
    auto page = BC_TRY(binary(all, html));
    if (shows_words(page)) {
      const auto charset = charset_of_codepage(static_cast<long>(fixed(all, internet_codepage)));
      out.bodies.push_back({LetterBody::Kind::html, std::move(page), fmt::format("text/html; charset={}", charset)});
      return {};
    }
    page = BC_TRY(words(all, html));
    if (shows_words(page)) {
      out.bodies.push_back({LetterBody::Kind::html, std::move(page), std::string(utf8_html)});
      return {};
    }
    auto plain = BC_TRY(words(all, body));
    const bool has_plain = !text::trim(plain).empty();
    // Outlook wraps HTML in its rich text; that tells headings and lists, which the plain form does not. Damaged, it is
    // an error only where nothing else says what the message says.
    const auto packed = BC_TRY(binary(all, rtf_compressed));
    if (!packed.empty()) {
      auto rich = rich_text(packed);
      if (!rich && !has_plain) return std::move(rich).error();
      if (rich && rich->html && shows_words(rich->words)) {
        out.bodies.push_back({LetterBody::Kind::html, std::move(rich->words), std::string(utf8_html)});
        return {};
      }
      if (rich && !has_plain && !rich->html) plain = std::move(rich->words);
    }
    if (!text::trim(plain).empty())
      out.bodies.push_back({LetterBody::Kind::plain, std::move(plain), std::string(utf8_plain)});
    return {};
  }

  Result<RtfText> rich_text(std::string_view packed) const {
    auto unpacked = unpack_rtf(packed, limits_.max_text);
    auto text = unpacked ? rtf_text(*unpacked) : Result<RtfText>(unpacked.error());
    if (text) return text;
    auto error = std::move(text).error();
    error.where = "PR_RTF_COMPRESSED: " + error.where;
    return error;
  }

  // NOLINTNEXTLINE(misc-no-recursion): bounded by `deepest`
  Result<void> attachment(std::size_t storage, Letter& into, int depth) {
    constexpr std::uint64_t by_value = 1, embedded = 5;
    const auto all = BC_TRY(properties_of(storage, 8));
    const auto method = fixed(all, attach_method);
    if (const auto inner = all.streams.find(std::uint32_t{attach_data} << 16 | 0x000DU);
        inner != all.streams.end() && file_.is_storage(inner->second) && (method == embedded || method == 0)) {
      const auto codepage = codepage_;
      into.inner.push_back(BC_TRY(message(inner->second, depth + 1)));
      codepage_ = codepage;
      return {};
    }
    // Pictures that the HTML shows are hidden in the list of attachments.
    if ((fixed(all, content_hidden) & 1) != 0) return {};
    auto name = BC_TRY(words(all, attach_long_name));
    if (name.empty()) name = BC_TRY(words(all, attach_name));
    const auto type = text::fold(BC_TRY(words(all, attach_mime)));
    Attachment file{.name = shown_name(name.empty() ? type : name), .bytes = "", .readable = false};
    if (is_readable(type, name) && (method == by_value || method == 0)) {
      file.bytes = BC_TRY(binary(all, attach_data));
      file.readable = !file.bytes.empty();
    }
    into.attachments.push_back(std::move(file));
    return {};
  }

  static std::string shown_name(const std::string& name) {
    auto letters = text::to_utf32(name.empty() ? "?" : text::repair_utf8(name));
    std::ranges::replace_if(
        letters, [](char32_t c) { return c == '\n' || c == '\t' || text::is_hidden(c); }, U'\uFFFD');
    if (letters.size() > longest_name) letters = letters.substr(0, longest_name) + U"…";
    return text::to_utf8(letters);
  }

  CompoundFile file_;
  const Limits& limits_;
  long codepage_ = 0;
};

}  // namespace

bool looks_like_outlook(std::string_view bytes, bool named) {
  if (!CompoundFile::is_one(bytes)) return false;
  if (named) return true;  // cut off before that stream's name, it is a damaged message
  std::string name;
  for (const char c : properties_name) name += {c, '\0'};
  return bytes.find(name) != std::string_view::npos;
}

Result<Letter> read_outlook(std::string_view bytes, const Limits& limits) {
  return OutlookReader(BC_TRY(CompoundFile::open(bytes)), limits).message(CompoundFile::root, 0);
}

}  // namespace breadcrumb::source
