#include "source/rtf.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "text/encoding.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

using namespace std::string_view_literals;  // NOLINT: names of control words

constexpr std::size_t deepest = 1000;  // groups in one another

// What every unpacking begins with (MS-OXRTFCP 2.1.2.1).
constexpr std::string_view first_words =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS "
    "Sans "
    "SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

struct CodePage {
  long number;
  std::string_view charset;
};
constexpr auto code_pages = std::to_array<CodePage>({
    {874, "windows-874"},   {932, "shift_jis"},     {936, "gbk"},           {949, "euc-kr"},
    {950, "big5"},          {1200, "utf-16le"},     {1250, "windows-1250"}, {1251, "windows-1251"},
    {1252, "windows-1252"}, {1253, "windows-1253"}, {1254, "windows-1254"}, {1256, "windows-1256"},
    {1257, "windows-1257"}, {1258, "windows-1258"}, {20127, "us-ascii"},    {20866, "koi8-r"},
    {20932, "euc-jp"},      {28591, "iso-8859-1"},  {28592, "iso-8859-2"},  {28595, "iso-8859-5"},
    {28597, "iso-8859-7"},  {28599, "iso-8859-9"},  {28605, "iso-8859-15"}, {50220, "iso-2022-jp"},
    {50221, "iso-2022-jp"}, {50222, "iso-2022-jp"}, {51932, "euc-jp"},      {51949, "euc-kr"},
    {54936, "gb18030"},     {65001, "utf-8"},
});

// A font's \fcharset as a code page.
long page_of_charset(long charset) {
  switch (charset) {
    case 128:
      return 932;
    case 129:
      return 949;
    case 134:
      return 936;
    case 136:
      return 950;
    case 161:
      return 1253;
    case 162:
      return 1254;
    case 163:
      return 1258;
    case 178:
      return 1256;
    case 186:
      return 1257;
    case 204:
      return 1251;
    case 222:
      return 874;
    case 238:
      return 1250;
    case 0:
      return 1252;
    default:
      return 0;
  }
}

// Groups that hold no words of the text.
constexpr auto aside = std::to_array<std::string_view>(
    {"fonttbl", "colortbl",  "stylesheet", "info",       "pict",       "object",    "header",    "headerl",
     "headerr", "headerf",   "footer",     "footerl",    "footerr",    "footerf",   "listtable", "listoverridetable",
     "revtbl",  "rsidtbl",   "generator",  "fldinst",    "themedata",  "datastore", "xmlnstbl",  "filetbl",
     "private", "bkmkstart", "bkmkend",    "nonshppict", "annotation", "atnid",     "atnauthor", "mhtmltag",
     "deleted"});

struct Group {
  bool skip = false;     // no words of the text
  bool tag = false;      // inside of \htmltag
  bool fonts = false;    // inside of \fonttbl
  bool htmlrtf = false;  // what only RTF readers see
  bool hidden = false;
  bool star = false;  // \* was met: a destination that may be passed over
  long page = 1252;
  long fallback = 1;  // characters after \u that stand for it
};

class RtfReader {
 public:
  explicit RtfReader(std::string_view rtf) : rtf_(rtf) {
    // The mark stands in the first few words of the RTF.
    const auto head = rtf.substr(0, 1024);
    html_ = head.find("\\fromhtml1") != std::string_view::npos;
  }

  Result<RtfText> read() {
    if (!rtf_.starts_with("{\\rtf"))
      return Error{ErrorKind::bad_input, "source.damaged", "the message's rich text is none", "byte 0"};
    groups_.push_back({});
    while (at_ < rtf_.size()) {
      const char c = rtf_[at_++];
      if (c == '{') {
        if (groups_.size() > deepest)
          return Error{ErrorKind::too_big, "source.too_deep",
                       fmt::format("groups of the rich text stand more than {} deep in one another", deepest),
                       fmt::format("byte {}", at_ - 1)};
        groups_.push_back(groups_.back());
        groups_.back().star = false;
      } else if (c == '}') {
        if (groups_.size() > 1) groups_.pop_back();
      } else if (c == '\\') {
        control();
      } else if (c != '\r' && c != '\n') {
        put(c);
      }
    }
    flush();
    return RtfText{std::move(out_), html_};
  }

 private:
  [[nodiscard]] Group& now() { return groups_.back(); }

  // Whether words at hand are seen: of HTML what stands in its tags, and outside of what was added for RTF.
  bool shown() {
    const auto& group = now();
    return !group.skip && !group.fonts && (html_ ? group.tag || !group.htmlrtf : !group.hidden);
  }

