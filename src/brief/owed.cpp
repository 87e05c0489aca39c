// What is owed on an issue, and by whom: open follow-ups and papers that wait for an answer.
#include <algorithm>

#include "brief/composer.h"
#include "text/words.h"

namespace breadcrumb::brief {

std::vector<std::string> Composer::owing(const EntryView& paper) const {
  const std::string number = std::to_string(paper.number);
  const auto papers = entries("paper");
  const bool settled = std::ranges::any_of(papers, [&](const EntryView* other) {
    return (*other)["replaces"] == number || (*other)["answered_by"] == number;
  });
  if (settled || !paper["answered_by"].empty() || paper["kind"] == "information") return {};
  std::vector<std::string> out;
  for (const auto party : text::pieces_of(paper["to"], ',')) out.emplace_back(party);
  if (out.empty())
    for (const auto& party : d_.parties)
      if (party != paper["from"]) out.push_back(party);
  return out;
}

void Composer::owed(const Thread& thread, std::vector<Block>& out) {
  // Our own debts first, then each other side's, then what both owe; at the end what nobody is known to owe.
  std::vector<std::pair<std::string, Runs>> by;
  const auto to = [&](const std::string& side) -> Runs& {
    auto found = std::ranges::find(by, side, [](const auto& one) { return one.first; });
    if (found == by.end()) found = by.insert(by.end(), {side, {}});
    if (!found->second.empty()) found->second.push_back(say("mark.dot"));
    return found->second;
  };
  for (const auto& follow_up : d_.follow_ups) {
    if (follow_up.status != "open" || !belongs(follow_up, thread)) continue;
    const auto& holder = follow_up.next_step_holder.empty() ? follow_up.owner : follow_up.next_step_holder;
    Runs& runs = to(holder == "all" ? "both" : holder);
    const std::string number = std::to_string(follow_up.number);
    Run run = claim("owed_follow_up", {{"number", number}}, "issues.owed_follow_up", {{"n", number}});
    run.link = "#follow-up-" + number;
    runs.push_back(std::move(run));
    add(runs, follow_up_words(follow_up, true));
    if (!follow_up.due.empty())
      runs.push_back(claim("owed_due", {{"number", number}}, "issues.owed_due", {{"date", date(follow_up.due)}}));
  }
  for (const auto* paper : entries("paper")) {
    if (!is_on(*paper, thread)) continue;
    const std::string number = std::to_string(paper->number);
    for (const auto& side : owing(*paper)) {
      Runs& runs = to(side);
      add(runs, portion(*paper));
      runs.push_back(claim("owed_answer", {{"paper", number}, {"side", side}}, "issues.owed_answer", {{"n", number}}));
      runs.push_back(own_words(*paper, "title", (*paper)["title"]).front());
    }
  }
  const auto rank = [&](const auto& one) {
    if (one.first == view_.own_party) return 0;
    if (one.first.empty()) return 3;
    return one.first == "both" ? 2 : 1;
  };
  std::ranges::stable_sort(by, {}, rank);
  for (auto& [side, what] : by) {
    const char* id = side.empty()              ? "issues.owed_unknown"
                     : side == view_.own_party ? "issues.owed_us"
                     : side == "both"          ? "issues.owed_both"
                                               : "issues.owed_them";
    Run label = claim("owed_by", {{"issue", issue_id(thread)}, {"side", side}}, id, {{"party", owner(side)}});
    label.look = Look::strong;
    Runs runs{std::move(label)};
    add(runs, std::move(what));
    runs.push_back(method_mark("owed"));
    out.push_back(paragraph(std::move(runs)));
  }
}

}  // namespace breadcrumb::brief
