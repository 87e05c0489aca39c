// What the engines say of a match or of two sides' texts, in the words of the paper's language.
#include <algorithm>

#include "brief/composer.h"

namespace breadcrumb::brief {

namespace {

std::string underscored(std::string_view words) {
  std::string out(words);
  std::ranges::replace(out, ' ', '_');
  return out;
}

}  // namespace

std::string Composer::who_is_silent(const Form& form) {
  std::vector<std::string> who, sides;
  for (const auto& [name, value] : form.places) {
    if (name != "who") continue;
    if (value == "joint")
      who.push_back(text("said.who_joint"));
    else if (value == "unsigned")
      who.push_back(text(who.empty() ? "said.who_unsigned" : "said.who_also_unsigned"));
    else
      sides.push_back(words_.party(value));
  }
  if (!sides.empty())
    who.push_back(text(!who.empty()        ? "said.who_that"
                       : sides.size() == 1 ? "said.who_text"
                                           : "said.who_texts",
                       {{"sides", join(sides)}}));
  return join(who);
}

std::string Composer::said(const Form& form, std::string_view sentence) {
  if (form.id.empty()) return in_words(sentence);
  Fillers fillers{{"who", who_is_silent(form)}};
  const auto number = std::ranges::find(form.places, "n", [](const auto& place) { return place.first; });
  for (const auto& [name, value] : form.places) {
    std::string shown = value;
    if (name == "left" || name == "right" || name == "speaker" || name == "silent") {
      shown = value == "joint" || value == "unsigned" ? text("said.side_" + value) : words_.party(value);
    } else if (name == "what") {
      shown = text("said.point_" + value, {{"n", number == form.places.end() ? "" : number->second}});
    } else if (name.starts_with("act")) {
      shown = text_or("act." + value, value);
    } else if (name.starts_with("grade")) {
      shown = text_or("grade." + value, value);
    } else if (name == "a" || name == "b") {
      shown = form.id == "terms" ? value : form.id == "actors" ? owner(value) : in_words(value);
    }
    fillers.emplace_back(name, std::move(shown));
  }
  return text("said." + form.id, fillers);
}

std::string Composer::stage_words(std::string_view stage) {
  // Two things that one sentence says of a body stand side by side: `met; next meeting planned`.
  std::string out;
  for (std::size_t start = 0; start < stage.size();) {
    const auto end = std::min(stage.find("; ", start), stage.size());
    const auto one = stage.substr(start, end - start);
    out += (out.empty() ? "" : text("list.also")) + text_or("stage." + underscored(one), one);
    start = end + 2;
  }
  return out;
}

}  // namespace breadcrumb::brief
