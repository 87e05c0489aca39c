#include "thread/across.h"

#include "text/utf8.h"

namespace breadcrumb::thread {
namespace {

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Does the name stand in the words, not as a piece of a longer Latin word?
bool stands_at(std::string_view words, std::string_view name, std::size_t at) {
  const std::size_t end = at + name.size();
  return (at == 0 || !is_ascii_letter(words[at - 1]) || !is_ascii_letter(name.front())) &&
         (end >= words.size() || !is_ascii_letter(words[end]) || !is_ascii_letter(name.back()));
}

bool stands_in(std::string_view words, std::string_view name) {
  for (auto at = words.find(name); at != std::string_view::npos; at = words.find(name, at + 1))
    if (stands_at(words, name, at)) return true;
  return false;
}

}  // namespace

Result<void> Across::add(Names& into, const Json& lists, int& next, std::string_view where) {
  for (const Json& list : lists.items()) {
    int id = -1;
    if (list.texts().empty())
      return Error{ErrorKind::bad_input, "thread.rules_bad", "an entry should be a list of names", std::string(where)};
    for (const auto& name : list.texts())
      if (const auto known = into.find(text::fold(name)); known != into.end()) id = known->second;
    if (id < 0) id = next++;
    for (const auto& name : list.texts())
      if (!text::fold(name).empty()) into[text::fold(name)] = id;
  }
  return {};
}

Result<void> Across::add(const Json& table, std::string_view where) {
  BC_TRY(add(places_, table["places"], next_place_, where));
  return add(ranks_, table["ranks"], next_rank_, where);
}

int Across::place_of(std::string_view printed) const {
  const std::string folded = text::fold(printed);
  const std::string_view words = text::trim(folded);
  if (const auto whole = places_.find(words); whole != places_.end()) return whole->second;
  // "Vancouver, British Columbia"; a name inside other words may belong to another place ("New London").
  std::size_t longest = 0;
  int out = -1;
  for (const auto& [name, id] : places_)
    if (name.size() > longest && words.starts_with(name) && words.size() > name.size() && words[name.size()] == ',')
      longest = name.size(), out = id;
  return out;
}

int Across::rank_of(std::string_view title) const {
  const std::string folded = text::fold(title);
  std::size_t longest = 0;
  int out = -1;
  for (const auto& [name, id] : ranks_)
    if (name.size() > longest && stands_in(folded, name)) longest = name.size(), out = id;
  return out;
}

}  // namespace breadcrumb::thread
