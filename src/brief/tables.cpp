// Follow-ups by owner and age, bodies and their meetings, who led.
#include <algorithm>

#include "brief/composer.h"
#include "model/due.h"

namespace breadcrumb::brief {

bool Composer::shown(const FollowUpView& follow_up) const {
  // What was entered by hand is the officer's own and stays inside the delegation.
  return !goes_out(request_.profile) || !follow_up.quote.source.empty();
}

bool Composer::overdue(const FollowUpView& follow_up) const {
  return follow_up.status == "open" && is_past(follow_up.due, today_);
}

Runs Composer::follow_up_words(const FollowUpView& follow_up, bool lead_only) {
  Runs runs = lead_only ? quoted_lead(follow_up.quote) : quoted(follow_up.quote);
  if (!runs.empty()) return runs;
  const std::string id = std::to_string(follow_up.number);
  if (!follow_up.quote.source.empty())  // a quote that no longer stands; the open questions say so
    return {claim("follow_up_text", {{"number", id}}, "mark.none")};
  runs = portion(follow_up.level, "follow_up:" + id);
  runs.push_back(officer("follow-up:" + id, follow_up.text, follow_up.author, follow_up.time));
  if (!follow_up.author.empty() && !goes_out(request_.profile)) {
    runs.push_back(say("mark.dash"));
    runs.push_back(claim("signed", {{"follow_up", id}}, "notes.signed",
                         {{"author", follow_up.author}, {"date", date(follow_up.time)}}));
  }
  return runs;
}

Section Composer::follow_ups(bool open_only) {
  Section section{.id = "follow-ups", .title = {say("follow_ups.title"), method_mark("follow_up")}};
  auto& out = section.blocks;
  std::vector<const FollowUpView*> open, closed;
  for (const auto& follow_up : d_.follow_ups)
    if (shown(follow_up)) (follow_up.status == "open" ? open : closed).push_back(&follow_up);
  // By owner, the unknown one last; the oldest first; then by number.
  std::stable_sort(open.begin(), open.end(), [](const FollowUpView* a, const FollowUpView* b) {
    if (a->owner.empty() != b->owner.empty()) return b->owner.empty();
    if (a->owner != b->owner) return a->owner < b->owner;
    if (a->age_rounds != b->age_rounds) return a->age_rounds > b->age_rounds;
    return a->number < b->number;
  });
  if (open.empty() && (open_only || closed.empty())) {
    out.push_back(paragraph({claim("no_follow_up", {{"open", open_only ? "true" : "false"}},
                                   open_only ? "glance.follow_ups_none" : "follow_ups.none")}));
    return section;
  }
  const auto number_cell = [&](const FollowUpView& follow_up) {
    Run number = claim_text("follow_up_number", {{"number", std::to_string(follow_up.number)}},
                            std::to_string(follow_up.number));
    number.anchor = "follow-up-" + std::to_string(follow_up.number);
    return Cell{.runs = {std::move(number)}, .number = true};
  };
  const auto about = [&](std::string_view kind, const FollowUpView& follow_up, std::string value) {
    return cell(claim_text(kind, {{"number", std::to_string(follow_up.number)}}, value));
  };
  const auto since = [&](const FollowUpView& follow_up) {
    if (follow_up.round >= 0) return round_name(follow_up.round, true);
    return follow_up.promised.empty() ? text("follow_ups.by_hand") : date(follow_up.promised);
  };
  // What a side reports closes nothing, and whoever reads the table should know it.
  const auto reported = [&](const FollowUpView& follow_up, Runs runs) {
    if (goes_out(request_.profile)) return runs;
    for (const auto& report : follow_up.reports) {
      auto status = report.status;
      std::ranges::replace(status, ' ', '_');
      runs.push_back(claim("reported", {{"number", std::to_string(follow_up.number)}, {"party", report.party}},
                           "follow_ups.reported_" + status, {{"party", words_.party(report.party)}}));
    }
    return runs;
  };
  if (!open.empty()) {
    if (!open_only) out.push_back(heading(2, {say("follow_ups.open")}));
    Table table;
    for (const char* id : {"owner", "number", "words", "next", "due", "age"})
      table.head.push_back(cell(say("follow_ups." + std::string(id))));
    table.head[1].number = true;
    table.widths = {13, 5, 44, 12, 14, 12};
    for (const FollowUpView* follow_up : open) {
      std::string due = text("follow_ups.no_date");
      if (!follow_up->due.empty()) {
        due = date(follow_up->due);
        if (overdue(*follow_up)) due = text("follow_ups.overdue", {{"date", due}});
      }
      Cell owner_cell = about("follow_up_owner", *follow_up, owner(follow_up->owner));
      if (!follow_up->owner.empty()) owner_cell.runs.front().look = Look::strong;
      Cell due_cell = about("follow_up_due", *follow_up, due);
      if (overdue(*follow_up)) due_cell.runs.front().look = Look::strong;
      table.rows.push_back(
          {owner_cell, number_cell(*follow_up), cell(reported(*follow_up, follow_up_words(*follow_up, open_only))),
           about("follow_up_next", *follow_up, owner(follow_up->next_step_holder)), due_cell,
           about("follow_up_age", *follow_up, follow_up->round < 0 ? since(*follow_up) : age(follow_up->age_rounds))});
    }
    out.push_back({.kind = BlockKind::table, .table = std::move(table)});
  }
  if (open_only || closed.empty()) return section;
  out.push_back(heading(2, {say("follow_ups.closed")}));
  Table table;
  for (const char* id : {"owner", "number", "words", "status", "because"})
    table.head.push_back(cell(say("follow_ups." + std::string(id))));
  table.head[1].number = true;
  table.widths = {13, 5, 44, 10, 28};
  for (const FollowUpView* follow_up : closed) {
    Runs because;
    const std::string id = std::to_string(follow_up->number);
    if (!follow_up->closed_because.empty() && !goes_out(request_.profile)) {
      because = portion(follow_up->level, "follow_up:" + id);
      because.push_back(officer("closed:" + id, follow_up->closed_because, follow_up->author, follow_up->time));
      if (!follow_up->author.empty()) {
        because.push_back(say("mark.dash"));
        because.push_back(claim("signed", {{"closed", id}}, "notes.signed",
                                {{"author", follow_up->author}, {"date", date(follow_up->time)}}));
      }
    }
    if (const Source* source = source_of(follow_up->closed_source)) {
      if (!because.empty()) because.push_back(say("mark.space"));
      Run run = claim_text("closed_source", {{"number", id}}, source_label(*source));
      run.link = "#source-" + std::to_string(source_number(source->sha256));
      because.push_back(run);
    }
    if (because.empty()) because.push_back(say("mark.none"));
    const std::string status_id = "follow_ups." + follow_up->status;
    table.rows.push_back(
        {about("follow_up_owner", *follow_up, owner(follow_up->owner)), number_cell(*follow_up),
         cell(follow_up_words(*follow_up, false)),
         about("follow_up_status", *follow_up, words_.find(status_id) != nullptr ? text(status_id) : follow_up->status),
         cell(because)});
  }
  out.push_back({.kind = BlockKind::table, .table = std::move(table)});
  return section;
}

void Composer::name_and_title(const HeadView& head, const Args& args, Runs& out) {
  Run name = claim_text("head_name", args, head.name);
  name.look = Look::strong;
  out.push_back(name);
  if (head.title.empty()) return;
  out.push_back(say("mark.comma"));
  out.push_back(claim_text("head_title", args, head.title));
}

void Composer::body_meetings(const BodyView& body, const std::string& id, bool last_alone, std::vector<Block>& out) {
  const auto named = [&](const char* how, const std::vector<HeadView>& heads, const Args& args, Runs& line) {
    bool first = true;
    for (const auto& head : heads) {
      line.push_back(say(first ? how : "mark.dot"));
      first = false;
      Args at = args;
      at.emplace_back("fact", head.fact);
      name_and_title(head, at, line);
      line.push_back(claim("head_party", at, "bodies.led_for", {{"party", words_.party(head.party)}}));
      add(line, mark(head.quote));
    }
  };
  const auto by_side = [&](const SourceQuote& quote, Runs& line) {
    Runs words = quoted(quote);
    if (words.empty()) return;
    Run side = claim_text("side", {{"source", quote.source}}, side_name(quote.source) + text("mark.colon"));
    side.look = Look::soft;
    line.push_back(side);
    add(line, std::move(words));
  };
  for (std::size_t k = 0; k < body.events.size() && !last_alone; ++k) {
    const auto& event = body.events[k];
    const Args args{{"body", id}, {"event", std::to_string(k + 1)}};
    Runs line{claim_text(
        "body_event", args,
        dates(event.start, event.end, false) + text("mark.comma") + text_or("source_kind." + event.kind, event.kind))};
    line.push_back(say("mark.stop"));
    add(line, mark(event.quote));
    named("bodies.people", event.people, args, line);
    out.push_back(item(std::move(line)));
  }
  for (std::size_t k = last_alone ? body.meetings.size() - 1 : 0; k < body.meetings.size(); ++k) {
    const auto& meeting = body.meetings[k];
    const Args args{{"body", id}, {"meeting", std::to_string(k + 1)}};
    const std::string place = !meeting.place.empty()    ? text("place.at", {{"place", meeting.place}})
                              : meeting.is_virtual == 1 ? text("place.online")
                                                        : "";
    Runs line{claim("body_meeting", args, "bodies.meeting",
                    {{"round", name_of(meeting, static_cast<int>(k), true)}, {"place", place}})};
    // As printed by each side: one side's days would hide where the two differ.
    bool first = true;
    for (const auto& given : meeting.dates) {
      if (!first) line.push_back(say("mark.dot"));
      first = false;
      by_side(given.quote, line);
    }
    named("bodies.led", meeting.heads, args, line);
    out.push_back(item(std::move(line)));
  }
}

Section Composer::bodies(bool brief_form) {
  Section section{.id = "bodies", .title = {say("bodies.title"), method_mark("body")}};
  auto& out = section.blocks;
  if (d_.bodies.empty()) out.push_back(paragraph({claim("no_body", {}, "bodies.none")}));
  for (std::size_t i = 0; i < d_.bodies.size(); ++i) {
    const auto& body = d_.bodies[i];
    if (brief_form && body.meetings.empty()) continue;
    const std::string id = std::to_string(i + 1);
    out.push_back(heading(3, {claim_text("body_name", {{"body", id}}, body.name)}));
    Runs runs;
    if (body.first_round >= 0)
      runs = {claim("body_first", {{"body", id}}, "bodies.first", {{"round", round_name(body.first_round)}})};
    if (!body.next_meeting.empty()) {
      if (!runs.empty()) runs.push_back(say("mark.space"));
      std::string next = date(body.next_meeting);
      runs.push_back(claim("body_next", {{"body", id}}, "bodies.next", {{"text", next}}));
    }
    if (!runs.empty()) out.push_back(paragraph(std::move(runs), "thread"));
    body_meetings(body, id, brief_form, out);
    if (brief_form) continue;
    for (std::size_t k = 0; k < body.sayings.size(); ++k) {
      const auto& saying = body.sayings[k];
      Runs quote = quoted(saying.quote);
      Runs line;
      if (saying.round >= 0)
        line.push_back(claim("body_saying", {{"body", id}, {"saying", std::to_string(k + 1)}},
                             saying.stage.empty() ? "bodies.named" : "bodies.stage",
                             {{"round", round_name(saying.round, true)}, {"stage", stage_words(saying.stage)}}));
      add(line, std::move(quote));
      if (!line.empty()) out.push_back(item(std::move(line)));
    }
  }
  return section;
}

void Composer::led_as_entered(const HeldRound& round, const std::set<std::string>& parties, std::vector<Cell>& row) {
  row.push_back(cell(claim_text("round_dates", {{"round", held_id(round)}}, held_dates(round))));
  for (const auto& party : parties) {
    Runs runs;
    for (auto& [line, words] : delegation_of(*round.entered, party)) {
      if (!runs.empty()) runs.push_back(say("mark.dot"));
      add(runs, portion(*round.entered));
      add(runs, own_words(*round.entered, "delegation", words, "#" + std::to_string(line)));
    }
    if (runs.empty()) {
      runs.push_back(claim("head_unknown", {{"round", held_id(round)}, {"party", party}}, "timeline.no_text"));
      runs.back().look = Look::soft;
    }
    row.push_back(cell(std::move(runs)));
  }
}

Section Composer::people() {
  Section section{.id = "people", .title = {say("people.title"), method_mark("heads")}};
  std::set<std::string> parties(d_.parties.begin(), d_.parties.end());
  bool any = false;
  for (const auto& round : d_.rounds) {
    for (const auto& head : round.heads) parties.insert(head.party);
    any = any || !round.heads.empty() || !round.parties_without_head.empty();
  }
  if (!any) {
    section.blocks.push_back(paragraph({claim("no_heads", {}, "people.none")}));
    return section;
  }
  Table table;
  table.head = {cell(say("people.round")), cell(say("people.dates"))};
  table.widths = {11, 25};
  for (const auto& party : parties) {
    table.head.push_back(cell(claim_text("party", {{"party", party}}, words_.party(party))));
    table.widths.push_back(64 / std::max<int>(1, static_cast<int>(parties.size())));
  }
  for (auto held = held_.rbegin(); held != held_.rend(); ++held) {
    std::vector<Cell> row{cell(claim_text("round_name_start", {{"round", held_id(*held)}}, held_name(*held, true)))};
    if (held->entered != nullptr) {
      led_as_entered(*held, parties, row);
      table.rows.push_back(std::move(row));
      continue;
    }
    const int i = held->read;
    const auto& round = d_.rounds[static_cast<std::size_t>(i)];
    Runs printed;
    std::set<std::string> shown_dates;
    for (const auto& given : round.dates) {
      if (!shown_dates.insert(given.quote.source + given.quote.span.text).second) continue;
      Runs quote = quoted(given.quote);
      if (quote.empty()) continue;
      if (!printed.empty()) printed.push_back(say("mark.dot"));
      add(printed, std::move(quote));
    }
    if (printed.empty()) printed.push_back(claim_text("round_dates", {{"round", round_id(i)}}, round_dates(round)));
    row.push_back(cell(std::move(printed)));
    for (const auto& party : parties) {
      Runs runs;
      for (const auto& head : round.heads) {
        if (head.party != party) continue;
        if (!runs.empty()) runs.push_back(say("mark.dot"));
        name_and_title(head, {{"round", round_id(i)}, {"fact", head.fact}}, runs);
        add(runs, mark(head.quote));
      }
      if (runs.empty()) {
        Run unknown = claim("head_unknown", {{"round", round_id(i)}, {"party", party}}, "people.unknown");
        unknown.look = Look::soft;
        runs.push_back(unknown);
      }
      row.push_back(cell(std::move(runs)));
    }
    table.rows.push_back(std::move(row));
  }
  section.blocks.push_back({.kind = BlockKind::table, .table = std::move(table)});
  return section;
}

}  // namespace breadcrumb::brief
