// What the officer entered on an issue: the words are printed as the officer's, with name and date; what is computed
// from the entries (who passed a paper, whether it is answered) as computed.
#include <algorithm>

#include "brief/composer.h"
#include "text/words.h"

namespace breadcrumb::brief {

namespace {

bool is_on(const EntryView& entry, const Thread& thread) {
  return std::ranges::any_of(text::pieces_of(entry["issues"], ','), [&](std::string_view number) {
    return thread.answers_to(std::atoi(std::string(number).c_str()));
  });
}

}  // namespace

Runs Composer::own_words(const EntryView& entry, std::string_view field, std::string_view words,
                         std::string_view part) {
  const auto& value = entry.fields.find(field)->second;
  const std::string id = entry.noun + ":" + std::to_string(entry.number) + ":" + std::string(field) + std::string(part);
  return {officer(id, words, value.author, value.time), say("mark.dash"),
          claim("signed", {{"entry", id}}, "notes.signed", {{"author", value.author}, {"date", date(value.time)}})};
}

void Composer::own_page(const Thread& thread, std::vector<Block>& out) {
  const auto found = std::ranges::find_if(
      d_.entries, [&](const EntryView& entry) { return entry.noun == "issue" && thread.answers_to(entry.number); });
  const EntryView* page = found == d_.entries.end() ? nullptr : &*found;
  const auto has = [&](std::string_view field) { return page != nullptr && !(*page)[field].empty(); };
  const auto paragraph_of = [&](std::string_view field) {
    Runs runs{say("issues.own_" + std::string(field))};
    runs.front().look = Look::soft;
    add(runs, own_words(*page, field, (*page)[field]));
    out.push_back(paragraph(std::move(runs), "officer"));
  };
  for (const auto* field : {"lead", "background"})
    if (has(field)) paragraph_of(field);
  if (has("position"))
    paragraph_of("position");
  else
    out.push_back({.kind = BlockKind::place, .runs = {say("issues.place")}, .style = "keep"});
  if (has("their_position")) paragraph_of("their_position");
  if (has("points")) {
    out.push_back(paragraph({say("issues.own_points")}, "keep"));
    int number = 0;
    for (const auto point : text::pieces_of((*page)["points"], '\n'))
      out.push_back(item(own_words(*page, "points", point, "#" + std::to_string(++number)), "officer"));
  } else {
    out.push_back({.kind = BlockKind::place, .runs = {say("issues.place_points")}});
  }
  for (const auto* field : {"if_raised", "red_lines"})
    if (has(field)) paragraph_of(field);
  for (const auto& entry : d_.entries) {
    if (!is_on(entry, thread)) continue;
    const auto number = std::to_string(entry.number);
    if (entry.noun == "paper") {
      Runs runs{claim("paper", {{"paper", number}}, "issues.own_paper", {{"n", number}})};
      add(runs, own_words(entry, "title", entry["title"]));
      runs.push_back(say("mark.dot"));
      std::vector<std::string> to;
      for (const auto party : text::pieces_of(entry["to"], ',')) to.push_back(owner(party));
      runs.push_back(claim("paper_passed", {{"paper", number}}, "issues.own_paper_passed",
                           {{"from", owner(entry["from"])},
                            {"to", to.empty() ? text("mark.none") : join(to)},
                            {"date", entry["date"].empty() ? text("mark.none") : date(entry["date"])}}));
      runs.push_back(say("mark.dot"));
      runs.push_back(entry["answered_by"].empty() ? claim("paper_open", {{"paper", number}}, "issues.own_paper_open")
                                                  : claim("paper_answered", {{"paper", number}},
                                                          "issues.own_paper_answered", {{"n", entry["answered_by"]}}));
      out.push_back(paragraph(std::move(runs), "officer"));
    }
    if (entry.noun == "contact") {
      const auto kind = entry["kind"].empty() ? std::string("other") : entry["kind"];
      Runs runs{claim("contact", {{"contact", number}}, "issues.own_contact",
                      {{"what", text("issues.own_contact_" + kind)}, {"date", date(entry["date"])}})};
      add(runs, own_words(entry, "summary", entry["summary"]));
      out.push_back(paragraph(std::move(runs), "officer"));
    }
  }
}

}  // namespace breadcrumb::brief