  void put(char c) {
    if (skip_ > 0) {
      --skip_;
      return;
    }
    if (!shown()) return;
    if (now().page != page_) flush();
    page_ = now().page;
    bytes_ += c;
  }

  void put_words(std::string_view utf8) {
    skip_ = 0;
    if (!shown()) return;
    flush();
    out_ += utf8;
  }

  // Bytes of one code page are decoded together: a character may take two \'hh.
  void flush() {
    if (bytes_.empty()) return;
    const bool ascii = std::ranges::all_of(bytes_, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) {
      out_ += bytes_;
    } else {
      auto decoded = text::decode(bytes_, charset_of_codepage(page_));
      out_ += decoded ? decoded->text : text::repair_utf8(bytes_);
    }
    bytes_.clear();
    high_ = 0;
  }

  void control() {
    if (at_ >= rtf_.size()) return;
    const char c = rtf_[at_];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter) {
      ++at_;
      symbol(c);
      return;
    }
    const auto begin = at_;
    while (at_ < rtf_.size() && at_ - begin < 32 &&
           ((rtf_[at_] >= 'a' && rtf_[at_] <= 'z') || (rtf_[at_] >= 'A' && rtf_[at_] <= 'Z')))
      ++at_;
    const auto word = rtf_.substr(begin, at_ - begin);
    long value = 0;
    bool negative = false, has_value = false;
    if (at_ < rtf_.size() && rtf_[at_] == '-') negative = true, ++at_;
    while (at_ < rtf_.size() && rtf_[at_] >= '0' && rtf_[at_] <= '9') {
      value = std::min(value * 10 + (rtf_[at_++] - '0'), 1'000'000'000L);
      has_value = true;
    }
    if (at_ < rtf_.size() && rtf_[at_] == ' ') ++at_;
    obey(word, negative ? -value : value, has_value);
  }

  void symbol(char c) {
    const auto digit = [](char d) {
      return d >= '0' && d <= '9'   ? d - '0'
             : d >= 'a' && d <= 'f' ? d - 'a' + 10
             : d >= 'A' && d <= 'F' ? d - 'A' + 10
                                    : -1;
    };
    switch (c) {
      case '\'': {
        const int high = at_ + 1 < rtf_.size() ? digit(rtf_[at_]) : -1;
        const int low = high >= 0 ? digit(rtf_[at_ + 1]) : -1;
        if (low < 0) return;
        at_ += 2;
        put(static_cast<char>(high * 16 + low));
        return;
      }
      case '*':
        now().star = true;
        return;
      case '~':
        return put_words("\u00A0");
      case '_':
        return put_words("\u2011");
      case '\r':
      case '\n':
        return put_words("\n");
      case '{':
      case '}':
      case '\\':
        return put(c);
      default:
        return;
    }
  }

