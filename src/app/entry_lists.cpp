// entries, entry, papers, contacts, measures: what was entered, as tables and one by one.
#include <fmt/format.h>

#include <algorithm>

#include "app/entries.h"
#include "app/marking.h"

namespace breadcrumb::app {

namespace {

Result<Answer> list_noun(const Context& context, const Noun& noun) {
  const auto desk = BC_TRY(open_views(context));
  const auto shown = shown_of(desk);
  const auto& book = desk.book;
  std::vector<std::string> head = {"no", noun.name};
  for (const auto& column : noun.columns) head.push_back(shown_name(column));
  Table table(std::move(head));
  Json json = Json::array();
  for (const auto* entry : book.of_noun(noun.name)) {
    json.push(entry_json(*entry));
    std::vector<std::string> row = {std::to_string(entry->number), shortened(entry_title(*entry, shown), 60)};
    for (const auto& column : noun.columns) row.push_back(shortened((*entry)[column], 40));
    table.add(std::move(row));
  }
  return Answer{.json = std::move(json),
                .text = table.empty() ? fmt::format("No {} entered yet.\n", noun.plural) : table.text(),
                .errors = {}};
}

Result<Answer> run_entries(const Context& context, const Request& request) {
  if (const auto* noun = find_noun(text_of(request, "noun"))) return list_noun(context, *noun);
  const auto desk = BC_TRY(open_views(context));
  const auto shown = shown_of(desk);
  const auto& book = desk.book;
  Table table({"entry", "what", "by", "last set"});
  Json json = Json::array();
  for (const auto& entry : book.all()) {
    std::string by = entry.author, last = entry.time;
    for (const auto& [name, value] : entry.fields)
      if (value.time >= last) {
        last = value.time;
        by = value.author;
      }
    json.push(entry_json(entry));
    table.add({fmt::format("{} {}", entry.noun, entry.number), shortened(entry_title(entry, shown), 60), by, last});
  }
  return Answer{.json = std::move(json), .text = table.empty() ? "Nothing entered yet.\n" : table.text(), .errors = {}};
}

Result<Answer> run_entry(const Context& context, const Request& request) {
  const auto* noun = find_noun(text_of(request, "noun"));
  const auto desk = BC_TRY(open_views(context));
  const auto shown = shown_of(desk);
  const auto& book = desk.book;
  const auto number = BC_TRY(entry_number(request, *noun));
  const auto* entry = book.find(noun->name, number);
  if (entry == nullptr)
    return Error{ErrorKind::not_found, "record.no_such_entry", fmt::format("no {} has this number", noun->name),
                 std::to_string(number)};
  const auto rules = BC_TRY(MarkRules::load(context, desk.record.desk()));
  const auto level = BC_TRY(Marking::of(desk.record, rules)).level(subject_of(*entry));
  Answer out{.json = entry_json(*entry), .text = entry_text(*entry, shown), .errors = {}};
  out.json.set("mark", rules.mark_of(level)).set("audience", rules.audience_of(level));
  out.text += fmt::format("  marked: {}\n\n", rules.words(level));
  for (const auto& [name, value] : entry->fields)
    out.text +=
        fmt::format("  {} set by {} at {} ({})\n", shown_name(name), value.author, value.time, short_id(value.event));
  for (const auto& file : entry->attachments)
    out.text += fmt::format("  {} attached by {} at {} ({}), SHA-256 {}\n", file.file_name, file.author, file.time,
                            short_id(file.event), file.sha256);
  return out;
}

std::vector<std::string> noun_names() {
  std::vector<std::string> out;
  for (const auto& noun : nouns()) out.push_back(noun.name);
  return out;
}

}  // namespace

std::vector<Operation> entry_lists() {
  std::vector<Operation> out;
  for (const auto* name : {"contact", "paper", "measure"}) {
    const auto& noun = *find_noun(name);
    out.push_back({.name = noun.plural,
                   .summary = fmt::format("the {} entered", noun.plural),
                   .parameters = {},
                   .example = "breadcrumb " + noun.plural,
                   .run = [&noun](const Context& context, const Request&) { return list_noun(context, noun); }});
  }
  out.push_back({.name = "entries",
                 .summary = "everything entered by hand, or one kind of it",
                 .parameters = {{.name = "noun", .help = "one kind", .positional = true, .choices = noun_names()}},
                 .example = "breadcrumb entries round",
                 .run = run_entries});
  out.push_back(
      {.name = "entry",
       .summary = "one entry: its fields, and who set each and when",
       .parameters =
           {{.name = "noun", .help = "what kind", .positional = true, .required = true, .choices = noun_names()},
            {.name = "number",
             .kind = ParameterKind::number,
             .help = "its number",
             .positional = true,
             .required = true}},
       .example = "breadcrumb entry paper 1",
       .run = run_entry});
  return out;
}

}  // namespace breadcrumb::app
