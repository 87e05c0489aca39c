// MIME messages and pages saved as one: which of their parts are the words of the message, which are files that it
// brings, which are messages inside (RFC 2046, 2557).
#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "source/letter.h"
#include "source/mime.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

constexpr std::size_t most_parts = 1000;
constexpr int deepest = 30;  // multiparts and messages in one another
constexpr std::size_t longest_name = 100;

std::string without_brackets(std::string s) {
  std::erase_if(s, [](char c) { return c == '<' || c == '>' || c == ' '; });
  return s;
}

bool has_text(const std::vector<LetterBody>& bodies, LetterBody::Kind kind) {
  return std::ranges::any_of(bodies, [&](const LetterBody& body) {
    if (body.kind != kind) return false;
    return kind == LetterBody::Kind::html ? shows_words(body.bytes) : !text::trim(body.bytes).empty();
  });
}

// Where a part stands, for what it holds.
enum class Place { mixed, related, related_root };

class MimeReader {
 public:
  explicit MimeReader(std::string_view bytes, const Limits& limits) : limits_(limits), whole_(bytes) {}

  Result<Letter> message(std::string_view bytes, int depth) {
    const auto entity = BC_TRY(fields_of(bytes));
    Letter out;
    out.subject = decode_words(entity.field("subject"));
    const auto from = entity.field("from").empty() ? entity.field("sender") : entity.field("from");
    out.from = decode_words(from);
    std::erase(out.from, '"');
    out.date = mail_date(entity.field("date"));
    out.from_outside = is_from_outside(from, entity.field("to") + "," + entity.field("cc"));
    const auto type = media_type_of(entity.field("content-type"));
    // What a browser saves has no receiver and was never sent.
    out.page = depth == 0 && (type.value == "multipart/related" || type.value == "text/html") &&
               std::ranges::none_of(std::to_array({"to", "cc", "bcc", "received", "message-id", "return-path"}),
                                    [&](const char* name) { return entity.has(name); });
    if (out.page) {
      out.kind = "mht/1";
      out.media_type = "multipart/related";
      out.address = address_of(entity.field("snapshot-content-location"));
      if (out.address.empty()) out.address = address_of(entity.field("content-location"));
    }
    BC_TRY(walk(entity, out, depth, Place::mixed));
    return out;
  }

 private:
  [[nodiscard]] std::string where(std::string_view view) const {
    const auto* begin = whole_.data();
    if (view.data() >= begin && view.data() <= begin + whole_.size())
      return fmt::format("byte {}", view.data() - begin);
    return "in an encoded message inside";
  }

  Result<Entity> fields_of(std::string_view bytes) const {
    auto entity = parse_entity(bytes);
    if (!entity) {
      auto error = std::move(entity).error();
      error.where = where(bytes);
      return error;
    }
    return entity;
  }

  static std::string address_of(const std::string& location) {
    return location.starts_with("http://") || location.starts_with("https://")
               ? text::repair_utf8(location.substr(0, 2000))
               : "";
  }

  Result<std::string> decoded(const Entity& entity) const {
    auto bytes = decode_transfer(entity.body, entity.field("content-transfer-encoding"));
    if (bytes) return bytes;
    auto error = std::move(bytes).error();
    const auto byte = error.where.substr(error.where.find(' ') + 1);
    error.where = where(entity.body.substr(std::min<std::size_t>(std::stoul(byte), entity.body.size())));
    return error;
  }

