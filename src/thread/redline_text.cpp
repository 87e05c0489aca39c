// A redline put back into its two texts, and written for people.
#include "text/utf8.h"
#include "thread/redline.h"

namespace breadcrumb::thread {

std::string apply(const Redline& redline) {
  std::string out;
  for (const RedlineRun& run : redline.runs)
    if (run.kind == RedlineKind::keep || run.kind == RedlineKind::insert || run.kind == RedlineKind::move_in)
      out += run.text;
  return out;
}

std::string unapply(const Redline& redline) {
  std::string out;
  for (const RedlineRun& run : redline.runs) {
    if (run.kind == RedlineKind::keep) out += run.old.empty() ? run.text : run.old;
    if (run.kind == RedlineKind::erase || run.kind == RedlineKind::move_out) out += run.text;
  }
  return out;
}

std::string render_text(const Redline& redline) {
  std::string out;
  for (std::size_t i = 0; i < redline.runs.size(); ++i) {
    const RedlineRun& run = redline.runs[i];
    if (run.kind == RedlineKind::keep) {
      out += run.text;
      continue;
    }
    const std::string_view body = text::trim(run.text);
    if (body.empty()) continue;  // blanks alone: layout
    const auto start = static_cast<std::size_t>(body.data() - run.text.data());
    const std::string_view tail = std::string_view(run.text).substr(start + body.size());
    const std::string number = run.move == 0 ? "" : std::to_string(run.move) + " ";
    // What replaces a phrase stands right behind it; the blank comes after both.
    const bool replaced = (run.kind == RedlineKind::erase || run.kind == RedlineKind::move_out) &&
                          i + 1 < redline.runs.size() && redline.runs[i + 1].kind == RedlineKind::insert;
    const auto mark = [&](std::string_view open, std::string_view close) {
      if (!replaced) out += std::string_view(run.text).substr(0, start);
      out.append(open).append(number).append(body).append(close);
    };
    switch (run.kind) {
      case RedlineKind::erase:
        mark("[-", "-]");
        break;
      case RedlineKind::move_out:
        mark("[~", "~]");
        break;
      case RedlineKind::insert:
        mark("{+", "+}");
        break;
      default:
        mark("{~", "~}");
        break;
    }
    if (!replaced) out += tail;
  }
  return out;
}

}  // namespace breadcrumb::thread
