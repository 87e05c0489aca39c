#include "app/held_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/party.h"
#include "model/due.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

/// Words in small letters, without what stands between them.
std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> out(1);
  const auto folded = text::fold(text);
  for (std::size_t i = 0; i < folded.size();) {
    const auto c = text::next_char(folded, i);
    if (text::is_letter(c) || text::is_digit(c))
      text::append_utf8(out.back(), c);
    else if (!out.back().empty())
      out.emplace_back();
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ""));
}

bool marked_above(const EntryView& person, const Marking& marking, Level most) {
  const auto own = marking.own_level(subject_of(person));
  return own && !within(*own, most);
}
bool marked_above(const EntryView& person, const NameScope& scope) {
  return marked_above(person, scope.marking, scope.most);
}

/// Stands before a name and is none.
bool is_title(const std::string& word) {
  static const std::set<std::string, std::less<>> titles = {
      "mr",         "ms",        "mrs",      "miss", "mx",  "dr",  "prof",       "professor", "sir", "dame",
      "lord",       "lady",      "hon",      "the",  "h",   "e",   "excellency", "his",       "her", "minister",
      "ambassador", "secretary", "director", "amb",  "min", "sec", "sra",        "sr"};
  return titles.contains(word);
}

/// The family name alone, or with first letters of the others, as lists of delegations have it.
bool is_short_for(std::string_view words, const EntryView& person) {
  const auto given = words_in(person["name"]);
  auto family = words_in(person["family"]);
  if (family.empty() && given.size() > 1)
    family = {person["name_order"] == "family first" ? given.front() : given.back()};
  const auto there = words_in(words.substr(0, words.find(',')));
  if (family.empty() || joined(family).size() < 3) return false;
  std::size_t letters = 0, found = 0;
  for (const auto& word : there) {
    if (std::ranges::find(family, word) != family.end()) {
      ++found;
      continue;
    }
    if (is_title(word)) continue;
    const bool first_letter = word.size() == 1 && std::ranges::any_of(given, [&](const std::string& name) {
                                return name.starts_with(word) && std::ranges::find(family, name) == family.end();
                              });
    if (!first_letter) return false;
    ++letters;
  }
  return found == family.size() && letters < given.size();
}

const EntryView* person_in(std::string_view words, const EntryBook& book) {
  for (const auto* person : book.of_noun("person"))
    if (names_person(words, *person)) return person;
  return nullptr;
}

/// No person's name: a party, both sides, one of a party's agencies.
bool is_no_person(std::string_view lead, const reader::Grammar& grammar) {
  const auto folded = text::fold(lead);
  if (folded == "both" || folded == "all" || find_party(grammar, lead) != nullptr) return true;
  return std::ranges::any_of(grammar.parties(), [&](const reader::Party& party) {
    return std::ranges::any_of(party.publishers, [&](const auto& name) { return text::fold(name) == folded; });
  });
}

bool lead_goes(std::string_view lead, const EntryView& entry, const EntryBook& book, const NameScope& scope) {
  const auto* person = person_in(lead, book);
  if (person != nullptr && marked_above(*person, scope)) return false;
  if (!scope.goes_out || is_no_person(lead, scope.grammar)) return true;
  if (person != nullptr && scope.marking.own_mark(subject_of(*person)) != nullptr) return true;
  if (person != nullptr && !scope.own_party.empty() && !(*person)["party"].empty() &&
      (*person)["party"] != scope.own_party)
    return true;
  const auto own = scope.marking.own_level(subject_of(entry));
  return own && within(*own, scope.most);
}

