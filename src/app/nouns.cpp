#include "app/nouns.h"

#include <algorithm>

#include "text/words.h"

namespace breadcrumb::app {

namespace {

const Field on_issues{"issues", FieldKind::issues, "the issues it is about: numbers or words, parted by commas"};
const Field dialogue{"dialogue", FieldKind::line,
                     "of which dialogue, by words of its name; default: the one with most rounds"};

// What a person said of texts that may report on a thing (`review confirm`, `review dismiss`).
const Field reported_in{"reported_in", FieldKind::sources, "the sources that report on it"};
const Field left_out_of{"left_out_of", FieldKind::sources, "the sources that do not, whatever was proposed"};

Noun round_noun() {
  const std::vector<std::string> when = {"ordinal", "window_start", "window_end", "start",      "end",     "time",
                                         "zone",    "place",        "virtual",    "delegation", "dialogue"};
  return {
      .name = "round",
      .plural = "rounds to come",
      .summary = "a round to come: planned, confirmed, held, postponed or cancelled",
      .title = "ordinal",
      .columns = {"state", "window_start", "window_end", "start", "end", "time", "zone", "place"},
      .fields =
          {{"ordinal", FieldKind::number, "which round it will be"},
           dialogue,
           {"window_start", FieldKind::date, "first day of a tentative window", {}, {}, Ahead::meeting},
           {"window_end", FieldKind::date, "last day of a tentative window", {}, {}, Ahead::meeting},
           {"start", FieldKind::date, "first day", {}, {}, Ahead::meeting},
           {"end", FieldKind::date, "last day; default: the first", {}, {}, Ahead::meeting},
           {"time", FieldKind::time, "when the first day begins, such as 09:30, in `zone`"},
           {"zone", FieldKind::zone, "time zone of `time`, such as Asia/Tokyo; default: that of your capital"},
           {"place", FieldKind::line, "city"},
           {"virtual", FieldKind::yes_no, "yes when it is held by video"},
           {"delegation", FieldKind::text, "who comes, one a line: PARTY: name, title"},
           {"state", FieldKind::choice, "where it stands", {"planned", "confirmed", "held", "postponed", "cancelled"}},
           reported_in,
           left_out_of},
      .verbs = {{"plan",
                 "plan a round, with a window or days",
                 "breadcrumb round plan 6 --window-start 2027-02-01 --window-end 2027-02-28",
                 true,
                 when,
                 {},
                 "planned"},
                {"set", "change what is said of a round to come", "breadcrumb round set 1 --place Tokyo", false, when},
                {"confirm",
                 "both sides have confirmed the days",
                 "breadcrumb round confirm 1 --start 2027-02-16 --end 2027-02-17 --place Tokyo",
                 false,
                 when,
                 {},
                 "confirmed",
                 {"planned", "confirmed", "postponed"}},
                {"hold",
                 "a round has been held",
                 "breadcrumb round hold 1 --start 2027-02-16 --end 2027-02-17",
                 false,
                 when,
                 {},
                 "held",
                 {"planned", "confirmed", "postponed", "held"}},
                {"postpone",
                 "a round is put off; a new window if there is one",
                 "breadcrumb round postpone 1 --window-start 2027-04",
                 false,
                 when,
                 {},
                 "postponed",
                 {"planned", "confirmed", "postponed"}},
                {"cancel",
                 "a round will not be held",
                 "breadcrumb round cancel 1 --because \"election\"",
                 false,
                 {},
                 {},
                 "cancelled",
                 {"planned", "confirmed", "postponed", "cancelled"}}}};
}

Noun issue_noun() {
  const std::vector<std::string> all = {"name",      "kind",      "raised_by",  "answered_by",    "lead",
                                        "agency",    "objective", "position",   "their_position", "points",
                                        "if_raised", "red_lines", "background", "topics",         "dialogue",
                                        "state",     "name_in"};
  return {
      .name = "issue",
      .plural = "issues",
      .summary = "what your side knows and wants on an issue, read or your own",
      .title = "name",
      .columns = {"lead", "agency", "raised_by", "state"},
      .fields = {{"name", FieldKind::line, "what it is called"},
                 {"kind", FieldKind::choice, "area of common interest, or bilateral", {"common", "bilateral"}},
                 {"raised_by", FieldKind::parties, "who raised it: party codes"},
                 {"answered_by", FieldKind::parties, "who answers for it: party codes"},
                 {"lead", FieldKind::line, "the officer who leads on it"},
                 {"agency", FieldKind::line, "the officer's agency"},
                 {"objective", FieldKind::text, "what we want of the next round"},
                 {"position", FieldKind::text, "our position"},
                 {"their_position", FieldKind::text, "theirs, as stated"},
                 {"points", FieldKind::text, "points to make, one a line"},
                 {"if_raised", FieldKind::text, "what to say only if they raise it"},
                 {"red_lines", FieldKind::text, "what cannot be given"},
                 {"background", FieldKind::text, "what a newcomer must know"},
                 {"topics", FieldKind::topics, "ids of the topic list, parted by commas"},
                 dialogue,
                 {"state", FieldKind::choice, "where it stands in your view", {"open", "set aside"}},
                 {"name_in", FieldKind::names,
                  "what it is called in a language that papers are written in, such as ja=労働; ja= takes it away"}},
      .verbs = {{"new", "enter an issue that no text names yet",
                 "breadcrumb issue new \"Port fees\" --raised-by JPN --lead \"H. Sato\"", true, all},
                {"set", "your side's record on an issue: lead, positions, points, red lines",
                 "breadcrumb issue set ethanol --position \"We welcome the volumes announced.\" --lead \"H. Sato\"",
                 false, all}}};
}

Noun link_noun() {
  return {.name = "link",
          .plural = "links",
          .summary = "how two issues belong together",
          .title = "relation",
          .columns = {"state"},
          .fields = {{"from", FieldKind::issues, "the issue that is linked"},
                     {"relation",
                      FieldKind::choice,
                      "how",
                      {"taken forward in", "superseded by", "part of", "blocks", "same as"}},
                     {"to", FieldKind::issues, "the issue it is linked to"},
                     {"state", FieldKind::choice, "in force, or taken away", {"in force", "taken away"}}},
          .verbs = {}};
}

Noun contact_noun() {
  const std::vector<std::string> all = {"summary", "kind", "date", "with", "who", "place", "issues"};
  return {.name = "contact",
          .plural = "contacts",
          .summary = "a call, mail, visit or working meeting between rounds",
          .title = "summary",
          .columns = {"date", "kind", "with", "who", "issues"},
          .fields = {{"summary", FieldKind::text, "what was said or done"},
                     {"kind", FieldKind::choice, "what it was", {"call", "mail", "visit", "meeting"}},
                     {"date", FieldKind::date, "when", {}, {}, Ahead::happened},
                     {"with", FieldKind::parties, "with which sides: party codes"},
                     {"who", FieldKind::line, "the people"},
                     {"place", FieldKind::line, "where"},
                     on_issues,
                     reported_in,
                     left_out_of},
          .verbs = {{"add",
                     "enter a call, mail, visit or working meeting",
                     "breadcrumb contact add \"Asked for the draft list\" --kind call --date 2024-09-03 --with JPN "
                     "--issues ethanol",
                     true,
                     all,
                     {"date"}},
                    {"set", "change what is said of a contact", "breadcrumb contact set 2 --who \"R. Blake, T. Mori\"",
                     false, all}}};
}

Noun paper_noun() {
  const std::vector<std::string> all = {"title", "kind",    "from",     "to",          "date",
                                        "terms", "version", "replaces", "answered_by", "issues"};
  return {.name = "paper",
          .plural = "papers",
          .summary = "a proposal, non-paper, draft or piece of information that one side passed",
          .title = "title",
          .columns = {"date", "kind", "from", "to", "version", "answered_by", "issues"},
          .fields = {{"title", FieldKind::line, "what it is called"},
                     {"kind", FieldKind::choice, "what it is", {"proposal", "non-paper", "draft", "information"}},
                     {"from", FieldKind::party, "who passed it: a party code"},
                     {"to", FieldKind::parties, "to whom: party codes"},
                     {"date", FieldKind::date, "when it was passed", {}, {}, Ahead::happened},
                     {"terms", FieldKind::line, "terms of use, as given"},
                     {"version", FieldKind::line, "its version"},
                     {"replaces", FieldKind::entry, "number of the paper that it replaces", {}, "paper"},
                     {"answered_by", FieldKind::entry, "number of the paper that answers it", {}, "paper"},
                     on_issues,
                     reported_in,
                     left_out_of},
          .verbs = {{"add",
                     "enter a paper that was passed",
                     "breadcrumb paper add \"Draft work plan\" --kind proposal --from USA --to JPN --date 2024-08-01 "
                     "--file plan.docx",
                     true,
                     all,
                     {"from"}},
                    {"set", "change what is said of a paper, or say what answers it",
                     "breadcrumb paper set 1 --answered-by 2", false, all}}};
}

Noun body_noun() {
  const std::vector<std::string> all = {"name", "dialogue", "relation", "stage", "established", "lead", "issues"};
  return {
      .name = "body",
      .plural = "bodies",
      .summary = "a task force, working group or committee, as your side knows it",
      .title = "name",
      .columns = {"relation", "stage", "established", "lead"},
      .fields =
          {{"name", FieldKind::line, "what it is called"},
           dialogue,
           {"relation", FieldKind::choice, "to the dialogue", {"under", "beside", "over"}},
           {"stage", FieldKind::choice, "how far it has come", {"agreed", "established", "meeting planned", "met"}},
           {"established", FieldKind::date, "when it was set up", {}, {}, Ahead::meeting},
           {"lead", FieldKind::line, "who leads it on your side"},
           on_issues},
      .verbs = {{"new", "enter a body",
                 "breadcrumb body new \"Working Group on Pest Controls\" --relation under --stage agreed", true, all},
                {"set", "change what is said of a body",
                 "breadcrumb body set 1 --stage established --established 2024-10-10", false, all}}};
}

Noun meeting_noun() {
  return {.name = "meeting",
          .plural = "meetings of bodies",
          .summary = "a meeting of a body: its agenda and timing",
          .title = "body",
          .columns = {"state", "start", "end", "place", "agenda"},
          .fields = {{"body", FieldKind::entry, "number of the body", {}, "body"},
                     {"start", FieldKind::date, "first day, or its month", {}, {}, Ahead::meeting},
                     {"end", FieldKind::date, "last day; default: the first", {}, {}, Ahead::meeting},
                     {"time", FieldKind::time, "when it begins, such as 09:30, in `zone`"},
                     {"zone", FieldKind::zone, "time zone of `time`; default: that of your capital"},
                     {"place", FieldKind::line, "city"},
                     {"agenda", FieldKind::text, "its agenda, one item a line"},
                     {"outcome", FieldKind::text, "what came of it"},
                     {"state", FieldKind::choice, "where it stands", {"planned", "held", "cancelled"}},
                     reported_in,
                     left_out_of},
          .verbs = {}};
}

Noun measure_noun() {
  const std::vector<std::string> all = {"title",        "country",  "instrument",   "status",    "proposed",
                                        "comments_due", "adopted",  "in_force",     "withdrawn", "address",
                                        "topics",       "response", "response_due", "issues"};
  return {
      .name = "measure",
      .plural = "measures",
      .summary = "a third country's regulation or practice, and what the partners do about it",
      .title = "title",
      .columns = {"country", "instrument", "status", "comments_due", "response_due"},
      .fields =
          {{"title", FieldKind::line, "what it is called"},
           {"country", FieldKind::country, "whose it is: a party code"},
           {"instrument", FieldKind::choice, "what it is", {"law", "regulation", "notice", "standard", "practice"}},
           {"status",
            FieldKind::choice,
            "where it stands",
            {"proposed", "comment period", "adopted", "in force", "withdrawn"}},
           {"proposed", FieldKind::date, "when it was proposed"},
           {"comments_due", FieldKind::date, "when comments are due"},
           {"adopted", FieldKind::date, "when it was adopted"},
           {"in_force", FieldKind::date, "when it enters into force"},
           {"withdrawn", FieldKind::date, "when it was withdrawn"},
           {"address", FieldKind::line, "where it is published"},
           {"topics", FieldKind::topics, "ids of the topic list, parted by commas"},
           {"response", FieldKind::text, "what the partners agreed to do about it"},
           {"response_due", FieldKind::date, "when that is due"},
           on_issues},
      .verbs = {
          {"add",
           "enter a third country's regulation or practice",
           "breadcrumb measure add \"Data Localisation Order\" --country VNM --instrument regulation --status proposed",
           true,
           all,
           {"country"}},
          {"set", "change what is said of a measure", "breadcrumb measure set 1 --status adopted --adopted 2024-09-01",
           false, all}}};
}

Noun report_noun() {
  return {.name = "report",
          .plural = "reports on commitments",
          .summary = "what one side reports of a commitment",
          .title = "follow_up",
          .columns = {"date", "words"},
          .fields = {{"follow_up", FieldKind::number, "number of the follow-up"},
                     {"party", FieldKind::party, "who reports: a party code"},
                     {"status", FieldKind::choice, "what it reports", {"open", "under way", "done", "disputed"}},
                     {"date", FieldKind::date, "when it reported", {}, {}, Ahead::happened},
                     {"words", FieldKind::text, "in which words"},
                     reported_in},
          .verbs = {}};
}

Noun commitment_noun() {
  return {.name = "commitment",
          .plural = "commitments",
          .summary = "what was entered of a follow-up beside its words: who must act next, what must come first",
          .title = "next",
          .columns = {"next", "waits_for", "issues"},
          .fields = {{"next", FieldKind::line, "who holds the next step: a party code, both, or a name"},
                     {"waits_for", FieldKind::number, "number of the follow-up that must come first"},
                     on_issues,
                     reported_in,
                     left_out_of},
          .verbs = {},
          .in_tracker = false};
}

Noun person_noun() {
  const std::vector<std::string> all = {"name",   "party", "name_order", "family",   "reading",
                                        "office", "from",  "to",         "biography"};
  return {.name = "person",
          .plural = "persons",
          .summary = "a person: name order, reading, office, biography",
          .title = "name",
          .columns = {"party", "reading", "office", "from", "to"},
          .fields = {{"name", FieldKind::line, "as it is written"},
                     {"party", FieldKind::party, "whose delegation: a party code"},
                     {"name_order", FieldKind::choice, "which name stands first", {"family first", "given first"}},
                     {"family", FieldKind::line, "the family name"},
                     {"reading", FieldKind::line, "how it is read"},
                     {"office", FieldKind::line, "title and agency"},
                     {"from", FieldKind::date, "in office since", {}, {}, Ahead::meeting},
                     {"to", FieldKind::date, "in office until"},
                     {"biography", FieldKind::text, "a few lines"}},
          .verbs = {{"set", "enter a person, or change what is said of one, by name",
                     "breadcrumb person set \"Sato Hanako\" --party JPN --name-order \"family first\" --office "
                     "\"Director, METI\"",
                     true, all}}};
}

Noun agenda_noun() {
  return {.name = "agenda",
          .plural = "agendas",
          .summary = "the agenda of a round to come or of a body's meeting",
          .title = "of",
          .columns = {},
          .fields = {{"round", FieldKind::entry, "number of the round's entry", {}, "round"},
                     {"meeting", FieldKind::entry, "number of the body's meeting", {}, "meeting"}},
          .verbs = {},
          .in_tracker = false};
}

Noun item_noun() {
  return {.name = "item",
          .plural = "agenda items",
          .summary = "an item of an agenda: proposed by the desk or entered",
          .title = "title",
          .columns = {"agenda", "place", "minutes", "lead", "state"},
          .fields = {{"agenda", FieldKind::entry, "number of the agenda", {}, "agenda"},
                     {"place", FieldKind::number, "its place, from 1"},
                     {"title", FieldKind::line, "what it says on the agenda"},
                     {"minutes", FieldKind::number, "how long"},
                     {"lead", FieldKind::line, "who leads"},
                     {"about", FieldKind::line, "what it was proposed from, such as follow_up:3"},
                     {"state", FieldKind::choice, "on the agenda, or left out", {"in", "left out"}},
                     {"outcome",
                      FieldKind::choice,
                      "what came of it at the round",
                      {"discussed", "exchanged views", "exchanged information", "shared proposals", "reviewed",
                       "explored", "agreed", "confirmed", "not reached"}},
                     reported_in,
                     left_out_of},
          .verbs = {},
          .in_tracker = false};
}

Noun import_noun() {
  return {.name = "import",
          .plural = "imports",
          .summary = "a tracker that was read, with its file: what its rows changed says so",
          .title = "file",
          .columns = {"changes", "sheets"},
          .fields = {{"file", FieldKind::line, "the tracker's name"},
                     {"sheets", FieldKind::line, "how many changes each sheet brought"},
                     {"changes", FieldKind::number, "how many changes it brought"}},
          .verbs = {},
          .in_tracker = false};
}

}  // namespace

const Field* Noun::field(std::string_view wanted) const {
  const auto found = std::ranges::find(fields, wanted, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

const std::vector<Noun>& nouns() {
  static const std::vector<Noun> table = {
      round_noun(),   issue_noun(),  link_noun(),       contact_noun(), paper_noun(),  body_noun(), meeting_noun(),
      measure_noun(), report_noun(), commitment_noun(), person_noun(),  agenda_noun(), item_noun(), import_noun()};
  return table;
}

const Noun* find_noun(std::string_view name) {
  const auto found = std::ranges::find(nouns(), name, &Noun::name);
  return found == nouns().end() ? nullptr : &*found;
}

std::vector<std::string> lines_of(std::string_view text) {
  const auto pieces = text::pieces_of(text, '\n');
  return {pieces.begin(), pieces.end()};
}

std::vector<std::string> parted(std::string_view list) {
  const auto pieces = text::pieces_of(list, ',');
  return {pieces.begin(), pieces.end()};
}

}  // namespace breadcrumb::app
