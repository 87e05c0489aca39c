#include "source/letter.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "source/mime.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

// Under this, a message only says what it brings: "Please find attached the joint statement. Kind regards, ...".
constexpr long few_columns = 300;
// Under this, a line that looks like a headline is one only when the subject says it, too ("報道関係者各位").
constexpr long short_title = 24;
constexpr std::size_t most_named = 20;

long columns(const Draft& draft) {
  long out = 0;
  for (const auto& block : draft.document.blocks) out += columns_of(draft.document.text_of(block));
  return out;
}

// Blocks whose words stand on one line each, as every other format has them: lines of a fixed width are joined.
Draft unwrapped(Draft draft) {
  Builder builder;
  for (std::size_t i = 0; i < draft.document.blocks.size(); ++i) {
    const auto words = draft.document.text_of(draft.document.blocks[i]);
    Block block = draft.document.blocks[i];
    block.origin = 0;
    builder.open(std::move(block), draft.features[i]);
    builder.add(words, {});
  }
  auto out = builder.finish();
  out.document.meta = std::move(draft.document.meta);
  out.document.warnings = std::move(draft.document.warnings);
  out.document.extractor = std::move(draft.document.extractor);
  return out;
}

void append(Draft& into, Draft from) {
  auto& text = into.document.text;
  if (!text.empty() && !from.document.blocks.empty()) text += '\n';
  const auto shift = text.size();
  text += from.document.text;
  for (auto& block : from.document.blocks) {
    block.start += shift;
    block.end += shift;
    for (auto& run : block.emphases) run.start += shift, run.end += shift;
    into.document.blocks.push_back(std::move(block));
  }
  into.features.insert(into.features.end(), from.features.begin(), from.features.end());
  into.has_main = into.has_main || from.has_main;
  for (auto& entry : from.document.meta)
    if (std::ranges::none_of(into.document.meta, [&](const auto& have) { return have.name == entry.name; }))
      into.document.meta.push_back(std::move(entry));
  for (auto& warning : from.document.warnings)
    if (std::ranges::find(into.document.warnings, warning) == into.document.warnings.end())
      into.document.warnings.push_back(std::move(warning));
  if (into.document.extractor.empty()) into.document.extractor = from.document.extractor;
}

Draft line(BlockKind kind, std::string_view words, bool furniture) {
  Builder builder;
  builder.open({.kind = kind}, {});
  builder.add(words, {});
  auto out = builder.finish();
  for (auto& block : out.document.blocks) block.kind = kind, block.level = 0, block.furniture = furniture;
  return out;
}

// "Re: FW: [Press] Third round" -> "[Press] Third round"; the marks are of those who passed it on.
std::string_view bare_subject(std::string_view subject) {
  constexpr std::array marks = {
      "re:", "fw:", "fwd:", "aw:", "wg:", "tr:", "rv:", "re：", "fw：", "fwd：", "転送:", "転送："};
  for (bool found = true; found;) {
    found = false;
    subject = text::trim(subject);
    for (const std::string_view mark : marks) {
      if (subject.size() < mark.size() || text::fold(subject.substr(0, mark.size())) != text::fold(mark)) continue;
      subject.remove_prefix(mark.size());
      found = true;
    }
  }
  return subject;
}

// The blocks from `first` up to `last` as a draft of their own.
Draft slice(const Draft& draft, std::size_t first, std::size_t last) {
  Draft out;
  if (first >= last) return out;
  const auto& blocks = draft.document.blocks;
  const auto start = blocks[first].start;
  out.document.text = draft.document.text.substr(start, blocks[last - 1].end - start);
  for (auto i = first; i < last; ++i) {
    auto block = blocks[i];
    block.start -= start;
    block.end -= start;
    for (auto& run : block.emphases) run.start -= start, run.end -= start;
    out.document.blocks.push_back(std::move(block));
    out.features.push_back(draft.features[i]);
  }
  return out;
}

bool may_be_label(std::string_view words) {
  const auto begin = words.substr(0, 60);
  return begin.find(':') != std::string_view::npos || begin.find("：") != std::string_view::npos;
}