  // NOLINTNEXTLINE(misc-no-recursion): bounded by `deepest`
  Result<void> walk(const Entity& entity, Letter& into, int depth, Place place) {
    if (depth > std::min(deepest, limits_.max_depth))
      return Error{ErrorKind::too_big, "source.too_deep",
                   fmt::format("parts of the message stand more than {} deep in one another", deepest),
                   where(entity.body)};
    if (++parts_ > most_parts)
      return Error{ErrorKind::bad_input, "source.bomb", fmt::format("the message holds more than {} parts", most_parts),
                   where(entity.body)};
    const auto type = media_type_of(entity.field("content-type"));
    if (type.value.starts_with("multipart/")) return multipart(entity, type, into, depth);
    if (type.value == "application/pkcs7-mime" || type.value == "application/x-pkcs7-mime") {
      // Signed and sealed alike: the words are inside of a cryptographic wrapping.
      return Error{ErrorKind::bad_input, "source.encrypted",
                   "the message is sealed by S/MIME; save it from the mail program as text or PDF", where(entity.body)};
    }
    return leaf(entity, type, into, depth, place);
  }

  // NOLINTNEXTLINE(misc-no-recursion): bounded by `deepest`
  Result<void> multipart(const Entity& entity, const MediaType& type, Letter& into, int depth) {
    if (type.value == "multipart/encrypted")
      return Error{ErrorKind::bad_input, "source.encrypted", "the message is encrypted", where(entity.body)};
    const auto boundary = type.parameter("boundary");
    if (boundary.empty())
      return Error{ErrorKind::bad_input, "source.damaged", "a message of several parts does not say what parts them",
                   where(entity.body)};
    const auto split = split_parts(entity.body, boundary, most_parts);
    if (split.too_many)
      return Error{ErrorKind::bad_input, "source.bomb", fmt::format("the message holds more than {} parts", most_parts),
                   where(entity.body)};
    if (split.parts.empty())
      return Error{ErrorKind::bad_input, "source.damaged", "none of the message's parts begins", where(entity.body)};
    if (!split.closed && depth == 0) {
      const auto end = entity.body.data() - whole_.data() + static_cast<std::ptrdiff_t>(entity.body.size());
      into.warnings.push_back(
          fmt::format("source.damaged_part: byte {}: the message ends before its last part does", end));
    }
    std::vector<Entity> children;
    for (const auto part : split.parts) children.push_back(BC_TRY(fields_of(part)));
    if (type.value == "multipart/alternative") return alternative(children, into, depth);
    if (type.value == "multipart/related") return related(children, type, into, depth);
    for (const auto& child : children) {
      BC_TRY(walk(child, into, depth + 1, Place::mixed));
      if (type.value == "multipart/signed") break;  // the signature itself says nothing to a reader
    }
    return {};
  }

  // Of several forms of the same words HTML, which tells headings and lists, unless it shows nothing.
  // NOLINTNEXTLINE(misc-no-recursion): bounded by `deepest`
  Result<void> alternative(const std::vector<Entity>& children, Letter& into, int depth) {
    Letter best;
    int best_rank = -1;
    for (const auto& child : children) {
      Letter one;
      BC_TRY(walk(child, one, depth + 1, Place::mixed));
      const int rank = has_text(one.bodies, LetterBody::Kind::html)    ? 3
                       : has_text(one.bodies, LetterBody::Kind::plain) ? 2
                       : !one.inner.empty()                            ? 1
                                                                       : 0;
      if (rank >= best_rank) best = std::move(one), best_rank = rank;
    }
    add(into, std::move(best));
    return {};
  }

  // NOLINTNEXTLINE(misc-no-recursion): bounded by `deepest`
  Result<void> related(const std::vector<Entity>& children, const MediaType& type, Letter& into, int depth) {
    const auto start = without_brackets(type.parameter("start"));
    std::size_t root = 0;
    bool found = false;
    for (std::size_t i = 0; i < children.size() && !found; ++i)
      if (!start.empty() && without_brackets(children[i].field("content-id")) == start) root = i, found = true;
    for (std::size_t i = 0; i < children.size() && !found; ++i) {
      const auto kind = media_type_of(children[i].field("content-type")).value;
      if (kind == "text/html" || kind == "application/xhtml+xml" || kind.starts_with("multipart/"))
        root = i, found = true;
    }
    if (into.page && into.address.empty()) into.address = address_of(children[root].field("content-location"));
    BC_TRY(walk(children[root], into, depth + 1, Place::related_root));
    for (std::size_t i = 0; i < children.size(); ++i)
      if (i != root) BC_TRY(walk(children[i], into, depth + 1, into.page ? Place::related_root : Place::related));
    return {};
  }