/// Of names parted by commas those that may go; the field goes with the last.
template <class Goes>
void keep_names(EntryView& entry, std::string_view field, Goes goes) {
  const auto found = entry.fields.find(field);
  if (found == entry.fields.end()) return;
  auto names = parted(found->second.text);
  if (std::erase_if(names, [&](const std::string& name) { return !goes(name); }) == 0) return;
  if (names.empty())
    entry.fields.erase(found);
  else
    found->second.text = fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

bool names_person(std::string_view words, const EntryView& person) {
  const auto there = words_in(words);
  const auto all = joined(there);
  for (const auto* field : {"name", "reading"}) {
    const auto name = words_in(person[field]);
    if (name.empty()) continue;
    const auto stands = [&](const std::string& word) { return std::ranges::find(there, word) != there.end(); };
    if (std::ranges::all_of(name, stands)) return true;
    // Japanese and Chinese names stand with a blank, without one, and beside a title.
    std::size_t i = 0;
    const auto folded = joined(name);
    if (text::is_cjk(text::next_char(folded, i)) && all.find(folded) != std::string::npos) return true;
  }
  return is_short_for(words, person);
}

bool is_of_names(std::string_view field) {
  return field == "delegation" || field == "lead" || field == "who" || field == "owner";
}

std::vector<std::string> marked_persons_in(std::string_view words, const EntryBook& book, const Marking& marking,
                                           Level most) {
  std::vector<std::string> out;
  for (const auto* person : book.of_noun("person")) {
    if (!marked_above(*person, marking, most)) continue;
    for (const auto& line : lines_of(words)) {
      // A line of a delegation begins with its party.
      const auto colon = line.find(':');
      const auto who = std::string_view(line).substr(colon == std::string::npos ? 0 : colon + 1);
      const auto names = parted(who);
      const bool named = names_person(who, *person) ||
                         std::ranges::any_of(names, [&](const std::string& one) { return names_person(one, *person); });
      if (!named) continue;
      out.push_back(subject_of(*person));
      break;
    }
  }
  return out;
}

void hold_names(EntryBook& book, const NameScope& scope) {
  const EntryBook before = book;
  std::vector<const EntryView*> above;
  for (const auto* person : before.of_noun("person"))
    if (marked_above(*person, scope)) above.push_back(person);
  book.change_each([&](EntryView& entry) {
    if (const auto lines = entry.fields.find("delegation"); lines != entry.fields.end() && !above.empty()) {
      std::string kept;
      for (const auto& line : lines_of(lines->second.text)) {
        const auto colon = std::min(line.find(':'), line.size());
        const auto who = std::string_view(line).substr(colon);
        const bool held = std::ranges::any_of(above, [&](const auto* one) { return names_person(who, *one); });
        kept += (kept.empty() ? "" : "\n") + (held ? line.substr(0, colon) + ":" : line);
      }
      lines->second.text = std::move(kept);
    }
    if (!above.empty())
      keep_names(entry, "who", [&](const std::string& name) {
        return std::ranges::none_of(above, [&](const auto* one) { return names_person(name, *one); });
      });
    // What an officer leads on is told where the page is marked for it.
    if (entry.noun == "item" || !above.empty())
      keep_names(entry, "lead", [&](const std::string& name) { return lead_goes(name, entry, before, scope); });
  });
}

std::vector<std::string> persons_named(const EntryView& event, const std::vector<std::string>& parties,
                                       const EntryBook& book, const NameScope& scope, std::string_view today) {
  std::vector<std::string> out;
  const auto lines = lines_of(event["delegation"]);
  for (const auto* person : book.of_noun("person")) {
    if (!marked_above(*person, scope)) continue;
    const auto& party = (*person)["party"];
    const auto is_of = [&](const std::string& line) { return line.starts_with(party + ":"); };
    const auto named = [&](const std::string& line) {
      return names_person(std::string_view(line).substr(std::min(line.find(':'), line.size())), *person);
    };
    // Where nobody of a party was named, a paper names whom the desk knows.
    const bool would_be = std::ranges::find(parties, party) != parties.end() && std::ranges::none_of(lines, is_of) &&
                          !is_past((*person)["to"], today);
    if (would_be || std::ranges::any_of(lines, named)) out.push_back(subject_of(*person));
  }
  return out;
}

std::vector<std::string> persons_leading(const EntryView& item, const EntryBook& book, const NameScope& scope) {
  std::vector<std::string> out;
  for (const auto& name : parted(item["lead"]))
    for (const auto* person : book.of_noun("person"))
      if (names_person(name, *person) && marked_above(*person, scope)) out.push_back(subject_of(*person));
  return out;
}

}  // namespace breadcrumb::app