// Three lines in a row with the labels of a message's head: somebody passed a message on inside of his own. Gives the
// first of their blocks.
std::optional<std::size_t> mark_inline_heads(Draft& draft, const FurnitureRules& rules) {
  auto& blocks = draft.document.blocks;
  const auto labels = [&](const Block& block) {
    std::size_t count = 0;
    auto rest = draft.document.text_of(block);
    while (!rest.empty()) {
      const auto feed = std::min(rest.find('\n'), rest.size());
      const auto words = text::trim(rest.substr(0, feed));
      // Labels end with a colon; folding every line of a long text only to compare it takes seconds.
      if (words.size() > 600 || !may_be_label(words) || !rules.is_no_title(text::fold(words))) return std::size_t{0};
      ++count;
      rest.remove_prefix(std::min(feed + 1, rest.size()));
    }
    return count;
  };
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < blocks.size();) {
    std::size_t end = i, count = 0;
    for (; end < blocks.size(); ++end) {
      const auto more = labels(blocks[end]);
      if (more == 0) break;
      count += more;
    }
    if (count >= 3) {
      for (std::size_t k = i; k < end; ++k) {
        blocks[k].furniture = true;
        if (blocks[k].kind == BlockKind::heading || blocks[k].kind == BlockKind::title)
          blocks[k].kind = BlockKind::paragraph, blocks[k].level = 0;
      }
      if (!found) found = i;
    }
    i = std::max(end, i + 1);
  }
  return found;
}

// Words of who passes a message on: seen, and nothing that the document says.
Draft as_note(Draft draft) {
  for (auto& block : draft.document.blocks) {
    if (block.kind == BlockKind::title || block.kind == BlockKind::heading)
      block.kind = BlockKind::paragraph, block.level = 0;
    block.furniture = true;
  }
  return draft;
}

bool is_japanese(std::string_view text) {
  std::size_t kana = 0;
  for (std::size_t i = 0; i < text.size() && kana < 10;) kana += text::is_kana(text::next_char(text, i)) ? 1 : 0;
  return kana >= 10;
}

std::string date_words(const text::Ymd& date, bool japanese) {
  constexpr std::array months = {"January", "February", "March",     "April",   "May",      "June",
                                 "July",    "August",   "September", "October", "November", "December"};
  if (japanese) return fmt::format("{}年{}月{}日", date.year, date.month, date.day);
  return fmt::format("{} {} {}", date.day, months.at(static_cast<std::size_t>(date.month - 1)), date.year);
}

class Composer {
 public:
  Composer(const Hints& hints, const Limits& limits, const FurnitureRules& rules, const PdfReader& read_pdf)
      : hints_(hints), limits_(limits), rules_(rules), read_pdf_(read_pdf) {}

  Result<Draft> compose(Letter& letter) {
    auto draft = BC_TRY(body_of(letter));
    const bool brief = columns(draft) < few_columns;
    if (brief && letter.inner.empty()) BC_TRY(take_attachment(letter, draft));
    for (const auto& attachment : letter.attachments) unread_.push_back(attachment.name);
    // Words above a message that is passed on stand below it: they are no part of its head.
    const auto head = mark_inline_heads(draft, rules_);
    const bool note = brief && !letter.inner.empty();
    Draft above;
    if (note) {
      std::swap(above, draft);
      std::swap(above.document.meta, draft.document.meta);
      std::swap(above.document.warnings, draft.document.warnings);
      draft.document.extractor = above.document.extractor;
    } else if (head && *head > 0 && *head < draft.document.blocks.size()) {
      above = slice(draft, 0, *head);
      if (columns(above) < few_columns) {
        auto rest = slice(draft, *head, draft.document.blocks.size());
        std::swap(draft.document.text, rest.document.text);
        std::swap(draft.document.blocks, rest.document.blocks);
        std::swap(draft.features, rest.features);
      } else {
        above = {};
      }
    }
    mark_furniture(draft, rules_);
    // A salutation or what leads to a list is no headline.
    const auto subject = text::fold(letter.subject);
    std::optional<std::size_t> title;
    for (std::size_t i = 0; i < draft.document.blocks.size(); ++i) {
      auto& block = draft.document.blocks[i];
      if (block.kind != BlockKind::title) continue;
      const auto words = draft.document.text_of(block);
      const bool odd = words.ends_with(',') || words.ends_with(':') || words.ends_with("、") || words.ends_with("：");
      const bool known = subject.find(text::fold(words)) != std::string::npos;
      if (!title && !odd && (known || columns_of(words) >= short_title)) {
        title = i;
      } else {
        block.kind = BlockKind::paragraph;
      }
    }
    // Of a note that only passes a message on no subject: the message has its own.
    const auto headline = bare_subject(letter.subject);
    if (!title && !letter.page && !headline.empty() && !draft.document.blocks.empty()) {
      auto titled = line(BlockKind::title, headline, false);
      append(titled, std::move(draft));
      draft = std::move(titled);
      title = 0;
    }
    for (auto& inner : letter.inner) {
      auto more = BC_TRY(compose(inner));
      for (auto& block : more.document.blocks)
        if (title && block.kind == BlockKind::title) block.kind = BlockKind::heading, block.level = 1;
      append(draft, std::move(more));
    }
    // Who sent it and when, where that says whose text it is: below, so that what the text says itself comes first.
    if (letter.from_outside && !letter.page && !head && letter.inner.empty() && !draft.document.blocks.empty()) {
      const bool japanese = is_japanese(draft.document.text);
      append(draft, line(BlockKind::note, "From: " + letter.from, true));
      if (letter.date.year > 0)
        append(draft, line(BlockKind::note, "Date: " + date_words(letter.date, japanese), true));
    }
    append(draft, as_note(std::move(above)));
    for (auto& warning : letter.warnings) draft.document.warnings.push_back(std::move(warning));
    return draft;
  }

