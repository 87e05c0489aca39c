#include "brief/readout.h"

namespace breadcrumb::brief {

std::string to_text(const ReadoutSubject& subject) {
  return subject.side + "; " + subject.from + "; " + subject.date;
}

ReadoutSubject readout_subject(std::string_view text) {
  ReadoutSubject out;
  for (auto* part : {&out.side, &out.from, &out.date}) {
    const auto end = text.find("; ");
    *part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
  }
  return out;
}

std::vector<const Said*> pieces_of(const Readout& readout) {
  std::vector<const Said*> out = {&readout.dialogue};
  for (const auto& head : readout.heads) out.insert(out.end(), {&head.name, &head.title});
  for (const auto& sentence : readout.standing) out.push_back(&sentence);
  for (const auto& area : readout.areas) {
    out.push_back(&area.heading);
    for (const auto& item : area.items) out.push_back(&item.what);
  }
  for (const auto& issue : readout.issues) out.push_back(&issue.what);
  for (const auto& step : readout.steps) out.push_back(&step.what);
  for (const auto& body : readout.bodies) out.push_back(&body.name);
  if (readout.has_next) out.push_back(&readout.next_text);
  std::erase_if(out, [](const Said* said) { return said->text.empty(); });
  return out;
}

std::string plain_text(const Book& book) {
  std::string out;
  const auto add = [&](const Runs& runs, std::string_view before) {
    std::string line;
    for (const auto& run : runs)
      if (run.look != Look::mark) line += run.text;
    if (!line.empty()) out += std::string(out.empty() ? "" : "\n") + std::string(before) + line + "\n";
  };
  add(book.kicker, "");
  add(book.title, "");
  add(book.byline, "");
  for (const auto& section : book.sections) {
    if (section.id == "origins") continue;
    for (const auto& block : section.blocks)
      add(block.runs, block.kind == BlockKind::list_item ? "  " + book.bullet.text + " " : std::string());
  }
  return out;
}

}  // namespace breadcrumb::brief
