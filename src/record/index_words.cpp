// The words that the full-text index holds of a thing, from the log and the stored texts.
#include <algorithm>

#include "record/project.h"

namespace breadcrumb::record {

Result<std::map<std::string, std::string>> fields_in(const Db& db, std::string_view content) {
  std::map<std::string, std::string> out;
  for (content.remove_prefix(7); !content.empty(); content.remove_prefix(std::min(content.size(), std::size_t{33}))) {
    Event event;
    event.id = content.substr(0, 32);
    event.kind = "entry.set";
    const Entry entry = BC_TRY(entry_of(db, event));
    if (const auto* set = std::get_if<EntrySet>(&entry))
      for (const auto& [field, value] : set->fields) out[field] = value;
  }
  std::erase_if(out, [](const auto& each) { return each.second.empty(); });
  return out;
}

Result<std::string> words_of(const Db& db, const TextLoader& load_text, std::string_view content) {
  if (content.starts_with("text:")) return load_text(content.substr(5));
  if (content.starts_with("events:")) {
    std::string out;
    for (const auto& [field, value] : BC_TRY(fields_in(db, content))) out += value + "\n";
    return out;
  }
  Event event;
  event.id = content.substr(6);
  event.kind = BC_TRY(db.text("SELECT kind FROM events WHERE id = ?", {event.id}));
  const Entry entry = BC_TRY(entry_of(db, event));
  if (const auto* note = std::get_if<NoteAdded>(&entry)) return note->text;
  if (const auto* note = std::get_if<NoteReworded>(&entry)) return note->text;
  if (const auto* added = std::get_if<FollowUpAdded>(&entry)) return added->text;
  if (const auto* reworded = std::get_if<FollowUpReworded>(&entry)) return reworded->text;
  return std::string();
}

}  // namespace breadcrumb::record
