// status: one screen on the day.
#include <fmt/format.h>

#include <algorithm>

#include "app/all_operations.h"
#include "app/commitments.h"
#include "app/party.h"
#include "app/standing.h"

namespace breadcrumb::app {

namespace {

std::string days_words(long days) {
  return days == 1 ? "1 day" : fmt::format("{} days", days);
}

/// The last round held, as `round_label` and `round_words` would say it of one that texts tell of.
std::string entered_label(const EntryView& entry) {
  return entry["ordinal"].empty() ? entry["start"] : entry["ordinal"];
}
std::string entered_words(const EntryView& entry) {
  return entry["ordinal"].empty() ? "the meeting of " + entry["start"] : "round " + entry["ordinal"];
}

/// The last text's words about the next round; none where a round was held since, as was entered.
bool speaks_of_next(const Standing& standing, const DialogueView& d) {
  return !d.next_round_text.empty() && standing.last_entered == nullptr;
}

/// `2027-02-16 to 2027-02-17`, or the window.
std::string when_words(const EntryView& entry) {
  const bool days = !entry["start"].empty();
  const auto& first = entry[days ? "start" : "window_start"];
  const auto& last = entry[days ? "end" : "window_end"];
  if (first.empty()) return "no days yet";
  const auto span = last.empty() || last == first ? first : fmt::format("{} to {}", first, last);
  return days ? span : "window " + span;
}

Json next_json(const Standing& standing, const DialogueView& d) {
  Json out = Json::object();
  if (standing.next != nullptr)
    out.set("entry", standing.next->number)
        .set("state", (*standing.next)["state"])
        .set("when", when_words(*standing.next));
  if (speaks_of_next(standing, d)) out.set("text", d.next_round_text).set("quote", quote_json(d.next_round_quote));
  return out;
}

Json follow_ups_json(const std::vector<const FollowUpView*>& follow_ups) {
  Json out = Json::array();
  for (const auto* one : follow_ups) out.push(follow_up_json(*one));
  return out;
}

void section(std::string& out, std::string_view head, std::size_t count) {
  out += fmt::format("\n{}{}\n", head, count == 0 ? ": none" : "");
}

std::string text_of_standing(const Standing& standing, const DeskView& view, std::string_view today) {
  const auto& d = view.dialogue;
  std::string out = fmt::format("{}  ({})\n", d.name, today);
  if (standing.last_round != nullptr || standing.last_entered != nullptr) {
    if (standing.last_round != nullptr)
      out += fmt::format("  last: {}", round_words(*standing.last_round));
    else
      out += fmt::format("  last: {}, held {}{} (entry {}; no text of it is read yet)",
                         entered_words(*standing.last_entered), when_words(*standing.last_entered),
                         (*standing.last_entered)["place"].empty() ? "" : ", " + (*standing.last_entered)["place"],
                         standing.last_entered->number);
    if (standing.days_since) out += fmt::format("; no round for {}", days_words(*standing.days_since));
    out += "\n";
  }
  if (standing.next != nullptr)
    out += fmt::format("  next: {} {}, {}{}\n",
                       (*standing.next)["ordinal"].empty() ? "a round" : "round " + (*standing.next)["ordinal"],
                       (*standing.next)["state"], when_words(*standing.next),
                       (*standing.next)["place"].empty() ? "" : ", " + (*standing.next)["place"]);
  else if (speaks_of_next(standing, d))
    out +=
        fmt::format("  next: not planned on this desk; the last text says \"{}\"\n", shortened(d.next_round_text, 90));
  else
    out += "  next: not planned on this desk, and no text speaks of it\n";

  section(out, "Overdue", standing.overdue.size());
  for (const auto* one : standing.overdue)
    out += fmt::format("  follow-up {}, due {}, owner {}, next step {}: {}\n", one->number, one->due,
                       one->owner.empty() ? "unknown" : one->owner, next_step_text(*one), shortened(one->text, 70));
  section(out, "Waiting on", standing.waiting_on.size());
  for (const auto& [holder, follow_ups] : standing.waiting_on) {
    std::vector<std::string> numbers;
    for (const auto* one : follow_ups)
      numbers.push_back(std::to_string(one->number) +
                        (one->waits_for == 0 ? "" : fmt::format(" (after {})", one->waits_for)));
    out += fmt::format("  {}: follow-up{} {}\n", holder.empty() ? "unknown" : holder, numbers.size() == 1 ? "" : "s",
                       fmt::join(numbers, ", "));
  }
  section(out, "Papers unanswered", standing.unanswered.size());
  for (const auto& one : standing.unanswered)
    out += fmt::format("  paper {}, {}{}: {}\n", one.paper->number,
                       one.owed_by.empty() ? "answer owed by nobody named"
                                           : fmt::format("answer owed by {}", fmt::join(one.owed_by, ", ")),
                       one.days ? fmt::format(", passed {} ago", days_words(*one.days)) : "",
                       shortened((*one.paper)["title"], 70));
  section(out, "Bodies without a meeting to come", standing.without_meeting.size());
  for (const auto& body : standing.without_meeting) out += fmt::format("  {}\n", shortened(body.name, 100));
  section(out, "Meetings of bodies to come", standing.meetings.size());
  for (const auto* meeting : standing.meetings)
    out += fmt::format("  meeting {}, {}: {}\n", meeting->number, when_words(*meeting),
                       shortened((*meeting)["agenda"], 70));
  section(out, "Third-country measures with a date", standing.measures.size());
  for (const auto* measure : standing.measures) {
    std::vector<std::string> dates;
    if (!(*measure)["comments_due"].empty()) dates.push_back("comments due " + (*measure)["comments_due"]);
    if (!(*measure)["response_due"].empty()) dates.push_back("response due " + (*measure)["response_due"]);
    out += fmt::format("  measure {}, {}: {}, {}\n", measure->number, (*measure)["country"],
                       shortened((*measure)["title"], 60), fmt::join(dates, ", "));
  }
  section(out, "Issues silent for two rounds", standing.silent.size());
  for (const auto* thread : standing.silent)
    out += fmt::format("  {} {}\n", thread->number, shortened(thread->name, 90));
  section(out, "Sources with facts that nobody has confirmed", standing.unconfirmed.size());
  for (const auto& [source, count] : standing.unconfirmed)
    out += fmt::format("  {} {}: {}\n", short_id(source), source_label(d.sources, source),
                       count == 1 ? "1 fact" : fmt::format("{} facts", count));
  return out;
}

Result<Answer> run(const Context& context, const Request& request) {
  const auto desk = BC_TRY(open_views(context));
  const auto* view = BC_TRY(choose_dialogue(desk.views, text_of(request, "dialogue")));
  const auto today = today_at(desk.record.desk(), desk.knowledge.grammar, context.now());
  const auto standing = standing_of(*view, shown_of(desk), today);
  Json waiting = Json::object(), papers = Json::array(), bodies = Json::array(), meetings = Json::array(),
       measures = Json::array(), silent = Json::array(), unconfirmed = Json::object();
  for (const auto& [holder, follow_ups] : standing.waiting_on) {
    Json numbers = Json::array();
    for (const auto* one : follow_ups) numbers.push(one->number);
    waiting.set(holder.empty() ? "unknown" : holder, std::move(numbers));
  }
  for (const auto& one : standing.unanswered)
    papers.push(Json::object()
                    .set("paper", one.paper->number)
                    .set("title", (*one.paper)["title"])
                    .set("owed_by", Json::strings(one.owed_by))
                    .set("days", one.days ? Json(*one.days) : Json()));
  for (const auto& body : standing.without_meeting) bodies.push(body.name);
  for (const auto* meeting : standing.meetings) meetings.push(entry_json(*meeting));
  for (const auto* measure : standing.measures) measures.push(entry_json(*measure));
  for (const auto* thread : standing.silent) silent.push(thread->number);
  for (const auto& [source, count] : standing.unconfirmed) unconfirmed.set(source, count);
  Answer out;
  out.json =
      Json::object()
          .set("dialogue", view->dialogue.name)
          .set("day", today)
          .set("last_round", standing.last_round != nullptr     ? Json(round_label(*standing.last_round))
                             : standing.last_entered != nullptr ? Json(entered_label(*standing.last_entered))
                                                                : Json())
          .set("last_round_entry", standing.last_entered == nullptr ? Json() : Json(standing.last_entered->number))
          .set("days_since_last_round", standing.days_since ? Json(*standing.days_since) : Json())
          .set("next_round", next_json(standing, view->dialogue))
          .set("overdue", follow_ups_json(standing.overdue))
          .set("waiting_on", std::move(waiting))
          .set("papers_unanswered", std::move(papers))
          .set("bodies_without_meeting", std::move(bodies))
          .set("meetings_to_come", std::move(meetings))
          .set("measures", std::move(measures))
          .set("silent_issues", std::move(silent))
          .set("unconfirmed", std::move(unconfirmed));
  out.text = text_of_standing(standing, *view, today);
  return out;
}

}  // namespace

Operation status_operation() {
  return {.name = "status",
          .summary = "where a dialogue stands today: next round, overdue, who is waited for, papers unanswered",
          .parameters = {one_dialogue_parameter()},
          .example = "breadcrumb status",
          .run = run};
}

}  // namespace breadcrumb::app
