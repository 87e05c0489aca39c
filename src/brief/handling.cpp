#include "brief/handling.h"

#include <algorithm>
#include <iterator>

#include "brief/composer.h"
#include "text/capitals.h"

namespace breadcrumb::brief {

namespace {

std::string named(const std::vector<std::string>& list, int place, const MarkNames& names, const Words& words) {
  const auto at = static_cast<std::size_t>(place);
  return place <= 0 || at >= list.size() ? "" : names.in(words.language(), list[at]);
}

}  // namespace

bool is_handling(const Run& run) {
  constexpr std::string_view lines[] = {"draft.line", "draft.working", "foot.line", "foot.working"};
  return run.id == "handling" ||
         std::ranges::find(lines, std::string_view(run.id).substr(0, run.id.find('#'))) != std::end(lines);
}

std::string mark_in_words(const MarkNames& names, Level level, const Words& words) {
  return named(names.marks, level.mark, names, words);
}

std::string handling_line(const MarkNames& names, Level level, const Words& words) {
  const auto mark = text::upper(mark_in_words(names, level, words));
  const auto audience = named(names.audiences, level.audience, names, words);
  if (mark.empty() && audience.empty()) return "";
  return words.fill(mark.empty()       ? "handling.audience"
                    : audience.empty() ? "handling.mark"
                                       : "handling.line",
                    {{"mark", mark}, {"audience", audience}});
}

void Composer::bear(Book& book, Level level) {
  const auto line = handling_line(view_.marks, level, words_);
  if (line.empty()) return;
  Run run = claim_text("handling",
                       {{"mark", view_.marks.marks[static_cast<std::size_t>(level.mark)]},
                        {"audience", view_.marks.audiences[static_cast<std::size_t>(level.audience)]}},
                       line);
  run.look = Look::strong;
  book.handling = line;
  for (auto* runs : {&book.byline, &book.footer}) runs->insert(runs->begin(), {run, say("mark.dot")});
}

Runs Composer::portion(Level level, std::string_view subject) {
  const auto mark = goes_out(request_.profile) ? "" : mark_in_words(view_.marks, level, words_);
  if (mark.empty()) return {};
  Run run = claim("portion", {{"of", std::string(subject)}}, "handling.portion", {{"mark", mark}});
  run.look = Look::strong;
  return {run};
}

Runs Composer::portion(const EntryView& entry) {
  return portion(entry.level, entry.noun + ":" + std::to_string(entry.number));
}

}  // namespace breadcrumb::brief
