#include "app/own_record.h"

#include <fmt/format.h>

#include <algorithm>

namespace breadcrumb::app {

namespace {

bool names(const EntryView& entry, std::string_view field, const std::set<int>& numbers) {
  return std::ranges::any_of(parted(entry[field]),
                             [&](const std::string& one) { return numbers.contains(std::atoi(one.c_str())); });
}

std::string signature(const EntryView::Value& value) {
  return fmt::format("[{}, {}]", value.author, value.time.substr(0, 10));
}

/// The fields of the page, each with who said it last and when.
std::string page_text(const EntryView& page) {
  std::string out;
  for (const auto& field : find_noun("issue")->fields) {
    const auto found = page.fields.find(field.name);
    if (found == page.fields.end() || field.name == "name") continue;
    const auto& value = found->second;
    if (field.kind != FieldKind::text && value.text.find('\n') == std::string::npos)
      out += wrapped(fmt::format("{}: {}  {}", shown_name(field.name), value.text, signature(value)), 2);
    else
      out += fmt::format("  {}:  {}\n", shown_name(field.name), signature(value)) + wrapped(value.text, 4);
  }
  for (const auto& file : page.attachments)
    out += fmt::format("  file: {} ({})\n", file.file_name, short_id(file.sha256));
  return out;
}

/// `paper 3, 2024-08-01, USA to JPN: Draft work plan`
std::string line_of(const EntryView& entry, const std::vector<std::string>& facts, std::string_view words) {
  std::string out = fmt::format("{} {}", entry.noun, entry.number);
  for (const auto& fact : facts)
    if (!fact.empty()) out += ", " + fact;
  return wrapped(fmt::format("{}: {}", out, shortened(words, 200)), 2);
}

Json list_json(const std::vector<const EntryView*>& entries) {
  Json out = Json::array();
  for (const auto* entry : entries) out.push(entry_json(*entry));
  return out;
}

}  // namespace

OwnRecord own_record(std::set<int> numbers, const Shown& shown) {
  OwnRecord out{.numbers = std::move(numbers)};
  for (const auto& entry : shown.book.all()) {
    if (entry.noun == "issue" && out.numbers.contains(entry.number)) out.page = &entry;
    if (entry.noun == "link" && entry["state"] == "in force" &&
        (names(entry, "from", out.numbers) || names(entry, "to", out.numbers)))
      out.links.push_back(&entry);
    if (!names(entry, "issues", out.numbers)) continue;
    if (entry.noun == "paper") out.papers.push_back(&entry);
    if (entry.noun == "contact") out.contacts.push_back(&entry);
    if (entry.noun == "measure") out.measures.push_back(&entry);
    if (entry.noun == "body") out.bodies.push_back(&entry);
    if (entry.noun == "commitment")
      for (const auto& view : shown.views)
        for (const auto& follow_up : view.dialogue.follow_ups)
          if (follow_up.number == entry.number) out.follow_ups.push_back(&follow_up);
  }
  std::ranges::stable_sort(out.contacts, {}, [](const EntryView* contact) { return (*contact)["date"]; });
  std::ranges::stable_sort(out.papers, {}, [](const EntryView* paper) { return (*paper)["date"]; });
  return out;
}

std::string own_text(const OwnRecord& own, const Shown& shown) {
  std::string out;
  if (own.page != nullptr) out += page_text(*own.page);
  for (const auto* link : own.links) out += line_of(*link, {}, entry_title(*link, shown));
  for (const auto* paper : own.papers) {
    const auto& p = *paper;
    const auto answer = p["answered_by"].empty() ? "" : fmt::format("answered by {}", p["answered_by"]);
    out += line_of(
        p, {p["date"], p["kind"], p["to"].empty() ? p["from"] : fmt::format("{} to {}", p["from"], p["to"]), answer},
        p["title"]);
  }
  for (const auto* contact : own.contacts) {
    const auto& c = *contact;
    out += line_of(c, {c["date"], c["kind"], c["with"].empty() ? "" : "with " + c["with"], c["who"]}, c["summary"]);
  }
  for (const auto* measure : own.measures)
    out += line_of(*measure, {(*measure)["country"], (*measure)["status"]}, (*measure)["title"]);
  for (const auto* body : own.bodies) out += line_of(*body, {(*body)["stage"]}, (*body)["name"]);
  for (const auto* follow_up : own.follow_ups)
    out += wrapped(
        fmt::format("follow-up {}, {}: {}", follow_up->number, follow_up->status, shortened(follow_up->text, 200)), 2);
  return out.empty() ? out : "\nEntered:\n" + out;
}

Json own_json(const OwnRecord& own) {
  Json follow_ups = Json::array();
  for (const auto* follow_up : own.follow_ups) follow_ups.push(follow_up_json(*follow_up));
  return Json::object()
      .set("page", own.page == nullptr ? Json() : entry_json(*own.page))
      .set("links", list_json(own.links))
      .set("papers", list_json(own.papers))
      .set("contacts", list_json(own.contacts))
      .set("measures", list_json(own.measures))
      .set("bodies", list_json(own.bodies))
      .set("follow_ups", std::move(follow_ups));
}

}  // namespace breadcrumb::app
