// What the officer entered on an issue: the words are printed as the officer's, with name and date; what is computed
// from the entries (who passed a paper, whether it is answered) as computed.
#include <algorithm>

#include "brief/composer.h"
#include "text/words.h"

namespace breadcrumb::brief {

bool Composer::is_on(const EntryView& entry, const Thread& thread) {
  return std::ranges::any_of(text::pieces_of(entry["issues"], ','), [&](std::string_view number) {
    return thread.answers_to(std::atoi(std::string(number).c_str()));
  });
}

Runs Composer::own_words(const EntryView& entry, std::string_view field, std::string_view words,
                         std::string_view part) {
  const auto& value = entry.fields.find(field)->second;
  const std::string id = entry.noun + ":" + std::to_string(entry.number) + ":" + std::string(field) + std::string(part);
  if (goes_out(request_.profile)) return {officer(id, words, "", "")};
  return {officer(id, words, value.author, value.time), say("mark.dash"),
          claim("signed", {{"entry", id}}, "notes.signed", {{"author", value.author}, {"date", date(value.time)}})};
}

const EntryView* Composer::page_of(const Thread& thread) const {
  const auto found = std::ranges::find_if(
      d_.entries, [&](const EntryView& entry) { return entry.noun == "issue" && thread.answers_to(entry.number); });
  return found == d_.entries.end() ? nullptr : &*found;
}

void Composer::own_paragraph(const EntryView& page, std::string_view field, std::vector<Block>& out) {
  Runs runs = portion(page);
  runs.push_back(say("issues.own_" + std::string(field)));
  runs.back().look = Look::soft;
  add(runs, own_words(page, field, page[field]));
  out.push_back(paragraph(std::move(runs), "officer"));
}

void Composer::own_points(const EntryView& page, std::vector<Block>& out, std::size_t most) {
  if (page["points"].empty()) return;
  out.push_back(paragraph({say("issues.own_points")}, "keep"));
  const auto points = text::pieces_of(page["points"], '\n');
  const auto count = std::min(most, points.size());
  for (std::size_t i = 0; i < count; ++i) {
    auto runs = portion(page);
    auto words = own_words(page, "points", points[i], "#" + std::to_string(i + 1));
    // One hand wrote them all: it signs the last.
    if (i + 1 < count) words.resize(1);
    add(runs, std::move(words));
    out.push_back(item(std::move(runs), "officer"));
  }
}

void Composer::own_background(const Thread& thread, std::vector<Block>& out) {
  const auto* page = page_of(thread);
  if (page == nullptr) return;
  for (const auto* field : {"lead", "background"})
    if (!(*page)[field].empty()) own_paragraph(*page, field, out);
}

void Composer::own_page(const Thread& thread, std::vector<Block>& out) {
  const auto* page = page_of(thread);
  const auto has = [&](std::string_view field) { return page != nullptr && !(*page)[field].empty(); };
  if (has("objective")) own_paragraph(*page, "objective", out);
  for (const auto* field : {"position", "their_position"})
    if (has(field)) own_paragraph(*page, field, out);
  if (has("points")) own_points(*page, out, std::string::npos);
  for (const auto* field : {"if_raised", "red_lines"})
    if (has(field)) own_paragraph(*page, field, out);
  owed(thread, out);
  for (const auto& entry : d_.entries) {
    if (!is_on(entry, thread)) continue;
    if (entry.noun == "paper") own_paper(entry, out);
    if (entry.noun == "contact") own_contact(entry, out);
    if (entry.noun == "measure") own_measure(entry, out);
  }
}

void Composer::own_paper(const EntryView& paper, std::vector<Block>& out) {
  const auto number = std::to_string(paper.number);
  Runs runs = portion(paper);
  runs.push_back(claim("paper", {{"paper", number}}, "issues.own_paper", {{"n", number}}));
  add(runs, own_words(paper, "title", paper["title"]));
  runs.push_back(say("mark.dot"));
  std::vector<std::string> to;
  for (const auto party : text::pieces_of(paper["to"], ',')) to.push_back(owner(party));
  runs.push_back(claim("paper_passed", {{"paper", number}}, "issues.own_paper_passed",
                       {{"from", owner(paper["from"])},
                        {"to", to.empty() ? text("mark.none") : join(to)},
                        {"date", paper["date"].empty() ? text("mark.none") : date(paper["date"])}}));
  runs.push_back(say("mark.dot"));
  runs.push_back(paper["answered_by"].empty() ? claim("paper_open", {{"paper", number}}, "issues.own_paper_open")
                                              : claim("paper_answered", {{"paper", number}},
                                                      "issues.own_paper_answered", {{"n", paper["answered_by"]}}));
  out.push_back(paragraph(std::move(runs), "officer"));
}

void Composer::own_contact(const EntryView& contact, std::vector<Block>& out) {
  const auto kind = contact["kind"].empty() ? std::string("other") : contact["kind"];
  Runs runs = portion(contact);
  runs.push_back(claim("contact", {{"contact", std::to_string(contact.number)}}, "issues.own_contact",
                       {{"what", text("issues.own_contact_" + kind)}, {"date", date(contact["date"])}}));
  add(runs, own_words(contact, "summary", contact["summary"]));
  out.push_back(paragraph(std::move(runs), "officer"));
}

void Composer::own_measure(const EntryView& measure, std::vector<Block>& out) {
  const auto number = std::to_string(measure.number);
  Runs runs = portion(measure);
  runs.push_back(claim("measure", {{"measure", number}}, "issues.own_measure", {{"n", number}}));
  add(runs, own_words(measure, "title", measure["title"]));
  std::string what = words_.party(measure["country"]);
  const auto also = [&](const std::string& more) { what += text("mark.comma") + more; };
  if (!measure["instrument"].empty()) also(text("measure." + measure["instrument"]));
  std::string status = measure["status"];
  std::ranges::replace(status, ' ', '_');
  if (!status.empty()) also(text("measure.status_" + status));
  for (const auto* due : {"comments_due", "response_due"})
    if (!measure[due].empty()) also(text("measure." + std::string(due), {{"date", date(measure[due])}}));
  runs.push_back(say("mark.dot"));
  runs.push_back(claim_text("measure_stands", {{"measure", number}}, what));
  out.push_back(paragraph(std::move(runs), "officer"));
  if (measure["response"].empty()) return;
  Runs response = portion(measure);
  response.push_back(say("issues.own_measure_response"));
  response.back().look = Look::soft;
  add(response, own_words(measure, "response", measure["response"]));
  out.push_back(paragraph(std::move(response), "officer"));
}

}  // namespace breadcrumb::brief