  static void add(Letter& into, Letter from) {
    std::ranges::move(from.bodies, std::back_inserter(into.bodies));
    std::ranges::move(from.attachments, std::back_inserter(into.attachments));
    std::ranges::move(from.inner, std::back_inserter(into.inner));
    std::ranges::move(from.warnings, std::back_inserter(into.warnings));
  }

  // NOLINTNEXTLINE(misc-no-recursion): bounded by `deepest`
  Result<void> leaf(const Entity& entity, const MediaType& type, Letter& into, int depth, Place place) {
    const auto disposition = media_type_of(entity.field("content-disposition"));
    auto name = disposition.parameter("filename");
    if (name.empty()) name = type.parameter("name");
    const bool html = type.value == "text/html" || type.value == "application/xhtml+xml";
    const bool plain = type.value.empty() || type.value == "text" || type.value == "text/plain";
    const bool named_mail = text::fold(name).ends_with(".eml");
    if (type.value == "message/rfc822" || type.value == "message/global" || named_mail) {
      inside_.push_back(BC_TRY(decoded(entity)));
      // As a rule it is not encoded; then its bytes are the file's, and an error can name them.
      const bool same = inside_.back() == entity.body;
      into.inner.push_back(BC_TRY(message(same ? entity.body : std::string_view(inside_.back()), depth + 1)));
      return {};
    }
    const bool attached = disposition.value == "attachment" || (!name.empty() && !into.bodies.empty());
    // Of a saved page its one document counts: pictures, styles and frames are none of its words.
    if (into.page && !into.bodies.empty()) return {};
    if ((html || plain) && !attached && place != Place::related) {
      LetterBody body{.kind = html ? LetterBody::Kind::html : LetterBody::Kind::plain,
                      .bytes = BC_TRY(decoded(entity))};
      const auto charset = type.parameter("charset");
      if (body.bytes.find("\x1B$") != std::string::npos) body.bytes = without_empty_shifts(body.bytes);
      body.content_type = (html ? "text/html; charset=" : "text/plain; charset=") + charset;
      if (plain && text::fold(type.parameter("format")) == "flowed")
        body.bytes = unflow(body.bytes, text::fold(type.parameter("delsp")) == "yes");
      into.bodies.push_back(std::move(body));
      return {};
    }
    // A picture that the HTML shows is no attachment.
    if (into.page || (place == Place::related && disposition.value != "attachment")) return {};
    Attachment file{.name = shown_name(name, type.value), .bytes = "", .readable = is_readable(type.value, name)};
    if (file.readable) {
      auto bytes = decoded(entity);
      if (bytes)
        file.bytes = std::move(*bytes);
      else
        file.readable = false;
    }
    into.attachments.push_back(std::move(file));
    return {};
  }

  static std::string shown_name(const std::string& name, const std::string& type) {
    auto letters = text::to_utf32(name.empty() ? (type.empty() ? "text/plain" : text::repair_utf8(type)) : name);
    std::ranges::replace_if(
        letters, [](char32_t c) { return c == '\n' || c == '\t' || text::is_hidden(c); }, U'\uFFFD');
    if (letters.size() > longest_name) letters = letters.substr(0, longest_name) + U"…";
    return text::to_utf8(letters);
  }

  const Limits& limits_;
  std::string_view whole_;
  std::size_t parts_ = 0;
  std::deque<std::string> inside_;  // decoded messages that views point into
};

}  // namespace

Result<Letter> read_mime(std::string_view bytes, const Limits& limits) {
  return MimeReader(bytes, limits).message(bytes, 0);
}

}  // namespace breadcrumb::source
