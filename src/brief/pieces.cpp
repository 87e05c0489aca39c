#include "brief/pieces.h"

#include <iterator>

namespace breadcrumb::brief {

void add(Runs& to, Runs from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

Runs phrase_of(std::string_view id, std::string_view text, const Places& places) {
  const auto parts = Words::pieces(text);
  Runs out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i % 2 == 0) {
      const std::string name = std::string(id) + (parts.size() > 1 ? "#" + std::to_string(i / 2) : "");
      if (!parts[i].empty()) out.push_back(words_run(name, parts[i]));
    } else if (const auto found = places.find(parts[i]); found != places.end()) {
      add(out, found->second);
    }
  }
  return out;
}

Run words_run(std::string_view id, std::string_view text) {
  return {.kind = RunKind::words, .text = visible_form(text), .id = std::string(id)};
}

Run claim_run(std::string_view kind, std::string_view text, Args args) {
  return {.kind = RunKind::computed, .text = visible_form(text), .id = std::string(kind), .args = std::move(args)};
}

Meta meta_of(const DeskView& view, const Request& request, const Words& words) {
  return {.desk = view.desk_name,
          .dialogue = view.dialogue.id,
          .head = view.head,
          .events = view.events,
          .paper = std::string(to_text(request.paper)),
          .subject = request.subject,
          .profile = std::string(to_text(request.profile)),
          .round = request.round,
          .composed_at = request.composed_at,
          .program = request.program,
          .words = words.fingerprint(),
          .language = words.language(),
          .certainty_below = request.certainty_below,
          .margin_below = request.margin_below};
}

}  // namespace breadcrumb::brief
