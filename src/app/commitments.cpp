#include "app/commitments.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/nouns.h"
#include "app/typed.h"

namespace breadcrumb::app {

namespace {

/// A report later than another: by its date where both have one, else as entered.
bool supersedes(const EntryView& later, const EntryView& earlier) {
  const auto &a = later["date"], &b = earlier["date"];
  return a.empty() || b.empty() || !is_later(b, a);
}

/// Does the thread speak of the follow-up: by an entry, or because the promise stands in its words?
bool holds(const Thread& thread, const FollowUpView& follow_up, const std::vector<std::string>& issues) {
  for (const auto& number : issues)
    if (thread.answers_to(std::atoi(number.c_str()))) return true;
  for (const auto& step : thread.steps)
    for (const auto& mention : step.mentions) {
      if (mention.source != follow_up.quote.source) continue;
      for (const auto& words : mention.words)
        if (words.start <= follow_up.quote.span.start && follow_up.quote.span.end <= words.end) return true;
    }
  return false;
}

/// Who raised it and who answers for it, as the officer entered of its issues; where nothing is entered, all parties.
std::set<std::string> concerned_by(const FollowUpView& follow_up, const DialogueView& dialogue, const EntryBook& book) {
  std::set<std::string> raised, answer;
  const auto take = [&](const EntryView& page) {
    for (auto& party : parted(page["raised_by"])) raised.insert(std::move(party));
    for (auto& party : parted(page["answered_by"])) answer.insert(std::move(party));
  };
  const auto* commitment = book.find("commitment", follow_up.number);
  const auto issues = commitment == nullptr ? std::vector<std::string>() : parted((*commitment)["issues"]);
  for (const auto* page : book.of_noun("issue")) {
    const bool named = std::ranges::find(issues, std::to_string(page->number)) != issues.end();
    const bool speaks = std::ranges::any_of(dialogue.threads, [&](const Thread& thread) {
      return thread.answers_to(page->number) && holds(thread, follow_up, issues);
    });
    if (named || speaks) take(*page);
  }
  // Half an answer leaves the other half to all: nobody is left out because nobody entered them. And one side alone
  // settles nothing, even where it both raised a thing and answers for it.
  const bool whole = !raised.empty() && !answer.empty();
  raised.merge(answer);
  if (!whole || raised.size() < 2) raised.insert(dialogue.parties.begin(), dialogue.parties.end());
  return raised;
}

}  // namespace

void add_commitment(FollowUpView& follow_up, const EntryBook& book, const std::vector<record::FollowUpEntry>& all) {
  const auto* entry = book.find("commitment", follow_up.number);
  if (entry == nullptr) return;
  if (!(*entry)["next"].empty()) follow_up.next_step_holder = (*entry)["next"];
  // One that was undone does not hold up another.
  if (const int first = entry->number_in("waits_for");
      std::ranges::find(all, first, &record::FollowUpEntry::number) != all.end())
    follow_up.waits_for = first;
  for (const auto& file : entry->attachments) follow_up.evidence.emplace_back(file.sha256, file.file_name);
}

void add_reports(FollowUpView& follow_up, const DialogueView& dialogue, const EntryBook& book) {
  std::map<std::string, const EntryView*> last;  // by party
  for (const auto* report : book.of_noun("report")) {
    if (report->number_in("follow_up") != follow_up.number) continue;
    auto& stands = last[(*report)["party"]];
    if (stands == nullptr || supersedes(*report, *stands)) stands = report;
  }
  const auto concerned = concerned_by(follow_up, dialogue, book);
  follow_up.concerned.assign(concerned.begin(), concerned.end());
  if (last.empty()) return;
  for (const auto& [party, report] : last)
    follow_up.reports.push_back({party, (*report)["status"], (*report)["date"], (*report)["words"], report->number});
  std::vector<std::string> parts, silent;
  for (const auto* status : {"done", "under way", "open", "disputed"}) {
    std::vector<std::string> who;
    for (const auto& report : follow_up.reports)
      if (report.status == status) who.push_back(report.party);
    if (!who.empty())
      parts.push_back(fmt::format("{} {} {}", status, who.size() == 1 ? "says" : "say", fmt::join(who, ", ")));
  }
  for (const auto& party : follow_up.concerned)
    if (!last.contains(party)) silent.push_back(party);
  if (!silent.empty()) parts.push_back(fmt::format("{} not yet", fmt::join(silent, ", ")));
  follow_up.reported = fmt::format("{}", fmt::join(parts, "; "));
  follow_up.settled = silent.empty() && std::ranges::all_of(follow_up.concerned, [&](const std::string& party) {
                        return (*last.at(party))["status"] == "done";
                      });
  if (follow_up.settled && follow_up.status == "open") follow_up.status = "done";
}

std::string next_step_text(const FollowUpView& follow_up) {
  const auto holder = follow_up.next_step_holder.empty() ? std::string("unknown") : follow_up.next_step_holder;
  return follow_up.waits_for == 0 ? holder : fmt::format("{}, after {}", holder, follow_up.waits_for);
}

std::string promised_on(const FollowUpView& follow_up, const DialogueView& dialogue) {
  if (follow_up.round < 0) return follow_up.promised;
  const auto& held = dialogue.rounds.at(static_cast<std::size_t>(follow_up.round)).start;
  if (held.empty() || follow_up.promised.empty()) return held.empty() ? follow_up.promised : held;
  return is_later(held, follow_up.promised) ? follow_up.promised : held;
}

Result<void> check_waits_for(int number, int waits_for, const EntryBook& book) {
  std::vector<std::string> path;
  std::set<int> seen;
  for (int at = number, next = waits_for; next != 0 && seen.insert(at).second;) {
    path.push_back(fmt::format("{} waits for {}", at, next));
    if (next == number)
      return Error{ErrorKind::bad_input, "follow_up.loop",
                   fmt::format("follow-up {} would wait for itself: {}", number, fmt::join(path, ", ")), ""};
    at = next;
    const auto* entry = book.find("commitment", at);
    next = entry == nullptr ? 0 : entry->number_in("waits_for");
  }
  return {};
}

Result<void> check_due(std::string_view due, std::string_view promised) {
  if (due.empty() || promised.empty() || !is_later(promised, due)) return {};
  return Error{
      ErrorKind::bad_input, "follow_up.due_early",
      fmt::format("due {}, and it was promised on {}: a due date does not lie before its commitment", due, promised),
      ""};
}

}  // namespace breadcrumb::app
