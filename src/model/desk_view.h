// One dialogue as the desk knows it at one moment: what a briefing, a table or a page is made from.
//
// `app` fills it from the record and the engines; `brief` and `cli` read it and add nothing of their own. Ordered
// everywhere: rounds by time, people by name, follow-ups by number.
#pragma once

#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/fact.h"
#include "model/mark.h"
#include "model/source.h"
#include "model/thread.h"

namespace breadcrumb {

/// A span in a named source: what a breadcrumb leads to.
struct SourceQuote {
  std::string source;  ///< sha256
  Span span;           ///< into the text `text_sha256` of that source
  bool operator==(const SourceQuote&) const = default;
};

struct HeadView {
  std::string party, name, title;
  FactId fact;
  SourceQuote quote;
  bool operator==(const HeadView&) const = default;
};

struct MeetingDates {
  std::string start, end;  ///< ISO, "" unknown
  std::string zone;        ///< as printed, "" none
  bool week = false;       ///< "during the week of"
  std::string source;      ///< who says so
  SourceQuote quote;
  std::vector<std::pair<std::string, std::string>> sessions{};  ///< first and last days of several that lie apart
  bool operator==(const MeetingDates&) const = default;
};

struct RoundView {
  int index = 0;                     ///< place in time, from 0
  int ordinal = 0;                   ///< 0 unknown
  std::string start, end;            ///< the first source's dates; "" unknown
  std::vector<MeetingDates> dates;   ///< every source's dates, as each prints them
  std::string place;                 ///< "" unknown
  int is_virtual = -1;               ///< 1, 0, or -1 unknown
  std::vector<std::string> sources;  ///< sha256, by publication
  std::vector<HeadView> heads;
  std::vector<std::string> parties_without_head;  ///< sides whose head no text of this round names
  bool whole = false;                             ///< at least one text of the round is whole
  bool operator==(const RoundView&) const = default;
};

/// What happened outside the rounds: the dialogue's launch, an agreement's signing. Silent on the issues.
struct EventView {
  std::string kind;        ///< of its source: agreement, notice
  std::string start, end;  ///< ISO, "" unknown
  std::string source;
  SourceQuote quote;  ///< of the date
  std::vector<HeadView> people;
  bool operator==(const EventView&) const = default;
};

struct FollowUpView {
  /// What one side reports of it.
  struct Report {
    std::string party, status, date, words;
    int entry = 0;  ///< number of the report
    bool operator==(const Report&) const = default;
  };
  int number = 0;                ///< permanent on this desk
  std::string text;              ///< the words promised, or the officer's
  std::string owner;             ///< who looks after it: a party code, `both`, a person; "" unknown
  std::string next_step_holder;  ///< who must act next, only from a span or an entry; "" unknown
  int waits_for = 0;             ///< number of the follow-up that must come first; 0 none
  std::string due;               ///< ISO; "" none
  std::string status;            ///< open, done, dropped
  int round = -1;                ///< where it was promised; -1 entered by hand, or in no round's text
  std::string promised;          ///< ISO date of the text that promises it; "" entered by hand
  FactId fact;                   ///< of the commitment; "" when entered by hand
  SourceQuote quote;
  std::string closed_because, closed_source;
  std::vector<std::pair<std::string, std::string>> evidence{};  ///< files that show it: SHA-256 and name
  std::string author, time;              ///< of the entry or of the last decision; "" when only read
  int age_rounds = 0;                    ///< rounds since it was promised
  std::vector<Report> reports{};         ///< the last of each side, by party
  std::vector<std::string> concerned{};  ///< who raised it and who answers for it: party codes
  std::string reported{};                ///< the reports in words: `done says USA; CHL not yet`; "" none
  bool settled = false;                  ///< all concerned report that it is done
  Level level{};                         ///< set for papers (app/brief_material.h), as those below
  bool operator==(const FollowUpView&) const = default;
};

struct BodyView {
  std::string name, relation, stage, next_meeting;
  int first_round = -1;
  struct Saying {
    int round = -1;
    std::string stage, next_meeting;
    SourceQuote quote;
    bool operator==(const Saying&) const = default;
  };
  std::vector<Saying> sayings;
  /// Where the desk holds the body as a dialogue of its own: its meetings and other events by time, and what the sides'
  /// texts of them differ in (`round` counts from 0 in `meetings`).
  std::vector<RoundView> meetings;
  std::vector<EventView> events;
  std::vector<SideDifference> differences;
  bool operator==(const BodyView&) const = default;
};

struct NoteView {
  std::string id, author, time, text;
  int issue = 0;  ///< number of the issue it belongs to, 0 the desk
  Level level{};
  bool operator==(const NoteView&) const = default;
};

/// What the officer entered beside what was read: a paper, a contact, a round to come, a position.
struct EntryView {
  struct Value {
    std::string text;
    std::string event, author, time;  ///< who set it, and when
    bool operator==(const Value&) const = default;
  };
  struct Attachment {
    std::string sha256, file_name;
    std::string event, author, time;
    bool operator==(const Attachment&) const = default;
  };
  std::string noun;
  int number = 0;
  std::string event, author, time;  ///< who made it, and when; "" for what has its number from elsewhere
  std::map<std::string, Value, std::less<>> fields;  ///< only what has a value
  std::vector<Attachment> attachments;               ///< in order
  Level level{};

