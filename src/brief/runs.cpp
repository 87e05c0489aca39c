// How single runs are made: named words, claims, quotes with their notes, an officer's words.
#include <algorithm>

#include "brief/composer.h"
#include "text/utf8.h"

namespace breadcrumb::brief {

std::string Composer::text(std::string_view id, const Fillers& fillers) {
  if (words_.find(id) == nullptr && missing_.empty()) missing_ = id;
  return words_.fill(id, fillers);
}

Run Composer::say(std::string_view id) {
  return words_run(id, text(id));
}

Runs Composer::phrase(std::string_view id, const Places& places) {
  return phrase_of(id, text(id), places);
}

Run Composer::claim_text(std::string_view kind, Args args, std::string_view text) {
  return claim_run(kind, text, std::move(args));
}

Run Composer::claim(std::string_view kind, Args args, std::string_view id, const Fillers& fillers) {
  return claim_text(kind, std::move(args), text(id, fillers));
}

Run Composer::officer(std::string_view id, std::string_view words, std::string_view author, std::string_view time) {
  // What is handed over tells neither who wrote it nor where on the desk it stands.
  if (goes_out(request_.profile)) return {.kind = RunKind::officer, .text = visible_form(words), .id = "entered"};
  return {.kind = RunKind::officer,
          .text = visible_form(words),
          .id = std::string(id),
          .args = {{"author", std::string(author)}, {"time", std::string(time)}}};
}

Run Composer::method_mark(std::string_view method) {
  auto found = std::find(methods_.begin(), methods_.end(), method);
  if (found == methods_.end()) found = methods_.insert(methods_.end(), std::string(method));
  const std::string letter(1, static_cast<char>('a' + (found - methods_.begin()) % 26));
  Run run = claim_text("method", {{"name", std::string(method)}}, letter);
  run.look = Look::mark;
  run.link = "#method-" + std::string(method);
  return run;
}

Run Composer::quote_run(const Source& source, std::size_t start, std::size_t end) const {
  const auto found = texts_.find(source.sha256);
  Run run{.kind = RunKind::quote, .id = source.sha256, .start = start, .end = end};
  if (found != texts_.end()) run.text = visible_form(std::string_view(found->second).substr(start, end - start));
  if (!source.language.empty() && source.language != words_.language()) run.language = source.language;
  return run;
}

bool Composer::stands(const SourceQuote& quote) {
  if (quote.source.empty() || quote.span.empty()) return false;
  const auto found = texts_.find(quote.source);
  const Span& span = quote.span;
  const bool good = sources_.contains(quote.source) && found != texts_.end() && span.start < span.end &&
                    span.end <= found->second.size() && text::is_boundary(found->second, span.start) &&
                    text::is_boundary(found->second, span.end) &&
                    std::string_view(found->second).substr(span.start, span.size()) == span.text;
  if (!good) lost_.insert({quote.source, span.start, span.end});
  return good;
}

Runs Composer::mark(const SourceQuote& quote) {
  if (!stands(quote)) return {};
  const auto key = std::pair{quote.source, std::pair{quote.span.start, quote.span.end}};
  auto [found, added] = note_numbers_.try_emplace(key, static_cast<int>(notes_.size()) + 1);
  if (added) notes_.push_back({sources_.at(quote.source), quote.span.start, quote.span.end});
  const std::string number = std::to_string(found->second);
  Run run = claim_text(
      "note",
      {{"source", quote.source}, {"start", std::to_string(quote.span.start)}, {"end", std::to_string(quote.span.end)}},
      number);
  run.look = Look::mark;
  run.link = "#note-" + number;
  if (added) run.anchor = "ref-" + number;
  return {run};
}

Runs Composer::quoted(const SourceQuote& quote) {
  if (!stands(quote)) return {};
  Runs out{say("mark.open"), quote_run(*sources_.at(quote.source), quote.span.start, quote.span.end),
           say("mark.close")};
  add(out, mark(quote));
  return out;
}

Runs Composer::quoted_lead(const SourceQuote& quote) {
  if (!stands(quote)) return {};
  const std::string& s = quote.span.text;
  constexpr std::size_t long_enough = 220;
  std::size_t cut = s.size();
  if (s.size() > long_enough) {
    // The first sentence when it ends in time, else whole words and an ellipsis.
    for (std::size_t i = 0; i < s.size() && i < long_enough * 2;) {
      const char32_t c = text::next_char(s, i);
      if (c == U'。' || (c == U'.' && (i == s.size() || s[i] == ' ' || s[i] == '\n')) || c == U'\n') {
        cut = i;
        break;
      }
    }
    if (cut > long_enough * 3 / 2) {
      cut = long_enough;
      while (cut > 0 && !text::is_boundary(s, cut)) --cut;
      const auto blank = s.rfind(' ', cut);
      if (blank != std::string::npos && blank > long_enough / 2) cut = blank;
    }
  }
  while (cut > 0 && (s[cut - 1] == '\n' || s[cut - 1] == ' ')) --cut;
  if (cut == 0) cut = s.size();
  Runs out{say("mark.open"), quote_run(*sources_.at(quote.source), quote.span.start, quote.span.start + cut)};
  if (cut < s.size()) out.push_back(say("mark.ellipsis"));
  out.push_back(say("mark.close"));
  add(out, mark(quote));
  return out;
}

SourceQuote Composer::words_of(const Mention& mention) const {
  constexpr std::size_t limit = 2000;
  const auto found = texts_.find(mention.source);
  if (mention.words.empty() || found == texts_.end()) return {mention.source, mention.quote};
  const std::size_t start = mention.words.front().start, end = mention.words.back().end;
  if (start >= end || end > found->second.size() || end - start > limit) return {mention.source, mention.words.front()};
  return {mention.source, span_of(found->second, start, end)};
}

void Composer::separate_marks(Book& book, const Run& blank) {
  const auto separate = [&](Runs& runs) {
    // A language may part its sentences by nothing.
    std::erase_if(runs, [](const Run& run) { return run.text.empty(); });
    for (std::size_t i = 1; i < runs.size(); ++i)
      if (runs[i].look == Look::mark && runs[i - 1].look == Look::mark)
        runs.insert(runs.begin() + static_cast<long>(i++), blank);
  };
  for (auto& section : book.sections) {
    separate(section.title);
    for (auto& block : section.blocks) {
      separate(block.runs);
      for (auto& row : block.table.rows)
        for (auto& one : row) separate(one.runs);
    }
  }
}

Block Composer::paragraph(Runs runs, std::string style) {
  return {.kind = BlockKind::paragraph, .runs = std::move(runs), .style = std::move(style)};
}
Block Composer::item(Runs runs, std::string style) {
  return {.kind = BlockKind::list_item, .runs = std::move(runs), .style = std::move(style)};
}
Block Composer::heading(int level, Runs runs, std::string anchor) {
  return {.kind = BlockKind::heading, .level = level, .runs = std::move(runs), .anchor = std::move(anchor)};
}
Cell Composer::cell(Run run) {
  return {.runs = {std::move(run)}};
}
Cell Composer::cell(Runs runs) {
  return {.runs = std::move(runs)};
}

}  // namespace breadcrumb::brief
