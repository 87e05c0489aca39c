// The annexes: every quote in its context, every source with its hash, every method.
#include <algorithm>

#include "brief/composer.h"
#include "text/utf8.h"

namespace breadcrumb::brief {

namespace {

constexpr std::size_t context_bytes = 120;

/// Start of the context before `start`: whole words, not beyond `context_bytes`.
std::size_t context_start(std::string_view text, std::size_t start) {
  if (start <= context_bytes) return 0;
  std::size_t at = start - context_bytes;
  while (at < start && !text::is_boundary(text, at)) ++at;
  const auto blank = text.find_first_of(" \n", at);
  return blank != std::string_view::npos && blank < start ? blank + 1 : at;
}

std::size_t context_end(std::string_view text, std::size_t end) {
  if (text.size() - end <= context_bytes) return text.size();
  std::size_t at = end + context_bytes;
  while (at > end && !text::is_boundary(text, at)) --at;
  const auto blank = text.find_last_of(" \n", at);
  return blank != std::string_view::npos && blank > end ? blank : at;
}

std::string percent(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
      out += c;
    } else {
      out += '%';
      out += hex[byte >> 4];
      out += hex[byte & 15];
    }
  }
  return out;
}

}  // namespace

bool is_address(std::string_view origin) {
  return (origin.starts_with("https://") || origin.starts_with("http://")) &&
         std::none_of(origin.begin(), origin.end(),
                      [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == '"' || c == '<' || c == '>'; });
}

std::string address_at(const Source& source, std::string_view quote) {
  if (source.origin.find('#') != std::string::npos || quote.find('\n') != std::string_view::npos) return source.origin;
  constexpr std::size_t whole = 80, part = 32;
  std::string fragment;
  if (quote.size() <= whole) {
    fragment = percent(quote);
  } else {
    std::size_t head = part, tail = quote.size() - part;
    while (!text::is_boundary(quote, head)) ++head;
    while (!text::is_boundary(quote, tail)) ++tail;
    if (const auto blank = quote.find(' ', head); blank != std::string_view::npos && blank < tail) head = blank;
    if (const auto blank = quote.rfind(' ', tail); blank != std::string_view::npos && blank > head) tail = blank + 1;
    fragment = percent(quote.substr(0, head)) + "," + percent(quote.substr(tail));
  }
  return source.origin + "#:~:text=" + fragment;
}

Section Composer::annex_quotes() {
  Section section{.id = "annex-quotes", .title = {say("annex.quotes")}};
  for (std::size_t i = 0; i < notes_.size(); ++i) {
    const auto& [source, start, end] = notes_[i];
    const std::string& whole = texts_.at(source->sha256);
    const std::string n = std::to_string(i + 1);
    Run number = claim_text(
        "note_number", {{"source", source->sha256}, {"start", std::to_string(start)}, {"end", std::to_string(end)}}, n);
    number.link = "#ref-" + n;
    Runs runs{number, say("mark.gap")};
    const std::size_t from = context_start(whole, start), to = context_end(whole, end);
    // Where the text begins a new line, the note shows a stroke.
    const auto show = [&](std::size_t a, std::size_t b, Look look) {
      while (a < b) {
        const auto line = std::min(whole.find('\n', a), b);
        if (line > a) {
          Run run = quote_run(*source, a, line);
          run.look = look;
          runs.push_back(std::move(run));
        }
        a = std::min(whole.find_first_not_of('\n', line), b);
        if (line < b && (a < b || b < to)) runs.push_back(say("mark.line"));
      }
    };
    if (from > 0) runs.push_back(say("mark.ellipsis"));
    show(from, start, Look::soft);
    show(start, end, Look::strong);
    show(end, std::min(to, whole.find_last_not_of('\n') + 1), Look::soft);
    if (to < whole.size()) runs.push_back(say("mark.ellipsis"));
    runs.push_back(say("mark.gap"));
    Run label = claim_text("source_label", {{"source", source->sha256}}, source_label(*source));
    label.link = "#source-" + std::to_string(source_number(source->sha256));
    runs.push_back(std::move(label));
    if (is_address(source->origin)) {
      runs.push_back(say("mark.dot"));
      Run original = say("annex.original");
      original.link = address_at(*source, std::string_view(whole).substr(start, end - start));
      runs.push_back(std::move(original));
    }
    section.blocks.push_back({.kind = BlockKind::note, .runs = std::move(runs), .anchor = "note-" + n});
  }
  return section;
}

Section Composer::annex_sources() {
  Section section{.id = "annex-sources", .title = {say("annex.sources")}};
  Table table;
  for (const char* id : {"source_no", "source", "date", "sha"})
    table.head.push_back(cell(say("annex." + std::string(id))));
  table.widths = {5, 45, 16, 34};
  for (const auto& source : d_.sources) {
    const std::string n = std::to_string(source_number(source.sha256));
    const Args args{{"source", source.sha256}};
    Run number = claim("source_number", args, "annex.number", {{"n", n}});
    number.anchor = "source-" + n;
    Run title = claim_text("source_title", args, source.title.empty() ? text("annex.untitled") : source.title);
    title.look = Look::strong;
    if (!source.language.empty() && source.language != words_.language()) title.language = source.language;
    const std::string kind_id = "source_kind." + (source.kind.empty() ? std::string("other") : source.kind);
    Runs what{
        std::move(title), say("mark.dot"),
        claim_text("source_kind", args,
                   (source.publisher.empty() ? text("annex.publisher_unknown") : words_.party(source.publisher)) +
                       text("mark.comma") + text(words_.find(kind_id) != nullptr ? kind_id : "source_kind.other") +
                       text("mark.comma") + text(source.excerpt ? "annex.excerpt" : "annex.whole")),
        say("mark.dot")};
    if (is_address(source.origin)) {
      Run origin = claim_text("source_origin", args, source.origin);
      origin.link = source.origin;
      what.push_back(std::move(origin));
    } else {
      what.push_back(claim("source_origin", args, "annex.no_address"));
    }
    Run sha = claim_text("source_sha256", args, source.sha256);
    sha.look = Look::code;
    table.rows.push_back({cell(std::move(number)), cell(std::move(what)),
                          cell(claim_text("source_published", args,
                                          source.published.empty() ? text("annex.undated") : date(source.published))),
                          cell(std::move(sha))});
  }
  section.blocks.push_back({.kind = BlockKind::table, .style = "small", .table = std::move(table)});
  return section;
}

Section Composer::annex_methods() {
  Section section{.id = "annex-methods", .title = {say("annex.methods")}};
  for (std::size_t i = 0; i < methods_.size(); ++i) {
    const std::string& name = methods_[i];
    Run letter = claim_text("method_letter", {{"name", name}}, std::string(1, static_cast<char>('a' + i % 26)));
    letter.look = Look::strong;
    Runs runs{std::move(letter), say("mark.gap"),
              claim("method_text", {{"name", name}}, "method." + name,
                    {{"certainty", std::to_string(request_.certainty_below)},
                     {"margin", std::to_string(request_.margin_below)}})};
    section.blocks.push_back({.kind = BlockKind::note, .runs = std::move(runs), .anchor = "method-" + name});
  }
  return section;
}

}  // namespace breadcrumb::brief
