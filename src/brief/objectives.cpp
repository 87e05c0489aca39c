// The objectives that an officer entered on issues; for the minister those of the most pressing issues, with points to
// make.
#include <algorithm>
#include <tuple>

#include "brief/composer.h"
#include "text/words.h"

namespace breadcrumb::brief {

std::vector<std::pair<const EntryView*, Thread>> Composer::with_objective() const {
  std::vector<std::pair<const EntryView*, Thread>> out;
  for (const auto* page : entries("issue")) {
    if ((*page)["objective"].empty()) continue;
    const auto read =
        std::ranges::find_if(d_.threads, [&](const Thread& thread) { return thread.answers_to(page->number); });
    if (read != d_.threads.end()) {
      out.emplace_back(page, *read);
      continue;
    }
    Thread entered;
    entered.number = page->number;
    out.emplace_back(page, std::move(entered));
  }
  // What the agenda has, in its order; then what is owed; then by number.
  std::map<int, int> places;
  const auto* event = next_entry();
  if (const auto* agenda = event == nullptr ? nullptr : agenda_of(*event))
    for (const auto* one : items_of(*agenda, false))
      if ((*one)["about"].starts_with("issue:"))
        places.emplace(std::atoi((*one)["about"].c_str() + 6), one->number_in("place"));
  const auto rank = [&](const auto& one) {
    int place = 1'000'000;
    for (const auto& [number, at] : places)
      if (one.first->number == number || one.second.answers_to(number)) place = std::min(place, at);
    const bool owed = std::ranges::any_of(d_.follow_ups, [&](const FollowUpView& follow_up) {
      return follow_up.status == "open" && belongs(follow_up, one.second);
    });
    return std::tuple(place, !owed, one.first->number);
  };
  std::ranges::stable_sort(out, {}, rank);
  return out;
}

Section Composer::objectives(bool brief_form) {
  constexpr std::size_t most_issues = 3, most_points = 3;
  Section section{.id = "objectives",
                  .title = {say(brief_form ? "objectives.pressing" : "objectives.title"), method_mark("objective")}};
  auto& out = section.blocks;
  const auto all = with_objective();
  for (std::size_t i = 0; i < all.size() && (!brief_form || i < most_issues); ++i) {
    const auto& [page, thread] = all[i];
    Runs runs;
    if (thread.key.empty()) {
      runs = {entered_name(*page)};
      runs.front().look = Look::strong;
    } else {
      runs = issue_name(thread);
    }
    if (!(*page)["lead"].empty()) {
      runs.push_back(say("mark.dot"));
      runs.push_back(own_words(*page, "lead", (*page)["lead"]).front());
      runs.back().look = Look::soft;
    }
    out.push_back(heading(3, std::move(runs)));
    own_paragraph(*page, "objective", out);
    if (brief_form) own_points(*page, out, most_points);
  }
  const auto entered = std::ranges::count_if(d_.entries, [](const EntryView& one) {
    return one.noun == "issue" && !one.event.empty() && !one["name"].empty();
  });
  const auto total = d_.threads.size() + static_cast<std::size_t>(entered);
  Runs count{claim("count_objectives", {},
                   all.empty()           ? "objectives.count_none"
                   : all.size() == total ? "objectives.count_all"
                                         : "objectives.count",
                   {{"n", std::to_string(all.size())},
                    {"issues", issue_count(total)},
                    {"none", std::to_string(total - std::min(total, all.size()))}}),
             method_mark("objective")};
  if (brief_form) {
    // Counted aside, so that the quotes of questions that are not printed here get no number.
    Composer aside(view_, texts_, words_, request_);
    aside.lost_ = lost_;
    if (const auto questions = aside.asked().size(); questions > 0) {
      count.push_back(say("mark.space"));
      count.push_back(claim("count_questions", {}, questions == 1 ? "objectives.questions_one" : "objectives.questions",
                            {{"n", std::to_string(questions)}}));
      count.push_back(method_mark("question"));
    }
  }
  if (total > 0) out.insert(out.begin(), paragraph(std::move(count)));
  return section;
}

}  // namespace breadcrumb::brief