  [[nodiscard]] const std::vector<std::string>& unread() const { return unread_; }

 private:
  Result<Draft> body_of(Letter& letter) {
    Draft out;
    for (auto& body : letter.bodies) {
      const Hints hints{.content_type = body.content_type};
      const bool html = body.kind == LetterBody::Kind::html;
      auto draft =
          BC_TRY(html ? read_html(body.bytes, hints, limits_, rules_) : read_plain(body.bytes, hints, limits_, rules_));
      body.bytes = {};
      // The subject stands in for a page's own title: that of a mail program's HTML says nothing.
      if (html && !letter.page && !letter.subject.empty()) {
        std::erase_if(draft.document.meta, [](const auto& entry) { return entry.name == "title"; });
        draft.document.meta.insert(draft.document.meta.begin(), {"title", std::string(bare_subject(letter.subject))});
      }
      append(out, html ? std::move(draft) : unwrapped(std::move(draft)));
    }
    if (!letter.address.empty() &&
        std::ranges::none_of(out.document.meta, [](const auto& entry) { return entry.name == "canonical_url"; }))
      out.document.meta.push_back({"canonical_url", letter.address});
    return out;
  }

  // The one file that a message with next to no words brings is the document.
  Result<void> take_attachment(Letter& letter, Draft& draft) {
    const auto readable = [](const Attachment& each) { return each.readable; };
    if (std::ranges::count_if(letter.attachments, readable) != 1) return {};
    const auto found = std::ranges::find_if(letter.attachments, readable);
    auto read = read_file(*found);
    if (!read) {
      auto error = std::move(read).error();
      error.where = error.where.empty() ? found->name : found->name + ": " + error.where;
      return error;
    }
    if (!draft.document.blocks.empty())
      letter.warnings.push_back(fmt::format(
          "source.attachment: the attached file {} is read in place of the message that brings it", found->name));
    draft = std::move(*read);
    letter.attachments.erase(found);
    return {};
  }

  Result<Draft> read_file(const Attachment& file) {
    const Hints hints{.file_name = file.name};
    switch (BC_TRY(format_of(file.bytes, hints))) {
      case Format::html:
        return read_html(file.bytes, hints, limits_, rules_);
      case Format::docx:
        return read_docx(file.bytes, hints, limits_);
      case Format::pdf:
        return read_pdf_(file.bytes);
      case Format::plain:
        return unwrapped(BC_TRY(read_plain(file.bytes, hints, limits_, rules_)));
      default:
        return Error{ErrorKind::bad_input, "source.unknown_format", "this is a message inside of a message's file", ""};
    }
  }

  const Hints& hints_;
  const Limits& limits_;
  const FurnitureRules& rules_;
  const PdfReader& read_pdf_;
  std::vector<std::string> unread_;
};

}  // namespace

