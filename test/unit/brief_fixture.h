// A rich dialogue made by hand for the briefing's tests: five rounds, ten issues, two sides, English and Japanese
// texts, follow-ups, bodies, notes and differences. Invented throughout.
#pragma once

#include <string>
#include <utility>

#include "base/bytes.h"
#include "base/file.h"
#include "brief/brief.h"
#include "brief_fixture_texts.h"

namespace breadcrumb::brief::fixture {

inline Words words(const std::string& language = "en") {
  const std::string path = std::string(BC_ROOT) + "/lexicon/brief/" + language + ".toml";
  auto parsed = Words::parse(read_file(path, 1 << 20).value(), path);
  Words out = std::move(parsed).value();
  if (language == "ja")
    out.set_party_names({{"NZL", "ニュージーランド"}, {"JPN", "日本"}});
  else
    out.set_party_names({{"NZL", "New Zealand"}, {"JPN", "Japan"}});
  out.add_wording("agenda.opening", "Opening and adoption of the agenda");
  return out;
}
inline WordsByLanguage languages() {
  return {{"en", words()}, {"ja", words("ja")}};
}

inline Request request(Profile profile = Profile::delegation) {
  return {.profile = profile, .round = "next", .composed_at = "2024-08-20T08:30:00Z", .program = "0.1.0"};
}

inline void Maker::finish() {
  auto& d = f_.view.dialogue;
  d.rounds.resize(5);
  for (auto& draft : drafts_) {
    // The original is the text in a little markup; only its hash matters here.
    const std::string original = "<html><body><pre>" + draft.text + "</pre></body></html>";
    const std::string id = sha256_hex(original);
    ids_.push_back(id);
    draft.source.sha256 = id;
    draft.source.text_sha256 = sha256_hex(draft.text);
    draft.source.bytes = original.size();
    f_.texts[id] = draft.text;
    f_.originals[id] = original;
    d.sources.push_back(draft.source);
    d.rounds[static_cast<std::size_t>(draft.round)].sources.push_back(id);
    RoundText round_text{.source = id,
                         .side = draft.source.publisher,
                         .language = draft.source.language,
                         .round = draft.round,
                         .excerpt = draft.source.excerpt,
                         .open_list = false,
                         .mentions = {},
                         .frame = {}};
    for (auto& [number, m] : draft.mentions) {
      m.source = id;
      m.fact = fact_id(id, FactKind::area, m.quote);
      round_text.mentions.push_back(m);
    }
    d.texts.push_back(round_text);
  }
  for (auto& thread : d.threads) {
    std::string last_text;
    unsigned silence = 0, streak = 0;
    for (int round = 0; round < 5; ++round) {
      Step step;
      step.round = round;
      bool whole = false;
      for (const auto& draft : drafts_) {
        if (draft.round != round) continue;
        whole = whole || (!draft.source.excerpt && draft.source.publisher == "NZL");
        for (const auto& [number, m] : draft.mentions)
          if (number == thread.number) step.mentions.push_back(m);
      }
      if (thread.steps.empty() && step.mentions.empty()) continue;
      if (step.mentions.empty()) {
        streak = 0;
        step.kinds = {whole ? StepKind::not_mentioned : StepKind::unknown};
        if (whole) step.silence = ++silence;
      } else {
        const std::string& text = step.mentions.front().text;
        const bool same = text == last_text;
        streak = same ? streak + 1 : 1;
        step.streak = streak;
        if (thread.steps.empty())
          step.kinds = {StepKind::first_seen};
        else if (silence > 0)
          step.kinds = {StepKind::revived, StepKind::reworded};
        else if (!same)
          step.kinds = {StepKind::continued, StepKind::reworded};
        else
          step.kinds = {StepKind::continued};
        if (!last_text.empty()) step.redline = redline(last_text, text);
        if (thread.number == 8) {
          step.kinds = {StepKind::split};
          step.with = {"Third-Country Issues"};
        }
        if (thread.number == 2 && round == 3) step.kinds.push_back(StepKind::moved);
        if (thread.number == 4 && round == 4) {
          step.margin = 18;
          step.runner_up = "Non-Market Policies and Practices";
        }
        last_text = text;
        silence = 0;
      }
      thread.steps.push_back(step);
    }
    if (!thread.steps.empty() && !thread.steps.front().mentions.empty())
      thread.key = thread.steps.front().mentions.front().fact;
  }
}

inline void Maker::rest() {
  auto& d = f_.view.dialogue;
  const auto quote = [&](std::size_t draft, const std::string& words) {
    return SourceQuote{ids_[draft], within(drafts_[draft], words)};
  };
  const auto set_round = [&](std::size_t i, int ordinal, const char* start, const char* end, const char* place,
                             int online) {
    d.rounds[i].index = static_cast<int>(i);
    d.rounds[i].ordinal = ordinal;
    d.rounds[i].start = start;
    d.rounds[i].end = end;
    d.rounds[i].place = place;
    d.rounds[i].is_virtual = online;
    d.rounds[i].whole = i > 0;
  };
  set_round(0, 1, "2021-03-02", "2021-03-03", "Wellington", 0);
  set_round(1, 2, "2022-02-07", "", "", 1);
  set_round(2, 3, "2023-02-16", "2023-02-17", "Tokyo", 0);
  set_round(3, 4, "2023-12-14", "2023-12-15", "Wellington", 0);
  set_round(4, 5, "2024-07-29", "2024-07-30", "Tokyo", 0);
  const auto dated = [&](std::size_t i, std::size_t draft, const char* words, bool week = false) {
    d.rounds[i].dates.push_back({d.rounds[i].start, d.rounds[i].end, "", week, ids_[draft], quote(draft, words)});
  };
  dated(0, 0, "March 2-3, 2021");
  dated(1, 1, "during the week of February 7, 2022", true);
  dated(2, 3, "February 16-17, 2023");
  dated(3, 4, "December 14-15, 2023");
  dated(4, 6, "July 29-30, 2024");
  const auto head = [&](std::size_t i, std::size_t draft, const char* party, const char* name, const char* title,
                        const char* words) {
    const auto q = quote(draft, words);
    d.rounds[i].heads.push_back({party, name, title, fact_id(q.source, FactKind::head, q.span), q});
  };
  head(0, 0, "JPN", "Sato Kenji", "Director-General of the Economic Affairs Bureau",
       "Sato Kenji, Director-General of the Economic Affairs Bureau");
  head(0, 0, "NZL", "Aroha Ngata", "Deputy Secretary for Trade", "Aroha Ngata, Deputy Secretary for Trade");
  head(1, 1, "NZL", "Aroha Ngata", "Deputy Secretary for Trade", "Aroha Ngata, Deputy Secretary for Trade");
  head(2, 3, "NZL", "Thomas Reid", "Chief Negotiator", "Thomas Reid, Chief Negotiator");
  head(3, 4, "NZL", "Thomas Reid", "Chief Negotiator", "Thomas Reid, Chief Negotiator");
  head(3, 5, "JPN", "山田一郎", "外務省経済局長", "山田一郎外務省経済局長");
  head(4, 6, "NZL", "Mere Tane", "Director for Japan", "Mere Tane, Director for Japan");
  for (const std::size_t i : {1U, 2U, 4U}) d.rounds[i].parties_without_head = {"JPN"};

  const auto follow = [&](int number, const char* owner, const char* due, int round, std::size_t draft,
                          const char* words, const char* status) {
    FollowUpView v;
    v.number = number;
    v.owner = owner;
    v.due = due;
    v.round = round;
    v.status = status;
    v.quote = quote(draft, words);
    v.text = words;
    v.age_rounds = 4 - round;
    v.fact = fact_id(v.quote.source, FactKind::commitment, v.quote.span);
    d.follow_ups.push_back(v);
  };
  follow(1, "both", "", 1, 1, "agreed to keep each other informed", "open");
  follow(2, "", "", 1, 1, "planned concrete follow-up activities", "open");
  follow(3, "both", "2024-03-31", 3, 4,
         "agreed to exchange lists of contact points for customs matters by March 31, 2024", "open");
  follow(4, "both", "", 3, 5, "双方は、次回会合までに税関手続に関する連絡窓口を交換していくことで一致しました。",
         "open");
  follow(5, "NZL", "", 4, 6, "New Zealand will share a paper on paperless certificates ahead of the next round",
         "open");
  follow(6, "both", "", 2, 3, "planned the first meeting of the Task Force on Supply Chain Due Diligence", "done");
  d.follow_ups.back().closed_because = "The Task Force met in May 2023.";
  d.follow_ups.back().closed_source = ids_[4];
  d.follow_ups.back().author = "J. Park";
  d.follow_ups.back().time = "2024-01-15T02:00:00Z";
  d.follow_ups[4].next_step_holder = "NZL";
  FollowUpView own;
  own.number = 7;
  own.text = "Send the seafood statistics that the minister asked for.";
  own.owner = "NZL";
  own.due = "2024-09-15";
  own.status = "open";
  own.author = "J. Park";
  own.time = "2024-08-02T05:00:00Z";
  d.follow_ups.push_back(own);

  BodyView body;
  body.name = "Task Force on Supply Chain Due Diligence";
  body.relation = "under";
  body.first_round = 2;
  body.sayings = {
      {2, "first meeting planned", "",
       quote(3, "planned the first meeting of the Task Force on Supply Chain Due Diligence")},
      {3, "updates heard", "", quote(4, "heard updates under the Task Force on Supply Chain Due Diligence")},
      {4, "stock taken", "",
       quote(6, "took stock of the engagements of the Task Force on Supply Chain Due Diligence")}};
  RoundView met{.index = 0, .ordinal = 1, .start = "2024-05-16", .end = "2024-05-16"};
  met.is_virtual = 1;
  met.dates = {{"2024-05-16", "2024-05-16", "", false, ids_[4], quote(4, "December 14-15, 2023")},
               {"2024-05-17", "2024-05-17", "", false, ids_[5], quote(5, "12月15日及び16日")}};
  met.sources = {ids_[4], ids_[5]};
  met.heads = d.rounds[3].heads;
  body.meetings = {met};
  body.events = {{"announcement", "2023-01-06", "2023-01-06", ids_[3], quote(3, "February 16-17, 2023"), {}}};
  body.differences = {{.round = 0,
                       .what = "date",
                       .left_source = ids_[4],
                       .right_source = ids_[5],
                       .left = quote(4, "December 14-15, 2023").span,
                       .right = quote(5, "12月15日及び16日").span,
                       .kind = "differs",
                       .sentence = "NZL gives the day as 2024-05-16, JPN gives 2024-05-18."}};
  d.bodies.push_back(body);
  d.notes.push_back({"n1", "J. Park", "2024-08-05T01:00:00Z",
                     "Fisheries wants to raise the <import> licence & its fee; keep it short.", 9});
  d.notes.push_back({"n2", "M. Ito", "2024-08-06T01:00:00Z", "Ask Tokyo whether the round can move to May.", 0});

  SideDifference dates{
      .round = 3,
      .what = "date",
      .left_source = ids_[4],
      .right_source = ids_[5],
      .left = quote(4, "December 14-15, 2023").span,
      .right = quote(5, "12月15日及び16日").span,
      .kind = "date_line",
      .sentence =
          "The two texts print days that differ by one; they are one moment on the two sides of the date line."};
  SideDifference silent{.round = 3,
                        .what = "area",
                        .left_source = ids_[4],
                        .right_source = ids_[5],
                        .left = quote(4, "Third-Country Issues").span,
                        .right = {},
                        .kind = "left_only",
                        .sentence = "Only New Zealand's text has the area Third-Country Issues."};
  d.differences = {dates, silent};

  FactView doubtful;
  doubtful.source = ids_[6];
  doubtful.fact.kind = FactKind::commitment;
  doubtful.fact.quote = quote(6, "planned further ones").span;
  doubtful.fact.id = fact_id(ids_[6], FactKind::commitment, doubtful.fact.quote);
  doubtful.fact.certainty = 55;
  doubtful.standing = "read";
  doubtful.anchor = "exact";
  d.facts.push_back(doubtful);
  d.next_round_quote =
      quote(6, "The two sides look forward to the sixth round, to be held in Wellington in the first half of 2025");
  d.next_round_text = d.next_round_quote.span.text;
}

inline Fixture make() {
  return Maker().make();
}

inline Book book(Profile profile = Profile::delegation) {
  const Fixture f = make();
  return compose(f.view, f.texts, words(), request(profile)).value();
}

}  // namespace breadcrumb::brief::fixture
