#include "app/entry_prepare.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

/// The fields that were typed of those that the verb takes, checked.
Result<std::map<std::string, std::string, std::less<>>> fields_of(const TypedFields& typed, const Noun& noun,
                                                                  const Verb& verb, const FieldCheck& check) {
  std::map<std::string, std::string, std::less<>> out;
  for (const auto& name : verb.fields)
    if (const auto found = typed.find(name); found != typed.end())
      out[name] = BC_TRY(checked(*noun.field(name), found->second, check));
  for (const auto& name : verb.needed)
    if (!out.contains(name) || out[name].empty())
      return Error{ErrorKind::bad_input, "entry.needed", fmt::format("expected --{}", option_of(name)), ""};
  if (verb.begins && noun.field(verb.fields.front())->kind != FieldKind::number && out[verb.fields.front()].empty())
    return Error{ErrorKind::bad_input, "entry.needed", fmt::format("expected words for {}", verb.fields.front()), ""};
  if (!verb.state.empty()) out["state"] = verb.state;
  return out;
}

Error no_such(const Noun& noun, int number) {
  return {ErrorKind::not_found, "record.no_such_entry", fmt::format("no {} has this number", noun.name),
          std::to_string(number)};
}

}  // namespace

std::string option_of(std::string_view field) {
  std::string out(field);
  std::ranges::replace(out, '_', '-');
  return out;
}

const EntryView* person_named(const EntryBook& book, std::string_view name) {
  const EntryView* out = nullptr;
  for (const auto* person : book.of_noun("person"))
    if (text::fold((*person)["name"]) == text::fold(name)) out = person;
  return out;
}

const Verb& verb_of(const Noun& noun, std::string_view name) {
  return *std::ranges::find(noun.verbs, name, &Verb::name);
}

FieldCheck check_of(const RuleDesk& desk) {
  return {.knowledge = &desk.knowledge,
          .issue = [&desk](std::string_view wanted) { return issue_number(desk.views, desk.book, wanted); },
          .entry = [&desk](std::string_view noun, int number) { return desk.book.find(noun, number) != nullptr; },
          .sides = sides_of(desk.views),
          .now = desk.now};
}

Result<record::EntrySet> prepare(const Wish& wish, const RuleDesk& desk) {
  const auto& noun = *wish.noun;
  const auto& verb = *wish.verb;
  record::EntrySet entry{.noun = noun.name, .number = 0, .begins = verb.begins};
  entry.fields = BC_TRY(fields_of(wish.typed, noun, verb, check_of(desk)));
  const EntryView* before = nullptr;
  if (noun.name == "person") {
    before = person_named(desk.book, entry.fields["name"]);
    entry.begins = before == nullptr;
    if (before != nullptr) {
      entry.number = before->number;
      entry.fields.erase("name");  // as it was written first: letter case alone is no change
    }
  } else if (!verb.begins) {
    entry.number = wish.number;
    before = desk.book.find(noun.name, entry.number);
    // An issue that was read has its number without an entry.
    if (before == nullptr && noun.name != "issue") return no_such(noun, entry.number);
  }
  if (before != nullptr && !verb.from.empty() && std::ranges::find(verb.from, (*before)["state"]) == verb.from.end())
    return Error{ErrorKind::conflict, "entry.state",
                 fmt::format("a {} that is {} cannot be {}", noun.name, (*before)["state"], verb.state),
                 fmt::format("{} {}", noun.name, entry.number)};
  BC_TRY(check_entry_rules(entry, before, desk));
  return entry;
}

Result<record::EntrySet> prepare_link(int from, std::string_view relation, int to, bool off, const RuleDesk& desk) {
  record::EntrySet entry{.noun = "link", .number = 0, .begins = true};
  entry.fields = {{"from", std::to_string(from)},
                  {"relation", std::string(relation)},
                  {"to", std::to_string(to)},
                  {"state", "in force"}};
  const EntryView* same = nullptr;
  for (const auto* link : desk.book.of_noun("link"))
    if ((*link)["from"] == entry.fields["from"] && (*link)["to"] == entry.fields["to"] &&
        (*link)["relation"] == entry.fields["relation"])
      same = link;
  if (off) {
    if (same == nullptr || (*same)["state"] != "in force")
      return Error{ErrorKind::not_found, "link.unknown", "there is no such link to take away", ""};
    return record::EntrySet{
        .noun = "link", .number = same->number, .begins = false, .fields = {{"state", "taken away"}}};
  }
  BC_TRY(check_link(entry, desk.book));
  if (same != nullptr)
    return record::EntrySet{.noun = "link", .number = same->number, .begins = false, .fields = {{"state", "in force"}}};
  return entry;
}

Result<record::EntrySet> prepare_meeting(int body, int meeting, const TypedFields& typed, const RuleDesk& desk) {
  static const Noun& noun = *find_noun("meeting");
  if (desk.book.find("body", body) == nullptr) return no_such(*find_noun("body"), body);
  const Verb verb{.name = "meet",
                  .begins = false,
                  .fields = {"start", "end", "time", "zone", "place", "agenda", "outcome", "state"}};
  record::EntrySet entry{.noun = "meeting", .number = 0, .begins = true};
  entry.fields = BC_TRY(fields_of(typed, noun, verb, check_of(desk)));
  entry.fields["body"] = std::to_string(body);
  const EntryView* before = nullptr;
  if (meeting != 0) {
    before = desk.book.find("meeting", meeting);
    if (before == nullptr || (*before)["body"] != entry.fields["body"])
      return Error{ErrorKind::not_found, "record.no_such_entry", "the body has no meeting of this number",
                   std::to_string(meeting)};
    entry.begins = false;
    entry.number = meeting;
  } else if (!entry.fields.contains("state")) {
    const auto& start = entry.fields["start"];
    entry.fields["state"] = !start.empty() && start <= desk.now.substr(0, start.size()) ? "held" : "planned";
    if (start.empty()) entry.fields.erase("start");
  }
  BC_TRY(check_entry_rules(entry, before, desk));
  return entry;
}

Result<record::EntrySet> prepare_report(int follow_up, const TypedFields& typed, const RuleDesk& desk) {
  static const Noun& noun = *find_noun("report");
  const Verb verb{
      .name = "status", .begins = false, .fields = {"party", "status", "date", "words"}, .needed = {"party", "status"}};
  record::EntrySet entry{.noun = "report", .number = 0, .begins = true};
  entry.fields = BC_TRY(fields_of(typed, noun, verb, check_of(desk)));
  entry.fields["follow_up"] = std::to_string(follow_up);
  return entry;
}

}  // namespace breadcrumb::app