Result<Draft> draft_of(Letter letter, const Hints& hints, const Limits& limits, const FurnitureRules& rules,
                       const PdfReader& read_pdf) {
  Composer composer(hints, limits, rules, read_pdf);
  auto draft = BC_TRY(composer.compose(letter));
  const auto& unread = composer.unread();
  if (draft.document.blocks.empty() && !unread.empty())
    return Error{ErrorKind::bad_input, "source.no_text",
                 fmt::format("the message holds no readable words; attached: {}",
                             fmt::join(unread.begin(),
                                       unread.begin() + static_cast<long>(std::min(unread.size(), most_named)), ", ")),
                 ""};
  auto& warnings = draft.document.warnings;
  for (std::size_t i = 0; i < unread.size() && i < most_named; ++i)
    warnings.push_back(fmt::format("source.attachment: the attached file {} is not read", unread[i]));
  if (unread.size() > most_named)
    warnings.push_back(
        fmt::format("source.attachment: {} more attached files are not read", unread.size() - most_named));
  draft.document.media_type = letter.media_type;
  draft.document.extractor = letter.kind + "+" + draft.document.extractor;
  draft.marked = true;
  return draft;
}

text::Ymd mail_date(std::string_view field) {
  constexpr std::array months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  if (const auto comma = field.find(','); comma != std::string_view::npos && comma < 12) field.remove_prefix(comma + 1);
  std::array<std::string_view, 3> words;
  for (auto& word : words) {
    field = text::trim(field);
    const auto end = std::min(field.find_first_of(" \t-"), field.size());
    word = field.substr(0, end);
    field.remove_prefix(std::min(end + 1, field.size()));
  }
  const auto number = [](std::string_view digits) {
    int out = digits.empty() || digits.size() > 4 ? -1 : 0;
    for (const char c : digits) out = out < 0 || c < '0' || c > '9' ? -1 : out * 10 + (c - '0');
    return out;
  };
  text::Ymd out{number(words[2]), 0, number(words[0])};
  const auto month = text::fold(words[1].substr(0, 3));
  for (std::size_t i = 0; i < months.size(); ++i)
    if (month == months[i]) out.month = static_cast<int>(i) + 1;
  // Two and three figures are years of RFC 822.
  if (out.year >= 0 && words[2].size() == 2) out.year += out.year < 50 ? 2000 : 1900;
  if (words[2].size() == 3) out.year += 1900;
  return out.month > 0 && out.year > 1900 && out.year < 2200 && text::is_real(out) ? out : text::Ymd{};
}

bool is_from_outside(std::string_view from, std::string_view to) {
  // "press@trade.gov.uk" -> "gov.uk"; "x@ustr.gov" -> "gov"
  const auto house = [](std::string_view s, std::size_t at) {
    auto domain = text::fold(s.substr(at + 1, 255).substr(0, s.substr(at + 1, 255).find_first_of(">,; \t\r\n\")")));
    const auto last = domain.rfind('.');
    if (last == std::string::npos) return domain;
    const auto top = domain.substr(last + 1);
    if (top == "gov" || top == "mil") return std::string("gov");
    const auto second = domain.rfind('.', last - 1);
    return second == std::string::npos || last == 0 ? domain : domain.substr(second + 1);
  };
  const auto at = from.rfind('@');
  if (at == std::string_view::npos) return false;
  const auto sender = house(from, at);
  for (auto next = to.find('@'); next != std::string_view::npos; next = to.find('@', next + 1))
    if (house(to, next) == sender) return false;
  return true;
}

bool shows_words(std::string_view html) {
  const auto lower = text::fold(html.substr(0, std::size_t{4} << 20));
  for (std::size_t i = 0; i < lower.size();) {
    if (lower[i] == '<') {
      std::string_view close = ">";
      if (lower.compare(i, 6, "<style") == 0) close = "</style>";
      if (lower.compare(i, 6, "<title") == 0) close = "</title>";
      if (lower.compare(i, 4, "<!--") == 0) close = "-->";
      const auto end = lower.find(close, i);
      if (end == std::string::npos) return false;
      i = end + close.size();
    } else if (lower.compare(i, 6, "&nbsp;") == 0) {
      i += 6;
    } else {
      const auto c = text::next_char(lower, i);
      if (!text::is_space(c)) return true;
    }
  }
  return false;
}

bool is_readable(std::string_view media_type, std::string_view name) {
  const auto folded = text::fold(name);
  for (const std::string_view end : {".pdf", ".docx", ".html", ".htm", ".xhtml", ".txt"})
    if (folded.ends_with(end)) return true;
  if (folded.find('.') != std::string::npos && media_type != "application/pdf") return false;
  return media_type == "application/pdf" || media_type == "text/html" || media_type == "text/plain" ||
         media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
}

}  // namespace breadcrumb::source
