// What a draft readout says is what was on record: 500 generated rounds are drafted in English and Japanese, and the
// reader reads each draft as it would a published text.
//
// Compared, exactly and in order: the dialogue's name, the parties, the ordinal, the first and last day, place and
// whether it was by video, heads with names and titles, areas with their items and acts, issues with acts and whether
// they are bilateral, promises with actor and due date, bodies with stage and next meeting, the next round's date and
// place. Nothing else of these kinds may be read. Conventions of the reading (docs/reading.md) under which they
// compare:
//
//   - prose says each act once: issues stand in order within their act;
//   - a meeting with a place was no virtual one; a place that nothing says stays unknown, whatever the dateline's city;
//   - `both` of three parties is `all`;
//   - the words of a promise stand in its clause, those of a text on the next round ("in the first half of 2027") in
//   its;
//   - a text on the next round has the year as its date, or none;
//   - a body that was set up or is to be is one that was set up at this meeting (Japanese says both in one way).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

#include "app/readout_style.h"
#include "app_readout_rounds.h"
#include "base/file.h"
#include "base/toml.h"
#include "reader/reader.h"
#include "source/furniture.h"
#include "source/source.h"

namespace breadcrumb::app {
namespace {

const std::string lexicon = std::string(BC_ROOT) + "/lexicon";

const reader::Grammar& grammar() {
  static const auto loaded = reader::Grammar::load(lexicon).value();
  return loaded;
}

brief::ReadoutStyle style(const std::string& side, const std::string& language) {
  std::vector<brief::ReadoutStyle::File> files;
  for (const auto& name : {"default", side.c_str()}) {
    const auto path = fmt::format("{}/readout/{}.{}.toml", lexicon, name, language);
    if (auto bytes = read_file(path, 1 << 20)) files.push_back({*bytes, path});
  }
  auto out = brief::ReadoutStyle::parse(files).value();
  const auto acts = lexicon + "/acts.toml";
  add_names(out, grammar(), parse_toml(read_file(acts, 1 << 20).value(), acts).value());
  return out;
}

std::string draft(const brief::Readout& readout, const std::string& language) {
  const DeskView view{.desk_name = "Generated", .own_party = readout.side, .head = "00", .events = 1, .dialogue = {}};
  const brief::Request request{.paper = brief::Paper::readout, .round = "1", .composed_at = "2026-11-27T09:00:00Z"};
  return brief::plain_text(brief::compose_readout(readout, style(readout.side, language), view, request));
}

Reading read(const std::string& text) {
  static const auto rules = source::FurnitureRules::load(lexicon + "/furniture.toml").value();
  const auto document = source::extract(text, {.file_name = "draft.txt"}, rules).value();
  return reader::read(document, grammar()).value();
}

std::string who(const std::string& actor, std::size_t parties) {
  return (actor == "both" || actor == "all") ? (parties > 2 ? "all" : "both") : actor;
}

/// The facts on record, a line each.
std::vector<std::string> told(const brief::Readout& r) {
  std::vector<std::string> out;
  out.push_back("dialogue " + r.dialogue.text);
  const std::set<std::string> parties(r.parties.begin(), r.parties.end());
  for (const auto& party : parties) out.push_back("party " + party);
  if (r.ordinal > 0) out.push_back(fmt::format("round {}", r.ordinal));
  out.push_back(fmt::format("meeting {} {} {} {}", r.start, r.end, r.place,
                            r.is_virtual == 1   ? "true"
                            : r.is_virtual == 0 ? "false"
                                                : ""));
  for (const auto& head : r.heads)
    out.push_back(fmt::format("head {} {} {}", head.party, head.name.text, head.title.text));
  for (const auto& area : r.areas) {
    out.push_back("area " + area.heading.text);
    for (const auto& item : area.items) out.push_back(fmt::format("item {} {}", item.act, item.what.text));
  }
  for (const bool bilateral : {true, false}) {
    auto issues = r.issues;
    const auto first = std::ranges::find(issues, bilateral, &brief::ReadoutIssue::bilateral);
    if (first == issues.end()) continue;
    std::ranges::stable_partition(issues, [act = first->act](const auto& issue) { return issue.act == act; });
    for (const auto& issue : issues)
      if (issue.bilateral == bilateral)
        out.push_back(fmt::format("issue {} {} {}", bilateral ? "bilateral" : "other", issue.act, issue.what.text));
  }
  for (const auto& step : r.steps)
    out.push_back(fmt::format("commitment {} {} {}", who(step.actor, r.parties.size()), step.due, step.what.text));
  for (const auto& body : r.bodies)
    out.push_back(fmt::format("body {} {} {}", body.name.text, body.stage == "to be set up" ? "set up" : body.stage,
                              body.stage == "meeting planned" ? body.date : ""));
  if (r.has_next) out.push_back(fmt::format("next {} {} {}", r.next_date, r.next_place, r.next_text.text));
  return out;
}

/// What was read, in the same form. Words that are compared by holding each other are taken from the record.
std::vector<std::string> read_back(const Reading& reading, const brief::Readout& r) {
  std::vector<std::string> out, parties, bilateral, other, heads, areas, steps, bodies, rest;
  std::string dialogue, round, meeting, next;
  const auto words_in = [](const std::string& clause, const std::string& words) {
    return clause.find(words) != std::string::npos ? words : "\"" + clause + "\"";
  };
  std::size_t step = 0;
  for (const auto& fact : reading.facts) {
    const auto field = [&](std::string_view name) { return fact.field(name); };
    switch (fact.kind) {
      case FactKind::dialogue:
        dialogue = "dialogue " + field("name");
        break;
      case FactKind::party:
        parties.push_back("party " + field("code"));
        break;
      case FactKind::round:
        round = "round " + field("ordinal");
        break;
      case FactKind::meeting:
        meeting = fmt::format("meeting {} {} {} {}", field("start"), field("end"), field("place"), field("virtual"));
        break;
      case FactKind::session:
        rest.push_back("session " + field("start"));
        break;
      case FactKind::head:
        heads.push_back(fmt::format("head {} {} {}", field("party"), field("name"), field("title")));
        break;
      case FactKind::area:
        areas.push_back("area " + field("heading"));
        break;
      case FactKind::item:
        areas.push_back(fmt::format("item {} {}", field("acts"), fact.quote.text));
        break;
      case FactKind::issue:
        (field("kind") == "bilateral" ? bilateral : other)
            .push_back(fmt::format("issue {} {} {}", field("kind") == "bilateral" ? "bilateral" : "other",
                                   field("acts"), fact.quote.text));
        break;
      case FactKind::commitment: {
        const auto words = step < r.steps.size() ? words_in(fact.quote.text, r.steps[step].what.text) : fact.quote.text;
        ++step;
        steps.push_back(fmt::format("commitment {} {} {}", field("actor"), field("due"), words));
        break;
      }
      case FactKind::body:
        bodies.push_back(fmt::format("body {} {} {}", field("name"),
                                     field("stage") == "to be set up" ? "set up" : field("stage"),
                                     field("next_meeting")));
        break;
      case FactKind::next_round: {
        const bool said = !r.next_text.text.empty();
        next = fmt::format("next {} {} {}", said ? "" : field("date"), field("place"),
                           said ? words_in(fact.quote.text, r.next_text.text) : "");
        break;
      }
      default:
        break;
    }
  }
  out.push_back(dialogue);
  std::ranges::sort(parties);
  out.insert(out.end(), parties.begin(), parties.end());
  if (!round.empty()) out.push_back(round);
  out.push_back(meeting);
  for (const auto* list : {&heads, &areas, &bilateral, &other, &steps, &bodies})
    out.insert(out.end(), list->begin(), list->end());
  if (!next.empty()) out.push_back(next);
  out.insert(out.end(), rest.begin(), rest.end());
  return out;
}

class Readouts : public testing::TestWithParam<const char*> {};

TEST_P(Readouts, ReadBackAreTheRound) {
  const std::string language = GetParam();
  Rounds rounds(grammar(), 20261127);
  const char* look = std::getenv("BC_LOOK");
  int wrong = 0;
#ifdef __SANITIZE_ADDRESS__
  constexpr int count = 100;  // each costs several times as much there
#else
  constexpr int count = 500;
#endif
  for (int i = 0; i < count; ++i) {
    const auto both = rounds.next();
    const auto& readout = language == "en" ? both.english : both.japanese;
    const auto text = draft(readout, language);
    if (look != nullptr) write_file(fmt::format("{}/{}-{}.txt", look, language, i), text).value();
    const auto wanted = told(readout), got = read_back(read(text), readout);
    if (wanted == got) continue;
    if (++wrong > 3 && look == nullptr) continue;
    std::string differing;
    for (const auto& line : wanted)
      if (std::ranges::find(got, line) == got.end()) differing += "  - " + line + "\n";
    for (const auto& line : got)
      if (std::ranges::find(wanted, line) == wanted.end()) differing += "  + " + line + "\n";
    ADD_FAILURE() << "round " << i << " (" << language << ")\n"
                  << (differing.empty() ? "  in another order\n" : differing) << (look == nullptr ? text : "");
  }
  EXPECT_EQ(wrong, 0);
}

INSTANTIATE_TEST_SUITE_P(Languages, Readouts, testing::Values("en", "ja"));

}  // namespace
}  // namespace breadcrumb::app
