// The draft readout of one round: what is on record, and the text that says it in a house's style.
//
//   const Readout readout{.dialogue = {.text = "Kenya-Norway Trade Dialogue"}, .parties = {"KEN", "NOR"}, .ordinal =
//   4}; const Book book = brief::compose_readout(readout, style, desk, request); const std::string bytes =
//   brief::render(book, Format::docx);    // or brief::plain_text(book), to paste
//
// `Readout` is the round as it may be told: `app` fills it from the texts or from what was entered, and takes out what
// is not public. The composer adds nothing but the style's words: each run is one of them, words of a source, an
// officer's, or computed from the record; the last section, which is not for publication, says for each sentence which.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "brief/compose.h"
#include "brief/readout_style.h"

namespace breadcrumb::brief {

/// Words that stand in the draft, and what they rest on: a quote, else an entry, else the record.
struct Said {
  std::string text;
  std::string language;             ///< of the words; "" where it is that of any text (a number, a name)
  SourceQuote quote;                ///< whose bytes are the text; empty: none
  std::string entry, author, time;  ///< `paper:3`, who set it and when; "" not entered
  bool whole = false;               ///< a sentence of its own, with its full stop
  std::string called = {};          ///< what a text in the draft's language calls it; "" none does
  bool named = false;               ///< the record's name for what the entry speaks of, none of the officer's words
};

struct ReadoutItem {
  std::string act;  ///< `discussed`; "" where `what` is whole
  Said what;
};

struct ReadoutArea {
  Said heading;
  std::vector<ReadoutItem> items;  ///< empty: the heading alone is on record
};

struct ReadoutHead {
  std::string party;
  Said name, title;  ///< the title's text may be empty
};

struct ReadoutIssue {
  std::string act;
  Said what;
  bool bilateral = false;
};

struct ReadoutStep {
  std::string actor;  ///< a party, `both`, `all`; "" where `what` is whole
  Said what;          ///< an infinitive in English, a clause that ends in its verb in Japanese; or whole
  std::string due;    ///< ISO; "" none
};

struct ReadoutBody {
  Said name;
  std::string stage;  ///< `set up`, `to be set up`, `meeting planned`, `met`
  std::string date;   ///< ISO, of the meeting; "" unknown
  std::string place;
  std::string meeting = {};  ///< the meeting's entry, `meeting:1`; "" none
};

struct Readout {
  std::string side;                  ///< whose text the draft is
  std::string released;              ///< ISO date of the release line; "" none
  std::string entry;                 ///< the round's own, `round:6`, where it was entered; else ""
  Said dialogue;                     ///< its name
  std::vector<std::string> parties;  ///< the side first
  int ordinal = 0;                   ///< 0 none
  std::string start, end;            ///< ISO, "" unknown; a month where only that is known
  bool week = false;                 ///< the days are those of a week
  std::vector<std::pair<std::string, std::string>> sessions;  ///< days of several that lie apart; else empty
  std::string place;                                          ///< "" unknown
  int is_virtual = -1;
  std::string city;  ///< of the dateline; "" the style's
  std::vector<ReadoutHead> heads;
  std::string launched;        ///< ISO, of the dialogue; "" unknown
  std::vector<Said> standing;  ///< whole sentences on what the dialogue is; take the place of `launched`
  std::vector<ReadoutArea> areas;
  bool areas_open = false;  ///< the record's list is open ("including")
  std::vector<ReadoutIssue> issues;
  bool issues_open = false, topics_open = false;  ///< the lists of bilateral issues and of other topics
  std::vector<ReadoutStep> steps;
  std::vector<ReadoutBody> bodies;
  bool has_next = false;
  std::string next_date, next_end, next_place;  ///< ISO; "" unknown
  std::string next_entry;                       ///< of the next round, `round:7`; "" not entered
  Said next_text;                               ///< instead of a date: "in the first half of 2027"; or a whole sentence
  /// Words of the texts that days, places and numbers were read from: `dates`, `place`, `ordinal`, `launched`.
  std::map<std::string, SourceQuote, std::less<>> rests_on;
};

/// Meta.subject of a readout: `USA; own; 2024-08-02`.
struct ReadoutSubject {
  std::string side, from, date;
};
std::string to_text(const ReadoutSubject& subject);
ReadoutSubject readout_subject(std::string_view text);

/// Pure and total: every readout composes. `view` gives the desk, its head and the sources that are named.
Book compose_readout(const Readout& readout, const ReadoutStyle& style, const DeskView& view, const Request& request);

/// One sentence of a draft: its runs say what it rests on, as in the working draft, whoever the draft is for.
struct ReadoutSentence {
  Runs runs;
  std::size_t block = 0;  ///< in which paragraph or list item it stands, from 0
  bool item = false;      ///< of a list
};

/// The sentences of the text in order; the words of a list's item are one.
std::vector<ReadoutSentence> sentences_of(const Readout& readout, const ReadoutStyle& style, const DeskView& view,
                                          Request request);

/// Words in the language of the draft: what a text in that language calls it, else the house's word, else as they are.
std::string shown_in(const Said& said, const ReadoutStyle& style);

/// Every piece of words in it, in the order of the text.
std::vector<const Said*> pieces_of(const Readout& readout);

/// The draft without its breadcrumbs, paragraph by paragraph, for pasting.
std::string plain_text(const Book& book);

}  // namespace breadcrumb::brief
