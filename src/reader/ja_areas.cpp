// What opens an area of work on a Japanese page: a heading, a label, a subject set at a sentence's head.
#include "reader/ja_body.h"

namespace breadcrumb::reader {

void JaBody::open_area(std::size_t line, std::size_t start, std::size_t end, std::string_view rule) {
  const auto& words = page_.lines[line].text;
  std::string_view heading = std::string_view(words).substr(start, end - start);
  if (heading.starts_with("議題")) {
    std::size_t i = 6;
    (void)text::number_ja(heading, i);
    while (i < heading.size() && (heading[i] == ' ' || heading[i] == ':')) ++i;
    start += i;
    heading.remove_prefix(i);
  }
  for (const std::string_view tail : {"分野", ":"})
    if (heading.ends_with(tail) && length_ja(heading) > 4) {
      heading.remove_suffix(tail.size());
      end -= tail.size();
    }
  // 【量子】: the marks are none of the heading.
  if (heading.starts_with("【") && heading.ends_with("】") && heading.size() > 6) {
    start += 3;
    end -= 3;
  }
  whole_area_ = false;
  area_ = &page_.add(FactKind::area, line, start, end, rule);
  area_->set("heading", area_->quote.text);
  area_->set("kind", "common");
  area_line_ = line;
}

bool JaBody::is_area_heading(std::size_t i) const {
  const auto& line = page_.lines[i];
  // A heading that is a meeting's name: this one's is none, another body's is a subject.
  if (page_.rules.any("meeting_heading", line.text) &&
      (page_.dialogue.empty() || line.text.find(page_.dialogue) != std::string::npos ||
       page_.dialogue.find(line.text) != std::string::npos || page_.rules.any("round", line.text) ||
       page_.rules.any("call_heading", line.text)))
    return false;
  const bool marks = line.text.starts_with("【") && line.text.ends_with("】");
  if (i == page_.title || full_stop(line.text) || (line.marker.empty() && !line.heading && !marks)) return false;
  const auto size = length_ja(line.text);
  if (size < 2 || size > 36 || page_.rules.any("generic_heading", line.text) ||
      page_.rules.any("meeting_label", line.text) || page_.rules.any("place_label", line.text))
    return false;
  if (!text::find_dates_ja(line.text).empty() || !page_.sides(line.text).empty()) return false;
  if (line.text.starts_with("/") || line.text.starts_with(")")) return false;
  if (line.text.ends_with("。") || line.text.ends_with("、") || line.text.find("側 ") != std::string::npos)
    return false;
  // Something must follow that says what was done; the opening must have been.
  if (i + 1 >= page_.lines.size() || page_.sections[i + 1] != JaSection::body) return false;
  const auto& next = page_.lines[i + 1];
  bool acts = false;
  for (std::size_t k = i + 1; k < page_.lines.size() && k < i + 4 && !acts; ++k) {
    if (k > i + 1 && page_.lines[k].heading) break;
    acts = page_.rules.any("act", page_.lines[k].text) || page_.rules.any("commitment", page_.lines[k].text) ||
           (announced_ && is_bullet(page_.lines[k]) && !is_bullet(line));
  }
  if (!acts) return false;
  const bool says = full_stop(next.text) || (announced_ && is_bullet(next) && !is_bullet(line)) ||
                    (!next.marker.empty() && next.marker != line.marker && page_.rules.any("act", next.text));
  if (!says) return false;
  if (page_.meeting_sentence != JaPage::npos && page_.sentences[page_.meeting_sentence].line > i) return false;
  for (const Fact* head : page_.build.all(FactKind::head))
    if (head->quote.start >= line.from(0) && head->quote.start < line.to(line.text.size())) return false;
  return line.text.find("出席") == std::string::npos && !line.text.ends_with("局") && !line.text.ends_with("課") &&
         !line.text.ends_with("室");
}

std::size_t JaBody::lead_in(const JaSentence& s) {
  if (area_ != nullptr && !self_area_) return s.start;
  const auto words = page_.text(s);
  const auto match = page_.rules.first("lead_in", words);
  // One such sentence opens an area where it says 分野 itself; else two of them show the pattern.
  const bool field = match && words.substr(0, match->end).find("分野") != std::string_view::npos;
  if (match && ((lead_ins_ && page_.rules.any("lead_in", page_.lines[s.line].text)) || field) &&
      page_.rules.any("act", words)) {
    const auto [a, b] = match->of("heading");
    const auto heading = words.substr(a, b - a);
    if (!page_.rules.any("not_object", heading) && !page_.rules.any("generic_heading", heading)) {
      open_area(s.line, s.start + a, s.start + b, match->rule->id);
      self_area_ = true;
      return s.start + match->end;
    }
  } else if (self_area_ && (!lead_ins_ || words.starts_with("この他") || words.starts_with("このほか") ||
                            words.starts_with("また、"))) {
    area_ = nullptr;
    self_area_ = false;
  }
  return s.start;
}

}  // namespace breadcrumb::reader
