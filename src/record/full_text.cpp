// The full text: the words that its index holds of a thing, from the log and the stored texts, and what a search finds.
#include <fmt/format.h>

#include <algorithm>

#include "record/state.h"

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

Result<SearchAnswer> Record::search(std::string_view typed, std::size_t limit) const {
  const Query query = BC_TRY(parse_query(typed));
  const auto held = BC_TRY(snapshot());
  const auto match = query.match();
  SearchAnswer out;
  constexpr std::string_view from = "FROM search JOIN search_docs d ON d.row = search.rowid WHERE search MATCH ?";
  out.found = static_cast<std::size_t>(BC_TRY(state_->db.integer(fmt::format("SELECT count(*) {}", from), {match})));
  const auto documents = BC_TRY(state_->db.integer("SELECT count(*) FROM search_docs"));
  // What stands in more than a twentieth of the texts says little by its frequency: the newest is wanted then.
  out.by_date = static_cast<std::int64_t>(out.found) * 20 > documents;
  const auto sql = fmt::format(
      "SELECT d.kind, d.id, d.content, d.date, coalesce(s.title, ''), coalesce(s.file_name, '') "
      "FROM search JOIN search_docs d ON d.row = search.rowid "
      "LEFT JOIN sources s ON d.kind = 'source' AND s.sha256 = d.id WHERE search MATCH ? "
      "ORDER BY {}d.date DESC, d.kind, d.id LIMIT ?",
      out.by_date ? "" : "bm25(search), ");
  auto rows = BC_TRY(state_->db.query(sql, {match, static_cast<std::int64_t>(limit)}));
  while (BC_TRY(rows.next())) {
    SearchHit hit;
    hit.kind = rows.text(0);
    hit.id = rows.text(1);
    hit.date = rows.text(3);
    hit.title = rows.text(4).empty() ? rows.text(5) : rows.text(4);
    const auto content = rows.text(2);
    if (content.starts_with("events:"))
      for (const auto& [field, value] : BC_TRY(fields_in(state_->db, content)))
        for (auto& snippet : find_in(value, query, 3)) {
          snippet.field = field;
          hit.snippets.push_back(std::move(snippet));
        }
    // A phrase may run from one field into the next. A damaged text is no reason to hide the hit; `check` names the
    // file.
    if (hit.snippets.empty())
      if (const auto words = words_of(state_->db, state_->texts(), content)) hit.snippets = find_in(*words, query, 3);
    out.hits.push_back(std::move(hit));
  }
  return out;
}

}  // namespace breadcrumb::record
