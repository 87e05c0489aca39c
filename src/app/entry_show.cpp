// How entries are shown, and how they are looked up.
#include <fmt/format.h>

#include <algorithm>

#include "app/entries.h"
#include "app/party.h"
#include "text/utf8.h"
#include "text/zones.h"

namespace breadcrumb::app {

namespace {

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

/// `4fdab3c1 second-usa.html` for each SHA-256.
std::string sources_named(std::string_view list, const Shown& shown) {
  std::vector<std::string> out;
  for (const auto& sha256 : parted(list)) {
    auto words = short_id(sha256);
    for (const auto& view : shown.views)
      if (const auto label = source_label(view.dialogue.sources, sha256); label != short_id(sha256)) {
        words += " " + label;
        break;
      }
    out.push_back(std::move(words));
  }
  return fmt::format("{}", fmt::join(out, ", "));
}

}  // namespace

std::string shown_name(std::string_view field) {
  std::string out(field);
  std::ranges::replace(out, '_', ' ');
  return out;
}

Json entry_json(const EntryView& entry) {
  Json fields = Json::object(), set_by = Json::object(), files = Json::array();
  for (const auto& [name, value] : entry.fields) {
    fields.set(name, value.text);
    set_by.set(name, Json::object().set("author", value.author).set("time", value.time).set("event", value.event));
  }
  for (const auto& file : entry.attachments)
    files.push(Json::object()
                   .set("sha256", file.sha256)
                   .set("file_name", file.file_name)
                   .set("author", file.author)
                   .set("time", file.time)
                   .set("event", file.event));
  return Json::object()
      .set("noun", entry.noun)
      .set("number", entry.number)
      .set("author", entry.author.empty() ? Json() : Json(entry.author))
      .set("time", entry.time.empty() ? Json() : Json(entry.time))
      .set("fields", std::move(fields))
      .set("set_by", std::move(set_by))
      .set("attachments", std::move(files));
}

std::string entry_text(const EntryView& entry, const Shown& shown) {
  const auto* noun = find_noun(entry.noun);
  const auto title = noun == nullptr ? "" : noun->title;
  const auto called = entry_title(entry, shown);
  std::string out = fmt::format("{} {}{}\n", capitalised(entry.noun), entry.number,
                                called.empty() ? "" : ": " + shortened(called, 100));
  // In the order of the noun's fields, not of the alphabet.
  if (noun != nullptr)
    for (const auto& field : noun->fields) {
      const bool in_title = field.name == title || (entry.noun == "round" && field.name == "dialogue");
      if (in_title && columns_of(entry[field.name]) <= 100) continue;
      auto value = entry[field.name];
      if (value.empty()) continue;
      if (field.kind == FieldKind::sources) value = sources_named(value, shown);
      if (value.find('\n') == std::string::npos && columns_of(value) <= 80)
        out += fmt::format("  {}: {}\n", shown_name(field.name), value);
      else
        out += fmt::format("  {}:\n{}", shown_name(field.name), wrapped(value, 4));
    }
  for (const auto& [zone, clock] : clocks_of(entry, shown)) out += fmt::format("  begins: {} ({})\n", clock, zone);
  for (const auto& file : entry.attachments)
    out += fmt::format("  file: {} ({})\n", file.file_name, short_id(file.sha256));
  return out;
}

std::string issue_name(int number, const Shown& shown) {
  for (const auto& view : shown.views)
    for (const auto& thread : view.dialogue.threads)
      if (thread.answers_to(number)) return thread.name;
  const auto* entry = shown.book.find("issue", number);
  return entry == nullptr ? "" : (*entry)["name"];
}

namespace {

/// The words as they stand now of what an item of an agenda was proposed from; "" when that is not on the desk.
std::string words_proposed_from(std::string_view kind, int number, const Shown& shown) {
  if (kind == "follow_up")
    for (const auto& view : shown.views)
      for (const auto& follow_up : view.dialogue.follow_ups)
        if (follow_up.number == number) return follow_up.text;
  if (kind == "paper")
    if (const auto* paper = shown.book.find("paper", number)) return (*paper)["title"];
  return kind == "issue" ? issue_name(number, shown) : "";
}

}  // namespace

std::string item_title(const EntryView& item, const Shown& shown) {
  const auto& title = item["title"];
  if (!item.came_with("title", "about")) return title;
  const auto& named = item["about"];
  const auto colon = named.find(':');
  if (colon == std::string::npos) return title;
  const auto kind = named.substr(0, colon), number = named.substr(colon + 1);
  auto words = words_proposed_from(kind, std::atoi(number.c_str()), shown);
  if (words.empty()) return title;
  std::ranges::replace(words, '\n', ' ');
  // What stands before the words (`Follow-up 3: `) stays in the language that the item was proposed in.
  const std::string_view whole = title;
  const auto behind =
      kind == "issue" ? whole : shown.knowledge.english().behind("agenda." + kind, {{"n", number}}, whole);
  return std::string(whole.substr(0, whole.size() - behind.size())) + words;
}

std::string entry_title(const EntryView& entry, const Shown& shown) {
  if (entry.noun == "round")
    return fmt::format("{} of the {}", entry["ordinal"].empty() ? "a round" : "round " + entry["ordinal"],
                       entry["dialogue"].empty() ? "dialogue" : entry["dialogue"]);
  if (entry.noun == "issue") return entry["name"].empty() ? issue_name(entry.number, shown) : entry["name"];
  if (entry.noun == "link")
    return fmt::format("{} {} {} {} {}", entry.number_in("from"), issue_name(entry.number_in("from"), shown),
                       entry["relation"], entry.number_in("to"), issue_name(entry.number_in("to"), shown));
  if (entry.noun == "meeting") {
    const auto* body = shown.book.find("body", entry.number_in("body"));
    return body == nullptr ? fmt::format("body {}", entry["body"]) : (*body)["name"];
  }
  if (entry.noun == "agenda") {
    const auto* of = entry["round"].empty() ? shown.book.find("meeting", entry.number_in("meeting"))
                                            : shown.book.find("round", entry.number_in("round"));
    return of == nullptr ? "" : entry_title(*of, shown);
  }
  if (entry.noun == "item") return item_title(entry, shown);
  if (entry.noun == "commitment") return fmt::format("follow-up {}", entry.number);
  if (entry.noun == "report")
    return fmt::format("follow-up {}: {} reports {}", entry["follow_up"], entry["party"], entry["status"]);
  const auto* noun = find_noun(entry.noun);
  return noun == nullptr ? "" : entry[noun->title];
}

std::vector<std::pair<std::string, std::string>> clocks_of(const EntryView& entry, const Shown& shown) {
  std::vector<std::pair<std::string, std::string>> out;
  if (entry["time"].empty() || entry["zone"].empty() || entry["start"].size() != 10) return out;
  const text::WallTime when{entry["start"], entry["time"]};
  const auto here = text::moved(when, entry["zone"], entry["zone"]);
  if (!here) return out;
  out.emplace_back(entry["zone"], fmt::format("{} {}", here->day, here->time));
  const auto dialogue = dialogue_of(entry, shown);
  for (const auto& view : shown.views) {
    if (view.dialogue.name != dialogue) continue;
    for (const auto& code : view.dialogue.parties) {
      const auto zone = capital_zone(shown.knowledge.grammar, code);
      const auto there = text::moved(when, entry["zone"], zone);
      if (!there || std::ranges::find(out, zone, [](const auto& one) { return one.first; }) != out.end()) continue;
      out.emplace_back(zone, fmt::format("{} {}", there->day, there->time));
    }
  }
  return out;
}

std::string dialogue_of(const EntryView& entry, const Shown& shown) {
  if (!entry["dialogue"].empty()) return entry["dialogue"];
  if (entry.noun == "meeting")
    if (const auto* body = shown.book.find("body", entry.number_in("body")); body != nullptr)
      return dialogue_of(*body, shown);
  return shown.views.empty() ? "" : shown.views.front().dialogue.name;
}

Result<int> issue_number(const std::vector<DeskView>& views, const EntryBook& book, std::string_view wanted) {
  if (const auto number = typed_number(wanted))
    if (const auto* entry = book.find("issue", *number); entry != nullptr && !entry->event.empty()) return *number;
  const auto thread = find_issue(views, wanted);
  if (thread) return thread->thread->number;
  std::vector<int> found;
  const auto folded = text::fold(wanted);
  for (const auto* entry : book.of_noun("issue"))
    if (!folded.empty() && text::fold((*entry)["name"]).find(folded) != std::string::npos)
      found.push_back(entry->number);
  if (found.size() == 1 && thread.error().code == "issue.unknown") return found.front();
  return thread.error();
}

}  // namespace breadcrumb::app
