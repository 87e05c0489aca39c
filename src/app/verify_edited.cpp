#include "app/verify_edited.h"

#include <fmt/format.h>

#include "app/show.h"

namespace breadcrumb::app {

namespace {

Json list_of(const std::vector<brief::EditedPassage>& passages) {
  Json out = Json::array();
  for (const auto& passage : passages) {
    Json one = Json::object().set("text", passage.text).set("place", passage.place).set("kind", passage.kind);
    if (!passage.was.empty()) one.set("was", passage.was);
    if (passage.pretends) one.set("looks_sourced", true);
    if (passage.tracked) one.set("tracked", true);
    out.push(std::move(one));
  }
  return out;
}

std::string of_kind(const std::string& kind) {
  if (kind == "quote") return "sourced";
  if (kind == "officer") return "the officer's";
  if (kind == "words") return "the house's words";
  return kind;
}

template <class Line>
void tell(std::string& out, const char* title, const std::vector<brief::EditedPassage>& passages, Line line) {
  constexpr std::size_t most = 20;
  if (passages.empty()) return;
  out += fmt::format("  {} ({}):\n", title, passages.size());
  for (std::size_t i = 0; i < passages.size() && i < most; ++i) out += "    " + line(passages[i]) + "\n";
  if (passages.size() > most) out += fmt::format("    and {} more (--json lists them)\n", passages.size() - most);
}

std::string quoted(const std::string& words) {
  return "\"" + shortened(words, 160) + "\"";
}

}  // namespace

Json edited_json(const brief::Edited& edited) {
  return Json::object()
      .set("sentences", edited.sentences)
      .set("held", edited.held)
      .set("added", list_of(edited.added))
      .set("changed", list_of(edited.changed))
      .set("left_out", list_of(edited.left_out))
      .set("unseen", list_of(edited.unseen))
      .set("unmarked", list_of(edited.unmarked))
      .set("comments", list_of(edited.comments))
      .set("remarks", Json::strings(edited.remarks));
}

std::string edited_text(const brief::Edited& edited, std::string_view named) {
  std::string out;
  auto changed = edited.changed;
  std::erase_if(changed, [&](const auto& passage) { return !named.empty() && passage.was.starts_with(named); });
  tell(out, "added after export, unsourced", edited.added, [](const auto& passage) {
    return fmt::format("{}: {}{}{}{}", passage.place, quoted(passage.text),
                       passage.kind == "heading" ? "; as a heading" : "",
                       passage.pretends ? "; it looks like a quotation and has no source" : "",
                       passage.tracked ? "; a tracked insertion" : "");
  });
  tell(out, "changed after export", changed, [](const auto& passage) {
    return fmt::format("{}: {}, was {} ({})", passage.place, quoted(passage.text), quoted(passage.was),
                       of_kind(passage.kind));
  });
  tell(out, "left out after export", edited.left_out, [](const auto& passage) {
    return fmt::format("{}: {} ({})", passage.place, quoted(passage.text), of_kind(passage.kind));
  });
  tell(out, "words that nobody sees", edited.unseen, [](const auto& passage) {
    return fmt::format("{}: {} ({})", passage.place, quoted(passage.text), passage.kind);
  });
  tell(out, "mark missing; the words hold", edited.unmarked, [](const auto& passage) {
    return fmt::format("{}: {} of {}", passage.place, passage.text, quoted(passage.was));
  });
  tell(out, "comments", edited.comments,
       [](const auto& passage) { return fmt::format("{}: {}", passage.place, quoted(passage.text)); });
  for (const auto& remark : edited.remarks) out += fmt::format("  {}\n", shortened(remark, 220));
  return out;
}

}  // namespace breadcrumb::app
