#include "app/standing.h"

#include <algorithm>

#include "app/beside.h"
#include "model/due.h"
#include "model/rounds.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

bool belongs(const EntryView& entry, const DeskView& view, const Shown& shown) {
  return dialogue_of(entry, shown) == view.dialogue.name;
}

/// First day by which an entry can be ordered; what has none comes last.
std::string day_of(const EntryView& entry) {
  for (const auto* field : {"start", "window_start"})
    if (!entry[field].empty()) return entry[field];
  return "9999";
}

void by_day(std::vector<const EntryView*>& entries) {
  std::ranges::stable_sort(entries, {}, [](const EntryView* entry) { return day_of(*entry); });
}

void add_bodies(Standing& out, const DeskView& view, const Shown& shown, std::string_view today) {
  for (const auto& pair : bodies_beside(view, shown))
    out.bodies.push_back({.name = pair.read != nullptr ? pair.read->name : (*pair.entered)["name"],
                          .read = pair.read,
                          .entered = pair.entered});
  for (const auto* meeting : shown.book.of_noun("meeting")) {
    const auto& last = (*meeting)[(*meeting)["end"].empty() ? "start" : "end"];
    const bool coming = (*meeting)["state"] == "planned" && !is_past(last, today);
    if (coming && belongs(*meeting, view, shown)) out.meetings.push_back(meeting);
  }
  by_day(out.meetings);
  for (const auto& body : out.bodies) {
    const bool entered = body.entered != nullptr && std::ranges::any_of(out.meetings, [&](const EntryView* meeting) {
                           return (*meeting)["body"] == std::to_string(body.entered->number);
                         });
    // What a text says of a meeting counts while its date has not passed.
    const bool read =
        body.read != nullptr && !body.read->next_meeting.empty() && !is_past(body.read->next_meeting, today);
    if (!entered && !read) out.without_meeting.push_back(body);
  }
}

void add_papers(Standing& out, const DeskView& view, const Shown& shown, std::string_view today) {
  const auto papers = shown.book.of_noun("paper");
  for (const auto* paper : papers) {
    const bool replaced = std::ranges::any_of(
        papers, [&](const EntryView* other) { return (*other)["replaces"] == std::to_string(paper->number); });
    const bool answers = std::ranges::any_of(
        papers, [&](const EntryView* other) { return (*other)["answered_by"] == std::to_string(paper->number); });
    // A piece of information and an answer ask for nothing back.
    if (replaced || answers || !(*paper)["answered_by"].empty() || (*paper)["kind"] == "information") continue;
    auto to = parted((*paper)["to"]);
    if (to.empty())
      for (const auto& party : view.dialogue.parties)
        if (party != (*paper)["from"]) to.push_back(party);
    Standing::Paper one{.paper = paper, .owed_by = std::move(to)};
    const auto passed = day_number((*paper)["date"]), now = day_number(today);
    // What is yet to be passed is owed no answer.
    if (passed && now && *passed > *now) continue;
    if (passed && now) one.days = *now - *passed;
    out.unanswered.push_back(std::move(one));
  }
}

}  // namespace

const std::string& holder_of(const FollowUpView& follow_up) {
  return follow_up.next_step_holder.empty() ? follow_up.owner : follow_up.next_step_holder;
}

Standing standing_of(const DeskView& view, const Shown& shown, std::string_view today) {
  Standing out;
  const auto& d = view.dialogue;
  if (const auto held = held_rounds(d); !held.empty()) {
    const auto& last = held.back();
    if (last.entered == nullptr)
      out.last_round = &d.rounds[static_cast<std::size_t>(last.read)];
    else
      out.last_entered = last.entered;
    const auto day = day_number(last.last_day(d)), now = day_number(today);
    if (day && now) out.days_since = *now - *day;
  }
  out.next = next_round(d);
  for (const auto& follow_up : d.follow_ups) {
    if (follow_up.status != "open") continue;
    out.open.push_back(&follow_up);
    out.waiting_on[follow_up.next_step_holder].push_back(&follow_up);
    if (is_past(follow_up.due, today)) out.overdue.push_back(&follow_up);
  }
  // A month or a year ends with its last day: `~` stands behind the `-` of every day in it.
  std::ranges::stable_sort(out.overdue, {}, [](const FollowUpView* one) { return one->due + "~"; });
  add_papers(out, view, shown, today);
  for (const auto& fact : d.facts)
    if (fact.standing == "read") ++out.unconfirmed[fact.source];
  add_bodies(out, view, shown, today);
  for (const auto* measure : shown.book.of_noun("measure"))
    if ((*measure)["status"] != "withdrawn" &&
        (!(*measure)["comments_due"].empty() || !(*measure)["response_due"].empty()))
      out.measures.push_back(measure);
  for (const auto& thread : d.threads)
    if (!thread.steps.empty() && thread.steps.back().silence >= 2) out.silent.push_back(&thread);
  return out;
}

}  // namespace breadcrumb::app
