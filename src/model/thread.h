// Issues across rounds: the mentions that go in, the threads that come out.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "model/fact.h"
#include "model/redline.h"

namespace breadcrumb {

/// One subject as one text names it at one round: an area with what stands under it, or a topic of running prose.
struct Mention {
  FactId fact;                ///< of the area or issue
  std::string source;         ///< sha256 of the source
  int round = 0;              ///< index into the dialogue's rounds, in order of time
  bool area = false;          ///< it has a heading of its own
  std::string heading;        ///< as printed; "" in prose
  std::string text;           ///< the words: all items of the area joined by line feeds, or the issue's phrase
  std::vector<FactId> parts;  ///< the area's items, in order
  std::string kind;           ///< common, bilateral or ""
  std::vector<std::string> acts, topics;
  std::size_t order = 0;    ///< place among the mentions of its source
  Span quote;               ///< the heading's or the phrase's words in the source
  std::vector<Span> words;  ///< what the source says of it, whole sentences: quoted and redlined; may be empty
  bool named = false;       ///< prose has only its name, as one topic of a list: nothing follows on its wording
  bool operator==(const Mention&) const = default;
};

/// One source's view of one round.
struct RoundText {
  std::string source;
  std::string side;  ///< publisher's party code; "" for a joint text or unknown
  std::string language;
  int round = 0;
  bool excerpt = false;    ///< nothing follows from what it does not mention
  bool open_list = false;  ///< its list of areas or issues opens with "including"
  std::vector<Mention> mentions;
  std::vector<Span> frame;         ///< standing sentences (launch, aims), set aside
  std::vector<Span> heads;         ///< who led a side, as the text says it
  std::vector<std::string> names;  ///< of the dialogue, as the text writes them
  /// `side` is empty because nothing says whose text it is, not because it is a joint one.
  bool side_unknown = false;
  bool operator==(const RoundText&) const = default;
};

/// A sentence as its form and what stands in the form's places, so that a paper can say it in its own language: party
/// codes, ISO dates and numbers stand as such. No id: there is no form of it.
struct Form {
  std::string id;
  std::vector<std::pair<std::string, std::string>> places;
  bool operator==(const Form&) const = default;
};

enum class StepKind { first_seen, continued, reworded, moved, split, merged, not_mentioned, unknown, revived };
std::string_view to_text(StepKind kind);

/// The words of one side at a round and those that it had before: what a redline of that side is made from.
struct SideWords {
  std::string side;  ///< party code of whose text it is; "" a joint one, or unknown
  std::string language, before, now;
  bool operator==(const SideWords&) const = default;
};

/// What became of an issue at one round. Several classes may hold at once: continued, reworded, moved.
struct Step {
  int round = 0;
  std::vector<StepKind> kinds;
  std::vector<Mention> mentions;    ///< at this round, by source; empty when not mentioned or unknown
  std::vector<FactId> from;         ///< mentions of the round before that it continues (two or more: merged)
  std::vector<std::string> with;    ///< names of the threads that it split from, into, or merged with
  Redline redline;                  ///< against the last wording of the same side; empty when there is none
  std::vector<SideWords> wordings;  ///< of each text of this round with an older wording, by side and source
  int since = -1;                   ///< round of that wording; -1 none
  unsigned streak = 0;              ///< rounds in a row with the same words, this one included
  unsigned silence = 0;             ///< rounds whose whole texts do not mention it, since it was last seen
  int margin = 100;                 ///< 0-100: how far the chosen match lay before the runner-up
  std::string runner_up;            ///< name of the thread that would have been next, "" none
  std::string because;              ///< one sentence on why
  Form reason;                      ///< the same of a step without mentions
  bool operator==(const Step&) const = default;
};

struct Thread {
  std::string key;        ///< FactId of its first mention: stable while that mention stands
  int number = 0;         ///< the desk's permanent label, given by the record; 0 before
  std::vector<int> also;  ///< numbers that led to issues which a person took into this one: they lead here now
  std::string name;       ///< a person's name for it, else its heading or phrase
  std::string kind;       ///< common, bilateral or ""
  std::vector<std::string> topics;
  std::string parent;       ///< key of the thread it split from; "" none
  std::vector<Step> steps;  ///< one a round from first sight to the last round

  /// Does a number of the desk mean this thread? 0 means none.
  [[nodiscard]] bool answers_to(int wanted) const {
    if (wanted == 0) return false;
    return number == wanted || std::find(also.begin(), also.end(), wanted) != also.end();
  }
  bool operator==(const Thread&) const = default;
};

/// What people have decided about threads, in order of decision.
struct ThreadDecision {
  enum class Kind { merge, split, rename } kind = Kind::rename;
  std::vector<FactId> mentions;  ///< merge: one mention of each thread; split: the mentions that leave; rename: one
  std::string name;              ///< rename; or the new thread's name
  bool operator==(const ThreadDecision&) const = default;
};

/// A sentence about something one side's text says and the other's does not, or says otherwise.
struct SideDifference {
  int round = 0;
  std::string what;  ///< date, place, area, issue, act, wording, ordinal
  std::string left_source, right_source;
  Span left, right;  ///< empty where one side is silent
  std::string kind;  ///< both, left_only, right_only, differs, date_line (the same moment on two calendars)
  std::string sentence;
  Form form;  ///< the same; none where both sides say one thing
  bool operator==(const SideDifference&) const = default;
};

}  // namespace breadcrumb
