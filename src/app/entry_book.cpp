#include "app/entry_book.h"

#include <algorithm>
#include <tuple>

namespace breadcrumb::app {

Result<AuthorNames> author_names(const record::Record& record) {
  AuthorNames out;
  for (const auto& author : BC_TRY(record.authors())) out[author.author] = author.name;
  return out;
}

Result<EntryBook> EntryBook::of(const record::Record& record) {
  return of(record, BC_TRY(author_names(record)));
}

Result<EntryBook> EntryBook::of(const record::Record& record, const AuthorNames& names) {
  EntryBook out;
  const auto named = [&](std::string& author) {
    if (const auto found = names.find(author); found != names.end()) author = found->second;
  };
  out.entries_ = BC_TRY(record.entries());
  for (auto& entry : out.entries_) {
    named(entry.author);
    for (auto& [name, value] : entry.fields) named(value.author);
    for (auto& file : entry.attachments) named(file.author);
  }
  return out;
}

std::vector<const EntryView*> EntryBook::of_noun(std::string_view noun) const {
  std::vector<const EntryView*> out;
  for (const auto& entry : entries_)
    if (entry.noun == noun) out.push_back(&entry);
  return out;
}

const EntryView* EntryBook::find(std::string_view noun, int number) const {
  for (const auto& entry : entries_)
    if (entry.noun == noun && entry.number == number) return &entry;
  return nullptr;
}

void EntryBook::apply(const record::EntrySet& entry) {
  auto found = std::ranges::find_if(
      entries_, [&](const EntryView& one) { return one.noun == entry.noun && one.number == entry.number; });
  if (found == entries_.end()) {
    EntryView made{.noun = entry.noun, .number = entry.number};
    if (entry.begins) made.event = "to come";
    const auto place = std::ranges::find_if(entries_, [&](const EntryView& one) {
      return std::tie(one.noun, one.number) > std::tie(made.noun, made.number);
    });
    found = entries_.insert(place, std::move(made));
  }
  for (const auto& [name, value] : entry.fields) {
    if (value.empty())
      found->fields.erase(name);
    else
      found->fields[name].text = value;
  }
}

}  // namespace breadcrumb::app
