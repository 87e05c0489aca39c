// What people and engines put on the record: one struct per kind of event, to and from its payload.
//
//   const Entry entry = NoteAdded{.issue = 7, .text = "Ask about the second tranche."};
//   const Json payload = to_payload(entry);                 // docs/file-format.md lists the members per kind
//   const Entry again = BC_TRY(from_payload("note.added", payload));
//
// The record completes some fields when an entry is appended (see each struct), so that the payload stands alone.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "model/fact.h"
#include "model/source.h"
#include "model/thread.h"
#include "record/event.h"

namespace breadcrumb::record {

/// A fact as it stood when somebody spoke of it, so that it can be found again after a new reading.
struct FactRef {
  FactId fact{};
  std::string source{};       ///< sha256; "" when the fact was unknown to the record
  std::string text_sha256{};  ///< the text that `quote` is in
  FactKind kind = FactKind::title;
  Span quote{};
  bool operator==(const FactRef&) const = default;
};

struct DeskCreated {
  std::string name{};
  std::string party{};  ///< own party's code; "" for an outsider
  std::vector<std::string> languages{};
};

struct AuthorNamed {
  std::string author{};  ///< id; "" = the author who appends
  std::string name{};    ///< shown beside what the author decided
};

/// Bytes and text must have been stored first (`Desk::store_source`, `Desk::store_text`). Adding a source again gives
/// it a new text (another extractor) or other particulars; the last one that is not undone counts.
struct SourceAdded {
  Source source{};  ///< `added` is set to the event's time
};

/// Needs the source; every quote must stand in the text. The last reading of a source that is not undone counts.
struct ReadingStored {
  std::string source{};       ///< sha256
  std::string text_sha256{};  ///< "" = the source's text in use
  Reading reading{};
  std::string dialogue{};  ///< the officer's word on which dialogue this belongs to; "" = as read
  std::string title{}, publisher{}, published{};  ///< as read, replace those of the source when not empty
};

enum class Verdict { confirm, correct, reject };
std::string_view to_text(Verdict verdict);

/// A person's decision on a fact. The record fills `ref` and makes `fields` whole from the fact as it stands.
struct FactDecided {
  FactId fact{};
  Verdict verdict = Verdict::confirm;
  std::map<std::string, std::string, std::less<>> fields{};  ///< correct: the fields that change; "" removes one
  std::string because{};                                     ///< may be empty
  FactRef ref{};
};

/// A fact that a person reads in a source's text: a reading of one fact, and held to what every reading is held to. Its
/// `reading.facts` hold that one, and nothing else of it is stored. docs/decisions/077.
struct FactAdded : ReadingStored {
  std::string because{};  ///< may be empty
};
/// The rule of such a fact, and its grammar.
inline constexpr std::string_view by_hand = "by hand";

/// The record fills `refs`, one per mention, in order.
struct ThreadDecided {
  ThreadDecision decision{};
  std::string because{};  ///< may be empty
  std::vector<FactRef> refs{};
};

/// A permanent number for a thread. A key that has one keeps it: nothing is appended then.
struct IssueNumbered {
  std::string key{};  ///< Thread::key
  int number = 0;     ///< 0 = the next free one
  FactRef ref{};      ///< filled by the record
};

/// A follow-up that a person enters.
struct FollowUpAdded {
  int number = 0;  ///< 0 = the next free one, shared with `FollowUpNumbered`
  std::string text{};
  std::string owner{};   ///< party code, `both`, a person; "" unknown
  std::string due{};     ///< ISO date; "" none
  std::string source{};  ///< sha256; "" none
  std::string because{};
};

/// A permanent number for a commitment that was read. A fact that has one keeps it: nothing is appended then.
struct FollowUpNumbered {
  FactId fact{};
  int number = 0;  ///< 0 = the next free one
  FactRef ref{};   ///< filled by the record
};

struct FollowUpAssigned {
  int number = 0;
  std::string owner{};  ///< "" = unknown again
  std::string because{};
};

struct FollowUpDue {
  int number = 0;
  std::string due{};  ///< ISO date; "" = none any more
  std::string because{};
};

enum class Closing { done, dropped };
std::string_view to_text(Closing closing);

struct FollowUpClosed {
  int number = 0;
  Closing status = Closing::done;
  std::string because{};
  std::string source{};  ///< sha256 of what shows it; "" none
};

/// Other words for a follow-up that a person entered; those of a source stay as they are.
struct FollowUpReworded {
  int number = 0;
  std::string text{};
  std::string because{};
};

struct NoteAdded {
  int issue = 0;  ///< number of the issue, 0 = the desk
  std::string text{};
};

/// Other words for a note, which stays the same note.
struct NoteReworded {
  EventId note{};  ///< of the event that added it
  std::string text{};
  std::string because{};
};

/// What a person enters beside what was read: one thing of a kind (`paper`, `contact`, `round`, ...) and its fields,
/// set together. What the nouns and fields mean is the caller's business; the record keeps who set each field, and
/// when. Two nouns speak of what has a number already: `issue` (of a thread or entered) and `commitment` (of a
/// follow-up).
struct EntrySet {
  std::string noun{};                                        ///< lower-case letters and underscores
  int number = 0;                                            ///< per noun; 0 with `begins` = the next free one
  bool begins = false;                                       ///< makes the thing; else it must be there
  std::map<std::string, std::string, std::less<>> fields{};  ///< "" takes a value away
  std::string attachment{};                                  ///< sha256 of a stored file; "" none
  std::string file_name{};                                   ///< of the attachment
  std::string because{};
};

/// How sensitive a thing is, and for whom. The last mark that counts holds.
struct MarkSet {
  std::string subject{};   ///< `paper:3`, `issue:7`, `follow_up:2`, `source:<sha256>`, `fact:<id>`, `note:<event>`
  std::string mark{};      ///< of the desk's list
  std::string audience{};  ///< of the desk's list
  std::string because{};
};

/// Makes an earlier event not count. An undo can be undone; numbers, names and the desk's creation cannot.
struct EventUndone {
  EventId target{};
  std::string because{};
};

using Entry = std::variant<DeskCreated, AuthorNamed, SourceAdded, ReadingStored, FactDecided, FactAdded, ThreadDecided,
                           IssueNumbered, FollowUpAdded, FollowUpNumbered, FollowUpAssigned, FollowUpDue,
                           FollowUpClosed, FollowUpReworded, NoteAdded, NoteReworded, EntrySet, MarkSet, EventUndone>;

/// `desk.created`, `author.named`, `source.added`, `reading.stored`, `fact.decided`, `fact.added`, `thread.decided`,
/// `issue.numbered`, `followup.added`, `followup.numbered`, `followup.assigned`, `followup.due`, `followup.closed`,
/// `followup.reworded`, `note.added`, `note.reworded`, `entry.set`, `mark.set`, `event.undone`.
std::string_view kind_of(const Entry& entry);

/// True for `issue` and `commitment`, whose numbers come from what was read: they can be spoken of without a beginning.
bool is_numbered_elsewhere(std::string_view noun);

/// True when an event of this kind may be undone.
bool is_undoable(std::string_view kind);

Json to_payload(const Entry& entry);

/// Errors: `record.unknown_kind`, `record.payload` (broken: the payload is not one of this kind).
Result<Entry> from_payload(std::string_view kind, const Json& payload);

}  // namespace breadcrumb::record