  /// A field's value, "" when it has none.
  [[nodiscard]] const std::string& operator[](std::string_view field) const {
    static const std::string none;
    const auto found = fields.find(field);
    return found == fields.end() ? none : found->second.text;
  }
  /// A field still has the value that came with another field: nobody has set it anew since.
  [[nodiscard]] bool came_with(std::string_view field, std::string_view other) const {
    const auto one = fields.find(field), two = fields.find(other);
    return one != fields.end() && two != fields.end() && one->second.event == two->second.event;
  }
  /// The number that a field holds; 0 when it has none.
  [[nodiscard]] int number_in(std::string_view field) const { return std::atoi((*this)[field].c_str()); }
  bool operator==(const EntryView&) const = default;
};

/// How sensitive a thing is, and for whom, as somebody said last.
struct MarkView {
  std::string subject;  ///< `paper:3`, `issue:7`, `follow_up:2`, `source:<sha256>`, `fact:<id>`, `note:<event>`
  std::string mark, audience;
  std::string event, author, time;
  bool operator==(const MarkView&) const = default;
};

/// Another dialogue of the desk that may be this one under a name in another language: the same parties met on the
/// same days, or for the round of the same number.
struct TwinView {
  std::string name;                ///< of the other dialogue
  bool into_other = false;         ///< the other has more rounds: this one's texts would join it
  int round = -1;                  ///< of this dialogue, where the two meet
  std::vector<std::string> files;  ///< of the smaller one: what to read again under the larger one's name
  bool operator==(const TwinView&) const = default;
};

/// A fact that waits for a person, or that a person has decided.
struct FactView {
  Fact fact;
  std::string source;
  std::string standing;  ///< read, confirmed, corrected, rejected
  std::string anchor;    ///< exact, moved, ambiguous, lost
  std::string decided_by, decided_at;
  bool operator==(const FactView&) const = default;
};

struct DialogueView {
  std::string id;  ///< stable key of the dialogue
  std::string name, short_name;
  std::vector<std::string> parties;
  std::map<std::string, std::string, std::less<>> zones{};  ///< of the parties' capitals, by code, where one is known
  std::string launched;                                     ///< ISO, maybe only a month; "" unknown
  SourceQuote launched_quote;
  std::vector<Source> sources;
  std::vector<RoundView> rounds;
  std::vector<EventView> events;  ///< between the rounds, by date
  std::vector<RoundText> texts;
  std::vector<Thread> threads;
  std::vector<FollowUpView> follow_ups;
  std::vector<BodyView> bodies;
  std::vector<NoteView> notes;
  std::vector<EntryView> entries;  ///< what was entered on its issues, rounds and bodies; authors by name
  std::vector<SideDifference> differences;
  std::vector<TwinView> twins;
  std::vector<FactView> facts;
  std::string next_round_text;  ///< the last text's words about the next meeting
  std::string next_round_date;
  SourceQuote next_round_quote;
  bool operator==(const DialogueView&) const = default;
};

/// The record's state that a view was taken from.
struct DeskView {
  std::string desk_name, own_party;
  std::string head;      ///< of the desk's arrival chain, hex
  long long events = 0;  ///< number of events up to that head
  DialogueView dialogue;
  MarkNames marks{};  ///< of the desk's lists; none where no levels are set
  Level floor{};      ///< that a paper has by being one
  Level level{};      ///< the highest of all that the dialogue holds
  bool operator==(const DeskView&) const = default;
};

}  // namespace breadcrumb
