// What is to come on a desk and has a day: rounds and meetings planned, follow-ups due, measures' deadlines.
//
//   for (const Coming& one : coming_of(desk, {.from = "2027-01-15", .today = "2027-01-15"})) print(one.first,
//   one.title);
//
// Pure: the day is an argument. What has only a year, or words such as "in the fall", has no day.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/entries.h"

namespace breadcrumb::app {

struct Coming {
  std::string kind;      ///< round, meeting, follow_up, comments, response
  std::string subject;   ///< of marks: `round:1`, `follow_up:3`, `measure:2`; of what only texts say, their source
  std::string id;        ///< the same whenever it is listed, told to nobody
  int number = 0;        ///< the desk's; 0 only texts tell of it
  std::string dialogue;  ///< "" of all (a measure)
  std::string title;
  std::string first, last;  ///< ISO days; of a month its first and last, of a date by which something is due its last
  std::string said_day;     ///< the date by which something is due, as it was said: `2027-03`
  bool window = false;      ///< somewhere between the two
  std::vector<std::pair<std::string, std::string>> begins;  ///< zone, and day and time there
  std::string begins_utc;                                   ///< `20270216T143000Z`, of one day with a time
  int minutes = 0;                                          ///< of its agenda; 0 unknown
  std::string place;
  std::string state;    ///< planned, confirmed, postponed, cancelled; announced by a text; open
  std::string whose;    ///< who holds the next step or looks after it
  SourceQuote quote;    ///< of what texts say
  std::string changed;  ///< UTC, when the record last changed what is said here
  bool is_late = false;
};

struct ComingWish {
  std::string from;       ///< ISO day: what ended before is left out, but for what is overdue
  std::string today;      ///< ISO day
  bool goes_out = false;  ///< names no officer
};

/// By day, then by what it is.
std::vector<Coming> coming_of(const Opened& desk, const ComingWish& wish);

/// `round`, `follow-up`, `comments on`.
std::string_view kind_words(std::string_view kind);

}  // namespace breadcrumb::app