  void obey(std::string_view word, long value, bool has_value) {
    auto& group = now();
    if (word == "htmltag") {
      group.tag = html_;
      group.skip = group.skip || !html_;
    } else if (word == "htmlrtf") {
      group.htmlrtf = !has_value || value != 0;
    } else if (word == "fonttbl") {
      group.fonts = true;
    } else if (std::ranges::find(aside, word) != aside.end() ||
               (group.star && word != "shppict" && word != "fldrslt")) {
      group.skip = true;
      if (word == "bin") skip_bytes(value);
    } else if (word == "bin") {
      skip_bytes(value);
    } else if (word == "ansicpg") {
      group.page = value;
      default_page_ = value;
    } else if (word == "f") {
      if (group.fonts) {
        font_ = value;
      } else {
        const auto found = pages_.find(value);
        group.page = found == pages_.end() || found->second == 0 ? default_page_ : found->second;
      }
    } else if (word == "fcharset" && group.fonts) {
      if (pages_.size() < 10'000) pages_[font_] = page_of_charset(value);
    } else if (word == "plain" || word == "pard") {
      if (word == "plain") group.hidden = false;
    } else if (word == "v") {
      group.hidden = !has_value || value != 0;
    } else if (word == "uc") {
      group.fallback = std::clamp(value, 0L, 16L);
    } else if (word == "u") {
      unicode(value);
    } else {
      put_named(word);
    }
    group.star = false;
  }

  void skip_bytes(long count) { at_ += std::min(rtf_.size() - at_, static_cast<std::size_t>(std::max(count, 0L))); }

  void unicode(long value) {
    const auto unit = static_cast<char32_t>(value < 0 ? value + 65536 : value) & 0xFFFF;
    std::string letter;
    if (unit >= 0xD800 && unit <= 0xDBFF) {
      flush();
      high_ = unit;
    } else if (unit >= 0xDC00 && unit <= 0xDFFF) {
      if (high_ != 0) text::append_utf8(letter, 0x10000 + ((high_ - 0xD800) << 10) + (unit - 0xDC00));
      high_ = 0;
    } else {
      text::append_utf8(letter, unit);
      high_ = 0;
    }
    if (!letter.empty()) put_words(letter);
    skip_ = now().fallback;
  }

  void put_named(std::string_view word) {
    struct Named {
      std::string_view word, words;
    };
    constexpr auto named = std::to_array<Named>({{"par", "\n"},
                                                 {"line", "\n"},
                                                 {"row", "\n"},
                                                 {"sect", "\n"},
                                                 {"page", "\n"},
                                                 {"tab", "\t"},
                                                 {"cell", "\t"},
                                                 {"emdash", "—"},
                                                 {"endash", "–"},
                                                 {"bullet", "•"},
                                                 {"lquote", "‘"},
                                                 {"rquote", "’"},
                                                 {"ldblquote", "“"},
                                                 {"rdblquote", "”"},
                                                 {"emspace", " "},
                                                 {"enspace", " "},
                                                 {"qmspace", " "}});
    for (const auto& each : named)
      if (each.word == word) return put_words(each.words);
  }

  std::string_view rtf_;
  std::size_t at_ = 0;
  bool html_ = false;
  std::vector<Group> groups_;
  std::map<long, long> pages_;  // of fonts
  long default_page_ = 1252, font_ = 0;
  long page_ = 1252;   // of `bytes_`
  long skip_ = 0;      // characters that stand for a \u before them
  char32_t high_ = 0;  // first half of a surrogate pair
  std::string bytes_, out_;
};

std::uint32_t number32(std::string_view bytes, std::size_t at) {
  std::uint32_t out = 0;
  for (std::size_t i = 4; i-- > 0;) out = out << 8 | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

}  // namespace

Result<std::string> unpack_rtf(std::string_view packed, std::size_t most) {
  constexpr std::size_t header = 16, window = 4096;
  if (packed.size() < header)
    return Error{ErrorKind::bad_input, "source.damaged", "the message's rich text ends early",
                 fmt::format("byte {}", packed.size())};
  const auto raw_size = number32(packed, 4);
  const auto kind = number32(packed, 8);
  auto in = packed.substr(header);
  if (kind == 0x414C454D) return std::string(in.substr(0, raw_size));  // "MELA": not packed
  if (kind != 0x75465A4C)
    return Error{ErrorKind::bad_input, "source.damaged", "the message's rich text is packed in a way that is not known",
                 "byte 8"};
  if (raw_size > most)
    return Error{ErrorKind::bad_input, "source.bomb",
                 fmt::format("the message's rich text unpacks to over {} bytes", most), "byte 4"};
  std::string ring(window, ' ');
  std::ranges::copy(first_words, ring.begin());
  std::size_t write = first_words.size();
  std::string out;
  const auto give = [&](char c) {
    out += c;
    ring[write] = c;
    write = (write + 1) % window;
  };
  for (std::size_t at = 0; at < in.size() && out.size() < raw_size;) {
    const auto control = static_cast<unsigned char>(in[at++]);
    for (int bit = 0; bit < 8 && out.size() < raw_size; ++bit) {
      if ((control >> bit & 1) == 0) {
        if (at >= in.size()) break;
        give(in[at++]);
        continue;
      }
      if (at + 1 >= in.size()) break;
      const auto token =
          static_cast<std::size_t>(static_cast<unsigned char>(in[at]) << 8 | static_cast<unsigned char>(in[at + 1]));
      at += 2;
      const auto offset = token >> 4;
      // A reference to where the next byte would be written ends the text.
      if (offset == write) return out;
      for (std::size_t i = 0; i < (token & 0xF) + 2; ++i) give(ring[(offset + i) % window]);
    }
  }
  if (out.size() < raw_size)
    return Error{ErrorKind::bad_input, "source.damaged", "the message's rich text ends early",
                 fmt::format("byte {}", packed.size())};
  return out;
}

Result<RtfText> rtf_text(std::string_view rtf) {
  return RtfReader(rtf).read();
}

std::string_view charset_of_codepage(long codepage) {
  for (const auto& each : code_pages)
    if (each.number == codepage) return each.charset;
  return "";
}

}  // namespace breadcrumb::source
