// Everything the record holds, as the views are made of it: read once under one snapshot, and brought up to date after
// a change without reading again what did not change.
//
//   auto contents = BC_TRY(contents_of(record));
//   ...                                                       // somebody appends to the record
//   const Changes changes = BC_TRY(bring_up_to_date(contents, record));
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/entry_book.h"
#include "base/result.h"
#include "model/desk_view.h"
#include "record/record.h"

namespace breadcrumb::app {

struct DeskContents {
  std::string desk_name, own_party, head;
  std::vector<std::string> languages{};  ///< of the officer, first choice first
  long long events = 0;
  std::vector<Source> sources;                                           ///< by publication, then SHA-256
  std::map<std::string, record::StoredReading, std::less<>> readings{};  ///< by source, where there is one
  std::map<std::string, std::vector<FactView>, std::less<>> facts;       ///< by source
  std::map<std::string, std::string, std::less<>> texts;                 ///< by source; damaged ones are left out
  std::map<std::string, Error, std::less<>> damaged{};                   ///< by source: why its text was left out
  std::vector<record::DecidedThread> decisions;
  std::map<std::string, int, std::less<>> numbers;  ///< of issues, by thread key
  std::vector<record::FollowUpEntry> follow_ups;
  std::vector<NoteView> notes;  ///< with names, not ids, as authors
  EntryBook book;               ///< the same
  AuthorNames author_names;
};

Result<DeskContents> contents_of(const record::Record& record);

/// Rejected facts and those that wait for a person do not count.
bool counts(const FactView& view);
std::vector<Fact> counting_facts(const std::vector<FactView>& facts);

/// What is not as it was.
struct Changes {
  bool all = false;                 ///< maybe everything
  std::set<std::string> sources;    ///< that came, went, or say or are something else
  std::set<std::string> regrouped;  ///< sources whose mentions a decision on issues names that is new, or gone
  std::set<std::string> entered;    ///< sources whose issues or promises have another number or other words by hand
  std::set<std::pair<std::string, int>> entries;  ///< nouns and numbers
  std::set<int> noted;                            ///< issues of which a note came, went or was reworded; 0 of none
  bool loose = false;                             ///< follow-ups of no source
  bool own = false;                               ///< maybe all of what people entered
};

/// Contents of an earlier state of the same record, as they are now. Where that state is none of this record's, all is
/// read anew. Errors: as `contents_of`; the contents are then not to be used.
Result<Changes> bring_up_to_date(DeskContents& contents, const record::Record& record);

}  // namespace breadcrumb::app
