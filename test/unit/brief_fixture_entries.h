// What an officer entered on the invented dialogue of the tests: the sixth round with its agenda, people, an issue's
// page, papers and a measure.
#pragma once

#include "brief_fixture.h"

namespace breadcrumb::brief::fixture {

class Entries {
 public:
  explicit Entries(DialogueView& dialogue) : d_(dialogue) {}

  /// An entry with fields set at one moment by one officer.
  EntryView& add(std::string noun, int number, std::vector<std::pair<std::string, std::string>> fields) {
    const std::string event = "e" + std::to_string(++event_);
    EntryView entry{.noun = std::move(noun),
                    .number = number,
                    .event = event,
                    .author = "J. Park",
                    .time = "2024-08-09T01:00:00Z",
                    .fields = {},
                    .attachments = {}};
    for (auto& [name, value] : fields) entry.fields[name] = {std::move(value), event, "J. Park", entry.time};
    d_.entries.push_back(std::move(entry));
    return d_.entries.back();
  }

 private:
  DialogueView& d_;
  int event_ = 0;
};

inline Fixture with_entries() {
  Fixture f = make();
  f.view.own_party = "NZL";
  auto& d = f.view.dialogue;
  d.zones = {{"NZL", "Pacific/Auckland"}, {"JPN", "Asia/Tokyo"}};
  Entries e(d);
  e.add("round", 1,
        {{"ordinal", "6"},
         {"start", "2025-03-04"},
         {"end", "2025-03-05"},
         {"time", "09:30"},
         {"zone", "Pacific/Auckland"},
         {"place", "Wellington"},
         {"delegation", "NZL: Mere Tane, Director for Japan\nJPN: 佐藤花子、外務省経済局審議官"},
         {"state", "confirmed"}});
  e.add("person", 1,
        {{"name", "佐藤花子"},
         {"party", "JPN"},
         {"reading", "さとう はなこ"},
         {"office", "外務省経済局審議官"},
         {"from", "2024-04"},
         {"biography", "Spent two years in Wellington."}});
  e.add("issue", 2,
        {{"lead", "H. Rangi"},
         {"objective", "A date for the next call of the Task Force."},
         {"background", "Taken up since round 1."},
         {"position", "We want guidance that small firms can use."},
         {"points", "Thank them for the lists.\nAsk for the draft guidance."}});
  // What has its number from a text was begun by nobody.
  d.entries.back().event.clear();
  e.add("paper", 1,
        {{"title", "Draft guidance"},
         {"kind", "draft"},
         {"from", "NZL"},
         {"to", "JPN"},
         {"date", "2024-08-01"},
         {"issues", "2"}});
  e.add("paper", 2,
        {{"title", "Figures on audits"},
         {"kind", "information"},
         {"from", "NZL"},
         {"to", "JPN"},
         {"date", "2024-08-02"},
         {"issues", "2"}});
  e.add("measure", 1,
        {{"title", "Due Diligence Ordinance"},
         {"country", "JPN"},
         {"instrument", "regulation"},
         {"status", "comment period"},
         {"comments_due", "2024-12-31"},
         {"issues", "2"}});
  e.add("agenda", 1, {{"round", "1"}});
  const auto item = [&](int number, const char* title, const char* minutes, const char* about, const char* state,
                        const char* lead = "") -> EntryView& {
    auto& made = e.add("item", number,
                       {{"agenda", "1"},
                        {"place", std::to_string(number)},
                        {"title", title},
                        {"minutes", minutes},
                        {"about", about},
                        {"state", state}});
    if (*lead != '\0') made.fields["lead"] = {lead, "e0", "J. Park", made.time};
    return made;
  };
  item(1, "Opening and adoption of the agenda", "10", "opening", "in");
  item(2, "Follow-up 5: New Zealand will share a paper", "830", "follow_up:5", "in", "NZL");
  item(3, "Labor", "15", "issue:2", "in", "H. Rangi");
  item(4, "Paper 1: Draft guidance", "15", "paper:1", "in", "JPN");
  item(5, "Lunch at the harbour", "60", "entered", "in");
  item(6, "Environment", "15", "issue:3", "left out");
  item(7, "What we do next", "5", "closing", "in").fields["title"].event = "later";
  return f;
}

inline Request agenda_request(Profile profile = Profile::delegation) {
  Request out = request(profile);
  out.paper = Paper::agenda;
  out.subject = "1";
  return out;
}

}  // namespace breadcrumb::brief::fixture
