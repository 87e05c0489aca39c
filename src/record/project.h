// Keeps the tables in step with the log: one subject (a source, a follow-up, a note ...) is remade from its events
// whenever one of them arrives or is undone, so that what is live is what a rebuild would give.
//
//   Projector projector(db, load_text);
//   BC_TRY(projector.apply(event, entry));      // inside the writer's transaction
//   BC_TRY(projector.rebuild());                // everything, from the log alone
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "record/db.h"
#include "record/entry.h"

namespace breadcrumb::record {

/// A text by its SHA-256, checked; an Error when it cannot be had.
using TextLoader = std::function<Result<std::string>(std::string_view sha256)>;

class Projector {
 public:
  enum class Index { yes, no };
  Projector(const Db& db, TextLoader load_text, Index index = Index::yes)
      : db_(db), load_text_(std::move(load_text)), index_(index) {}

  /// The event's row and payload must be in the log already.
  Result<void> apply(const Event& event, const Entry& entry);
  /// Drops and remakes every projection. Errors: `desk.damaged` when a payload cannot be understood.
  Result<void> rebuild();
  /// Texts that could not be had and are not in the index, in order.
  [[nodiscard]] const std::set<std::string>& skipped() const { return skipped_; }

 private:
  struct Found {
    Event event;
    Entry entry;
  };
  Result<std::vector<Found>> counting_events(std::string_view subject) const;
  Result<std::string> subject_of(const Event& event, const Entry& entry) const;
  Result<void> add_to_index(const Event& event, const Entry& entry);
  Result<void> recount(std::string target);
  Result<void> remake(const std::string& subject);
  Result<void> remake_author(std::string_view author, const std::vector<Found>& events);
  Result<void> remake_source(std::string_view sha256, const std::vector<Found>& events);
  Result<void> remake_facts(std::string_view sha256, std::string_view text_sha256, const std::vector<Found>& events,
                            const Found* reading);
  Result<void> remake_threads(const std::vector<Found>& events);
  Result<void> remake_issue(std::string_view key, const std::vector<Found>& events);
  Result<void> remake_follow_up(std::string_view number, const std::vector<Found>& events);
  Result<void> remake_note(std::string_view event, const std::vector<Found>& events);
  Result<void> remake_entry(std::string_view name, const std::vector<Found>& events);
  Result<void> remake_mark(std::string_view subject, const std::vector<Found>& events);
  /// Puts a document into the search index, or takes it out when `content` is empty.
  Result<void> index_document(std::string_view kind, std::string_view id, std::string_view content,
                              std::string_view date);

  const Db& db_;
  TextLoader load_text_;
  Index index_;
  std::set<std::string> skipped_;
};

/// The words behind search_docs.content: `text:<sha256>`, `event:<id>`, or `events:<id>,<id>...` of an entry.
Result<std::string> words_of(const Db& db, const TextLoader& load_text, std::string_view content);

/// The fields of an entry by name, behind `events:<id>,<id>...`.
Result<std::map<std::string, std::string>> fields_in(const Db& db, std::string_view content);

/// An event's entry, from its payload in the log. Errors: `desk.damaged`.
Result<Entry> entry_of(const Db& db, const Event& event);

}  // namespace breadcrumb::record
